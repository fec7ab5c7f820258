//! What of a run is reported, and how it ends.

use super::Status;
use super::options::{FailOnArg, SeverityArg};
use notice_lint::check::Severity;
use notice_lint::config::{FailOn, SeveritySetting};
use notice_lint::report::Summary;

/// The least severity that is reported.
pub fn least(argument: Option<SeverityArg>, setting: Option<SeveritySetting>) -> Severity {
    match (argument, setting) {
        (Some(SeverityArg::Error), _) | (None, Some(SeveritySetting::Error)) => Severity::Error,
        (Some(SeverityArg::Warning), _) | (None, Some(SeveritySetting::Warning)) => Severity::Warning,
        _ => Severity::Info,
    }
}

/// The least severity that fails the run; without one nothing does.
pub fn fails_at(argument: Option<FailOnArg>, setting: Option<FailOn>) -> Option<Severity> {
    match (argument, setting) {
        (Some(FailOnArg::Never), _) | (None, Some(FailOn::Never)) => None,
        (Some(FailOnArg::Info), _) | (None, Some(FailOn::Info)) => Some(Severity::Info),
        (Some(FailOnArg::Warning), _) | (None, Some(FailOn::Warning)) => Some(Severity::Warning),
        (Some(FailOnArg::Error), _) | (None, Some(FailOn::Error) | None) => Some(Severity::Error),
    }
}

/// How a run ended.
pub fn status(summary: &Summary, limit: Option<Severity>) -> Status {
    if !summary.problems.is_empty() {
        Status::Failed
    } else if summary.notices + summary.unchanged == 0 {
        Status::Nothing
    } else if limit.is_some_and(|limit| summary.reaches(limit)) {
        Status::Found
    } else {
        Status::Clean
    }
}
