//! The notice's own date.

use super::draft::{Desk, Draft, Words};
use super::finding::Finding;
use super::matcher::Found;
use super::reading::Reading;
use crate::notice::values::{Value, ValueKind};
use crate::rules::{Check, Day, Matcher, Rule};
use crate::source::Span;

/// The day that a canonical date means; a month means its last day.
pub fn day_of(canonical: &str) -> Option<Day> {
    if let Ok(day) = canonical.parse() {
        return Some(day);
    }
    (28..=31).rev().find_map(|last| format!("{canonical}-{last}").parse().ok())
}

/// The date value that belongs to a place: in it, else the next one in the same sentence.
fn date_at<'r>(reading: &'r Reading<'_>, found: &Found) -> Option<&'r Value> {
    let unit = reading.unit(found.unit);
    let own = &unit.tokens[unit.own as usize..];
    let (first, last) = (*own.first()?, *own.last()?);
    let values = &reading.notice.values;
    let start = values.partition_point(|v| v.tokens.start < first);
    let mut dates = values[start..].iter().take_while(|v| v.tokens.start <= last).filter(|v| v.kind == ValueKind::Date);
    let span = |v: &Value| reading.notice.text.source_of(v.text.clone());
    dates.clone().find(|v| found.span.holds(span(v))).or_else(|| dates.find(|v| span(v).start >= found.span.start))
}

/// The date of the notice: the latest of those that the rules' matchers for dates introduce.
pub fn notice_date(reading: &Reading<'_>) -> Option<(Day, Span)> {
    let near = reading.rules.rules.iter().find_map(|rule| match &rule.check {
        Check::Dated { near, .. } => Some(near.as_slice()),
        _ => None,
    })?;
    dates(reading, near).into_iter().max_by_key(|date| date.day).map(|date| (date.day, date.span))
}

fn dates(reading: &Reading<'_>, near: &[Matcher]) -> Vec<OwnDate> {
    let text = &reading.notice.text;
    let of = |found: &Found| {
        let value = date_at(reading, found)?;
        let shown = text.plain[value.text.start as usize..value.text.end as usize].to_owned();
        let span = text.source_of(value.text.clone());
        Some(OwnDate { day: day_of(&value.canonical)?, span, shown, matcher: found.matcher })
    };
    let mut out: Vec<OwnDate> = reading.find(near).iter().filter_map(of).collect();
    out.dedup_by_key(|date| date.span);
    out
}

/// A date of the notice itself.
struct OwnDate {
    day: Day,
    span: Span,
    /// As readers of the page see it: the source may have the name of a constant.
    shown: String,
    matcher: usize,
}

/// Findings of a `dated` rule; only the latest date counts.
pub fn dated(
    desk: &Desk<'_>,
    rule: &Rule,
    near: &[Matcher],
    older_than: Option<u32>,
    before_law: bool,
    future: bool,
) -> Vec<Finding> {
    let as_of = desk.options.as_of;
    let found = dates(&desk.reading, near);
    let Some(OwnDate { day, span, shown, matcher }) = found.into_iter().max_by_key(|date| date.day) else {
        return Vec::new();
    };
    let months = day.months_to(as_of);
    let changes: Vec<&crate::rules::Change> =
        desk.rules().changes.iter().filter(|c| c.date > day && c.date <= as_of).collect();
    let state = if future {
        (day > as_of).then_some("future")
    } else if before_law {
        (!changes.is_empty()).then_some("predates")
    } else {
        (months >= older_than.unwrap_or(24)).then_some("stale")
    };
    let Some(state) = state else { return Vec::new() };
    let age = match months {
        0..24 => format!("{months} months"),
        _ => format!("{} years", months / 12),
    };
    let latest: Vec<&str> = changes.iter().rev().take(3).map(|c| c.what.trim_end_matches('.')).collect();
    let spoken_of = if before_law { changes.last().map_or(day, |c| c.date) } else { day };
    let words = Words {
        age,
        date: spoken_of.in_words(),
        count: changes.len().to_string(),
        others: latest.join("; "),
        found: Some(shown),
        ..Words::default()
    };
    let matcher = near.get(matcher);
    desk.finding(rule, Draft { state, span, words, matcher, ..Draft::default() }).into_iter().collect()
}
