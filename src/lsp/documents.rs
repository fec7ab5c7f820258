//! The documents that are open in the editor.

use super::positions::{Encoding, Positions};
use super::uri::{self, Key};
use crate::source::LineIndex;
use gen_lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// A document at one moment.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// As the client names it.
    pub uri: Uri,
    /// The file; `None` for a document that was never saved.
    pub path: Option<PathBuf>,
    /// What kind of text the editor takes it for: `markdown`, `html`.
    pub language: Arc<str>,
    /// The client's number of this state.
    pub version: i32,
    /// The text.
    pub text: Arc<str>,
    /// Its lines.
    pub lines: Arc<LineIndex>,
}

impl Snapshot {
    /// A document as the client sent it.
    pub fn new(uri: Uri, language: &str, version: i32, text: String) -> Self {
        let lines = Arc::new(LineIndex::new(&text));
        Self { path: uri::to_path(&uri), uri, language: Arc::from(language), version, text: Arc::from(text), lines }
    }

    /// Its identity.
    pub fn key(&self) -> Key {
        Key::of(&self.uri)
    }

    /// Its places.
    pub fn positions(&self, encoding: Encoding) -> Positions<'_> {
        Positions { text: &self.text, lines: &self.lines, encoding }
    }
}

/// All open documents.
#[derive(Debug, Default)]
pub struct Documents(HashMap<Key, Snapshot>);

impl Documents {
    /// Takes a document that was opened.
    pub fn open(&mut self, item: TextDocumentItem) -> Key {
        let language = serde_json::to_value(&item.language_id).ok();
        let language = language.as_ref().and_then(|id| id.as_str()).unwrap_or_default();
        let snapshot = Snapshot::new(item.uri, language, item.version, item.text);
        let key = snapshot.key();
        self.0.insert(key.clone(), snapshot);
        key
    }

    /// Applies edits, one after the other; `None` where the document is not open.
    pub fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) -> Option<Key> {
        let key = Key::of(uri);
        let document = self.0.get_mut(&key)?;
        let mut text = String::from(&*document.text);
        let mut lines = None;
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => text = whole.text,
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    let index = lines.take().unwrap_or_else(|| LineIndex::new(&text));
                    let bytes = Positions { text: &text, lines: &index, encoding }.bytes(part.range);
                    text.replace_range(bytes, &part.text);
                }
            }
            lines = Some(LineIndex::new(&text));
        }
        *document = Snapshot {
            version,
            lines: Arc::new(lines.unwrap_or_else(|| LineIndex::new(&text))),
            text: Arc::from(text),
            ..document.clone()
        };
        Some(key)
    }

    /// Lets a document go.
    pub fn close(&mut self, uri: &Uri) -> Option<Snapshot> {
        self.0.remove(&Key::of(uri))
    }

    /// An open document.
    pub fn get(&self, key: &Key) -> Option<&Snapshot> {
        self.0.get(key)
    }

    /// All of them.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.0.keys()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn changed(text: &str, encoding: Encoding, changes: serde_json::Value) -> Option<String> {
        let mut documents = Documents::default();
        let item = json!({"uri": "untitled:a", "languageId": "markdown", "version": 1, "text": text});
        let key = documents.open(serde_json::from_value(item).ok()?);
        documents.change(&Uri::from("untitled:a"), 2, serde_json::from_value(changes).ok()?, encoding)?;
        documents.get(&key).filter(|d| d.version == 2 && &*d.language == "markdown").map(|d| d.text.to_string())
    }

    #[test]
    fn edits_apply_in_order_and_count_as_the_client_counts() {
        let range = |line: u32, from: u32, to: u32| json!({"start": {"line": line, "character": from}, "end": {"line": line, "character": to}});
        let changes = json!([{"range": range(1, 2, 3), "text": "y"}, {"range": range(0, 1, 1), "text": "\r\n"}]);
        assert_eq!(changed("a\r\n😀x", Encoding::Utf16, changes).as_deref(), Some("a\r\n\r\n😀y"));
        let whole = json!([{"range": range(0, 0, 9), "text": "b"}, {"text": "new"}]);
        assert_eq!(changed("a", Encoding::Utf8, whole).as_deref(), Some("new"));
    }

    #[test]
    fn a_range_with_its_ends_swapped_or_outside_breaks_nothing() {
        let changes =
            json!([{"range": {"start": {"line": 7, "character": 3}, "end": {"line": 0, "character": 0}}, "text": "z"}]);
        assert_eq!(changed("ab", Encoding::Utf16, changes).as_deref(), Some("abz"));
    }
}
