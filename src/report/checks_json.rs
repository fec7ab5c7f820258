//! `check --format json` and `jsonl`.

use super::json::{OpenList, bytes, write_value};
use super::{Item, Run, Sink, Summary};
use crate::check::Extent;
use serde_json::json;
use std::io::{self, Write};

/// One object with all findings.
#[derive(Debug, Default)]
pub struct CheckJson {
    findings: OpenList,
}

impl Sink for CheckJson {
    type Part = Vec<Vec<u8>>;

    fn hands_on_edits(&self) -> bool {
        true
    }

    fn asks_for(&self) -> Extent {
        Extent::Findings
    }

    fn start(&mut self, run: &Run, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"{\"schema\": \"notice-lint/check/1\", \"tool\": ")?;
        let tool = json!({
            "version": env!("CARGO_PKG_VERSION"),
            "pack": format!("{} {}", run.pack.name, run.pack.version),
            "law_as_at": run.pack.law_as_at.to_string(),
        });
        write_value(out, &tool)?;
        write!(out, ", \"as_of\": \"{}\",\n \"findings\": [", run.as_of)
    }

    fn prepare(&self, item: Item<'_>) -> Self::Part {
        item.findings().iter().map(bytes).collect()
    }

    fn accept(&mut self, part: Self::Part, out: &mut dyn Write) -> io::Result<()> {
        part.iter().try_for_each(|finding| self.findings.item(finding, out))
    }

    fn finish(&mut self, _run: &Run, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.findings.end(out)?;
        out.write_all(b",\n \"summary\": ")?;
        write_value(out, summary)?;
        out.write_all(b"}\n")
    }
}

/// One finding a line.
#[derive(Debug, Default)]
pub struct CheckLines;

impl Sink for CheckLines {
    type Part = Vec<u8>;

    fn hands_on_edits(&self) -> bool {
        true
    }

    fn asks_for(&self) -> Extent {
        Extent::Findings
    }

    fn prepare(&self, item: Item<'_>) -> Self::Part {
        let mut out = Vec::new();
        for finding in item.findings() {
            out.extend(bytes(finding));
            out.push(b'\n');
        }
        out
    }

    fn accept(&mut self, part: Self::Part, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&part)
    }
}
