//! One defect in several notices: one mend in the shared template cures all.

use super::SetDesk;
use crate::check::Checked;
use crate::check::draft::Words;
use crate::check::finding::{Finding, Related};
use crate::rules::Rule;
use std::collections::{BTreeMap, BTreeSet};

/// Findings of a `shares` rule: one for each rule that reports in enough notices.
pub fn across(
    desk: &SetDesk<'_>,
    rule: &Rule,
    at_least: usize,
    rules: &[String],
    set: &[&Checked],
    out: &mut Vec<Finding>,
) {
    let mut by_rule: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in set.iter().flat_map(|c| &c.report.findings) {
        if rules.is_empty() || rules.iter().any(|r| **r == *finding.rule) {
            by_rule.entry(&finding.rule).or_default().push(finding);
        }
    }
    for (name, findings) in by_rule.into_iter().flat_map(|(name, all)| alike(all).into_iter().map(move |f| (name, f))) {
        let notices: BTreeSet<&str> = findings.iter().map(|f| &*f.place.path).collect();
        if notices.len() < at_least {
            continue;
        }
        let Some((first, rest)) = findings.split_first() else { continue };
        let text = if first.excerpt.is_empty() { first.message.clone() } else { first.excerpt.clone() };
        let at = Related { place: first.place.clone(), text };
        let related = rest.iter().map(|f| Related { place: f.place.clone(), text: f.excerpt.clone() }).collect();
        let words = Words {
            value: name.to_owned(),
            count: notices.len().to_string(),
            others: first.message.clone(),
            ..Words::default()
        };
        out.extend(desk.finding(rule, "hit", &at, related, &words));
    }
}

/// The findings by what they quote: those that share at least half of their words belong together, and so do those that
/// quote nothing because something is missing.
fn alike(findings: Vec<&Finding>) -> Vec<Vec<&Finding>> {
    let mut families: Vec<(BTreeSet<String>, Vec<&Finding>)> = Vec::new();
    for finding in findings {
        let words: BTreeSet<String> = finding
            .excerpt
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .collect();
        let near = families.iter_mut().find(|(other, _)| {
            let both = other.intersection(&words).count();
            words.is_empty() && other.is_empty() || both * 2 >= other.union(&words).count() && both > 0
        });
        match near {
            Some((_, family)) => family.push(finding),
            None => families.push((words, vec![finding])),
        }
    }
    families.into_iter().map(|(_, family)| family).collect()
}
