//! The card of a finding: what is the matter, why, and what to do.

use super::super::{Held, Member};
use super::write::Html;
use super::{provisions, tag};
use crate::check::{FixClass, Severity};

/// Other places of a finding that are listed.
const MOST_PLACES: usize = 8;
/// The longest wording that is suggested, in characters.
const LONGEST: usize = 1200;

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
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.trim().chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let stop = if text.trim().ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}

/// At most so many characters of a text.
pub(super) fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_string(),
        Some((end, _)) => format!("{} ...", text[..end].trim_end()),
    }
}
