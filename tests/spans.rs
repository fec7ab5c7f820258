//! Every hit of every phrase stands where its words stand in the source.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

use notice_lint::check::Reading;
use notice_lint::embedded;
use notice_lint::notice::values::ValueKind;
use notice_lint::rules::RuleSet;
use notice_lint::source::{Format, Source};
use proptest::prelude::*;
use std::sync::OnceLock;

fn rules() -> &'static RuleSet {
    static RULES: OnceLock<RuleSet> = OnceLock::new();
    RULES.get_or_init(|| embedded::rule_set().unwrap())
}

/// Parts of notices: words that phrases ask for, and all that may stand between them.
const PARTS: [&str; 44] = [
    "We keep ",
    "your personal data ",
    "for as long as ",
    "necessary",
    "the **police**",
    " and ",
    "*the* ICO",
    "\n\n",
    "\n",
    "- ",
    "  - ",
    "## How long we keep it\n",
    "Your rights\n",
    "| a | ",
    "\n| --- | --- |\n| ",
    " | ",
    "[our policy](https://example.org/a)",
    "&amp; ",
    "caf\u{e9} ",
    "\u{2019}s ",
    "\u{201c}quoted\u{201d} ",
    "\u{a0}",
    "\u{ad}",
    "UK GDPR ",
    "Article 6(1)(e) ",
    "6 years ",
    "don\u{2019}t ",
    "we will not share ",
    "with: ",
    "\r\n",
    "<b>legal</b> ",
    "<br>",
    "`code` ",
    "0303 123 1113 ",
    "dpo@example.org ",
    "\u{1f600} ",
    "\u{2026}",
    "the Information Commissioner\u{2019}s Office ",
    "(see above) ",
    "\\* ",
    "1. ",
    "consent ",
    "legitimate interests. ",
    "\u{fb01}ve ",
];

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn check(text: &str, format: Format) {
    let source = Source::from_bytes("notice", text.as_bytes().to_vec(), Some(format)).unwrap();
    let reading = Reading::new(&source, rules());
    let tokens = &reading.notice.text.tokens;
    for token in tokens {
        let word = reading.notice.text.word(token);
        let slice = source.text.get(token.source.range()).expect("on character boundaries");
        // Entities, ligatures and soft hyphens are shown as something else.
        if slice.chars().all(char::is_alphanumeric) && !slice.contains(['\u{fb01}', '\u{fb02}']) {
            assert_eq!(plain(word), plain(slice), "{text:?}");
        }
    }
    for phrase in 0..rules().phrases.len() as u32 {
        for hit in reading.hits(phrase) {
            let unit = reading.unit(hit.unit);
            assert!(hit.start < hit.end && hit.end as usize <= unit.tokens.len(), "{hit:?} {unit:?}");
            let span = reading.span(hit);
            let slice = source.text.get(span.range()).expect("on character boundaries");
            // The span holds the hit's own words, from the first to the last of them.
            let own =
                &unit.tokens[hit.start.max(if hit.end > unit.own { unit.own } else { 0 }) as usize..hit.end as usize];
            let first = tokens[own[0] as usize].source;
            let last = tokens[own[own.len() - 1] as usize].source;
            // A value may begin or end in signs that are no words, such as the asterisks of a mail address.
            assert!(span.start <= first.start && span.end >= last.end, "{text:?}");
            assert!(
                !source.text[span.start as usize..first.start as usize].contains(char::is_alphanumeric),
                "{slice:?} in {text:?}"
            );
            let ends_in_value = reading
                .notice
                .values
                .iter()
                .any(|v| v.tokens.end == own[own.len() - 1] + 1 && v.kind != ValueKind::Period);
            if !ends_in_value {
                assert!(
                    source.text[last.end as usize..span.end as usize].chars().all(|c| c == ')'),
                    "{slice:?} in {text:?}"
                );
            }
            for token in own {
                assert!(span.holds(tokens[*token as usize].source), "{text:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hits_stand_where_their_words_stand(parts in prop::collection::vec(0..PARTS.len(), 1..60)) {
        let text: String = parts.iter().map(|p| PARTS[*p]).collect();
        check(&text, Format::Markdown);
        check(&text, Format::Text);
    }
}
