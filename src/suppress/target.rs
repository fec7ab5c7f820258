//! Which part of a notice a comment is about.

use super::directive::Reach;
use crate::source::{Block, BlockKind, Comment, Format, Source, Span};

/// Bytes of the file; `None` for the whole of it.
pub type Extent = Option<[usize; 2]>;

/// Marks that open a list or table in a page: a comment before one of them is about all of it.
const OPENERS: [&str; 7] = ["<ul", "<ol", "<dl", "<table", "<tbody", "%ul", "%ol"];

/// Tags inside of a paragraph.
const INLINE: [&str; 9] = ["</a>", "</b>", "</em>", "</i>", "</strong>", "</span>", "</abbr>", "</u>", "</small>"];

/// A block with what is visible of it.
pub type Visible<'a> = (&'a Block, Span);

/// The blocks in which something can be seen.
pub fn visible(blocks: &[Block]) -> Vec<Visible<'_>> {
    blocks.iter().filter_map(|block| Some((block, seen(block)?))).collect()
}

/// The part of the file that a comment is about, as bytes of the file; an empty part where nothing follows it.
pub fn extent(source: &Source, blocks: &[Visible<'_>], comment: &Comment, reach: Reach) -> Extent {
    match reach {
        Reach::Notice => None,
        Reach::Block => {
            let end = comment.span.end as usize;
            let span = block_span(source, blocks, comment.span).unwrap_or(Span::new(end, end));
            Some(source.file_bytes(span))
        }
    }
}

/// Whether a place (bytes of the file) begins in an extent.
pub fn holds(extent: &Extent, bytes: [usize; 2]) -> bool {
    extent.is_none_or(|[start, end]| start <= bytes[0] && bytes[0] < end.max(start + 1) && start < end)
}

/// The block beside which a comment stands, or that follows it, with the list that it leads into.
fn block_span(source: &Source, all: &[Visible<'_>], comment: Span) -> Option<Span> {
    let inside = all.iter().position(|(_, span)| span.start < comment.start && comment.end < span.end);
    let before = all.iter().rposition(|(_, span)| span.end <= comment.start);
    let trailing = before.filter(|at| is_same_line(source, all[*at].1.end as usize, comment.start as usize));
    if let Some(at) = inside.or(trailing) {
        return Some(led(source, all, at));
    }
    let next = all.iter().position(|(_, span)| span.start >= comment.end)?;
    Some(match whole(source, all, next, comment) {
        Some(last) => all[next].1.to(all[last].1),
        None => led(source, all, next),
    })
}

/// What is visible of a block.
fn seen(block: &Block) -> Option<Span> {
    if block.kind == BlockKind::Code {
        return None;
    }
    Some(block.pieces.first()?.source.to(block.pieces.last()?.source))
}

/// Whether nothing but the ends of inline markup stands between the end of a text and a comment.
fn is_same_line(source: &Source, end: usize, start: usize) -> bool {
    let mut between = source.text.get(end..start).unwrap_or("\n").to_owned();
    for tag in INLINE {
        between = between.replace(tag, "");
    }
    !between.contains(['\n', '\r', '<', '%'])
}

/// A paragraph that leads into a list counts together with the list.
fn led(source: &Source, all: &[Visible<'_>], at: usize) -> Span {
    let (block, span) = all[at];
    let leads = matches!(block.kind, BlockKind::Paragraph) && block.text(&source.text).trim_end().ends_with(':');
    let next = all.get(at + 1).filter(|(block, _)| leads && matches!(block.kind, BlockKind::Item { .. }));
    match next.and_then(|_| end_of(all, at + 1)) {
        Some(last) => span.to(all[last].1),
        None => span,
    }
}

/// The last block of the list or table whose first block comes right after the comment.
fn whole(source: &Source, all: &[Visible<'_>], next: usize, comment: Span) -> Option<usize> {
    let (block, span) = all[next];
    let same = |other: &Block| match (&block.kind, &other.kind) {
        (BlockKind::Item { list: a, .. }, BlockKind::Item { list: b, .. }) => a == b,
        (BlockKind::Cell { table: a, .. }, BlockKind::Cell { table: b, .. }) => a == b,
        _ => false,
    };
    if !matches!(block.kind, BlockKind::Item { .. } | BlockKind::Cell { .. }) {
        return None;
    }
    let is_first = next == 0 || !same(all[next - 1].0);
    let between = source.text.get(comment.end as usize..span.start as usize).unwrap_or_default();
    if let BlockKind::Cell { row, .. } = block.kind
        && !is_first
    {
        // Between two rows: the row.
        let in_row = |other: &Block| same(other) && matches!(other.kind, BlockKind::Cell { row: r, .. } if r == row);
        return between
            .contains(['\n', '\r'])
            .then(|| (next..all.len()).take_while(|at| in_row(all[*at].0)).last())
            .flatten();
    }
    let by_line = matches!(source.format, Format::Text | Format::Markdown | Format::Mdx);
    let opens =
        if by_line { between.contains(['\n', '\r']) } else { OPENERS.iter().any(|sign| between.contains(sign)) };
    (is_first && opens).then(|| end_of(all, next)).flatten()
}

/// The last block of the list or table that starts at `first`.
fn end_of(all: &[Visible<'_>], first: usize) -> Option<usize> {
    let belongs = |other: &Block| match (&all[first].0.kind, &other.kind) {
        (BlockKind::Item { list: a, depth: d, .. }, BlockKind::Item { list: b, depth, .. }) => a == b || depth > d,
        (BlockKind::Cell { table: a, .. }, BlockKind::Cell { table: b, .. }) => a == b,
        _ => false,
    };
    (first..all.len()).take_while(|at| belongs(all[*at].0)).last()
}
