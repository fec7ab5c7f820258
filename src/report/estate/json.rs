//! `report --json`: verdicts and findings of a run in one object, for programs and for `report --diff`.

use super::Estate;
use crate::check::{ElementReport, Finding};
use crate::report::Summary;
use crate::report::json::bytes;
use serde::Serialize;

#[derive(Serialize)]
struct Whole<'a> {
    schema: &'static str,
    tool: Tool<'a>,
    as_of: String,
    notices: Vec<Notice<'a>>,
    findings: Vec<&'a Finding>,
    summary: &'a Summary,
}

#[derive(Serialize)]
struct Tool<'a> {
    version: &'static str,
    pack: &'a str,
    law_as_at: String,
}

#[derive(Serialize)]
struct Notice<'a> {
    path: &'a str,
    title: &'a str,
    elements: &'a [ElementReport],
}

/// The object, with a line end. The notices are those of `coverage --format json` without sections and facts, the findings
/// those of `check --format json`.
pub fn json(estate: &Estate) -> Vec<u8> {
    let notices = estate.notices.iter();
    let whole = Whole {
        schema: "notice-lint/report/1",
        tool: Tool {
            version: env!("CARGO_PKG_VERSION"),
            pack: &estate.run.pack.version,
            law_as_at: estate.run.pack.law_as_at.to_string(),
        },
        as_of: estate.run.as_of.to_string(),
        notices: notices.clone().map(|n| Notice { path: &n.path, title: &n.title, elements: &n.elements }).collect(),
        findings: notices
            .flat_map(|notice| &notice.findings)
            .chain(&estate.elsewhere)
            .map(|held| &held.finding)
            .collect(),
        summary: &estate.summary,
    };
    let mut out = bytes(&whole);
    out.push(b'\n');
    out
}
