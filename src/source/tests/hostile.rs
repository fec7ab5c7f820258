//! Texts made to be slow to read, or to break it.

use super::super::*;
use super::properties;

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
        "a    b\n".repeat(60_000),
        "a    b\nc\n".repeat(30_000),
        "a    b\n---  ---\n".repeat(30_000),
        format!("a    b\n---  ---\n{}", "a    b\n\n".repeat(30_000)),
        "a    ".repeat(100_000),
        "Q. a? ".repeat(60_000),
        "Q. a?\n\nA. b\n\n".repeat(20_000),
        "A    b\nA\n".repeat(20_000),
        "<table>\n\n".repeat(40_000),
        "<dl></dl>".repeat(60_000),
        format!("{}</table>", "<table>\n\n<tr><td>a\n\n".repeat(20_000)),
        "<table>\n\n</table>\n\n".repeat(30_000),
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
        assert!(start.elapsed().as_secs() < 20, "{shown:?} took {:?}", start.elapsed());
    }
}

/// The same for markup and code.
#[test]
fn large_and_hostile_markup_is_read_in_linear_time() {
    let n = 8_000;
    let texts = [
        "<div>".repeat(100_000),
        "<b><p>".repeat(n),
        format!("{}{}", "<div>".repeat(n), "</p>".repeat(n)),
        "<ul><li>a".repeat(n),
        "<table><tr><td>".repeat(n),
        format!("<p title=\"{}\">a</p>", "x".repeat(2_000_000)),
        "<p a='".repeat(n),
        "<a href=x>".repeat(n),
        "<!--".repeat(n),
        "&".repeat(50_000),
        "a<br>".repeat(n),
        "{{ ".repeat(n),
        "{{{}} ".repeat(n),
        "{% if ' %}".repeat(n),
        "{% raw %}".repeat(n),
        "{% comment %}".repeat(n),
        "<% ".repeat(n),
        "<? ' ".repeat(n),
        "@( ".repeat(n),
        "@if ( ".repeat(n),
        "@if (a) {\n".repeat(n),
        "@a.b(".repeat(n),
        "@<p>".repeat(n),
        "<a b={".repeat(n),
        "<A>{".repeat(n),
        "<A>{a && <b>".repeat(n),
        "`${".repeat(n),
        "a = '".repeat(n),
        "/*".repeat(n),
        "%p ".repeat(n),
        "#{".repeat(n),
        "t('a', ".repeat(n),
        "([{".repeat(n),
        "{:".repeat(n),
        "[% a = '".repeat(n),
        format!("const a = ['b c'];\n{}", "{#each a as b}<p>{b}".repeat(n)),
        format!("const a = ['b c'];\n{}", "{a.map((b) => <p>{b}".repeat(n)),
        format!("const a = ['b c'];\n{}", "<p v-for=\"b in a\">{{ b }}".repeat(n)),
        format!("{{% set a = ['b c'] %}}\n{}", "{% for b in a %}{{ b }}".repeat(n)),
        format!("<?php $a = ['b c'];\n{}", "<? foreach ($a as $b): ?><?= $b ?>".repeat(n)),
        format!("<% a = ['b c'] %>\n{}", "<% a.each do |b| %><%= b %>".repeat(n)),
        format!("@{{ var a = new[] {{ \"b c\" }}; }}\n{}", "@foreach (var b in a) {<p>@b".repeat(n)),
        format!("const a = [{}];\n{}", "'b c',".repeat(300), "{#each a as b}<p>{b}{/each}".repeat(n)),
        format!("const a = [{}];\n{}", "'b c',".repeat(300), "{a.map((b) => <p>{b}</p>)}".repeat(n)),
        "a = [".repeat(n),
        "a = ['b', ".repeat(n),
        "].map(".repeat(n),
        ").map((a) => <p>".repeat(n),
        "<? foreach ".repeat(n),
        "@foreach (".repeat(n),
        "<p v-for='".repeat(n),
    ];
    for text in texts {
        for format in properties::formats() {
            let start = std::time::Instant::now();
            let source = Source::from_bytes("a", text.clone().into_bytes(), Some(format)).unwrap();
            let _ = source.blocks();
            let shown: String = text.chars().take(20).collect();
            // Far more than it takes, also without optimisation and on a busy machine.
            assert!(start.elapsed().as_secs() < 40, "{shown:?} took {:?} as {format:?}", start.elapsed());
        }
    }
}

#[test]
fn texts_that_once_broke_the_order() {
    for text in ["a{\n0( \nA  !\n’}0", "*\t\t-\n\tA"] {
        for format in properties::formats() {
            let source = Source::from_bytes("a", text.as_bytes().to_vec(), Some(format)).unwrap();
            if let Err(e) = properties::check(&source) {
                panic!("{format:?}: {e}: {:?}", source.blocks());
            }
        }
    }
}
