//! What a run does, and what each of its steps needs: a file read, a notice checked, a problem told.

use super::changed::Changed;
use super::options::{Color, InputArgs};
use super::parent::{Parent, parent_of};
use super::problem::next;
use super::setup::Setup;
use super::stdin;
use super::trouble::{Errors, Trouble};
use notice_lint::check::{Checked, NoticeReport, Options, Severity, apply_layer, lint};
use notice_lint::report::Unchecked;
use notice_lint::source::{Source, SourceError};
use notice_lint::suppress::Acceptance;
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// What a run does.
pub struct Job<'a> {
    /// Rules, options, configuration.
    pub setup: &'a Setup,
    /// The arguments that name the files.
    pub input: &'a InputArgs,
    /// Whether notices are also checked against each other.
    pub across: bool,
    /// Nothing below this is reported.
    pub least: Severity,
    /// Files that the run writes: they are no notices.
    pub written: Vec<PathBuf>,
    /// Only what was touched is reported; the rest is read for comparison.
    pub changed: Option<Changed>,
    /// What comments, waivers and the baseline accept; `None` where findings do not matter.
    pub accepted: Option<&'a Acceptance<'a>>,
    /// Where errors are printed.
    pub errors: Errors,
}

impl<'a> Job<'a> {
    /// A job as the arguments say.
    pub fn new(setup: &'a Setup, input: &'a InputArgs, color: Color) -> Self {
        let (written, errors) = (Vec::new(), Errors::new(color));
        Self { setup, input, across: false, least: Severity::Info, written, changed: None, accepted: None, errors }
    }

    /// The notices that others of this run are read with.
    pub fn parents(&self) -> Result<Vec<Parent>, Trouble> {
        self.setup.parents(self.input.layer.as_deref())
    }

    /// Checks a notice, read together with its layer.
    pub fn check(&self, source: &Source, parents: &[Parent], options: &Options) -> Checked {
        let mut checked = lint(source, &self.setup.rules, options);
        if let Some(parent) = parent_of(parents, Path::new(&*source.path)) {
            apply_layer(&mut checked, &parent.checked, &self.setup.rules);
        }
        checked
    }

    /// The same, with the findings that people accept marked: by comments and waivers, not by the baseline, which only knows.
    pub fn check_accepted(&self, source: &Source, parents: &[Parent]) -> Checked {
        let mut checked = self.check(source, parents, &self.setup.options);
        if let Some(accepted) = self.accepted {
            accepted.notice(source, &mut checked);
        }
        checked
    }

    /// Reads a file, in the format that the arguments give it.
    pub fn read(&self, path: &Path) -> Result<Source, SourceError> {
        match self.setup.format_of(path) {
            None => Source::read(path),
            Some(format) => {
                let failed = |source| SourceError::Io { path: path.to_owned(), source };
                let bytes = std::fs::read(path).map_err(failed)?;
                Source::from_bytes(&path.to_string_lossy(), bytes, Some(format))
            }
        }
    }

    /// The report without what is below the least severity.
    pub fn reported<'r>(&self, report: &'r NoticeReport) -> Cow<'r, NoticeReport> {
        if report.findings.iter().all(|finding| finding.severity >= self.least) {
            return Cow::Borrowed(report);
        }
        let mut report = report.clone();
        report.findings.retain(|finding| finding.severity >= self.least);
        Cow::Owned(report)
    }

    pub fn standard_input(&self) -> Result<Source, Trouble> {
        let bytes = stdin::read()?;
        Source::from_bytes(self.stdin_name(), bytes, None).map_err(|error| stdin::trouble(&error.to_string()))
    }

    /// What standard input is called.
    pub fn stdin_name(&self) -> &str {
        self.input.stdin_filename.as_deref().unwrap_or("<stdin>")
    }

    /// Says that a file is not checked, and what to do about it.
    pub fn report(&self, problem: &Unchecked) {
        self.errors.line("error", &format!("{}: {}", problem.path, problem.message), Some(next(problem)));
    }

    /// Says what was left out around the main text of a page.
    #[allow(clippy::print_stderr)]
    pub fn tell_of(&self, checked: &Checked) {
        let left = checked.notes.left_out;
        if self.input.verbose && left.any() {
            let path = notice_lint::report::shown(&checked.report.path).to_string();
            eprintln!(
                "{path}: left out as menus, banners and footers: {} blocks before the notice, {} inside, {} after",
                left.before, left.between, left.after
            );
        }
    }

    #[allow(clippy::print_stderr)]
    pub fn tell(&self, files: usize) {
        if !self.input.verbose {
            return;
        }
        match &self.setup.project.path {
            Some(path) => eprintln!("configuration: {}", path.display()),
            None => eprintln!("configuration: none"),
        }
        let pack = &self.setup.rules.pack;
        let rules = self.setup.rules.rules.len();
        eprintln!("rules: {rules}, pack {} {}, law as at {}", pack.name, pack.version, pack.law_as_at);
        eprintln!("as of: {}", self.setup.options.as_of);
        eprintln!("files: {files}");
    }
}
