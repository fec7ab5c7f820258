//! Checks across the notices of one controller.

mod agree;
mod defer;
mod drift;
mod group;
mod layer;
mod share;
mod translate;

pub use agree::within_notice;
pub use layer::apply as apply_layer;

use super::Checked;
use super::draft::{Words, citations, confidence, fill, in_force, is_wanted, level_of, severity};
use super::finding::{Finding, NoticeReport, Related};
use super::fingerprint::fingerprint;
use super::options::Options;
use crate::rules::{Check, Rule, RuleSet};
use rayon::prelude::*;
use std::sync::Arc;

/// The most notices of one controller whose wording is compared; beyond it the texts are let go.
const MOST_COMPARED: usize = 500;

/// Notices that are checked together.
#[derive(Debug)]
pub struct Collection<'a> {
    rules: &'a RuleSet,
    options: &'a Options,
    members: Vec<(Checked, Option<String>)>,
    /// How many notices came without a configured collection.
    unnamed: usize,
}

/// The most notices of a run that are put together by themselves. A run over more is a survey of many bodies, and keeping
/// what each of them says would cost memory without end; configured collections have no such limit.
const MOST_UNNAMED: usize = 1000;

impl<'a> Collection<'a> {
    /// An empty collection.
    pub fn new(rules: &'a RuleSet, options: &'a Options) -> Self {
        Self { rules, options, members: Vec::new(), unnamed: 0 }
    }

    /// Adds a notice; `name` is its collection in the configuration. Without one, notices of the same controller belong
    /// together.
    pub fn add(&mut self, mut checked: Checked, name: Option<&str>) {
        if checked.kept.owners.is_empty() && name.is_none() {
            return; // nobody knows whose it is, so it belongs to no collection
        }
        if name.is_none() {
            self.unnamed += 1;
            if self.unnamed == MOST_UNNAMED + 1 {
                self.members.retain(|(_, name)| name.is_some());
            }
            if self.unnamed > MOST_UNNAMED {
                return;
            }
        }
        self.slim(&mut checked.report);
        if self.members.len() > MOST_COMPARED {
            checked.kept.sentences = Vec::new();
            checked.kept.paragraphs = Vec::new();
        }
        self.members.push((checked, name.map(str::to_owned)));
    }

    /// Lets go of what no check across notices looks at.
    fn slim(&self, report: &mut NoticeReport) {
        let checks = || self.rules.rules.iter().map(|rule| &rule.check);
        let defers = |id: &str| checks().any(|c| matches!(c, Check::Defers { element, .. } if element == id));
        let shares = |name: &str| {
            checks().any(
                |c| matches!(c, Check::Shares { rules, .. } if rules.is_empty() || rules.iter().any(|r| r == name)),
            )
        };
        report.sections = Vec::new();
        report.facts = Vec::new();
        report.elements.retain(|element| defers(&element.id));
        report.findings.retain(|finding| shares(&finding.rule));
        for finding in &mut report.findings {
            (finding.because, finding.related, finding.law, finding.fixes) = Default::default();
            finding.next = String::new();
        }
        report.elements.shrink_to_fit();
        report.findings.shrink_to_fit();
    }

    /// Whether there were so many notices without a configured collection that they are not compared.
    pub fn is_survey(&self) -> bool {
        self.unnamed > MOST_UNNAMED
    }

    /// All findings across notices, by collection and rule.
    pub fn finish(self) -> Vec<Finding> {
        let members: Vec<_> = self.members.iter().map(|(checked, name)| (checked, name.as_deref())).collect();
        compare(self.rules, self.options, &members)
    }
}

/// Compares notices with each other, each with the name of its collection in the configuration: what a [`Collection`] does
/// at its end, for callers that keep the notices for another time.
pub fn compare(rules: &RuleSet, options: &Options, members: &[(&Checked, Option<&str>)]) -> Vec<Finding> {
    let group = |group: Vec<usize>| {
        let mut out = Vec::new();
        let set: Vec<&Checked> = group.iter().map(|i| members[*i].0).collect();
        let desk = SetDesk { rules, options };
        for (index, rule) in rules.rules.iter().enumerate() {
            if !in_force(rule, options.as_of) {
                continue;
            }
            let declared = matches!(&rule.check, Check::Agrees(agrees)
                if agrees.truth.as_ref().is_some_and(|key| options.organisation.details.contains_key(key.as_str())));
            if set.len() < 2 && !declared {
                continue; // one notice agrees with itself, but not always with what its owner declares
            }
            match &rule.check {
                Check::Agrees(agrees) if agrees.collection => agree::across(&desk, rule, index, agrees, &set, &mut out),
                Check::Drifts { similar, words, paragraphs } if set.len() <= MOST_COMPARED => {
                    drift::across(&desk, rule, *similar, *words as usize, *paragraphs, &set, &mut out);
                }
                Check::Shares { at_least, rules } => {
                    share::across(&desk, rule, *at_least as usize, rules, &set, &mut out)
                }
                Check::Translates { language, values, sections } => {
                    translate::across(&desk, rule, language, values, *sections, &set, &mut out);
                }
                Check::Defers { element, .. } => defer::across(&desk, rule, index, element, &set, &mut out),
                _ => {}
            }
        }
        out
    };
    let groups = group::groups(members);
    if groups.len() < 2 {
        return groups.into_iter().flat_map(group).collect(); // no threads for a single notice
    }
    groups.into_par_iter().flat_map_iter(group).collect()
}

/// The last part of a path.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// `a.md, b.md and 3 more`.
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [init @ .., last] if names.len() <= 3 => format!("{} and {last}", init.join(", ")),
        _ => format!("{} and {} more", names[..2].join(", "), names.len() - 2),
    }
}

/// What a check across notices writes with.
#[derive(Debug, Clone, Copy)]
pub struct SetDesk<'a> {
    /// The rules.
    pub rules: &'a RuleSet,
    /// What the caller decides.
    pub options: &'a Options,
}

/// The most related places of one finding.
const MOST_RELATED: usize = 30;

impl SetDesk<'_> {
    /// A finding at a place of one notice, with places of others.
    pub fn finding(
        &self,
        rule: &Rule,
        state: &'static str,
        at: &Related,
        related: Vec<Related>,
        words: &Words,
    ) -> Option<Finding> {
        let name = rule.name_of(state);
        if !is_wanted(rule, name, self.rules, self.options) {
            return None;
        }
        let level = level_of(rule, name, self.options).or_else(|| rule.severity.get(state).copied())?;
        let severity = severity(level)?;
        let template = rule.messages.get(state).unwrap_or(&rule.title);
        let element = rule.element();
        Some(Finding {
            rule: Arc::from(name),
            element: element.map(Arc::from),
            severity,
            confidence: confidence(rule.confidence),
            place: at.place.clone(),
            excerpt: at.text.clone(),
            message: fill(template, &at.text, words, rule),
            next: rule.next.get(state).map(|t| fill(t, &at.text, words, rule)).unwrap_or_default(),
            because: Vec::new(),
            law: citations(self.rules, &rule.law),
            related: related.into_iter().take(MOST_RELATED).collect(),
            fixes: Vec::new(),
            fingerprint: fingerprint(name, element, &at.place.path, &at.text),
            suppressed: None,
        })
    }
}
