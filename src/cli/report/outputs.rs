//! Where reports go: files, or standard output for `-`.

use super::ReportArgs;
use crate::cli::destination::Destination;
use crate::cli::trouble::Trouble;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The files that a run writes.
#[derive(Debug)]
pub struct Outputs {
    quiet: bool,
}

impl Outputs {
    /// What the arguments ask for, if that can be done.
    pub fn new(args: &ReportArgs) -> Result<Self, Trouble> {
        let given: Vec<&PathBuf> = given(args).collect();
        if given.is_empty() {
            return Err(Trouble::usage(
                "no report was asked for",
                "name a file, as in --html report.html; there are also --markdown, --csv, --csv-findings, --xlsx and --json",
            ));
        }
        for (at, path) in given.iter().enumerate() {
            if given[..at].contains(path) {
                return Err(Trouble::usage(
                    format!("two reports would go to {}", path.display()),
                    "give each its own file",
                ));
            }
        }
        Ok(Self { quiet: args.input.quiet })
    }

    /// Makes a report and writes it, where one was asked for.
    #[allow(clippy::print_stderr)]
    pub fn write(&self, path: Option<&PathBuf>, make: impl FnOnce() -> io::Result<Vec<u8>>) -> Result<(), Trouble> {
        let Some(path) = path else { return Ok(()) };
        let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
        let bytes = make().map_err(named)?;
        if path == Path::new("-") {
            let mut out = io::stdout().lock();
            return Ok(out.write_all(&bytes).and_then(|()| out.flush())?);
        }
        let mut file = Destination::new(path)?;
        file.write_all(&bytes)?;
        file.finish()?;
        if !self.quiet {
            eprintln!("wrote {} ({})", notice_lint::report::shown(&path.to_string_lossy()), size(bytes.len()));
        }
        Ok(())
    }
}

fn given(args: &ReportArgs) -> impl Iterator<Item = &PathBuf> {
    [&args.html, &args.markdown, &args.csv, &args.csv_findings, &args.xlsx, &args.json].into_iter().flatten()
}

/// The files that a run writes: they are no notices, also where they lie among them.
pub fn files(args: &ReportArgs) -> Vec<PathBuf> {
    given(args).filter(|path| *path != Path::new("-")).cloned().collect()
}

fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
