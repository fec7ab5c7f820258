//! What the pack says to people: short and plain, by its own rule on long sentences.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

use notice_lint::check::{Options, lint};
use notice_lint::embedded;
use notice_lint::source::Source;

/// The most words of a message with its next step.
const MOST_WORDS: usize = 60;
/// The rule that measures sentences.
const READABILITY: &str = "long-sentence";

#[test]
fn messages_are_short_and_plain() {
    let rules = embedded::rule_set().expect("the embedded pack can be read");
    let mut options = Options::at("2026-11-21".parse().unwrap());
    options.select = vec![READABILITY.to_owned()];
    let mut faults = Vec::new();
    let mut seen = 0;
    for rule in &rules.rules {
        for (state, message) in rule.messages.0.iter() {
            let next = rule.next.get(state).map_or("", notice_lint::rules::Text::as_str);
            let words = message.split_whitespace().count() + next.split_whitespace().count();
            if words > MOST_WORDS {
                faults.push(format!("{} ({state}): {words} words", rule.name));
            }
            for text in [message.as_str(), next] {
                let source = Source::from_text("message.md", format!("# Message\n\n{text}\n"));
                let found = lint(&source, &rules, &options).report.findings;
                faults.extend(found.iter().map(|f| format!("{} ({state}): {}", rule.name, f.message)));
            }
            seen += 1;
        }
    }
    assert!(seen > 200, "only {seen} messages");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_measure_finds_a_long_message() {
    let rules = embedded::rule_set().expect("the embedded pack can be read");
    let mut options = Options::at("2026-11-21".parse().unwrap());
    options.select = vec![READABILITY.to_owned()];
    let long = "word ".repeat(60);
    let source = Source::from_text("message.md", format!("# Message\n\nThis is a {long}.\n"));
    assert_eq!(lint(&source, &rules, &options).report.findings.len(), 1);
}

/// The rule that finds blanks.
const BLANK: &str = "placeholder";

#[test]
fn every_blank_that_a_fix_inserts_is_found_where_it_is_left() {
    let rules = embedded::rule_set().expect("the embedded pack can be read");
    let mut options = Options::at("2026-11-21".parse().unwrap());
    options.select = vec![BLANK.to_owned()];
    let mut blanks = 0;
    for rule in &rules.rules {
        let Some(text) = rule.fix.as_ref().and_then(|fix| fix.insert.as_deref()) else { continue };
        for (name, source) in
            [("a.md", format!("# Notice\n\n{text}\n")), ("a.html", format!("<h1>Notice</h1><p>{text}</p>"))]
        {
            let found = lint(&Source::from_text(name, source), &rules, &options).report.findings;
            for blank in text.split('[').skip(1).filter_map(|rest| rest.split_once(']')).map(|(blank, _)| blank) {
                let is_found = found.iter().any(|finding| finding.excerpt == format!("[{blank}]"));
                assert!(is_found, "{} in {name}: [{blank}]", rule.name);
                blanks += 1;
            }
        }
    }
    assert!(blanks > 60, "{blanks}");
}

#[test]
fn what_is_said_of_poor_notices_is_short() {
    let rules = embedded::rule_set().expect("the embedded pack can be read");
    let mut options = Options::at("2026-11-21".parse().unwrap());
    options.ignore = vec![READABILITY.to_owned()];
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut faults = Vec::new();
    let mut seen = 0;
    for folder in ["county", "sectors", "defects", "labelled"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let Ok(source) = Source::read(&entry.unwrap().path()) else { continue };
            for finding in lint(&source, &rules, &options).report.findings {
                // What is quoted from the notice is the author's.
                let own: String = finding.message.split('"').step_by(2).collect::<Vec<_>>().join("quoted");
                let words = own.split_whitespace().count() + finding.next.split_whitespace().count();
                if words > MOST_WORDS {
                    faults.push(format!("{}: {words} words: {}", finding.rule, finding.message));
                }
                seen += 1;
            }
        }
    }
    assert!(seen > 200, "only {seen} findings");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
