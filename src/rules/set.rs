//! The compiled rule set: all that the checks see of a pack.

use super::condition::Condition;
use super::file::{ByState, Effect, Fault, FixKind, Level, Negated, PlaceKind, Scope, Sureness, Window};
use super::{Day, Pattern};
use crate::phrase::{PhraseId, PhraseTable};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
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
    pub values: BTreeMap<String, KnownValue>,
    /// Texts to start from, in the usual order of sections.
    pub drafts: Vec<DraftSection>,
}

/// A section that a notice may lack.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DraftSection {
    /// Its topic.
    pub topic: TopicId,
    /// Its heading.
    pub heading: String,
    /// Its elements.
    pub elements: Vec<DraftText>,
}

/// The text to start from for one element.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DraftText {
    /// The element.
    pub element: String,
    /// Paragraphs and list items, with blanks in square brackets.
    pub text: String,
    /// A plausible fact for each blank.
    pub examples: BTreeMap<String, String>,
}

impl DraftText {
    /// The text with its blanks filled by the examples.
    pub fn filled(&self) -> String {
        self.examples.iter().fold(self.text.clone(), |text, (blank, fact)| text.replace(&format!("[{blank}]"), fact))
    }
}

/// What a pack says of itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PackInfo {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The date to which the law was read.
    pub law_as_at: Day,
}

/// A topic of sections.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Topic {
    /// Its id.
    pub id: String,
    /// Phrases of headings.
    pub headings: Vec<PhraseId>,
    /// Phrases of the body.
    pub body: Vec<PhraseId>,
}

/// A compiled matcher; see the rule format for what each part means.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
#[allow(missing_docs)]
pub struct Matcher {
    pub any: Vec<PhraseId>,
    pub all: Vec<Vec<PhraseId>>,
    pub within: Option<Scope>,
    pub unless: Vec<PhraseId>,
    pub unless_within: Option<Scope>,
    pub after: Vec<PhraseId>,
    pub not_after: Vec<PhraseId>,
    pub before: Vec<PhraseId>,
    pub not_before: Vec<PhraseId>,
    pub in_topics: Vec<TopicId>,
    pub not_in: Vec<TopicId>,
    pub place: Option<PlaceKind>,
    pub column: Vec<PhraseId>,
    pub negated: Negated,
    pub because: Option<String>,
    pub cleared_by: Option<Scope>,
    pub confidence: Option<Sureness>,
    pub contradicts: bool,
    pub fix: Option<Box<Fix>>,
    pub say: Option<String>,
    pub regex: Option<Box<Pattern>>,
    pub link: Option<Box<Pattern>>,
}

/// A fix.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Fix {
    /// Its class, by state.
    pub class: ByState<FixKind>,
    /// Replaces the match.
    pub with: Option<String>,
    /// Offers a new paragraph.
    pub insert: Option<String>,
    /// What it does.
    pub title: Option<String>,
}

/// A fact.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Fact {
    /// Its id.
    pub id: String,
    /// What it says.
    pub title: String,
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
    pub name: String,
    /// The folder that it stands in.
    pub group: String,
    /// The advice in one line.
    pub title: String,
    /// Earlier names.
    pub was: Vec<String>,
    /// Entries of [`RuleSet::law`].
    pub law: Vec<u32>,
    /// How much it matters.
    pub severity: ByState<Level>,
    /// How sure it is.
    pub confidence: Sureness,
    /// Whether it runs without being selected.
    pub on: bool,
    /// When it applies.
    pub window: Window,
    /// Its severity in notices older than the window.
    pub older: Option<Level>,
    /// Findings that make this rule's needless.
    pub yields_to: Vec<String>,
    /// Names by state.
    pub names: BTreeMap<String, String>,
    /// Messages by state.
    pub messages: ByState<String>,
    /// Next steps by state.
    pub next: ByState<String>,
    /// Its fix.
    pub fix: Option<Fix>,
    /// What it does.
    pub check: Check,
}

