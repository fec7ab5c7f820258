//! References to a section or an appendix by its number: does it exist?

use super::draft::{Desk, Draft, Words};
use super::finding::Finding;
use super::reading::{Hit, Reading};
use crate::phrase::Numbers;
use crate::phrase::scan::Side;
use crate::rules::Rule;
use crate::source::BlockKind;
use std::collections::HashSet;
use std::ops::Range;

/// The most findings of one rule in one notice.
const MOST: usize = 10;
/// So many numbered headings show that the sections of a notice are numbered.
const NUMBERED: usize = 2;

/// Findings of the numbered part of a `refers` rule. Each phrase holds the number, or ends right before it.
pub fn numbered(desk: &Desk<'_>, rule: &Rule, phrases: &Numbers, not_before: &Numbers) -> Vec<Finding> {
    let reading = &desk.reading;
    let mut places: Vec<Reference> =
        phrases.iter().flat_map(|p| reading.hits(p)).filter_map(|hit| reference(reading, hit, not_before)).collect();
    if places.is_empty() {
        return Vec::new();
    }
    places.sort_unstable_by_key(|place| (place.place.end, place.place.start));
    places.dedup_by_key(|place| place.place.end);
    let parts = Parts::new(reading);
    let lost = places.iter().filter(|place| !parts.answer(place));
    let finding = |place: &Reference| {
        let span = reading.notice.text.source_of(place.place.clone());
        let words = Words { value: place.number.clone(), ..Words::default() };
        desk.finding(rule, Draft { state: "hit", span, words, ..Draft::default() })
    };
    lost.take(MOST).filter_map(finding).collect()
}

/// `Section 11`, `Appendix B`.
struct Reference {
    /// The word before the number, in lower case.
    kind: String,
    /// In lower case.
    number: String,
    /// Where both stand in the plain text.
    place: Range<u32>,
}

fn reference(reading: &Reading<'_>, hit: &Hit, not_before: &Numbers) -> Option<Reference> {
    let text = &reading.notice.text;
    let unit = reading.unit(hit.unit);
    let plain = |token: u32| {
        let token = text.tokens[token as usize];
        &text.plain[token.start as usize..token.end as usize]
    };
    let from = hit.start.max(unit.own) + 1;
    let position = (from..=hit.end).find(|at| unit.tokens.get(*at as usize).is_some_and(|t| is_number(plain(*t))))?;
    let number = unit.tokens[position as usize];
    let before = unit.tokens[position as usize - 1];
    // `section 30(1)` is one of an Act, and so is `section 17 Children Act`.
    let after = &text.plain[text.tokens[number as usize].end as usize..];
    let decimals = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let (decimals, after) = after.split_at(decimals);
    let decimals = decimals.trim_end_matches('.');
    let name = after.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase));
    let bracketed = after.starts_with('(') || name;
    let of_an_act = not_before.iter().any(|p| reading.touches(p, hit.unit, position + 1, Side::After));
    let links = &reading.notice.blocks[unit.block as usize].links;
    let place = text.tokens[number as usize].source;
    let linked = links.iter().any(|link| link.label.holds(place));
    (!bracketed && !of_an_act && !linked).then(|| Reference {
        kind: plain(before).to_lowercase(),
        number: without_zero(&format!("{}{decimals}", plain(number).trim_end_matches('.')).to_lowercase()),
        place: text.tokens[before as usize].start..text.tokens[number as usize].end + decimals.len() as u32,
    })
}

/// `4` for `4.0`.
fn without_zero(number: &str) -> String {
    number.strip_suffix(".0").unwrap_or(number).to_owned()
}

/// `4`, `4.2`, `B`.
fn is_number(word: &str) -> bool {
    let digits = word.starts_with(|c: char| c.is_ascii_digit())
        && word.len() <= 5
        && word.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    digits || (word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase() && !matches!(c, 'A' | 'I')))
}

/// What the parts of a notice are numbered with.
struct Parts {
    /// The first two words of each block, in lower case.
    starts: HashSet<(String, String)>,
    numbered_headings: usize,
    headings: usize,
    /// The items of the longest numbered list: their numbers are not in the text.
    longest_list: usize,
}

impl Parts {
    fn new(reading: &Reading<'_>) -> Self {
        let text = &reading.notice.text;
        let mut parts = Self { starts: HashSet::new(), numbered_headings: 0, headings: 0, longest_list: 0 };
        let mut list = (u32::MAX, 0);
        for (index, block) in reading.notice.blocks.iter().enumerate() {
            let range = text.blocks[index].clone();
            let words = text.plain[range.start as usize..range.end as usize].split_whitespace();
            let bare = |word: &str| without_zero(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
            let mut words = words.map(bare).filter(|word| !word.is_empty());
            let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            if let BlockKind::Heading { .. } = block.kind {
                parts.headings += 1;
                if [&first, &second].into_iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit())) {
                    parts.numbered_headings += 1;
                }
            }
            if let BlockKind::Item { list: of, ordered: true, continues: false, .. } = block.kind {
                list = if list.0 == of { (of, list.1 + 1) } else { (of, 1) };
                parts.longest_list = parts.longest_list.max(list.1);
            }
            parts.starts.insert((first, second));
        }
        parts
    }

    /// Whether a part has this number; where the parts show no numbers, whether it may have it.
    fn answer(&self, place: &Reference) -> bool {
        let named = self.starts.contains(&(place.kind.clone(), place.number.clone()));
        if named || self.starts.iter().any(|(first, _)| *first == place.number) {
            return true;
        }
        let Ok(number) = place.number.split('.').next().unwrap_or_default().parse::<usize>() else { return false };
        let unseen = self.numbered_headings < NUMBERED && number <= self.headings;
        unseen || number <= self.longest_list
    }
}
