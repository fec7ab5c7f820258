//! The inline content of one block, and how a paragraph falls into lines.

use std::ops::Range;

use super::super::draft::Pieces;
use super::super::wrap::{self, Wrap};
use super::super::{BlockKind, Link, Piece, Span, plain};

/// The end of a line in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Break {
    /// Shown as a space.
    Soft,
    /// Shown as a new line.
    Hard,
}

/// One piece, with what its place tells.
#[derive(Debug)]
struct Segment {
    piece: Piece,
    bold: bool,
    line_end: Option<Break>,
}

/// A block whose inline content is being collected.
#[derive(Debug)]
pub(super) struct Leaf {
    pub(super) kind: BlockKind,
    pub(super) start: usize,
    /// Depth of bold text.
    pub(super) strong: usize,
    /// Depth of images, whose text is not visible.
    pub(super) hidden: usize,
    segments: Vec<Segment>,
    links: Vec<Link>,
    /// Links that are open: their extent, target, and the first segment of the label.
    open: Vec<(Span, Box<str>, usize)>,
}

/// A line of a paragraph, or all of it.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) span: Span,
    pub(super) pieces: Pieces,
    pub(super) links: Vec<Link>,
    pub(super) bold: bool,
    /// Where the bold words at its start end.
    pub(super) bold_lead: Option<u32>,
    /// The first part of its paragraph.
    pub(super) first: bool,
    /// A later line that stands further out than the item it follows.
    pub(super) lazy: bool,
}

impl Part {
    /// The bullet that the line starts with: bytes of its visible text, and whether it is numbered.
    pub(super) fn bullet(&self, text: &str) -> Option<(usize, bool)> {
        let shown = self.pieces.text(text);
        let start = shown.trim_start();
        let marker = plain::list::marker(start, false)?;
        // `1\. Who we are` at the start of a paragraph is a numbered heading, not a list.
        let numbered = marker.number.is_some() && self.first;
        let heading = self.bold && marker.kind.is_ordered();
        let length = shown.len() - start.len() + marker.length;
        (!numbered && !heading).then_some((length, marker.kind.is_ordered()))
    }
}

impl Leaf {
    pub(super) fn new(kind: BlockKind, start: usize) -> Self {
        Self { kind, start, strong: 0, hidden: 0, segments: Vec::new(), links: Vec::new(), open: Vec::new() }
    }

    /// Where the text so far ends.
    pub(super) fn end(&self) -> usize {
        let links = self.links.last().map_or(0, |link| link.whole.end);
        self.segments.last().map_or(self.start as u32, |s| s.piece.source.end).max(links) as usize
    }

    fn push(&mut self, range: Range<usize>, shown: Option<&str>, line_end: Option<Break>) {
        if self.hidden > 0 || range.is_empty() {
            return;
        }
        let piece = Piece { source: Span::new(range.start, range.end), shown: shown.map(Into::into) };
        self.segments.push(Segment { piece, bold: self.strong > 0, line_end });
    }

    pub(super) fn text(&mut self, source: &str, range: Range<usize>, shown: &str) {
        let same = source.get(range.clone()) == Some(shown);
        self.push(range, (!same).then_some(shown), None);
    }

    /// Code in running text: visible, without its backticks.
    pub(super) fn code(&mut self, source: &str, range: Range<usize>, shown: &str) {
        let slice = &source[range.clone()];
        let ticks = slice.bytes().take_while(|&b| b == b'`').count();
        let inner = slice.get(ticks..slice.len().saturating_sub(ticks)).unwrap_or_default();
        match inner.find(shown).filter(|_| inner.trim_matches(' ') == shown.trim_matches(' ')) {
            Some(at) => {
                let start = range.start + ticks + at;
                self.push(start..start + shown.len(), None, None);
            }
            None => self.push(range, Some(shown), None),
        }
    }

    pub(super) fn line_end(&mut self, range: Range<usize>, kind: Break) {
        self.push(range, Some(" "), Some(kind));
    }

    pub(super) fn open_link(&mut self, whole: Span, target: Box<str>) {
        self.open.push((whole, target, self.segments.len()));
    }

    /// Ends the innermost link.
    pub(super) fn close_link(&mut self) {
        let Some((whole, target, first)) = self.open.pop() else {
            return;
        };
        let label = match (self.segments.get(first), self.segments.last()) {
            (Some(first), Some(last)) => first.piece.source.to(last.piece.source),
            _ => whole,
        };
        self.links.push(Link { label, whole: whole.to(label), target });
    }

    /// All of it as one part.
    pub(super) fn whole(self, source: &str, end: usize) -> Part {
        let bold = is_bold(source, &self.segments);
        let bold_lead = bold_lead(source, &self.segments);
        let mut pieces = Pieces::default();
        for segment in self.segments {
            pieces.push(segment.piece);
        }
        let span = Span::new(self.start, end);
        Part { span, pieces, links: self.links, bold, bold_lead, first: true, lazy: false }
    }

