//! The notices of the editor's folders, each checked once for each state that it is in, and compared with each other.

use super::analysis::{Analysis, Notice, Subject, result_id};
use super::diagnostics::{Elsewhere, location, of_finding};
use super::documents::Snapshot;
use super::entry::{Entry, Stamp, Text};
use super::moved::Moved;
use super::positions::Encoding;
use super::project::Prepared;
use super::projects::Projects;
use super::uri::Key;
use super::{rule_files, settings};
use crate::check::{Checked, Finding, Place, compare};
use crate::config::notices::{is_notice, walk};
use crate::config::{FILE_NAME, today};
use crate::rules::RuleSet;
use crate::suppress::Coverage;
use gen_lsp_types::{Diagnostic, Location, Uri};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The most notices of the folders that are kept and compared.
pub const MOST_NOTICES: usize = 2000;
/// Notices that are checked between two looks at what was edited.
const SLICE: usize = 16;

/// All notices compared: what is new in the open documents, and what there is to say of the others.
#[derive(Debug, Default)]
pub struct Survey {
    /// The open documents, with what the comparison says of them.
    pub open: Vec<Arc<Analysis>>,
    /// The other notices of the folders.
    pub closed: Vec<FileReport>,
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
struct Across {
    text: Arc<str>,
    findings: Vec<Finding>,
}

/// Folders, configurations, notices.
#[derive(Debug)]
pub struct Workspace {
    encoding: Encoding,
    projects: Projects,
    open: BTreeMap<Key, Snapshot>,
    files: BTreeSet<PathBuf>,
    entries: BTreeMap<PathBuf, Entry>,
    /// Open documents that are not among the files.
    others: HashMap<PathBuf, Entry>,
    /// Notices that others are read with.
    parents: HashMap<PathBuf, Entry>,
    across: HashMap<PathBuf, Across>,
    backlog: Option<Vec<PathBuf>>,
    too_many: bool,
}

impl Workspace {
    /// Without folders.
    pub fn new(builtin: Arc<RuleSet>, encoding: Encoding) -> Self {
        Self {
            encoding,
            projects: Projects::new(builtin),
            open: BTreeMap::new(),
            files: BTreeSet::new(),
            entries: BTreeMap::new(),
            others: HashMap::new(),
            parents: HashMap::new(),
            across: HashMap::new(),
            backlog: None,
            too_many: false,
        }
    }

    /// Other folders from now on.
    pub fn set_folders(&mut self, folders: Vec<PathBuf>) {
        self.projects.set_folders(folders);
    }

    /// A document was closed.
    pub fn close(&mut self, key: &Key) {
        if let Some(document) = self.open.remove(key) {
            self.others.remove(&place_of(&document));
        }
    }

    /// Checks a document as it is now.
    pub fn check(&mut self, document: Snapshot) -> Arc<Analysis> {
        self.open.insert(document.key(), document.clone());
        self.analyse(document)
    }

    /// Whether there is still something to look at.
    pub fn is_surveying(&self) -> bool {
        self.backlog.is_some()
    }

    /// Nothing more of this survey, after a bug.
    pub fn give_up(&mut self) {
        self.backlog = None;
    }

    /// Begins to look at all notices again. Those that have not changed are not checked again.
    pub fn survey(&mut self, reload: bool, list: bool) {
        let day = today();
        if reload || self.projects.are_of_another_day(day) {
            self.projects.reload();
        }
        if reload || list || self.files.is_empty() {
            self.list();
        }
        let mut stale = Vec::new();
        for path in self.files.clone() {
            let project = self.projects.of(&path);
            let stamp = self.stamp(&path);
            match (self.entries.get(&path), stamp) {
                (Some(entry), Some(stamp)) if entry.is_current(&stamp, &project) => {}
                (_, Some(_)) => stale.push(path),
                (_, None) => {
                    self.files.remove(&path);
                    self.entries.remove(&path);
                }
            }
        }
        self.entries.retain(|path, _| self.files.contains(path));
        self.backlog = Some(stale);
    }

