//! Evidence, facts, verdicts and findings: what a rule set says of a notice.
//!
//! [`lint`] reads one notice and answers every rule; a [`Collection`] compares the notices of one controller.

mod address;
mod because;
mod body;
mod citation;
mod collection;
mod count;
mod date;
mod draft;
mod element;
mod empty_cell;
mod facts;
mod file;
mod finding;
mod fingerprint;
mod fixes;
mod following;
mod gaps;
mod gather;
mod hits;
mod keep;
mod kind;
mod known_value;
mod matcher;
mod measure;
mod numbered;
mod options;
mod reading;
mod reference;
mod repeat;
pub mod rule_test;
pub mod stats;
mod target;
mod topics;
mod wording;
mod yielding;

pub use collection::{Collection, SetDesk, apply_layer, compare};
pub use draft::{Words, place, runs};
pub use finding::{
    Citation, Confidence, Edit, ElementReport, EvidenceReport, FactReport, FactValue, Finding, Fix, FixClass, HERE_TOO,
    NoticeReport, Place, Related, SectionReport, Severity, Suppressed, Verdict,
};
pub use fingerprint::{fingerprint, normalised, stable_hash};
pub use gaps::{Gap, gaps};
pub use keep::Kept;
pub use options::{Declared, Extent, Options, Organisation};
pub use reading::{Hit, Reading};

use crate::rules::file::Effect;
use crate::rules::{Check, RuleSet};
use crate::source::{Notes, Source};
use draft::Desk;
use std::sync::Arc;

/// The answer for one notice, with what the collection needs of it.
#[derive(Debug, Clone)]
pub struct Checked {
    /// What is reported.
    pub report: NoticeReport,
    /// What is kept for the collection.
    pub kept: Kept,
    /// What there is to say about the way the file was read.
    pub notes: Notes,
    /// It is no notice, or in a language that the rules do not speak: what is not reported may be so all the same.
    pub unjudged: bool,
}

