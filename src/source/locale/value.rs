//! The values of a locale file and their way back to it.

use super::super::draft::{Draft, Pieces};
use super::super::{Link, Span};

/// A stretch of a value's text.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    /// Where it starts in the value's text.
    at: usize,
    source: Span,
    /// The same bytes as in the file; otherwise all of it stands for all of the span.
    even: bool,
}

/// One value.
#[derive(Debug, Clone, Default)]
pub(super) struct Value {
    /// Its key, the last of its path.
    pub(super) key: Option<String>,
    /// The number of the mapping that it stands in.
    pub(super) parent: u32,
    /// The number of the list of which it is an element.
    pub(super) list: Option<u32>,
    /// Its text with escapes resolved.
    pub(super) text: String,
    stretches: Vec<Stretch>,
}

impl Value {
    /// Adds text of the file as it stands there.
    pub(super) fn source(&mut self, file: &str, start: usize, end: usize) {
        let Some(text) = file.get(start..end).filter(|text| !text.is_empty()) else { return };
        match self.stretches.last_mut() {
            Some(last) if last.even && last.source.end as usize == start => last.source.end = end as u32,
            _ => self.stretches.push(Stretch { at: self.text.len(), source: Span::new(start, end), even: true }),
        }
        self.text.push_str(text);
    }

    /// Adds text that stands in the file as something else.
    pub(super) fn shown(&mut self, start: usize, end: usize, shown: &str) {
        if !shown.is_empty() {
            self.stretches.push(Stretch { at: self.text.len(), source: Span::new(start, end), even: false });
            self.text.push_str(shown);
        }
    }

    /// The stretches that a range of the text touches, cut to it: text range and source.
    fn cut(&self, start: usize, end: usize) -> impl Iterator<Item = (std::ops::Range<usize>, Stretch)> {
        let first = self.stretches.partition_point(|s| s.at <= start).saturating_sub(1);
        let ends = self.stretches.iter().skip(first + 1).map(|s| s.at).chain([self.text.len()]);
        let touched = self.stretches[first.min(self.stretches.len())..].iter().zip(ends);
        touched.take_while(move |(s, _)| s.at < end).filter_map(move |(stretch, stop)| {
            let (from, to) = (stretch.at.max(start), stop.min(end));
            let mut stretch = *stretch;
            if stretch.even {
                let base = stretch.source.start as usize;
                stretch.source = Span::new(base + from - stretch.at, base + to - stretch.at);
            }
            (from < to).then_some((from..to, stretch))
        })
    }

    /// The extent in the file of a range of the text.
    fn span(&self, span: Span) -> Span {
        let range = span.range();
        let whole = self.cut(range.start, range.end).map(|(_, s)| s.source).reduce(Span::to);
        whole.unwrap_or_else(|| {
            self.stretches.first().map_or(Span::default(), |s| Span { start: s.source.start, end: s.source.start })
        })
    }

    /// Brings a block of the text back to the file.
    pub(super) fn bring_back(&self, file: &str, draft: &mut Draft) {
        let mut pieces = Pieces::default();
        for piece in &draft.block.pieces {
            let range = piece.source.range();
            match &piece.shown {
                // A line end of the value may stand between lines of the file, and shows a space there.
                Some(shown) => {
                    let span = self.span(piece.source);
                    pieces.shown(span.start as usize, span.end as usize, shown);
                }
                None => {
                    for (text, stretch) in self.cut(range.start, range.end) {
                        let (from, to) = (stretch.source.start as usize, stretch.source.end as usize);
                        if stretch.even {
                            pieces.source(from, to);
                        } else {
                            pieces.shown(from, to, &self.text[text]);
                        }
                    }
                }
            }
        }
        let links = std::mem::take(&mut draft.block.links);
        let links = links.into_iter().map(|link| Link {
            label: self.span(link.label),
            whole: self.span(link.whole),
            target: link.target,
        });
        let span = self.span(draft.block.span);
        let (bold, gap) = (draft.bold, draft.gap);
        *draft = Draft::new(file, draft.block.kind.clone(), span, pieces).with_links(links.collect());
        (draft.bold, draft.gap) = (bold, gap);
    }
}

/// The length of a tag such as `<0>` or `</1>`, by which i18next marks the place of a component.
pub(super) fn component(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('<')?;
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let rest = name[digits..].trim_start().trim_start_matches('/');
    ((1..4).contains(&digits) && rest.starts_with('>')).then(|| text.len() - rest.len() + 1)
}
