//! What a notice lacks, as a text for its author to complete: sections to add, with blanks, in the notice's own format.
//!
//! [`plan`] finds what to add and where; [`Plan::notice`] puts it there. The texts are data (`registers/drafts.yml` of the pack) and claim
//! nothing: what only the author can know is a blank in square brackets.

mod style;

use crate::check::{Checked, FactValue, Finding, Reading, Verdict};
use crate::fix::place::Seen;
use crate::notice::Section;
use crate::phrase::Numbers;
use crate::rules::{Check, DraftSection, RuleSet};
use crate::source::{BlockKind, Source};
use style::Style;

/// What to add to a notice.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Additions in the order of the notice.
    pub additions: Vec<Addition>,
    /// What might have to be added: nothing in the notice decides it.
    pub open: Vec<Open>,
    style: Style,
}

/// Something to add in one place.
#[derive(Debug, Clone)]
pub struct Addition {
    /// The heading of a new section; `None` where the texts belong to a section that is there.
    pub heading: Option<String>,
    /// The heading after which it comes, or under which; with its 1-based line. `None` at the start of the notice.
    pub after: Option<(String, u32)>,
    /// The text, as it would be written: heading, remarks, paragraphs.
    pub text: String,
    /// The elements.
    pub items: Vec<Item>,
    /// Where, in bytes of the text.
    at: usize,
}

/// One element to add or complete.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its id.
    pub element: String,
    /// What it is, in words.
    pub what: String,
    /// For what is there but not enough: its line, its words and why not.
    pub weak: Option<(u32, String, String)>,
    text: String,
}

/// An element that nobody can decide from the notice alone.
#[derive(Debug, Clone)]
pub struct Open {
    /// Its id.
    pub element: String,
    /// What it is, in words.
    pub what: String,
    /// The facts that would decide: id and title.
    pub facts: Vec<(String, String)>,
}

/// Finds what a notice lacks: elements that apply and are missing or weak. `checked` is the answer for it, with its layer applied.
pub fn plan(source: &Source, rules: &RuleSet, checked: &Checked) -> Plan {
    let reading = Reading::new(source, rules);
    let style = Style::of(&reading);
    let mut additions: Vec<Addition> = Vec::new();
    for section in &rules.drafts {
        let mut missing = Vec::new();
        for draft in &section.elements {
            let Some(report) = checked.report.elements.iter().find(|e| *e.id == *draft.element) else { continue };
            if is_accepted(checked, &draft.element) {
                continue;
            }
            let item = Item {
                element: draft.element.to_string(),
                what: what(rules, &draft.element),
                weak: None,
                text: draft.text.to_string(),
            };
            match report.verdict {
                Verdict::Missing => missing.push(item),
                Verdict::Weak => {
                    let Some(evidence) = report.evidence.iter().find(|e| e.grade == "weak") else { continue };
                    let at = source.text_offset(evidence.place.bytes[0]).unwrap_or_default();
                    let weak = Some((evidence.place.line, evidence.text.clone(), report.because.clone()));
                    additions.push(beside(&reading, at, Item { weak, ..item }));
                }
                _ => {}
            }
        }
        if !missing.is_empty() {
            additions.push(for_section(&reading, rules, section, missing));
        }
    }
    let mut joined: Vec<Addition> = Vec::new();
    additions.sort_by_key(|addition| addition.at);
    for addition in additions {
        match joined.last_mut() {
            Some(last) if last.at == addition.at && addition.heading.is_none() && last.heading.is_none() => {
                last.items.extend(addition.items);
            }
            _ => joined.push(addition),
        }
    }
    for addition in &mut joined {
        addition.text = style.written(addition);
    }
    Plan { additions: joined, open: open(rules, checked), style }
}

/// Whether somebody accepted, with a reason, that the element is not there.
fn is_accepted(checked: &Checked, element: &str) -> bool {
    let of = |f: &Finding| f.element.as_deref() == Some(element);
    checked.report.findings.iter().any(|finding| of(finding) && finding.suppressed.is_some())
}

/// What an element asks for, in words.
fn what(rules: &RuleSet, element: &str) -> String {
    let of = rules.rules.iter().find_map(|rule| match &rule.check {
        Check::Requires(requires) if requires.element.as_deref() == Some(element) => Some(requires.what.to_string()),
        _ => None,
    });
    of.unwrap_or_else(|| element.replace('-', " "))
}

