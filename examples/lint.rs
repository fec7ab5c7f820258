//! Lints the files that are given, with the default pack: the library without the command line.
//!
//! `cargo run --release --example lint -- FILE...` prints how many findings there were.
#![allow(clippy::print_stdout)]

use notice_lint::{check, embedded, source::Source};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rules = embedded::rule_set()?;
    let options = check::Options::at("2026-11-21".parse()?);
    let (mut notices, mut findings) = (0usize, 0usize);
    for path in std::env::args().skip(1) {
        let source = Source::read(Path::new(&path))?;
        findings += check::lint(&source, &rules, &options).report.findings.len();
        notices += 1;
    }
    println!("{notices} notices, {findings} findings");
    Ok(())
}
