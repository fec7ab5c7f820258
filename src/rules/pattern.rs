//! Regular expressions of rules: compiled when a notice first needs them, once for the whole rule set.

use super::sieve::Sieve;
use regex::RegexBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::OnceLock;

/// The longest pattern, in bytes.
const LONGEST: usize = 500;
/// The most texts of a gate.
const WIDEST_GATE: usize = 24;

/// A pattern of the escape hatch, with texts that tell cheaply where it cannot match.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Pattern {
    text: String,
    /// In lower case; every match holds a text of each group. Empty where nothing is known.
    gate: Vec<Vec<String>>,
    /// Every match holds a digit.
    digit: bool,
    sieve: Sieve,
    #[serde(skip)]
    engine: OnceLock<Option<Engine>>,
}

impl Pattern {
    /// Takes a pattern.
    ///
    /// # Errors
    /// What is wrong with it, or that it is too large.
    pub fn new(text: &str) -> Result<Self, String> {
        if text.len() > LONGEST {
            return Err(format!("this pattern is longer than {LONGEST} bytes; use phrases"));
        }
        let hir = regex_syntax::Parser::new().parse(text).map_err(|e| last_line(&e.to_string()))?;
        let engine = build(text).map_err(|e| last_line(&e.to_string()))?;
        let sieve = match engine {
            Engine::Light(_) => Sieve::new(text),
            Engine::Full(_) => Sieve::default(),
        };
        let mut gate = gate(&hir);
        gate.retain(|group| group.len() <= WIDEST_GATE);
        Ok(Self { text: text.to_owned(), gate, digit: has_digit(&hir), sieve, engine: OnceLock::new() })
    }

    /// Whether the pattern can match in a text, given in lower case.
    pub fn may_match(&self, folded: &str) -> bool {
        // Other scripts have digits too; which of them count depends on the engine.
        (!self.digit || folded.bytes().any(|byte| byte.is_ascii_digit() || !byte.is_ascii()))
            && self.gate.iter().all(|group| group.iter().any(|text| folded.contains(text.as_str())))
    }

    /// Where in a text one of the texts stands that the pattern needs most: it matches nowhere else. `None` where that cannot
    /// be told quickly. `letters` are those of the text, given in lower case.
    pub fn places(&self, folded: &str, letters: &Letters) -> Option<Vec<u32>> {
        let group = self.gate.iter().max_by_key(|group| group.iter().map(String::len).min())?;
        let mut places = Vec::new();
        for text in group {
            letters.places(folded, text, &mut places)?;
        }
        places.sort_unstable();
        Some(places)
    }

    /// Whether the pattern may match in a text, judged by its letters.
    pub fn may_match_letters(&self, letters: &Letters) -> bool {
        self.gate.iter().all(|group| group.iter().any(|text| letters.may_hold(text)))
    }

    /// The places in a text where it matches, on character boundaries.
    pub fn find_in(&self, text: &str) -> Vec<Range<usize>> {
        if !self.sieve.passes(text) {
            return Vec::new();
        }
        match self.engine.get_or_init(|| build(&self.text).ok()) {
            Some(Engine::Light(regex)) => regex.find_iter(text).map(|m| m.range()).collect(),
            Some(Engine::Full(regex)) => regex.find_iter(text).map(|m| m.range()).collect(),
            None => Vec::new(),
        }
    }
}

/// Which three bytes follow one another in a text, and where: tells quickly that a text does not hold another one.
#[derive(Debug, Clone)]
pub struct Letters {
    /// For each three bytes, mixed, one more than the first place where they stand; 0 where they stand nowhere.
    heads: Vec<u32>,
    /// For each place one more than the next place of the same three bytes.
    next: Vec<u32>,
}

impl Letters {
    const BITS: u32 = 12;
    /// Of a longer text nothing is told.
    const LONGEST: usize = 1 << 20;

    /// Those of a text.
    pub fn new(text: &str) -> Self {
        let bytes = if text.len() > Self::LONGEST { &[] } else { text.as_bytes() };
        let mut heads = vec![0; 1 << Self::BITS];
        let mut next = vec![0; bytes.len().saturating_sub(2)];
        for (at, three) in bytes.windows(3).enumerate().rev() {
            next[at] = std::mem::replace(&mut heads[Self::mixed(three)], at as u32 + 1);
        }
        Self { heads, next }
    }

