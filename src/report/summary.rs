//! The counts at the end of a run.

use super::Run;
use crate::check::{Finding, FixClass, Severity};
use serde::Serialize;
use std::collections::BTreeMap;

/// What a run came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Notices that were checked.
    pub notices: usize,
    /// Notices that were left out, because nobody touched them.
    #[serde(skip_serializing_if = "is_zero")]
    pub unchanged: usize,
    /// Findings that count.
    pub findings: usize,
    /// Of these, errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Information.
    pub infos: usize,
    /// Findings that do not count, because a person accepted them.
    pub suppressed: usize,
    /// Of these, by what: `comment`, `waiver`, `baseline`.
    pub suppressed_by: BTreeMap<&'static str, usize>,
    /// What the baseline came to, where one was used.
    pub baseline: Option<BaselineCounts>,
    /// Findings that count and have a safe fix.
    #[serde(skip)]
    pub safe: usize,
    /// Those that have a fix which its author should look at.
    #[serde(skip)]
    pub not_safe: usize,
    /// Findings by rule.
    pub by_rule: BTreeMap<String, usize>,
    /// Files that could not be checked, with the reason.
    pub problems: Vec<Unchecked>,
}

/// The findings of a run as the baseline sees them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BaselineCounts {
    /// The file.
    pub path: String,
    /// Findings that it knows.
    pub known: usize,
    /// Findings that it does not know, and that nobody accepted.
    pub new: usize,
    /// Findings that it knows and that were not found any more.
    pub fixed: usize,
}

/// A file that could not be checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unchecked {
    /// The file.
    pub path: String,
    /// Why.
    pub message: String,
}

impl Summary {
    /// Counts a finding.
    pub fn count(&mut self, finding: &Finding) {
        if let Some(suppressed) = &finding.suppressed {
            self.suppressed += 1;
            *self.suppressed_by.entry(suppressed.by).or_default() += 1;
            return;
        }
        self.findings += 1;
        match finding.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
        let has = |class: FixClass| finding.fixes.iter().any(|fix| fix.class == class);
        if has(FixClass::Safe) {
            self.safe += 1;
        } else if has(FixClass::Unsafe) {
            self.not_safe += 1;
        }
        *self.by_rule.entry(finding.rule.to_string()).or_default() += 1;
    }

    /// Adds the counts of another part of the run.
    pub fn add(&mut self, other: Summary) {
        self.notices += other.notices;
        self.unchanged += other.unchanged;
        self.findings += other.findings;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.safe += other.safe;
        self.not_safe += other.not_safe;
        self.suppressed += other.suppressed;
        for (by, count) in other.suppressed_by {
            *self.suppressed_by.entry(by).or_default() += count;
        }
        for (rule, count) in other.by_rule {
            *self.by_rule.entry(rule).or_default() += count;
        }
        self.problems.extend(other.problems);
    }

    /// Whether a finding that counts is at least this severe.
    pub fn reaches(&self, severity: Severity) -> bool {
        match severity {
            Severity::Error => self.errors > 0,
            Severity::Warning => self.errors + self.warnings > 0,
            Severity::Info => self.findings > 0,
        }
    }

    /// One sentence: what was found in how many notices.
    pub fn sentence(&self) -> String {
        let notices = counted(self.notices, "notice");
        if self.notices == 0 && self.unchanged > 0 && self.findings == 0 && self.problems.is_empty() {
            return format!("No notice has changed ({} looked at).", self.unchanged);
        }
        let mut parts = Vec::new();
        for (count, word) in [(self.errors, "error"), (self.warnings, "warning")] {
            if count > 0 {
                parts.push(counted(count, word));
            }
        }
        if self.infos > 0 {
            parts.push(format!("{} info", self.infos));
        }
        let found = if parts.is_empty() { "Nothing found".to_string() } else { parts.join(", ") };
        let mut sentence = format!("{found} in {notices}");
        if self.suppressed > 0 {
            let by: Vec<String> = self
                .suppressed_by
                .iter()
                .map(|(by, count)| match *by {
                    "baseline" => format!("{count} by the baseline"),
                    by => format!("{count} by {}", if *count == 1 { format!("a {by}") } else { format!("{by}s") }),
                })
                .collect();
            sentence.push_str(&format!(" ({} accepted: {})", self.suppressed, by.join(", ")));
        }
        if self.unchanged > 0 {
            sentence.push_str(&format!("; {} unchanged", self.unchanged));
        }
        if !self.problems.is_empty() {
            sentence.push_str(&format!("; {} not checked", counted(self.problems.len(), "file")));
        }
        sentence + "."
    }

    /// One sentence about the baseline, where one was used.
    pub fn baseline_sentence(&self) -> Option<String> {
        let BaselineCounts { path, known, new, fixed } = self.baseline.as_ref()?;
        let looks = if *fixed == 1 { "looks" } else { "look" };
        Some(format!("Baseline {path}: {known} known, {new} new, {fixed} {looks} fixed."))
    }

    /// One sentence about what `fix` can do, where it can do something.
    pub fn fix_sentence(&self) -> Option<String> {
        match (self.safe, self.not_safe) {
            (0, 0) => None,
            (safe, 0) => Some(format!("`notice-lint fix` can mend {safe} of them.")),
            (0, more) => Some(format!("`notice-lint fix --unsafe` can mend {more} of them, for you to look at.")),
            (safe, more) => Some(format!("`notice-lint fix` can mend {safe} of them, and {more} more with --unsafe.")),
        }
    }

    /// The rules by number of findings, most first.
    pub fn ranking(&self) -> Vec<(&str, usize)> {
        let mut rows: Vec<_> = self.by_rule.iter().map(|(rule, count)| (rule.as_str(), *count)).collect();
        rows.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        rows
    }
}

impl Run {
    /// One sentence: which law was applied.
    pub fn law(&self) -> String {
        format!(
            "Checked as of {}, with the law as at {} (pack {} {}).",
            self.as_of, self.pack.law_as_at, self.pack.name, self.pack.version
        )
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)] // as serde calls it
fn is_zero(number: &usize) -> bool {
    *number == 0
}

fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
