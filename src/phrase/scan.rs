//! Matching phrases against the units of a text.
//!
//! Whoever asks names a phrase and the units; nothing is matched that nobody asks for. Positions of a unit are bits: a node
//! has a row of bits, the positions where it begins; a step of a program has one too, the positions from which the rest of
//! the program matches. One pass over a program, from its last step to its first, fills the rows: a word shifts the row
//! after it, a gap smears it, a choice joins two. What matches is then read off without trying anything twice.

mod negation;

use super::bits::{earlier, is_set, keep, next_place, smear, up_to};
use super::flat::Flat;
pub use super::page::{LONGEST_LINE, Line};
use super::page::{Page, Place, WIDEST};
use super::program::{PhraseId, PhraseTable, Step, ValueName};
pub use super::words::{ValueAt, Words};
use std::ops::Range;

/// One place where a phrase matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Which phrase.
    pub phrase: PhraseId,
    /// In which unit.
    pub unit: u32,
    /// First position in the unit's tokens.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// Under a negator.
    pub negated: bool,
}

/// On which side of a position a phrase matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// It ends there.
    Before,
    /// It begins there.
    After,
}

/// How many matches of one phrase in one unit are kept.
const MOST_MATCHES: usize = 500;

/// Finds phrases in a page.
#[derive(Debug)]
pub struct Search<'a> {
    table: &'a PhraseTable,
    words: Words,
    /// Pages in order; what was read page by page keeps only the last one.
    pages: Vec<Page>,
    scratch: Scratch,
}

/// Space that is used again from match to match.
#[derive(Debug, Default)]
struct Scratch {
    /// The rows of the steps of one program; one more for its end.
    reach: Vec<u64>,
    /// The gaps of one match.
    gaps: Vec<(usize, usize)>,
}

impl<'a> Search<'a> {
    /// A search in all units of a text.
    pub fn new<'l>(table: &'a PhraseTable, words: Words, lines: &mut dyn Iterator<Item = Line<'l>>) -> Self {
        let mut search = Self { table, words, pages: Vec::new(), scratch: Scratch::default() };
        let mut lines = lines.peekable();
        let mut first = 0;
        while lines.peek().is_some() {
            let page = Page::new(table, &search.words, first, &mut lines);
            first += page.units.len() as u32;
            search.pages.push(page);
        }
        search
    }

    /// All matches of all phrases, found page by page; each phrase's in the order of the text, at most so many.
    pub fn everything<'l>(
        table: &'a PhraseTable,
        words: Words,
        lines: &mut dyn Iterator<Item = Line<'l>>,
        most: usize,
    ) -> Vec<Vec<Hit>> {
        let mut search = Self { table, words, pages: Vec::new(), scratch: Scratch::default() };
        let mut all = vec![Vec::new(); table.len()];
        let mut lines = lines.peekable();
        let mut first = 0;
        while lines.peek().is_some() {
            search.pages.clear();
            let page = Page::new(table, &search.words, first, &mut lines);
            let units = first..first + page.units.len() as u32;
            first = units.end;
            search.pages.push(page);
            for (phrase, hits) in all.iter_mut().enumerate().filter(|(_, hits)| hits.len() < most) {
                search.find(phrase as PhraseId, units.clone(), &mut |_| true, hits);
                hits.truncate(most);
            }
        }
        all
    }

    /// Whether a phrase matches in a unit right before a position, or right after it: also where [`Search::find`] gives a
    /// match that begins earlier, as one with an optional word in front does.
    pub fn touches(&mut self, phrase: PhraseId, unit: u32, position: u32, side: Side) -> bool {
        let table = self.table;
        let at = self.pages.partition_point(|page| page.first + page.units.len() as u32 <= unit);
        let Some(page) = self.pages.get_mut(at).filter(|page| page.first <= unit && (phrase as usize) < table.len())
        else {
            return false;
        };
        let index = unit - page.first;
        let may = |group| page.find(table, group).is_some_and(|found| found.mask >> index & 1 == 1);
        if !table.needs.each(phrase as usize).all(may) {
            return false;
        }
        let at = At { table, words: &self.words, phrase, unit, place: page.units[index as usize] };
        self.scratch.touches(page, at, position as usize, side)
    }

    /// Appends the matches of a phrase in a range of units, in order, but only in those units that are wanted. Matches that
    /// lie wholly in the lead-in are left to the lead-in's own unit. Nothing is found beyond [`LONGEST_LINE`] words.
    pub fn find(
        &mut self,
        phrase: PhraseId,
        units: Range<u32>,
        wanted: &mut dyn FnMut(u32) -> bool,
        out: &mut Vec<Hit>,
    ) {
        let table = self.table;
        if phrase as usize >= table.len() {
            return;
        }
        let from = self.pages.partition_point(|page| page.first + page.units.len() as u32 <= units.start);
        for page in &mut self.pages[from..] {
            if page.first >= units.end {
                break;
            }
            let mut mask = part(&units, page.first);
            for group in table.needs.each(phrase as usize) {
                let Some(found) = page.find(table, group) else {
                    mask = 0;
                    break;
                };
                mask &= found.mask;
                if mask == 0 {
                    break;
                }
            }
            while mask != 0 {
                let index = mask.trailing_zeros();
                mask &= mask - 1;
                let unit = page.first + index;
                if wanted(unit) {
                    let place = page.units[index as usize];
                    let at = At { table, words: &self.words, phrase, unit, place };
                    self.scratch.matches(page, at, out);
                }
            }
        }
    }
}

