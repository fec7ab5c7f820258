//! The options that commands share.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// A severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SeverityArg {
    /// Information.
    #[value(alias = "note")]
    Info,
    /// Warnings.
    Warning,
    /// Errors.
    Error,
}

/// When a run fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOnArg {
    /// At an error.
    Error,
    /// At a warning or an error.
    Warning,
    /// At anything that is reported.
    #[value(alias = "note")]
    Info,
    /// Never.
    Never,
}

/// Which rules are used, and how.
#[derive(Debug, Clone, Args)]
pub struct RuleArgs {
    /// Use these rules only: names of rules, groups or provisions, separated by commas.
    #[arg(long, value_name = "NAMES", value_delimiter = ',', help_heading = "Rules")]
    pub select: Vec<String>,
    /// Leave these rules out: names of rules, groups or provisions, separated by commas.
    #[arg(long, value_name = "NAMES", value_delimiter = ',', help_heading = "Rules")]
    pub ignore: Vec<String>,
    /// Add the rules of a folder to those built in.
    #[arg(long, value_name = "DIR", help_heading = "Rules")]
    pub rules: Vec<PathBuf>,
    /// Use the rules of a folder in place of those built in.
    #[arg(long, value_name = "DIR", help_heading = "Rules")]
    pub pack: Option<PathBuf>,
}

/// Which notices are read, and under which law.
#[derive(Debug, Clone, Args)]
pub struct InputArgs {
    /// Files, folders or globs; `-` reads standard input. In folders: documents (.md .txt .html .docx .odt), and templates
    /// with privacy or gdpr in their name, that no .gitignore or .notice-lintignore leaves out.
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// The name to report for standard input.
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
    /// Read all given notices together with this one (a corporate privacy statement).
    #[arg(long, value_name = "FILE")]
    pub layer: Option<PathBuf>,
    /// The day whose law counts, as 2026-11-21. Default: today.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Read files in another format than their name tells, as `legal/*.inc=html`; may be given several times.
    #[arg(long, value_name = "GLOB=FORMAT")]
    pub format_of: Vec<String>,
    /// Check all the same what looks like another kind of document (a cookie policy, terms of use).
    #[arg(long)]
    pub force: bool,
    /// The configuration. Default: notice-lint.yaml in the folder of the first path or above it.
    #[arg(long, value_name = "FILE", conflicts_with = "isolated", help_heading = "Configuration")]
    pub config: Option<PathBuf>,
    /// Use no configuration file.
    #[arg(long, help_heading = "Configuration")]
    pub isolated: bool,
    /// Say which configuration and which files are used, on standard error.
    #[arg(long, short, conflicts_with = "quiet")]
    pub verbose: bool,
    /// Print the result only: no summary, no progress.
    #[arg(long, short)]
    pub quiet: bool,
}
