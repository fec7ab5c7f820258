//! What the rules of a set came across in a notice, for whoever keeps them.

use super::reading::Reading;
use crate::phrase::Numbers;
use crate::rules::{Check, Matcher, Rule, RuleSet};
use crate::source::Source;

/// How often each phrase of the set matched; counts as the set's phrases.
pub fn phrase_hits(source: &Source, rules: &RuleSet) -> Vec<u32> {
    let reading = Reading::new(source, rules);
    (0..rules.phrases.len() as u32).map(|phrase| reading.hits(phrase).len() as u32).collect()
}

/// The phrases that a rule looks for or is cancelled by, each once.
pub fn phrases_of_rule(rule: &Rule) -> Vec<u32> {
    let matchers: Vec<&Matcher> = match &rule.check {
        Check::Requires(r) => r.matchers().collect(),
        Check::Forbids { matchers, .. } => matchers.iter().collect(),
        Check::Recognises { matchers, unless, .. } => matchers.iter().chain(unless).collect(),
        Check::Conflicts { first, second, .. } => first.iter().chain(second).collect(),
        Check::Dated { near, .. } => near.iter().collect(),
        Check::Agrees(a) => a.variants.iter().flat_map(|(_, m)| m).collect(),
        Check::Defers { promise, .. } => promise.iter().collect(),
        _ => Vec::new(),
    };
    let mut out: Vec<u32> = matchers.into_iter().flat_map(phrases_of).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// All phrases of a matcher.
pub fn phrases_of(m: &Matcher) -> Vec<u32> {
    let beside = m.beside.as_deref();
    let beside = beside.into_iter().flat_map(|b| [&b.after, &b.not_after, &b.before, &b.not_before, &b.column]);
    let lists = [&m.any, &m.unless].into_iter().chain(beside);
    lists.chain(&m.all).flat_map(Numbers::iter).collect()
}
