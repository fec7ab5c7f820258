//! What can be asked about a document, and the answers.

use super::actions;
use super::analysis::Analysis;
use super::client::Client;
use super::hover::hover;
use super::lenses::lenses;
use super::schema;
use super::symbols::symbols;
use super::wire::{INTERNAL_ERROR, INVALID_PARAMS};
use crate::guard::guarded;
use gen_lsp_types::{
    CodeActionParams, CodeLensParams, DocumentDiagnosticParams, DocumentSymbolParams, TextDocumentIdentifier,
    TextDocumentPositionParams, Uri,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A question about a document that needs its check.
#[derive(Debug, Clone)]
pub enum Ask {
    /// `textDocument/diagnostic`.
    Diagnostic(DocumentDiagnosticParams),
    /// `textDocument/codeAction`.
    Actions(CodeActionParams),
    /// `textDocument/hover`.
    Hover(TextDocumentPositionParams),
    /// `textDocument/completion`.
    Complete(TextDocumentPositionParams),
    /// `textDocument/documentSymbol`.
    Symbols(TextDocumentIdentifier),
    /// `textDocument/codeLens`.
    Lenses(TextDocumentIdentifier),
}

/// Why there is no answer: the protocol's code, and words.
pub type Refusal = (i32, String);

impl Ask {
    /// The question of a request; `None` where its method is none of these.
    pub fn new(method: &str, params: &Value) -> Option<Result<Self, Refusal>> {
        Some(match method {
            "textDocument/diagnostic" => shape(params).map(Self::Diagnostic),
            "textDocument/codeAction" => shape(params).map(Self::Actions),
            "textDocument/hover" => shape(params).map(Self::Hover),
            "textDocument/completion" => shape(params).map(Self::Complete),
            "textDocument/documentSymbol" => {
                shape(params).map(|params: DocumentSymbolParams| Self::Symbols(params.text_document))
            }
            "textDocument/codeLens" => shape(params).map(|params: CodeLensParams| Self::Lenses(params.text_document)),
            _ => return None,
        })
    }

    /// The document that it is about.
    pub fn uri(&self) -> &Uri {
        match self {
            Self::Diagnostic(params) => &params.text_document.uri,
            Self::Actions(params) => &params.text_document.uri,
            Self::Hover(params) | Self::Complete(params) => &params.text_document.uri,
            Self::Symbols(document) | Self::Lenses(document) => &document.uri,
        }
    }

    /// The answer where the document is not open.
    pub fn nothing(&self) -> Value {
        match self {
            Self::Diagnostic(_) => json!({"kind": "full", "items": []}),
            Self::Hover(_) | Self::Complete(_) => Value::Null,
            Self::Actions(_) | Self::Symbols(_) | Self::Lenses(_) => json!([]),
        }
    }

    /// The answer.
    pub fn answer(&self, analysis: &Analysis, client: &Client) -> Result<Value, Refusal> {
        guarded(|| match self {
            Self::Diagnostic(params) => diagnostic(analysis, params.previous_result_id.as_deref()),
            Self::Actions(params) => actions::actions(analysis, params, client),
            Self::Hover(params) => match schema::hover(analysis, params.position, client) {
                Value::Null => hover(analysis, params.position, client),
                said => said,
            },
            Self::Complete(params) => schema::complete(&analysis.document, analysis, params.position),
            Self::Symbols(_) => symbols(analysis, client),
            Self::Lenses(_) => lenses(analysis),
        })
        .map_err(|said| (INTERNAL_ERROR, format!("this is a bug of notice-lint; please report it: {said}")))
    }
}

fn diagnostic(analysis: &Analysis, previous: Option<&str>) -> Value {
    let id = analysis.result_id();
    if previous == Some(&id) {
        return json!({"kind": "unchanged", "resultId": id});
    }
    json!({"kind": "full", "resultId": id, "items": analysis.diagnostics})
}

/// Reads parameters.
///
/// # Errors
/// They have another shape than the protocol says.
pub fn shape<T: DeserializeOwned>(params: &Value) -> Result<T, Refusal> {
    T::deserialize(params).map_err(|error| (INVALID_PARAMS, format!("the parameters cannot be read: {error}")))
}
