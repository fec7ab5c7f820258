//! What a JSON Schema says of a place.

use super::place::Step;
use serde_json::Value;
use std::collections::VecDeque;

/// References are followed this often: a schema may refer to itself.
const DEEPEST: usize = 24;

/// A schema.
#[derive(Debug)]
pub struct Shape(Value);

/// A word that may stand somewhere, with what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub word: String,
    /// Its meaning; may be empty.
    pub means: String,
}

impl Shape {
    /// From the schema's own JSON.
    pub fn new(schema: Value) -> Self {
        Self(schema)
    }

    /// All that may stand at a place, references and alternatives resolved.
    fn at(&self, path: &[Step]) -> Vec<&Value> {
        let mut nodes = self.expand(vec![&self.0]);
        for step in path {
            let inner = nodes.iter().flat_map(|node| match step {
                Step::Item(_) => node.get("items").into_iter().collect::<Vec<_>>(),
                Step::Key(key) => match node.pointer("/properties").and_then(|all| all.get(key)) {
                    Some(own) => vec![own],
                    None => node.get("additionalProperties").into_iter().collect(),
                },
            });
            nodes = self.expand(inner.collect());
        }
        nodes
    }

    fn expand<'a>(&'a self, nodes: Vec<&'a Value>) -> Vec<&'a Value> {
        let mut out: Vec<&Value> = Vec::new();
        let mut left: VecDeque<(&Value, usize)> = nodes.into_iter().map(|node| (node, 0)).collect();
        while let Some((node, depth)) = left.pop_front() {
            if depth > DEEPEST || out.iter().any(|known| std::ptr::eq(*known, node)) {
                continue;
            }
            out.push(node);
            let target = node.get("$ref").and_then(Value::as_str).and_then(|to| self.0.pointer(to.strip_prefix('#')?));
            let parts = ["anyOf", "oneOf", "allOf"].iter().filter_map(|kind| node.get(kind)?.as_array()).flatten();
            left.extend(parts.chain(target).map(|part| (part, depth + 1)));
        }
        out
    }

    /// The keys of a mapping.
    pub fn keys(&self, path: &[Step]) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::new();
        for (key, node) in self.at(path).iter().filter_map(|node| node.get("properties")?.as_object()).flatten() {
            if words.iter().all(|known| known.word != *key) {
                words.push(Word { word: key.clone(), means: self.describe(node) });
            }
        }
        words.sort_by(|a, b| a.word.cmp(&b.word));
        words
    }

    /// The values that may stand at a place, where they are only a few.
    pub fn values(&self, path: &[Step]) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::new();
        let mut add = |word: &str, means: &str| {
            if words.iter().all(|known| known.word != word) {
                words.push(Word { word: word.to_owned(), means: means.to_owned() });
            }
        };
        for node in self.at(path) {
            let means = node.get("description").and_then(Value::as_str).unwrap_or_default();
            if let Some(word) = node.get("const").and_then(Value::as_str) {
                add(word, means);
            }
            for word in node.get("enum").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
                add(word, "");
            }
            let types = node.get("type");
            if types
                .is_some_and(|t| t == "boolean" || t.as_array().is_some_and(|all| all.iter().any(|t| t == "boolean")))
            {
                add("true", "");
                add("false", "");
            }
        }
        words
    }

    /// What the value of a place is for.
    pub fn meaning(&self, path: &[Step]) -> String {
        let Some((Step::Key(key), above)) = path.split_last() else { return String::new() };
        let own = self.at(above).into_iter().find_map(|node| node.get("properties")?.get(key));
        own.map(|node| self.describe(node)).unwrap_or_default()
    }

    fn describe(&self, node: &Value) -> String {
        let own = |node: &Value| node.get("description").and_then(Value::as_str).map(|text| text.replace('\n', " "));
        own(node).or_else(|| self.expand(vec![node]).into_iter().find_map(own)).unwrap_or_default()
    }
}
