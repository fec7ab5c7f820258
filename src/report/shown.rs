//! Text from a file made safe to print: nothing in it can move the cursor, change colours or the order of letters.

use std::borrow::Cow;

/// Whether a character must not reach a terminal as it is.
fn unsafe_to_print(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{e0000}'..='\u{e007f}')
}

/// Whether a character must be escaped in JSON beyond what JSON asks for.
pub(super) fn escaped_in_json(c: char) -> bool {
    c == '\u{7f}' || (unsafe_to_print(c) && !c.is_ascii())
}

/// The character as it is shown.
pub(super) fn push_shown(out: &mut String, c: char) {
    match c {
        '\t' => out.push(c),
        '\u{0}'..='\u{1f}' => out.push(char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}')),
        '\u{7f}' => out.push('\u{2421}'),
        _ if unsafe_to_print(c) => out.push('\u{fffd}'),
        _ => out.push(c),
    }
}

/// One line of text that is safe to print: line ends and tabs become spaces, control characters a visible sign.
pub fn shown(text: &str) -> Cow<'_, str> {
    if !text.chars().any(unsafe_to_print) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if matches!(c, '\n' | '\r' | '\t') {
            if !gap && !out.is_empty() {
                out.push(' ');
            }
            gap = true;
        } else {
            gap = false;
            push_shown(&mut out, c);
        }
    }
    Cow::Owned(out.trim_end().to_string())
}

/// The same number of bytes, safe to print over several lines: for tools that show text by byte offsets.
pub fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if unsafe_to_print(c) && !matches!(c, '\n' | '\t') {
            match (c, c.len_utf8()) {
                ('\r', _) => out.push(' '),
                (_, 3) => out.push('\u{fffd}'),
                (_, bytes) => out.extend(std::iter::repeat_n('?', bytes)),
            }
        } else {
            out.push(c);
        }
    }
    out
}
