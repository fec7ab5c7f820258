//! Where a cursor stands in a YAML text that is being written, and so need not be YAML yet.
//!
//! Only indentation, `key:`, `- ` and flow collections on one line are looked at: what people write in settings and rules.

use std::collections::BTreeSet;
use std::ops::Range;

/// A step from a value into one of its parts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Under a key.
    Key(String),
    /// An item of a list; which one.
    Item(usize),
}

/// A place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The way from the top to the mapping or value that the cursor stands in.
    pub path: Vec<Step>,
    /// Whether a value is written here and no key.
    pub value: bool,
    /// The bytes of the word that is being written.
    pub word: Range<usize>,
    /// The other keys of the same mapping.
    pub siblings: BTreeSet<String>,
}

/// A part that is open at some indentation.
#[derive(Debug, Clone)]
struct Open {
    indent: usize,
    step: Step,
}

/// Reads line by line which parts are open.
#[derive(Debug, Default)]
struct Reader {
    open: Vec<Open>,
    /// The indentation of the key whose text runs over the next lines.
    block: Option<usize>,
    keys: Vec<(Vec<Step>, String)>,
    items: usize,
}

impl Reader {
    fn path(&self) -> Vec<Step> {
        self.open.iter().map(|open| open.step.clone()).collect()
    }

    /// Closes what a key or a text at this indentation ends.
    fn close(&mut self, indent: usize) {
        while self.open.last().is_some_and(|open| open.indent >= indent) {
            self.open.pop();
        }
    }

    /// Opens an item; a list may stand at the indentation of its own key.
    fn item(&mut self, indent: usize) {
        let ends = |open: &Open| open.indent > indent || open.indent == indent && matches!(open.step, Step::Item(_));
        while self.open.last().is_some_and(ends) {
            self.open.pop();
        }
        self.items += 1;
        self.open.push(Open { indent, step: Step::Item(self.items) });
    }

    /// Takes a whole line.
    fn line(&mut self, line: &str) {
        let mut indent = line.len() - line.trim_start_matches(' ').len();
        let mut rest = &line[indent..];
        if rest.is_empty() || self.block.is_some_and(|block| indent > block) {
            return;
        }
        self.block = None;
        if rest.starts_with('#') {
            return;
        }
        while let Some(after) = item(rest) {
            self.item(indent);
            indent += rest.len() - after.len();
            rest = after;
        }
        if let Some((key, value)) = key(rest) {
            self.close(indent);
            self.keys.push((self.path(), key.to_owned()));
            self.open.push(Open { indent, step: Step::Key(key.to_owned()) });
            if value.trim_start().starts_with(['|', '>']) {
                self.block = Some(indent);
            }
        }
    }
}

/// The place at a byte of a text; `None` within a comment or a text that runs over several lines.
pub fn at(text: &str, offset: usize) -> Option<Place> {
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let mut reader = Reader::default();
    text[..start].lines().for_each(|line| reader.line(line));
    let written = &text[start..offset];
    let mut indent = written.len() - written.trim_start_matches(' ').len();
    let mut rest = &written[indent..];
    if rest.starts_with('#') || rest.contains(" #") || reader.block.is_some_and(|block| indent > block) {
        return None;
    }
    while let Some(after) = item(rest) {
        reader.item(indent);
        indent += rest.len() - after.len();
        rest = after;
    }
    reader.close(indent);
    let mut place = Place { path: reader.path(), value: false, word: offset..offset, siblings: BTreeSet::new() };
    let of_value = match key(rest) {
        Some((key, value)) => {
            place.path.push(Step::Key(key.to_owned()));
            place.value = true;
            value
        }
        None => rest,
    };
    let word = flow(of_value, &mut place);
    place.word = offset - word.len()..offset;
    if !place.value {
        let whole = {
            text.lines().fold(Reader::default(), |mut reader, line| {
                reader.line(line);
                reader
            })
        };
        let written = text[place.word.start..].split([':', '\n', '\r']).next().unwrap_or_default().trim();
        let same = whole.keys.into_iter().filter(|(path, key)| *path == place.path && key != written);
        place.siblings = same.map(|(_, key)| key).collect();
    }
    Some(place)
}

/// What follows `- `.
fn item(rest: &str) -> Option<&str> {
    let after = rest.strip_prefix('-')?;
    (after.is_empty() || after.starts_with(' ')).then(|| after.trim_start_matches(' '))
}

/// A key and what follows its colon.
fn key(rest: &str) -> Option<(&str, &str)> {
    if rest.starts_with(['{', '[', '"', '\'', '#']) {
        return None;
    }
    let colon = rest.find(": ").or_else(|| rest.trim_end().strip_suffix(':').map(str::len))?;
    Some((rest[..colon].trim(), &rest[colon + 1..]))
}

