//! What `notice-lint.yaml` may hold. The comments are the help texts that editors show.

use schemars::JsonSchema;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_yaml::{Location, Spanned};
use std::fmt;
use std::marker::PhantomData;

/// The configuration of notice-lint: `notice-lint.yaml`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[schemars(title = "notice-lint.yaml")]
pub struct Settings {
    /// What is so, whatever the notices show: a fact's id, and yes, no or unknown. `notice-lint facts FILE`
    /// lists the facts and what the text shows.
    pub facts: Entries<FactSetting>,
    /// Your organisation's own details. Notices that say otherwise are reported.
    pub organisation: Organisation,
    /// Notices that must agree with each other. Without this, notices that name the same controller are checked together.
    pub collections: Vec<Collection>,
    /// Notices that are read together with another one, such as a corporate privacy statement.
    pub layers: Vec<Layer>,
    /// A rule's name and its level: off, info, warning or error. `notice-lint rules list` prints the names.
    pub rules: Entries<LevelSetting>,
    /// Findings that you accept, each with a reason. One that accepts nothing any more is reported.
    pub waivers: Vec<WaiverSetting>,
    /// Check these rules only: names of rules, groups, or keys of the law.
    #[schemars(with = "Vec<String>")]
    pub select: Vec<Word>,
    /// Do not check these rules: names of rules, groups, or keys of the law.
    #[schemars(with = "Vec<String>")]
    pub ignore: Vec<Word>,
    /// Folders with rules of your own, in addition to those built in. Relative to this file.
    #[schemars(with = "Vec<String>")]
    pub packs: Vec<Word>,
    /// Check these files only, where a folder is checked: globs, relative to this file.
    #[schemars(with = "Vec<String>")]
    pub include: Vec<Word>,
    /// Leave these files out, where a folder is checked: globs, relative to this file.
    #[schemars(with = "Vec<String>")]
    pub exclude: Vec<Word>,
    /// The day whose law counts, as 2026-11-21. Default: today.
    #[schemars(with = "Option<String>")]
    pub as_of: Option<Word>,
    /// The run fails when a finding is at least this severe. Default: error.
    pub fail_on: Option<FailOn>,
    /// Report nothing below this severity. Default: info.
    pub min_severity: Option<SeveritySetting>,
}

/// A text with its place in the file.
pub type Word = Spanned<String>;

/// A fact's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FactSetting {
    /// It is so.
    #[serde(alias = "true")]
    Yes,
    /// It is not so.
    #[serde(alias = "false")]
    No,
    /// Let nobody assume it.
    Unknown,
}

/// A rule's level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LevelSetting {
    /// Do not run it.
    #[serde(alias = "false")]
    Off,
    /// Report it as information.
    Info,
    /// Report it as a warning.
    Warning,
    /// Report it as an error.
    Error,
}

/// A severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SeveritySetting {
    /// Information.
    Info,
    /// Warnings.
    Warning,
    /// Errors.
    Error,
}

/// When a run fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// At an error.
    Error,
    /// At a warning or an error.
    Warning,
    /// At anything.
    Info,
    /// Never.
    Never,
}

/// Your organisation's own details.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Organisation {
    /// The controller's full legal name.
    pub controller: Option<String>,
    /// The name it goes by.
    pub short_name: Option<String>,
    /// The data protection officer.
    pub dpo: Officer,
    /// The registration number at the regulator, as ZA123456.
    pub register_number: Option<String>,
}

/// The data protection officer.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Officer {
    /// Name of the person or the role.
    pub name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Postal address on one line.
    pub address: Option<String>,
}

/// Notices that must agree with each other.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Collection {
    /// A name for reports.
    pub name: String,
    /// The notices: globs, relative to this file.
    #[schemars(with = "Vec<String>")]
    pub notices: Vec<Word>,
}

/// Notices that are read together with another one.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Layer {
    /// The notices: globs, relative to this file.
    #[schemars(with = "Vec<String>")]
    pub notices: Vec<Word>,
    /// The notice that they are read with, relative to this file.
    #[schemars(with = "String")]
    pub with: Word,
}

/// A finding that is accepted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WaiverSetting {
    /// The rule, by the name that a finding prints.
    #[schemars(with = "String")]
    pub rule: Word,
    /// The notices: globs, relative to this file.
    #[schemars(with = "Vec<String>")]
    pub paths: Vec<Word>,
    /// Only findings that quote these words.
    #[serde(default)]
    pub quote: Option<String>,
    /// Only the finding with this fingerprint, as `--format json` prints it in the folder of this file.
    #[serde(default)]
    pub fingerprint: Option<String>,
    /// Why it is accepted.
    #[schemars(with = "String")]
    pub reason: Word,
    /// The last day on which it is accepted, as 2027-01-31.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub until: Option<Word>,
    /// Who accepted it.
    #[serde(default)]
    pub by: Option<String>,
}

/// A mapping whose keys keep their places.
#[derive(Debug)]
pub struct Entries<V>(pub Vec<(Word, V)>);

impl<V> Default for Entries<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Entries<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs<V>(PhantomData<V>);
        impl<'de, V: Deserialize<'de>> Visitor<'de> for Pairs<V> {
            type Value = Entries<V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("group of `key: value` lines")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry::<Word, V>()? {
                    pairs.push(pair);
                }
                Ok(Entries(pairs))
            }

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Entries::default())
            }
        }
        // Not `deserialize_map`: a setting with nothing after its colon is empty, not wrong.
        deserializer.deserialize_any(Pairs(PhantomData))
    }
}

impl<V: JsonSchema> JsonSchema for Entries<V> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Map_of_{}", V::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        std::collections::BTreeMap::<String, V>::json_schema(generator)
    }
}

/// Where a word stands.
pub(super) fn place(word: &Word) -> Location {
    word.referenced
}

/// The schema of the configuration file, for editors.
pub fn schema() -> serde_json::Value {
    schemars::generate::SchemaSettings::draft07().into_generator().into_root_schema_for::<Settings>().to_value()
}
