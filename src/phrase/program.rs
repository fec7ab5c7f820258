//! Compiled phrases.

use super::flat::{Numbers, Rows};
use super::{Symbol, Vocabulary};
use serde::{Deserialize, Serialize};

/// Which phrase of a [`PhraseTable`].
pub type PhraseId = u32;

/// A type of value, or a place, that a phrase can ask for. The names are those of the rule format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum ValueName {
    Period,
    Date,
    Email,
    Phone,
    Postcode,
    Address,
    Person,
    Organisation,
    Citation,
    Url,
    Placeholder,
    Money,
    /// A hyperlink, or a web address in the text.
    Link,
    /// A value that only the program behind a template knows.
    Variable,
}

impl ValueName {
    /// All of them, in the order of their symbols.
    pub const ALL: [ValueName; 14] = [
        Self::Period,
        Self::Date,
        Self::Email,
        Self::Phone,
        Self::Postcode,
        Self::Address,
        Self::Person,
        Self::Organisation,
        Self::Citation,
        Self::Url,
        Self::Placeholder,
        Self::Money,
        Self::Link,
        Self::Variable,
    ];

    /// The name in a phrase.
    pub fn name(self) -> &'static str {
        match self {
            Self::Period => "period",
            Self::Date => "date",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Postcode => "postcode",
            Self::Address => "address",
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Citation => "citation",
            Self::Url => "url",
            Self::Placeholder => "placeholder",
            Self::Money => "money",
            Self::Link => "link",
            Self::Variable => "variable",
        }
    }

    /// The symbol that a word has where a value of this type begins; they are the first symbols of every vocabulary.
    pub fn symbol(self) -> Symbol {
        self as Symbol
    }
}

/// One step of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The next word has this symbol.
    Word(Symbol),
    /// A value of this type begins here; it is stepped over. The argument (1 is the first of the table's, 0 is none)
    /// narrows it: a citation's beginning.
    Value(ValueName, u32),
    /// Skip up to so many words, as few as possible.
    Gap(u32),
    /// Try the next step first, then the one at the given place.
    Split(u32),
    /// Go on at the given place.
    Jump(u32),
    /// The start of the unit's own words.
    Start,
    /// The end of the unit.
    End,
    /// The end of a unit that leads into a list.
    List,
}

/// A symbol that no word has.
pub(super) const NEVER: Symbol = u32::MAX >> TAG_BITS;

const TAG_BITS: u32 = 3;
const NAME_BITS: u32 = 4;

impl Step {
    /// The step as one number: its kind in the lowest bits, its operand above.
    pub(super) fn encode(self) -> u32 {
        let (tag, operand) = match self {
            Self::Word(symbol) => (0, symbol),
            Self::Value(name, argument) => (1, argument << NAME_BITS | name as u32),
            Self::Gap(width) => (2, width),
            Self::Split(to) => (3, to),
            Self::Jump(to) => (4, to),
            Self::Start => (5, 0),
            Self::End => (6, 0),
            Self::List => (7, 0),
        };
        operand << TAG_BITS | tag
    }

    /// The step of a number.
    pub(super) fn decode(code: u32) -> Self {
        let operand = code >> TAG_BITS;
        match code & 7 {
            0 => Self::Word(operand),
            1 => match ValueName::ALL.get((operand & 15) as usize) {
                Some(name) => Self::Value(*name, operand >> NAME_BITS),
                None => Self::Word(NEVER),
            },
            2 => Self::Gap(operand),
            3 => Self::Split(operand),
            4 => Self::Jump(operand),
            5 => Self::Start,
            6 => Self::End,
            _ => Self::List,
        }
    }
}

/// All phrases of a rule set, ready to scan.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct PhraseTable {
    /// Words to symbols.
    pub vocabulary: Vocabulary,
    /// For each phrase its steps, encoded. It has matched when it runs past its last step.
    pub(super) programs: Rows,
    /// Groups of symbols, those of each phrase together: a match holds one of each, in this order.
    pub(super) groups: Rows,
    /// For each phrase where its groups start; one more at the end.
    pub(super) group_starts: Numbers,
    /// For each symbol the phrases whose rarest group holds it.
    pub(super) anchors: Rows,
    /// What narrows typed values.
    pub(super) arguments: Vec<String>,
    /// The phrases as written. Not part of the embedded rule set: only whoever writes rules asks for them.
    #[serde(skip)]
    pub texts: Vec<String>,
    /// The symbol of the word list `negator`.
    pub(super) negators: Option<Symbol>,
    /// The symbol of the word list `clause-break`.
    pub(super) breaks: Option<Symbol>,
    /// The symbol of words that keep a negator from negating (`not limited to`).
    pub(super) harmless: Option<Symbol>,
}

impl PhraseTable {
    /// How many phrases there are; [`PhraseId`] counts them.
    pub fn len(&self) -> usize {
        self.programs.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether one of these phrases is this single word.
    pub fn is_word(&self, phrases: &[PhraseId], word: &str) -> bool {
        let mut symbols = Vec::new();
        self.vocabulary.symbols_of(&word.to_lowercase(), word, &mut symbols);
        phrases.iter().any(|phrase| match self.programs.row(*phrase as usize) {
            [code] => matches!(Step::decode(*code), Step::Word(symbol) if symbols.contains(&symbol)),
            _ => false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_one_number() {
        for step in [
            Step::Word(0),
            Step::Word(NEVER),
            Step::Value(ValueName::Link, 0),
            Step::Value(ValueName::Citation, 77),
            Step::Gap(30),
            Step::Split(1200),
            Step::Jump(1300),
            Step::Start,
            Step::End,
            Step::List,
        ] {
            assert_eq!(Step::decode(step.encode()), step);
        }
    }
}
