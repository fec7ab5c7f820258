//! A stretch of a text with the places of whatever phrases ask for in it.
//!
//! The units of a page stand one after the other in one row of positions, with a free place after each. A node (a word, a
//! class of words, a run of words, a choice of them) has a row of bits, the positions where it begins, and a mask, one bit
//! a unit: both are made when a phrase first asks for them. So what many phrases share is found once, and a phrase whose
//! parts no unit holds costs a few comparisons.

use super::flat::{Flat, each};
use super::program::{Node, PhraseTable};
use super::words::Words;
use std::cell::RefCell;

/// The most units of a page: the bits of a mask.
pub(super) const MOST_UNITS: usize = 128;
/// A page is closed when it has so many positions; with one more unit they fill no more than 64 words of a row.
const MOST_POSITIONS: usize = 2048;
/// The most words of a unit that are looked at.
pub const LONGEST_LINE: usize = WIDEST * 64 - 1;
/// The most words of 64 bits that a unit takes.
pub(super) const WIDEST: usize = 17;

/// One unit to match in: token numbers in reading order.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// The tokens; a lead-in comes first.
    pub tokens: &'a [u32],
    /// Where the unit's own words start, after the lead-in.
    pub own: usize,
    /// A list follows it directly.
    pub leads: bool,
}

/// The most words of a run.
pub(super) const LONGEST_RUN: usize = 8;

/// Where a unit stands in its page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub start: u32,
    pub length: u32,
    pub own: u32,
    pub leads: bool,
}

/// What is known of a node: the units that hold it, and where its row starts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub mask: u128,
    /// Which words of its row hold places.
    filled: u64,
    row: u32,
}

/// Marks a place in `found`.
const KNOWN: u32 = 1 << 31;

/// A node that has no row of its own.
const NO_ROW: u32 = u32::MAX;

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The number of the first unit.
    pub first: u32,
    pub units: Vec<Place>,
    /// The token at each position; the free places have none.
    pub tokens: Vec<u32>,
    /// The unit of each position.
    unit_of: Vec<u8>,
    /// For each entry of the vocabulary the first of its links; 0 is none. Once somebody asked, its place in `found`.
    heads: Vec<u32>,
    /// Position, and the next link of the same entry.
    links: Vec<(u32, u32)>,
    /// For each node 0 where nobody asked, 1 where it stands nowhere, else its place in `found` and 2.
    states: Vec<u32>,
    found: Vec<Found>,
    rows: Vec<u64>,
    /// How many words a row has.
    stride: usize,
}

/// The token of a free place.
const FREE: u32 = u32::MAX;

thread_local! {
    /// Pages whose notice is done with: their memory serves the next one.
    static SPARE: RefCell<Vec<Page>> = const { RefCell::new(Vec::new()) };
}

/// How many pages are kept, and how large their rows may be.
const MOST_SPARE: usize = 4;
const LARGEST_SPARE: usize = 1 << 18;

impl Drop for Page {
    fn drop(&mut self) {
        if self.rows.capacity() == 0 || self.rows.capacity() > LARGEST_SPARE {
            return;
        }
        // While a thread ends there is nowhere to keep it.
        let _ = SPARE.try_with(|spare| {
            if let Ok(mut spare) = spare.try_borrow_mut()
                && spare.len() < MOST_SPARE
            {
                spare.push(std::mem::take(self));
            }
        });
    }
}

