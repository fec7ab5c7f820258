//! Writes HTML so that a notice cannot: names of elements and attributes are fixed words of this program, every
//! other word is escaped, every element is closed by the one who opened it, and links lead to the law or inside the page.
//!
//! A template engine was the other way. Text under overlapping marks, in lists inside lists, is built by recursion; in
//! a template that is put together outside and inserted as "safe", which gives away what the engine is there for. Here
//! no such door exists.

use crate::report::shown::push_shown;

/// Elements that hold nothing.
const VOID: [&str; 3] = ["meta", "input", "br"];

/// A page in the making.
#[derive(Debug, Default)]
pub(super) struct Html {
    out: String,
}

/// Attributes of an element; those without a value are written by their name alone.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Html {
    /// A page that begins so.
    pub(super) fn new(doctype: &'static str) -> Self {
        Self { out: doctype.to_string() }
    }

    /// An element and what is in it.
    pub(super) fn el(&mut self, name: &'static str, attributes: Attributes<'_>, inner: impl FnOnce(&mut Html)) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            if *key == "href" && !is_safe_link(value) {
                continue;
            }
            self.out.push(' ');
            self.out.push_str(key);
            if !value.is_empty() {
                self.out.push_str("=\"");
                self.escaped(value);
                self.out.push('"');
            }
        }
        self.out.push('>');
        if VOID.contains(&name) {
            return;
        }
        inner(self);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        if is_block(name) {
            self.out.push('\n');
        }
    }

    /// An element that holds a text.
    pub(super) fn leaf(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.el(name, attributes, |html| html.text(text));
    }

    /// An element that holds nothing.
    pub(super) fn void(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.el(name, attributes, |_| {});
    }

    /// A text.
    pub(super) fn text(&mut self, text: &str) {
        self.escaped(text);
    }

    /// A text for those who listen only.
    pub(super) fn spoken(&mut self, text: &str) {
        self.leaf("span", &[("class", "vh")], text);
    }

    /// A sign for those who look only.
    pub(super) fn sign(&mut self, sign: &str) {
        self.leaf("span", &[("aria-hidden", "true")], sign);
    }

    /// A part of this program's own: its styles, its script.
    pub(super) fn own(&mut self, text: &'static str) {
        self.out.push_str(text);
    }

    /// Bytes so far.
    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    /// Takes in a part that was written apart, to know its size.
    pub(super) fn append(&mut self, part: Html) {
        self.out.push_str(&part.out);
    }

    /// The page.
    pub(super) fn done(self) -> String {
        self.out
    }

    fn escaped(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                '\n' => self.out.push('\n'),
                '\r' => {}
                // Invisible and harmless: word processors leave them everywhere.
                '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
                _ => push_shown(&mut self.out, c),
            }
        }
    }
}

/// A place in this page, or a page of the web that the rules name.
fn is_safe_link(target: &str) -> bool {
    let inside = target.strip_prefix('#');
    let plain = |text: &str| text.chars().all(|c| c.is_ascii_graphic());
    inside.is_some_and(|id| id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
        || (target.starts_with("https://") && plain(target))
}

fn is_block(name: &str) -> bool {
    !matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "code"
            | "mark"
            | "span"
            | "strong"
            | "sup"
            | "td"
            | "th"
            | "label"
            | "option"
            | "q"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_markup() {
        let mut html = Html::default();
        html.leaf("p", &[("data-notice", "\"><script>")], "</p><script>alert('1')</script>&\u{202e}\u{1b}[31m");
        assert_eq!(
            html.done(),
            "<p data-notice=\"&quot;&gt;&lt;script&gt;\">&lt;/p&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;\u{fffd}\u{241b}[31m</p>\n"
        );
    }

    #[test]
    fn links_lead_inside_or_to_the_law() {
        for (target, safe) in [
            ("#n1-f2", true),
            ("https://www.legislation.gov.uk/eur/2016/679/article/13", true),
            ("javascript:alert(1)", false),
            ("http://example.org", false),
            ("https://example.org/\u{202e}", false),
            ("#\"onclick", false),
        ] {
            let mut html = Html::default();
            html.leaf("a", &[("href", target)], "x");
            assert_eq!(html.done().contains("href"), safe, "{target}");
        }
    }
}
