//! The default pack: its own tests pass, and the program knows none of its rules by name.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

use notice_lint::check::rule_test;
use notice_lint::embedded;
use notice_lint::rules::{Pack, Problem, compile};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Rule names that are the name of something else too: the key of an Act in the reader of citations.
const OTHERWISE_NAMED: [&str; 1] = ["dpa-1998"];

fn shown(problem: &Problem) -> String {
    let line = problem.text.get(..problem.at.start).unwrap_or_default().matches('\n').count() + 1;
    format!("{}:{line}: {}", problem.path, problem.message)
}

#[test]
fn every_rule_passes_its_own_tests() {
    let (pack, mut problems) = Pack::parse(embedded::files());
    let (rules, more) = compile::compile(&pack);
    problems.extend(more);
    let outcome = rule_test::run(&pack, &rules, &|_| true);
    problems.extend(outcome.failures);
    assert!(outcome.passed > 0);
    assert!(problems.is_empty(), "{}", problems.iter().map(shown).collect::<Vec<_>>().join("\n"));
}

#[test]
fn no_rule_is_known_by_name() {
    let rules = embedded::rule_set().expect("the embedded pack can be read");
    let names: BTreeSet<&str> = rules.rules.iter().flat_map(|rule| rule.reported_names()).collect();
    let mut found = Vec::new();
    for path in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let text = std::fs::read_to_string(&path).unwrap();
        for (at, line) in text.lines().enumerate() {
            for name in words(line).filter(|word| names.contains(word) && !OTHERWISE_NAMED.contains(word)) {
                found.push(format!("{}:{}: {name}", path.display(), at + 1));
            }
        }
    }
    assert!(found.is_empty(), "rules are data, but src/ names some:\n{}", found.join("\n"));
}

/// The kebab-case words of a line. Names of one word ("retention") are plain English too and tell nothing.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(|word| word.contains('-'))
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
    out.sort();
    out
}
