//! The one door to the YAML parser: bounded, and with mistakes in the words of the person who wrote the file.

use super::Mistake;
use serde::de::DeserializeOwned;
use serde_yaml::{Error, Location};
use std::ops::Range;

/// The largest configuration file that is read.
pub const MAX_BYTES: u64 = 1024 * 1024;

/// Reads `text` as a `T`. An empty text is an empty mapping.
pub fn parse<T: DeserializeOwned + Default>(text: &str) -> Result<T, Mistake> {
    let nothing = text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
    if nothing {
        return Ok(T::default());
    }
    let options = serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_depth: 16,
            max_buffered_comment_events: 4_096,
            max_nodes: 50_000,
            max_aliases: 100,
            max_total_scalar_bytes: MAX_BYTES as usize,
        },
        with_snippet: false,
    };
    serde_yaml::from_str_with_options(text, options).map_err(|error| mistake(&error, text))
}

/// The bytes of `text` that a location of the parser means.
pub fn span(location: Location, text: &str) -> Range<usize> {
    let span = location.span();
    if let (Some(start), Some(len)) = (span.byte_offset(), span.byte_len())
        && let (Ok(start), Ok(len)) = (usize::try_from(start), usize::try_from(len))
        && text.get(start..start + len).is_some()
        && (start, len) != (0, 0)
    {
        return start..start + text[start..start + len].trim_end().len();
    }
    let line = location.line().saturating_sub(1) as usize;
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = text[start..].lines().next().unwrap_or_default();
    let skip = rest.char_indices().nth(location.column().saturating_sub(1) as usize).map_or(rest.len(), |(at, _)| at);
    start + skip..start + rest.trim_end().len().max(skip)
}

/// The name in `known` that `word` was probably meant to be.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&word.to_lowercase(), name), name))
        .filter(|(likeness, _)| *likeness > 0.82)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

fn mistake(error: &Error, text: &str) -> Mistake {
    let error = error.without_snippet();
    let span = error.location().map_or(0..0, |at| span(at, text));
    let (message, help) = match error {
        Error::SerdeUnknownField { field, expected, .. } => (
            format!("there is no setting `{field}` here"),
            Some(match nearest(field, expected.iter().copied()) {
                Some(name) => format!("did you mean `{name}`?"),
                None => format!("the settings here are {}", listed(expected)),
            }),
        ),
        Error::SerdeUnknownVariant { variant, expected, .. } => (
            match span.is_empty() {
                true => "a value is missing here".to_owned(),
                false => format!("`{variant}` cannot stand here"),
            },
            Some(match nearest(variant, expected.iter().copied()) {
                Some(name) => format!("did you mean `{name}`? It may be {}", listed(expected)),
                None => format!("it may be {}", listed(expected)),
            }),
        ),
        Error::SerdeMissingField { field, .. } => (format!("the setting `{field}` is missing here"), None),
        Error::DuplicateMappingKey { key, .. } => (
            match key {
                Some(key) => format!("`{key}` stands here for the second time"),
                None => "this key stands here for the second time".to_string(),
            },
            Some("keep one of the two".to_string()),
        ),
        Error::Unexpected { expected, .. } => (format!("{} is expected here", plain(expected)), None),
        Error::SerdeInvalidType { unexpected, expected, .. } => (
            format!("{} is expected here, not {}", plain(expected), plain(unexpected)),
            Some("indentation and `- ` in front of each item of a list matter in YAML".to_string()),
        ),
        Error::ExpectedStringKeyForExternallyTaggedEnum { .. }
        | Error::ExternallyTaggedEnumExpectedScalarOrMapping { .. } => {
            ("one word is expected here, not a list or a mapping".to_string(), None)
        }
        Error::Budget { .. } => ("this file is too large or too deeply nested for a configuration".to_string(), None),
        other => {
            let said = other.to_string();
            let said = said.split(" at line ").next().unwrap_or(&said).trim_end_matches([',', ' ']);
            (
                format!("this is not valid YAML: {said}"),
                Some("check quotes, colons and indentation at this place".into()),
            )
        }
    };
    Mistake { span, message, help }
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn plain(words: &str) -> String {
    let words = words
        .replace("sequence start", "a list")
        .replace("sequence", "list")
        .replace("mapping start", "a group of `key: value` lines")
        .replace("string scalar", "text")
        .replace("a string", "text")
        .replace("map", "group of `key: value` lines");
    if words.starts_with("a ") || words.starts_with("an ") || words == "text" { words } else { format!("a {words}") }
}
