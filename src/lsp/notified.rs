//! What the client tells without asking: documents come, change, are saved and go; files, folders and settings change.

use super::capabilities::watching;
use super::requests::shape;
use super::running::Running;
use super::uri::{Key, to_path};
use super::wire::{CANCELLED, CONTENT_MODIFIED};
use crate::config::FILE_NAME;
use crate::suppress::BASELINE_NAME;
use gen_lsp_types::json_rpc::Id;
use gen_lsp_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams, Uri, WorkspaceFolder,
};
use serde_json::{Value, json};
use std::path::PathBuf;

impl Running {
    /// A notification. What cannot be read is told to whoever reads the client's log.
    pub fn notified(&mut self, method: &str, params: &Value) {
        let result = match method {
            "initialized" => {
                if self.client.watches {
                    self.request("client/registerCapability", watching());
                }
                Ok(())
            }
            "textDocument/didOpen" => shape(params).map(|params| self.opened(params)),
            "textDocument/didChange" => shape(params).map(|params| self.edited(params)),
            "textDocument/didSave" => shape(params).map(|params| self.saved(&params)),
            "textDocument/didClose" => shape(params).map(|params| self.closed_by(&params)),
            "workspace/didChangeWatchedFiles" => shape(params).map(|params| self.files_changed(&params)),
            "workspace/didChangeWorkspaceFolders" => shape(params).map(|params| self.folders_changed(&params)),
            "workspace/didChangeConfiguration" => {
                self.survey(true, true, false);
                Ok(())
            }
            "$/cancelRequest" => {
                self.cancel(params);
                Ok(())
            }
            _ => Ok(()),
        };
        if let Err((_, message)) = result {
            self.notify("window/logMessage", json!({"type": 2, "message": format!("{method}: {message}")}));
        }
    }

    fn cancel(&mut self, params: &Value) {
        let Some(Ok(id)) = params.get("id").map(|id| serde_json::from_value::<Id>(id.clone())) else { return };
        let before = self.parked.len() + self.surveys.len();
        self.parked.retain(|parked| parked.id != id);
        self.surveys.retain(|parked| parked.id != id);
        if self.parked.len() + self.surveys.len() < before {
            self.refuse(&id, (CANCELLED, "the client has withdrawn it".to_owned()));
        }
    }

    fn opened(&mut self, params: DidOpenTextDocumentParams) {
        let key = self.documents.open(params.text_document);
        self.analyses.remove(&key);
        self.closed.retain(|file| Key::of(&file.uri) != key);
        self.touch(key);
        self.survey(false, true, false);
    }

    fn edited(&mut self, params: DidChangeTextDocumentParams) {
        let document = params.text_document;
        let uri = &document.text_document_identifier.uri;
        match self.documents.change(uri, document.version, params.content_changes, self.client.encoding) {
            Some(key) => self.touch(key),
            None => {
                let message = format!("{uri} was changed but never opened");
                self.notify("window/logMessage", json!({"type": 2, "message": message}));
            }
        }
    }

    fn saved(&mut self, params: &DidSaveTextDocumentParams) {
        let reload = is_setting(&params.text_document.uri);
        self.survey(reload, reload, false);
    }

    fn closed_by(&mut self, params: &DidCloseTextDocumentParams) {
        let Some(document) = self.documents.close(&params.text_document.uri) else { return };
        let key = document.key();
        let modified = (CONTENT_MODIFIED, "the document was closed".to_owned());
        for parked in std::mem::take(&mut self.parked) {
            if parked.key == key { self.refuse(&parked.id, modified.clone()) } else { self.parked.push(parked) }
        }
        if self.analyses.remove(&key).is_some() && !self.client.pulls {
            self.notify("textDocument/publishDiagnostics", json!({"uri": document.uri, "diagnostics": []}));
        }
        self.changed.remove(&key);
        self.gone.push(key);
        self.survey(false, false, false);
    }

    fn files_changed(&mut self, params: &DidChangeWatchedFilesParams) {
        let reload = params.changes.iter().any(|change| is_setting(&change.uri));
        self.survey(reload, true, false);
    }

    fn folders_changed(&mut self, params: &DidChangeWorkspaceFoldersParams) {
        let path = |folder: &WorkspaceFolder| to_path(&folder.uri);
        let removed: Vec<PathBuf> = params.event.removed.iter().filter_map(path).collect();
        self.folders.retain(|folder| !removed.contains(folder));
        for folder in params.event.added.iter().filter_map(path) {
            if !self.folders.contains(&folder) {
                self.folders.push(folder);
            }
        }
        self.survey(false, true, true);
    }
}

/// Whether a file decides how others are checked.
fn is_setting(uri: &Uri) -> bool {
    let name = uri.0.rsplit('/').next().unwrap_or_default();
    name == FILE_NAME
        || name == BASELINE_NAME
        || name.starts_with(".notice-lintignore")
        || name.ends_with(".yml")
        || name.ends_with(".yaml")
}
