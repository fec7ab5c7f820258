//! Tokens: the words that phrases are matched against.

use crate::source::Span;

/// One word, number or sign of the normalised text.
///
/// A token is a run of letters and digits, with apostrophes kept inside a word (`commissioner's`, `don't`); the
/// signs `£`, `%` and `&` are tokens of their own. All else (brackets, hyphens, stops, quotes) only separates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte in [`super::NormalText::plain`].
    pub start: u32,
    /// One past its last byte there.
    pub end: u32,
    /// Where it stands in the source.
    pub source: Span,
    /// Which block of the source it belongs to (index into the blocks).
    pub block: u32,
    /// Every letter is a capital and there are at least two (`ICO`, `KCHNFT`).
    pub capitals: bool,
    /// The first character is a capital letter.
    pub initial: bool,
}
