//! Findings and mistakes as an editor shows them.

use super::positions::Positions;
use super::uri;
use crate::check::{Finding, Place, Related, Severity};
use crate::report::shown;
use gen_lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, Message, Range, Uri,
};
use std::ops::Range as Bytes;
use std::path::Path;

/// Who says it.
pub const SOURCE: &str = "notice-lint";
/// The most places that are listed with one diagnostic.
const MOST_RELATED: usize = 12;

/// Where places of other notices lie: name in reports to the file, and its texts to count columns in.
pub trait Elsewhere {
    /// The location of a place in another notice; `None` where that notice is not known.
    fn locate(&self, place: &Place) -> Option<Location>;
}

/// A diagnostic for a finding. `range` tells where a place of this very notice lies; `elsewhere` knows the others.
pub fn of_finding(
    finding: &Finding,
    own: &Uri,
    range: &dyn Fn(&Place) -> Range,
    elsewhere: &dyn Elsewhere,
) -> Diagnostic {
    let locate = |related: &Related| {
        let location = if related.place.path == finding.place.path {
            Some(Location { uri: own.clone(), range: range(&related.place) })
        } else {
            elsewhere.locate(&related.place)
        };
        Some(DiagnosticRelatedInformation { location: location?, message: shown(&related.text).into_owned() })
    };
    let related: Vec<_> =
        finding.because.iter().chain(&finding.related).filter_map(locate).take(MOST_RELATED).collect();
    let law = finding.law.first().filter(|law| law.url.starts_with("https://"));
    Diagnostic {
        range: range(&finding.place),
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            Severity::Info => DiagnosticSeverity::Information,
        }),
        code: Some(Code::String(finding.rule.to_string())),
        code_description: law.map(|law| CodeDescription { href: Uri::from(&*law.url) }),
        source: Some(SOURCE.to_owned()),
        message: Message::String(words(finding)),
        tags: None,
        related_information: (!related.is_empty()).then_some(related),
        data: Some(serde_json::json!({ "fingerprint": finding.fingerprint })),
    }
}

/// What is the matter, the provision, and what to do about it.
fn words(finding: &Finding) -> String {
    let mut words = shown(&finding.message).into_owned();
    if let Some(law) = finding.law.first() {
        words.push_str(&format!(" ({})", shown(&law.cite)));
    }
    if !finding.next.is_empty() {
        words.push('\n');
        words.push_str(&shown(&finding.next));
    }
    words
}

/// A diagnostic for a mistake in a file of settings or rules.
pub fn of_mistake(
    positions: Positions<'_>,
    span: &Bytes<usize>,
    message: &str,
    help: Option<&str>,
    warning: bool,
) -> Diagnostic {
    let mut bytes = [span.start, span.end];
    if span.is_empty() {
        // A single point can be seen as little as nothing: the rest of its line.
        let start = positions.position(span.start);
        bytes[1] = bytes[0] + positions.line(start.line).len().saturating_sub(start.character as usize).max(1);
    }
    let message = match help {
        Some(help) => format!("{}\n{}", shown(message), shown(help)),
        None => shown(message).into_owned(),
    };
    Diagnostic {
        range: positions.range(bytes),
        severity: Some(if warning { DiagnosticSeverity::Warning } else { DiagnosticSeverity::Error }),
        source: Some(SOURCE.to_owned()),
        message: Message::String(message),
        ..Diagnostic::default()
    }
}

/// The URI that stands for a file.
pub fn location(path: &Path, range: Range) -> Location {
    Location { uri: uri::from_path(path), range }
}
