//! What the styles of an OpenDocument text say.

use std::collections::HashMap;

use super::Fault;
use super::xml::{Handler, Tag, walk};

/// Styles may have one another for parents in a circle.
const MAX_CHAIN: usize = 16;

#[derive(Debug, Clone, Default)]
struct Style {
    parent: Option<String>,
    bold: Option<bool>,
    hidden: bool,
    outline: Option<u8>,
}

/// The styles of a document, its named ones and the automatic ones of its content.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// For each list style whether its levels are numbered.
    lists: HashMap<String, [bool; 10]>,
    style: Option<String>,
    list: Option<String>,
}

impl Styles {
    /// Adds the styles of a part.
    pub(super) fn read(&mut self, part: &str, xml: &str) -> Result<(), Fault> {
        walk(part, xml, self)
    }

    fn chain<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let step = |name: &'a str| Some((name, self.styles.get(name)?));
        std::iter::successors(step(name), move |(_, style)| step(style.parent.as_deref()?)).take(MAX_CHAIN)
    }

    /// Whether text in a style is bold, where it says so.
    pub(super) fn is_bold(&self, name: &str) -> Option<bool> {
        self.chain(name).find_map(|(_, style)| style.bold)
    }

    pub(super) fn is_hidden(&self, name: &str) -> bool {
        self.chain(name).any(|(_, style)| style.hidden)
    }

    /// Whether a paragraph in a style is the title.
    pub(super) fn is_title(&self, name: &str) -> bool {
        name == "Title"
            || self.chain(name).any(|(name, style)| name == "Title" || style.parent.as_deref() == Some("Title"))
    }

    /// The level of a heading by its style.
    pub(super) fn outline(&self, name: &str) -> Option<u8> {
        self.chain(name).find_map(|(_, style)| style.outline).filter(|&level| level > 0)
    }

    pub(super) fn is_ordered(&self, list: &str, level: usize) -> bool {
        self.lists.get(list).and_then(|levels| levels.get(level).copied()).unwrap_or(false)
    }
}

impl Handler for Styles {
    fn start(&mut self, name: &str, tag: &Tag) -> Result<bool, Fault> {
        match name {
            "style" => {
                let id = tag.get("name").unwrap_or_default();
                let parent = tag.get("parent-style-name");
                let outline = tag.number("default-outline-level");
                self.styles.insert(id.clone(), Style { parent, outline, ..Style::default() });
                self.style = Some(id);
            }
            "text-properties" => {
                if let Some(style) = self.style.as_ref().and_then(|id| self.styles.get_mut(id)) {
                    let weight = tag.get("font-weight");
                    style.bold = weight.map(|w| matches!(w.as_str(), "bold" | "600" | "700" | "800" | "900"));
                    style.hidden = tag.get("display").is_some_and(|display| display == "none");
                }
            }
            "list-style" => self.list = tag.get("name"),
            "list-level-style-number" | "list-level-style-bullet" => {
                let level = tag.number::<usize>("level").unwrap_or(1).saturating_sub(1);
                // A number level without a format shows nothing.
                let ordered = name.ends_with("number") && tag.get("num-format").is_some_and(|f| !f.is_empty());
                if let Some(list) = &self.list
                    && let Some(slot) = self.lists.entry(list.clone()).or_default().get_mut(level)
                {
                    *slot = ordered;
                }
                return Ok(false);
            }
            "body" | "master-styles" => return Ok(false),
            _ => {}
        }
        Ok(true)
    }

    fn end(&mut self, name: &str) {
        match name {
            "style" => self.style = None,
            "list-style" => self.list = None,
            _ => {}
        }
    }

    fn text(&mut self, _: &str) {}
}
