//! What a format reader hands on: blocks of visible text with their way back to the source.

use super::Span;

/// What kind of block it is. Ids of lists and tables count up through one source from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading; level 1 is the title. `marked` tells whether the author marked it up (`##`, underline,
    /// `<h2>`) or it was found by its look (a short line, bold, numbered).
    Heading {
        /// 1 to 6.
        level: u8,
        /// Marked up by the author, not found by look.
        marked: bool,
    },
    /// A paragraph of prose.
    Paragraph,
    /// One list item, or a further paragraph of it (`continues`).
    Item {
        /// Which list; nested lists have ids of their own.
        list: u32,
        /// Nesting depth, outermost 0.
        depth: u8,
        /// Numbered or lettered.
        ordered: bool,
        /// A later paragraph of the same item.
        continues: bool,
    },
    /// One table cell.
    Cell {
        /// Which table.
        table: u32,
        /// Row, 0 is the header row where there is one.
        row: u32,
        /// Column, from 0.
        column: u32,
        /// Stands in the header row.
        header: bool,
    },
    /// Code or other text that is not prose; kept for its span only.
    Code,
    /// A value of the front matter under `key`.
    Meta {
        /// The key as written.
        key: String,
    },
}

/// A piece of a block's visible text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in [`super::Source::text`].
    pub source: Span,
    /// The visible text where it differs from the source (an entity, a soft line break shown as a space);
    /// `None` when the visible text is the source text itself.
    pub shown: Option<Box<str>>,
}

/// A hyperlink.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The source extent of the link's label (the visible text).
    pub label: Span,
    /// The source extent of the whole link, label and target.
    pub whole: Span,
    /// Its target as written, entities decoded.
    pub target: Box<str>,
}

/// One block of the source. Blocks come in the order in which a reader of the page meets them: that of the file, but for what a loop of a
/// template draws from a list that stands elsewhere in it, and for cells drawn with spaces that go over the same lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// All of it in the source, with its marker.
    pub span: Span,
    /// Its visible text in order; the pieces neither overlap nor run backwards.
    pub pieces: Vec<Piece>,
    /// Links in it.
    pub links: Vec<Link>,
    /// A term of a definition list: it heads its definition, and is an entry of the list.
    pub term: bool,
}

impl Block {
    /// The visible text, put together.
    pub fn text(&self, source: &str) -> String {
        self.pieces.iter().map(|p| p.shown.as_deref().unwrap_or(&source[p.source.range()])).collect()
    }
}
