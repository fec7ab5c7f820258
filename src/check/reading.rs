//! One notice as the rules see it: every phrase's hits, and the topic of every section.

use super::hits::Hits;
use crate::notice::values::ValueKind;
use crate::notice::{Notice, Unit, UnitKind};
use crate::phrase::Numbers;
pub use crate::phrase::scan::Hit;
use crate::phrase::scan::{Side, ValueAt, Words};
use crate::phrase::{PhraseId, ValueName};
use crate::rules::{Letters, RuleSet, TopicId};
use crate::source::{Notes, Source, Span};
use std::cell::OnceCell;
use std::ops::Range;

/// A notice, read by a rule set.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The file.
    pub source: &'a Source,
    /// What there is to say about the way the file was read.
    pub notes: Notes,
    /// The document model.
    pub notice: Notice,
    /// The rules.
    pub rules: &'a RuleSet,
    /// Topics of each section, the main one first; empty means that nothing is known of it.
    pub topics: Vec<Vec<TopicId>>,
    /// What phrases match.
    hits: Hits<'a>,
    letters: OnceCell<Letters>,
}

impl<'a> Reading<'a> {
    /// Reads a source.
    pub fn new(source: &'a Source, rules: &'a RuleSet) -> Self {
        let (blocks, notes) = source.reading();
        let notice = Notice::new(&source.text, blocks);
        let hits = Hits::new(&rules.phrases, &notice, words(&notice, rules, notes.unknown_values > 0));
        let mut reading = Self { source, notes, notice, rules, topics: Vec::new(), hits, letters: OnceCell::new() };
        super::topics::assign(&mut reading);
        reading
    }

    /// The letters of the text in lower case.
    pub(super) fn letters(&self) -> &Letters {
        self.letters.get_or_init(|| Letters::new(&self.notice.text.folded))
    }

    /// The hits of a phrase, in the order of the notice.
    pub fn hits(&self, phrase: PhraseId) -> &[Hit] {
        self.hits.all(phrase)
    }

    /// The hits of a phrase in units of one kind.
    pub(super) fn hits_of_kind(&self, phrase: PhraseId, kind: UnitKind) -> Vec<Hit> {
        self.hits.among(phrase, &mut |unit| self.unit(unit).kind == kind)
    }

    /// The first hit of a phrase in a range of units of which something holds.
    pub(super) fn first_hit(
        &self,
        phrase: PhraseId,
        units: &Range<u32>,
        holds: impl FnMut(&Hit) -> bool,
    ) -> Option<Hit> {
        self.hits.first(phrase, units, holds)
    }

    /// Whether a phrase matches right before or right after a position of a unit.
    pub(super) fn touches(&self, phrase: PhraseId, unit: u32, position: u32, side: Side) -> bool {
        self.hits.touches(phrase, unit, position, side)
    }

    /// Whether one of these phrases has a hit in a range of units.
    pub(super) fn any_hit(&self, phrases: &Numbers, units: &Range<u32>) -> bool {
        phrases.iter().any(|p| self.first_hit(p, units, |_| true).is_some())
    }

    /// The unit with this number.
    pub fn unit(&self, unit: u32) -> &Unit {
        &self.notice.units[unit as usize]
    }

    /// The source extent of a hit; where it began in a lead-in, that of its part in the item.
    pub fn span(&self, hit: &Hit) -> Span {
        let unit = self.unit(hit.unit);
        let start = hit.start.max(if hit.end > unit.own { unit.own } else { 0 });
        self.span_of(unit, start, hit.end)
    }

    /// The source extent of some of a unit's tokens. A bracket that closes within a citation or the like belongs to it.
    pub fn span_of(&self, unit: &Unit, start: u32, end: u32) -> Span {
        let tokens = unit.tokens.get(start as usize..end as usize).unwrap_or_default();
        let mut span = self.notice.tokens_span(tokens);
        if let Some(last) = tokens.last() {
            let first_value = self.notice.values.partition_point(|v| v.tokens.end + 40 <= *last);
            let near = self.notice.values[first_value..].iter().take_while(|v| v.tokens.start <= *last);
            for value in near.filter(|v| v.tokens.end == last + 1 && tokens.contains(&v.tokens.start)) {
                span = span.to(self.notice.text.source_of(value.text.clone()));
            }
        }
        self.close_brackets(span)
    }

    /// Takes in a closing bracket whose opening one lies in the span.
    fn close_brackets(&self, mut span: Span) -> Span {
        let text = self.source.slice(span);
        let open = text.matches('(').count().saturating_sub(text.matches(')').count());
        for _ in 0..open {
            if self.source.text[span.end as usize..].starts_with(')') {
                span.end += 1;
            }
        }
        span
    }

    /// Whether the section, or one around it, has one of these topics.
    pub fn has_topic(&self, section: u32, wanted: &Numbers) -> bool {
        self.notice.around(section).any(|s| self.topics[s as usize].iter().any(|t| wanted.contains(*t)))
    }

    /// Whether the section is about one of these topics; where its own heading says nothing, the nearest around it that does.
    pub fn is_about(&self, section: u32, topics: &Numbers) -> bool {
        let nearest = self.notice.around(section).find(|s| !self.topics[*s as usize].is_empty());
        nearest.is_some_and(|s| self.topics[s as usize].iter().any(|t| topics.contains(*t)))
    }

