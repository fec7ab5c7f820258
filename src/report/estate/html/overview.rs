//! The top of the page: the state of things in a few sentences, and what to do first.

use super::super::{Estate, Step, steps};
use super::write::Html;
use super::{provisions, tag};

/// Steps that are told in full.
const MOST_STEPS: usize = 10;
/// Notices that are named in one step.
const MOST_NAMED: usize = 8;

/// Counts and sentences.
pub(super) fn summary(page: &mut Html, estate: &Estate) {
    let day = estate.run.as_of.in_words();
    let many = estate.notices.len();
    let notices = if many == 1 { "1 privacy notice".to_string() } else { format!("{many} privacy notices") };
    page.leaf(
        "p",
        &[("class", "lead")],
        &format!("{notices}, checked against UK GDPR Articles 13 and 14 and the law around them as of {day}."),
    );
    page.el("dl", &[("class", "counts")], |page| {
        let summary = &estate.summary;
        let counts = [
            ("error", "Errors", "required, and missing or contradictory", summary.errors),
            ("warning", "Warnings", "weak, outdated or inconsistent", summary.warnings),
            ("info", "For information", "good to know, or style", summary.infos),
        ];
        for (class, word, meaning, count) in counts {
            page.el("div", &[("class", class)], |page| {
                page.el("dt", &[], |page| {
                    page.text(word);
                    page.leaf("span", &[("class", "meaning")], meaning);
                });
                page.leaf("dd", &[], &count.to_string());
            });
        }
    });
    for sentence in estate.overview() {
        page.leaf("p", &[], &sentence);
    }
}

/// What to do first.
pub(super) fn first(page: &mut Html, estate: &Estate) {
    page.el("section", &[("aria-labelledby", "first")], |page| {
        page.leaf("h2", &[("id", "first")], "What to do first");
        let steps = steps(estate);
        if steps.is_empty() {
            page.leaf("p", &[], "Nothing was found that needs doing.");
            return;
        }
        page.leaf(
            "p",
            &[],
            "Errors come first, then what most notices share. One step can be done once for all the notices named.",
        );
        page.el("ol", &[("class", "steps")], |page| {
            for one in steps.iter().take(MOST_STEPS) {
                page.el("li", &[], |page| step(page, estate, one));
            }
        });
        if steps.len() > MOST_STEPS {
            rest(page, estate, &steps[MOST_STEPS..]);
        }
    });
}

fn step(page: &mut Html, estate: &Estate, step: &Step<'_>) {
    page.leaf("h3", &[], estate.advice_of(step.rule));
    page.el("p", &[("class", "meta")], |page| {
        tag(page, step.severity);
        page.text(" ");
        page.text(&where_it_is(estate, step));
    });
    page.el("p", &[], |page| {
        if !step.same {
            page.leaf("strong", &[], "For example: ");
        }
        page.text(&step.example.finding.message);
    });
    if !step.example.finding.next.is_empty() {
        page.el("p", &[], |page| {
            page.leaf("strong", &[], if step.alike { "Next step: " } else { "Next step, for example: " });
            page.text(&step.example.finding.next);
        });
    }
    page.el("p", &[("class", "small")], |page| {
        page.leaf("strong", &[], "In: ");
        for (at, index) in step.notices.iter().take(MOST_NAMED).enumerate() {
            if at > 0 {
                page.text("; ");
            }
            let title = estate.notices.get(*index).map_or("", |notice| &notice.title);
            page.leaf("a", &[("href", &place_of(estate, step, *index))], title);
        }
        if step.notices.len() > MOST_NAMED {
            page.text(&format!("; and {} more", step.notices.len() - MOST_NAMED));
        }
    });
    if !step.example.finding.law.is_empty() {
        page.el("p", &[("class", "small")], |page| {
            page.leaf("strong", &[], "Law: ");
            provisions(page, &step.example.finding.law);
        });
    }
}

/// The first finding of a step in a notice, else the notice.
fn place_of(estate: &Estate, step: &Step<'_>, index: usize) -> String {
    let findings = estate.notices.get(index).map_or(&[][..], |notice| &notice.findings);
    let first = findings.iter().position(|held| &*held.finding.rule == step.rule && held.finding.suppressed.is_none());
    match first {
        Some(at) => format!("#n{}-f{}", index + 1, at + 1),
        None => format!("#n{}", index + 1),
    }
}

fn where_it_is(estate: &Estate, step: &Step<'_>) -> String {
    let places = if step.places == 1 { "1 place".to_string() } else { format!("{} places", step.places) };
    match (estate.notices.len(), step.notices.len()) {
        (1, _) => places,
        (all, 1) => format!("1 of {all} notices, {places}"),
        (all, some) if all == some => format!("all {all} notices, {places}"),
        (all, some) => format!("{some} of {all} notices, {places}"),
    }
}

fn rest(page: &mut Html, estate: &Estate, steps: &[Step<'_>]) {
    page.el("details", &[("class", "rest")], |page| {
        let words =
            if steps.len() == 1 { "The other step".to_string() } else { format!("The other {} steps", steps.len()) };
        page.leaf("summary", &[], &words);
        page.el(
            "div",
            &[("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", "The other steps")],
            |page| {
                page.el("table", &[], |page| {
                    page.leaf("caption", &[("class", "vh")], "The other steps");
                    page.el("thead", &[], |page| {
                        page.el("tr", &[], |page| {
                            for head in ["Step", "Severity", "Notices", "Places"] {
                                page.leaf("th", &[("scope", "col")], head);
                            }
                        });
                    });
                    page.el("tbody", &[], |page| {
                        for step in steps {
                            page.el("tr", &[], |page| {
                                page.el("th", &[("scope", "row")], |page| {
                                    let target = place_of(estate, step, step.notices.first().copied().unwrap_or(0));
                                    page.leaf("a", &[("href", &target)], estate.advice_of(step.rule));
                                });
                                page.el("td", &[], |page| tag(page, step.severity));
                                page.leaf("td", &[("class", "number")], &step.notices.len().to_string());
                                page.leaf("td", &[("class", "number")], &step.places.to_string());
                            });
                        }
                    });
                });
            },
        );
    });
}
