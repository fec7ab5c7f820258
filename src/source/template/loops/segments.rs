//! The text that the loops of a template draw, and the way from it back to the template.

use std::ops::Range;

use super::super::super::draft::{Draft, Pieces};
use super::super::super::{BlockKind, Link, Piece, Span};

/// What a stretch of the drawn text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// What stands in no loop.
    Plain,
    /// The body of a loop; how many times it was drawn before.
    Body(usize),
    /// A text of a list, drawn in a body.
    Value,
}

/// A stretch of the drawn text.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    /// Its first byte in the drawn text.
    pub(super) at: usize,
    /// Where it stands in the template.
    pub(super) source: Range<usize>,
    /// It is the source byte for byte.
    pub(super) same: bool,
    pub(super) kind: Kind,
}

/// A template whose loops are drawn.
#[derive(Debug, Default)]
pub(in super::super) struct Drawn {
    pub(in super::super) text: String,
    pub(super) segments: Vec<Segment>,
}

/// Part of a block: where it stands in the drawn text and in the template.
struct Part {
    drawn: Range<usize>,
    source: Range<usize>,
    shown: Option<Box<str>>,
    kind: Kind,
}

impl Drawn {
    pub(super) fn copy(&mut self, text: &str, source: Range<usize>, kind: Kind) {
        if !source.is_empty() {
            self.segments.push(Segment { at: self.text.len(), source: source.clone(), same: true, kind });
            self.text.push_str(&text[source]);
        }
    }

    /// Text that stands for something else in the template.
    pub(super) fn put(&mut self, shown: &str, source: Range<usize>, kind: Kind) {
        if !shown.is_empty() {
            self.segments.push(Segment { at: self.text.len(), source, same: false, kind });
            self.text.push_str(shown);
        }
    }

    /// How much is drawn.
    pub(super) fn mark(&self) -> (usize, usize) {
        (self.text.len(), self.segments.len())
    }

    /// Takes back what was drawn since.
    pub(super) fn back_to(&mut self, (text, segments): (usize, usize)) {
        self.text.truncate(text);
        self.segments.truncate(segments);
    }

    fn end(&self, index: usize) -> usize {
        self.segments.get(index + 1).map_or(self.text.len(), |next| next.at)
    }

    fn first(&self, at: usize) -> usize {
        self.segments.partition_point(|segment| segment.at <= at).saturating_sub(1)
    }

    /// The blocks as they stand in the template.
    pub(in super::super) fn restore(&self, source: &str, drafts: Vec<Draft>) -> Vec<Draft> {
        drafts.into_iter().filter_map(|draft| self.block(source, draft)).collect()
    }

    fn block(&self, source: &str, draft: Draft) -> Option<Draft> {
        let mut parts: Vec<Part> = draft.block.pieces.iter().flat_map(|piece| self.parts(piece)).collect();
        let letters = |part: &Part| {
            let shown = part.shown.as_deref().or_else(|| source.get(part.source.clone())).unwrap_or_default();
            shown.contains(char::is_alphanumeric)
        };
        let has = |kind: fn(&Part) -> bool| parts.iter().any(|part| kind(part) && letters(part));
        let own: fn(&Part) -> bool = |part| part.kind == Kind::Plain;
        let drawn: fn(&Part) -> bool = |part| part.kind == Kind::Value;
        // Where all of it stands in no loop, or in the body only, it has its own place.
        let plain = has(own) || !has(drawn);
        let main: fn(&Part) -> bool = if plain { own } else { drawn };
        let again = parts.iter().all(|part| matches!(part.kind, Kind::Body(n) if n > 0));
        if again && matches!(draft.block.kind, BlockKind::Paragraph | BlockKind::Item { .. }) && !draft.bold {
            return None;
        }
        let in_body = !has(own) && !has(drawn);
        order(source, &mut parts, |part| in_body || main(part));
        let mut pieces = Pieces::default();
        for part in &parts {
            pieces.push(Piece { source: Span::new(part.source.start, part.source.end), shown: part.shown.clone() });
        }
        let hull = |range: Range<usize>| {
            let of = |part: &&Part| part.drawn.start < range.end && range.start < part.drawn.end;
            let spans = parts.iter().filter(of).map(|part| Span::new(part.source.start, part.source.end));
            spans.reduce(Span::to)
        };
        let link = |link: Link| {
            let label = hull(link.label.range())?;
            let whole = if plain { self.span(link.whole).to(label) } else { label };
            Some(Link { label, whole, target: link.target })
        };
        let lead = |at: u32| {
            let before = parts.iter().rfind(|part| part.drawn.start < at as usize)?;
            let cut = before.shown.is_none() && before.drawn.end > at as usize;
            let end = if cut { before.source.start + at as usize - before.drawn.start } else { before.source.end };
            Some(end as u32)
        };
        let bold_lead = draft.bold_lead.and_then(lead);
        let links: Vec<Link> = draft.block.links.into_iter().filter_map(link).collect();
        let span = if parts.iter().all(own) { self.span(draft.block.span) } else { hull(0..usize::MAX)? };
        let (term, bold, run_in, gap) = (draft.block.term, draft.bold, draft.run_in, draft.gap);
        let mut restored = Draft::new(source, draft.block.kind, span, pieces).with_links(links);
        for piece in &restored.block.pieces {
            restored.block.span = restored.block.span.to(piece.source);
        }
        restored.block.term = term;
        (!restored.block.pieces.is_empty() || parts.is_empty()).then_some(Draft {
            bold,
            bold_lead,
            run_in,
            gap,
            ..restored
        })
    }

