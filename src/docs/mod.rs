//! The reference pages of the rules, written from the pack: one Markdown page a rule, and an index.
//!
//! Nothing of a page is written by hand. Title, reasons, provisions, severities and next steps stand in the rule's file, and
//! the examples are the rule's own tests, so that a page cannot promise what the rule does not do.

mod shelf;

pub use shelf::Shelf;

use crate::rules::file::{DraftSectionFile, Level, RuleFile, TestMap};
use crate::rules::{Law, Pack, Rule, RuleSet, States};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The most examples of one state.
const MOST_EXAMPLES: usize = 2;

/// The longest text of an example, in bytes.
const LONGEST_EXAMPLE: usize = 400;

/// All pages: file name in `docs/rules/`, text.
pub fn pages(pack: &Pack, rules: &RuleSet) -> BTreeMap<String, String> {
    let files = pack.rules.iter().map(|(name, (_, _, file))| (name.as_str(), file)).collect::<BTreeMap<_, _>>();
    let mut out: BTreeMap<String, String> = rules
        .rules
        .iter()
        .filter_map(|rule| Some((format!("{}.md", rule.name), page(rules, rule, files.get(rule.name.as_str())?))))
        .collect();
    out.insert("README.md".to_owned(), index(rules));
    out
}

/// The JSON Schema of a rule file.
pub fn rule_schema() -> serde_json::Value {
    schemars::generate::SchemaSettings::draft07().into_generator().into_root_schema_for::<RuleFile>().to_value()
}

/// The JSON Schema of the register of drafts.
pub fn drafts_schema() -> serde_json::Value {
    let generator = schemars::generate::SchemaSettings::draft07().into_generator();
    generator.into_root_schema_for::<BTreeMap<String, DraftSectionFile>>().to_value()
}

/// The page of one rule.
pub fn page(rules: &RuleSet, rule: &Rule, file: &RuleFile) -> String {
    let mut out = format!("# {}\n\nRule `{}`", rule.title, rule.name);
    if !rule.was.is_empty() {
        let _ = write!(out, ", before `{}`", rule.was.join("`, `"));
    }
    out.push_str(".\n\n| Reported as | Severity | Where |\n| --- | --- | --- |\n");
    for state in rule.check.states() {
        let level = rule.severity.get(state).map_or("", |level| level_word(*level));
        let _ = writeln!(out, "| `{}` | {level} | {} |", rule.name_of(state), state_words(state));
    }
    for note in notes(rule) {
        let _ = write!(out, "\n{note}\n");
    }
    let _ = write!(out, "\n## Why\n\n{}\n", file.explain.trim());
    section(&mut out, "The law", law(rules, rule).map(|law| format!("- [{}]({}){}", law.cite, law.url, dates(law))));
    section(&mut out, "What to do", steps(rule).into_iter().map(|step| format!("- {step}")));
    let insert = rule.fix.as_ref().and_then(|fix| fix.insert.as_deref());
    section(&mut out, "A text to start from", insert.into_iter().map(quoted));
    let mut shown = String::new();
    for (state, texts) in examples(file) {
        let _ = write!(shown, "\n### {}\n", capital(state_words(state)));
        for text in texts {
            let _ = write!(shown, "\n````text\n{}\n````\n", text.text.trim());
        }
    }
    if !shown.is_empty() {
        let _ = write!(out, "\n## Examples\n{shown}");
    }
    out
}

/// The provisions of a rule.
pub fn law<'a>(rules: &'a RuleSet, rule: &'a Rule) -> impl Iterator<Item = &'a Law> {
    rule.law.iter().filter_map(|at| rules.law.get(at as usize))
}

/// What to do about it, without repetition.
pub fn steps(rule: &Rule) -> Vec<&str> {
    let mut steps: Vec<&str> = Vec::new();
    for step in rule.check.states().iter().filter_map(|state| rule.next.get(state)) {
        if !steps.contains(&step.as_str()) {
            steps.push(step);
        }
    }
    steps
}

/// Short examples by state, good ones first: tests of the rule that need no facts, dates or further documents to be
/// understood.
pub fn examples(file: &RuleFile) -> Vec<(&str, Vec<&TestMap>)> {
    let mut states: Vec<(&str, Vec<&TestMap>)> = file
        .tests
        .iter()
        .map(|(state, tests)| (state.as_str(), tests.iter().map(|test| &test.0)))
        .map(|(state, tests)| (state, tests.filter(|test| is_short(test)).take(MOST_EXAMPLES).collect()))
        .filter(|(_, texts): &(&str, Vec<&TestMap>)| !texts.is_empty())
        .collect();
    states.sort_by_key(|(state, _)| (!is_good(state), *state == "missing"));
    states
}