/// Follows `{` and `[` on the line; the word that is being written.
fn flow<'a>(value: &'a str, place: &mut Place) -> &'a str {
    let mut word = value.len() - value.trim_start().len();
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut quote = None;
    let mut items = 0;
    for (at, c) in value.char_indices() {
        if let Some(end) = quote {
            if c == end {
                quote = None;
            }
            continue;
        }
        match c {
            '"' | '\'' if value[word..at].trim().is_empty() => quote = Some(c),
            '{' if value[word..at].trim().is_empty() => {
                open.push(('{', place.path.len()));
                place.value = false;
                word = at + 1;
            }
            '[' if value[word..at].trim().is_empty() => {
                open.push(('[', place.path.len()));
                items += 1;
                place.path.push(Step::Item(items));
                place.value = true;
                word = at + 1;
            }
            '}' | ']' => {
                if let Some((_, depth)) = open.pop() {
                    place.path.truncate(depth);
                }
                place.value = true;
                word = at + 1;
            }
            ',' => {
                if let Some((kind, depth)) = open.last() {
                    place.path.truncate(*depth);
                    place.value = *kind == '[';
                    if place.value {
                        items += 1;
                        place.path.push(Step::Item(items));
                    }
                    word = at + 1;
                }
            }
            ':' if open.last().is_some_and(|(kind, _)| *kind == '{') && !place.value => {
                place.path.push(Step::Key(value[word..at].trim().to_owned()));
                place.value = true;
                word = at + 1;
            }
            _ => {}
        }
    }
    value[word..].trim_start().trim_start_matches(['"', '\''])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The place of the `|` in a text: the path, `:` for a value, the word.
    fn place(marked: &str) -> String {
        let offset = marked.find('‸').unwrap_or_default();
        let text = marked.replace('‸', "");
        let Some(place) = at(&text, offset) else { return "none".to_owned() };
        let path: Vec<&str> = place.path.iter().map(|s| if let Step::Key(key) = s { key } else { "-" }).collect();
        format!("{}{}{}", path.join("/"), if place.value { ":" } else { ">" }, &text[place.word])
    }

    #[test]
    fn keys_and_values_by_their_indentation() {
        assert_eq!(place("‸"), ">");
        assert_eq!(place("fac‸"), ">fac");
        assert_eq!(place("fail-on: wa‸"), "fail-on:wa");
        assert_eq!(place("rules:\n  ret‸"), "rules>ret");
        assert_eq!(place("rules:\n  a: off\n  b: ‸"), "rules/b:");
        assert_eq!(place("rules:\n  a: off\n‸"), ">");
        assert_eq!(place("organisation:\n  dpo:\n    email: x\n    ‸\nrules:\n"), "organisation/dpo>");
    }

    #[test]
    fn lists_at_either_indentation() {
        assert_eq!(place("ignore:\n  - ret‸"), "ignore/->ret");
        assert_eq!(place("ignore:\n- a\n- ‸"), "ignore/->");
        assert_eq!(place("collections:\n  - name: a\n    no‸"), "collections/->no");
        assert_eq!(place("collections:\n  - name: a\n    notices:\n      - x‸"), "collections/-/notices/->x");
        assert_eq!(place("collections:\n  - name: a\n‸"), ">");
    }

    #[test]
    fn flows_on_one_line() {
        assert_eq!(place("severity: {missing: er‸"), "severity/missing:er");
        assert_eq!(place("severity: {missing: error, we‸"), "severity>we");
        assert_eq!(place("law: [uk-gdpr/13, uk‸"), "law/-:uk");
        assert_eq!(place("a: [{b: [c], d‸"), "a/->d");
        assert_eq!(place("ignore: [\"re‸"), "ignore/-:re");
    }

    #[test]
    fn no_help_in_comments_and_long_texts() {
        assert_eq!(place("# fac‸"), "none");
        assert_eq!(place("explain: >\n  A notice: mu‸"), "none");
        assert_eq!(place("explain: >\n  A notice.\n\nsev‸"), ">sev");
    }

    #[test]
    fn the_other_keys_of_a_mapping_are_known() {
        let text = "rules:\n  a: off\n  b: off\nfail-on: never\n";
        let place = at(text, text.find("b:").unwrap_or_default()).map(|p| p.siblings);
        assert_eq!(place, Some(BTreeSet::from(["a".to_owned()])));
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "[-a:{}\\[\\], \\n>|#\"é]{0,60}", at_byte in 0usize..120) {
            let mut offset = at_byte.min(text.len());
            while !text.is_char_boundary(offset) { offset -= 1; }
            if let Some(place) = at(&text, offset) {
                prop_assert!(text.get(place.word).is_some());
            }
        }
    }
}
