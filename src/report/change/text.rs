//! The difference for people at a terminal.

use super::{Change, Known, Shift, Way, name};
use crate::report::estate::word;
use crate::report::{Ink, Look, clipped, shown};
use std::fmt::Write;

/// Notices that are only counted or named are listed up to here.
const MOST_NAMED: usize = 20;

/// The text.
pub fn text(change: &Change, look: Look) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write(change, look, &mut out);
    out
}

fn write(change: &Change, look: Look, out: &mut String) -> std::fmt::Result {
    for notice in &change.notices {
        let title = if notice.title.is_empty() { String::new() } else { format!("  {}", clipped(&notice.title, 60)) };
        writeln!(out, "{}{}", look.paint(Ink::Strong, &shown(&notice.path)), look.paint(Ink::Faint, &title))?;
        for way in [Way::Worse, Way::Better, Way::Neither] {
            notice.shifted(way).try_for_each(|one| line(out, look, way, &shift(one)))?;
            match way {
                Way::Worse => {
                    notice.new.iter().try_for_each(|known| line(out, look, way, &new(known)))?;
                    let up = notice.regraded.iter().filter(|(was, now)| now.severity > *was);
                    up.clone().try_for_each(|(was, now)| line(out, look, way, &regraded(*was, now)))?;
                }
                Way::Better => {
                    notice.gone.iter().try_for_each(|known| line(out, look, way, &gone(known)))?;
                    let down = notice.regraded.iter().filter(|(was, now)| now.severity < *was);
                    down.clone().try_for_each(|(was, now)| line(out, look, way, &regraded(*was, now)))?;
                }
                Way::Neither => {
                    let accepted = notice.accepted.iter().map(|known| {
                        format!("{} accepted: {}", name(known), known.accepted.as_deref().unwrap_or_default())
                    });
                    accepted.into_iter().try_for_each(|text| line(out, look, way, &text))?;
                }
            }
        }
        writeln!(out)?;
    }
    for (path, findings) in change.added.iter().take(MOST_NAMED) {
        let count = if *findings == 1 { "1 finding".to_string() } else { format!("{findings} findings") };
        writeln!(out, "new notice      {} ({count})", shown(path))?;
    }
    for path in change.removed.iter().take(MOST_NAMED) {
        writeln!(out, "removed notice  {}", shown(path))?;
    }
    let more = change.added.len().saturating_sub(MOST_NAMED) + change.removed.len().saturating_sub(MOST_NAMED);
    if more > 0 {
        writeln!(out, "and {more} more notices that only one of the runs has")?;
    }
    if !change.added.is_empty() || !change.removed.is_empty() {
        writeln!(out)?;
    }
    writeln!(out, "{} to {}.", shown(&change.old), shown(&change.new))?;
    for sentence in change.sentences() {
        writeln!(out, "{sentence}")?;
    }
    if let Some(unchanged) = change.unchanged {
        let notices = if unchanged == 1 { "notice" } else { "notices" };
        writeln!(out, "Unchanged: {unchanged} {notices}.")?;
    }
    for note in &change.notes {
        writeln!(out, "{}", look.paint(Ink::Faint, &shown(note)))?;
    }
    Ok(())
}

fn line(out: &mut String, look: Look, way: Way, text: &str) -> std::fmt::Result {
    let (word, ink) = match way {
        Way::Better => ("better", Ink::Good),
        Way::Worse => ("worse", Ink::Of(crate::check::Severity::Error)),
        Way::Neither => ("changed", Ink::Faint),
    };
    let pad = " ".repeat(9 - word.len());
    writeln!(out, "  {}{pad}{}", look.paint(ink, word), clipped(text, 400))
}

/// `How long data is kept: missing, now stated`.
pub(super) fn shift(shift: &Shift) -> String {
    let title = if shift.title.is_empty() { &shift.element } else { &shift.title };
    format!("{title}: {}, now {}", word(shift.from), word(shift.to))
}

fn new(known: &Known) -> String {
    format!("{} in line {}: {}", name(known), known.line, known.message)
}

fn gone(known: &Known) -> String {
    format!("{} is gone: {}", name(known), known.message)
}

fn regraded(was: crate::check::Severity, now: &Known) -> String {
    format!("{} in line {} was {} before", name(now), now.line, crate::report::severity_word(was))
}
