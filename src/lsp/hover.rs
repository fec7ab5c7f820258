//! What is shown when the pointer rests on a finding or on a heading.

use super::analysis::{Analysis, Notice};
use super::client::Client;
use super::outline::{Duty, Section, duties, of_topic, sections, verdict};
use super::prose::{cited, plain, provision, without_marks};
use crate::check::{Finding, Verdict};
use crate::docs;
use crate::report::severity_word;
use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind, Position, Range};
use serde_json::Value;
use std::fmt::Write as _;

/// The most pieces of evidence that are listed for one element.
const MOST_EVIDENCE: usize = 3;
/// The most findings that are shown at one place.
const MOST_FINDINGS: usize = 5;

/// The hover at a position of a notice; null where there is nothing to say.
pub fn hover(analysis: &Analysis, position: Position, client: &Client) -> Value {
    let Some(notice) = analysis.notice() else { return Value::Null };
    let mut parts = Vec::new();
    let mut range: Option<Range> = None;
    for (finding, diagnostic) in notice.findings.iter().zip(&analysis.diagnostics) {
        let there = diagnostic.range;
        if there.start <= position && position <= there.end && parts.len() < MOST_FINDINGS {
            parts.push(of_finding(analysis, finding));
            range = Some(range.map_or(there, |r| if there.end < r.end { there } else { r }));
        }
    }
    if let Some(section) = sections(analysis, notice).iter().find(|section| section.line == position.line) {
        parts.push(of_section(analysis, notice, section));
        range = Some(analysis.positions().line_range(section.line));
    }
    if parts.is_empty() {
        return Value::Null;
    }
    page(&parts.join("\n\n---\n\n"), range, client)
}

/// A hover with this text.
pub fn page(markdown: &str, range: Option<Range>, client: &Client) -> Value {
    let contents = if client.markdown {
        MarkupContent { kind: MarkupKind::Markdown, value: markdown.to_owned() }
    } else {
        MarkupContent { kind: MarkupKind::PlainText, value: without_marks(markdown) }
    };
    serde_json::to_value(Hover { contents: Contents::MarkupContent(contents), range }).unwrap_or_default()
}

/// What is the matter, why it matters here, the law, the next step.
fn of_finding(analysis: &Analysis, finding: &Finding) -> String {
    let mut out =
        format!("**{}** {}\n\n{}", severity_word(finding.severity), plain(&finding.rule), plain(&finding.message));
    if let Some(because) = finding.because.first() {
        let _ = write!(out, "\n\n**Why here:** line {}: {}", because.place.line, plain(&because.text));
    }
    if !finding.next.is_empty() {
        let _ = write!(out, "\n\n**What to do:** {}", plain(&finding.next));
    }
    let law: Vec<String> = finding.law.iter().map(cited).collect();
    if !law.is_empty() {
        let _ = write!(out, "\n\n**Law:** {}", law.join(", "));
    }
    if let Some(why) = analysis.project.rule(&finding.rule).and_then(|rule| analysis.project.explanation(rule)) {
        let _ = write!(out, "\n\n**Why the rule exists:** {}", plain(&why));
    }
    out
}

/// What the law asks for under such a heading, and what was found.
fn of_section(analysis: &Analysis, notice: &Notice, section: &Section<'_>) -> String {
    let all = duties(analysis, notice);
    let asked = of_topic(analysis, &all, &section.report.topic);
    let mut out = format!("### {}\n\n", plain(&section.report.heading));
    if asked.is_empty() {
        let _ = write!(
            out,
            "Topic: {}. No information that a notice must give belongs here by its heading.",
            plain(&section.topic())
        );
    } else {
        let _ =
            writeln!(out, "Topic: {}. What the law asks for here, and what this notice says:", plain(&section.topic()));
        asked.iter().for_each(|duty| answer(&mut out, analysis, duty, section));
    }
    let also: Vec<&Duty<'_>> = all
        .iter()
        .filter(|duty| {
            asked.iter().all(|other| other.answer.id != duty.answer.id) && duty.within(section).next().is_some()
        })
        .collect();
    if !also.is_empty() {
        out.push_str("\n\nAlso found in this section:\n");
        also.iter().for_each(|duty| answer(&mut out, analysis, duty, section));
    }
    out
}

fn answer(out: &mut String, analysis: &Analysis, duty: &Duty<'_>, section: &Section<'_>) {
    let (sign, word) = verdict(duty.answer.verdict);
    let law: Vec<String> = docs::law(&analysis.project.rules, duty.rule).take(2).map(provision).collect();
    let _ = write!(out, "\n- {sign} {}: **{word}** ({})", plain(&duty.requires.what), law.join(", "));
    let here: Vec<String> = duty
        .within(section)
        .take(MOST_EVIDENCE)
        .map(|one| format!("line {}: {}", one.place.line, plain(&one.text)))
        .collect();
    for one in &here {
        let _ = write!(out, "\n  - {one}");
    }
    if here.is_empty()
        && let Some(one) = duty.answer.evidence.first()
    {
        let _ = write!(out, "\n  - elsewhere, line {}: {}", one.place.line, plain(&one.text));
    }
    if matches!(duty.answer.verdict, Verdict::Missing | Verdict::Weak)
        && let Some(step) = docs::steps(duty.rule).first()
    {
        let _ = write!(out, "\n  - what to do: {}", plain(step));
    }
}
