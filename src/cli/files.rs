//! Which files are meant: paths, folders, globs, standard input.

use super::trouble::Trouble;
use notice_lint::config::notices::{is_notice, is_page, is_readable, tidy, walk};
use notice_lint::config::{Globs, nearest};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

/// The files that the arguments mean.
#[derive(Debug, Clone, Default)]
pub struct Selected {
    /// In order, each once.
    pub inputs: Vec<Input>,
    /// Folders that could not be read, in words.
    pub unread: Vec<String>,
    /// Templates beside a notice that are left out, because nothing in their names says that they are one.
    pub left: Vec<PathBuf>,
}

/// The files that the arguments mean, and those that somebody may miss among them.
pub fn select(paths: &[PathBuf], include: &Globs, exclude: &Globs) -> Result<Selected, Trouble> {
    let mut found = BTreeSet::new();
    let mut stdin = false;
    let mut unread = Vec::new();
    let mut left = BTreeSet::new();
    let wanted = |path: &Path| match (exclude.matches(path), include.is_empty()) {
        (true, _) => false,
        (_, true) => is_notice(path),
        _ => include.matches(path) && is_notice(path) || include.names(path) && is_readable(path),
    };
    for path in paths {
        if path == Path::new("-") {
            stdin = true;
        } else if path.is_dir() {
            walk(path, &mut unread, |file| {
                if wanted(&file) {
                    found.insert(file);
                } else if include.is_empty() && !exclude.matches(&file) && is_page(&file) {
                    left.insert(file);
                }
            });
        } else if path.exists() {
            found.insert(tidy(path));
        } else if is_glob(path) {
            let before = found.len();
            let globs = Globs::new(Path::new("."), [path.to_string_lossy().as_ref()]).map_err(|(_, why)| {
                Trouble::usage(
                    format!("the pattern {} cannot be read: {why}", path.display()),
                    "quote it, or name the files",
                )
            })?;
            let mut any = false;
            walk(&fixed_part(path), &mut unread, |file| {
                if globs.matches(&file) && is_notice(&file) || globs.names(&file) && is_readable(&file) {
                    any = true;
                    found.insert(file);
                }
            });
            if !any && found.len() == before {
                let next = "patterns are relative to the current folder; documents count, templates with privacy in their name, and the extension that a pattern names";
                return Err(Trouble::usage(format!("no notice matches the pattern {}", path.display()), next));
            }
        } else {
            return Err(missing(path));
        }
    }
    let mut inputs: Vec<Input> = found.into_iter().map(Input::File).collect();
    if stdin {
        inputs.push(Input::Stdin);
    }
    if inputs.is_empty() && unread.is_empty() {
        return Err(Trouble::Nothing(nothing(paths, include, exclude)));
    }
    let beside = |page: &PathBuf| {
        inputs.iter().any(|input| matches!(input, Input::File(file) if file.parent() == page.parent()))
    };
    left.retain(|page| !inputs.contains(&Input::File(page.clone())) && beside(page));
    Ok(Selected { inputs, unread, left: left.into_iter().collect() })
}

/// What to say of templates that were left out, and what to do to have them checked.
pub fn about_left(left: &[PathBuf]) -> Option<(String, &'static str)> {
    let [first, more @ ..] = left else { return None };
    let first = first.display();
    let message = match more.len() {
        0 => format!("{first} is left out: nothing in its name says that it is a privacy notice"),
        1 => format!(
            "{first} and 1 other template are left out: nothing in their names says that they are privacy notices"
        ),
        n => format!(
            "{first} and {n} other templates are left out: nothing in their names says that they are privacy notices"
        ),
    };
    Some((message, "where it is one, name the file, or add it to `include` in notice-lint.yaml"))
}

/// Leaves out the files that this run writes: an earlier report in a folder of notices is none of them.
pub fn leave_written(inputs: &mut Vec<Input>, paths: &[PathBuf], written: &[PathBuf]) -> Result<(), Trouble> {
    let written: Vec<PathBuf> = written.iter().filter_map(|path| std::fs::canonicalize(path).ok()).collect();
    let is_written = |path: &Path| std::fs::canonicalize(path).is_ok_and(|path| written.contains(&path));
    if written.is_empty() {
        return Ok(());
    }
    if let Some(path) = paths.iter().find(|path| is_written(path)) {
        let message = format!("{} would be checked and written over", path.display());
        return Err(Trouble::usage(message, "give the output another file"));
    }
    inputs.retain(|input| !matches!(input, Input::File(path) if is_written(path)));
    if inputs.is_empty() {
        return Err(Trouble::Nothing("there is no notice beside the files that are written".to_owned()));
    }
    Ok(())
}

fn nothing(paths: &[PathBuf], include: &Globs, exclude: &Globs) -> String {
    let places: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    let places = places.join(", ");
    let why = if include.is_empty() && exclude.is_empty() {
        "ignore files may leave some out"
    } else {
        "`include`, `exclude` and ignore files may leave some out"
    };
    format!("there is no notice (a document, or a template with privacy in its name) in {places}; {why}")
}

fn is_glob(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '{'])
}

/// The folder above the first part that is a pattern.
fn fixed_part(path: &Path) -> PathBuf {
    let fixed: PathBuf = path.components().take_while(|part| !is_glob(Path::new(part.as_os_str()))).collect();
    if fixed.as_os_str().is_empty() { PathBuf::from(".") } else { fixed }
}

fn missing(path: &Path) -> Trouble {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let next = match std::fs::read_dir(folder) {
        Err(_) => format!("there is no folder {} either", folder.display()),
        Ok(entries) => {
            let names: Vec<String> =
                entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
            match nearest(&name, names.iter().map(String::as_str)) {
                Some(near) => format!("did you mean {}?", tidy(&folder.join(near)).display()),
                None => "give the path of a file or of a folder".to_string(),
            }
        }
    };
    Trouble::usage(format!("there is no file {}", path.display()), next)
}
