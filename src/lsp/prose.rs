//! Markdown for hovers, in which words of a notice or of a stranger's rules stay words.

use crate::check::Citation;
use crate::report::shown;
use crate::rules::Law;

/// Text that Markdown shows as it is: no markup, no links, no pictures, no HTML.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in shown(text).chars() {
        if c.is_ascii_punctuation() && !matches!(c, ',' | ';' | ':' | '\'' | '?' | '%' | '/') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A provision as a link.
pub fn cited(law: &Citation) -> String {
    link(&law.cite, &law.url)
}

/// A provision of the register as a link.
pub fn provision(law: &Law) -> String {
    link(&law.cite, &law.url)
}

fn link(words: &str, url: &str) -> String {
    let safe = url.starts_with("https://") && !url.contains(|c: char| c.is_whitespace() || "()<>\\".contains(c));
    if safe { format!("[{}]({url})", plain(words)) } else { plain(words) }
}

/// Our own Markdown without its marks, for clients that show none.
pub fn without_marks(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut chars = markdown.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next()),
            '*' | '#' | '[' => {
                // `### ` and `**` go, and the blank after a heading's mark with them.
                if c == '#' && chars.peek() == Some(&' ') {
                    chars.next();
                }
            }
            ']' => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Parser, Tag};

    #[test]
    fn words_of_a_notice_stay_words() {
        let hostile = "![x](https://a.example/y) <script>alert(1)</script> [a](command:evil) `*_~#";
        for event in Parser::new(&plain(hostile)) {
            assert!(matches!(event, Event::Start(Tag::Paragraph) | Event::Text(_) | Event::End(_)), "{event:?}");
        }
    }

    #[test]
    fn only_real_links_become_links() {
        assert_eq!(link("Art 13", "https://x.example/13"), "[Art 13](https://x.example/13)");
        assert_eq!(link("Art 13", "command:x"), "Art 13");
        assert_eq!(link("Art 13", "https://x.example/) ![](y"), "Art 13");
        assert_eq!(without_marks("### A\\*b\n**c** [d](https://e)"), "A*b\nc d (https://e)");
    }

    proptest! {
        #[test]
        fn markdown_shows_what_was_written(text in "[a-z!-/:-@\\[-`{-~]{1,30}") {
            let mut said = String::new();
            for event in Parser::new(&format!("x{}", plain(&text))) {
                if let Event::Text(part) = event { said.push_str(&part) }
            }
            prop_assert_eq!(said, format!("x{text}"));
        }
    }
}
