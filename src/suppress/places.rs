//! Findings that stand for many places, of which comments accept some.

use super::BY_COMMENT;
use super::comments::Mark;
use super::target::holds;
use crate::check::{Finding, HERE_TOO, Place, Related, Suppressed, fingerprint};
use crate::source::{Source, Span};

/// Parts a finding into what comments accept of its places and what is left; `None` where they accept all of them or none.
pub fn part(source: &Source, finding: &Finding, marks: &mut [Mark]) -> Option<(Finding, Finding)> {
    let is_place = |related: &&Related| related.text == HERE_TOO && related.place.path == finding.place.path;
    let further: Vec<&Place> = finding.related.iter().filter(is_place).map(|related| &related.place).collect();
    if further.is_empty() {
        return None;
    }
    let (mut accepted, mut left, mut by) = (Vec::new(), Vec::new(), None);
    for place in std::iter::once(&finding.place).chain(further) {
        let mut covered = false;
        for mark in marks.iter_mut().filter(|m| m.meant.holds(&finding.rule) && holds(&m.extent, place.bytes)) {
            (mark.used, covered) = (true, true);
            by.get_or_insert_with(|| suppressed(mark));
        }
        if covered { &mut accepted } else { &mut left }.push(place.clone());
    }
    let (Some((first, others)), Some((next, rest))) = (accepted.split_first(), left.split_first()) else { return None };
    let mut taken = at(source, finding, first, others);
    taken.fixes = Vec::new();
    taken.suppressed = by;
    let mut kept = at(source, finding, next, rest);
    kept.related.extend(finding.related.iter().filter(|related| !is_place(related)).cloned());
    for fix in &mut kept.fixes {
        fix.edits.retain(|edit| !accepted.iter().any(|place| overlaps(place.bytes, edit.bytes)));
    }
    kept.fixes.retain(|fix| !fix.edits.is_empty());
    Some((taken, kept))
}

/// What a mark says of the findings that it accepts.
pub fn suppressed(mark: &Mark) -> Suppressed {
    let until = mark.until.map(|day| day.to_string());
    Suppressed { by: BY_COMMENT, reason: mark.reason.clone(), until }
}

/// Whether an edit changes something of a place. An insertion is none of its words.
fn overlaps(place: [usize; 2], edit: [usize; 2]) -> bool {
    edit[0] < place[1] && place[0] < edit[1]
}

/// The finding, reported at another of its places.
fn at(source: &Source, finding: &Finding, place: &Place, others: &[Place]) -> Finding {
    let mut moved = finding.clone();
    moved.related = others.iter().map(|place| Related { place: place.clone(), text: HERE_TOO.to_owned() }).collect();
    if *place == finding.place {
        return moved;
    }
    let span = source.text_offset(place.bytes[0]).zip(source.text_offset(place.bytes[1]));
    let words = span.map(|(start, end)| source.slice_without_comments(Span::new(start, end)).into_owned());
    let words = words.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    moved.message = moved.message.replace(&format!("\"{}\"", finding.excerpt), &format!("\"{words}\""));
    moved.fingerprint = fingerprint(&finding.rule, finding.element.as_deref(), &finding.place.path, &words);
    (moved.place, moved.excerpt) = (place.clone(), words);
    moved
}
