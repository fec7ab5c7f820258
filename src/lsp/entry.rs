//! One notice as it is kept: its text, what it was checked with, and what was found.

use super::documents::Snapshot;
use super::positions::{Encoding, Positions};
use super::project::Prepared;
use crate::check::{Checked, Finding, apply_layer, lint};
use crate::config::notices::is_named;
use crate::guard::guarded;
use crate::source::{Format, Source};
use crate::suppress::{Account, BY_BASELINE};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

/// The fewest elements that a document touches which nobody calls a notice, to be taken for one. A readme or a meeting's
/// minutes that lie in the same folder would otherwise be told that they lack everything. Of 250 readmes of libraries, 5 touch
/// as many; of 118 notices and fixtures, all do.
const FEWEST_ELEMENTS: usize = 3;

/// Where the text of a notice comes from.
#[derive(Debug)]
pub enum Text {
    /// The editor.
    Open(Snapshot),
    /// The file.
    Disk,
}

/// The state of a text that was checked.
#[derive(Debug, Clone, PartialEq)]
pub enum Stamp {
    /// The very text in the editor.
    Open(Arc<str>),
    /// Time and length of the file.
    Disk(SystemTime, u64),
}

impl Stamp {
    /// The state of a file; `None` where there is none.
    pub fn of_file(path: &Path) -> Option<Self> {
        let meta = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
        Some(Self::Disk(meta.modified().ok()?, meta.len()))
    }

    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Open(a), Self::Open(b)) => Arc::ptr_eq(a, b) || a == b,
            _ => self == other,
        }
    }
}

/// A notice, checked.
#[derive(Debug)]
pub struct Entry {
    /// The text as it was read.
    pub source: Source,
    /// What it was checked with.
    pub project: Arc<Prepared>,
    /// What was found in it by itself.
    pub own: Arc<Checked>,
    /// The same, read with its layer.
    pub shown: Arc<Checked>,
    /// Whether it is a notice at all.
    pub counts: bool,
    /// What its comments leave for the end of a survey.
    pub account: Account,
    stamp: Stamp,
    layer: Option<Arc<Checked>>,
}

impl Entry {
    /// Reads and checks a notice; `None` where the file cannot be read as one.
    pub fn check(path: &Path, text: Text, project: Arc<Prepared>) -> Option<Self> {
        let (stamp, source) = match text {
            Text::Open(document) => (Stamp::Open(Arc::clone(&document.text)), read(path, &document)?),
            Text::Disk => {
                // The stamp first: what is written while it is read will look newer.
                let stamp = Stamp::of_file(path)?;
                (stamp, guarded(|| Source::read(path)).ok()?.ok()?)
            }
        };
        let (checked, account) = guarded(|| {
            let mut checked = lint(&source, &project.rules, &project.options);
            let account = project.acceptance().notice(&source, &mut checked);
            // What people accepted is not shown, and no shared defect. The baseline only knows it.
            let accepted = |finding: &Finding| finding.suppressed.as_ref().is_some_and(|s| s.by != BY_BASELINE);
            checked.report.findings.retain(|finding| !accepted(finding));
            (checked, account)
        })
        .ok()?;
        let checked = Arc::new(checked);
        let counts = is_named(path) || project.names(path) || looks_like_one(&checked);
        Some(Self { source, project, account, shown: Arc::clone(&checked), own: checked, counts, stamp, layer: None })
    }

    /// Whether nothing has changed since.
    pub fn is_current(&self, stamp: &Stamp, project: &Arc<Prepared>) -> bool {
        Arc::ptr_eq(&self.project, project) && self.stamp.is(stamp)
    }

    /// Reads it with another notice.
    pub fn lay(&mut self, parent: &Arc<Checked>) {
        if self.layer.as_ref().is_some_and(|known| Arc::ptr_eq(known, parent)) {
            return;
        }
        let mut shown = Checked::clone(&self.own);
        apply_layer(&mut shown, parent, &self.project.rules);
        self.shown = Arc::new(shown);
        self.layer = Some(Arc::clone(parent));
    }

    /// Its places.
    pub fn positions(&self, encoding: Encoding) -> Positions<'_> {
        Positions { text: &self.source.text, lines: &self.source.lines, encoding }
    }
}

/// Reads an open document as the notice that it is; `None` where it cannot be one.
pub fn read(path: &Path, document: &Snapshot) -> Option<Source> {
    let bytes = document.text.as_bytes().to_vec();
    guarded(|| Source::from_bytes(&path.to_string_lossy(), bytes, format_of(document))).ok()?.ok()
}

/// The format of a document that has no name to tell it: what the editor takes it for.
fn format_of(document: &Snapshot) -> Option<Format> {
    if document.path.is_some() {
        return None;
    }
    match &*document.language {
        "html" => Some(Format::Html),
        "mdx" => Some(Format::Mdx),
        // Whether Markdown or free text, the text itself tells best.
        _ => None,
    }
}

/// Whether a document speaks of what notices speak of, or calls itself one.
fn looks_like_one(checked: &Checked) -> bool {
    let touched = checked.report.elements.iter().filter(|element| !element.evidence.is_empty()).count();
    touched >= FEWEST_ELEMENTS || is_named(Path::new(&checked.report.title))
}
