//! Matching all phrases of a table against the units of a text.

use super::program::{PhraseId, PhraseTable, Program, Step, ValueName};
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
#[derive(Debug, Default)]
pub struct Scanner {
    present: Vec<bool>,
    seen: Vec<Symbol>,
    asked: Vec<u32>,
    round: u32,
    failed: Vec<u64>,
    gaps: Vec<(usize, usize)>,
}

impl Scanner {
    /// Finds the matches of all phrases in a unit. Matches that lie wholly in the lead-in are left to the lead-in's own unit.
    pub fn scan(&mut self, table: &PhraseTable, words: &Words, line: Line<'_>, out: &mut Vec<Match>) {
        self.present.resize(table.vocabulary.len(), false);
        self.asked.resize(table.programs.len(), 0);
        self.round += 1;
        for token in line.tokens {
            for symbol in words.symbols(*token) {
                if let Some(place) = self.present.get_mut(*symbol as usize).filter(|p| !**p) {
                    *place = true;
                    self.seen.push(*symbol);
                }
            }
        }
        for index in 0..self.seen.len() {
            let (from, to) = table.anchors.get(self.seen[index] as usize).copied().unwrap_or_default();
            for id in &table.anchored[from as usize..to as usize] {
                if std::mem::replace(&mut self.asked[*id as usize], self.round) == self.round {
                    continue;
                }
                let program = &table.programs[*id as usize];
                let possible = program
                    .needs
                    .iter()
                    .all(|group| group.iter().any(|s| self.present.get(*s as usize).copied().unwrap_or(false)));
                if possible {
                    self.matches_of(table, *id, program, words, line, out);
                }
            }
        }
        for symbol in self.seen.drain(..) {
            self.present[symbol as usize] = false;
        }
    }

    fn matches_of(
        &mut self,
        table: &PhraseTable,
        phrase: PhraseId,
        program: &Program,
        words: &Words,
        line: Line<'_>,
        out: &mut Vec<Match>,
    ) {
        let width = line.tokens.len() + 1;
        self.failed.clear();
        self.failed.resize(((program.steps.len() + 1) * width).div_ceil(64), 0);
        let (mut start, mut found) = (0, 0);
        while start <= line.tokens.len() && found < MOST_MATCHES {
            if let Some(Step::Word(symbol)) = program.steps.first()
                && !line.tokens.get(start).is_some_and(|t| words.has(*t, *symbol))
            {
                start += 1;
                continue;
            }
            self.gaps.clear();
            let mut run = Run { program, words, line, failed: &mut self.failed, gaps: &mut self.gaps };
            match run.from(0, start) {
                Some(end) if end > line.own || (line.own == 0 && end > start) => {
                    let negated = self.is_negated(table, words, line, start, end);
                    out.push(Match { phrase, start, end, negated });
                    found += 1;
                    start = end.max(start + 1);
                }
                _ => start += 1,
            }
        }
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

/// One attempt to match a program from one place.
struct Run<'a> {
    program: &'a Program,
    words: &'a Words,
    line: Line<'a>,
    failed: &'a mut Vec<u64>,
    gaps: &'a mut Vec<(usize, usize)>,
}

impl Run<'_> {
    /// The end of the match from this step and position, or `None`. A pair that failed once is never tried again.
    fn from(&mut self, mut step: usize, mut position: usize) -> Option<usize> {
        let (first_step, first_position) = (step, position);
        let cell = first_step * (self.line.tokens.len() + 1) + first_position;
        if self.failed[cell / 64] >> (cell % 64) & 1 == 1 {
            return None;
        }
        let steps = &self.program.steps;
        let end = loop {
            let Some(here) = steps.get(step) else { break Some(position) };
            match here {
                Step::Word(symbol) => match self.line.tokens.get(position) {
                    Some(token) if self.words.has(*token, *symbol) => {
                        position += 1;
                        step += 1;
                    }
                    _ => break None,
                },
                Step::Value(name, argument) => break self.over_value(*name, argument.as_deref(), step, position),
                Step::Gap(width) => {
                    let last = (position + usize::from(*width)).min(self.line.tokens.len());
                    let depth = self.gaps.len();
                    break (position..=last).find_map(|to| {
                        self.gaps.push((position, to));
                        let end = self.from(step + 1, to);
                        if end.is_none() {
                            self.gaps.truncate(depth);
                        }
                        end
                    });
                }
                Step::Split(other) => {
                    let depth = self.gaps.len();
                    if let Some(end) = self.from(step + 1, position) {
                        break Some(end);
                    }
                    self.gaps.truncate(depth);
                    step = usize::from(*other);
                }
                Step::Jump(to) => step = usize::from(*to),
                Step::Start if position == 0 || position == self.line.own => step += 1,
                Step::End if position == self.line.tokens.len() => step += 1,
                Step::List if position == self.line.tokens.len() && self.line.leads => step += 1,
                Step::Start | Step::End | Step::List => break None,
            }
        };
        if end.is_none() {
            self.failed[cell / 64] |= 1 << (cell % 64);
        }
        end
    }

    fn over_value(&mut self, name: ValueName, argument: Option<&str>, step: usize, position: usize) -> Option<usize> {
        let token = *self.line.tokens.get(position)?;
        let words = self.words;
        words.values_at(token).filter(|v| v.name == name && fits(&v.canonical, argument)).find_map(|value| {
            let next = position + (value.end - value.start) as usize;
            let last = next.checked_sub(1).and_then(|p| self.line.tokens.get(p));
            (last == Some(&(value.end - 1))).then(|| self.from(step + 1, next)).flatten()
        })
    }
}

/// Whether a canonical value is the one asked for, or one under it: `uk-gdpr/6` takes `uk-gdpr/6.1.e`.
fn fits(canonical: &str, argument: Option<&str>) -> bool {
    argument.is_none_or(|wanted| {
        canonical.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '/']))
    })
}
