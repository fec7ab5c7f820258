//! Matching all phrases of a table against the units of a text.

use super::program::{PhraseId, PhraseTable, Step, ValueName};
use super::vocabulary::Symbol;

/// A typed value, in token numbers.
#[derive(Debug, Clone)]
pub struct ValueAt {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// Its type.
    pub name: ValueName,
    /// What a phrase's argument is compared with.
    pub canonical: String,
}

/// The words of a text as symbols, made once for all phrases.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// For each token where its symbols start in `symbols`; one more at the end.
    offsets: Vec<u32>,
    symbols: Vec<Symbol>,
    /// Values by start.
    values: Vec<ValueAt>,
    /// For each token the first value that starts at or after it.
    first_value: Vec<u32>,
    /// A comma, semicolon, bracket or dash stands before this token.
    breaks: Vec<bool>,
}

impl Words {
    /// Looks up every token. `tokens` gives the folded and the plain form, and whether a clause break stands before it.
    /// `values` are sorted by start.
    pub fn new<'t>(
        table: &PhraseTable,
        tokens: impl Iterator<Item = (&'t str, &'t str, bool)>,
        values: Vec<ValueAt>,
    ) -> Self {
        let mut words = Self { offsets: vec![0], ..Self::default() };
        let mut next_value = 0usize;
        for (index, (folded, plain, breaks)) in tokens.enumerate() {
            while values.get(next_value).is_some_and(|v| (v.start as usize) < index) {
                next_value += 1;
            }
            words.first_value.push(next_value as u32);
            for value in values[next_value..].iter().take_while(|v| v.start as usize == index) {
                words.symbols.push(value.name.symbol());
            }
            table.vocabulary.symbols_of(folded, plain, &mut words.symbols);
            words.offsets.push(words.symbols.len() as u32);
            words.breaks.push(breaks);
        }
        words.values = values;
        words
    }

    fn symbols(&self, token: u32) -> &[Symbol] {
        let (Some(start), Some(end)) = (self.offsets.get(token as usize), self.offsets.get(token as usize + 1)) else {
            return &[];
        };
        &self.symbols[*start as usize..*end as usize]
    }

    fn has(&self, token: u32, symbol: Symbol) -> bool {
        self.symbols(token).contains(&symbol)
    }

    fn values_at(&self, token: u32) -> impl Iterator<Item = &ValueAt> {
        let first = self.first_value.get(token as usize).map_or(self.values.len(), |f| *f as usize);
        self.values[first..].iter().take_while(move |v| v.start == token)
    }
}

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

/// A match, in positions of the unit's token list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// Which phrase.
    pub phrase: PhraseId,
    /// First position.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Under a negator.
    pub negated: bool,
}

/// How many words before a match a negator reaches.
const REACH: usize = 5;
/// How many matches of one phrase in one unit are kept.
const MOST_MATCHES: usize = 500;

/// Scratch space, reused from unit to unit.
///
/// Positions of a unit are bits: a symbol has a row of bits, the positions of the words that have it; a step of a program
/// has one too, the positions from which the rest of the program matches. One pass over a program, from its last step to
/// its first, fills the rows: a word shifts the row after it, a gap smears it, a choice joins two. What matches is then
/// read off without trying anything twice.
#[derive(Debug, Default)]
pub struct Scanner {
    /// Words of 64 bits in a row.
    width: usize,
    /// The rows of all symbols.
    places: Vec<u64>,
    /// Symbols that have a place.
    seen: Vec<Symbol>,
    /// The round in which a phrase was last asked for.
    asked: Vec<u32>,
    round: u32,
    /// The rows of the steps of one program; one more for its end.
    reach: Vec<u64>,
    /// The gaps of one match.
    gaps: Vec<(usize, usize)>,
}

