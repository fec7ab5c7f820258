//! One notice of the page: what is missing, what it tells people, and its text with the findings in place.

use super::super::{Member, counted};
use super::card::{card, sentence, short};
use super::matrix::verdict_tag;
use super::text::{MOST_EVIDENCE, Marked};
use super::write::Html;
use crate::check::{Severity, Verdict};

/// Quotes that are listed for one element.
const MOST_QUOTES: usize = 4;
/// Findings of one notice that are shown.
const MOST_FINDINGS: usize = 600;

/// How much of a notice is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Its name and counts.
    Name,
    /// Its findings and verdicts as well.
    Findings,
    /// Its text as well.
    Whole,
}

/// Writes a notice; `open` shows it at once.
pub(super) fn notice(page: &mut Html, notice: &Member, number: usize, open: bool, extent: Extent) {
    let id = format!("n{number}");
    let heading = format!("n{number}-h");
    page.el("article", &[("class", "notice"), ("id", &id), ("aria-labelledby", &heading)], |page| {
        page.leaf("h3", &[("id", &heading)], &notice.title);
        page.el("p", &[("class", "meta")], |page| {
            page.leaf("code", &[], &notice.path);
            page.text(" ");
            for severity in [Severity::Error, Severity::Warning, Severity::Info] {
                let count = notice.count(severity);
                if count > 0 {
                    page.text(" · ");
                    page.text(&counted(count, severity));
                }
            }
            if notice.counted().next().is_none() {
                page.text(" · nothing found");
            }
        });
        if extent == Extent::Name {
            page.leaf("p", &[], "What was found in it is left out of this page.");
            return;
        }
        let attributes: &[_] = if open { &[("class", "inside"), ("open", "")] } else { &[("class", "inside")] };
        page.el("details", attributes, |page| {
            page.el("summary", &[], |page| {
                page.text(if extent == Extent::Whole { "Findings and text" } else { "Findings" });
                page.spoken(&format!(" of {}", notice.title));
            });
            inside(page, notice, number, extent == Extent::Whole);
        });
    });
}

fn inside(page: &mut Html, notice: &Member, number: usize, with_text: bool) {
    let body = notice.body.as_ref().filter(|_| with_text);
    let marked = body.map(|body| Marked::new(notice, body, number));
    let shown = notice.findings.len().min(MOST_FINDINGS);
    let whole: Vec<usize> = (0..shown)
        .filter(|index| notice.findings[*index].finding.suppressed.is_none())
        .filter(|index| !marked.as_ref().is_some_and(|marked| marked.holds(*index)))
        .collect();
    if !whole.is_empty() {
        let words = if marked.is_some() { "About the notice as a whole" } else { "Findings" };
        page.leaf("h4", &[], words);
        whole.iter().for_each(|index| card(page, notice, number, *index, false));
    }
    let accepted: Vec<usize> =
        (0..shown).filter(|index| notice.findings[*index].finding.suppressed.is_some()).collect();
    if !accepted.is_empty() {
        page.leaf("h4", &[], "Accepted, and not counted");
        accepted.iter().for_each(|index| card(page, notice, number, *index, false));
    }
    if notice.findings.len() > shown {
        let more = notice.findings.len() - shown;
        page.leaf("p", &[("class", "note")], &format!("{more} more findings may be left out of this list."));
    }
    elements(page, notice, number, marked.is_some());
    if let Some(marked) = marked {
        page.leaf("h4", &[], "Text of the notice, with the findings in place");
        page.el("div", &[("class", "text")], |page| marked.write(page));
    }
}

/// The verdicts with the words that speak for them.
fn elements(page: &mut Html, notice: &Member, number: usize, linked: bool) {
    if notice.elements.is_empty() {
        return;
    }
    let given = notice.elements.iter().filter(|e| matches!(e.verdict, Verdict::Stated | Verdict::Layered)).count();
    let needed =
        notice.elements.iter().filter(|e| !matches!(e.verdict, Verdict::NotApplicable | Verdict::Silent)).count();
    page.el("details", &[("class", "elements")], |page| {
        page.leaf(
            "summary",
            &[],
            &format!("What it tells people: {given} of the {needed} kinds of information that it must give"),
        );
        let label = format!("Required information in {}", notice.title);
        page.el("div", &[("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", &label)], |page| {
            page.el("table", &[], |page| {
                page.leaf("caption", &[("class", "vh")], &label);
                page.el("thead", &[], |page| {
                    page.el("tr", &[], |page| {
                        for head in ["Information", "Verdict", "Why, and where"] {
                            page.leaf("th", &[("scope", "col")], head);
                        }
                    });
                });
                page.el("tbody", &[], |page| {
                    (0..notice.elements.len()).for_each(|at| element(page, notice, number, at, linked));
                });
            });
        });
    });
}

fn element(page: &mut Html, notice: &Member, number: usize, at: usize, linked: bool) {
    let report = &notice.elements[at];
    page.el("tr", &[("id", &format!("n{number}-e{}", at + 1)), ("data-e", &report.id)], |page| {
        page.leaf("th", &[("scope", "row")], &report.title);
        page.el("td", &[], |page| verdict_tag(page, report.verdict));
        page.el("td", &[], |page| {
            if !report.because.is_empty() {
                page.leaf("p", &[], &sentence(&report.because));
            }
            for (index, evidence) in report.evidence.iter().take(MOST_QUOTES).enumerate() {
                page.el("p", &[], |page| {
                    let own = evidence.place.path == notice.path;
                    let line = if own {
                        format!("Line {}", evidence.place.line)
                    } else {
                        format!("{} line {}", evidence.place.path, evidence.place.line)
                    };
                    if linked && own && index < MOST_EVIDENCE {
                        let target = format!("#n{number}-e{}-{}", at + 1, index + 1);
                        page.leaf("a", &[("href", &target)], &line);
                    } else {
                        page.text(&line);
                    }
                    page.text(": ");
                    page.leaf("q", &[], &short(&evidence.text, 220));
                });
            }
            if report.evidence.len() > MOST_QUOTES {
                page.leaf("p", &[], &format!("and {} more places", report.evidence.len() - MOST_QUOTES));
            }
        });
    });
}
