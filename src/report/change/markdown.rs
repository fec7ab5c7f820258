//! The difference in Markdown, for a pull request or minutes.

use super::text::shift;
use super::{Change, Known, Way, name};
use crate::report::estate::markdown_text as text;
use crate::report::severity_word;
use std::fmt::Write;

/// Lines that are listed; what renders Markdown renders no more.
const MOST_LINES: usize = 1000;

/// The Markdown.
pub fn markdown(change: &Change) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write(change, &mut out);
    out
}

fn write(change: &Change, out: &mut String) -> std::fmt::Result {
    writeln!(out, "# Privacy notices: {} to {}\n", text(&change.old), text(&change.new))?;
    change.sentences().iter().try_for_each(|sentence| writeln!(out, "- {}", text(sentence)))?;
    if let Some(unchanged) = change.unchanged {
        writeln!(out, "- Unchanged: {unchanged} of the notices.")?;
    }
    change.notes.iter().try_for_each(|note| writeln!(out, "\n{}", text(note)))?;
    let mut room = MOST_LINES;
    for notice in &change.notices {
        let title = if notice.title.is_empty() { &notice.path } else { &notice.title };
        writeln!(out, "\n## {}\n", text(title))?;
        if *title != notice.path {
            writeln!(out, "{}\n", text(&notice.path))?;
        }
        writeln!(out, "| | What | Severity | Line |\n| --- | --- | --- | ---: |")?;
        let mut rows = rows(notice);
        let left = rows.len().saturating_sub(room);
        rows.truncate(room);
        room -= rows.len();
        rows.iter().try_for_each(|row| writeln!(out, "{row}"))?;
        if left > 0 {
            writeln!(out, "\n{left} more lines are left out; `--json` lists them all.")?;
        }
    }
    if !change.added.is_empty() {
        writeln!(out, "\n## New notices\n")?;
        change.added.iter().try_for_each(|(path, count)| writeln!(out, "- {} (findings: {count})", text(path)))?;
    }
    if !change.removed.is_empty() {
        writeln!(out, "\n## Removed notices\n")?;
        change.removed.iter().try_for_each(|path| writeln!(out, "- {}", text(path)))?;
    }
    Ok(())
}

fn rows(notice: &super::NoticeChange) -> Vec<String> {
    let finding = |word: &str, known: &Known, what: String| {
        format!("| {word} | {} | {} | {} |", text(&what), severity_word(known.severity), known.line)
    };
    let shifts = |way, word: &str| -> Vec<String> {
        notice.shifted(way).map(|one| format!("| {word} | {} | | |", text(&shift(one)))).collect()
    };
    let mut rows = shifts(Way::Worse, "Worse");
    rows.extend(notice.new.iter().map(|known| finding("Worse", known, format!("new: {}", known.message))));
    rows.extend(shifts(Way::Better, "Better"));
    rows.extend(notice.gone.iter().map(|known| finding("Better", known, format!("gone: {}", known.message))));
    rows.extend(notice.regraded.iter().map(|(was, now)| {
        let word = if now.severity > *was { "Worse" } else { "Better" };
        finding(word, now, format!("{} was {} before", name(now), severity_word(*was)))
    }));
    rows.extend(shifts(Way::Neither, "Changed"));
    rows.extend(notice.accepted.iter().map(|known| {
        finding("Accepted", known, format!("{} ({})", known.message, known.accepted.as_deref().unwrap_or_default()))
    }));
    rows
}
