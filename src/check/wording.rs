//! Wording that should not be there, and statements that cannot both be so.

use super::address::Addresses;
use super::because::Because;
use super::draft::{Desk, Draft, Words};
use super::finding::{Finding, HERE_TOO};
use super::matcher::Found;
use crate::rules::Text;
use crate::rules::condition::Condition;
use crate::rules::file::Scope;
use crate::rules::{Matcher, Rule};
use crate::source::Span;

/// The most findings of one rule in one notice; further places are related places of the last.
const MOST: usize = 40;

/// Findings of a `forbids` rule.
pub fn forbids(
    desk: &Desk<'_>,
    rule: &Rule,
    when: Option<&Condition>,
    matchers: &[Matcher],
    once: bool,
) -> Vec<Finding> {
    let Some(because) = holds(desk, when) else { return Vec::new() };
    let mut found = desk.reading.find(matchers);
    if !found.is_empty() {
        let addresses = Addresses::of(&desk.reading);
        found.retain(|place| !addresses.hold(place.span));
    }
    let most = if once { 1 } else { MOST };
    let mut out = Vec::new();
    for (index, place) in found.iter().enumerate().take(most) {
        let rest = if index + 1 == most { &found[index + 1..] } else { &[] };
        let matcher = &matchers[place.matcher];
        let words = Words {
            because: matcher.because.as_ref().map(Text::to_string).unwrap_or_else(|| because.spoken.clone()),
            count: found.len().to_string(),
            ..Words::default()
        };
        out.extend(desk.finding(
            rule,
            Draft {
                state: "hit",
                span: place.span,
                words,
                because: because.places.clone(),
                related: others(rest),
                more: rest.iter().filter(|f| !f.partial).map(|f| (f.span, Some(&matchers[f.matcher]))).collect(),
                matcher: Some(matcher),
                no_fix: place.partial,
                ..Draft::default()
            },
        ));
    }
    out
}

/// The most related places of one finding.
const MOST_RELATED: usize = 20;

fn others(found: &[Found]) -> Vec<(Span, String)> {
    found.iter().take(MOST_RELATED).map(|f| (f.span, HERE_TOO.to_owned())).collect()
}

/// Why the condition holds; nothing where it does not.
fn holds(desk: &Desk<'_>, when: Option<&Condition>) -> Option<Because> {
    let holds = when.is_none_or(|when| desk.facts.value(when) == Some(true));
    holds.then(|| Because::of(desk, when, 1))
}

/// Findings of a `conflicts` rule: each first statement that meets a second one in another sentence.
pub fn conflicts(
    desk: &Desk<'_>,
    rule: &Rule,
    when: Option<&Condition>,
    first: &[Matcher],
    second: &[Matcher],
    within: Scope,
) -> Vec<Finding> {
    let Some(because) = holds(desk, when) else { return Vec::new() };
    let others = desk.reading.find(second);
    let mut out = Vec::new();
    for place in desk.reading.find(first).iter().take(MOST) {
        let units = desk.reading.units_of(place.unit, within);
        let clash: Vec<&Found> =
            others.iter().filter(|o| o.unit != place.unit && units.contains(&o.unit)).take(MOST_RELATED).collect();
        let Some(one) = clash.first() else { continue };
        let words = Words {
            others: super::draft::quote(&desk.reading.words(one.span)),
            value: desk.place(one.span).line.to_string(),
            because: because.spoken.clone(),
            ..Words::default()
        };
        out.extend(desk.finding(
            rule,
            Draft {
                state: "hit",
                span: place.span,
                words,
                because: because.places.clone(),
                related: clash.iter().map(|o| (o.span, "this says otherwise".to_owned())).collect(),
                matcher: Some(&first[place.matcher]),
                no_fix: place.partial,
                ..Draft::default()
            },
        ));
    }
    out
}
