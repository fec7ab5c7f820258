//! The command line of `notice-lint`.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
