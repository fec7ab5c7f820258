//! Input that nobody wrote in good faith: no panic, and no time that grows with the square of the size.
//!
//! The sizes here suit a debug build; `HOSTILE=10` in the environment makes all of them ten times as large.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

use notice_lint::check::{self, Options};
use notice_lint::embedded;
use notice_lint::phrase::{Compiler, WordLists, syntax};
use notice_lint::rules::RuleSet;
use notice_lint::rules::condition::Condition;
use notice_lint::source::{Format, Source};
use std::sync::OnceLock;

fn rules() -> &'static RuleSet {
    static RULES: OnceLock<RuleSet> = OnceLock::new();
    RULES.get_or_init(|| embedded::rule_set().unwrap())
}

fn size(bytes: usize) -> usize {
    let times = std::env::var("HOSTILE").ok().and_then(|t| t.parse().ok()).unwrap_or(1usize);
    bytes * times
}

/// Lints the bytes as Markdown and as free text; every place that is reported lies in the file.
fn lint(bytes: &[u8]) -> usize {
    let options = Options::at("2026-11-21".parse().unwrap());
    let mut findings = 0;
    for format in [Format::Markdown, Format::Text] {
        let Ok(source) = Source::from_bytes("notice", bytes.to_vec(), Some(format)) else { continue };
        let checked = check::lint(&source, rules(), &options);
        for finding in &checked.report.findings {
            let [start, end] = finding.place.bytes;
            assert!(start <= end && end <= bytes.len(), "{finding:?}");
        }
        findings += checked.report.findings.len();
    }
    findings
}

fn repeated(part: &str, bytes: usize) -> String {
    part.repeat(size(bytes) / part.len())
}

const PARAGRAPH: &str = "We keep your personal data for as long as necessary and share it with the police, see section 4 above. \
    Call the ICO on 0303 123 1114 or write to dpo@northbrook.example under Article 6(1)(e) of the GDPR.";

#[test]
fn a_large_text() {
    assert!(lint(repeated(&format!("{PARAGRAPH}\n\n"), 1_000_000).as_bytes()) > 0);
}

#[test]
fn one_endless_line() {
    assert!(lint(repeated(&format!("{PARAGRAPH} "), 500_000).as_bytes()) > 0);
    lint(repeated("we keep your data for as long as necessary and ", 500_000).as_bytes());
}

#[test]
fn headings_and_nothing_else() {
    lint(repeated("# How long we keep your data\n\n", 150_000).as_bytes());
    lint(repeated("How long we keep your data\n", 150_000).as_bytes());
    lint(repeated("1. Your rights\n\nSee 'Our rights' above.\n\n", 150_000).as_bytes());
    lint(format!("# {}", repeated("we keep your data for as long as necessary ", 150_000)).as_bytes());
}

#[test]
fn lists_within_lists() {
    let nested: String =
        (0..size(2_000)).map(|depth| format!("{}- the police\n", " ".repeat(2 * (depth % 200)))).collect();
    lint(nested.as_bytes());
    lint(repeated("- the police and the courts\n", 150_000).as_bytes());
    lint(repeated("- ", 150_000).as_bytes());
    lint(repeated("> ", 50_000).as_bytes());
    lint(repeated("> > > > a\n", 50_000).as_bytes());
    lint(repeated("1. ", 150_000).as_bytes());
}

#[test]
fn one_sign_only() {
    for sign in [
        "(", ")", "*", "_", "|", "[", "]", "`", "<", ">", "&", "\"", "'", "!", ".", "@", "~", "\\", "-", "#", "=",
        "\n", "\t",
    ] {
        lint(repeated(sign, 100_000).as_bytes());
    }
    for pair in [
        "[a](", "![", "*a_", "<a ", "<!--", "a|", "|\n", "&#", "](", "`a", "(ICO ", "ICO (", "'a ", "\"a\" ", "~~",
        "[a]: ",
    ] {
        lint(repeated(pair, 100_000).as_bytes());
    }
}

#[test]
fn no_space_at_all() {
    lint(repeated("a", 200_000).as_bytes());
    lint(repeated("é", 200_000).as_bytes());
    lint(repeated("6", 200_000).as_bytes());
    lint(repeated("a.", 100_000).as_bytes());
    lint(repeated("don't", 100_000).as_bytes());
    lint(repeated("a'", 100_000).as_bytes());
}

