//! What is kept of a notice for the checks across a collection, once its text is gone.

use super::address::Addresses;
use super::draft::{Desk, in_force};
use super::finding::Related;
use super::known_value::kind_named;
use super::matcher::Found;
use crate::notice::UnitKind;
use crate::rules::{Agrees, Check};
use std::collections::BTreeMap;

/// One value or variant that notices are compared by.
#[derive(Debug, Clone)]
pub struct Instance {
    /// Which values are one thing.
    pub group: String,
    /// What has to be the same.
    pub form: String,
    /// Where, with the author's words.
    pub at: Related,
}

/// A sentence or paragraph, for drift.
#[derive(Debug, Clone)]
pub struct Passage {
    /// Its words in lower case.
    pub words: String,
    /// Where, with the author's words.
    pub at: Related,
}

/// What is kept of one notice.
#[derive(Debug, Clone)]
pub struct Kept {
    /// What says whose notice it is: names and mail domains.
    pub owners: Vec<String>,
    /// Instances by rule.
    pub instances: BTreeMap<usize, Vec<Instance>>,
    /// Promises by rule.
    pub promises: BTreeMap<usize, Vec<Related>>,
    /// Sentences that are long enough to compare.
    pub sentences: Vec<Passage>,
    /// Paragraphs that are long enough to compare.
    pub paragraphs: Vec<Passage>,
    /// The title or the first words.
    pub top: Related,
    /// The number of the rule that recognised what kind of document or what language it is.
    pub kind: Option<usize>,
    /// How many headed sections it has.
    pub sections: usize,
    /// Values that no translation changes, by the types that rules ask for.
    pub values: BTreeMap<String, Vec<Instance>>,
}

/// Mail domains that many bodies share, and the regulator's: they say nothing about whose notice it is.
const SHARED_DOMAINS: [&str; 14] = [
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "hotmail.co.uk",
    "yahoo.com",
    "yahoo.co.uk",
    "icloud.com",
    "aol.com",
    "live.co.uk",
    "btinternet.com",
    "protonmail.com",
    "ico.org.uk",
    "nhs.net",
];

/// The fewest words of a sentence that is worth comparing.
const FEWEST_WORDS: usize = 6;

/// Keeps what the collection needs.
pub fn keep(desk: &Desk<'_>, kind: Option<usize>) -> Kept {
    let mut instances = BTreeMap::new();
    let mut promises = BTreeMap::new();
    let mut values = BTreeMap::new();
    let (mut sentences, mut paragraphs) = (false, false);
    for (index, rule) in desk.rules().rules.iter().enumerate() {
        if !in_force(rule, desk.options.as_of) {
            continue;
        }
        match &rule.check {
            Check::Agrees(agrees) if agrees.collection => {
                instances.insert(index, instances_of(desk, agrees));
            }
            Check::Defers { promise, .. } => {
                let found = desk.reading.find(promise);
                promises.insert(index, found.iter().map(|f| at(desk, f)).collect());
            }
            Check::Translates { values: types, .. } => {
                for name in types {
                    values.entry(name.to_string()).or_insert_with(|| values_of(desk, name));
                }
            }
            Check::Drifts { paragraphs: whole, .. } => {
                sentences |= !whole;
                paragraphs |= *whole;
            }
            _ => {}
        }
    }
    Kept {
        owners: owners(desk),
        instances,
        promises,
        sentences: if sentences { passages(desk, false) } else { Vec::new() },
        paragraphs: if paragraphs { passages(desk, true) } else { Vec::new() },
        top: desk.related(desk.reading.top(), desk.reading.words(desk.reading.top())),
        kind,
        sections: desk.reading.notice.sections.len().saturating_sub(1),
        values,
    }
}

/// Keeps nothing: the notice is compared with no other.
pub fn nothing(desk: &Desk<'_>) -> Kept {
    Kept {
        owners: Vec::new(),
        instances: BTreeMap::new(),
        promises: BTreeMap::new(),
        sentences: Vec::new(),
        paragraphs: Vec::new(),
        top: desk.related(desk.reading.top(), String::new()),
        kind: None,
        sections: 0,
        values: BTreeMap::new(),
    }
}

fn at(desk: &Desk<'_>, found: &Found) -> Related {
    desk.related(found.span, super::draft::quote(&desk.reading.words(found.span)))
}

