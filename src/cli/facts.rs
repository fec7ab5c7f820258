//! `notice-lint facts`.

use super::Status;
use super::args::FactsArgs;
use super::ending::status;
use super::formats::ListFormat;
use super::job::Job;
use super::options::Color;
use super::setup::Setup;
use super::terminal::{look, output};
use super::trouble::Trouble;
use notice_lint::report::{CoverageJson, CoverageLines, FactList};

/// Shows what notices say about the processing.
pub fn run(args: &FactsArgs, color: Color) -> Result<Status, Trouble> {
    let setup = Setup::new(&args.input, &args.rules)?;
    let job = Job::new(&setup, &args.input, color);
    let look = look(color);
    let out = &mut *output(look);
    let summary = match args.format {
        ListFormat::Full => job.drive(&mut FactList { look }, out)?,
        ListFormat::Json => job.drive(&mut CoverageJson::facts(), out)?,
        ListFormat::Jsonl => job.drive(&mut CoverageLines::facts(), out)?,
    };
    Ok(status(&summary, None))
}