#[test]
fn control_characters() {
    lint(repeated("a\u{0}b\u{1b}[31mc\u{7}\u{8}\u{7f}\u{85}\u{202e}\u{2028} ", 100_000).as_bytes());
    lint(&[0; 1000]);
}

/// Signs that mean something, and halves of characters.
const SIGNS: &[u8] = b"ab -#*|[](){}<>`\n'\".:12\xc3\xa9\xe2\x80\x99";

#[test]
fn random_bytes() {
    let mut state = 1u64;
    for round in 0..20 {
        let bytes: Vec<u8> = (0..size(5_000))
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let byte = (state >> 56) as u8;
                if round % 2 == 0 { byte } else { SIGNS[byte as usize % SIGNS.len()] }
            })
            .collect();
        lint(&bytes);
    }
}

/// Statements that could each be compared with each other.
#[test]
fn many_hits_of_the_same_rules() {
    let weak = "We keep it for as long as necessary.\n\n";
    let denied = "We do not keep your data for six years.\n\n";
    let basis = "We rely on consent under Article 6(1)(a).\n\n";
    for text in
        [format!("{weak}{denied}"), format!("{basis}You cannot withdraw your consent.\n\n"), "GDPR, UK GDPR, ".into()]
    {
        lint(repeated(&text, 200_000).as_bytes());
    }
}

#[test]
fn a_wide_table() {
    lint(
        format!("{}\n{}\n{}\n", repeated("| a ", 20_000), repeated("|---", 20_000), repeated("| six years ", 60_000))
            .as_bytes(),
    );
    lint(repeated("| a | b |\n", 50_000).as_bytes());
}

#[test]
fn phrases_that_nest_or_grow() {
    for phrase in
        ["(".repeat(100_000), "(a|".repeat(100_000), "<".repeat(100_000), "a?".repeat(100_000), "...".repeat(100_000)]
    {
        let _ = syntax::parse(&phrase);
        let _ = Compiler::new(&WordLists::new()).phrase(&phrase);
    }
    // Each list holds the one before it many times.
    let mut lists = WordLists::new();
    for level in 0..9 {
        let part = if level == 0 { "a b".to_owned() } else { format!("<l{}>", level - 1) };
        let choices = (0..30).map(|n| {
            syntax::parse(&format!("{part} {}", if level % 2 == 0 { format!("x{n}") } else { String::new() })).unwrap()
        });
        lists.insert(format!("l{level}"), choices.collect());
    }
    assert!(Compiler::new(&lists).phrase("<l7> <l7>").is_err());
    // A list that holds itself.
    lists.insert("me".into(), vec![syntax::parse("<me>").unwrap(); 30]);
    assert!(Compiler::new(&lists).phrase("<me>").is_err());
    lists.insert("you".into(), vec![syntax::parse("<you> a").unwrap(); 30]);
    assert!(Compiler::new(&lists).phrase("<you>").is_err());
}

#[test]
fn conditions_that_nest() {
    for condition in ["(".repeat(100_000), "not ".repeat(100_000), "a and ".repeat(100_000), "a or (".repeat(100_000)] {
        assert!(Condition::parse(&condition, &|_| Ok(0)).is_err());
    }
}

/// A phrase with many gaps and choices stays linear in the length of the sentence.
#[test]
fn a_phrase_that_would_backtrack() {
    use notice_lint::phrase::scan::{Line, Search, Words};
    let lists = WordLists::new();
    let mut compiler = Compiler::new(&lists);
    compiler.phrase("a ...30 a ...30 (a|a a|a ...30 a)? ...30 a ...30 (a? a? a? a? a?) ...30 a ...30 a b").unwrap();
    let table = compiler.finish();
    let text: Vec<&str> = std::iter::repeat_n("a", size(5_000)).chain(["c", "b"]).collect();
    let words = Words::new(&table, text.iter().map(|w| (*w, *w, false)), Vec::new());
    let tokens: Vec<u32> = (0..text.len() as u32).collect();
    let mut out = Vec::new();
    let line = Line { tokens: &tokens, own: 0, leads: false };
    Search::new(&table, words, &mut std::iter::once(line)).find(0, 0..1, &mut |_| true, &mut out);
    assert_eq!(out, []);
    assert!(text.len() > notice_lint::phrase::scan::LONGEST_LINE);
}
