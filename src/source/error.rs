//! Why a file could not be read.

use std::path::PathBuf;

/// Why a file could not be read as a notice.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// There is no such file.
    #[error("{}: no such file", path.display())]
    NotFound {
        /// The file.
        path: PathBuf,
    },
    /// The file could not be read.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file holds no text.
    #[error("{}: not a text file", path.display())]
    Binary {
        /// The file.
        path: PathBuf,
    },
    /// The file is larger than any notice.
    #[error("{}: {bytes} bytes are more than the limit of {limit}", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size.
        bytes: u64,
        /// The most that is read.
        limit: u64,
    },
    /// The type of file cannot be read.
    #[error("{}: {}", path.display(), super::format::advice(extension))]
    Unsupported {
        /// The file.
        path: PathBuf,
        /// Its extension, with the dot.
        extension: String,
    },
    /// A document of a word processor or a locale file that is damaged or would unpack to too much.
    #[error("{}: cannot be read: {what}", path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
}
