//! How a notice writes headings, paragraphs and lists.

use super::Addition;
use crate::check::Reading;
use crate::source::{Format, Source};

/// The tags that close around the last block of a section.
const CLOSING: [&str; 22] = [
    "p", "li", "ul", "ol", "dd", "dl", "td", "th", "tr", "tbody", "table", "strong", "em", "a", "span", "b", "h1",
    "h2", "h3", "h4", "h5", "h6",
];

/// What kind of text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Markdown,
    Html,
    Text,
    /// Shown as plain text; nothing can be put into the file.
    Other,
}

/// The look of a notice.
#[derive(Debug, Clone)]
pub(super) struct Style {
    kind: Kind,
    /// Remarks that readers do not see can be written as `<!-- -->`.
    remarks: bool,
    /// What stands before and after the words of a heading.
    heading: (String, String),
    /// Headings stand in capitals.
    shouted: bool,
    /// Blank lines stand between blocks.
    spaced: bool,
    /// How list items begin.
    bullet: String,
    newline: &'static str,
    /// White space before each line.
    indent: String,
}

impl Style {
    /// The look of a notice, from its headings and lists.
    pub(super) fn of(reading: &Reading<'_>) -> Self {
        let source = reading.source;
        let text = &source.text;
        let model = model(reading);
        let around = model.map(|(before, _, after)| match before.starts_with('<') {
            true => (without_anchor(before.trim_end()), without_anchor(after.trim_start())),
            false => (without_anchor(before), without_anchor(after)),
        });
        let tags = around.as_ref().is_some_and(|(before, _)| before.starts_with('<'));
        let hashes = around.as_ref().is_some_and(|(before, _)| before.starts_with('#'));
        let kind = match source.format {
            Format::Markdown | Format::Mdx => Kind::Markdown,
            Format::Html => Kind::Html,
            Format::Text => Kind::Text,
            Format::Template(_) if tags => Kind::Html,
            Format::Template(_) if hashes => Kind::Markdown,
            _ => Kind::Other,
        };
        let usual = match kind {
            Kind::Markdown => ("## ".to_owned(), String::new()),
            Kind::Html => ("<h2>".to_owned(), "</h2>".to_owned()),
            _ => Default::default(),
        };
        let words = model.map_or("", |(_, words, _)| words);
        let bullets = ["- ", "* ", "\u{2022} ", "\u{b7} "];
        let count = |bullet: &&&str| text.lines().filter(|line| line.trim_start().starts_with(**bullet)).count();
        let bullet = bullets.iter().rev().max_by_key(count).copied().unwrap_or("- ");
        let indent = match (kind, model) {
            (Kind::Html, Some((before, ..))) => {
                let at = before.as_ptr() as usize - text.as_ptr() as usize;
                let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
                let lead = &text[line..at];
                if lead.trim().is_empty() { lead.to_owned() } else { String::new() }
            }
            _ => String::new(),
        };
        Self {
            kind: if source.can_edit() { kind } else { Kind::Other },
            remarks: matches!(source.format, Format::Markdown | Format::Html),
            heading: around.unwrap_or(usual),
            shouted: words.chars().any(char::is_alphabetic) && !words.chars().any(char::is_lowercase),
            spaced: kind != Kind::Text || text.replace("\r\n", "\n").contains("\n\n"),
            bullet: if kind == Kind::Markdown && !matches!(bullet, "* ") { "- ".to_owned() } else { bullet.to_owned() },
            newline: if text.contains("\r\n") { "\r\n" } else { "\n" },
            indent,
        }
    }

    pub(super) fn is_insertable(&self) -> bool {
        self.kind != Kind::Other
    }

    /// The white space between an addition and what stands before or after it.
    pub(super) fn gap(&self, text: &str, before: bool) -> String {
        let bare = if before { text.trim_end_matches([' ', '\t']) } else { text.trim_start_matches([' ', '\t']) };
        if bare.is_empty() {
            return if before { String::new() } else { self.newline.to_owned() };
        }
        let wanted = if self.spaced && self.kind != Kind::Html { 2 } else { 1 };
        let near = if before { &bare[bare.trim_end().len()..] } else { &bare[..bare.len() - bare.trim_start().len()] };
        self.newline.repeat(wanted - near.matches('\n').count().min(wanted))
    }

