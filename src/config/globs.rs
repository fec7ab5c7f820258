//! Sets of file patterns, relative to a folder.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use std::path::{Component, Path, PathBuf};

/// Patterns that paths are held against.
#[derive(Debug, Clone, Default)]
pub struct Globs {
    root: PathBuf,
    set: GlobSet,
    /// Of these patterns, those that name an extension.
    exact: GlobSet,
}

impl Globs {
    /// Compiles patterns; `root` is the folder that they are relative to. The error names the pattern by its index.
    pub fn new<'a>(root: &Path, patterns: impl IntoIterator<Item = &'a str>) -> Result<Self, (usize, String)> {
        let mut builder = GlobSetBuilder::new();
        let mut exact = GlobSetBuilder::new();
        for (index, pattern) in patterns.into_iter().enumerate() {
            let pattern = pattern.trim_start_matches("./");
            let wrong = |error: globset::Error| (index, error.kind().to_string());
            let glob = GlobBuilder::new(pattern).literal_separator(true).build().map_err(wrong)?;
            if names_extension(pattern) {
                exact.add(glob.clone());
            }
            builder.add(glob);
            // A folder means all that stands in it.
            let inside = format!("{}/**", pattern.trim_end_matches('/'));
            builder.add(GlobBuilder::new(&inside).literal_separator(true).build().map_err(wrong)?);
        }
        let set = builder.build().map_err(|error| (0, error.kind().to_string()))?;
        let exact = exact.build().map_err(|error| (0, error.kind().to_string()))?;
        Ok(Self { root: absolute(root), set, exact })
    }

    /// Whether there is no pattern.
    pub fn is_empty(&self) -> bool {
        self.set.is_empty()
    }

    /// Whether a pattern means this path.
    pub fn matches(&self, path: &Path) -> bool {
        self.held(&self.set, path)
    }

    /// Whether a pattern that names an extension means this path: `forms/*.njk`, not `forms` or `forms/*`.
    pub fn names(&self, path: &Path) -> bool {
        self.held(&self.exact, path)
    }

    fn held(&self, set: &GlobSet, path: &Path) -> bool {
        if set.is_empty() {
            return false;
        }
        let path = absolute(path);
        set.is_match(path.strip_prefix(&self.root).unwrap_or(&path))
    }
}

fn names_extension(pattern: &str) -> bool {
    let name = pattern.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').is_some_and(|(_, extension)| extension.contains(char::is_alphanumeric))
}

/// The path from the root of the file system, without `.` and `..`; the file need not exist.
pub fn absolute(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut out = PathBuf::new();
    for part in full.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}
