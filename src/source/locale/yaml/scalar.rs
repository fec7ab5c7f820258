//! One scalar of a YAML file, of any style.

use super::super::json::escape;
use super::super::value::{Value, component};
use super::{Line, key};

/// Reads one scalar into a value.
pub(super) struct Scalar<'a, 'b> {
    pub(super) text: &'a str,
    pub(super) lines: &'b [Line],
    pub(super) value: &'b mut Value,
}

impl Scalar<'_, '_> {
    /// Reads the scalar at byte `at` of a line, whose entry stands at column `parent`: the line after it, and
    /// whether it is a string.
    pub(super) fn read(&mut self, number: usize, mut at: usize, parent: usize) -> (usize, bool) {
        let end = self.lines[number].end;
        // Tags and anchors say nothing that matters here.
        while self.text[at..end].starts_with(['!', '&']) {
            let length = self.text[at..end].find([' ', '\t']).unwrap_or(end - at);
            at += length;
            at += self.text[at..end].len() - self.text[at..end].trim_start().len();
        }
        let rest = self.text[at..end].trim_end();
        match rest.chars().next() {
            None | Some('#' | '*') => (number + 1, false),
            Some('|' | '>') => (self.block(number, rest, parent), true),
            Some(quote @ ('"' | '\'')) => (self.quoted(number, at + 1, quote), true),
            Some('[' | '{') => (self.flow(number, at), false),
            Some(_) => (self.plain(number, at, parent), true),
        }
    }

    /// Lines under the header `|` or `>` that are indented more than the entry.
    fn block(&mut self, number: usize, header: &str, parent: usize) -> usize {
        let folded = header.starts_with('>');
        let given = header.chars().find_map(|c| c.to_digit(10)).filter(|&n| n > 0);
        let blank = |line: &Line| line.start + line.indent >= line.end;
        let mut indent = given.map(|n| parent + n as usize);
        let mut next = number + 1;
        let mut before: Option<Line> = None; // the last line of text
        let mut blanks = 0;
        while let Some(line) = self.lines.get(next) {
            if blank(line) {
                blanks += 1;
                next += 1;
                continue;
            }
            let indent = *indent.get_or_insert(line.indent);
            // At the top level the entry has no column of its own to be deeper than.
            if line.indent < indent || (line.indent <= parent && given.is_none()) {
                break;
            }
            let start = line.start + indent;
            if let Some(last) = before {
                let deeper = line.indent > indent || last.indent > indent;
                let shown = match (folded && !deeper, blanks) {
                    (true, 0) => " ".to_owned(),
                    (true, _) => "\n".repeat(2),
                    (false, _) => "\n".repeat((blanks + 1).min(2)),
                };
                self.value.shown(last.end, start, &shown);
            }
            self.take(start, line.end);
            before = Some(*line);
            blanks = 0;
            next += 1;
        }
        next
    }

    /// Text as it stands in the file, without the tags of components.
    fn take(&mut self, start: usize, end: usize) {
        let mut from = start;
        let mut at = start;
        while let Some(next) = self.text[at..end].find('<') {
            at += next;
            match component(&self.text[at..end]) {
                Some(length) => {
                    self.value.source(self.text, from, at);
                    at += length;
                    from = at;
                }
                None => at += 1,
            }
        }
        self.value.source(self.text, from, end);
    }

    /// The line end between two lines of a flow scalar: a space, or line ends where lines are empty.
    fn fold(&mut self, from: usize, to: usize, blanks: usize) {
        let shown = if blanks == 0 { " " } else { "\n\n" };
        self.value.shown(from, to, shown);
    }

    fn plain(&mut self, number: usize, at: usize, parent: usize) -> usize {
        let stop = |from: usize, end: usize| {
            let line = &self.text[from..end];
            let comment = line.find(" #");
            (from + line[..comment.unwrap_or(line.len())].trim_end().len(), comment.is_some())
        };
        let mut parts = Vec::new();
        let (mut last, mut ended) = stop(at, self.lines[number].end);
        parts.push((at, last, 0));
        let (mut next, mut blanks) = (number + 1, 0);
        while let Some(line) = self.lines.get(next).filter(|_| !ended) {
            let bare = line.text(self.text);
            if bare.is_empty() {
                blanks += 1;
                next += 1;
                continue;
            }
            if line.indent <= parent || bare.starts_with('#') || key(bare).is_some() {
                break;
            }
            let start = line.start + line.indent;
            (last, ended) = stop(start, line.end);
            parts.push((start, last, blanks));
            blanks = 0;
            next += 1;
        }
        let mut before = None;
        for (start, end, blanks) in parts {
            if let Some(before) = before {
                self.fold(before, start, blanks);
            }
            self.take(start, end);
            before = Some(end);
        }
        next
    }

    /// A quoted scalar from the byte after its quote, over as many lines as it takes.
    fn quoted(&mut self, number: usize, start: usize, quote: char) -> usize {
        let mut at = start;
        let mut number = number;
        loop {
            let end = self.lines[number].end;
            let rest = &self.text[at..end];
            let Some(stop) = rest.find(|c| c == quote || c == '<' || (c == '\\' && quote == '"')) else {
                // The line ends inside; white space at its end does not count.
                let kept = at + rest.trim_end().len();
                self.value.source(self.text, at, kept);
                let mut next = number + 1;
                while self.lines.get(next).is_some_and(|line| line.text(self.text).is_empty()) {
                    next += 1;
                }
                let Some(line) = self.lines.get(next) else { return next };
                at = line.start + line.indent;
                self.fold(kept, at, next - number - 1);
                number = next;
                continue;
            };
            self.value.source(self.text, at, at + stop);
            at += stop;
            let rest = &self.text[at..end];
            if rest.starts_with('<') {
                let length = component(rest);
                if length.is_none() {
                    self.value.source(self.text, at, at + 1);
                }
                at += length.unwrap_or(1);
            } else if rest.starts_with("''") && quote == '\'' {
                self.value.shown(at, at + 2, "'");
                at += 2;
            } else if rest.starts_with(quote) {
                return number + 1;
            } else if let Some((length, shown)) = escape(rest) {
                self.value.shown(at, at + length, shown.encode_utf8(&mut [0; 4]));
                at += length;
            } else if rest.len() == 1 {
                // An escaped line end joins the lines.
                let Some(line) = self.lines.get(number + 1) else { return number + 1 };
                at = line.start + line.indent;
                number += 1;
            } else {
                at += 1;
            }
        }
    }

    /// Passes over a flow list or mapping: prose does not stand in them.
    fn flow(&self, number: usize, at: usize) -> usize {
        let (mut depth, mut quote) = (0usize, None);
        for (next, line) in self.lines.iter().enumerate().skip(number) {
            for c in self.text[at.max(line.start).min(line.end)..line.end].chars() {
                match (quote, c) {
                    (Some(open), _) if open == c => quote = None,
                    (Some(_), _) => {}
                    (None, '"' | '\'') => quote = Some(c),
                    (None, '[' | '{') => depth += 1,
                    (None, ']' | '}') => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
            if depth == 0 {
                return next + 1;
            }
        }
        // Never closed: what comes after it belongs to it.
        self.lines.len()
    }
}
