//! Words in angle brackets, which look like a tag: "until <DATE>", "our officer is <insert name>".

use std::ops::Range;

/// How far from a tag its end tag is looked for, in bytes: what has one is an element, whatever it is called.
const NEAR: usize = 4096;

/// Whether the tag in this range of the source is words in angle brackets: no element is called so, nothing in it is an
/// attribute with a value, and no end tag follows. One word in capitals and small letters is a component.
pub(super) fn is_words(source: &str, tag: &Range<usize>) -> bool {
    let Some(inner) = source.get(tag.clone()).and_then(|tag| tag.strip_prefix('<')?.strip_suffix('>')) else {
        return false;
    };
    let plain =
        inner.starts_with(char::is_alphabetic) && inner.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '\''));
    let name = inner.split(' ').next().unwrap_or_default();
    let mixed = inner.contains(char::is_uppercase) && inner.contains(char::is_lowercase);
    let component = !inner.contains(' ') && mixed;
    plain && !component && !ELEMENTS.contains(&name.to_lowercase().as_str()) && !ends(&source[tag.end..], name)
}

/// Whether words in angle brackets could be nothing else: more than one, or in capitals.
pub(super) fn is_plainly_words(source: &str, tag: &Range<usize>) -> bool {
    let inner = source.get(tag.clone()).unwrap_or_default();
    (inner.contains(' ') || !inner.contains(char::is_lowercase)) && is_words(source, tag)
}

fn ends(after: &str, name: &str) -> bool {
    let near = after.floor_char_boundary(NEAR);
    after[..near].match_indices("</").any(|(at, _)| after[at + 2..].starts_with(name))
}

/// Elements of HTML and of drawings in it, in alphabetical order.
#[rustfmt::skip]
const ELEMENTS: [&str; 128] = [
    "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "base", "bdi", "bdo", "big",
    "blockquote", "body", "br", "button", "canvas", "caption", "center", "circle", "cite", "code", "col", "colgroup",
    "data", "datalist", "dd", "del", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "em", "embed", "fieldset",
    "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "g", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "header", "hgroup", "hr", "html", "i", "iframe", "img", "input", "ins", "kbd", "label", "legend", "li",
    "link", "main", "map", "mark", "math", "menu", "meta", "meter", "nav", "nobr", "noscript", "object", "ol",
    "optgroup", "option", "output", "p", "param", "path", "picture", "pre", "progress", "q", "rp", "rt", "ruby", "s",
    "samp", "script", "search", "section", "select", "slot", "small", "source", "span", "strike", "strong", "style",
    "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "time",
    "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
];
