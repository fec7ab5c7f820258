//! The formats that other programs read: what they make of accepted findings, of hostile words, of places.

use super::*;
use crate::check::{Citation, Confidence, Edit, Fix, FixClass, Place, Suppressed};
use crate::docs::Shelf;
use crate::embedded;
use crate::rules::RuleSet;
use std::sync::{Arc, OnceLock};

const TEXT: &str = "# Privacy notice\n\nWe keep é 😀 your data for as long as necessary.\n";
const WORDS: &str = "as long as necessary";
const HOSTILE: &str = "</error> \"]]> %0A::error::x\n::stop-commands::y\r\u{1b}[31m [a](https://evil.example) {0} | <img src=x> @all \u{202e}";

fn rules() -> &'static RuleSet {
    static RULES: OnceLock<RuleSet> = OnceLock::new();
    RULES.get_or_init(|| embedded::rule_set().expect("the pack"))
}

fn finding() -> Finding {
    let start = TEXT.find(WORDS).expect("stands there");
    let bytes = [start, start + WORDS.len()];
    let place = Place { path: Arc::from("notices/a b.md"), line: 3, column: 27, end_line: 3, end_column: 47, bytes };
    let edit = Edit { bytes, text: "six years".into() };
    let fix = |class, title: &str| Fix { class, title: title.into(), edits: vec![edit.clone()] };
    Finding {
        rule: Arc::from("sample"),
        element: None,
        severity: Severity::Warning,
        confidence: Confidence::High,
        place: place.clone(),
        excerpt: WORDS.into(),
        message: "Vague.".into(),
        next: "Give a period.".into(),
        because: vec![crate::check::Related { place, text: "it says so".into() }],
        law: vec![Citation { cite: Arc::from("Art 13(2)(a)"), url: Arc::from("https://law.example/13") }],
        related: Vec::new(),
        fixes: vec![fix(FixClass::Safe, "Say it"), fix(FixClass::Suggest, "Add")],
        fingerprint: "0123456789abcdef".into(),
        suppressed: None,
    }
}

fn run() -> Run {
    let day = |text: &str| text.parse::<Day>().expect("a day");
    let pack = PackInfo { name: "uk".into(), version: "1.0".into(), law_as_at: day("2026-11-20") };
    Run { pack, as_of: day("2026-11-21") }
}

fn sinks<'a>(shelf: &'a Shelf) -> Vec<(&'static str, Box<dyn AnySink + 'a>)> {
    vec![
        ("sarif", Box::new(Sarif::new(rules(), shelf))),
        ("github", Box::new(Github)),
        ("gitlab", Box::new(Gitlab::default())),
        ("junit", Box::new(Junit { fails: Some(Severity::Warning) })),
        ("rdjson", Box::new(Rdjson::default())),
        ("markdown", Box::new(Markdown::default())),
        ("checkstyle", Box::new(Checkstyle)),
        ("oscal", Box::new(Oscal::new(&run()))),
    ]
}

/// What each format prints for these findings of one notice.
fn printed(findings: Vec<Finding>) -> Vec<(&'static str, String)> {
    let source = Source::from_text("notices/a b.md", TEXT);
    let report = NoticeReport {
        path: Arc::from("notices/a b.md"),
        title: HOSTILE.into(),
        sections: Vec::new(),
        facts: Vec::new(),
        elements: Vec::new(),
        findings,
    };
    let mut summary = Summary { notices: 1, ..Summary::default() };
    report.findings.iter().for_each(|finding| summary.count(finding));
    let shelf = Shelf::default();
    let print = |(name, mut sink): (&'static str, Box<dyn AnySink + '_>)| {
        let mut out = Vec::new();
        sink.start_any(&run(), &mut out).expect("written");
        let part = sink.prepare_any(Item::Notice { source: &source, report: &report });
        sink.accept_any(part, &mut out).expect("written");
        sink.finish_any(&run(), &summary, &mut out).expect("written");
        (name, String::from_utf8(out).expect("UTF-8"))
    };
    sinks(&shelf).into_iter().map(print).collect()
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn an_accepted_finding_is_shown_as_accepted_in_sarif_and_nowhere_else() {
    let reason = Suppressed { by: "waiver", reason: "Agreed with the board".into(), until: Some("2027-01-31".into()) };
    for (name, text) in printed(vec![Finding { suppressed: Some(reason), ..finding() }]) {
        if name == "sarif" {
            let result = &json(&text)["runs"][0]["results"][0];
            assert_eq!(result["suppressions"][0]["kind"], "external");
            assert_eq!(result["suppressions"][0]["justification"], "Agreed with the board");
        } else {
            assert!(!text.contains("Vague."), "{name}: {text}");
        }
    }
}

#[test]
fn sarif_says_where_why_and_what_to_write() {
    let all = printed(vec![finding(), finding()]);
    let log = json(&all[0].1);
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let result = &run["results"][0];
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "notices/a%20b.md");
    assert_eq!(place["region"]["startColumn"], 27);
    assert_eq!(result["message"]["text"], "Vague.\nNext: Give a period.\nBecause of [line 3](1).");
    assert_eq!(result["relatedLocations"][0]["id"], 1);
    assert_eq!(result["suppressions"], serde_json::json!([]));
    // The text with blanks is no fix.
    assert_eq!(result["fixes"].as_array().map(Vec::len), Some(1));
    let change = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(change["deletedRegion"]["startColumn"], 27);
    assert_eq!(change["deletedRegion"]["endColumn"], 47);
    assert_eq!(change["insertedContent"]["text"], "six years");
    // The same words twice are two results.
    let hash = |at: usize| run["results"][at]["partialFingerprints"]["primaryLocationLineHash"].clone();
    assert_eq!((hash(0), hash(1)), ("0123456789abcdef:1".into(), "0123456789abcdef:2".into()));
}

