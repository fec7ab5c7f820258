//! Names that a text is given for values: `{% trans with {'%org%': org} %}%org% keeps it.{% endtrans %}`, `{{ mailto(inbox) }}`.

use std::ops::Range;

use super::mask::Mask;
use super::strings::{placeholder, string_end};

/// Learns what the placeholders in some code stand for: `'%org%': org`, `'%org%' => 'Tessel Ltd'`.
pub(super) fn learn(mask: &mut Mask<'_>, code: Range<usize>) {
    let text = mask.text;
    let bytes = text.as_bytes();
    let mut at = code.start;
    while at < code.end {
        let quoted = matches!(bytes[at], b'"' | b'\'');
        let length = if quoted { placeholder(&bytes[at + 1..code.end]) } else { None };
        let Some(length) = length else {
            at += 1;
            continue;
        };
        let name = &text[at + 2..at + length];
        at += length + 2;
        let rest = text.get(at..code.end).unwrap_or_default().trim_start();
        let Some(rest) = rest.strip_prefix("=>").or_else(|| rest.strip_prefix(':')) else { continue };
        let from = code.end - rest.trim_start().len();
        let value = match bytes.get(from) {
            Some(b'"' | b'\'') => string_end(bytes, from, code.end).map(|close| text[from + 1..close].to_owned()),
            _ => {
                let path = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'$');
                let length = bytes[from..code.end].iter().take_while(|b| path(b)).count();
                mask.value_of(&text[from..from + length]).map(str::to_owned)
            }
        };
        if let Some(value) = value {
            mask.know(name, &value);
        }
    }
}

/// Makes the placeholders in the text after a tag the places of values, up to the next tag.
pub(super) fn hide(mask: &mut Mask<'_>, tag: Range<usize>) {
    let text = mask.text;
    let bytes = text.as_bytes();
    let end = text[tag.end..].find("{%").map_or(text.len(), |end| tag.end + end).min(tag.end + 16 * 1024);
    let mut at = tag.end;
    while at < end {
        match placeholder(&bytes[at..end]) {
            Some(length) => {
                mask.hole(at..at + length);
                at += length;
            }
            None => at += 1,
        }
    }
}

/// Shows the address that a call makes a link of, where the call is given a variable that is known: `mailto(inbox)`. Whether it is one.
pub(super) fn address(mask: &mut Mask<'_>, code: &str, whole: &Range<usize>) -> bool {
    let Some((name, inner)) = code.split_once('(') else { return false };
    let Some(inner) = inner.split(')').next().filter(|_| name.to_ascii_lowercase().contains("mail")) else {
        return false;
    };
    let given = inner.split(',').next().unwrap_or_default().trim();
    let path = !given.is_empty() && given.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'$'));
    let Some(value) = mask.value_of(given).filter(|value| path && value.contains('@')).map(str::to_owned) else {
        return false;
    };
    mask.know(code, &value);
    mask.hole(whole.clone());
    mask.link(whole.clone(), format!("mailto:{value}"));
    true
}
