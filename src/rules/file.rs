//! What stands in the files of a pack. The doc comments are the text of the JSON Schema that editors show.

use super::Day;
use schemars::JsonSchema;
use serde::de::{self, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer, value::SeqAccessDeserializer};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// One value or a list of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Many<T>(pub Vec<T>);

impl<T> Default for Many<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de> + From<String>> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMore<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de> + From<String>> Visitor<'de> for OneOrMore<T> {
            type Value = Many<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a list")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Many(vec![T::from(text.to_owned())]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Many)
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(|one| Many(vec![one]))
            }
        }
        deserializer.deserialize_any(OneOrMore(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for Many<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Many{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let one = generator.subschema_for::<T>();
        schemars::json_schema!({"anyOf": [one.clone(), {"type": "array", "items": one}]})
    }
}

/// A text, or a mapping with more to say. `from` makes one from the text.
macro_rules! text_or_map {
    ($name:ident, $inner:ident, $from:expr) => {
        impl From<String> for $name {
            fn from(text: String) -> Self {
                let make: fn(String) -> $inner = $from;
                Self(make(text))
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct TextOrMap;
                impl<'de> Visitor<'de> for TextOrMap {
                    type Value = $name;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("a text or a mapping")
                    }
                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$name, E> {
                        Ok($name::from(text.to_owned()))
                    }
                    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<$name, A::Error> {
                        $inner::deserialize(MapAccessDeserializer::new(map)).map($name)
                    }
                }
                deserializer.deserialize_any(TextOrMap)
            }
        }
        impl JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let map = generator.subschema_for::<$inner>();
                schemars::json_schema!({"anyOf": [{"type": "string"}, map]})
            }
        }
    };
}

/// A list of phrases, or one.
pub type Phrases = Many<String>;

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

/// A text for all states, or one a state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ByState<T>(pub BTreeMap<String, T>);

/// The key of a value that holds for all states.
pub const ANY_STATE: &str = "*";

impl<T> ByState<T> {
    /// The value for a state, or the one for all states.
    pub fn get(&self, state: &str) -> Option<&T> {
        self.0.get(state).or_else(|| self.0.get(ANY_STATE))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for ByState<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct States<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for States<T> {
            type Value = ByState<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or a mapping of states")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                let one = T::deserialize(de::value::StrDeserializer::new(text))?;
                Ok(ByState(BTreeMap::from([(ANY_STATE.to_owned(), one)])))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                BTreeMap::deserialize(MapAccessDeserializer::new(map)).map(ByState)
            }
        }
        if !deserializer.is_human_readable() {
            // The compiled pack: it holds the mapping, and its format cannot tell a text from one.
            return BTreeMap::deserialize(deserializer).map(ByState);
        }
        deserializer.deserialize_any(States(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for ByState<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("ByState{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let one = generator.subschema_for::<T>();
        schemars::json_schema!({"anyOf": [one.clone(), {"type": "object", "additionalProperties": one}]})
    }
}

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
    /// Gathers several missing disclosures of one cause into one finding.
    #[serde(default)]
    pub gathers: Option<Gathers>,
    /// Looks at how the file is encoded.
    #[serde(default)]
    pub encoded: Option<Encoded>,
    /// Tests by the state that is expected.
    pub tests: BTreeMap<String, Vec<Test>>,
}

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
}

/// The file itself.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Encoded {
    /// Encodings that are reported: windows-1252, utf-16.
    pub r#as: Vec<String>,
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

/// A test.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Test(pub TestMap);
text_or_map!(Test, TestMap, |text| TestMap { text, ..TestMap::default() });

/// A test with more to say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct TestMap {
    /// A small notice.
    pub text: String,
    /// Or several, by name.
    pub documents: BTreeMap<String, String>,
    /// Words that the finding or the evidence must hold.
    pub at: Option<At>,
    /// The text after the fix.
    pub fixed: Option<String>,
    /// The date of the law; default: the date of the pack.
    pub as_of: Option<Day>,
    /// Declared facts.
    pub facts: BTreeMap<String, YesNo>,
    /// Words of the reason.
    pub because: Option<String>,
    /// The notice that the text is layered with.
    pub layer: Option<String>,
}

/// Words that a finding must hold: in the one text, or by document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct At(pub BTreeMap<String, String>);

impl<'de> Deserialize<'de> for At {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        ByState::<String>::deserialize(deserializer).map(|by| At(by.0))
    }
}

impl JsonSchema for At {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "At".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        ByState::<String>::json_schema(generator)
    }
}

/// A declared fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum YesNo {
    #[serde(alias = "true")]
    Yes,
    #[serde(alias = "false")]
    No,
    Unknown,
}

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