impl Scanner {
    /// Finds the matches of all phrases in a unit. Matches that lie wholly in the lead-in are left to the lead-in's own unit.
    pub fn scan(&mut self, table: &PhraseTable, words: &Words, line: Line<'_>, out: &mut Vec<Match>) {
        self.width = line.tokens.len() / 64 + 1;
        let size = table.vocabulary.len() * self.width;
        if self.places.len() < size {
            self.places.resize(size, 0);
        }
        self.asked.resize(table.len(), 0);
        self.round += 1;
        for (position, token) in line.tokens.iter().enumerate() {
            for symbol in words.symbols(*token) {
                let row = *symbol as usize * self.width;
                let Some(places) = self.places.get_mut(row..row + self.width) else { continue };
                if places.iter().all(|p| *p == 0) {
                    self.seen.push(*symbol);
                }
                places[position / 64] |= 1 << (position % 64);
            }
        }
        for index in 0..self.seen.len() {
            for id in table.anchors.row(self.seen[index] as usize) {
                if std::mem::replace(&mut self.asked[*id as usize], self.round) == self.round {
                    continue;
                }
                let groups = table.group_starts.at(*id as usize)..table.group_starts.at(*id as usize + 1);
                // The first group is the one that led here.
                let possible = groups.skip(1).all(|g| table.groups.row(g as usize).iter().any(|s| self.is_present(*s)));
                if possible {
                    self.matches_of(table, *id, words, line, out);
                }
            }
        }
        for symbol in self.seen.drain(..) {
            let row = symbol as usize * self.width;
            self.places[row..row + self.width].fill(0);
        }
    }

    fn is_present(&self, symbol: Symbol) -> bool {
        let row = symbol as usize * self.width;
        self.places.get(row..row + self.width).is_some_and(|places| places.iter().any(|p| *p != 0))
    }

    fn matches_of(
        &mut self,
        table: &PhraseTable,
        phrase: PhraseId,
        words: &Words,
        line: Line<'_>,
        out: &mut Vec<Match>,
    ) {
        let steps = table.programs.row(phrase as usize);
        self.sweep(table, steps, words, line);
        let (mut start, mut found) = (0, 0);
        while let Some(at) = self.next_reached(start).filter(|_| found < MOST_MATCHES) {
            let end = self.walk(table, steps, words, line, at);
            start = at + 1;
            if end > line.own || line.own == 0 && end > at {
                let negated = self.is_negated(table, words, line, at, end);
                out.push(Match { phrase, start: at, end, negated });
                found += 1;
                start = end.max(start);
            }
        }
    }

    /// Fills the rows of a program's steps.
    fn sweep(&mut self, table: &PhraseTable, steps: &[u32], words: &Words, line: Line<'_>) {
        let (width, length) = (self.width, line.tokens.len());
        let size = (steps.len() + 1) * width;
        if self.reach.len() < size {
            self.reach.resize(size, 0);
        }
        let (_, end) = self.reach[..size].split_at_mut(steps.len() * width);
        end.fill(u64::MAX);
        end[width - 1] = u64::MAX >> (63 - length % 64);
        for (index, code) in steps.iter().enumerate().rev() {
            let (before, after) = self.reach[..size].split_at_mut((index + 1) * width);
            let row = &mut before[index * width..];
            let (next, step) = (&after[..width], Step::decode(*code));
            match step {
                Step::Word(symbol) => {
                    let from = symbol as usize * width;
                    match self.places.get(from..from + width) {
                        Some(places) => {
                            for i in 0..width {
                                let carry = next.get(i + 1).map_or(0, |n| n << 63);
                                row[i] = (next[i] >> 1 | carry) & places[i];
                            }
                        }
                        None => row.fill(0),
                    }
                }
                Step::Gap(most) => {
                    row.copy_from_slice(next);
                    smear(row, most);
                }
                Step::Split(to) => {
                    let other = &after[(to as usize - index - 1) * width..];
                    for i in 0..width {
                        row[i] = next[i] | other[i];
                    }
                }
                Step::Jump(to) => row.copy_from_slice(&after[(to as usize - index - 1) * width..][..width]),
                Step::Start | Step::End | Step::List => {
                    row.fill(0);
                    let places = match step {
                        Step::Start => [Some(0), Some(line.own)],
                        Step::End => [Some(length), None],
                        _ => [Some(length).filter(|_| line.leads), None],
                    };
                    for place in places.into_iter().flatten() {
                        row[place / 64] |= next[place / 64] & 1 << (place % 64);
                    }
                }
                Step::Value(name, argument) => {
                    row.fill(0);
                    let from = name.symbol() as usize * width;
                    for (i, cell) in row.iter_mut().enumerate().take(width) {
                        let mut places = self.places.get(from + i).copied().unwrap_or_default();
                        while places != 0 {
                            let position = i * 64 + places.trailing_zeros() as usize;
                            places &= places - 1;
                            let mut ends = ends_of(table, words, line, name, argument, position);
                            if ends.any(|end| next[end / 64] >> (end % 64) & 1 == 1) {
                                *cell |= 1 << (position % 64);
                            }
                        }
                    }
                }
            }
        }
    }

    /// Whether the rest of the program from this step matches at this position.
    fn reaches(&self, step: usize, position: usize) -> bool {
        self.reach[step * self.width + position / 64] >> (position % 64) & 1 == 1
    }

