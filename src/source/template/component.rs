//! Tags of components: JSX, Svelte, Astro, MDX.

use std::ops::Range;

use super::element;
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

/// Attributes of components that hold text; the first ones head what follows.
const HEADS: [&str; 8] = ["title", "heading", "header", "summary", "question", "summarytext", "titletext", "term"];
const TEXTS: [&str; 12] = [
    "text",
    "content",
    "body",
    "answer",
    "subtitle",
    "intro",
    "lead",
    "caption",
    "subheading",
    "defaultmessage",
    "sub",
    "strapline",
];
/// Attributes that head what a component wraps.
const LABELS: [&str; 2] = ["label", "name"];
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
    let known = match component {
        true if closing => mask.close_component(shown),
        true => {
            let element = element::of(text, shown, &attributes);
            if !tag.closed {
                mask.open_component(name.clone(), element);
            }
            element
        }
        false => None,
    };
    if component {
        dates(mask, shown, &attributes);
        // A section that says its heading in an attribute: the heading stands before what is in it.
        let may_head = known.is_none_or(|known| known == "div");
        let heads = may_head && texts(mask, shown, &attributes, !tag.closed);
        if heads || known.is_none() {
            return Some(tag);
        }
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
        } else if name == "href" {
            target(mask, attribute, value);
        }
    }
    mask.reveal(next - usize::from(closed)..next + 1);
    Some(tag)
}

/// Whether an attribute of this name holds text that a reader sees.
pub(super) fn is_text(attribute: &str) -> bool {
    words::listed(attribute, &HEADS) || words::listed(attribute, &TEXTS)
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr" | "img" | "input" | "meta" | "link" | "wbr" | "source" | "col" | "area" | "base" | "embed"
    )
}

/// Shows the target of a link that code puts together: `href={`mailto:${MAIL}`}`, `href={SITE.terms}`.
fn target(mask: &mut Mask<'_>, attribute: Range<usize>, value: Range<usize>) {
    let text = mask.text;
    let inner = text[value.start + 1..value.end - 1].trim();
    let Some(offset) = text[value.clone()].find(inner).filter(|_| !inner.is_empty()) else { return };
    let from = value.start + offset;
    let quote = inner.as_bytes()[0];
    if !matches!(quote, b'"' | b'\'' | b'`') {
        if mask.value_of(inner).is_some() {
            mask.reveal(attribute.start..value.start);
            mask.hole(value);
        }
        return;
    }
    let (close, content) = (from + inner.len() - 1, &inner[1..inner.len().max(2) - 1]);
    let plain = !content.contains(['"', '\\']) && inner.len() > 2 && text.as_bytes()[close] == quote;
    let mut holes = Vec::new();
    for (at, _) in content.match_indices("${").filter(|_| quote == b'`') {
        let Some(end) = content[at..].find('}') else { return };
        holes.push((from + 1 + at..from + 1 + at + end + 1, &content[at + 2..at + end]));
    }
    let known = || holes.iter().all(|(_, name)| mask.value_of(name).is_some());
    if plain && (content.starts_with("mailto:") || known()) {
        mask.reveal(attribute.start..value.start);
        mask.reveal(from..close + 1);
        mask.set(from, b'"');
        mask.set(close, b'"');
        holes.into_iter().for_each(|(hole, _)| mask.hole(hole));
    }
}

/// Shows the attributes of a component that say when the text was changed: `updated="3 August 2026"`.
fn dates(mask: &mut Mask<'_>, component: &str, attributes: &[(Range<usize>, Range<usize>)]) {
    const SAYS: [&str; 7] = ["updated", "reviewed", "revised", "modified", "changed", "effective", "date"];
    let lower = component.to_ascii_lowercase();
    if ["seo", "meta", "head", "helmet", "script", "img", "image", "input", "picker"]
        .iter()
        .any(|own| lower.contains(own))
    {
        return;
    }
    let (text, bytes) = (mask.text, mask.text.as_bytes());
    for (attribute, value) in attributes {
        let name = text[attribute.clone()].to_ascii_lowercase();
        // Of `lastUpdated` the part that is a word.
        let Some((says, at)) = SAYS.iter().find_map(|says| name.find(says).map(|at| (says, at))) else { continue };
        if name.len() > 16 || value.len() < 6 || value.len() > 60 {
            continue;
        }
        let inner = value.start + 1..value.end - 1;
        let content = text[inner.clone()].trim_matches(['"', '\'', '`', ' ']);
        let known = bytes[value.start] == b'{'
            && mask.value_of(content).is_some_and(|own| own.contains(|c: char| c.is_ascii_digit()));
        let dated = matches!(bytes[value.start], b'"' | b'\'') && content.contains(|c: char| c.is_ascii_digit());
        let dated = dated && content.contains(['-', '/', ' ']) && !content.contains(['{', '<']);
        let from = attribute.start + at;
        if from == 0 || !known && !dated {
            continue;
        }
        mask.break_at(from - 1, false);
        mask.reveal(from..from + says.len());
        for place in from + says.len()..value.start {
            mask.set(place, b' ');
        }
        mask.set(value.start, b' ');
        if known {
            mask.hole(value.start..value.end - 1);
            mask.set(value.start - 1, b' ');
        } else {
            strings::show(mask, inner);
        }
        mask.break_at(value.end - 1, false);
    }
}

/// Shows the attributes of a component that are text; whether there are any. One that `wraps` other text may be a section.
fn texts(mask: &mut Mask<'_>, component: &str, attributes: &[(Range<usize>, Range<usize>)], wraps: bool) -> bool {
    let lower = component.to_ascii_lowercase();
    let titles = ["title", "heading", "pageheader"].iter().any(|own| lower.contains(own));
    if !titles && ABOUT.iter().any(|about| lower.contains(about)) {
        return false;
    }
    let mut shown = false;
    let text = mask.text;
    for (attribute, value) in attributes {
        let name = text[attribute.clone()].to_ascii_lowercase();
        let label = wraps && LABELS.contains(&name.as_str());
        let heading = label || HEADS.contains(&name.as_str());
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
        let capital = words.starts_with(char::is_uppercase) && !words.contains(['/', '.']) && name != "name";
        if words::is_words(words) || capital {
            match heading && wraps && (name == "heading" || lower.contains("section")) {
                true => mask.section_at(content.start - 1),
                false => mask.break_at(content.start - 1, heading),
            }
            mask.break_at(content.end, false);
            strings::show(mask, content.clone());
            // Svelte puts values into a string by braces alone.
            for (open, _) in text[content.clone()].match_indices('{') {
                let from = content.start + open;
                let name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'$');
                let length = bytes[from + 1..content.end].iter().take_while(|b| name(b)).count();
                if length > 0 && bytes.get(from + 1 + length) == Some(&b'}') && !text[..from].ends_with(['$', '{']) {
                    mask.hole(from..from + length + 2);
                }
            }
            shown = true;
        }
    }
    shown
}
