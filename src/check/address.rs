//! Words that stand in an address or in the name of a file: they name no law and promise nothing.

use super::reading::Reading;
use crate::notice::values::{Value, ValueKind};
use crate::source::Span;

/// How far a name is looked at around a place, in bytes.
const LONGEST: usize = 300;
/// What the names of files end in.
const EXTENSIONS: [&str; 13] =
    [".pdf", ".doc", ".docx", ".odt", ".rtf", ".txt", ".md", ".html", ".htm", ".xls", ".xlsx", ".csv", ".aspx"];

/// The addresses of a notice.
pub(super) struct Addresses<'a> {
    text: &'a str,
    /// Where they stand, in order.
    spans: Vec<Span>,
}

impl<'a> Addresses<'a> {
    /// Those of this notice.
    pub(super) fn of(reading: &'a Reading<'_>) -> Self {
        let address = |v: &&Value| matches!(v.kind, ValueKind::Email | ValueKind::Url);
        let text = &reading.notice.text;
        let mut spans: Vec<Span> =
            reading.notice.values.iter().filter(address).map(|v| text.source_of(v.text.clone())).collect();
        spans.sort_unstable_by_key(|span| span.start);
        Self { text: &reading.source.text, spans }
    }

    /// Whether a place is only a part of a mail or web address or of the name of a file, as "gdpr" is in `gdpr@council.example` and
    /// `/gdpr/notice.pdf`. A place that is an address by itself, or the domain of one, is not.
    pub(super) fn hold(&self, span: Span) -> bool {
        let text = self.text;
        if text[span.range()].contains(['.', '@', '/']) {
            return false;
        }
        // Addresses do not overlap: the last one that begins before the place ends is the only one that can hold it.
        let after = self.spans.partition_point(|at| at.start < span.end);
        let nearest = after.checked_sub(1).map(|at| self.spans[at]);
        nearest.is_some_and(|at| span.start < at.end && !span.holds(at)) || is_in_file_name(text, span)
    }
}

fn is_in_file_name(text: &str, span: Span) -> bool {
    let outside = |c: char| c.is_whitespace() || "()[]{}<>\"',;".contains(c);
    let far = |at: usize| !text.is_char_boundary(at);
    let from = (span.start as usize).saturating_sub(LONGEST);
    let to = (span.end as usize + LONGEST).min(text.len());
    let from = (from..=span.start as usize).find(|at| !far(*at)).unwrap_or_default();
    let to = (to..=text.len()).find(|at| !far(*at)).unwrap_or(text.len());
    let head = text[from..span.start as usize].rsplit(outside).next().unwrap_or_default();
    let tail = text[span.end as usize..to].split(outside).next().unwrap_or_default();
    let tail = tail.trim_end_matches(['.', ':', '?', '!']).to_lowercase();
    head.starts_with('/') || head.contains("://") || EXTENSIONS.iter().any(|end| tail.ends_with(end))
}
