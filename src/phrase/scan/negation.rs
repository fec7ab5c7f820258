//! Whether a match stands under a negator.

use super::super::bits::{is_set, next_place};
use super::super::page::Page;
use super::super::vocabulary::Symbol;
use super::{At, Scratch};

/// How many words before a match a negator reaches.
const REACH: usize = 5;

impl Scratch {
    /// A negator before the match in its clause, or in one of its gaps, negates it, unless the phrase took one itself.
    pub(super) fn is_negated<const W: usize>(&self, page: &mut Page, at: At<'_>, start: usize, end: usize) -> bool {
        let table = at.table;
        let mut row =
            |symbol: Option<Symbol>| -> [u64; W] { symbol.map_or([0; W], |symbol| page.row(table, symbol, at.place)) };
        let negators = row(table.negators);
        if next_place(&negators, start.saturating_sub(REACH)).is_none_or(|place| place >= end) {
            return false;
        }
        let (breaks, harmless) = (row(table.breaks), row(table.harmless));
        let negates =
            |place: usize| is_set(&negators, place) && !(place + 1 < at.length() && is_set(&harmless, place + 1));
        let in_gap = |position: usize| self.gaps.iter().any(|(from, to)| (*from..*to).contains(&position));
        if (start..end).any(|p| !in_gap(p) && is_set(&negators, p)) {
            return false;
        }
        if self.gaps.iter().any(|(from, to)| (*from..*to).any(negates)) {
            return true;
        }
        let tokens = page.tokens_of(at.place);
        let mut position = start;
        while position > 0 && start - position < REACH {
            // The break between a lead-in and its item is none.
            if position != at.own() && tokens.get(position).is_some_and(|t| at.words.breaks_before(*t)) {
                return false;
            }
            position -= 1;
            if negates(position) {
                return true;
            }
            if is_set(&breaks, position) {
                return false;
            }
        }
        false
    }
}
