//! Literals of lists and records, in the languages that templates are written in: where their texts stand.

use std::ops::Range;
use std::rc::Rc;

use super::super::brackets::balanced_before;
use super::super::strings::string_end;
use super::super::words;

/// How deep lists in lists are read.
const DEEPEST: usize = 5;
/// The most values of one list.
const MOST: usize = 400;

/// A literal. All ranges are bytes of the template.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// What stands between the quotes; more than one where the program joins them with a plus.
    Text(Rc<[Range<usize>]>),
    /// Strings and other values that the program joins.
    Joined(Rc<[Value]>),
    List(Rc<[Value]>),
    Record(Rc<[(Range<usize>, Value)]>),
    /// Anything else, as it stands.
    Code(Range<usize>),
    /// A record has no such entry.
    Absent,
}

impl Value {
    /// The entry of a record, or the value of a list, by the name or number that stands in the code.
    pub(super) fn member(&self, text: &str, name: &str) -> Option<Value> {
        match self {
            Value::List(values) => {
                let number = match name {
                    "first" => 0,
                    "last" => values.len().checked_sub(1)?,
                    // The parts of a tuple in C#.
                    _ => match name.strip_prefix("Item") {
                        Some(number) => number.parse::<usize>().ok()?.checked_sub(1)?,
                        None => name.parse().ok()?,
                    },
                };
                values.get(number).cloned()
            }
            Value::Record(entries) => {
                let own = entries.iter().find(|(key, _)| text.get(key.clone()) == Some(name));
                Some(own.map_or(Value::Absent, |(_, value)| value.clone()))
            }
            _ => None,
        }
    }

    /// What a loop goes over: of a record, lists of its keys and values.
    pub(super) fn items(&self) -> Option<Rc<[Value]>> {
        match self {
            Value::List(values) => Some(values.clone()),
            Value::Record(entries) => {
                let pair = |(key, value): &(Range<usize>, Value)| {
                    Value::List([Value::Text([key.clone()].into()), value.clone()].into())
                };
                Some(entries.iter().map(pair).collect())
            }
            _ => None,
        }
    }

    /// Whether any text stands in it.
    pub(super) fn holds_text(&self) -> bool {
        match self {
            Value::Text(_) => true,
            Value::List(values) | Value::Joined(values) => values.iter().any(Value::holds_text),
            Value::Record(entries) => entries.iter().any(|(_, value)| value.holds_text()),
            Value::Code(_) | Value::Absent => false,
        }
    }
}

/// Reads the list or record that starts at a byte, and says where it ends.
pub(super) fn read(text: &str, at: usize, end: usize) -> Option<(Value, usize)> {
    let reader = Reader { text, end };
    let start = reader.container(at)?;
    reader.value(start, DEEPEST).filter(|(value, _)| matches!(value, Value::List(_) | Value::Record(_)))
}

/// Reads the value that starts at a byte, whatever it is, and says where it ends. Code ends at a comma or bracket.
pub(super) fn read_any(text: &str, at: usize, end: usize) -> Option<(Value, usize)> {
    Reader { text, end }.value(at, DEEPEST)
}

struct Reader<'a> {
    text: &'a str,
    end: usize,
}

