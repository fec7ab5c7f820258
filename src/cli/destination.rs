//! Where an output goes when it has a file of its own. The file is written beside its place and takes it when all is done,
//! so that nobody ever reads half a report, and a run that fails leaves the last one as it was.

use super::trouble::Trouble;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A file that is being written.
#[derive(Debug)]
pub struct Destination {
    path: PathBuf,
    place: Place,
}

#[derive(Debug)]
enum Place {
    /// Written beside its place.
    Beside(BufWriter<NamedTempFile>),
    /// Something that cannot be replaced: a pipe or a device.
    Straight(BufWriter<File>),
}

impl Destination {
    /// Prepares to write a file. Its folders are made where they are not there.
    pub fn new(path: &Path) -> Result<Self, Trouble> {
        Self::open(path).map_err(|error| cannot(path, &error))
    }

    fn open(path: &Path) -> io::Result<Self> {
        // A link is followed: what it points to is written.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let place = match fs::metadata(&path) {
            Ok(found) if found.is_dir() => return Err(io::Error::other("it is a folder")),
            Ok(found) if !found.is_file() => Place::Straight(BufWriter::new(File::options().write(true).open(&path)?)),
            found => {
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
                fs::create_dir_all(folder)?;
                let mut builder = tempfile::Builder::new();
                builder.prefix(".notice-lint-");
                #[cfg(unix)]
                {
                    use std::os::unix::fs::PermissionsExt;
                    // What the user's mask leaves, as for any new file.
                    builder.permissions(fs::Permissions::from_mode(0o666));
                }
                let file = builder.tempfile_in(folder)?;
                if let Ok(found) = found {
                    file.as_file().set_permissions(found.permissions())?;
                }
                Place::Beside(BufWriter::new(file))
            }
        };
        Ok(Self { path, place })
    }

    /// Puts the file in its place.
    pub fn finish(self) -> Result<(), Trouble> {
        let Self { path, place } = self;
        let done = match place {
            Place::Straight(mut file) => file.flush(),
            Place::Beside(file) => file
                .into_inner()
                .map_err(io::IntoInnerError::into_error)
                .and_then(|file| file.persist(&path).map(drop).map_err(|error| error.error)),
        };
        done.map_err(|error| cannot(&path, &error))
    }

    fn file(&mut self) -> &mut dyn Write {
        match &mut self.place {
            Place::Beside(file) => file,
            Place::Straight(file) => file,
        }
    }
}

impl Write for Destination {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file().write(bytes);
        written.map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", self.path.display())))
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.file().flush();
        flushed.map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", self.path.display())))
    }
}

fn cannot(path: &Path, error: &io::Error) -> Trouble {
    let next = "give a file in a folder that you may write to, as in --output sarif=reports/notices.sarif";
    Trouble::usage(format!("{} cannot be written: {error}", path.display()), next)
}
