//! Reading a phrase: text to an expression tree.

use std::ops::Range;

/// A part of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// A word, lower case.
    Word(String),
    /// A word in exactly these capitals (`=US`).
    Exact(String),
    /// The beginning of a word (`delet*`).
    Prefix(String),
    /// Up to so many words in between.
    Gap(u8),
    /// A typed value, a word list or a place, with what follows the colon.
    Name {
        /// `period`, `keep`, `list`, ...
        name: String,
        /// `uk-gdpr/6.1.e` in `<citation:uk-gdpr/6.1.e>`.
        argument: Option<String>,
    },
    /// One of these.
    Either(Vec<Vec<Expression>>),
    /// These, or nothing.
    Maybe(Vec<Expression>),
}

/// The words that a gap skips where no number is given.
pub const USUAL_GAP: u8 = 12;
/// The most words that a gap may skip.
pub const WIDEST_GAP: u8 = 30;
/// The deepest nesting of brackets.
const DEEPEST: usize = 12;

/// What is wrong with a phrase, and where in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct PhraseError {
    /// The bytes of the phrase that are at fault.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write instead, if that is known.
    pub help: Option<String>,
}

impl PhraseError {
    pub(crate) fn new(at: Range<usize>, message: impl Into<String>) -> Self {
        Self { at, message: message.into(), help: None }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Reads a phrase.
///
/// # Errors
/// Unbalanced brackets, an empty choice, a sign that means nothing, a gap that is too wide.
pub fn parse(text: &str) -> Result<Vec<Expression>, PhraseError> {
    let mut reader = Reader { text, at: 0 };
    let mut choices = vec![reader.sequence(0)?];
    while reader.peek() == Some('|') {
        reader.at += 1;
        choices.push(reader.sequence(0)?);
    }
    if reader.at < text.len() {
        let at = reader.at..reader.at + 1;
        return Err(PhraseError::new(at, "a closing bracket that nothing opened"));
    }
    if choices.iter().any(Vec::is_empty) {
        return Err(PhraseError::new(0..text.len(), "an empty phrase"));
    }
    // `keep|kept|held`: a choice of whole phrases needs no brackets.
    Ok(if choices.len() == 1 { choices.swap_remove(0) } else { vec![Expression::Either(choices)] })
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn sequence(&mut self, depth: usize) -> Result<Vec<Expression>, PhraseError> {
        let mut out = Vec::new();
        while let Some(c) = self.peek() {
            match c {
                '|' | ')' => break,
                '(' => out.push(self.bracket(depth)?),
                '<' => out.push(self.name()?),
                '.' if self.text[self.at..].starts_with("...") => out.push(self.gap()?),
                '=' => {
                    let start = self.at;
                    self.at += 1;
                    let word = self.take_word();
                    if word.is_empty() {
                        return Err(PhraseError::new(start..self.at, "`=` needs a word after it, as in `=US`"));
                    }
                    out.push(Expression::Exact(word));
                }
                c if is_separator(c) => self.at += c.len_utf8(),
                c if is_word(c) || is_sign(c) => self.words(&mut out)?,
                c => {
                    let at = self.at..self.at + c.len_utf8();
                    return Err(PhraseError::new(at, format!("`{c}` means nothing in a phrase")));
                }
            }
        }
        Ok(out)
    }

    fn bracket(&mut self, depth: usize) -> Result<Expression, PhraseError> {
        let start = self.at;
        if depth >= DEEPEST {
            return Err(PhraseError::new(start..start + 1, "brackets are nested too deeply"));
        }
        self.at += 1;
        let mut choices = vec![self.sequence(depth + 1)?];
        while self.peek() == Some('|') {
            self.at += 1;
            choices.push(self.sequence(depth + 1)?);
        }
        if self.peek() != Some(')') {
            return Err(PhraseError::new(start..start + 1, "this bracket is never closed"));
        }
        self.at += 1;
        if choices.iter().any(Vec::is_empty) {
            return Err(PhraseError::new(start..self.at, "a choice in these brackets is empty")
                .help("write `(a|b)?` where both may be absent"));
        }
        let maybe = self.peek() == Some('?');
        if maybe {
            self.at += 1;
        }
        Ok(match (maybe, choices.len()) {
            (true, 1) => Expression::Maybe(choices.swap_remove(0)),
            (true, _) => Expression::Maybe(vec![Expression::Either(choices)]),
            (false, _) => Expression::Either(choices),
        })
    }

    fn name(&mut self) -> Result<Expression, PhraseError> {
        let start = self.at;
        let Some(length) = self.text[start..].find('>') else {
            return Err(PhraseError::new(start..start + 1, "`<` without `>`"));
        };
        self.at = start + length + 1;
        let inner = self.text[start + 1..start + length].trim();
        let (name, argument) = match inner.split_once(':') {
            Some((name, argument)) => (name.trim(), Some(argument.trim().to_owned())),
            None => (inner, None),
        };
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
            return Err(PhraseError::new(start..self.at, format!("`{name}` is no name of a word list or type"))
                .help("names are lower case with hyphens, as in `<end-event>`"));
        }
        let named = Expression::Name { name: name.to_owned(), argument };
        if self.peek() == Some('?') {
            self.at += 1;
            return Ok(Expression::Maybe(vec![named]));
        }
        Ok(named)
    }

    fn gap(&mut self) -> Result<Expression, PhraseError> {
        let start = self.at;
        self.at += 3;
        let digits: String = self.text[self.at..].chars().take_while(char::is_ascii_digit).collect();
        self.at += digits.len();
        if digits.is_empty() {
            return Ok(Expression::Gap(USUAL_GAP));
        }
        match digits.parse::<u8>() {
            Ok(n @ 1..=WIDEST_GAP) => Ok(Expression::Gap(n)),
            _ => Err(PhraseError::new(start..self.at, format!("a gap is 1 to {WIDEST_GAP} words wide"))),
        }
    }

    fn take_word(&mut self) -> String {
        let rest = &self.text[self.at..];
        let mut end = 0;
        let mut chars = rest.char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            let inside = is_apostrophe(c) && offset > 0 && chars.peek().is_some_and(|(_, d)| is_word(*d));
            if is_word(c) || inside {
                end = offset + c.len_utf8();
            } else {
                break;
            }
        }
        self.at += end;
        rest[..end].chars().map(|c| if is_apostrophe(c) { '\'' } else { c }).collect()
    }

