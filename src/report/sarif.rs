//! `check --output sarif`: SARIF 2.1.0, for code scanning and whatever else reads it.

use super::json::{OpenList, bytes, write_value};
use super::spot::{edit_place, has_lines, is_absolute, line_words, told, uri};
use super::{Item, Run, Sink, Summary, shown};
use crate::check::{Finding, FixClass, Place, Related, Severity, Suppressed};
use crate::docs::Shelf;
use crate::rules::file::{Level, Sureness};
use crate::rules::{Rule, RuleSet};
use crate::source::Source;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

/// The schema that the log says it follows.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// The name of the folder from which paths are counted.
const ROOT: &str = "%SRCROOT%";
/// Code scanning takes no more of them.
const MOST_TAGS: usize = 10;

/// One log with one run.
#[derive(Debug)]
pub struct Sarif<'a> {
    rules: &'a RuleSet,
    shelf: &'a Shelf,
    results: OpenList,
    /// Names of rules in the order in which they were first reported.
    reported: Vec<Arc<str>>,
    index: HashMap<Arc<str>, usize>,
}

impl<'a> Sarif<'a> {
    /// A log about these rules; the shelf has their explanations.
    pub fn new(rules: &'a RuleSet, shelf: &'a Shelf) -> Self {
        Self { rules, shelf, results: OpenList::default(), reported: Vec::new(), index: HashMap::new() }
    }

    fn driver(&self, run: &Run) -> Value {
        let rules: Vec<Value> = self.reported.iter().map(|name| self.rule(name)).collect();
        json!({
            "name": "notice-lint",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "fullName": format!("notice-lint {}", env!("CARGO_PKG_VERSION")),
            "shortDescription": {"text": "A compliance linter for privacy notices."},
            "properties": {
                "pack": format!("{} {}", run.pack.name, run.pack.version),
                "lawAsAt": run.pack.law_as_at.to_string(),
            },
            "rules": rules,
        })
    }

    fn rule(&self, name: &str) -> Value {
        let Some(rule) = self.rules.rules.iter().find(|rule| rule.reported_names().any(|known| known == name)) else {
            return json!({"id": name});
        };
        let law: Vec<_> = crate::docs::law(self.rules, rule).collect();
        let file = self.shelf.file(rule);
        let explained = file.as_ref().map(|file| file.explain.trim());
        let mut tags = vec!["privacy".to_owned(), rule.group.to_string()];
        tags.extend(law.iter().map(|law| law.cite.to_string()));
        tags.truncate(MOST_TAGS);
        let level = level(rule, name);
        let mut text = format!("{}.\n\n{}", rule.title, explained.unwrap_or_default());
        for law in &law {
            text.push_str(&format!("\n- {}: {}", law.cite, law.url));
        }
        for step in crate::docs::steps(rule) {
            text.push_str(&format!("\nNext: {step}"));
        }
        let mut value = json!({
            "id": name,
            "shortDescription": {"text": braced(&format!("{}.", rule.title))},
            "fullDescription": {"text": braced(explained.unwrap_or(&rule.title))},
            "help": {"text": braced(&text)},
            "defaultConfiguration": {"level": level.0, "enabled": rule.on},
            "properties": {
                "tags": tags,
                "precision": match rule.confidence {
                    Sureness::High => "high",
                    Sureness::Medium => "medium",
                    Sureness::Low => "low",
                },
                "problem.severity": level.1,
            },
        });
        if let Some(file) = &file {
            value["help"]["markdown"] = json!(braced(&crate::docs::page(self.rules, rule, file)));
        }
        if let Some(law) = law.first() {
            value["helpUri"] = json!(law.url);
        }
        value
    }
}

