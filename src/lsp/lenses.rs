//! Code lenses: over each heading, how much of what the law asks for there is said.

use super::analysis::{Analysis, Notice};
use super::outline::{Duty, duties, of_topic, sections};
use crate::check::Verdict;
use gen_lsp_types::{CodeLens, Command};
use serde_json::Value;

/// The most elements that are named in a lens.
const MOST_NAMED: usize = 3;

/// The lenses of a notice: one for the whole, and one for each section that has something to give.
pub fn lenses(analysis: &Analysis) -> Value {
    let Some(notice) = analysis.notice() else { return Value::Array(Vec::new()) };
    let all = duties(analysis, notice);
    let sections = sections(analysis, notice);
    let mut lenses = vec![lens(analysis, top(notice), whole(&all))];
    for section in &sections {
        let asked = of_topic(analysis, &all, &section.report.topic);
        if let Some(words) = part(&asked) {
            lenses.push(lens(analysis, section.line, words));
        }
    }
    serde_json::to_value(lenses).unwrap_or_default()
}

/// The line of the title, else the first.
fn top(notice: &Notice) -> u32 {
    notice.checked.kept.top.place.line.saturating_sub(1)
}

fn lens(analysis: &Analysis, line: u32, title: String) -> CodeLens {
    // A lens needs a command to be shown; an empty one only shows its title.
    let command = Command { title, tooltip: None, command: String::new(), arguments: None };
    CodeLens { range: analysis.positions().line_range(line), command: Some(command), data: None }
}

fn whole(all: &[Duty<'_>]) -> String {
    let count = |wanted: &[Verdict]| all.iter().filter(|duty| wanted.contains(&duty.answer.verdict)).count();
    let given = count(&[Verdict::Stated, Verdict::Layered]);
    let vague = count(&[Verdict::Weak, Verdict::Contradicted]);
    let missing = count(&[Verdict::Missing]);
    let required = given + vague + missing;
    format!("{given} of {required} required items given, {vague} vague, {missing} missing")
}

fn part(asked: &[Duty<'_>]) -> Option<String> {
    let required: Vec<&Duty<'_>> =
        asked.iter().filter(|duty| !matches!(duty.answer.verdict, Verdict::NotApplicable | Verdict::Silent)).collect();
    if required.is_empty() {
        return None;
    }
    let named = |wanted: &[Verdict], word: &str| {
        let those: Vec<&str> = required
            .iter()
            .filter(|duty| wanted.contains(&duty.answer.verdict))
            .map(|duty| duty.requires.what.as_str())
            .collect();
        let more = those.len().saturating_sub(MOST_NAMED);
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        (!those.is_empty()).then(|| format!("{word}: {}{rest}", those[..those.len() - more].join(", ")))
    };
    let given =
        required.iter().filter(|duty| matches!(duty.answer.verdict, Verdict::Stated | Verdict::Layered)).count();
    let mut words = vec![format!("{given} of {} given", required.len())];
    words.extend(named(&[Verdict::Missing], "missing"));
    words.extend(named(&[Verdict::Weak], "vague"));
    words.extend(named(&[Verdict::Contradicted], "contradicted"));
    Some(words.join(" · "))
}
