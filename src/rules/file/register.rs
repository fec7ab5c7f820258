//! Facts, the pack's own file, and the registers.

use super::loose::{Many, Phrases};
use super::matcher::{Level, Matcher};
use super::test::Test;
use crate::rules::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A fact.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct FactFile {
    /// Its id in kebab-case; the file has the same name.
    pub fact: String,
    /// What it says, in words.
    pub title: String,
    /// More about it.
    pub explain: Option<String>,
    /// What shows it.
    pub yes: Many<Matcher>,
    /// What denies it.
    pub no: Many<Matcher>,
    /// Asked where nothing was found in the text.
    pub yes_if: Option<String>,
    /// Asked where nothing was found in the text.
    pub no_if: Option<String>,
    /// Tests by value: yes, no, unknown.
    pub tests: BTreeMap<String, Vec<Test>>,
}

/// `pack.yml`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PackFile {
    /// The pack's name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The date to which the law was read.
    pub law_as_at: Day,
    /// The language of its phrases.
    #[serde(default)]
    pub language: Option<String>,
    /// What it is for.
    #[serde(default)]
    pub about: Option<String>,
}

/// A topic of sections.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TopicFile {
    /// Phrases of headings.
    pub headings: Vec<String>,
    /// Phrases of the body; a second witness.
    pub body: Vec<String>,
}

/// One provision of the law register.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LawFile {
    /// As a lawyer cites it.
    pub cite: String,
    /// Where to read it.
    pub url: String,
    /// In force from.
    #[serde(default)]
    pub from: Option<Day>,
    /// In force until.
    #[serde(default)]
    pub until: Option<Day>,
    /// By what it was inserted, how sure, and the like.
    #[serde(default)]
    pub note: Option<String>,
}

/// A change of the law that notices should reflect.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ChangeFile {
    /// In force from.
    #[serde(alias = "from")]
    pub date: Day,
    /// What changed, in a line.
    pub what: String,
    /// Keys of the law register.
    #[serde(default)]
    pub law: Many<String>,
}

/// A provision that was repealed or moved.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ProvisionFile {
    /// Its canonical citation: `uk-gdpr/45`.
    pub cite: String,
    /// `prefix` (and all under it) or `exact`.
    #[serde(default)]
    pub covers: Option<String>,
    /// omitted, substituted, repealed, replaced.
    pub status: String,
    /// What to cite instead.
    #[serde(default)]
    pub instead: Option<String>,
    /// Since when.
    pub from: Day,
    /// Key of the law register.
    #[serde(default)]
    pub law: Option<String>,
    /// More about it.
    #[serde(default)]
    pub note: Option<String>,
}

/// A public body with another name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BodyFile {
    /// Phrases of the wrong or old name.
    pub found: Phrases,
    /// misnamed, renamed, abolished, or watch (not reported).
    pub kind: String,
    /// The right name today.
    pub now: String,
    /// Since when: a year, a month or a date, in words.
    #[serde(default)]
    pub since: Option<String>,
    /// Phrases that make it harmless.
    #[serde(default)]
    pub unless: Phrases,
    /// More about it.
    #[serde(default)]
    pub note: Option<String>,
    /// Severity, where it differs from the rule's.
    #[serde(default)]
    pub severity: Option<Level>,
}

/// A public fact.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ValueFile {
    /// phone, address, url, email.
    #[serde(rename = "type")]
    pub value_type: String,
    /// The value today, in its usual form.
    pub value: String,
    /// Other right forms.
    #[serde(default)]
    pub accept: Vec<String>,
    /// Near values that belong to somebody else.
    #[serde(default)]
    pub not_this: Vec<String>,
    /// Former values.
    #[serde(default)]
    pub retired: Vec<RetiredFile>,
    /// How sure.
    #[serde(default)]
    pub status: Option<String>,
    /// Where it was read.
    #[serde(default)]
    pub source: Option<String>,
    /// More about it.
    #[serde(default)]
    pub note: Option<String>,
}

/// `registers/drafts.yml`: by topic, in the usual order of sections, what a notice may lack as text to start from.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DraftSectionFile {
    /// The heading, where the notice has no such section.
    pub heading: String,
    /// The elements of the section, in order.
    pub elements: Vec<DraftFile>,
}

/// The text to start from for one element.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DraftFile {
    /// The element.
    pub element: String,
    /// Paragraphs, and list items that begin with `- `. What only the author knows is a blank in square brackets.
    pub text: String,
    /// For each blank (without its brackets) a plausible fact: with these in place the element is stated.
    pub examples: BTreeMap<String, String>,
}

/// A former value.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RetiredFile {
    /// The value.
    pub value: String,
    /// Since when it is retired.
    #[serde(default)]
    pub since: Option<String>,
    /// More about it.
    #[serde(default)]
    pub note: Option<String>,
}
