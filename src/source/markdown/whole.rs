//! Tables and definition lists of HTML inside Markdown, which are read whole: where they end.

use std::ops::Range;

/// The elements, each with the tag that opens it and the one that closes it.
const WHOLE: [(&str, &str); 2] = [("<table", "</table"), ("<dl", "</dl")];
/// A longer element that holds blank lines is read line by line.
const LONGEST: usize = 1 << 20;

/// An element in a stretch of HTML.
pub(super) struct Element {
    pub(super) range: Range<usize>,
    /// It ends behind the stretch: Markdown takes a blank line for the end of HTML.
    pub(super) beyond: bool,
}

/// Whether such an element begins in a stretch of HTML.
pub(super) fn opens(text: &str, stretch: &Range<usize>) -> bool {
    begin(&text[stretch.clone()]).is_some()
}

/// The first element of a stretch, where its end is found. `beyond` allows to look behind the stretch.
pub(super) fn first(text: &str, stretch: &Range<usize>, beyond: bool) -> Option<Element> {
    let (at, tags) = begin(&text[stretch.clone()])?;
    let start = stretch.start + at;
    if let Some(length) = length(&text[start..stretch.end], tags) {
        return Some(Element { range: start..start + length, beyond: false });
    }
    let limit = text.len().min(start.saturating_add(LONGEST));
    let limit = (start..=limit).rev().find(|at| text.is_char_boundary(*at)).filter(|_| beyond)?;
    let range = start..start + length(&text[start..limit], tags)?;
    // Links of Markdown between the tags are not for a reader of HTML.
    (!text[range.clone()].contains("](")).then_some(Element { range, beyond: true })
}

/// Where the first element begins, and its tags.
fn begin(text: &str) -> Option<(usize, &'static (&'static str, &'static str))> {
    let opened = |at: usize| WHOLE.iter().find(|(open, _)| is_tag(text, at, open));
    text.match_indices('<').find_map(|(at, _)| Some((at, opened(at)?)))
}

/// How long the element is that a text begins with, those of its kind inside it included.
fn length(text: &str, (open, close): &(&str, &str)) -> Option<usize> {
    let (mut depth, mut at) = (0usize, 0);
    loop {
        let end = find(&text[at..], close)?;
        depth += count(&text[at..at + end], open);
        depth = depth.checked_sub(1)?;
        at += end + text[at + end..].find('>')? + 1;
        if depth == 0 {
            return Some(at);
        }
    }
}

/// Where a tag begins, in capitals or small letters.
fn find(text: &str, tag: &str) -> Option<usize> {
    text.match_indices('<').map(|(at, _)| at).find(|at| is_tag(text, *at, tag))
}

fn is_tag(text: &str, at: usize, tag: &str) -> bool {
    let rest = &text.as_bytes()[at..];
    rest.get(..tag.len()).is_some_and(|name| name.eq_ignore_ascii_case(tag.as_bytes()))
        && rest.get(tag.len()).is_some_and(|byte| matches!(byte, b'>' | b' ' | b'\n' | b'\r' | b'\t'))
}

fn count(text: &str, tag: &str) -> usize {
    let (mut number, mut at) = (0, 0);
    while let Some(next) = find(&text[at..], tag) {
        number += 1;
        at += next + tag.len();
    }
    number
}
