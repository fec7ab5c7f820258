//! Text in XML.

use super::shown;
use std::fmt::Write as _;

/// The declaration at the top of a file.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Text as the content of an element or the value of an attribute: nothing that XML forbids, nothing that ends either.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for line in text.split('\n') {
        for c in shown(line).chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                '\'' => out.push_str("&apos;"),
                '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
                _ => out.push(c),
            }
        }
        out.push_str("&#10;");
    }
    out.truncate(out.len() - "&#10;".len());
    out
}

/// ` name="value"`.
pub(super) fn attribute(name: &str, value: &str) -> String {
    let mut out = String::new();
    let _ = write!(out, " {name}=\"{}\"", escaped(value));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_gets_out_of_an_attribute() {
        assert_eq!(escaped("a\"<b>\u{1b}'&\nc\u{ffff}"), "a&quot;&lt;b&gt;\u{241b}&apos;&amp;&#10;c\u{fffd}");
        assert_eq!(attribute("x", "]]>"), " x=\"]]&gt;\"");
    }
}
