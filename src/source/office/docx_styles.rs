//! What the styles, lists and links of a Word document are.

use std::collections::HashMap;

use super::Fault;
use super::xml::{Handler, Tag, walk};

/// Styles may be based on one another in a circle.
const MAX_CHAIN: usize = 16;

/// What a style says that matters here.
#[derive(Debug, Clone, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    bold: Option<bool>,
    list: Option<u32>,
    level: Option<u8>,
}

/// What a paragraph is by its style.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// A heading of this level, from 1.
    pub(super) heading: Option<u8>,
    pub(super) title: bool,
    /// A line of a table of contents.
    pub(super) contents: bool,
    pub(super) bold: bool,
    /// The list that the style belongs to, and the level in it.
    pub(super) list: Option<u32>,
    pub(super) level: Option<u8>,
    /// A list style without a list: whether it is numbered.
    pub(super) list_name: Option<bool>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    default: Option<String>,
    open: Option<(String, Style)>,
}

impl Styles {
    pub(super) fn read(part: &str, xml: &str) -> Result<Self, Fault> {
        let mut styles = Self::default();
        walk(part, xml, &mut styles)?;
        Ok(styles)
    }

    /// What a style says, with what it takes from those it is based on; without a name, the default style.
    pub(super) fn look(&self, id: Option<&str>) -> Look {
        let mut look = Look::default();
        let (mut outline, mut bold) = (None, None);
        let mut next = id.or(self.default.as_deref());
        for _ in 0..MAX_CHAIN {
            let Some(style) = next.and_then(|id| self.styles.get(id)) else { break };
            let name = style.name.to_lowercase();
            let by_name = name.strip_prefix("heading ").and_then(|n| n.trim().parse::<u8>().ok());
            if by_name.is_some_and(|level| level > 0) && outline.is_none() {
                outline = by_name.map(|level| level - 1);
            }
            look.title |= name == "title";
            look.contents |= name.starts_with("toc ") || name == "table of figures";
            outline = outline.or(style.outline);
            bold = bold.or(style.bold);
            look.list = look.list.or(style.list);
            look.level = look.level.or(style.level);
            if look.list_name.is_none() && (name.starts_with("list bullet") || name.starts_with("list number")) {
                look.list_name = Some(name.starts_with("list number"));
                // `List Bullet 2` is the second level, as a list of its own.
                let level = name.rsplit(' ').next().and_then(|n| n.parse::<u8>().ok());
                look.level = look.level.or(level.map(|n| n.saturating_sub(1)));
            }
            next = style.based_on.as_deref();
        }
        look.heading = outline.filter(|&level| level < 9).map(|level| (level + 1).min(6));
        look.bold = bold.unwrap_or(false);
        look
    }

    /// Whether a style of characters is bold, where it says so.
    pub(super) fn is_bold(&self, id: &str) -> Option<bool> {
        let mut next = Some(id);
        for _ in 0..MAX_CHAIN {
            let style = self.styles.get(next?)?;
            if style.bold.is_some() {
                return style.bold;
            }
            next = style.based_on.as_deref();
        }
        None
    }
}

impl Handler for Styles {
    fn start(&mut self, name: &str, tag: &Tag) -> Result<bool, Fault> {
        if name == "style" {
            let id = tag.get("styleId").unwrap_or_default();
            let paragraph = tag.get("type").is_none_or(|t| t == "paragraph");
            if paragraph && tag.get("default").is_some_and(|d| d == "1" || d == "true") {
                self.default = Some(id.clone());
            }
            self.open = Some((id, Style::default()));
            return Ok(true);
        }
        let Some((_, style)) = &mut self.open else {
            return Ok(name != "docDefaults" && name != "latentStyles");
        };
        match name {
            "name" => style.name = tag.get("val").unwrap_or_default(),
            "basedOn" => style.based_on = tag.get("val"),
            "outlineLvl" => style.outline = tag.number("val"),
            "numId" => style.list = tag.number("val"),
            "ilvl" => style.level = tag.number("val"),
            "b" => style.bold = Some(tag.is_on()),
            // Conditional formats of table styles say nothing of paragraphs.
            "tblStylePr" => return Ok(false),
            _ => {}
        }
        Ok(true)
    }

    fn end(&mut self, name: &str) {
        if name == "style"
            && let Some((id, style)) = self.open.take()
        {
            self.styles.insert(id, style);
        }
    }

    fn text(&mut self, _: &str) {}
}

