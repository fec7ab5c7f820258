//! Several missing disclosures of one cause, told as one finding, so that a poor notice gets a plan and not a wall of text.

use super::draft::{Desk, Draft, Words};
use super::finding::{Finding, Severity};
use crate::rules::file::Level;
use crate::rules::{Check, Rule};

/// Replaces the findings of the elements of each `gathers` rule by one, where enough of them are missing.
pub fn gather(desk: &Desk<'_>, findings: &mut Vec<Finding>) {
    for rule in &desk.rules().rules {
        if let Check::Gathers { elements, at_least } = &rule.check {
            one(desk, rule, elements, *at_least as usize, findings);
        }
    }
}

fn one(desk: &Desk<'_>, rule: &Rule, elements: &[String], at_least: usize, findings: &mut Vec<Finding>) {
    let missing =
        |f: &Finding| f.excerpt.is_empty() && f.element.as_deref().is_some_and(|e| elements.iter().any(|x| x == e));
    let gathered: Vec<&Finding> = findings.iter().filter(|f| missing(f)).collect();
    if gathered.len() < at_least {
        return;
    }
    let name = |id: &str| {
        let of = |r: &&Rule| matches!(&r.check, Check::Requires(q) if q.element.as_deref() == Some(id));
        match desk.rules().rules.iter().find(of).map(|r| &r.check) {
            Some(Check::Requires(q)) => q.what.clone(),
            _ => id.replace('-', " "),
        }
    };
    let names: Vec<String> = gathered.iter().filter_map(|f| f.element.as_deref()).map(name).collect();
    let level = match gathered.iter().map(|f| f.severity).max() {
        Some(Severity::Error) => Level::Error,
        Some(Severity::Warning) => Level::Warning,
        _ => Level::Info,
    };
    let bytes = gathered[0].place.bytes;
    let span = crate::source::Span::new(bytes[0], bytes[1]);
    let span = if desk.place(span).bytes == bytes { span } else { desk.reading.top() };
    let law = gathered.iter().flat_map(|f| f.law.clone()).collect::<Vec<_>>();
    let words = Words { others: names.join("; "), count: names.len().to_string(), ..Words::default() };
    let draft = Draft { state: "hit", span, absent: true, words, level: Some(level), ..Draft::default() };
    if let Some(mut finding) = desk.finding(rule, draft) {
        for citation in law {
            if !finding.law.contains(&citation) {
                finding.law.push(citation);
            }
        }
        findings.retain(|f| !missing(f));
        findings.push(finding);
    }
}
