//! From paragraphs and tables to a text of lines and its blocks.

use std::sync::Arc;

use super::super::draft::{Draft, Ids, Pieces};
use super::super::{BlockKind, Link, Span, plain};
use super::tree::{Kind, Node, Para};
use super::{Rendered, table};

/// Renders a document. What its properties say (`meta`) comes after its text, so that the number of a line
/// is that of a paragraph.
pub(super) fn render(nodes: Vec<Node>, meta: Vec<(&'static str, String)>) -> Rendered {
    let titled = nodes.iter().any(|node| matches!(node, Node::Para(para) if para.kind == Kind::Title));
    let mut page =
        Page { text: String::new(), drafts: Vec::new(), ids: Ids::default(), open: Vec::new(), typed: None, titled };
    page.flow(nodes);
    for (key, value) in meta {
        if !value.trim().is_empty() {
            let mut para = Para::default();
            para.push(value.trim(), false);
            page.line(&para, BlockKind::Meta { key: key.to_owned() }, 0);
        }
    }
    Rendered { text: page.text, drafts: Arc::from(page.drafts) }
}

/// A list that is open.
struct Open {
    level: u8,
    key: u32,
    id: u32,
}

pub(super) struct Page {
    text: String,
    drafts: Vec<Draft>,
    pub(super) ids: Ids,
    open: Vec<Open>,
    /// The list of the bullets that the author typed.
    typed: Option<u32>,
    /// The document has a title of its own, so its headings are below it.
    titled: bool,
}

impl Page {
    /// Lays out what stands one below the other.
    pub(super) fn flow(&mut self, nodes: Vec<Node>) {
        for node in nodes {
            match node {
                Node::Para(para) => self.para(para),
                Node::Table(found) => table::lay_out(self, found),
            }
        }
    }

    /// Lists end here.
    pub(super) fn end_lists(&mut self) {
        self.open.clear();
        self.typed = None;
    }

    fn para(&mut self, para: Para) {
        if para.is_blank() {
            self.text.push('\n');
            return;
        }
        for part in para.split() {
            if !part.is_blank() {
                self.block(part);
            }
        }
    }

    fn block(&mut self, para: Para) {
        let marker = plain::list::marker(para.text.trim_start(), self.typed.is_some());
        let (kind, skip) = match para.kind {
            Kind::Title => (BlockKind::Heading { level: 1, marked: true }, 0),
            Kind::Heading(level) => {
                let level = level.saturating_add(u8::from(self.titled)).clamp(1, 6);
                (BlockKind::Heading { level, marked: true }, 0)
            }
            Kind::Item { key, level, ordered, continues } => {
                self.typed = None;
                let (list, depth) = self.item(key, level);
                // Some type a bullet into an item that has one.
                let skip = marker.filter(|m| !m.kind.is_ordered()).map_or(0, |m| m.length);
                self.line(&para, BlockKind::Item { list, depth, ordered, continues }, skip);
                return;
            }
            Kind::Plain => match marker {
                Some(marker) if self.is_typed_item(&para, marker) => {
                    let ids = &mut self.ids;
                    let list = *self.typed.get_or_insert_with(|| ids.list());
                    let depth = self.open.len().min(255) as u8;
                    let ordered = marker.kind.is_ordered();
                    self.line(&para, BlockKind::Item { list, depth, ordered, continues: false }, marker.length);
                    return;
                }
                _ => (BlockKind::Paragraph, 0),
            },
        };
        self.end_lists();
        self.line(&para, kind, skip);
    }

    /// A bullet makes an item; a number does so only in a list, for it may be that of a heading.
    fn is_typed_item(&self, para: &Para, marker: plain::list::Marker) -> bool {
        let after_lead_in =
            || self.drafts.last().is_some_and(|draft| self.text[draft.block.span.range()].trim_end().ends_with(':'));
        !marker.kind.is_ordered() || (!para.is_bold() && (self.typed.is_some() || after_lead_in()))
    }

    /// The id and depth of the list that an item belongs to.
    fn item(&mut self, key: u32, level: u8) -> (u32, u8) {
        while self.open.last().is_some_and(|open| open.level > level) {
            self.open.pop();
        }
        match self.open.last() {
            Some(open) if open.level == level && open.key == key => {}
            last => {
                if last.is_some_and(|open| open.level == level) {
                    self.open.pop();
                }
                let id = self.ids.list();
                self.open.push(Open { level, key, id });
            }
        }
        let depth = self.open.len().saturating_sub(1).min(255) as u8;
        (self.open.last().map_or(0, |open| open.id), depth)
    }

    /// Writes a paragraph as a line of the text and adds its block; `skip` bytes of its visible text are a
    /// marker.
    pub(super) fn line(&mut self, para: &Para, kind: BlockKind, skip: usize) {
        let start = self.text.len();
        self.text.push_str(&para.text);
        let end = self.text.len();
        let lead = para.text.len() - para.text.trim_start().len();
        let content = start + lead;
        let mut pieces = Pieces::default();
        pieces.source(content + skip, end);
        let span = Span::new(content, start + para.text.trim_end().len());
        let links = para.links.iter().map(|(at, target)| {
            let label = Span::new(start + at.start, start + at.end);
            Link { label, whole: label, target: target.as_str().into() }
        });
        let mut draft = Draft::new(&self.text, kind, span, pieces).with_links(links.collect());
        draft.bold = para.is_bold();
        draft.bold_lead = para.bold_lead().filter(|_| !draft.bold).map(|end| (start + end) as u32);
        if !draft.block.pieces.is_empty() {
            self.drafts.push(draft);
        }
        self.text.push('\n');
    }
}
