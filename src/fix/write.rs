//! Putting a file in the place of another, wholly or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// It holds something else than what was read.
    #[error("it was changed by somebody else while it was checked")]
    Changed,
    /// It is marked as read-only.
    #[error("it is read-only")]
    ReadOnly,
    /// It is a pipe, a device or the like.
    #[error("it is no ordinary file")]
    NoFile,
    /// The system said no.
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// Replaces what a file holds, if it still holds `before`. The new bytes go to a file beside it, are written through to the disk,
/// and take the name in one step: whoever reads it, or whatever stops the program, finds the old bytes or the new ones. A
/// symbolic link stays, and the file that it leads to is replaced. Permissions are kept, and the owner where the system allows it.
pub fn replace(path: &Path, before: &[u8], after: &[u8]) -> Result<(), WriteError> {
    let target = fs::canonicalize(path)?;
    let meta = fs::metadata(&target)?;
    if !meta.is_file() {
        return Err(WriteError::NoFile);
    }
    if meta.permissions().readonly() {
        return Err(WriteError::ReadOnly);
    }
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut new = tempfile::Builder::new().prefix(".notice-lint-").suffix(".tmp").tempfile_in(folder)?;
    new.write_all(after)?;
    keep_owner(new.as_file(), &meta);
    // After the owner: a change of owner takes away some permissions.
    new.as_file().set_permissions(meta.permissions())?;
    new.as_file().sync_all()?;
    if fs::read(&target)? != before {
        return Err(WriteError::Changed);
    }
    new.persist(&target).map_err(|failed| failed.error)?;
    // The new name reaches the disk with the folder; where folders cannot be synchronised the file is whole all the same.
    let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Gives the new file the owner and group of the old one, where that is allowed; else it belongs to whoever runs the program,
/// as after an edit with most editors.
#[cfg(unix)]
fn keep_owner(file: &fs::File, meta: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let _ = fchown(file, Some(meta.uid()), Some(meta.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_file: &fs::File, _meta: &fs::Metadata) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_changed_meanwhile_is_left_alone() -> Result<(), WriteError> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.md");
        fs::write(&path, "theirs")?;
        assert!(matches!(replace(&path, b"read", b"ours"), Err(WriteError::Changed)));
        assert_eq!(fs::read(&path)?, b"theirs");
        replace(&path, b"theirs", b"ours")?;
        assert_eq!(fs::read(&path)?, b"ours");
        assert_eq!(fs::read_dir(folder.path())?.count(), 1, "nothing is left beside it");
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() -> Result<(), WriteError> {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir()?;
        let (path, link) = (folder.path().join("a.md"), folder.path().join("link.md"));
        fs::write(&path, "old")?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640))?;
        std::os::unix::fs::symlink("a.md", &link)?;
        replace(&link, b"old", b"new")?;
        assert!(fs::symlink_metadata(&link)?.is_symlink());
        assert_eq!(fs::read(&path)?, b"new");
        assert_eq!(fs::metadata(&path)?.permissions().mode() & 0o777, 0o640);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o440))?;
        assert!(matches!(replace(&path, b"new", b"newer"), Err(WriteError::ReadOnly)));
        assert_eq!(fs::read(&path)?, b"new");
        assert!(matches!(replace(folder.path(), b"", b""), Err(WriteError::NoFile)));
        Ok(())
    }
}