impl Page {
    /// The next page of a text: as many of these units as it takes; at least one, where there is one.
    pub fn new<'l>(table: &PhraseTable, words: &Words, first: u32, lines: impl Iterator<Item = Line<'l>>) -> Self {
        let mut page = SPARE.with(|spare| spare.borrow_mut().pop()).unwrap_or_default();
        page.first = first;
        page.units.clear();
        page.tokens.clear();
        page.unit_of.clear();
        page.found.clear();
        page.rows.clear();
        page.heads.clear();
        page.heads.resize(table.vocabulary.entries() + super::ValueName::ALL.len(), 0);
        page.states.clear();
        page.states.resize(table.kinds.all(), 0);
        page.links.clear();
        page.links.push((0, 0));
        for line in lines.take(MOST_UNITS) {
            page.push(words, line);
            if page.tokens.len() >= MOST_POSITIONS {
                break;
            }
        }
        page.stride = page.tokens.len() / 64 + 1;
        page
    }

    fn push(&mut self, words: &Words, line: Line<'_>) {
        let tokens = &line.tokens[..line.tokens.len().min(LONGEST_LINE)];
        let (unit, start) = (self.units.len() as u8, self.tokens.len() as u32);
        for (position, token) in (start..).zip(tokens) {
            for entry in words.entries(*token) {
                let Some(head) = self.heads.get_mut(*entry as usize) else { continue };
                let link = self.links.len() as u32;
                self.links.push((position, std::mem::replace(head, link)));
            }
        }
        self.tokens.extend_from_slice(tokens);
        self.tokens.push(FREE);
        self.unit_of.resize(self.tokens.len(), unit);
        let (length, own) = (tokens.len() as u32, line.own as u32);
        self.units.push(Place { start, length, own, leads: line.leads });
    }

    /// The tokens of a unit.
    pub fn tokens_of(&self, place: Place) -> &[u32] {
        &self.tokens[place.start as usize..(place.start + place.length) as usize]
    }

    /// What is known of a node, by its number; `None` where it stands nowhere in the page.
    #[inline]
    pub fn find(&mut self, table: &PhraseTable, node: u32) -> Option<Found> {
        match self.states.get(node as usize) {
            Some(0) => self.look_for(table, node),
            Some(state) if *state > 1 => self.found.get(*state as usize - 2).copied(),
            _ => None,
        }
    }

    #[inline(never)]
    fn look_for(&mut self, table: &PhraseTable, node: u32) -> Option<Found> {
        let found = match table.kinds.node(node)? {
            Node::Word(symbol) => self.word(table, symbol),
            Node::Run(run) => self.run(table, table.runs.row(run as usize)),
            Node::Any(any) => self.any(table, table.unions.row(any as usize)),
            Node::Group(group) => {
                let mask = self.mask_of(table, table.groups.row(group as usize));
                (mask != 0).then_some(Found { mask, filled: 0, row: NO_ROW })
            }
            Node::All(all) => {
                let mut mask = u128::MAX;
                for node in table.alls.each(all as usize) {
                    mask &= self.find(table, node).map_or(0, |found| found.mask);
                    if mask == 0 {
                        break;
                    }
                }
                (mask != 0).then_some(Found { mask, filled: 0, row: NO_ROW })
            }
        };
        self.states[node as usize] = match found {
            Some(found) => {
                self.found.push(found);
                self.found.len() as u32 + 1
            }
            None => 1,
        };
        found
    }

    /// The units that hold one of these nodes.
    fn mask_of(&mut self, table: &PhraseTable, nodes: &[Flat]) -> u128 {
        let mut mask = 0;
        for node in each(nodes) {
            mask |= self.find(table, node).map_or(0, |found| found.mask);
        }
        mask
    }

    fn new_row(&mut self) -> usize {
        let start = self.rows.len();
        self.rows.resize(start + self.stride, 0);
        start
    }

    /// A class of words: where one of its entries stands.
    fn word(&mut self, table: &PhraseTable, symbol: u32) -> Option<Found> {
        let value = super::ValueName::ALL.len() as u32;
        if symbol < value {
            return self.entry(table.vocabulary.entries() as u32 + symbol);
        }
        let mut all: Option<Found> = None;
        let mut shared = true;
        for entry in table.vocabulary.members(symbol) {
            let Some(found) = self.entry(entry) else { continue };
            let Some(before) = &mut all else {
                all = Some(found);
                continue;
            };
            if shared {
                // The first entry's row is its own.
                let row = self.new_row();
                self.join(row, *before);
                (before.row, shared) = (row as u32, false);
            }
            before.mask |= found.mask;
            before.filled |= found.filled;
            self.join(before.row as usize, found);
        }
        all
    }

    /// Where an entry stands.
    fn entry(&mut self, entry: u32) -> Option<Found> {
        let mut link = match self.heads.get(entry as usize) {
            None | Some(0) => return None,
            Some(head) if head & KNOWN != 0 => return self.found.get((head & !KNOWN) as usize).copied(),
            Some(head) => *head,
        };
        let row = self.new_row();
        let (mut mask, mut filled) = (0, 0);
        while link != 0 {
            let (position, next) = self.links[link as usize];
            self.rows[row + position as usize / 64] |= 1 << (position % 64);
            filled |= 1 << (position / 64);
            mask |= 1 << self.unit_of[position as usize];
            link = next;
        }
        let found = Found { mask, filled, row: row as u32 };
        self.heads[entry as usize] = KNOWN | self.found.len() as u32;
        self.found.push(found);
        Some(found)
    }

    /// Adds the places of a node to a row.
    fn join(&mut self, row: usize, found: Found) {
        let mut words = found.filled;
        while words != 0 {
            let i = words.trailing_zeros() as usize;
            words &= words - 1;
            self.rows[row + i] |= self.rows[found.row as usize + i];
        }
    }

    /// Words that follow one another.
    fn run(&mut self, table: &PhraseTable, run: &[Flat]) -> Option<Found> {
        let (rarest, symbols) = run.split_first()?;
        self.find(table, u32::from_le_bytes(*symbols.get(u32::from_le_bytes(*rarest) as usize)?))?;
        let mut slots = [Found { mask: 0, filled: 0, row: 0 }; LONGEST_RUN];
        let mut mask = u128::MAX;
        for (slot, symbol) in slots.iter_mut().zip(each(symbols)) {
            *slot = self.find(table, symbol)?;
            mask &= slot.mask;
            if mask == 0 {
                return None;
            }
        }
        let (first, rest) = slots[..symbols.len().min(LONGEST_RUN)].split_first()?;
        let row = self.new_row();
        let (mut mask, mut filled) = (0, 0);
        let mut words = first.filled;
        while words != 0 {
            let i = words.trailing_zeros() as usize;
            words &= words - 1;
            let mut places = self.rows[first.row as usize + i];
            for (by, found) in (1..).zip(rest) {
                if places == 0 {
                    break;
                }
                places &= self.bits(*found, i * 64 + by);
            }
            if places != 0 {
                self.rows[row + i] = places;
                filled |= 1 << i;
            }
            while places != 0 {
                mask |= 1 << self.unit_of[i * 64 + places.trailing_zeros() as usize];
                places &= places - 1;
            }
        }
        if mask == 0 {
            self.rows.truncate(row);
            return None;
        }
        Some(Found { mask, filled, row: row as u32 })
    }

    fn any(&mut self, table: &PhraseTable, nodes: &[Flat]) -> Option<Found> {
        let mask = self.mask_of(table, nodes);
        if mask == 0 {
            return None;
        }
        let (row, mut filled) = (self.new_row(), 0);
        for node in each(nodes) {
            let Some(found) = self.find(table, node).filter(|f| f.row != NO_ROW) else { continue };
            filled |= found.filled;
            self.join(row, found);
        }
        Some(Found { mask, filled, row: row as u32 })
    }

    /// 64 bits of a row, from a position on.
    #[inline]
    fn bits(&self, found: Found, from: usize) -> u64 {
        let (at, by) = (from / 64, from % 64);
        let word = |i: usize| if i < self.stride { self.rows[found.row as usize + i] } else { 0 };
        // In two steps, for nothing is left where all 64 places go.
        word(at) >> by | word(at + 1) << 1 << (63 - by)
    }

    /// A node's row in a unit; its bits beyond the unit's end are those of the next one.
    #[inline]
    pub fn row<const W: usize>(&mut self, table: &PhraseTable, node: u32, place: Place) -> [u64; W] {
        let Some(found) = self.find(table, node).filter(|found| found.row != NO_ROW) else { return [0; W] };
        std::array::from_fn(|i| self.bits(found, place.start as usize + i * 64))
    }

    /// Whether a node begins at a position of a unit.
    pub fn is_at(&mut self, table: &PhraseTable, node: u32, place: Place, position: usize) -> bool {
        let at = place.start as usize + position;
        let found = self.find(table, node).filter(|found| found.row != NO_ROW && at / 64 < self.stride);
        found.is_some_and(|found| self.rows[found.row as usize + at / 64] >> (at % 64) & 1 == 1)
    }
}
