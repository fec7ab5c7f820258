//! `coverage` for people: a table of elements by notice.

use super::full::clipped;
use super::{Ink, Item, Look, Run, Sink, Summary, shown};
use crate::check::{NoticeReport, Severity, Verdict};
use std::io::{self, Write};
use std::sync::Arc;
use unicode_width::UnicodeWidthStr;

/// The verdicts with their signs, in the order of the legend.
const LEGEND: [(Verdict, &str, &str); 7] = [
    (Verdict::Stated, "●", "stated"),
    (Verdict::Weak, "◐", "weak"),
    (Verdict::Missing, "✗", "missing"),
    (Verdict::Contradicted, "⚡", "contradicted"),
    (Verdict::Layered, "↗", "in the notice it is read with"),
    (Verdict::Silent, "?", "unknown whether required"),
    (Verdict::NotApplicable, "–", "not applicable"),
];

/// Each column of a verdict.
const CELL: usize = 4;

/// The table.
#[derive(Debug)]
pub struct CoverageTable {
    /// How it looks.
    pub look: Look,
    /// The lines that speak for each verdict, under the table.
    pub evidence: bool,
    /// The table only, no summary.
    pub quiet: bool,
    titles: Vec<(Arc<str>, Arc<str>)>,
    notices: Vec<Column>,
}

/// One notice of the table.
#[derive(Debug)]
pub struct Column {
    path: String,
    title: String,
    elements: Vec<(Arc<str>, Arc<str>)>,
    verdicts: Vec<Verdict>,
    evidence: Vec<String>,
}

impl CoverageTable {
    /// A table that looks so.
    pub fn new(look: Look, evidence: bool, quiet: bool) -> Self {
        Self { look, evidence, quiet, titles: Vec::new(), notices: Vec::new() }
    }

    fn sign(&self, verdict: Verdict) -> String {
        let sign = LEGEND.iter().find(|(of, _, _)| *of == verdict).map_or(" ", |(_, sign, _)| sign);
        let pad = " ".repeat(CELL.saturating_sub(sign.width()));
        format!("{pad}{}", self.look.paint(ink(verdict), sign))
    }

    fn lines_of(&self, report: &NoticeReport) -> Vec<String> {
        let mut out = Vec::new();
        for element in &report.elements {
            let (_, sign, word) = LEGEND.iter().find(|(of, _, _)| *of == element.verdict).copied().unwrap_or(LEGEND[0]);
            let head = self.look.paint(ink(element.verdict), &format!("{sign} {word}"));
            let why = if element.because.is_empty() { String::new() } else { format!(": {}", shown(&element.because)) };
            out.push(format!("  {} {head}{why}", self.look.paint(Ink::Strong, &shown(&element.title))));
            for evidence in element.evidence.iter().take(6) {
                let quote = clipped(&evidence.text, self.look.width.saturating_sub(24));
                out.push(format!("      line {:<4} {:<6} \"{quote}\"", evidence.place.line, evidence.grade));
            }
            if element.evidence.len() > 6 {
                out.push(format!("      and {} more places", element.evidence.len() - 6));
            }
        }
        out
    }

    fn block(&self, first: usize, columns: &[Column], label: usize, out: &mut dyn Write) -> io::Result<()> {
        for (at, column) in columns.iter().enumerate() {
            let title = if column.title.is_empty() { String::new() } else { format!("  {}", column.title) };
            writeln!(out, "{:>4}  {}{}", first + at + 1, column.path, self.look.paint(Ink::Faint, &title))?;
        }
        write!(out, "\n{}", " ".repeat(label))?;
        for at in 0..columns.len() {
            write!(out, "{:>CELL$}", first + at + 1)?;
        }
        writeln!(out)?;
        for (row, (_, title)) in self.titles.iter().enumerate() {
            let title =
                if title.width() < label { shown(title).into_owned() } else { clipped(title, label.saturating_sub(5)) };
            write!(out, "{title}{}", " ".repeat(label.saturating_sub(title.width())))?;
            for column in columns {
                match column.verdicts.get(row) {
                    Some(verdict) => write!(out, "{}", self.sign(*verdict))?,
                    None => write!(out, "{:CELL$}", "")?,
                }
            }
            writeln!(out)?;
        }
        writeln!(out)
    }
}

fn ink(verdict: Verdict) -> Ink {
    match verdict {
        Verdict::Stated => Ink::Good,
        Verdict::Weak => Ink::Of(Severity::Warning),
        Verdict::Missing | Verdict::Contradicted => Ink::Of(Severity::Error),
        Verdict::Layered => Ink::Frame,
        Verdict::Silent | Verdict::NotApplicable => Ink::Faint,
    }
}

impl Sink for CoverageTable {
    type Part = Option<Column>;

    fn prepare(&self, item: Item<'_>) -> Self::Part {
        let Item::Notice { report, .. } = item else {
            return None;
        };
        Some(Column {
            path: shown(&report.path).into_owned(),
            title: clipped(&report.title, 60),
            elements: report.elements.iter().map(|element| (element.id.clone(), element.title.clone())).collect(),
            verdicts: report.elements.iter().map(|element| element.verdict).collect(),
            evidence: if self.evidence { self.lines_of(report) } else { Vec::new() },
        })
    }

    fn accept(&mut self, part: Self::Part, _out: &mut dyn Write) -> io::Result<()> {
        if let Some(mut column) = part {
            let elements = std::mem::take(&mut column.elements);
            if self.titles.is_empty() {
                self.titles = elements;
            }
            self.notices.push(column);
        }
        Ok(())
    }

    fn finish(&mut self, run: &Run, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let longest = self.titles.iter().map(|(_, title)| title.width()).max().unwrap_or(0);
        let columns = CELL * self.notices.len().clamp(3, 8);
        let label = (longest + 2).min(self.look.width.saturating_sub(columns).max(24));
        let fit = (self.look.width.saturating_sub(label) / CELL).max(1);
        for (block, columns) in self.notices.chunks(fit).enumerate() {
            self.block(block * fit, columns, label, out)?;
        }
        for column in self.notices.iter().filter(|column| !column.evidence.is_empty()) {
            writeln!(out, "{}", self.look.paint(Ink::Strong, &column.path))?;
            for line in &column.evidence {
                writeln!(out, "{line}")?;
            }
            writeln!(out)?;
        }
        if self.quiet {
            return Ok(());
        }
        let mut legend = Vec::new();
        for (verdict, sign, word) in LEGEND {
            if self.notices.iter().any(|column| column.verdicts.contains(&verdict)) {
                legend.push(format!("{} {word}", self.look.paint(ink(verdict), sign)));
            }
        }
        writeln!(out, "{}", legend.join("   "))?;
        writeln!(out, "{}", self.look.paint(Ink::Faint, &shown(&run.law())))
    }
}