impl Sink for Sarif<'_> {
    type Part = Vec<(Arc<str>, Value)>;

    fn hands_on_edits(&self) -> bool {
        true
    }

    fn start(&mut self, _run: &Run, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"{\"$schema\": ")?;
        write_value(out, &SCHEMA)?;
        out.write_all(b", \"version\": \"2.1.0\", \"runs\": [{\"columnKind\": \"unicodeCodePoints\",\n")?;
        out.write_all(b" \"originalUriBaseIds\": ")?;
        let root = json!({ROOT: {"description": {"text": "The folder in which notice-lint was run."}}});
        write_value(out, &root)?;
        out.write_all(b",\n \"results\": [")
    }

    fn prepare(&self, item: Item<'_>) -> Self::Part {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        item.findings()
            .iter()
            .map(|finding| {
                let times = seen.entry(&finding.fingerprint).or_default();
                *times += 1;
                (finding.rule.clone(), result(finding, *times, item.source()))
            })
            .collect()
    }

    fn accept(&mut self, part: Self::Part, out: &mut dyn Write) -> io::Result<()> {
        for (rule, mut value) in part {
            let index = *self.index.entry(rule.clone()).or_insert_with(|| {
                self.reported.push(rule);
                self.reported.len() - 1
            });
            value["ruleIndex"] = json!(index);
            self.results.item(&bytes(&value), out)?;
        }
        Ok(())
    }

    fn finish(&mut self, run: &Run, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.results.end(out)?;
        let notifications: Vec<Value> = summary.problems.iter().map(notification).collect();
        let invocation = json!({
            "executionSuccessful": summary.problems.is_empty(),
            "toolExecutionNotifications": notifications,
        });
        out.write_all(b",\n \"tool\": ")?;
        write_value(out, &json!({"driver": self.driver(run)}))?;
        out.write_all(b",\n \"invocations\": ")?;
        write_value(out, &json!([invocation]))?;
        out.write_all(b",\n \"properties\": ")?;
        write_value(out, &json!({"asOf": run.as_of.to_string(), "law": run.law()}))?;
        out.write_all(b"}]}\n")
    }
}

/// The level of a rule under a name, in SARIF's words and in those of code scanning.
fn level(rule: &Rule, name: &str) -> (&'static str, &'static str) {
    let states = rule.check.states().iter().filter(|state| rule.name_of(state) == name);
    let levels: Vec<Level> = states.filter_map(|state| rule.severity.get(state).copied()).collect();
    if levels.contains(&Level::Error) {
        ("error", "error")
    } else if levels.contains(&Level::Warning) {
        ("warning", "warning")
    } else if levels.is_empty() || levels.contains(&Level::Info) {
        ("note", "recommendation")
    } else {
        ("none", "recommendation")
    }
}

fn result(finding: &Finding, times: usize, source: Option<&Source>) -> Value {
    let (related, links) = related(finding, source);
    let mut message: Vec<String> = told(&Finding { because: Vec::new(), law: Vec::new(), ..finding.clone() }, source)
        .iter()
        .map(|line| unlinked(line))
        .collect();
    message.extend(links);
    let law: Vec<Value> = finding.law.iter().map(|law| json!({"cite": law.cite, "url": law.url})).collect();
    let suggestions: Vec<Value> = finding
        .fixes
        .iter()
        .filter(|fix| fix.class == FixClass::Suggest)
        .map(|fix| json!({"title": fix.title, "text": fix.edits.first().map(|edit| edit.text.as_str())}))
        .collect();
    let mut value = json!({
        "ruleId": finding.rule,
        "level": match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "note",
        },
        "message": {"text": braced(&message.join("\n"))},
        "locations": [location(&finding.place, source)],
        "partialFingerprints": {
            "noticeLint/v1": finding.fingerprint,
            "primaryLocationLineHash": format!("{}:{times}", finding.fingerprint),
        },
        "suppressions": finding.suppressed.iter().map(suppression).collect::<Vec<_>>(),
        "properties": {
            "confidence": finding.confidence,
            "element": finding.element,
            "excerpt": finding.excerpt,
            "law": law,
            "next": finding.next,
            "suggestions": suggestions,
        },
    });
    if !related.is_empty() {
        value["relatedLocations"] = Value::Array(related);
    }
    let fixes: Vec<Value> = finding.fixes.iter().filter_map(|fix| self::fix(fix, finding, source)).collect();
    if !fixes.is_empty() {
        value["fixes"] = Value::Array(fixes);
    }
    value
}

