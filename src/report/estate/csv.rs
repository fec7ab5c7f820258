//! `report --csv`: the matrix, and the list of findings, for spreadsheets.
//!
//! Every field is quoted (RFC 4180), so nothing is left for a library to decide. Spreadsheets read a cell that begins with
//! `=` or the like as a formula, even when it is quoted: such a cell gets an apostrophe before it.

use super::{Estate, Held, verdict};
use crate::report::{severity_word, shown};
use std::borrow::Cow;

/// The columns of the findings.
pub(super) const COLUMNS: [&str; 15] = [
    "Notice",
    "Title",
    "Line",
    "Severity",
    "Confidence",
    "Information",
    "Finding",
    "Next step",
    "Why it applies",
    "Words in the notice",
    "Suggested wording",
    "Law",
    "Links",
    "Rule",
    "Accepted",
];

/// One row a notice, one column an element.
pub fn matrix_csv(estate: &Estate) -> String {
    let mut head = vec!["Notice", "Title", "Errors", "Warnings", "Information"];
    head.extend(estate.elements.iter().map(|(_, title)| &**title));
    let mut out = String::new();
    row(&mut out, head.iter().map(|cell| Cow::Borrowed(*cell)));
    for notice in &estate.notices {
        let counts = super::SEVERITIES.map(|severity| notice.count(severity).to_string());
        let facts = [Cow::Borrowed(&*notice.path), Cow::Borrowed(&*notice.title)];
        let verdicts = notice.elements.iter().map(|element| Cow::Borrowed(verdict::word(element.verdict)));
        row(&mut out, facts.into_iter().chain(counts.into_iter().map(Cow::Owned)).chain(verdicts));
    }
    out
}

/// One row a finding.
pub fn findings_csv(estate: &Estate) -> String {
    let mut out = String::new();
    row(&mut out, COLUMNS.iter().map(|cell| Cow::Borrowed(*cell)));
    for notice in &estate.notices {
        for held in &notice.findings {
            row(&mut out, fields(estate, &notice.title, held).into_iter().map(Cow::Owned));
        }
    }
    for held in &estate.elsewhere {
        row(&mut out, fields(estate, "", held).into_iter().map(Cow::Owned));
    }
    out
}

/// The fields of a finding, in the order of [`COLUMNS`].
pub(super) fn fields(estate: &Estate, title: &str, held: &Held) -> [String; 15] {
    let finding = &held.finding;
    let element = finding.element.as_deref();
    let element = estate.elements.iter().find(|(id, _)| Some(&**id) == element).map(|(_, title)| title.to_string());
    let joined = |parts: Vec<&str>| parts.join("; ");
    let wording = finding.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.text.trim()).next();
    let confidence = match finding.confidence {
        crate::check::Confidence::Low => "low",
        crate::check::Confidence::Medium => "medium",
        crate::check::Confidence::High => "high",
    };
    let accepted = finding.suppressed.as_ref().map(|accepted| match &accepted.until {
        Some(day) => format!("{} (until {day})", accepted.reason),
        None => accepted.reason.clone(),
    });
    [
        finding.place.path.to_string(),
        title.to_string(),
        finding.place.line.to_string(),
        severity_word(finding.severity).to_string(),
        confidence.to_string(),
        element.unwrap_or_default(),
        finding.message.clone(),
        finding.next.clone(),
        held.reasons.iter().take(3).map(super::Reason::sentence).collect::<Vec<_>>().join(" "),
        finding.excerpt.clone(),
        wording.unwrap_or_default().to_string(),
        joined(finding.law.iter().map(|law| &*law.cite).collect()),
        joined(finding.law.iter().map(|law| &*law.url).collect()),
        finding.rule.to_string(),
        accepted.unwrap_or_default(),
    ]
}

/// Whether a spreadsheet would take the text for a formula.
pub(super) fn is_formula(text: &str) -> bool {
    let text = text.trim_start_matches(' ');
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// One line of text that is safe in any cell.
pub(super) fn cell(text: &str) -> String {
    // What begins with a tab would lose it in `shown`, and whatever stands behind it would begin the cell.
    let clean = shown(text);
    if is_formula(&clean) || is_formula(text) { format!("'{clean}") } else { clean.into_owned() }
}

fn row<'a>(out: &mut String, cells: impl Iterator<Item = Cow<'a, str>>) {
    for (at, text) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push('"');
        out.push_str(&cell(&text).replace('"', "\"\""));
        out.push('"');
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text() {
        for (text, wanted) in [
            ("=1+1", "'=1+1"),
            ("+44 20", "'+44 20"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'=1"),
            (" =1", "' =1"),
            ("a=1", "a=1"),
            ("\u{202e}=1", "\u{fffd}=1"),
        ] {
            assert_eq!(cell(text), wanted);
        }
    }

    #[test]
    fn quotes_and_line_ends_stay_in_their_cell() {
        let mut out = String::new();
        row(&mut out, ["a \"b\"", "c\r\nd", "e,f"].into_iter().map(Cow::Borrowed));
        assert_eq!(out, "\"a \"\"b\"\"\",\"c d\",\"e,f\"\r\n");
    }
}
