//! The comment that the library writes is seen, accepts the finding, and changes nothing else.

use super::*;
use notice_lint::suppress::{NoComment, Reach, comment_for};
use std::path::PathBuf;

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut out = Vec::new();
    for folder in ["county", "sectors", "encodings"] {
        out.extend(fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path()));
    }
    out.sort();
    out
}

/// What is wrong with the comment for each finding of a source.
fn faults(source: &Source, rules: &RuleSet, options: &Options, most: usize) -> Vec<String> {
    let before = checked(source, rules, options).report.findings;
    let mut faults = Vec::new();
    for finding in before.iter().step_by((before.len() / most).max(1)) {
        let name = format!("{} {} at {}", source.path, finding.rule, finding.place.line);
        let comment = match comment_for(source, finding, "agreed with --> the board */ #} %} %>", None) {
            Ok(comment) => comment,
            Err(why) => {
                faults.push(format!("{name}: {why}"));
                continue;
            }
        };
        if (comment.reach == Reach::Notice) != finding.excerpt.is_empty() {
            faults.push(format!("{name}: {:?}", comment.reach));
        }
        let (head, tail) = source.text.split_at(comment.at);
        let after = checked(&source.edited(format!("{head}{}{tail}", comment.text)), rules, options).report.findings;
        let mut wanted: Vec<_> = before.iter().map(shown).collect();
        let mut got: Vec<_> = after.iter().map(shown).collect();
        // The comment may accept more findings of this name, where they stand in the same block.
        let own = (finding.rule.to_string(), finding.excerpt.clone(), "comment");
        if !got.contains(&own) {
            faults.push(format!("{name}: not accepted with {:?}", comment.text));
        }
        for all in [&mut wanted, &mut got] {
            all.retain(|(rule, ..)| *rule != *finding.rule);
            all.sort();
        }
        if wanted != got {
            faults.push(format!("{name}: other findings changed with {:?}", comment.text));
        }
    }
    faults
}

#[test]
fn it_accepts_each_finding_of_the_fixtures() {
    let (rules, options) = (rules(), options());
    let mut all = Vec::new();
    let mut seen = 0;
    for path in fixtures() {
        let bytes = fs::read(&path).unwrap();
        let source = Source::from_bytes(&path.file_name().unwrap().to_string_lossy(), bytes, None).unwrap();
        seen += 1;
        all.extend(faults(&source, &rules, &options, 12));
    }
    assert!(seen > 8);
    assert!(all.is_empty(), "{}", all.join("\n"));
}

/// A notice with findings in a heading, a paragraph, an item, a cell, and of what is missing.
const HTML: &str = "<h1>Privacy notice of the Puffin Trust</h1>\n<p>We keep your file for as long as necessary.</p>\n\
    <ul>\n  <li>We follow the Data Protection Act 1998.</li>\n  <li>We follow the GDPR.</li>\n</ul>\n\
    <table>\n<tr><td>Fee</td><td>Access costs £10 under the Data Protection Act 1998.</td></tr>\n</table>\n";

#[test]
fn it_knows_the_place_in_every_format() {
    let (rules, options) = (rules(), options());
    let markdown = "---\ntitle: Privacy notice\n---\n# Privacy notice\n\nWe keep your file for **as long as necessary**.\n\n\
        - We follow [the GDPR](https://example.org).\n- Under the Data Protection Act 1998.\n\n> Under the Data Protection Act 1998.\n\n\
        | a | b |\n| - | - |\n| Under the Data Protection Act 1998 | x |\n";
    let jsx = format!("export const N = () => (\n<div>\n{HTML}</div>\n);\n");
    let vue = format!("<template>\n<div>\n{HTML}</div>\n</template>\n");
    let page = format!("<!doctype html>\n<html><body><main>\n{HTML}</main></body></html>\n");
    let mut all = Vec::new();
    for (name, text) in [
        ("a.md", markdown.to_owned()),
        ("a.mdx", markdown.replace("> Under", "Under")),
        ("crlf.md", markdown.replace('\n', "\r\n")),
        ("a.html", page),
        ("a.njk", format!("{{% extends 'x' %}}\n{HTML}")),
        ("a.liquid", HTML.to_owned()),
        ("a.hbs", HTML.to_owned()),
        ("a.mustache", HTML.to_owned()),
        ("a.html.erb", HTML.to_owned()),
        ("a.ejs", HTML.to_owned()),
        ("a.php", format!("<?php\n$a = 1;\n?>\n{HTML}")),
        ("b.php", HTML.to_owned()),
        ("a.cshtml", format!("@page\n{HTML}")),
        ("a.jsp", HTML.to_owned()),
        ("a.tt", HTML.to_owned()),
        ("a.jsx", jsx),
        ("a.vue", vue),
        ("a.svelte", HTML.to_owned()),
        ("a.astro", format!("---\nconst a = 1;\n---\n{HTML}")),
        ("a.haml", "%h1 Privacy notice\n%p We keep your file for as long as necessary.\n%ul\n  %li We follow the GDPR.\n".into()),
        ("a.pug", "h1 Privacy notice\np We keep your file for as long as necessary.\nul\n  li We follow the GDPR.\n".into()),
        ("en.yml", "en:\n  privacy:\n    title: Privacy notice\n    keep: We keep your file for as long as necessary.\n".into()),
        ("en.po", "msgid \"a\"\nmsgstr \"Privacy notice\"\n\nmsgid \"b\"\nmsgstr \"We keep your file for as long as necessary.\"\n".into()),
    ] {
        let source = Source::from_text(name, text);
        assert!(!checked(&source, &rules, &options).report.findings.is_empty(), "{name}");
        all.extend(faults(&source, &rules, &options, 99));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn it_wants_a_reason_and_a_format_with_comments() {
    let (rules, options) = (rules(), options());
    let source = Source::from_text("a.md", format!("# Privacy notice\n\n{VAGUE}\n"));
    let found = checked(&source, &rules, &options).report.findings;
    let finding = found.iter().find(|f| &*f.rule == RULE).unwrap();
    for reason in ["", "  ", "...", "TODO"] {
        assert_eq!(comment_for(&source, finding, reason, None), Err(NoComment::NoReason), "{reason:?}");
    }
    let comment = comment_for(&source, finding, "agreed\nwith us", Some("2027-01-31".parse().unwrap())).unwrap();
    assert_eq!(comment.at, source.text.find("We keep").unwrap());
    assert_eq!(comment.text, format!("<!-- notice-lint-ignore {RULE} until 2027-01-31: agreed with us -->\n"));
    let text = format!("{{\"a\": \"Privacy notice\", \"b\": \"{VAGUE}\"}}");
    let source = Source::from_text("en.json", text);
    assert_eq!(comment_for(&source, finding, "agreed", None), Err(NoComment::NoSyntax));
}
