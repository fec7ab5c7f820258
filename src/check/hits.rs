//! The hits of phrases in a notice: found when a rule first asks for them.

use crate::notice::Notice;
use crate::phrase::scan::{Hit, Line, Search, Side, Words};
use crate::phrase::{PhraseId, PhraseTable};
use std::cell::{Cell, OnceCell, RefCell};
use std::ops::Range;

/// How many hits of one phrase in one notice are kept: more than any notice has, and few enough that what is compared
/// with each other stays cheap.
const MOST_HITS: usize = 2000;
/// A longer notice, in tokens, is matched piece by piece with all phrases, so that memory does not grow with it.
const LONG: usize = 50_000;
/// In so few units a phrase is matched anew each time.
const FEW_UNITS: usize = 16;

/// Nobody asked for a phrase yet.
const UNKNOWN: u32 = 0;
/// A phrase has no hit.
const NONE: u32 = 1;
/// How many phrases' hits are kept in one piece.
const PIECE: usize = 64;

/// See the module.
#[derive(Debug)]
pub(super) struct Hits<'a> {
    /// For each phrase [`UNKNOWN`], [`NONE`], or the number of its hits in `found` and 2: most have none, and there are many.
    known: Vec<Cell<u32>>,
    found: Found,
    search: RefCell<Search<'a>>,
    units: u32,
}

/// The hits of some phrases, each set once.
type Piece = Box<[OnceCell<Box<[Hit]>>]>;

/// Hits of phrases by number, in pieces that stay where they are.
#[derive(Debug)]
struct Found {
    pieces: Vec<OnceCell<Piece>>,
    count: Cell<u32>,
}

impl Found {
    /// Room for the hits of so many phrases.
    fn new(phrases: usize) -> Self {
        Self { pieces: vec![OnceCell::new(); phrases.div_ceil(PIECE)], count: Cell::new(0) }
    }

    fn add(&self, hits: Box<[Hit]>) -> u32 {
        let number = self.count.replace(self.count.get() + 1);
        if let Some(piece) = self.pieces.get(number as usize / PIECE) {
            let piece = piece.get_or_init(|| vec![OnceCell::new(); PIECE].into_boxed_slice());
            // Each number is given once, so this place is free.
            let _ = piece[number as usize % PIECE].set(hits);
        }
        number
    }

    fn at(&self, number: u32) -> &[Hit] {
        let piece = self.pieces.get(number as usize / PIECE).and_then(OnceCell::get);
        piece.and_then(|piece| piece[number as usize % PIECE].get()).map_or(&[], |hits| hits)
    }
}

impl<'a> Hits<'a> {
    /// Those of a notice.
    pub fn new(table: &'a PhraseTable, notice: &Notice, words: Words) -> Self {
        let mut lines = notice.units.iter().map(|u| Line { tokens: &u.tokens, own: u.own as usize, leads: u.leads });
        let units = notice.units.len() as u32;
        let long = notice.text.tokens.len() > LONG;
        let mut all = Vec::new();
        let search = if long {
            all = Search::everything(table, words, &mut lines, MOST_HITS);
            Search::new(table, Words::default(), &mut std::iter::empty())
        } else {
            Search::new(table, words, &mut lines)
        };
        let known = vec![Cell::new(UNKNOWN); table.len()];
        let hits = Self { known, found: Found::new(table.len()), search: RefCell::new(search), units };
        for (phrase, found) in all.into_iter().enumerate() {
            hits.learn(phrase as PhraseId, found);
        }
        hits
    }

    /// The hits of a phrase, in the order of the notice.
    pub fn all(&self, phrase: PhraseId) -> &[Hit] {
        if self.state(phrase) == Some(UNKNOWN) {
            let mut found = self.find(phrase, 0..self.units, &mut |_| true);
            found.truncate(MOST_HITS);
            self.learn(phrase, found);
        }
        self.kept(phrase).unwrap_or_default()
    }

    fn state(&self, phrase: PhraseId) -> Option<u32> {
        self.known.get(phrase as usize).map(Cell::get)
    }

    fn learn(&self, phrase: PhraseId, found: Vec<Hit>) {
        let Some(known) = self.known.get(phrase as usize) else { return };
        known.set(if found.is_empty() { NONE } else { self.found.add(found.into_boxed_slice()) + 2 });
    }

    /// The hits of a phrase, where they are known.
    fn kept(&self, phrase: PhraseId) -> Option<&[Hit]> {
        match self.state(phrase)? {
            UNKNOWN => None,
            NONE => Some(&[]),
            state => Some(self.found.at(state - 2)),
        }
    }

    /// The hits of a phrase in the units that are wanted.
    pub fn among(&self, phrase: PhraseId, wanted: &mut dyn FnMut(u32) -> bool) -> Vec<Hit> {
        match self.kept(phrase) {
            Some(all) => all.iter().filter(|hit| wanted(hit.unit)).copied().collect(),
            None => self.find(phrase, 0..self.units, wanted),
        }
    }

    /// The first hit of a phrase in a range of units of which something holds.
    pub fn first(&self, phrase: PhraseId, units: &Range<u32>, mut holds: impl FnMut(&Hit) -> bool) -> Option<Hit> {
        if self.state(phrase) == Some(UNKNOWN) && units.len() <= FEW_UNITS {
            return self.find(phrase, units.clone(), &mut |_| true).into_iter().find(holds);
        }
        let hits = self.all(phrase);
        let start = hits.partition_point(|h| h.unit < units.start);
        hits[start..].iter().take_while(|h| h.unit < units.end).find(|h| holds(h)).copied()
    }

    /// Whether a phrase matches right before or right after a position of a unit.
    pub fn touches(&self, phrase: PhraseId, unit: u32, position: u32, side: Side) -> bool {
        // Of a long notice only the matches themselves are known.
        let holds = |hit: &Hit| position == if side == Side::Before { hit.end } else { hit.start };
        self.search.borrow_mut().touches(phrase, unit, position, side)
            || self.kept(phrase).is_some() && self.first(phrase, &(unit..unit + 1), holds).is_some()
    }

    fn find(&self, phrase: PhraseId, units: Range<u32>, wanted: &mut dyn FnMut(u32) -> bool) -> Vec<Hit> {
        let mut out = Vec::new();
        self.search.borrow_mut().find(phrase, units, wanted, &mut out);
        out
    }
}
