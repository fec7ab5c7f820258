//! Compiled phrases.

use super::flat::{Flat, Numbers, Rows};
use super::{Symbol, Vocabulary};
use serde::{Deserialize, Serialize};
use std::sync::atomic::{AtomicU64, Ordering};

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
    /// One of a set of runs of words, the longest that will do.
    Set(u32),
    /// The end of a choice that can be left out where the unit lacks a part of it.
    Guard(u32),
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

/// Three bits for the kind of a step, one for whether every match passes through it.
const TAG_BITS: u32 = 4;
const NARROW: u32 = 8;
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
            Self::Set(set) => (5, set),
            Self::Guard(guard) => (6, guard),
            Self::Start => (7, 0),
            Self::End => (7, 1),
            Self::List => (7, 2),
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
            5 => Self::Set(operand),
            6 => Self::Guard(operand),
            _ => match operand {
                0 => Self::Start,
                1 => Self::End,
                _ => Self::List,
            },
        }
    }

    /// Whether every match passes through the step of a number: where nothing matches from there, nothing matches.
    pub(super) fn is_narrow(code: u32) -> bool {
        code & NARROW != 0
    }

    /// The numbers of a program.
    pub(super) fn encode_all(steps: &[Self]) -> Vec<u32> {
        let mut furthest = 0;
        let each = steps.iter().enumerate().map(|(index, step)| {
            let narrow = furthest <= index;
            if let Self::Split(to) | Self::Jump(to) = step {
                furthest = furthest.max(*to as usize);
            }
            step.encode() | if narrow { NARROW } else { 0 }
        });
        each.collect()
    }
}

/// What a page is searched for: a row of places, or only the units that hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Node {
    /// A class of words, or the start of a value.
    Word(Symbol),
    /// Words that follow one another: [`PhraseTable::runs`].
    Run(u32),
    /// One of several nodes: [`PhraseTable::unions`].
    Any(u32),
    /// One of several nodes, of whatever length; it has no row. [`PhraseTable::groups`].
    Group(u32),
    /// Each of several nodes; it has no row. [`PhraseTable::alls`].
    All(u32),
}

impl Node {
    /// The node as one number, while its table is being made.
    pub(super) fn encode(self) -> u32 {
        match self {
            Self::Word(n) => n << 3,
            Self::Run(n) => n << 3 | 1,
            Self::Any(n) => n << 3 | 2,
            Self::Group(n) => n << 3 | 3,
            Self::All(n) => n << 3 | 4,
        }
    }
}

/// How many nodes of each kind come before those of the next one; a finished table counts them all through.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(super) struct Kinds {
    pub words: u32,
    pub runs: u32,
    pub unions: u32,
    pub groups: u32,
    pub alls: u32,
}

impl Kinds {
    /// The number of a node among all of them, from what [`Node::encode`] gave.
    pub(super) fn number(self, code: u32) -> u32 {
        let n = code >> 3;
        n + match code & 7 {
            0 => 0,
            1 => self.words,
            2 => self.words + self.runs,
            3 => self.words + self.runs + self.unions,
            _ => self.words + self.runs + self.unions + self.groups,
        }
    }

    /// The node of a number.
    pub(super) fn node(self, number: u32) -> Option<Node> {
        let runs = self.words + self.runs;
        let unions = runs + self.unions;
        let groups = unions + self.groups;
        Some(match number {
            n if n < self.words => Node::Word(n),
            n if n < runs => Node::Run(n - self.words),
            n if n < unions => Node::Any(n - runs),
            n if n < groups => Node::Group(n - unions),
            n if n < groups + self.alls => Node::All(n - groups),
            _ => return None,
        })
    }

    /// How many there are.
    pub(super) fn all(self) -> usize {
        (self.words + self.runs + self.unions + self.groups + self.alls) as usize
    }
}

/// All phrases of a rule set, ready to scan.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct PhraseTable {
    /// Words to symbols.
    pub vocabulary: Vocabulary,
    /// For each phrase its steps, encoded. It has matched when it runs past its last step.
    pub(super) programs: Rows,
    /// How many nodes of each kind there are.
    pub(super) kinds: Kinds,
    /// Runs of words; before the words of each, which of them is the rarest.
    pub(super) runs: Rows,
    /// Choices of nodes of one length.
    pub(super) unions: Rows,
    /// Choices of nodes of any length, of which a match holds one.
    pub(super) groups: Rows,
    /// Groups of which something holds one each, the rarest first.
    pub(super) alls: Rows,
    /// For each phrase the groups of which a match holds one each, the rarest first.
    pub(super) needs: Rows,
    /// For each set lengths, what is tried first first, each with its node.
    pub(super) sets: Rows,
    /// For each guard the step where its choice starts, and the node of all that the choice needs.
    pub(super) guards: Rows,
    /// Tells tables apart within a run of the program.
    #[serde(skip, default = "stamp")]
    pub(super) stamp: u64,
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

/// A number that no other table of this process has.
pub(super) fn stamp() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

impl PhraseTable {
    /// The lengths of a set with the numbers of their nodes, what is tried first first.
    pub(super) fn set(&self, set: u32) -> impl Iterator<Item = [u32; 2]> + '_ {
        self.sets.row(set as usize).as_chunks().0.iter().map(|pair: &[Flat; 2]| pair.map(u32::from_le_bytes))
    }

    /// Where the choice of a guard starts, and the node of all that it needs.
    pub(super) fn guard(&self, guard: u32) -> Option<(u32, u32)> {
        match self.guards.row(guard as usize) {
            [start, node] => Some((u32::from_le_bytes(*start), u32::from_le_bytes(*node))),
            _ => None,
        }
    }

    /// How many phrases there are; [`PhraseId`] counts them.
    pub fn len(&self) -> usize {
        self.programs.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a node of single words has a word that something holds of.
    fn is_of(&self, node: u32, is: &dyn Fn(Symbol) -> bool) -> bool {
        match self.kinds.node(node) {
            Some(Node::Word(symbol)) => is(symbol),
            Some(Node::Any(any)) => self.unions.each(any as usize).any(|node| self.is_of(node, is)),
            _ => false,
        }
    }

    /// Whether one of these phrases is this single word.
    pub fn is_word(&self, phrases: &Numbers, word: &str) -> bool {
        let mut entries = Vec::new();
        self.vocabulary.entries_of(&word.to_lowercase(), word, &mut entries);
        let is = |symbol: Symbol| self.vocabulary.members(symbol).any(|entry| entries.contains(&entry));
        phrases.iter().any(|phrase| match self.programs.row(phrase as usize) {
            [code] => match Step::decode(u32::from_le_bytes(*code)) {
                Step::Word(symbol) => is(symbol),
                Step::Set(set) => self.set(set).any(|[by, node]| by == 1 && self.is_of(node, &is)),
                _ => false,
            },
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
            Step::Set(9),
            Step::Guard(3),
            Step::Split(1200),
            Step::Jump(1300),
            Step::Start,
            Step::End,
            Step::List,
        ] {
            assert_eq!(Step::decode(step.encode()), step);
            assert_eq!(Step::decode(Step::encode_all(&[step])[0]), step);
        }
    }
}