/// The bits of a page's units that lie in a range.
fn part(units: &Range<u32>, first: u32) -> u128 {
    let bits_from = |unit: u32| match unit.saturating_sub(first) {
        0 => u128::MAX,
        by @ 1..128 => u128::MAX << by,
        _ => 0,
    };
    bits_from(units.start) & !bits_from(units.end)
}

/// A phrase at a unit.
#[derive(Clone, Copy)]
struct At<'s> {
    table: &'s PhraseTable,
    words: &'s Words,
    phrase: PhraseId,
    unit: u32,
    place: Place,
}

impl At<'_> {
    fn own(&self) -> usize {
        self.place.own as usize
    }

    fn length(&self) -> usize {
        self.place.length as usize
    }
}

impl Scratch {
    fn touches(&mut self, page: &mut Page, at: At<'_>, position: usize, side: Side) -> bool {
        match at.length() / 64 + 1 {
            1 => self.touches_of::<1>(page, at, position, side),
            2 => self.touches_of::<2>(page, at, position, side),
            3 | 4 => self.touches_of::<4>(page, at, position, side),
            _ => self.touches_of::<WIDEST>(page, at, position, side),
        }
    }

    fn touches_of<const W: usize>(&mut self, page: &mut Page, at: At<'_>, position: usize, side: Side) -> bool {
        let steps = at.table.programs.row(at.phrase as usize);
        let places = self.sweep::<W>(page, at, steps);
        if position > at.length() {
            return false;
        }
        if side == Side::After {
            return is_set(&places, position);
        }
        let mut from = 0;
        while let Some(start) = next_place(&places, from).filter(|start| *start < position) {
            if self.walk::<W>(page, at, steps, start) == position {
                return true;
            }
            from = start + 1;
        }
        false
    }

    fn matches(&mut self, page: &mut Page, at: At<'_>, out: &mut Vec<Hit>) {
        match at.length() / 64 + 1 {
            1 => self.matches_of::<1>(page, at, out),
            2 => self.matches_of::<2>(page, at, out),
            3 | 4 => self.matches_of::<4>(page, at, out),
            _ => self.matches_of::<WIDEST>(page, at, out),
        }
    }

    /// The same, with rows of so many words of 64 bits.
    fn matches_of<const W: usize>(&mut self, page: &mut Page, at: At<'_>, out: &mut Vec<Hit>) {
        let steps = at.table.programs.row(at.phrase as usize);
        let places = self.sweep::<W>(page, at, steps);
        let (mut from, mut found) = (0, 0);
        while let Some(start) = next_place(&places, from).filter(|_| found < MOST_MATCHES) {
            let end = self.walk::<W>(page, at, steps, start);
            from = start + 1;
            if end > at.own() || at.own() == 0 && end > start {
                let negated = self.is_negated::<W>(page, at, start, end);
                out.push(Hit { phrase: at.phrase, unit: at.unit, start: start as u32, end: end as u32, negated });
                found += 1;
                from = end.max(from);
            }
        }
    }