/// Which levels of which lists are numbered.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// By the number of the definition: for each level whether it is numbered.
    definitions: HashMap<u32, [bool; 9]>,
    lists: HashMap<u32, u32>,
    definition: Option<u32>,
    list: Option<u32>,
    level: usize,
}

impl Numbering {
    pub(super) fn read(part: &str, xml: &str) -> Result<Self, Fault> {
        let mut numbering = Self::default();
        walk(part, xml, &mut numbering)?;
        Ok(numbering)
    }

    pub(super) fn is_ordered(&self, list: u32, level: u8) -> bool {
        let definition = self.lists.get(&list).and_then(|id| self.definitions.get(id));
        definition.is_some_and(|levels| levels.get(level as usize).copied().unwrap_or(false))
    }
}

impl Handler for Numbering {
    fn start(&mut self, name: &str, tag: &Tag) -> Result<bool, Fault> {
        match name {
            "abstractNum" => self.definition = tag.number("abstractNumId"),
            "num" => self.list = tag.number("numId"),
            "abstractNumId" => {
                if let (Some(list), Some(definition)) = (self.list, tag.number("val")) {
                    self.lists.insert(list, definition);
                }
            }
            "lvl" => self.level = tag.number("ilvl").unwrap_or(0),
            "numFmt" => {
                let ordered = tag.get("val").is_some_and(|format| format != "bullet" && format != "none");
                if let Some(definition) = self.definition
                    && let Some(level) = self.definitions.entry(definition).or_default().get_mut(self.level)
                {
                    *level = ordered;
                }
            }
            "lvlOverride" => return Ok(false),
            _ => {}
        }
        Ok(true)
    }

    fn end(&mut self, name: &str) {
        match name {
            "abstractNum" => self.definition = None,
            "num" => self.list = None,
            _ => {}
        }
    }

    fn text(&mut self, _: &str) {}
}

/// What a part is related to.
#[derive(Debug, Default)]
pub(super) struct Relations {
    targets: HashMap<String, String>,
    /// The last part of the type and the target.
    types: Vec<(String, String)>,
}

impl Relations {
    pub(super) fn read(part: &str, xml: &str) -> Result<Self, Fault> {
        let mut relations = Self::default();
        walk(part, xml, &mut relations)?;
        Ok(relations)
    }

    /// The target of a relation.
    pub(super) fn target(&self, id: &str) -> Option<&str> {
        self.targets.get(id).map(String::as_str)
    }

    /// The target of the first relation of a type.
    pub(super) fn of_type(&self, wanted: &str) -> Option<&str> {
        self.types.iter().find(|(kind, _)| kind == wanted).map(|(_, target)| target.as_str())
    }
}

impl Handler for Relations {
    fn start(&mut self, name: &str, tag: &Tag) -> Result<bool, Fault> {
        if name == "Relationship"
            && let (Some(id), Some(kind), Some(target)) = (tag.get("Id"), tag.get("Type"), tag.get("Target"))
        {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            self.types.push((kind, target.clone()));
            self.targets.insert(id, target);
        }
        Ok(true)
    }

    fn end(&mut self, _: &str) {}

    fn text(&mut self, _: &str) {}
}

/// Title and date of last change, as the properties of a document tell them; of ODT too.
#[derive(Debug, Default)]
pub(super) struct Properties {
    open: Option<&'static str>,
    pub(super) found: Vec<(&'static str, String)>,
}

impl Properties {
    pub(super) fn read(part: &str, xml: &str) -> Result<Self, Fault> {
        let mut properties = Self::default();
        walk(part, xml, &mut properties)?;
        for (key, value) in &mut properties.found {
            // The day is enough of `2026-05-02T10:00:00Z`.
            if *key == "modified"
                && let Some((day, _)) = value.split_once('T')
            {
                *value = day.to_owned();
            }
        }
        Ok(properties)
    }
}

impl Handler for Properties {
    fn start(&mut self, name: &str, _: &Tag) -> Result<bool, Fault> {
        self.open = match name {
            "title" => Some("title"),
            "modified" | "date" => Some("modified"),
            _ => None,
        };
        if let Some(key) = self.open {
            self.found.push((key, String::new()));
        }
        Ok(true)
    }

    fn end(&mut self, _: &str) {
        self.open = None;
    }

    fn text(&mut self, text: &str) {
        if self.open.is_some()
            && let Some((_, value)) = self.found.last_mut()
        {
            value.push_str(text);
        }
    }
}
