//! `notice-lint check`.

use super::Status;
use super::args::CheckArgs;
use super::baseline::accepted;
use super::changed::Changed;
use super::ending::{fails_at, least, status};
use super::job::Job;
use super::options::Color;
use super::outputs::{Manner, Outputs, UntilGone};
use super::setup::Setup;
use super::terminal::{look, output};
use super::trouble::Trouble;
use std::path::{Path, PathBuf};

/// Checks notices and reports findings.
pub fn run(args: &CheckArgs, color: Color) -> Result<Status, Trouble> {
    let setup = Setup::new(&args.input, &args.rules)?;
    let settings = &setup.project.settings;
    let mut outputs = Outputs::new(args, &setup)?;
    let mut job = Job::new(&setup, &args.input, color);
    job.across = true;
    job.least = least(args.min_severity, settings.min_severity);
    job.written = outputs.files();
    if let Some(revision) = &args.changed_since {
        let start = args.input.paths.first().map_or(Path::new("."), PathBuf::as_path);
        job.changed = Some(Changed::since(revision, start)?);
    }
    let accepted = accepted(&setup, args.baseline.as_deref(), !args.no_baseline)?;
    job.accepted = Some(&accepted);
    let look = look(color);
    let limit = fails_at(args.fail_on, settings.fail_on);
    let quiet = args.input.quiet;
    let manner = Manner { look, quiet, statistics: args.statistics, suppressed: args.show_suppressed, fails: limit };
    let mut sink = outputs.open(&setup, manner)?;
    let out = &mut *output(look);
    let summary = if job.written.is_empty() {
        job.drive(&mut sink, out)?
    } else {
        job.drive(&mut sink, &mut UntilGone::new(out))?
    };
    drop(sink);
    outputs.finish(&summary, quiet)?;
    let status = status(&summary, limit);
    // The process ends here: to let go of the rule set piece by piece would cost half of what loading it does.
    std::mem::forget(setup);
    Ok(status)
}
