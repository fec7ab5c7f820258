//! What the tests of this directory share: a text from lines, and the values of one kind in it.

use super::{ValueKind, scan};
use crate::notice::NormalText;
use crate::source::{Block, BlockKind, Piece, Span};

/// The normalised text of a source in which every line is a paragraph.
pub(super) fn normal(source: &str) -> NormalText {
    let mut at = 0;
    let mut blocks = Vec::new();
    for line in source.split('\n') {
        let span = Span::new(at, at + line.len());
        at += line.len() + 1;
        let pieces = vec![Piece { source: span, shown: None }];
        blocks.push(Block { kind: BlockKind::Paragraph, span, pieces, links: Vec::new(), term: false });
    }
    NormalText::new(source, &blocks)
}

/// `text=canonical` of each value of a kind, with `!odd` where it is odd.
pub(super) fn found(kind: ValueKind, source: &str) -> Vec<String> {
    let text = normal(source);
    let values = scan(&text.plain, &text.tokens);
    let of_kind = values.iter().filter(|v| v.kind == kind);
    of_kind
        .map(|v| {
            let odd = v.odd.map(|o| format!("!{o}")).unwrap_or_default();
            format!("{}={}{odd}", &text.plain[v.text.start as usize..v.text.end as usize], v.canonical)
        })
        .collect()
}

/// Holds a table of sources against the values expected in them (`""`: none), separated by `; `.
pub(super) fn hold(kind: ValueKind, table: &[(&str, &str)]) {
    let mut wrong = String::new();
    for (source, expected) in table {
        let found = found(kind, source).join("; ");
        if found != *expected {
            wrong.push_str(&format!("{source:?}\n  expected {expected}\n  found    {found}\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
