//! What to do first: the same finding in many notices is one piece of work.

use super::{Estate, Held};
use crate::check::Severity;
use std::collections::{BTreeMap, BTreeSet};

/// One thing to do, in all notices that need it.
#[derive(Debug, Clone)]
pub struct Step<'a> {
    /// The rule.
    pub rule: &'a str,
    /// Its severity: the highest that it was reported with.
    pub severity: Severity,
    /// The notices, as indices into [`Estate::notices`].
    pub notices: Vec<usize>,
    /// How many findings it would clear.
    pub places: usize,
    /// The first of them: provisions and the next step.
    pub example: &'a Held,
    /// All findings have the same next step.
    pub alike: bool,
    /// All findings say the same.
    pub same: bool,
}

/// The steps: errors first, then what most notices share, then what clears most findings. What a person accepted is not
/// among them, nor what only says that several notices share a defect: the defect itself is.
pub fn steps(estate: &Estate) -> Vec<Step<'_>> {
    let mut groups: BTreeMap<&str, Vec<(usize, &Held)>> = BTreeMap::new();
    for (index, notice) in estate.notices.iter().enumerate() {
        for held in notice.counted().filter(|held| !estate.echoes.contains(&*held.finding.rule)) {
            groups.entry(&held.finding.rule).or_default().push((index, held));
        }
    }
    let mut steps: Vec<Step<'_>> = groups
        .into_iter()
        .filter_map(|(rule, group)| {
            let severity = group.iter().map(|(_, held)| held.finding.severity).max()?;
            let (_, example) = group.iter().find(|(_, held)| held.finding.severity == severity)?;
            let notices: BTreeSet<usize> =
                group.iter().flat_map(|(index, held)| concerned(estate, *index, held)).collect();
            Some(Step {
                rule,
                severity,
                notices: notices.into_iter().collect(),
                places: group.len(),
                example,
                same: group.iter().all(|(_, held)| held.finding.message == example.finding.message),
                alike: group.iter().all(|(_, held)| held.finding.next == example.finding.next),
            })
        })
        .collect();
    steps.sort_by(|a, b| {
        let key = |step: &Step<'_>| (step.severity, step.notices.len(), step.places);
        key(b).cmp(&key(a)).then(a.rule.cmp(b.rule))
    });
    steps
}

/// The notice of a finding, and for one about several notices the others.
fn concerned<'a>(estate: &'a Estate, index: usize, held: &'a Held) -> impl Iterator<Item = usize> + 'a {
    let others = held.finding.related.iter().filter(|_| held.across);
    let others = others.filter_map(|other| estate.notices.iter().position(|notice| notice.path == other.place.path));
    std::iter::once(index).chain(others)
}
