//! Runs the engine over files and feeds a report; counts what decides the exit status.

use super::Status;
use super::args::{Color, FailOnArg, InputArgs, SeverityArg};
use super::changed::{Changed, concerns};
use super::files::{Input, Selected, about_left, leave_written, select};
use super::parent::{Parent, parent_of};
use super::progress::Progress;
use super::setup::Setup;
use super::trouble::{Errors, Trouble};
use super::whole::Whole;
use notice_lint::check::{Checked, Collection, Finding, NoticeReport, Options, Severity, apply_layer, lint};
use notice_lint::config::{FailOn, SeveritySetting};
use notice_lint::fix::leave_unsound;
use notice_lint::guard::guarded;
use notice_lint::report::{Item, Sink, Summary, Unchecked};
use notice_lint::source::{Source, SourceError};
use notice_lint::suppress::{Acceptance, Account, BY_BASELINE};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// Files that are in memory at once.
const CHUNK: usize = 256;
/// The most that is read from standard input.
const MOST_STDIN: u64 = 64 << 20;

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

/// One file, done.
enum Outcome<P> {
    /// Without a part it is only compared with others.
    Done {
        part: Option<P>,
        checked: Box<Checked>,
        counts: Box<Summary>,
        account: Option<Account>,
    },
    Failed(Unchecked),
    /// A file that has not changed cannot be read: no concern of this run.
    Left(Unchecked),
}

impl<'a> Job<'a> {
    /// A job as the arguments say.
    pub fn new(setup: &'a Setup, input: &'a InputArgs, color: Color) -> Self {
        let (written, errors) = (Vec::new(), Errors::new(color));
        Self { setup, input, across: false, least: Severity::Info, written, changed: None, accepted: None, errors }
    }

