//! Cutting a block into sentences.

use std::ops::Range;

/// Abbreviations after which a full stop ends no sentence.
const ABBREVIATIONS: [&str; 23] = [
    "e.g", "i.e", "eg", "ie", "etc", "mr", "mrs", "ms", "dr", "prof", "rev", "st", "u.s", "u.k", "ltd", "inc", "co",
    "corp", "vs", "approx", "cf", "al", "incl",
];
/// Those that a number follows: "a reason to say no. We may" ends a sentence.
const BEFORE_NUMBERS: [&str; 13] =
    ["no", "nos", "art", "arts", "s", "ss", "para", "paras", "sch", "reg", "regs", "tel", "ext"];

/// The longest sentence, in bytes; a longer run of text without a stop is cut at a space, so that a
/// file with one endless line stays cheap. Where there is no space either, it is cut at a sign after twice as much.
const LONGEST: usize = 2400;
/// How many signs after a full stop may close the sentence with it (`...").`).
const MOST_CLOSING: usize = 16;

/// The sentences of a block's normalised text, as ranges of bytes. Together they cover all its words.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < bytes.len() {
        let stop = match bytes[at] {
            b'.' | b'!' | b'?' => ends_sentence(text, start, at),
            _ => None,
        };
        if let Some(end) = stop {
            out.push(start..end);
            start = end;
            at = end;
        } else if at - start >= LONGEST && bytes[at] == b' '
            || at - start >= 2 * LONGEST && bytes[at].is_ascii_punctuation()
        {
            out.push(start..at);
            start = at;
            at += 1;
        } else {
            at += 1;
        }
    }
    if start < text.len() {
        out.push(start..text.len());
    }
    out.retain(|range| text[range.clone()].chars().any(char::is_alphanumeric));
    out
}

/// Where the sentence ends if the sign at `at` ends one.
fn ends_sentence(text: &str, start: usize, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = at + 1;
    while end < bytes.len()
        && end - at <= MOST_CLOSING
        && matches!(bytes[end], b'.' | b'!' | b'?' | b'"' | b'\'' | b')' | b']')
    {
        end += 1;
    }
    if end == bytes.len() {
        return Some(end);
    }
    if bytes[end] != b' ' {
        return None;
    }
    let next = text[end..].trim_start().trim_start_matches(['"', '\'', '(', '[', '*']).chars().next()?;
    let inside_bracket = bytes[at + 1..end].is_empty() && is_bracket_open(&text[start..at]);
    if !(next.is_uppercase() || next.is_numeric() || !next.is_ascii()) || inside_bracket && bytes[at] == b'.' {
        return None;
    }
    if bytes[at] != b'.' {
        return Some(end);
    }
    let before = &text[start..at];
    let word = before.rsplit([' ', '(', '"']).next().unwrap_or_default();
    let lower = word.to_lowercase();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase) && !matches!(word, "I");
    // "1. Who we are": a number at the start labels what follows.
    let label = !word.is_empty()
        && word.chars().all(|c| c.is_ascii_digit() || c == '.')
        && word.len() == before.trim_start().len();
    let short = ABBREVIATIONS.contains(&&*lower) || next.is_numeric() && BEFORE_NUMBERS.contains(&&*lower);
    (!initial && !label && !short).then_some(end)
}

fn is_bracket_open(text: &str) -> bool {
    // Only a short look back: a bracket that was never closed must not swallow the rest of the block.
    let tail_start = text.len().saturating_sub(160);
    let tail =
        text.get(tail_start..).or_else(|| (tail_start..text.len()).find_map(|i| text.get(i..))).unwrap_or_default();
    let (mut depth, mut open) = (0i32, false);
    for c in tail.chars() {
        match c {
            '(' => {
                depth += 1;
                open = true;
            }
            ')' => depth -= 1,
            _ => {}
        }
    }
    open && depth > 0
}

#[cfg(test)]
mod tests {
    use super::sentences;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|r| text[r].trim()).collect()
    }

    #[test]
    fn cuts_where_a_reader_would() {
        assert_eq!(
            cut("We use e.g. Northbrook Ltd. for mail. Dr. A. Reed (our officer) helps. See s. 5. 30 days apply!"),
            [
                "We use e.g. Northbrook Ltd. for mail.",
                "Dr. A. Reed (our officer) helps.",
                "See s. 5.",
                "30 days apply!"
            ]
        );
        assert_eq!(
            cut("Visit ico.org.uk or call. \"Now.\" Then go"),
            ["Visit ico.org.uk or call.", "\"Now.\"", "Then go"]
        );
        assert_eq!(
            cut("No. Write to Ann. See No. 5. No. 7 is ours. That is no reason to say no. We may"),
            ["No.", "Write to Ann.", "See No. 5.", "No. 7 is ours.", "That is no reason to say no.", "We may"]
        );
        assert_eq!(cut("1. Who we are"), ["1. Who we are"]);
        assert_eq!(cut("..."), Vec::<&str>::new());
    }

    #[test]
    fn an_endless_line_is_cut() {
        let text = "word ".repeat(10_000);
        assert!(sentences(&text).len() > 15);
    }
}
