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

/// The most words of a unit that are looked at.
pub const LONGEST_LINE: usize = WIDEST * 64 - 1;
const WIDEST: usize = 17;

/// Scratch space, reused from unit to unit.
///
/// Positions of a unit are bits: a symbol has a row of bits, the positions of the words that have it; a step of a program
/// has one too, the positions from which the rest of the program matches. One pass over a program, from its last step to
/// its first, fills the rows: a word shifts the row after it, a gap smears it, a choice joins two. What matches is then
/// read off without trying anything twice.
#[derive(Debug, Default)]
pub struct Scanner {
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
    /// Nothing is found beyond [`LONGEST_LINE`] words.
    pub fn scan(&mut self, table: &PhraseTable, words: &Words, line: Line<'_>, out: &mut Vec<Match>) {
        let line = Line { tokens: &line.tokens[..line.tokens.len().min(LONGEST_LINE)], ..line };
        match line.tokens.len() / 64 + 1 {
            1 => self.scan_rows::<1>(table, words, line, out),
            2 => self.scan_rows::<2>(table, words, line, out),
            3 | 4 => self.scan_rows::<4>(table, words, line, out),
            _ => self.scan_rows::<WIDEST>(table, words, line, out),
        }
    }

    /// The same, with rows of so many words of 64 bits.
    fn scan_rows<const W: usize>(&mut self, table: &PhraseTable, words: &Words, line: Line<'_>, out: &mut Vec<Match>) {
        let size = table.vocabulary.len() * W;
        if self.places.len() < size {
            self.places.resize(size, 0);
        }
        self.asked.resize(table.len(), 0);
        self.round += 1;
        let (places, _) = self.places.as_chunks_mut::<W>();
        for (position, token) in line.tokens.iter().enumerate() {
            for symbol in words.symbols(*token) {
                let Some(row) = places.get_mut(*symbol as usize) else { continue };
                if *row == [0; W] {
                    self.seen.push(*symbol);
                }
                row[position / 64] |= 1 << (position % 64);
            }
        }
        for index in 0..self.seen.len() {
            for id in table.anchors.row(self.seen[index] as usize) {
                let asked = std::mem::replace(&mut self.asked[*id as usize], self.round) == self.round;
                if !asked && self.is_possible::<W>(table, *id) {
                    self.matches_of::<W>(table, *id, words, line, out);
                }
            }
        }
        let (places, _) = self.places.as_chunks_mut::<W>();
        for symbol in self.seen.drain(..) {
            places[symbol as usize] = [0; W];
        }
    }

    /// Whether the unit holds a word of each group of a phrase, each after that of the group before it.
    fn is_possible<const W: usize>(&self, table: &PhraseTable, phrase: PhraseId) -> bool {
        let (places, _) = self.places.as_chunks::<W>();
        let groups = table.group_starts.at(phrase as usize)..table.group_starts.at(phrase as usize + 1);
        let mut from = 0;
        for group in groups {
            let mut any = [0; W];
            for row in table.groups.row(group as usize).iter().filter_map(|symbol| places.get(*symbol as usize)) {
                for i in 0..W {
                    any[i] |= row[i];
                }
            }
            match next_place(&any, from) {
                Some(place) => from = place + 1,
                None => return false,
            }
        }
        true
    }

    fn matches_of<const W: usize>(
        &mut self,
        table: &PhraseTable,
        phrase: PhraseId,
        words: &Words,
        line: Line<'_>,
        out: &mut Vec<Match>,
    ) {
        let steps = table.programs.row(phrase as usize);
        let places = self.sweep::<W>(table, steps, words, line);
        let (mut start, mut found) = (0, 0);
        while let Some(at) = next_place(&places, start).filter(|_| found < MOST_MATCHES) {
            let end = self.walk::<W>(table, steps, words, line, at);
            start = at + 1;
            if end > line.own || line.own == 0 && end > at {
                let negated = self.is_negated::<W>(table, words, line, at, end);
                out.push(Match { phrase, start: at, end, negated });
                found += 1;
                start = end.max(start);
            }
        }
    }

