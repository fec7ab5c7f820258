//! The comments of one notice, ready to be held against findings.

use super::directive::{Broken, parse};
use super::fault::{Faults, Kind};
use super::names::Meant;
use super::target::{Extent, extent, holds, visible};
use crate::check::{Finding, Related, place};
use crate::rules::Day;
use crate::source::{Comment, Source, Span};

/// A comment that accepts findings of one name.
#[derive(Debug, Clone)]
pub struct Mark {
    /// The name as written.
    pub name: String,
    /// What it means.
    pub meant: Meant,
    /// What part of the file it is about, in bytes of the file.
    pub extent: Extent,
    /// Why.
    pub reason: String,
    /// Its last day.
    pub until: Option<Day>,
    /// Where it stands.
    pub at: Related,
    /// The bytes of the file that go with it when it is deleted; `None` where it accepts other findings too, or the file cannot be
    /// changed.
    pub whole: Option<[usize; 2]>,
    /// It has accepted something.
    pub used: bool,
}

impl Mark {
    /// Whether the finding, which is in the same file, is meant.
    pub fn accepts(&self, finding: &Finding) -> bool {
        self.meant.holds(&finding.rule) && holds(&self.extent, finding.place.bytes)
    }
}

/// The comments of a notice that accept findings, and what is wrong with the others.
pub fn marks(source: &Source, faults: &Faults<'_>) -> (Vec<Mark>, Vec<Finding>) {
    let (mut marks, mut wrong) = (Vec::new(), Vec::new());
    if source.comments().is_empty() {
        wrong.extend(in_document(source, faults));
        return (marks, wrong);
    }
    let blocks = source.blocks();
    let blocks = visible(&blocks);
    for comment in source.comments() {
        let words = source.slice(comment.span).split_whitespace().collect::<Vec<_>>().join(" ");
        let at = Related { place: place(source, comment.span), text: clipped(&words) };
        let directive = match parse(source.slice(comment.inner), comment.closed) {
            Ok(directive) => directive,
            Err(broken) => {
                wrong.extend(faults.broken(&broken, &at));
                continue;
            }
        };
        let several = directive.rules.len() > 1;
        for name in &directive.rules {
            let Some(meant) = Meant::new(name, faults.rules) else {
                wrong.extend(faults.unknown(name, &at, name_at(source, comment, name)));
                continue;
            };
            if meant.is_own(faults.rules) {
                let why = format!("`{name}` cannot be suppressed; it can be switched off in the configuration");
                wrong.extend(faults.broken(&Broken::Unreadable(why), &at));
                continue;
            }
            if let Some(until) = directive.until.filter(|until| *until < faults.options.as_of) {
                wrong.extend(faults.expired(Kind::Comment, name, until, &at));
                continue;
            }
            marks.push(Mark {
                name: name.clone(),
                meant,
                extent: extent(source, &blocks, comment, directive.reach),
                reason: directive.reason.clone(),
                until: directive.until,
                at: at.clone(),
                whole: (!several).then(|| source.file_bytes(line_of(source, comment.span))),
                used: false,
            });
        }
    }
    (marks, wrong)
}

/// A document of a word processor has no comments that could hold a directive; one that stands in its text is told so.
fn in_document(source: &Source, faults: &Faults<'_>) -> Option<Finding> {
    let at = if source.is_rendered() { source.text.find(super::IGNORE)? } else { return None };
    let end = source.text[at..].find('\n').map_or(source.text.len(), |end| at + end);
    let span = Span::new(at, end);
    let at = Related { place: place(source, span), text: clipped(source.slice(span)) };
    let why = "in a document of a word processor nothing can be suppressed; write a waiver in notice-lint.yaml";
    faults.broken(&Broken::Unreadable(why.to_owned()), &at)
}

/// Where a name stands in the comment.
fn name_at(source: &Source, comment: &Comment, name: &str) -> Option<[usize; 2]> {
    let inner = source.slice(comment.inner);
    let head = inner.find(':').unwrap_or(inner.len());
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let apart = |at: &usize| {
        !inner[..*at].ends_with(is_part) && !inner[at + name.len()..].starts_with(is_part) && *at + name.len() <= head
    };
    let at = inner.match_indices(name).map(|(at, _)| at).find(apart)? + comment.inner.start as usize;
    source.can_edit().then(|| source.file_bytes(Span::new(at, at + name.len())))
}

/// The span, and its line where nothing else stands in it.
fn line_of(source: &Source, span: Span) -> Span {
    let text = &source.text;
    let (start, end) = (span.start as usize, span.end as usize);
    let blank = [' ', '\t'];
    let line = text[..start].trim_end_matches(blank).len();
    let stop = text.len() - text[end..].trim_start_matches(blank).len();
    let begins = line == 0 || text[..line].ends_with(['\n', '\r']);
    let ends = stop == text.len() || text[stop..].starts_with(['\n', '\r']);
    if !begins || !ends {
        // At the end of a line the white space before it goes too.
        return Span::new(if ends { line } else { start }, end);
    }
    let after = if text[stop..].starts_with("\r\n") { 2 } else { usize::from(stop < text.len()) };
    Span::new(line, stop + after)
}

/// Not longer than an excerpt should be.
fn clipped(words: &str) -> String {
    match words.char_indices().nth(200) {
        None => words.to_owned(),
        Some((end, _)) => format!("{} ...", &words[..end]),
    }
}
