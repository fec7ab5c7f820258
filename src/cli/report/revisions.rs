//! Two revisions of a git repository, each checked as it was: its notices, its configuration, its waivers.
//!
//! The files are written to a temporary folder with an index of its own (`read-tree`, `checkout-index`), so that neither
//! the work tree nor the index of the repository is touched and no hook runs. Links are written as plain files.

use super::{ReportArgs, gather};
use crate::cli::Status;
use crate::cli::options::Color;
use crate::cli::trouble::Trouble;
use notice_lint::report::change::Taken;
use notice_lint::report::estate;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Checks the notices of two revisions with the same rules and under the law of the same day.
pub fn both(args: &ReportArgs, old: &str, new: &str, color: Color) -> Result<(Taken, Taken), Trouble> {
    if args.input.paths.iter().any(|path| path == Path::new("-")) {
        return Err(Trouble::usage("standard input has no revisions", "name files or folders of the repository"));
    }
    let here = std::env::current_dir().map_err(|error| Trouble::usage(error.to_string(), "go to another folder"))?;
    let repository = Repository::find(&here)?;
    let result = repository.run(args, old, color).and_then(|old| Ok((old, repository.run(args, new, color)?)));
    // Whatever came of it: the process stands where it stood.
    let back = std::env::set_current_dir(&here);
    let result = result?;
    back.map_err(|error| Trouble::usage(error.to_string(), "go to another folder"))?;
    Ok(result)
}

struct Repository {
    here: PathBuf,
    /// The current folder below the top of the work tree.
    prefix: String,
    top: PathBuf,
}

impl Repository {
    fn find(here: &Path) -> Result<Self, Trouble> {
        let next = "run it inside a git repository, or give two files in JSON";
        let top = git(here, &["rev-parse", "--show-toplevel"], None).map_err(|why| Trouble::usage(why, next))?;
        let prefix = git(here, &["rev-parse", "--show-prefix"], None).map_err(|why| Trouble::usage(why, next))?;
        Ok(Self { here: here.to_path_buf(), prefix, top: PathBuf::from(top) })
    }

    /// Checks the notices of one revision.
    fn run(&self, args: &ReportArgs, revision: &str, color: Color) -> Result<Taken, Trouble> {
        let wrong = |why: String| Trouble::usage(format!("{revision}: {why}"), "`git log --oneline` lists revisions");
        let full = format!("{revision}^{{commit}}");
        let commit = git(&self.here, &["rev-parse", "--verify", "--quiet", "--end-of-options", &full], None)
            .map_err(|_| wrong("neither a file nor a revision of this repository".to_string()))?;
        // Readable by its owner only; it goes when it is let go.
        let folder =
            tempfile::Builder::new().prefix("notice-lint-").tempdir().map_err(|error| wrong(error.to_string()))?;
        let index = folder.path().join("index");
        let tree = folder.path().join("tree");
        std::fs::create_dir_all(tree.join(&self.prefix)).map_err(|error| wrong(error.to_string()))?;
        git(&self.top, &["read-tree", &commit], Some(&index)).map_err(wrong)?;
        let target = format!("--prefix={}/", tree.display());
        git(&self.top, &["-c", "core.symlinks=false", "checkout-index", "--all", "--quiet", &target], Some(&index))
            .map_err(wrong)?;
        std::env::set_current_dir(tree.join(&self.prefix)).map_err(|error| wrong(error.to_string()))?;
        let checked = self.check(args, &tree, color);
        // The folder cannot go while the process stands in it, on some systems.
        let back = std::env::set_current_dir(&self.here);
        let (found, status) = checked?;
        back.map_err(|error| wrong(error.to_string()))?;
        match found {
            Some(found) if status != Status::Nothing => {
                Taken::read(revision, &estate::json(&found)).map_err(|error| wrong(error.to_string()))
            }
            _ => Err(Trouble::Nothing(format!("there is no notice in {revision}"))),
        }
    }

    fn check(&self, args: &ReportArgs, tree: &Path, color: Color) -> Result<(Option<estate::Estate>, Status), Trouble> {
        let mut moved = args.clone();
        if moved.input.paths.is_empty() {
            moved.input.paths.push(PathBuf::from("."));
        }
        // What lies in the repository is that of the revision; what the caller adds from elsewhere is the caller's.
        for path in moved.input.paths.iter_mut().chain(&mut moved.input.layer) {
            *path = self.relative(path)?;
        }
        // A configuration is that of the revision; what lies above the temporary folder is nobody's.
        let first = moved.input.paths.first().map_or(Path::new("."), PathBuf::as_path);
        let found = notice_lint::config::find(first).and_then(|path| path.canonicalize().ok());
        if found.is_some_and(|path| !tree.canonicalize().is_ok_and(|tree| path.starts_with(tree))) {
            moved.input.isolated = moved.input.config.is_none();
        }
        moved.baseline = moved.baseline.map(|path| self.here.join(path));
        moved.input.config = moved.input.config.map(|path| self.here.join(path));
        moved.rules.rules.iter_mut().for_each(|path| *path = self.here.join(&*path));
        moved.rules.pack = moved.rules.pack.map(|path| self.here.join(path));
        gather(&moved, color)
    }

    /// A path of the revision: relative to the folder that stands for the current one.
    fn relative(&self, path: &Path) -> Result<PathBuf, Trouble> {
        if path.is_relative() {
            return Ok(path.to_path_buf());
        }
        path.strip_prefix(&self.here).map(Path::to_path_buf).map_err(|_| {
            let message = format!("{} lies outside the current folder", path.display());
            Trouble::usage(message, "give paths relative to a folder of the repository")
        })
    }
}

/// What git prints, or what it says is wrong.
fn git(folder: &Path, arguments: &[&str], index: Option<&Path>) -> Result<String, String> {
    let mut command = Command::new("git");
    // No monitor of a repository is started, and nothing is written but the index that is named.
    command.args(["-c", "core.fsmonitor=false"]).args(arguments);
    command.current_dir(folder).env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
    if let Some(index) = index {
        command.env("GIT_INDEX_FILE", index);
    }
    let output = command.output().map_err(|error| format!("git cannot be run: {error}"))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end_matches(['\r', '\n']).to_string();
    if output.status.success() {
        Ok(text(&output.stdout))
    } else {
        let said = text(&output.stderr);
        Err(said.lines().next().unwrap_or("git failed").to_string())
    }
}