    /// Checks all files, and reports each as soon as those before it are reported.
    pub fn drive<S: Sink>(&self, sink: &mut S, out: &mut dyn Write) -> Result<Summary, Trouble> {
        let project = &self.setup.project;
        let (include, exclude) = project.chosen()?;
        let parents = self.parents()?;
        let collections = project.collections()?;
        let mut summary = Summary::default();
        let mut left = Vec::new();
        let Selected { mut inputs, unread, left: missed } = select(&self.input.paths, &include, &exclude)?;
        leave_written(&mut inputs, &self.input.paths, &self.written)?;
        let touched = self.touched(&inputs, &parents)?;
        if touched.as_ref().is_some_and(HashSet::is_empty) {
            summary.unchanged = std::mem::take(&mut inputs).len();
        }
        let stdin = if inputs.contains(&Input::Stdin) { Some(self.standard_input()?) } else { None };
        self.tell(inputs.len());
        if let Some((message, next)) = about_left(&missed).filter(|_| !self.input.quiet && touched.is_none()) {
            self.errors.line("note", &message, Some(next));
        }
        let run = self.setup.run();
        for message in unread {
            self.errors.line("error", &message, Some("the files in it are not checked"));
            summary.problems.push(Unchecked { path: String::new(), message });
        }
        let mut set = self.across.then(|| Collection::new(&self.setup.rules, &self.setup.options));
        let mut progress = Progress::new(inputs.len(), self.input.quiet);
        sink.start(&run, out)?;
        // Where no notice is read with another one or compared with others, findings are all that most formats ask for.
        let brief = Options { extent: sink.asks_for(), ..self.setup.options.clone() };
        let alone = self.across && parents.is_empty() && collections.is_empty();
        let only = inputs.len() == 1 && self.setup.options.organisation.details.is_empty();
        for chunk in inputs.chunks(CHUNK) {
            let survey = set.as_ref().is_some_and(Collection::is_survey);
            let options = if alone && (survey || only) { &brief } else { &self.setup.options };
            let one = |input: &Input| self.one(input, stdin.as_ref(), &parents, options, touched.as_ref(), sink);
            let outcomes: Vec<_> =
                if chunk.len() == 1 { chunk.iter().map(one).collect() } else { chunk.par_iter().map(one).collect() };
            for outcome in outcomes {
                match outcome {
                    Outcome::Failed(problem) => {
                        progress.aside(|| self.report(&problem));
                        summary.problems.push(problem);
                    }
                    Outcome::Left(problem) => {
                        progress.aside(|| {
                            let message = format!("{}: {}", problem.path, problem.message);
                            self.errors.line("note", &message, Some("it has not changed, and is left out"));
                        });
                        summary.unchanged += 1;
                        left.push(problem);
                    }
                    Outcome::Done { part, mut checked, counts, account } => {
                        self.tell_of(&checked);
                        summary.add(*counts);
                        if let (Some(accepted), Some(account)) = (self.accepted, account) {
                            accepted.settle(account);
                        }
                        // What people accepted is no shared defect. The baseline only knows it.
                        checked.report.findings.retain(|f| f.suppressed.as_ref().is_none_or(|s| s.by == BY_BASELINE));
                        progress.aside(|| match part {
                            None => Ok(()),
                            Some(part) => sink
                                .accept(part, out)
                                .and_then(|()| if progress.visible() { out.flush() } else { Ok(()) }),
                        })?;
                        if let Some(set) = &mut set {
                            let path = PathBuf::from(&*checked.report.path);
                            let named = collections.iter().find(|(_, globs)| globs.matches(&path));
                            set.add(*checked, named.map(|(name, _)| name.as_str()));
                        }
                    }
                }
            }
            progress.advance(chunk.len());
        }
        progress.finish();
        let survey = set.as_ref().is_some_and(Collection::is_survey);
        if let Some(set) = set {
            if survey && !self.input.quiet {
                let message = "these are too many notices to compare with each other by themselves";
                self.errors.line("note", message, Some("name collections in notice-lint.yaml to compare them"));
            }
            let findings = guarded(|| set.finish());
            match findings {
                Ok(mut findings) => {
                    if let Some(accepted) = self.accepted {
                        accepted.across(&mut findings);
                    }
                    findings.retain(|finding| touched.as_ref().is_none_or(|touched| concerns(finding, touched)));
                    self.across(findings, stdin.as_ref(), sink, &mut summary, out)?;
                }
                Err(said) => {
                    let problem = internal("the notices together", &said);
                    self.report(&problem);
                    summary.problems.push(problem);
                }
            }
        }
        if let Some(accepted) = self.accepted {
            left.extend(summary.problems.iter().cloned());
            let whole = Whole::new(project, &inputs, &left, (&include, &exclude), &collections, !survey);
            self.close(accepted, &whole, touched.as_ref(), stdin.as_ref(), sink, &mut summary, out)?;
        }
        sink.finish(&run, &summary, out)?;
        out.flush()?;
        Ok(summary)
    }

    /// The names of the notices that are reported, where not all are: those that were touched, and those that are read with a
    /// notice that was.
    fn touched(&self, inputs: &[Input], parents: &[Parent]) -> Result<Option<HashSet<String>>, Trouble> {
        let Some(changed) = &self.changed else { return Ok(None) };
        let mut touched = changed.among(inputs, self.stdin_name())?;
        for input in inputs {
            if let Input::File(path) = input
                && let Some(parent) = parent_of(parents, path)
                && changed.touches(&parent.path)?
            {
                touched.insert(path.to_string_lossy().into_owned());
            }
        }
        Ok(Some(touched))
    }

