//! Public bodies under a wrong or former name: one finding a body, with every place.

use super::draft::{Desk, Draft, Words};
use super::finding::{Finding, HERE_TOO};
use super::matcher::Found;
use crate::rules::Rule;
use crate::rules::Text;
use crate::rules::file::Scope;
use crate::source::Span;

/// The most related places of one finding.
const MOST_RELATED: usize = 20;

/// Findings of a `names-body` rule; a right name elsewhere in the notice is a related place.
pub fn names_body(desk: &Desk<'_>, rule: &Rule, kinds: &[Text]) -> Vec<Finding> {
    let bodies: Vec<_> = desk.rules().bodies.iter().filter(|b| kinds.contains(&b.kind)).collect();
    let mut places: Vec<(usize, Found)> = Vec::new();
    for (index, body) in bodies.iter().enumerate() {
        let hits = body.found.iter().flat_map(|p| desk.reading.hits(p));
        let found = hits.map(|hit| desk.reading.found(hit, 0));
        places.extend(found.filter(|f| !desk.reading.cancelled(&body.unless, f, Scope::Sentence)).map(|f| (index, f)));
    }
    // A longer name may hold a shorter one, of the same body or of another.
    places.sort_by_key(|(_, f)| (f.span.start, std::cmp::Reverse(f.span.end)));
    places.dedup_by(|(_, b), (_, a)| a.span.end > b.span.start);
    let mut out = Vec::new();
    for (index, body) in bodies.iter().enumerate() {
        let mut own = places.iter().filter(|(of, _)| *of == index).map(|(_, found)| found);
        let Some(first) = own.next() else { continue };
        let rest: Vec<&Found> = own.collect();
        let right = right_name(desk, &body.now).map(|span| (span, "the right name stands here".to_owned()));
        let again = rest.iter().take(MOST_RELATED).map(|f| (f.span, HERE_TOO.to_owned()));
        let words = Words {
            value: body.now.to_string(),
            date: body.since.as_deref().unwrap_or_default().to_owned(),
            because: body.note.as_deref().unwrap_or_default().to_owned(),
            ..Words::default()
        };
        out.extend(desk.finding(
            rule,
            Draft {
                state: "hit",
                span: first.span,
                words,
                related: again.chain(right).collect(),
                more: rest.iter().filter(|f| !f.partial).map(|f| (f.span, None)).collect(),
                level: body.severity,
                no_fix: first.partial,
                ..Draft::default()
            },
        ));
    }
    out.sort_by_key(|f| (f.place.bytes[0], std::cmp::Reverse(f.place.bytes[1])));
    out
}

fn right_name(desk: &Desk<'_>, name: &str) -> Option<Span> {
    let wanted = name.split(" (").next().unwrap_or(name).to_lowercase();
    let text = &desk.reading.notice.text;
    let at = text.folded.find(&wanted)?;
    Some(text.source_of(at as u32..(at + wanted.len()) as u32))
}
