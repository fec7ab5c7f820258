//! The arguments of every command.

use super::baseline_args::BaselineArgs;
use super::examples;
use super::formats::{CheckFormat, ListFormat, OutputArg};
use super::options::{Color, FailOnArg, InputArgs, RuleArgs, SeverityArg};
use super::report::ReportArgs;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Checks privacy notices against UK data protection law.
#[derive(Debug, Parser)]
#[command(
    name = "notice-lint",
    version,
    about = "Checks privacy notices against UK GDPR Articles 13 and 14",
    long_about = "Checks privacy notices against UK GDPR Articles 13 and 14: what is missing, vague, outdated, wrong or \
inconsistent, where, under which provision, why it applies, and what to do.",
    after_help = examples::PROGRAM
)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Colours: auto (on a terminal), always or never.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, hide_possible_values = true, value_name = "WHEN")]
    pub color: Color,
}

/// The commands. Only the arguments of the one that is asked for are built: a short run need not pay for those of all.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Command {
    /// Check notices and report what is wrong with them.
    Check(CheckArgs),
    /// Show which required information each notice gives.
    Coverage(CoverageArgs),
    /// Write reports for people who use no terminal: a page, Markdown, spreadsheets.
    Report(Box<ReportArgs>),
    /// Show what a notice says about the processing, and where: this decides which duties apply.
    Facts(FactsArgs),
    /// Mend what can be mended without the author, and show what is left for the author.
    Fix(FixArgs),
    /// Draft what a notice lacks, with blanks for its author to fill in.
    Draft(DraftArgs),
    /// Explain a rule: what it wants, why, under which provision, with examples.
    Explain(ExplainArgs),
    /// Accept the findings that are there today, so that only new ones count.
    Baseline(BaselineArgs),
    /// List, check and test rules.
    Rules(RulesArgs),
    /// Write a notice-lint.yaml, filled from the notices found.
    Init(InitArgs),
    /// Print the JSON Schema of the configuration or of a rule file, for editors.
    Schema(SchemaArgs),
    /// Serve an editor: the language server, over standard input and output.
    Lsp(LspArgs),
    /// Print the completion script for a shell.
    Completions(CompletionsArgs),
    /// Print the manual page.
    Man,
}

/// `check`.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = examples::CHECK
)]
pub struct CheckArgs {
    /// Which notices.
    #[command(flatten)]
    pub input: InputArgs,
    /// Which rules.
    #[command(flatten)]
    pub rules: RuleArgs,
    /// Report only on notices that were touched since a git revision (a branch, tag or commit): changes since the work left it,
    /// committed or not, and new files. The others are still read, for the comparison.
    #[arg(long, value_name = "REVISION")]
    pub changed_since: Option<String>,
    /// How to print findings on standard output. [default: full]
    #[arg(long, value_enum, help_heading = "Report")]
    pub format: Option<CheckFormat>,
    /// Write findings in a format, to a file or to standard output; may be given several times.
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = OutputArg::parse, help_heading = "Report")]
    pub output: Vec<OutputArg>,
    /// Report nothing below this severity. What is not reported does not fail the run. [default: info]
    #[arg(long, value_enum, value_name = "SEVERITY", help_heading = "Report")]
    pub min_severity: Option<SeverityArg>,
    /// Exit with status 1 when a finding is at least this severe. [default: error]
    #[arg(long, value_enum, value_name = "SEVERITY", help_heading = "Report")]
    pub fail_on: Option<FailOnArg>,
    /// Count the findings of each rule.
    #[arg(long, help_heading = "Report")]
    pub statistics: bool,
    /// Show also the findings that a comment, a waiver or the baseline accepts.
    #[arg(long, help_heading = "Report")]
    pub show_suppressed: bool,
    /// Findings that are known from before. Default: notice-lint-baseline.json beside the configuration, where it is there.
    #[arg(long, value_name = "FILE", conflicts_with = "no_baseline", help_heading = "Configuration")]
    pub baseline: Option<PathBuf>,
    /// Use no baseline.
    #[arg(long, help_heading = "Configuration")]
    pub no_baseline: bool,
}

/// `draft`.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = examples::DRAFT
)]
pub struct DraftArgs {
    /// The notice; `-` reads standard input. It is never changed.
    #[arg(value_name = "NOTICE")]
    pub notice: PathBuf,
    /// Write the notice with the drafted parts in their places to this new file.
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The notice is read together with this one (a corporate privacy statement).
    #[arg(long, value_name = "FILE")]
    pub layer: Option<PathBuf>,
    /// The day whose law counts, as 2026-11-21. Default: today.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// The configuration. Default: notice-lint.yaml in the folder of the notice or above it.
    #[arg(long, value_name = "FILE", conflicts_with = "isolated", help_heading = "Configuration")]
    pub config: Option<PathBuf>,
    /// Use no configuration file.
    #[arg(long, help_heading = "Configuration")]
    pub isolated: bool,
    /// Which rules.
    #[command(flatten)]
    pub rules: RuleArgs,
}

