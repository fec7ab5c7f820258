//! ODT: the content part of an OpenDocument text.

use super::archive::Archive;
use super::docx_styles::Properties;
use super::layout::render;
use super::odt_styles::Styles;
use super::tree::{Kind, Node, Para, Tree};
use super::xml::{Handler, Tag, walk};
use super::{Fault, Rendered};

/// Reads a package.
pub(super) fn read(mut archive: Archive) -> Result<Rendered, Fault> {
    let content = archive.part("content.xml")?.ok_or_else(|| Fault::new("it has no part content.xml"))?;
    let mut styles = Styles::default();
    if let Some(xml) = archive.part("styles.xml")? {
        styles.read("styles.xml", &xml)?;
    }
    styles.read("content.xml", &content)?;
    let properties = match archive.part("meta.xml")? {
        // Whoever cannot read the properties can still read the text.
        Some(xml) => Properties::read("meta.xml", &xml).unwrap_or_default(),
        None => Properties::default(),
    };
    let mut reader =
        Reader { styles: &styles, tree: Tree::new(), paras: Vec::new(), lists: Vec::new(), keys: 0, is_text: false };
    walk("content.xml", &content, &mut reader)?;
    if !reader.is_text {
        return Err(Fault::new("it is an OpenDocument file, but no text document"));
    }
    Ok(render(reader.tree.finish(), properties.found))
}

/// A list that is open.
#[derive(Debug)]
struct List {
    key: u32,
    style: Option<String>,
    /// In an item, and whether nothing of it has been handed on.
    item: Option<bool>,
}

/// A paragraph that is open.
#[derive(Debug, Default)]
struct Open {
    para: Para,
    bold: bool,
    hidden: bool,
    /// Spans that are open: bold and hidden as they were before.
    spans: Vec<(bool, bool)>,
    links: Vec<(usize, Option<String>)>,
    /// Text boxes that hang on it.
    after: Vec<Node>,
    /// Lists around it; a text box has its own.
    lists: Vec<List>,
}

struct Reader<'a> {
    styles: &'a Styles,
    tree: Tree,
    paras: Vec<Open>,
    lists: Vec<List>,
    keys: u32,
    is_text: bool,
}

impl Reader<'_> {
    fn open_para(&mut self, name: &str, tag: &Tag) -> Result<(), Fault> {
        self.tree.count()?;
        let style = tag.get("style-name").unwrap_or_default();
        let mut open = Open { bold: self.styles.is_bold(&style).unwrap_or(false), ..Open::default() };
        open.hidden = self.styles.is_hidden(&style);
        let level = tag.number::<u8>("outline-level").unwrap_or(1).clamp(1, 6);
        open.para.kind = if name == "h" {
            Kind::Heading(level)
        } else if self.styles.is_title(&style) {
            Kind::Title
        } else if let Some(level) = self.styles.outline(&style) {
            Kind::Heading(level.min(6))
        } else {
            self.item()
        };
        self.paras.push(open);
        Ok(())
    }

    /// What a paragraph is by the list that it stands in.
    fn item(&mut self) -> Kind {
        let level = self.lists.len().saturating_sub(1).min(8);
        // Only the outermost list need name the style of all.
        let style = self.lists.iter().rev().find_map(|list| list.style.as_deref());
        let ordered = style.is_some_and(|style| self.styles.is_ordered(style, level));
        match self.lists.last_mut() {
            Some(List { key, item: Some(fresh), .. }) => {
                let continues = !std::mem::take(fresh);
                Kind::Item { key: *key, level: level as u8, ordered, continues }
            }
            _ => Kind::Plain,
        }
    }

    fn close_para(&mut self) {
        let Some(mut open) = self.paras.pop() else { return };
        open.para.links.sort_by_key(|(at, _)| at.start);
        self.tree.push(Node::Para(open.para));
        self.tree.extend(open.after);
    }

    fn show(&mut self, text: &str) {
        if let Some(open) = self.paras.last_mut().filter(|open| !open.hidden) {
            open.para.push(text, open.bold);
        }
    }
}

