//! Headings that stand in the first line of their paragraph: `**How long** - We keep it for a year.`

use super::super::BlockKind;
use super::super::draft::{Draft, Pieces};
use super::super::shape::Shape;

/// One bold start may be there for emphasis; two are the author's way to head paragraphs.
const FEWEST: usize = 2;
/// The most words of such a heading.
const MOST_WORDS: usize = 12;
/// The fewest words that follow it: a label with its value (`Email: ...`) is none.
const FEWEST_WORDS_AFTER: usize = 7;
/// Where so many paragraphs begin with a label in bold, short ones and those in small letters head theirs too.
const HABIT: usize = 4;
/// Of these, so many in small letters are no accident.
const FEWEST_SMALL: usize = 3;
/// What parts the heading from the text.
const SIGNS: [char; 7] = ['.', ':', '-', '\u{2013}', '\u{2014}', ';', '|'];

/// Takes the bold starts of paragraphs off, as headings of what follows, where a text has several of them.
pub(super) fn split(text: &str, drafts: &mut Vec<Draft>) {
    let leads: Vec<(usize, Lead)> =
        drafts.iter().enumerate().filter_map(|(index, draft)| Some((index, cut(text, draft)?))).collect();
    let full = |lead: &Lead| lead.sure || lead.asks || lead.stops;
    let habit = leads.iter().filter(|(_, lead)| full(lead)).count() >= HABIT;
    let small =
        leads.iter().filter(|(_, lead)| lead.small && (lead.sure || lead.asks || lead.dash)).count() >= FEWEST_SMALL;
    let heads = |lead: &Lead| match lead.small {
        true => small && (lead.sure || lead.asks || lead.dash),
        false => lead.sure || lead.asks || habit && lead.stops,
    };
    let mut cuts: Vec<(usize, (usize, usize))> =
        leads.iter().filter(|(_, lead)| heads(lead)).map(|(index, lead)| (*index, (lead.head, lead.rest))).collect();
    if cuts.len() < FEWEST {
        return;
    }
    let mut out = Vec::with_capacity(drafts.len() + cuts.len());
    cuts.reverse();
    for (index, draft) in drafts.drain(..).enumerate() {
        match cuts.pop_if(|(at, _)| *at == index) {
            Some((_, (head, rest))) => out.extend(halves(text, draft, head, rest)),
            None => out.push(draft),
        }
    }
    *drafts = out;
}

/// A bold start that may be a heading.
struct Lead {
    /// Where the heading ends and where the text after it starts, in bytes of the source.
    head: usize,
    rest: usize,
    /// Prose follows.
    sure: bool,
    /// It is a question.
    asks: bool,
    /// It ends in a full stop, and so does what follows.
    stops: bool,
    /// A dash stands behind it.
    dash: bool,
    /// It begins with a small letter.
    small: bool,
}

fn cut(text: &str, draft: &Draft) -> Option<Lead> {
    let lead = draft.bold_lead? as usize;
    if draft.block.kind != BlockKind::Paragraph {
        return None;
    }
    // What is visible decides, whatever markup stands between.
    let mut head = String::new();
    let mut after: Vec<(usize, char)> = Vec::new();
    for piece in &draft.block.pieces {
        let visible = piece.shown.as_deref().unwrap_or(&text[piece.source.range()]);
        for (at, sign) in visible.char_indices() {
            let at = piece.source.start as usize + if piece.shown.is_none() { at } else { 0 };
            if at < lead && after.is_empty() {
                head.push(sign);
            } else {
                after.push((at, sign));
            }
        }
    }
    let ends = |head: &str| head.trim_end().ends_with([':', '.', '?', '-', '\u{2013}', '\u{2014}']);
    let apart = after.iter().map(|(_, c)| *c).find(|c| !c.is_whitespace()).is_some_and(|c| SIGNS.contains(&c));
    if !ends(&head) && !apart {
        return None;
    }
    let mut rest = after.iter().skip_while(|(_, c)| c.is_whitespace() || SIGNS.contains(c));
    let (start, first) = *rest.clone().next()?;
    let words = after.iter().map(|(_, c)| *c).collect::<String>().split_whitespace().count();
    let opens = first.is_uppercase() || first.is_numeric() || "\"\u{201C}\u{2018}'(".contains(first);
    let prose = words >= FEWEST_WORDS_AFTER && rest.any(|(_, c)| matches!(c, '.' | '?' | ';'));
    let bare = head.trim_matches(|c: char| c.is_whitespace() || SIGNS.contains(&c));
    let signs: String = after.iter().map(|(_, c)| *c).take_while(|c| c.is_whitespace() || SIGNS.contains(c)).collect();
    let said: String = after.iter().map(|(_, c)| *c).collect();
    let small = bare.starts_with(char::is_lowercase);
    let asks = head.trim_end().ends_with('?');
    may_head(bare).then_some(Lead {
        head: lead,
        rest: start,
        sure: (opens || small) && prose,
        asks: asks && (opens || small),
        stops: opens && head.trim_end().ends_with('.') && said.trim_end().ends_with('.'),
        dash: [head.as_str(), &signs].iter().any(|own| own.contains(['\u{2013}', '\u{2014}', '-'])),
        small,
    })
}

fn may_head(head: &str) -> bool {
    let shape = Shape::of_text(head);
    let note = ["note", "please note", "important", "nb", "n.b", "example", "warning", "remember"];
    shape.words > 0
        && shape.words <= MOST_WORDS
        && head.chars().count() <= 90
        && head.starts_with(char::is_alphanumeric)
        // `Q.` and `A.` only say which of them speaks.
        && head.chars().nth(1).is_some()
        && !shape.is_metadata()
        && !shape.is_link_line()
        && !shape.is_contact()
        && !head.contains(". ")
        && !note.contains(&head.to_lowercase().as_str())
}

/// The heading and the paragraph; their spans meet, which tells that they are one line.
fn halves(text: &str, draft: Draft, head: usize, rest: usize) -> [Draft; 2] {
    let Draft { block, gap, .. } = draft;
    let (start, end) = (block.span.start as usize, block.span.end as usize);
    let (mut first, mut second) = (Pieces::default(), Pieces::default());
    for piece in block.pieces {
        let (from, to) = (piece.source.start as usize, piece.source.end as usize);
        match piece.shown {
            Some(_) if from < head => first.push(piece),
            Some(_) if from >= rest => second.push(piece),
            Some(_) => {}
            None => {
                let visible = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
                let own = visible(from, to.min(head)).trim_end().trim_end_matches(SIGNS).trim_end().len();
                first.source(from, from + own);
                second.source(from.max(rest), to);
            }
        }
    }
    let (in_head, in_rest) = block.links.into_iter().partition(|link| (link.label.start as usize) < head);
    let span = |from: usize, to: usize| super::super::Span::new(from, to);
    let mut heading = Draft::new(text, BlockKind::Paragraph, span(start, rest), first).with_links(in_head);
    (heading.bold, heading.run_in, heading.gap) = (true, true, gap);
    let paragraph = Draft::new(text, BlockKind::Paragraph, span(rest, end), second).with_links(in_rest);
    [heading, paragraph]
}