    /// Checks some more notices; the survey when all are done.
    pub fn slice(&mut self) -> Option<Survey> {
        let backlog = self.backlog.as_mut()?;
        let slice: Vec<PathBuf> = backlog.split_off(backlog.len().saturating_sub(SLICE));
        let jobs: Vec<_> = slice.into_iter().filter_map(|path| self.job(path)).collect();
        let done: Vec<_> =
            jobs.into_par_iter().map(|(path, text, project)| (Entry::check(&path, text, project), path)).collect();
        for (entry, path) in done {
            match entry {
                Some(entry) => self.entries.insert(path, entry),
                None => self.entries.remove(&path),
            };
        }
        if self.backlog.as_ref().is_some_and(|left| !left.is_empty()) {
            return None;
        }
        self.backlog = None;
        Some(self.finish())
    }

    /// A survey from its beginning to its end.
    pub fn survey_now(&mut self, reload: bool, list: bool) -> Survey {
        self.survey(reload, list);
        loop {
            if let Some(survey) = self.slice() {
                return survey;
            }
        }
    }

    fn job(&self, path: PathBuf) -> Option<(PathBuf, Text, Arc<Prepared>)> {
        let project = self.projects.known(&path)?;
        let text = match self.open.get(&Key::of_path(&path)) {
            Some(document) => Text::Open(document.clone()),
            None => Text::Disk,
        };
        Some((path, text, project))
    }

    fn stamp(&self, path: &Path) -> Option<Stamp> {
        match self.open.get(&Key::of_path(path)) {
            Some(document) => Some(Stamp::Open(Arc::clone(&document.text))),
            None => Stamp::of_file(path),
        }
    }

    /// All notices are there: reads them with their layers and compares them.
    fn finish(&mut self) -> Survey {
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
            closed: self
                .entries
                .iter()
                .filter(|(path, _)| !self.open.contains_key(&Key::of_path(path)))
                .map(|(path, entry)| self.file_report(path, entry))
                .collect(),
            troubles,
        }
    }

    fn file_report(&self, path: &Path, entry: &Entry) -> FileReport {
        let uri = super::uri::from_path(path);
        let across = self.across.get(path).map(|across| across.findings.as_slice()).unwrap_or_default();
        let range = |place: &Place| entry.positions(self.encoding).of_place(place);
        let shown = entry.shown.report.findings.iter().chain(across).filter(|_| entry.counts);
        let diagnostics: Vec<Diagnostic> = shown
            .filter(|finding| finding.severity >= entry.project.least && finding.suppressed.is_none())
            .map(|finding| of_finding(finding, &uri, &range, &In(self, &entry.project)))
            .collect();
        FileReport { result_id: result_id(&diagnostics), uri, diagnostics }
    }

    /// Checks one document, from what is kept of it where it has not changed.
    fn analyse(&mut self, document: Snapshot) -> Arc<Analysis> {
        let project = match &document.path {
            Some(path) => self.projects.of(path),
            None => self.projects.plain(Path::new("")),
        };
        let encoding = self.encoding;
        let analysis = |subject, diagnostics, document| {
            Arc::new(Analysis { document, encoding, project: Arc::clone(&project), subject, diagnostics })
        };
        if let Some(path) = &document.path {
            if path.file_name().is_some_and(|name| name == FILE_NAME) {
                let mut diagnostics = settings::diagnostics(document.positions(encoding), path, &project);
                diagnostics.extend(self.needless(path, &document, &project));
                return analysis(Subject::Settings, diagnostics, document);
            }
            if let Some(folder) = rule_files::pack_of(path, &project) {
                let diagnostics = rule_files::diagnostics(document.positions(encoding), path, &folder, &project);
                return analysis(Subject::Rule, diagnostics, document);
            }
            if !project.wants(path) {
                return analysis(Subject::Other, Vec::new(), document);
            }
        }
        let path = place_of(&document);
        let stamp = Stamp::Open(Arc::clone(&document.text));
        if !self.entry(&path).is_some_and(|entry| entry.is_current(&stamp, &project)) {
            match Entry::check(&path, Text::Open(document.clone()), Arc::clone(&project)) {
                Some(entry) if self.files.contains(&path) => self.entries.insert(path.clone(), entry),
                Some(entry) => self.others.insert(path.clone(), entry),
                None => self.entries.remove(&path).or(self.others.remove(&path)),
            };
        }
        self.lay(&path);
        let Some(entry) = self.entry(&path).filter(|entry| entry.counts) else {
            return analysis(Subject::Other, Vec::new(), document);
        };
        let mut findings = entry.shown.report.findings.clone();
        if let Some(across) = self.across.get(&path) {
            let moved = Moved::between(&across.text, &document.text);
            findings.extend(across.findings.iter().filter_map(|finding| moved.finding(finding)));
        }
        findings.retain(|finding| finding.severity >= project.least && finding.suppressed.is_none());
        let positions = document.positions(encoding);
        let range = |place: &Place| positions.range(place.bytes);
        let diagnostics =
            findings.iter().map(|finding| of_finding(finding, &document.uri, &range, &In(self, &project))).collect();
        let notice = Notice { checked: Arc::clone(&entry.shown), findings };
        analysis(Subject::Notice(Box::new(notice)), diagnostics, document)
    }

