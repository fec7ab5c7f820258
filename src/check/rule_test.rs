//! Running the tests that stand in rule and fact files.

use super::finding::{FactValue, Finding, FixClass, Verdict};
use super::options::{Declared, Options};
use super::reading::Reading;
use super::stats::{phrases_of, phrases_of_rule};
use super::{Checked, Collection, apply_layer, lint};
use crate::rules::file::{ANY_STATE, TestMap, YesNo};
use crate::rules::{Check, Day, Pack, Problem, Rule, RuleSet};
use crate::source::{Format, Source};
use crate::suppress::Acceptance;
use std::collections::{BTreeMap, BTreeSet};

/// What came of the tests of a pack.
#[derive(Debug, Default)]
pub struct Outcome {
    /// How many tests passed.
    pub passed: usize,
    /// What failed, and where it stands.
    pub failures: Vec<Problem>,
}

/// Runs the tests of all rules and facts, or of those that are wanted.
pub fn run(pack: &Pack, rules: &RuleSet, wanted: &dyn Fn(&str) -> bool) -> Outcome {
    let mut outcome = Outcome::default();
    let law_as_at = rules.pack.law_as_at;
    for (file, _, rule_file) in pack.rules.values() {
        let Some(rule) = rules.rules.iter().find(|r| r.name == rule_file.rule).filter(|_| wanted(&rule_file.rule))
        else {
            continue;
        };
        let mut used = BTreeSet::new();
        for (state, tests) in &rule_file.tests {
            for test in tests {
                let fault = of_rule(rules, rule, state, &test.0, law_as_at, &mut used);
                outcome.note(pack, *file, &test.0, fault.map(|f| format!("{} [{state}]: {f}", rule.name)));
            }
        }
        for state in expected_states(rule) {
            if !rule_file.tests.contains_key(*state) {
                let message = format!("{}: there is no test for the state `{state}`", rule.name);
                outcome.fail(pack, *file, "tests", message);
            }
        }
        for phrase in unused(rules, rule, &used) {
            outcome.fail(pack, *file, &phrase, format!("{}: no test exercises this phrase", rule.name));
        }
    }
    for (file, fact_file) in pack.facts.values().filter(|(_, f)| wanted(&f.fact)) {
        let Some(index) = rules.facts.iter().position(|f| f.id == fact_file.fact) else { continue };
        let mut used = BTreeSet::new();
        for (value, tests) in &fact_file.tests {
            for test in tests {
                let fault = of_fact(rules, index, value, &test.0, law_as_at, &mut used);
                outcome.note(pack, *file, &test.0, fault.map(|f| format!("{} [{value}]: {f}", fact_file.fact)));
            }
        }
        let fact = &rules.facts[index];
        let all: BTreeSet<u32> = fact.yes.iter().chain(&fact.no).flat_map(phrases_of).collect();
        for phrase in all.difference(&used) {
            let text = rules.phrases.texts.get(*phrase as usize).cloned().unwrap_or_default();
            outcome.fail(pack, *file, &text, format!("{}: no test exercises this phrase: {text}", fact_file.fact));
        }
    }
    outcome
}

impl Outcome {
    fn note(&mut self, pack: &Pack, file: usize, test: &TestMap, fault: Option<String>) {
        match fault {
            None => self.passed += 1,
            Some(message) => {
                let words = if test.text.is_empty() { test.documents.values().next() } else { Some(&test.text) };
                self.fail(pack, file, words.map_or("tests", String::as_str), message);
            }
        }
    }

    fn fail(&mut self, pack: &Pack, file: usize, words: &str, message: String) {
        let file = &pack.files[file];
        self.failures.push(Problem::new(file, file.find(words), message));
    }
}

fn expected_states(rule: &Rule) -> &'static [&'static str] {
    match &rule.check {
        Check::Requires(r) if !r.may_be_weak() => &["missing", "stated"],
        Check::Requires(_) => &["missing", "weak", "stated"],
        Check::ChecksValue { value_type, .. } if value_type == "phone" => &["format", "retired", "wrong", "ok"],
        Check::ChecksValue { .. } => &["retired", "ok"],
        Check::Dated { future: true, .. } => &["future"],
        Check::Dated { before_law: true, .. } => &["predates"],
        Check::Dated { .. } => &["stale"],
        Check::Agrees(_) => &["differ", "agree"],
        Check::Translates { sections: Some(_), .. } => &["differ", "sections", "agree"],
        Check::Translates { .. } => &["differ", "agree"],
        Check::Abbreviates { before_definition: true, .. } => &["before-definition"],
        Check::Abbreviates { .. } => &["undefined"],
        Check::ReadsFile { .. } => &["clean"],
        _ => &["hit", "clean"],
    }
}