impl Rule {
    /// The name that is reported for a state.
    pub fn name_of(&self, state: &str) -> &str {
        self.names.get(state).map_or(self.name.as_str(), String::as_str)
    }

    /// All names under which it reports.
    pub fn reported_names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.names.values().map(String::as_str))
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
        register: String,
        value_type: String,
        near: Vec<PhraseId>,
        within: Scope,
    },
    Cites {
        moved: bool,
        odd: Vec<String>,
        unless: Vec<PhraseId>,
    },
    NamesBody {
        kinds: Vec<String>,
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
        groups: Vec<(String, Vec<PhraseId>)>,
        place: Option<PlaceKind>,
        column: Vec<PhraseId>,
        more_than: u32,
        unless: Vec<PhraseId>,
    },
    Refers {
        phrases: Vec<PhraseId>,
    },
    Abbreviates {
        known: Vec<PhraseId>,
        before_definition: bool,
        in_topics: Vec<TopicId>,
    },
    Agrees(Box<Agrees>),
    Drifts {
        similar: u32,
        words: u32,
        paragraphs: bool,
    },
    Shares {
        at_least: u32,
        rules: Vec<String>,
    },
    Defers {
        element: String,
        promise: Vec<Matcher>,
    },
    /// `language` is the name of the rule that recognises the other language.
    Translates {
        language: String,
        values: Vec<String>,
        sections: Option<u32>,
    },
    Measures {
        words_in_sentence: u32,
        at_least: u32,
    },
    Gathers {
        elements: Vec<String>,
        at_least: u32,
        same_place: bool,
    },
    ReadsFile {
        features: Vec<String>,
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
            Self::Requires(r) if r.weak.is_empty() && r.promised.is_empty() => &["missing"],
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
    pub element: Option<String>,
    pub what: String,
    pub topics: Vec<TopicId>,
    pub when: Option<Condition>,
    pub not_when: Option<Condition>,
    pub stated: Vec<Matcher>,
    pub denied: Vec<Matcher>,
    pub weak: Vec<Matcher>,
    pub promised: Vec<Matcher>,
    pub inherit: bool,
    pub softer: Option<Softer>,
}

/// Other severities under a condition.
#[derive(Debug, Clone, Serialize, Deserialize)]
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
    pub what: String,
    pub value_type: Option<String>,
    pub near: Vec<PhraseId>,
    pub within: Scope,
    pub in_topics: Vec<TopicId>,
    pub only: Option<String>,
    pub group_by: String,
    pub compare_text: bool,
    pub variants: Vec<(String, Vec<Matcher>)>,
    pub usual: Option<String>,
    pub pattern: Option<Pattern>,
    pub absent: bool,
    pub truth: Option<String>,
}

/// A provision.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Law {
    #[serde(borrow)]
    pub key: Cow<'static, str>,
    #[serde(borrow)]
    pub cite: Cow<'static, str>,
    #[serde(borrow)]
    pub url: Cow<'static, str>,
    pub from: Option<Day>,
    pub until: Option<Day>,
}

/// A change of the law.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Change {
    pub date: Day,
    pub what: String,
}

/// A provision that was repealed or moved.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Provision {
    pub cite: String,
    pub exact: bool,
    pub status: String,
    pub instead: Option<String>,
    pub from: Day,
    pub law: Option<u32>,
}

/// A public body with another name.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Body {
    pub found: Vec<PhraseId>,
    pub kind: String,
    pub now: String,
    pub since: Option<String>,
    pub unless: Vec<PhraseId>,
    pub note: Option<String>,
    pub severity: Option<Level>,
}

/// A public fact.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct KnownValue {
    pub value_type: String,
    pub value: String,
    pub accept: Vec<String>,
    pub not_this: Vec<String>,
    pub retired: Vec<(String, Option<String>)>,
    pub source: Option<String>,
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
