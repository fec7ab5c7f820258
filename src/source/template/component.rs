//! Tags of components: JSX, Svelte, Astro, MDX.

use std::ops::Range;

use super::mask::Mask;
use super::razor::balanced;
use super::strings::{self, string_end};
use super::words;

/// A tag that was read.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) end: usize,
    pub(super) closing: bool,
    /// `<x />`, or an element that never has content.
    pub(super) closed: bool,
    pub(super) name: Range<usize>,
}

/// Elements for which components of these names stand.
const KNOWN: [(&str, &str); 24] = [
    ("Link", "a"),
    ("NavLink", "a"),
    ("ExternalLink", "a"),
    ("InternalLink", "a"),
    ("Anchor", "a"),
    ("A", "a"),
    ("P", "p"),
    ("Paragraph", "p"),
    ("BodyText", "p"),
    ("H1", "h1"),
    ("H2", "h2"),
    ("H3", "h3"),
    ("H4", "h4"),
    ("Heading", "h2"),
    ("Heading1", "h1"),
    ("Heading2", "h2"),
    ("Heading3", "h3"),
    ("SectionHeading", "h2"),
    ("Li", "li"),
    ("ListItem", "li"),
    ("Ul", "ul"),
    ("UnorderedList", "ul"),
    ("OrderedList", "ol"),
    ("Section", "div"),
];

/// Attributes of components that hold text; the first ones head what follows.
const HEADS: [&str; 8] = ["title", "heading", "header", "summary", "question", "summarytext", "titletext", "term"];
const TEXTS: [&str; 10] =
    ["text", "content", "body", "answer", "subtitle", "intro", "lead", "caption", "subheading", "defaultmessage"];
/// Components whose attributes are about the page, not in it.
const ABOUT: [&str; 14] = [
    "seo", "meta", "head", "helmet", "img", "image", "icon", "input", "button", "script", "layout", "page", "logo",
    "social",
];
/// Attributes that the reader of HTML wants to see.
const KEPT: [&str; 8] = ["href", "id", "role", "hidden", "aria-hidden", "colspan", "rowspan", "style"];

/// Reads the tag at a `<` and shows of it what the reader of HTML needs.
pub(super) fn read(mask: &mut Mask<'_>, at: usize, end: usize) -> Option<Tag> {
    let text = mask.text;
    let bytes = text.as_bytes();
    let closing = bytes.get(at + 1) == Some(&b'/');
    let from = at + 1 + usize::from(closing);
    let is_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b':' | b'-' | b'_');
    let length = bytes.get(from..end)?.iter().take_while(|b| is_name(b)).count();
    let name = from..from + length;
    if length == 0 && bytes.get(from) != Some(&b'>') || length > 0 && !bytes[from].is_ascii_alphabetic() {
        return None;
    }
    let component = bytes[from].is_ascii_uppercase() || text[name.clone()].contains('.');
    let mut attributes = Vec::new();
    let mut next = name.end;
    let closed = loop {
        let byte = *bytes.get(next).filter(|_| next < end)?;
        match byte {
            b'>' => break false,
            b'/' if bytes.get(next + 1) == Some(&b'>') => {
                next += 1;
                break true;
            }
            b'{' => next = balanced(mask, next)?,
            b'"' | b'\'' => next = string_end(bytes, next, end)?,
            b'<' => return None,
            _ if byte.is_ascii_alphabetic() || byte == b'_' => {
                let length = bytes[next..end].iter().take_while(|b| is_name(b)).count();
                let attribute = next..next + length;
                next += length;
                let skip = bytes[next..end].iter().take_while(|b| b.is_ascii_whitespace()).count();
                let mut value = next..next;
                if bytes.get(next + skip) == Some(&b'=') {
                    next += skip + 1;
                    next += bytes[next..end].iter().take_while(|b| b.is_ascii_whitespace()).count();
                    let stop = match bytes.get(next) {
                        Some(b'"' | b'\'') => string_end(bytes, next, end)? + 1,
                        Some(b'{') => balanced(mask, next)? + 1,
                        _ => next + bytes[next..end].iter().take_while(|b| !b" \t\r\n>".contains(b)).count(),
                    };
                    value = next..stop;
                    next = stop;
                }
                attributes.push((attribute, value));
                continue;
            }
            _ => {}
        }
        next += 1;
    };
    let tag = Tag { end: next + 1, closing, closed: closed || is_void(&text[name.clone()]), name: name.clone() };
    if length == 0 {
        return Some(tag);
    }
    let shown = &text[name.clone()];
    let known = KNOWN.iter().find(|(own, _)| *own == shown).map(|(_, element)| *element);
    if component && known.is_none() {
        texts(mask, shown, &attributes);
        return Some(tag);
    }
    mask.reveal(at..name.end);
    if let Some(element) = known {
        for (place, byte) in name.clone().zip(element.bytes().chain(std::iter::repeat(b' '))) {
            mask.set(place, byte);
        }
    }
    for (attribute, value) in attributes {
        let name = text[attribute.clone()].to_ascii_lowercase();
        let literal = bytes.get(value.start).is_none_or(|b| *b != b'{') || value.is_empty();
        if KEPT.contains(&name.as_str()) && literal {
            mask.reveal(attribute.start..value.end.max(attribute.end));
        }
    }
    mask.reveal(next - usize::from(closed)..next + 1);
    Some(tag)
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr" | "img" | "input" | "meta" | "link" | "wbr" | "source" | "col" | "area" | "base" | "embed"
    )
}

/// Shows the attributes of a component that are text.
fn texts(mask: &mut Mask<'_>, component: &str, attributes: &[(Range<usize>, Range<usize>)]) {
    let lower = component.to_ascii_lowercase();
    if ABOUT.iter().any(|about| lower.contains(about)) {
        return;
    }
    let text = mask.text;
    for (attribute, value) in attributes {
        let name = text[attribute.clone()].to_ascii_lowercase();
        let heading = HEADS.contains(&name.as_str());
        if !heading && !TEXTS.contains(&name.as_str()) || value.len() < 3 {
            continue;
        }
        let bytes = text.as_bytes();
        let mut content = value.start + 1..value.end - 1;
        if bytes[value.start] == b'{' {
            let inner = text[content.clone()].trim();
            if inner.len() < 3 || !inner.starts_with(['"', '\'', '`']) {
                continue;
            }
            let from = content.start + text[content.clone()].find(inner).unwrap_or_default();
            let Some(close) = string_end(bytes, from, content.end) else { continue };
            content = from + 1..close;
        } else if !matches!(bytes[value.start], b'"' | b'\'') {
            continue;
        }
        let words = &text[content.clone()];
        if words::is_words(words) || words.starts_with(char::is_uppercase) && !words.contains(['/', '.']) {
            mask.break_at(content.start - 1, heading);
            mask.break_at(content.end, false);
            strings::show(mask, content);
        }
    }
}
