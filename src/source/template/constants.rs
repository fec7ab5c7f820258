//! A script's constants: what a page shows where their names stand in braces, and lists of pairs that it draws.

use super::mask::Mask;
use super::strings::string_end;
use super::words;
use std::collections::HashMap;

/// How deep objects in objects are read.
const DEEPEST: usize = 3;
/// The most of a declaration before its value, in bytes: the name and its type.
const LONGEST_FRONT: usize = 120;

/// Learns the texts that `const NAME = "..."` and `const NAME = { key: "..." }` give names. A sentence whose name says that it is one is none
/// of them: it is read where it stands.
pub(super) fn learn(mask: &mut Mask<'_>) {
    let text = mask.text;
    for keyword in ["const ", "let ", "var "] {
        for (at, _) in text.match_indices(keyword) {
            let fresh = text[..at].ends_with(|c: char| c.is_whitespace() || c == ';' || c == '>') || at == 0;
            if fresh {
                declaration(mask, at + keyword.len());
            }
        }
    }
}

/// The longest first text of a pair that heads the second, in words.
const LONGEST_HEAD: usize = 12;

/// The texts of lists of lists, as in `[["See it", "Ask, and we send a copy"], ...]`: where each starts, and whether it heads
/// the texts after it. Lists of one are none.
pub(super) fn pairs(text: &str) -> HashMap<usize, bool> {
    let mut found = HashMap::new();
    let mut from = 0;
    while let Some(at) = text[from..].find('[').map(|at| from + at) {
        from = at + 1;
        let mut next = skip_space(text, at + 1);
        let mut rows = Vec::new();
        while text.as_bytes().get(next) == Some(&b'[') {
            let Some((texts, end)) = strings(text, next + 1) else { break };
            rows.push(texts);
            from = end;
            next = skip_space(text, end);
            if text.as_bytes().get(next) == Some(&b',') {
                next = skip_space(text, next + 1);
            }
        }
        if rows.len() < 2 || rows.iter().any(|row| row.len() < 2) {
            continue;
        }
        for (start, end) in rows.iter().filter_map(|row| row.first()) {
            found.insert(*start, text[*start..*end].split_whitespace().count() <= LONGEST_HEAD);
        }
        found.extend(rows.iter().flat_map(|row| row[1..].iter().map(|(start, _)| (*start, false))));
    }
    found
}

/// The places of the strings of a list that holds nothing else, and where it ends.
fn strings(text: &str, mut at: usize) -> Option<(Vec<(usize, usize)>, usize)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    loop {
        at = skip_space(text, at);
        match bytes.get(at)? {
            b']' => return Some((found, at + 1)),
            b'"' | b'\'' | b'`' => {
                let close = string_end(bytes, at, text.len())?;
                found.push((at + 1, close));
                at = skip_space(text, close + 1);
                match bytes.get(at)? {
                    b',' => at += 1,
                    b']' => {}
                    _ => return None,
                }
            }
            _ => return None,
        }
    }
}

fn declaration(mask: &mut Mask<'_>, start: usize) {
    let text = mask.text;
    let name = word_at(text, start);
    let after = start + name.len();
    let front = text[after..]
        .bytes()
        .take(LONGEST_FRONT)
        .take_while(|b| !matches!(b, b';' | b'\n' | b'"'))
        .position(|b| b == b'=');
    let Some(front) = front.filter(|_| !name.is_empty()) else { return };
    let value = skip_space(text, after + front + 1);
    match text.as_bytes().get(value) {
        Some(b'"' | b'\'' | b'`') => {
            literal(mask, name, value);
        }
        Some(b'{') => {
            object(mask, name, value, DEEPEST);
        }
        _ => {
            let code = &text[value..text.floor_char_boundary((value + LONGEST_FRONT).min(text.len()))];
            mask.know_date(name, code);
        }
    }
}

