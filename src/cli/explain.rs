//! `notice-lint explain`.

use super::Status;
use super::args::ExplainArgs;
use super::options::Color;
use super::setup::{load, read_pack};
use super::terminal::{look, output};
use super::trouble::Trouble;
use notice_lint::check::{Citation, Severity};
use notice_lint::config::unknown_rule;
use notice_lint::docs;
use notice_lint::report::{Ink, Look, severity_word, shown, wrapped};
use notice_lint::rules::file::{Level, RuleFile};
use notice_lint::rules::{Rule, RuleSet};
use std::io::{self, Write};
use std::sync::Arc;

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
    let file = pack.rules.get(rule.name.as_str()).map(|(_, _, file)| file);
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
    docs::law(rules, rule).map(|law| Citation { cite: Arc::from(&*law.cite), url: Arc::from(&*law.url) }).collect()
}

fn page(rules: &RuleSet, rule: &Rule, file: Option<&RuleFile>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", look.paint(Ink::Strong, &shown(&rule.title)))?;
    writeln!(out, "  rule {} ({})", shown(&rule.name), shown(&rule.group))?;
    for state in rule.check.states() {
        if let Some(severity) = rule.severity.get(state).copied().and_then(severity) {
            let word = look.paint(Ink::Of(severity), severity_word(severity));
            writeln!(out, "  {word}[{}] where {}", shown(rule.name_of(state)), docs::state_words(state))?;
        }
    }
    for note in docs::notes(rule) {
        writeln!(out, "  {}", shown(&note))?;
    }
    if let Some(file) = file {
        writeln!(out)?;
        paragraph(&file.explain, look, out)?;
    }
    let law = law(rules, rule);
    if !law.is_empty() {
        section("Law", look, out)?;
        for (law, entry) in law.iter().zip(docs::law(rules, rule)) {
            let dates = docs::dates(entry);
            writeln!(out, "  {}{dates}\n    {}", look.citation(law), look.paint(Ink::Faint, &shown(&law.url)))?;
        }
    }
    let steps = docs::steps(rule);
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
    for (state, texts) in docs::examples(file) {
        section(&format!("Example: {}", docs::state_words(state)), look, out)?;
        for test in texts {
            for (at, line) in test.text.trim_end().lines().enumerate() {
                let mark = if at == 0 { "-" } else { " " };
                for (row, line) in wrapped(&shown(line), look.width.saturating_sub(6), 0).iter().enumerate() {
                    writeln!(out, "  {} {line}", if row == 0 { mark } else { " " })?;
                }
            }
        }
    }
    Ok(())
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
