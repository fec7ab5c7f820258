//! Suppressions: comments in every format, waivers, the baseline.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

mod baseline;
mod formats;
mod insert;
mod page;
mod runs;
mod structure;

use assert_cmd::Command;
use notice_lint::check::{Checked, Finding, Options, lint};
use notice_lint::embedded;
use notice_lint::rules::RuleSet;
use notice_lint::source::Source;
use notice_lint::suppress::Acceptance;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The rule that the examples here are about, and words that it reports.
const RULE: &str = "retention-vague";
const VAGUE: &str = "We keep your file for as long as necessary.";

struct Run {
    status: i32,
    out: String,
    err: String,
}

/// A folder with files in it.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        write(folder.path(), name, text);
    }
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("made");
    fs::write(path, text).expect("written");
}

fn run_in(folder: &Path, args: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notice-lint"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "TERM", "COLUMNS"] {
        command.env_remove(name);
    }
    let output = command.current_dir(folder).args(args).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Run { status: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
}

/// A run on the day of the law.
fn run(folder: &TempDir, args: &[&str]) -> Run {
    let mut all = args.to_vec();
    if !args.contains(&"--as-of") && !args.contains(&"show") {
        all.extend(["--as-of", "2026-11-21"]);
    }
    run_in(folder.path(), &all)
}

/// The report of a run in JSON.
fn json(folder: &TempDir, args: &[&str]) -> serde_json::Value {
    let mut all = args.to_vec();
    all.extend(["--format", "json"]);
    let run = run(folder, &all);
    serde_json::from_str(&run.out).unwrap_or_else(|e| panic!("{e}: {}{}", run.out, run.err))
}

/// The findings of a report with this name: line, and by what they are suppressed.
fn named(report: &serde_json::Value, rule: &str) -> Vec<(u64, String)> {
    let all = report["findings"].as_array().expect("a list").iter().filter(|f| f["rule"] == rule);
    all.map(|f| (f["line"].as_u64().unwrap_or(0), f["suppressed"]["by"].as_str().unwrap_or("").to_owned())).collect()
}

fn options() -> Options {
    Options::at("2026-11-21".parse().unwrap())
}

/// A notice, checked and held against its comments.
fn checked(source: &Source, rules: &RuleSet, options: &Options) -> Checked {
    let mut checked = lint(source, rules, options);
    Acceptance::new(rules, options, Vec::new(), None).notice(source, &mut checked);
    checked
}

fn rules() -> RuleSet {
    embedded::rule_set().expect("the embedded pack can be read")
}

/// Name, words, and by what it is suppressed.
fn shown(finding: &Finding) -> (String, String, &'static str) {
    (finding.rule.to_string(), finding.excerpt.clone(), finding.suppressed.as_ref().map_or("", |s| s.by))
}
