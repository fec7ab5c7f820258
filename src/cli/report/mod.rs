//! `notice-lint report`: what people read who use no terminal.

mod args;
mod diff;
mod outputs;
mod revisions;

pub use args::ReportArgs;

use super::Status;
use super::baseline::accepted;
use super::ending::{least, status};
use super::job::Job;
use super::options::Color;
use super::setup::Setup;
use super::trouble::Trouble;
use notice_lint::report::estate::{self, Estate, Gather};
use outputs::Outputs;

/// Checks notices and writes the reports that were asked for.
pub fn run(args: &ReportArgs, color: Color) -> Result<Status, Trouble> {
    if let Some(pair) = &args.diff {
        return diff::run(args, pair, color);
    }
    if args.fail_if_worse {
        return Err(Trouble::usage("--fail-if-worse needs two runs to compare", "name them with --diff OLD NEW"));
    }
    let outputs = Outputs::new(args)?;
    let (found, status) = gather(args, color)?;
    if let Some(found) = found {
        outputs.write(args.html.as_ref(), || Ok(estate::html(&found).into_bytes()))?;
        outputs.write(args.markdown.as_ref(), || Ok(estate::markdown(&found).into_bytes()))?;
        outputs.write(args.csv.as_ref(), || Ok(estate::matrix_csv(&found).into_bytes()))?;
        outputs.write(args.csv_findings.as_ref(), || Ok(estate::findings_csv(&found).into_bytes()))?;
        outputs.write(args.xlsx.as_ref(), || estate::xlsx(&found).map_err(std::io::Error::other))?;
        outputs.write(args.json.as_ref(), || Ok(estate::json(&found)))?;
    }
    Ok(status)
}

/// Checks the notices: what was found, and how it ended.
fn gather(args: &ReportArgs, color: Color) -> Result<(Option<Estate>, Status), Trouble> {
    let setup = Setup::new(&args.input, &args.rules)?;
    let settings = &setup.project.settings;
    let mut job = Job::new(&setup, &args.input, color);
    job.across = true;
    job.least = least(args.min_severity, settings.min_severity);
    let mut gather = Gather::new(&setup.rules, args.title.clone(), args.html.is_some());
    job.written = outputs::files(args);
    let accepted = accepted(&setup, args.baseline.as_deref(), !args.no_baseline)?;
    job.accepted = Some(&accepted);
    let summary = job.drive(&mut gather, &mut std::io::sink())?;
    Ok((gather.estate(), status(&summary, None)))
}
