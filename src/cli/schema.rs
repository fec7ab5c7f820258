//! `notice-lint schema`.

use super::Status;
use super::args::{SchemaArgs, SchemaOf};
use super::trouble::Trouble;
use std::io::Write;

/// Prints a JSON Schema.
pub fn run(args: &SchemaArgs) -> Result<Status, Trouble> {
    let schema = match args.what {
        SchemaOf::Config => notice_lint::config::schema(),
        SchemaOf::Rule => notice_lint::docs::rule_schema(),
        SchemaOf::Drafts => notice_lint::docs::drafts_schema(),
    };
    let mut out = std::io::stdout();
    writeln!(out, "{schema:#}")?;
    Ok(Status::Clean)
}
