//! Replacements are fitted to their places.

use crate::check::{Finding, FixClass, Options, lint};
use crate::rules::compile::compile;
use crate::rules::load::FileText;
use crate::rules::{Pack, RuleSet};
use crate::source::{Format, Source};

const RULE: &str = "rule: test-rule\ntitle: Test\nlaw: [a]\nexplain: A test.\nseverity: info\nmessages: {hit: 'Found {found}.'}\n\
forbids:\n  once: true\n  match:\n    - match: old name\n      fix: {class: safe, with: \"the body's name\"}\n    \
- match: other name\n      fix: {class: suggest, with: '[which]'}\ntests: {hit: [an old name], clean: [a name]}\n";
const LAW: &str = "a: {cite: A, url: 'https://example.org', from: 2018-05-25}\n";
const PACK: &str = "name: test\nversion: 0.1.0\nlaw-as-at: 2026-11-21\n";

fn findings(text: &str) -> Vec<Finding> {
    let file = |path: &str, text: &str| FileText { path: path.into(), text: text.into() };
    let files = vec![file("pack.yml", PACK), file("registers/law.yml", LAW), file("wording/test-rule.yml", RULE)];
    let (pack, _) = Pack::parse(files);
    let (rules, _): (RuleSet, _) = compile(&pack);
    let source = Source::from_bytes("a.md", text.into(), Some(Format::Markdown)).unwrap_or_else(|_| unreachable!());
    lint(&source, &rules, &Options::at(rules.pack.law_as_at)).report.findings
}

#[test]
fn a_finding_that_is_told_once_mends_all_its_places() {
    let found = findings("The old name.\n\nThe old name, an other name.\n\nOld name and other name.\n");
    assert_eq!(found.len(), 1);
    let [safe, suggested] = &found[0].fixes[..] else { unreachable!("{:?}", found[0].fixes) };
    assert_eq!((safe.class, suggested.class), (FixClass::Safe, FixClass::Suggest));
    let edits: Vec<_> = safe.edits.iter().map(|e| (e.bytes, e.text.as_str())).collect();
    assert_eq!(edits, [([4, 12], "the body's name"), ([19, 27], "the body's name"), ([45, 53], "The body's name")]);
    assert_eq!(safe.title, "Write \"the body's name\" in 3 places");
    assert_eq!(suggested.edits.len(), 2);
}

#[test]
fn no_address_bracket_or_list_is_broken() {
    let fixes = |notice: &str| findings(notice).first().map_or(0, |f| f.fixes.len());
    assert_eq!(fixes("We use any old name here.\n"), 1);
    for notice in
        ["See old_name or old.name.pdf.\n", "Write to old-name@example.org.\n", "See https://example.org/old-name.\n"]
    {
        assert_eq!(fixes(notice), 0, "{notice}");
    }
    // "old" leads into the list, "name" is its item.
    assert_eq!(fixes("We use the old:\n\n- name of the body\n"), 0);
    let edit = findings("We use it (old name, if any).\n")[0].fixes[0].edits[0].clone();
    assert_eq!(edit.bytes, [11, 19]);
}

#[test]
fn a_replacement_that_wants_another_article_is_left_to_the_author() {
    assert_eq!(findings("We have a old name.\n")[0].fixes[0].class, FixClass::Safe);
    assert_eq!(findings("We have an old name.\n")[0].fixes[0].class, FixClass::Suggest);
    for (words, vowel) in [("UK GDPR", false), ("ICO", true), ("EU GDPR", true), ("one month", false), ("order", true)]
    {
        assert_eq!(super::is_vowel_sound(words), vowel, "{words}");
    }
}

#[test]
fn a_replacement_is_written_as_its_place_wants() {
    let text = |notice: &str| findings(notice)[0].fixes[0].edits[0].text.clone();
    assert_eq!(text("We don\u{2019}t use any old name.\n"), "the body\u{2019}s name");
    assert_eq!(text("We don't use \u{2019}an old name\u{2019}.\n"), "the body's name");
    assert_eq!(text("We use them.\n\nOld name is used.\n"), "The body's name");
    assert_eq!(text("We use them. We use Old Name.\n"), "the body's name");
}