    fn one<S: Sink>(
        &self,
        input: &Input,
        stdin: Option<&Source>,
        parents: &[Parent],
        options: &Options,
        touched: Option<&HashSet<String>>,
        sink: &S,
    ) -> Outcome<S::Part> {
        let wanted = |path: &str| touched.is_none_or(|touched| touched.contains(path));
        let failed = |problem: Unchecked| {
            if wanted(&problem.path) { Outcome::Failed(problem) } else { Outcome::Left(problem) }
        };
        let read;
        let source = match (input, stdin) {
            (Input::Stdin, Some(source)) => source,
            (Input::Stdin, None) => {
                return Outcome::Failed(unchecked(Path::new("-"), "standard input was not read"));
            }
            (Input::File(path), _) => match guarded(|| self.read(path)) {
                Ok(Ok(source)) => {
                    read = source;
                    &read
                }
                Ok(Err(error)) => return failed(unchecked(path, &error.to_string())),
                Err(said) => return failed(internal(&path.display().to_string(), &said)),
            },
        };
        let work = || {
            let mut checked = self.check(source, parents, options);
            let account = self.accepted.map(|accepted| accepted.notice(source, &mut checked));
            if !wanted(&source.path) {
                let counts = Box::new(Summary { unchanged: 1, ..Summary::default() });
                return Outcome::Done { part: None, checked: Box::new(checked), counts, account };
            }
            let mut report = self.reported(&checked.report);
            let fixes = || report.findings.iter().any(|finding| !finding.fixes.is_empty());
            if sink.hands_on_edits() && fixes() {
                leave_unsound(source, &mut report.to_mut().findings);
            }
            let mut counts = Summary { notices: 1, ..Summary::default() };
            report.findings.iter().for_each(|finding| counts.count(finding));
            let part = Some(sink.prepare(Item::Notice { source, report: &report }));
            drop(report);
            Outcome::Done { part, checked: Box::new(checked), counts: Box::new(counts), account }
        };
        guarded(work).unwrap_or_else(|said| failed(internal(&source.path, &said)))
    }

    /// Checks a notice, read together with its layer.
    pub(super) fn check(&self, source: &Source, parents: &[Parent], options: &Options) -> Checked {
        let mut checked = lint(source, &self.setup.rules, options);
        if let Some(parent) = parent_of(parents, Path::new(&*source.path)) {
            apply_layer(&mut checked, &parent.checked, &self.setup.rules);
        }
        checked
    }

    /// The same, with the findings that people accept marked: by comments and waivers, not by the baseline, which only knows.
    pub(super) fn check_accepted(&self, source: &Source, parents: &[Parent]) -> Checked {
        let mut checked = self.check(source, parents, &self.setup.options);
        if let Some(accepted) = self.accepted {
            accepted.notice(source, &mut checked);
        }
        checked
    }

    /// Reads a file, in the format that the arguments give it.
    pub(super) fn read(&self, path: &Path) -> Result<Source, SourceError> {
        match self.setup.format_of(path) {
            None => Source::read(path),
            Some(format) => {
                let failed = |source| SourceError::Io { path: path.to_owned(), source };
                let bytes = std::fs::read(path).map_err(failed)?;
                Source::from_bytes(&path.to_string_lossy(), bytes, Some(format))
            }
        }
    }

    /// Findings across notices, file by file.
    pub(super) fn across<S: Sink>(
        &self,
        mut findings: Vec<Finding>,
        stdin: Option<&Source>,
        sink: &mut S,
        summary: &mut Summary,
        out: &mut dyn Write,
    ) -> Result<(), Trouble> {
        findings.retain(|finding| finding.severity >= self.least);
        findings.sort_by(|a, b| {
            (&a.place.path, a.place.line, a.place.column, &a.rule).cmp(&(
                &b.place.path,
                b.place.line,
                b.place.column,
                &b.rule,
            ))
        });
        for group in findings.chunk_by(|a, b| a.place.path == b.place.path) {
            group.iter().for_each(|finding| summary.count(finding));
            let path = group.first().map(|finding| finding.place.path.clone()).unwrap_or_default();
            let held = stdin.filter(|source| *source.path == *path);
            let read = if held.is_none() { Source::read(Path::new(&*path)).ok() } else { None };
            let part = sink.prepare(Item::Across { source: held.or(read.as_ref()), findings: group });
            sink.accept(part, out)?;
        }
        Ok(())
    }

