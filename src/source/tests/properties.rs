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
    (words.join(join), words.into_iter().map(str::to_owned).collect())
}

fn text_block() -> impl Strategy<Value = Part> {
    let ends = prop::sample::select(vec![".", ":", ";", "", "?"]);
    let line = (words(14), ends).prop_map(|(words, end)| {
        let (text, seen) = plain_words(words, " ");
        (text + end, seen)
    });
    let mark = prop::sample::select(vec!["- ", "* ", "• ", "  • ", "    o ", "1. ", "2) ", "(a) ", "\ti. ", ""]);
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
        let text = if single || html { text.replace("\\\n", " ").replace('\n', " ") } else { text };
        (format!("{open}{text}{close}\n"), seen)
    })
}

fn document(block: impl Strategy<Value = Part> + 'static) -> impl Strategy<Value = Part> {
    let gap = prop::sample::select(vec!["\n", "\n\n", "\n\n\n"]);
    (prop::collection::vec((block, gap), 1..8), any::<bool>(), any::<bool>()).prop_map(|(parts, crlf, mark)| {
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

/// What holds for the blocks of any text whatever in which no loop draws a list. The lines of a row drawn with spaces hold parts of several cells.
pub(super) fn check(source: &Source) -> Result<(), TestCaseError> {
    let mut before = 0;
    for block in source.blocks() {
        if matches!(block.kind, BlockKind::Cell { .. }) && source.format == Format::Text {
            continue;
        }
        prop_assert!(block.span.start as usize >= before, "blocks in order: {block:?}");
        before = block.pieces.last().map_or(block.span.start, |piece| piece.source.end) as usize;
    }
    check_each(source)
}

/// What holds for the blocks of any text whatever.
pub(super) fn check_each(source: &Source) -> Result<(), TestCaseError> {
    let text = &source.text;
    let blocks = source.blocks();
    for block in &blocks {
        prop_assert!(text.get(block.span.range()).is_some());
        let mut last = block.span.start;
        for piece in &block.pieces {
            prop_assert!(text.get(piece.source.range()).is_some(), "on boundaries: {piece:?}");
            prop_assert!(piece.source.start >= last, "in order: {block:?}");
            prop_assert!(piece.source.end <= block.span.end, "inside: {block:?}");
            last = piece.source.end;
        }
        for link in &block.links {
            prop_assert!(text.get(link.whole.range()).is_some() && link.whole.holds(link.label));
        }
    }
    let normal = NormalText::new(text, &blocks);
    let pieces = || blocks.iter().flat_map(|block| &block.pieces);
    for token in &normal.tokens {
        prop_assert!(text.get(token.source.range()).is_some(), "token on boundaries: {token:?}");
        // A word that is all of one piece is the source itself.
        if pieces().any(|piece| piece.shown.is_none() && piece.source.holds(token.source)) {
            let whole = Block {
                kind: BlockKind::Paragraph,
                span: token.source,
                pieces: vec![Piece { source: token.source, shown: None }],
                links: Vec::new(),
                term: false,
            };
            prop_assert_eq!(&NormalText::new(text, &[whole]).folded, normal.word(token));
        }
    }
    Ok(())
}

pub(super) fn sees(source: &Source, seen: &[String]) -> Result<(), TestCaseError> {
    let visible: String = source.blocks().iter().map(|block| block.text(&source.text) + " ").collect();
    let mut rest = visible.as_str();
    for word in seen {
        match rest.find(word.as_str()) {
            Some(at) => rest = &rest[at + word.len()..],
            None => {
                return Err(TestCaseError::fail(format!("{word:?} is lost:\n{}\n{visible}", source.text)));
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
        for format in formats() {
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
        for format in [Format::Markdown, Format::Html] {
            let source = Source::from_bytes("a", text.clone().into_bytes(), Some(format)).unwrap();
            check(&source)?;
        }
    }

    #[test]
    fn html((text, seen) in document(html_block())) {
        let source = Source::from_bytes("a.html", text.into_bytes(), Some(Format::Html)).unwrap();
        check(&source)?;
        sees(&source, &seen)?;
    }

    #[test]
    fn templates((text, seen) in document(template_block())) {
        let format = Format::Template(Template::Jinja);
        let source = Source::from_bytes("a.njk", text.into_bytes(), Some(format)).unwrap();
        check(&source)?;
        sees(&source, &seen)?;
    }

    #[test]
    fn template_garbage(text in "(\\{%|%\\}|\\{\\{|\\}\\}|<%=|<%|%>|<\\?php|\\?>|\\[%|@if|@\\{|@Model.X|@|\\(|\\)|\\{|\\}|\
         <p>|</p>|<A b=|<>|'|\"|`|\\$\\{|é|’|\n|\r\n| |word|%p|= |- |import |t\\(|raw|# |---\n){0,60}") {
        for format in formats() {
            if let Ok(source) = Source::from_bytes("a", text.clone().into_bytes(), Some(format)) {
                check(&source)?;
            }
        }
    }
}

/// All formats.
pub(super) fn formats() -> Vec<Format> {
    use Template::*;
    let templates = [Jinja, Handlebars, Erb, Php, Razor, Jsp, Toolkit, Haml, Pug, Jsx, Script, Svelte, Vue, Astro];
    let mut formats = vec![Format::Text, Format::Markdown, Format::Mdx, Format::Html];
    formats.extend(templates.map(Format::Template));
    formats
}

fn inline_html(gaps: Vec<(&'static str, &'static str)>) -> impl Strategy<Value = Part> {
    let gap = prop::sample::select(vec![" ", "\n", "<br>", " &nbsp; ", "<!-- a > b -->\n", "\n<br/>\n"]);
    prop::collection::vec((prop::sample::select(gaps), words(4), gap), 1..8).prop_map(|parts| {
        let mut all = (String::new(), Vec::new());
        for ((open, close), words, gap) in parts {
            let (text, seen) = plain_words(words, " ");
            all.0.push_str(&format!("{open}{text}{close}{gap}"));
            all.1.extend(seen);
        }
        all
    })
}

fn framed(inline: impl Strategy<Value = Part>) -> impl Strategy<Value = Part> {
    let frame = prop::sample::select(vec![
        ("<h1>", "</h1>"),
        ("<h3 id=a>\n", "\n</h3>"),
        ("<p>", "</p>"),
        ("<p>", ""),
        ("", ""),
        ("<div><section>", "</section></div>"),
        ("<ul><li>", "</li></ul>"),
        ("<ol><li><p>x</p><p>", "</ol>"),
        ("<ul><li>x<ul><li>", "</ul></ul>"),
        ("<dl><dt>x<dd>", "</dl>"),
        ("<table><tr><th>A<th>B<tr><td colspan='1'>", "<td>z</table>"),
        ("<table><tr><td><h2>x</h2>", "</table>"),
        ("<details><summary>", "</summary>z</details>"),
        ("<pre>", "</pre>"),
        ("<blockquote>", "</div>"),
    ]);
    (frame, inline).prop_map(|((open, close), (text, seen))| (format!("{open}{text}{close}\n"), seen))
}

fn html_block() -> impl Strategy<Value = Part> {
    framed(inline_html(vec![
        ("", ""),
        ("<b>", "</b>"),
        ("<a href=\"x?a=1&amp;b=2\">", "</a>"),
        ("&lt;", "&gt;"),
        ("<strong><i>", "</strong></i>"),
        ("&#163;", "&notit;"),
        ("<span style='font-weight: bold'>", ""),
    ]))
}

fn template_block() -> impl Strategy<Value = Part> {
    framed(inline_html(vec![
        ("", ""),
        ("{% if a > b %}", "{% endif %}"),
        ("<a href=\"{{ url('x') }}\">", "</a>"),
        ("{{ retention }} ", ""),
        ("{# don't #}", ""),
        ("{% trans %}", "{% endtrans %}"),
        ("{{ t(\"The ", " records\") }}"),
    ]))
}
