//! The notice that others are read with.

use super::problem::{REPORT, internal};
use super::setup::Setup;
use super::trouble::Trouble;
use notice_lint::check::{Checked, lint};
use notice_lint::config::Globs;
use notice_lint::guard::guarded;
use notice_lint::source::Source;
use std::path::{Path, PathBuf};

/// A notice that others are read with, checked.
pub struct Parent {
    /// Which notices are read with it; all of them without.
    notices: Option<Globs>,
    /// Its file.
    pub path: PathBuf,
    /// What it gives.
    pub checked: Checked,
}

impl Setup {
    /// The notices that others of a run are read with; `layer` is the one that the arguments name.
    pub fn parents(&self, layer: Option<&Path>) -> Result<Vec<Parent>, Trouble> {
        let read = |path: &Path| -> Result<Checked, Trouble> {
            let source = Source::read(path).map_err(|error| {
                let next = "the notices cannot be read together with it";
                Trouble::usage(error.to_string(), next)
            })?;
            guarded(|| lint(&source, &self.rules, &self.options))
                .map_err(|said| Trouble::usage(internal(&path.display().to_string(), &said).message, REPORT))
        };
        if let Some(path) = layer {
            return Ok(vec![Parent { notices: None, path: path.to_owned(), checked: read(path)? }]);
        }
        let layers = self.project.layers()?.into_iter();
        layers
            .map(|layer| Ok(Parent { notices: Some(layer.notices), checked: read(&layer.with)?, path: layer.with }))
            .collect()
    }
}

/// The notice that the one at this path is read with.
pub fn parent_of<'p>(parents: &'p [Parent], path: &Path) -> Option<&'p Parent> {
    let same = |other: &Path| {
        std::fs::canonicalize(path).ok().is_some_and(|own| std::fs::canonicalize(other).ok() == Some(own))
    };
    parents.iter().find(|parent| parent.notices.as_ref().is_none_or(|globs| globs.matches(path)) && !same(&parent.path))
}
