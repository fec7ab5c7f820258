//! The lines of a notice around a place, wrapped to the width of the report.
//!
//! A paragraph of a notice is often one line of a thousand characters. The reporting crate would print all of
//! it, so its idea of a line is here a *row*: a piece of a line that fits the width. The numbers beside the rows are
//! those of the true lines. Rows hold text that is safe to print.

use super::shown::push_shown;
use codespan_reporting::diagnostic::{Label, LabelStyle};
use codespan_reporting::files::{Error, Files, Location};
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// A mark that covers more lines than this is shown at its first ones.
const MOST_LINES: usize = 3;

/// The lines of a text.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds the lines: LF, CRLF or CR ends one.
    pub(super) fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            if *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                starts.push(at + 1);
            }
        }
        Self { text, starts }
    }

    /// A line without its end; lines count from 1. Past the last line it is empty.
    fn range(&self, number: usize) -> Range<usize> {
        let start = self.starts.get(number.saturating_sub(1)).copied().unwrap_or(self.text.len());
        let end = self.starts.get(number).copied().unwrap_or(self.text.len());
        start..start + self.text[start..end].trim_end_matches(['\n', '\r']).len()
    }

    /// The number of the line that holds an offset.
    fn number(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).max(1)
    }

    /// The offset of a place given by line and column, both from 1.
    pub(super) fn offset(&self, line: u32, column: u32) -> usize {
        let range = self.range(line as usize);
        let skip = column.saturating_sub(1) as usize;
        self.text[range.clone()].char_indices().nth(skip).map_or(range.end, |(at, _)| range.start + at)
    }

    /// A piece of the text; empty where the range is none.
    pub(super) fn piece(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or("")
    }
}

/// A place to show.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// The place itself, not one that belongs to it.
    pub primary: bool,
    /// A few words on it.
    pub message: String,
}

#[derive(Debug)]
struct Row {
    index: usize,
    number: usize,
    shown: Range<usize>,
}

/// The part of a mark in one line: the line's number, the bytes, which mark.
type Piece = (usize, Range<usize>, usize);

/// The part of a mark that stands in one row.
#[derive(Debug)]
struct Part {
    which: usize,
    shown: Range<usize>,
}

/// Rows of lines with labels on them.
#[derive(Debug)]
pub(super) struct Excerpt {
    path: String,
    place: Location,
    text: String,
    rows: Vec<Row>,
    parts: Vec<Part>,
    /// The last line with a label.
    marked: usize,
}

impl Excerpt {
    /// Shows `marks`; `place` is the line and column that is printed above.
    pub(super) fn new(lines: &Lines<'_>, path: String, place: (u32, u32), marks: &[Mark], width: usize) -> Self {
        let place = Location { line_number: place.0.max(1) as usize, column_number: place.1.max(1) as usize };
        let mut excerpt = Self { path, place, text: String::new(), rows: Vec::new(), parts: Vec::new(), marked: 0 };
        let mut pieces: Vec<Piece> = Vec::new();
        for (which, mark) in marks.iter().enumerate() {
            let first = lines.number(mark.range.start);
            let last = lines.number(mark.range.end.max(mark.range.start + 1) - 1).max(first);
            for number in first..=last.min(first + MOST_LINES - 1) {
                let line = lines.range(number);
                let start = mark.range.start.clamp(line.start, line.end);
                let end = mark.range.end.clamp(start, line.end);
                let blank = lines.piece(start..end).trim().is_empty();
                if number == first || !blank {
                    pieces.push((number, start..end, which));
                }
            }
        }
        pieces.sort_by_key(|(number, range, _)| (*number, range.start, range.end));
        for group in pieces.chunk_by(|a, b| a.0 == b.0) {
            excerpt.line(lines, group, width.max(20));
        }
        excerpt
    }

    /// Lays out one line, or the parts of it that hold marks.
    fn line(&mut self, lines: &Lines<'_>, pieces: &[Piece], width: usize) {
        let Some((number, _, _)) = pieces.first() else {
            return;
        };
        let whole = lines.range(*number);
        let far = width * 6;
        let mut at = whole.start;
        let mut index =
            self.rows.last().map_or(0, |row| if row.number + 1 == *number { row.index + 1 } else { row.index + 3 });
        let mut waiting = pieces;
        while let Some((_, next, _)) = waiting.first() {
            if next.start > at + far {
                at = floor(lines.text, next.start - width * 2);
                index += 3;
            }
            let row = cut(lines.text, at..whole.end, waiting, width - 4);
            let done = self.row(lines.text, index, *number, row.clone(), waiting);
            waiting = &waiting[done..];
            index += 1;
            at = row.end + lines.text[row.end..whole.end].chars().take_while(|c| *c == ' ').count();
            if row.is_empty() {
                break;
            }
        }
    }