    /// The extent of a span, by its ends.
    fn span(&self, span: Span) -> Span {
        let at = |byte: usize| {
            let segment = &self.segments[self.first(byte)];
            let inside = if segment.same { byte - segment.at } else { 0 };
            (segment.source.start + inside).min(segment.source.end)
        };
        if self.segments.is_empty() {
            return span;
        }
        let (start, end) = (span.start as usize, span.end as usize);
        let last = if end > start { at(end - 1) + 1 } else { at(start) };
        Span::new(at(start), last.max(at(start)))
    }

    /// The parts of a piece, cut where stretches end.
    fn parts(&self, piece: &Piece) -> Vec<Part> {
        let range = piece.source.range();
        let mut index = self.first(range.start);
        let Some(segment) = self.segments.get(index) else { return Vec::new() };
        if let Some(shown) = &piece.shown {
            // What is shown for several stretches stands for the first of them.
            let from = range.start - segment.at;
            let until = range.end.min(self.end(index)).saturating_sub(segment.at);
            let source = if segment.same {
                segment.source.start + from..segment.source.start + until
            } else {
                segment.source.clone()
            };
            return vec![Part { drawn: range, source, shown: Some(shown.clone()), kind: segment.kind }];
        }
        let mut parts = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let segment = &self.segments[index];
            let end = self.end(index).min(range.end);
            let (source, shown) = if segment.same {
                (segment.source.start + at - segment.at..segment.source.start + end - segment.at, None)
            } else {
                (segment.source.clone(), self.text.get(at..end).map(Box::from))
            };
            parts.push(Part { drawn: at..end, source, shown, kind: segment.kind });
            at = end;
            index += 1;
        }
        parts
    }
}

/// Puts the parts in the order of the template. What is not of the block's main kind is shown between those parts that are, whether or not
/// it stands there.
fn order(source: &str, parts: &mut [Part], main: impl Fn(&Part) -> bool) {
    let mut end = 0;
    let mut keeps: Vec<bool> = Vec::with_capacity(parts.len());
    for part in parts.iter() {
        let keep = main(part) && part.source.start >= end;
        if keep {
            end = part.source.end;
        }
        keeps.push(keep);
    }
    let mut next: Option<usize> = None;
    let mut after: Vec<Option<usize>> = vec![None; parts.len()];
    for index in (0..parts.len()).rev() {
        after[index] = next;
        if keeps[index] {
            next = Some(parts[index].source.start);
        }
    }
    let mut end: Option<usize> = None;
    for (index, part) in parts.iter_mut().enumerate() {
        if keeps[index] {
            end = Some(part.source.end);
            continue;
        }
        let shown = part.shown.take().or_else(|| source.get(part.source.clone()).map(Box::from));
        part.shown = shown;
        part.source = match (end, after[index]) {
            (Some(end), Some(next)) => end..next.max(end),
            // The quote that the text stands in.
            (None, Some(next)) => before(source, next)..next,
            (Some(end), None) => end..behind(source, end),
            (None, None) => part.source.clone(),
        };
        end = Some(part.source.end);
    }
}

fn before(source: &str, at: usize) -> usize {
    source[..at].char_indices().next_back().map_or(at, |(start, _)| start)
}

fn behind(source: &str, at: usize) -> usize {
    at + source[at..].chars().next().map_or(0, char::len_utf8)
}
