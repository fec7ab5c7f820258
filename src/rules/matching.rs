//! What a compiled rule looks for, and what it offers to do about it.

use super::file::{ANY_STATE, ByState, FixKind, Negated, PlaceKind, Scope, Sureness, Target, Then};
use super::{Pattern, Text};
use crate::phrase::Numbers;
use serde::{Deserialize, Serialize};

/// A compiled matcher; see the rule format for what each part means.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
#[allow(missing_docs)]
pub struct Matcher {
    pub any: Numbers,
    pub all: Vec<Numbers>,
    pub within: Option<Scope>,
    pub unless: Numbers,
    pub unless_within: Option<Scope>,
    pub beside: Option<Box<Beside>>,
    pub in_topics: Numbers,
    pub not_in: Numbers,
    pub place: Option<PlaceKind>,
    pub negated: Negated,
    pub because: Option<Text>,
    pub cleared_by: Option<Scope>,
    pub confidence: Option<Sureness>,
    pub contradicts: bool,
    pub fix: Option<Box<Fix>>,
    pub say: Option<Text>,
    pub regex: Option<Box<Pattern>>,
    pub link: Option<Box<Pattern>>,
}

/// What a matcher asks of the words next to a match, and of the heading of its column. Few do, so it stands apart: matchers
/// are many, and each run reads them all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
#[allow(missing_docs)]
pub struct Beside {
    pub after: Numbers,
    pub not_after: Numbers,
    pub before: Numbers,
    pub not_before: Numbers,
    pub column: Numbers,
    pub row: Numbers,
    pub target: Option<Target>,
    pub then: Option<Then>,
}

/// A value for all states, or one a state.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static, T: Deserialize<'de>"))]
pub struct States<T>(pub Vec<(Text, T)>);

impl<T> States<T> {
    /// The value for a state, or the one for all states.
    pub fn get(&self, state: &str) -> Option<&T> {
        self.of(state).or_else(|| self.of(ANY_STATE))
    }

    /// The value for just this state.
    pub fn of(&self, state: &str) -> Option<&T> {
        self.0.iter().find(|(name, _)| name == state).map(|(_, value)| value)
    }
}

impl<T, U: From<T>> From<ByState<T>> for States<U> {
    fn from(states: ByState<T>) -> Self {
        Self(states.0.into_iter().map(|(state, value)| (state.into(), value.into())).collect())
    }
}

/// A fix.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Fix {
    /// Its class, by state.
    pub class: States<FixKind>,
    /// Replaces the match.
    pub with: Option<Text>,
    /// Offers a new paragraph.
    pub insert: Option<Text>,
    /// What it does.
    pub title: Option<Text>,
}
