//! One notice in every format that is read: the same sections, and the same findings at the same words.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

use notice_lint::check::{Checked, Options, Verdict, lint};
use notice_lint::embedded;
use notice_lint::source::Source;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn all() -> Vec<(PathBuf, Source, Checked)> {
    let rules = embedded::rule_set().expect("the embedded pack can be read");
    let options = Options::at("2026-11-21".parse().unwrap());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| name(path).starts_with("allotments."));
    files.sort();
    assert!(files.len() > 25, "only {} files", files.len());
    let read = |path: PathBuf| {
        let source = Source::read(&path).unwrap();
        let checked = lint(&source, &rules, &options);
        (path, source, checked)
    };
    files.into_iter().map(read).collect()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// Locale files have no markup, so their sections and tables are not known.
fn is_locale(path: &Path) -> bool {
    path.extension().is_some_and(|e| ["json", "yml", "po"].iter().any(|l| e == *l))
}

#[test]
fn every_format_has_the_same_sections() {
    let expected = [
        "Who we are",
        "What we hold",
        "Why we use it",
        "Who sees it",
        "How long we keep it",
        "Your rights",
        "Complaints",
    ];
    for (path, _, checked) in all().iter().filter(|(path, ..)| !is_locale(path)) {
        let sections: Vec<&str> = checked.report.sections.iter().map(|s| s.heading.as_str()).collect();
        let own: Vec<&str> = sections.iter().copied().filter(|s| !s.starts_with("Harbour Street")).collect();
        assert_eq!(own, expected, "{}", path.display());
    }
}

#[test]
fn every_format_has_the_same_findings_at_the_same_words() {
    let mut first: Option<BTreeSet<(String, String)>> = None;
    for (path, source, checked) in &all() {
        let findings = &checked.report.findings;
        for finding in findings.iter().filter(|f| !f.excerpt.is_empty()) {
            let [from, to] = finding.place.bytes;
            let bytes = std::fs::read(path).unwrap();
            let words = String::from_utf8_lossy(&bytes[from..to]).split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(words, finding.excerpt, "{}: {}", path.display(), finding.rule);
        }
        assert!(source.can_edit(), "{}", path.display());
        let told: BTreeSet<(String, String)> =
            findings.iter().map(|f| (f.rule.to_string(), f.excerpt.clone())).collect();
        if is_locale(path) {
            for (rule, words) in [("bare-gdpr", "GDPR"), ("ico-phone-wrong", "0303 123 1133")] {
                assert!(told.contains(&(rule.to_owned(), words.to_owned())), "{}: {told:?}", path.display());
            }
        } else {
            assert_eq!(&told, first.get_or_insert_with(|| told.clone()), "{}", path.display());
        }
    }
}

#[test]
fn every_format_has_the_same_verdicts() {
    let mut first: Option<Vec<(String, Verdict)>> = None;
    for (path, _, checked) in all().iter().filter(|(path, ..)| !is_locale(path)) {
        let told: Vec<(String, Verdict)> =
            checked.report.elements.iter().map(|e| (e.id.to_string(), e.verdict)).collect();
        assert_eq!(&told, first.get_or_insert_with(|| told.clone()), "{}", path.display());
    }
}

#[test]
fn places_in_every_format() {
    let mut shown = String::new();
    for (path, _, checked) in &all() {
        let _ = writeln!(shown, "{}", name(path));
        for finding in &checked.report.findings {
            let place = &finding.place;
            let _ = writeln!(shown, "  {}:{} {} {:?}", place.line, place.column, finding.rule, finding.excerpt);
        }
        let retention = checked.report.elements.iter().find(|e| &*e.id == "retention").unwrap();
        for evidence in &retention.evidence {
            let _ = writeln!(shown, "  {}:{} {:?}", evidence.place.line, evidence.place.column, evidence.text);
        }
    }
    insta::assert_snapshot!(shown);
}
