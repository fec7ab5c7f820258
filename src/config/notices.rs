//! Which files of a folder are notices.

use crate::source::Format;
use ignore::WalkBuilder;
use std::path::{Component, Path, PathBuf};

/// The extensions of documents: in a folder each of them may be a notice.
const DOCUMENTS: [&str; 9] = ["md", "markdown", "mdx", "txt", "html", "htm", "docx", "odt", "xhtml"];
/// Words in the names of notices. In a folder, templates and other files that may hold a notice count only where their name
/// has one of them: a repository is full of templates that are none.
const NAMES: [&str; 7] =
    ["privac", "gdpr", "data-protection", "data_protection", "dataprotection", "preifat", "fair-processing"];
/// Files that nobody wants read as a notice, whatever their name.
const NEVER: [&str; 12] = ["rs", "py", "css", "scss", "map", "lock", "snap", "png", "jpg", "svg", "pdf", "xml"];
/// Scripts: they may hold a page, but seldom do.
const SCRIPTS: [&str; 6] = ["js", "mjs", "cjs", "ts", "mts", "cts"];
/// Files of this name leave others out, as .gitignore does.
const IGNORE_FILE: &str = ".notice-lintignore";

/// Whether a file may be a notice, by its name: a document, or a template with a word such as privacy in its name.
pub fn is_notice(path: &Path) -> bool {
    let Some(extension) = path.extension().map(|extension| extension.to_string_lossy().to_lowercase()) else {
        return false;
    };
    DOCUMENTS.contains(&extension.as_str()) || is_named(path) && !NEVER.contains(&extension.as_str())
}

/// Whether a file is in a format that a notice can be read in, whatever its name says.
pub fn is_readable(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    extension.is_some_and(|extension| DOCUMENTS.contains(&&*extension) || Format::named(&extension).is_some())
}

/// Whether a file is a page with code in it, of which a site has many and few are notices.
pub fn is_page(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    extension.is_some_and(|extension| {
        !SCRIPTS.contains(&&*extension) && matches!(Format::named(&extension), Some(Format::Template(_)))
    })
}

/// Whether the file's own name says that it is a notice.
pub fn is_named(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    NAMES.iter().any(|word| name.contains(word))
}

/// Calls `file` for each file in a folder and below that no ignore file leaves out; what could not be read is added to
/// `unread`, in words.
pub fn walk(folder: &Path, unread: &mut Vec<String>, mut file: impl FnMut(PathBuf)) {
    let walk = WalkBuilder::new(folder).require_git(false).add_custom_ignore_filename(IGNORE_FILE).build();
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => file(tidy(entry.path())),
            Ok(_) => {}
            Err(error) => unread.push(error.to_string()),
        }
    }
}

/// Without `./` in front.
pub fn tidy(path: &Path) -> PathBuf {
    path.components().filter(|part| !matches!(part, Component::CurDir)).collect()
}
