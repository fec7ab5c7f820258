//! `check --output gitlab`: a code quality report, shown in a merge request.

use super::json::{OpenList, bytes};
use super::spot::{has_lines, slashed, told};
use super::{Item, Run, Sink, Summary, shown};
use crate::check::Severity;
use serde_json::json;
use std::collections::HashMap;
use std::io::{self, Write};

/// One array of issues.
#[derive(Debug, Default)]
pub struct Gitlab {
    issues: OpenList,
}

impl Sink for Gitlab {
    type Part = Vec<Vec<u8>>;

    fn start(&mut self, _run: &Run, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn prepare(&self, item: Item<'_>) -> Self::Part {
        let source = item.source();
        let mut seen: HashMap<&str, usize> = HashMap::new();
        item.counted()
            .map(|finding| {
                let place = &finding.place;
                let (begin, end) = if has_lines(place, source) { (place.line, place.end_line) } else { (1, 1) };
                // Issues with the same fingerprint are taken for one.
                let times = seen.entry(&finding.fingerprint).or_default();
                *times += 1;
                let fingerprint = match times {
                    1 => finding.fingerprint.clone(),
                    times => format!("{}-{times}", finding.fingerprint),
                };
                bytes(&json!({
                    "type": "issue",
                    "check_name": finding.rule,
                    "description": shown(told(finding, source).first().map_or("", String::as_str)),
                    "content": {"body": told(finding, source).join("\n\n")},
                    "categories": ["Compatibility"],
                    "fingerprint": fingerprint,
                    "severity": match finding.severity {
                        Severity::Error => "major",
                        Severity::Warning => "minor",
                        Severity::Info => "info",
                    },
                    "location": {"path": slashed(&place.path), "lines": {"begin": begin, "end": end}},
                }))
            })
            .collect()
    }

    fn accept(&mut self, part: Self::Part, out: &mut dyn Write) -> io::Result<()> {
        part.iter().try_for_each(|issue| self.issues.item(issue, out))
    }

    fn finish(&mut self, _run: &Run, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.issues.end(out)?;
        out.write_all(b"\n")
    }
}
