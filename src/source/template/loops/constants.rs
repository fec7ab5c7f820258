//! The lists and records that a template gives names.

use std::cell::Cell;
use std::collections::HashMap;

use super::value::{self, Value};

/// The longest list that is read, in bytes.
const LONGEST: usize = 256 * 1024;
/// The most between a name and its value: the type that stands there.
const LONGEST_TYPE: usize = 300;

/// Finds `rows = [...]`, `const rows: Row[] = [...]`, `rows: [...]`, `$rows = array(...)`. A name that is given two of them has none.
pub(super) fn find<'a>(text: &'a str, work: &Cell<usize>) -> HashMap<&'a str, Option<Value>> {
    let bytes = text.as_bytes();
    let mut found: HashMap<&'a str, Option<Value>> = HashMap::new();
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|b| matches!(b, b'=' | b':')) {
        let sign = at + next;
        at = sign + 1;
        let part_of_other = matches!(bytes.get(at), Some(b'=' | b'>' | b':'))
            || sign > 0 && matches!(bytes[sign - 1], b'=' | b'!' | b'<' | b'>' | b':' | b'+' | b'?');
        let value = text.len() - text[at..].trim_start().len();
        let opens = matches!(bytes.get(value), Some(b'[' | b'{' | b'a' | b'A' | b'n' | b'('));
        if part_of_other || !opens || text[at..value].matches('\n').count() > 1 {
            continue;
        }
        let Some(name) = name(text, sign) else { continue };
        let end = text.len().min(value + LONGEST);
        let end = text.floor_char_boundary(end);
        match value::read(text, value, end) {
            Some((list, stop)) if list.holds_text() => {
                let own = found.entry(name).or_insert_with(|| Some(list.clone()));
                if own.as_ref() != Some(&list) {
                    *own = None;
                }
                // What stands inside an entry of a record can have a name of its own.
                at = if bytes[sign] == b'=' { stop } else { at };
            }
            Some(_) => {}
            None => match work.get().checked_sub((end - value).min(16 * 1024)) {
                Some(left) => work.set(left),
                None => return found,
            },
        }
    }
    found
}

/// The name before a sign that gives it a value.
fn name(text: &str, sign: usize) -> Option<&str> {
    let is_word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    let before = text[..sign].trim_end();
    let length = before.bytes().rev().take_while(|b| is_word(*b)).count();
    let plain = &before[before.len() - length..];
    if text.as_bytes()[sign] == b':' {
        return Some(plain).filter(|name| !name.is_empty());
    }
    // `const rows: Array<[string, string]> = [`: the name stands behind the keyword.
    let floor = before.len().saturating_sub(LONGEST_TYPE);
    let near = &before[text.floor_char_boundary(floor)..];
    let keyword = ["const ", "let ", "var "].iter().filter_map(|word| near.rfind(word).map(|at| at + word.len())).max();
    let typed = keyword.map(|at| &near[at..]).filter(|rest| rest.contains(':') && !rest.contains([';', '=']));
    match typed.and_then(|rest| rest.split(':').next()).map(str::trim) {
        Some(name) if !name.is_empty() && name.bytes().all(is_word) => Some(name),
        _ => Some(plain).filter(|name| !name.is_empty() && !name.as_bytes()[0].is_ascii_digit()),
    }
}
