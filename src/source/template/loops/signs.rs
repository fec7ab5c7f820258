//! Signs around a value: escapes in strings, tags, the expressions of Razor.

use std::ops::Range;

use super::super::brackets::balanced_before;

/// What an escape in a string stands for, and how long it is.
pub(super) fn escape(text: &str, next: char) -> (String, usize) {
    match next {
        'n' | 't' | 'r' => (" ".to_owned(), 2),
        'u' | 'x' => {
            let digits = match text[2..].strip_prefix('{') {
                Some(inner) => inner.find('}').map(|end| (&inner[..end], end + 4)),
                None => {
                    let length = if next == 'u' { 4 } else { 2 };
                    text.get(2..2 + length).map(|digits| (digits, length + 2))
                }
            };
            let found = digits.and_then(|(digits, length)| {
                let sign = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
                Some((sign.to_string(), length))
            });
            found.filter(|(sign, _)| !sign.starts_with(char::is_control)).unwrap_or((String::new(), 1))
        }
        '\\' => ("\\".to_owned(), 2),
        _ => (String::new(), 1),
    }
}

/// Whether what follows stands inside a tag.
pub(super) fn in_tag(before: &str) -> bool {
    match (before.rfind('<'), before.rfind('>')) {
        (Some(open), Some(close)) => open > close && before[open + 1..].starts_with(|c: char| c.is_ascii_alphabetic()),
        (Some(open), None) => before[open + 1..].starts_with(|c: char| c.is_ascii_alphabetic()),
        _ => false,
    }
}

/// The name of the attribute whose value comes next.
pub(super) fn attribute_name(before: &str) -> &str {
    let bare = before.trim_end_matches(['=', '"', '\'']);
    let length =
        bare.bytes().rev().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'_')).count();
    &bare[bare.len() - length..]
}

/// `@row.What`, `@(row.What)`, `@Html.Raw(row.What)`: all of it, and its expression.
pub(super) fn razor_value(text: &str, at: usize, end: usize) -> Option<(Range<usize>, Range<usize>)> {
    let bytes = text.as_bytes();
    let before = bytes[..at].last().copied().unwrap_or(b' ');
    if before.is_ascii_alphanumeric() || before == b'@' {
        return None;
    }
    let is_path = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.');
    let length = bytes[at + 1..end].iter().take_while(|b| is_path(b)).count();
    let mut stop = at + 1 + text[at + 1..at + 1 + length].trim_end_matches('.').len();
    if matches!(bytes.get(stop), Some(b'(' | b'[')) && stop < end {
        stop = balanced_before(bytes, stop, end.min(stop + 400))? + 1;
    }
    (stop > at + 1).then_some((at..stop, at + 1..stop))
}

/// Past white space and comments of Ruby.
pub(super) fn skip_ruby(text: &str, mut at: usize, end: usize) -> usize {
    while let Some(rest) = text.get(at..end) {
        let bare = rest.trim_start();
        at = end - bare.len();
        if !bare.starts_with('#') {
            break;
        }
        at += bare.find('\n').unwrap_or(bare.len());
    }
    at
}
