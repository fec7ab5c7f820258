//! Holding findings against comments, waivers and the baseline.

use super::baseline::{Baseline, Stale};
use super::comments::{Mark, marks};
use super::fault::{Faults, Kind, is_own};
use super::names::Meant;
use super::places::{part, suppressed as by_comment};
use super::waiver::Waiver;
use super::{BY_BASELINE, BY_WAIVER};
use crate::check::{Checked, Finding, Options, Suppressed};
use crate::rules::Text;
use crate::rules::{Check, RuleSet};
use crate::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a project accepts. One run's findings are held against it, notice by notice ([`Self::notice`], in any order and in parallel),
/// then those across notices ([`Self::across`]); [`Self::close`] says what was needless.
#[derive(Debug)]
pub struct Acceptance<'a> {
    pub(super) rules: &'a RuleSet,
    pub(super) options: &'a Options,
    pub(super) waivers: Vec<Waiver>,
    pub(super) baseline: Option<Baseline>,
    pub(super) ledger: Mutex<Ledger>,
}

/// What one notice leaves for the end of the run.
#[derive(Debug, Clone, Default)]
pub struct Account {
    path: Arc<str>,
    /// Comments for what only a comparison of notices can find.
    marks: Vec<Mark>,
    used: Used,
    judged: bool,
}

/// Which waivers and entries of the baseline accepted something.
#[derive(Debug, Clone, Default)]
pub(super) struct Used {
    pub(super) waivers: BTreeSet<usize>,
    pub(super) known: BTreeMap<usize, u32>,
}

/// The accounts of all notices.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) marks: Vec<(Arc<str>, Mark)>,
    pub(super) used: Used,
    /// The notices that were judged, as the baseline calls them.
    pub(super) judged: BTreeSet<String>,
    /// What of the baseline was not found any more.
    pub(super) stale: Vec<Stale>,
}

impl<'a> Acceptance<'a> {
    /// What is accepted beside the comments in the notices.
    pub fn new(rules: &'a RuleSet, options: &'a Options, waivers: Vec<Waiver>, baseline: Option<Baseline>) -> Self {
        Self { rules, options, waivers, baseline, ledger: Mutex::default() }
    }

    /// The baseline, where there is one.
    pub fn baseline(&self) -> Option<&Baseline> {
        self.baseline.as_ref()
    }

    /// What of the baseline was not found any more, once the run is closed.
    pub fn stale(&self) -> Vec<Stale> {
        self.open().stale.clone()
    }

    /// Whether a baseline may hold the finding: not if it is about suppressions.
    pub fn may_know(&self, finding: &Finding) -> bool {
        !is_own(finding, self.rules)
    }

    /// Whether findings of this name can be reported in this run at all.
    pub fn runs(&self, name: &str) -> bool {
        Meant::new(name, self.rules).is_some_and(|meant| meant.runs(self.rules, self.options))
    }

