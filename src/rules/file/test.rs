//! The tests of rules and facts.

use super::loose::{ByState, text_or_map};
use crate::rules::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

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
