//! Too many of one thing: sections of one topic, or bases in one cell.

use super::draft::{Desk, Draft, Words};
use super::finding::Finding;
use super::reading::is_place;
use crate::phrase::Numbers;
use crate::rules::Text;
use crate::rules::file::{PlaceKind, Scope};
use crate::rules::{Rule, TopicId};

/// Findings of a `counts` rule over sections: each section of the topic beyond the allowed number, on one level.
pub fn topic(desk: &Desk<'_>, rule: &Rule, topic: TopicId, more_than: u32) -> Vec<Finding> {
    let reading = &desk.reading;
    let main = |s: &u32| reading.topics[*s as usize].first() == Some(&topic) && reading.heading_span(*s).is_some();
    let sections: Vec<u32> = (0..reading.topics.len() as u32).filter(main).collect();
    let Some(level) = sections.iter().map(|s| reading.notice.sections[*s as usize].level).min() else {
        return Vec::new();
    };
    let same: Vec<u32> = sections.into_iter().filter(|s| reading.notice.sections[*s as usize].level == level).collect();
    let parents: Vec<Option<u32>> = same.iter().map(|s| reading.notice.sections[*s as usize].parent).collect();
    if same.len() as u32 <= more_than || parents.windows(2).any(|p| p[0] != p[1]) {
        return Vec::new();
    }
    let spans: Vec<_> = same.iter().filter_map(|s| reading.heading_span(*s)).collect();
    let words = Words { count: spans.len().to_string(), ..Words::default() };
    let Some((first, rest)) = spans.split_first() else { return Vec::new() };
    let Some(last) = rest.last() else { return Vec::new() };
    let mut related: Vec<_> = vec![(*first, "the first one".to_owned())];
    related.extend(rest[..rest.len() - 1].iter().map(|s| (*s, "another one".to_owned())));
    desk.finding(rule, Draft { state: "hit", span: *last, words, related, ..Draft::default() }).into_iter().collect()
}

/// Findings of a `counts` rule over groups of phrases: each block that holds phrases of too many groups.
pub fn groups(
    desk: &Desk<'_>,
    rule: &Rule,
    groups: &[(Text, Numbers)],
    place: Option<PlaceKind>,
    column: &Numbers,
    more_than: u32,
    unless: &Numbers,
) -> Vec<Finding> {
    let reading = &desk.reading;
    // By block: the units of one cell count together.
    let mut by_block: std::collections::BTreeMap<u32, Vec<(usize, super::matcher::Found)>> =
        std::collections::BTreeMap::new();
    for (group, (_, phrases)) in groups.iter().enumerate() {
        for hit in phrases.iter().flat_map(|p| reading.hits(p)).filter(|h| !h.negated) {
            let unit = reading.unit(hit.unit);
            let in_column = column.is_empty() || unit.column.is_some_and(|c| reading.any_hit(column, &(c..c + 1)));
            if place.is_none_or(|p| is_place(unit, p)) && in_column {
                by_block.entry(unit.block).or_default().push((group, reading.found(hit, 0)));
            }
        }
    }
    let mut out = Vec::new();
    for found in by_block.values() {
        let mut present: Vec<usize> = found.iter().map(|(g, _)| *g).collect();
        present.sort_unstable();
        present.dedup();
        let harmless = found.iter().any(|(_, f)| reading.cancelled(unless, f, Scope::Sentence));
        if present.len() as u32 <= more_than || harmless {
            continue;
        }
        let Some(span) = found.iter().map(|(_, f)| f.span).reduce(|a, b| a.to(b)) else { continue };
        let names: Vec<&str> = present.iter().map(|g| groups[*g].0.as_str()).collect();
        let words = Words { count: names.len().to_string(), others: names.join(", "), ..Words::default() };
        out.extend(desk.finding(rule, Draft { state: "hit", span, words, ..Draft::default() }));
    }
    out
}
