//! Locale files with the text of notices.

use proptest::prelude::*;

use super::super::*;
use super::outline;
use super::properties::{check, sees, words};

fn read(name: &str, text: &str) -> Source {
    let source = Source::from_bytes(name, text.into(), None).unwrap_or_else(|e| panic!("{e}"));
    check(&source).unwrap();
    source
}

const YAML: &str = r#"# Texts of the site
en:
  site_name: Puffins
  date: "%d %B"
  privacy: &anchor
    title: "Privacy notice: Friends of the Puffins"
    intro: >
      We are the Friends of the Puffins,
      a charity of Anytown.

      This notice tells what we do with the records of our members and of those who give.
    keep_heading: What we keep
    keep: "We keep these records of those who
      join us:"
    kinds:
    - your name
    - 'your member''s number'
    - "your caf\u00e9 \"bill\""
    rights_html: "<h2>Your rights</h2><p>You can <strong>ask</strong> for a copy.</p><ul><li>by post</li><li>by <a href=\"mailto:a@p.example\">e-mail</a></li></ul>"
    long: |
      ## How long

      We keep it for two years after you leave us, and then we shred it.
      - gifts for seven
    again: *anchor
"#;

#[test]
fn yaml() {
    let source = read("en.yml", YAML);
    let expected = [
        "H1 Privacy notice: Friends of the Puffins",
        "P We are the Friends of the Puffins, a charity of Anytown.",
        "P This notice tells what we do with the records of our members and of those who give.",
        "H2 What we keep",
        "P We keep these records of those who join us:",
        "- your name",
        "- your member's number",
        "- your café \"bill\"",
        "H2# Your rights",
        "P You can ask for a copy.",
        "- by post",
        "- by e-mail",
        "H2# How long",
        "P We keep it for two years after you leave us, and then we shred it.",
        "- gifts for seven",
    ];
    assert_eq!(outline(&source), expected);
    // The same with other line ends.
    assert_eq!(outline(&read("en.yaml", &YAML.replace('\n', "\r\n"))), expected);
    let links: Vec<_> = source.blocks().into_iter().flat_map(|block| block.links).collect();
    assert_eq!((source.slice(links[0].label), &*links[0].target), ("e-mail", "mailto:a@p.example"));
}

#[test]
fn json() {
    let text = r#"{"privacy": {"@note": {"description": "for those who translate this file, at length."}, "sectionTitle": "Who we are",
  "body": "We are the Friends of the Puffins \u2013 a charity.\n\nWe look after the puffins of Anytown\u2019s cliffs, in all weathers, all year long.",
  "trans": "You can ask for a copy of it: <1>write to us</1> and we answer within a month of your letter.",
  "n": 3, "ok": true, "list": ["the bank", "the post office"], "item_1": "one gift", "item_2": "two gifts",
  "rights_header": "Your rights", "r": "You can complain to us. You can object to it. You can ask us to stop. We do not decide by machine."}}"#;
    let source = read("en.json", text);
    assert_eq!(
        outline(&source),
        [
            "H1 Who we are",
            "P We are the Friends of the Puffins – a charity.",
            "P We look after the puffins of Anytown’s cliffs, in all weathers, all year long.",
            "P You can ask for a copy of it: write to us and we answer within a month of your letter.",
            "- the bank",
            "- the post office",
            "- one gift",
            "- two gifts",
            "H2 Your rights",
            "P You can complain to us. You can object to it. You can ask us to stop. We do not decide by machine.",
        ]
    );
    let block = &source.blocks()[1];
    assert!(source.slice(block.span).contains("\\u2013"));
}

#[test]
fn po() {
    let text = "msgid \"\"\nmsgstr \"Language: en\\n\"\n\n#: page.html:3\nmsgid \"Who we are\"\nmsgstr \"\"\n\n\
        msgid \"\"\n\"We are the Friends \"\n\"of the Puffins, and we look after your records.\"\nmsgstr \"\"\n\n\
        msgid \"old\"\nmsgstr \"We keep your name for two years after you leave us. Nobody else sees it.\"\n\n\
        #, fuzzy\nmsgid \"You can ask for a copy of your records at any time. We answer within a month of it.\"\nmsgstr \"wrong one\"\n\n\
        msgctxt \"p\"\nmsgid \"You can complain to us, and you can <b>object</b> to what we do with your data.\"\nmsgstr \"\"\n\n\
        #~ msgid \"gone\"\n#~ msgstr \"We sold it all to the bank.\"\n";
    assert_eq!(
        outline(&read("en.po", text)),
        [
            "H1 Who we are",
            "P We are the Friends of the Puffins, and we look after your records.",
            "P We keep your name for two years after you leave us. Nobody else sees it.",
            "P You can ask for a copy of your records at any time. We answer within a month of it.",
            "P You can complain to us, and you can object to what we do with your data.",
        ]
    );
}

