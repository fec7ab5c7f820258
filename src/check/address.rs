//! Words that stand in an address or in the name of a file: they name no law and promise nothing.

use super::reading::Reading;
use crate::notice::values::ValueKind;
use crate::source::Span;

/// What the names of files end in.
const EXTENSIONS: [&str; 13] =
    [".pdf", ".doc", ".docx", ".odt", ".rtf", ".txt", ".md", ".html", ".htm", ".xls", ".xlsx", ".csv", ".aspx"];

impl Reading<'_> {
    /// Whether a place is only a part of a mail or web address or of the name of a file, as "gdpr" is in `gdpr@council.example` and
    /// `/gdpr/notice.pdf`. A place that is an address by itself, or the domain of one, is not.
    pub(super) fn stands_in_address(&self, span: Span) -> bool {
        let text = &self.notice.text;
        let words = &self.source.text[span.range()];
        if words.contains(['.', '@', '/']) {
            return false;
        }
        let address =
            self.notice.values.iter().filter(|v| matches!(v.kind, ValueKind::Email | ValueKind::Url)).any(|v| {
                let at = text.source_of(v.text.clone());
                at.start < span.end && span.start < at.end && !span.holds(at)
            });
        address || self.is_in_file_name(span)
    }

    fn is_in_file_name(&self, span: Span) -> bool {
        let outside = |c: char| c.is_whitespace() || "()[]{}<>\"',;".contains(c);
        let (before, after) = (&self.source.text[..span.start as usize], &self.source.text[span.end as usize..]);
        let head = before.rsplit(outside).next().unwrap_or_default();
        let tail =
            after.split(outside).next().unwrap_or_default().trim_end_matches(['.', ':', '?', '!']).to_lowercase();
        head.starts_with('/') || head.contains("://") || EXTENSIONS.iter().any(|end| tail.ends_with(end))
    }
}
