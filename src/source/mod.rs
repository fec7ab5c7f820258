//! Reading a notice: bytes to blocks with exact spans.
//!
//! A [`Source`] is one file: its decoded text, its format and its line index. A format reader
//! turns it into [`Block`]s: headings, paragraphs, list items, table cells. Each block keeps, piece
//! by piece, where its visible text stands in the source, so that whatever is found in it later can be
//! shown at the bytes that the author wrote. Nothing here knows anything about privacy.

mod block;
mod decode;
mod lines;
mod look;
mod markdown;
mod plain;

pub use block::{Block, BlockKind, Link, Piece};
pub use decode::Encoding;
pub use lines::{LineIndex, Position};

use std::path::Path;

/// A range of bytes in [`Source::text`]; `end` is exclusive. Always on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The span as a range that can index the text.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `other` lies wholly inside.
    pub fn holds(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}
