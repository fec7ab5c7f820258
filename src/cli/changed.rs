//! `--changed-since`: which notices were touched since a revision, as git tells it.

use super::files::Input;
use super::trouble::Trouble;
use notice_lint::check::Finding;
use notice_lint::report::shown;
use std::collections::HashSet;
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The files of a repository that differ from a revision. What git does not keep counts as changed: nobody can say that it
/// has not.
#[derive(Debug)]
pub struct Changed {
    top: PathBuf,
    changed: HashSet<PathBuf>,
    kept: HashSet<PathBuf>,
}

/// Asks git in one folder.
struct Git<'a> {
    folder: &'a Path,
}

impl Changed {
    /// Compares the files as they are with the point where the work left a revision; `start` is a path in the repository.
    pub fn since(revision: &str, start: &Path) -> Result<Self, Trouble> {
        let folder = match start.parent() {
            _ if start == Path::new("-") || std::env::var_os("GIT_DIR").is_some() => Path::new("."),
            _ if start.is_dir() => start,
            Some(parent) if parent.is_dir() && !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let git = Git { folder };
        let top = git.top()?;
        let git = Git { folder: &top };
        let base = git.base(revision)?;
        let mut changed = git.paths(&["diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", &base, "--"])?;
        // What is in the index counts as well, even where the file was changed back.
        changed.extend(git.paths(&[
            "diff",
            "--cached",
            "--name-only",
            "-z",
            "--no-renames",
            "--no-ext-diff",
            &base,
            "--",
        ])?);
        let kept = git.paths(&["ls-files", "-z"])?;
        let top = std::fs::canonicalize(&top).unwrap_or(top);
        Ok(Self { top, changed, kept })
    }

    /// Whether a file was touched. It must lie in the repository.
    pub fn touches(&self, path: &Path) -> Result<bool, Trouble> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let named = std::fs::canonicalize(folder).unwrap_or_default().join(path.file_name().unwrap_or_default());
        // Where the name is a link, what it points to may have changed.
        let places = [Some(named), std::fs::canonicalize(path).ok()];
        let inside: Vec<&Path> =
            places.iter().flatten().filter_map(|place| place.strip_prefix(&self.top).ok()).collect();
        if inside.is_empty() {
            let message = format!("{} is not in the git repository {}", path.display(), self.top.display());
            return Err(Trouble::usage(message, "check it in a run of its own, without --changed-since"));
        }
        Ok(inside.iter().any(|place| self.changed.contains(*place))
            || !inside.iter().any(|place| self.kept.contains(*place)))
    }

    /// The inputs that were touched, by the names under which they are reported. Standard input is always new.
    pub fn among(&self, inputs: &[Input], stdin: &str) -> Result<HashSet<String>, Trouble> {
        let mut touched = HashSet::new();
        for input in inputs {
            match input {
                Input::Stdin => drop(touched.insert(stdin.to_owned())),
                Input::File(path) if self.touches(path)? => drop(touched.insert(path.to_string_lossy().into_owned())),
                Input::File(_) => {}
            }
        }
        Ok(touched)
    }
}

/// Whether a finding has to do with one of these notices.
pub fn concerns(finding: &Finding, touched: &HashSet<String>) -> bool {
    let others = finding.related.iter().chain(&finding.because).map(|related| &related.place);
    std::iter::once(&finding.place).chain(others).any(|place| touched.contains(&*place.path))
}

impl Git<'_> {
    fn run(&self, arguments: &[&str]) -> Result<Output, Trouble> {
        let mut command = Command::new("git");
        // Nothing that a repository configures is started, and nothing is written.
        command.args(["-c", "core.fsmonitor=false"]).args(arguments);
        command.current_dir(self.folder).env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
        command.output().map_err(|error| {
            if error.kind() == ErrorKind::NotFound {
                let next = "install git, or leave out --changed-since to check all notices";
                Trouble::usage("--changed-since asks git what has changed, and git is not installed here", next)
            } else {
                Trouble::usage(
                    format!("git cannot be started: {error}"),
                    "leave out --changed-since to check all notices",
                )
            }
        })
    }

    fn top(&self) -> Result<PathBuf, Trouble> {
        let output = self.run(&["rev-parse", "--show-toplevel"])?;
        if output.status.success() {
            return Ok(path(output.stdout.trim_ascii_end()));
        }
        let folder = if self.folder == Path::new(".") { Path::new("the current folder") } else { self.folder };
        let folder = folder.display();
        let message = if said(&output).contains("not a git repository") {
            format!("{folder} is not in a git repository, so nothing tells what has changed there")
        } else {
            format!("git does not answer for {folder}: {}", said(&output))
        };
        Err(Trouble::usage(message, "leave out --changed-since to check all notices"))
    }

    /// The commit from which the work went on: the last that it has in common with the revision.
    fn base(&self, revision: &str) -> Result<String, Trouble> {
        let named = format!("{revision}^{{commit}}");
        let known = self.run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &named])?;
        let commit = String::from_utf8_lossy(known.stdout.trim_ascii_end()).into_owned();
        if !known.status.success() || commit.is_empty() || revision.is_empty() {
            return Err(Trouble::usage(format!("git knows no revision `{revision}` here"), self.advice(revision)?));
        }
        let base = self.run(&["merge-base", &commit, "HEAD"])?;
        let common = String::from_utf8_lossy(base.stdout.trim_ascii_end()).into_owned();
        if base.status.success() && !common.is_empty() {
            return Ok(common);
        }
        let message = format!("`{revision}` and what is checked out have no history in common here");
        let next = if self.is_shallow()? { SHALLOW } else { "name a revision that this work started from" };
        Err(Trouble::usage(message, next))
    }

    fn advice(&self, revision: &str) -> Result<String, Trouble> {
        let remote = format!("origin/{revision}");
        let named = format!("{remote}^{{commit}}");
        if self.run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &named])?.status.success() {
            return Ok(format!("did you mean {remote}?"));
        }
        if self.is_shallow()? {
            return Ok(SHALLOW.to_owned());
        }
        if !self.run(&["rev-parse", "--verify", "--quiet", "HEAD"])?.status.success() {
            return Ok("nothing was committed in this repository yet; leave out --changed-since".to_owned());
        }
        Ok("name a branch, a tag or a commit to compare with, such as main or HEAD~1; `git branch --all` lists the branches"
            .to_owned())
    }

    fn is_shallow(&self) -> Result<bool, Trouble> {
        Ok(self.run(&["rev-parse", "--is-shallow-repository"])?.stdout.trim_ascii_end() == b"true")
    }

    /// The paths that a command lists, from the top of the repository.
    fn paths(&self, arguments: &[&str]) -> Result<HashSet<PathBuf>, Trouble> {
        let output = self.run(arguments)?;
        if !output.status.success() {
            let message = format!("git cannot list the files: {}", said(&output));
            return Err(Trouble::usage(message, "leave out --changed-since to check all notices"));
        }
        Ok(output.stdout.split(|byte| *byte == 0).filter(|name| !name.is_empty()).map(path).collect())
    }
}

const SHALLOW: &str = "only the last part of the history is here; fetch all of it (GitHub: `fetch-depth: 0` of checkout; GitLab: \
    `GIT_DEPTH: 0`; else `git fetch --unshallow`)";

/// What git says of its trouble, in one line.
fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    shown(text.lines().find(|line| !line.trim().is_empty()).unwrap_or("no reason")).into_owned()
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(OsStr::new(&*String::from_utf8_lossy(bytes)))
}
