//! The comment syntax of every format.

use super::*;

/// A comment for the next block, in the format's own syntax; `{}` is where it stands in a notice of that format.
const CASES: [(&str, &str, &str); 36] = [
    ("a.md", "<!-- {} -->", "# Privacy notice\n\n{}\n\nTEXT\n"),
    ("a.md", "<!--{}-->", "# Privacy notice\n\n{}\nTEXT\n"),
    ("a.md", "[{}]", "# Privacy notice\n\n{}\n\nTEXT\n"),
    ("free.md", "<!-- {} -->", "Privacy notice\n{}\nTEXT\nWe thank you for reading this.\n"),
    ("a.txt", "[{}]", "Privacy notice\n\n{}\nTEXT\n"),
    ("a.txt", "<!-- {} -->", "Privacy notice\n\n{}\nTEXT\n"),
    ("a.md", "# {}", "---\ntitle: Privacy notice\n{}\n---\n\nTEXT\n"),
    ("jekyll.md", "{% comment %} {} {% endcomment %}", "# Privacy notice\n\n{}\n\nTEXT {{ site.name }}\n"),
    ("hugo.md", "{{/* {} */}}", "# Privacy notice\n\n{}\n\nTEXT {{< x >}}\n"),
    ("a.mdx", "{/* {} */}", "# Privacy notice\n\n{}\n\nTEXT\n"),
    ("a.html", "<!-- {} -->", "<h1>Privacy notice</h1>\n{}\n<p>TEXT</p>\n"),
    ("a.html", "<!-- {} -->", "<h1>Privacy notice</h1>\n<p>{}TEXT</p>\n"),
    ("a.njk", "{# {} #}", "<h1>Privacy notice</h1>\n{}\n<p>TEXT</p>\n{% if x %}{% endif %}"),
    ("a.j2", "{#- {} -#}", "<h1>Privacy notice</h1>\n{}\n<p>TEXT</p>\n"),
    ("a.twig", "{# {} #}", "<h1>Privacy notice</h1>\n{}\n<p>TEXT</p>\n"),
    ("a.liquid", "{% comment %}{}{% endcomment %}", "<h1>Privacy notice</h1>\n{}\n<p>TEXT</p>\n"),
    ("a.liquid", "{%- comment -%} {} {%- endcomment -%}", "<h1>Privacy notice</h1>\n{}\n<p>TEXT</p>\n"),
    ("a.hbs", "{{!-- {} --}}", "<h1>Privacy notice</h1>\n{}\n<p>TEXT</p>\n"),
    ("a.mustache", "{{! {} }}", "<h1>Privacy notice</h1>\n{}\n<p>TEXT</p>\n"),
    ("a.html.erb", "<%# {} %>", "<h1>Privacy notice</h1>\n{}\n<p>TEXT</p>\n"),
    ("a.ejs", "<%# {} %>", "<h1>Privacy notice</h1>\n{}\n<p>TEXT</p>\n"),
    ("a.jsp", "<%-- {} --%>", "<h1>Privacy notice</h1>\n{}\n<p>TEXT</p>\n"),
    ("a.cshtml", "@* {} *@", "<h1>Privacy notice</h1>\n{}\n<p>TEXT</p>\n"),
    ("a.php", "<?php /* {} */ ?>", "<h1>Privacy notice</h1>\n{}\n<p>TEXT</p>\n"),
    ("a.php", "<?php // {} ?>", "<h1>Privacy notice</h1>\n{}\n<p>TEXT</p>\n"),
    ("a.blade.php", "{{-- {} --}}", "<h1>Privacy notice</h1>\n{}\n<p>TEXT</p>\n"),
    ("a.tt", "[%# {} %]", "<h1>Privacy notice</h1>\n{}\n<p>TEXT</p>\n"),
    ("a.jsx", "{/* {} */}", "export const N = () => (\n<div><h1>Privacy notice</h1>\n{}\n<p>TEXT</p></div>);\n"),
    ("a.tsx", "{/* {} */}", "export const N = () => (\n<div><h1>Privacy notice</h1>\n<p>{}TEXT</p></div>);\n"),
    ("a.svelte", "<!-- {} -->", "<h1>Privacy notice</h1>\n{}\n<p>TEXT</p>\n"),
    ("a.vue", "<!-- {} -->", "<template><div><h1>Privacy notice</h1>\n{}\n<p>TEXT</p></div></template>\n"),
    ("a.astro", "{/* {} */}", "---\n---\n<h1>Privacy notice</h1>\n{}\n<p>TEXT</p>\n"),
    ("a.haml", "-# {}", "%h1 Privacy notice\n{}\n%p TEXT\n"),
    ("a.slim", "/ {}", "h1 Privacy notice\n{}\np TEXT\n"),
    ("a.pug", "//- {}", "h1 Privacy notice\n{}\np TEXT\n"),
    ("en.yml", "# {}", "en:\n  privacy:\n    title: Privacy notice\n    {}\n    keep: TEXT\n"),
];

