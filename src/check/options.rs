//! What the caller decides about a check.

use super::finding::FactValue;
use crate::rules::Day;
use crate::rules::file::Level;
use std::collections::BTreeMap;

/// A fact that somebody declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// Its value.
    pub value: FactValue,
    /// Where: `notice-lint.yaml:12`.
    pub origin: String,
}

/// The organisation's own details, which its notices are checked against.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Organisation {
    /// By key: controller, dpo-name, dpo-email, dpo-address, register-number.
    pub details: BTreeMap<String, String>,
}

/// How much of a notice's report is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Extent {
    /// All of it.
    #[default]
    Whole,
    /// Findings only: no outline, no facts, no verdicts, and nothing to compare the notice with others by.
    Findings,
}

/// Options of a check.
#[derive(Debug, Clone)]
pub struct Options {
    /// The date that decides the law.
    pub as_of: Day,
    /// Only these rules, by name, group or law key; empty: those that are on.
    pub select: Vec<String>,
    /// Not these.
    pub ignore: Vec<String>,
    /// Levels by rule name.
    pub levels: BTreeMap<String, Level>,
    /// Declared facts by id.
    pub facts: BTreeMap<String, Declared>,
    /// The organisation's own details.
    pub organisation: Organisation,
    /// Check also what is recognised as another kind of document.
    pub force: bool,
    /// How much is worked out.
    pub extent: Extent,
}

impl Options {
    /// The default options for a date.
    pub fn at(as_of: Day) -> Self {
        Self {
            as_of,
            select: Vec::new(),
            ignore: Vec::new(),
            levels: BTreeMap::new(),
            facts: BTreeMap::new(),
            organisation: Organisation::default(),
            force: false,
            extent: Extent::Whole,
        }
    }
}
