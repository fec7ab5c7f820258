//! What words mean to a table, remembered from notice to notice: the same few thousand words make up most of all texts.

use super::PhraseTable;
use super::vocabulary::Entry;
use std::cell::RefCell;
use std::ops::Range;

/// How many words are remembered; then all are forgotten.
const MOST_WORDS: usize = 1 << 14;
/// How large the table of slots is at first.
const FEWEST_SLOTS: usize = 1 << 10;
/// Longer words are looked up each time.
const LONGEST: usize = 40;
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
    texts: String,
    entries: Vec<Entry>,
    /// The entries of the word in hand.
    found: Vec<Entry>,
}

/// One word: its folded form stands right before its plain one.
#[derive(Debug)]
struct Known {
    text: u32,
    folded: u16,
    plain: u16,
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
        let free = if plain.len() <= LONGEST && folded.len() <= LONGEST {
            match self.slot(folded, plain) {
                Ok(word) => {
                    let entries = &self.words[word].entries;
                    return &self.entries[entries.start as usize..entries.end as usize];
                }
                Err(free) => free.filter(|_| self.words.len() <= 2 * MOST_WORDS),
            }
        } else {
            None
        };
        self.found.clear();
        table.vocabulary.entries_of(folded, plain, &mut self.found);
        if let Some(slot) = free {
            let (text, from) = (self.texts.len() as u32, self.entries.len() as u32);
            self.texts.push_str(folded);
            self.texts.push_str(plain);
            self.entries.extend_from_slice(&self.found);
            let entries = from..self.entries.len() as u32;
            self.words.push(Known { text, folded: folded.len() as u16, plain: plain.len() as u16, entries });
            self.slots[slot] = self.words.len() as u32;
            if self.words.len() * 2 > self.slots.len() {
                self.grow();
            }
        }
        &self.found
    }

    /// The number of a word that is known, else a slot for it, if one is near.
    fn slot(&self, folded: &str, plain: &str) -> Result<usize, Option<usize>> {
        let mask = self.slots.len() - 1;
        let start = hash(plain.as_bytes()) as usize;
        for slot in (0..MOST_TRIES).map(|step| (start + step) & mask) {
            let Some(number) = self.slots[slot].checked_sub(1) else { return Err(Some(slot)) };
            if self.is(&self.words[number as usize], folded, plain) {
                return Ok(number as usize);
            }
        }
        Err(None)
    }

    fn grow(&mut self) {
        let mask = 2 * self.slots.len() - 1;
        self.slots = vec![0; mask + 1];
        for (number, word) in self.words.iter().enumerate() {
            let middle = word.text as usize + usize::from(word.folded);
            let start = hash(&self.texts.as_bytes()[middle..middle + usize::from(word.plain)]) as usize;
            // A word that finds no place near is looked up anew when it comes again.
            let near = (0..MOST_TRIES).map(|step| (start + step) & mask).find(|slot| self.slots[*slot] == 0);
            if let Some(slot) = near {
                self.slots[slot] = number as u32 + 1;
            }
        }
    }

    fn is(&self, word: &Known, folded: &str, plain: &str) -> bool {
        let start = word.text as usize;
        let middle = start + usize::from(word.folded);
        let texts = self.texts.as_bytes();
        texts[start..middle] == *folded.as_bytes()
            && texts[middle..middle + usize::from(word.plain)] == *plain.as_bytes()
    }
}

fn hash(text: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let (whole, rest) = text.as_chunks::<8>();
    let last = rest.iter().fold(0, |n, byte| n << 8 | u64::from(*byte));
    let all = whole.iter().map(|chunk| u64::from_le_bytes(*chunk)).chain([last]);
    all.fold(text.len() as u64, |hash, n| {
        let mixed = (hash ^ n).wrapping_mul(FACTOR);
        mixed ^ mixed >> 32
    })
}
