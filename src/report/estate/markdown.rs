//! `report --markdown`: the steps, the matrix and the findings, to be pasted into a wiki or an issue.

use super::{Estate, Member, counted, steps, verdict};
use crate::check::Citation;
use crate::report::markdown::escaped;
use crate::report::severity_word;
use std::fmt::Write;

/// Up to so many notices are columns of the matrix; more are its rows.
const SIDE_BY_SIDE: usize = 8;
/// Steps that are listed.
const MOST_STEPS: usize = 20;
/// Findings that are listed; what renders Markdown renders no more.
const MOST_FINDINGS: usize = 2000;

/// The report.
pub fn markdown(estate: &Estate) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write(estate, &mut out);
    out
}

fn write(estate: &Estate, out: &mut String) -> std::fmt::Result {
    writeln!(out, "# {}\n", text(estate.title()))?;
    writeln!(out, "{}\n", text(&estate.summary.sentence()))?;
    writeln!(out, "{}\n", text(&estate.overview().join(" ")))?;
    first(estate, out)?;
    matrix(estate, out)?;
    findings(estate, out)?;
    writeln!(out, "{}", text(&estate.run.law()))
}

fn first(estate: &Estate, out: &mut String) -> std::fmt::Result {
    let steps = steps(estate);
    if steps.is_empty() {
        return Ok(());
    }
    writeln!(out, "## What to do first\n")?;
    writeln!(out, "| | What | Severity | Notices | Places | Law |\n| ---: | --- | --- | ---: | ---: | --- |")?;
    for (at, step) in steps.iter().take(MOST_STEPS).enumerate() {
        let law = provisions(&step.example.finding.law);
        let (what, severity) = (text(estate.advice_of(step.rule)), severity_word(step.severity));
        writeln!(out, "| {} | {what} | {severity} | {} | {} | {law} |", at + 1, step.notices.len(), step.places)?;
    }
    if steps.len() > MOST_STEPS {
        writeln!(out, "\nand {} more.", steps.len() - MOST_STEPS)?;
    }
    writeln!(out)
}

fn matrix(estate: &Estate, out: &mut String) -> std::fmt::Result {
    if estate.notices.is_empty() {
        return Ok(());
    }
    writeln!(out, "## What each notice tells people\n")?;
    let sign = |notice: &Member, at: usize| notice.elements.get(at).map_or("", |e| verdict::sign(e.verdict));
    if estate.notices.len() <= SIDE_BY_SIDE {
        let titles = estate.notices.iter().map(|notice| text(&notice.title));
        writeln!(out, "| Information | {} |", titles.collect::<Vec<_>>().join(" | "))?;
        writeln!(out, "| --- |{}", " :---: |".repeat(estate.notices.len()))?;
        for (at, (_, title)) in estate.elements.iter().enumerate() {
            let signs = estate.notices.iter().map(|notice| sign(notice, at));
            writeln!(out, "| {} | {} |", text(title), signs.collect::<Vec<_>>().join(" | "))?;
        }
    } else {
        let titles = estate.elements.iter().map(|(_, title)| text(title));
        writeln!(out, "| Notice | {} |", titles.collect::<Vec<_>>().join(" | "))?;
        writeln!(out, "| --- |{}", " :---: |".repeat(estate.elements.len()))?;
        for notice in &estate.notices {
            let signs = (0..estate.elements.len()).map(|at| sign(notice, at));
            writeln!(out, "| {} | {} |", text(&notice.title), signs.collect::<Vec<_>>().join(" | "))?;
        }
    }
    let legend = verdict::ALL.map(|of| format!("{} {}", verdict::sign(of), verdict::word(of)));
    writeln!(out, "\n{}\n", legend.join(" · "))
}

fn findings(estate: &Estate, out: &mut String) -> std::fmt::Result {
    writeln!(out, "## Findings\n")?;
    let mut room = MOST_FINDINGS;
    for notice in &estate.notices {
        let counts = super::SEVERITIES.map(|severity| (severity, notice.count(severity)));
        let counts =
            counts.into_iter().filter(|(_, count)| *count > 0).map(|(severity, count)| counted(count, severity));
        let counts = counts.collect::<Vec<_>>().join(", ");
        let counts = if counts.is_empty() { "nothing found".to_string() } else { counts };
        writeln!(out, "### {}\n\n{}: {counts}\n", text(&notice.title), text(&notice.path))?;
        if notice.counted().next().is_none() {
            continue;
        }
        writeln!(out, "| Line | Severity | Finding | Next step | Law |\n| ---: | --- | --- | --- | --- |")?;
        for held in notice.counted().take(room) {
            let finding = &held.finding;
            let (message, next) = (text(&finding.message), text(&finding.next));
            let (severity, law) = (severity_word(finding.severity), provisions(&finding.law));
            writeln!(out, "| {} | {severity} | {message} | {next} | {law} |", finding.place.line)?;
        }
        let listed = notice.counted().count();
        if listed > room {
            writeln!(out, "\nThe other findings are left out here; `--csv-findings` lists them all.")?;
        }
        room = room.saturating_sub(listed);
        writeln!(out)?;
    }
    if !estate.elsewhere.is_empty() {
        writeln!(out, "### Elsewhere\n")?;
    }
    for held in estate.elsewhere.iter().take(MOST_FINDINGS) {
        let finding = &held.finding;
        let at = format!("{} line {}", finding.place.path, finding.place.line);
        writeln!(
            out,
            "- {} {}: {} {}",
            severity_word(finding.severity),
            text(&at),
            text(&finding.message),
            text(&finding.next)
        )?;
    }
    writeln!(out)
}

fn provisions(law: &[Citation]) -> String {
    let safe =
        |url: &str| url.starts_with("https://") && url.chars().all(|c| c.is_ascii_graphic() && !"()<>|".contains(c));
    let one = |law: &Citation| match safe(&law.url) {
        true => format!("[{}]({})", text(&law.cite), law.url),
        false => text(&law.cite),
    };
    law.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Text that stands in a cell as it is: nothing in it is markup, of Markdown or of HTML.
pub(in crate::report) fn text(text: &str) -> String {
    // A mention would call people.
    let out = escaped(text).replace('@', "&#64;");
    // An address by itself would become a link.
    out.replace("://", "&#58;//").replace("www.", "www&#46;")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_cell_holds_no_markup() {
        let said = super::text("a|b <img src=x> [x](javascript:1) `c` @you https://e.org\n# d");
        assert_eq!(said, "a\\|b &lt;img src=x&gt; \\[x\\](javascript:1) \\`c\\` &#64;you https&#58;//e.org \\# d");
    }
}
