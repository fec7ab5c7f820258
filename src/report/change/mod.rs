//! `report --diff`: what got better and what got worse between two runs.

mod json;
mod markdown;
mod read;
mod text;

pub use json::json;
pub use markdown::markdown;
pub use read::{NotARun, Taken};
pub use text::text;

use super::severity_word;
use crate::check::{Severity, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// A finding as a run reported it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// What makes it the same finding in both runs.
    pub fingerprint: String,
    /// The rule.
    pub rule: String,
    /// Its severity.
    pub severity: Severity,
    /// 1-based line.
    pub line: u64,
    /// What is the matter.
    pub message: String,
    /// What to do.
    pub next: String,
    /// Why a person accepted it, if so.
    pub accepted: Option<String>,
}

/// The verdict on an element in both runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// The element's id.
    pub element: String,
    /// Its title.
    pub title: String,
    /// The verdict then.
    pub from: Verdict,
    /// The verdict now.
    pub to: Verdict,
}

/// Whether a change is one for the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Something wrong was put right.
    Better,
    /// Something went wrong.
    Worse,
    /// Neither, such as `stated` to `not-applicable`.
    Neither,
}

impl Shift {
    /// Which way it went: by what is wrong, not by what is said. A duty that no longer applies is neither.
    pub fn way(&self) -> Way {
        let wrong = |verdict| match verdict {
            Verdict::Missing | Verdict::Contradicted => 2,
            Verdict::Weak => 1,
            _ => 0,
        };
        match wrong(self.to).cmp(&wrong(self.from)) {
            std::cmp::Ordering::Less => Way::Better,
            std::cmp::Ordering::Greater => Way::Worse,
            std::cmp::Ordering::Equal => Way::Neither,
        }
    }
}

/// What changed in one notice.
#[derive(Debug, Clone, Default)]
pub struct NoticeChange {
    /// Its path.
    pub path: String,
    /// Its title; may be empty.
    pub title: String,
    /// Verdicts that changed.
    pub shifts: Vec<Shift>,
    /// Findings that are no longer reported.
    pub gone: Vec<Known>,
    /// Findings that were not reported before.
    pub new: Vec<Known>,
    /// Findings that a person has accepted since.
    pub accepted: Vec<Known>,
    /// Findings with another severity than before: that one first.
    pub regraded: Vec<(Severity, Known)>,
}

impl NoticeChange {
    fn is_empty(&self) -> bool {
        self.shifts.is_empty()
            && self.gone.is_empty()
            && self.new.is_empty()
            && self.accepted.is_empty()
            && self.regraded.is_empty()
    }

    /// The verdicts that went this way.
    pub fn shifted(&self, way: Way) -> impl Iterator<Item = &Shift> {
        self.shifts.iter().filter(move |shift| shift.way() == way)
    }
}

/// The difference between two runs.
#[derive(Debug, Clone)]
pub struct Change {
    /// How the earlier run is called.
    pub old: String,
    /// How the later run is called.
    pub new: String,
    /// Notices in both runs that changed, by path.
    pub notices: Vec<NoticeChange>,
    /// How many notices did not change; `None` where the runs do not say which notices they saw.
    pub unchanged: Option<usize>,
    /// Notices that only the later run has, with the number of their findings.
    pub added: Vec<(String, usize)>,
    /// Notices that only the earlier run has.
    pub removed: Vec<String>,
    /// Findings that count, by severity, then and now: errors, warnings, information.
    pub counts: [(Severity, usize, usize); 3],
    /// What to know before relying on it.
    pub notes: Vec<String>,
}

impl Change {
    /// Compares two runs.
    pub fn new(old: &Taken, new: &Taken) -> Self {
        let paths: BTreeSet<&String> = old.notices.keys().chain(new.notices.keys()).collect();
        let whole = old.lists_notices && new.lists_notices;
        let (mut notices, mut added, mut removed, mut unchanged) = (Vec::new(), Vec::new(), Vec::new(), 0);
        for path in paths {
            match (old.notices.get(path), new.notices.get(path)) {
                (Some(then), Some(now)) => {
                    let change = notice_change(path, then, now);
                    if change.is_empty() {
                        unchanged += 1;
                    } else {
                        notices.push(change);
                    }
                }
                (None, Some(now)) if whole => added.push((path.clone(), now.counted().count())),
                (Some(_), None) if whole => removed.push(path.clone()),
                (then, now) => {
                    let none = read::Seen::default();
                    let change = notice_change(path, then.unwrap_or(&none), now.unwrap_or(&none));
                    if !change.is_empty() {
                        notices.push(change);
                    }
                }
            }
        }
        let count = |run: &Taken, severity| {
            run.notices.values().flat_map(|seen| seen.counted()).filter(|known| known.severity == severity).count()
        };
        Self {
            old: old.name.clone(),
            new: new.name.clone(),
            notices,
            unchanged: whole.then_some(unchanged),
            added,
            removed,
            counts: [Severity::Error, Severity::Warning, Severity::Info]
                .map(|severity| (severity, count(old, severity), count(new, severity))),
            notes: notes(old, new),
        }
    }

