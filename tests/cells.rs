//! A cell is judged with the heading of its column.

#![allow(clippy::expect_used)]

use assert_cmd::Command;
use std::fs;

const RULE: &str = "rule: kite-time
title: Say no times
explain: Times of kites belong to the club.
severity: warning
messages:
  hit: '\"{found}\" is a time.'

forbids:
  match:
    - match: <period>
      unless: [you must keep them]

tests:
  hit:
    - We keep kites for six years.
  none:
    - We keep kites.
";

const NOTICE: &str = "# Privacy notice

| Paper | You must keep them for | We keep them for |
| --- | --- | --- |
| Permits | six years | seven years |
";

#[test]
fn what_cancels_a_match_may_stand_in_the_heading_of_its_column() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("rules")).expect("made");
    fs::write(folder.path().join("rules/kite-time.yml"), RULE).expect("written");
    fs::write(folder.path().join("notice.md"), NOTICE).expect("written");
    let args = ["check", "--isolated", "notice.md", "--rules", "rules", "--select", "kite-time", "--format", "concise"];
    let output = Command::new(env!("CARGO_BIN_EXE_notice-lint"))
        .current_dir(folder.path())
        .args(args)
        .output()
        .expect("it runs");
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(shown.contains("\"seven years\"") && !shown.contains("\"six years\""), "{shown}");
}
