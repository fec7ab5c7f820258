//! A view of the normalised text by its tokens and the gaps between them.

use super::traits::{self, Traits};
use super::vocabulary::Classes;
use super::{Value, ValueKind};
use crate::notice::Token;

/// The text and its tokens. All look-ups are safe: beyond the ends stands an empty word and a `\n` gap.
pub(super) struct Words<'a> {
    pub plain: &'a str,
    tokens: &'a [Token],
    /// The classes of the capitalised tokens, 0 for the others, and what can begin at each.
    known: Vec<(Classes, Traits)>,
}

impl<'a> Words<'a> {
    pub fn new(plain: &'a str, tokens: &'a [Token]) -> Self {
        let text = |token: &Token| plain.get(token.start as usize..token.end as usize).unwrap_or_default();
        let known = traits::each(|of| tokens.iter().map(|token| of(text(token))).collect());
        Self { plain, tokens, known }
    }

    /// Whether one of these values can begin at a token, judged by its word alone.
    pub fn may_begin(&self, i: usize, traits: Traits) -> bool {
        self.known.get(i).is_some_and(|(_, t)| t & traits != 0)
    }

    /// Whether a capitalised token belongs to one of some classes of words.
    pub fn classed(&self, i: usize, classes: Classes) -> bool {
        self.known.get(i).is_some_and(|(c, _)| c & classes != 0)
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    fn length(&self, i: usize) -> usize {
        self.tokens.get(i).map_or(0, |t| (t.end - t.start) as usize)
    }

    /// The text of a token as written.
    pub fn text(&self, i: usize) -> &'a str {
        self.tokens.get(i).and_then(|t| self.plain.get(t.start as usize..t.end as usize)).unwrap_or_default()
    }

    /// The text of a token without a possessive `'s`.
    pub fn stem(&self, i: usize) -> &'a str {
        let text = self.text(i);
        text.strip_suffix("'s").or_else(|| text.strip_suffix("'S")).unwrap_or(text)
    }

    pub fn lower(&self, i: usize) -> String {
        self.text(i).to_lowercase()
    }

    pub fn is(&self, i: usize, word: &str) -> bool {
        self.length(i) == word.len() && self.text(i).eq_ignore_ascii_case(word)
    }

    pub fn is_any(&self, i: usize, list: &[&str]) -> bool {
        let length = self.length(i);
        let text = self.text(i);
        length > 0 && list.iter().any(|w| w.len() == length && text.eq_ignore_ascii_case(w))
    }

    /// Whether the tokens from `i` are these words, parted by single spaces; the index after them.
    pub fn run(&self, i: usize, phrase: &[&str]) -> Option<usize> {
        for (k, word) in phrase.iter().enumerate() {
            if !self.is(i + k, word) || (k > 0 && !matches!(self.gap(i + k - 1), " " | "-")) {
                return None;
            }
        }
        Some(i + phrase.len())
    }

    /// The text between a token and the next one; `\n` at the end.
    pub fn gap(&self, i: usize) -> &'a str {
        match (self.tokens.get(i), self.tokens.get(i + 1)) {
            (Some(a), Some(b)) => self.plain.get(a.end as usize..b.start as usize).unwrap_or("\n"),
            _ => "\n",
        }
    }

    /// The text between the previous token and this one; `\n` at the start.
    pub fn gap_before(&self, i: usize) -> &'a str {
        match i.checked_sub(1) {
            Some(before) => self.gap(before),
            None => "\n",
        }
    }

    /// What stands right before the first token counts as a gap too.
    pub fn lead(&self, i: usize) -> &'a str {
        match i {
            0 => self.plain.get(..self.start(0)).unwrap_or_default(),
            _ => self.gap(i - 1),
        }
    }

    /// The text from the end of a token to the start of the next one, or to the end.
    pub fn trail(&self, i: usize) -> &'a str {
        match self.tokens.get(i + 1) {
            Some(_) => self.gap(i),
            None => self.plain.get(self.end(i)..).unwrap_or_default(),
        }
    }

    /// Whether the token is the first of its block.
    pub fn opens_block(&self, i: usize) -> bool {
        i == 0 || self.gap(i - 1).contains('\n')
    }

    pub fn start(&self, i: usize) -> usize {
        self.tokens.get(i).map_or(self.plain.len(), |t| t.start as usize)
    }

    pub fn end(&self, i: usize) -> usize {
        self.tokens.get(i).map_or(self.plain.len(), |t| t.end as usize)
    }

    pub fn initial(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.initial)
    }

    pub fn capitals(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.capitals)
    }

    /// Whether a sentence ends between a token and the next one.
    pub fn stops(&self, i: usize) -> bool {
        let gap = self.gap(i);
        gap.contains(['\n', '!', '?', ';'])
            || (gap.contains(". ") && self.text(i).len() > 1 && (self.initial(i + 1) || gap.starts_with(").")))
    }

    /// The number that a token of digits only stands for.
    pub fn digits(&self, i: usize) -> Option<u32> {
        if !self.may_begin(i, traits::DIGIT) {
            return None;
        }
        let text = self.text(i);
        if text.is_empty() || text.len() > 9 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        text.parse().ok()
    }

    /// A year of four digits.
    pub fn year(&self, i: usize) -> Option<u32> {
        self.digits(i).filter(|y| self.text(i).len() == 4 && (1200..=2100).contains(y))
    }

    /// The first token that starts at or after a byte.
    pub fn token_from(&self, byte: usize) -> usize {
        self.tokens.partition_point(|t| (t.start as usize) < byte)
    }

    /// A value between two bytes; `None` when no token lies in it.
    pub fn value(&self, kind: ValueKind, start: usize, end: usize, canonical: String) -> Option<Value> {
        let first = self.token_from(start);
        let last = self.tokens.partition_point(|t| t.end as usize <= end);
        if first >= last || self.plain.get(start..end).is_none_or(|s| s.contains('\n')) {
            return None;
        }
        Some(Value { kind, text: start as u32..end as u32, tokens: first as u32..last as u32, canonical, odd: None })
    }

    /// A value from one token to another, both included.
    pub fn value_of(&self, kind: ValueKind, first: usize, last: usize, canonical: String) -> Option<Value> {
        self.value(kind, self.start(first), self.end(last), canonical)
    }

    /// Which tokens touch one of these values.
    pub fn mask(&self, values: &[Value]) -> Vec<bool> {
        let mut mask = vec![false; self.len()];
        for value in values {
            let from = self.tokens.partition_point(|t| t.end <= value.text.start);
            let to = self.tokens.partition_point(|t| t.start < value.text.end);
            if let Some(part) = mask.get_mut(from..to) {
                part.fill(true);
            }
        }
        mask
    }

    /// The tokens' texts in lower case, parted by single spaces, possessives of the last one dropped.
    pub fn joined(&self, first: usize, last: usize) -> String {
        let mut out = String::new();
        for i in first..=last {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&(if i == last { self.stem(i) } else { self.text(i) }).to_lowercase());
        }
        out
    }
}
