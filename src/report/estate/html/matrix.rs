//! The matrix of elements by notice, in colours, signs and words.

use super::super::{Estate, Member, verdict};
use super::write::Html;
use crate::check::Verdict;

/// Up to so many notices stand side by side; more stand under each other.
const SIDE_BY_SIDE: usize = 8;
/// Beyond so many notices only what is wrong is a link: thousands of links help nobody.
const ALL_LINKED: usize = 40;

/// The matrix with its legend.
pub(super) fn matrix(page: &mut Html, estate: &Estate) {
    page.el("section", &[("aria-labelledby", "matrix")], |page| {
        page.leaf("h2", &[("id", "matrix")], "What each notice tells people");
        if estate.notices.is_empty() || estate.elements.is_empty() {
            page.leaf("p", &[], "No notice was checked.");
            return;
        }
        page.leaf(
            "p",
            &[],
            "The information that the law asks for, and whether each notice gives it. A sign leads to the place in the notice.",
        );
        legend(page, estate);
        page.leaf("a", &[("class", "skip inline"), ("href", "#notices")], "Skip the table");
        let attributes = [("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-labelledby", "matrix")];
        page.el("div", &attributes, |page| {
            if estate.notices.len() <= SIDE_BY_SIDE { by_element(page, estate) } else { by_notice(page, estate) }
        });
    });
}

fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Stated => "v stated",
        Verdict::Weak => "v weak",
        Verdict::Missing => "v missing",
        Verdict::Contradicted => "v contradicted",
        Verdict::Layered => "v layered",
        Verdict::Silent => "v silent",
        Verdict::NotApplicable => "v needless",
    }
}

/// A verdict as a tag with its word.
pub(super) fn verdict_tag(page: &mut Html, of: Verdict) {
    page.el("span", &[("class", class(of))], |page| {
        page.sign(verdict::sign(of));
        page.text(" ");
        page.text(verdict::word(of));
    });
}

fn legend(page: &mut Html, estate: &Estate) {
    let found =
        |of: &Verdict| estate.notices.iter().any(|notice| notice.elements.iter().any(|element| element.verdict == *of));
    page.el("dl", &[("class", "legend")], |page| {
        for of in verdict::ALL.iter().filter(|of| found(of)) {
            page.el("div", &[], |page| {
                page.el("dt", &[], |page| verdict_tag(page, *of));
                page.leaf("dd", &[], verdict::meaning(*of));
            });
        }
    });
}

fn cell(page: &mut Html, estate: &Estate, index: usize, element: usize) {
    let report = estate.notices.get(index).and_then(|notice| notice.elements.get(element));
    let Some(report) = report else {
        page.leaf("td", &[], "");
        return;
    };
    let of = report.verdict;
    page.el("td", &[("class", class(of))], |page| {
        let wrong = matches!(of, Verdict::Missing | Verdict::Weak | Verdict::Contradicted);
        if wrong || estate.notices.len() <= ALL_LINKED {
            let target = format!("#n{}-e{}", index + 1, element + 1);
            page.el("a", &[("href", &target)], |page| {
                page.sign(verdict::sign(of));
                page.spoken(verdict::word(of));
            });
        } else {
            page.sign(verdict::sign(of));
            page.spoken(verdict::word(of));
        }
    });
}

/// Elements down, notices across.
fn by_element(page: &mut Html, estate: &Estate) {
    page.el("table", &[("class", "matrix down")], |page| {
        page.leaf("caption", &[("class", "vh")], "Required information by notice");
        page.el("thead", &[], |page| {
            page.el("tr", &[], |page| {
                page.leaf("th", &[("scope", "col")], "Information");
                for (index, notice) in estate.notices.iter().enumerate() {
                    page.el("th", &[("scope", "col")], |page| heading(page, index, notice));
                }
            });
        });
        page.el("tbody", &[], |page| {
            for (at, (_, title)) in estate.elements.iter().enumerate() {
                page.el("tr", &[], |page| {
                    page.leaf("th", &[("scope", "row")], title);
                    for index in 0..estate.notices.len() {
                        cell(page, estate, index, at);
                    }
                });
            }
        });
    });
}

/// Notices down, elements across.
fn by_notice(page: &mut Html, estate: &Estate) {
    page.el("table", &[("class", "matrix across")], |page| {
        page.leaf("caption", &[("class", "vh")], "Required information by notice");
        page.el("thead", &[], |page| {
            page.el("tr", &[], |page| {
                page.leaf("th", &[("scope", "col")], "Notice");
                for (_, title) in &estate.elements {
                    page.el("th", &[("scope", "col")], |page| page.leaf("span", &[], title));
                }
            });
        });
        page.el("tbody", &[], |page| {
            for (index, notice) in estate.notices.iter().enumerate() {
                page.el("tr", &[], |page| {
                    page.el("th", &[("scope", "row")], |page| heading(page, index, notice));
                    for at in 0..estate.elements.len() {
                        cell(page, estate, index, at);
                    }
                });
            }
        });
    });
}

fn heading(page: &mut Html, index: usize, notice: &Member) {
    page.leaf("a", &[("href", &format!("#n{}", index + 1))], &notice.title);
}