/// A state in words.
pub fn state_words(state: &str) -> &str {
    match state {
        "missing" => "the notice does not say it",
        "weak" => "the notice is vague about it",
        "promised" => "the notice leaves it to another one",
        "contradicted" => "the notice says it in two ways",
        "hit" => "it is found",
        "format" => "the form is odd",
        "retired" => "it is out of date",
        "wrong" => "it is wrong",
        "stale" => "the date is old",
        "predates" => "the notice is older than the law",
        "future" => "the date lies ahead",
        "differ" => "places differ",
        "undefined" => "it is never explained",
        "before-definition" => "it is used before it is explained",
        "stated" => "good",
        "denied" => "good, a clear denial",
        "clean" | "ok" | "agree" => "nothing to report",
        "silent" => "unknown whether it is required",
        "not-applicable" => "not required",
        other => other,
    }
}

fn is_good(state: &str) -> bool {
    matches!(state, "stated" | "denied" | "clean" | "ok" | "agree")
}

fn is_short(test: &TestMap) -> bool {
    !test.text.is_empty() && test.text.len() < LONGEST_EXAMPLE && test.facts.is_empty() && test.as_of.is_none()
}

fn level_word(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "info",
        Level::Off => "off",
    }
}

/// When the rule applies, and whether it is on.
pub fn notes(rule: &Rule) -> Vec<String> {
    let mut notes = Vec::new();
    match (rule.window.from, rule.window.until) {
        (Some(from), Some(until)) => notes.push(format!("It applies from {from} until {until}.")),
        (Some(from), None) => notes.push(format!("It applies from {from}.")),
        (None, Some(until)) => notes.push(format!("It applied until {until}.")),
        (None, None) => {}
    }
    if let Some(level) = rule.older {
        notes.push(format!("In a notice that is dated earlier the severity is {}.", level_word(level)));
    }
    if !rule.on {
        notes.push(format!("It is off unless it is selected: --select {}.", rule.name));
    }
    notes
}

/// When a provision is in force, as the end of a line.
pub fn dates(law: &Law) -> String {
    match (law.from, law.until) {
        (Some(from), Some(until)) => format!(" (from {from} until {until})"),
        (Some(from), None) => format!(" (from {from})"),
        (None, Some(until)) => format!(" (until {until})"),
        (None, None) => String::new(),
    }
}

fn section(out: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    let lines: Vec<String> = lines.collect();
    if !lines.is_empty() {
        let _ = write!(out, "\n## {title}\n\n{}\n", lines.join("\n"));
    }
}

fn quoted(text: &str) -> String {
    text.trim().lines().map(|line| format!("> {line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn index(rules: &RuleSet) -> String {
    let mut out = format!(
        "# The rules\n\nPack {} {}, with the law as at {}. These pages are written from the files under `rules/`;\n\
         `UPDATE_DOCS=1 cargo test --test rule_pages` writes them anew.\n",
        rules.pack.name, rules.pack.version, rules.pack.law_as_at
    );
    let mut groups: BTreeMap<&str, Vec<&Rule>> = BTreeMap::new();
    for rule in &rules.rules {
        groups.entry(rule.group.as_str()).or_default().push(rule);
    }
    for (group, members) in groups {
        let _ = write!(out, "\n## {}\n\n| Rule | Severity | Advice |\n| --- | --- | --- |\n", capital(group));
        for rule in members {
            let _ = writeln!(out, "| [{0}]({0}.md) | {1} | {2} |", rule.name, levels(rule), rule.title);
        }
    }
    out
}

/// The severities of a rule's states, the worst first.
fn levels(rule: &Rule) -> String {
    let all: &States<Level> = &rule.severity;
    let found: Vec<Level> = rule.check.states().iter().filter_map(|state| all.get(state).copied()).collect();
    [Level::Error, Level::Warning, Level::Info, Level::Off]
        .into_iter()
        .filter(|level| found.contains(level))
        .map(level_word)
        .collect::<Vec<_>>()
        .join(", ")
}
