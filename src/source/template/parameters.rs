//! Components that a script makes for itself and uses: what they are given is said where they are used.

use std::ops::Range;

use super::mask::Mask;
use super::razor::balanced;

/// The most components of one script.
const MOST: usize = 100;

/// Finds `function Block({ heading, children }) {...}` and `const Block = ({ heading }) => ...`, as far as `<Block` stands in the script: where
/// their code is, and the names.
pub(super) fn find<'a>(mask: &Mask<'a>, range: Range<usize>) -> Vec<(Range<usize>, Vec<&'a str>)> {
    let text = mask.text;
    let mut found = Vec::new();
    for keyword in ["function ", "const "] {
        for (at, _) in text[range.clone()].match_indices(keyword) {
            if found.len() >= MOST {
                return found;
            }
            found.extend(component(mask, range.start + at + keyword.len(), range.end));
        }
    }
    found
}

fn component<'a>(mask: &Mask<'a>, start: usize, end: usize) -> Option<(Range<usize>, Vec<&'a str>)> {
    let text = mask.text;
    let rest = text.get(start..end)?;
    let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
    let name = &rest[..length];
    name.starts_with(|c: char| c.is_ascii_uppercase()).then_some(())?;
    let front = rest[length..].trim_start();
    let front = front.strip_prefix('=').map_or(front, str::trim_start);
    let open = end - front.len();
    front.strip_prefix('(')?.trim_start().starts_with('{').then_some(())?;
    let used = text.match_indices(name).take(MOST).any(|(at, _)| {
        let whole = !text[at + name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        whole && text[..at].ends_with('<')
    });
    used.then_some(())?;
    let close = balanced(mask, open)?;
    let inner = text[open + 1..close].trim_start().strip_prefix('{')?;
    let names =
        inner[..inner.find('}')?].split(',').map(|name| name.split(['=', ':']).next().unwrap_or_default().trim());
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    // The body, after the type of what it gives back.
    let body = close + 1 + text[close + 1..end].find(['{', '(', '<'])?;
    let body = if text.as_bytes()[body] == b'<' {
        body..text[body..end].find(";\n").map_or(end, |at| body + at)
    } else {
        body..balanced(mask, body)?
    };
    Some((body, names))
}
