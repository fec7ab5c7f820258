//! The arguments of `notice-lint baseline`.

use super::examples;
use super::options::{InputArgs, RuleArgs};
use clap::{Args as ClapArgs, Subcommand};
use std::path::PathBuf;

/// `baseline`.
#[derive(Debug, ClapArgs)]
#[command(after_help = examples::BASELINE)]
pub struct BaselineArgs {
    /// What to do with it.
    #[command(subcommand)]
    pub command: BaselineCommand,
}

/// `baseline ...`.
#[derive(Debug, Subcommand)]
pub enum BaselineCommand {
    /// Write the findings of today to the baseline.
    Create(BaselineCreateArgs),
    /// Print what the baseline holds.
    Show(BaselineShowArgs),
    /// Take out what is not found any more. It never adds anything.
    Prune(BaselinePruneArgs),
}

/// `baseline create`.
#[derive(Debug, ClapArgs)]
pub struct BaselineCreateArgs {
    /// Which notices.
    #[command(flatten)]
    pub input: InputArgs,
    /// Which rules.
    #[command(flatten)]
    pub rules: RuleArgs,
    /// The file. Default: notice-lint-baseline.json beside the configuration, or in the current folder.
    #[arg(long, value_name = "FILE", help_heading = "Configuration")]
    pub baseline: Option<PathBuf>,
    /// Write over a baseline that is there: what it knew of the notices that are checked now is replaced.
    #[arg(long = "overwrite")]
    pub overwrite: bool,
}

/// `baseline show`.
#[derive(Debug, ClapArgs)]
pub struct BaselineShowArgs {
    /// The file. Default: notice-lint-baseline.json beside the configuration, or in the current folder.
    #[arg(value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Print the file as it is, in JSON.
    #[arg(long)]
    pub json: bool,
}

/// `baseline prune`.
#[derive(Debug, ClapArgs)]
pub struct BaselinePruneArgs {
    /// Which notices.
    #[command(flatten)]
    pub input: InputArgs,
    /// Which rules.
    #[command(flatten)]
    pub rules: RuleArgs,
    /// The file. Default: notice-lint-baseline.json beside the configuration, or in the current folder.
    #[arg(long, value_name = "FILE", help_heading = "Configuration")]
    pub baseline: Option<PathBuf>,
    /// Say what would be taken out, and change nothing.
    #[arg(long)]
    pub dry_run: bool,
}
