//! Strings in code: which of them are text that a reader sees.

use std::ops::Range;

use super::mask::Mask;
use super::words::{Role, listed, role};

/// What a stretch of code came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Found {
    /// Strings that are text.
    pub(super) texts: usize,
    /// Keys of texts that stand in a locale file.
    pub(super) keys: usize,
}

/// A string literal: the bytes of its content, and what stands before it.
#[derive(Debug)]
pub(super) struct Literal<'a> {
    pub(super) content: Range<usize>,
    /// The property key or argument name right before it.
    pub(super) key: Option<&'a str>,
    /// The function that it is an argument of.
    pub(super) function: Option<&'a str>,
    /// It is the first argument.
    pub(super) first: bool,
}

/// The end of the string that starts with a quote at `at`: the byte of the closing quote.
pub(super) fn string_end(bytes: &[u8], at: usize, end: usize) -> Option<usize> {
    let quote = *bytes.get(at)?;
    let mut next = at + 1;
    while next < end {
        match bytes[next] {
            b'\\' => next += 1,
            byte if byte == quote => return Some(next),
            _ => {}
        }
        next += 1;
    }
    None
}

/// Finds the literals in a stretch of code, in order.
pub(super) fn literals(text: &str, range: Range<usize>) -> Vec<Literal<'_>> {
    let bytes = text.as_bytes();
    let end = range.end;
    let mut found = Vec::new();
    // For each open bracket the function that it belongs to and whether an argument stands in it already.
    let mut calls: Vec<(Option<&str>, bool)> = Vec::new();
    let mut word: Option<Range<usize>> = None;
    let mut key: Option<&str> = None;
    // In Ruby and Jinja tags a call may do without brackets: `t "text"`.
    let mut bare: Option<(&str, bool)> = None;
    let mut at = range.start;
    while at < end {
        let byte = bytes[at];
        match byte {
            b'"' | b'\'' | b'`' => {
                let Some(close) = string_end(bytes, at, end) else { break };
                let inner = &text[at + 1..close];
                let after = text[close + 1..end].trim_start();
                if let Some(name) = word.take() {
                    bare = Some((&text[name], false));
                }
                // A quoted key of a property.
                if (after.starts_with(':') && !after.starts_with("::")) || after.starts_with("=>") {
                    key = Some(inner);
                } else {
                    let (function, used) = match calls.last() {
                        Some((function, used)) => (*function, *used),
                        None => (bare.map(|(name, _)| name), bare.is_some_and(|(_, used)| used)),
                    };
                    found.push(Literal { content: at + 1..close, key, function, first: !used });
                }
                at = close + 1;
                continue;
            }
            b'(' | b'[' | b'{' => {
                let name = word.take().filter(|_| byte != b'{').map(|name| &text[name]);
                let outer = calls.last().and_then(|(outer, _)| *outer);
                // What stands in a list or a record belongs to the call around it.
                let inherited = name.is_none() && byte != b'(';
                calls.push((if inherited { outer } else { name }, inherited && byte == b'{'));
                if byte != b'[' {
                    key = None;
                }
            }
            b')' | b']' | b'}' => {
                calls.pop();
                word = None;
                if byte != b']' {
                    key = None;
                }
            }
            b',' => {
                match calls.last_mut() {
                    Some((_, used)) => *used = true,
                    None => bare = bare.map(|(name, _)| (name, true)),
                }
                word = None;
                if calls
                    .last()
                    .is_none_or(|(_, _)| key.is_some_and(|key| !listed(key, &["items", "list", "paragraphs"])))
                {
                    key = None;
                }
            }
            b':' | b'=' => {
                if let Some(name) = word.take() {
                    key = Some(&text[name]);
                }
                if byte == b'=' && bytes.get(at + 1) == Some(&b'>') {
                    at += 1;
                }
            }
            _ if byte.is_ascii_alphanumeric()
                || matches!(byte, b'_' | b'.' | b'@' | b'$' | b'?' | b'!')
                || !byte.is_ascii() =>
            {
                let start = at;
                while at < end
                    && (bytes[at].is_ascii_alphanumeric()
                        || matches!(bytes[at], b'_' | b'.' | b'@' | b'$')
                        || !bytes[at].is_ascii())
                {
                    at += 1;
                }
                if at == start {
                    at += 1;
                    continue;
                }
                // `t "text"`, `helper.t "text"`: the word may be a call.
                if let (Some(_), None) = (&word, calls.last()) {
                    bare = None;
                }
                word = Some(start..at);
                continue;
            }
            b' ' | b'\t' | b'\n' | b'\r' => {}
            _ => word = None,
        }
        at += 1;
    }
    found
}

