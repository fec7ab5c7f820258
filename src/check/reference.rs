//! References to sections that do not exist, and abbreviations that are never explained.

use super::draft::{Desk, Draft, Words};
use super::finding::Finding;
use super::reading::Reading;
use crate::notice::UnitKind;
use crate::phrase::Numbers;
use crate::rules::Rule;
use std::collections::{BTreeMap, HashSet};

/// Words that say nothing when a reference is compared with a heading.
const EMPTY: [&str; 14] =
    ["the", "a", "an", "our", "your", "of", "and", "to", "us", "we", "section", "see", "how", "is"];

/// The most findings of one `refers` rule in one notice.
const MOST: usize = 40;
/// The longest name of a section in quotation marks, in bytes.
const LONGEST_NAME: usize = 120;

/// Findings of a `refers` rule: a quoted section that no heading answers to.
pub fn refers(desk: &Desk<'_>, rule: &Rule, phrases: &Numbers) -> Vec<Finding> {
    let reading = &desk.reading;
    let text = &reading.notice.text;
    let mut names: Vec<std::ops::Range<u32>> = phrases
        .iter()
        .flat_map(|p| reading.hits(p))
        .filter_map(|hit| quoted_beside(desk, reading.unit(hit.unit), hit.start, hit.end))
        .collect();
    if names.is_empty() {
        return Vec::new();
    }
    names.sort_unstable_by_key(|name| (name.start, name.end));
    names.dedup();
    let headings = Headings::new(reading);
    let mut out: Vec<Finding> = Vec::new();
    for name in names {
        let wanted = &text.plain[name.start as usize..name.end as usize];
        if out.len() >= MOST || headings.answer(wanted) {
            continue;
        }
        let value = headings.nearest(wanted).unwrap_or_default();
        let words = Words { value, found: Some(wanted.to_owned()), ..Words::default() };
        let span = text.source_of(name);
        out.extend(desk.finding(rule, Draft { state: "hit", span, words, ..Draft::default() }));
    }
    out.dedup_by_key(|f| f.place.bytes);
    out
}

/// The quoted name that stands right before or after the reference, without its quotation marks.
fn quoted_beside(desk: &Desk<'_>, unit: &crate::notice::Unit, start: u32, end: u32) -> Option<std::ops::Range<u32>> {
    let text = &desk.reading.notice.text;
    let token = |position: u32| unit.tokens.get(position as usize).map(|t| text.tokens[*t as usize]);
    let block = text.blocks[unit.block as usize].clone();
    let (from, to) = (token(start)?.start.max(block.start) as usize, token(end.checked_sub(1)?)?.end as usize);
    let is_quote = |c: char| c == '\'' || c == '"';
    let before = &text.plain[block.start as usize..from];
    let trimmed = before.trim_end();
    if trimmed.ends_with(is_quote) {
        let close = block.start as usize + trimmed.len() - 1;
        let head = &text.plain[block.start as usize..close];
        let open = head.char_indices().rev().take(LONGEST_NAME).find(|(i, c)| {
            is_quote(*c) && head[..*i].chars().next_back().is_none_or(|b| b.is_whitespace() || b == '(')
        });
        if let Some((open, _)) = open {
            return Some((block.start as usize + open + 1) as u32..close as u32);
        }
    }
    let after = &text.plain[to..block.end as usize];
    let lead = after.len() - after.trim_start_matches([' ', ':', ',']).len();
    let rest = &after[lead..];
    if rest.starts_with(is_quote) {
        let close = rest[1..].find(is_quote).filter(|c| *c < 80)?;
        return Some((to + lead + 1) as u32..(to + lead + 1 + close) as u32);
    }
    None
}

fn content(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'').map(str::to_lowercase);
    words.filter(|w| !w.is_empty() && !EMPTY.contains(&w.as_str())).collect()
}

/// The headings of a notice in the forms in which names are looked up.
struct Headings {
    plain: Vec<String>,
    /// In lower case without their numbers, a line each.
    bare: String,
    /// Their words but for small ones, where there are at least two.
    content: HashSet<Vec<String>>,
}

impl Headings {
    fn new(reading: &Reading<'_>) -> Self {
        let sections = 0..reading.notice.sections.len() as u32;
        let plain: Vec<String> =
            sections.map(|s| reading.notice.heading_text(s)).filter(|h| !h.is_empty()).map(str::to_owned).collect();
        let bare = plain.iter().map(|h| bare(h)).collect::<Vec<_>>().join("\n");
        let content = plain.iter().map(|h| content(h)).filter(|c| c.len() > 1).collect();
        Self { plain, bare, content }
    }

