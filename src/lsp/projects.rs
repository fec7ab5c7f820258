//! The configurations of the editor's folders: which file is checked with which.

use super::project::Prepared;
use crate::config::{FILE_NAME, find};
use crate::rules::{Day, RuleSet};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Folders, and the configurations in and above them.
#[derive(Debug)]
pub struct Projects {
    builtin: Arc<RuleSet>,
    folders: Vec<PathBuf>,
    /// Configurations by their path; those without one by the folder.
    projects: HashMap<PathBuf, Arc<Prepared>>,
    /// The project of each folder with notices.
    by_folder: HashMap<PathBuf, Arc<Prepared>>,
    /// What is wrong with configurations.
    troubles: BTreeMap<PathBuf, String>,
}

impl Projects {
    /// Without folders.
    pub fn new(builtin: Arc<RuleSet>) -> Self {
        let (projects, by_folder) = (HashMap::new(), HashMap::new());
        Self { builtin, folders: Vec::new(), projects, by_folder, troubles: BTreeMap::new() }
    }

    /// Other folders from now on.
    pub fn set_folders(&mut self, folders: Vec<PathBuf>) {
        self.folders = folders;
        self.by_folder.clear();
    }

    /// The folders.
    pub fn folders(&self) -> &[PathBuf] {
        &self.folders
    }

    /// What is wrong with configurations, in words.
    pub fn troubles(&self) -> Vec<String> {
        self.troubles.values().cloned().collect()
    }

    /// Whether one was read on another day, so that another law may count.
    pub fn are_of_another_day(&self, day: Day) -> bool {
        self.projects.values().any(|project| project.day != day)
    }

    /// What a file is checked with, if that was asked before.
    pub fn known(&self, path: &Path) -> Option<Arc<Prepared>> {
        self.by_folder.get(path.parent()?).cloned()
    }

    /// Reads configurations and rules anew when they are next asked for. One that can no longer be read stays as it was.
    pub fn reload(&mut self) {
        self.by_folder.clear();
        self.troubles.clear();
        for (place, before) in std::mem::take(&mut self.projects) {
            if place.file_name().is_some_and(|name| name == FILE_NAME) && place.is_file() {
                self.read(place, Some(before));
            }
        }
    }

    /// Reads a configuration; where it cannot be used, what it was `before` stays, or the rules built in are used.
    fn read(&mut self, config: PathBuf, before: Option<Arc<Prepared>>) -> Arc<Prepared> {
        let project = Prepared::read(&config, &self.builtin).map(Arc::new).unwrap_or_else(|trouble| {
            let (how, project) = match before {
                Some(before) => ("as it was before", before),
                None => (
                    "as if it were not there",
                    Arc::new(Prepared::plain(config.parent().unwrap_or(&config), &self.builtin)),
                ),
            };
            self.troubles.insert(config.clone(), format!("{trouble}. Until it is mended, notices are checked {how}."));
            project
        });
        self.projects.insert(config, Arc::clone(&project));
        project
    }

    /// What a file is checked with: as the nearest configuration says.
    pub fn of(&mut self, path: &Path) -> Arc<Prepared> {
        let folder = path.parent().unwrap_or(path);
        if let Some(project) = self.by_folder.get(folder) {
            return Arc::clone(project);
        }
        let project = match find(folder) {
            Some(config) => match self.projects.get(&config) {
                Some(project) => Arc::clone(project),
                None => self.read(config, None),
            },
            None => {
                let root = self.folders.iter().find(|root| path.starts_with(root)).cloned();
                self.plain(&root.unwrap_or_else(|| folder.to_owned()))
            }
        };
        self.by_folder.insert(folder.to_owned(), Arc::clone(&project));
        project
    }

    /// What is checked without a configuration; names are relative to `root`.
    pub fn plain(&mut self, root: &Path) -> Arc<Prepared> {
        let builtin = &self.builtin;
        Arc::clone(self.projects.entry(root.to_owned()).or_insert_with(|| Arc::new(Prepared::plain(root, builtin))))
    }
}
