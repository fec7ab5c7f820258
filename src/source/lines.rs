//! Lines and columns.

use std::sync::OnceLock;

/// A place for people: 1-based line, 1-based column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// 1-based line.
    pub line: u32,
    /// 1-based column, in characters.
    pub column: u32,
}

/// Bytes between two counts of characters: small enough that counting on from one costs nothing.
const STRIDE: usize = 1024;

/// How many characters and UTF-16 code units stand before a place in the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) chars: usize,
    pub(super) units: usize,
}

impl Count {
    fn add(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            // Every byte but a continuation byte starts a character; four-byte characters take two units.
            self.chars += usize::from(byte & 0xC0 != 0x80);
            self.units += usize::from(byte & 0xC0 != 0x80) + usize::from(byte >= 0xF0);
        }
    }
}

/// Where the lines of a text start. LF, CRLF and a lone CR end a line.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// Only plain ASCII: a column is a difference of bytes.
    ascii: bool,
    /// Counts at every multiple of [`STRIDE`], so that a place far into a long line is found at once.
    counts: OnceLock<Vec<Count>>,
}

impl LineIndex {
    /// Finds the lines of `text`.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0u32];
        for (at, &byte) in bytes.iter().enumerate() {
            let ends = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends {
                starts.push((at + 1) as u32);
            }
        }
        Self { starts, ascii: text.is_ascii(), counts: OnceLock::new() }
    }

    /// How many lines there are; a final line end starts no new line, and an empty text has one.
    pub fn len(&self, text: &str) -> usize {
        let last = self.starts.last().copied().unwrap_or(0) as usize;
        if self.starts.len() > 1 && last == text.len() { self.starts.len() - 1 } else { self.starts.len() }
    }

    /// The byte at which a 1-based line starts.
    pub fn start(&self, line: u32) -> Option<usize> {
        let index = (line as usize).checked_sub(1)?;
        self.starts.get(index).map(|&start| start as usize)
    }

    /// Line and column of a byte of the text that this index was made for.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|&start| start as usize <= offset).max(1);
        let start = self.starts[line - 1] as usize;
        let column = self.count(text, offset).chars - self.count(text, start).chars;
        Position { line: line as u32, column: column as u32 + 1 }
    }

    /// The byte of a line and column; the end of the line where the column lies beyond it.
    pub fn offset(&self, text: &str, position: Position) -> Option<usize> {
        let start = self.start(position.line)?;
        let end = self.start(position.line + 1).unwrap_or(text.len());
        let line = text.get(start..end)?.trim_end_matches(['\r', '\n']);
        let skip = (position.column as usize).checked_sub(1)?;
        Some(start + line.char_indices().nth(skip).map_or(line.len(), |(at, _)| at))
    }

    /// Characters and UTF-16 code units before `offset`.
    pub(super) fn count(&self, text: &str, offset: usize) -> Count {
        if self.ascii {
            return Count { chars: offset, units: offset };
        }
        let bytes = text.as_bytes();
        let counts = self.counts.get_or_init(|| {
            let mut sum = Count::default();
            let mut counts = Vec::with_capacity(bytes.len() / STRIDE + 1);
            for chunk in bytes.chunks(STRIDE) {
                counts.push(sum);
                sum.add(chunk);
            }
            counts.push(sum);
            counts
        });
        let index = (offset / STRIDE).min(counts.len() - 1);
        let mut sum = counts[index];
        sum.add(bytes.get(index * STRIDE..offset).unwrap_or_default());
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, offset: usize) -> (u32, u32) {
        let position = LineIndex::new(text).position(text, offset);
        (position.line, position.column)
    }

    #[test]
    fn every_line_end_counts_once() {
        let text = "a\r\nb\rc\nd";
        assert_eq!(at(text, 0), (1, 1));
        assert_eq!(at(text, 3), (2, 1));
        assert_eq!(at(text, 5), (3, 1));
        assert_eq!(at(text, 7), (4, 1));
        assert_eq!(at(text, 99), (4, 2));
        assert_eq!(LineIndex::new(text).len(text), 4);
        assert_eq!(LineIndex::new("a\n").len("a\n"), 1);
    }

    #[test]
    fn columns_are_characters() {
        let text = "é😀x\n’y";
        assert_eq!(at(text, 6), (1, 3));
        assert_eq!(at(text, 11), (2, 2));
        let index = LineIndex::new(text);
        assert_eq!(index.offset(text, Position { line: 2, column: 2 }), Some(11));
        assert_eq!(index.offset(text, Position { line: 1, column: 50 }), Some(7));
        assert_eq!(index.offset(text, Position { line: 9, column: 1 }), None);
    }

    #[test]
    fn a_long_line_is_counted_by_strides() {
        let text = "é1".repeat(5000);
        let index = LineIndex::new(&text);
        for at in [0, 3, 3 * 341, 3 * 342, 3 * 4999, text.len()] {
            assert_eq!(index.position(&text, at).column as usize, text[..at].chars().count() + 1);
        }
        assert_eq!(index.count("", 0), Count::default());
    }
}
