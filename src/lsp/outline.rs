//! The sections of a notice, and what the law asks for in each.

use super::analysis::{Analysis, Notice};
use crate::check::{ElementReport, EvidenceReport, SectionReport, Verdict};
use crate::rules::{Check, Requires, Rule};
use gen_lsp_types::Range;

/// A section with its lines.
#[derive(Debug, Clone, Copy)]
pub struct Section<'a> {
    /// Heading, topic, level.
    pub report: &'a SectionReport,
    /// The line of the heading; 0-based.
    pub line: u32,
    /// The last line, sections below it included; 0-based.
    pub end: u32,
}

impl Section<'_> {
    /// The topic in words.
    pub fn topic(&self) -> String {
        self.report.topic.replace('-', " ")
    }
}

/// The sections in the order of the notice.
pub fn sections<'a>(analysis: &Analysis, notice: &'a Notice) -> Vec<Section<'a>> {
    let all = &notice.checked.report.sections;
    let text = &analysis.document.text;
    let last = (analysis.document.lines.len(text) as u32).saturating_sub(1);
    all.iter()
        .enumerate()
        .map(|(index, report)| {
            let next = all[index + 1..].iter().find(|next| next.level <= report.level);
            let line = report.line.saturating_sub(1);
            let end = next.map_or(last, |next| next.line.saturating_sub(2));
            Section { report, line, end: end.max(line) }
        })
        .collect()
}

/// The range of a section, from its heading to its last line.
pub fn range(analysis: &Analysis, section: &Section<'_>) -> Range {
    let positions = analysis.positions();
    Range { start: positions.line_range(section.line).start, end: positions.line_range(section.end).end }
}

/// One thing that the law asks for, and the answer of this notice.
#[derive(Debug, Clone, Copy)]
pub struct Duty<'a> {
    /// The rule that asks.
    pub rule: &'a Rule,
    /// What it asks for.
    pub requires: &'a Requires,
    /// The answer.
    pub answer: &'a ElementReport,
}

impl<'a> Duty<'a> {
    /// The evidence on the lines of a section.
    pub fn within(&self, section: &Section<'_>) -> impl Iterator<Item = &'a EvidenceReport> {
        let (start, end) = (section.line, section.end);
        self.answer.evidence.iter().filter(move |one| (start + 1..=end + 1).contains(&one.place.line))
    }
}

/// All duties, in the order of the pack.
pub fn duties<'a>(analysis: &'a Analysis, notice: &'a Notice) -> Vec<Duty<'a>> {
    let of = |rule: &'a Rule| match &rule.check {
        Check::Requires(requires) => {
            let element = requires.element.as_deref()?;
            let answer = notice.checked.report.elements.iter().find(|answer| &*answer.id == element)?;
            Some(Duty { rule, requires, answer })
        }
        _ => None,
    };
    analysis.project.rules.rules.iter().filter_map(of).collect()
}

/// The duties that belong under headings of a topic.
pub fn of_topic<'a>(analysis: &Analysis, duties: &[Duty<'a>], topic: &str) -> Vec<Duty<'a>> {
    let Some(topic) = analysis.project.rules.topic(topic) else { return Vec::new() };
    duties.iter().filter(|duty| duty.requires.topics.contains(topic)).copied().collect()
}

/// A verdict as a sign and in words.
pub fn verdict(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Stated => ("✓", "stated"),
        Verdict::Weak => ("~", "vague"),
        Verdict::Missing => ("✗", "missing"),
        Verdict::Contradicted => ("!", "contradicted"),
        Verdict::Silent => ("?", "unknown whether it is required"),
        Verdict::NotApplicable => ("–", "not required here"),
        Verdict::Layered => ("✓", "given by the notice that this one is read with"),
    }
}
