//! `check --format concise`: one finding a line.

use super::full::closing;
use super::{Ink, Item, Look, Run, Sink, Summary, severity_word, shown};
use crate::check::Extent;
use std::io::{self, Write};

/// `path:line:column: severity[rule] message`, one a line.
#[derive(Debug)]
pub struct Concise {
    /// How it looks.
    pub look: Look,
    /// Findings only, no summary.
    pub quiet: bool,
    /// Counts by rule at the end.
    pub statistics: bool,
    /// Also what somebody accepted.
    pub suppressed: bool,
}

impl Sink for Concise {
    type Part = String;

    fn asks_for(&self) -> Extent {
        Extent::Findings
    }

    fn prepare(&self, item: Item<'_>) -> String {
        let mut out = String::new();
        for finding in item.findings().iter().filter(|f| self.suppressed || f.suppressed.is_none()) {
            let accepted = finding.suppressed.as_ref().map(|by| format!(" ({})", by.sentence())).unwrap_or_default();
            let place = &finding.place;
            let what = format!("{}[{}]", severity_word(finding.severity), shown(&finding.rule));
            out.push_str(&format!(
                "{}:{}:{}: {} {}{}\n",
                shown(&place.path),
                place.line,
                place.column,
                self.look.paint(Ink::Of(finding.severity), &what),
                shown(&finding.message),
                shown(&accepted)
            ));
        }
        out
    }

    fn accept(&mut self, part: String, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(part.as_bytes())
    }

    fn finish(&mut self, run: &Run, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        closing(self.look, self.quiet, self.statistics, run, summary, out)
    }
}