impl Handler for Reader<'_> {
    fn start(&mut self, name: &str, tag: &Tag) -> Result<bool, Fault> {
        // Titles of drawings, forms and formulas are no text; `svg`, `form`, `math`.
        if matches!(tag.prefix(), "svg" | "form" | "math" | "presentation") {
            return Ok(false);
        }
        match name {
            "text" if tag.prefix() == "office" => self.is_text = true,
            "p" | "h" => self.open_para(name, tag)?,
            "span" => {
                let style = tag.get("style-name").unwrap_or_default();
                let (bold, hidden) = (self.styles.is_bold(&style), self.styles.is_hidden(&style));
                if let Some(open) = self.paras.last_mut() {
                    open.spans.push((open.bold, open.hidden));
                    open.bold = bold.unwrap_or(open.bold);
                    open.hidden |= hidden;
                }
            }
            "a" => {
                if let Some(open) = self.paras.last_mut() {
                    open.links.push((open.para.text.len(), tag.get("href")));
                }
            }
            "s" => self.show(&" ".repeat(tag.number::<usize>("c").unwrap_or(1).min(64))),
            "tab" => self.show(" "),
            "line-break" => {
                if let Some(open) = self.paras.last_mut() {
                    open.para.line_break();
                }
            }
            "list" => {
                self.keys += 1;
                self.lists.push(List { key: self.keys, style: tag.get("style-name"), item: None });
            }
            "list-item" => {
                if let Some(list) = self.lists.last_mut() {
                    list.item = Some(true);
                }
            }
            "text-box" => {
                self.tree.open_frame();
                let lists = std::mem::take(&mut self.lists);
                if let Some(open) = self.paras.last_mut() {
                    open.lists = lists;
                }
            }
            "table" if tag.prefix() == "table" => {
                self.tree.count()?;
                self.tree.open_table();
            }
            "table-header-rows" => self.tree.open_header(),
            "table-row" => self.tree.open_row(),
            "table-cell" => {
                self.tree.count()?;
                let span = tag.number::<u32>("number-columns-spanned").unwrap_or(1);
                let repeated = tag.number::<u32>("number-columns-repeated").unwrap_or(1);
                self.tree.open_cell(span.clamp(1, 64).saturating_mul(repeated.clamp(1, 64)));
            }
            // Deleted text, remarks, notes, contents, and what a form declares.
            "tracked-changes" | "annotation" | "note" | "table-of-content" | "alphabetical-index"
            | "sequence-decls" | "variable-decls" | "user-field-decls" | "forms" | "scripts" | "font-face-decls"
            | "automatic-styles" | "ruby-text" | "covered-table-cell" | "object" | "event-listeners" => {
                return Ok(false);
            }
            _ => {}
        }
        Ok(true)
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "h" => self.close_para(),
            "span" => {
                if let Some(open) = self.paras.last_mut()
                    && let Some((bold, hidden)) = open.spans.pop()
                {
                    (open.bold, open.hidden) = (bold, hidden);
                }
            }
            "a" => {
                if let Some(open) = self.paras.last_mut()
                    && let Some((start, Some(target))) = open.links.pop()
                    && start < open.para.text.len()
                {
                    open.para.links.push((start..open.para.text.len(), target));
                }
            }
            "list" => {
                self.lists.pop();
            }
            "list-item" => {
                if let Some(list) = self.lists.last_mut() {
                    list.item = None;
                }
            }
            "text-box" => {
                let nodes = self.tree.close_frame();
                match self.paras.last_mut() {
                    Some(open) => {
                        open.after.extend(nodes);
                        self.lists = std::mem::take(&mut open.lists);
                    }
                    None => self.tree.extend(nodes),
                }
            }
            "table-cell" => self.tree.close_cell(),
            "table-header-rows" => self.tree.close_header(),
            "table" => self.tree.close_table(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let Some(open) = self.paras.last() else { return };
        // White space in the XML is one space at most.
        let mut shown = String::with_capacity(text.len());
        let mut blank = open.para.text.is_empty() || open.para.text.ends_with(' ');
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r') {
                if !blank {
                    shown.push(' ');
                }
                blank = true;
            } else {
                shown.push(c);
                blank = false;
            }
        }
        self.show(&shown);
    }
}