fn written(comment: &str, around: &str, says: &str) -> String {
    around.replace("TEXT", VAGUE).replacen("{}", &comment.replacen("{}", says, 1), 1)
}

#[test]
fn a_comment_in_the_syntax_of_the_format_accepts_the_next_block() {
    let (rules, options) = (rules(), options());
    let mut faults = Vec::new();
    for (name, comment, around) in CASES {
        let plain = Source::from_text(name, written("", around, ""));
        let without = checked(&plain, &rules, &options);
        if !without.report.findings.iter().any(|f| &*f.rule == RULE) {
            faults.push(format!("{name}: nothing to accept"));
        }
        let says = format!("notice-lint-ignore {RULE} until 2027-01-31: the period is agreed in spring");
        let source = Source::from_text(name, written(comment, around, &says));
        let with = checked(&source, &rules, &options);
        let found: Vec<_> = with.report.findings.iter().filter(|f| &*f.rule == RULE).map(shown).collect();
        if found.iter().any(|(_, _, by)| *by != "comment") || found.is_empty() {
            faults.push(format!("{name} {comment}: {found:?}"));
        }
        let faulty = |f: &&Finding| f.rule.starts_with("suppression-");
        faults.extend(with.report.findings.iter().filter(faulty).map(|f| format!("{name} {comment}: {}", f.message)));
        let text = |source: &Source| source.blocks().iter().map(|b| b.text(&source.text)).collect::<Vec<_>>();
        if text(&source) != text(&plain) {
            faults.push(format!("{name} {comment}: the notice changed to {:?}", text(&source)));
        }
        if source.format != plain.format {
            faults.push(format!("{name} {comment}: {:?} is not {:?}", source.format, plain.format));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_span_of_a_comment_is_known() {
    let (rules, options) = (rules(), options());
    for (name, comment, around) in CASES {
        let source = Source::from_text(name, written(comment, around, "notice-lint-ignore no-such-rule: a reason"));
        let found = checked(&source, &rules, &options).report.findings;
        let fault =
            found.iter().find(|f| f.rule.starts_with("suppression-")).unwrap_or_else(|| panic!("{name} {comment}"));
        let [start, end] = fault.place.bytes;
        let words = &source.text[start..end];
        assert!(words.contains("notice-lint-ignore no-such-rule: a reason"), "{name}: {words}");
        assert!(!words.contains(VAGUE) && !words.contains("Privacy"), "{name}: {words}");
    }
}

#[test]
fn a_text_that_only_speaks_of_it_is_no_comment() {
    let (rules, options) = (rules(), options());
    let says = format!("<!-- notice-lint-ignore {RULE}: not here -->");
    let html = says.replace('<', "&lt;").replace('>', "&gt;");
    for (name, text) in [
        ("a.md", format!("# Privacy notice\n\nWrite `{says}` above it.\n\n{VAGUE}\n")),
        ("a.md", format!("# Privacy notice\n\n```html\n{says}\n```\n\n{VAGUE}\n")),
        ("a.md", format!("# Privacy notice\n\nWrite notice-lint-ignore {RULE}: so.\n\n{VAGUE}\n")),
        ("a.html", format!("<h1>Privacy notice</h1><p>Write {html}</p><p>{VAGUE}</p>")),
        ("a.html", format!("<h1>Privacy notice</h1><p>[notice-lint-ignore {RULE}: so]</p><p>{VAGUE}</p>")),
        ("a.txt", format!("Privacy notice\n\nWrite [notice-lint-ignore {RULE}: so] there.\n\n{VAGUE}\n")),
        (
            "a.jsx",
            format!(
                "const N = () => <div><h1>Privacy notice</h1><p>{{t(\"// notice-lint-ignore {RULE}: x is it\")}}</p><p>{VAGUE}</p></div>"
            ),
        ),
    ] {
        let source = Source::from_text(name, text.as_str());
        assert_eq!(source.comments(), [], "{text}");
        let found = checked(&source, &rules, &options).report.findings;
        assert!(found.iter().any(|f| &*f.rule == RULE && f.suppressed.is_none()), "{text}");
    }
}

#[test]
fn documents_of_word_processors_are_told_to_use_waivers() {
    let (rules, options) = (rules(), options());
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = Source::read(&root.join("fixtures/formats/puffins.docx")).unwrap();
    assert!(source.is_rendered());
    assert_eq!(source.comments(), []);
    let finding = checked(&source, &rules, &options).report.findings.first().cloned();
    if let Some(finding) = finding {
        let refused = notice_lint::suppress::comment_for(&source, &finding, "agreed", None).unwrap_err();
        assert!(refused.to_string().contains("waiver"), "{refused}");
    }
}