/// All values of a type.
fn values_of(desk: &Desk<'_>, name: &str) -> Vec<Instance> {
    let Some(kind) = kind_named(name) else { return Vec::new() };
    let notice = &desk.reading.notice;
    let values = notice.values.iter().filter(|v| v.kind == kind);
    let instance = |value: &crate::notice::values::Value| {
        let span = notice.text.source_of(value.text.clone());
        let text = desk.reading.words(span).trim_end_matches(['.', ',', ';', ':']).to_owned();
        Instance { group: String::new(), form: value.canonical.clone(), at: desk.related(span, text) }
    };
    values.map(instance).collect()
}

/// The values or variants that an `agrees` rule compares.
pub fn instances_of(desk: &Desk<'_>, agrees: &Agrees) -> Vec<Instance> {
    let mut out = Vec::new();
    for (name, matchers) in &agrees.variants {
        let found = desk.reading.find(matchers);
        let addresses = if found.is_empty() { None } else { Some(Addresses::of(&desk.reading)) };
        for found in found.iter().filter(|f| addresses.as_ref().is_some_and(|all| !all.hold(f.span))) {
            out.push(Instance { group: String::new(), form: name.to_string(), at: at(desk, found) });
        }
    }
    if let Some(pattern) = &agrees.pattern {
        for found in desk.reading.find_pattern(pattern) {
            let text = desk.reading.words(found.span);
            out.push(Instance { group: String::new(), form: text.clone(), at: desk.related(found.span, text) });
        }
    }
    let Some(kind) = agrees.value_type.as_deref().and_then(kind_named) else {
        out.sort_by_key(|i| i.at.place.bytes);
        return out;
    };
    let notice = &desk.reading.notice;
    for value in notice.values.iter().filter(|v| v.kind == kind) {
        if agrees.only.as_ref().is_some_and(|o| !value.canonical.starts_with(o.as_str())) {
            continue;
        }
        let Some(unit) = desk.reading.unit_of(value.tokens.start) else { continue };
        let in_topic =
            agrees.in_topics.is_empty() || desk.reading.has_topic(desk.reading.unit(unit).section, &agrees.in_topics);
        let units = desk.reading.units_of(unit, agrees.within);
        let near = agrees.near.is_empty() || desk.reading.any_hit(&agrees.near, &units);
        if !(in_topic && near) {
            continue;
        }
        let span = notice.text.source_of(value.text.clone());
        let text = desk.reading.words(span).trim_end_matches(['.', ',', ';', ':']).to_owned();
        let group = match agrees.group_by.as_str() {
            "canonical" => value.canonical.clone(),
            "postcode" => text.split_whitespace().rev().take(2).collect::<Vec<_>>().join(" ").to_uppercase(),
            _ => String::new(),
        };
        let form = if agrees.compare_text { text.clone() } else { value.canonical.clone() };
        out.push(Instance { group, form, at: desk.related(span, text) });
    }
    out
}

/// Names and mail domains that say whose notice it is.
fn owners(desk: &Desk<'_>) -> Vec<String> {
    let mut out = Vec::new();
    for rule in &desk.rules().rules {
        if let Check::Agrees(agrees) = &rule.check
            && agrees.truth.as_deref() == Some("controller")
        {
            out.extend(instances_of(desk, agrees).into_iter().map(|i| i.form.to_lowercase()));
        }
    }
    for value in &desk.reading.notice.values {
        if value.kind == crate::notice::values::ValueKind::Email
            && let Some((_, domain)) = value.canonical.split_once('@')
            && !SHARED_DOMAINS.contains(&domain)
        {
            out.push(format!("@{domain}"));
        }
    }
    out.sort();
    out.dedup();
    out
}

fn passages(desk: &Desk<'_>, whole: bool) -> Vec<Passage> {
    let notice = &desk.reading.notice;
    let mut out: Vec<Passage> = Vec::new();
    let mut last_block = None;
    for unit in &notice.units {
        if !matches!(unit.kind, UnitKind::Sentence | UnitKind::Item) {
            continue;
        }
        if whole && last_block == Some(unit.block) {
            continue;
        }
        last_block = Some(unit.block);
        let (span, words) = if whole {
            let range = notice.text.blocks[unit.block as usize].clone();
            let text = &notice.text.folded[range.start as usize..range.end as usize];
            (notice.text.source_of(range.clone()), plain_words(text))
        } else {
            let own = &unit.tokens[unit.own as usize..];
            let words: Vec<&str> = own.iter().map(|t| notice.text.word(&notice.text.tokens[*t as usize])).collect();
            (desk.reading.notice.unit_span(unit), words.join(" "))
        };
        if words.split(' ').count() >= FEWEST_WORDS {
            out.push(Passage { words, at: desk.related(span, super::draft::quote(&desk.reading.words(span))) });
        }
    }
    out
}

fn plain_words(text: &str) -> String {
    text.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}
