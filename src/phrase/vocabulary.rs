//! All words that any phrase of a rule set asks for, and the symbols they stand for.

use super::flat::{Numbers, Rows};
use serde::{Deserialize, Serialize};

/// A class of words (one word, a beginning, or any set of them), or the start of a typed value.
pub type Symbol = u32;

/// A text of the vocabulary with its kind; a class of words has several.
pub type Entry = u32;

/// A table from the words of a text to the entries that they satisfy, and from each symbol to its entries.
///
/// One pass over the letters of a word finds the entries of the word itself and of each of its beginnings: the hash
/// is computed letter by letter, and every length that any entry has is looked up.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Vocabulary {
    /// Open-addressed table; 0 is empty, otherwise entry index + 1. Its length is a power of two.
    slots: Numbers,
    /// The text of the entries, back to back: words first, then beginnings, then exact words.
    letters: String,
    /// Where each entry's text starts; one more at the end.
    starts: Numbers,
    /// The entries of each symbol.
    members: Rows,
    /// The first beginning and the first exact word among the entries.
    kinds: (u32, u32),
    /// How many symbols there are.
    count: u32,
    /// The longest beginning, in bytes.
    longest_prefix: u32,
}

/// How an entry's text is compared with a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum EntryKind {
    /// It is the word, whatever its capitals.
    Word,
    /// The word begins so, whatever its capitals.
    Prefix,
    /// It is the word with the same capitals.
    Exact,
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

fn slot(hash: u64, kind: EntryKind, mask: usize) -> usize {
    let factor = match kind {
        EntryKind::Word => 0xc2b2_ae3d_27d4_eb4f,
        EntryKind::Prefix => 0x9e37_79b9_7f4a_7c15,
        EntryKind::Exact => 0x1656_67b1_9e37_79f9,
    };
    let mixed = (hash ^ (hash >> 29)).wrapping_mul(factor);
    (mixed >> 32) as usize & mask
}

impl Vocabulary {
    /// Builds the table from entries: kind, text (capitals kept only for exact words), symbols.
    pub(super) fn new(mut items: Vec<(EntryKind, String, Vec<Symbol>)>, count: u32) -> Self {
        items.sort();
        let size = (items.len() * 2).next_power_of_two().max(16);
        let first = |kind| items.partition_point(|(k, ..)| *k < kind) as u32;
        let kinds = (first(EntryKind::Prefix), first(EntryKind::Exact));
        let mut table = Self { starts: Numbers::from_iter([0]), kinds, count, ..Self::default() };
        let mut slots = vec![0; size];
        let mut members: Vec<Vec<Entry>> = vec![Vec::new(); count as usize];
        for (entry, (kind, text, symbols)) in items.into_iter().enumerate() {
            table.letters.push_str(&text);
            table.starts.push(table.letters.len() as u32);
            for symbol in symbols {
                members[symbol as usize].push(entry as Entry);
            }
            if kind == EntryKind::Prefix {
                table.longest_prefix = table.longest_prefix.max(text.len() as u32);
            }
            let hash = text.bytes().fold(SEED, step);
            let mut at = slot(hash, kind, size - 1);
            while slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            slots[at] = entry as u32 + 1;
        }
        table.slots = slots.into_iter().collect();
        members.into_iter().for_each(|row| table.members.push(row));
        table
    }

    fn kind(&self, entry: u32) -> EntryKind {
        match entry {
            entry if entry < self.kinds.0 => EntryKind::Word,
            entry if entry < self.kinds.1 => EntryKind::Prefix,
            _ => EntryKind::Exact,
        }
    }

    /// How many symbols there are.
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// How many entries there are.
    pub(super) fn entries(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The entries that stand for a symbol.
    pub(super) fn members(&self, symbol: Symbol) -> impl Iterator<Item = Entry> + '_ {
        self.members.each(symbol as usize)
    }

    fn find(&self, hash: u64, text: &str, kind: EntryKind) -> Option<Entry> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = slot(hash, kind, mask);
        while let Some(entry) = self.slots.get(at).and_then(|index| index.checked_sub(1)) {
            let index = entry as usize;
            let letters = self.starts.at(index) as usize..self.starts.at(index + 1) as usize;
            if self.letters.as_bytes().get(letters) == Some(text.as_bytes()) && self.kind(entry) == kind {
                return Some(entry);
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// Appends the entries that a word satisfies: `folded` in lower case, `plain` with its capitals.
    pub fn entries_of(&self, folded: &str, plain: &str, out: &mut Vec<Entry>) {
        let mut hash = SEED;
        for (index, byte) in folded.bytes().enumerate() {
            hash = step(hash, byte);
            if index > 0 && index < self.longest_prefix as usize && folded.is_char_boundary(index + 1) {
                out.extend(self.find(hash, &folded[..=index], EntryKind::Prefix));
            }
        }
        out.extend(self.find(hash, folded, EntryKind::Word));
        let exact = if folded == plain { hash } else { plain.bytes().fold(SEED, step) };
        out.extend(self.find(exact, plain, EntryKind::Exact));
    }
}