#[test]
fn data_is_no_notice() {
    let refused = |path: &str, text: &str| Source::from_bytes(path, text.into(), None).unwrap_err().to_string();
    let none = "files can be read where they hold the text of a notice; this one holds none";
    assert_eq!(
        refused("package.json", r#"{"name": "x", "description": "A site of a charity for the puffins."}"#),
        format!("package.json: .json {none}")
    );
    assert_eq!(
        refused("ci.yml", "on: push\njobs:\n  a:\n    run: |\n      cargo build\n      cargo test\n"),
        format!("ci.yml: .yml {none}")
    );
    assert_eq!(refused("a.json", "{\"a\": \n[1, }"), "a.json: cannot be read: it is no valid JSON at line 2");
    assert!(refused("a.json", &"[".repeat(100_000)).contains("no valid JSON"));
}

#[test]
fn large_and_hostile_files_are_read_in_linear_time() {
    let start = std::time::Instant::now();
    let long = "- ".repeat(50_000);
    let texts = [
        "a: \"".repeat(50_000),
        "[\n".repeat(50_000),
        "a: [\n".repeat(50_000),
        "- a:\n".repeat(50_000),
        long,
        "a: |\n".repeat(50_000),
        "a: b\n  c\n".repeat(50_000),
        "a: '\n".repeat(50_000),
        "<1 ".repeat(50_000),
        "msgid \"\\".repeat(50_000),
        format!("[{}\"a\"]", "\"a b <1>\",".repeat(50_000)),
        (0..2000).map(|n| format!("{}a:\n", " ".repeat(n))).collect(),
    ];
    for text in texts {
        for format in [Format::YamlLocale, Format::JsonLocale, Format::PoLocale] {
            Source::from_bytes("a", text.clone().into_bytes(), Some(format)).unwrap().blocks();
        }
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

proptest! {
    #[test]
    fn spans_are_exact(values in prop::collection::vec((0..7usize, words(12)), 1..8), crlf in any::<bool>()) {
        let (mut yaml, mut json, mut po, mut seen) = ("en:\n".to_owned(), Vec::new(), String::new(), Vec::new());
        for (n, (kind, words)) in values.into_iter().enumerate() {
            let text = format!("The {} end", words.join(" "));
            let half = words.len() / 2;
            let (a, b) = (format!("The {}", words[..half].join(" ")), format!("{} end", words[half..].join(" ")));
            let (a, b) = (a.trim(), b.trim());
            yaml.push_str(&match kind {
                0 => format!("  k{n}: {text}\n"),
                1 => format!("  k{n}: {a}\n    {b}\n"),
                2 => format!("  k{n}: \"{a}\n    {b} \\u2019x\"\n"),
                3 => format!("  k{n}: '{a} '' {b}'\n"),
                4 => format!("  k{n}: |\n     {a}\n     {b}\n"),
                5 => format!("  k{n}: >-\n     {a}\n     {b}\n"),
                _ => format!("  k{n}:\n  - {a} x\n  - \"{b} y\"\n"),
            });
            json.push(match kind {
                0 => format!("\"k\": \"{text}\""),
                1 => format!("\"title\": \"{a}\\n{b}\""),
                2 => format!("\"k\": \"{a} \\u2019 {b}\""),
                3 => format!("\"k\": \"<p>{a} <b>{b}</b></p>\""),
                4 => format!("\"k\": [\"{a} x\", \"{b} y\"]"),
                _ => format!("\"k\": {{\"a\": \"{a} \\\"<0>x</0>\\\" {b}\"}}"),
            });
            po.push_str(&match kind {
                0..3 => format!("msgid \"{a} \"\n\"{b}\"\nmsgstr \"\"\n\n"),
                _ => format!("msgid \"x\"\nmsgstr \"\"\n\"{a} \\\"\"\n\"{b}\"\n\n"),
            });
            seen.extend(words.into_iter().map(str::to_owned));
        }
        let json = format!("{{{}}}", json.join(",\n "));
        for (text, format) in [(yaml, Format::YamlLocale), (json, Format::JsonLocale), (po, Format::PoLocale)] {
            let text = if crlf { text.replace('\n', "\r\n") } else { text };
            let source = Source::from_bytes("a", text.into_bytes(), Some(format)).unwrap();
            check(&source)?;
            sees(&source, &seen)?;
        }
    }

    #[test]
    fn garbage(text in "( |  |\n|\r\n|- |a: |b:|\"|'|\\||>|\\[|\\]|\\{|\\}|,|:|#|\\\\|\\\\u2019|<1>|<p>|&amp;|é|word word|msgid |msgstr |\\*x|&y |!z ){0,50}") {
        for format in [Format::YamlLocale, Format::JsonLocale, Format::PoLocale] {
            let source = Source::from_bytes("a", text.clone().into_bytes(), Some(format)).unwrap();
            check(&source)?;
        }
    }
}
