//! Spans are exact: held for random documents in every format.

use proptest::prelude::*;

use super::super::*;
use crate::notice::NormalText;

const WORDS: [&str; 16] = [
    "records",
    "Council",
    "we",
    "keep",
    "don’t",
    "naïve",
    "£5",
    "GDPR",
    "6(1)(e)",
    "library’s",
    "“cards”",
    "a–b",
    "e.g.",
    "no\u{a0}break",
    "dŵr",
    "data",
];

pub(super) fn words(most: usize) -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(WORDS.to_vec()), 1..most)
}

/// The text of a document, and the words that a reader of it must see.
type Part = (String, Vec<String>);

fn plain_words(words: Vec<&'static str>, join: &str) -> Part {
    (
        words.join(join),
        words.into_iter().map(str::to_owned).collect(),
    )
}

fn text_block() -> impl Strategy<Value = Part> {
    let ends = prop::sample::select(vec![".", ":", ";", "", "?"]);
    let line = (words(14), ends).prop_map(|(words, end)| {
        let (text, seen) = plain_words(words, " ");
        (text + end, seen)
    });
    let mark = prop::sample::select(vec![
        "- ", "* ", "• ", "  • ", "    o ", "1. ", "2) ", "(a) ", "\ti. ", "",
    ]);
    let items = prop::collection::vec((mark, words(8)), 1..6).prop_map(|items| {
        let mut all = (String::new(), Vec::new());
        for (mark, words) in items {
            let (text, seen) = plain_words(words, " ");
            all.0.push_str(&format!("{mark}{text}\n"));
            all.1.extend(seen);
        }
        all
    });
    let row = prop::collection::vec(words(4), 2..5);
    let table = prop::collection::vec((row, any::<bool>()), 1..5).prop_map(|rows| {
        let mut all = (String::new(), Vec::new());
        for (cells, break_row) in rows {
            for words in cells {
                let (text, seen) = plain_words(words, if break_row { "\n" } else { " " });
                all.0.push_str(&format!("{text} | "));
                all.1.extend(seen);
            }
            all.0.push('\n');
        }
        all
    });
    prop_oneof![line, items, table]
}

fn markdown_block() -> impl Strategy<Value = Part> {
    let wrap = prop::sample::select(vec![
        ("", ""),
        ("*", "*"),
        ("**", "**"),
        ("[", "](x)"),
        ("`", "`"),
        ("&lt;", "&gt;"),
        ("<b>", "</b>"),
        ("~~", "~~"),
        ("**[", "](http://x.example/?a=b)**"),
    ]);
    let gap = prop::sample::select(vec![" ", "\n", "  \n", "\\\n", " &nbsp; "]);
    let inline = prop::collection::vec((wrap, words(4), gap), 1..8).prop_map(|parts| {
        let mut all = (String::new(), Vec::new());
        for ((open, close), words, gap) in parts {
            let (text, seen) = plain_words(words, " ");
            all.0.push_str(&format!("{open}{text}{close}{gap}"));
            all.1.extend(seen);
        }
        all
    });
    let frame = prop::sample::select(vec![
        ("# ", "", true),
        ("### ", " ###", true),
        ("", "\n===", true),
        ("", "", false),
        ("- ", "", false),
        ("3. ", "", false),
        ("- x\n  - ", "", false),
        ("> ", "", false),
        ("> - ", "", false),
        ("<p>", "</p>", false),
        ("<ul>\n<li>", "</li>\n</ul>", false),
        ("| A | B |\n|---|---|\n| ", " | z |", true),
        ("x\n- ", "", false),
    ]);
    (frame, inline).prop_map(|((open, close, single), (text, seen))| {
        let html = open.starts_with('<');
        let text = text.trim_end_matches(['\n', ' ', '\\']).to_owned();
        let text = if single || html {
            text.replace("\\\n", " ").replace('\n', " ")
        } else {
            text
        };
        (format!("{open}{text}{close}\n"), seen)
    })
}

fn document(block: impl Strategy<Value = Part> + 'static) -> impl Strategy<Value = Part> {
    let gap = prop::sample::select(vec!["\n", "\n\n", "\n\n\n"]);
    (
        prop::collection::vec((block, gap), 1..8),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(parts, crlf, mark)| {
            let mut all = (String::new(), Vec::new());
            for ((text, seen), gap) in parts {
                all.0.push_str(&text);
                all.0.push_str(gap);
                all.1.extend(seen);
            }
            if crlf {
                all.0 = all.0.replace('\n', "\r\n");
            }
            if mark {
                all.0.insert(0, '\u{feff}');
            }
            all
        })
}

