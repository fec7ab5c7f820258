//! Questions and answers that say what they are: `Q. Who are you?`, `A. We are ...`.

use super::super::draft::{Draft, Pieces};
use super::super::{BlockKind, Span};

/// The longest question, in words.
const LONGEST: usize = 30;

/// How many bytes a sign of a question or answer takes at the start of a text, with the space after it: `Q.`, `Q:`, `Q1)`, `Question 1:`.
fn sign(text: &str, word: &str) -> Option<usize> {
    let short = &word[..1];
    let rest = text.strip_prefix(word).or_else(|| text.strip_prefix(short))?;
    let bare = rest.trim_start_matches(' ');
    let bare = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = rest.len() - bare.len();
    let after = bare.strip_prefix(['.', ':', ')'])?;
    let words = after.trim_start();
    (digits <= 4 && words.len() < after.len() && !words.is_empty()).then_some(text.len() - words.len())
}

fn question(text: &str) -> Option<usize> {
    sign(text, "Question")
}

fn answer(text: &str) -> Option<usize> {
    sign(text, "Answer")
}

/// Makes headings of questions whose answers come right after them.
pub(super) fn split(text: &str, drafts: &mut Vec<Draft>) {
    let marked = |draft: &Draft| {
        let first = draft.block.pieces.first().map(|p| p.shown.as_deref().unwrap_or(&text[p.source.range()]));
        first.is_some_and(|first| first.trim_start().starts_with('Q'))
    };
    if !drafts.iter().any(marked) {
        return;
    }
    let mut out: Vec<Draft> = Vec::with_capacity(drafts.len() + 8);
    let mut rest = std::mem::take(drafts).into_iter().peekable();
    while let Some(draft) = rest.next() {
        let words = Some(&draft).filter(|draft| marked(draft)).and_then(|draft| whole(&draft.block.text(text), draft));
        let next = rest.peek().map(|next| (next.block.kind == BlockKind::Paragraph, next.block.text(text)));
        let from = next.and_then(|(prose, next)| answer(&next).filter(|_| prose));
        match (words, from) {
            (Some(words), Some(from)) => {
                out.push(cut(text, &draft, words, true));
                out.extend(rest.next().map(|next| cut(text, &next, from..usize::MAX, false)));
            }
            _ => out.push(draft),
        }
    }
    *drafts = out;
}

/// The words of a block that is a question and nothing else. With the answer in the same paragraph it is left as it is.
fn whole(visible: &str, draft: &Draft) -> Option<std::ops::Range<usize>> {
    if draft.block.kind != BlockKind::Paragraph {
        return None;
    }
    let from = question(visible)?;
    // What is asked may be no question by its sign: `Q. There is a mistake.`
    let end = visible[from..].find('?').map_or(visible.trim_end().len(), |at| from + at + 1);
    let after = visible[end..].trim_start_matches(|c: char| c.is_whitespace() || c == '*');
    (after.is_empty() && visible[from..end].split_whitespace().count() <= LONGEST).then_some(from..end)
}

/// The part of a block that shows these bytes of its visible text.
fn cut(text: &str, draft: &Draft, range: std::ops::Range<usize>, heads: bool) -> Draft {
    let mut pieces = Pieces::default();
    let mut at = 0;
    for piece in &draft.block.pieces {
        let visible = piece.shown.as_deref().unwrap_or(&text[piece.source.range()]);
        let from = range.start.clamp(at, at + visible.len()) - at;
        let to = range.end.clamp(at, at + visible.len()) - at;
        at += visible.len();
        if from >= to {
            continue;
        }
        match &piece.shown {
            None => pieces.source(piece.source.start as usize + from, piece.source.start as usize + to),
            Some(_) => pieces.push(piece.clone()),
        }
    }
    let hull = Draft::new(text, BlockKind::Paragraph, draft.block.span, pieces.clone()).block.pieces;
    let span = hull.iter().map(|piece| piece.source).reduce(Span::to).unwrap_or(draft.block.span);
    let links = draft.block.links.iter().filter(|link| span.holds(link.label)).cloned().collect();
    let mut part = Draft::new(text, BlockKind::Paragraph, span, pieces).with_links(links);
    (part.bold, part.run_in, part.gap) = (heads, heads, draft.gap);
    part
}
