//! Locale files: translations whose values are the text of pages.
//!
//! A scanner finds the values of a file in its order ([`Value`]), each with its text and the way of each
//! character back to the file. A value is then read as a small text of its own, HTML, Markdown or plain, and
//! its blocks are brought back to the file. Keys tell what their values are only where their names do.

mod json;
mod po;
mod value;
mod yaml;

use std::path::Path;

use super::draft::{Draft, Ids, renumber};
use super::{BlockKind, Format, SourceError, markdown, plain};
use value::Value;

/// What a file is by its extension.
pub(super) fn named(extension: &str) -> Option<Format> {
    match extension.to_ascii_lowercase().as_str() {
        "yml" | "yaml" => Some(Format::YamlLocale),
        "json" => Some(Format::JsonLocale),
        "po" | "pot" => Some(Format::PoLocale),
        _ => None,
    }
}

fn values(text: &str, format: Format) -> Result<Vec<Value>, json::Broken> {
    match format {
        Format::YamlLocale => Ok(yaml::values(text)),
        Format::JsonLocale => json::values(text),
        _ => Ok(po::values(text)),
    }
}

/// Refuses a file of data: only what holds prose is text to be read. A format that the user has asked for is
/// not checked.
pub(super) fn check(path: &str, text: &str, format: Format) -> Result<(), SourceError> {
    if !matches!(format, Format::YamlLocale | Format::JsonLocale | Format::PoLocale) {
        return Ok(());
    }
    let values = match values(text, format) {
        Ok(values) => values,
        Err(json::Broken { at }) => {
            let line = text.get(..at).unwrap_or(text).matches('\n').count() + 1;
            return Err(SourceError::Broken { path: path.into(), what: format!("it is no valid JSON at line {line}") });
        }
    };
    // A few sentences are in many a settings file; a notice has more, and they are much of what it holds.
    let (mut sentences, mut prose, mut all) = (0, 0, 0);
    for value in &values {
        let words = value.text.split_whitespace().count();
        all += words;
        let ends = |part: &&str| part.ends_with(['.', '?', '!', ':']) && part.split_whitespace().count() > 4;
        let found = value.text.split_inclusive(['.', '?', '!', ':']).filter(ends).count();
        if words > 5 && found > 0 {
            sentences += found;
            prose += words;
        }
    }
    if sentences >= 5 && prose >= 60 && prose * 4 >= all {
        return Ok(());
    }
    let extension = Path::new(path).extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    Err(SourceError::Unsupported { path: path.into(), extension: format!(".{extension}") })
}

/// Reads a whole text.
pub(super) fn read(text: &str, format: Format) -> Vec<Draft> {
    // An editor's buffer may be broken for a moment; nothing of it is read then.
    let values = values(text, format).unwrap_or_default();
    let mut ids = Ids::default();
    let mut drafts: Vec<Draft> = Vec::new();
    // The list that the value before stood in, and its id.
    let mut open: Option<(u32, u32)> = None;
    for value in &values {
        let heads = value.key.as_deref().is_some_and(is_heading);
        let item = value.list.or_else(|| value.key.as_deref().is_some_and(is_item).then_some(value.parent));
        // A word alone is a setting or a label of the page, and so is the pattern of a date, unless its key
        // says what it is.
        if !heads && item.is_none() && !value.text.contains('@') && !has_words(&value.text) {
            continue;
        }
        let mut found = blocks(&value.text);
        renumber(&mut found, &mut ids);
        for draft in &mut found {
            value.bring_back(text, draft);
        }
        found.retain(|draft| !draft.block.pieces.is_empty());
        if let Some(first) = found.first_mut() {
            first.gap = true;
        }
        let prose = found.iter().all(|draft| draft.block.kind == BlockKind::Paragraph);
        match item.filter(|_| prose) {
            Some(place) => {
                let list = match open {
                    Some((same, list)) if same == place => list,
                    _ => ids.list(),
                };
                open = Some((place, list));
                for (n, draft) in found.iter_mut().enumerate() {
                    draft.block.kind = BlockKind::Item { list, depth: 0, ordered: false, continues: n > 0 };
                    draft.gap = false;
                }
            }
            None => open = None,
        }
        if let [draft] = found.as_mut_slice()
            && heads
        {
            draft.bold = true;
            // The first is the title, whatever it looks like (`Privacy notice: Friends of the Puffins`).
            let words = value.text.split_whitespace().count();
            if drafts.is_empty() && draft.block.kind == BlockKind::Paragraph && words <= 18 {
                draft.block.kind = BlockKind::Heading { level: 1, marked: false };
            }
        }
        drafts.append(&mut found);
    }
    drafts
}

/// Whether a value has two words or more.
fn has_words(text: &str) -> bool {
    let word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
    text.split_whitespace().filter(word).nth(1).is_some()
}

/// Whether a key names a heading.
fn is_heading(key: &str) -> bool {
    let last = key.trim_end_matches("_html").rsplit(['_', '-', '.', ' ']).next().unwrap_or_default();
    let lower = last.to_ascii_lowercase();
    let names = ["title", "heading", "header", "headline", "h1", "h2", "h3", "h4", "subtitle", "subheading"];
    // `sectionTitle` as well as `section_title`.
    let camel = ["Title", "Heading", "Header"].iter().any(|end| last.ends_with(end));
    camel || names.contains(&lower.trim_end_matches(|c: char| c.is_ascii_digit())) || names.contains(&lower.as_str())
}

/// Whether a key names one item of several: `item_2`, `bullet3`.
fn is_item(key: &str) -> bool {
    let bare = key.trim_end_matches("_html").trim_end_matches(|c: char| c.is_ascii_digit());
    let numbered = bare.len() < key.trim_end_matches("_html").len();
    let lower = bare.trim_end_matches(['_', '-']).to_ascii_lowercase();
    let last = lower.rsplit(['_', '-', '.']).next().unwrap_or_default();
    numbered && matches!(last, "item" | "li" | "bullet" | "point" | "listitem" | "list")
}

/// Reads the text of one value by what it holds.
fn blocks(text: &str) -> Vec<Draft> {
    const BLOCKS: [&str; 9] = ["<p", "<h", "<ul", "<ol", "<li", "<div", "<br", "<section", "<table"];
    let tags = text.contains('<') || text.contains('&');
    if tags && BLOCKS.iter().any(|tag| text.contains(tag)) {
        markdown::read_html(text)
    } else if tags || text.contains("](") || text.contains("**") || super::format::is_marked(text) {
        markdown::read(text)
    } else {
        plain::read(text)
    }
}
