//! The text of a notice as it is read, cut where marks begin and end.

use crate::check::SectionReport;
use crate::source::{Block, BlockKind, Source, Span};
use std::collections::HashMap;

/// The most bytes of one notice's visible text that are shown; far more than a long notice has.
const MOST_TEXT: usize = 256 << 10;
/// The most blocks of one notice that are shown.
const MOST_BLOCKS: usize = 5000;

/// The text of a notice, block by block.
#[derive(Debug, Clone)]
pub struct Body {
    /// The blocks in reading order.
    pub parts: Vec<Part>,
    /// How many more blocks the notice has.
    pub left_out: usize,
}

/// One block.
#[derive(Debug, Clone)]
pub struct Part {
    /// What it is; headings have the level of the outline.
    pub kind: BlockKind,
    /// Its visible text, piece by piece.
    pub pieces: Vec<Shown>,
}

/// A piece of visible text.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Where it stands in the text of the file.
    pub span: Span,
    /// What is seen.
    pub text: Box<str>,
    /// It is the text of the file itself, so that it can be cut inside.
    verbatim: bool,
}

/// A place with a number.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    /// Where.
    pub span: Span,
    /// Which.
    pub id: usize,
}

/// A stretch of text that is under the same marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch<'a> {
    /// The text.
    pub text: &'a str,
    /// The marks over it, in the order of their numbers.
    pub marks: Vec<usize>,
}

impl Body {
    /// Reads the text of a file; `sections` give the levels of its headings.
    pub fn new(source: &Source, sections: &[SectionReport]) -> Self {
        let levels: HashMap<u32, u8> = sections.iter().map(|section| (section.line, section.level)).collect();
        let blocks = source.blocks();
        let mut parts = Vec::new();
        let mut size = 0;
        for block in blocks.iter().take(MOST_BLOCKS) {
            let part = part(source, block, &levels);
            size += part.size();
            if size > MOST_TEXT {
                break;
            }
            parts.push(part);
        }
        Self { left_out: blocks.len() - parts.len(), parts }
    }

    /// Bytes of visible text.
    pub fn size(&self) -> usize {
        self.parts.iter().map(Part::size).sum()
    }
}

fn part(source: &Source, block: &Block, levels: &HashMap<u32, u8>) -> Part {
    let piece = |piece: &crate::source::Piece| Shown {
        span: piece.source,
        text: piece.shown.as_deref().unwrap_or(source.slice(piece.source)).into(),
        verbatim: piece.shown.is_none(),
    };
    let mut kind = block.kind.clone();
    if let BlockKind::Heading { level, .. } = &mut kind
        && let Some(known) =
            block.pieces.first().and_then(|first| levels.get(&source.position(first.source.start as usize).line))
    {
        *level = *known;
    }
    Part { kind, pieces: block.pieces.iter().map(piece).collect() }
}

impl Part {
    fn size(&self) -> usize {
        self.pieces.iter().map(|piece| piece.text.len()).sum()
    }

    /// Whether it has no visible text.
    pub fn is_blank(&self) -> bool {
        self.pieces.iter().all(|piece| piece.text.trim().is_empty())
    }

    /// From its first to its last visible character.
    pub fn span(&self) -> Option<Span> {
        Some(self.pieces.first()?.span.to(self.pieces.last()?.span))
    }

    /// Its text in stretches; marks may overlap in any way.
    pub fn stretches(&self, marks: &[Mark]) -> Vec<Stretch<'_>> {
        let mut out: Vec<Stretch<'_>> = Vec::new();
        let Some(whole) = self.span() else { return out };
        let here: Vec<&Mark> = marks.iter().filter(|mark| meets(mark.span, whole)).collect();
        for piece in &self.pieces {
            for (text, span) in piece.cut(&here) {
                let mut over: Vec<usize> =
                    here.iter().filter(|mark| meets(mark.span, span)).map(|mark| mark.id).collect();
                over.sort_unstable();
                out.push(Stretch { text, marks: over });
            }
        }
        out
    }
}

fn meets(mark: Span, span: Span) -> bool {
    mark.start < span.end && span.start < mark.end
}

impl Shown {
    /// The piece, cut wherever a mark begins or ends inside.
    fn cut(&self, marks: &[&Mark]) -> Vec<(&str, Span)> {
        if !self.verbatim {
            return vec![(&*self.text, self.span)];
        }
        let (start, end) = (self.span.start, self.span.end);
        let mut cuts: Vec<u32> = marks.iter().flat_map(|mark| [mark.span.start, mark.span.end]).collect();
        cuts.retain(|cut| start < *cut && *cut < end && self.text.is_char_boundary((*cut - start) as usize));
        cuts.extend([start, end]);
        cuts.sort_unstable();
        cuts.dedup();
        let part = |pair: &[u32]| {
            let [from, to] = pair else { return None };
            let text = self.text.get((from - start) as usize..(to - start) as usize)?;
            Some((text, Span { start: *from, end: *to }))
        };
        cuts.windows(2).filter_map(part).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mark(source: &Source, words: &str, id: usize) -> Mark {
        let start = source.text.find(words).unwrap_or_default();
        Mark { span: Span::new(start, start + words.len()), id }
    }

    #[test]
    fn overlapping_marks_are_cut_at_each_end() {
        let source = Source::from_text("a.md", "# Notice\n\nWe keep *your data* for as long as necessary.\n");
        let body = Body::new(&source, &[]);
        let marks = [mark(&source, "keep *your data* for", 0), mark(&source, "data* for as long", 1)];
        let stretches = body.parts[1].stretches(&marks);
        let seen: Vec<(&str, &[usize])> = stretches.iter().map(|s| (s.text, &s.marks[..])).collect();
        assert_eq!(
            seen,
            [
                ("We ", &[][..]),
                ("keep ", &[0]),
                ("your ", &[0]),
                ("data", &[0, 1]),
                (" for", &[0, 1]),
                (" as long", &[1]),
                (" as necessary.", &[])
            ]
        );
    }

    proptest! {
        #[test]
        fn no_letter_is_lost_or_doubled(text in "(# )?[a-zé*_&;<> \n|-]{0,80}", cuts in prop::collection::vec((0u32..90, 0u32..90), 0..8)) {
            let source = Source::from_text("a.md", text);
            let body = Body::new(&source, &[]);
            let marks: Vec<Mark> = cuts
                .iter()
                .enumerate()
                .map(|(id, (a, b))| Mark { span: Span { start: *a.min(b), end: *a.max(b) }, id })
                .collect();
            let blocks = source.blocks();
            for (part, block) in body.parts.iter().zip(&blocks) {
                let joined: String = part.stretches(&marks).iter().map(|s| s.text).collect();
                prop_assert_eq!(joined, block.text(&source.text));
            }
        }
    }
}