fn options(test: &TestMap, as_of: Day, rule: Option<&Rule>) -> Options {
    let mut options = Options::at(test.as_of.unwrap_or(as_of));
    options.select = rule.map(|r| r.name.to_string()).into_iter().collect();
    for (id, value) in &test.facts {
        let value = match value {
            YesNo::Yes => FactValue::Yes,
            YesNo::No => FactValue::No,
            YesNo::Unknown => FactValue::Unknown,
        };
        options.facts.insert(id.clone(), Declared { value, origin: "the test".into() });
    }
    options
}

fn sources(test: &TestMap) -> Result<Vec<Source>, String> {
    let one = || BTreeMap::from([("notice.md".to_owned(), test.text.clone())]);
    let documents = if test.documents.is_empty() { one() } else { test.documents.clone() };
    if documents.values().all(|t| t.trim().is_empty()) {
        return Err("a test needs a text".into());
    }
    let read = |(name, text): (String, String)| {
        Source::from_bytes(&name, text.into_bytes(), Some(Format::Markdown)).map_err(|e| e.to_string())
    };
    documents.into_iter().map(read).collect()
}

/// What is wrong with a rule's test; `None` where it passes.
fn of_rule(
    rules: &RuleSet,
    rule: &Rule,
    state: &str,
    test: &TestMap,
    law_as_at: Day,
    used: &mut BTreeSet<u32>,
) -> Option<String> {
    let options = options(test, law_as_at, Some(rule));
    let mut sources = match sources(test) {
        Ok(sources) => sources,
        Err(fault) => return Some(fault),
    };
    for source in &sources {
        exercise(&Reading::new(source, rules), used);
    }
    let selects_all = matches!(
        rule.check,
        Check::Shares { .. } | Check::Gathers { .. } | Check::Translates { .. } | Check::Suppression { .. }
    );
    let each = if selects_all { Options { select: Vec::new(), ..options.clone() } } else { options.clone() };
    let mut all: Vec<Checked> = sources.iter().map(|s| lint(s, rules, &each)).collect();
    if matches!(rule.check, Check::Suppression { .. }) {
        let accepted = Acceptance::new(rules, &each, Vec::new(), None);
        for (source, checked) in sources.iter().zip(&mut all) {
            accepted.notice(source, checked);
        }
    }
    if let Some(layer) = &test.layer {
        let source = Source::from_bytes("layer.md", layer.clone().into_bytes(), Some(Format::Markdown)).ok()?;
        let layer = lint(&source, rules, &each);
        all.iter_mut().for_each(|c| apply_layer(c, &layer, rules));
    }
    if let Check::Requires(requires) = &rule.check
        && let Some(id) = &requires.element
    {
        return of_element(&all[0], id, state, test);
    }
    let mut findings: Vec<Finding> = all.iter().flat_map(|c| c.report.findings.clone()).collect();
    if rule.check.is_across() {
        let mut collection = Collection::new(rules, &options);
        all.into_iter().for_each(|c| collection.add(c, Some("test")));
        findings = collection.finish();
    }
    findings.retain(|f| rule.reported_names().any(|n| n == &*f.rule));
    if matches!(state, "clean" | "ok" | "agree" | "silent" | "stated" | "within" | "not-applicable" | "fresh") {
        return findings.first().map(|f| format!("reported \"{}\": {}", f.excerpt, f.message));
    }
    let wanted = rule.name_of(state);
    let fitting: Vec<&Finding> = findings.iter().filter(|f| &*f.rule == wanted).collect();
    if fitting.is_empty() {
        let told: Vec<&str> = findings.iter().map(|f| &*f.rule).collect();
        return Some(if told.is_empty() {
            "nothing was reported".into()
        } else {
            format!("reported {} instead", told.join(", "))
        });
    }
    if let Some(at) = &test.at {
        for (name, words) in &at.0 {
            let holds =
                |f: &&Finding| f.excerpt.contains(words.as_str()) && (name == ANY_STATE || &*f.place.path == name);
            if !fitting.iter().any(holds) {
                return Some(format!("reported at \"{}\", not at \"{words}\"", fitting[0].excerpt));
            }
        }
    }
    if let Some(because) = &test.because
        && !fitting.iter().any(|f| f.message.contains(because.as_str()))
    {
        return Some(format!("the message is \"{}\"", fitting[0].message));
    }
    let fixed = test.fixed.as_ref()?;
    let text = apply(&sources.remove(0).text, &fitting);
    (text.trim() != fixed.trim()).then(|| format!("after the fix the text is \"{}\"", text.trim()))
}

