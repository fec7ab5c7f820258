//! What words mean to a table, remembered from notice to notice: the same few thousand words make up most of all texts.

use super::PhraseTable;
use super::vocabulary::Entry;
use std::cell::RefCell;
use std::ops::Range;

/// How many words are remembered; then all are forgotten.
const MOST_WORDS: usize = 1 << 14;
/// How large the table of slots is at first.
const FEWEST_SLOTS: usize = 1 << 10;
/// How many slots are tried for a word.
const MOST_TRIES: usize = 16;

/// Words that were looked up, with their entries.
#[derive(Debug, Default)]
struct Lexicon {
    /// Which table they were looked up in.
    table: u64,
    /// Open-addressed; 0 is empty, otherwise the number of a word + 1.
    slots: Vec<u32>,
    words: Vec<Known>,
    entries: Vec<Entry>,
    /// The entries of the word in hand.
    found: Vec<Entry>,
}

/// One word.
#[derive(Debug)]
struct Known {
    number: u128,
    entries: Range<u32>,
}

thread_local! {
    static LEXICON: RefCell<Lexicon> = RefCell::default();
}

/// Calls `each` for every word with its entries.
pub(super) fn look_up<'t>(
    table: &PhraseTable,
    words: impl Iterator<Item = (&'t str, &'t str, bool)>,
    mut each: impl FnMut(&[Entry], bool),
) {
    LEXICON.with(|lexicon| {
        let Ok(mut lexicon) = lexicon.try_borrow_mut() else { return };
        if lexicon.table != table.stamp || lexicon.words.len() > MOST_WORDS {
            *lexicon = Lexicon { table: table.stamp, slots: vec![0; FEWEST_SLOTS], ..Lexicon::default() };
        }
        for (folded, plain, breaks) in words {
            each(lexicon.entries_of(table, folded, plain), breaks);
        }
    });
}

impl Lexicon {
    fn entries_of(&mut self, table: &PhraseTable, folded: &str, plain: &str) -> &[Entry] {
        let number = number_of(plain.as_bytes());
        let free = match number.map_or(Err(None), |number| self.slot(number)) {
            Ok(word) => {
                let entries = &self.words[word].entries;
                return &self.entries[entries.start as usize..entries.end as usize];
            }
            Err(free) => free.filter(|_| self.words.len() <= 2 * MOST_WORDS),
        };
        self.found.clear();
        table.vocabulary.entries_of(folded, plain, &mut self.found);
        if let (Some(number), Some(slot)) = (number, free) {
            let from = self.entries.len() as u32;
            self.entries.extend_from_slice(&self.found);
            self.words.push(Known { number, entries: from..self.entries.len() as u32 });
            self.slots[slot] = self.words.len() as u32;
            if self.words.len() * 2 > self.slots.len() {
                self.grow();
            }
        }
        &self.found
    }

    /// The place of a word that is known, else a slot for it, if one is near.
    fn slot(&self, number: u128) -> Result<usize, Option<usize>> {
        let mask = self.slots.len() - 1;
        let start = hash(number);
        for slot in (0..MOST_TRIES).map(|step| (start + step) & mask) {
            let Some(word) = self.slots[slot].checked_sub(1) else { return Err(Some(slot)) };
            if self.words[word as usize].number == number {
                return Ok(word as usize);
            }
        }
        Err(None)
    }

    fn grow(&mut self) {
        let mask = 2 * self.slots.len() - 1;
        self.slots = vec![0; mask + 1];
        for (place, word) in self.words.iter().enumerate() {
            let start = hash(word.number);
            // A word that finds no place near is looked up anew when it comes again.
            let near = (0..MOST_TRIES).map(|step| (start + step) & mask).find(|slot| self.slots[*slot] == 0);
            if let Some(slot) = near {
                self.slots[slot] = place as u32 + 1;
            }
        }
    }
}

/// A word of at most 16 letters of ASCII as a number; its lower case follows from it.
fn number_of(word: &[u8]) -> Option<u128> {
    let back = |bytes: &[u8]| bytes.iter().rev().fold(0, |n: u64, byte| n << 8 | u64::from(*byte));
    let number = match word.split_first_chunk::<8>() {
        _ if word.len() > 16 => return None,
        Some((first, rest)) => u128::from(u64::from_le_bytes(*first)) | u128::from(back(rest)) << 64,
        None => u128::from(back(word)),
    };
    (number & 0x8080_8080_8080_8080_8080_8080_8080_8080 == 0).then_some(number)
}

fn hash(number: u128) -> usize {
    let mixed = (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (number >> 64) as u64;
    (mixed.wrapping_mul(0xc2b2_ae3d_27d4_eb4f) >> 40) as usize
}
