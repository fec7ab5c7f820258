//! Proof by deletion and by planting: a notice that loses every sentence that speaks for an element must be told that the
//! element is missing, and a defect that is put into a clean notice must be found where it is.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

use notice_lint::check::{Options, Verdict, lint};
use notice_lint::embedded;
use notice_lint::notice::Notice;
use notice_lint::rules::{Check, Pack, RuleSet};
use notice_lint::source::{Format, Source};
use std::collections::BTreeSet;

/// The share of elements that must turn to missing when their evidence is deleted.
const DELETED: f64 = 0.95;
/// The share of planted defects that must be found.
const PLANTED: f64 = 0.90;

fn notices() -> Vec<(String, String)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/exemplary");
    let mut out: Vec<(String, String)> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    out.sort();
    out
}

fn options(rules: &RuleSet) -> Options {
    Options::at(rules.pack.law_as_at)
}

/// The text without the sentences, items, headings or cells that hold one of these places.
fn without(source: &Source, places: &[[usize; 2]]) -> String {
    let notice = Notice::new(&source.text, source.blocks());
    let mut cut: Vec<[usize; 2]> = Vec::new();
    for unit in &notice.units {
        let span = notice.unit_span(unit);
        let (start, end) = (span.start as usize, span.end as usize);
        if places.iter().any(|p| p[0] < end && start < p[1]) {
            cut.push([start, end]);
        }
    }
    let mut text = source.text.clone();
    cut.sort();
    for [start, end] in cut.into_iter().rev() {
        text.replace_range(start..end, "");
    }
    text
}

#[test]
fn what_loses_its_sentences_is_missing() {
    let rules = embedded::rule_set().unwrap();
    let options = options(&rules);
    let (mut tried, mut turned, mut failures) = (0, 0, Vec::new());
    for (name, text) in notices() {
        let source = Source::from_bytes(&name, text.into_bytes(), Some(Format::Markdown)).unwrap();
        let before = lint(&source, &rules, &options);
        for element in before.report.elements.iter().filter(|e| e.verdict == Verdict::Stated) {
            tried += 1;
            let mut source = source.clone();
            let mut last = Verdict::Stated;
            // Other sentences may speak for it once the best is gone.
            for _ in 0..12 {
                let checked = lint(&source, &rules, &options);
                let now = checked.report.elements.iter().find(|e| e.id == element.id).unwrap().clone();
                last = now.verdict;
                let places: Vec<[usize; 2]> = now.evidence.iter().map(|e| e.place.bytes).collect();
                if places.is_empty() {
                    break;
                }
                let text = without(&source, &places);
                source = Source::from_bytes(&name, text.into_bytes(), Some(Format::Markdown)).unwrap();
            }
            if matches!(last, Verdict::Missing | Verdict::Silent | Verdict::NotApplicable) {
                turned += 1;
            } else {
                failures.push(format!("{name}: {} is still {last:?}", element.id));
            }
        }
    }
    let rate = f64::from(turned) / f64::from(tried);
    println!("deletion: {turned} of {tried} elements turned to missing ({rate:.3})");
    assert!(tried > 20 && rate >= DELETED, "{rate:.3} of {tried}: {failures:#?}");
}

#[test]
fn a_planted_defect_is_found_where_it_is() {
    let rules = embedded::rule_set().unwrap();
    let options = options(&rules);
    let (pack, problems) = Pack::parse(embedded::files());
    assert!(problems.is_empty());
    let (_, base) = notices().swap_remove(0);
    let (mut tried, mut found, mut missed) = (0, 0, BTreeSet::new());
    for (_, _, file) in pack.rules.values() {
        let rule = rules.rules.iter().find(|r| r.name == file.rule).unwrap();
        // Only defects that lie in the words alone can be planted into a notice that is right otherwise.
        let in_words = matches!(&rule.check, Check::Forbids { when: None, matchers, .. }
            if matchers.iter().all(|m| m.unless_within.is_none() && m.in_topics.is_empty()))
            || matches!(&rule.check, Check::Cites { .. } | Check::NamesBody { .. });
        if !in_words || !rule.on {
            continue;
        }
        for test in file.tests.get("hit").into_iter().flatten() {
            let plain = !test.0.text.is_empty() && !test.0.text.contains('\n');
            if !plain || test.0.as_of.is_some() || !test.0.facts.is_empty() {
                continue;
            }
            tried += 1;
            let text = format!("{}\n\n{}\n", base.trim_end(), test.0.text);
            let line = text.trim_end().lines().count() as u32;
            let source = Source::from_bytes("planted.md", text.into_bytes(), Some(Format::Markdown)).unwrap();
            let checked = lint(&source, &rules, &options);
            let hits = checked.report.findings.iter().filter(|f| rule.reported_names().any(|n| n == &*f.rule));
            if hits.filter(|f| f.place.line == line).count() >= 1 {
                found += 1;
            } else {
                missed.insert(format!("{}: {}", rule.name, test.0.text));
            }
        }
    }
    let rate = f64::from(found) / f64::from(tried);
    println!("planting: {found} of {tried} defects found ({rate:.3})");
    assert!(tried > 50 && rate >= PLANTED, "{rate:.3} of {tried}: {missed:#?}");
}
