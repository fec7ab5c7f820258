//! Comments that speak to this tool.
//!
//! A comment that opens with `notice-lint-` is found in the syntax of its format, and taken out of the text before the text is read.
//! So it is no part of the notice, and neither parts a paragraph nor ends a list in which it stands. A text that merely speaks of such
//! a comment (in a code block, or in visible words) holds none.

mod syntax;

pub(super) use syntax::usual;

use super::draft::Draft;
use super::{BlockKind, Format, Piece, Span};
use syntax::{End, Syntax};

/// What a comment to this tool begins with.
const SIGN: &str = "notice-lint-";
/// What it goes on with; the last ones are what other linters call it, which is told to the author.
const WORDS: [&str; 7] = ["ignore", "disable", "allow", "suppress", "waive", "skip", "off"];

/// The longest comment, in bytes: what goes on for longer was never closed.
const LONGEST: usize = 4096;
/// How much is shown of one that was never closed.
const SHOWN: usize = 200;

/// A comment that speaks to this tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment {
    /// All of it, with its signs.
    pub span: Span,
    /// What stands between the signs.
    pub inner: Span,
    /// Whether it ends: in one that does not, `inner` is the rest of its line.
    pub closed: bool,
    /// Ends with its line by itself.
    pub(super) to_line_end: bool,
    /// A line of visible text by nature.
    shown: bool,
}

/// Whether a text may hold such a comment at all.
pub(super) fn is_worth_a_look(text: &str) -> bool {
    text.contains(SIGN)
}

/// All comments of a text that speak to this tool. `read` reads the text as it is, for what is visible in it.
pub(super) fn find(text: &str, format: Format, read: impl FnOnce() -> Vec<Draft>) -> Vec<Comment> {
    let mut found: Vec<Comment> = Vec::new();
    // No notice has so many, and a text that is made of them is read in linear time.
    let most = ((1 << 31) / text.len().max(1)).clamp(50, 2000);
    for (at, _) in text.match_indices(SIGN).take(most) {
        if !WORDS.iter().any(|word| text[at + SIGN.len()..].starts_with(word)) {
            continue;
        }
        let apart = found.last().is_none_or(|last| last.span.end as usize <= at);
        if let Some(comment) = syntax::of(format).iter().find_map(|syntax| at_sign(text, at, syntax)).filter(|_| apart)
        {
            found.push(comment);
        }
    }
    if found.is_empty() {
        return found;
    }
    let drafts = read();
    let in_text = |span: Span, draft: &Draft| match draft.block.kind {
        BlockKind::Code => draft.block.span.holds(span),
        _ => draft.block.pieces.iter().any(|piece| piece.shown.is_none() && piece.source.holds(span)),
    };
    found.retain(|comment| {
        !drafts.iter().any(|draft| {
            let by_nature = comment.shown || format == Format::Text;
            (draft.block.kind == BlockKind::Code || !by_nature) && in_text(sign_of(text, comment), draft)
        })
    });
    found
}

/// The tool's name in a comment.
fn sign_of(text: &str, comment: &Comment) -> Span {
    let inner = &text[comment.inner.range()];
    let start = comment.inner.start as usize + inner.len() - inner.trim_start().len();
    Span::new(start, start + SIGN.len())
}

/// The comment whose first word stands at `at`, if it is written in this syntax.
fn at_sign(text: &str, at: usize, syntax: &Syntax) -> Option<Comment> {
    let before = text[..at].trim_end();
    // `{#-`, `/**`: a sign that trims white space, or decoration.
    let bare = before.strip_suffix(['-', '~', '+', '*']).filter(|_| !before.ends_with(syntax.open)).unwrap_or(before);
    let start = bare.len() - if bare.ends_with(syntax.open) { syntax.open.len() } else { return None };
    let from = before.len();
    let near = &text[at..text.floor_char_boundary(at + LONGEST)];
    let line_end = near.find(['\n', '\r']).map_or(at + near.len(), |end| at + end);
    let one_line = !text[from..at].contains(['\n', '\r']);
    let end = match syntax.end {
        End::Sign(close) => near.find(close).map(|end| (at + end, at + end + close.len())),
        End::Tag => near.find("endcomment").and_then(|found| {
            let open = text[at..at + found].rfind("{%")?;
            let close = text[at + found..].find("%}")?;
            Some((at + open, at + found + close + 2))
        }),
        End::Line => {
            let own = text[..start].chars().next_back().is_none_or(char::is_whitespace);
            // In PHP the end of the code ends the comment.
            let end = text[at..line_end].find("?>").map_or(line_end, |end| at + end);
            if !own || !one_line {
                return None;
            }
            Some((end, end))
        }
        End::Alone(close) => {
            let line = text[at..line_end].trim_end();
            if !begins_line(text, start) || !one_line {
                return None;
            }
            line.strip_suffix(close).map(|inner| (at + inner.len(), at + line.len()))
        }
    };
    // One that swallows another comment, or an empty line, was never closed.
    let swallows = |end: &(usize, usize)| {
        let inner = text[at..end.0].replace('\r', "");
        inner.contains("\n\n") || matches!(syntax.end, End::Sign(_)) && inner.contains(syntax.open)
    };
    let end = end.filter(|end| !swallows(end));
    let (inner_end, whole_end) = end.unwrap_or_else(|| {
        let stop = line_end.min(text.floor_char_boundary(at + SHOWN));
        (stop, stop)
    });
    let mut inner = text[from..inner_end].trim_end().len() + from;
    if matches!(syntax.end, End::Sign("#}" | "%}" | "%>" | "}}" | "--}}")) {
        inner = text[from..inner].trim_end_matches(['-', '~', '+']).len() + from;
    }
    Some(Comment {
        span: Span::new(start, whole_end),
        inner: Span::new(from, inner.max(at + SIGN.len())),
        closed: end.is_some(),
        to_line_end: syntax.end == End::Line,
        shown: matches!(syntax.end, End::Alone(_)),
    })
}