    fn mixed(three: &[u8]) -> usize {
        let number = three.iter().fold(0, |n: u32, byte| n << 8 | u32::from(*byte));
        (number.wrapping_mul(0x9e37_79b9) >> (32 - Self::BITS)) as usize
    }

    fn is_unknown(&self, text: &str) -> bool {
        self.next.is_empty() || text.len() < 3
    }

    /// Whether the text may hold another one; one that is shorter than three bytes it always may.
    pub fn may_hold(&self, text: &str) -> bool {
        self.is_unknown(text) || text.as_bytes().windows(3).all(|three| self.heads[Self::mixed(three)] != 0)
    }

    /// Where the text holds another one; `None` where that is not known.
    fn places(&self, whole: &str, text: &str, out: &mut Vec<u32>) -> Option<()> {
        let first = text.as_bytes().first_chunk::<3>().filter(|_| !self.is_unknown(text))?;
        let mut at = self.heads[Self::mixed(first)];
        while let Some(place) = at.checked_sub(1) {
            if whole.as_bytes()[place as usize..].starts_with(text.as_bytes()) {
                out.push(place);
            }
            at = self.next[place as usize];
        }
        Some(())
    }
}

/// What runs a pattern. Both take time in proportion to the text.
#[derive(Debug, Clone)]
enum Engine {
    /// Compiles in a tenth of the time, and knows only ASCII letters as letters: a pattern runs over a sentence or two, so
    /// compiling is what it costs.
    Light(regex_lite::Regex),
    /// For patterns that ask for other letters.
    Full(regex::Regex),
}

/// Compiles a pattern.
fn build(text: &str) -> Result<Engine, regex::Error> {
    if let Ok(regex) = regex_lite::RegexBuilder::new(text).size_limit(1 << 20).nest_limit(50).build() {
        return Ok(Engine::Light(regex));
    }
    RegexBuilder::new(text).size_limit(1 << 20).nest_limit(50).build().map(Engine::Full)
}

/// The parser's message without its drawing of the pattern.
fn last_line(message: &str) -> String {
    let last = message.lines().rev().find(|l| !l.trim().is_empty()).unwrap_or(message).trim();
    format!("in this pattern: {}", last.strip_prefix("error: ").unwrap_or(last))
}

/// Groups of texts: every match holds at least one of each.
fn gate(hir: &Hir) -> Vec<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(_) => letters(hir).map(|text| vec![text]).into_iter().collect(),
        HirKind::Class(class) => signs(class).into_iter().collect(),
        HirKind::Capture(capture) => gate(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => gate(&repetition.sub),
        // One group: of each choice the texts that tell most.
        HirKind::Alternation(choices) => {
            let best = |choice| gate(choice).into_iter().max_by_key(|group| group.iter().map(String::len).min());
            let all: Option<Vec<Vec<String>>> = choices.iter().map(best).collect();
            all.map(|groups| groups.concat()).into_iter().collect()
        }
        HirKind::Concat(parts) => {
            let (mut groups, mut run) = (Vec::new(), String::new());
            for part in parts {
                match letters(part) {
                    Some(more) => run.push_str(&more),
                    None => {
                        groups.push(vec![std::mem::take(&mut run)]);
                        groups.extend(gate(part));
                    }
                }
            }
            groups.push(vec![run]);
            groups.retain(|group| group.iter().all(|text| !text.is_empty()));
            groups
        }
        _ => Vec::new(),
    }
}

/// The most signs of a class that is a group.
const FEW_SIGNS: usize = 4;

/// The signs of a small class, in lower case.
fn signs(class: &Class) -> Option<Vec<String>> {
    let Class::Unicode(class) = class else { return None };
    let all = class.ranges().iter().flat_map(|r| (r.start()..=r.end()).take(2 * FEW_SIGNS)).map(fold);
    let mut all: Vec<String> = all.take(2 * FEW_SIGNS + 1).map(|sign| sign.to_string()).collect();
    all.sort();
    all.dedup();
    (1..=FEW_SIGNS).contains(&all.len()).then_some(all)
}