/// Learns a literal; where it ends.
fn literal(mask: &mut Mask<'_>, name: &str, at: usize) -> Option<usize> {
    let text = mask.text;
    let close = string_end(text.as_bytes(), at, text.len())?;
    let value = &text[at + 1..close];
    let key = name.rsplit('.').next().unwrap_or(name);
    let elsewhere = words::is_prose(value) && words::is_text_key(key);
    if !value.trim().is_empty() && !elsewhere && !value.contains('\n') {
        mask.know(name, value);
    }
    Some(close + 1)
}

/// Learns the texts of an object; where it ends, if it is as simple as that.
fn object(mask: &mut Mask<'_>, name: &str, at: usize, depth: usize) -> Option<usize> {
    let text = mask.text;
    let bytes = text.as_bytes();
    let mut at = skip_space(text, at + 1);
    while depth > 0 && mask.left() > 0 {
        if bytes.get(at) == Some(&b'}') {
            return Some(at + 1);
        }
        let (key, after) = match bytes.get(at)? {
            b'"' | b'\'' => {
                let close = string_end(bytes, at, text.len())?;
                (&text[at + 1..close], close + 1)
            }
            _ => {
                let key = word_at(text, at);
                (key, at + key.len())
            }
        };
        at = skip_space(text, after);
        if key.is_empty() || bytes.get(at) != Some(&b':') {
            return None;
        }
        at = skip_space(text, at + 1);
        let path = format!("{name}.{key}");
        at = match bytes.get(at)? {
            b'"' | b'\'' | b'`' => literal(mask, &path, at)?,
            b'{' => object(mask, &path, at, depth - 1)?,
            _ => at + bytes[at..].iter().position(|b| matches!(b, b',' | b'}' | b'[' | b'(' | b'{' | b'\n'))?,
        };
        at = skip_space(text, at);
        match bytes.get(at)? {
            b',' => at = skip_space(text, at + 1),
            b'}' => return Some(at + 1),
            _ => return None,
        }
    }
    None
}

fn word_at(text: &str, at: usize) -> &str {
    let is_word = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'$');
    let length = text.as_bytes()[at..].iter().take_while(|b| is_word(b)).count();
    &text[at..at + length]
}

fn skip_space(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::super::Template;
    use super::super::read;

    fn shown(text: &str) -> String {
        let reading = read(text, Template::Jsx);
        let blocks: Vec<String> = reading.drafts.iter().map(|draft| draft.block.text(text)).collect();
        blocks.join("|")
    }

    #[test]
    fn constants_are_shown_where_their_names_stand() {
        let text = "const CHANGED: string = '3 August 2026';\nexport const BODY = {\n  name: \"Tessel Ltd\",\n  post: { street: '1 Mill Lane' },\n};\n\
            export default () => <div><p>Changed {CHANGED} by {BODY.name}, {BODY.post.street}, {BODY.other}.</p></div>;\n";
        assert_eq!(shown(text), "Changed 3 August 2026 by Tessel Ltd, 1 Mill Lane, {{BODY.other}}.");
    }

    #[test]
    fn pairs_are_headings_and_what_they_head() {
        let text = "const rights: Array<[string, string]> = [\n  ['See it', 'Ask, and we send a copy.'],\n  [\"Stop it\", `Tell us to stop.`],\n];\n\
            const sizes = [['a', 'b']];\n\
            export default () => <div><Rights rows={rights} /><p>Ask.</p></div>;\n";
        assert_eq!(shown(text), "See it|Ask, and we send a copy.|Stop it|Tell us to stop.|Ask.");
        assert!(super::pairs("[[[[['a', ['b'").is_empty());
    }

    #[test]
    fn a_name_with_two_values_has_none() {
        let text = "const a = 'North';\nconst a = 'South';\nconst page = <p>We are {a} Council and {b}.</p>;\n";
        assert_eq!(shown(text), "We are {{a}} Council and {{b}}.");
    }

    #[test]
    fn broken_declarations_end_nowhere() {
        for text in [
            "const",
            "const a",
            "const a =",
            "const a = {",
            "const a = { b: ",
            "const a = { b: { c: {d: {e: 'x'",
            "let é = 'x'",
        ] {
            read(text, Template::Jsx);
        }
    }
}
