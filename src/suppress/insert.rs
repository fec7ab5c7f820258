//! Writing the comment that accepts a finding, where it has to stand.
//!
//! Every place is tried out: the text is read again with the comment in it, and a place counts only where the comment is seen, means
//! the finding, and changes nothing of what the notice says.

use super::directive::{IGNORE, IGNORE_FILE, Reach, parse};
use super::target::{extent, holds, visible};
use crate::check::Finding;
use crate::rules::Day;
use crate::source::{Block, BlockKind, Format, Position, Source, Span, Template};

/// A comment to insert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Where: a byte of [`Source::text`].
    pub at: usize,
    /// What, with the line ends that it needs.
    pub text: String,
    /// Whether it accepts the finding in its block or in the whole notice.
    pub reach: Reach,
}

/// Why no comment can accept a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoComment {
    /// There is none, or one that says nothing.
    #[error("a suppression needs a reason; say why the finding is accepted")]
    NoReason,
    /// The format has none.
    #[error("this format has no comments; write a waiver in notice-lint.yaml")]
    NoSyntax,
    /// No place for one was found.
    #[error("no comment can stand where this text is; write a waiver in notice-lint.yaml")]
    NoPlace,
}

/// The comment that accepts a finding of a notice: beside its words, or, where something is missing, at the top for the whole notice.
///
/// # Errors
/// Where the reason says nothing, or no comment can be written there.
pub fn comment_for(source: &Source, finding: &Finding, reason: &str, until: Option<Day>) -> Result<Comment, NoComment> {
    let (open, close) = source.usual_comment().filter(|_| source.can_edit()).ok_or(NoComment::NoSyntax)?;
    let reason = harmless(reason);
    let until = until.map(|day| format!(" until {day}")).unwrap_or_default();
    let says = |word: &str| format!("{word} {}{until}: {reason}", finding.rule);
    parse(&says(IGNORE), true).map_err(|_| NoComment::NoReason)?;
    let writer = Writer { source, blocks: source.blocks(), open, close };
    let offset = source.lines.offset(&source.text, Position { line: finding.place.line, column: finding.place.column });
    if !finding.excerpt.is_empty()
        && let Some(offset) = offset
        && let Some(found) = writer.beside(offset, &says(IGNORE))
    {
        return Ok(found);
    }
    writer.at_top(&says(IGNORE_FILE)).ok_or(NoComment::NoPlace)
}

/// A reason on one line that ends no comment.
fn harmless(reason: &str) -> String {
    let mut reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    reason.retain(|c| !c.is_control());
    for sign in ["-->", "--!>", "--%>", "*/", "#}", "%}", "}}", "%>", "*@", "?>"] {
        let (first, rest) = sign.split_at(1);
        reason = reason.replace(sign, &format!("{first} {rest}"));
    }
    reason.replace("endcomment", "end comment")
}

struct Writer<'a> {
    source: &'a Source,
    blocks: Vec<Block>,
    open: &'static str,
    close: &'static str,
}

