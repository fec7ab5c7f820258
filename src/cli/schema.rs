//! `notice-lint schema`.

use super::Status;
use super::args::{SchemaArgs, SchemaOf};
use super::trouble::Trouble;
use notice_lint::rules::file::RuleFile;
use std::io::Write;

/// Prints a JSON Schema.
pub fn run(args: &SchemaArgs) -> Result<Status, Trouble> {
    let schema = match args.what {
        SchemaOf::Config => notice_lint::config::schema(),
        SchemaOf::Rule => {
            schemars::generate::SchemaSettings::draft07().into_generator().into_root_schema_for::<RuleFile>().to_value()
        }
    };
    let mut out = std::io::stdout();
    writeln!(out, "{schema:#}")?;
    Ok(Status::Clean)
}