    /// A heading answers to a name where it holds it, or where its words are the same but for small words.
    fn answer(&self, name: &str) -> bool {
        !self.plain.is_empty() && (self.bare.contains(&bare(name)) || self.content.contains(&content(name)))
    }

    fn nearest(&self, name: &str) -> Option<String> {
        let wanted = content(name);
        self.plain
            .iter()
            .map(|h| (content(h).iter().filter(|w| wanted.contains(w)).count(), h))
            .filter(|(common, _)| *common > 0)
            .max_by_key(|(common, h)| (*common, std::cmp::Reverse(h.len())))
            .map(|(_, h)| h.clone())
    }
}

/// In lower case, without an article or a number in front.
fn bare(text: &str) -> String {
    let lower = text.to_lowercase();
    lower.trim_start_matches("the ").trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ').to_owned()
}

/// Findings of an `abbreviates` rule.
pub fn abbreviates(
    desk: &Desk<'_>,
    rule: &Rule,
    known: &Numbers,
    before_definition: bool,
    in_topics: &Numbers,
) -> Vec<Finding> {
    let reading = &desk.reading;
    let text = &reading.notice.text;
    let known_tokens: std::collections::HashSet<u32> = known
        .iter()
        .flat_map(|p| reading.hits(p))
        .flat_map(|h| reading.unit(h.unit).tokens[h.start as usize..h.end as usize].iter().copied())
        .collect();
    // By abbreviation: where it is used first, and where it is explained.
    let mut uses: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    let mut defined: BTreeMap<&str, u32> = BTreeMap::new();
    for unit in &reading.notice.units {
        let shouting = matches!(unit.kind, UnitKind::Heading | UnitKind::Title | UnitKind::Meta) || {
            let own = &unit.tokens[unit.own as usize..];
            own.len() > 3 && own.iter().filter(|t| text.tokens[**t as usize].capitals).count() * 2 > own.len()
        };
        for index in &unit.tokens[unit.own as usize..] {
            let token = &text.tokens[*index as usize];
            let word = &text.plain[token.start as usize..token.end as usize];
            if word.bytes().all(|b| b.is_ascii_lowercase()) {
                continue; // the usual case
            }
            let base = word.strip_suffix("'s").unwrap_or(word);
            if !is_abbreviation(base) || known_tokens.contains(index) {
                continue;
            }
            if base.len() < word.len() && reading.rules.phrases.is_word(known, base) {
                continue;
            }
            let bracketed = text.plain[..token.start as usize].ends_with(['(', '"', '\''])
                && text.plain[token.end as usize..].starts_with([')', '"', '\'']);
            if bracketed {
                defined.entry(base).or_insert(*index);
            } else if !shouting {
                uses.entry(base).or_insert((*index, unit.section));
            }
            let explained = text.plain[token.end as usize..].trim_start().starts_with(['(', '='])
                && spells_out(&text.plain[token.end as usize..], base);
            if explained {
                defined.entry(base).or_insert(*index);
            }
        }
    }
    let mut out = Vec::new();
    let state = if before_definition { "before-definition" } else { "undefined" };
    for (word, (used, section)) in uses {
        let definition = defined.get(word).copied();
        let hit = match definition {
            None => !before_definition,
            Some(at) => before_definition && used < at,
        };
        let here = in_topics.is_empty() || reading.has_topic(section, in_topics);
        if !hit || !here {
            continue;
        }
        let related = definition.map(|d| (text.tokens[d as usize].source, "explained only here".to_owned()));
        let words = Words { found: Some(word.to_owned()), ..Words::default() };
        let span = text.tokens[used as usize].source;
        out.extend(
            desk.finding(
                rule,
                Draft { state, span, words, related: related.into_iter().collect(), ..Draft::default() },
            ),
        );
    }
    out.sort_by_key(|f| f.place.bytes);
    out
}

fn is_abbreviation(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    (2..=8).contains(&word.chars().count())
        && capitals >= 2
        && capitals * 3 >= word.chars().count() * 2
        && word.chars().all(char::is_alphabetic)
}

/// Whether the bracket that follows spells the abbreviation out: its words begin with its letters.
fn spells_out(after: &str, word: &str) -> bool {
    let inside = after.trim_start().trim_start_matches(['(', '=']).chars().take(200);
    let inside: String = inside.take_while(|c| *c != ')').collect();
    let initials: String =
        inside.split_whitespace().filter_map(|w| w.chars().next()).flat_map(char::to_lowercase).collect();
    initials.contains(&word.to_lowercase())
}
