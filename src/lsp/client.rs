//! What the client can do, as it says in `initialize`.
//!
//! It is read by key and not by shape: a client that gives one of a thousand capabilities in another form than the protocol
//! has it is served all the same.

use super::positions::Encoding;
use super::uri;
use gen_lsp_types::Uri;
use serde_json::Value;
use std::path::PathBuf;

/// What matters of it to this server.
#[derive(Debug, Clone)]
pub struct Client {
    /// What columns are counted in.
    pub encoding: Encoding,
    /// It asks for diagnostics, so that none are pushed.
    pub pulls: bool,
    /// It can be told to ask for diagnostics again.
    pub refreshes: bool,
    /// It takes edits that say which state of a document they are for.
    pub versioned_edits: bool,
    /// It takes code actions that are more than commands.
    pub action_literals: bool,
    /// It nests symbols.
    pub nested_symbols: bool,
    /// It shows Markdown in hovers.
    pub markdown: bool,
    /// It can be asked to watch files.
    pub watches: bool,
    /// The folders that are open in it.
    pub folders: Vec<PathBuf>,
}

impl Client {
    /// From the parameters of `initialize`.
    pub fn new(params: &Value) -> Self {
        let has = |path: &str| params.pointer(&format!("/capabilities{path}"));
        let can = |path: &str| has(path).and_then(Value::as_bool) == Some(true);
        let formats = has("/textDocument/hover/contentFormat").and_then(Value::as_array);
        Self {
            encoding: Encoding::negotiate(has("/general/positionEncodings")),
            pulls: has("/textDocument/diagnostic").is_some_and(Value::is_object),
            refreshes: can("/workspace/diagnostics/refreshSupport"),
            versioned_edits: can("/workspace/workspaceEdit/documentChanges"),
            action_literals: has("/textDocument/codeAction/codeActionLiteralSupport").is_some_and(Value::is_object),
            nested_symbols: can("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            markdown: formats.is_some_and(|formats| formats.iter().any(|format| format == "markdown")),
            watches: can("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            folders: folders(params),
        }
    }
}

fn folders(params: &Value) -> Vec<PathBuf> {
    let path = |uri: &Value| uri::to_path(&Uri::from(uri.as_str()?));
    if let Some(folders) = params.get("workspaceFolders").and_then(Value::as_array) {
        return folders.iter().filter_map(|folder| path(folder.get("uri")?)).collect();
    }
    if let Some(root) = params.get("rootUri").and_then(path) {
        return vec![root];
    }
    let root = params.get("rootPath").and_then(Value::as_str);
    root.map(|root| vec![crate::config::absolute(root.as_ref())]).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn folders_come_in_three_ways() {
        let of = |params: Value| Client::new(&params).folders;
        let wanted = [PathBuf::from("/a b")];
        assert_eq!(
            of(json!({"workspaceFolders": [{"uri": "file:///a%20b", "name": "a"}], "rootUri": "file:///c"})),
            wanted
        );
        assert_eq!(of(json!({"workspaceFolders": null, "rootUri": "file:///a%20b"})), wanted);
        assert_eq!(of(json!({"rootPath": "/a b"})), wanted);
        assert!(of(json!({"rootUri": null})).is_empty());
    }

    #[test]
    fn odd_capabilities_harm_nothing() {
        let client =
            Client::new(&json!({"capabilities": {"textDocument": 7, "general": {"positionEncodings": "utf-8"}}}));
        assert!(!client.pulls && client.encoding == Encoding::Utf16);
    }
}