/// The reasons and the other places, and sentences that link to them.
fn related(finding: &Finding, source: Option<&Source>) -> (Vec<Value>, Vec<String>) {
    let mut places = Vec::new();
    let sentence = |word: &str, list: &[Related], places: &mut Vec<Value>| {
        let mut links = Vec::new();
        for related in list {
            let id = places.len() + 1;
            let mut value = location(&related.place, source);
            value["id"] = json!(id);
            value["message"] = json!({"text": braced(&unlinked(&shown(&related.text)))});
            places.push(value);
            let file = if related.place.path == finding.place.path {
                String::new()
            } else {
                format!("{} ", shown(&related.place.path).replace(['[', '(', '\\'], "(").replace([']', ')'], ")"))
            };
            links.push(format!("[{file}{}]({id})", line_words(&related.place, source)));
        }
        if links.is_empty() { None } else { Some(format!("{word} {}.", links.join(", "))) }
    };
    let because = sentence("Because of", &finding.because, &mut places);
    let also = sentence("See also", &finding.related, &mut places);
    (places, because.into_iter().chain(also).collect())
}

fn location(place: &Place, source: Option<&Source>) -> Value {
    let mut artifact = json!({"uri": uri(&place.path)});
    if !is_absolute(&place.path) {
        artifact["uriBaseId"] = json!(ROOT);
    }
    if has_lines(place, source) {
        let region = region((place.line, place.column), (place.end_line, place.end_column));
        return json!({"physicalLocation": {"artifactLocation": artifact, "region": region}});
    }
    // A document without lines: code scanning asks for one all the same, and the paragraph is named as well.
    json!({
        "physicalLocation": {"artifactLocation": artifact, "region": {"startLine": 1}},
        "logicalLocations": [{"name": line_words(place, source), "kind": "element"}],
    })
}

fn region(start: (u32, u32), end: (u32, u32)) -> Value {
    json!({"startLine": start.0, "startColumn": start.1, "endLine": end.0, "endColumn": end.1})
}

/// A fix whose text needs nobody's knowledge. Text with blanks is a suggestion, and stands under `properties`.
fn fix(fix: &crate::check::Fix, finding: &Finding, source: Option<&Source>) -> Option<Value> {
    let note = match fix.class {
        FixClass::Safe => "safe",
        FixClass::Unsafe => "check the meaning first",
        FixClass::Suggest => return None,
    };
    let mut replacements = Vec::new();
    for edit in &fix.edits {
        let (start, end) = edit_place(source, &finding.place.path, edit)?;
        replacements.push(json!({
            "deletedRegion": region((start.line, start.column), (end.line, end.column)),
            "insertedContent": {"text": edit.text},
        }));
    }
    if replacements.is_empty() {
        return None;
    }
    let artifact = location(&finding.place, source)["physicalLocation"]["artifactLocation"].take();
    Some(json!({
        "description": {"text": braced(&unlinked(&format!("{} ({note})", shown(&fix.title))))},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
    }))
}

fn suppression(suppressed: &Suppressed) -> Value {
    json!({
        "kind": if suppressed.by == "comment" { "inSource" } else { "external" },
        "status": "accepted",
        "justification": suppressed.reason,
        "properties": {"by": suppressed.by, "until": suppressed.until},
    })
}

fn notification(problem: &super::Unchecked) -> Value {
    let mut value = json!({"level": "error", "message": {"text": braced(&unlinked(&shown(&problem.message)))}});
    if !problem.path.is_empty() {
        value["locations"] = json!([{"physicalLocation": {"artifactLocation": {"uri": uri(&problem.path)}}}]);
    }
    value
}

/// SARIF reads `{0}` as a place to fill, so braces are doubled.
fn braced(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

/// SARIF reads `[text](address)` as a link; the words of a notice must not become one.
fn unlinked(text: &str) -> String {
    text.replace("](", "] (")
}
