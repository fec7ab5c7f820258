//! Front matter: the values of its keys are text that a reader of the page may see.

use std::ops::Range;

use super::super::draft::{Draft, Pieces};
use super::super::{BlockKind, Span};

/// Reads a front matter block with its fences. Line by line, since much front matter is no valid YAML.
pub(super) fn read(text: &str, range: Range<usize>, drafts: &mut Vec<Draft>) {
    let block = &text[range.clone()];
    let separator = if block.trim_start().starts_with("+++") { '=' } else { ':' };
    let mut at = range.start;
    let mut open: Option<(String, usize)> = None; // a key whose value stands in the lines under it
    for line in block.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bare = line.trim();
        if bare.is_empty() || bare.starts_with('#') || bare == "---" || bare == "+++" {
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        let content = start + indent;
        if let Some((key, _)) = open.as_ref().filter(|(_, outer)| indent > *outer) {
            let item = bare.strip_prefix("- ").map_or(bare, str::trim_start);
            let from = content + bare.len() - item.len();
            // A nested mapping has keys of its own.
            if pair(item, separator).is_none() {
                value(text, key, from, content + bare.len(), drafts);
                continue;
            }
        }
        let Some((key, offset)) = pair(bare, separator) else {
            continue;
        };
        let rest = &bare[offset..];
        if rest.is_empty() || [">", "|", ">-", "|-", ">+", "|+"].contains(&rest) {
            open = Some((key.to_owned(), indent));
        } else {
            open = None;
            value(text, key, content + offset, content + bare.len(), drafts);
        }
    }
}

/// The key of a line and where its value starts.
fn pair(line: &str, separator: char) -> Option<(&str, usize)> {
    let at = line.find(separator)?;
    let key = line[..at].trim().trim_start_matches("- ").trim_matches(['"', '\'']);
    let rest = &line[at + 1..];
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '));
    let apart = separator == '=' || rest.is_empty() || rest.starts_with([' ', '\t']);
    (is_key && apart).then(|| (key, line.len() - rest.trim_start().len()))
}

/// Hands on one scalar without its quotes and its comment.
fn value(text: &str, key: &str, start: usize, end: usize, drafts: &mut Vec<Draft>) {
    let raw = &text[start..end];
    let quote = raw.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (from, to) = match quote {
        Some(quote) => {
            let inner = &raw[1..];
            (start + 1, start + 1 + inner.rfind(quote).unwrap_or(inner.len()))
        }
        None => (start, start + raw.find(" #").map_or(raw.len(), |at| raw[..at].trim_end().len())),
    };
    if text[from..to].trim().is_empty() {
        return;
    }
    let mut pieces = Pieces::default();
    pieces.source(from, to);
    let kind = BlockKind::Meta { key: key.to_owned() };
    drafts.push(Draft::new(text, kind, Span::new(from, to), pieces));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<(String, &str)> {
        let mut drafts = Vec::new();
        read(text, 0..text.len(), &mut drafts);
        let value = |draft: Draft| match draft.block.kind {
            BlockKind::Meta { key } => Some((key, &text[draft.block.span.range()])),
            _ => None,
        };
        drafts.into_iter().filter_map(value).collect()
    }

    #[test]
    fn yaml() {
        let text = "---\r\ntitle: \"Library: your records\" # shown\r\nlastUpdated: 2 May 2026\r\n\
         tags:\r\n  - a\r\n\
                    seo:\r\n  note: >\r\n    folded\r\nempty: ''\r\n---";
        let expected =
            [("title", "Library: your records"), ("lastUpdated", "2 May 2026"), ("tags", "a"), ("note", "folded")];
        assert_eq!(values(text), expected.map(|(key, value)| (key.to_owned(), value)));
    }

    #[test]
    fn toml() {
        assert_eq!(values("+++\ntitle = 'Records'\nweight = 3\n+++").len(), 2);
    }
}
