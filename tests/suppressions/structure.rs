//! What a comment is about, and that it leaves the notice as it is.

use super::*;
use notice_lint::source::BlockKind;

fn found(name: &str, text: &str, rule: &str) -> Vec<&'static str> {
    let (rules, options) = (rules(), options());
    let source = Source::from_text(name, text);
    let checked = checked(&source, &rules, &options);
    let all = checked.report.findings.iter().filter(|f| &*f.rule == rule);
    all.map(|f| f.suppressed.as_ref().map_or("", |s| s.by)).collect()
}

fn outline(name: &str, text: &str) -> Vec<(BlockKind, String)> {
    let source = Source::from_text(name, text);
    source.blocks().into_iter().map(|b| (b.kind.clone(), b.text(&source.text))).collect()
}

/// Two findings of one rule, each in its own words.
const OLD: &str = "the Data Protection Act 1998";
const ACT: &str = "dpa-1998";

fn ignore() -> String {
    format!("<!-- notice-lint-ignore {ACT}: it is about the past -->")
}

#[test]
fn a_comment_parts_nothing() {
    let c = ignore();
    for (name, text) in [
        ("a.md", format!("# A notice\n\nWe keep your\n{c}\ndata for six years.\n\nMore.\n")),
        ("a.md", format!("# A notice\n\nWe keep your {c} data for six years.\n")),
        ("a.md", format!("# A notice\n\nWe share it with:\n\n- the police\n{c}\n- the courts\n  and their staff\n")),
        ("a.md", format!("# A notice\n\nWe share it with:\n{c}\n\n1. the police\n{c}\n2. the courts\n")),
        ("a.md", format!("# A notice\n\n- the police\n\n  {c}\n\n  and more\n- the courts\n")),
        ("a.md", format!("# A notice\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n{c}\n| 3 | 4 |\n")),
        ("a.md", format!("# A notice\n\n> quoted words\n> {c}\n> and more\n")),
        ("a.md", format!("{c}\n# A notice\n{c}\nWords.\n{c}\n## More\n{c}\n- one\n")),
        ("a.md", format!("A notice\n{c}\n===\n\nWords  \n{c}\nand more\n{c}\nof it.\n")),
        ("a.md", format!("# A notice\r\n\r\nWe keep your\r\n{c}\r\ndata.\r\n\r\n- one\r\n{c}\r\n- two\r\n")),
        (
            "a.txt",
            format!(
                "A notice\n\nWe share it with:\n• the police\n{c}\n• the courts\n{c}\n\nThe end\nWords follow here.\n"
            ),
        ),
        ("a.txt", format!("Who | What\nyou | your name\n{c}\nwe | your file\n")),
        ("a.html", format!("<h1>A notice</h1><p>We keep {c} your data</p><ul>{c}<li>a</li>{c}<li>{c}b</li></ul>")),
    ] {
        let without: String = match name {
            "a.html" => text.replace(&c, ""),
            _ => {
                let alone = |line: &&str| line.trim().trim_start_matches("> ").trim() != c;
                let lines: Vec<&str> = text.split('\n').filter(|l| alone(&l.trim_end_matches('\r'))).collect();
                lines.join("\n").replace(&format!("{c} "), "")
            }
        };
        assert!(!without.contains("notice-lint"), "{without}");
        let words = |all: Vec<(BlockKind, String)>| {
            all.into_iter().map(|(k, t)| (k, t.split_whitespace().collect::<Vec<_>>().join(" "))).collect::<Vec<_>>()
        };
        assert_eq!(words(outline(name, &text)), words(outline(name, &without)), "{text}");
    }
}

#[test]
fn a_comment_is_about_the_next_block_only() {
    let c = ignore();
    for (text, wanted) in [
        (format!("# A notice\n\n{c}\n\nUnder {OLD}.\n\nAgain {OLD}.\n"), ["comment", ""]),
        (format!("# A notice\n\nUnder {OLD}.\n\n{c}\n\nAgain {OLD}.\n"), ["", "comment"]),
        (format!("# A notice\n\nUnder {OLD}. {c}\n\nAgain {OLD}.\n"), ["comment", ""]),
        (format!("# A notice\n\nUnder {OLD}\n{c}\nas it was.\n\nAgain {OLD}.\n"), ["comment", ""]),
        (format!("# A notice\n\n{c}\n\n## Words\n\nUnder {OLD}.\n\nAgain {OLD}.\n"), ["", ""]),
        // A list as a whole, one of its items, a lead-in with its list.
        (format!("# A notice\n\n{c}\n\n- under {OLD}\n- again {OLD}\n"), ["comment", "comment"]),
        (format!("# A notice\n\n- under {OLD}\n{c}\n- again {OLD}\n"), ["", "comment"]),
        (format!("# A notice\n\n- under {OLD} {c}\n- again {OLD}\n"), ["comment", ""]),
        (format!("# A notice\n\n{c}\nWe act:\n\n- under {OLD}\n- again {OLD}\n\nThe end.\n"), ["comment", "comment"]),
        // A row of a table, and all of it.
        (format!("# A notice\n\n{c}\n\n| a | b |\n| - | - |\n| {OLD} | x |\n| y | {OLD} |\n"), ["comment", "comment"]),
        (format!("# A notice\n\n| a | b |\n| - | - |\n| {OLD} | x |\n{c}\n| y | {OLD} |\n"), ["", "comment"]),
        (format!("# A notice\n\n| a | b |\n| - | - |\n| {OLD} {c} | x |\n| y | {OLD} |\n"), ["comment", ""]),
    ] {
        assert_eq!(found("a.md", &text, ACT), wanted, "{text}");
    }
    for (text, wanted) in [
        (format!("<h1>A</h1>{c}<ul><li>under {OLD}</li><li>again {OLD}</li></ul>"), ["comment", "comment"]),
        (format!("<h1>A</h1><ul>{c}<li>under {OLD}</li><li>again {OLD}</li></ul>"), ["comment", ""]),
        (format!("<h1>A</h1><p>under {OLD}</p>{c}<p>again {OLD}</p>"), ["", "comment"]),
        (format!("<h1>A</h1><p>under <b>{OLD}</b>{c}</p><p>again {OLD}</p>"), ["comment", ""]),
    ] {
        assert_eq!(found("a.html", &text, ACT), wanted, "{text}");
    }
}

