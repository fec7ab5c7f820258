//! `notice-lint rules`.

use super::Status;
use super::args::{RulesArgs, RulesCommand, RulesListArgs};
use super::explain::{law, severity};
use super::options::{Color, RuleArgs};
use super::setup::{load, read_pack};
use super::terminal::{look, output};
use super::trouble::{Errors, Trouble};
use super::{gaps, stats};
use notice_lint::check::rule_test;
use notice_lint::report::{Ink, Look, severity_word, shown, write_value};
use notice_lint::rules::compile::compile;
use notice_lint::rules::{Pack, Rule, RuleSet};
use serde_json::json;
use std::io::{self, Write};

/// Lists, checks or tests rules.
pub fn run(args: &RulesArgs, color: Color) -> Result<Status, Trouble> {
    match &args.command {
        RulesCommand::List(args) => list(args, color),
        RulesCommand::Check(args) => check(args, color),
        RulesCommand::Test(args) => test(args, color),
        RulesCommand::Gaps(args) => gaps::run(args, color),
        RulesCommand::Stats(args) => stats::run(args, color),
    }
}

fn chosen(rule: &Rule, rules: &RuleSet, args: &RuleArgs) -> bool {
    let means = |word: &String| {
        rule.group == *word
            || rule.reported_names().any(|name| name == word)
            || rule
                .law
                .iter()
                .any(|at| rules.law.get(at as usize).is_some_and(|law| law.key.starts_with(word.as_str())))
    };
    (args.select.is_empty() || args.select.iter().any(means)) && !args.ignore.iter().any(means)
}

fn list(args: &RulesListArgs, color: Color) -> Result<Status, Trouble> {
    let rules = load(&args.rules.rules, args.rules.pack.as_deref())?;
    known(&args.rules, &rules)?;
    let look = look(color);
    let mut out = output(look);
    let mut chosen: Vec<&Rule> = rules.rules.iter().filter(|rule| chosen(rule, &rules, &args.rules)).collect();
    chosen.sort_by_key(|rule| (rule.group != "elements", &rule.group));
    for group in chosen.chunk_by(|a, b| a.group == b.group) {
        if !args.json {
            let name = group.first().map(|rule| shown(&rule.group)).unwrap_or_default();
            writeln!(out, "{}", look.paint(Ink::Strong, &name))?;
        }
        for rule in group {
            if args.json {
                write_value(&mut out, &value(rule, &rules))?;
                writeln!(out)?;
            } else {
                line(rule, look, &mut out)?;
            }
        }
    }
    if !args.json {
        writeln!(out, "\n{} rules. `notice-lint explain RULE` says more about one.", chosen.len())?;
    }
    out.flush()?;
    Ok(if chosen.is_empty() { Status::Nothing } else { Status::Clean })
}

fn line(rule: &Rule, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let levels = rule.check.states().iter().filter_map(|state| rule.severity.get(state).copied());
    let worst = levels.filter_map(severity).max();
    let level = worst.map_or("off", severity_word);
    let ink = worst.map_or(Ink::Faint, Ink::Of);
    let off = if rule.on { "" } else { " (only when selected)" };
    let pad = " ".repeat(7usize.saturating_sub(level.len()));
    writeln!(out, "  {}{pad}  {:<36} {}{off}", look.paint(ink, level), shown(&rule.name), shown(&rule.title))
}

fn value(rule: &Rule, rules: &RuleSet) -> serde_json::Value {
    let states = rule.check.states().iter().map(|state| {
        let severity = rule.severity.get(state).copied().and_then(severity).map_or("off", severity_word);
        json!({"state": state, "name": rule.name_of(state), "severity": severity})
    });
    json!({"rule": rule.name, "title": rule.title, "group": rule.group, "element": rule.element(), "default": rule.on,
        "states": states.collect::<Vec<_>>(), "law": law(rules, rule)})
}

fn known(args: &RuleArgs, rules: &RuleSet) -> Result<(), Trouble> {
    super::setup::known(&args.select, "--select", rules)?;
    super::setup::known(&args.ignore, "--ignore", rules)
}

/// The files and the compiled set, where there is no mistake in them.
fn sound(args: &RuleArgs) -> Result<(Pack, RuleSet), Trouble> {
    let (pack, mut problems) = read_pack(&args.rules, args.pack.as_deref())?;
    let (rules, more) = compile(&pack);
    problems.extend(more);
    if !problems.is_empty() {
        return Err(problems.into());
    }
    known(args, &rules)?;
    Ok((pack, rules))
}

fn check(args: &RuleArgs, color: Color) -> Result<Status, Trouble> {
    let (_, rules) = sound(args)?;
    let mut out = output(look(color));
    let count = rules.rules.iter().filter(|rule| chosen(rule, &rules, args)).count();
    writeln!(out, "{count} rules, no mistake.")?;
    out.flush()?;
    Ok(Status::Clean)
}

fn test(args: &RuleArgs, color: Color) -> Result<Status, Trouble> {
    let (pack, rules) = sound(args)?;
    let all = args.select.is_empty() && args.ignore.is_empty();
    let wanted = |name: &str| all || rules.rules.iter().any(|rule| rule.name == name && chosen(rule, &rules, args));
    let outcome = rule_test::run(&pack, &rules, &wanted);
    let mut out = output(look(color));
    writeln!(out, "{} tests passed, {} failed.", outcome.passed, outcome.failures.len())?;
    out.flush()?;
    if outcome.failures.is_empty() {
        return Ok(Status::Clean);
    }
    Errors::new(color).print(&Trouble::from(outcome.failures));
    Ok(Status::Found)
}
