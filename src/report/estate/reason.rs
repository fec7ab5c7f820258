//! Why a finding applies, in a sentence.

use crate::check::{Finding, Place, Related};
use crate::source::{Position, Source, Span};

/// A reason with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The file, where it is another one than that of the finding.
    pub path: Option<String>,
    /// 1-based line.
    pub line: u32,
    /// The author's words there; may be empty.
    pub says: String,
    /// What they show; may be empty.
    pub shows: String,
}

/// The most characters of a quote.
const LONGEST: usize = 160;

/// The reasons of a finding; `source` is its file, where that can be read.
pub(super) fn reasons(finding: &Finding, source: Option<&Source>) -> Vec<Reason> {
    finding.because.iter().map(|related| reason(related, finding, source)).collect()
}

fn reason(related: &Related, finding: &Finding, source: Option<&Source>) -> Reason {
    let line = related.place.line;
    if related.place.path != finding.place.path {
        let path = Some(related.place.path.to_string());
        return Reason { path, line, says: short(&related.text), shows: String::new() };
    }
    let found = source.map_or_else(String::new, |source| short(source.slice(span_of(source, &related.place))));
    let text = short(&related.text);
    let shows = if text == found { String::new() } else { text };
    Reason { path: None, line, says: found, shows }
}

/// The span of a place in the text of its file, by line and column: bytes are those of the file on disk, which is
/// not always the text.
pub(super) fn span_of(source: &Source, place: &Place) -> Span {
    let at = |line, column| source.lines.offset(&source.text, Position { line, column }).unwrap_or(source.text.len());
    let start = at(place.line, place.column);
    Span::new(start, at(place.end_line, place.end_column).max(start))
}

fn short(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LONGEST) {
        None => words,
        Some((end, _)) => format!("{} ...", words[..end].trim_end()),
    }
}

impl Reason {
    /// The reason as a sentence.
    pub fn sentence(&self) -> String {
        let at = match &self.path {
            Some(path) => format!("line {} of {path}", self.line),
            None => format!("line {}", self.line),
        };
        match (self.says.is_empty(), self.shows.is_empty()) {
            (true, true) => format!("Because of {at}."),
            (true, false) => format!("{} ({at}).", self.shows.trim_end_matches('.')),
            (false, true) => format!("Because {at} says “{}”.", self.says),
            (false, false) => format!("{}: {at} says “{}”.", self.shows.trim_end_matches('.'), self.says),
        }
    }
}
