//! `check --output markdown`: a summary for the page of a job: what to do first, a table by notice, the findings.

use super::spot::{line_words, slashed};
use super::{Item, Run, Sink, Summary, severity_word, shown};
use crate::check::{Finding, Severity};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Steps under "What to do first".
const MOST_STEPS: usize = 5;
/// Places that a step names.
const MOST_PLACES: usize = 4;
/// Notices that get a row of their own.
const MOST_ROWS: usize = 200;
/// Findings that are told in full: pages of jobs take one megabyte.
const MOST_FINDINGS: usize = 600;

/// The summary. It keeps one short line a finding, and no more than are shown.
#[derive(Debug, Default)]
pub struct Markdown {
    rows: Vec<(String, Row)>,
    steps: BTreeMap<String, Step>,
    kept: usize,
}

/// What was found in one notice.
#[derive(Debug, Default)]
struct Row {
    errors: usize,
    warnings: usize,
    infos: usize,
    lines: Vec<String>,
}

/// One rule and where it reports.
#[derive(Debug)]
struct Step {
    severity: Severity,
    findings: usize,
    next: String,
    places: Vec<String>,
}

/// A finding, made ready.
#[derive(Debug)]
pub struct Entry {
    rule: String,
    severity: Severity,
    next: String,
    place: String,
    line: String,
}

impl Markdown {
    fn add(&mut self, path: &str, entry: Entry) {
        let step = self.steps.entry(entry.rule).or_insert_with(|| Step {
            severity: entry.severity,
            findings: 0,
            next: entry.next.clone(),
            places: Vec::new(),
        });
        if entry.severity > step.severity {
            (step.severity, step.next) = (entry.severity, entry.next);
        }
        step.findings += 1;
        if step.places.len() < MOST_PLACES {
            step.places.push(entry.place);
        }
        let Some((_, row)) = self.rows.iter_mut().rev().find(|(name, _)| name == path) else { return };
        match entry.severity {
            Severity::Error => row.errors += 1,
            Severity::Warning => row.warnings += 1,
            Severity::Info => row.infos += 1,
        }
        if self.kept < MOST_FINDINGS {
            self.kept += 1;
            row.lines.push(entry.line);
        }
    }

    fn first_steps(&self, out: &mut String) {
        let mut steps: Vec<_> = self.steps.iter().filter(|(_, step)| step.severity > Severity::Info).collect();
        steps.sort_by_key(|(_, step)| std::cmp::Reverse((step.severity, step.findings)));
        if steps.is_empty() {
            return;
        }
        out.push_str("\n### What to do first\n\n");
        for (at, (rule, step)) in steps.iter().take(MOST_STEPS).enumerate() {
            let _ = write!(out, "{}. **{}** ({}", at + 1, quiet(rule), severity_word(step.severity));
            let _ = write!(out, ", {} {}): ", step.findings, if step.findings == 1 { "place" } else { "places" });
            let _ = write!(out, "{}\n   ", quiet(&step.next));
            out.push_str(&step.places.join("; "));
            match step.findings - step.places.len() {
                0 => out.push('\n'),
                more => {
                    let _ = writeln!(out, "; and {more} more");
                }
            }
        }
        if steps.len() > MOST_STEPS {
            let _ = writeln!(out, "\nThen {} more rules, below.", steps.len() - MOST_STEPS);
        }
    }

    fn table(&self, out: &mut String) {
        out.push_str("\n### By notice\n\n| Notice | Errors | Warnings | Info |\n| --- | ---: | ---: | ---: |\n");
        for (path, row) in self.rows.iter().take(MOST_ROWS) {
            let _ = writeln!(out, "| {} | {} | {} | {} |", quiet(path), row.errors, row.warnings, row.infos);
        }
        if self.rows.len() > MOST_ROWS {
            let _ = writeln!(out, "\nAnd {} more notices.", self.rows.len() - MOST_ROWS);
        }
    }
}

impl Sink for Markdown {
    /// The notice, whether it is new, and its findings.
    type Part = (String, bool, Vec<Entry>);