    /// What a survey said of the waivers in a configuration.
    fn needless(&self, path: &Path, document: &Snapshot, project: &Prepared) -> Vec<Diagnostic> {
        let Some(across) = self.across.get(path) else { return Vec::new() };
        let moved = Moved::between(&across.text, &document.text);
        let range = |place: &Place| document.positions(self.encoding).range(place.bytes);
        let of = |finding| of_finding(&finding, &document.uri, &range, &In(self, project));
        across.findings.iter().filter_map(|finding| moved.finding(finding)).map(of).collect()
    }

    /// Reads a notice with the one that its configuration names.
    fn lay(&mut self, path: &Path) {
        let Some(entry) = self.entry(path) else { return };
        let Some(with) = entry.project.layer(path).map(Path::to_owned) else { return };
        let project = Arc::clone(&entry.project);
        let parent = match self.entries.get(&with) {
            Some(parent) => Some(Arc::clone(&parent.own)),
            None => self.parent(&with, project),
        };
        let entry = match self.entries.get_mut(path) {
            Some(entry) => Some(entry),
            None => self.others.get_mut(path),
        };
        if let (Some(parent), Some(entry)) = (parent, entry) {
            entry.lay(&parent);
        }
    }

    fn entry(&self, path: &Path) -> Option<&Entry> {
        self.entries.get(path).or_else(|| self.others.get(path))
    }

    fn parent(&mut self, path: &Path, project: Arc<Prepared>) -> Option<Arc<Checked>> {
        let stamp = self.stamp(path)?;
        let known = self.parents.get(path).is_some_and(|entry| entry.is_current(&stamp, &project));
        if !known {
            let text = match self.open.get(&Key::of_path(path)) {
                Some(document) => Text::Open(document.clone()),
                None => Text::Disk,
            };
            self.parents.insert(path.to_owned(), Entry::check(path, text, project)?);
        }
        self.parents.get(path).map(|entry| Arc::clone(&entry.own))
    }

    /// The files of all folders that may be notices.
    fn list(&mut self) {
        let mut files = BTreeSet::new();
        for folder in self.projects.folders() {
            walk(folder, &mut Vec::new(), |file| {
                if is_notice(&file) {
                    files.insert(crate::config::absolute(&file));
                }
            });
        }
        files.retain(|file| self.projects.of(file).wants(file));
        self.too_many = files.len() > MOST_NOTICES;
        self.files = files.into_iter().take(MOST_NOTICES).collect();
    }
}

/// The file of a document, or the name that stands for it.
fn place_of(document: &Snapshot) -> PathBuf {
    document.path.clone().unwrap_or_else(|| PathBuf::from(super::uri::name(&document.uri)))
}

/// The notices of a project, for places in them.
struct In<'a>(&'a Workspace, &'a Prepared);

impl Elsewhere for In<'_> {
    fn locate(&self, place: &Place) -> Option<Location> {
        let path = crate::config::absolute(&self.1.root.join(&*place.path));
        let entry = self.0.entry(&path).or_else(|| self.0.parents.get(&path))?;
        Some(location(&path, entry.positions(self.0.encoding).of_place(place)))
    }
}
