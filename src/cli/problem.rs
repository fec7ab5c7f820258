//! Files that could not be checked, and what to do about them.

use notice_lint::report::Unchecked;
use std::path::Path;

const INTERNAL: &str = "internal error";
/// What to do about an error of the program itself.
pub const REPORT: &str = "this is a bug of notice-lint; please report it with the file";
const NEXT: &str = "the other files are checked; save it as UTF-8 text, or leave it out with .notice-lintignore";

/// A file at which the program itself failed.
pub fn internal(path: &str, said: &str) -> Unchecked {
    Unchecked { path: path.to_string(), message: format!("{INTERNAL}: {said}") }
}

/// A file that cannot be read.
pub fn unchecked(path: &Path, message: &str) -> Unchecked {
    let path = path.to_string_lossy().into_owned();
    // Errors of reading name the file themselves.
    let message = message.strip_prefix(&format!("{path}: ")).unwrap_or(message).to_string();
    Unchecked { path, message }
}

/// What to do about a file that is not checked.
pub fn next(problem: &Unchecked) -> &'static str {
    if problem.message.starts_with(INTERNAL) { REPORT } else { NEXT }
}
