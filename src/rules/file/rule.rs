//! The head of a rule.

use super::check::*;
use super::loose::ByState;
use super::matcher::{Level, Sureness};
use super::test::Test;
use crate::rules::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A fix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FixFile {
    /// safe: the meaning cannot change; unsafe: the author should accept it; suggest: text with blanks, never applied.
    pub class: ByState<FixKind>,
    /// Replaces the match.
    #[serde(default)]
    pub with: Option<String>,
    /// Offers a new paragraph, with blanks in square brackets.
    #[serde(default)]
    pub insert: Option<String>,
    /// What it does, in a few words.
    #[serde(default)]
    pub title: Option<String>,
}

/// How safe a fix is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum FixKind {
    Safe,
    Unsafe,
    Suggest,
}

/// A window of time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Window {
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub until: Option<Day>,
}

/// One rule.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "A rule of notice-lint")]
pub struct RuleFile {
    /// The rule's name in kebab-case; the file has the same name.
    pub rule: String,
    /// Earlier names.
    #[serde(default)]
    pub was: Vec<String>,
    /// The advice in one line.
    pub title: String,
    /// Keys of the law register.
    #[serde(default)]
    pub law: Vec<String>,
    /// For the person whose notice it is: what, and why it matters.
    pub explain: String,
    /// How much it matters; one for all states, or one a state.
    pub severity: ByState<Level>,
    /// How sure it is.
    #[serde(default)]
    pub confidence: Option<Sureness>,
    /// false: only when selected.
    #[serde(default)]
    pub default: Option<bool>,
    /// The as-of dates for which the rule applies.
    #[serde(default)]
    pub in_force: Window,
    /// The severity where the notice is dated before the rule came into force.
    #[serde(default)]
    pub older: Option<Level>,
    /// Names of findings that make this one needless: where one stands on the same words, or, for what is missing, anywhere.
    #[serde(default)]
    pub yields_to: Vec<String>,
    /// The name that is reported for a state.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// One message a state.
    pub messages: ByState<String>,
    /// What to do about it.
    #[serde(default)]
    pub next: ByState<String>,
    /// The fix.
    #[serde(default)]
    pub fix: Option<FixFile>,
    /// Looks for a disclosure.
    #[serde(default)]
    pub requires: Option<Requires>,
    /// Looks for wording that should not be there.
    #[serde(default)]
    pub forbids: Option<Forbids>,
    /// Looks for two statements that cannot both be so.
    #[serde(default)]
    pub conflicts: Option<Conflicts>,
    /// Compares a value with a public fact.
    #[serde(default)]
    pub checks_value: Option<ChecksValue>,
    /// Looks at citations.
    #[serde(default)]
    pub cites: Option<Cites>,
    /// Looks for renamed or misnamed bodies.
    #[serde(default)]
    pub names_body: Option<NamesBody>,
    /// Looks at the notice's own date.
    #[serde(default)]
    pub dated: Option<Dated>,
    /// Counts.
    #[serde(default)]
    pub counts: Option<Counts>,
    /// Looks for references to sections that do not exist.
    #[serde(default)]
    pub refers: Option<Refers>,
    /// Looks for abbreviations that are never explained.
    #[serde(default)]
    pub abbreviates: Option<Abbreviates>,
    /// Looks for values that differ.
    #[serde(default)]
    pub agrees: Option<Agrees>,
    /// Looks for nearly equal sentences across notices.
    #[serde(default)]
    pub drifts: Option<Drifts>,
    /// Gathers one defect of several notices.
    #[serde(default)]
    pub shares: Option<Shares>,
    /// Looks for promises that another notice does not keep.
    #[serde(default)]
    pub defers: Option<Defers>,
    /// Compares the versions of one notice in two languages.
    #[serde(default)]
    pub translates: Option<Translates>,
    /// Measures how hard the text is to read.
    #[serde(default)]
    pub measures: Option<Measures>,
    /// Looks for sentences that stand in the notice twice.
    #[serde(default)]
    pub repeats: Option<Repeats>,
    /// Looks for rows of a table with nothing in a column.
    #[serde(default)]
    pub leaves_empty: Option<LeavesEmpty>,
    /// Gathers several missing disclosures of one cause into one finding.
    #[serde(default)]
    pub gathers: Option<Gathers>,
    /// Tells what kind of document it is.
    #[serde(default)]
    pub recognises: Option<Recognises>,
    /// Looks at how the file is encoded and was read.
    #[serde(default)]
    pub reads_file: Option<ReadsFile>,
    /// Looks at the comments and waivers that accept findings.
    #[serde(default)]
    pub checks_suppression: Option<ChecksSuppression>,
    /// Tests by the state that is expected.
    pub tests: BTreeMap<String, Vec<Test>>,
}
