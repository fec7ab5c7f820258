//! One round: which of the edits that findings ask for are made.

use super::place::Seen;
use super::{Applied, Checker, Left, Reach, Spot, Why};
use crate::check::{Edit, Finding, FixClass};
use crate::source::{Format, Source, Span};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// An edit that is made.
#[derive(Debug)]
pub(super) struct Chosen {
    bytes: Range<usize>,
    new: Vec<u8>,
    pub(super) applied: Applied,
}

/// Where earlier rounds wrote, and for which rule: no rule is applied to its own words again.
#[derive(Debug, Default)]
pub(super) struct Written(Vec<(Range<usize>, Arc<str>)>);

impl Written {
    /// Notes the edits of a round, which are in the order of the file, and moves what stands behind them.
    pub(super) fn note(&mut self, chosen: &[Chosen]) {
        for (range, _) in &mut self.0 {
            *range = moved(range.start, chosen, false)..moved(range.end, chosen, true);
        }
        for edit in chosen {
            let start = moved(edit.bytes.start, chosen, false);
            self.0.push((start..start + edit.new.len(), edit.applied.rule.clone()));
        }
    }

    fn has(&self, bytes: &Range<usize>, rule: &str) -> bool {
        self.0.iter().any(|(range, of)| **of == *rule && range.start < bytes.end && bytes.start < range.end)
    }
}

/// Where a byte stands after the edits; one inside an edit is where the edit's new text begins or ends.
fn moved(at: usize, chosen: &[Chosen], end: bool) -> usize {
    let mut shift = 0isize;
    for edit in chosen {
        if edit.bytes.end <= at {
            shift += edit.new.len() as isize - edit.bytes.len() as isize;
        } else if edit.bytes.start < at {
            let start = edit.bytes.start.saturating_add_signed(shift);
            return if end { start + edit.new.len() } else { start };
        }
    }
    at.saturating_add_signed(shift)
}

/// What a round came to.
#[derive(Debug)]
pub(super) struct Done {
    /// The edits that were made, in the order of the file.
    pub(super) chosen: Vec<Chosen>,
    /// The others.
    pub(super) left: Vec<Left>,
    /// The file after the round.
    pub(super) result: (Vec<u8>, Source),
}

/// A round in the making.
pub(super) struct Round<'a, C> {
    source: &'a Source,
    bytes: &'a [u8],
    checker: &'a C,
    written: &'a Written,
    seen: Option<Seen>,
    chosen: Vec<Chosen>,
    left: Vec<Left>,
}

impl<'a, C: Checker> Round<'a, C> {
    pub(super) fn new(source: &'a Source, bytes: &'a [u8], checker: &'a C, written: &'a Written) -> Self {
        Self { source, bytes, checker, written, seen: None, chosen: Vec::new(), left: Vec::new() }
    }

    /// Decides on each edit of each fix.
    pub(super) fn plan(&mut self, findings: &[Finding], reach: Reach, enough: bool) {
        for finding in findings.iter().filter(|finding| finding.suppressed.is_none()) {
            for fix in &finding.fixes {
                for edit in &fix.edits {
                    let why = match fix.class {
                        FixClass::Suggest => Err(Why::Suggestion),
                        FixClass::Unsafe if reach == Reach::Safe => Err(Why::Unsafe),
                        _ if enough => Err(Why::Rounds),
                        _ => self.decide(&finding.rule, edit),
                    };
                    self.note(finding, fix.class, edit, why);
                }
            }
        }
    }

    /// The edit as it is made, or why it is not.
    fn decide(&mut self, rule: &Arc<str>, edit: &Edit) -> Result<(Vec<u8>, String), Why> {
        let [start, end] = edit.bytes;
        let wanted = start..end;
        if start > end || end > self.bytes.len() {
            return Err(Why::Markup);
        }
        if self.written.has(&wanted, rule) {
            return Err(Why::Again);
        }
        let clash = |other: &&Chosen| {
            (other.bytes.start < end && start < other.bytes.end) || (start == end && other.bytes == wanted)
        };
        if let Some(other) = self.chosen.iter().find(clash) {
            return Err(Why::Overlap(other.applied.rule.clone()));
        }
        let mut why = Why::Markup;
        for text in variants(&edit.text, self.source.format) {
            match self.source.encoding.encode(&text) {
                Ok(new) if self.is_sound(&wanted, &new, &edit.text) => return Ok((new, text.into_owned())),
                Ok(_) => {}
                Err(c) => why = Why::Encoding(c, self.source.encoding),
            }
        }
        Err(why)
    }

