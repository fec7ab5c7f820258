//! `check --output junit`: each notice a test suite, each finding a test, so that any server of builds shows them.

use super::spot::{line_words, slashed, told};
use super::xml::{HEAD, attribute, escaped};
use super::{Item, Run, Sink, Summary, severity_word};
use crate::check::{Finding, Severity};
use crate::source::Source;
use std::io::{self, Write};

/// Findings as tests. Those that fail the run fail; the others pass and say what they found.
#[derive(Debug)]
pub struct Junit {
    /// The least severity that fails; without one nothing does.
    pub fails: Option<Severity>,
}

impl Junit {
    fn case(&self, finding: &Finding, source: Option<&Source>) -> String {
        let place = &finding.place;
        let name = format!("{}, {}, column {}", finding.rule, line_words(place, source), place.column);
        let text = escaped(&told(finding, source).join("\n"));
        let kind = severity_word(finding.severity);
        let mut out = format!(
            "    <testcase{}{}{} line=\"{}\" time=\"0\">\n",
            attribute("name", &name),
            attribute("classname", &slashed(&place.path)),
            attribute("file", &slashed(&place.path)),
            place.line,
        );
        if self.fails(finding) {
            let message = attribute("message", &finding.message);
            out.push_str(&format!("      <failure{message} type=\"{kind}\">{text}</failure>\n"));
        } else {
            out.push_str(&format!("      <system-out>{kind}: {text}</system-out>\n"));
        }
        out + "    </testcase>\n"
    }

    fn fails(&self, finding: &Finding) -> bool {
        self.fails.is_some_and(|least| finding.severity >= least)
    }
}

impl Sink for Junit {
    type Part = String;

    fn start(&mut self, _run: &Run, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{HEAD}<testsuites name=\"notice-lint\">")
    }

    fn prepare(&self, item: Item<'_>) -> String {
        let findings: Vec<&Finding> = item.counted().collect();
        let (name, path) = match item {
            Item::Notice { source, .. } => (slashed(&source.path), slashed(&source.path)),
            Item::Across { findings, .. } => {
                let path = findings.first().map(|finding| slashed(&finding.place.path)).unwrap_or_default();
                (format!("{path}, across the notices"), path)
            }
        };
        let cases: String = findings.iter().map(|finding| self.case(finding, item.source())).collect();
        match (item, findings.is_empty()) {
            (Item::Across { .. }, true) => String::new(),
            (Item::Notice { .. }, true) => {
                let case = format!(
                    "    <testcase name=\"nothing found\"{}{} time=\"0\"/>\n",
                    attribute("classname", &path),
                    attribute("file", &path)
                );
                suite(&name, 1, 0, 0, &case)
            }
            (_, false) => {
                let failures = findings.iter().filter(|finding| self.fails(finding)).count();
                suite(&name, findings.len(), failures, 0, &cases)
            }
        }
    }

    fn accept(&mut self, part: String, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(part.as_bytes())
    }

    fn finish(&mut self, _run: &Run, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let problems = &summary.problems;
        if !problems.is_empty() {
            let cases: String = problems
                .iter()
                .map(|problem| {
                    let name = if problem.path.is_empty() { "files" } else { problem.path.as_str() };
                    let (name, message) = (attribute("name", name), attribute("message", &problem.message));
                    format!(
                        "    <testcase{name} classname=\"not checked\" time=\"0\">\n      <error{message}/>\n    </testcase>\n"
                    )
                })
                .collect();
            out.write_all(suite("not checked", problems.len(), 0, problems.len(), &cases).as_bytes())?;
        }
        out.write_all(b"</testsuites>\n")
    }
}

fn suite(name: &str, tests: usize, failures: usize, errors: usize, cases: &str) -> String {
    let name = attribute("name", name);
    format!(
        "  <testsuite{name} tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"0\" time=\"0\">\n\
         {cases}  </testsuite>\n"
    )
}
