//! `notice-lint coverage`.

use super::Status;
use super::args::CoverageArgs;
use super::ending::status;
use super::formats::ListFormat;
use super::job::Job;
use super::options::Color;
use super::setup::Setup;
use super::terminal::{look, output};
use super::trouble::Trouble;
use notice_lint::report::{CoverageJson, CoverageLines, CoverageTable};

/// Shows which required information each notice gives.
pub fn run(args: &CoverageArgs, color: Color) -> Result<Status, Trouble> {
    let setup = Setup::new(&args.input, &args.rules)?;
    let job = Job::new(&setup, &args.input, color);
    let look = look(color);
    let out = &mut *output(look);
    let summary = match args.format {
        ListFormat::Full => job.drive(&mut CoverageTable::new(look, args.evidence, args.input.quiet), out)?,
        ListFormat::Json => job.drive(&mut CoverageJson::new(), out)?,
        ListFormat::Jsonl => job.drive(&mut CoverageLines::new(), out)?,
    };
    Ok(status(&summary, None))
}
