//! Values compared with a register of public facts: wrong, retired and oddly written are three things.

use super::draft::{Desk, Draft, Words};
use super::finding::Finding;
use crate::notice::values::{Value, ValueKind};
use crate::phrase::Numbers;
use crate::rules::file::Scope;
use crate::rules::{KnownValue, Rule};
use crate::source::Span;

/// A number that differs from the right one in at most so many digits is probably meant to be it.
const NEAR_MISS: usize = 2;

/// The kind of value with this name in rules.
pub fn kind_named(name: &str) -> Option<ValueKind> {
    Some(match name {
        "period" => ValueKind::Period,
        "date" => ValueKind::Date,
        "email" => ValueKind::Email,
        "phone" => ValueKind::Phone,
        "postcode" => ValueKind::Postcode,
        "address" => ValueKind::Address,
        "person" => ValueKind::Person,
        "organisation" => ValueKind::Organisation,
        "citation" => ValueKind::Citation,
        "url" => ValueKind::Url,
        "money" => ValueKind::Money,
        _ => return None,
    })
}

/// Findings of a `checks-value` rule.
pub fn checks_value(
    desk: &Desk<'_>,
    rule: &Rule,
    register: &str,
    value_type: &str,
    near: &Numbers,
    within: Scope,
) -> Vec<Finding> {
    let Some(known) = desk.rules().values.get(register) else { return Vec::new() };
    let mut out = Vec::new();
    if value_type == "phone" {
        for value in desk.reading.notice.values.iter().filter(|v| v.kind == ValueKind::Phone) {
            let text = desk.reading.notice.text.plain[value.text.start as usize..value.text.end as usize].trim();
            let Some((state, words)) = phone(known, text, &value.canonical) else { continue };
            if is_near(desk, value, near, within) {
                let span = desk.reading.notice.text.source_of(value.text.clone());
                // Callers from abroad need the form with the country's code, and nobody needs the same number twice.
                let abroad = text.contains('+') || text.trim_start_matches('(').starts_with("00");
                let no_fix = abroad || (state != "format" && is_beside(desk, value, known));
                out.extend(desk.finding(rule, Draft { state, span, words, no_fix, ..Draft::default() }));
            }
        }
        return out;
    }
    for (retired, since) in &known.retired {
        for (span, unit) in places_of(desk, retired) {
            let close = near.is_empty() || {
                let units = desk.reading.units_of(unit, within);
                desk.reading.any_hit(near, &units)
            };
            if close {
                let words = Words {
                    value: known.value.to_string(),
                    date: since.as_deref().unwrap_or_default().to_owned(),
                    ..Words::default()
                };
                out.extend(desk.finding(rule, Draft { state: "retired", span, words, ..Draft::default() }));
            }
        }
    }
    out.sort_by_key(|f| f.place.bytes);
    out.dedup_by(|b, a| a.place.bytes[1] > b.place.bytes[0]);
    out
}

/// A number's digits as they are dialled in the country.
fn national(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.strip_prefix("44").map_or(digits.clone(), |rest| format!("0{rest}"))
}

/// Whether the right number stands in the same sentence, item or cell.
fn is_beside(desk: &Desk<'_>, value: &Value, known: &KnownValue) -> bool {
    let unit = desk.reading.unit_of(value.tokens.start);
    let right = national(&known.value);
    let others = desk.reading.notice.values.iter().filter(|v| v.kind == ValueKind::Phone && v.canonical == right);
    unit.is_some() && others.into_iter().any(|other| desk.reading.unit_of(other.tokens.start) == unit)
}

/// The state of a telephone number: `None` where it is right or somebody else's.
fn phone(known: &KnownValue, text: &str, digits: &str) -> Option<(&'static str, Words)> {
    let right = national(&known.value);
    let words = Words { value: known.value.to_string(), ..Words::default() };
    if digits == right {
        let usual = std::iter::once(&known.value).chain(&known.accept).any(|form| form.trim() == text);
        return (!usual).then_some(("format", words));
    }
    if known.not_this.iter().any(|n| national(n) == digits) {
        return None;
    }
    if known.retired.iter().any(|(n, _)| national(n) == digits) {
        return Some(("retired", words));
    }
    let apart = strsim::damerau_levenshtein(digits, &right);
    (apart <= NEAR_MISS).then(|| {
        let count = if apart == 1 { "one digit differs".to_owned() } else { format!("{apart} digits differ") };
        ("wrong", Words { because: count, ..words })
    })
}

fn is_near(desk: &Desk<'_>, value: &Value, near: &Numbers, within: Scope) -> bool {
    if near.is_empty() {
        return true;
    }
    let Some(unit) = desk.reading.unit_of(value.tokens.start) else { return false };
    let units = desk.reading.units_of(unit, within);
    desk.reading.any_hit(near, &units)
}

/// Where a text stands in the notice or in a link's target, with the unit.
fn places_of(desk: &Desk<'_>, wanted: &str) -> Vec<(Span, u32)> {
    let notice = &desk.reading.notice;
    let wanted = wanted.to_lowercase();
    let mut out = Vec::new();
    for (at, _) in notice.text.folded.match_indices(&wanted) {
        let range = at as u32..(at + wanted.len()) as u32;
        let token = notice.text.tokens.partition_point(|t| t.end <= range.start) as u32;
        let part_of_word = notice.text.plain[..at].ends_with(char::is_alphanumeric);
        if let Some(unit) = desk.reading.unit_of(token).filter(|_| !part_of_word) {
            out.push((notice.text.source_of(range), unit));
        }
    }
    for (number, block) in notice.blocks.iter().enumerate() {
        for link in block.links.iter().filter(|l| l.target.to_lowercase().contains(&wanted)) {
            let token = notice.text.token_in(number, link.label.start) as u32;
            if let Some(unit) = desk.reading.unit_of(token) {
                out.push((link.label, unit));
            }
        }
    }
    out
}
