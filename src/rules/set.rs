//! The compiled rule set: all that the checks see of a pack.

use super::condition::Condition;
use super::file::{Effect, Fault, Level, PlaceKind, Scope, Sureness, Window};
use super::matching::*;
use super::registers::*;
use super::{Pattern, Text};
use crate::phrase::{Numbers, PhraseTable};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which topic; counts [`RuleSet::topics`].
pub type TopicId = u32;

/// A pack, ready to check notices with.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct RuleSet {
    /// Name, version and law date.
    pub pack: PackInfo,
    /// All phrases.
    pub phrases: PhraseTable,
    /// Topics, in the order of the register.
    pub topics: Vec<Topic>,
    /// Facts, in the order of their ids.
    pub facts: Vec<Fact>,
    /// Rules: elements in the order of their files' names, then the other groups.
    pub rules: Vec<Rule>,
    /// The law register.
    pub law: Vec<Law>,
    /// Changes of the law, by date.
    pub changes: Vec<Change>,
    /// Provisions that were repealed or moved.
    pub provisions: Vec<Provision>,
    /// Bodies with another name today.
    pub bodies: Vec<Body>,
    /// Public facts.
    pub values: BTreeMap<Text, KnownValue>,
    /// Texts to start from, in the usual order of sections.
    pub drafts: Vec<DraftSection>,
}

/// A topic of sections.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Topic {
    /// Its id.
    pub id: Text,
    /// Phrases of headings.
    pub headings: Numbers,
    /// Phrases of the body.
    pub body: Numbers,
}

/// A fact.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Fact {
    /// Its id.
    pub id: Text,
    /// What it says.
    pub title: Text,
    /// What shows it.
    pub yes: Vec<Matcher>,
    /// What denies it.
    pub no: Vec<Matcher>,
    /// Asked where nothing was found.
    pub yes_if: Option<Condition>,
    /// Asked where nothing was found.
    pub no_if: Option<Condition>,
}

/// A rule.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Rule {
    /// Its name.
    pub name: Text,
    /// The folder that it stands in.
    pub group: Text,
    /// The advice in one line.
    pub title: Text,
    /// Earlier names.
    pub was: Vec<Text>,
    /// Entries of [`RuleSet::law`].
    pub law: Numbers,
    /// How much it matters.
    pub severity: States<Level>,
    /// How sure it is.
    pub confidence: Sureness,
    /// Whether it runs without being selected.
    pub on: bool,
    /// When it applies.
    pub window: Window,
    /// Its severity in notices older than the window.
    pub older: Option<Level>,
    /// Findings that make this rule's needless.
    pub yields_to: Vec<Text>,
    /// Names by state.
    pub names: States<Text>,
    /// Messages by state.
    pub messages: States<Text>,
    /// Next steps by state.
    pub next: States<Text>,
    /// Its fix.
    pub fix: Option<Fix>,
    /// What it does.
    pub check: Check,
}

impl Rule {
    /// The name that is reported for a state.
    pub fn name_of(&self, state: &str) -> &str {
        self.names.of(state).map_or(self.name.as_str(), Text::as_str)
    }

    /// All names under which it reports.
    pub fn reported_names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.names.0.iter().map(|(_, name)| name.as_str()))
    }

    /// The element that it is about, if any.
    pub fn element(&self) -> Option<&str> {
        match &self.check {
            Check::Requires(r) => r.element.as_deref(),
            Check::Defers { element, .. } => Some(element),
            _ => None,
        }
    }
}

/// What a rule does; one variant a kind of check of the rule format.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
#[allow(missing_docs)]
pub enum Check {
    Requires(Box<Requires>),
    Forbids {
        when: Option<Condition>,
        matchers: Vec<Matcher>,
        once: bool,
    },
    Conflicts {
        when: Option<Condition>,
        first: Vec<Matcher>,
        second: Vec<Matcher>,
        within: Scope,
    },
    ChecksValue {
        register: Text,
        value_type: Text,
        near: Numbers,
        within: Scope,
    },
    Cites {
        moved: bool,
        odd: Vec<Text>,
        unless: Numbers,
    },
    NamesBody {
        kinds: Vec<Text>,
    },
    Dated {
        near: Vec<Matcher>,
        older_than: Option<u32>,
        before_law: bool,
        future: bool,
    },
    CountsTopic {
        topic: TopicId,
        more_than: u32,
    },
    CountsGroups {
        groups: Vec<(Text, Numbers)>,
        place: Option<PlaceKind>,
        column: Numbers,
        more_than: u32,
        unless: Numbers,
    },
    Refers {
        phrases: Numbers,
        numbered: Numbers,
        not_before: Numbers,
    },
    Abbreviates {
        known: Numbers,
        before_definition: bool,
        in_topics: Numbers,
    },
    Agrees(Box<Agrees>),
    Drifts {
        similar: u32,
        words: u32,
        paragraphs: bool,
    },
    Shares {
        at_least: u32,
        rules: Vec<Text>,
    },
    Defers {
        element: Text,
        promise: Vec<Matcher>,
    },
    /// `language` is the name of the rule that recognises the other language.
    Translates {
        language: Text,
        values: Vec<Text>,
        sections: Option<u32>,
    },
    Measures {
        words_in_sentence: u32,
        at_least: u32,
    },
    Repeats {
        words_in_sentence: u32,
    },
    LeavesEmpty {
        column: Numbers,
    },
    Gathers {
        elements: Vec<Text>,
        at_least: u32,
        same_place: bool,
    },
    ReadsFile {
        features: Vec<Text>,
    },
    Suppression {
        fault: Fault,
    },
    Recognises {
        matchers: Vec<Matcher>,
        at_least: u32,
        unless: Vec<Matcher>,
        then: Effect,
    },
}

