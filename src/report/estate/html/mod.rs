//! `report --html`: one page that holds all it needs, to be mailed, printed and read by anyone.

mod card;
mod matrix;
mod notice;
mod overview;
mod text;
mod write;

use super::Estate;
use crate::check::Severity;
use notice::Extent;
use write::Html;

/// How the page looks.
const STYLE: &str = include_str!("style.css");
/// The filters. Without it the page shows everything.
const SCRIPT: &str = include_str!("script.js");
/// What the page may load and run: its own style and script, known by their hashes, and nothing else whatever stands in it.
const POLICY: &str = "default-src 'none'; style-src 'sha256-e8gtc300s2DtKEPeNLRP3kpATCSDE5vo/4fbjgog7us='; script-src 'sha256-lnxNpxfHkWCHWzbi46xYs0JGDssZc9ffUBuwdBlo7Lw='; base-uri 'none'; form-action 'none'";

/// The page stays below this many bytes, so that it can be mailed: what does not fit is left out and said to be.
const MOST_BYTES: usize = 8 << 20;
/// Up to here every notice stands open on the page.
const FEW: usize = 6;

/// The page.
pub fn html(estate: &Estate) -> String {
    let mut page = Html::new("<!DOCTYPE html>\n");
    page.el("html", &[("lang", "en-GB")], |page| {
        page.el("head", &[], |page| head(page, estate));
        page.el("body", &[], |page| body(page, estate));
    });
    page.done()
}

fn head(page: &mut Html, estate: &Estate) {
    page.void("meta", &[("charset", "utf-8")]);
    page.void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]);
    page.void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
    page.void("meta", &[("name", "color-scheme"), ("content", "light dark")]);
    page.void("meta", &[("name", "robots"), ("content", "noindex")]);
    page.leaf("title", &[], estate.title());
    page.el("style", &[], |page| page.own(STYLE));
}

fn body(page: &mut Html, estate: &Estate) {
    page.leaf("a", &[("class", "skip"), ("href", "#main")], "Skip to main content");
    page.el("header", &[("class", "top")], |page| {
        page.el("div", &[("class", "wide")], |page| {
            page.leaf("strong", &[], "notice-lint");
            page.text(" ");
            page.leaf("span", &[], "privacy notice report");
        });
    });
    page.el("div", &[("class", "wide")], |page| {
        page.el("main", &[("id", "main"), ("tabindex", "-1")], |page| {
            page.leaf("h1", &[], estate.title());
            overview::summary(page, estate);
            contents(page, estate);
            overview::first(page, estate);
            matrix::matrix(page, estate);
            notices(page, estate);
        });
    });
    page.el("footer", &[], |page| page.el("div", &[("class", "wide")], |page| footer(page, estate)));
    page.el("script", &[], |page| page.own(SCRIPT));
}

fn contents(page: &mut Html, estate: &Estate) {
    page.el("nav", &[("class", "contents"), ("aria-labelledby", "contents")], |page| {
        page.leaf("h2", &[("id", "contents")], "Contents");
        page.el("ol", &[], |page| {
            let lines = [
                ("#first", "What to do first"),
                ("#matrix", "What each notice tells people"),
                ("#notices", "The notices, with what was found in them"),
            ];
            for (target, words) in lines {
                page.el("li", &[], |page| {
                    page.leaf("a", &[("href", target)], words);
                    if target == "#notices" && estate.notices.len() <= FEW {
                        page.el("ul", &[], |page| {
                            for (index, notice) in estate.notices.iter().enumerate() {
                                let target = format!("#n{}", index + 1);
                                page.el("li", &[], |page| page.leaf("a", &[("href", &target)], &notice.title));
                            }
                        });
                    }
                });
            }
        });
    });
}

fn notices(page: &mut Html, estate: &Estate) {
    page.el("section", &[("aria-labelledby", "notices")], |page| {
        page.leaf("h2", &[("id", "notices")], "The notices, with what was found in them");
        if !estate.notices.is_empty() {
            filters(page, estate);
            key(page);
        }
        each(page, estate);
    });
}

/// Every notice, as much of it as there is room for. Findings come before texts: room for the findings of all notices is kept
/// first. A notice that has no room at all is still named, so that links to it lead somewhere.
fn each(page: &mut Html, estate: &Estate) {
    let open = estate.notices.len() <= FEW;
    let written = |index: usize, extent: Extent| {
        let mut part = Html::default();
        if let Some(notice) = estate.notices.get(index) {
            notice::notice(&mut part, notice, index + 1, open, extent);
        }
        part
    };
    let mut room = MOST_BYTES.saturating_sub(page.len());
    let mut kept = Vec::new();
    for index in 0..estate.notices.len() {
        let part = written(index, Extent::Findings);
        let fits = part.len() <= room;
        room = room.saturating_sub(if fits { part.len() } else { 0 });
        kept.push(fits.then_some(part));
    }
    let (mut textless, mut named) = (0, 0);
    for (index, part) in kept.into_iter().enumerate() {
        let Some(part) = part else {
            named += 1;
            page.append(written(index, Extent::Name));
            continue;
        };
        let whole = written(index, Extent::Whole);
        let has_text = estate.notices.get(index).is_some_and(|notice| notice.body.is_some());
        if has_text && whole.len() <= room + part.len() {
            room = room + part.len() - whole.len();
            page.append(whole);
        } else {
            textless += 1;
            page.append(part);
        }
    }
    let why = "so that this page stays small enough to mail. Run the report on fewer notices to see them.";
    if textless > 0 {
        let words = format!("The texts of {textless} notices are left out, {why} Their findings are listed.");
        page.leaf("p", &[("class", "note")], &words);
    }
    if named > 0 {
        let words = format!(
            "The findings and texts of {named} notices are left out, {why} The summary and the table include them."
        );
        page.leaf("p", &[("class", "note")], &words);
    }
}