    pub(super) fn faults(&self) -> Faults<'a> {
        Faults { rules: self.rules, options: self.options }
    }

    /// Marks the findings of one notice that are accepted, and adds what is wrong with its comments. Findings stay in the order of
    /// the file.
    pub fn notice(&self, source: &Source, checked: &mut Checked) -> Account {
        let faults = self.faults();
        let (mut marks, wrong) = marks(source, &faults);
        let mut account =
            Account { path: checked.report.path.clone(), judged: !checked.unjudged, ..Account::default() };
        let path = self.baseline.as_ref().map(|b| b.path_of(&checked.report.path)).unwrap_or_default();
        let mut parted = Vec::new();
        for finding in &mut checked.report.findings {
            if let Some((accepted, left)) = part(source, finding, &mut marks) {
                parted.push(accepted);
                *finding = left;
            }
            self.accept(finding, &path, marks.iter_mut(), &mut account.used);
        }
        let (across, own): (Vec<Mark>, Vec<Mark>) = marks.into_iter().partition(|m| m.meant.is_across(self.rules));
        account.marks = across;
        let findings = &mut checked.report.findings;
        findings.extend(parted);
        if account.judged {
            let instead = |mark: &Mark| self.instead(mark, findings);
            let unused = own.iter().filter(|mark| !mark.used && mark.meant.runs(self.rules, self.options));
            let unused: Vec<Finding> = unused
                .filter_map(|mark| faults.unused(Kind::Comment, &mark.name, &instead(mark), &mark.at, mark.whole))
                .collect();
            findings.extend(unused);
        }
        findings.extend(wrong);
        findings.sort_by(|a, b| (a.place.bytes, &a.rule).cmp(&(b.place.bytes, &b.rule)));
        account
    }

    /// What is reported instead: the one finding that several missing disclosures are told as, or the same elsewhere in the notice.
    fn instead(&self, mark: &Mark, findings: &[Finding]) -> String {
        let elements: Vec<&str> = self
            .rules
            .rules
            .iter()
            .filter(|rule| rule.reported_names().any(|name| mark.meant.holds(name)))
            .filter_map(|rule| rule.element())
            .collect();
        let gathering = self.rules.rules.iter().find(|rule| match &rule.check {
            Check::Gathers { elements: all, .. } => {
                all.iter().any(|one| elements.contains(&one.as_str()))
                    && findings.iter().any(|finding| *finding.rule == *rule.name)
            }
            _ => false,
        });
        if let Some(rule) = gathering {
            return format!("It is told as part of `{}` here.", rule.name);
        }
        let Some(finding) = findings.iter().find(|finding| mark.meant.holds(&finding.rule)) else {
            return String::new();
        };
        if finding.excerpt.is_empty() {
            return format!(
                "It is about the whole notice: `notice-lint-ignore-file {}: reason` accepts it.",
                finding.rule
            );
        }
        format!("It is reported in line {}.", finding.place.line)
    }

    /// Marks findings across notices that are accepted. All notices must have been settled.
    pub fn across(&self, findings: &mut [Finding]) {
        let ledger = &mut *self.open();
        for finding in findings {
            let path = self.baseline.as_ref().map(|b| b.path_of(&finding.place.path)).unwrap_or_default();
            let here = finding.place.path.clone();
            let marks = ledger.marks.iter_mut().filter(|(path, _)| *path == here).map(|(_, mark)| mark);
            self.accept(finding, &path, marks, &mut ledger.used);
        }
    }

    /// Keeps what a notice leaves for the end.
    pub fn settle(&self, account: Account) {
        let mut ledger = self.open();
        let Account { path, marks, used, judged } = account;
        if judged && let Some(baseline) = &self.baseline {
            ledger.judged.insert(baseline.path_of(&path));
        }
        ledger.marks.extend(marks.into_iter().map(|mark| (path.clone(), mark)));
        ledger.used.waivers.extend(used.waivers);
        for (entry, count) in used.known {
            *ledger.used.known.entry(entry).or_default() += count;
        }
    }

    pub(super) fn open(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Comments come first, then waivers, then the baseline. All comments and waivers that mean the finding count as used.
    fn accept<'m>(
        &self,
        finding: &mut Finding,
        path: &str,
        marks: impl Iterator<Item = &'m mut Mark>,
        used: &mut Used,
    ) {
        if is_own(finding, self.rules) {
            return;
        }
        let mut suppressed = None;
        for mark in marks.filter(|mark| mark.accepts(finding)) {
            mark.used = true;
            suppressed.get_or_insert_with(|| by_comment(mark));
        }
        for (index, waiver) in self.waivers.iter().enumerate() {
            let holds = waiver.until.is_none_or(|until| self.options.as_of <= until);
            if holds && waiver.accepts(finding) {
                used.waivers.insert(index);
                let until = waiver.until.map(|day| day.to_string());
                suppressed.get_or_insert(Suppressed { by: BY_WAIVER, reason: waiver.said(), until });
            }
        }
        if suppressed.is_none()
            && let Some(baseline) = &self.baseline
            && let Some(entry) = baseline.find(path, finding, self.earlier_names(&finding.rule))
        {
            let count = used.known.entry(entry).or_default();
            if baseline.entries.get(entry).is_some_and(|entry| *count < entry.count) {
                *count += 1;
                let reason = "known when the baseline was made".to_owned();
                suppressed = Some(Suppressed { by: BY_BASELINE, reason, until: None });
            }
        }
        if suppressed.is_some() {
            finding.suppressed = suppressed;
        }
    }

    fn earlier_names(&self, reported: &str) -> &'a [Text] {
        let rule = self.rules.rules.iter().find(|rule| rule.reported_names().any(|name| name == reported));
        rule.map_or(&[], |rule| &rule.was)
    }
}
