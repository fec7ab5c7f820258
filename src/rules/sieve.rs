//! A table that tells quickly that a pattern matches nowhere in a text. It is made with the pack and used where it lies in
//! the binary, so that a pattern is compiled only for a text in which it is likely to match.

use regex_automata::dfa::{Automaton, StartKind, dense};
use regex_automata::nfa::thompson::{Compiler, Config};
use regex_automata::{Input, MatchKind};
use regex_syntax::hir::{Hir, HirKind, Repetition};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashMap;

/// The largest table of states, in bytes, as it is made.
const LARGEST: usize = 1 << 19;
/// A gap that may vary by more than so many letters counts as one of any length: to count them is what makes a table large.
const WIDEST: u32 = 1;

/// The state from which no match comes.
const DEAD: u16 = 0;
/// The state of a match.
const MATCHED: u16 = 1;
/// The state before the first byte.
const START: u16 = 2;

/// What lets through every text in which a pattern matches, and few others: one step for each byte.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Sieve {
    /// The class of each byte.
    #[serde(borrow)]
    classes: Cow<'static, [u8]>,
    /// For each state a row, with the state after a byte of each class and, last, after the end of the text; a state is a
    /// number of two bytes. Empty where there is no table: then everything passes.
    #[serde(borrow)]
    table: Cow<'static, [u8]>,
    /// How many entries a row has.
    width: u16,
}

impl Sieve {
    /// The sieve of a pattern that knows only ASCII letters, digits and spaces.
    pub(super) fn new(pattern: &str) -> Self {
        Self::of(&of_ascii(pattern)).unwrap_or_default()
    }

    /// `None` where the table would be too large.
    fn of(pattern: &str) -> Option<Self> {
        let hir = regex_syntax::ParserBuilder::new().utf8(false).build().parse(pattern).ok()?;
        let nfa = Compiler::new().configure(Config::new().utf8(false)).build_from_hir(&loosened(&hir)).ok()?;
        let limits = dense::Config::new()
            .match_kind(MatchKind::All)
            .start_kind(StartKind::Unanchored)
            .dfa_size_limit(Some(LARGEST))
            .determinize_size_limit(Some(4 * LARGEST));
        let dfa = dense::Builder::new().configure(limits).build_from_nfa(&nfa).ok()?;
        let classes: Vec<u8> = (0..=u8::MAX).map(|byte| dfa.byte_classes().get(byte)).collect();
        let width = dfa.byte_classes().alphabet_len();
        let first: Vec<u8> = (0..width - 1)
            .filter_map(|class| Some(classes.iter().position(|c| usize::from(*c) == class)? as u8))
            .collect();
        let start = dfa.start_state_forward(&Input::new("")).ok()?;
        let (mut numbers, mut waiting) = (HashMap::from([(start, START)]), vec![start]);
        let mut table = vec![0; 2 * usize::from(START) * width];
        let mut done = 0;
        while let Some(state) = waiting.get(done).copied() {
            done += 1;
            let after = first.iter().map(|byte| dfa.next_state(state, *byte)).chain([dfa.next_eoi_state(state)]);
            for next in after {
                let number = match next {
                    next if dfa.is_match_state(next) => MATCHED,
                    next if dfa.is_dead_state(next) => DEAD,
                    next => *numbers.entry(next).or_insert_with(|| {
                        waiting.push(next);
                        START + waiting.len() as u16 - 1
                    }),
                };
                table.extend(number.to_le_bytes());
            }
        }
        Some(Self { classes: Cow::Owned(classes), table: Cow::Owned(table), width: width as u16 })
    }

    /// Whether the pattern may match in a text.
    pub(super) fn passes(&self, text: &str) -> bool {
        let mut state = START;
        for byte in text.bytes() {
            let class = self.classes.get(usize::from(byte)).copied().unwrap_or_default();
            state = self.after(state, class.into());
            if state < START {
                return state == MATCHED;
            }
        }
        self.after(state, self.width.saturating_sub(1)) == MATCHED
    }

    #[inline]
    fn after(&self, state: u16, class: u16) -> u16 {
        let at = usize::from(state) * usize::from(self.width) + usize::from(class);
        self.table.as_chunks::<2>().0.get(at).map_or(MATCHED, |state| u16::from_le_bytes(*state))
    }
}

/// A pattern that matches wherever this one does, with gaps of any length.
fn loosened(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Repetition(Repetition { min, max, greedy, sub }) => {
            let max = max.filter(|max| max - min <= WIDEST);
            Hir::repetition(Repetition { min: *min, max, greedy: *greedy, sub: Box::new(loosened(sub)) })
        }
        HirKind::Capture(capture) => loosened(&capture.sub),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(loosened).collect()),
        HirKind::Alternation(choices) => Hir::alternation(choices.iter().map(loosened).collect()),
        _ => hir.clone(),
    }
}

/// A pattern with its classes of letters, digits and spaces limited to ASCII.
fn of_ascii(pattern: &str) -> String {
    let mut out = String::with_capacity(2 * pattern.len());
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            (_, Some('w')) => out.push_str("[[:word:]]"),
            (_, Some('W')) => out.push_str("[[:^word:]]"),
            (_, Some('d')) => out.push_str("[[:digit:]]"),
            (_, Some('D')) => out.push_str("[[:^digit:]]"),
            (_, Some('s')) => out.push_str("[[:space:]]"),
            (_, Some('S')) => out.push_str("[[:^space:]]"),
            (_, Some(edge @ ('b' | 'B'))) => out.extend(["(?-u:\\", edge.encode_utf8(&mut [0; 4]), ")"]),
            (_, Some(other)) => out.extend(['\\', other]),
            (c, None) => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_which_the_pattern_matches_passes() {
        for (pattern, yes, no) in [
            (r"(?i)^\W*(sources?|from)\s*[:–—]\s*[a-z]", "– Sources : you", "the sources: you"),
            (r"\bZ(?:[0-9]{7})\b", "number Z1234567.", "number AZ1234567"),
            (r"[A-Z]\w+ \([^()]{0,60}\bwe\b", "Larkfield (in this notice we", "Larkfield (in this) notice we"),
            (r"“[^”]*”$", "the “café — notes”", "the “café” notes"),
            (r"(?-i:É)\S\D", "École", "ecole"),
        ] {
            let regex = regex_lite::Regex::new(pattern).unwrap();
            let sieve = Sieve::new(pattern);
            assert!(!sieve.table.is_empty(), "{pattern}");
            assert!(regex.is_match(yes) && sieve.passes(yes), "{pattern} in {yes:?}");
            assert!(!sieve.passes(no), "{pattern} in {no:?}");
        }
    }

    #[test]
    fn a_sieve_is_used_where_it_lies() {
        let bytes = postcard::to_allocvec(&Sieve::new("a[0-9]{1,2}b")).unwrap().leak();
        let back: Sieve = postcard::from_bytes(bytes).unwrap();
        assert!(back.passes("xa12bx") && !back.passes("a123b") && !back.passes(""));
        assert!(matches!((&back.classes, &back.table), (Cow::Borrowed(_), Cow::Borrowed(_))));
    }

    #[test]
    fn without_a_table_everything_passes() {
        assert!(Sieve::default().passes("") && Sieve::new(r"(a|b)*a(a|b){30}").passes("c"));
    }
}
