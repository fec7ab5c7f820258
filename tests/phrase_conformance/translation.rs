//! What a phrase means, said in another language: its translation to a regular expression over an encoded text.
//!
//! A word of the text is written as `\u{4}folded\u{1}plain ` (after `\u{2}` where `<start>` holds), a unit as one line,
//! with `\u{3}` at its end where a list follows. Optional parts are greedy, gaps lazy, the longest choice comes first.

use notice_lint::phrase::{Expression, ValueName, WordLists};
use regex::Regex;
use std::fmt::Write as _;

/// A unit: its words, how many of them are the lead-in, and whether a list follows.
#[derive(Debug, Clone, Default)]
pub struct Sentence {
    pub words: Vec<String>,
    pub own: usize,
    pub leads: bool,
}

/// Units as one text, with the offset at which each word starts.
#[derive(Debug, Default)]
pub struct Encoded {
    text: String,
    /// Offset, unit, position; one past the last word of each unit stands there too.
    places: Vec<(usize, usize, usize)>,
    own: Vec<usize>,
}

impl Encoded {
    pub fn new<'s>(sentences: impl IntoIterator<Item = &'s Sentence>) -> Self {
        let mut out = Self::default();
        for (unit, sentence) in sentences.into_iter().enumerate() {
            for (position, word) in sentence.words.iter().enumerate() {
                out.places.push((out.text.len(), unit, position));
                if position == 0 || position == sentence.own {
                    out.text.push('\u{2}');
                }
                write!(out.text, "\u{4}{}\u{1}{word} ", word.to_lowercase()).unwrap();
            }
            out.places.push((out.text.len(), unit, sentence.words.len()));
            out.text.push_str(if sentence.leads { "\u{3}\n" } else { "\n" });
            out.own.push(sentence.own);
        }
        out
    }

    fn place(&self, offset: usize) -> usize {
        self.places.partition_point(|(start, ..)| *start <= offset) - 1
    }

    /// The matches: unit, first position, one past the last. Those that lie wholly in a lead-in do not count.
    pub fn matches(&self, regex: &Regex) -> Vec<(usize, usize, usize)> {
        let (mut out, mut at) = (Vec::new(), 0);
        while let Some(found) = regex.find_at(&self.text, at) {
            let first = self.place(found.start());
            let (_, unit, start) = self.places[first];
            // After `<start>` alone, the place is still that of the word that follows.
            let (_, _, end) = self.places[self.place(found.end())];
            if end > self.own[unit] || self.own[unit] == 0 {
                out.push((unit, start, end));
                at = found.end();
            } else {
                at = self.places[first + 1].0;
            }
        }
        out
    }

    /// The first match in the first unit with the words that its gaps skip.
    pub fn gaps(&self, regex: &Regex, from: usize) -> Option<Vec<std::ops::Range<usize>>> {
        let found = regex.captures_at(&self.text, self.places[from].0)?;
        let position = |offset: usize| self.places[self.place(offset)].2;
        Some(found.iter().skip(1).flatten().map(|m| position(m.start())..position(m.end())).collect())
    }
}

/// The translation, or `None` where the phrase asks for a typed value.
pub fn regex_of(sequence: &[Expression], lists: &WordLists) -> Option<Regex> {
    let mut pattern = String::from("(?m)");
    write_sequence(sequence, lists, &mut pattern)?;
    Some(regex::RegexBuilder::new(&pattern).size_limit(1 << 28).dfa_size_limit(1 << 26).build().unwrap())
}

fn write_sequence(sequence: &[Expression], lists: &WordLists, out: &mut String) -> Option<()> {
    for part in sequence {
        match part {
            Expression::Word(w) => write!(out, "\u{2}?\u{4}{}\u{1}[^ \n]* ", regex::escape(w)).unwrap(),
            Expression::Exact(w) => write!(out, "\u{2}?\u{4}[^\u{1}\n]*\u{1}{} ", regex::escape(w)).unwrap(),
            Expression::Prefix(w) => {
                write!(out, "\u{2}?\u{4}{}[^\u{1}\n]*\u{1}[^ \n]* ", regex::escape(w)).unwrap();
            }
            Expression::Gap(n) => write!(out, "((?:\u{2}?\u{4}[^ \n]* ){{0,{n}}}?)").unwrap(),
            Expression::Maybe(inner) => {
                out.push_str("(?:");
                write_sequence(inner, lists, out)?;
                out.push_str(")?");
            }
            Expression::Either(choices) => write_choices(choices, lists, out)?,
            Expression::Name { name, .. } => match name.as_str() {
                "start" => out.push('\u{2}'),
                "end" => out.push_str("\u{3}?$"),
                "list" => out.push('\u{3}'),
                _ if is_value(name) => return None,
                _ => write_choices(&lists[name], lists, out)?,
            },
        }
    }
    Some(())
}

pub fn is_value(name: &str) -> bool {
    ValueName::ALL.iter().any(|v| v.name() == name)
}

/// Choices of several words, the longest first, then the single words.
fn write_choices(choices: &[Vec<Expression>], lists: &WordLists, out: &mut String) -> Option<()> {
    let mut all: Vec<Vec<Expression>> = Vec::new();
    flatten(choices, lists, &mut all);
    let single = |c: &[Expression]| matches!(c, [Expression::Word(_) | Expression::Exact(_) | Expression::Prefix(_)]);
    all.sort_by_key(|c| (single(c), std::cmp::Reverse(c.len())));
    out.push_str(if all.is_empty() { "[^\\s\\S]" } else { "(?:" });
    for (index, choice) in all.iter().enumerate() {
        if index > 0 {
            out.push('|');
        }
        write_sequence(choice, lists, out)?;
    }
    if !all.is_empty() {
        out.push(')');
    }
    Some(())
}

/// A choice that is only brackets or only a word list stands for what is in it.
fn flatten(choices: &[Vec<Expression>], lists: &WordLists, out: &mut Vec<Vec<Expression>>) {
    for choice in choices {
        match choice.as_slice() {
            [Expression::Either(inner)] => flatten(inner, lists, out),
            [Expression::Name { name, argument: None }] if lists.contains_key(name) => {
                flatten(&lists[name], lists, out)
            }
            other => out.push(other.to_vec()),
        }
    }
}