fn of_element(checked: &Checked, id: &str, state: &str, test: &TestMap) -> Option<String> {
    let report = checked.report.elements.iter().find(|e| &*e.id == id)?;
    let wanted = match state {
        "stated" | "denied" => Verdict::Stated,
        "weak" | "promised" => Verdict::Weak,
        "missing" => Verdict::Missing,
        "contradicted" => Verdict::Contradicted,
        "silent" => Verdict::Silent,
        "not-applicable" => Verdict::NotApplicable,
        "layered" => Verdict::Layered,
        _ => return Some(format!("an element is never `{state}`")),
    };
    let evidence: Vec<&str> = report.evidence.iter().map(|e| e.text.as_str()).collect();
    if report.verdict != wanted {
        return Some(format!("the verdict is {:?} ({}) on {evidence:?}", report.verdict, report.because));
    }
    if let Some(words) = test.at.as_ref().and_then(|at| at.0.values().next())
        && !evidence.iter().any(|e| e.contains(words.as_str()))
    {
        return Some(format!("the evidence is {evidence:?}, without \"{words}\""));
    }
    let because = test.because.as_ref()?;
    let message = checked.report.findings.first().map(|f| f.message.as_str()).unwrap_or_default();
    (!report.because.contains(because.as_str()) && !message.contains(because.as_str()))
        .then(|| format!("the reason is \"{}\"", report.because))
}

fn of_fact(
    rules: &RuleSet,
    index: usize,
    value: &str,
    test: &TestMap,
    law_as_at: Day,
    used: &mut BTreeSet<u32>,
) -> Option<String> {
    let source = match sources(test) {
        Ok(mut sources) => sources.remove(0),
        Err(fault) => return Some(fault),
    };
    exercise(&Reading::new(&source, rules), used);
    let checked = lint(&source, rules, &options(test, law_as_at, None));
    let report = &checked.report.facts[index];
    let told = match report.value {
        FactValue::Yes => "yes",
        FactValue::No => "no",
        FactValue::Unknown => "unknown",
    };
    let asked = match value {
        "true" => "yes",
        "false" => "no",
        other => other,
    };
    (told != asked)
        .then(|| format!("the fact is {told} on {:?}", report.because.iter().map(|b| &b.text).collect::<Vec<_>>()))
}

/// The text with the replacing fixes applied, last first.
fn apply(text: &str, findings: &[&Finding]) -> String {
    let mut edits: Vec<_> = findings
        .iter()
        .filter_map(|f| f.fixes.first())
        .filter(|f| f.class != FixClass::Suggest || f.edits.iter().all(|e| e.bytes[0] < e.bytes[1]))
        .flat_map(|f| &f.edits)
        .collect();
    edits.sort_by_key(|e| std::cmp::Reverse(e.bytes));
    let mut out = text.to_owned();
    for edit in edits {
        if out.is_char_boundary(edit.bytes[0]) && out.is_char_boundary(edit.bytes[1]) {
            out.replace_range(edit.bytes[0]..edit.bytes[1], &edit.text);
        }
    }
    out
}

/// Notes which phrases match anywhere in a text.
fn exercise(reading: &Reading<'_>, used: &mut BTreeSet<u32>) {
    for phrase in 0..reading.rules.phrases.len() as u32 {
        if !used.contains(&phrase) && !reading.hits(phrase).is_empty() {
            used.insert(phrase);
        }
    }
}

/// The phrases of a rule that matched in none of its tests.
fn unused(rules: &RuleSet, rule: &Rule, used: &BTreeSet<u32>) -> Vec<String> {
    let unused = phrases_of_rule(rule).into_iter().filter(|phrase| !used.contains(phrase));
    unused.map(|id| rules.phrases.texts.get(id as usize).cloned().unwrap_or_default()).collect()
}
