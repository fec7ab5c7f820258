//! Public bodies under a wrong or former name.

use super::draft::{Desk, Draft, Words};
use super::finding::Finding;
use crate::rules::Rule;
use crate::rules::file::Scope;
use crate::source::Span;

/// Findings of a `names-body` rule; a right name elsewhere in the notice is a related place.
pub fn names_body(desk: &Desk<'_>, rule: &Rule, kinds: &[String]) -> Vec<Finding> {
    let mut out: Vec<Finding> = Vec::new();
    for body in desk.rules().bodies.iter().filter(|b| kinds.contains(&b.kind)) {
        let mut right: Option<Option<Span>> = None;
        for hit in body.found.iter().flat_map(|p| desk.reading.hits(*p)) {
            let found = desk.reading.found(hit, 0);
            if desk.reading.cancelled(&body.unless, &found, Scope::Sentence) {
                continue;
            }
            let words = Words {
                value: body.now.clone(),
                date: body.since.clone().unwrap_or_default(),
                because: body.note.clone().unwrap_or_default(),
                ..Words::default()
            };
            let related = right
                .get_or_insert_with(|| right_name(desk, &body.now))
                .map(|span| (span, "the right name stands here".to_owned()));
            out.extend(desk.finding(
                rule,
                Draft {
                    state: "hit",
                    span: found.span,
                    words,
                    related: related.into_iter().collect(),
                    level: body.severity,
                    no_fix: found.partial,
                    ..Draft::default()
                },
            ));
        }
    }
    out.sort_by_key(|f| (f.place.bytes[0], std::cmp::Reverse(f.place.bytes[1])));
    out.dedup_by(|b, a| a.place.bytes[1] > b.place.bytes[0]);
    out
}

fn right_name(desk: &Desk<'_>, name: &str) -> Option<Span> {
    let wanted = name.split(" (").next().unwrap_or(name).to_lowercase();
    let text = &desk.reading.notice.text;
    let at = text.folded.find(&wanted)?;
    Some(text.source_of(at as u32..(at + wanted.len()) as u32))
}
