//! Compiled phrases.

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
}

impl ValueName {
    /// All of them, in the order of their symbols.
    pub const ALL: [ValueName; 13] = [
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
        }
    }

    /// The symbol that a word has where a value of this type begins; they are the first symbols of every vocabulary.
    pub fn symbol(self) -> Symbol {
        self as Symbol
    }
}

/// One step of a program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// The next word has this symbol.
    Word(Symbol),
    /// A value of this type begins here; it is stepped over. The argument narrows it (a citation's beginning).
    Value(ValueName, Option<String>),
    /// Skip up to so many words, as few as possible.
    Gap(u8),
    /// Try the next step first, then the one at the given place.
    Split(u16),
    /// Go on at the given place.
    Jump(u16),
    /// The start of the unit's own words.
    Start,
    /// The end of the unit.
    End,
    /// The end of a unit that leads into a list.
    List,
}

/// A compiled phrase. It has matched when it runs past its last step.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Program {
    /// The steps.
    pub steps: Vec<Step>,
    /// Groups of symbols: a unit can only match where it holds one of each group. The first group is the rarest.
    pub needs: Vec<Vec<Symbol>>,
}

impl PhraseTable {
    /// Whether one of these phrases is this single word.
    pub fn is_word(&self, phrases: &[PhraseId], word: &str) -> bool {
        let mut symbols = Vec::new();
        self.vocabulary.symbols_of(&word.to_lowercase(), word, &mut symbols);
        phrases.iter().filter_map(|p| self.programs.get(*p as usize)).any(|program| match program.steps.as_slice() {
            [Step::Word(symbol)] => symbols.contains(symbol),
            _ => false,
        })
    }
}

/// All phrases of a rule set, ready to scan.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct PhraseTable {
    /// Words to symbols.
    pub vocabulary: Vocabulary,
    /// The programs; [`PhraseId`] counts them.
    pub programs: Vec<Program>,
    /// For each symbol the phrases whose rarest group holds it: range in `anchored`.
    pub(super) anchors: Vec<(u32, u32)>,
    pub(super) anchored: Vec<PhraseId>,
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
