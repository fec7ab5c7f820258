//! What readers see of a file, and where an edit would change it.

use crate::source::{Block, BlockKind, Source, Span};
use std::borrow::Cow;
use std::mem::discriminant;
use std::ops::Range;

/// What readers see: the blocks, their words, their links.
#[derive(Debug)]
pub(crate) struct Seen {
    blocks: Vec<Block>,
    texts: Vec<String>,
}

impl Seen {
    pub(crate) fn new(source: &Source) -> Self {
        let blocks = source.blocks();
        let texts = blocks.iter().map(|block| block.text(&source.text)).collect();
        Self { blocks, texts }
    }

    /// The block whose visible text an edit of this span would change, and the bytes of that text. `None` where the words stand
    /// in several blocks, or with anything but white space between them that is not visible: markup.
    pub(super) fn visible(&self, text: &str, span: Span) -> Option<(usize, Range<usize>)> {
        let touched =
            |block: &Block| block.pieces.iter().any(|p| p.source.start < span.end && span.start < p.source.end);
        let mut touching = self.blocks.iter().enumerate().filter(|(_, block)| touched(block));
        let (index, block) = touching.next()?;
        if touching.next().is_some() {
            return None;
        }
        let mut at = 0;
        let mut range: Option<Range<usize>> = None;
        let mut covered = span.start;
        for piece in &block.pieces {
            let length = piece.shown.as_deref().map_or(piece.source.range().len(), str::len);
            if piece.source.start < span.end && span.start < piece.source.end {
                if covered < piece.source.start && !is_blank(text, covered..piece.source.start) {
                    return None;
                }
                covered = piece.source.end;
                let (from, to) = match piece.shown {
                    Some(_) if span.holds(piece.source) => (0, length),
                    Some(_) => return None,
                    None => (
                        span.start.saturating_sub(piece.source.start) as usize,
                        length - piece.source.end.saturating_sub(span.end) as usize,
                    ),
                };
                let start = range.map_or(at + from, |range| range.start);
                range = Some(start..at + to);
            }
            at += length;
        }
        if covered < span.end && !is_blank(text, covered..span.end) {
            return None;
        }
        range.map(|range| (index, range))
    }

    /// Whether, after edits, readers see the same but for the words that were replaced: each with its block, its bytes in the text of
    /// the block and what stands there now, in the order of the file.
    pub(super) fn is_but_for(&self, before: &Seen, replaced: &[(usize, Range<usize>, &str)]) -> bool {
        let mut expected: Vec<Cow<'_, str>> = before.texts.iter().map(|text| Cow::Borrowed(text.as_str())).collect();
        for (block, words, with) in replaced.iter().rev() {
            let Some(text) = expected.get_mut(*block) else { return false };
            if text.get(words.clone()).is_none() {
                return false;
            }
            text.to_mut().replace_range(words.clone(), with);
        }
        self.texts == expected && self.blocks.iter().zip(&before.blocks).all(|(a, b)| is_alike(a, b))
    }

    /// Whether, after an insertion, readers see all that they saw, and more words at the end of one block.
    pub(super) fn is_longer_than(&self, before: &Seen) -> bool {
        let differ: Vec<usize> = (0..self.texts.len()).filter(|i| before.texts.get(*i) != self.texts.get(*i)).collect();
        let [one] = differ.as_slice() else { return false };
        self.texts.len() == before.texts.len()
            && before.texts.get(*one).is_some_and(|text| self.texts[*one].starts_with(text.trim_end()))
            && self.blocks.iter().zip(&before.blocks).all(|(a, b)| is_alike(a, b))
    }

    /// Whether, after an edit in a comment to this tool, readers see the same.
    pub(crate) fn is_same_as(&self, before: &Seen) -> bool {
        self.texts == before.texts && self.blocks.iter().zip(&before.blocks).all(|(a, b)| is_alike(a, b))
    }

    /// Whether, after insertions, readers see all that they saw, in the same order, and something more.
    pub(crate) fn is_more_than(&self, before: &Seen) -> bool {
        // What is a heading by its look alone, and of which level, shifts with the company that it is in.
        let by_look = |kind: &BlockKind| matches!(kind, BlockKind::Heading { marked: false, .. });
        let same = |a: usize, b: usize| {
            let (new, old) = (&self.blocks[a].kind, &before.blocks[b].kind);
            self.texts[a] == before.texts[b] && (discriminant(new) == discriminant(old) || by_look(new) || by_look(old))
        };
        let mut old = 0;
        for new in 0..self.texts.len() {
            if old < before.texts.len() && same(new, old) {
                old += 1;
            }
        }
        old == before.texts.len() && self.texts.len() > old
    }
}

/// White space, and the marks of a quotation at the start of its lines.
fn is_blank(text: &str, range: Range<u32>) -> bool {
    let slice = text.get(range.start as usize..range.end as usize).unwrap_or("?");
    slice.chars().all(|c| c.is_whitespace() || c == '>') && (slice.contains('\n') || !slice.contains('>'))
}

/// Whether two blocks are of one kind, with as many links to the same targets.
fn is_alike(a: &Block, b: &Block) -> bool {
    let kind = match (&a.kind, &b.kind) {
        (BlockKind::Heading { level: a, .. }, BlockKind::Heading { level: b, .. }) => a == b,
        (a, b) => discriminant(a) == discriminant(b),
    };
    kind && a.links.len() == b.links.len() && a.links.iter().zip(&b.links).all(|(a, b)| a.target == b.target)
}