    /// The report without what is below the least severity.
    fn reported<'r>(&self, report: &'r NoticeReport) -> Cow<'r, NoticeReport> {
        if report.findings.iter().all(|finding| finding.severity >= self.least) {
            return Cow::Borrowed(report);
        }
        let mut report = report.clone();
        report.findings.retain(|finding| finding.severity >= self.least);
        Cow::Owned(report)
    }

    fn standard_input(&self) -> Result<Source, Trouble> {
        let bytes = standard_input()?;
        Source::from_bytes(self.stdin_name(), bytes, None).map_err(|error| stdin_trouble(&error.to_string()))
    }

    /// What standard input is called.
    pub(super) fn stdin_name(&self) -> &str {
        self.input.stdin_filename.as_deref().unwrap_or("<stdin>")
    }

    pub(super) fn report(&self, problem: &Unchecked) {
        let next = if problem.message.starts_with(INTERNAL) { REPORT } else { NEXT };
        self.errors.line("error", &format!("{}: {}", problem.path, problem.message), Some(next));
    }

    /// Says what was left out around the main text of a page.
    #[allow(clippy::print_stderr)]
    fn tell_of(&self, checked: &Checked) {
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
    fn tell(&self, files: usize) {
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

/// All of standard input.
pub(super) fn standard_input() -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    let got = std::io::stdin().lock().take(MOST_STDIN + 1).read_to_end(&mut bytes);
    got.map_err(|error| stdin_trouble(&error.to_string()))?;
    if bytes.len() as u64 > MOST_STDIN {
        return Err(stdin_trouble("it is too long"));
    }
    Ok(bytes)
}

pub(super) fn stdin_trouble(why: &str) -> Trouble {
    Trouble::usage(format!("standard input: {why}"), "give a text of at most 64 MiB")
}

const INTERNAL: &str = "internal error";
pub(super) const REPORT: &str = "this is a bug of notice-lint; please report it with the file";
const NEXT: &str = "the other files are checked; save it as UTF-8 text, or leave it out with .notice-lintignore";

pub(super) fn internal(path: &str, said: &str) -> Unchecked {
    Unchecked { path: path.to_string(), message: format!("{INTERNAL}: {said}") }
}

pub(super) fn unchecked(path: &Path, message: &str) -> Unchecked {
    let path = path.to_string_lossy().into_owned();
    // Errors of reading name the file themselves.
    let message = message.strip_prefix(&format!("{path}: ")).unwrap_or(message).to_string();
    Unchecked { path, message }
}

/// The least severity that is reported.
pub fn least(argument: Option<SeverityArg>, setting: Option<SeveritySetting>) -> Severity {
    match (argument, setting) {
        (Some(SeverityArg::Error), _) | (None, Some(SeveritySetting::Error)) => Severity::Error,
        (Some(SeverityArg::Warning), _) | (None, Some(SeveritySetting::Warning)) => Severity::Warning,
        _ => Severity::Info,
    }
}

/// The least severity that fails the run; without one nothing does.
pub fn fails_at(argument: Option<FailOnArg>, setting: Option<FailOn>) -> Option<Severity> {
    match (argument, setting) {
        (Some(FailOnArg::Never), _) | (None, Some(FailOn::Never)) => None,
        (Some(FailOnArg::Info), _) | (None, Some(FailOn::Info)) => Some(Severity::Info),
        (Some(FailOnArg::Warning), _) | (None, Some(FailOn::Warning)) => Some(Severity::Warning),
        (Some(FailOnArg::Error), _) | (None, Some(FailOn::Error) | None) => Some(Severity::Error),
    }
}

/// How a run ended.
pub fn status(summary: &Summary, limit: Option<Severity>) -> Status {
    if !summary.problems.is_empty() {
        Status::Failed
    } else if summary.notices + summary.unchanged == 0 {
        Status::Nothing
    } else if limit.is_some_and(|limit| summary.reaches(limit)) {
        Status::Found
    } else {
        Status::Clean
    }
}
