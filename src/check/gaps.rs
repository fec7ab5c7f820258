//! Sentences that no phrase says anything about, for whoever writes rules.

use super::draft::{place, quote};
use super::finding::Place;
use super::reading::Reading;
use crate::notice::UnitKind;
use crate::phrase::Numbers;
use crate::rules::{Check, Matcher, RuleSet};
use crate::source::Source;
use std::collections::HashSet;

/// A sentence of a topic's section that no phrase of a disclosure or fact matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The topic's id.
    pub topic: String,
    /// Where.
    pub place: Place,
    /// The sentence.
    pub text: String,
}

/// The gaps of one notice, in its order.
pub fn gaps(source: &Source, rules: &RuleSet) -> Vec<Gap> {
    let reading = Reading::new(source, rules);
    let mut matched: HashSet<u32> = HashSet::new();
    let disclosures = rules.rules.iter().filter_map(|rule| match &rule.check {
        Check::Requires(r) => Some(r.matchers()),
        _ => None,
    });
    let facts = rules.facts.iter().flat_map(|f| f.yes.iter().chain(&f.no));
    for matcher in disclosures.flatten().chain(facts) {
        matched.extend(phrases(matcher).flat_map(|p| reading.hits(p)).map(|h| h.unit));
    }
    let mut out = Vec::new();
    for (index, unit) in reading.notice.units.iter().enumerate() {
        let prose = matches!(unit.kind, UnitKind::Sentence | UnitKind::Item | UnitKind::Cell);
        let Some(topic) = reading.topics[unit.section as usize].first() else { continue };
        if !prose || matched.contains(&(index as u32)) {
            continue;
        }
        let span = reading.notice.unit_span(unit);
        out.push(Gap {
            topic: rules.topics[*topic as usize].id.to_string(),
            place: place(source, span),
            text: quote(&reading.words(span)),
        });
    }
    out
}

fn phrases(matcher: &Matcher) -> impl Iterator<Item = u32> {
    matcher.any.iter().chain(matcher.all.iter().flat_map(Numbers::iter))
}
