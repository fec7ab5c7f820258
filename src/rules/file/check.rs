//! The kinds of check; a rule has exactly one.

use super::loose::{Many, Phrases};
use super::matcher::{Level, Matcher, PlaceKind, Scope};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A disclosure.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Requires {
    /// The element's id.
    pub element: Option<String>,
    /// What a reader should learn, as part of a sentence.
    pub what: String,
    /// The topics of sections where it belongs.
    pub topic: Many<String>,
    /// The condition under which it is required.
    pub when: Option<String>,
    /// A condition under which it is not applicable.
    pub not_when: Option<String>,
    /// Evidence that it is there.
    pub stated: Vec<Matcher>,
    /// A clear denial, which says it too.
    pub denied: Vec<Matcher>,
    /// Evidence that it is touched and not delivered.
    pub weak: Vec<Matcher>,
    /// Promises that another notice says it.
    pub promised: Vec<Matcher>,
    /// What lets readers guess it; looked for where nothing else speaks of it.
    pub hinted: Vec<Matcher>,
    /// May be supplied by the notice that this one is read with.
    pub inherit: bool,
    /// Other severities under a condition.
    pub softer: Option<Softer>,
}

/// Other severities under a condition.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Softer {
    /// The condition.
    pub when: String,
    /// For what is missing.
    #[serde(default)]
    pub missing: Option<Level>,
    /// For what is weak.
    #[serde(default)]
    pub weak: Option<Level>,
}

/// Wording that should not be there.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Forbids {
    /// The condition under which it matters.
    #[serde(default)]
    pub when: Option<String>,
    /// What to look for.
    #[serde(rename = "match")]
    pub matchers: Many<Matcher>,
    /// One finding a notice.
    #[serde(default)]
    pub once: bool,
}

/// Two statements.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Conflicts {
    /// The condition under which it matters.
    #[serde(default)]
    pub when: Option<String>,
    /// The statement that is reported.
    pub first: Many<Matcher>,
    /// The one that cannot be so as well.
    pub second: Many<Matcher>,
    /// section, notice or paragraph.
    pub within: Scope,
}

/// A public fact.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ChecksValue {
    /// Key of the register of values.
    pub register: String,
    /// The type of value.
    #[serde(rename = "type")]
    pub value_type: String,
    /// Phrases that name whose value it is.
    #[serde(default)]
    pub near: Phrases,
    /// How near.
    #[serde(default)]
    pub within: Option<Scope>,
}

/// Citations.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Cites {
    /// Provisions that were repealed or moved.
    pub moved: bool,
    /// Oddly written ones: bracketed, no-paragraph, section-of-schedule, no-year.
    pub odd: Vec<String>,
    /// Citations that these phrases make harmless (a statement that the provision is gone).
    pub unless: Phrases,
}

/// Bodies.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NamesBody {
    /// misnamed, renamed, abolished.
    pub kinds: Vec<String>,
}

/// The notice's own date.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Dated {
    /// Matchers that introduce the date.
    pub near: Many<Matcher>,
    /// A number of months: `24 months`.
    pub older_than: Option<String>,
    /// Earlier than a change of the law that is in force.
    pub before_law: bool,
    /// Later than the as-of date.
    pub future: bool,
}

/// Too many of one thing.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Counts {
    /// Sections of this topic.
    pub topic: Option<String>,
    /// Or groups of phrases of which several may stand in one place.
    pub groups: BTreeMap<String, Phrases>,
    /// Where they are counted.
    pub place: Option<PlaceKind>,
    /// For cells: a phrase in the column's heading.
    pub column: Phrases,
    /// How many are fine.
    pub more_than: u32,
    /// Phrases that make it harmless.
    pub unless: Phrases,
}

/// References to sections.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Refers {
    /// Phrases that refer to a section of the notice.
    #[serde(rename = "match")]
    pub phrases: Phrases,
    /// Phrases that refer to a section by its number; they hold the number, or end right before it.
    #[serde(default)]
    pub numbered: Phrases,
    /// Phrases that must not follow the number.
    #[serde(default)]
    pub not_before: Phrases,
}

/// Abbreviations.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Abbreviates {
    /// Phrases of abbreviations that every reader knows.
    pub known: Phrases,
    /// undefined, or before-definition.
    pub state: String,
    /// Only in sections of these topics; left out: everywhere.
    #[serde(default, rename = "in")]
    pub in_topics: Many<String>,
}

