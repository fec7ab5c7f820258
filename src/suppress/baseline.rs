//! The baseline: findings that were there when the linter came, so that only new ones count.
//!
//! An entry is a rule, an element, a notice and the words that the finding quotes, with how many of them there were. Line numbers are
//! no part of it, so it survives edits elsewhere in the file. Paths are relative to the baseline's own folder.

use crate::check::{Finding, normalised, stable_hash};
use crate::config::absolute;
use crate::rules::Text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Component, Path, PathBuf};

/// The name under which a baseline is looked for, beside the configuration.
pub const BASELINE_NAME: &str = "notice-lint-baseline.json";

/// The version of the file's shape.
const SCHEMA: &str = "notice-lint/baseline/1";
/// What its paths are relative to.
const BASE: &str = "relative to this file";
/// The longest quote that is kept for people, in characters.
const LONGEST_QUOTE: usize = 100;
/// The largest baseline that is read.
const MOST_BYTES: u64 = 256 << 20;

/// Findings of one kind that are known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The notice, relative to the baseline's folder, with `/` between its parts.
    pub path: String,
    /// The name that was reported.
    pub rule: String,
    /// The element, where the finding is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
    /// The words, for people; empty for what is missing.
    pub quote: String,
    /// A hash of rule, element and normalised quote.
    pub key: String,
    /// How many of them.
    pub count: u32,
}

/// Some of an entry's findings that were not found any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// Its place in [`Baseline::entries`].
    pub entry: usize,
    /// How many.
    pub count: u32,
}

/// The file.
#[derive(Serialize, Deserialize)]
struct File {
    schema: String,
    paths: String,
    findings: Vec<Entry>,
}

/// Why a baseline cannot be used. Never is one taken as empty instead.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// It is not there.
    #[error("there is no baseline {}", .0.display())]
    Missing(PathBuf),
    /// It cannot be read or written.
    #[error("the baseline {}: {why}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// It is not what `baseline create` writes.
    #[error("the baseline {} is broken: {why}", path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong, with the line.
        why: String,
    },
    /// It was written by another version.
    #[error("the baseline {} has the schema `{found}`; this version reads `{SCHEMA}`", path.display())]
    OtherSchema {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: String,
    },
    /// Its paths mean nothing where it stands.
    #[error("the baseline {} lies in another folder than it was made for: none of the notices that it names is there (such as {example})", path.display())]
    OtherBase {
        /// The file.
        path: PathBuf,
        /// One of the notices that it names.
        example: String,
    },
}

impl BaselineError {
    /// What to do about it.
    pub fn next(&self) -> String {
        match self {
            Self::Missing(_) => "make one with `notice-lint baseline create`, or check without --baseline".into(),
            Self::Io { .. } => "check its permissions, or name another file with --baseline".into(),
            Self::Broken { .. } => {
                "take it from version control again, or make it anew with `notice-lint baseline create --overwrite`"
                    .into()
            }
            Self::OtherSchema { .. } => {
                "make it anew with `notice-lint baseline create --overwrite`, or use the version that wrote it".into()
            }
            Self::OtherBase { .. } => {
                "put it back, or make it anew where it is with `notice-lint baseline create --overwrite`".into()
            }
        }
    }
}

/// What is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baseline {
    /// Where it stands.
    pub file: PathBuf,
    /// Sorted by path, rule and key.
    pub entries: Vec<Entry>,
    /// The folder of the file.
    folder: PathBuf,
}

impl Baseline {
    /// An empty one, to be written to `file`.
    pub fn new(file: &Path) -> Self {
        let folder = absolute(file).parent().map(Path::to_path_buf).unwrap_or_default();
        Self { file: file.to_owned(), entries: Vec::new(), folder }
    }