    fn prepare(&self, item: Item<'_>) -> Self::Part {
        let (path, new) = match item {
            Item::Notice { source, .. } => (slashed(&source.path), true),
            Item::Across { findings, .. } => {
                (findings.first().map(|finding| slashed(&finding.place.path)).unwrap_or_default(), false)
            }
        };
        let entry = |finding: &Finding| {
            let place = line_words(&finding.place, item.source());
            let word = severity_word(finding.severity);
            let line = format!("- **{word}** {place}, {}: {}", quiet(&finding.rule), quiet(&finding.message));
            Entry {
                rule: finding.rule.to_string(),
                severity: finding.severity,
                next: if finding.next.is_empty() { finding.message.clone() } else { finding.next.clone() },
                place: format!("{} {place}", quiet(&path)),
                line,
            }
        };
        let entries = item.counted().map(entry).collect();
        (path, new, entries)
    }

    fn accept(&mut self, (path, new, entries): Self::Part, _out: &mut dyn Write) -> io::Result<()> {
        if new || !self.rows.iter().any(|(name, _)| *name == path) {
            self.rows.push((path.clone(), Row::default()));
        }
        entries.into_iter().for_each(|entry| self.add(&path, entry));
        Ok(())
    }

    fn finish(&mut self, run: &Run, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let mut text = format!("## Privacy notices\n\n{}\n", quiet(&summary.sentence()));
        self.first_steps(&mut text);
        if !self.rows.is_empty() {
            self.table(&mut text);
        }
        for problem in &summary.problems {
            let _ = writeln!(text, "\n**Not checked:** {} {}", quiet(&problem.path), quiet(&problem.message));
        }
        for (path, row) in self.rows.iter().filter(|(_, row)| !row.lines.is_empty()) {
            let count = row.errors + row.warnings + row.infos;
            let findings = if count == 1 { "finding" } else { "findings" };
            let _ = write!(text, "\n<details><summary>{}: {count} {findings}</summary>\n\n", quiet(path));
            let _ = writeln!(text, "{}", row.lines.join("\n"));
            if row.lines.len() < count {
                let _ = writeln!(text, "- and {} more", count - row.lines.len());
            }
            text.push_str("\n</details>\n");
        }
        if self.kept < summary.findings {
            let _ = writeln!(text, "\n{} of {} findings are shown here.", self.kept, summary.findings);
        }
        let _ = writeln!(text, "\n{}", quiet(&run.law()));
        out.write_all(text.as_bytes())
    }
}

/// Text that stays text on a page of a job: a mention calls nobody, and an address does not become a link.
fn quiet(text: &str) -> String {
    let text = escaped(text);
    text.replace('@', "@<!-- -->").replace("://", "<!-- -->://").replace("www.", "www<!-- -->.")
}

/// Text that stays text in Markdown: no markup, no cell of a table.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let shown = shown(text);
    for c in shown.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '[' | ']' | '|' | '~' | '#' | '_' | '!' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    // At the start of a line these would begin a list or a heading.
    if out.starts_with(['-', '+', '=']) {
        out.insert(0, '\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{Event, Tag, TagEnd};

    #[test]
    fn no_markup_of_a_notice_survives() {
        let hostile = "<img src=x> [a](https://b.example) | @all `c` **d** _e_ # f\n- g";
        let escaped = quiet(hostile);
        let (mut said, mut markup) = (String::new(), Vec::new());
        for event in pulldown_cmark::Parser::new_ext(&escaped, pulldown_cmark::Options::all()) {
            match event {
                Event::Text(text) => said.push_str(&text),
                // The only markup is the comment that breaks up addresses.
                Event::InlineHtml(html) if &*html == "<!-- -->" => {}
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                other => markup.push(format!("{other:?}")),
            }
        }
        assert_eq!(said, "<img src=x> [a](https://b.example) | @all `c` **d** _e_ # f - g");
        assert!(markup.is_empty(), "{markup:?} in {escaped}");
    }
}
