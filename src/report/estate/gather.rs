//! Collects a run into an estate.

use super::reason::{reasons, span_of};
use super::text::Body;
use super::{Estate, Held, Member};
use crate::check::{ElementReport, Finding, NoticeReport, Place};
use crate::report::{Item, Run, Sink, Summary};
use crate::rules::{Check, RuleSet};
use crate::source::{Source, Span};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{self, Write};
use std::sync::Arc;

/// The most bytes of text that are kept for all notices together: a report cannot show more.
const MOST_TEXT: usize = 24 << 20;

/// A [`Sink`] that prints nothing and keeps everything.
#[derive(Debug)]
pub struct Gather {
    with_text: bool,
    kept: usize,
    estate: Option<Estate>,
    heading: Option<String>,
    advice: BTreeMap<String, String>,
    echoes: BTreeSet<String>,
    notices: Vec<Member>,
    elsewhere: Vec<Held>,
    by_path: HashMap<Arc<str>, usize>,
}

/// What is prepared for one item.
#[derive(Debug)]
pub enum Gathered {
    /// A notice.
    Notice(Box<Member>),
    /// Findings across notices, by the path of their file.
    Across(Vec<Held>),
}

impl Gather {
    /// Collects findings of these rules; the texts of the notices only where `with_text`.
    pub fn new(rules: &RuleSet, heading: Option<String>, with_text: bool) -> Self {
        let mut advice = BTreeMap::new();
        let mut echoes = BTreeSet::new();
        for rule in &rules.rules {
            for name in rule.reported_names() {
                advice.entry(name.to_string()).or_insert_with(|| rule.title.to_string());
                if matches!(rule.check, Check::Shares { .. }) {
                    echoes.insert(name.to_string());
                }
            }
        }
        let (notices, elsewhere, by_path) = (Vec::new(), Vec::new(), HashMap::new());
        Self { with_text, kept: 0, estate: None, heading, advice, echoes, notices, elsewhere, by_path }
    }

    /// What the run came to; `None` before its end.
    pub fn estate(self) -> Option<Estate> {
        self.estate
    }
}

/// A finding in its place. An `echo` has a place only where its words stand there: what says that something is missing in
/// several notices stands at a heading that is not wrong.
fn held(finding: &Finding, source: Option<&Source>, across: bool, echo: bool) -> Held {
    let span = source.filter(|_| !finding.excerpt.is_empty()).map(|source| span_of(source, &finding.place));
    let said = |span: &Span| {
        source.is_some_and(|source| source.slice(*span).split_whitespace().eq(finding.excerpt.split_whitespace()))
    };
    let span = span.filter(|span| !echo || said(span));
    Held { finding: finding.clone(), span, reasons: reasons(finding, source), across }
}

fn member(source: &Source, report: &NoticeReport, with_text: bool) -> Member {
    // Evidence of a notice that this one is read with stands in no place of this text.
    let span = |place: &Place| if place.path == report.path { span_of(source, place) } else { Span::default() };
    let spans = |element: &ElementReport| element.evidence.iter().map(|evidence| span(&evidence.place)).collect();
    let title = if report.title.trim().is_empty() { report.path.to_string() } else { report.title.clone() };
    Member {
        path: report.path.clone(),
        title,
        evidence: report.elements.iter().map(spans).collect(),
        elements: report.elements.clone(),
        findings: report.findings.iter().map(|finding| held(finding, Some(source), false, false)).collect(),
        body: with_text.then(|| Body::new(source, &report.sections)),
    }
}

impl Sink for Gather {
    type Part = Gathered;

    fn prepare(&self, item: Item<'_>) -> Gathered {
        match item {
            Item::Notice { source, report } => Gathered::Notice(Box::new(member(source, report, self.with_text))),
            Item::Across { source, findings } => Gathered::Across(
                findings
                    .iter()
                    .map(|finding| held(finding, source, true, self.echoes.contains(&*finding.rule)))
                    .collect(),
            ),
        }
    }

    fn accept(&mut self, part: Gathered, _out: &mut dyn Write) -> io::Result<()> {
        match part {
            Gathered::Notice(mut notice) => {
                let size = notice.body.as_ref().map_or(0, Body::size);
                if self.kept + size > MOST_TEXT {
                    notice.body = None;
                } else {
                    self.kept += size;
                }
                self.by_path.insert(notice.path.clone(), self.notices.len());
                self.notices.push(*notice);
            }
            Gathered::Across(findings) => {
                for held in findings {
                    let of = self.by_path.get(&held.finding.place.path);
                    if let Some(notice) = of.and_then(|index| self.notices.get_mut(*index)) {
                        notice.findings.push(held);
                    } else {
                        self.elsewhere.push(held);
                    }
                }
            }
        }
        Ok(())
    }

    fn finish(&mut self, run: &Run, summary: &Summary, _out: &mut dyn Write) -> io::Result<()> {
        let mut notices = std::mem::take(&mut self.notices);
        for notice in &mut notices {
            notice.findings.sort_by(|a, b| {
                let key = |held: &Held| (held.finding.place.line, held.finding.place.column);
                key(a).cmp(&key(b)).then(a.finding.rule.cmp(&b.finding.rule))
            });
        }
        let elements = notices.first().map_or_else(Vec::new, |notice| {
            notice.elements.iter().map(|element| (element.id.clone(), element.title.clone())).collect()
        });
        self.estate = Some(Estate {
            heading: self.heading.take(),
            run: run.clone(),
            elements,
            notices,
            elsewhere: std::mem::take(&mut self.elsewhere),
            summary: summary.clone(),
            advice: std::mem::take(&mut self.advice),
            echoes: std::mem::take(&mut self.echoes),
        });
        Ok(())
    }
}
