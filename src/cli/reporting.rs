//! What a run reports into: its report, its counts, and which notices are reported at all.

use super::changed::concerns;
use super::trouble::Trouble;
use notice_lint::check::{Finding, Severity};
use notice_lint::report::{Item, Sink, Summary};
use notice_lint::source::Source;
use std::collections::HashSet;
use std::io::Write;
use std::path::Path;

/// See the module.
pub struct Reporting<'r, S: Sink> {
    /// What makes the report.
    pub sink: &'r mut S,
    /// Where the report goes.
    pub out: &'r mut dyn Write,
    /// The counts so far.
    pub summary: Summary,
    /// Nothing below this is reported.
    pub least: Severity,
    /// The paths of the notices that are reported, where not all are.
    pub touched: Option<&'r HashSet<String>>,
    /// Standard input, where it is one of the notices: it cannot be read again.
    pub stdin: Option<&'r Source>,
}

impl<S: Sink> Reporting<'_, S> {
    /// Reports the findings that stand across notices, or in a file beside them, file by file. `given` is such a file, already read.
    pub fn across(&mut self, mut findings: Vec<Finding>, given: Option<&Source>) -> Result<(), Trouble> {
        findings.retain(|finding| finding.severity >= self.least);
        findings.sort_by(|a, b| {
            (&a.place.path, a.place.line, a.place.column, &a.rule).cmp(&(
                &b.place.path,
                b.place.line,
                b.place.column,
                &b.rule,
            ))
        });
        for group in findings.chunk_by(|a, b| a.place.path == b.place.path) {
            group.iter().for_each(|finding| self.summary.count(finding));
            let path = group.first().map(|finding| finding.place.path.clone()).unwrap_or_default();
            let held = [given, self.stdin].into_iter().flatten().find(|source| *source.path == *path);
            let read = if held.is_none() { Source::read(Path::new(&*path)).ok() } else { None };
            let part = self.sink.prepare(Item::Across { source: held.or(read.as_ref()), findings: group });
            self.sink.accept(part, self.out)?;
        }
        Ok(())
    }

    /// Leaves the findings that concern a notice that is reported.
    pub fn leave_touched(&self, findings: &mut Vec<Finding>) {
        findings.retain(|finding| self.touched.is_none_or(|touched| concerns(finding, touched)));
    }
}