    /// The first section with one of these topics.
    pub fn section_with(&self, wanted: &Numbers) -> Option<u32> {
        (0..self.topics.len() as u32).find(|s| self.topics[*s as usize].first().is_some_and(|t| wanted.contains(*t)))
    }

    /// The words of the source in a span, white space single.
    pub fn words(&self, span: Span) -> String {
        single_spaced(&self.source.slice_without_comments(span))
    }

    /// Where findings about the whole notice stand: the title, else the first words.
    pub fn top(&self) -> Span {
        let title = self.notice.title.map(|b| &self.notice.blocks[b as usize]);
        let first = title.or_else(|| self.notice.blocks.iter().find(|b| !b.pieces.is_empty()));
        first.and_then(|b| Some(b.pieces.first()?.source.to(b.pieces.last()?.source))).unwrap_or_default()
    }

    /// The heading of a section.
    pub fn heading_span(&self, section: u32) -> Option<Span> {
        let block = &self.notice.blocks[self.notice.sections[section as usize].heading? as usize];
        Some(block.pieces.first()?.source.to(block.pieces.last()?.source))
    }
}

/// A text with single spaces for its white space.
fn single_spaced(text: &str) -> String {
    let text = text.trim();
    let spaced = text.as_bytes().windows(2).any(|two| two == b"  ");
    if !spaced && text.bytes().all(|b| b == b' ' || b.is_ascii_graphic()) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn value_name(kind: ValueKind) -> ValueName {
    match kind {
        ValueKind::Period => ValueName::Period,
        ValueKind::Date => ValueName::Date,
        ValueKind::Email => ValueName::Email,
        ValueKind::Phone => ValueName::Phone,
        ValueKind::Postcode => ValueName::Postcode,
        ValueKind::Address => ValueName::Address,
        ValueKind::Person => ValueName::Person,
        ValueKind::Organisation => ValueName::Organisation,
        ValueKind::Citation => ValueName::Citation,
        ValueKind::Url => ValueName::Url,
        ValueKind::Placeholder => ValueName::Placeholder,
        ValueKind::Money => ValueName::Money,
    }
}

/// Whether a placeholder is the output of a template's code.
fn is_variable(notice: &Notice, at: u32) -> bool {
    notice.text.plain.get(at as usize..).is_some_and(|rest| rest.starts_with("{{"))
}

/// The typed values that phrases can ask for, links among them.
fn values(notice: &Notice, of_template: bool) -> Vec<ValueAt> {
    let mut out: Vec<ValueAt> = Vec::with_capacity(notice.values.len() + 8);
    for value in &notice.values {
        let name = match value_name(value.kind) {
            // What a program fills in is no blank that somebody forgot.
            ValueName::Placeholder if of_template && is_variable(notice, value.text.start) => ValueName::Variable,
            name => name,
        };
        let at = |name| ValueAt {
            start: value.tokens.start,
            end: value.tokens.end,
            name,
            canonical: value.canonical.clone(),
        };
        out.push(at(name));
        if name == ValueName::Url {
            out.push(at(ValueName::Link));
        }
    }
    for (number, block) in notice.blocks.iter().enumerate() {
        for link in block.links.iter().filter(|l| !l.target.starts_with("mailto:") && !l.target.starts_with("tel:")) {
            let start = notice.text.token_in(number, link.label.start);
            let end = notice.text.token_in(number, link.label.end);
            if start < end {
                let canonical = link.target.to_string();
                out.push(ValueAt { start: start as u32, end: end as u32, name: ValueName::Link, canonical });
            }
        }
    }
    out.sort_by_key(|v| (v.start, std::cmp::Reverse(v.end)));
    out
}

/// The words of a notice for its phrases.
fn words(notice: &Notice, rules: &RuleSet, of_template: bool) -> Words {
    let text = &notice.text;
    let mut before = 0usize;
    let tokens = text.tokens.iter().map(|token| {
        let between = text.plain.as_bytes().get(before..token.start as usize).unwrap_or_default();
        before = token.end as usize;
        let plain = &text.plain[token.start as usize..token.end as usize];
        (text.word(token), plain, breaks(between))
    });
    Words::new(&rules.phrases, tokens, values(notice, of_template))
}

/// Whether a clause ends between two words.
fn breaks(between: &[u8]) -> bool {
    between != b" "
        && (between.iter().any(|b| matches!(b, b',' | b';' | b'(' | b')' | b'\n'))
            || between.windows(3).any(|three| three == b" - "))
}

/// Whether a unit counts as this kind of place.
pub(super) fn is_place(unit: &Unit, place: crate::rules::file::PlaceKind) -> bool {
    use crate::rules::file::PlaceKind;
    match place {
        PlaceKind::Heading => unit.kind == UnitKind::Heading,
        PlaceKind::Title => unit.kind == UnitKind::Title,
        PlaceKind::Paragraph => unit.kind == UnitKind::Sentence,
        PlaceKind::Item => unit.kind == UnitKind::Item || unit.term,
        PlaceKind::Cell => unit.kind == UnitKind::Cell,
        PlaceKind::Meta => unit.kind == UnitKind::Meta,
    }
}
