//! HTML inside Markdown: tags are dropped, their text is kept.

use std::ops::Range;

use super::super::angle;
use super::super::draft::{Ids, Pieces};
use super::super::{BlockKind, Link, Span};
use super::entity::entity;
use super::leaf::{Break, Leaf, Part};

/// A tag in running text. What only looks like one, as in "our officer is <insert name>", is text.
pub(super) fn inline(leaf: &mut Leaf, source: &str, tag: &str, range: Range<usize>) {
    let Some((name, closing)) = name(tag) else {
        return;
    };
    match name.as_str() {
        "br" => leaf.line_end(range, Break::Hard),
        "b" | "strong" if closing => leaf.strong = leaf.strong.saturating_sub(1),
        "b" | "strong" => leaf.strong += 1,
        "a" if closing => leaf.close_link(),
        "a" => {
            if let Some(target) = attribute(tag, "href") {
                leaf.open_link(Span::new(range.start, range.end), target.into());
            }
        }
        _ if angle::is_words(source, &range) => leaf.text(source, range, tag),
        _ => {}
    }
}

/// The name of a tag in lower case and whether it closes.
fn name(tag: &str) -> Option<(String, bool)> {
    let inner = tag.strip_prefix('<')?;
    let closing = inner.starts_with('/');
    let inner = inner.trim_start_matches('/');
    let end = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    (end > 0).then(|| (inner[..end].to_ascii_lowercase(), closing))
}

/// The value of an attribute, with its entities decoded.
fn attribute(tag: &str, wanted: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let at = lower.match_indices(wanted).map(|(at, _)| at).find(|&at| {
        lower[..at].ends_with(|c: char| c.is_whitespace() || c == '"' || c == '\'')
            && lower[at + wanted.len()..].trim_start().starts_with('=')
    })?;
    let rest = tag[at + wanted.len()..].trim_start().strip_prefix('=')?.trim_start();
    let value = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest[1..].split(quote).next()?,
        _ => rest.split(|c: char| c.is_whitespace() || c == '>').next()?,
    };
    let mut decoded = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        match entity(rest) {
            Some((length, shown)) => {
                decoded.push_str(&shown);
                rest = &rest[length..];
            }
            None => {
                decoded.push('&');
                rest = &rest[1..];
            }
        }
    }
    decoded.push_str(rest);
    Some(decoded)
}

/// Reads the blocks of HTML.
pub(super) struct Blocks<'a, 'b> {
    pub(super) text: &'a str,
    pub(super) ids: &'b mut Ids,
    /// Lists that are open: their id and whether they are numbered. They outlive one HTML block.
    pub(super) lists: &'b mut Vec<(u32, bool)>,
    /// Lists of Markdown around the block.
    pub(super) depth: u8,
    pub(super) found: Vec<(BlockKind, Span, Part)>,
}

/// A block that is open.
struct Open {
    kind: BlockKind,
    pieces: Pieces,
    links: Vec<Link>,
    span: Option<Span>,
    /// A link that is open: its start, target and the extent of its label so far.
    link: Option<(usize, String, Option<Span>)>,
    strong: usize,
    /// Some words are bold, and some are not.
    bold: (bool, bool),
}

impl Open {
    fn new(kind: BlockKind) -> Self {
        Self {
            kind,
            pieces: Pieces::default(),
            links: Vec::new(),
            span: None,
            link: None,
            strong: 0,
            bold: (false, false),
        }
    }

    /// Takes visible source text in.
    fn see(&mut self, start: usize, end: usize, blank: bool) {
        let here = Span::new(start, end);
        self.span = Some(self.span.map_or(here, |span| span.to(here)));
        if let Some((_, _, label)) = &mut self.link {
            *label = Some(label.map_or(here, |label| label.to(here)));
        }
        if !blank {
            self.bold.0 |= self.strong > 0;
            self.bold.1 |= self.strong == 0;
        }
    }
}

impl Blocks<'_, '_> {
    /// Reads one stretch of HTML.
    pub(super) fn read(&mut self, range: Range<usize>) {
        let text = self.text;
        let mut open = Open::new(BlockKind::Paragraph);
        let mut at = range.start;
        let mut quotes = true;
        while at < range.end {
            let rest = &text[at..range.end];
            if !rest.starts_with('<') {
                let end = rest.find('<').map_or(range.end, |end| at + end);
                visible(&mut open, text, at, end);
                at = end;
                continue;
            }
            let (length, tag) = tag(rest, &mut quotes);
            if !tag {
                visible(&mut open, text, at, at + length);
            } else if let Some((name, closing)) = name(&rest[..length]) {
                if matches!(name.as_str(), "script" | "style") && !closing {
                    at += length + skipped(&rest[length..], &name);
                    continue;
                }
                open = self.tag(open, &name, closing, at..at + length);
            }
            at += length;
        }
        self.close(open);
    }

