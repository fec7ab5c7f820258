//! The arguments of `report`.

use crate::cli::examples;
use crate::cli::options::{InputArgs, RuleArgs, SeverityArg};
use clap::Args as ClapArgs;
use std::path::PathBuf;

/// `report`.
#[derive(Debug, Clone, ClapArgs)]
#[command(after_help = examples::REPORT, mut_arg("paths", |paths| paths.required(false).required_unless_present("diff")))]
pub struct ReportArgs {
    /// Which notices.
    #[command(flatten)]
    pub input: InputArgs,
    /// Which rules.
    #[command(flatten)]
    pub rules: RuleArgs,
    /// Write one page that holds everything, to mail, print and read in a browser; `-` prints it.
    #[arg(long, value_name = "FILE", help_heading = "Report")]
    pub html: Option<PathBuf>,
    /// Write steps, matrix and findings in Markdown; `-` prints it.
    #[arg(long, value_name = "FILE", help_heading = "Report")]
    pub markdown: Option<PathBuf>,
    /// Write the matrix for a spreadsheet, one row a notice; `-` prints it.
    #[arg(long, value_name = "FILE", help_heading = "Report")]
    pub csv: Option<PathBuf>,
    /// Write the findings for a spreadsheet, one row a finding; `-` prints it.
    #[arg(long, value_name = "FILE", help_heading = "Report")]
    pub csv_findings: Option<PathBuf>,
    /// Write a workbook with steps, matrix and findings.
    #[arg(long, value_name = "FILE", help_heading = "Report")]
    pub xlsx: Option<PathBuf>,
    /// Write verdicts and findings in one JSON object; `-` prints it.
    #[arg(long, value_name = "FILE", help_heading = "Report")]
    pub json: Option<PathBuf>,
    /// Show what got better and worse between two runs: files of `check`, `coverage` or `report` in JSON, or revisions of git.
    #[arg(long, num_args = 2, value_names = ["OLD", "NEW"], conflicts_with_all = ["html", "csv", "csv_findings", "xlsx"], help_heading = "Compare")]
    pub diff: Option<Vec<String>>,
    /// With --diff: exit with status 1 when anything got worse.
    #[arg(long, help_heading = "Compare")]
    pub fail_if_worse: bool,
    /// The findings that are known and accepted. [default: the baseline beside notice-lint.yaml]
    #[arg(long, value_name = "FILE", conflicts_with = "no_baseline", help_heading = "Configuration")]
    pub baseline: Option<PathBuf>,
    /// Use no baseline.
    #[arg(long, help_heading = "Configuration")]
    pub no_baseline: bool,
    /// The heading of the report.
    #[arg(long, value_name = "TEXT", help_heading = "Report")]
    pub title: Option<String>,
    /// Report nothing below this severity. [default: info]
    #[arg(long, value_enum, value_name = "SEVERITY", help_heading = "Report")]
    pub min_severity: Option<SeverityArg>,
}