impl Reader<'_> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied().filter(|_| at < self.end)
    }

    fn rest(&self, at: usize) -> &str {
        self.text.get(at..self.end).unwrap_or_default()
    }

    /// Past white space and comments.
    fn skip(&self, mut at: usize) -> usize {
        loop {
            let rest = self.rest(at);
            at += rest.len() - rest.trim_start().len();
            let rest = rest.trim_start();
            let comment = match rest.as_bytes() {
                [b'/', b'/', ..] | [b'#', ..] => rest.find('\n'),
                [b'/', b'*', ..] => rest.find("*/").map(|end| end + 2),
                _ => return at,
            };
            at += comment.unwrap_or(rest.len());
        }
    }

    /// The bracket that opens a list, behind the words that some languages put before it.
    fn container(&self, at: usize) -> Option<usize> {
        let at = self.skip(at);
        let rest = self.rest(at);
        if rest.starts_with(['[', '{', '(']) {
            return Some(at);
        }
        let lower = rest.get(..6).unwrap_or_default().to_ascii_lowercase();
        let after = match lower.as_str() {
            _ if lower.starts_with("array") => self.skip(at + 5),
            _ if lower.starts_with("new") => {
                // `new[] {`, `new List<string> {`, `new (string What, string Why)[] {`, `new() {`, `new Row("a", "b")`
                let front = &rest[..rest.floor_char_boundary(300)];
                let brace = front.find(['{', ';']).filter(|at| front[*at..].starts_with('{'));
                let bracket =
                    front.find('(').filter(|at| front[3..*at].trim().bytes().all(|b| b.is_ascii_alphanumeric()));
                match (brace, bracket) {
                    (Some(brace), Some(bracket)) if bracket < brace => {
                        let close = front[bracket..brace].find(')').map(|at| bracket + at);
                        let between = close.and_then(|close| front.get(close + 1..brace));
                        let typed = between.is_some_and(|s| s.trim().chars().all(|c| "[]>()".contains(c)));
                        if typed { at + brace } else { at + bracket }
                    }
                    (Some(brace), _) => at + brace,
                    (None, Some(bracket)) => at + bracket,
                    (None, None) => return None,
                }
            }
            _ => return None,
        };
        matches!(self.byte(after), Some(b'[' | b'{' | b'(')).then_some(after)
    }

    fn value(&self, at: usize, depth: usize) -> Option<(Value, usize)> {
        let at = self.skip(at);
        match self.byte(at)? {
            b'"' | b'\'' | b'`' => self.texts(at),
            _ => match self.container(at).filter(|_| depth > 0) {
                Some(open) if depth > 0 => self.list(open, depth - 1),
                _ if self.call(at).is_some() => self.texts(at),
                _ => self.code(at),
            },
        }
    }

    /// A string, or several values that a plus, a point or a tilde joins, one of them a string.
    fn texts(&self, start: usize) -> Option<(Value, usize)> {
        let mut joined: Vec<Value> = Vec::new();
        let mut at = start;
        let end = loop {
            let (value, after) = match self.byte(at)? {
                b'"' | b'\'' | b'`' => self.string(at)?,
                _ => match self.call(at).or_else(|| self.path(at)) {
                    Some(found) => found,
                    None => return self.code(start),
                },
            };
            joined.push(value);
            let after = self.filters(after);
            let next = self.skip(after);
            let joins = match self.byte(next) {
                Some(b'+' | b'~') => true,
                Some(b'.') => matches!(self.byte(self.skip(next + 1)), Some(b'"' | b'\'' | b'$')) || next > after,
                _ => false,
            };
            if !joins {
                break after;
            }
            at = self.skip(next + 1);
        };
        if !matches!(
            self.byte(self.skip(end)),
            None | Some(b',' | b')' | b']' | b'}' | b';' | b'%' | b'-' | b'a' | b's')
        ) {
            return self.code(start);
        }
        let texts: Option<Vec<_>> = joined
            .iter()
            .map(|value| if let Value::Text(parts) = value { Some(parts.iter().cloned()) } else { None })
            .collect();
        let value = match (texts, joined.as_slice()) {
            (Some(texts), _) => Value::Text(texts.into_iter().flatten().collect()),
            (None, [_]) => joined.remove(0),
            (None, _) => Value::Joined(joined.into()),
        };
        Some((value, end))
    }

    /// One string; with values of the program in it, it is code.
    fn string(&self, at: usize) -> Option<(Value, usize)> {
        let close = string_end(self.text.as_bytes(), at, self.end)?;
        let content = at + 1..close;
        let code = self.rest(at).starts_with('`') && self.text[content.clone()].contains("${");
        let value = if code { Value::Code(at..close + 1) } else { Value::Text([content].into()) };
        Some((value, close + 1))
    }

    /// Past filters and methods behind a string: `|trans`, `| default("x")`, `.html_safe`, `.trans()`.
    fn filters(&self, mut at: usize) -> usize {
        loop {
            let next = self.skip(at);
            let point = self.byte(at) == Some(b'.');
            let pipe = self.byte(next) == Some(b'|') && self.byte(next + 1) != Some(b'|');
            let from = if point { at + 1 } else { self.skip(next + 1) };
            let length = self.word(from);
            if !(point || pipe) || length == 0 {
                return at;
            }
            at = from + length;
            if self.byte(at) == Some(b'(') {
                match balanced_before(self.text.as_bytes(), at, self.end) {
                    Some(close) => at = close + 1,
                    None => return at,
                }
            }
        }
    }

    fn word(&self, at: usize) -> usize {
        let rest = self.rest(at);
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
            return 0;
        }
        rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count()
    }

    /// A call that looks a text up, with the text in it: `t("...")`, `_('...')`, `t('.key', default: '...')`.
    fn call(&self, at: usize) -> Option<(Value, usize)> {
        let rest = self.rest(at);
        let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || b"_.$:>-".contains(b)).count();
        let name = rest[..length].rsplit(['.', '>', ':']).next()?;
        (words::is_translation(name) && self.byte(at + length) == Some(b'(')).then_some(())?;
        let close = balanced_before(self.text.as_bytes(), at + length, self.end)?;
        let inner = Reader { text: self.text, end: close };
        let mut from = inner.skip(at + length + 1);
        loop {
            if let Some((_, value)) = inner.key(from) {
                from = inner.skip(value);
            }
            matches!(inner.byte(from)?, b'"' | b'\'' | b'`').then_some(())?;
            let (value, after) = inner.texts(from)?;
            let Value::Text(parts) = &value else { return None };
            if !parts.iter().all(|part| words::is_key(&self.text[part.clone()])) {
                return Some((value, close + 1));
            }
            // The key of a text; the text itself may stand behind it.
            let next = inner.skip(after);
            (inner.byte(next)? == b',').then_some(())?;
            from = inner.skip(next + 1);
        }
    }

    /// The path of a value, with what it is called with: `site.mail`, `$org['name']`, `url_for(x)`.
    fn path(&self, at: usize) -> Option<(Value, usize)> {
        let bytes = self.text.as_bytes();
        let mut end = at;
        while let Some(byte) = self.byte(end) {
            match byte {
                b'(' | b'[' if end > at => end = balanced_before(bytes, end, self.end)?,
                b'.' if !self.byte(end + 1).is_some_and(|b| b.is_ascii_alphabetic()) => break,
                b'-' if self.byte(end + 1) == Some(b'>') => end += 1,
                _ if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'@' | b'.') => {}
                _ => break,
            }
            end += 1;
        }
        (end > at).then_some((Value::Code(at..end), end))
    }

    /// Anything else, up to the comma or bracket after it.
    fn code(&self, start: usize) -> Option<(Value, usize)> {
        let bytes = self.text.as_bytes();
        let mut at = start;
        let mut tags = 0usize;
        while let Some(byte) = self.byte(at) {
            let next = self.byte(at + 1).unwrap_or_default();
            match byte {
                b'<' if next == b'/' => {
                    at += self.rest(at).find('>')?;
                    tags = tags.saturating_sub(1);
                }
                b'<' if next.is_ascii_alphabetic() || next == b'>' => tags += 1,
                b'/' if next == b'>' => tags = tags.saturating_sub(1),
                b'{' if tags > 0 => at = balanced_before(bytes, at, self.end)?,
                _ if tags > 0 => {}
                b'"' | b'\'' | b'`' => at = string_end(bytes, at, self.end)?,
                b'(' | b'[' | b'{' => at = balanced_before(bytes, at, self.end)?,
                b',' | b')' | b']' | b'}' => {
                    let length = self.text.get(start..at)?.trim_end().len();
                    return Some((Value::Code(start..start + length), at));
                }
                b';' => return None,
                _ => {}
            }
            at += 1;
        }
        None
    }

    /// A list or a record between brackets.
    fn list(&self, open: usize, depth: usize) -> Option<(Value, usize)> {
        let close = match self.byte(open)? {
            b'[' => b']',
            b'{' => b'}',
            _ => b')',
        };
        let mut values = Vec::new();
        let mut entries: Vec<(Range<usize>, Value)> = Vec::new();
        let mut at = self.skip(open + 1);
        loop {
            if self.byte(at)? == close {
                at += 1;
                break;
            }
            if values.len() + entries.len() >= MOST {
                return None;
            }
            if let Some((key, from)) = self.key(at) {
                let (value, end) = self.value(from, depth)?;
                entries.push((key, value));
                at = end;
            } else {
                let (value, end) = self.value(at, depth)?;
                values.push(value);
                at = end;
            }
            at = self.skip(at);
            let rest = self.rest(at);
            if rest.starts_with("as ") || rest.starts_with("satisfies ") {
                at += rest.find([',', ']', '}', ')', '\n'])?;
                at = self.skip(at);
            }
            if matches!(self.byte(at)?, b',' | b';') {
                at = self.skip(at + 1);
            } else if self.byte(at)? != close {
                return None;
            }
        }
        let value = match (values.is_empty(), entries.is_empty()) {
            (_, true) => Value::List(values.into()),
            (true, false) => Value::Record(entries.into()),
            (false, false) => return None,
        };
        Some((value, at))
    }

    /// The key of an entry, and where its value starts: `why:`, `"why":`, `'why' =>`, `:why =>`, `["why"] =`, `Why =`.
    fn key(&self, at: usize) -> Option<(Range<usize>, usize)> {
        let bytes = self.text.as_bytes();
        let bracket = self.byte(at)? == b'[' && matches!(self.byte(at + 1), Some(b'"' | b'\''));
        let from = at + usize::from(bracket);
        let (key, mut next) = match self.byte(from)? {
            b'"' | b'\'' => {
                let close = string_end(bytes, from, self.end)?;
                (from + 1..close, close + 1)
            }
            _ => {
                let from = from + usize::from(self.byte(from) == Some(b':'));
                let is_word = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'$');
                let length = bytes[from..self.end].iter().take_while(|b| is_word(b)).count();
                (from..from + length, from + length)
            }
        };
        if key.is_empty() {
            return None;
        }
        if bracket {
            (self.byte(next)? == b']').then_some(())?;
            next += 1;
        }
        next = self.skip(next);
        let sign = match (self.byte(next)?, self.byte(next + 1)) {
            (b'=', Some(b'>')) => 2,
            (b':', Some(b':')) => return None,
            (b':' | b'=', _) => 1,
            _ => return None,
        };
        Some((key, next + sign))
    }
}