/// After the block that says something of the kind; a list or a table is not parted.
fn beside(reading: &Reading<'_>, at: usize, item: Item) -> Addition {
    let blocks = &reading.notice.blocks;
    let index = reading.notice.block_at(at as u32);
    let in_list = |index: usize| {
        blocks.get(index).is_some_and(|b| matches!(b.kind, BlockKind::Item { .. } | BlockKind::Cell { .. }))
    };
    let index = if in_list(index) { (index..).take_while(|i| in_list(*i)).last().unwrap_or(index) } else { index };
    let end = blocks.get(index).map_or(at, |b| b.span.end as usize);
    let section = reading.notice.section_of.get(index).copied().unwrap_or_default();
    let at = style::behind(reading.source, end);
    Addition { heading: None, after: heading(reading, section), text: String::new(), items: vec![item], at }
}

/// At the end of the section of the topic, or as a section of its own after the one that usually comes before it.
fn for_section(reading: &Reading<'_>, rules: &RuleSet, section: &DraftSection, items: Vec<Item>) -> Addition {
    let sections = &reading.notice.sections;
    if let Some(there) =
        reading.section_with(&Numbers::from_iter([section.topic])).filter(|s| sections[*s as usize].heading.is_some())
    {
        let at = end_of(reading, &sections[there as usize]);
        return Addition { heading: None, after: heading(reading, there), text: String::new(), items, at };
    }
    let earlier = rules.drafts.iter().take_while(|other| other.topic != section.topic);
    let before = earlier.filter_map(|other| reading.section_with(&Numbers::from_iter([other.topic]))).max();
    // With all sections under it; without one, after what stands before the first section of the notice.
    let title = reading.notice.title.and_then(|block| reading.notice.section_of.get(block as usize)).copied();
    let anchor = before.filter(|s| *s > 0).or(title).unwrap_or_default();
    let last = match before {
        Some(before) => last_under(sections, before as usize),
        None => anchor as usize,
    };
    Addition {
        heading: Some(section.heading.to_string()),
        after: heading(reading, anchor),
        text: String::new(),
        items,
        at: end_of(reading, &sections[last]),
    }
}

/// The last section that stands in this one.
fn last_under(sections: &[Section], section: usize) -> usize {
    let level = sections[section].level;
    section + sections[section + 1..].iter().take_while(|other| other.level > level).count()
}

/// One past the last byte of a section's own blocks.
fn end_of(reading: &Reading<'_>, section: &Section) -> usize {
    let blocks = &reading.notice.blocks[section.blocks.start as usize..section.blocks.end as usize];
    match blocks.iter().rev().find(|b| !matches!(b.kind, BlockKind::Meta { .. })) {
        Some(last) => style::behind(reading.source, last.span.end as usize),
        // Nothing but the front matter: all that is there comes before.
        None => reading.source.text.trim_end().len(),
    }
}

fn heading(reading: &Reading<'_>, section: u32) -> Option<(String, u32)> {
    let span = reading.heading_span(section)?;
    let line = reading.source.position(span.start as usize).line;
    Some((reading.notice.heading_text(section).to_owned(), line))
}

/// What is neither required nor excused, with the facts that would decide.
fn open(rules: &RuleSet, checked: &Checked) -> Vec<Open> {
    let unknown = |id: &u32| {
        let fact = rules.facts.get(*id as usize)?;
        let report = checked.report.facts.iter().find(|f| *f.id == *fact.id)?;
        (report.value == FactValue::Unknown).then(|| (fact.id.to_string(), fact.title.to_string()))
    };
    let silent =
        |element: &str| checked.report.elements.iter().any(|e| *e.id == *element && e.verdict == Verdict::Silent);
    let mut out = Vec::new();
    for rule in &rules.rules {
        let Check::Requires(requires) = &rule.check else { continue };
        let (Some(element), Some(when)) = (&requires.element, &requires.when) else { continue };
        if !silent(element) {
            continue;
        }
        let mut ids = Vec::new();
        when.facts(&mut ids);
        let facts: Vec<(String, String)> = ids.iter().filter_map(unknown).collect();
        if !facts.is_empty() {
            out.push(Open { element: element.to_string(), what: requires.what.to_string(), facts });
        }
    }
    out
}

impl Plan {
    /// Whether the notice has a format that texts can be put into.
    pub fn is_insertable(&self) -> bool {
        self.style.is_insertable()
    }

    /// The text of the notice with all additions in their places, everything else as it is; `None` where they would change how the
    /// rest is read, or the format takes no additions.
    pub fn notice(&self, source: &Source) -> Option<String> {
        if !self.is_insertable() {
            return None;
        }
        let mut text = source.text.clone();
        for addition in self.additions.iter().rev() {
            let (before, after) =
                (self.style.gap(&text[..addition.at], true), self.style.gap(&text[addition.at..], false));
            text.insert_str(addition.at, &format!("{before}{}{after}", addition.text));
        }
        let read = Source::from_bytes(&source.path, text.clone().into_bytes(), Some(source.format)).ok()?;
        let sound = self.additions.is_empty() || Seen::new(&read).is_more_than(&Seen::new(source));
        sound.then_some(text)
    }
}
