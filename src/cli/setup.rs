//! From arguments and configuration to rules and options.

use super::options::{InputArgs, RuleArgs};
use super::trouble::Trouble;
use notice_lint::check::Options;
use notice_lint::config::{Globs, Project, find, pack_files, today, unknown_rule};
use notice_lint::docs::Shelf;
use notice_lint::embedded;
use notice_lint::report::Run;
use notice_lint::rules::{Pack, Problem, RuleSet};
use notice_lint::source::Format;
use std::path::{Path, PathBuf};

/// What a run needs beside its files.
#[derive(Debug)]
pub struct Setup {
    /// The rules.
    pub rules: RuleSet,
    /// The options of the check.
    pub options: Options,
    /// The configuration; empty without one.
    pub project: Project,
    /// Formats that the arguments give to files.
    pub formats: Vec<(Globs, Format)>,
    /// Folders of rules beside or in place of those built in.
    packs: (Vec<PathBuf>, Option<PathBuf>),
}

impl Setup {
    /// Reads configuration and rules.
    pub fn new(input: &InputArgs, rules: &RuleArgs) -> Result<Self, Trouble> {
        let project = project(input)?;
        let mut dirs = project.packs();
        dirs.extend(rules.rules.iter().cloned());
        let rule_set = load(&dirs, rules.pack.as_deref())?;
        let mut options = Options::at(today());
        options.force = input.force;
        project.apply(&rule_set, &mut options)?;
        if let Some(day) = &input.as_of {
            let next = "write year, month and day: --as-of 2026-11-21";
            options.as_of = day.parse().map_err(|_| Trouble::usage(format!("`{day}` is not a date"), next))?;
        }
        known(&rules.select, "--select", &rule_set)?;
        known(&rules.ignore, "--ignore", &rule_set)?;
        if !rules.select.is_empty() {
            options.select = rules.select.clone();
        }
        options.ignore.extend(rules.ignore.iter().cloned());
        let formats = formats(&input.format_of)?;
        Ok(Self { rules: rule_set, options, project, formats, packs: (dirs, rules.pack.clone()) })
    }

    /// The rules built in, without any configuration.
    pub fn plain() -> Result<Self, Trouble> {
        let rules = load(&[], None)?;
        Ok(Self {
            rules,
            options: Options::at(today()),
            project: Project::default(),
            formats: Vec::new(),
            packs: Default::default(),
        })
    }

    /// The files of the rules, for reports that explain them.
    pub fn shelf(&self) -> Result<Shelf, Trouble> {
        Ok(Shelf::new(pack_files(&self.packs.0, self.packs.1.as_deref())?))
    }

    /// The format that the arguments give to a file.
    pub fn format_of(&self, path: &Path) -> Option<Format> {
        self.formats.iter().find(|(globs, _)| globs.matches(path)).map(|(_, format)| *format)
    }

    /// What reports say about the run.
    pub fn run(&self) -> Run {
        Run { pack: self.rules.pack.clone(), as_of: self.options.as_of }
    }
}

/// What `--format-of` says.
fn formats(arguments: &[String]) -> Result<Vec<(Globs, Format)>, Trouble> {
    let next = "write a pattern and a format, as in --format-of 'legal/*.inc=html'";
    let one = |argument: &String| {
        let wrong = |why: String| Trouble::usage(format!("--format-of {argument}: {why}"), next);
        let (glob, name) = argument.rsplit_once('=').ok_or_else(|| wrong("there is no `=`".into()))?;
        let format = Format::named(name).ok_or_else(|| wrong(format!("no format is called `{name}`")))?;
        let globs = Globs::new(Path::new("."), [glob]).map_err(|(_, why)| wrong(why))?;
        Ok((globs, format))
    };
    arguments.iter().map(one).collect()
}

/// The rules of the given folders, with or in place of those built in.
pub fn load(dirs: &[PathBuf], pack: Option<&Path>) -> Result<RuleSet, Trouble> {
    Ok(notice_lint::config::load(dirs, pack)?)
}

/// The files of the rules, and what is wrong with them.
pub fn read_pack(dirs: &[PathBuf], pack: Option<&Path>) -> Result<(Pack, Vec<Problem>), Trouble> {
    Ok(notice_lint::config::read_pack(dirs, pack)?)
}

fn project(input: &InputArgs) -> Result<Project, Trouble> {
    if input.isolated {
        return Ok(Project::default());
    }
    if let Some(path) = &input.config {
        return Ok(Project::read(path)?);
    }
    let first = input.paths.iter().find(|path| *path != Path::new("-"));
    let start = first.map_or(PathBuf::from("."), |path| path.clone());
    match find(&start) {
        Some(path) => Ok(Project::read(&near(path))?),
        None => Ok(Project::default()),
    }
}

/// Relative to the current folder where it lies below.
pub fn near(path: PathBuf) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).map(Path::to_path_buf).unwrap_or(path)
}

/// Whether names of an option mean something.
pub fn known(names: &[String], option: &str, rules: &RuleSet) -> Result<(), Trouble> {
    for name in names {
        if let Some(help) = unknown_rule(name, rules, true) {
            return Err(Trouble::usage(format!("{option}: no rule, group or provision is called `{name}`"), help));
        }
    }
    Ok(())
}

/// What `--version` prints.
pub fn version() -> String {
    let number = env!("CARGO_PKG_VERSION");
    match embedded::rule_set() {
        Ok(RuleSet { pack, .. }) => {
            format!("{number} (pack {} {}, law as at {})", pack.name, pack.version, pack.law_as_at)
        }
        Err(_) => number.to_string(),
    }
}