    /// How many things got better, and how many worse.
    pub fn tally(&self) -> (usize, usize) {
        let mut tally = (0, 0);
        for notice in &self.notices {
            let lower = notice.regraded.iter().filter(|(was, now)| now.severity < *was).count();
            tally.0 += notice.gone.len() + lower + notice.shifted(Way::Better).count();
            tally.1 += notice.new.len() + notice.regraded.len() - lower + notice.shifted(Way::Worse).count();
        }
        tally
    }

    /// Whether anything got worse.
    pub fn is_worse(&self) -> bool {
        self.tally().1 > 0
    }

    /// The change in a few sentences.
    pub fn sentences(&self) -> Vec<String> {
        let counted = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
        let sum = |of: fn(&NoticeChange) -> usize| self.notices.iter().map(of).sum::<usize>();
        let gone = sum(|notice| notice.gone.len());
        let new = sum(|notice| notice.new.len());
        let better = sum(|notice| notice.shifted(Way::Better).count());
        let worse = sum(|notice| notice.shifted(Way::Worse).count());
        let accepted = sum(|notice| notice.accepted.len());
        let mut out = Vec::new();
        out.push(format!(
            "Better: {} gone, {}.",
            counted(gone, "finding", "findings"),
            counted(better, "verdict better", "verdicts better")
        ));
        out.push(format!(
            "Worse: {}, {}.",
            counted(new, "new finding", "new findings"),
            counted(worse, "verdict worse", "verdicts worse")
        ));
        if accepted > 0 {
            out.push(format!("Accepted by a person since: {}.", counted(accepted, "finding", "findings")));
        }
        let counts = self.counts.map(|(severity, then, now)| {
            let word = match severity {
                Severity::Error => "errors",
                Severity::Warning => "warnings",
                Severity::Info => "information",
            };
            format!("{word} {then} to {now}")
        });
        out.push(format!("In all: {}.", counts.join(", ")));
        out
    }
}

fn notes(old: &Taken, new: &Taken) -> Vec<String> {
    let mut notes = Vec::new();
    let differ = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
    if differ(&old.as_of, &new.as_of) || differ(&old.law, &new.law) {
        notes.push(
            "The two runs used the law of different days, so that not every change is one of the notices.".to_string(),
        );
    }
    if differ(&old.pack, &new.pack) {
        notes.push(
            "The two runs used different versions of the rules, so that not every change is one of the notices."
                .to_string(),
        );
    }
    if !old.has_findings || !new.has_findings {
        notes.push(
            "One of the runs holds no findings: only verdicts are compared. `report --json` writes both.".to_string(),
        );
    }
    if !old.has_verdicts || !new.has_verdicts {
        notes.push(
            "One of the runs holds no verdicts: only findings are compared. `report --json` writes both.".to_string(),
        );
    }
    notes
}

fn notice_change(path: &str, old: &read::Seen, new: &read::Seen) -> NoticeChange {
    let title = if new.title.is_empty() { &old.title } else { &new.title };
    let mut change = NoticeChange { path: path.to_string(), title: title.clone(), ..NoticeChange::default() };
    for (element, (title, to)) in &new.elements {
        if let Some((_, from)) = old.elements.get(element).filter(|(_, from)| from != to) {
            change.shifts.push(Shift { element: element.clone(), title: title.clone(), from: *from, to: *to });
        }
    }
    if !(old.has_findings && new.has_findings) {
        return change;
    }
    // The same words can be reported twice: as many of them are the same as both runs have.
    let mut before: BTreeMap<&str, Vec<&Known>> = BTreeMap::new();
    for known in &old.findings {
        before.entry(&known.fingerprint).or_default().push(known);
    }
    before.values_mut().for_each(|same| same.reverse());
    for now in &new.findings {
        match before.get_mut(now.fingerprint.as_str()).and_then(Vec::pop) {
            None if now.accepted.is_none() => change.new.push(now.clone()),
            None => {}
            Some(then) => match (&then.accepted, &now.accepted) {
                (None, Some(_)) => change.accepted.push(now.clone()),
                (Some(_), None) => change.new.push(now.clone()),
                _ if then.severity != now.severity => change.regraded.push((then.severity, now.clone())),
                _ => {}
            },
        }
    }
    let left: BTreeSet<*const Known> = before.values().flatten().map(|known| std::ptr::from_ref(*known)).collect();
    let gone = old.findings.iter().filter(|known| left.contains(&std::ptr::from_ref(*known)));
    change.gone = gone.filter(|known| known.accepted.is_none()).cloned().collect();
    change
}

/// `error[rule]`.
fn name(known: &Known) -> String {
    format!("{}[{}]", severity_word(known.severity), known.rule)
}

#[cfg(test)]
mod tests;
