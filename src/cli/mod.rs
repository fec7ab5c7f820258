//! The command line: one file a command, all of them thin.

mod args;
mod baseline;
mod baseline_args;
mod changed;
mod check;
mod completions;
mod coverage;
mod destination;
mod draft;
mod ending;
mod examples;
mod explain;
mod facts;
mod files;
mod fix;
mod formats;
mod gaps;
mod init;
mod job;
mod lsp;
mod options;
mod outputs;
mod parent;
mod problem;
mod progress;
mod report;
mod reporting;
mod rules;
mod run;
mod schema;
mod setup;
mod stats;
mod stdin;
mod terminal;
mod trouble;
mod whole;

use args::{Args, Command};
use clap::Parser;
use clap::error::ErrorKind;
use notice_lint::guard;
use std::io::Write;
use std::process::ExitCode;
use trouble::Trouble;

/// How a run ended. The output format has no part in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nothing at or above `--fail-on`.
    Clean,
    /// Findings at or above it.
    Found,
    /// A mistake in usage, configuration or rules, or a file that could not be read.
    Failed,
    /// Nothing was checked.
    Nothing,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(match status {
            Status::Clean => 0,
            Status::Found => 1,
            Status::Failed => 2,
            Status::Nothing => 3,
        })
    }
}

/// Reads the arguments, runs the command, and says how it ended.
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) if error.kind() == ErrorKind::DisplayVersion => return print_version().into(),
        Err(error) => {
            let status = if error.use_stderr() { Status::Failed } else { Status::Clean };
            // Nobody is left to be told when even this cannot be printed.
            let _ = error.print();
            return status.into();
        }
    };
    guard::quiet_panics();
    let errors = trouble::Errors::new(args.color);
    let result = match args.command {
        Command::Check(command) => check::run(&command, args.color),
        Command::Coverage(command) => coverage::run(&command, args.color),
        Command::Report(command) => report::run(&command, args.color),
        Command::Facts(command) => facts::run(&command, args.color),
        Command::Fix(command) => fix::run(&command, args.color),
        Command::Draft(command) => draft::run(&command, args.color),
        Command::Explain(command) => explain::run(&command, args.color),
        Command::Baseline(command) => baseline::run(&command, args.color),
        Command::Rules(command) => rules::run(&command, args.color),
        Command::Init(command) => init::run(&command, args.color),
        Command::Schema(command) => schema::run(&command),
        Command::Lsp(_) => lsp::run(),
        Command::Completions(command) => completions::run(&command),
        Command::Man => completions::man(),
    };
    match result {
        Ok(status) => status.into(),
        // The reader has gone (`| head`): that is its right.
        Err(Trouble::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => Status::Clean.into(),
        Err(trouble) => {
            errors.print(&trouble);
            trouble.status().into()
        }
    }
}

/// The version of the program, and of the law that it knows.
fn print_version() -> Status {
    match writeln!(std::io::stdout(), "notice-lint {}", setup::version()) {
        Ok(()) => Status::Clean,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Status::Clean,
        Err(_) => Status::Failed,
    }
}
