//! Matchers, and the words that say where they look and what they count for.

use super::loose::{Many, Phrases, text_or_map};
use super::rule::FixFile;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What to look for: a phrase, or a mapping.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Matcher(pub MatcherMap);
text_or_map!(Matcher, MatcherMap, |text| MatcherMap { phrases: Many(vec![text]), ..MatcherMap::default() });

/// A matcher with conditions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct MatcherMap {
    /// A phrase, or phrases of which any will do.
    #[serde(rename = "match")]
    pub phrases: Phrases,
    /// Every one of these must be there, in any order; each entry a phrase or a list of phrases.
    pub all: Vec<Phrases>,
    /// For `all`: sentence, paragraph, section or notice.
    pub within: Option<Scope>,
    /// Phrases that cancel the match.
    pub unless: Phrases,
    /// Where `unless` looks: sentence, paragraph, section, notice, or elsewhere (the notice outside this section).
    pub unless_within: Option<Scope>,
    /// A phrase that must stand directly before.
    pub after: Phrases,
    /// A phrase that must not stand directly before.
    pub not_after: Phrases,
    /// A phrase that must stand directly after.
    pub before: Phrases,
    /// A phrase that must not stand directly after.
    pub not_before: Phrases,
    /// Topics of the section, or of a section around it.
    #[serde(rename = "in")]
    pub in_topics: Many<String>,
    /// Topics that the section must not have.
    pub not_in: Many<String>,
    /// What kind of text: heading, title, paragraph, item, cell, meta.
    pub place: Option<PlaceKind>,
    /// For cells: a phrase in the column's heading.
    pub column: Phrases,
    /// For cells: a phrase that the first cell of the row must hold.
    pub row: Phrases,
    /// What a negated match counts for: skip, either or only.
    pub negated: Option<Negated>,
    /// Why the evidence is weak.
    pub because: Option<String>,
    /// Where stated evidence makes weak evidence harmless: notice, section, paragraph or never.
    pub cleared_by: Option<Scope>,
    /// How sure: high, medium or low. For a fact, low means inferred.
    pub confidence: Option<Sureness>,
    /// Stated evidence that makes a denial a contradiction, and the other way round.
    pub contradicts: bool,
    /// The fix for this match.
    pub fix: Option<FixFile>,
    /// The message for this match.
    pub say: Option<String>,
    /// A regular expression over the sentence, instead of `match`.
    pub regex: Option<String>,
    /// A regular expression over the target of a link, instead of `match`; the words of the link are the place.
    pub link: Option<String>,
    /// With `link`: what is wrong with the target.
    pub target: Option<Target>,
    /// What must stand after the sentence: nothing, up to the next heading or the end.
    pub then: Option<Then>,
}

/// What is wrong with the target of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// It names a place of this page that is not there.
    Missing,
    /// The words of the link are one address, and the target is another.
    Other,
}

/// What stands after a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Then {
    /// No list, table, picture or paragraph before the next heading of its level, or the end.
    Nothing,
}

/// How far a look goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// The sentence, item, heading or cell, with its lead-in.
    Sentence,
    /// The paragraph; for lists the lead-in and all items; for tables the row.
    Paragraph,
    /// The section.
    Section,
    /// The whole notice.
    #[serde(alias = "document")]
    Notice,
    /// The notice outside this section.
    Elsewhere,
    /// Nowhere: weak evidence that nothing makes harmless.
    Never,
}

/// Where text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum PlaceKind {
    Heading,
    Title,
    Paragraph,
    Item,
    Cell,
    Meta,
}

/// What a match under "not" counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Negated {
    /// It does not count.
    #[default]
    Skip,
    /// It counts like any other.
    Either,
    /// Only negated matches count.
    Only,
}

/// How sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Sureness {
    High,
    Medium,
    Low,
}

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Level {
    Error,
    Warning,
    Info,
    /// Not reported.
    Off,
}
