//! Facts: what the notice shows of the processing, with three values and where it is shown.

use super::finding::FactValue;
use super::matcher::Found;
use super::options::Options;
use super::reading::Reading;
use crate::rules::RuleSet;
use crate::rules::condition::Condition;
use crate::rules::file::Sureness;

/// How a fact is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The configuration or the front matter says so.
    Declared,
    /// The notice says so.
    Stated,
    /// Words of the notice suggest it.
    Inferred,
    /// It follows from other facts.
    Concluded,
    /// Nothing shows it.
    Unknown,
}

impl How {
    /// The word in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::Stated => "stated",
            Self::Inferred => "inferred",
            Self::Concluded => "concluded",
            Self::Unknown => "none",
        }
    }
}

/// The value of one fact.
#[derive(Debug, Clone)]
pub struct Known {
    /// Yes, no or unknown.
    pub value: FactValue,
    /// How it is known.
    pub how: How,
    /// Where it is shown.
    pub found: Vec<Found>,
    /// Who declared it.
    pub origin: Option<String>,
}

/// All facts of a notice; counts as the rule set's facts.
#[derive(Debug, Clone, Default)]
pub struct Facts(pub Vec<Known>);

/// How often facts are concluded from facts.
const ROUNDS: usize = 4;

impl Facts {
    /// Declared, else denied, else found in the text, else concluded from other facts.
    pub fn new(reading: &Reading<'_>, options: &Options) -> Self {
        let rules = reading.rules;
        let mut facts = Self(rules.facts.iter().map(|fact| detect(reading, fact, options)).collect());
        for _ in 0..ROUNDS {
            let mut changed = false;
            for (index, fact) in rules.facts.iter().enumerate() {
                if facts.0[index].value != FactValue::Unknown {
                    continue;
                }
                let is =
                    |condition: &Option<Condition>| condition.as_ref().is_some_and(|c| facts.value(c) == Some(true));
                let value = match (is(&fact.yes_if), is(&fact.no_if)) {
                    (true, _) => FactValue::Yes,
                    (_, true) => FactValue::No,
                    _ => continue,
                };
                let found = fact.yes_if.as_ref().map(|c| facts.because(c)).unwrap_or_default();
                facts.0[index] = Known { value, how: How::Concluded, found, origin: None };
                changed = true;
            }
            if !changed {
                break;
            }
        }
        facts
    }

    /// The value of a condition.
    pub fn value(&self, condition: &Condition) -> Option<bool> {
        condition.value(&|id| match self.0.get(id as usize).map(|k| k.value) {
            Some(FactValue::Yes) => Some(true),
            Some(FactValue::No) => Some(false),
            _ => None,
        })
    }

    /// The places that speak for a condition that holds.
    fn because(&self, condition: &Condition) -> Vec<Found> {
        let mut facts = Vec::new();
        condition.facts(&mut facts);
        let shown = facts.iter().filter_map(|id| self.0.get(*id as usize)).filter(|k| k.value == FactValue::Yes);
        shown.flat_map(|k| k.found.first().cloned()).collect()
    }

    /// Whether the condition holds only by inference.
    pub fn is_inferred(&self, condition: &Condition) -> bool {
        let mut facts = Vec::new();
        condition.facts(&mut facts);
        let mut held = facts.iter().filter_map(|id| self.0.get(*id as usize)).filter(|k| k.value == FactValue::Yes);
        held.clone().next().is_some() && held.all(|k| matches!(k.how, How::Inferred | How::Concluded))
    }

    /// The facts that speak for a condition, with their titles.
    pub fn reasons<'r>(&self, condition: &Condition, rules: &'r RuleSet) -> Vec<(&'r str, Known)> {
        let mut ids = Vec::new();
        condition.facts(&mut ids);
        ids.iter()
            .filter_map(|id| Some((rules.facts.get(*id as usize)?.title.as_str(), self.0.get(*id as usize)?.clone())))
            .filter(|(_, known)| known.value == FactValue::Yes)
            .collect()
    }
}

fn detect(reading: &Reading<'_>, fact: &crate::rules::Fact, options: &Options) -> Known {
    if let Some(declared) = options.facts.get(fact.id.as_str()) {
        let origin = Some(declared.origin.clone());
        return Known { value: declared.value, how: How::Declared, found: Vec::new(), origin };
    }
    let in_front_matter = match reading.notice.meta(&fact.id).map(str::to_lowercase).as_deref() {
        Some("yes" | "true") => Some(FactValue::Yes),
        Some("no" | "false") => Some(FactValue::No),
        Some("unknown") => Some(FactValue::Unknown),
        _ => None,
    };
    if let Some(value) = in_front_matter {
        let origin = Some("the front matter".to_owned());
        return Known { value, how: How::Declared, found: Vec::new(), origin };
    }
    let denied = reading.find(&fact.no);
    if !denied.is_empty() {
        return Known { value: FactValue::No, how: How::Stated, found: denied, origin: None };
    }
    let found = reading.find(&fact.yes);
    if found.is_empty() {
        return Known { value: FactValue::Unknown, how: How::Unknown, found, origin: None };
    }
    let low = |f: &Found| fact.yes[f.matcher].confidence == Some(Sureness::Low);
    let (stated, inferred): (Vec<_>, Vec<_>) = found.into_iter().partition(|f| !low(f));
    if stated.is_empty() {
        return Known { value: FactValue::Yes, how: How::Inferred, found: inferred, origin: None };
    }
    Known { value: FactValue::Yes, how: How::Stated, found: stated, origin: None }
}