/// What holds for the blocks of any text whatever.
pub(super) fn check(source: &Source) -> Result<(), TestCaseError> {
    let text = &source.text;
    let blocks = source.blocks();
    let mut before = 0;
    for block in &blocks {
        prop_assert!(text.get(block.span.range()).is_some());
        prop_assert!(
            block.span.start as usize >= before,
            "blocks in order: {block:?}"
        );
        let mut last = block.span.start;
        for piece in &block.pieces {
            prop_assert!(
                text.get(piece.source.range()).is_some(),
                "on boundaries: {piece:?}"
            );
            prop_assert!(piece.source.start >= last, "in order: {block:?}");
            prop_assert!(piece.source.end <= block.span.end, "inside: {block:?}");
            last = piece.source.end;
        }
        before = block
            .pieces
            .last()
            .map_or(block.span.start, |piece| piece.source.end) as usize;
        for link in &block.links {
            prop_assert!(text.get(link.whole.range()).is_some() && link.whole.holds(link.label));
        }
    }
    let normal = NormalText::new(text, &blocks);
    for token in &normal.tokens {
        let Some(slice) = text.get(token.source.range()) else {
            return Err(TestCaseError::fail(format!(
                "token on boundaries: {token:?}"
            )));
        };
        // Escapes are shown as something else; `''` is one in YAML.
        let escaped = slice.contains("''") || slice.contains('"');
        if !escaped && !slice.contains(['&', '*', '_', '<', '[', '`', '~', '\\', '>']) {
            let whole = Block {
                kind: BlockKind::Paragraph,
                span: token.source,
                pieces: vec![Piece {
                    source: token.source,
                    shown: None,
                }],
                links: Vec::new(),
            };
            prop_assert_eq!(&NormalText::new(text, &[whole]).folded, normal.word(token));
        }
    }
    Ok(())
}

pub(super) fn sees(source: &Source, seen: &[String]) -> Result<(), TestCaseError> {
    let visible: String = source
        .blocks()
        .iter()
        .map(|block| block.text(&source.text) + " ")
        .collect();
    let mut rest = visible.as_str();
    for word in seen {
        match rest.find(word.as_str()) {
            Some(at) => rest = &rest[at + word.len()..],
            None => {
                return Err(TestCaseError::fail(format!(
                    "{word:?} is lost:\n{}\n{visible}",
                    source.text
                )));
            }
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn free_text((text, seen) in document(text_block())) {
        let source = Source::from_bytes("a.txt", text.into_bytes(), Some(Format::Text)).unwrap();
        check(&source)?;
        sees(&source, &seen)?;
    }

    #[test]
    fn markdown((text, seen) in document(markdown_block())) {
        let source = Source::from_bytes("a.md", text.into_bytes(), Some(Format::Markdown)).unwrap();
        check(&source)?;
        sees(&source, &seen)?;
    }

    #[test]
    fn garbage(text in "[-*#>|=_`~\\[\\]()!&;:.<>/a-zA-Zé’\u{a0}\u{200d}0-9 \t\r\n\
         \"+{}\\\\]{0,200}", any in ".*") {
        for format in [Format::Text, Format::Markdown] {
            for text in [&text, &any] {
                if let Ok(source) = Source::from_bytes("a", text.clone().into_bytes(), Some(format)) {
                    check(&source)?;
                }
            }
        }
    }

    #[test]
    fn html_garbage(text in "(<p>|<li>|<ul>|</ul>|<a href=\"|\">|</a>|<!--|-->|<h2>|<br>|&amp;|&|\
         <script>|</script>|<b|<td>|'| |\n|\n\n|é|word|- |> ){0,60}") {
        let source = Source::from_bytes("a", text.into_bytes(), Some(Format::Markdown)).unwrap();
        check(&source)?;
    }
}

/// Each of these would take minutes if any scan over it were quadratic.
#[test]
fn large_and_hostile_texts_are_read_in_linear_time() {
    let texts = [
        "word ".repeat(2_000_000),
        "Heading here\nA sentence about it, short.\n".repeat(40_000),
        "# Heading\n\ntext\n\n".repeat(40_000),
        "short line\n".repeat(60_000),
        "| a ".repeat(200_000),
        "a | b\n".repeat(60_000),
        "a | b | c\nd\n".repeat(30_000),
        "- ".repeat(20_000),
        "> ".repeat(20_000),
        "<p class=\"".repeat(60_000),
        "<script>".repeat(60_000),
        "<!-- ".repeat(60_000),
        format!("<div>\n{}", "<a href='".repeat(60_000)),
        "[".repeat(60_000),
        "**a ".repeat(60_000),
        "&".repeat(200_000),
        "a  \n".repeat(60_000),
        format!("{}a", "\n".repeat(1_000_000)),
        "      - a\n".repeat(40_000),
    ];
    for text in texts {
        let start = std::time::Instant::now();
        for format in [Format::Text, Format::Markdown] {
            let source = Source::from_bytes("a", text.clone().into_bytes(), Some(format)).unwrap();
            let blocks = source.blocks();
            let last = blocks.last().map_or(0, |block| block.span.start as usize);
            assert!(source.position(last).line > 0);
        }
        let shown: String = text.chars().take(20).collect();
        // Far more than it takes, also without optimisation and on a busy machine.
        assert!(
            start.elapsed().as_secs() < 20,
            "{shown:?} took {:?}",
            start.elapsed()
        );
    }
}
