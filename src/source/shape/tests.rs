//! Looks of single lines.

use super::*;
use crate::source::{BlockKind, Piece, Span};

fn shape(text: &str) -> Shape {
    let span = Span::new(0, text.len());
    let pieces = vec![Piece { source: span, shown: None }];
    Shape::of(&Block { kind: BlockKind::Paragraph, span, pieces, links: Vec::new(), term: false }, text)
}

#[test]
fn headings() {
    for text in [
        "Who we are",
        "Your rights",
        "CCTV",
        "Who we give your records to, and what they do with",
        "Parking permits – residents and visitors",
        "Online bookings (also known as “e-bookings”)",
        "How long do we keep your records?",
        "Section 3: Your rights",
        "1.2 Library cards",
    ] {
        assert!(shape(text).may_head(), "{text}");
    }
}

#[test]
fn no_headings() {
    for text in [
        "Last updated: May 2025",
        "Records that we hold may include:",
        "See the notices of the other services",
        "Read our cookie policy.",
        "We use cameras only, for example where",
        "We keep it for a year",
        "Anytown AB1 2CD",
        "Telephone 01234 567 890",
        "library@anytown.example",
        "1 High Street",
        "12 March 2024",
        "Wed 8 Jul 2026 11.40 CEST",
        "Email: the library",
        "phone number",
        "name,",
    ] {
        assert!(!shape(text).may_head(), "{text}");
    }
}

#[test]
fn bold_lines() {
    assert!(shape("What we keep:").may_head_boldly());
    assert!(!shape("We keep the following:").may_head_boldly());
    assert!(!shape("The records include:").may_head_boldly());
    assert!(!shape("We never sell your records.").may_head_boldly());
}

#[test]
fn numbers() {
    assert_eq!(numbering("1. Who we are"), Some((1, "Who we are")));
    assert_eq!(numbering("2.3 Cards"), Some((2, "Cards")));
    assert_eq!(numbering("Section 3 - Cards"), Some((1, "Cards")));
    assert_eq!(numbering("2018 accounts"), None);
    assert_eq!(numbering("Partners"), None);
}
