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
            let next = rule.next.get(state).map_or("", String::as_str);
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
