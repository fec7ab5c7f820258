//! Completion and hover in `notice-lint.yaml` and in rule files: from the schemas that `notice-lint schema` prints, and from
//! the names that the rules themselves bring.

mod place;
mod shape;

use super::analysis::{Analysis, Subject};
use super::client::Client;
use super::documents::Snapshot;
use super::hover::page;
use super::project::Prepared;
use super::prose::{plain, provision};
use crate::rules::RuleSet;
use crate::{config, docs};
use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTextEdit, CompletionList, Documentation, Position, TextEdit,
};
use place::{Place, Step};
use serde_json::Value;
use shape::{Shape, Word};
use std::sync::OnceLock;

/// The two kinds of files that have a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Settings,
    Rule,
}

impl Kind {
    fn of(subject: &Subject) -> Option<Self> {
        match subject {
            Subject::Settings => Some(Self::Settings),
            Subject::Rule => Some(Self::Rule),
            Subject::Notice(_) | Subject::Other => None,
        }
    }

    fn shape(self) -> &'static Shape {
        static SETTINGS: OnceLock<Shape> = OnceLock::new();
        static RULE: OnceLock<Shape> = OnceLock::new();
        match self {
            Self::Settings => SETTINGS.get_or_init(|| Shape::new(config::schema())),
            Self::Rule => RULE.get_or_init(|| Shape::new(docs::rule_schema())),
        }
    }

    /// The names that may stand at a place: of rules, facts, provisions, topics.
    fn names(self, place: &Place, rules: &RuleSet) -> Vec<Word> {
        let keys: Vec<&str> = place
            .path
            .iter()
            .filter_map(|step| if let Step::Key(key) = step { Some(key.as_str()) } else { None })
            .collect();
        match (self, keys.as_slice(), place.value || matches!(place.path.last(), Some(Step::Item(_)))) {
            (Self::Settings, ["facts"], false) => facts(rules),
            (Self::Settings, ["rules"], false) => rule_names(rules),
            (Self::Settings, ["select" | "ignore"], true) => rule_names(rules),
            (Self::Rule, ["law"], true) => law(rules),
            (Self::Rule, ["yields-to"], true) => rule_names(rules),
            (Self::Rule, [.., "topic" | "topics" | "in" | "not-in"], true) => {
                rules.topics.iter().map(|topic| Word { word: topic.id.to_string(), means: String::new() }).collect()
            }
            _ => Vec::new(),
        }
    }
}

fn facts(rules: &RuleSet) -> Vec<Word> {
    rules.facts.iter().map(|fact| Word { word: fact.id.to_string(), means: fact.title.to_string() }).collect()
}

fn rule_names(rules: &RuleSet) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for rule in &rules.rules {
        for name in rule.reported_names() {
            if words.iter().all(|known| known.word != name) {
                words.push(Word { word: name.to_owned(), means: rule.title.to_string() });
            }
        }
    }
    words
}

fn law(rules: &RuleSet) -> Vec<Word> {
    rules.law.iter().map(|law| Word { word: law.key.to_string(), means: law.cite.to_string() }).collect()
}

/// What can be written at a position; `project` has the names. Null in documents without a schema.
pub fn complete(document: &Snapshot, known: &Analysis, position: Position) -> Value {
    let Some(kind) = Kind::of(&known.subject) else { return Value::Null };
    let positions = document.positions(known.encoding);
    let Some(place) = place::at(positions.text, positions.offset(position)) else { return Value::Null };
    let names = kind.names(&place, &known.project.rules);
    let named = names.len();
    let listed = matches!(place.path.last(), Some(Step::Item(_)));
    let mut words = names;
    if place.value || listed {
        words.extend(kind.shape().values(&place.path));
    }
    let values = words.len();
    if !place.value {
        words.extend(kind.shape().keys(&place.path).into_iter().filter(|key| !place.siblings.contains(&key.word)));
        words.retain(|word| !place.siblings.contains(&word.word));
    }
    let range = positions.range([place.word.start, place.word.end]);
    let colon = positions.text[place.word.end..].starts_with(':');
    let items = words.into_iter().enumerate().map(|(index, Word { word, means })| {
        let key = !(place.value || listed && index < values);
        let new_text = if key && !colon { format!("{word}: ") } else { word.clone() };
        CompletionItem {
            kind: Some(match (key, index < named) {
                (true, _) => CompletionItemKind::Property,
                (false, true) => CompletionItemKind::Reference,
                (false, false) => CompletionItemKind::EnumMember,
            }),
            filter_text: Some(word.clone()),
            label: word,
            documentation: (!means.is_empty()).then_some(Documentation::String(means)),
            text_edit: Some(CompletionItemTextEdit::TextEdit(TextEdit { range, new_text })),
            ..CompletionItem::default()
        }
    });
    let list = CompletionList { is_incomplete: false, items: items.collect(), ..CompletionList::default() };
    serde_json::to_value(list).unwrap_or_default()
}

/// What the word at a position means; null where it means nothing.
pub fn hover(analysis: &Analysis, position: Position, client: &Client) -> Value {
    let Some(kind) = Kind::of(&analysis.subject) else { return Value::Null };
    let positions = analysis.positions();
    let text = positions.text;
    let offset = positions.offset(position);
    let part = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    let start = text[..offset].char_indices().rev().take_while(|(_, c)| part(*c)).last().map_or(offset, |(at, _)| at);
    let end = text[offset..].find(|c: char| !part(c)).map_or(text.len(), |at| offset + at);
    if start == end {
        return Value::Null;
    }
    let (Some(place), word) = (place::at(text, start), &text[start..end]) else { return Value::Null };
    match explain(kind, &place, word, text[end..].starts_with(':'), &analysis.project) {
        Some(said) => page(&format!("**{}**: {said}", plain(word)), Some(positions.range([start, end])), client),
        None => Value::Null,
    }
}

fn explain(kind: Kind, place: &Place, word: &str, is_key: bool, project: &Prepared) -> Option<String> {
    let rules = &project.rules;
    if let Some(known) = kind.names(place, rules).into_iter().find(|known| known.word == word) {
        if let Some(law) = rules.law.iter().find(|law| law.key == word) {
            return Some(provision(law));
        }
        let why = project.rule(word).and_then(|rule| project.explanation(rule));
        let why = why.map(|why| format!("\n\n{}", plain(&why))).unwrap_or_default();
        return Some(plain(&known.means) + &why).filter(|said| !said.is_empty());
    }
    let mut path = place.path.clone();
    let means = if is_key && !place.value {
        path.push(Step::Key(word.to_owned()));
        kind.shape().meaning(&path)
    } else {
        kind.shape().values(&path).into_iter().find(|known| known.word == word)?.means
    };
    Some(plain(&means)).filter(|said| !said.is_empty())
}
