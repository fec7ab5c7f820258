//! The end of a run: which suppressions were needless, and what of the baseline looks fixed.

use super::accept::Acceptance;
use super::baseline::{Entry, Stale};
use super::fault::Kind;
use super::names::Meant;
use super::waiver::Waiver;
use crate::check::Finding;

/// What the run has seen, as far as it decides whether a suppression is needless: nobody can tell from a part of the notices.
pub struct Coverage<'a> {
    /// Whether all notices that this one is compared with were checked, and were compared.
    pub collection_of: &'a dyn Fn(&str) -> bool,
    /// Whether all notices that a waiver means were checked.
    pub waived: &'a dyn Fn(&Waiver) -> bool,
}

impl std::fmt::Debug for Coverage<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Coverage")
    }
}

/// What the end of a run brings.
#[derive(Debug, Default)]
pub struct Closing {
    /// Comments that turned out needless, by notice.
    pub comments: Vec<Finding>,
    /// Waivers that have expired or turned out needless.
    pub waivers: Vec<Finding>,
    /// What of the baseline was not found any more.
    pub stale: Vec<Stale>,
}

impl Acceptance<'_> {
    /// What was needless. All notices must have been settled, and the findings across them held against it.
    pub fn close(&self, coverage: &Coverage<'_>) -> Closing {
        let mut ledger = self.open();
        let faults = self.faults();
        let mut closing = Closing::default();
        for (path, mark) in ledger.marks.iter().filter(|(_, mark)| !mark.used) {
            if mark.meant.runs(self.rules, self.options) && (coverage.collection_of)(path) {
                let found = faults.unused(Kind::Comment, &mark.name, "", &mark.at, mark.whole);
                closing.comments.extend(found);
            }
        }
        for (index, waiver) in self.waivers.iter().enumerate() {
            match waiver.until.filter(|until| *until < self.options.as_of) {
                Some(until) => closing.waivers.extend(faults.expired(Kind::Waiver, &waiver.name, until, &waiver.at)),
                None if ledger.used.waivers.contains(&index) => {}
                None => {
                    if waiver.meant.runs(self.rules, self.options) && (coverage.waived)(waiver) {
                        closing.waivers.extend(faults.unused(Kind::Waiver, &waiver.name, "", &waiver.at, None));
                    }
                }
            }
        }
        let entries = self.baseline.iter().flat_map(|baseline| baseline.entries.iter().enumerate());
        for (entry, known) in entries {
            let used = ledger.used.known.get(&entry).copied().unwrap_or_default();
            if used < known.count && self.can_tell(known, &ledger.judged, coverage) {
                closing.stale.push(Stale { entry, count: known.count - used });
            }
        }
        ledger.stale = closing.stale.clone();
        closing
    }

    /// Whether an entry's finding would have been found if it were there.
    fn can_tell(&self, entry: &Entry, judged: &std::collections::BTreeSet<String>, coverage: &Coverage<'_>) -> bool {
        let Some(baseline) = &self.baseline else { return false };
        if !baseline.is_there(entry) {
            return true;
        }
        // A rule that is gone reports nothing.
        let Some(meant) = Meant::new(&entry.rule, self.rules) else { return judged.contains(&entry.path) };
        judged.contains(&entry.path)
            && meant.runs(self.rules, self.options)
            && (!meant.is_across(self.rules) || (coverage.collection_of)(&baseline.given_path(entry)))
    }
}
