//! Whether a run saw all that it takes to call a suppression needless.

use super::files::{Input, select};
use super::job::Job;
use super::reporting::Reporting;
use super::trouble::Trouble;
use notice_lint::config::{Globs, Project, absolute};
use notice_lint::report::{BaselineCounts, Sink, Unchecked, shown};
use notice_lint::source::Source;
use notice_lint::suppress::{Acceptance, BY_BASELINE, Coverage, Waiver};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What a run was over.
#[derive(Debug)]
pub struct Whole<'a> {
    project: &'a Project,
    inputs: &'a [Input],
    problems: &'a [Unchecked],
    chosen: (&'a Globs, &'a Globs),
    collections: &'a [(String, Globs)],
    compared: bool,
}

impl<'a> Whole<'a> {
    /// A run over `inputs`, of which those in `problems` could not be read. `chosen` are the globs that include and exclude files;
    /// `compared` tells whether notices were compared with each other.
    pub fn new(
        project: &'a Project,
        inputs: &'a [Input],
        problems: &'a [Unchecked],
        chosen: (&'a Globs, &'a Globs),
        collections: &'a [(String, Globs)],
        compared: bool,
    ) -> Self {
        Self { project, inputs, problems, chosen, collections, compared }
    }

    /// Whether the notices that this one is compared with were all checked: those of its collection, else those of its folder.
    pub fn has_collection_of(&self, path: &str) -> bool {
        let path = Path::new(path);
        let named = self.collections.iter().find(|(_, globs)| globs.matches(path));
        self.compared
            && match named {
                Some((_, globs)) => self.has(self.project.root(), |file| globs.matches(file)),
                None => self.has(absolute(path).parent().unwrap_or(Path::new("/")), |_| true),
            }
    }

    /// Whether all notices that a waiver means were checked.
    pub fn has_waived(&self, waiver: &Waiver) -> bool {
        let checked = self.checked();
        // A file that is named counts, whatever its name; of those that a pattern means, the notices.
        let named = waiver.paths.iter().map(|path| absolute(&waiver.root.join(path))).filter(|path| path.is_file());
        named.into_iter().all(|file| checked.contains(&file))
            && self.has(&waiver.root, |file| waiver.notices.matches(file))
    }

    fn has(&self, folder: &Path, meant: impl Fn(&Path) -> bool) -> bool {
        let checked = self.checked();
        let (include, exclude) = self.chosen;
        // An error says that there is none.
        let there = select(&[folder.to_owned()], include, exclude).map(|selected| selected.inputs).unwrap_or_default();
        there.iter().all(|input| match input {
            Input::File(file) => !meant(file) || checked.contains(&absolute(file)),
            Input::Stdin => true,
        })
    }

    fn checked(&self) -> BTreeSet<PathBuf> {
        let unread: BTreeSet<PathBuf> = self.problems.iter().map(|one| absolute(Path::new(&one.path))).collect();
        let files = self.inputs.iter().filter_map(|input| match input {
            Input::File(file) => Some(absolute(file)),
            Input::Stdin => None,
        });
        files.filter(|file| !unread.contains(file)).collect()
    }
}

impl Job<'_> {
    /// Reports suppressions that were needless, and counts what the baseline knows.
    pub(super) fn close<S: Sink>(
        &self,
        accepted: &Acceptance<'_>,
        whole: &Whole<'_>,
        reporting: &mut Reporting<'_, S>,
    ) -> Result<(), Trouble> {
        let mut closing = accepted.close(&Coverage {
            collection_of: &|path| whole.has_collection_of(path),
            waived: &|waiver| whole.has_waived(waiver),
        });
        reporting.leave_touched(&mut closing.comments);
        reporting.across(closing.comments, None)?;
        let path = self.setup.project.path.as_deref().unwrap_or(Path::new(""));
        let settings = Source::from_text(path.to_string_lossy(), self.setup.project.text());
        reporting.across(closing.waivers, Some(&settings))?;
        let summary = &mut reporting.summary;
        summary.baseline = accepted.baseline().map(|baseline| BaselineCounts {
            path: shown(&baseline.file.to_string_lossy()).into_owned(),
            known: summary.suppressed_by.get(BY_BASELINE).copied().unwrap_or_default(),
            new: summary.findings,
            fixed: closing.stale.iter().map(|stale| stale.count as usize).sum(),
        });
        Ok(())
    }
}