/// The form is shown by the script; without it there is nothing to filter with.
fn filters(page: &mut Html, estate: &Estate) {
    page.el(
        "form",
        &[("class", "filters"), ("id", "filters"), ("hidden", ""), ("aria-label", "Choose what is shown")],
        |page| {
            let mut choice = |id: &'static str, label: &str, all: &str, options: Vec<(String, String)>| {
                page.el("div", &[], |page| {
                    page.leaf("label", &[("for", id)], label);
                    page.el("select", &[("id", id)], |page| {
                        page.leaf("option", &[("value", "")], all);
                        for (value, words) in &options {
                            page.leaf("option", &[("value", value)], words);
                        }
                    });
                });
            };
            let notices = estate.notices.iter().enumerate();
            let notices = notices.map(|(index, notice)| (format!("n{}", index + 1), notice.title.clone())).collect();
            choice("by-notice", "Notice", "All notices", notices);
            let severities = vec![
                ("error".to_string(), "Errors only".to_string()),
                ("warning".to_string(), "Errors and warnings".to_string()),
            ];
            choice("by-severity", "Severity", "All findings", severities);
            let elements = estate.elements.iter().map(|(id, title)| (id.to_string(), title.to_string())).collect();
            choice("by-element", "Required information", "All", elements);
            page.el("div", &[("class", "check")], |page| {
                page.void("input", &[("type", "checkbox"), ("id", "evidence"), ("checked", "")]);
                page.leaf("label", &[("for", "evidence")], "Mark the words that give required information");
            });
            page.leaf("button", &[("type", "reset")], "Show everything");
            page.leaf("p", &[("role", "status"), ("id", "shown")], "");
        },
    );
}

/// How to read the marks.
fn key(page: &mut Html) {
    page.el("p", &[("class", "small")], |page| {
        page.text("In the texts, ");
        page.leaf("mark", &[("class", "ev")], "words underlined with dots");
        page.text(" give required information. A finding is marked as an ");
        page.leaf("mark", &[("class", "error")], "error");
        page.text(", a ");
        page.leaf("mark", &[("class", "warning")], "warning");
        page.text(" or ");
        page.leaf("mark", &[("class", "info")], "information");
        page.text("; the number after the words leads to it. What is missing stands before the text.");
    });
}

fn footer(page: &mut Html, estate: &Estate) {
    page.leaf("h2", &[], "About this report");
    page.leaf("p", &[], &estate.run.law());
    page.leaf(
        "p",
        &[],
        "Made by notice-lint from the words of the notices alone. It can miss things and it can be wrong: a finding is a reason to look, not legal advice, and no finding does not mean that a notice is right.",
    );
    page.leaf("p", &[], "This page loads nothing from elsewhere and sends nothing. Its links lead to legislation.gov.uk and to the regulator.");
    if !estate.elsewhere.is_empty() {
        page.leaf("h3", &[], "Found in other files");
        page.el("ul", &[], |page| {
            for held in estate.elsewhere.iter().take(200) {
                let finding = &held.finding;
                let at =
                    format!("{} line {}: {} {}", finding.place.path, finding.place.line, finding.message, finding.next);
                page.leaf("li", &[], &at);
            }
        });
    }
    if !estate.summary.problems.is_empty() {
        page.leaf("h3", &[], "Files that could not be checked");
        page.el("ul", &[], |page| {
            for problem in estate.summary.problems.iter().take(200) {
                page.leaf("li", &[], &format!("{}: {}", problem.path, problem.message));
            }
        });
    }
}

/// A severity as a tag.
fn tag(page: &mut Html, severity: Severity) {
    let (class, word) = match severity {
        Severity::Error => ("tag error", "Error"),
        Severity::Warning => ("tag warning", "Warning"),
        Severity::Info => ("tag info", "Information"),
    };
    page.leaf("strong", &[("class", class)], word);
}

/// The provisions, each a link to its text.
fn provisions(page: &mut Html, law: &[crate::check::Citation]) {
    for (at, provision) in law.iter().enumerate() {
        if at > 0 {
            page.text(", ");
        }
        page.leaf("a", &[("href", &provision.url), ("rel", "noreferrer")], &provision.cite);
    }
}

#[cfg(test)]
mod tests;
