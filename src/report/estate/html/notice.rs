//! One notice of the page: what is missing, what it tells people, and its text with the findings in place.

use super::super::{Held, Member, counted};
use super::matrix::verdict_tag;
use super::text::{MOST_EVIDENCE, Marked};
use super::write::Html;
use super::{provisions, tag};
use crate::check::{FixClass, Severity, Verdict};

/// Quotes that are listed for one element.
const MOST_QUOTES: usize = 4;
/// Other places of a finding that are listed.
const MOST_PLACES: usize = 8;
/// Findings of one notice that are shown.
const MOST_FINDINGS: usize = 600;
/// The longest wording that is suggested, in characters.
const LONGEST: usize = 1200;

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

/// A finding.
pub(super) fn card(page: &mut Html, notice: &Member, number: usize, index: usize, in_text: bool) {
    let Some(held) = notice.findings.get(index) else { return };
    let finding = &held.finding;
    let (severity, class) = match finding.severity {
        Severity::Error => ("error", "finding error"),
        Severity::Warning => ("warning", "finding warning"),
        Severity::Info => ("info", "finding info"),
    };
    let id = format!("n{number}-f{}", index + 1);
    let label = format!("Finding {}, {severity}", index + 1);
    let element = finding.element.as_deref().unwrap_or("none");
    let attributes = [
        ("class", class),
        ("id", id.as_str()),
        ("role", "note"),
        ("aria-label", label.as_str()),
        ("data-severity", severity),
        ("data-element", element),
        ("tabindex", "-1"),
    ];
    page.el("div", &attributes, |page| {
        page.el("p", &[("class", "what")], |page| {
            page.leaf("span", &[("class", "number")], &(index + 1).to_string());
            page.text(" ");
            tag(page, finding.severity);
            page.text(" ");
            page.text(&finding.message);
        });
        detail(page, held, number, index, in_text);
    });
}

fn detail(page: &mut Html, held: &Held, number: usize, index: usize, in_text: bool) {
    let finding = &held.finding;
    if let Some(accepted) = &finding.suppressed {
        page.leaf("p", &[], &sentence(&accepted.sentence()));
    }
    if !finding.next.is_empty() {
        line(page, "Next step", |page| page.text(&finding.next));
    }
    for fix in finding.fixes.iter().take(2) {
        let text = fix.edits.first().map_or("", |edit| edit.text.trim());
        if !text.is_empty() {
            page.el("div", &[("class", "wording")], |page| {
                let class = match fix.class {
                    FixClass::Safe => "the meaning stays the same",
                    FixClass::Unsafe => "check that the meaning stays right",
                    FixClass::Suggest if text.contains('[') => "fill in what stands in brackets",
                    FixClass::Suggest => "if it is right for you",
                };
                page.el("p", &[], |page| {
                    page.leaf("strong", &[], "Suggested wording");
                    page.text(&format!(", {class}:"));
                });
                page.el("blockquote", &[], |page| page.leaf("p", &[], &short(text, LONGEST)));
            });
        }
    }
    if !held.reasons.is_empty() {
        line(page, "Why it applies", |page| {
            let reasons: Vec<String> = held.reasons.iter().take(3).map(|reason| reason.sentence()).collect();
            page.text(&reasons.join(" "));
        });
    }
    if !finding.law.is_empty() {
        line(page, "Law", |page| provisions(page, &finding.law));
    }
    places(page, held, number, index, in_text);
}

fn places(page: &mut Html, held: &Held, number: usize, index: usize, in_text: bool) {
    let finding = &held.finding;
    page.el("p", &[("class", "small")], |page| {
        let line = format!("line {}", finding.place.line);
        if in_text {
            page.leaf("a", &[("href", &format!("#n{number}-w{}", index + 1))], &line);
        } else {
            page.text(&line);
        }
        let others = finding.related.iter().map(|related| {
            let place = &related.place;
            if place.path == finding.place.path {
                format!("line {}", place.line)
            } else {
                format!("{} line {}", place.path, place.line)
            }
        });
        let others: Vec<String> = others.collect();
        if !others.is_empty() {
            page.text("; see also ");
            page.text(&others[..others.len().min(MOST_PLACES)].join(", "));
            if others.len() > MOST_PLACES {
                page.text(&format!(" and {} more", others.len() - MOST_PLACES));
            }
        }
        page.text(" · rule ");
        page.leaf("code", &[], &finding.rule);
    });
}

fn line(page: &mut Html, label: &str, inner: impl FnOnce(&mut Html)) {
    page.el("p", &[], |page| {
        page.leaf("strong", &[], &format!("{label}: "));
        inner(page);
    });
}

/// With a capital and a full stop.
fn sentence(text: &str) -> String {
    let mut letters = text.trim().chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let stop = if text.trim().ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}

fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_string(),
        Some((end, _)) => format!("{} ...", text[..end].trim_end()),
    }
}
