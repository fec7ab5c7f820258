//! Haml, Slim and Pug: elements by indentation.

use super::super::html::token::{RawText, Token};
use super::super::html::tree::{Builder, Dialect, Tree};
use super::mask::Mask;
use super::razor::balanced;
use super::strings;

/// Which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `%p text`, `= code`.
    Haml,
    /// `p text`, `| text`.
    Pug,
}

/// Builds the tree of a template; the texts in it are those of the mask.
pub(super) fn build(mask: &mut Mask<'_>, kind: Kind) -> Tree {
    let text = mask.text;
    let mut reader = Reader {
        mask,
        kind,
        builder: Builder::new(Dialect::Html),
        open: Vec::new(),
        quiet: None,
        plain: None,
        done: 0,
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        // A line inside the attributes of an element before it is no line of its own.
        if !bare.is_empty() && at >= reader.done {
            let indent = line.len() - line.trim_start().len();
            reader.line(indent, at + indent, at + indent + bare.len());
        }
        at += line.len();
    }
    reader.close(0, at);
    reader.builder.finish(text.len())
}

struct Reader<'m, 'a> {
    mask: &'m mut Mask<'a>,
    kind: Kind,
    builder: Builder,
    /// Open elements with their indentation.
    open: Vec<(usize, Box<str>)>,
    /// Lines further in than this are no text.
    quiet: Option<usize>,
    /// Lines further in than this are nothing but text.
    plain: Option<usize>,
    /// Where the attributes that go over several lines end, with the line that they end in.
    done: usize,
}

impl Reader<'_, '_> {
    fn close(&mut self, indent: usize, at: usize) {
        while let Some((_, name)) = self.open.pop_if(|(own, _)| *own >= indent) {
            self.builder.token(Token::End { name, end: at });
        }
    }

    fn text(&mut self, start: usize, end: usize) {
        let source = self.mask.text;
        let mut at = start;
        while let Some(found) = source[at..end].find("#{") {
            let from = at + found;
            let Some(close) = balanced(self.mask, from + 1).filter(|close| *close < end) else { break };
            self.mask.hole(from..close + 1);
            at = close + 1;
        }
        if start < end {
            self.builder.token(Token::Text(RawText { start, end, shown: None }));
        }
    }

    /// Ends the words of a line: they do not run into those of the next one.
    fn line_end(&mut self, end: usize) {
        if let Some(next) = self.mask.text[end..].chars().next() {
            let shown = Some(" ".into());
            self.builder.token(Token::Text(RawText { start: end, end: end + next.len_utf8(), shown }));
        }
    }

    /// Code whose value is shown.
    fn output(&mut self, start: usize, end: usize) {
        let found = strings::expose(self.mask, start..end);
        let code = self.mask.text[start..end].trim();
        let part = ["render", "yield", "partial", "form", "link_to", "stylesheet", "javascript", "include"];
        let name = code.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default();
        let quiet = code.ends_with(" do") || code.contains(" do |") || part.iter().any(|part| name.contains(part));
        if found.texts == 0 && found.keys == 0 && !quiet && !code.is_empty() {
            self.mask.hole(start..end);
        }
        self.builder.token(Token::Text(RawText { start, end, shown: None }));
        self.line_end(end);
    }

