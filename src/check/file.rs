//! How the file itself is kept, and how it was read.

use super::draft::{Desk, Draft, Words};
use super::finding::Finding;
use crate::rules::Rule;
use crate::rules::Text;
use crate::source::{Encoding, Span};

/// The feature of a template that has keys and no text of its own.
pub const KEYS_ONLY: &str = "keys-only";

/// The finding of a `reads-file` rule: at the first byte.
pub fn reads_file(desk: &Desk<'_>, rule: &Rule, features: &[Text]) -> Option<Finding> {
    let asked = |name: &str| features.iter().any(|f| f == name);
    let notes = &desk.reading.notes;
    let mut words = Words::default();
    match desk.reading.source.encoding {
        Encoding::Windows1252 if asked("windows-1252") => words.value = "Windows-1252".into(),
        Encoding::Utf16Le | Encoding::Utf16Be if asked("utf-16") => words.value = "UTF-16".into(),
        _ if notes.branches > 0 && asked("branches") => words.count = notes.branches.to_string(),
        _ if notes.keys_only && asked(KEYS_ONLY) => words.count = notes.keys.to_string(),
        _ => return None,
    }
    desk.finding(rule, Draft { state: "hit", span: Span::new(0, 0), absent: true, words, ..Draft::default() })
}