/// The text with the comments blanked, of the same length. In the formats where a line is a paragraph's part, a comment with a line of
/// its own leaves no line behind, not even an empty one: it becomes white space at the end of the line before.
pub(super) fn blank(text: &str, comments: &[Comment], format: Format) -> String {
    let by_line = matches!(format, Format::Text | Format::Markdown | Format::Mdx);
    // Two spaces at the end of a line mean something in Markdown; tabs do not.
    let filler = if format == Format::Text { b' ' } else { b'\t' };
    let mut bytes = text.as_bytes().to_vec();
    for comment in comments.iter().filter(|comment| comment.closed) {
        let std::ops::Range { mut start, end } = comment.span.range();
        let joins = by_line && (!comment.to_line_end || format == Format::Text);
        if let Some(line) = alone_from(text, comment.span).filter(|_| joins) {
            start = match text[..line].strip_suffix('\n').map(|above| above.strip_suffix('\r').unwrap_or(above)) {
                Some(above) => above.len(),
                None => line.saturating_sub(usize::from(line > 0)),
            };
        }
        for byte in &mut bytes[start..end] {
            if joins {
                *byte = filler;
            } else if !matches!(*byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
    }
    // Only whole comments were replaced, by ASCII.
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Whether nothing stands before a byte in its line.
fn begins_line(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\t']);
    before.is_empty() || before.ends_with(['\n', '\r'])
}

/// Where the lines of a span start, if nothing else stands in them, apart from marks of quotation.
fn alone_from(text: &str, span: Span) -> Option<usize> {
    let before = text[..span.start as usize].trim_end_matches([' ', '\t', '>']);
    let after = text[span.end as usize..].trim_start_matches([' ', '\t']);
    let begins = before.is_empty() || before.ends_with(['\n', '\r']);
    let ends = after.is_empty() || after.starts_with(['\n', '\r']);
    (begins && ends).then_some(before.len())
}

/// Takes the comments out of the visible text, which was read from the blanked copy.
pub(super) fn cut(drafts: &mut Vec<Draft>, comments: &[Comment]) {
    for draft in drafts.iter_mut() {
        let pieces = std::mem::take(&mut draft.block.pieces);
        draft.block.pieces = pieces.into_iter().flat_map(|piece| without(piece, comments)).collect();
    }
    drafts.retain(|draft| !draft.block.pieces.is_empty() || draft.block.kind == BlockKind::Code);
}

/// What is left of a piece.
fn without(piece: Piece, comments: &[Comment]) -> Vec<Piece> {
    let (mut start, end) = (piece.source.start, piece.source.end);
    let inside = comments.iter().map(|c| c.span).filter(|c| c.start < end && start < c.end).collect::<Vec<_>>();
    if inside.is_empty() {
        return vec![piece];
    }
    if piece.shown.is_some() {
        // White space that a line end makes: it stands where the comment does not.
        let last = inside.iter().map(|c| c.end).max().unwrap_or(start);
        let source =
            if last < end { Span { start: last, end } } else { Span { start, end: inside[0].start.max(start) } };
        return vec![Piece { source, shown: piece.shown }];
    }
    let mut out = Vec::new();
    for comment in inside {
        if start < comment.start {
            out.push(Piece { source: Span { start, end: comment.start }, shown: None });
        }
        start = start.max(comment.end);
    }
    if start < end {
        out.push(Piece { source: Span { start, end }, shown: None });
    }
    out
}