    fn line(&mut self, indent: usize, start: usize, end: usize) {
        if self.quiet.is_some_and(|outer| indent > outer) {
            return;
        }
        self.quiet = None;
        if self.plain.is_some_and(|outer| indent > outer) {
            self.text(start, end);
            self.line_end(end);
            return;
        }
        self.plain = None;
        self.close(indent, start);
        let line = &self.mask.text[start..end];
        let word = line.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default();
        let comment = line.starts_with("-#") || line.starts_with("//") || line.starts_with('/');
        if comment || line.starts_with(':') && !line.starts_with(":plain") && !line.starts_with(":markdown") {
            self.quiet = Some(indent);
        } else if line.starts_with(':') {
            self.plain = Some(indent);
        } else if line.starts_with("!!!") || line.starts_with("doctype") {
        } else if let Some(code) = line.strip_prefix('-') {
            let word = code.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            self.mask.branches += usize::from(matches!(word, "if" | "else" | "elsif" | "unless" | "case" | "when"));
            if matches!(word, "content_for" | "provide") {
                self.quiet = Some(indent);
            }
        } else if line.starts_with(['=', '~']) || line.starts_with("!=") || line.starts_with("&=") {
            let skip = line.find('=').map_or(1, |at| at + 1);
            self.output(start + skip, end);
        } else if self.kind == Kind::Pug && line.starts_with('|') {
            self.text(start + 1, end);
            self.line_end(end);
        } else if self.kind == Kind::Pug && is_pug_code(word, line) {
            self.mask.branches += usize::from(matches!(word, "if" | "else" | "unless" | "case" | "when"));
            if word == "block" && line.contains("title") || word == "mixin" {
                self.quiet = Some(indent);
            }
        } else if self.kind == Kind::Pug || line.starts_with(['%', '.', '#']) && !line.starts_with("#{") {
            self.element(indent, start, end);
        } else {
            let skip = usize::from(line.starts_with('\\'));
            self.text(start + skip, end);
            self.line_end(end);
        }
    }

    fn element(&mut self, indent: usize, start: usize, mut end: usize) {
        let text = self.mask.text;
        let bytes = text.as_bytes();
        let mut at = start + usize::from(bytes[start] == b'%');
        let length =
            bytes[at..end].iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':')).count();
        let mut name = &text[at..at + length];
        at += length;
        let mut after = ":";
        if name.ends_with(':') {
            name = name.trim_end_matches(':');
            after = "";
        }
        let mut attributes = Vec::new();
        while at < end {
            match bytes[at] {
                b'.' | b'#'
                    if bytes.get(at + 1).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'-' || *b == b'_') =>
                {
                    let name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'!');
                    at += 1 + bytes[at + 1..end].iter().take_while(|b| name(b)).count();
                }
                b'(' | b'{' | b'[' => {
                    let Some(close) = balanced(self.mask, at) else { break };
                    if let Some(target) = href(&text[at + 1..close]) {
                        attributes.push(("href".into(), target.into()));
                    }
                    at = close + 1;
                    if at > end {
                        end = at + text[at..].find('\n').unwrap_or(text.len() - at);
                        end = at + text[at..end].trim_end().len();
                        self.done = end;
                    }
                }
                b'<' | b'>' | b'/' => at += 1,
                _ => break,
            }
        }
        let (at, end) = (at.min(end.max(at)), end.max(at));
        let name: Box<str> = if name.is_empty() { "div".into() } else { name.to_ascii_lowercase().into() };
        let rest = &text[at..end];
        self.builder.token(Token::Start { name: name.clone(), attributes, self_closing: false, start, end: at });
        self.open.push((indent, name));
        if rest.starts_with(['=', '~']) || rest.starts_with("!=") || rest.starts_with("&=") {
            let skip = rest.find('=').map_or(1, |at| at + 1);
            self.output(at + skip, end);
        } else if self.kind == Kind::Pug && rest == "." {
            self.plain = Some(indent);
        } else if self.kind == Kind::Pug && (rest.starts_with(": ") || after.is_empty()) {
            let skip = rest.len() - rest.trim_start_matches([':', ' ']).len();
            if at + skip < end {
                self.element(indent, at + skip, end);
            }
        } else {
            self.text(at, end);
            self.line_end(end);
        }
    }
}

fn is_pug_code(word: &str, line: &str) -> bool {
    const WORDS: [&str; 15] = [
        "if", "else", "unless", "case", "when", "default", "each", "for", "while", "include", "extends", "block",
        "mixin", "append", "prepend",
    ];
    WORDS.contains(&word) || line.starts_with('+')
}

/// The target among the attributes of a link.
fn href(attributes: &str) -> Option<&str> {
    let rest = attributes[attributes.find("href")? + 4..].trim_start_matches(['\'', '"', ' ', '=', '>', ':']);
    Some(rest.split(['\'', '"', ' ', ',', ')', '}']).next().unwrap_or_default())
}
