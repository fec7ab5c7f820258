//! `notice-lint explain`.

use super::Status;
use super::args::{Color, ExplainArgs};
use super::setup::{load, look, output, read_pack};
use super::trouble::Trouble;
use notice_lint::check::{Citation, Severity};
use notice_lint::config::unknown_rule;
use notice_lint::report::{Ink, Look, severity_word, shown, wrapped};
use notice_lint::rules::file::{Level, RuleFile};
use notice_lint::rules::{Rule, RuleSet};
use std::io::{self, Write};
use std::sync::Arc;

/// Examples of one state.
const MOST_EXAMPLES: usize = 2;

/// Explains a rule.
pub fn run(args: &ExplainArgs, color: Color) -> Result<Status, Trouble> {
    let rules = load(&args.rules, args.pack.as_deref())?;
    let name = args.rule.as_str();
    let wanted =
        |rule: &&Rule| rule.reported_names().any(|known| known == name) || rule.was.iter().any(|old| old == name);
    let Some(rule) = rules.rules.iter().find(wanted) else {
        let help = unknown_rule(name, &rules, false).unwrap_or_default();
        return Err(Trouble::usage(format!("there is no rule `{name}`"), help));
    };
    let (pack, _) = read_pack(&args.rules, args.pack.as_deref())?;
    let file = pack.rules.get(&rule.name).map(|(_, _, file)| file);
    let look = look(color);
    let mut out = output(look);
    page(&rules, rule, file, look, &mut out)?;
    out.flush()?;
    Ok(Status::Clean)
}

/// The severity of a level; `None` for off.
pub fn severity(level: Level) -> Option<Severity> {
    match level {
        Level::Error => Some(Severity::Error),
        Level::Warning => Some(Severity::Warning),
        Level::Info => Some(Severity::Info),
        Level::Off => None,
    }
}

/// The provisions of a rule.
pub fn law(rules: &RuleSet, rule: &Rule) -> Vec<Citation> {
    let found = rule.law.iter().filter_map(|at| rules.law.get(*at as usize));
    found.map(|law| Citation { cite: Arc::from(law.cite.as_str()), url: Arc::from(law.url.as_str()) }).collect()
}

fn page(rules: &RuleSet, rule: &Rule, file: Option<&RuleFile>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", look.paint(Ink::Strong, &shown(&rule.title)))?;
    writeln!(out, "  rule {} ({})", shown(&rule.name), shown(&rule.group))?;
    for state in rule.check.states() {
        if let Some(severity) = rule.severity.get(state).copied().and_then(severity) {
            let word = look.paint(Ink::Of(severity), severity_word(severity));
            writeln!(out, "  {word}[{}] where {}", shown(rule.name_of(state)), state_words(state))?;
        }
    }
    match (rule.window.from, rule.window.until) {
        (Some(from), Some(until)) => writeln!(out, "  applies from {from} until {until}")?,
        (Some(from), None) => writeln!(out, "  applies from {from}")?,
        (None, Some(until)) => writeln!(out, "  applied until {until}")?,
        (None, None) => {}
    }
    if !rule.on {
        writeln!(out, "  off unless it is selected")?;
    }
    if let Some(file) = file {
        writeln!(out)?;
        paragraph(&file.explain, look, out)?;
    }
    let law = law(rules, rule);
    if !law.is_empty() {
        section("Law", look, out)?;
        let entries = rule.law.iter().filter_map(|at| rules.law.get(*at as usize));
        for (law, entry) in law.iter().zip(entries) {
            let dates = match (entry.from, entry.until) {
                (Some(from), Some(until)) => format!(" (from {from} until {until})"),
                (Some(from), None) => format!(" (from {from})"),
                (None, Some(until)) => format!(" (until {until})"),
                (None, None) => String::new(),
            };
            writeln!(out, "  {}{dates}\n    {}", look.citation(law), look.paint(Ink::Faint, &shown(&law.url)))?;
        }
    }
    let mut steps: Vec<&str> =
        rule.check.states().iter().filter_map(|state| rule.next.get(state)).map(String::as_str).collect();
    steps.dedup();
    if !steps.is_empty() {
        section("What to do", look, out)?;
        for step in steps {
            paragraph(step, look, out)?;
        }
    }
    if let Some(insert) = rule.fix.as_ref().and_then(|fix| fix.insert.as_ref()) {
        section("A text to start from", look, out)?;
        paragraph(insert, look, out)?;
    }
    examples(file, look, out)
}

fn examples(file: Option<&RuleFile>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let Some(file) = file else { return Ok(()) };
    let mut states: Vec<_> = file.tests.iter().collect();
    let good = |state: &str| matches!(state, "stated" | "denied" | "clean" | "ok" | "agree");
    states.sort_by_key(|(state, _)| (!good(state), *state == "missing"));
    for (state, tests) in states {
        let short = tests.iter().filter(|test| !test.0.text.is_empty() && test.0.text.len() < 400).take(MOST_EXAMPLES);
        let mut any = false;
        for test in short {
            if !any {
                section(&format!("Example: {}", state_words(state)), look, out)?;
                any = true;
            }
            for (at, line) in test.0.text.trim_end().lines().enumerate() {
                let mark = if at == 0 { "-" } else { " " };
                for (row, line) in wrapped(&shown(line), look.width.saturating_sub(6), 0).iter().enumerate() {
                    writeln!(out, "  {} {line}", if row == 0 { mark } else { " " })?;
                }
            }
        }
    }
    Ok(())
}

fn state_words(state: &str) -> &str {
    match state {
        "missing" => "the notice does not say it",
        "weak" => "the notice is vague about it",
        "contradicted" => "the notice says it in two ways",
        "hit" => "it is found",
        "format" => "the form is odd",
        "retired" => "it is out of date",
        "wrong" => "it is wrong",
        "stale" => "the date is old",
        "predates" => "the notice is older than the law",
        "future" => "the date lies ahead",
        "differ" => "places differ",
        "stated" => "good",
        "denied" => "good, a clear denial",
        "clean" | "ok" | "agree" => "nothing to report",
        "silent" => "unknown whether it is required",
        "not-applicable" => "not required",
        other => other,
    }
}

fn section(title: &str, look: Look, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", look.paint(Ink::Strong, &shown(title)))
}

fn paragraph(text: &str, look: Look, out: &mut dyn Write) -> io::Result<()> {
    for line in wrapped(&shown(text), look.width.saturating_sub(2), 0) {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}
