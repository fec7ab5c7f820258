//! The strings of a JSON file.

use super::value::{Value, component};

/// Containers deeper than this are no locale file.
const MAX_DEPTH: usize = 128;

/// The file is no valid JSON at this byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) at: usize,
}

/// An object or array that is open.
struct Open {
    number: u32,
    array: bool,
    key: Option<String>,
    /// Describes other strings and shows none (`@title` of ARB files).
    quiet: bool,
}

/// The values of a file in order.
pub(super) fn values(text: &str) -> Result<Vec<Value>, Broken> {
    let bytes = text.as_bytes();
    let mut values = Vec::new();
    let mut stack: Vec<Open> = Vec::new();
    let (mut at, mut count, mut value_next) = (0, 0u32, true);
    while at < bytes.len() {
        let broken = Err(Broken { at });
        match bytes[at] {
            b' ' | b'\t' | b'\n' | b'\r' => at += 1,
            open @ (b'{' | b'[') if value_next => {
                if stack.len() >= MAX_DEPTH {
                    return broken;
                }
                let hidden = |open: &Open| open.quiet || open.key.as_deref().is_some_and(|key| key.starts_with('@'));
                let quiet = stack.last().is_some_and(hidden);
                stack.push(Open { number: count, array: open == b'[', key: None, quiet });
                count += 1;
                value_next = open == b'[';
                at += 1;
            }
            close @ (b'}' | b']') => {
                let Some(open) = stack.pop() else { return broken };
                if open.array != (close == b']') {
                    return broken;
                }
                value_next = false;
                at += 1;
            }
            b',' => {
                let Some(open) = stack.last_mut() else { return broken };
                open.key = None;
                value_next = open.array;
                at += 1;
            }
            b':' => {
                if stack.last().is_none_or(|open| open.array || open.key.is_none()) {
                    return broken;
                }
                value_next = true;
                at += 1;
            }
            b'"' => {
                let mut value = Value::default();
                let end = string(text, at, &mut value)?;
                match stack.last_mut() {
                    Some(open) if !value_next => {
                        if open.array || open.key.is_some() {
                            return broken;
                        }
                        open.key = Some(value.text);
                    }
                    Some(open) => {
                        let hidden = open.quiet || open.key.as_deref().is_some_and(|key| key.starts_with('@'));
                        value.parent = open.number;
                        value.list = open.array.then_some(open.number);
                        value.key = open.key.clone();
                        value_next = false;
                        if !hidden {
                            values.push(value);
                        }
                    }
                    None => value_next = false,
                }
                at = end;
            }
            b'-' | b'+' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' if value_next => {
                let word = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'+' | b'.');
                at += bytes[at..].iter().take_while(|b| word(b)).count();
                value_next = false;
            }
            _ => return broken,
        }
    }
    if stack.is_empty() { Ok(values) } else { Err(Broken { at }) }
}

/// Reads the string that starts at `start` with its quote; returns the byte after it.
fn string(text: &str, start: usize, value: &mut Value) -> Result<usize, Broken> {
    let bytes = text.as_bytes();
    let mut at = start + 1;
    loop {
        let stop = bytes[at..].iter().position(|b| matches!(b, b'"' | b'\\' | b'<')).ok_or(Broken { at: start })?;
        value.source(text, at, at + stop);
        at += stop;
        match bytes[at] {
            b'"' => return Ok(at + 1),
            b'<' => match component(&text[at..]) {
                Some(length) => at += length,
                None => {
                    value.source(text, at, at + 1);
                    at += 1;
                }
            },
            _ => {
                let (length, shown) = escape(&text[at..]).ok_or(Broken { at })?;
                value.shown(at, at + length, shown.encode_utf8(&mut [0; 4]));
                at += length;
            }
        }
    }
}

/// The escape that the text starts with: its bytes and what it shows. YAML's double quotes have the same and
/// some more.
pub(super) fn escape(text: &str) -> Option<(usize, char)> {
    let kind = text[1..].chars().next()?;
    let hex = |from: usize, digits: usize| u32::from_str_radix(text.get(from..from + digits)?, 16).ok();
    let (length, shown) = match kind {
        'n' => (2, '\n'),
        't' => (2, '\t'),
        'r' | 'b' | 'f' | 'v' | 'a' | 'e' | '0' => (2, ' '),
        '"' | '\\' | '/' | ' ' => (2, kind),
        'N' => (2, '\n'),
        '_' => (2, '\u{a0}'),
        'L' | 'P' => (2, '\n'),
        'x' => (4, char::from_u32(hex(2, 2)?)?),
        'U' => (10, char::from_u32(hex(2, 8)?)?),
        'u' => {
            let first = hex(2, 4)?;
            // A character beyond the first plane is a pair of escapes.
            let second = text.get(6..8).filter(|next| *next == "\\u").and_then(|_| hex(8, 4));
            match (first, second) {
                (0xD800..=0xDBFF, Some(second @ 0xDC00..=0xDFFF)) => {
                    (12, char::from_u32(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))?)
                }
                _ => (6, char::from_u32(first).unwrap_or('\u{FFFD}')),
            }
        }
        _ => return None,
    };
    Some((length, if shown == '\0' { ' ' } else { shown }))
}