    /// An addition as it is written.
    pub(super) fn written(&self, addition: &Addition) -> String {
        let mut parts: Vec<String> = Vec::new();
        if let Some(heading) = &addition.heading {
            let words = if self.shouted { heading.to_uppercase() } else { heading.clone() };
            parts.push(format!("{}{words}{}", self.heading.0, self.heading.1));
        }
        for item in &addition.items {
            let doing = if item.weak.is_some() { "Make clearer" } else { "Fill in" };
            parts.push(match (self.remarks, self.kind) {
                (true, _) => format!("<!-- {doing}: {}. The blanks are in square brackets. -->", item.what),
                (_, Kind::Html) => format!("<p>[Add: {}]</p>", item.what),
                _ => format!("[Add: {}]", item.what),
            });
            for block in item.text.split("\n\n") {
                let lines: Vec<&str> = block.lines().collect();
                let items: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix("- ")).collect();
                parts.push(if items.len() < lines.len() {
                    self.paragraph(&lines.join(" "))
                } else {
                    self.list(&items)
                });
            }
        }
        let between =
            if self.spaced && self.kind != Kind::Html { self.newline.repeat(2) } else { self.newline.to_owned() };
        let text = parts.join(&between);
        let text = text.replace("\r\n", "\n").replace('\n', self.newline);
        if self.indent.is_empty() {
            return text;
        }
        let lines = text.split(self.newline).map(|line| format!("{}{line}", self.indent));
        lines.collect::<Vec<_>>().join(self.newline)
    }

    fn paragraph(&self, text: &str) -> String {
        if self.kind == Kind::Html { format!("<p>{text}</p>") } else { text.to_owned() }
    }

    fn list(&self, items: &[&str]) -> String {
        if self.kind == Kind::Html {
            let items: Vec<String> = items.iter().map(|item| format!("  <li>{item}</li>")).collect();
            return format!("<ul>\n{}\n</ul>", items.join("\n"));
        }
        items.iter().map(|item| format!("{}{item}", self.bullet)).collect::<Vec<_>>().join("\n")
    }
}

/// The first heading of the main sections: what stands before its words, its words, what stands after them.
fn model<'s>(reading: &'s Reading<'_>) -> Option<(&'s str, &'s str, &'s str)> {
    let notice = &reading.notice;
    let body = || notice.sections.iter().skip(1).filter(|s| s.heading != notice.title);
    let level = body().map(|s| s.level).min()?;
    let heading = body().find(|s| s.level == level)?.heading?;
    let block = notice.blocks.get(heading as usize)?;
    let (first, last) = (block.pieces.first()?.source.start as usize, block.pieces.last()?.source.end as usize);
    let text = &reading.source.text;
    let (start, end) = (block.span.start as usize, block.span.end as usize);
    let (start, end) =
        if start == first { tags_around(text, first, last).unwrap_or((start, end)) } else { (start, end) };
    let (before, after) = (text.get(start..first)?, text.get(last..end)?);
    (before.len() + after.len() < 300).then(|| (before, &text[first..last], after))
}

/// The tags right around a heading's words, out to those of the heading itself; `None` where there are none.
fn tags_around(text: &str, first: usize, last: usize) -> Option<(usize, usize)> {
    let (mut start, mut end) = (first, last);
    loop {
        let head = text[..start].trim_end();
        start = head.ends_with('>').then(|| head.rfind('<')).flatten()?;
        if text[start + 1..].starts_with(['h', 'H']) {
            break;
        }
    }
    loop {
        let rest = text[end..].trim_start();
        end = text.len() - rest.len();
        let name = rest.strip_prefix("</")?;
        end += rest.find('>')? + 1;
        if name.starts_with(['h', 'H']) {
            return Some((start, end));
        }
    }
}

/// Markup without what is of that heading alone: its anchor.
fn without_anchor(markup: &str) -> String {
    let mut out = markup.to_owned();
    for (open, close) in [(" id=\"", "\""), (" id='", "'"), (" name=\"", "\""), (" {#", "}")] {
        while let Some(at) = out.find(open) {
            let rest = &out[at + open.len()..];
            let Some(length) = rest.find(close) else { break };
            out.replace_range(at..at + open.len() + length + close.len(), "");
        }
    }
    out
}

/// Behind a byte, and behind the tags that close there.
pub(super) fn behind(source: &Source, at: usize) -> usize {
    let text = &source.text;
    let mut end = at.min(text.len());
    loop {
        let rest = &text[end..];
        let lead = rest.len() - rest.trim_start().len();
        let Some(name) = rest[lead..].strip_prefix("</").and_then(|tag| tag.split_once('>')).map(|(name, _)| name)
        else {
            return end;
        };
        if !CLOSING.contains(&name.trim().to_ascii_lowercase().as_str()) {
            return end;
        }
        end += lead + 2 + name.len() + 1;
    }
}
