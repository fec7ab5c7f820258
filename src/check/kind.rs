//! What kind of document it is: a notice, something else, or a notice in a language that the rules do not speak.

use super::draft::{Desk, Draft, Words, in_force};
use super::file::{KEYS_ONLY, reads_file};
use super::finding::Finding;
use crate::rules::Check;
use crate::rules::file::Effect;

/// What the kind of document does to its check.
#[derive(Debug, Default)]
pub struct Kind {
    /// The number of the rule that recognised it.
    pub rule: Option<usize>,
    /// What follows.
    pub effect: Option<Effect>,
    /// Why, for verdicts.
    pub because: String,
    /// What is reported.
    pub findings: Vec<Finding>,
}

/// The first kind that a rule recognises; `skip` goes before `unsure`.
pub fn recognise(desk: &Desk<'_>) -> Kind {
    let mut kind = Kind::default();
    if desk.reading.notes.keys_only {
        let tells = |c: &Check| matches!(c, Check::ReadsFile { features } if features.iter().any(|f| f == KEYS_ONLY));
        if let Some(rule) = desk.rules().rules.iter().find(|r| tells(&r.check))
            && let Check::ReadsFile { features } = &rule.check
        {
            kind.effect = Some(Effect::Skip);
            kind.because = rule.title.to_string();
            kind.findings.extend(reads_file(desk, rule, features));
            return kind;
        }
    }
    for (index, rule) in desk.rules().rules.iter().enumerate() {
        let Check::Recognises { matchers, at_least, unless, then } = &rule.check else { continue };
        let forced = *then == Effect::Skip && desk.options.force;
        if forced || kind.effect == Some(Effect::Skip) || !in_force(rule, desk.options.as_of) {
            continue;
        }
        let found = desk.reading.find(matchers);
        let mut units: Vec<u32> = found.iter().map(|f| f.unit).collect();
        units.dedup();
        if (units.len() as u32) < *at_least || !desk.reading.find(unless).is_empty() {
            continue;
        }
        let Some(first) = found.first() else { continue };
        kind.rule = Some(index);
        kind.effect = Some(*then);
        kind.because = rule.title.to_string();
        let words = Words { count: units.len().to_string(), ..Words::default() };
        let matcher = matchers.get(first.matcher);
        kind.findings
            .extend(desk.finding(rule, Draft { state: "hit", span: first.span, words, matcher, ..Draft::default() }));
    }
    kind
}
