//! Evaluating a matcher on a notice.

use super::reading::{Hit, Reading, is_place};
use crate::notice::{Unit, UnitKind};
use crate::phrase::Numbers;
use crate::phrase::PhraseId;
use crate::phrase::scan::Side;
use crate::rules::file::{Negated, Scope, Then};
use crate::rules::{Matcher, Pattern};
use crate::source::Span;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A place that a matcher found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The words in the source.
    pub span: Span,
    /// The unit.
    pub unit: u32,
    /// Its section.
    pub section: u32,
    /// Its paragraph.
    pub paragraph: u32,
    /// Which matcher of the list found it.
    pub matcher: usize,
    /// Under a negator.
    pub negated: bool,
    /// The match began in the lead-in of an item: the span is only its end.
    pub partial: bool,
}

impl Reading<'_> {
    /// What the matchers of a list find, in the order of the notice; where places overlap, the earlier matcher's stays.
    pub fn find(&self, matchers: &[Matcher]) -> Vec<Found> {
        let mut taken: HashMap<u32, Vec<Span>> = HashMap::new();
        let mut all: Vec<Found> = Vec::new();
        for (index, matcher) in matchers.iter().enumerate() {
            for found in self.find_one(matcher, index) {
                let spans = taken.entry(found.unit).or_default();
                if !spans.iter().any(|s| overlap(*s, found.span)) {
                    spans.push(found.span);
                    all.push(found);
                }
            }
        }
        all.sort_by_key(|f| (f.span.start, f.span.end));
        all
    }

    fn find_one(&self, matcher: &Matcher, index: usize) -> Vec<Found> {
        let mut out: Vec<Found> = Vec::new();
        if let Some(pattern) = &matcher.regex {
            self.by_pattern(pattern, index, &|unit| self.is_possible(matcher, unit), &mut out);
        } else if let Some(target) = &matcher.link {
            self.by_link(matcher, target, index, &mut out);
        } else if matcher.any.is_empty() {
            self.by_all(matcher, index, &mut out);
            out.retain(|found| self.placed(matcher, found));
            return out;
        }
        for hit in matcher.any.iter().flat_map(|p| self.hits(p)) {
            let wanted = match matcher.negated {
                Negated::Skip => !hit.negated,
                Negated::Either => true,
                Negated::Only => hit.negated,
            };
            if wanted && self.adjoins(matcher, hit) {
                out.push(self.found(hit, index));
            }
        }
        out.retain(|found| {
            let scope = matcher.within.unwrap_or(Scope::Sentence);
            let all = matcher.all.iter().all(|group| self.any_near(group, found, scope, &matcher.negated));
            all && self.placed(matcher, found)
        });
        out
    }

    /// A place from a hit.
    pub(super) fn found(&self, hit: &Hit, matcher: usize) -> Found {
        let unit = self.unit(hit.unit);
        Found {
            span: self.span(hit),
            unit: hit.unit,
            section: unit.section,
            paragraph: unit.paragraph,
            matcher,
            negated: hit.negated,
            partial: hit.start < unit.own && hit.end > unit.own,
        }
    }

    /// A place from a span of a unit.
    pub(super) fn found_at(&self, unit: u32, span: Span, matcher: usize) -> Found {
        let of = self.unit(unit);
        Found { span, unit, section: of.section, paragraph: of.paragraph, matcher, negated: false, partial: false }
    }

    /// What a regular expression finds.
    pub(super) fn find_pattern(&self, pattern: &Pattern) -> Vec<Found> {
        let mut out = Vec::new();
        self.by_pattern(pattern, 0, &|_| true, &mut out);
        out
    }

    /// What a pattern finds in the units where it may stand; it is compiled only where there is such a unit with a text
    /// that the pattern needs.
    fn by_pattern(&self, pattern: &Pattern, index: usize, may: &dyn Fn(&Unit) -> bool, out: &mut Vec<Found>) {
        let text = &self.notice.text;
        if !pattern.may_match_letters(self.letters()) {
            return;
        }
        let places = pattern.places(&text.folded, self.letters());
        if places.as_ref().is_some_and(Vec::is_empty) {
            return;
        }
        let units = &self.notice.units;
        let starts_by = |unit: &Unit, place: u32| {
            unit.tokens.get(unit.own as usize).is_some_and(|token| text.tokens[*token as usize].start <= place)
        };
        let numbers: Vec<usize> = match places {
            None => (0..units.len()).collect(),
            Some(places) => {
                let each = places.iter().map(|place| units.partition_point(|unit| starts_by(unit, *place)));
                let mut numbers: Vec<usize> = each.filter_map(|after| after.checked_sub(1)).collect();
                numbers.dedup();
                numbers
            }
        };
        for number in numbers {
            let unit = &units[number];
            if !may(unit) {
                continue;
            }
            let own = &unit.tokens[unit.own as usize..];
            let (Some(first), Some(last)) = (own.first(), own.last()) else { continue };
            let start = text.tokens[*first as usize].start;
            let block_end = text.blocks[unit.block as usize].end;
            let next = text.tokens.get(*last as usize + 1).filter(|t| t.block == unit.block);
            let range = start as usize..next.map_or(block_end, |t| t.start) as usize;
            if !pattern.may_match(&text.folded[range.clone()]) {
                continue;
            }
            for m in pattern.find_in(&text.plain[range]) {
                let span = text.source_of(start + m.start as u32..start + m.end as u32);
                out.push(self.found_at(number as u32, span, index));
            }
        }
    }

    /// Links whose target the pattern matches; the place is the words of the link.
    fn by_link(&self, matcher: &Matcher, target: &Pattern, index: usize, out: &mut Vec<Found>) {
        let fault = matcher.beside.as_ref().and_then(|beside| beside.target);
        for (number, block) in self.notice.blocks.iter().enumerate() {
            for link in &block.links {
                if !target.may_match(&link.target.to_lowercase()) || target.find_in(&link.target).is_empty() {
                    continue;
                }
                if fault.is_some_and(|fault| !self.has_fault(link, fault)) {
                    continue;
                }
                let token = self.notice.text.token_in(number, link.label.start) as u32;
                if let Some(unit) = self.unit_of(token) {
                    out.push(self.found_at(unit, link.label, index));
                }
            }
        }
    }

    /// The unit that a token stands in as its own word.
    pub(super) fn unit_of(&self, token: u32) -> Option<u32> {
        let units = &self.notice.units;
        let after = units.partition_point(|u| u.tokens.get(u.own as usize).is_none_or(|t| *t <= token));
        let index = after.checked_sub(1)?;
        units[index].tokens.last().is_some_and(|last| *last >= token).then_some(index as u32)
    }

    /// Every group must have a hit in one scope; the place is that of the first group's first hit, widened over the
    /// others where they stand in the same unit.
    fn by_all(&self, matcher: &Matcher, index: usize, out: &mut Vec<Found>) {
        let scope = matcher.within.unwrap_or(Scope::Sentence);
        let Some((first, rest)) = matcher.all.split_first() else { return };
        let counts = |hit: &&Hit| match matcher.negated {
            Negated::Skip => !hit.negated,
            Negated::Either => true,
            Negated::Only => hit.negated,
        };
        let mut seen: HashSet<u32> = HashSet::new();
        for hit in first.iter().flat_map(|p| self.hits(p)).filter(counts) {
            let mut found = self.found(hit, index);
            let units = self.units_of(hit.unit, scope);
            // What the scope lacks for one hit of the first group it lacks for all of them.
            if !seen.insert(units.start) {
                continue;
            }
            let others: Option<Vec<Hit>> = rest
                .iter()
                .map(|group| group.iter().find_map(|p| self.first_hit(p, &units, |h| counts(&h) && self.countable(h))))
                .collect();
            if let Some(others) = others {
                for other in others.iter().filter(|o| o.unit == hit.unit) {
                    found.span = found.span.to(self.span(other));
                }
                out.push(found);
            }
        }
    }

    fn countable(&self, hit: &Hit) -> bool {
        self.unit(hit.unit).kind != UnitKind::Meta
    }

    /// Whether the neighbours of a hit are as the matcher wants them.
    fn adjoins(&self, matcher: &Matcher, hit: &Hit) -> bool {
        let Some(beside) = &matcher.beside else { return true };
        let ends_at = |p: PhraseId| self.touches(p, hit.unit, hit.start, Side::Before);
        let starts_at = |p: PhraseId| self.touches(p, hit.unit, hit.end, Side::After);
        (beside.after.is_empty() || beside.after.iter().any(ends_at))
            && !beside.not_after.iter().any(ends_at)
            && (beside.before.is_empty() || beside.before.iter().any(starts_at))
            && !beside.not_before.iter().any(starts_at)
    }

    /// Whether a matcher looks at a unit at all.
    fn is_possible(&self, matcher: &Matcher, unit: &Unit) -> bool {
        let place = match matcher.place {
            Some(place) => is_place(unit, place),
            None => unit.kind != UnitKind::Meta,
        };
        let column = matcher.beside.as_ref().map(|beside| &beside.column).filter(|column| !column.is_empty());
        let column = column.is_none_or(|phrases| unit.column.is_some_and(|c| self.any_hit(phrases, &(c..c + 1))));
        place
            && column
            && (matcher.in_topics.is_empty() || self.has_topic(unit.section, &matcher.in_topics))
            && (matcher.not_in.is_empty() || !self.is_about(unit.section, &matcher.not_in))
    }

    /// Whether the first cell of the row says what the matcher wants it to say.
    fn is_in_row(&self, matcher: &Matcher, unit: u32) -> bool {
        let Some(row) = matcher.beside.as_ref().map(|beside| &beside.row).filter(|row| !row.is_empty()) else {
            return true;
        };
        let cells = self.units_of(unit, Scope::Paragraph);
        let block = self.unit(cells.start).block;
        let first = cells.start..cells.clone().find(|cell| self.unit(*cell).block != block).unwrap_or(cells.end);
        self.unit(unit).kind == UnitKind::Cell && self.any_hit(row, &first)
    }

    /// Whether the place is one where the matcher looks, and nothing cancels it.
    fn placed(&self, matcher: &Matcher, found: &Found) -> bool {
        let nothing_after = matcher.beside.as_ref().is_some_and(|beside| beside.then == Some(Then::Nothing));
        self.is_possible(matcher, self.unit(found.unit))
            && (!nothing_after || self.leads_nowhere(found.unit))
            && self.is_in_row(matcher, found.unit)
            && !self.cancelled(&matcher.unless, found, matcher.unless_within.unwrap_or(Scope::Sentence))
    }

    /// Whether one of these phrases stands in the scope of the place.
    pub(super) fn cancelled(&self, phrases: &Numbers, found: &Found, scope: Scope) -> bool {
        self.any_near(phrases, found, scope, &Negated::Either)
    }

    fn any_near(&self, phrases: &Numbers, found: &Found, scope: Scope, negated: &Negated) -> bool {
        let counts = |h: &Hit| (*negated != Negated::Skip || !h.negated) && self.countable(h);
        match scope {
            Scope::Never => false,
            Scope::Elsewhere => {
                let here = self.units_of(found.unit, Scope::Section);
                phrases.iter().flat_map(|p| self.hits(p)).any(|h| !here.contains(&h.unit) && counts(h))
            }
            _ => {
                let units = self.units_of(found.unit, scope);
                let lead = self.lead_in(found.unit, scope);
                let near = |p: PhraseId, units: &Range<u32>| self.first_hit(p, units, counts).is_some();
                phrases.iter().any(|p| near(p, &units) || !lead.is_empty() && near(p, &lead))
            }
        }
    }

    /// The sentence that leads into a list item, or the heading of a cell's column; a heading over a list says nothing against it.
    fn lead_in(&self, unit: u32, scope: Scope) -> Range<u32> {
        if let Some(column) = self.unit(unit).column.filter(|_| scope == Scope::Sentence) {
            return column..column + 1;
        }
        match self.unit(unit).lead {
            Some(lead) if scope == Scope::Sentence && self.unit(lead).kind == UnitKind::Sentence => lead..lead + 1,
            _ => 0..0,
        }
    }

    /// A section with the sections under it; the title's has the whole notice under it, and stands for its own words.
    fn units_of_section(&self, unit: u32, own: Range<u32>) -> Range<u32> {
        let sections = &self.notice.sections;
        let section = self.unit(unit).section as usize;
        if sections[section].heading.is_none() || sections[section].heading == self.notice.title {
            return own;
        }
        let under = |s: &crate::notice::Section| s.level > sections[section].level;
        let end = section + 1 + sections[section + 1..].iter().take_while(|s| under(s)).count();
        let last = self.notice.units.partition_point(|u| (u.section as usize) < end);
        own.start..(last as u32).max(own.end)
    }

    /// The units that share a scope with this one; they always stand together.
    pub(super) fn units_of(&self, unit: u32, scope: Scope) -> Range<u32> {
        let units = &self.notice.units;
        let by = |key: &dyn Fn(&crate::notice::Unit) -> u32| {
            let wanted = key(self.unit(unit));
            let start = units.partition_point(|u| key(u) < wanted);
            let length = units[start..].partition_point(|u| key(u) == wanted);
            start as u32..(start + length) as u32
        };
        match scope {
            Scope::Sentence => unit..unit + 1,
            Scope::Paragraph => by(&|u| u.paragraph),
            Scope::Section => self.units_of_section(unit, by(&|u| u.section)),
            Scope::Notice | Scope::Elsewhere | Scope::Never => 0..units.len() as u32,
        }
    }
}

fn overlap(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}