impl Check {
    /// The states that it can report.
    pub fn states(&self) -> &'static [&'static str] {
        match self {
            Self::Requires(r) if !r.may_be_weak() => &["missing"],
            Self::Requires(_) => &["missing", "weak"],
            Self::ChecksValue { value_type, .. } if value_type == "phone" => &["format", "retired", "wrong"],
            Self::ChecksValue { .. } => &["retired"],
            Self::Dated { future: true, .. } => &["future"],
            Self::Dated { before_law: true, .. } => &["predates"],
            Self::Dated { .. } => &["stale"],
            Self::Agrees(_) => &["differ"],
            Self::Translates { sections: Some(_), .. } => &["differ", "sections"],
            Self::Translates { .. } => &["differ"],
            Self::Abbreviates { before_definition: true, .. } => &["before-definition"],
            Self::Abbreviates { .. } => &["undefined"],
            _ => &["hit"],
        }
    }

    /// Whether it looks at several notices.
    pub fn is_across(&self) -> bool {
        match self {
            Self::Agrees(a) => a.collection,
            Self::Drifts { .. } | Self::Shares { .. } | Self::Defers { .. } | Self::Translates { .. } => true,
            _ => false,
        }
    }
}

/// A disclosure.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
#[allow(missing_docs)]
pub struct Requires {
    pub element: Option<Text>,
    pub what: Text,
    pub topics: Numbers,
    pub when: Option<Condition>,
    pub not_when: Option<Condition>,
    pub stated: Vec<Matcher>,
    pub denied: Vec<Matcher>,
    pub weak: Vec<Matcher>,
    pub promised: Vec<Matcher>,
    pub hinted: Vec<Matcher>,
    pub inherit: bool,
    pub softer: Option<Softer>,
}

impl Requires {
    /// Whether something speaks of it that does not deliver it.
    pub fn may_be_weak(&self) -> bool {
        !(self.weak.is_empty() && self.promised.is_empty() && self.hinted.is_empty())
    }

    /// All that speaks of it.
    pub fn matchers(&self) -> impl Iterator<Item = &Matcher> {
        [&self.stated, &self.denied, &self.weak, &self.promised, &self.hinted].into_iter().flatten()
    }
}

/// Other severities under a condition.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
#[allow(missing_docs)]
pub struct Softer {
    pub when: Condition,
    pub missing: Option<Level>,
    pub weak: Option<Level>,
}

/// Values that should agree.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
#[allow(missing_docs)]
pub struct Agrees {
    pub collection: bool,
    pub what: Text,
    pub value_type: Option<Text>,
    pub near: Numbers,
    pub within: Scope,
    pub in_topics: Numbers,
    pub only: Option<Text>,
    pub group_by: Text,
    pub compare_text: bool,
    pub variants: Vec<(Text, Vec<Matcher>)>,
    pub usual: Option<Text>,
    pub pattern: Option<Pattern>,
    pub absent: bool,
    pub truth: Option<Text>,
}

/// Something in a rule set that cannot be read back.
#[derive(Debug, thiserror::Error)]
#[error("the compiled rule set cannot be read: {0}")]
pub struct Unreadable(#[from] postcard::Error);

impl RuleSet {
    /// The bytes that are embedded in the binary.
    ///
    /// # Errors
    /// Only where the serialiser fails.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Unreadable> {
        Ok(postcard::to_allocvec(self)?)
    }

    /// Reads what [`RuleSet::to_bytes`] wrote; most of it is used where it lies.
    ///
    /// # Errors
    /// Bytes of another version.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Self, Unreadable> {
        Ok(postcard::from_bytes(bytes)?)
    }

    /// The topic with this id.
    pub fn topic(&self, id: &str) -> Option<TopicId> {
        self.topics.iter().position(|t| t.id == id).map(|t| t as TopicId)
    }
}
