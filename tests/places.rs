//! The places that a finding names beside its own: each line once as a reason, and no place inside another.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

use notice_lint::check::{Finding, Options, lint};
use notice_lint::embedded;
use notice_lint::source::Source;

fn finding(text: &str, rule: &str) -> Finding {
    let rules = embedded::rule_set().expect("the embedded pack can be read");
    let options = Options::at("2026-11-21".parse().unwrap());
    let source = Source::from_text("notice.md", text);
    let found = lint(&source, &rules, &options).report.findings;
    found.into_iter().find(|f| &*f.rule == rule).unwrap_or_else(|| panic!("no {rule}"))
}

#[test]
fn a_line_that_shows_a_fact_twice_is_one_reason() {
    let text = "# Privacy notice\n\nKite Trust is the controller.\n\n## What we hold\n\n\
                We hold your health information and any disability.\n\nWe also ask for your religion.\n";
    let found = finding(text, "special-category-condition");
    let lines: Vec<u32> = found.because.iter().map(|reason| reason.place.line).collect();
    assert_eq!(lines, [7, 9]);
}

#[test]
fn a_place_inside_another_is_not_named_again() {
    let text = "# Privacy notice\n\nKite Trust is the controller. We rely on our legitimate interests.\n\n\
                ## Opting out of marketing\n\nTo stop our marketing messages, press the unsubscribe button that stands at \
                the foot of each of them.\n";
    let found = finding(text, "right-objection-vague");
    let own = (found.place.line, found.place.column, found.place.end_line, found.place.end_column);
    let mut places = vec![own];
    places.extend(found.related.iter().map(|r| (r.place.line, r.place.column, r.place.end_line, r.place.end_column)));
    assert!(places.len() > 1, "{places:?}");
    for (index, one) in places.iter().enumerate() {
        for (other_index, other) in places.iter().enumerate() {
            let inside = (other.0, other.1) <= (one.0, one.1) && (one.2, one.3) <= (other.2, other.3);
            assert!(index == other_index || !inside, "{one:?} stands in {other:?}");
        }
    }
}

#[test]
fn of_one_sentence_the_reason_is_the_more_telling_one() {
    let text = "# Privacy notice\n\nKite Trust is the controller.\n\n## Keeping it\n\n\
                Personal information is retained only for as long as necessary for the purposes above.\n";
    let found = finding(text, "retention-vague");
    assert!(found.message.contains("as long as necessary"), "{}", found.message);
    assert!(!found.message.contains("not for how long"), "{}", found.message);
}
