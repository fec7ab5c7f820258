//! Names that a text is given for values: `{% trans with {'%org%': org} %}%org% keeps it.{% endtrans %}`, `{{ mailto(inbox) }}`.

use std::ops::Range;

use super::mask::Mask;
use super::strings::{literals, placeholder, string_end};

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

/// Functions that show what they are given.
const SHOWS: [&str; 14] = [
    "esc_html",
    "esc_attr",
    "antispambot",
    "htmlspecialchars",
    "htmlentities",
    "html_escape",
    "wp_kses_post",
    "nl2br",
    "e",
    "h",
    "raw",
    "safe",
    "strip_tags",
    "sanitize",
];

/// Shows the value of the variable that a call is given, where it is known: `esc_html($org)`, and `mailto(inbox)`, which makes a link of
/// it. Whether it is one.
pub(super) fn value(mask: &mut Mask<'_>, code: &str, whole: &Range<usize>) -> bool {
    let Some((name, inner)) = code.split_once('(') else { return false };
    let name = name.trim().to_ascii_lowercase();
    let mails = name.contains("mail");
    if !mails && !SHOWS.contains(&name.as_str()) {
        return false;
    }
    let given = inner.split([',', ')']).next().unwrap_or_default().trim();
    let path = !given.is_empty() && given.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'$'));
    let Some(value) = mask.value_of(given).filter(|value| path && (!mails || value.contains('@'))).map(str::to_owned)
    else {
        return false;
    };
    mask.know(code, &value);
    mask.hole(whole.clone());
    if mails {
        mask.link(whole.clone(), format!("mailto:{value}"));
    }
    true
}

/// Shows the words of a call that makes a link of a web address: `ui.ext('https://kites.example', 'our page')`. Whether it is one.
pub(super) fn web_link(mask: &mut Mask<'_>, inner: Range<usize>) -> bool {
    let text = mask.text;
    let found = literals(text, inner);
    let address = |content: &Range<usize>| text[content.clone()].starts_with("http");
    let Some(own) = found.iter().find(|own| own.function.is_some() && address(&own.content)) else { return false };
    let target = &text[own.content.clone()];
    let file = ["js", "css", "png", "svg", "jpg", "ico", "woff2", "json", "xml"];
    if target.rsplit('.').next().is_some_and(|end| file.contains(&end)) || found.len() > 3 {
        return false;
    }
    let label = found
        .iter()
        .find(|own| own.key.is_none() && !address(&own.content) && text[own.content.clone()].contains(['.', ' ']));
    let label = label.unwrap_or(own).content.clone();
    mask.reveal(label.clone());
    mask.link(label, target.to_owned());
    true
}
