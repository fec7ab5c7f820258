//! Free text: lines whose structure is only in their look.

mod columns;
pub(super) mod list;
mod table;

use super::draft::{Draft, Ids, Pieces};
use super::wrap::{self, Wrap};
use super::{BlockKind, Span};
use list::Lists;

/// One line of the text.
#[derive(Debug, Clone, Copy)]
struct Line {
    /// Its first byte that is no white space.
    content: usize,
    /// One past its last byte that is no white space.
    end: usize,
    /// Columns of white space before the content; a tab counts four.
    indent: usize,
}

impl Line {
    fn is_blank(&self) -> bool {
        self.content >= self.end
    }

    fn text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.content..self.end]
    }
}

/// Cuts `text[start..end]` into lines at LF, CRLF and lone CR.
fn lines(text: &str, start: usize, end: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut from = start;
    while from < end {
        let stop = text[from..end].find(['\n', '\r']).map_or(end, |at| from + at);
        let raw = &text[from..stop];
        let bare = raw.trim_start();
        let content = stop - bare.len();
        let indent = text[from..content].chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
        lines.push(Line { content, end: content + bare.trim_end().len(), indent });
        from = stop + if text[stop..end].starts_with("\r\n") { 2 } else { 1 };
    }
    lines
}

/// Whether a line is drawn, not written: a rule or an underline.
fn is_rule(line: &str) -> bool {
    line.len() > 2 && line.chars().all(|c| matches!(c, '-' | '=' | '_' | '*' | '~' | '#' | '–' | '—' | '─' | '━' | ' '))
}

/// Reads a whole text.
pub(super) fn read(text: &str) -> Vec<Draft> {
    let mut ids = Ids::default();
    read_part(text, 0, text.len(), Wrap::measure(text), &mut ids)
}

/// Reads a part of a text.
pub(super) fn read_part(text: &str, start: usize, end: usize, wrap: Wrap, ids: &mut Ids) -> Vec<Draft> {
    let lines = lines(text, start, end);
    let mut reader = Reader { text, wrap, ids, lists: Lists::default(), drafts: Vec::new() };
    let mut at = 0;
    while at < lines.len() {
        at = reader.step(&lines, at);
    }
    reader.drafts
}

struct Reader<'a> {
    text: &'a str,
    wrap: Wrap,
    ids: &'a mut Ids,
    lists: Lists,
    drafts: Vec<Draft>,
}

impl Reader<'_> {
    /// Reads the block that starts at line `at`; returns the line after it.
    fn step(&mut self, lines: &[Line], at: usize) -> usize {
        let line = lines[at];
        if line.is_blank() {
            return at + 1;
        }
        let content = line.text(self.text);
        if is_rule(content) {
            self.underline(content, at > 0 && !lines[at - 1].is_blank());
            return at + 1;
        }
        let marker = list::marker(content, self.expects_list(line.indent));
        if marker.is_none()
            && let Some(next) = table::read(self.text, lines, at, self.ids, &mut self.drafts)
                .or_else(|| columns::read(self.text, lines, at, self.ids, &mut self.drafts))
        {
            self.lists.clear();
            return next;
        }
        let (kind, skip) = match marker {
            Some(marker) => {
                let (list, depth) = self.lists.item(line.indent, marker.kind, self.ids);
                let ordered = marker.kind.is_ordered();
                (BlockKind::Item { list, depth, ordered, continues: false }, marker.length)
            }
            None => match self.lists.under(line.indent) {
                Some((list, depth, ordered)) => (BlockKind::Item { list, depth, ordered, continues: true }, 0),
                None => (BlockKind::Paragraph, 0),
            },
        };
        if kind == BlockKind::Paragraph {
            self.lists.clear();
        }
        self.run(lines, at, kind, skip)
    }

    /// A bare `o` or an indented letter is a bullet only here.
    fn expects_list(&self, indent: usize) -> bool {
        let after_lead_in = || {
            let last = self.drafts.last().and_then(|draft| draft.block.pieces.last());
            last.is_some_and(|piece| self.text[piece.source.range()].ends_with(':'))
        };
        indent > 0 || self.lists.last().is_some() || after_lead_in()
    }

    /// A block of the line `at` and the lines that it goes on in.
    fn run(&mut self, lines: &[Line], at: usize, kind: BlockKind, skip: usize) -> usize {
        let first = lines[at];
        let mut pieces = Pieces::default();
        pieces.source(first.content + skip, first.end);
        let mut last = at;
        while let Some(next) = lines.get(last + 1).filter(|_| self.goes_on(lines, at, last, &kind)) {
            pieces.shown(lines[last].end, next.content, " ");
            pieces.source(next.content, next.end);
            last += 1;
        }
        let span = Span::new(first.content, lines[last].end);
        self.drafts.push(Draft::new(self.text, kind, span, pieces));
        last + 1
    }

    /// Whether the block that started at line `first` goes on after line `last`.
    fn goes_on(&self, lines: &[Line], first: usize, last: usize, kind: &BlockKind) -> bool {
        let (a, b) = (lines[last], lines[last + 1]);
        if b.is_blank() || is_rule(b.text(self.text)) {
            return false;
        }
        let (a_text, b_text) = (a.text(self.text), b.text(self.text));
        let filled = self.wrap.fills(a_text, b_text);
        if let Some(marker) = list::marker(b_text, matches!(kind, BlockKind::Item { .. })) {
            // A number that a full line breaks off before (`Article / 6. We`) is no item.
            let stray = marker.kind.is_ordered() && marker.number.is_none_or(|n| n > 1);
            return stray && filled && *kind == BlockKind::Paragraph && !wrap::is_closed(a_text);
        }
        let inside = matches!(kind, BlockKind::Item { .. }) && b.indent > lines[first].indent;
        if inside && (last > first || b.indent >= lines[first].indent + 2) {
            return true;
        }
        self.wrap.joins(a_text, b_text) && !b_text.contains(" | ")
    }

    /// A line under a short line marks that as a heading.
    fn underline(&mut self, rule: &str, close: bool) {
        let level = if rule.starts_with('=') { 1 } else { 2 };
        self.lists.clear();
        if let Some(draft) = self.drafts.last_mut().filter(|_| close)
            && draft.block.kind == BlockKind::Paragraph
            && draft.block.span.end - draft.block.span.start <= 100
            && !rule.starts_with(['_', '*', '#'])
        {
            let single = !self.text[draft.block.span.range()].contains(['\n', '\r']);
            if single && !self.text[draft.block.span.range()].ends_with(['.', ':', ';', ',']) {
                draft.block.kind = BlockKind::Heading { level, marked: true };
            }
        }
    }
}
