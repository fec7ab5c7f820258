//! The end of a survey: all notices compared, and what there is to say of each.

use super::analysis::{Analysis, result_id};
use super::diagnostics::of_finding;
use super::documents::Snapshot;
use super::entry::Entry;
use super::project::Prepared;
use super::uri::{Key, from_path};
use super::workspace::{In, MOST_NOTICES, Workspace};
use crate::check::{Checked, Finding, Place, compare};
use crate::config::FILE_NAME;
use crate::suppress::Coverage;
use gen_lsp_types::{Diagnostic, Uri};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// All notices compared: what is new in the open documents, and what there is to say of the others.
#[derive(Debug, Default)]
pub struct Survey {
    /// The open documents, with what the comparison says of them.
    pub open: Vec<Arc<Analysis>>,
    /// The other notices of the folders.
    pub closed: Vec<Arc<FileReport>>,
    /// What the person should know about configurations.
    pub troubles: Vec<String>,
}

/// The diagnostics of a file that is not open.
#[derive(Debug, Clone)]
pub struct FileReport {
    /// The file.
    pub uri: Uri,
    /// Changes when they do.
    pub result_id: String,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// What the last comparison said of a notice, and the text it said it of.
#[derive(Debug)]
pub(super) struct Across {
    pub(super) text: Arc<str>,
    pub(super) findings: Vec<Finding>,
}

/// A report, and what it was made from.
#[derive(Debug)]
pub(super) struct Reported {
    shown: Arc<Checked>,
    across: Vec<Finding>,
    report: Arc<FileReport>,
}

impl Workspace {
    /// All notices are there: reads them with their layers and compares them.
    pub(super) fn finish(&mut self) -> Survey {
        for path in self.entries.keys().cloned().collect::<Vec<_>>() {
            self.lay(&path);
        }
        self.across.clear();
        let mut projects: Vec<Arc<Prepared>> = self.entries.values().map(|entry| Arc::clone(&entry.project)).collect();
        projects.sort_by(|a, b| a.root.cmp(&b.root));
        projects.dedup_by(|a, b| Arc::ptr_eq(a, b));
        for project in &projects {
            let members: Vec<(&PathBuf, &Entry)> =
                self.entries.iter().filter(|(_, entry)| Arc::ptr_eq(&entry.project, project) && entry.counts).collect();
            let set: Vec<(&Checked, Option<&str>)> =
                members.iter().map(|(path, entry)| (&*entry.shown, project.collection(path))).collect();
            let paths: HashMap<&str, (&PathBuf, &Entry)> =
                members.iter().map(|(path, entry)| (&*entry.own.report.path, (*path, *entry))).collect();
            let acceptance = project.acceptance();
            members.iter().for_each(|(_, entry)| acceptance.settle(entry.account.clone()));
            let mut findings = compare(&project.rules, &project.options, &set);
            acceptance.across(&mut findings);
            // Nobody can tell from a part of the notices that a suppression is needless.
            let all = !self.too_many && self.projects.folders().iter().any(|folder| project.root.starts_with(folder));
            let closing = acceptance.close(&Coverage { collection_of: &|_| all, waived: &|_| all });
            findings.extend(closing.comments);
            if !closing.waivers.is_empty() {
                let across = Across { text: Arc::from(project.text.as_str()), findings: closing.waivers };
                self.across.insert(project.root.join(FILE_NAME), across);
            }
            for finding in findings {
                if let Some((path, entry)) = paths.get(&*finding.place.path) {
                    let text = || Arc::from(entry.source.text.as_str());
                    let across = self
                        .across
                        .entry((*path).clone())
                        .or_insert_with(|| Across { text: text(), findings: Vec::new() });
                    across.findings.push(finding);
                }
            }
        }
        let mut troubles: Vec<String> = self.projects.troubles();
        if self.too_many {
            troubles.push(format!("there are more than {MOST_NOTICES} notices in these folders; the others are only checked when they are opened"));
        }
        let open: Vec<Snapshot> = self.open.values().cloned().collect();
        Survey {
            open: open.into_iter().map(|document| self.analyse(document)).collect(),
            closed: self.closed(),
            troubles,
        }
    }

    /// Reports on the files that are not open, made again only where something has changed.
    fn closed(&mut self) -> Vec<Arc<FileReport>> {
        let mut before = std::mem::take(&mut self.reports);
        for (path, entry) in &self.entries {
            if self.open.contains_key(&Key::of_path(path)) {
                continue;
            }
            let across = self.across.get(path).map(|across| across.findings.as_slice()).unwrap_or_default();
            let same = |known: &Reported| Arc::ptr_eq(&known.shown, &entry.shown) && known.across == across;
            let reported = before.remove(path).filter(same).unwrap_or_else(|| Reported {
                shown: Arc::clone(&entry.shown),
                across: across.to_vec(),
                report: Arc::new(self.file_report(path, entry)),
            });
            self.reports.insert(path.clone(), reported);
        }
        let all = self.entries.keys().filter_map(|path| self.reports.get(path));
        all.map(|reported| Arc::clone(&reported.report)).collect()
    }

    fn file_report(&self, path: &Path, entry: &Entry) -> FileReport {
        let uri = from_path(path);
        let across = self.across.get(path).map(|across| across.findings.as_slice()).unwrap_or_default();
        let range = |place: &Place| entry.positions(self.encoding).of_place(place);
        let shown = entry.shown.report.findings.iter().chain(across).filter(|_| entry.counts);
        let diagnostics: Vec<Diagnostic> = shown
            .filter(|finding| finding.severity >= entry.project.least && finding.suppressed.is_none())
            .map(|finding| of_finding(finding, &uri, &range, &In(self, &entry.project)))
            .collect();
        FileReport { result_id: result_id(&diagnostics), uri, diagnostics }
    }
}
