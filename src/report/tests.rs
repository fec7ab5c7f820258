use super::*;
use crate::check::{
    Citation, Confidence, Edit, ElementReport, EvidenceReport, FactReport, FactValue, Fix, FixClass, Place, Related,
    Verdict,
};
use std::sync::Arc;

fn source(text: &str) -> Source {
    Source::from_text("notices/a.md", text)
}

fn place(text: &str, words: &str) -> Place {
    let start = text.find(words).expect("words stand in the text");
    let end = start + words.len();
    let at = |offset: usize| {
        let before = &text[..offset];
        let line = before.matches('\n').count() as u32 + 1;
        (line, before.rsplit('\n').next().unwrap_or("").chars().count() as u32 + 1)
    };
    let ((line, column), (end_line, end_column)) = (at(start), at(end));
    Place { path: Arc::from("notices/a.md"), line, column, end_line, end_column, bytes: [start, end] }
}

fn related(text: &str, words: &str, said: &str) -> Related {
    Related { place: place(text, words), text: said.to_string() }
}

fn finding(text: &str, words: &str) -> Finding {
    Finding {
        rule: Arc::from("sample-vague"),
        element: Some(Arc::from("sample")),
        severity: Severity::Warning,
        confidence: Confidence::High,
        place: place(text, words),
        excerpt: words.to_string(),
        message: "This notice does not say how long personal data is kept: it names no period.".to_string(),
        next: "Give a period, or the criteria from which a reader can work it out.".to_string(),
        because: Vec::new(),
        law: vec![Citation {
            cite: Arc::from("UK GDPR Art 13(2)(a)"),
            url: Arc::from("https://www.legislation.gov.uk/eur/2016/679/article/13"),
        }],
        related: Vec::new(),
        fixes: Vec::new(),
        fingerprint: "0123456789abcdef".to_string(),
        suppressed: None,
    }
}

fn run() -> Run {
    let day = |text: &str| text.parse::<Day>().expect("a day");
    let pack = PackInfo { name: "uk".into(), version: "1.0".into(), law_as_at: day("2026-11-20") };
    Run { pack, as_of: day("2026-11-21") }
}

fn report(findings: Vec<Finding>) -> NoticeReport {
    NoticeReport {
        path: Arc::from("notices/a.md"),
        title: "Privacy notice".to_string(),
        sections: Vec::new(),
        facts: Vec::new(),
        elements: Vec::new(),
        findings,
    }
}

