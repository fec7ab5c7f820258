//! `notice-lint completions` and `notice-lint man`.

use super::Status;
use super::args::{Args, CompletionsArgs};
use super::trouble::Trouble;
use clap::CommandFactory;
use std::io::Write;

/// Prints a completion script.
pub fn run(args: &CompletionsArgs) -> Result<Status, Trouble> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "notice-lint", &mut script);
    std::io::stdout().write_all(&script)?;
    Ok(Status::Clean)
}

/// Prints the manual page, with a section for each command.
pub fn man() -> Result<Status, Trouble> {
    let mut page = Vec::new();
    let command = Args::command();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for sub in command.get_subcommands() {
        let name = sub.get_name().to_string();
        let title = format!("notice-lint {name}");
        let man = clap_mangen::Man::new(sub.clone().bin_name(title.clone()));
        writeln!(page, ".SH \"{}\"", title.to_uppercase())?;
        man.render_description_section(&mut page)?;
        man.render_synopsis_section(&mut page)?;
        man.render_options_section(&mut page)?;
        man.render_extra_section(&mut page)?;
    }
    std::io::stdout().write_all(&page)?;
    Ok(Status::Clean)
}