/// Values that should agree.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Agrees {
    /// collection, or notice.
    pub across: String,
    /// What the value is.
    pub what: String,
    /// The type of value.
    #[serde(rename = "type")]
    pub value_type: Option<String>,
    /// Phrases that say whose value it is.
    pub near: Phrases,
    /// How near: sentence (default), paragraph, section.
    pub within: Option<Scope>,
    /// Only in sections of these topics.
    #[serde(rename = "in")]
    pub in_topics: Many<String>,
    /// Only values whose canonical form begins so (`uk-gdpr/`).
    pub only: Option<String>,
    /// Which values are one thing: none, postcode, canonical.
    pub group_by: Option<String>,
    /// What has to be the same: text, canonical.
    pub compare: Option<String>,
    /// Instead of a type: names of variants, with the matchers of each.
    pub variants: BTreeMap<String, Many<Matcher>>,
    /// The form that is right, where it is not simply the one that most notices use.
    pub usual: Option<String>,
    /// Instead of a type: a regular expression whose matches are the values.
    pub pattern: Option<String>,
    /// Also report a notice that has none of the variants, or no value.
    pub absent: bool,
    /// Compare with this entry of the configured organisation: controller, dpo-name, dpo-email, dpo-address, register-number.
    pub truth: Option<String>,
}

/// Nearly equal sentences.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Drifts {
    /// How much two texts must have in common: `80%`.
    pub similar: String,
    /// The shortest text that is compared, in words.
    pub words: u32,
    /// sentence (default), or paragraph.
    #[serde(default)]
    pub unit: Option<Scope>,
}

/// One defect in several notices.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Shares {
    /// In how many notices.
    pub at_least: u32,
    /// Only these rules; left out: all.
    #[serde(default)]
    pub rules: Vec<String>,
}

/// Several missing disclosures of one cause.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Gathers {
    /// The elements.
    pub elements: Vec<String>,
    /// How many of them must be missing.
    pub at_least: u32,
    /// Instead of what is missing: findings about these elements that stand at one place.
    #[serde(default)]
    pub same_place: bool,
}

/// The file itself, and the way it was read.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ReadsFile {
    /// What is reported: windows-1252, utf-16 (how it is encoded), branches (of a template, all read as present), keys-only
    /// (a template whose text stands in a locale file; nothing else is checked in it).
    pub r#as: Vec<String>,
}

/// What is wrong with a suppression: a comment in a notice, or a waiver in the configuration.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ChecksSuppression {
    /// What is reported.
    pub r#for: Fault,
}

/// A fault of a suppression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// It is not written as it should be; {because} says what is wrong.
    Unreadable,
    /// It gives no reason; {value} is the rule that it names.
    NoReason,
    /// No rule has the name {value}; {others} suggests one.
    UnknownRule,
    /// It ended on {date}; {value} is the rule.
    Expired,
    /// Nothing is reported under its name {value}; {others} says what is, where that is known.
    Unused,
}

/// What kind of document it is.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Recognises {
    /// What shows the kind.
    #[serde(rename = "match")]
    pub matchers: Many<Matcher>,
    /// In how many sentences, items or headings; left out: one.
    #[serde(default)]
    pub at_least: Option<u32>,
    /// What shows that it is a privacy notice all the same.
    #[serde(default)]
    pub unless: Many<Matcher>,
    /// What follows: skip (nothing else is checked), or unsure (what is not found is not called missing).
    pub then: Effect,
}

/// What follows from the kind of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Nothing else is checked.
    Skip,
    /// What is not found is not called missing.
    Unsure,
}

/// The versions of one notice in two languages.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Translates {
    /// The rule that recognises a notice in the other language.
    pub language: String,
    /// Types of values that do not change with the language: email, phone, postcode, url.
    pub values: Vec<String>,
    /// How many headed sections one version may have more than the other; left out: any number.
    #[serde(default)]
    pub sections: Option<u32>,
}

/// How hard the text is to read.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Measures {
    /// The most words of a sentence, an item or a cell.
    pub words_in_sentence: u32,
    /// How many longer ones there must be; left out: one.
    #[serde(default)]
    pub at_least: Option<u32>,
}

/// Sentences that stand in the notice twice.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Repeats {
    /// How many words a sentence must have at least.
    pub words_in_sentence: u32,
}

/// Rows of a table with nothing in a column.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LeavesEmpty {
    /// Phrases in the heading of the column.
    pub column: Phrases,
}

/// Promises across notices.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Defers {
    /// The element that is promised.
    pub element: String,
    /// The promise.
    pub promise: Many<Matcher>,
}