    /// Fills the rows of a program's steps; the first is where the whole program matches.
    fn sweep<const W: usize>(&mut self, page: &mut Page, at: At<'_>, steps: &[Flat]) -> [u64; W] {
        let At { table, place, .. } = at;
        let length = at.length();
        let size = (steps.len() + 1) * W;
        if self.reach.len() < size {
            self.reach.resize(size, 0);
        }
        let (reach, _) = self.reach[..size].as_chunks_mut::<W>();
        let within = up_to::<W>(length);
        let mut next = within;
        reach[steps.len()] = next;
        let mut index = steps.len();
        while index > 0 {
            index -= 1;
            let code = u32::from_le_bytes(steps[index]);
            let mut row = [0; W];
            match Step::decode(code) {
                Step::Word(symbol) => {
                    let places: [u64; W] = page.row(table, symbol, place);
                    let before = earlier(&next, 1);
                    for i in 0..W {
                        row[i] = before[i] & places[i];
                    }
                }
                Step::Set(set) => {
                    for [by, node] in table.set(set) {
                        let places: [u64; W] = page.row(table, node, place);
                        let before = earlier(&next, by);
                        for i in 0..W {
                            row[i] |= before[i] & places[i];
                        }
                    }
                }
                Step::Gap(most) => {
                    row = next;
                    smear(&mut row, most);
                }
                Step::Split(to) => {
                    let other = reach[to as usize];
                    for i in 0..W {
                        row[i] = next[i] | other[i];
                    }
                }
                Step::Jump(to) => row = reach[to as usize],
                Step::Guard(guard) => {
                    let unit = at.unit - page.first;
                    match table.guard(guard) {
                        Some((start, node))
                            if page.find(table, node).is_none_or(|found| found.mask >> unit & 1 == 0) =>
                        {
                            // Nothing of this choice can match: on to what stands before it.
                            index = (start as usize).min(index);
                        }
                        _ => row = next,
                    }
                }
                Step::Start => keep(&next, [0, at.own()], &mut row),
                Step::End => keep(&next, [length; 1], &mut row),
                Step::List if place.leads => keep(&next, [length; 1], &mut row),
                Step::List => {}
                Step::Value(name, argument) => {
                    let mut begins: [u64; W] = page.row(table, name.symbol(), place);
                    (0..W).for_each(|i| begins[i] &= within[i]);
                    let mut from = 0;
                    while let Some(position) = next_place(&begins, from) {
                        from = position + 1;
                        let mut ends = ends_of(page, at, name, argument, position);
                        if ends.any(|end| is_set(&next, end)) {
                            row[position / 64] |= 1 << (position % 64);
                        }
                    }
                }
            }
            if Step::is_narrow(code) && row == [0; W] {
                return row;
            }
            reach[index] = row;
            next = row;
        }
        next
    }

    /// The end of the match at a position where there is one: what is optional is taken where it can be, gaps are as
    /// short as they can be, and the first choice that matches is taken.
    fn walk<const W: usize>(&mut self, page: &mut Page, at: At<'_>, steps: &[Flat], start: usize) -> usize {
        let table = at.table;
        let (reach, _) = self.reach.as_chunks::<W>();
        self.gaps.clear();
        let (mut step, mut position) = (0, start);
        while let Some(code) = steps.get(step).map(|code| u32::from_le_bytes(*code)) {
            let rest = &reach[step + 1];
            step += 1;
            match Step::decode(code) {
                Step::Word(_) => position += 1,
                Step::Set(set) => {
                    let matching = table.set(set).find(|[by, node]| {
                        page.is_at(table, *node, at.place, position) && is_set(rest, position + *by as usize)
                    });
                    position += matching.map_or(0, |[by, _]| by as usize);
                }
                Step::Gap(most) => {
                    let last = (position + most as usize).min(at.length());
                    let to = (position..=last).find(|to| is_set(rest, *to)).unwrap_or(position);
                    self.gaps.push((position, to));
                    position = to;
                }
                Step::Split(other) if !is_set(rest, position) => step = other as usize,
                Step::Jump(to) => step = to as usize,
                Step::Value(name, argument) => {
                    let mut ends = ends_of(page, at, name, argument, position);
                    position = ends.find(|end| is_set(rest, *end)).unwrap_or(position);
                }
                Step::Split(_) | Step::Guard(_) | Step::Start | Step::End | Step::List => {}
            }
        }
        position
    }
}

/// Where the values of this type that begin at a position end, in positions; only those that lie in the unit.
fn ends_of<'s>(
    page: &'s Page,
    at: At<'s>,
    name: ValueName,
    argument: u32,
    position: usize,
) -> impl Iterator<Item = usize> + 's {
    let argument = argument.checked_sub(1).and_then(|a| at.table.arguments.get(a as usize)).map(String::as_str);
    let tokens = page.tokens_of(at.place);
    tokens.get(position).into_iter().flat_map(move |token| {
        at.words.value_ends(*token, name, argument).filter_map(move |end| {
            let next = position + (end - token) as usize;
            let last = next.checked_sub(1).and_then(|p| tokens.get(p));
            (last == Some(&(end - 1))).then_some(next)
        })
    })
}
