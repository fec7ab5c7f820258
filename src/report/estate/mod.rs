//! What a whole run found, kept for reports that people read, mail and paste: the data, apart from how it is printed.
//!
//! [`Gather`] collects a run; [`Estate`] is what it comes to. Each format has a file of its own and prints an [`Estate`].

mod csv;
mod gather;
mod html;
mod json;
mod markdown;
mod rank;
mod reason;
mod text;
mod verdict;
mod xlsx;

pub use csv::{findings_csv, matrix_csv};
pub use gather::Gather;
pub use html::html;
pub use json::json;
pub use markdown::markdown;
pub(super) use markdown::text as markdown_text;
pub use rank::{Step, steps};
pub use reason::Reason;
pub use text::{Body, Part};
pub use verdict::{sign, word};
pub use xlsx::xlsx;

use super::{Run, Summary};
use crate::check::{ElementReport, Finding, Severity, Verdict};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Severities, the worst first.
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// Everything that a run found.
#[derive(Debug, Clone)]
pub struct Estate {
    /// The heading that its author gave it, if any.
    pub heading: Option<String>,
    /// Rules, law and day.
    pub run: Run,
    /// Ids and titles of the elements, in the order of the pack.
    pub elements: Vec<(Arc<str>, Arc<str>)>,
    /// The notices, in the order of their paths as given.
    pub notices: Vec<Member>,
    /// Findings in other files than notices, such as a waiver that is not needed.
    pub elsewhere: Vec<Held>,
    /// The counts.
    pub summary: Summary,
    /// The advice of each rule in one line, by the names under which it reports.
    pub advice: BTreeMap<String, String>,
    /// Names of rules that only say that several notices share a defect.
    pub echoes: BTreeSet<String>,
}

/// One notice of the estate.
#[derive(Debug, Clone)]
pub struct Member {
    /// The path as given.
    pub path: Arc<str>,
    /// The title; the path where it has none.
    pub title: String,
    /// All elements with their verdicts, in the order of the pack.
    pub elements: Vec<ElementReport>,
    /// For each element the places of its evidence in the text.
    pub evidence: Vec<Vec<Span>>,
    /// The findings, in the order of the file.
    pub findings: Vec<Held>,
    /// The text, where it was asked for and kept.
    pub body: Option<Body>,
}

/// A finding with what is needed to show it where it stands.
#[derive(Debug, Clone)]
pub struct Held {
    /// The finding.
    pub finding: Finding,
    /// Its place in the text; `None` for what is missing.
    pub span: Option<Span>,
    /// Why it applies.
    pub reasons: Vec<Reason>,
    /// It is about several notices together.
    pub across: bool,
}

impl Member {
    /// The findings that count, those of this severity only.
    pub fn count(&self, severity: Severity) -> usize {
        self.counted().filter(|held| held.finding.severity == severity).count()
    }

    /// The findings that nobody has accepted.
    pub fn counted(&self) -> impl Iterator<Item = &Held> {
        self.findings.iter().filter(|held| held.finding.suppressed.is_none())
    }

    /// The verdict on an element.
    pub fn verdict(&self, element: &str) -> Option<Verdict> {
        self.elements.iter().find(|report| &*report.id == element).map(|report| report.verdict)
    }
}

impl Estate {
    /// The heading of the report.
    pub fn title(&self) -> &str {
        self.heading.as_deref().unwrap_or("Privacy notice report")
    }

    /// What to do about findings of this rule, in one line.
    pub fn advice_of<'a>(&'a self, rule: &'a str) -> &'a str {
        self.advice.get(rule).map_or(rule, String::as_str)
    }

    /// The state of the estate in plain sentences.
    pub fn overview(&self) -> Vec<String> {
        let all = self.notices.len();
        let wrong = self.notices.iter().filter(|notice| notice.count(Severity::Error) > 0).count();
        let clean = self.notices.iter().filter(|notice| notice.findings.is_empty()).count();
        let accepted =
            self.notices.iter().any(|notice| notice.findings.iter().any(|f| f.finding.severity == Severity::Error));
        let mut out = vec![match (all, wrong) {
            (0, _) => "No notice was checked.".to_string(),
            (1, 0) if accepted => "What the notice leaves out was accepted; the table shows it.".to_string(),
            (_, 0) if accepted => "What the notices leave out was accepted; the table shows it.".to_string(),
            (1, 0) => "The notice gives everything that the law was found to ask of it.".to_string(),
            (1, _) => "The notice leaves out something that the law asks for, or contradicts itself.".to_string(),
            (_, 0) => format!("None of the {all} notices leaves out anything that the law was found to ask of it."),
            (_, 1) => {
                format!("One of the {all} notices leaves out something that the law asks for, or contradicts itself.")
            }
            _ if wrong == all => {
                format!("All {all} notices leave out something that the law asks for, or contradict themselves.")
            }
            _ => format!(
                "{wrong} of the {all} notices leave out something that the law asks for, or contradict themselves."
            ),
        }];
        if clean > 0 && all > 1 {
            out.push(if clean == 1 {
                "In one of them nothing was found.".to_string()
            } else {
                format!("In {clean} of them nothing was found.")
            });
        }
        let steps = steps(self);
        let serious = steps.iter().filter(|step| step.severity == Severity::Error).count();
        let first = steps.iter().take(3).filter(|step| step.severity == Severity::Error);
        let cleared: usize = first.map(|step| step.places).sum();
        if serious > 3 {
            out.push(format!(
                "The first three points below account for {cleared} of the {} errors.",
                self.summary.errors
            ));
        }
        if self.summary.suppressed > 0 {
            out.push(format!("Accepted findings that are not counted: {}.", self.summary.suppressed));
        }
        out
    }
}

/// `1 error`, `2 errors`; information has no plural.
pub fn counted(count: usize, severity: Severity) -> String {
    match (severity, count) {
        (Severity::Error, 1) => "1 error".to_string(),
        (Severity::Error, _) => format!("{count} errors"),
        (Severity::Warning, 1) => "1 warning".to_string(),
        (Severity::Warning, _) => format!("{count} warnings"),
        (Severity::Info, _) => format!("{count} for information"),
    }
}
