//! The strings of a YAML file, with their places.
//!
//! The YAML of locale files: mappings, lists and scalars of every style, by their indentation. Anchors, tags
//! and aliases are passed over, never expanded. What it does not understand it passes over too: a file that
//! is no valid YAML gives fewer values, not an error.

mod scalar;

use super::value::Value;
use scalar::Scalar;

/// A mapping or list that is open.
struct Open {
    indent: usize,
    list: bool,
    number: u32,
    key: Option<String>,
}

/// A line.
#[derive(Debug, Clone, Copy)]
struct Line {
    start: usize,
    /// Without the line end.
    end: usize,
    indent: usize,
}

impl Line {
    fn text<'a>(&self, text: &'a str) -> &'a str {
        text[self.start + self.indent..self.end].trim_end()
    }
}

/// Lists in lists deeper than this are no locale file.
const MAX_DEPTH: usize = 128;

/// The values of a file in order.
pub(super) fn values(text: &str) -> Vec<Value> {
    let mut reader = Reader { text, lines: lines(text), stack: Vec::new(), count: 0, values: Vec::new() };
    let mut at = 0;
    while at < reader.lines.len() {
        at = reader.line(at);
    }
    reader.values
}

fn lines(text: &str) -> Vec<Line> {
    let mut at = 0;
    let line = |raw: &str| {
        let start = at;
        at += raw.len();
        let bare = raw.trim_end_matches(['\n', '\r']);
        let indent = bare.len() - bare.trim_start_matches(' ').len();
        Line { start, end: start + bare.len(), indent }
    };
    text.split_inclusive('\n').map(line).collect()
}

struct Reader<'a> {
    text: &'a str,
    lines: Vec<Line>,
    stack: Vec<Open>,
    count: u32,
    values: Vec<Value>,
}

impl Reader<'_> {
    /// Reads what starts in a line; returns the line after it.
    fn line(&mut self, number: usize) -> usize {
        let line = self.lines[number];
        let mut rest = line.text(self.text);
        if rest.is_empty() || rest.starts_with(['#', '%']) || (line.indent == 0 && matches!(rest, "---" | "...")) {
            return number + 1;
        }
        let mut column = line.indent;
        while let Some(after) =
            rest.strip_prefix('-').filter(|after| after.is_empty() || after.starts_with([' ', '\t']))
        {
            self.enter(column, true);
            let bare = after.trim_start();
            column += rest.len() - bare.len();
            rest = bare;
        }
        if rest.is_empty() {
            return number + 1;
        }
        let start = line.start + column;
        match key(rest) {
            Some((key, length)) => {
                self.enter(column, false);
                if let Some(open) = self.stack.last_mut() {
                    open.key = Some(key);
                }
                let bare = rest[length..].trim_start();
                self.scalar(number, start + rest.len() - bare.len(), column)
            }
            // The value of a key, or of an item, that stands under it, or in the line of its dash.
            None => {
                let parent = match self.stack.iter().rfind(|open| open.indent < column) {
                    Some(open) => open.indent,
                    None => return number + 1,
                };
                while self.stack.last().is_some_and(|open| open.indent >= column) {
                    self.stack.pop();
                }
                self.scalar(number, start, parent)
            }
        }
    }

    /// Opens the mapping or list of an entry at `column`, or goes on with it.
    fn enter(&mut self, column: usize, list: bool) {
        // A list may stand as far out as the key that it belongs to.
        let outside = |open: &Open| open.indent > column || (open.indent == column && open.list && !list);
        while self.stack.last().is_some_and(outside) {
            self.stack.pop();
        }
        let same = self.stack.last().is_some_and(|open| open.indent == column && open.list == list);
        if !same && self.stack.len() < MAX_DEPTH {
            self.stack.push(Open { indent: column, list, number: self.count, key: None });
            self.count += 1;
        }
    }

    /// Reads the scalar at byte `at` of a line, whose entry stands at column `parent`.
    fn scalar(&mut self, number: usize, at: usize, parent: usize) -> usize {
        let mut value = Value::default();
        let mut scalar = Scalar { text: self.text, lines: &self.lines, value: &mut value };
        let (next, shows) = scalar.read(number, at, parent);
        if shows && let Some(open) = self.stack.last() {
            value.parent = open.number;
            value.list = open.list.then_some(open.number);
            value.key = open.key.clone();
            if !value.text.trim().is_empty() {
                self.values.push(value);
            }
        }
        next
    }
}

/// The key that a line starts with, and the bytes up to its value.
fn key(line: &str) -> Option<(String, usize)> {
    if let Some(quote) = line.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let end = line[1..].find(quote)? + 1;
        let after = line[end + 1..].trim_start();
        let rest = after.strip_prefix(':')?;
        let ends = rest.is_empty() || rest.starts_with([' ', '\t']);
        return ends.then(|| (line[1..end].to_owned(), line.len() - rest.len()));
    }
    if line.starts_with(['[', '{', '|', '>', '#', '&', '*', '!', '@', '`']) {
        return None;
    }
    let at = line.match_indices(':').map(|(at, _)| at).find(|&at| {
        let rest = &line[at + 1..];
        rest.is_empty() || rest.starts_with([' ', '\t'])
    })?;
    let comment = line.find(" #").is_some_and(|comment| comment < at);
    (!comment).then(|| (line[..at].trim_end().to_owned(), at + 1))
}