    /// Fills the rows of a program's steps; the first is where the whole program matches.
    fn sweep<const W: usize>(&mut self, table: &PhraseTable, steps: &[u32], words: &Words, line: Line<'_>) -> [u64; W] {
        let length = line.tokens.len();
        let size = (steps.len() + 1) * W;
        if self.reach.len() < size {
            self.reach.resize(size, 0);
        }
        let (places, _) = self.places.as_chunks::<W>();
        let (reach, _) = self.reach[..size].as_chunks_mut::<W>();
        let mut next = [0; W];
        next[..length / 64].fill(u64::MAX);
        next[length / 64] = u64::MAX >> (63 - length % 64);
        reach[steps.len()] = next;
        for (index, code) in steps.iter().enumerate().rev() {
            let mut row = [0; W];
            match Step::decode(*code) {
                Step::Word(symbol) => {
                    if let Some(places) = places.get(symbol as usize) {
                        for i in 0..W {
                            let carry = next.get(i + 1).map_or(0, |n| n << 63);
                            row[i] = (next[i] >> 1 | carry) & places[i];
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
                Step::Start => keep(&next, [0, line.own], &mut row),
                Step::End => keep(&next, [length; 1], &mut row),
                Step::List if line.leads => keep(&next, [length; 1], &mut row),
                Step::List => {}
                Step::Value(name, argument) => {
                    let begins = places.get(name.symbol() as usize).copied().unwrap_or([0; W]);
                    let mut from = 0;
                    while let Some(position) = next_place(&begins, from) {
                        from = position + 1;
                        let mut ends = ends_of(table, words, line, name, argument, position);
                        if ends.any(|end| is_set(&next, end)) {
                            row[position / 64] |= 1 << (position % 64);
                        }
                    }
                }
            }
            reach[index] = row;
            next = row;
        }
        next
    }

    /// The end of the match at a position where there is one: what is optional is taken where it can be, gaps are as
    /// short as they can be, and the first choice that matches is taken.
    fn walk<const W: usize>(
        &mut self,
        table: &PhraseTable,
        steps: &[u32],
        words: &Words,
        line: Line<'_>,
        start: usize,
    ) -> usize {
        let (reach, _) = self.reach.as_chunks::<W>();
        self.gaps.clear();
        let (mut step, mut position) = (0, start);
        while let Some(code) = steps.get(step) {
            let rest = &reach[step + 1];
            step += 1;
            match Step::decode(*code) {
                Step::Word(_) => position += 1,
                Step::Gap(most) => {
                    let last = (position + most as usize).min(line.tokens.len());
                    let to = (position..=last).find(|to| is_set(rest, *to)).unwrap_or(position);
                    self.gaps.push((position, to));
                    position = to;
                }
                Step::Split(other) if !is_set(rest, position) => step = other as usize,
                Step::Jump(to) => step = to as usize,
                Step::Value(name, argument) => {
                    let mut ends = ends_of(table, words, line, name, argument, position);
                    position = ends.find(|end| is_set(rest, *end)).unwrap_or(position);
                }
                Step::Split(_) | Step::Start | Step::End | Step::List => {}
            }
        }
        position
    }

    /// A negator before the match in its clause, or in one of its gaps, negates it, unless the phrase took one itself.
    fn is_negated<const W: usize>(
        &self,
        table: &PhraseTable,
        words: &Words,
        line: Line<'_>,
        start: usize,
        end: usize,
    ) -> bool {
        let (places, _) = self.places.as_chunks::<W>();
        let row = |symbol: Option<Symbol>| symbol.and_then(|s| places.get(s as usize)).copied().unwrap_or([0; W]);
        let negators = row(table.negators);
        if next_place(&negators, start.saturating_sub(REACH)).is_none_or(|place| place >= end) {
            return false;
        }
        let (breaks, harmless) = (row(table.breaks), row(table.harmless));
        let negates =
            |place: usize| is_set(&negators, place) && !(place + 1 < line.tokens.len() && is_set(&harmless, place + 1));
        let in_gap = |position: usize| self.gaps.iter().any(|(from, to)| (*from..*to).contains(&position));
        if (start..end).any(|p| !in_gap(p) && is_set(&negators, p)) {
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
            if is_set(&breaks, position) {
                return false;
            }
        }
        false
    }
}

fn is_set(row: &[u64], position: usize) -> bool {
    row[position / 64] >> (position % 64) & 1 == 1
}

/// The first position of a row, from one on.
fn next_place(row: &[u64], from: usize) -> Option<usize> {
    let mut mask = u64::MAX << (from % 64);
    for (i, places) in row.iter().enumerate().skip(from / 64) {
        let places = places & std::mem::replace(&mut mask, u64::MAX);
        if places != 0 {
            return Some(i * 64 + places.trailing_zeros() as usize);
        }
    }
    None
}

/// Keeps some positions of a row in another one.
fn keep<const W: usize, const N: usize>(from: &[u64; W], positions: [usize; N], row: &mut [u64; W]) {
    for position in positions {
        row[position / 64] |= from[position / 64] & 1 << (position % 64);
    }
}

/// Adds to each position of a row those of up to so many places before it.
fn smear<const W: usize>(row: &mut [u64; W], most: u32) {
    let mut covered = 1;
    while covered <= most {
        let by = covered.min(most + 1 - covered);
        for i in 0..W {
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