fn printed<S: Sink>(mut sink: S, text: &str, report: &NoticeReport, across: &[Finding]) -> String {
    let source = source(text);
    let mut out = Vec::new();
    let mut summary = Summary { notices: 1, ..Summary::default() };
    report.findings.iter().chain(across).for_each(|finding| summary.count(finding));
    sink.start(&run(), &mut out).expect("written");
    let part = sink.prepare(Item::Notice { source: &source, report });
    sink.accept(part, &mut out).expect("written");
    if !across.is_empty() {
        let part = sink.prepare(Item::Across { source: Some(&source), findings: across });
        sink.accept(part, &mut out).expect("written");
    }
    sink.finish(&run(), &summary, &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

fn full(text: &str, findings: Vec<Finding>) -> String {
    printed(Full::new(Look::PLAIN, false, true), text, &report(findings), &[])
}

const TEXT: &str =
    "# Privacy notice\n\nWe share data with the police.\n\nWe keep your data for as long as necessary.\n";

#[test]
fn full_shows_words_reason_law_and_next_step() {
    let mut finding = finding(TEXT, "as long as necessary");
    finding.because.push(related(TEXT, "We share data with the police", "We share data with the police"));
    finding.related.push(related(TEXT, "Privacy notice", "the title promises it"));
    let mut other = related(TEXT, "Privacy notice", "We keep calls for six months");
    other.place.path = Arc::from("notices/b.md");
    finding.related.push(other);
    finding.fixes.push(Fix {
        class: FixClass::Suggest,
        title: "say how long".to_string(),
        edits: vec![Edit { bytes: [0, 0], text: "We keep your data for [period].".to_string() }],
    });
    insta::assert_snapshot!(full(TEXT, vec![finding]));
}

#[test]
fn full_wraps_a_long_paragraph_and_keeps_true_numbers() {
    let words = "for as long as is necessary";
    let text = format!(
        "# Notice\n\n{}We keep it {words} and then {}\n",
        "Some words about the school. ".repeat(15),
        "more words follow here ".repeat(20)
    );
    assert!(text.lines().nth(2).is_some_and(|line| line.len() > 900));
    insta::assert_snapshot!(full(&text, vec![finding(&text, words)]));
}

#[test]
fn full_splits_a_mark_that_is_longer_than_a_row() {
    let text = format!("{}.\n\nThe end.\n", "One long sentence that goes on".repeat(9));
    let words = text.lines().next().unwrap_or_default().to_string();
    insta::assert_snapshot!(full(&text, vec![finding(&text, &words)]));
}

#[test]
fn full_aligns_wide_characters_and_tabs() {
    let text = "数据 😀 are kept\tas long as necessary\tby us “here”.\n";
    insta::assert_snapshot!(full(text, vec![finding(text, "as long as necessary")]));
}

#[test]
fn no_format_passes_control_characters_on() {
    let text = "\u{1b}]8;;https://evil.example\u{1b}\\click\u{1b}]8;;\u{1b}\\ \u{9b}31m as long\u{202e} as\u{7} necessary\u{7f}.\n";
    let mut finding = finding(text, "as long\u{202e} as\u{7} necessary");
    finding.message = format!("It says \"{}\"", finding.excerpt);
    finding.next = "\u{1b}[2J".to_string();
    finding.because.push(related(text, "click", "\u{1b}[31mclick"));
    let mut report = report(vec![finding]);
    report.title = "\u{1b}[2Jtitle".to_string();
    report.elements.push(element("sample", Verdict::Weak, "\u{9b}2J"));
    report.facts.push(fact("\u{1b}[1m"));
    let bad = |text: &str| text.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}');
    let pages = [
        printed(Full::new(Look::PLAIN, false, true), text, &report, &[]),
        printed(Concise { look: Look::PLAIN, quiet: false, statistics: true, suppressed: false }, text, &report, &[]),
        printed(CheckJson::default(), text, &report, &[]),
        printed(CheckLines, text, &report, &[]),
        printed(CoverageTable::new(Look::PLAIN, true, false), text, &report, &[]),
        printed(CoverageJson::new(), text, &report, &[]),
        printed(CoverageLines::new(), text, &report, &[]),
        printed(FactList { look: Look::PLAIN }, text, &report, &[]),
    ];
    for page in &pages {
        assert!(!bad(page), "{page:?}");
    }
    insta::assert_snapshot!(pages[0]);
    let value: serde_json::Value = serde_json::from_str(&pages[2]).expect("JSON");
    assert_eq!(value["findings"][0]["excerpt"], "as long\u{202e} as\u{7} necessary");
}

#[test]
fn colours_and_links_only_when_asked_for() {
    let report = report(vec![finding(TEXT, "as long as necessary")]);
    let look = Look { colour: true, links: true, width: 100 };
    let page = printed(Full::new(look, false, false), TEXT, &report, &[]);
    assert!(page.contains(
        "\u{1b}]8;;https://www.legislation.gov.uk/eur/2016/679/article/13\u{1b}\\UK GDPR Art 13(2)(a)\u{1b}]8;;\u{1b}\\"
    ));
    assert!(page.contains("\u{1b}[1m\u{1b}[33mwarning[sample-vague]"));
    let page = printed(Full::new(Look::PLAIN, false, false), TEXT, &report, &[]);
    assert!(!page.contains('\u{1b}'));
}

#[test]
fn a_link_is_made_of_safe_addresses_only() {
    let look = Look { colour: true, links: true, width: 100 };
    let law = Citation { cite: Arc::from("Art 13"), url: Arc::from("https://a.example/\u{1b}\\x") };
    assert_eq!(look.citation(&law), "Art 13");
}

#[test]
fn full_marks_a_place_without_words() {
    let mut one = finding(TEXT, "# Privacy");
    one.excerpt.clear();
    one.place.end_column = 1;
    one.place.bytes = [0, 0];
    one.severity = Severity::Error;
    one.confidence = Confidence::Low;
    insta::assert_snapshot!(full(TEXT, vec![one]));
}

#[test]
fn full_survives_places_beyond_the_text() {
    let mut one = finding(TEXT, "as long as necessary");
    one.place.line = 900;
    one.place.end_line = 901;
    one.place.bytes = [9000, 9100];
    let page = full(TEXT, vec![one]);
    assert!(page.contains("notices/a.md:900:23"), "{page}");
    assert!(full("", vec![finding(TEXT, "as long as necessary")]).contains("sample-vague"));
}

#[test]
fn full_has_a_heading_over_findings_across_notices() {
    let across = [finding(TEXT, "the police")];
    insta::assert_snapshot!(printed(Full::new(Look::PLAIN, false, false), TEXT, &report(vec![]), &across));
}

#[test]
fn accepted_findings_are_counted_not_shown() {
    let mut one = finding(TEXT, "as long as necessary");
    one.suppressed = Some(crate::check::Suppressed { by: "comment", reason: "agreed".to_string(), until: None });
    let page = full(TEXT, vec![one]);
    insta::assert_snapshot!(page);
}

#[test]
fn concise_prints_one_line_each() {
    let mut second = finding(TEXT, "the police");
    second.severity = Severity::Info;
    second.message = "One\nline".to_string();
    let report = report(vec![second, finding(TEXT, "as long as necessary")]);
    insta::assert_snapshot!(printed(
        Concise { look: Look::PLAIN, quiet: false, statistics: true, suppressed: false },
        TEXT,
        &report,
        &[]
    ));
}

#[test]
fn json_keeps_the_contract() {
    let mut one = finding(TEXT, "as long as necessary");
    one.because.push(related(TEXT, "We share", "We share"));
    let report = report(vec![one, finding(TEXT, "the police")]);
    let page = printed(CheckJson::default(), TEXT, &report, &[finding(TEXT, "data")]);
    let value: serde_json::Value = serde_json::from_str(&page).expect("JSON");
    assert_eq!(value["findings"].as_array().map(Vec::len), Some(3));
    insta::assert_snapshot!(page);
    let empty = printed(CheckJson::default(), TEXT, &self::report(vec![]), &[]);
    assert!(serde_json::from_str::<serde_json::Value>(&empty).is_ok(), "{empty}");
    let lines = printed(CheckLines, TEXT, &report, &[]);
    assert_eq!(lines.lines().count(), 2);
    assert!(lines.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()));
}