    fn words(&mut self, out: &mut Vec<Expression>) -> Result<(), PhraseError> {
        let start = self.at;
        if let Some(c) = self.peek().filter(|c| is_sign(*c)) {
            self.at += c.len_utf8();
            out.push(Expression::Word(c.to_string()));
            return Ok(());
        }
        let word = self.take_word().to_lowercase();
        if self.peek() == Some('*') {
            self.at += 1;
            if word.chars().count() < 2 {
                return Err(PhraseError::new(start..self.at, "the beginning of a word must be two letters or more"));
            }
            out.push(Expression::Prefix(word));
        } else if self.peek() == Some('?') {
            self.at += 1;
            out.push(Expression::Maybe(vec![Expression::Word(word)]));
        } else {
            out.push(Expression::Word(word));
        }
        Ok(())
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

fn is_sign(c: char) -> bool {
    matches!(c, '£' | '%' | '&')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}')
}

/// Signs that a phrase may hold for its reader's sake and that only separate words.
fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '-' | '–' | '—' | ',' | '/' | '_' | '"' | '“' | '”' | '.' | ':' | ';')
        || is_apostrophe(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_each_form() {
        let tree =
            parse("(keep|hold on to) ...4 your third-party delet* =US <period> <citation:uk-gdpr/6> data?").unwrap();
        assert_eq!(tree.len(), 10, "{tree:?}");
        assert_eq!(tree[1], Expression::Gap(4));
        assert_eq!(tree[5], Expression::Prefix("delet".into()));
        assert_eq!(tree[6], Expression::Exact("US".into()));
        assert_eq!(tree[8], Expression::Name { name: "citation".into(), argument: Some("uk-gdpr/6".into()) });
    }

    #[test]
    fn says_where_a_phrase_is_wrong() {
        for (phrase, at) in
            [("keep (a|b", 5..6), ("a ...99 b", 2..7), ("a) b", 1..2), ("a (b|) c", 2..6), ("<Keep>", 0..6)]
        {
            assert_eq!(parse(phrase).unwrap_err().at, at, "{phrase}");
        }
    }
}
