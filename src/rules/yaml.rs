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
    serde_yaml::from_str_with_options(text, limits()).map_err(|error| place(text, &error))
}

/// What a rule or configuration file may hold: far more than any needs, and too little to keep a machine busy. Files
/// may come from strangers, so nesting and what aliases expand to are bounded.
fn limits() -> serde_yaml::Options {
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_depth: 32,
            flow_nesting_limit: 32,
            max_documents: 1,
            max_nodes: 50_000,
            max_events: 150_000,
            max_anchors: 64,
            max_aliases: 256,
            max_recorded_anchor_events: 10_000,
            max_recorded_anchor_bytes: 1 << 20,
            max_merge_keys: 256,
        },
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use std::fmt::Write as _;

    #[test]
    fn aliases_that_grow_are_stopped() {
        let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for level in 1..10 {
            let inner = vec![format!("*a{}", level - 1); 9].join(", ");
            writeln!(text, "a{level}: &a{level} [{inner}]").unwrap();
        }
        let error = parse::<BTreeMap<String, serde_json::Value>>(&text).unwrap_err();
        assert!(error.at.start <= text.len(), "{error:?}");
    }

    #[test]
    fn deep_nesting_is_stopped() {
        for text in ["[".repeat(100_000), "{a: ".repeat(100_000), "- ".repeat(100_000)] {
            assert!(parse::<serde_json::Value>(&text).is_err());
        }
    }

    #[test]
    fn a_file_of_many_values_is_stopped() {
        assert!(parse::<Vec<u32>>(&"- 1\n".repeat(100_000)).is_err());
        assert!(parse::<Vec<u32>>(&"- 1\n".repeat(10_000)).is_ok());
    }
}