    fn tag(&mut self, mut open: Open, name: &str, closing: bool, range: Range<usize>) -> Open {
        let level = name.strip_prefix('h').and_then(|l| l.parse::<u8>().ok()).filter(|l| (1..=6).contains(l));
        match (name, closing) {
            ("br", _) => open.pieces.shown(range.start, range.end, " "),
            ("b" | "strong", false) => open.strong += 1,
            ("b" | "strong", true) => open.strong = open.strong.saturating_sub(1),
            ("a", false) => {
                let target = attribute(&self.text[range.clone()], "href");
                open.link = target.map(|target| (range.start, target, None));
            }
            ("a", true) => {
                if let Some((start, target, Some(label))) = open.link.take() {
                    let whole = Span::new(start, range.end);
                    open.links.push(Link { label, whole, target: target.into() });
                }
            }
            ("ul" | "ol", _) => {
                self.close(open);
                if closing {
                    self.lists.pop();
                } else if self.lists.len() < 64 {
                    self.lists.push((self.ids.list(), name == "ol"));
                }
                return Open::new(BlockKind::Paragraph);
            }
            ("li", false) => {
                self.close(open);
                let (list, ordered) = match self.lists.last() {
                    Some(&list) => list,
                    None => {
                        self.lists.push((self.ids.list(), false));
                        self.lists.last().copied().unwrap_or_default()
                    }
                };
                let depth = (self.lists.len() as u8).saturating_sub(1).saturating_add(self.depth);
                return Open::new(BlockKind::Item { list, depth, ordered, continues: false });
            }
            // A paragraph right inside an item is its text.
            ("p", false) if open.span.is_none() && matches!(open.kind, BlockKind::Item { .. }) => {}
            _ if level.is_some() || BLOCKS.contains(&name) => {
                self.close(open);
                let heading = level.filter(|_| !closing).map(|level| BlockKind::Heading { level, marked: true });
                return Open::new(heading.unwrap_or(BlockKind::Paragraph));
            }
            _ => {}
        }
        open
    }

    fn close(&mut self, open: Open) {
        if let Some(span) = open.span {
            let (bold, other) = open.bold;
            let part = Part { span, pieces: open.pieces, links: open.links, bold: bold && !other, ..Part::default() };
            let raw = &self.text[span.range()];
            let start = span.end as usize - raw.trim_start().len();
            let end = span.start as usize + raw.trim_end().len();
            if start < end {
                self.found.push((open.kind, Span::new(start, end), part));
            }
        }
    }
}

/// Tags that end the text before them.
const BLOCKS: [&str; 30] = [
    "p",
    "div",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "aside",
    "nav",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "caption",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "hr",
    "figure",
    "figcaption",
    "form",
    "fieldset",
    "details",
    "summary",
    "address",
    "li",
];

/// The tag or comment that the text starts with: its bytes, and whether it is one at all. Where a quote is
/// never closed, `quotes` is cleared and tags end at the next `>` from then on.
fn tag(text: &str, quotes: &mut bool) -> (usize, bool) {
    if let Some(comment) = text.strip_prefix("<!--") {
        return (comment.find("-->").map_or(text.len(), |end| end + 7), true);
    }
    if !text[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        return (1, false);
    }
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote.filter(|_| *quotes), byte) {
            (None, b'>') => return (at + 1, true),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    *quotes = false;
    (text.find('>').map_or(text.len(), |end| end + 1), true)
}

/// How much of the text belongs to a script or style sheet.
fn skipped(text: &str, name: &str) -> usize {
    let ends = |at: &usize| text.get(at + 2..at + 2 + name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name));
    text.match_indices("</").map(|(at, _)| at).find(ends).unwrap_or(text.len())
}

/// Takes text between tags in, with its character references.
fn visible(open: &mut Open, text: &str, start: usize, end: usize) {
    let mut from = start;
    let mut at = start;
    while let Some(next) = text[at..end].find('&') {
        at += next;
        match entity(&text[at..end]) {
            Some((length, shown)) => {
                plain(open, text, from, at);
                open.pieces.shown(at, at + length, &shown);
                open.see(at, at + length, shown.trim().is_empty());
                at += length;
                from = at;
            }
            None => at += 1,
        }
    }
    plain(open, text, from, end);
}

fn plain(open: &mut Open, text: &str, start: usize, end: usize) {
    open.pieces.source(start, end);
    let slice = &text[start..end];
    if !slice.trim().is_empty() {
        open.see(end - slice.trim_start().len(), start + slice.trim_end().len(), false);
    }
}
