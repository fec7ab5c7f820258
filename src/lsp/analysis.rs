//! What is known of one open document: all that the handlers of requests look at.

use super::documents::Snapshot;
use super::positions::{Encoding, Positions};
use super::project::Prepared;
use crate::check::{Checked, Finding};
use gen_lsp_types::Diagnostic;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// A document and what was found in it.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// The document as it was read.
    pub document: Snapshot,
    /// What columns are counted in.
    pub encoding: Encoding,
    /// What it is checked with.
    pub project: Arc<Prepared>,
    /// What kind of document it is.
    pub subject: Subject,
    /// What the editor shows; for a notice, one for each of [`Notice::findings`] and in their order.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a document is to the linter.
#[derive(Debug, Clone)]
pub enum Subject {
    /// A notice.
    Notice(Box<Notice>),
    /// A `notice-lint.yaml`.
    Settings,
    /// A file of a pack.
    Rule,
    /// Nothing that concerns it.
    Other,
}

/// A notice that was checked.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Its outline, facts and verdicts.
    pub checked: Arc<Checked>,
    /// What is reported: its own findings, then those of the collection.
    pub findings: Vec<Finding>,
}

impl Analysis {
    /// The places of the document.
    pub fn positions(&self) -> Positions<'_> {
        self.document.positions(self.encoding)
    }

    /// The notice, if it is one.
    pub fn notice(&self) -> Option<&Notice> {
        match &self.subject {
            Subject::Notice(notice) => Some(notice),
            _ => None,
        }
    }

    /// A short text that changes when the diagnostics do.
    pub fn result_id(&self) -> String {
        result_id(&self.diagnostics)
    }
}

/// A short text that changes when diagnostics do.
pub fn result_id(diagnostics: &[Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(diagnostics).unwrap_or_default().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
