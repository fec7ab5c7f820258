//! A notice that promises what another one does not say.

use super::SetDesk;
use crate::check::Checked;
use crate::check::draft::Words;
use crate::check::finding::{ElementReport, Finding, Related, Verdict};
use crate::rules::Rule;

/// Findings of a `defers` rule: at each first promise of a notice, with the notices that do not keep it.
pub fn across(desk: &SetDesk<'_>, rule: &Rule, index: usize, element: &str, set: &[&Checked], out: &mut Vec<Finding>) {
    let promise_of = |checked: &Checked| checked.kept.promises.get(&index).and_then(|p| p.first()).cloned();
    // The notices that do not say it, each with what it says of the element, if anything.
    let silent: Vec<(usize, &Checked, &ElementReport, bool)> = set
        .iter()
        .enumerate()
        .filter_map(|(member, checked)| {
            let report = checked.report.elements.iter().find(|e| &*e.id == element)?;
            let says = matches!(report.verdict, Verdict::Stated | Verdict::NotApplicable | Verdict::Layered);
            (!says).then(|| (member, *checked, report, promise_of(checked).is_some()))
        })
        .collect();
    for (member, promiser) in set.iter().enumerate() {
        let Some(promise) = promise_of(promiser) else { continue };
        let mut related = Vec::new();
        let mut open: Vec<&str> = Vec::new();
        for (other, checked, report, promises_too) in &silent {
            if *other == member || *promises_too && *other < member {
                continue;
            }
            open.push(super::file_name(&checked.report.path));
            if related.len() < super::MOST_RELATED {
                related.extend(places(checked, report));
            }
        }
        if open.is_empty() {
            continue;
        }
        // What the promising notice itself says of it belongs here as well.
        if let Some(own) = promiser.report.elements.iter().find(|e| &*e.id == element) {
            related.extend(
                own.evidence
                    .iter()
                    .filter(|e| e.place != promise.place)
                    .take(3)
                    .map(|e| Related { place: e.place.clone(), text: format!("said here: {}", e.text) }),
            );
        }
        let words = Words {
            count: open.len().to_string(),
            what: element.replace('-', " "),
            others: super::listed(&open),
            ..Words::default()
        };
        out.extend(desk.finding(rule, "hit", &promise, related, &words));
    }
}

/// Where a notice touches the element, else its title.
fn places(checked: &Checked, report: &ElementReport) -> Vec<Related> {
    if report.evidence.is_empty() {
        let top = &checked.kept.top;
        return vec![Related { place: top.place.clone(), text: "nothing about it in this notice".to_owned() }];
    }
    let mut out: Vec<Related> =
        report.evidence.iter().map(|e| Related { place: e.place.clone(), text: e.text.clone() }).collect();
    out.dedup_by_key(|r| r.place.line);
    out.truncate(2);
    out
}
