//! Tables drawn with pipes, with or without pipes at the edges, whose rows may be broken over lines.

use super::super::draft::{Draft, Ids, Pieces};
use super::super::{BlockKind, Span};
use super::Line;

/// A row may go on over so many lines; more would be no table.
const MOST_LINES: usize = 12;

/// Places of the pipes in a line that are not escaped.
fn pipes(line: &str) -> Vec<usize> {
    let bytes = line.as_bytes();
    let is_pipe = |&at: &usize| bytes[at] == b'|' && (at == 0 || bytes[at - 1] != b'\\');
    (0..bytes.len()).filter(is_pipe).collect()
}

/// Whether a line only rules off the header of a table (`---|:--:|`).
fn is_separator(line: &str) -> bool {
    let line = line.trim();
    line.contains('|') && line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | '+' | ' ' | '\t'))
}

/// Whether a first row that nothing rules off is the header all the same: labels only, over a row that says more.
fn heads(first: &str, second: &str) -> bool {
    let words = |row: &str| row.split('|').map(|cell| cell.split_whitespace().count()).max().unwrap_or(0);
    let label = |cell: &str| {
        let cell = cell.trim();
        cell.starts_with(char::is_uppercase) && !cell.contains(|c: char| c.is_ascii_digit() || ".,;:".contains(c))
    };
    words(first) <= 5 && words(second) > words(first) && first.trim().trim_matches('|').split('|').all(label)
}

/// How the rows of a table are drawn.
struct Shape {
    /// Pipes in a whole row.
    pipes: usize,
    /// A pipe stands before the first cell.
    leading: bool,
}

/// Reads the table that starts at line `at`, if one does; returns the line after it.
pub(super) fn read(text: &str, lines: &[Line], at: usize, ids: &mut Ids, drafts: &mut Vec<Draft>) -> Option<usize> {
    let first = lines[at].text(text);
    if !first.contains('|') || is_separator(first) {
        return None;
    }
    let second = lines.get(at + 1).filter(|line| !line.is_blank())?.text(text);
    let count = pipes(first).len();
    let ruled = is_separator(second);
    if !ruled && (count == 0 || pipes(second).len() != count) {
        return None;
    }
    let shape = Shape { pipes: count, leading: first.starts_with('|') };
    let mut table = Table { text, id: ids.table(), row: 0, drafts };
    let mut next = at + 1;
    table.row(&lines[at..next], &shape, ruled || heads(first, second));
    if ruled {
        next += 1;
    }
    while next < lines.len() {
        let taken = row_lines(text, &lines[next..], &shape);
        if taken == 0 {
            break;
        }
        table.row(&lines[next..next + taken], &shape, false);
        next += taken;
    }
    Some(next)
}

/// How many lines the next row takes; 0 where the table ends.
fn row_lines(text: &str, lines: &[Line], shape: &Shape) -> usize {
    let mut seen = 0;
    for (index, line) in lines.iter().take(MOST_LINES).enumerate() {
        let line_text = line.text(text);
        let here = pipes(line_text).len();
        if index == 0 && here == 0 {
            return 0;
        }
        // The next line belongs to this row only as long as it does not bring in too many cells.
        if index > 0 && (line.is_blank() || seen + here > shape.pipes) {
            return 1;
        }
        seen += here;
        if seen >= shape.pipes {
            return index + 1;
        }
    }
    usize::from(!lines.is_empty())
}

struct Table<'a> {
    text: &'a str,
    id: u32,
    row: u32,
    drafts: &'a mut Vec<Draft>,
}

impl Table<'_> {
    fn row(&mut self, lines: &[Line], shape: &Shape, header: bool) {
        let mut cell = Pieces::default();
        let mut column = 0u32;
        let mut extent: Option<Span> = None;
        for (index, line) in lines.iter().enumerate() {
            let content = line.text(self.text);
            let mut from = line.content;
            if index > 0 {
                // The line end inside a cell is a space.
                cell.shown(lines[index - 1].end, line.content, " ");
            }
            for (nth, pipe) in pipes(content).into_iter().enumerate() {
                let at = line.content + pipe;
                if !(index == 0 && nth == 0 && pipe == 0 && shape.leading) {
                    self.chunk(from, at, &mut cell, &mut extent);
                    self.cell(std::mem::take(&mut cell), extent.take(), column, header);
                    column += 1;
                }
                from = at + 1;
            }
            self.chunk(from, line.end, &mut cell, &mut extent);
        }
        self.cell(cell, extent, column, header);
        self.row += 1;
    }

    /// Text of a cell on one line; the backslash of `\|` is not visible.
    fn chunk(&self, from: usize, to: usize, cell: &mut Pieces, extent: &mut Option<Span>) {
        let chunk = &self.text[from..to];
        let start = from + chunk.len() - chunk.trim_start().len();
        let end = from + chunk.trim_end().len();
        if start >= end {
            return;
        }
        let mut open = start;
        for (at, _) in self.text[start..end].match_indices("\\|") {
            cell.source(open, start + at);
            open = start + at + 1;
        }
        cell.source(open, end);
        let here = Span::new(start, end);
        *extent = Some(extent.map_or(here, |span| span.to(here)));
    }

    fn cell(&mut self, pieces: Pieces, extent: Option<Span>, column: u32, header: bool) {
        if let Some(span) = extent {
            let kind = BlockKind::Cell { table: self.id, row: self.row, column, header };
            self.drafts.push(Draft::new(self.text, kind, span, pieces));
        }
    }
}
