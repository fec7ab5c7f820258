//! The messages of a gettext catalogue.

use super::json::escape;
use super::value::{Value, component};

/// A message in the making.
#[derive(Default)]
struct Entry {
    id: Value,
    translation: Value,
    fuzzy: bool,
}

/// Which string the lines belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Id,
    Translation,
    Other,
}

/// The messages of a file in order: translated where they are, else as they stand in the program.
pub(super) fn values(text: &str) -> Vec<Value> {
    let mut values = Vec::new();
    let mut entry = Entry::default();
    let mut part = Part::Other;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bare = line.trim();
        if bare.is_empty() || bare.starts_with('#') {
            // Comments stand before their message.
            if part != Part::Other || bare.is_empty() {
                finish(&mut entry, &mut values);
                part = Part::Other;
            }
            entry.fuzzy |= bare.starts_with("#,") && bare.contains("fuzzy");
            continue;
        }
        let keyword = bare.split(['"', ' ', '\t']).next().unwrap_or_default();
        match keyword {
            "msgctxt" => {
                finish(&mut entry, &mut values);
                part = Part::Other;
            }
            "msgid" => {
                // After `msgctxt` nothing has been read, so nothing is lost.
                finish(&mut entry, &mut values);
                part = Part::Id;
            }
            // The singular tells the same as the plural.
            "msgstr" | "msgstr[0]" => part = Part::Translation,
            "" => {}
            _ => part = Part::Other,
        }
        let Some(open) = line.find('"') else { continue };
        match part {
            Part::Id => string(text, start + open + 1, start + line.len(), &mut entry.id),
            Part::Translation => string(text, start + open + 1, start + line.len(), &mut entry.translation),
            Part::Other => {}
        }
    }
    finish(&mut entry, &mut values);
    values
}

/// Hands on a message. The one without an id is the header of the file; a fuzzy translation is not used.
fn finish(entry: &mut Entry, values: &mut Vec<Value>) {
    if entry.id.text.is_empty() && entry.translation.text.is_empty() {
        return;
    }
    let Entry { id, translation, fuzzy } = std::mem::take(entry);
    if id.text.is_empty() {
        return;
    }
    values.push(if fuzzy || translation.text.trim().is_empty() { id } else { translation });
}

/// Reads a quoted string up to its quote or the end of the line.
fn string(text: &str, start: usize, end: usize, value: &mut Value) {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < end {
        let stop = bytes[at..end].iter().position(|b| matches!(b, b'"' | b'\\' | b'<' | b'\n')).unwrap_or(end - at);
        value.source(text, at, at + stop);
        at += stop;
        match bytes.get(at).filter(|_| at < end) {
            Some(b'\\') => match escape(&text[at..end]) {
                Some((length, shown)) => {
                    value.shown(at, at + length, shown.encode_utf8(&mut [0; 4]));
                    at += length;
                }
                None => at += 1,
            },
            Some(b'<') => {
                let length = component(&text[at..end]);
                if length.is_none() {
                    value.source(text, at, at + 1);
                }
                at += length.unwrap_or(1);
            }
            _ => return,
        }
    }
}