    /// Reads one.
    ///
    /// # Errors
    /// Whatever keeps it from being read as it was meant.
    pub fn read(file: &Path) -> Result<Self, BaselineError> {
        let mut baseline = Self::new(file);
        let io = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::NotFound => BaselineError::Missing(file.to_owned()),
            _ => BaselineError::Io { path: file.to_owned(), why: error.to_string() },
        };
        let broken = |why: String| BaselineError::Broken { path: file.to_owned(), why };
        if std::fs::metadata(file).map_err(io)?.len() > MOST_BYTES {
            return Err(broken("it is too large".into()));
        }
        let bytes = std::fs::read(file).map_err(io)?;
        let text = String::from_utf8(bytes).map_err(|_| broken("it is not UTF-8 text".into()))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        if let Some(line) = text.lines().position(|line| line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>")) {
            return Err(broken(format!("line {} holds the marks of a merge conflict", line + 1)));
        }
        let value: serde_json::Value = serde_json::from_str(text).map_err(|error| broken(error.to_string()))?;
        let word = |key: &str| value.get(key).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
        let schema = word("schema");
        if schema != SCHEMA {
            return Err(match schema.is_empty() {
                true => broken("it names no schema".into()),
                false => BaselineError::OtherSchema { path: file.to_owned(), found: schema },
            });
        }
        if word("paths") != BASE {
            return Err(broken(format!("its paths should be \"{BASE}\", not \"{}\"", word("paths"))));
        }
        let read: File = serde_json::from_value(value).map_err(|error| broken(error.to_string()))?;
        if let Some(zero) = read.findings.iter().find(|entry| entry.count == 0 || entry.path.is_empty()) {
            return Err(broken(format!("an entry of `{}` has no path or no count", zero.rule)));
        }
        baseline.add(read.findings);
        baseline.check_base()?;
        Ok(baseline)
    }

    /// Whether the notices that it names are where it says.
    fn check_base(&self) -> Result<(), BaselineError> {
        let mut paths: Vec<&str> = self.entries.iter().map(|entry| entry.path.as_str()).collect();
        paths.dedup();
        let Some(example) = paths.first().filter(|_| !paths.iter().any(|path| self.folder.join(path).exists())) else {
            return Ok(());
        };
        Err(BaselineError::OtherBase { path: self.file.clone(), example: (*example).to_owned() })
    }

    /// Adds entries; equal ones become one.
    pub fn add(&mut self, entries: impl IntoIterator<Item = Entry>) {
        let mut all: BTreeMap<(String, String, String), Entry> = BTreeMap::new();
        for entry in std::mem::take(&mut self.entries).into_iter().chain(entries) {
            let key = (entry.path.clone(), entry.rule.clone(), entry.key.clone());
            match all.get_mut(&key) {
                Some(known) => known.count = known.count.saturating_add(entry.count),
                None => {
                    all.insert(key, entry);
                }
            }
        }
        self.entries = all.into_values().collect();
    }

    /// The entry that a finding would be.
    pub fn entry(&self, finding: &Finding) -> Entry {
        let quote: String = finding.excerpt.chars().take(LONGEST_QUOTE).collect();
        Entry {
            path: relative(&self.folder, &finding.place.path),
            rule: finding.rule.to_string(),
            element: finding.element.as_deref().map(str::to_owned),
            quote,
            key: key(&finding.rule, finding.element.as_deref(), &finding.excerpt),
            count: 1,
        }
    }

    /// The entry that knows the finding, also under an earlier name of its rule.
    pub fn find(&self, path: &str, finding: &Finding, was: &[Text]) -> Option<usize> {
        let names = std::iter::once(&*finding.rule).chain(was.iter().map(Text::as_str));
        names.into_iter().find_map(|name| {
            let key = key(name, finding.element.as_deref(), &finding.excerpt);
            let wanted = (path, name, key.as_str());
            self.entries.binary_search_by(|e| (e.path.as_str(), e.rule.as_str(), e.key.as_str()).cmp(&wanted)).ok()
        })
    }

    /// A notice's path as entries have it.
    pub fn path_of(&self, path: &str) -> String {
        relative(&self.folder, path)
    }

    /// Where an entry's notice stands.
    pub fn given_path(&self, entry: &Entry) -> String {
        self.folder.join(&entry.path).to_string_lossy().into_owned()
    }

    /// Whether an entry's notice is still there.
    pub fn is_there(&self, entry: &Entry) -> bool {
        self.folder.join(&entry.path).exists()
    }

    /// Takes away what was not found any more.
    pub fn prune(&mut self, stale: &[Stale]) {
        for Stale { entry, count } in stale {
            if let Some(entry) = self.entries.get_mut(*entry) {
                entry.count = entry.count.saturating_sub(*count);
            }
        }
        self.entries.retain(|entry| entry.count > 0);
    }

    /// How many findings it knows.
    pub fn len(&self) -> usize {
        self.entries.iter().map(|entry| entry.count as usize).sum()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The text of the file: one entry a line, so that a change of one finding changes one line.
    pub fn text(&self) -> String {
        let mut out = format!("{{\n  \"schema\": \"{SCHEMA}\",\n  \"paths\": \"{BASE}\",\n  \"findings\": [");
        for (at, entry) in self.entries.iter().enumerate() {
            let line = serde_json::to_string(entry).unwrap_or_default();
            out.push_str(if at == 0 { "\n    " } else { ",\n    " });
            out.push_str(&line);
        }
        out.push_str(if self.entries.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
        out
    }

    /// Writes the file: whole or not at all.
    ///
    /// # Errors
    /// Where the folder or the disk does not allow it; then the old file stands as it was.
    pub fn write(&self) -> Result<(), BaselineError> {
        let name = self.file.file_name().unwrap_or_default().to_string_lossy();
        let aside = self.folder.join(format!(".{name}.{}.tmp", std::process::id()));
        let written = (|| {
            let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(&aside)?;
            file.write_all(self.text().as_bytes())?;
            file.sync_all()?;
            std::fs::rename(&aside, &self.file)
        })();
        written.map_err(|error: std::io::Error| {
            // What could not be finished is of no use to anybody.
            let _ = std::fs::remove_file(&aside);
            BaselineError::Io { path: self.file.clone(), why: error.to_string() }
        })
    }
}

/// What makes two findings of one notice the same.
fn key(rule: &str, element: Option<&str>, quote: &str) -> String {
    stable_hash(&[rule, element.unwrap_or(""), &normalised(quote)])
}

/// A path as seen from a folder, with `/` between its parts; it may lead upwards.
pub fn relative(folder: &Path, path: &str) -> String {
    let path = absolute(Path::new(path));
    let (mut from, mut to) = (folder.components().peekable(), path.components().peekable());
    while from.peek().is_some() && from.peek() == to.peek() {
        from.next();
        to.next();
    }
    let up = from.filter(|part| matches!(part, Component::Normal(_))).map(|_| "..".to_owned());
    let down = to.map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}
