//! The project's `notice-lint.yaml`: found, read, checked against the rules, with every mistake shown in its place.

mod globs;
mod loading;
pub mod notices;
mod project;
mod shape;
mod yaml;

pub use globs::{Globs, absolute};
pub use loading::{PackError, load, pack_files, read_pack, today};
pub use project::{LayerOf, Project, find, unknown_rule};
pub use shape::{FactSetting, FailOn, LevelSetting, Settings, SeveritySetting, WaiverSetting, schema};
pub use yaml::nearest;

use std::ops::Range;
use std::path::PathBuf;

/// The name under which the configuration is looked for.
pub const FILE_NAME: &str = "notice-lint.yaml";

/// One mistake in a configuration file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The offending bytes.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("the configuration {} cannot be read: {why}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The reason.
        why: String,
    },
    /// The file is wrong somewhere.
    #[error("the configuration {} has {} mistake(s)", path.display(), mistakes.len())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// Its text.
        text: String,
        /// The mistakes, in the order of the file.
        mistakes: Vec<Mistake>,
    },
}
