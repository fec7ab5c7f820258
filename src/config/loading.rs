//! From folders of rule files to a rule set.

use crate::embedded;
use crate::rules::compile::compile;
use crate::rules::load::FileText;
use crate::rules::{Day, Pack, Problem, RuleSet, Unreadable};
use std::path::{Path, PathBuf};

/// Why there is no rule set.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The binary is damaged.
    #[error(transparent)]
    Embedded(Unreadable),
    /// There is no such folder.
    #[error("there is no folder of rules {}", .0.display())]
    NoFolder(PathBuf),
    /// A folder or file cannot be read.
    #[error("{}: {why}", path.display())]
    Unread {
        /// Which.
        path: PathBuf,
        /// Why.
        why: std::io::Error,
    },
    /// There are mistakes in the files.
    #[error("the rules have {} mistake(s)", .0.len())]
    Wrong(Vec<Problem>),
}

/// The rules of the given folders, with or in place of those built in.
///
/// # Errors
/// A folder that cannot be read, or mistakes in its files. Warnings are none.
pub fn load(dirs: &[PathBuf], pack: Option<&Path>) -> Result<RuleSet, PackError> {
    if dirs.is_empty() && pack.is_none() {
        return embedded::rule_set().map_err(PackError::Embedded);
    }
    let (files, mut problems) = read_pack(dirs, pack)?;
    let (rules, more) = compile(&files);
    problems.extend(more);
    problems.retain(|problem| !problem.warning);
    if problems.is_empty() { Ok(rules) } else { Err(PackError::Wrong(problems)) }
}

/// The files of the rules, and what is wrong with them.
///
/// # Errors
/// A folder that cannot be read.
pub fn read_pack(dirs: &[PathBuf], pack: Option<&Path>) -> Result<(Pack, Vec<Problem>), PackError> {
    Ok(Pack::parse(pack_files(dirs, pack)?))
}

/// The files of the rules, unread.
///
/// # Errors
/// A folder that cannot be read.
pub fn pack_files(dirs: &[PathBuf], pack: Option<&Path>) -> Result<Vec<FileText>, PackError> {
    let mut files = if pack.is_none() { embedded::files() } else { Vec::new() };
    for dir in pack.into_iter().chain(dirs.iter().map(PathBuf::as_path)) {
        if !dir.is_dir() {
            return Err(PackError::NoFolder(dir.to_owned()));
        }
        let read = Pack::read(dir).map_err(|(path, why)| PackError::Unread { path, why })?;
        files.extend(read.into_iter().map(|file| {
            // The path as a person would open it; the last folders still tell what kind of file it is.
            FileText { path: format!("{}/{}", dir.to_string_lossy().trim_end_matches('/'), file.path), ..file }
        }));
    }
    Ok(files)
}

/// The day of today, by the clock of the machine, in UTC.
pub fn today() -> Day {
    let date = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    Day { year: u16::try_from(date.year()).unwrap_or(1), month: part(date.month()), day: part(date.day()) }
}
