//! YAML to values, with errors that point into the file. The only place that names the parser.

use serde::de::DeserializeOwned;
use std::ops::Range;

/// What is wrong with a YAML file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlError {
    /// Bytes of the file; a single point where the parser knows no more.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
}

/// Reads a YAML document.
///
/// # Errors
/// Whatever the parser or the shape of `T` refuses, with its place.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, YamlError> {
    serde_yaml::from_str(text).map_err(|error| place(text, &error))
}

fn place(text: &str, error: &serde_yaml::Error) -> YamlError {
    let message = error.to_string();
    let at = error.location().map_or(0..0, |location| {
        let start = offset(text, location.line() as usize, location.column() as usize);
        start..end_of_word(text, start)
    });
    YamlError { at, message: shorten(&message) }
}

fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text[start..].lines().next().unwrap_or_default();
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(i, _)| i)
}

fn end_of_word(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let length = rest.find(|c: char| c.is_whitespace() || c == ':').unwrap_or(rest.len());
    start + length
}

/// The parser's message without its own place and source excerpt: those are shown by whoever prints the error.
fn shorten(message: &str) -> String {
    let first = message.lines().find(|l| !l.trim().is_empty()).unwrap_or(message).trim();
    let first = first.strip_prefix("error:").unwrap_or(first).trim();
    let without_place = match first.strip_prefix("line ") {
        Some(rest) => rest.split_once(": ").map_or(first, |(_, message)| message),
        None => first,
    };
    let without_place = match without_place.rfind(" at line ") {
        Some(cut) => &without_place[..cut],
        None => without_place,
    };
    without_place.trim_end_matches(':').to_owned()
}
