//! What a check reports: findings, verdicts and facts, in the shape of the JSON contract.

use serde::Serialize;
use std::sync::Arc;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know; style; what only its author can decide.
    Info,
    /// Weak, outdated or inconsistent.
    Warning,
    /// A required statement is missing, or two statements cannot both be true.
    Error,
}

/// How sure the check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// A heuristic; the message says "probably".
    Low,
    /// Usually right.
    Medium,
    /// Decided from the words themselves.
    High,
}

/// A place in a file. Lines and columns are 1-based, columns in characters; `bytes` are offsets in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The path as it was given.
    pub path: Arc<str>,
    /// First line.
    pub line: u32,
    /// First column.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// One past the last column.
    pub end_column: u32,
    /// First byte in the file, and one past the last.
    pub bytes: [usize; 2],
}

/// What stands on a related place that the same finding stands for.
pub const HERE_TOO: &str = "here too";

/// A place with a word on it: why a duty applies, or what else is concerned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Related {
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// What stands there, or why it is named.
    pub text: String,
}

/// A provision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// As a lawyer cites it: `UK GDPR Art 13(2)(a)`.
    pub cite: Arc<str>,
    /// Where to read it.
    pub url: Arc<str>,
}

/// How safe a fix is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FixClass {
    /// The meaning cannot change.
    Safe,
    /// The author should accept it.
    Unsafe,
    /// Text with blanks; never applied by the tool.
    Suggest,
}

/// One replacement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// The bytes of the file that are replaced.
    pub bytes: [usize; 2],
    /// The new text.
    pub text: String,
}

/// A way to mend a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// Its class.
    pub class: FixClass,
    /// What it does, in a few words.
    pub title: String,
    /// The edits, in the order of the file. They do not overlap, and each mends a place of its own: a finding that stands for
    /// many places has one for each of them.
    pub edits: Vec<Edit>,
}

/// Why a finding does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suppressed {
    /// `comment`, `waiver` or `baseline`.
    pub by: &'static str,
    /// The reason that was given.
    pub reason: String,
    /// The last day, ISO.
    pub until: Option<String>,
}

impl Suppressed {
    /// Half a sentence: by what, why, until when.
    pub fn sentence(&self) -> String {
        let by = if self.by == "baseline" { "the baseline".to_owned() } else { format!("a {}", self.by) };
        let until = self.until.as_ref().map(|day| format!(", until {day}")).unwrap_or_default();
        format!("accepted by {by}{until}: {}", self.reason)
    }
}

/// One thing that is reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The name under which the rule reports the state found.
    pub rule: Arc<str>,
    /// The element concerned, where it is about one.
    pub element: Option<Arc<str>>,
    /// How much it matters.
    pub severity: Severity,
    /// How sure the check is.
    pub confidence: Confidence,
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// The author's words there; empty for what is missing.
    pub excerpt: String,
    /// What is the matter.
    pub message: String,
    /// What to do about it; may be empty.
    pub next: String,
    /// Why the duty applies to this notice, with places.
    pub because: Vec<Related>,
    /// The provisions.
    pub law: Vec<Citation>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// Ways to mend it.
    pub fixes: Vec<Fix>,
    /// Stable under edits elsewhere in the file: a hash of rule, element, path and normalised quote.
    pub fingerprint: String,
    /// Why it does not count, if so.
    pub suppressed: Option<Suppressed>,
}

/// Whether something is so; not detected is not false.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FactValue {
    /// Shown or declared.
    Yes,
    /// Denied, declared or excluded.
    No,
    /// Nothing shows it.
    Unknown,
}

/// A fact and why it is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactReport {
    /// Its id.
    pub id: Arc<str>,
    /// What it says, in words.
    pub title: Arc<str>,
    /// Its value.
    pub value: FactValue,
    /// `declared`, `stated`, `inferred`, `concluded` (from other facts) or `none`.
    pub how: &'static str,
    /// The places, or one entry at the title for a declared value.
    pub because: Vec<Related>,
}

/// The answer for one element (`elements.md` of the design).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// A reader learns it from this notice.
    Stated,
    /// Touched but not delivered.
    Weak,
    /// Required here and not given.
    Missing,
    /// Said in two ways that cannot both be true.
    Contradicted,
    /// Required only under a condition that nothing shows.
    Silent,
    /// The condition is not met.
    NotApplicable,
    /// Given by the notice that this one is read with.
    Layered,
}

/// A place that speaks for a verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvidenceReport {
    /// `stated`, `weak` or `denied`.
    pub grade: &'static str,
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// The author's words.
    pub text: String,
}

/// One element's verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ElementReport {
    /// Element id.
    pub id: Arc<str>,
    /// Its title.
    pub title: Arc<str>,
    /// The verdict.
    pub verdict: Verdict,
    /// Why, in words; may be empty.
    pub because: String,
    /// The evidence, in the order of the notice.
    pub evidence: Vec<EvidenceReport>,
}

/// One section of the outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionReport {
    /// The heading as written.
    pub heading: String,
    /// The topic's id.
    pub topic: Arc<str>,
    /// 1-based line of the heading.
    pub line: u32,
    /// 1 to 6.
    pub level: u8,
}

/// Everything about one notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoticeReport {
    /// The path as given.
    pub path: Arc<str>,
    /// The title, or empty.
    pub title: String,
    /// The outline.
    pub sections: Vec<SectionReport>,
    /// The facts, in the order of the pack.
    pub facts: Vec<FactReport>,
    /// All elements, in the order of the pack.
    pub elements: Vec<ElementReport>,
    /// The findings of this notice alone, in the order of the file. (Not part of the coverage contract.)
    #[serde(skip)]
    pub findings: Vec<Finding>,
}
