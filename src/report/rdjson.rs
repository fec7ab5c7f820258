//! `check --output rdjson`: the diagnostic format of reviewdog, whose columns count UTF-8 bytes.

use super::json::{OpenList, bytes};
use super::spot::{byte_column, edit_place, has_lines, slashed, told};
use super::{Item, Run, Sink, Summary};
use crate::check::{Finding, FixClass, Place, Severity};
use crate::source::{Position, Source};
use serde_json::{Value, json};
use std::io::{self, Write};

/// One object with all diagnostics.
#[derive(Debug, Default)]
pub struct Rdjson {
    diagnostics: OpenList,
}

impl Sink for Rdjson {
    type Part = Vec<Vec<u8>>;

    fn hands_on_edits(&self) -> bool {
        true
    }

    fn start(&mut self, _run: &Run, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"{\"source\": {\"name\": \"notice-lint\"}, \"diagnostics\": [")
    }

    fn prepare(&self, item: Item<'_>) -> Self::Part {
        item.counted().map(|finding| bytes(&diagnostic(finding, item.source()))).collect()
    }

    fn accept(&mut self, part: Self::Part, out: &mut dyn Write) -> io::Result<()> {
        part.iter().try_for_each(|diagnostic| self.diagnostics.item(diagnostic, out))
    }

    fn finish(&mut self, _run: &Run, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.diagnostics.end(out)?;
        out.write_all(b"}\n")
    }
}

fn diagnostic(finding: &Finding, source: Option<&Source>) -> Value {
    let mut code = json!({"value": finding.rule});
    if let Some(law) = finding.law.first() {
        code["url"] = json!(law.url);
    }
    let mut value = json!({
        "message": told(finding, source).join("\n"),
        "location": location(&finding.place, source),
        "severity": match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        },
        "code": code,
    });
    let suggestions = suggestions(finding, source);
    if !suggestions.is_empty() {
        value["suggestions"] = Value::Array(suggestions);
    }
    value
}

fn location(place: &Place, source: Option<&Source>) -> Value {
    let mut value = json!({"path": slashed(&place.path)});
    if has_lines(place, source) {
        let at = |line: u32, column: u32| match byte_column(source, place, line, column) {
            Some(column) => json!({"line": line, "column": column}),
            None => json!({"line": line}),
        };
        value["range"] = json!({"start": at(place.line, place.column), "end": at(place.end_line, place.end_column)});
    }
    value
}

/// Replacements that a reviewer can accept as they are; each is taken alone, so only those of one edit.
fn suggestions(finding: &Finding, source: Option<&Source>) -> Vec<Value> {
    let place = &finding.place;
    let at = |position: Position| {
        let column = byte_column(source, place, position.line, position.column);
        json!({"line": position.line, "column": column.unwrap_or(1)})
    };
    finding
        .fixes
        .iter()
        .filter(|fix| fix.class != FixClass::Suggest)
        .filter_map(|fix| match fix.edits.as_slice() {
            [edit] => {
                let (start, end) = edit_place(source, &place.path, edit)?;
                Some(json!({"range": {"start": at(start), "end": at(end)}, "text": edit.text}))
            }
            _ => None,
        })
        .collect()
}
