//! Reads a run back from the JSON that `check`, `coverage` or `report` wrote.

use super::Known;
use crate::check::{Severity, Verdict};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A run as it was written down.
#[derive(Debug, Clone, Default)]
pub struct Taken {
    /// How it is called.
    pub name: String,
    pub(super) notices: BTreeMap<String, Seen>,
    pub(super) as_of: Option<String>,
    pub(super) law: Option<String>,
    pub(super) pack: Option<String>,
    pub(super) has_findings: bool,
    pub(super) has_verdicts: bool,
    /// It names all notices, also those without a finding.
    pub(super) lists_notices: bool,
}

/// One notice of a run.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    pub(super) title: String,
    pub(super) elements: BTreeMap<String, (String, Verdict)>,
    pub(super) findings: Vec<Known>,
    pub(super) has_findings: bool,
}

impl Seen {
    pub(super) fn counted(&self) -> impl Iterator<Item = &Known> {
        self.findings.iter().filter(|known| known.accepted.is_none())
    }
}

/// Why a text is not the JSON of a run.
#[derive(Debug, thiserror::Error)]
pub enum NotARun {
    /// Not JSON, or not in the shape of its schema.
    #[error("it cannot be read: {0}")]
    Json(#[from] serde_json::Error),
    /// Another schema.
    #[error("its schema is `{0}`; notice-lint/check/1, coverage/1 or report/1 is needed")]
    Schema(String),
}

#[derive(Deserialize)]
struct Whole {
    schema: String,
    as_of: Option<String>,
    law_as_at: Option<String>,
    tool: Option<Tool>,
    notices: Option<Vec<Notice>>,
    findings: Option<Vec<Finding>>,
}

#[derive(Deserialize)]
struct Tool {
    pack: Option<String>,
    law_as_at: Option<String>,
}

#[derive(Deserialize)]
struct Notice {
    path: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    elements: Vec<Element>,
}

#[derive(Deserialize)]
struct Element {
    id: String,
    #[serde(default)]
    title: String,
    verdict: String,
}

#[derive(Deserialize)]
struct Finding {
    rule: String,
    element: Option<String>,
    severity: String,
    path: String,
    #[serde(default)]
    line: u64,
    #[serde(default)]
    excerpt: String,
    #[serde(default)]
    message: String,
    #[serde(default)]
    next: String,
    fingerprint: Option<String>,
    suppressed: Option<Suppressed>,
}

#[derive(Deserialize)]
struct Suppressed {
    #[serde(default)]
    reason: String,
}

impl Taken {
    /// Reads the JSON of a run; `name` is how it is called in the report.
    pub fn read(name: &str, text: &[u8]) -> Result<Self, NotARun> {
        // Editors and PowerShell put a byte order mark before JSON.
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        let whole: Whole = serde_json::from_slice(text)?;
        if !matches!(&*whole.schema, "notice-lint/check/1" | "notice-lint/coverage/1" | "notice-lint/report/1") {
            return Err(NotARun::Schema(whole.schema.chars().take(60).collect()));
        }
        let tool = whole.tool.as_ref();
        let mut run = Self {
            name: name.to_string(),
            as_of: whole.as_of,
            law: whole.law_as_at.or_else(|| tool.and_then(|tool| tool.law_as_at.clone())),
            pack: tool.and_then(|tool| tool.pack.clone()),
            has_findings: whole.findings.is_some(),
            has_verdicts: whole.notices.is_some(),
            lists_notices: whole.notices.is_some(),
            notices: BTreeMap::new(),
        };
        for notice in whole.notices.into_iter().flatten() {
            let elements = notice
                .elements
                .into_iter()
                .filter_map(|element| Some((element.id, (element.title, verdict(&element.verdict)?))));
            let seen = Seen { title: notice.title, elements: elements.collect(), ..Seen::default() };
            run.notices.insert(notice.path, seen);
        }
        for finding in whole.findings.into_iter().flatten() {
            let path = finding.path.clone();
            run.notices.entry(path).or_default().findings.push(known(finding));
        }
        let has = run.has_findings;
        run.notices.values_mut().for_each(|seen| seen.has_findings = has);
        Ok(run)
    }
}

fn known(finding: Finding) -> Known {
    let own = || {
        let words: Vec<&str> = finding.excerpt.split_whitespace().collect();
        format!("{}\n{}\n{}", finding.rule, finding.element.as_deref().unwrap_or(""), words.join(" ").to_lowercase())
    };
    Known {
        fingerprint: finding.fingerprint.clone().unwrap_or_else(own),
        severity: match &*finding.severity {
            "error" => Severity::Error,
            "warning" => Severity::Warning,
            _ => Severity::Info,
        },
        rule: finding.rule,
        line: finding.line,
        message: finding.message,
        next: finding.next,
        accepted: finding.suppressed.map(|accepted| accepted.reason),
    }
}

fn verdict(word: &str) -> Option<Verdict> {
    Some(match word {
        "stated" => Verdict::Stated,
        "weak" => Verdict::Weak,
        "missing" => Verdict::Missing,
        "contradicted" => Verdict::Contradicted,
        "silent" => Verdict::Silent,
        "not-applicable" => Verdict::NotApplicable,
        "layered" => Verdict::Layered,
        _ => return None,
    })
}
