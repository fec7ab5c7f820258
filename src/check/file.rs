//! How the file itself is kept.

use super::draft::{Desk, Draft, Words};
use super::finding::Finding;
use crate::rules::Rule;
use crate::source::{Encoding, Span};

/// The finding of an `encoded` rule: at the first byte.
pub fn encoded(desk: &Desk<'_>, rule: &Rule, encodings: &[String]) -> Option<Finding> {
    let (name, value) = match desk.reading.source.encoding {
        Encoding::Windows1252 => ("windows-1252", "Windows-1252"),
        Encoding::Utf16Le | Encoding::Utf16Be => ("utf-16", "UTF-16"),
        Encoding::Utf8 | Encoding::Utf8Bom => return None,
    };
    if !encodings.iter().any(|e| e == name) {
        return None;
    }
    let words = Words { value: value.to_owned(), ..Words::default() };
    desk.finding(rule, Draft { state: "hit", span: Span::new(0, 0), absent: true, words, ..Draft::default() })
}
