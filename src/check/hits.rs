//! The hits of phrases in a notice: found when a rule first asks for them.

use crate::notice::Notice;
use crate::phrase::scan::{Hit, Line, Search, Side, Words};
use crate::phrase::{PhraseId, PhraseTable};
use std::cell::{OnceCell, RefCell};
use std::ops::Range;

/// How many hits of one phrase in one notice are kept: more than any notice has, and few enough that what is compared
/// with each other stays cheap.
const MOST_HITS: usize = 2000;
/// A longer notice, in tokens, is matched piece by piece with all phrases, so that memory does not grow with it.
const LONG: usize = 50_000;
/// In so few units a phrase is matched anew each time.
const FEW_UNITS: usize = 16;

/// See the module.
#[derive(Debug)]
pub(super) struct Hits<'a> {
    known: Vec<OnceCell<Box<[Hit]>>>,
    search: RefCell<Search<'a>>,
    units: u32,
}

impl<'a> Hits<'a> {
    /// Those of a notice.
    pub fn new(table: &'a PhraseTable, notice: &Notice, words: Words) -> Self {
        let mut lines = notice.units.iter().map(|u| Line { tokens: &u.tokens, own: u.own as usize, leads: u.leads });
        let units = notice.units.len() as u32;
        if notice.text.tokens.len() > LONG {
            let all = Search::everything(table, words, &mut lines, MOST_HITS);
            let known = all.into_iter().map(|hits| OnceCell::from(hits.into_boxed_slice())).collect();
            let search = Search::new(table, Words::default(), &mut std::iter::empty());
            return Self { known, search: RefCell::new(search), units };
        }
        let search = Search::new(table, words, &mut lines);
        let known = std::iter::repeat_with(OnceCell::new).take(table.len()).collect();
        Self { known, search: RefCell::new(search), units }
    }

    /// The hits of a phrase, in the order of the notice.
    pub fn all(&self, phrase: PhraseId) -> &[Hit] {
        let Some(known) = self.known.get(phrase as usize) else { return &[] };
        known.get_or_init(|| {
            let mut found = self.find(phrase, 0..self.units, &mut |_| true);
            found.truncate(MOST_HITS);
            found.into_boxed_slice()
        })
    }

    /// The hits of a phrase in the units that are wanted.
    pub fn among(&self, phrase: PhraseId, wanted: &mut dyn FnMut(u32) -> bool) -> Vec<Hit> {
        match self.known.get(phrase as usize).and_then(OnceCell::get) {
            Some(all) => all.iter().filter(|hit| wanted(hit.unit)).copied().collect(),
            None => self.find(phrase, 0..self.units, wanted),
        }
    }

    /// The first hit of a phrase in a range of units of which something holds.
    pub fn first(&self, phrase: PhraseId, units: &Range<u32>, mut holds: impl FnMut(&Hit) -> bool) -> Option<Hit> {
        let unknown = self.known.get(phrase as usize).is_some_and(|known| known.get().is_none());
        if unknown && units.len() <= FEW_UNITS {
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
            || self.known.get(phrase as usize).is_some_and(|known| known.get().is_some())
                && self.first(phrase, &(unit..unit + 1), holds).is_some()
    }

    fn find(&self, phrase: PhraseId, units: Range<u32>, wanted: &mut dyn FnMut(u32) -> bool) -> Vec<Hit> {
        let mut out = Vec::new();
        self.search.borrow_mut().find(phrase, units, wanted, &mut out);
        out
    }
}
