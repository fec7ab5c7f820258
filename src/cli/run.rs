//! Runs the engine over files and feeds a report; counts what decides the exit status.

use super::files::{Input, Selected, about_left, leave_written, select};
use super::job::Job;
use super::parent::{Parent, parent_of};
use super::problem::{internal, unchecked};
use super::progress::Progress;
use super::reporting::Reporting;
use super::trouble::Trouble;
use super::whole::Whole;
use notice_lint::check::{Checked, Collection, Options};
use notice_lint::config::Globs;
use notice_lint::fix::leave_unsound;
use notice_lint::guard::guarded;
use notice_lint::report::{Item, Sink, Summary, Unchecked};
use notice_lint::source::Source;
use notice_lint::suppress::{Account, BY_BASELINE};
use rayon::prelude::*;
use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Files that are in memory at once.
const CHUNK: usize = 256;

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

/// What a run has come to so far, beside its report.
struct Tally<'s> {
    /// Files that cannot be read and have not changed.
    left: Vec<Unchecked>,
    /// The notices that are compared with each other.
    set: Option<Collection<'s>>,
    progress: Progress,
}

impl Job<'_> {
    /// Checks all files, and reports each as soon as those before it are reported.
    pub fn drive<S: Sink>(&self, sink: &mut S, out: &mut dyn Write) -> Result<Summary, Trouble> {
        let project = &self.setup.project;
        let (include, exclude) = project.chosen()?;
        let parents = self.parents()?;
        let collections = project.collections()?;
        let Selected { mut inputs, unread, left: missed } = select(&self.input.paths, &include, &exclude)?;
        leave_written(&mut inputs, &self.input.paths, &self.written)?;
        let touched = self.touched(&inputs, &parents)?;
        let mut summary = Summary::default();
        if touched.as_ref().is_some_and(HashSet::is_empty) {
            summary.unchanged = std::mem::take(&mut inputs).len();
        }
        let stdin = if inputs.contains(&Input::Stdin) { Some(self.standard_input()?) } else { None };
        let (stdin, touched, least) = (stdin.as_ref(), touched.as_ref(), self.least);
        self.tell(inputs.len());
        if let Some((message, next)) = about_left(&missed).filter(|_| !self.input.quiet && touched.is_none()) {
            self.errors.line("note", &message, Some(next));
        }
        let run = self.setup.run();
        for message in unread {
            self.errors.line("error", &message, Some("the files in it are not checked"));
            summary.problems.push(Unchecked { path: String::new(), message });
        }
        let mut reporting = Reporting { sink, out, summary, least, touched, stdin };
        let mut tally = Tally {
            left: Vec::new(),
            set: self.across.then(|| Collection::new(&self.setup.rules, &self.setup.options)),
            progress: Progress::new(inputs.len(), self.input.quiet),
        };
        reporting.sink.start(&run, reporting.out)?;
        // Where no notice is read with another one or compared with others, findings are all that most formats ask for.
        let brief = Options { extent: reporting.sink.asks_for(), ..self.setup.options.clone() };
        let alone = self.across && parents.is_empty() && collections.is_empty();
        let only = inputs.len() == 1 && self.setup.options.organisation.details.is_empty();
        for chunk in inputs.chunks(CHUNK) {
            let survey = tally.set.as_ref().is_some_and(Collection::is_survey);
            let options = if alone && (survey || only) { &brief } else { &self.setup.options };
            let sink: &S = reporting.sink;
            let one = |input: &Input| self.one(input, stdin, &parents, options, touched, sink);
            let outcomes: Vec<_> =
                if chunk.len() == 1 { chunk.iter().map(one).collect() } else { chunk.par_iter().map(one).collect() };
            for outcome in outcomes {
                self.settle(outcome, &collections, &mut tally, &mut reporting)?;
            }
            tally.progress.advance(chunk.len());
        }
        tally.progress.finish();
        let Tally { mut left, set, .. } = tally;
        let survey = set.as_ref().is_some_and(Collection::is_survey);
        if let Some(set) = set {
            self.compare(set, &mut reporting)?;
        }
        if let Some(accepted) = self.accepted {
            left.extend(reporting.summary.problems.iter().cloned());
            let whole = Whole::new(project, &inputs, &left, (&include, &exclude), &collections, !survey);
            self.close(accepted, &whole, &mut reporting)?;
        }
        let Reporting { sink, out, summary, .. } = reporting;
        sink.finish(&run, &summary, out)?;
        out.flush()?;
        Ok(summary)
    }

    /// Reports a file that is done, counts it, and keeps what is compared with others.
    fn settle<S: Sink>(
        &self,
        outcome: Outcome<S::Part>,
        collections: &[(String, Globs)],
        tally: &mut Tally<'_>,
        reporting: &mut Reporting<'_, S>,
    ) -> Result<(), Trouble> {
        let progress = &tally.progress;
        let Reporting { sink, out, summary, .. } = reporting;
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
                tally.left.push(problem);
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
                    Some(part) => {
                        sink.accept(part, out).and_then(|()| if progress.visible() { out.flush() } else { Ok(()) })
                    }
                })?;
                if let Some(set) = &mut tally.set {
                    let path = PathBuf::from(&*checked.report.path);
                    let named = collections.iter().find(|(_, globs)| globs.matches(&path));
                    set.add(*checked, named.map(|(name, _)| name.as_str()));
                }
            }
        }
        Ok(())
    }

    /// Reports what notices that belong together do not agree on.
    fn compare<S: Sink>(&self, set: Collection<'_>, reporting: &mut Reporting<'_, S>) -> Result<(), Trouble> {
        if set.is_survey() && !self.input.quiet {
            let message = "these are too many notices to compare with each other by themselves";
            self.errors.line("note", message, Some("name collections in notice-lint.yaml to compare them"));
        }
        match guarded(|| set.finish()) {
            Ok(mut findings) => {
                if let Some(accepted) = self.accepted {
                    accepted.across(&mut findings);
                }
                reporting.leave_touched(&mut findings);
                reporting.across(findings, None)
            }
            Err(said) => {
                let problem = internal("the notices together", &said);
                self.report(&problem);
                reporting.summary.problems.push(problem);
                Ok(())
            }
        }
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
}