#[test]
fn columns_of_rdjson_count_bytes() {
    let all = printed(vec![finding()]);
    let value = json(&all.iter().find(|(name, _)| *name == "rdjson").expect("there").1);
    let diagnostic = &value["diagnostics"][0];
    // é and 😀 are six bytes and two characters.
    assert_eq!(diagnostic["location"]["range"]["start"]["column"], 31);
    assert_eq!(diagnostic["suggestions"][0]["range"]["start"]["column"], 31);
    assert_eq!(diagnostic["suggestions"][0]["range"]["end"]["column"], 51);
}

#[test]
fn gitlab_gets_no_fingerprint_twice() {
    let all = printed(vec![finding(), finding()]);
    let value = json(&all.iter().find(|(name, _)| *name == "gitlab").expect("there").1);
    assert_eq!(value[0]["fingerprint"], "0123456789abcdef");
    assert_eq!(value[1]["fingerprint"], "0123456789abcdef-2");
}

#[test]
fn hostile_words_stay_words() {
    let finding = Finding {
        message: HOSTILE.into(),
        next: HOSTILE.into(),
        excerpt: HOSTILE.into(),
        place: Place { path: Arc::from("a,b:\"<c>`d`%\u{1b}.md"), ..finding().place },
        ..finding()
    };
    for (name, text) in printed(vec![finding]) {
        for c in text.chars() {
            assert!(!c.is_control() || c == '\n', "{name}: {c:?} in {text}");
            assert!(c != '\u{202e}', "{name}: {text}");
        }
        match name {
            "github" => {
                assert_eq!(text.lines().count(), 1, "{text}");
                assert_eq!(
                    text.matches("%0A::stop-commands").count(),
                    0,
                    "a break inside a message is a space: {text}"
                );
                assert!(text.starts_with("::warning title=sample,file=a%2Cb%3A"), "{text}");
            }
            "junit" | "checkstyle" => elements(name, &text),
            "sarif" => {
                let said = json(&text)["runs"][0]["results"][0]["message"]["text"].as_str().unwrap_or("").to_owned();
                assert!(!said.contains("](https"), "{said}");
                assert!(said.contains("{{0}}"), "{said}");
            }
            "markdown" => {
                assert!(!text.contains("<img"), "{text}");
                assert!(!text.contains("https://"), "{text}");
            }
            _ => {
                json(&text);
            }
        }
    }
}

/// Reads XML to its end; no element may come from the words of a notice.
fn elements(name: &str, text: &str) {
    let known = ["testsuites", "testsuite", "testcase", "failure", "system-out", "checkstyle", "file", "error"];
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => break,
            Ok(quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag)) => {
                let tag_name = tag.name().as_ref().to_owned();
                assert!(known.contains(&tag_name.as_str()), "{name}: {tag_name}");
                for attribute in tag.attributes() {
                    let attribute = attribute.expect("an attribute");
                    assert!(!attribute.value.contains('<'), "{name}: {text}");
                }
            }
            Ok(_) => {}
            Err(error) => panic!("{name}: {error} in {text}"),
        }
    }
}

#[test]
fn junit_fails_what_fails_the_run() {
    let info = Finding { severity: Severity::Info, ..finding() };
    let all = printed(vec![finding(), info]);
    let text = &all.iter().find(|(name, _)| *name == "junit").expect("there").1;
    assert!(text.contains("tests=\"2\" failures=\"1\""), "{text}");
    assert_eq!(text.matches("<failure ").count(), 1, "{text}");
}

#[test]
fn formats_for_people_and_forges_look_as_they_should() {
    for (name, text) in printed(vec![finding()]) {
        if ["github", "junit", "markdown", "checkstyle"].contains(&name) {
            insta::assert_snapshot!(format!("exchange_{name}"), text);
        }
    }
}
