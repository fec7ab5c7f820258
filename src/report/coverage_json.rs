//! `coverage --format json` and `jsonl`; `facts` the same with facts alone.

use super::json::{OpenList, bytes};
use super::{Item, Run, Sink, Summary};
use crate::check::NoticeReport;
use serde_json::json;
use std::io::{self, Write};

/// What of a notice is written.
type Pick = fn(&NoticeReport) -> Vec<u8>;

fn whole(report: &NoticeReport) -> Vec<u8> {
    bytes(report)
}

fn facts_only(report: &NoticeReport) -> Vec<u8> {
    bytes(&json!({"path": report.path, "title": report.title, "facts": report.facts}))
}

/// One object with all notices.
#[derive(Debug)]
pub struct CoverageJson {
    schema: &'static str,
    pick: Pick,
    notices: OpenList,
}

impl CoverageJson {
    /// Sections, facts and elements.
    pub fn new() -> Self {
        Self { schema: "notice-lint/coverage/1", pick: whole, notices: OpenList::default() }
    }

    /// Facts alone.
    pub fn facts() -> Self {
        Self { schema: "notice-lint/facts/1", pick: facts_only, notices: OpenList::default() }
    }
}

impl Default for CoverageJson {
    fn default() -> Self {
        Self::new()
    }
}

impl Sink for CoverageJson {
    type Part = Vec<u8>;

    fn start(&mut self, run: &Run, out: &mut dyn Write) -> io::Result<()> {
        write!(
            out,
            "{{\"schema\": \"{}\", \"as_of\": \"{}\", \"law_as_at\": \"{}\",\n \"notices\": [",
            self.schema, run.as_of, run.pack.law_as_at
        )
    }

    fn prepare(&self, item: Item<'_>) -> Self::Part {
        match item {
            Item::Notice { report, .. } => (self.pick)(report),
            Item::Across { .. } => Vec::new(),
        }
    }

    fn accept(&mut self, part: Self::Part, out: &mut dyn Write) -> io::Result<()> {
        if part.is_empty() { Ok(()) } else { self.notices.item(&part, out) }
    }

    fn finish(&mut self, _run: &Run, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.notices.end(out)?;
        out.write_all(b"}\n")
    }
}

/// One notice a line, as they are done.
#[derive(Debug)]
pub struct CoverageLines(Pick);

impl CoverageLines {
    /// Sections, facts and elements.
    pub fn new() -> Self {
        Self(whole)
    }

    /// Facts alone.
    pub fn facts() -> Self {
        Self(facts_only)
    }
}

impl Default for CoverageLines {
    fn default() -> Self {
        Self::new()
    }
}

impl Sink for CoverageLines {
    type Part = Vec<u8>;

    fn prepare(&self, item: Item<'_>) -> Self::Part {
        match item {
            Item::Notice { report, .. } => {
                let mut line = (self.0)(report);
                line.push(b'\n');
                line
            }
            Item::Across { .. } => Vec::new(),
        }
    }

    fn accept(&mut self, part: Self::Part, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&part)
    }
}
