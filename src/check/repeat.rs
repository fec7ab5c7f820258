//! Sentences that stand in a notice twice.

use super::draft::{Desk, Draft, Words};
use super::finding::{Finding, HERE_TOO};
use crate::notice::UnitKind;
use crate::rules::Rule;
use crate::source::Span;
use std::collections::HashMap;

/// The most findings of one rule in one notice.
const MOST: usize = 10;
/// A run goes on over so many paragraphs and headings.
const NEAR: u32 = 4;

/// Findings of a `repeats` rule: each run of sentences with so many words each that stood in another paragraph before.
/// In a template with branches a reader of the page sees one of them only.
pub fn repeats(desk: &Desk<'_>, rule: &Rule, words: u32) -> Vec<Finding> {
    let reading = &desk.reading;
    if reading.notes.branches > 0 {
        return Vec::new();
    }
    let text = &reading.notice.text;
    let mut seen: HashMap<String, (u32, Span)> = HashMap::new();
    let mut runs: Vec<Run> = Vec::new();
    for unit in &reading.notice.units {
        let own = &unit.tokens[unit.own as usize..];
        if unit.kind != UnitKind::Sentence || own.len() < words as usize {
            continue;
        }
        let words: Vec<&str> = own.iter().map(|token| text.word(&text.tokens[*token as usize])).collect();
        let sentence = words.join(" ");
        let span = reading.notice.unit_span(unit);
        let Some((paragraph, first)) = seen.get(&sentence).copied() else {
            seen.insert(sentence, (unit.paragraph, span));
            continue;
        };
        if paragraph == unit.paragraph {
            continue;
        }
        let goes_on = |run: &&mut Run| {
            let near = |now: u32, before: u32| (before..=before + NEAR).contains(&now);
            near(unit.paragraph, run.paragraph.0) && near(paragraph, run.paragraph.1) && run.first.start < first.start
        };
        match runs.last_mut().filter(goes_on) {
            Some(run) => {
                run.span = run.span.to(span);
                run.paragraph = (unit.paragraph, paragraph);
            }
            None => runs.push(Run { span, first, paragraph: (unit.paragraph, paragraph) }),
        }
    }
    // What stands in the notice many times is one finding.
    runs.sort_by_key(|run| (run.first.start, run.span.start));
    let again = runs.chunk_by(|a, b| a.first.start == b.first.start);
    let finding = |again: &[Run]| {
        let (run, rest) = again.split_first()?;
        let mut related = vec![(run.first, "the first time".to_owned())];
        related.extend(rest.iter().map(|run| (run.span, HERE_TOO.to_owned())));
        let words = Words { value: desk.place(run.first).line.to_string(), ..Words::default() };
        desk.finding(rule, Draft { state: "hit", span: run.span, words, related, ..Draft::default() })
    };
    again.take(MOST).filter_map(finding).collect()
}

/// Sentences one after the other that stood in the notice before.
struct Run {
    span: Span,
    /// The sentence that it began with the first time.
    first: Span,
    /// The paragraphs that both end in.
    paragraph: (u32, u32),
}
