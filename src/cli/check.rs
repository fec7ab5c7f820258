//! `notice-lint check`.

use super::Status;
use super::args::{CheckArgs, CheckFormat, Color};
use super::run::{Job, least, status};
use super::setup::{Setup, look, output};
use super::trouble::Trouble;
use notice_lint::report::{CheckJson, CheckLines, Concise, Full};

/// Checks notices and reports findings.
pub fn run(args: &CheckArgs, color: Color) -> Result<Status, Trouble> {
    let setup = Setup::new(&args.input, &args.rules)?;
    let settings = &setup.project.settings;
    let mut job = Job::new(&setup, &args.input, color);
    job.across = true;
    job.least = least(args.min_severity, settings.min_severity);
    let look = look(color);
    let out = &mut *output(look);
    let (quiet, statistics) = (args.input.quiet, args.statistics);
    let summary = match args.format {
        CheckFormat::Full => job.drive(&mut Full::new(look, quiet, statistics), out)?,
        CheckFormat::Concise => job.drive(&mut Concise { look, quiet, statistics }, out)?,
        CheckFormat::Json => job.drive(&mut CheckJson::default(), out)?,
        CheckFormat::Jsonl => job.drive(&mut CheckLines, out)?,
    };
    let status = status(&summary, args.fail_on, settings.fail_on);
    // The process ends here: to let go of the rule set piece by piece would cost half of what loading it does.
    std::mem::forget(setup);
    Ok(status)
}
