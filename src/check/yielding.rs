//! One cause, one finding: a finding that says less than another on the same words is left out.

use super::finding::Finding;
use crate::rules::{Rule, RuleSet};

/// Drops findings whose rule yields to another one's: on overlapping words, or, where something is missing, anywhere.
pub fn apply(rules: &RuleSet, findings: &mut Vec<Finding>) {
    let yielding: Vec<&Rule> = rules.rules.iter().filter(|r| !r.yields_to.is_empty()).collect();
    if yielding.is_empty() {
        return;
    }
    let needless = |finding: &Finding, all: &[Finding]| {
        let rule = yielding.iter().find(|rule| rule.reported_names().any(|name| name == &*finding.rule));
        rule.is_some_and(|rule| {
            all.iter().any(|other| {
                let named = rule.yields_to.iter().any(|name| **name == *other.rule);
                let (a, b) = (finding.place.bytes, other.place.bytes);
                named && other.rule != finding.rule && (finding.excerpt.is_empty() || (a[0] < b[1] && b[0] < a[1]))
            })
        })
    };
    let keep: Vec<bool> = findings.iter().map(|finding| !needless(finding, findings)).collect();
    let mut keep = keep.into_iter();
    findings.retain(|_| keep.next().unwrap_or(true));
}
