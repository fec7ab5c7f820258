//! Conditions over facts: `public-authority and not (consent-basis or contract-basis)`.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A condition; its value is yes, no or unknown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// A fact, by its number in the rule set.
    Fact(u32),
    /// All of them.
    And(Vec<Condition>),
    /// Any of them.
    Or(Vec<Condition>),
    /// Not so; unknown stays unknown.
    Not(Box<Condition>),
    /// Not shown: no or unknown.
    Without(Box<Condition>),
}

/// What is wrong with a condition, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionError {
    /// Bytes of the condition.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// A suggestion.
    pub help: Option<String>,
}

impl Condition {
    /// Reads a condition; `fact` gives the number of a fact by its id.
    ///
    /// # Errors
    /// Unknown facts, missing operands, unbalanced brackets.
    pub fn parse(text: &str, fact: &dyn Fn(&str) -> Result<u32, Option<String>>) -> Result<Self, ConditionError> {
        let mut reader = Reader { text, at: 0, fact, depth: 0 };
        let condition = reader.either()?;
        reader.space();
        if reader.at < text.len() {
            return Err(reader.error(reader.at..text.len(), "this was not expected here"));
        }
        Ok(condition)
    }

    /// The value, given the value of each fact: `Some(true)`, `Some(false)` or `None` for unknown.
    pub fn value(&self, fact: &dyn Fn(u32) -> Option<bool>) -> Option<bool> {
        match self {
            Self::Fact(id) => fact(*id),
            Self::Not(inner) => inner.value(fact).map(|v| !v),
            Self::Without(inner) => Some(inner.value(fact) != Some(true)),
            Self::And(all) => decided(all, fact, false),
            Self::Or(any) => decided(any, fact, true),
        }
    }

    /// The facts that speak for the condition when it holds: those that it names without a negation.
    pub fn facts(&self, out: &mut Vec<u32>) {
        match self {
            Self::Fact(id) => out.push(*id),
            Self::And(all) | Self::Or(all) => all.iter().for_each(|c| c.facts(out)),
            Self::Not(_) | Self::Without(_) => {}
        }
    }
}

/// One part with the deciding value decides; otherwise all must be known.
fn decided(parts: &[Condition], fact: &dyn Fn(u32) -> Option<bool>, deciding: bool) -> Option<bool> {
    let mut unknown = false;
    for part in parts {
        match part.value(fact) {
            Some(value) if value == deciding => return Some(deciding),
            Some(_) => {}
            None => unknown = true,
        }
    }
    (!unknown).then_some(!deciding)
}

/// The deepest nesting of brackets and negations.
const DEEPEST: u32 = 32;

struct Reader<'a> {
    text: &'a str,
    at: usize,
    fact: &'a dyn Fn(&str) -> Result<u32, Option<String>>,
    depth: u32,
}

impl<'a> Reader<'a> {
    fn error(&self, at: Range<usize>, message: impl Into<String>) -> ConditionError {
        ConditionError { at, message: message.into(), help: None }
    }

    fn space(&mut self) {
        self.at = self.text.len() - self.text[self.at..].trim_start().len();
    }

    fn word(&mut self) -> (Range<usize>, &'a str) {
        self.space();
        let rest: &'a str = &self.text[self.at..];
        let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(rest.len());
        (self.at..self.at + length, &rest[..length])
    }

    fn takes(&mut self, word: &str) -> bool {
        let (at, found) = self.word();
        let same = found == word;
        if same {
            self.at = at.end;
        }
        same
    }

    fn either(&mut self) -> Result<Condition, ConditionError> {
        let mut any = vec![self.both()?];
        while self.takes("or") {
            any.push(self.both()?);
        }
        Ok(if any.len() == 1 { any.swap_remove(0) } else { Condition::Or(any) })
    }

    fn both(&mut self) -> Result<Condition, ConditionError> {
        let mut all = vec![self.one()?];
        while self.takes("and") {
            all.push(self.one()?);
        }
        Ok(if all.len() == 1 { all.swap_remove(0) } else { Condition::And(all) })
    }

    fn one(&mut self) -> Result<Condition, ConditionError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error(self.at..self.at, "this condition is nested too deeply"));
        }
        let condition = self.one_inside();
        self.depth -= 1;
        condition
    }

    fn one_inside(&mut self) -> Result<Condition, ConditionError> {
        if self.takes("not") {
            return Ok(Condition::Not(Box::new(self.one()?)));
        }
        if self.takes("without") {
            return Ok(Condition::Without(Box::new(self.one()?)));
        }
        self.space();
        if self.text[self.at..].starts_with('(') {
            let open = self.at;
            self.at += 1;
            let inner = self.either()?;
            self.space();
            if !self.text[self.at..].starts_with(')') {
                return Err(self.error(open..open + 1, "this bracket is never closed"));
            }
            self.at += 1;
            return Ok(inner);
        }
        let (at, word) = self.word();
        if word.is_empty() {
            return Err(self.error(at.start..self.text.len(), "a fact was expected here"));
        }
        match (self.fact)(word) {
            Ok(id) => {
                self.at = at.end;
                Ok(Condition::Fact(id))
            }
            Err(help) => Err(ConditionError { message: format!("`{word}` is no fact"), at, help }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Condition;

    fn parse(text: &str) -> Condition {
        Condition::parse(text, &|f| "abc".find(f).map(|i| i as u32).ok_or(None)).unwrap()
    }

    #[test]
    fn unknown_is_not_false() {
        let facts = |values: [Option<bool>; 3]| move |id: u32| values[id as usize];
        let c = parse("a and not (b or without c)");
        assert_eq!(c.value(&facts([Some(true), Some(false), Some(true)])), Some(true));
        assert_eq!(c.value(&facts([Some(true), None, Some(true)])), None);
        assert_eq!(c.value(&facts([Some(true), Some(false), None])), Some(false));
        assert_eq!(c.value(&facts([Some(false), None, None])), Some(false));
    }
}
