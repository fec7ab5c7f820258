//! The notices of the editor's folders, each checked once for each state that it is in, and compared with each other.

use super::analysis::{Analysis, Notice, Subject};
use super::diagnostics::{Elsewhere, location, of_finding};
use super::documents::Snapshot;
use super::entry::{Entry, Stamp, Text};
use super::moved::Moved;
use super::positions::Encoding;
use super::project::Prepared;
use super::projects::Projects;
use super::survey::{Across, Reported, Survey};
use super::uri::Key;
use super::{rule_files, settings};
use crate::check::{Checked, Place};
use crate::config::notices::{is_notice, walk};
use crate::config::{FILE_NAME, today};
use crate::rules::RuleSet;
use gen_lsp_types::{Diagnostic, Location};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The most notices of the folders that are kept and compared.
pub const MOST_NOTICES: usize = 2000;
/// Notices that are checked between two looks at what was edited.
const SLICE: usize = 16;

/// Folders, configurations, notices.
#[derive(Debug)]
pub struct Workspace {
    pub(super) encoding: Encoding,
    pub(super) projects: Projects,
    pub(super) open: BTreeMap<Key, Snapshot>,
    pub(super) files: BTreeSet<PathBuf>,
    pub(super) entries: BTreeMap<PathBuf, Entry>,
    /// Open documents that are not among the files.
    pub(super) others: HashMap<PathBuf, Entry>,
    /// Notices that others are read with.
    pub(super) parents: HashMap<PathBuf, Entry>,
    pub(super) across: HashMap<PathBuf, Across>,
    /// What was last said of files that are not open.
    pub(super) reports: HashMap<PathBuf, Reported>,
    pub(super) backlog: Option<Vec<PathBuf>>,
    pub(super) too_many: bool,
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
            reports: HashMap::new(),
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

    /// Checks one document, from what is kept of it where it has not changed.
    pub(super) fn analyse(&mut self, document: Snapshot) -> Arc<Analysis> {
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
    pub(super) fn lay(&mut self, path: &Path) {
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
pub(super) struct In<'a>(pub(super) &'a Workspace, pub(super) &'a Prepared);

impl Elsewhere for In<'_> {
    fn locate(&self, place: &Place) -> Option<Location> {
        let path = crate::config::absolute(&self.1.root.join(&*place.path));
        let entry = self.0.entry(&path).or_else(|| self.0.parents.get(&path))?;
        Some(location(&path, entry.positions(self.0.encoding).of_place(place)))
    }
}