    /// The paragraph in parts: as one, unless its lines are plainly lines of their own.
    pub(super) fn parts(self, source: &str, end: usize, wrap: Wrap, in_item: bool) -> Vec<Part> {
        if self.segments.iter().all(|segment| segment.line_end.is_none()) {
            return vec![self.whole(source, end)];
        }
        let start = self.start;
        let lines = self.cut(source, end);
        let mut parts: Vec<Part> = Vec::new();
        let mut links = self.links.into_iter().peekable();
        let mut segments = self.segments.into_iter();
        let mut before: Option<&Line> = None; // the last line with words
        for (index, line) in lines.iter().enumerate() {
            let splits = before.is_some_and(|before| {
                let lazy = in_item && line.indent < 2;
                line.splits_from(before, lines.get(index + 1), lazy, wrap)
            });
            if index == 0 || splits {
                let lazy = splits && line.indent < 2;
                let from = if index == 0 { start } else { line.start };
                let part =
                    Part { span: Span::new(from, line.end), bold: true, first: index == 0, lazy, ..Part::default() };
                parts.push(part);
            }
            let Some(part) = parts.last_mut() else {
                continue;
            };
            let blank = line.text.trim_matches(is_invisible).is_empty();
            if !line.text.trim().is_empty() {
                part.span.end = part.span.end.max(line.end as u32);
            }
            if !blank {
                part.bold &= line.bold;
                before = Some(line);
            }
            if index == 0 || splits {
                part.bold_lead = line.bold_lead;
            }
            for segment in segments.by_ref().take(line.segments) {
                part.pieces.push(segment.piece);
            }
            while let Some(link) = links.next_if(|link| link.whole.start < line.end as u32) {
                part.links.push(link);
            }
        }
        parts
    }

    /// Cuts the content at its line ends. A line end belongs to the line before it.
    fn cut(&self, source: &str, end: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut first = 0;
        let mut from = self.start;
        for (index, segment) in self.segments.iter().enumerate() {
            if segment.line_end.is_none() && index + 1 < self.segments.len() {
                continue;
            }
            let own = &self.segments[first..=index];
            let text: String = own
                .iter()
                .filter(|s| s.line_end.is_none())
                .map(|s| s.piece.shown.as_deref().unwrap_or(&source[s.piece.source.range()]))
                .collect();
            let stop = match segment.line_end {
                Some(_) => segment.piece.source.start as usize,
                None => end,
            };
            let raw = source.get(from..stop).unwrap_or_default();
            let mark = |c: char| c.is_whitespace() || c == '>';
            let content = own.iter().find(|s| s.line_end.is_none()).map_or(stop, |s| s.piece.source.start as usize);
            lines.push(Line {
                start: content.min(stop - raw.trim_start_matches(mark).len()),
                end: from + raw.trim_end().len(),
                indent: raw.len() - raw.trim_start_matches([' ', '\t', '>']).len(),
                segments: own.len(),
                bold: is_bold(source, own),
                bold_lead: bold_lead(source, own),
                line_end: segment.line_end,
                text,
            });
            first = index + 1;
            from = segment.piece.source.end as usize;
        }
        lines
    }
}

/// Whether all words are bold; signs and white space need not be.
fn is_bold(source: &str, segments: &[Segment]) -> bool {
    let mut any = false;
    for segment in segments.iter().filter(|segment| segment.line_end.is_none()) {
        let shown = segment.piece.shown.as_deref().unwrap_or(&source[segment.piece.source.range()]);
        if shown.contains(char::is_alphanumeric) {
            any |= segment.bold;
            if !segment.bold {
                return false;
            }
        }
    }
    any
}

/// Where the bold words at the start end in the source.
fn bold_lead(source: &str, segments: &[Segment]) -> Option<u32> {
    let shown = |s: &Segment| {
        s.piece.shown.as_deref().unwrap_or(&source[s.piece.source.range()]).contains(char::is_alphanumeric)
    };
    let words = segments.iter().filter(|s| s.line_end.is_none() && shown(s));
    words.take_while(|s| s.bold).last().map(|s| s.piece.source.end)
}

/// A line of a paragraph.
struct Line {
    start: usize,
    end: usize,
    indent: usize,
    segments: usize,
    bold: bool,
    bold_lead: Option<u32>,
    line_end: Option<Break>,
    text: String,
}

impl Line {
    /// Whether this line starts a block of its own after `before`. Markdown shows a line end as a space, so
    /// only what cannot be one paragraph is taken apart; a line that goes on an item without any indentation
    /// (`lazy`) is suspect from the start.
    fn splits_from(&self, before: &Line, after: Option<&Line>, lazy: bool, wrap: Wrap) -> bool {
        let a = before.text.trim_matches(is_invisible);
        let b = self.text.trim_matches(is_invisible);
        if a.is_empty() || b.is_empty() {
            return false;
        }
        let filled = wrap.fills(a, b);
        if let Some(marker) = plain::list::marker(b, false) {
            return !filled || matches!(marker.kind, plain::list::Kind::Bullet(c) if !c.is_ascii());
        }
        if before.bold != self.bold && !filled {
            return true;
        }
        if wrap.joins(a, b) {
            return false;
        }
        let closed = wrap::is_closed(a);
        let upper = starts_upper(b);
        let prose = |text: &str| text.len() > 80 || wrap::is_closed(text);
        let body = prose(b) || (may_head(b) && after.is_some_and(|after| prose(after.text.trim_matches(is_invisible))));
        match before.line_end {
            Some(Break::Hard) => closed || (may_head(a) && upper && b.len() > 80),
            _ if wrap.is_wrapped() => closed && upper,
            _ => (closed || lazy || (may_head(a) && body)) && upper || plain::list::marker(a, false).is_some(),
        }
    }
}

/// Whether a line could be a heading for all that its paragraph tells.
fn may_head(line: &str) -> bool {
    line.len() <= 80 && starts_upper(line) && !line.ends_with(',')
}

fn starts_upper(line: &str) -> bool {
    line.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "(\"“‘".contains(c))
}

/// White space and characters of no width.
fn is_invisible(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}
