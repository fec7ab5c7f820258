//! Several findings of one cause, told as one, so that a poor notice gets a plan and not a wall of text.

use super::draft::{Desk, Draft, Words};
use super::finding::{Finding, Severity};
use crate::rules::file::Level;
use crate::rules::{Check, Rule};
use std::collections::BTreeMap;

/// Fewer words that names have in common are not worth taking out.
const LEAST_SHARED: usize = 2;

/// Replaces the findings of the elements of each `gathers` rule by one: where enough of them are missing, or for each place
/// where enough of them stand.
pub fn gather(desk: &Desk<'_>, findings: &mut Vec<Finding>) {
    for rule in &desk.rules().rules {
        let Check::Gathers { elements, at_least, same_place } = &rule.check else { continue };
        let about = |f: &Finding| f.element.as_deref().is_some_and(|e| elements.iter().any(|x| x == e));
        let mut groups: BTreeMap<Option<[usize; 2]>, Vec<usize>> = BTreeMap::new();
        for (index, finding) in findings.iter().enumerate().filter(|(_, f)| about(f)) {
            match (same_place, finding.excerpt.is_empty()) {
                (true, false) => groups.entry(Some(finding.place.bytes)).or_default().push(index),
                (false, true) => groups.entry(None).or_default().push(index),
                _ => {}
            }
        }
        let mut gone: Vec<usize> = Vec::new();
        let mut told = Vec::new();
        for group in groups.into_values().filter(|group| group.len() >= *at_least as usize) {
            let gathered: Vec<&Finding> = group.iter().map(|index| &findings[*index]).collect();
            if let Some(finding) = one(desk, rule, &gathered) {
                told.push(finding);
                gone.extend(group);
            }
        }
        let mut index = 0;
        findings.retain(|_| {
            index += 1;
            !gone.contains(&(index - 1))
        });
        findings.extend(told);
    }
}

/// Names in a row; what all of them begin with is said once: "that people can see it, correct it, or delete it".
fn listed(names: &[String]) -> String {
    let words: Vec<Vec<&str>> = names.iter().map(|name| name.split(' ').collect()).collect();
    let Some((first, rest)) = words.split_first() else { return String::new() };
    let shared = (0..first.len()).take_while(|at| rest.iter().all(|name| name.get(*at) == first.get(*at))).count();
    if shared < LEAST_SHARED || words.iter().any(|name| name.len() == shared) {
        return names.join("; ");
    }
    let mut ends: Vec<String> = words.iter().map(|name| name[shared..].join(" ")).collect();
    let last = ends.pop().unwrap_or_default();
    let head = first[..shared].join(" ");
    if ends.is_empty() { format!("{head} {last}") } else { format!("{head} {}, or {last}", ends.join(", ")) }
}

/// One finding in place of several.
fn one(desk: &Desk<'_>, rule: &Rule, gathered: &[&Finding]) -> Option<Finding> {
    let name = |id: &str| {
        let of = |r: &&Rule| matches!(&r.check, Check::Requires(q) if q.element.as_deref() == Some(id));
        match desk.rules().rules.iter().find(of).map(|r| &r.check) {
            Some(Check::Requires(q)) => q.what.to_string(),
            _ => id.replace('-', " "),
        }
    };
    let names: Vec<String> = gathered.iter().filter_map(|f| f.element.as_deref()).map(name).collect();
    let level = match gathered.iter().map(|f| f.severity).max() {
        Some(Severity::Error) => Level::Error,
        Some(Severity::Warning) => Level::Warning,
        _ => Level::Info,
    };
    let first = gathered.first()?;
    let bytes = first.place.bytes;
    let span = crate::source::Span::new(bytes[0], bytes[1]);
    let span = if desk.place(span).bytes == bytes { span } else { desk.reading.top() };
    let words = Words { others: listed(&names), count: names.len().to_string(), ..Words::default() };
    let absent = first.excerpt.is_empty();
    let draft = Draft { state: "hit", span, absent, words, level: Some(level), ..Draft::default() };
    let mut finding = desk.finding(rule, draft)?;
    for citation in gathered.iter().flat_map(|f| &f.law) {
        if !finding.law.contains(citation) {
            finding.law.push(citation.clone());
        }
    }
    Some(finding)
}