impl DraftArgs {
    /// The same as the other commands' arguments for input.
    pub fn input(&self) -> InputArgs {
        InputArgs {
            paths: vec![self.notice.clone()],
            stdin_filename: None,
            layer: self.layer.clone(),
            as_of: self.as_of.clone(),
            format_of: Vec::new(),
            force: false,
            config: self.config.clone(),
            isolated: self.isolated,
            verbose: false,
            quiet: false,
        }
    }
}

/// `fix`.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = examples::FIX
)]
pub struct FixArgs {
    /// Which notices.
    #[command(flatten)]
    pub input: InputArgs,
    /// Which rules.
    #[command(flatten)]
    pub rules: RuleArgs,
    /// Apply also fixes that may change the meaning.
    #[arg(long = "unsafe", help_heading = "Fixes")]
    pub also_unsafe: bool,
    /// Show what would change as a unified diff, and change nothing.
    #[arg(long, help_heading = "Fixes")]
    pub diff: bool,
}

/// `coverage`.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = examples::COVERAGE
)]
pub struct CoverageArgs {
    /// Which notices.
    #[command(flatten)]
    pub input: InputArgs,
    /// Which rules.
    #[command(flatten)]
    pub rules: RuleArgs,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = ListFormat::Full)]
    pub format: ListFormat,
    /// List the lines that speak for each verdict.
    #[arg(long)]
    pub evidence: bool,
}

/// `facts`.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = examples::FACTS
)]
pub struct FactsArgs {
    /// Which notices.
    #[command(flatten)]
    pub input: InputArgs,
    /// Which rules.
    #[command(flatten)]
    pub rules: RuleArgs,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = ListFormat::Full)]
    pub format: ListFormat,
}

/// `explain`.
#[derive(Debug, ClapArgs)]
pub struct ExplainArgs {
    /// The name of a rule, as a report prints it.
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// Add the rules of a folder to those built in.
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// Use the rules of a folder in place of those built in.
    #[arg(long, value_name = "DIR")]
    pub pack: Option<PathBuf>,
}

/// `rules`.
#[derive(Debug, ClapArgs)]
pub struct RulesArgs {
    /// What to do with them.
    #[command(subcommand)]
    pub command: RulesCommand,
}

/// `rules ...`.
#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// List the rules: name, severity, what they want.
    List(RulesListArgs),
    /// Check that rule files are well formed.
    Check(RuleArgs),
    /// Run the tests that stand in the rule files.
    Test(RuleArgs),
    /// Show sentences of a notice that no rule understood, for whoever writes rules.
    Gaps(RulesGapsArgs),
    /// Tell how often each rule fires over many notices, on what, and which phrases never match.
    Stats(RulesStatsArgs),
}

/// `rules list`.
#[derive(Debug, ClapArgs)]
pub struct RulesListArgs {
    /// Which rules.
    #[command(flatten)]
    pub rules: RuleArgs,
    /// Print one JSON object a rule and line.
    #[arg(long)]
    pub json: bool,
}

/// `rules stats`.
#[derive(Debug, ClapArgs)]
pub struct RulesStatsArgs {
    /// Says that the paths are a corpus; there is no other way to count.
    #[arg(long)]
    pub corpus: bool,
    /// Which notices.
    #[command(flatten)]
    pub input: InputArgs,
    /// Which rules.
    #[command(flatten)]
    pub rules: RuleArgs,
}

/// `rules gaps`.
#[derive(Debug, ClapArgs)]
pub struct RulesGapsArgs {
    /// Rank them by topic over all notices, the most frequent first.
    #[arg(long)]
    pub corpus: bool,
    /// Which notices.
    #[command(flatten)]
    pub input: InputArgs,
    /// Which rules.
    #[command(flatten)]
    pub rules: RuleArgs,
}

/// `init`.
#[derive(Debug, ClapArgs)]
pub struct InitArgs {
    /// The folder with the notices; notice-lint.yaml is written there.
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub folder: PathBuf,
    /// Write over a notice-lint.yaml that is there.
    #[arg(long)]
    pub force: bool,
}

/// `schema`.
#[derive(Debug, ClapArgs)]
pub struct SchemaArgs {
    /// Of what.
    #[arg(value_enum)]
    pub what: SchemaOf,
}

/// What has a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// notice-lint.yaml.
    Config,
    /// A rule file.
    Rule,
    /// The register of drafts, registers/drafts.yml.
    Drafts,
}

/// `lsp`.
#[derive(Debug, ClapArgs)]
pub struct LspArgs {
    /// Accepted because many editors pass it; there is no other way to talk.
    #[arg(long, hide = true)]
    pub stdio: bool,
}

/// `completions`.
#[derive(Debug, ClapArgs)]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}
