//! `notice-lint baseline`.

use super::Status;
use super::baseline_args::{BaselineArgs, BaselineCommand, BaselineCreateArgs, BaselinePruneArgs, BaselineShowArgs};
use super::ending::status;
use super::job::Job;
use super::options::Color;
use super::setup::{Setup, near};
use super::terminal::{look, output};
use super::trouble::Trouble;
use notice_lint::check::Finding;
use notice_lint::config::{Project, find};
use notice_lint::report::{Item, Sink, clipped, shown};
use notice_lint::suppress::{Acceptance, BASELINE_NAME, Baseline, Entry};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// New entries that are listed one by one.
const MOST_LISTED: usize = 20;

/// Runs the command.
pub fn run(args: &BaselineArgs, color: Color) -> Result<Status, Trouble> {
    match &args.command {
        BaselineCommand::Create(args) => create(args, color),
        BaselineCommand::Show(args) => show(args, color),
        BaselineCommand::Prune(args) => prune(args, color),
    }
}

/// What the configuration and the baseline accept. A baseline that is named has to be there; the one beside the configuration is used
/// where it is (`look`).
pub fn accepted<'a>(setup: &'a Setup, named: Option<&Path>, look: bool) -> Result<Acceptance<'a>, Trouble> {
    let waivers = setup.project.waivers(&setup.rules)?;
    let beside = || beside(&setup.project).filter(|file| look && file.exists());
    let baseline = match named.map(Path::to_owned).or_else(beside) {
        Some(file) => Some(Baseline::read(&file)?),
        None => None,
    };
    Ok(Acceptance::new(&setup.rules, &setup.options, waivers, baseline))
}

/// The baseline's place beside the configuration, where there is one.
fn beside(project: &Project) -> Option<PathBuf> {
    project.path.as_ref().map(|_| near(project.root().join(BASELINE_NAME)))
}

fn place(project: &Project, named: Option<&Path>) -> PathBuf {
    named.map(Path::to_owned).or_else(|| beside(project)).unwrap_or_else(|| PathBuf::from(BASELINE_NAME))
}

/// Keeps all findings, and the notices that they may be in.
#[derive(Debug, Default)]
struct Kept {
    findings: Vec<Finding>,
    notices: BTreeSet<String>,
}

impl Sink for Kept {
    type Part = (Option<String>, Vec<Finding>);

    fn prepare(&self, item: Item<'_>) -> Self::Part {
        let notice = match item {
            Item::Notice { report, .. } => Some(report.path.to_string()),
            Item::Across { .. } => None,
        };
        (notice, item.findings().to_vec())
    }

    fn accept(&mut self, (notice, findings): Self::Part, _out: &mut dyn Write) -> io::Result<()> {
        self.notices.extend(notice);
        self.findings.extend(findings);
        Ok(())
    }
}

fn create(args: &BaselineCreateArgs, color: Color) -> Result<Status, Trouble> {
    let setup = Setup::new(&args.input, &args.rules)?;
    let file = place(&setup.project, args.baseline.as_deref());
    if file.exists() && !args.overwrite {
        let next = "`baseline prune` takes out what was mended; --overwrite accepts also what is new";
        return Err(Trouble::usage(format!("there is a baseline {} already", file.display()), next));
    }
    let waivers = setup.project.waivers(&setup.rules)?;
    let accepted = Acceptance::new(&setup.rules, &setup.options, waivers, None);
    let mut job = Job::new(&setup, &args.input, color);
    (job.across, job.accepted) = (true, Some(&accepted));
    let mut kept = Kept::default();
    let summary = job.drive(&mut kept, &mut io::sink())?;
    let old = if file.exists() { Baseline::read(&file).ok() } else { None };
    let mut baseline = Baseline::new(&file);
    let counted = kept.findings.iter().filter(|finding| finding.suppressed.is_none() && accepted.may_know(finding));
    let entries: Vec<Entry> = counted.map(|finding| baseline.entry(finding)).collect();
    baseline.add(entries);
    let found = baseline.clone();
    let checked: BTreeSet<String> = kept.notices.iter().map(|path| baseline.path_of(path)).collect();
    // What this run says nothing about stays.
    let other =
        |entry: &&Entry| baseline.is_there(entry) && (!checked.contains(&entry.path) || !accepted.runs(&entry.rule));
    let others: Vec<Entry> = old.iter().flat_map(|old| &old.entries).filter(other).cloned().collect();
    baseline.add(others);
    baseline.write()?;
    let out = &mut *output(look(color));
    let name = file.display().to_string();
    writeln!(out, "{} written: {}.", shown(&name), amount(&baseline))?;
    if let Some(old) = &old {
        let new = beyond(&found, old);
        let gone = beyond(old, &baseline);
        let count = |all: &[(&Entry, u32)]| all.iter().map(|(_, count)| *count as usize).sum::<usize>();
        writeln!(out, "{} not known before, {} gone.", count(&new), count(&gone))?;
        list(out, "new", &new)?;
    } else if args.baseline.is_none() && setup.project.path.is_none() {
        writeln!(out, "Without a notice-lint.yaml it has to be named: check --baseline {}", shown(&name))?;
    }
    out.flush()?;
    Ok(if summary.problems.is_empty() { Status::Clean } else { status(&summary, None) })
}

