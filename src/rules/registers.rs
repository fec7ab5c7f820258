//! What a rule set takes from the registers of a pack: the law, public bodies and facts, texts to start from.

use super::file::Level;
use super::{Day, Text, TopicId};
use crate::phrase::Numbers;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A section that a notice may lack.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct DraftSection {
    /// Its topic.
    pub topic: TopicId,
    /// Its heading.
    pub heading: Text,
    /// Its elements.
    pub elements: Vec<DraftText>,
}

/// The text to start from for one element.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct DraftText {
    /// The element.
    pub element: Text,
    /// Paragraphs and list items, with blanks in square brackets.
    pub text: Text,
    /// A plausible fact for each blank.
    pub examples: BTreeMap<Text, Text>,
}

impl DraftText {
    /// The text with its blanks filled by the examples.
    pub fn filled(&self) -> String {
        self.examples
            .iter()
            .fold(self.text.to_string(), |text, (blank, fact)| text.replace(&format!("[{blank}]"), fact))
    }
}

/// What a pack says of itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct PackInfo {
    /// Its name.
    pub name: Text,
    /// Its version.
    pub version: Text,
    /// The date to which the law was read.
    pub law_as_at: Day,
}

/// A provision.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
#[allow(missing_docs)]
pub struct Law {
    pub key: Text,
    pub cite: Text,
    pub url: Text,
    pub from: Option<Day>,
    pub until: Option<Day>,
}

/// A change of the law.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
#[allow(missing_docs)]
pub struct Change {
    pub date: Day,
    pub what: Text,
}

/// A provision that was repealed or moved.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
#[allow(missing_docs)]
pub struct Provision {
    pub cite: Text,
    pub exact: bool,
    pub status: Text,
    pub instead: Option<Text>,
    pub from: Day,
    pub law: Option<u32>,
}

/// A public body with another name.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
#[allow(missing_docs)]
pub struct Body {
    pub found: Numbers,
    pub kind: Text,
    pub now: Text,
    pub since: Option<Text>,
    pub unless: Numbers,
    pub note: Option<Text>,
    pub severity: Option<Level>,
}

/// A public fact.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
#[allow(missing_docs)]
pub struct KnownValue {
    pub value_type: Text,
    pub value: Text,
    pub accept: Vec<Text>,
    pub not_this: Vec<Text>,
    pub retired: Vec<(Text, Option<Text>)>,
    pub source: Option<Text>,
}