    /// Whether the file with this one edit reads as before but for the words replaced.
    fn is_sound(&mut self, bytes: &Range<usize>, new: &[u8], text: &str) -> bool {
        let source = self.source;
        let Some(span) = span_of(source, bytes) else { return false };
        let seen = self.seen.get_or_insert_with(|| Seen::new(source));
        let mut changed = self.bytes.to_vec();
        changed.splice(bytes.clone(), new.iter().copied());
        let Ok(read) = self.checker.read(&changed, Some(source)) else { return false };
        let after = Seen::new(&read);
        if bytes.is_empty() {
            return after.is_more_than(seen);
        }
        if source.comments().iter().any(|comment| span.holds(comment.span) || comment.span.holds(span)) {
            return after.is_same_as(seen);
        }
        let Some((block, words)) = seen.visible(&source.text, span) else { return false };
        let reads = |text: &str| after.is_but_for(seen, &[(block, words.clone(), text)]);
        reads(text) || reads(&curly(text))
    }

    fn note(&mut self, finding: &Finding, class: FixClass, edit: &Edit, decided: Result<(Vec<u8>, String), Why>) {
        let bytes = edit.bytes[0]..edit.bytes[1];
        let (rule, place) = (finding.rule.clone(), self.spot(&bytes, finding));
        let before = span_of(self.source, &bytes).map(|span| self.source.slice(span)).unwrap_or_default().to_owned();
        match decided {
            Ok((new, after)) => {
                self.chosen.push(Chosen {
                    bytes,
                    new,
                    applied: Applied { rule, class, place, before, after, round: 0 },
                });
            }
            // The same edit for another reason: it is made, and once.
            Err(Why::Overlap(_)) if self.chosen.iter().any(|c| c.bytes == bytes && c.applied.after == edit.text) => {}
            Err(why) => self.left.push(Left { rule, class, place, before, after: edit.text.clone(), why }),
        }
    }

    /// Where an edit is; an insertion is where its finding is.
    fn spot(&self, bytes: &Range<usize>, finding: &Finding) -> Spot {
        match self.source.text_offset(bytes.start) {
            Some(offset) if !bytes.is_empty() => {
                let at = self.source.position(offset);
                Spot { line: at.line, column: at.column }
            }
            _ => Spot::from(&finding.place),
        }
    }

    /// Makes the edits. Each of them is sound by itself; where together they are not, only the first is made, and the
    /// next round sees to the others.
    pub(super) fn finish(mut self) -> Done {
        self.chosen.sort_by_key(|edit| (edit.bytes.start, edit.bytes.end));
        self.left.sort_by_key(|left| left.place);
        let same = (self.bytes.to_vec(), self.source.clone());
        if self.chosen.is_empty() {
            return Done { chosen: self.chosen, left: self.left, result: same };
        }
        if let Some(result) = self.made() {
            return Done { chosen: self.chosen, left: self.left, result };
        }
        self.chosen.truncate(1);
        let result = self.made().unwrap_or_else(|| {
            self.chosen.clear();
            same
        });
        Done { chosen: self.chosen, left: self.left, result }
    }

    /// The file with the chosen edits; `None` where it does not read as it should.
    fn made(&self) -> Option<(Vec<u8>, Source)> {
        let mut bytes = self.bytes.to_vec();
        for edit in self.chosen.iter().rev() {
            bytes.splice(edit.bytes.clone(), edit.new.iter().copied());
        }
        let source = self.checker.read(&bytes, Some(self.source)).ok()?;
        let mut text = self.source.text.clone();
        for edit in self.chosen.iter().rev() {
            text.replace_range(span_of(self.source, &edit.bytes)?.range(), &edit.applied.after);
        }
        (source.text == text).then_some((bytes, source))
    }
}

pub(super) fn span_of(source: &Source, bytes: &Range<usize>) -> Option<Span> {
    Some(Span::new(source.text_offset(bytes.start)?, source.text_offset(bytes.end)?))
}

pub(super) fn curly(text: &str) -> String {
    text.replace('\'', "\u{2019}")
}

/// The ways to write a text, the plainest first: as it is, with a curly apostrophe (which ends no string), escaped as markup.
pub(super) fn variants(text: &str, format: Format) -> Vec<Cow<'_, str>> {
    let mut out = vec![Cow::Borrowed(text)];
    if text.contains('\'') {
        out.push(Cow::Owned(curly(text)));
    }
    if text.contains(['&', '<']) && !matches!(format, Format::Text) {
        out.push(Cow::Owned(text.replace('&', "&amp;").replace('<', "&lt;")));
    }
    out
}