fn element(id: &str, verdict: Verdict, text: &str) -> ElementReport {
    ElementReport {
        id: Arc::from(id),
        title: Arc::from(format!("The {id} of the data")),
        verdict,
        because: "it names no period".to_string(),
        evidence: vec![EvidenceReport { grade: "weak", place: place(TEXT, "as long"), text: text.to_string() }],
    }
}

fn fact(text: &str) -> FactReport {
    FactReport {
        id: Arc::from("sample-fact"),
        title: Arc::from("Data leaves the country"),
        value: FactValue::Yes,
        how: "inferred",
        because: vec![related(TEXT, "the police", text)],
    }
}

fn with_elements() -> NoticeReport {
    let mut report = report(vec![]);
    let verdicts = [
        ("period", Verdict::Weak),
        ("source", Verdict::Stated),
        ("basis", Verdict::Missing),
        ("transfer", Verdict::Silent),
        ("officer", Verdict::Layered),
        ("agent", Verdict::NotApplicable),
        ("date", Verdict::Contradicted),
    ];
    report.elements = verdicts.map(|(id, verdict)| element(id, verdict, "as long as necessary")).to_vec();
    report.facts.push(fact("the police"));
    let unknown = FactReport { value: FactValue::Unknown, how: "none", because: vec![], ..fact("") };
    report.facts.insert(0, unknown);
    report
}

#[test]
fn coverage_is_a_table() {
    insta::assert_snapshot!(printed(CoverageTable::new(Look::PLAIN, false, false), TEXT, &with_elements(), &[]));
    insta::assert_snapshot!(
        "evidence",
        printed(CoverageTable::new(Look::PLAIN, true, false), TEXT, &with_elements(), &[])
    );
}

#[test]
fn coverage_json_keeps_the_contract() {
    let mut report = with_elements();
    report.elements.truncate(1);
    insta::assert_snapshot!(printed(CoverageJson::new(), TEXT, &report, &[]));
    assert_eq!(printed(CoverageLines::new(), TEXT, &report, &[]).lines().count(), 1);
}

#[test]
fn facts_are_listed_with_their_places() {
    insta::assert_snapshot!(printed(FactList { look: Look::PLAIN }, TEXT, &with_elements(), &[]));
}

#[test]
fn a_very_long_line_is_shown_around_the_place_only() {
    let text = format!("{} as long as necessary {}", "word ".repeat(200_000), "word ".repeat(200_000));
    let page = full(&text, vec![finding(&text, "as long as necessary")]);
    assert!(page.len() < 3000, "{} bytes", page.len());
    assert!(page.contains("notices/a.md:1:1000002"), "{page}");
    assert!(page.contains("^^^^^^^^^^^^^^^^^^^^"), "{page}");
}