/// The entries of one baseline that another has not, or fewer of.
fn beyond<'b>(one: &'b Baseline, other: &Baseline) -> Vec<(&'b Entry, u32)> {
    let same = |a: &Entry, b: &Entry| (&a.path, &a.rule, &a.key) == (&b.path, &b.rule, &b.key);
    let of = |entry: &Entry| other.entries.iter().find(|known| same(entry, known)).map_or(0, |known| known.count);
    let all = one.entries.iter().map(|entry| (entry, entry.count.saturating_sub(of(entry))));
    all.filter(|(_, count)| *count > 0).collect()
}

fn list(out: &mut dyn Write, word: &str, entries: &[(&Entry, u32)]) -> io::Result<()> {
    for (entry, count) in entries.iter().take(MOST_LISTED) {
        writeln!(out, "  {word}: {}: {}", shown(&entry.path), line(entry, *count))?;
    }
    if entries.len() > MOST_LISTED {
        writeln!(out, "  and {} more", entries.len() - MOST_LISTED)?;
    }
    Ok(())
}

/// Rule, words and count of an entry.
fn line(entry: &Entry, count: u32) -> String {
    let quote = if entry.quote.is_empty() { String::new() } else { format!(" \"{}\"", clipped(&entry.quote, 60)) };
    let times = if count > 1 { format!(" ({count} times)") } else { String::new() };
    format!("{}{quote}{times}", shown(&entry.rule))
}

fn amount(baseline: &Baseline) -> String {
    let notices = baseline.entries.iter().map(|entry| &entry.path).collect::<BTreeSet<_>>().len();
    let s = |count: usize| if count == 1 { "" } else { "s" };
    format!("{} finding{} in {notices} notice{}", baseline.len(), s(baseline.len()), s(notices))
}

fn show(args: &BaselineShowArgs, color: Color) -> Result<Status, Trouble> {
    let project = match (&args.baseline, find(Path::new("."))) {
        (None, Some(path)) => Project::read(&near(path))?,
        _ => Project::default(),
    };
    let baseline = Baseline::read(&place(&project, args.baseline.as_deref()))?;
    let out = &mut *output(look(color));
    if args.json {
        out.write_all(baseline.text().as_bytes())?;
        out.flush()?;
        return Ok(Status::Clean);
    }
    for entries in baseline.entries.chunk_by(|a, b| a.path == b.path) {
        let Some(first) = entries.first() else { continue };
        let gone = if baseline.is_there(first) { "" } else { " (it is not there any more)" };
        writeln!(out, "{}{gone}", shown(&first.path))?;
        for entry in entries {
            writeln!(out, "  {}", line(entry, entry.count))?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{}: {}.", shown(&baseline.file.to_string_lossy()), amount(&baseline))?;
    out.flush()?;
    Ok(Status::Clean)
}

fn prune(args: &BaselinePruneArgs, color: Color) -> Result<Status, Trouble> {
    let setup = Setup::new(&args.input, &args.rules)?;
    let file = place(&setup.project, args.baseline.as_deref());
    let accepted = accepted(&setup, Some(&file), true)?;
    let mut job = Job::new(&setup, &args.input, color);
    (job.across, job.accepted) = (true, Some(&accepted));
    let summary = job.drive(&mut Kept::default(), &mut io::sink())?;
    let Some(mut baseline) = accepted.baseline().cloned() else { return Ok(Status::Clean) };
    let stale = accepted.stale();
    let before = baseline.clone();
    baseline.prune(&stale);
    let out = &mut *output(look(color));
    for one in &stale {
        if let Some(entry) = before.entries.get(one.entry) {
            writeln!(out, "  fixed: {}: {}", shown(&entry.path), line(entry, one.count))?;
        }
    }
    let gone = before.len() - baseline.len();
    let name = shown(&file.to_string_lossy()).into_owned();
    if gone == 0 {
        writeln!(out, "{name}: nothing to take out; {} stay.", amount(&baseline))?;
    } else if args.dry_run {
        writeln!(out, "{name}: {gone} would be taken out; {} would stay.", amount(&baseline))?;
    } else {
        baseline.write()?;
        writeln!(out, "{name}: {gone} taken out; {} stay.", amount(&baseline))?;
    }
    out.flush()?;
    Ok(if summary.problems.is_empty() { Status::Clean } else { status(&summary, None) })
}