    /// The first position, from one on, at which the whole program matches.
    fn next_reached(&self, from: usize) -> Option<usize> {
        let mut mask = u64::MAX << (from % 64);
        (from / 64..self.width).find_map(|i| {
            let places = self.reach[i] & std::mem::replace(&mut mask, u64::MAX);
            (places != 0).then(|| i * 64 + places.trailing_zeros() as usize)
        })
    }

    /// The end of the match at a position where there is one: what is optional is taken where it can be, gaps are as
    /// short as they can be, and the first choice that matches is taken.
    fn walk(&mut self, table: &PhraseTable, steps: &[u32], words: &Words, line: Line<'_>, start: usize) -> usize {
        self.gaps.clear();
        let (mut step, mut position) = (0, start);
        while let Some(code) = steps.get(step) {
            match Step::decode(*code) {
                Step::Word(_) => position += 1,
                Step::Gap(most) => {
                    let last = (position + most as usize).min(line.tokens.len());
                    let to = (position..=last).find(|to| self.reaches(step + 1, *to)).unwrap_or(position);
                    self.gaps.push((position, to));
                    position = to;
                }
                Step::Split(other) if !self.reaches(step + 1, position) => {
                    step = other as usize;
                    continue;
                }
                Step::Jump(to) => {
                    step = to as usize;
                    continue;
                }
                Step::Value(name, argument) => {
                    let mut ends = ends_of(table, words, line, name, argument, position);
                    position = ends.find(|end| self.reaches(step + 1, *end)).unwrap_or(position);
                }
                Step::Split(_) | Step::Start | Step::End | Step::List => {}
            }
            step += 1;
        }
        position
    }

    /// A negator before the match in its clause, or in one of its gaps, negates it, unless the phrase took one itself.
    fn is_negated(&self, table: &PhraseTable, words: &Words, line: Line<'_>, start: usize, end: usize) -> bool {
        let Some(negator) = table.negators else { return false };
        let negates = |position: usize| {
            words.has(line.tokens[position], negator)
                && !table.harmless.is_some_and(|h| line.tokens.get(position + 1).is_some_and(|t| words.has(*t, h)))
        };
        let in_gap = |position: usize| self.gaps.iter().any(|(from, to)| (*from..*to).contains(&position));
        if (start..end).any(|p| !in_gap(p) && words.has(line.tokens[p], negator)) {
            return false;
        }
        if self.gaps.iter().any(|(from, to)| (*from..*to).any(negates)) {
            return true;
        }
        let mut position = start;
        while position > 0 && start - position < REACH {
            // The break between a lead-in and its item is none.
            if position != line.own && line.tokens.get(position).is_some_and(|t| words.breaks[*t as usize]) {
                return false;
            }
            position -= 1;
            if negates(position) {
                return true;
            }
            if table.breaks.is_some_and(|b| words.has(line.tokens[position], b)) {
                return false;
            }
        }
        false
    }
}

/// Adds to each position of a row those of up to so many places before it.
fn smear(row: &mut [u64], most: u32) {
    let mut covered = 1;
    while covered <= most {
        let by = covered.min(most + 1 - covered);
        for i in 0..row.len() {
            let carry = row.get(i + 1).map_or(0, |n| n << (64 - by));
            row[i] |= row[i] >> by | carry;
        }
        covered += by;
    }
}

/// Where the values of this type that begin at a position end, in positions; only those that lie in the unit.
fn ends_of<'w>(
    table: &'w PhraseTable,
    words: &'w Words,
    line: Line<'w>,
    name: ValueName,
    argument: u32,
    position: usize,
) -> impl Iterator<Item = usize> {
    let argument = argument.checked_sub(1).and_then(|a| table.arguments.get(a as usize)).map(String::as_str);
    let values = line.tokens.get(position).into_iter().flat_map(|token| words.values_at(*token));
    values.filter(move |v| v.name == name && fits(&v.canonical, argument)).filter_map(move |value| {
        let next = position + (value.end - value.start) as usize;
        let last = next.checked_sub(1).and_then(|p| line.tokens.get(p));
        (last == Some(&(value.end - 1))).then_some(next)
    })
}

/// Whether a canonical value is the one asked for, or one under it: `uk-gdpr/6` takes `uk-gdpr/6.1.e`.
fn fits(canonical: &str, argument: Option<&str>) -> bool {
    argument.is_none_or(|wanted| {
        canonical.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '/']))
    })
}