/// Whether every match holds a digit.
fn has_digit(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Literal(literal) => literal.0.iter().any(u8::is_ascii_digit),
        HirKind::Class(Class::Unicode(class)) => {
            class.ranges().iter().all(|range| range.start().is_numeric() && range.end().is_numeric())
        }
        HirKind::Capture(capture) => has_digit(&capture.sub),
        HirKind::Repetition(repetition) => repetition.min > 0 && has_digit(&repetition.sub),
        HirKind::Alternation(choices) => choices.iter().all(has_digit),
        HirKind::Concat(parts) => parts.iter().any(has_digit),
        _ => false,
    }
}

/// The letters that a part stands for, in lower case, where it stands for nothing else.
fn letters(hir: &Hir) -> Option<String> {
    match hir.kind() {
        HirKind::Literal(literal) => Some(std::str::from_utf8(&literal.0).ok()?.to_lowercase()),
        HirKind::Class(Class::Unicode(class)) => {
            let mut all = class.ranges().iter().flat_map(|r| (r.start()..=r.end()).take(4)).map(fold);
            let first = all.next()?;
            all.all(|c| c == first).then(|| first.to_string())
        }
        _ => None,
    }
}

/// The small letter; a long s is an s and the sign for kelvin a k, as they are where case does not count.
fn fold(c: char) -> char {
    match c {
        '\u{17f}' => 's',
        '\u{212a}' => 'k',
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gate_holds_what_every_match_holds() {
        for (pattern, gate) in [
            (r"(?i)\b(dpo|data[._-]?protection)@[a-z0-9.-]+", vec![vec!["d"], vec!["po", "protection"], vec!["@"]]),
            (r"@[A-Za-z0-9.-]*\b(gov|nhs)\.uk\b", vec![vec!["@"], vec!["gov", "nhs"], vec![".uk"]]),
            (r"(?i)GDPR \(the\)?", vec![vec!["gdpr (the"]]),
            (r"[a-z]+\d?", vec![]),
            (r"(a|b*)c?", vec![]),
            (r"(?i)sources?\s*[:–—] ?[a-z]", vec![vec!["source"], vec![":", "–", "—"]]),
        ] {
            assert_eq!(Pattern::new(pattern).unwrap().gate, gate, "{pattern}");
        }
        let pattern = Pattern::new(r"(?i)Data Protection Act( 2018)? ?\((the )?(UK )?GDPR\)").unwrap();
        let text = "the data protection Act 2018 (UK GDPR)";
        assert!(pattern.may_match(&text.to_lowercase()) && !pattern.find_in(text).is_empty());
    }

    #[test]
    fn a_pattern_that_needs_a_digit_is_not_tried_without_one() {
        let needs = |pattern: &str| !Pattern::new(pattern).unwrap().may_match("version of the notice");
        assert!(needs(r"[Vv](?:ersion)? ?\d+(?:\.\d+)*") && needs("(?:v|of) (?:[0-9]|20)"));
        assert!(!needs(r"v(?:ersion)? ?\d*") && !needs(r"(?:\d|of) the") && !needs(r"[\da-z]"));
        assert!(Pattern::new(r"v\d").unwrap().may_match("v\u{664}"));
    }

    #[test]
    fn letters_tell_where_a_text_stands() {
        let text = "the data of the data subject: data";
        let letters = Letters::new(text);
        let places = |wanted: &str| {
            let mut out = Vec::new();
            letters.places(text, wanted, &mut out).map(|()| out)
        };
        assert_eq!(places("data"), Some(vec![4, 16, 30]));
        assert_eq!(places("data subject"), Some(vec![16]));
        assert_eq!(places("dates"), Some(vec![]));
        assert_eq!(places("da"), None);
        assert!(letters.may_hold("of the data") && letters.may_hold("zz") && !letters.may_hold("the zebra"));
        let pattern = Pattern::new("(?i)data (subject|owner)|controller").unwrap();
        assert!(!pattern.may_match_letters(&Letters::new("nobody is named here")));
    }

    #[test]
    fn a_wrong_pattern_is_refused() {
        assert_eq!(Pattern::new("(a").unwrap_err(), "in this pattern: unclosed group");
        assert!(Pattern::new(&"a".repeat(501)).is_err());
        assert!(Pattern::new(r"(\w{900}){900}").is_err());
        assert!(Pattern::new(&"(".repeat(400)).is_err());
    }
}
