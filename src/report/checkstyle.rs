//! `check --output checkstyle`: the XML that many programs for continuous integration read.

use super::spot::{has_lines, slashed, told};
use super::xml::{HEAD, attribute, escaped};
use super::{Item, Run, Sink, Summary, severity_word};
use std::io::{self, Write};

/// One `file` a notice, one `error` a finding.
#[derive(Debug, Default)]
pub struct Checkstyle;

impl Sink for Checkstyle {
    type Part = String;

    fn start(&mut self, _run: &Run, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{HEAD}<checkstyle version=\"4.3\">")
    }

    fn prepare(&self, item: Item<'_>) -> String {
        let mut out = String::new();
        for finding in item.counted() {
            let place = &finding.place;
            if out.is_empty() {
                out.push_str(&format!("  <file{}>\n", attribute("name", &slashed(&place.path))));
            }
            out.push_str("    <error");
            if has_lines(place, item.source()) {
                out.push_str(&format!(" line=\"{}\" column=\"{}\"", place.line, place.column));
            }
            out.push_str(&attribute("severity", severity_word(finding.severity)));
            out.push_str(&attribute("message", &told(finding, item.source()).join(" ")));
            out.push_str(&attribute("source", &format!("notice-lint.{}", finding.rule)));
            out.push_str("/>\n");
        }
        if !out.is_empty() {
            out.push_str("  </file>\n");
        }
        out
    }

    fn accept(&mut self, part: String, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(part.as_bytes())
    }

    fn finish(&mut self, _run: &Run, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        for problem in summary.problems.iter().filter(|problem| !problem.path.is_empty()) {
            let (name, message) = (attribute("name", &slashed(&problem.path)), escaped(&problem.message));
            writeln!(out, "  <file{name}>\n    <exception>{message}</exception>\n  </file>")?;
        }
        out.write_all(b"</checkstyle>\n")
    }
}
