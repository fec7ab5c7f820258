//! Proof by deletion and by planting: a notice that loses every sentence that speaks for an element must be told that the
//! element is missing, and a defect that is put into a clean notice must be found where it is. On other notices:
//! `cargo run --release --example mutate -- FILES`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

mod deletion;
mod planting;

use deletion::Deleted;
use notice_lint::check::Options;
use notice_lint::embedded;
use notice_lint::source::{Format, Source};
use planting::{Planted, defects};

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

#[test]
fn what_loses_its_sentences_is_missing() {
    let rules = embedded::rule_set().unwrap();
    let options = Options::at(rules.pack.law_as_at);
    let mut deleted = Deleted::default();
    for (name, text) in notices() {
        let source = Source::from_bytes(&name, text.into_bytes(), Some(Format::Markdown)).unwrap();
        deleted.try_all(&source, &rules, &options);
    }
    assert!(deleted.tried > 20 && deleted.rate() >= DELETED, "{:.3}: {deleted:#?}", deleted.rate());
}

#[test]
fn a_planted_defect_is_found_where_it_is() {
    let rules = embedded::rule_set().unwrap();
    let options = Options::at(rules.pack.law_as_at);
    let (_, base) = notices().swap_remove(0);
    let mut planted = Planted::default();
    planted.try_all(&base, &defects(&rules), &rules, &options);
    assert!(planted.tried > 50 && planted.rate() >= PLANTED, "{:.3}: {planted:#?}", planted.rate());
}
