//! `report --diff OLD NEW`.

use super::outputs::Outputs;
use super::{ReportArgs, revisions};
use crate::cli::Status;
use crate::cli::options::Color;
use crate::cli::terminal::{look, output};
use crate::cli::trouble::Trouble;
use notice_lint::report::change::{self, Change, Taken};
use std::path::Path;

/// The most bytes of a file with a run.
const MOST_BYTES: u64 = 1 << 30;

/// Compares two runs and says what got better and worse.
pub fn run(args: &ReportArgs, pair: &[String], color: Color) -> Result<Status, Trouble> {
    let [old, new] = pair else {
        return Err(Trouble::usage("--diff takes two runs", "write --diff OLD NEW"));
    };
    let files = [old, new].map(|name| Path::new(name).is_file());
    let change = match files {
        [true, true] => {
            if !args.input.paths.is_empty() {
                return Err(Trouble::usage(
                    "--diff of two files needs no paths",
                    "leave the paths out, or name two revisions of git",
                ));
            }
            Change::new(&read(old)?, &read(new)?)
        }
        [false, false] => {
            let (old, new) = revisions::both(args, old, new, color)?;
            Change::new(&old, &new)
        }
        [first, _] => {
            let (file, other) = if first { (old, new) } else { (new, old) };
            return Err(Trouble::usage(
                format!("{file} is a file and {other} is not"),
                "give two files in JSON, or two revisions of git",
            ));
        }
    };
    print(args, &change, color)?;
    Ok(if args.fail_if_worse && change.is_worse() { Status::Found } else { Status::Clean })
}

fn read(path: &str) -> Result<Taken, Trouble> {
    let next = "write it with `notice-lint check --format json`, or with `notice-lint report --json`";
    let wrong = |why: String| Trouble::usage(format!("{path}: {why}"), next);
    let size = std::fs::metadata(path).map_err(|error| wrong(error.to_string()))?.len();
    if size > MOST_BYTES {
        return Err(wrong("it is larger than 1 GB".to_string()));
    }
    let bytes = std::fs::read(path).map_err(|error| wrong(error.to_string()))?;
    Taken::read(path, &bytes).map_err(|error| wrong(error.to_string()))
}

fn print(args: &ReportArgs, change: &Change, color: Color) -> Result<(), Trouble> {
    if args.markdown.is_none() && args.json.is_none() {
        let look = look(color);
        let out = &mut *output(look);
        out.write_all(change::text(change, look).as_bytes())?;
        return Ok(out.flush()?);
    }
    let outputs = Outputs::new(args)?;
    outputs.write(args.markdown.as_ref(), || Ok(change::markdown(change).into_bytes()))?;
    outputs.write(args.json.as_ref(), || Ok(change::json(change)))
}
