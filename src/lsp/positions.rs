//! Between the protocol's positions and the bytes of a text.

use crate::check::Place;
use crate::source::LineIndex;
use gen_lsp_types::{Position, PositionEncodingKind, Range};
use serde_json::Value;

/// What a client counts columns in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units: what every client understands.
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// The encoding for a client, from `general.positionEncodings` of its capabilities: bytes where it offers them, for
    /// they are what the checks count, else its first choice.
    pub fn negotiate(offered: Option<&Value>) -> Self {
        let offered: Vec<Self> = offered
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|one| match one.as_str()? {
                "utf-8" => Some(Self::Utf8),
                "utf-16" => Some(Self::Utf16),
                "utf-32" => Some(Self::Utf32),
                _ => None,
            })
            .collect();
        if offered.contains(&Self::Utf8) { Self::Utf8 } else { offered.first().copied().unwrap_or(Self::Utf16) }
    }

    /// As the protocol names it.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// A text with its lines, for translating places.
#[derive(Debug, Clone, Copy)]
pub struct Positions<'a> {
    /// The text.
    pub text: &'a str,
    /// Its lines.
    pub lines: &'a LineIndex,
    /// What columns are counted in.
    pub encoding: Encoding,
}

impl Positions<'_> {
    /// The byte at a position. Beyond the end of a line it is that end, beyond the last line the end of the text, and
    /// within a character its start.
    pub fn offset(&self, position: Position) -> usize {
        let Some(start) = position.line.checked_add(1).and_then(|line| self.lines.start(line)) else {
            return self.text.len();
        };
        let line = self.line_from(start);
        let mut left = position.character as usize;
        for (at, c) in line.char_indices() {
            let width = self.encoding.width(c);
            if left < width {
                return start + at;
            }
            left -= width;
        }
        start + line.len()
    }

    /// The bytes of a range; empty where the client has its ends the wrong way round.
    pub fn bytes(&self, range: Range) -> std::ops::Range<usize> {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        start..end.max(start)
    }

    /// The position of a byte; the start of the character that it lies in.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.lines.position(self.text, offset).line;
        let start = self.lines.start(line).unwrap_or(0);
        let before = &self.text[start..offset];
        let character = match self.encoding {
            Encoding::Utf8 => before.len(),
            other => before.chars().map(|c| other.width(c)).sum(),
        };
        Position { line: line - 1, character: character as u32 }
    }

    /// The range of some bytes.
    pub fn range(&self, bytes: [usize; 2]) -> Range {
        Range { start: self.position(bytes[0]), end: self.position(bytes[1].max(bytes[0])) }
    }

    /// The range of a place that is given by lines and columns in characters: in a file whose bytes are not those of the
    /// text, because it is in another encoding.
    pub fn of_place(&self, place: &Place) -> Range {
        let at = |line: u32, column: u32| {
            let place = crate::source::Position { line, column };
            self.position(self.lines.offset(self.text, place).unwrap_or(self.text.len()))
        };
        Range { start: at(place.line, place.column), end: at(place.end_line, place.end_column) }
    }

    /// A line without its end; 0-based.
    pub fn line(&self, line: u32) -> &str {
        line.checked_add(1).and_then(|line| self.lines.start(line)).map_or("", |start| self.line_from(start))
    }

    /// The range of a whole line, without its end; 0-based.
    pub fn line_range(&self, line: u32) -> Range {
        let start = self.lines.start(line + 1).unwrap_or(self.text.len());
        self.range([start, start + self.line(line).len()])
    }

    fn line_from(&self, start: usize) -> &str {
        let rest = &self.text[start..];
        rest.find(['\n', '\r']).map_or(rest, |end| &rest[..end])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    #[test]
    fn columns_of_emoji_and_accents_on_lines_of_every_end() {
        let text = "a\r\n😀é’x\rz\n";
        let lines = LineIndex::new(text);
        for (encoding, column) in [(Encoding::Utf8, 9), (Encoding::Utf16, 4), (Encoding::Utf32, 3)] {
            let positions = Positions { text, lines: &lines, encoding };
            let x = text.find('x').unwrap_or_default();
            assert_eq!(positions.position(x), Position { line: 1, character: column });
            assert_eq!(positions.offset(Position { line: 1, character: column }), x);
            assert_eq!(positions.offset(Position { line: 1, character: 900 }), x + 1);
            assert_eq!(positions.offset(Position { line: 0, character: 5 }), 1);
            assert_eq!(positions.offset(Position { line: u32::MAX, character: 0 }), text.len());
        }
        let positions = Positions { text, lines: &lines, encoding: Encoding::Utf16 };
        assert_eq!(positions.offset(Position { line: 1, character: 1 }), 3, "within an emoji: its start");
    }

    #[test]
    fn the_client_has_its_say() {
        assert_eq!(Encoding::negotiate(None), Encoding::Utf16);
        assert_eq!(Encoding::negotiate(Some(&json!([]))), Encoding::Utf16);
        assert_eq!(Encoding::negotiate(Some(&json!(["utf-16", "utf-8"]))), Encoding::Utf8);
        assert_eq!(Encoding::negotiate(Some(&json!(["utf-32", "utf-16"]))), Encoding::Utf32);
        assert_eq!(Encoding::negotiate(Some(&json!(["utf-7", 3]))), Encoding::Utf16);
    }

    proptest! {
        #[test]
        fn there_and_back(text in "[aé😀\\r\\n’]{0,30}", at in 0usize..90) {
            let lines = LineIndex::new(&text);
            let mut at = at.min(text.len());
            while !text.is_char_boundary(at) { at -= 1; }
            // The place between CR and LF is no place in a line.
            prop_assume!(!(at > 0 && text[..at].ends_with('\r') && text[at..].starts_with('\n')));
            for encoding in ALL {
                let positions = Positions { text: &text, lines: &lines, encoding };
                prop_assert_eq!(positions.offset(positions.position(at)), at);
            }
        }
    }
}
