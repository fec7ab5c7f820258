//! One notice as the rules see it: every phrase's hits, and the topic of every section.

use crate::notice::values::ValueKind;
use crate::notice::{Notice, Unit, UnitKind};
use crate::phrase::scan::{Line, Match, Scanner, ValueAt, Words};
use crate::phrase::{PhraseId, ValueName};
use crate::rules::{RuleSet, TopicId};
use crate::source::{Notes, Source, Span};

/// One place where a phrase matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Which phrase.
    pub phrase: PhraseId,
    /// In which unit.
    pub unit: u32,
    /// First position in the unit's tokens.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    /// Under a negator.
    pub negated: bool,
}

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
    /// All hits, sorted by phrase and then by place.
    hits: Vec<Hit>,
    /// For each phrase where its hits start; one more at the end.
    hit_starts: Vec<u32>,
}

/// How many hits of one phrase in one notice are kept: more than any notice has, and few enough that what is compared
/// with each other stays cheap.
const MOST_HITS: u32 = 2000;

impl<'a> Reading<'a> {
    /// Reads a source.
    pub fn new(source: &'a Source, rules: &'a RuleSet) -> Self {
        let (blocks, notes) = source.reading();
        let notice = Notice::new(&source.text, blocks);
        let (hits, hit_starts) = by_phrase(scan(&notice, rules, notes.unknown_values > 0), rules.phrases.len());
        let mut reading = Self { source, notes, notice, rules, topics: Vec::new(), hits, hit_starts };
        super::topics::assign(&mut reading);
        reading
    }

    /// The hits of a phrase, in the order of the notice.
    pub fn hits(&self, phrase: PhraseId) -> &[Hit] {
        let at = |index: usize| self.hit_starts.get(index).map_or(0, |start| *start as usize);
        self.hits.get(at(phrase as usize)..at(phrase as usize + 1)).unwrap_or_default()
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
    pub fn has_topic(&self, section: u32, wanted: &[TopicId]) -> bool {
        self.notice.around(section).any(|s| self.topics[s as usize].iter().any(|t| wanted.contains(t)))
    }

    /// Whether the section is about one of these topics; where its own heading says nothing, the nearest around it that does.
    pub fn is_about(&self, section: u32, topics: &[TopicId]) -> bool {
        let nearest = self.notice.around(section).find(|s| !self.topics[*s as usize].is_empty());
        nearest.is_some_and(|s| self.topics[s as usize].iter().any(|t| topics.contains(t)))
    }

    /// The first section with one of these topics.
    pub fn section_with(&self, wanted: &[TopicId]) -> Option<u32> {
        (0..self.topics.len() as u32).find(|s| self.topics[*s as usize].first().is_some_and(|t| wanted.contains(t)))
    }

    /// The words of the source in a span, white space single.
    pub fn words(&self, span: Span) -> String {
        self.source.slice_without_comments(span).split_whitespace().collect::<Vec<_>>().join(" ")
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
    let tokens = &notice.text.tokens;
    for block in &notice.blocks {
        for link in block.links.iter().filter(|l| !l.target.starts_with("mailto:") && !l.target.starts_with("tel:")) {
            let start = tokens.partition_point(|t| t.source.start < link.label.start);
            let end = tokens.partition_point(|t| t.source.start < link.label.end);
            if start < end {
                let canonical = link.target.to_string();
                out.push(ValueAt { start: start as u32, end: end as u32, name: ValueName::Link, canonical });
            }
        }
    }
    out.sort_by_key(|v| (v.start, std::cmp::Reverse(v.end)));
    out
}

fn scan(notice: &Notice, rules: &RuleSet, of_template: bool) -> Vec<Hit> {
    let text = &notice.text;
    let mut before = 0usize;
    let tokens = text.tokens.iter().map(|token| {
        let between = text.plain.get(before..token.start as usize).unwrap_or_default();
        before = token.end as usize;
        let breaks = between.contains([',', ';', '(', ')', '\n']) || between.contains(" - ");
        let plain = &text.plain[token.start as usize..token.end as usize];
        (text.word(token), plain, breaks)
    });
    let words = Words::new(&rules.phrases, tokens, values(notice, of_template));
    let mut scanner = Scanner::default();
    let mut matches: Vec<Match> = Vec::new();
    let mut hits = Vec::new();
    let mut counts = vec![0u32; rules.phrases.len()];
    for (index, unit) in notice.units.iter().enumerate() {
        let line = Line { tokens: &unit.tokens, own: unit.own as usize, leads: unit.leads };
        scanner.scan(&rules.phrases, &words, line, &mut matches);
        let kept = matches.drain(..).filter(|m| {
            counts[m.phrase as usize] += 1;
            counts[m.phrase as usize] <= MOST_HITS
        });
        hits.extend(kept.map(|m| Hit {
            phrase: m.phrase,
            unit: index as u32,
            start: m.start as u32,
            end: m.end as u32,
            negated: m.negated,
        }));
    }
    hits
}

/// Hits in the order of their phrases, each phrase's in the order of the notice, and where each phrase's start.
fn by_phrase(hits: Vec<Hit>, phrases: usize) -> (Vec<Hit>, Vec<u32>) {
    let mut starts = vec![0u32; phrases + 1];
    for hit in &hits {
        starts[hit.phrase as usize + 1] += 1;
    }
    for index in 1..starts.len() {
        starts[index] += starts[index - 1];
    }
    let mut next = starts.clone();
    let mut sorted = hits.clone();
    for hit in hits {
        let place = &mut next[hit.phrase as usize];
        sorted[*place as usize] = hit;
        *place += 1;
    }
    (sorted, starts)
}

/// Whether a unit counts as this kind of place.
pub(super) fn is_place(unit: &Unit, place: crate::rules::file::PlaceKind) -> bool {
    use crate::rules::file::PlaceKind;
    match place {
        PlaceKind::Heading => unit.kind == UnitKind::Heading,
        PlaceKind::Title => unit.kind == UnitKind::Title,
        PlaceKind::Paragraph => unit.kind == UnitKind::Sentence,
        PlaceKind::Item => unit.kind == UnitKind::Item,
        PlaceKind::Cell => unit.kind == UnitKind::Cell,
        PlaceKind::Meta => unit.kind == UnitKind::Meta,
    }
}