impl Writer<'_> {
    /// The comment for the block that holds a byte.
    fn beside(&self, offset: usize, says: &str) -> Option<Comment> {
        let here = |block: &&Block| {
            let (first, last) = (block.pieces.first(), block.pieces.last());
            let span = first.zip(last).map(|(a, b)| a.source.to(b.source));
            span.is_some_and(|span| span.start as usize <= offset && offset < span.end as usize)
        };
        let block = self.blocks.iter().find(here)?;
        let first = block.pieces.first()?.source.start as usize;
        let last = block.pieces.last()?.source.end as usize;
        let whole = format!("{}{says}{}", self.open, self.close);
        let inside = matches!(block.kind, BlockKind::Item { .. } | BlockKind::Cell { .. });
        let mut places = match self.source.format {
            Format::Markdown | Format::Mdx if inside => {
                vec![self.behind(block, last, &whole), self.line_before(first, &whole)]
            }
            Format::Markdown | Format::Mdx => vec![self.line_before(first, &whole), self.behind(block, last, &whole)],
            Format::Text => {
                vec![self.line_before(first, &whole), self.behind(block, last, &format!("<!-- {says} -->"))]
            }
            Format::YamlLocale => self.keys_above(first, &whole),
            Format::PoLocale => vec![self.message_above(first, &whole)],
            Format::Template(Template::Haml | Template::Pug) => vec![self.line_before(first, &whole)],
            Format::Template(Template::Jsx | Template::Script) => {
                vec![self.own_line(first, &whole, false), self.in_front(first, &whole)]
            }
            _ => vec![self.own_line(first, &whole, true), self.in_front(first, &whole)],
        };
        places.retain(|place| place.as_ref().is_some_and(|place| self.stands(place, Some(offset))));
        places.into_iter().flatten().next()
    }

    /// The comment for the whole notice.
    fn at_top(&self, says: &str) -> Option<Comment> {
        let text = &self.source.text;
        let whole = format!("{}{says}{}", self.open, self.close);
        let whole = match self.source.format {
            Format::Template(Template::Jsx | Template::Script) => format!("/* {says} */"),
            _ => whole,
        };
        let line = |at: usize| text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
        let mut places = Vec::new();
        let start = text.trim_start();
        let skipped = text.len() - start.len();
        let lower = start.get(..14.min(start.len())).unwrap_or_default().to_ascii_lowercase();
        if start.starts_with("<?php") && !start[..line(skipped) - skipped].contains("?>") {
            places.push((line(skipped), format!("/* {says} */")));
        } else if ["<!doctype", "<?xml", "<%@", "{% extends", "{%extends"].iter().any(|sign| lower.starts_with(sign)) {
            places.push((line(skipped), whole.clone()));
        }
        for fence in ["---", "+++"] {
            if let Some(rest) = start.strip_prefix(fence)
                && let Some(end) = rest.find(&format!("\n{fence}"))
            {
                places.push((line(skipped + 3 + end + 1), whole.clone()));
            }
        }
        places.push((0, whole));
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let all = places.into_iter().map(|(at, comment)| {
            let before = if at > 0 && !text[..at].ends_with('\n') { newline } else { "" };
            Comment { at, text: format!("{before}{comment}{newline}"), reach: Reach::Notice }
        });
        all.into_iter().find(|place| self.stands(place, None))
    }

    /// A line of its own before the line of a block, as far in as that.
    fn line_before(&self, first: usize, comment: &str) -> Option<Comment> {
        let text = &self.source.text;
        let line = text[..first].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let depth = text[line..first].find(|c: char| !c.is_whitespace() && c != '>').map_or(first, |at| line + at);
        Some(self.before(line, format!("{}{comment}{}", &text[line..depth], self.newline())))
    }

    /// A line of its own before the tags that a block begins with (`tags`), or before text that begins its line.
    fn own_line(&self, first: usize, comment: &str, tags: bool) -> Option<Comment> {
        let text = &self.source.text;
        let line = text[..first].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let depth = text[line..first].find(|c: char| !c.is_whitespace()).map_or(first, |at| line + at);
        let mut rest = &text[depth..first];
        while let Some(tag) = rest.strip_prefix('<').filter(|_| tags) {
            let end = tag.find('>')?;
            if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) || tag[..end].contains('<') {
                return None;
            }
            rest = tag[end + 1..].trim_start();
        }
        let indent = &text[line..depth];
        rest.is_empty().then(|| self.before(depth, format!("{comment}{}{indent}", self.newline())))
    }

    /// Right before the first words of a block.
    fn in_front(&self, first: usize, comment: &str) -> Option<Comment> {
        let quoted = self.source.text[..first].ends_with(['"', '\'', '`']);
        (!quoted).then(|| self.before(first, format!("{comment} ")))
    }

    /// At the end of the block's last line or of its cell.
    fn behind(&self, block: &Block, last: usize, comment: &str) -> Option<Comment> {
        let text = &self.source.text;
        let line_end = text[last..].find(['\n', '\r']).map_or(text.len(), |end| last + end);
        let end = match block.kind {
            BlockKind::Cell { .. } => text[last..line_end].find('|').map_or(line_end, |at| last + at),
            _ => line_end,
        };
        let at = text[last..end].trim_end().len() + last;
        (!comment.starts_with('[')).then(|| self.before(at, format!(" {comment}")))
    }

    /// Before the key under which a text stands.
    fn keys_above(&self, first: usize, comment: &str) -> Vec<Option<Comment>> {
        let text = &self.source.text;
        let above = text[..first].split_inclusive('\n').scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line))
        });
        let mut lines: Vec<(usize, &str)> = above.collect();
        lines.reverse();
        let is_key = |line: &str| line.trim_start().starts_with(['-', '"', '\'']) || line.contains(':');
        let keys = lines.into_iter().take(40).filter(|(_, line)| is_key(line));
        keys.map(|(start, line)| {
            let indent = &line[..line.len() - line.trim_start().len()];
            Some(self.before(start, format!("{indent}{comment}{}", self.newline())))
        })
        .collect()
    }

    /// Before the message that a text translates.
    fn message_above(&self, first: usize, comment: &str) -> Option<Comment> {
        let head = &self.source.text[..first];
        let at = head.rfind("\nmsgctxt ").max(head.rfind("\nmsgid ")).map(|at| at + 1);
        let blank = head.rfind("\n\n").map_or(0, |at| at + 2);
        let at = at.map_or(blank, |at| at.max(blank));
        Some(self.before(at, format!("{comment}{}", self.newline())))
    }

    fn before(&self, at: usize, text: String) -> Comment {
        Comment { at, text, reach: Reach::Block }
    }

    fn newline(&self) -> &'static str {
        if self.source.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// Whether the comment is seen there, means the byte, and leaves the words as they were.
    fn stands(&self, comment: &Comment, offset: Option<usize>) -> bool {
        let old = self.source;
        let Some((head, tail)) = old.text.split_at_checked(comment.at) else { return false };
        let new = old.edited(format!("{head}{}{tail}", comment.text));
        let written = Span::new(comment.at, comment.at + comment.text.len());
        let Some(seen) = new.comments().iter().find(|seen| written.holds(seen.span) && seen.closed) else {
            return false;
        };
        let Ok(directive) = parse(new.slice(seen.inner), true) else { return false };
        let blocks = new.blocks();
        let same = blocks.len() == self.blocks.len()
            && blocks
                .iter()
                .zip(&self.blocks)
                .all(|(a, b)| a.kind == b.kind && a.text(&new.text).trim() == b.text(&old.text).trim());
        let means = offset.is_none_or(|offset| {
            let moved = if offset >= comment.at { offset + comment.text.len() } else { offset };
            let bytes = new.file_bytes(Span::new(moved, moved));
            holds(&extent(&new, &visible(&blocks), seen, directive.reach), bytes)
        });
        same && means && directive.reach == comment.reach
    }
}
