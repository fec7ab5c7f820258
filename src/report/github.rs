//! `check --output github`: annotations on the lines of a pull request, as workflow commands.

use super::spot::{has_lines, slashed, told};
use super::{Item, Run, Sink, Summary};
use crate::check::{Finding, Severity};
use crate::source::Source;
use std::io::{self, Write};

/// One workflow command a finding.
#[derive(Debug, Default)]
pub struct Github;

impl Sink for Github {
    type Part = String;

    fn prepare(&self, item: Item<'_>) -> String {
        item.counted().map(|finding| command(finding, item.source())).collect()
    }

    fn accept(&mut self, part: String, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(part.as_bytes())
    }

    fn finish(&mut self, _run: &Run, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        for problem in &summary.problems {
            let file = match problem.path.as_str() {
                "" => String::new(),
                path => format!(",file={}", property(&slashed(path))),
            };
            writeln!(out, "::error title=not checked{file}::{}", data(&problem.message))?;
        }
        Ok(())
    }
}

fn command(finding: &Finding, source: Option<&Source>) -> String {
    let name = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let place = &finding.place;
    // The properties in the order in which the toolkit writes them.
    let mut out = format!("::{name} title={},file={}", property(&finding.rule), property(&slashed(&place.path)));
    if has_lines(place, source) {
        out.push_str(&format!(",line={},endLine={}", place.line, place.end_line));
        // Columns are only understood within one line.
        if place.line == place.end_line {
            out.push_str(&format!(",col={},endColumn={}", place.column, place.end_column));
        }
    }
    out + "::" + &data(&told(finding, source).join("\n")) + "\n"
}

/// The text after `::`, escaped as the toolkit does.
fn data(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(super::shown).collect();
    lines.join("\n").replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, escaped as the toolkit does.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_a_command_or_a_property() {
        assert_eq!(data("100%\n::error::x\r\u{1b}[0m"), "100%25%0A::error::x \u{241b}[0m");
        assert_eq!(property("a,b:c%"), "a%2Cb%3Ac%25");
    }
}