/// Checks one notice. Findings are not held against comments and waivers here: see [`crate::suppress`].
pub fn lint(source: &Source, rules: &RuleSet, options: &Options) -> Checked {
    let reading = Reading::new(source, rules);
    let facts = facts::Facts::new(&reading, options);
    let dated = date::notice_date(&reading);
    let desk = Desk { reading, facts, options, dated };
    let mut elements = Vec::new();
    let mut findings = Vec::new();
    let kind = kind::recognise(&desk);
    let whole = options.extent == Extent::Whole;
    for rule in &rules.rules {
        match &rule.check {
            Check::Requires(requires) => {
                let mut answer = element::answer(&desk, rule, requires);
                element::soften(&mut answer, &kind);
                findings.extend(element::finding(&desk, rule, requires, &answer));
                if let Some(id) = requires.element.as_ref().filter(|_| whole) {
                    elements.push(element::report(&desk, rule, id, &answer));
                }
            }
            Check::Forbids { when, matchers, once } => {
                findings.extend(wording::forbids(&desk, rule, when.as_ref(), matchers, *once));
            }
            Check::Conflicts { when, first, second, within } => {
                findings.extend(wording::conflicts(&desk, rule, when.as_ref(), first, second, *within));
            }
            Check::ChecksValue { register, value_type, near, within } => {
                findings.extend(known_value::checks_value(&desk, rule, register, value_type, near, *within));
            }
            Check::Cites { moved, odd, unless } => findings.extend(citation::cites(&desk, rule, *moved, odd, unless)),
            Check::NamesBody { kinds } => findings.extend(body::names_body(&desk, rule, kinds)),
            Check::Dated { near, older_than, before_law, future } => {
                findings.extend(date::dated(&desk, rule, near, *older_than, *before_law, *future));
            }
            Check::CountsTopic { topic, more_than } => findings.extend(count::topic(&desk, rule, *topic, *more_than)),
            Check::CountsGroups { groups, place, column, more_than, unless } => {
                findings.extend(count::groups(&desk, rule, groups, *place, column, *more_than, unless));
            }
            Check::Refers { phrases, numbered, not_before } => {
                findings.extend(reference::refers(&desk, rule, phrases));
                findings.extend(numbered::numbered(&desk, rule, numbered, not_before));
            }
            Check::Abbreviates { known, before_definition, in_topics } => {
                findings.extend(reference::abbreviates(&desk, rule, known, *before_definition, in_topics));
            }
            Check::Agrees(agrees) if !agrees.collection => {
                findings.extend(collection::within_notice(&desk, rule, agrees));
            }
            Check::Measures { words_in_sentence, at_least } => {
                findings.extend(measure::measures(&desk, rule, *words_in_sentence, *at_least));
            }
            Check::Repeats { words_in_sentence } => {
                findings.extend(repeat::repeats(&desk, rule, *words_in_sentence));
            }
            Check::LeavesEmpty { column } => findings.extend(empty_cell::leaves_empty(&desk, rule, column)),
            Check::ReadsFile { features } => findings.extend(file::reads_file(&desk, rule, features)),
            // What is wrong with suppressions is known when findings are held against them.
            Check::Recognises { .. }
            | Check::Suppression { .. }
            | Check::Gathers { .. }
            | Check::Agrees(_)
            | Check::Drifts { .. }
            | Check::Shares { .. }
            | Check::Defers { .. }
            | Check::Translates { .. } => {}
        }
    }
    let unjudged = kind.effect.is_some();
    let skipped = kind.effect == Some(Effect::Skip);
    if skipped {
        findings.clear();
    }
    yielding::apply(rules, &mut findings);
    gather::gather(&desk, &mut findings);
    findings.extend(kind.findings);
    findings.sort_by(|a, b| (a.place.bytes, &a.rule).cmp(&(b.place.bytes, &b.rule)));
    findings.dedup_by(|b, a| a.rule == b.rule && a.place.bytes == b.place.bytes);
    let report = NoticeReport {
        path: Arc::from(source.path.as_str()),
        title: desk.reading.notice.title_text().to_owned(),
        sections: if whole { sections(&desk) } else { Vec::new() },
        facts: if whole { fact_reports(&desk) } else { Vec::new() },
        elements,
        findings,
    };
    // What is no notice is not compared with notices either.
    let kept = if whole && !skipped { keep::keep(&desk, kind.rule) } else { keep::nothing(&desk) };
    Checked { report, kept, notes: desk.reading.notes, unjudged }
}

fn sections(desk: &Desk<'_>) -> Vec<SectionReport> {
    let reading = &desk.reading;
    let topic = |section: u32| match reading.topics[section as usize].first() {
        Some(id) => reading.rules.topics[*id as usize].id.as_str(),
        None => topics::OTHER,
    };
    (1..reading.notice.sections.len() as u32)
        .filter_map(|section| {
            let span = reading.heading_span(section)?;
            Some(SectionReport {
                heading: reading.notice.heading_text(section).to_owned(),
                topic: Arc::from(topic(section)),
                line: desk.place(span).line,
                level: reading.notice.sections[section as usize].level,
            })
        })
        .collect()
}

fn fact_reports(desk: &Desk<'_>) -> Vec<FactReport> {
    let facts = desk.rules().facts.iter().zip(&desk.facts.0);
    facts
        .map(|(fact, known)| {
            let mut because: Vec<Related> = known
                .found
                .iter()
                .take(5)
                .map(|f| desk.related(f.span, draft::quote(&desk.reading.words(f.span))))
                .collect();
            if let Some(origin) = &known.origin {
                because.push(desk.related(desk.reading.top(), format!("declared in {origin}")));
            }
            FactReport {
                id: Arc::from(fact.id.as_str()),
                title: Arc::from(fact.title.as_str()),
                value: known.value,
                how: known.how.word(),
                because,
            }
        })
        .collect()
}