/// Shows the strings in a stretch of code that are text; everything else in it is hidden.
pub(super) fn expose(mask: &mut Mask<'_>, range: Range<usize>) -> Found {
    let text = mask.text;
    let mut found = Found::default();
    mask.hide(range.clone());
    let mut before: Option<char> = None;
    let mut ended = 0;
    let found_in = literals(text, range.clone());
    for (index, literal) in found_in.iter().enumerate() {
        let content = literal.content.clone();
        match role(literal, &text[content.clone()]) {
            Role::Quiet => continue,
            Role::Key => {
                found.keys += 1;
                continue;
            }
            Role::Inline => {
                let shown = &text[content.clone()];
                // Two texts that a forgotten space runs together are two words all the same.
                if before.is_some_and(char::is_alphanumeric) && shown.starts_with(char::is_alphanumeric) {
                    mask.set(content.start - 1, b' ');
                }
                // The texts of a list stand apart.
                if let Some(last) = index.checked_sub(1).map(|last| &found_in[last])
                    && last.function.is_none()
                    && literal.function.is_none()
                    && ended == last.content.end
                    && text[last.content.end + 1..content.start - 1].trim() == ","
                {
                    mask.set(last.content.end, b',');
                    mask.set(content.start - 1, b' ');
                }
                before = shown.chars().last();
                ended = content.end;
                if let Some(target) = target(text, range.end, literal, found_in.get(index + 1)) {
                    mask.link(content.clone(), target);
                }
                show(mask, content);
            }
            block => {
                mask.break_at(content.start - 1, block == Role::Heading);
                mask.break_at(content.end, false);
                show(mask, content);
            }
        }
        found.texts += 1;
    }
    mask.keys += found.keys;
    found
}

/// The target of the link that a call makes of its first argument: `link_to "words", "url"`, `externalLink('words', pageUri)`.
fn target(text: &str, end: usize, words: &Literal<'_>, next: Option<&Literal<'_>>) -> Option<String> {
    const CALLS: [&str; 6] = ["link_to", "govuk_link_to", "mail_to", "govuk_mail_to", "externallink", "internallink"];
    let function = words.function.filter(|_| words.first)?;
    let name = function.rsplit(['.', '>', ':']).next().unwrap_or(function);
    listed(name, &CALLS).then_some(())?;
    let own = &text[words.content.clone()];
    let after = text[words.content.end + 1..end].trim_start().strip_prefix(',').map(str::trim_start);
    let written = next.filter(|next| {
        let quoted = after.is_some_and(|after| after.starts_with(['"', '\'']));
        quoted && next.key.is_none() && next.function == words.function
    });
    let other = written.map(|next| &text[next.content.clone()]);
    if name.ends_with("mail_to") {
        return [Some(own), other]
            .into_iter()
            .flatten()
            .find(|own| own.contains('@'))
            .map(|own| format!("mailto:{own}"));
    }
    if let Some(other) = other {
        return other.contains(['/', ':']).then(|| other.to_owned());
    }
    let code = after?;
    let variable = &code[..code.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.')).count()];
    let lower = variable.to_ascii_lowercase();
    (lower.ends_with("uri") || lower.ends_with("url")).then(|| format!("{{{{{variable}}}}}"))
}

/// Shows the content of a string literal without its escapes.
pub(super) fn show(mask: &mut Mask<'_>, content: Range<usize>) {
    let bytes = mask.text.as_bytes();
    mask.reveal(content.clone());
    let mut at = content.start;
    while at < content.end {
        let byte = bytes[at];
        let next = bytes.get(at + 1).copied().unwrap_or_default();
        if byte == b'\\' && at + 1 < content.end {
            match next {
                b'n' | b't' | b'r' => {
                    mask.set(at, b' ');
                    mask.hide(at + 1..at + 2);
                }
                b'u' => {
                    mask.hide(at..content.end.min(at + 6));
                    let plain = match mask.text.get(at + 2..at + 6).map(str::to_ascii_lowercase).as_deref() {
                        Some("2018" | "2019") => b'\'',
                        Some("201c" | "201d") => b'"',
                        Some("2010" | "2011" | "2012" | "2013" | "2014") => b'-',
                        _ => b' ',
                    };
                    mask.set(at, plain);
                    at += 4;
                }
                _ => mask.hide(at..at + 1),
            }
            at += 1;
        } else if let Some(length) = placeholder(&bytes[at..content.end]) {
            mask.hole(at..at + length);
            at += length - 1;
        } else if next == b'{' && matches!(byte, b'$' | b'#' | b'{' | b'%') {
            let close = bytes[at..content.end].iter().take(200).position(|b| *b == b'}');
            if let Some(close) = close {
                let double = usize::from(byte == b'{' && bytes.get(at + close + 1) == Some(&b'}'));
                mask.hole(at..at + close + 1 + double);
                at += close + double;
            }
        }
        at += 1;
    }
}

/// How long the placeholder at the start of some bytes is: `%name%`.
pub(super) fn placeholder(bytes: &[u8]) -> Option<usize> {
    let inner = bytes.strip_prefix(b"%")?;
    let length = inner.iter().take(40).take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.')).count();
    (length > 1 && inner.get(length) == Some(&b'%') && !inner[0].is_ascii_digit()).then_some(length + 2)
}