#[test]
fn the_file_form_accepts_what_is_missing() {
    let missing = "controller-complaint-missing";
    let text = "# Privacy notice\n\nWe hold your name.\n";
    assert_eq!(found("a.md", text, missing), [""]);
    let top = format!("<!-- notice-lint-ignore-file {missing}: it stands on the form -->\n\n{text}");
    assert_eq!(found("a.md", &top, missing), ["comment"]);
    let end = format!("{text}\n<!-- notice-lint-ignore-file {missing} until 2027-01-31: it stands on the form -->\n");
    assert_eq!(found("a.md", &end, missing), ["comment"]);
    let ended = format!("{text}\n<!-- notice-lint-ignore-file {missing} until 2026-11-20: it stands on the form -->\n");
    assert_eq!(found("a.md", &ended, missing), [""]);
    assert_eq!(found("a.md", &ended, "suppression-expired"), [""]);
}

#[test]
fn a_rule_goes_by_its_reported_name_its_file_and_earlier_names() {
    let rules = rules();
    let owner = rules.rules.iter().find(|rule| rule.names.0.iter().any(|(_, name)| name == RULE)).expect("its rule");
    let mut names = vec![RULE.to_owned(), owner.name.to_string()];
    names.extend(owner.was.iter().map(|name| name.to_string()));
    for name in names {
        let text = format!("# Privacy notice\n\n<!-- notice-lint-ignore {name}: agreed so -->\n\n{VAGUE}\n");
        assert_eq!(found("a.md", &text, RULE), ["comment"], "{name}");
    }
}

#[test]
fn several_rules_share_a_comment() {
    let text = format!("# A\n\n<!-- notice-lint-ignore {ACT}, {RULE}: agreed so -->\n\nBy {OLD}: {VAGUE}\n");
    assert_eq!(found("a.md", &text, ACT), ["comment"]);
    assert_eq!(found("a.md", &text, RULE), ["comment"]);
}

#[test]
fn other_encodings_are_no_matter() {
    let (rules, options) = (rules(), options());
    let text = format!("# A “notice”\n\nWords é.\n\n{}\n\nUnder {OLD}.\n", ignore());
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let bom: Vec<u8> = [0xEF, 0xBB, 0xBF].into_iter().chain(text.bytes()).collect();
    for bytes in [utf16, bom] {
        let source = Source::from_bytes("a.md", bytes, None).unwrap();
        let checked = checked(&source, &rules, &options);
        let found: Vec<_> = checked.report.findings.iter().filter(|f| &*f.rule == ACT).map(shown).collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].2, "comment");
    }
}

#[test]
fn a_finding_for_many_places_is_accepted_place_by_place() {
    let c = format!("<!-- notice-lint-ignore {RULE}: agreed so -->");
    let other = "Photographs are kept for as long as necessary.";
    let (rules, options) = (rules(), options());
    for (text, accepted, left) in [
        (format!("# A\n\n{c}\n{VAGUE}\n\nWords.\n\n{other}\n"), VAGUE, other),
        (format!("# A\n\n{VAGUE}\n\nWords.\n\n{c}\n{other}\n"), other, VAGUE),
    ] {
        let source = Source::from_text("a.md", text.as_str());
        let report = checked(&source, &rules, &options).report;
        let found: Vec<_> = report.findings.iter().filter(|f| &*f.rule == RULE).collect();
        assert_eq!(found.len(), 2, "{text}");
        for finding in found {
            let wanted = if finding.suppressed.is_some() { accepted } else { left };
            assert!(wanted.contains(&finding.excerpt) && !finding.excerpt.is_empty(), "{}", finding.excerpt);
            assert!(finding.message.contains(&format!("\"{}\"", finding.excerpt)), "{}", finding.message);
            assert_eq!(&source.text[finding.place.bytes[0]..finding.place.bytes[1]], finding.excerpt);
            assert!(finding.related.is_empty());
        }
        assert!(!report.findings.iter().any(|f| f.rule.starts_with("suppression-")));
    }
    let both = format!("# A\n\n{c}\n{VAGUE}\n\nWords.\n\n{c}\n{other}\n");
    assert_eq!(found("a.md", &both, RULE), ["comment"]);
    assert_eq!(found("a.md", &both, "suppression-unused"), [""; 0]);
}

#[test]
fn a_text_made_of_comments_is_read_to_its_end() {
    let (rules, options) = (rules(), options());
    for text in [
        "<!-- notice-lint-ignore a-rule: x ".repeat(12_000),
        format!("<!-- notice-lint-ignore {RULE}: x -->\n").repeat(4_000),
        "{% comment %} notice-lint-ignore a-rule: x".repeat(8_000),
        format!("<!-- notice-lint-ignore {RULE}: {} -->\n\n{VAGUE}\n", "word ".repeat(100_000)),
    ] {
        for name in ["a.md", "a.txt", "a.njk"] {
            let source = Source::from_text(name, text.as_str());
            let found = checked(&source, &rules, &options).report.findings;
            assert!(!found.is_empty(), "{name}");
        }
    }
}