    /// Adds a row with its labels. Returns how many of the pieces end in it.
    fn row(&mut self, text: &str, index: usize, number: usize, row: Range<usize>, pieces: &[Piece]) -> usize {
        let start = self.text.len();
        let mut map = Vec::new();
        // Signs that the line begins before the first row that is shown, and goes on after the last.
        let first = self.marked != number;
        let begun = !text[..row.start].is_empty() && !text[..row.start].ends_with(['\n', '\r']);
        let last = pieces.iter().all(|(_, piece, _)| piece.end <= row.end);
        let goes_on = text[row.end..].chars().next().is_some_and(|c| !matches!(c, '\n' | '\r'));
        if first && begun {
            self.text.push_str("… ");
        }
        for (at, c) in text[row.clone()].char_indices() {
            map.push((row.start + at, self.text.len()));
            push_shown(&mut self.text, c);
        }
        let end = self.text.len();
        if last && goes_on {
            self.text.push_str(" …");
        }
        self.text.push('\n');
        self.rows.push(Row { index, number, shown: start..self.text.len() });
        let place = |offset: usize| {
            let at = map.partition_point(|(source, _)| *source < offset);
            map.get(at).map_or(end, |(_, shown)| *shown)
        };
        for (_, piece, which) in pieces.iter().filter(|(_, piece, _)| piece.start <= row.end && piece.end >= row.start)
        {
            let part = piece.start.max(row.start)..piece.end.min(row.end);
            let beyond = piece.start == row.end && !piece.is_empty() && row.end > row.start;
            if beyond || (part.is_empty() && !piece.is_empty()) {
                continue;
            }
            let range = place(part.start)..place(part.end);
            self.parts.push(Part { which: *which, shown: range });
            self.marked = number;
        }
        pieces.iter().take_while(|(_, piece, _)| piece.end <= row.end).count()
    }

    /// The labels; the words of a mark stand at its last row.
    pub(super) fn labels(&self, marks: &[Mark]) -> Vec<Label<()>> {
        let last = |which: usize| self.parts.iter().rposition(|part| part.which == which);
        let mut labels = Vec::new();
        for (at, part) in self.parts.iter().enumerate() {
            let Some(mark) = marks.get(part.which) else {
                continue;
            };
            let style = if mark.primary { LabelStyle::Primary } else { LabelStyle::Secondary };
            let words = if last(part.which) == Some(at) { mark.message.as_str() } else { "" };
            labels.push(Label::new(style, (), part.shown.clone()).with_message(words));
        }
        labels
    }
}

/// The end of the row that begins at `rest.start`: at a space, and not inside a piece that would fit a row of its own.
fn cut(text: &str, rest: Range<usize>, pieces: &[Piece], width: usize) -> Range<usize> {
    let mut columns = 0;
    let mut space = None;
    for (at, c) in text[rest.clone()].char_indices() {
        let at = rest.start + at;
        if c == ' ' && at > rest.start {
            space = Some(at);
        }
        columns += if c == '\t' { 4 } else { c.width().unwrap_or(1) };
        if columns > width {
            let mut end = space.unwrap_or(at).max(rest.start + 1);
            for (_, piece, _) in pieces {
                if piece.start < end && piece.end > end && piece.len() <= width && piece.start > rest.start {
                    // Some words before the piece go with it to its own row.
                    let room = (width - piece.len()).min(width / 3);
                    let from = ceil(text, piece.start.saturating_sub(room).max(rest.start + 1));
                    end = text[from..piece.start].find(' ').map_or(piece.start, |space| from + space);
                }
            }
            return rest.start..ceil(text, end);
        }
    }
    rest
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

impl<'a> Files<'a> for Excerpt {
    type FileId = ();
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.path)
    }

    fn source(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.text)
    }

    fn line_index(&'a self, (): (), byte: usize) -> Result<usize, Error> {
        let at = self.rows.partition_point(|row| row.shown.start <= byte).saturating_sub(1);
        Ok(self.rows.get(at).map_or(0, |row| row.index))
    }

    fn line_number(&'a self, (): (), index: usize) -> Result<usize, Error> {
        Ok(self.found(index)?.number)
    }

    fn line_range(&'a self, (): (), index: usize) -> Result<Range<usize>, Error> {
        Ok(self.found(index)?.shown.clone())
    }

    fn location(&'a self, (): (), _byte: usize) -> Result<Location, Error> {
        Ok(self.place)
    }
}

impl Excerpt {
    fn found(&self, index: usize) -> Result<&Row, Error> {
        let at = self.rows.partition_point(|row| row.index < index);
        self.rows
            .get(at)
            .filter(|row| row.index == index)
            .ok_or(Error::LineTooLarge { given: index, max: self.rows.len() })
    }
}
