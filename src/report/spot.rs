//! Places as other programs name them: paths as URIs, lines that exist, columns in bytes.

use super::shown;
use crate::check::{Edit, Finding, Place, Related};
use crate::source::{Position, Source, Span};
use std::fmt::Write as _;

/// Endings of documents whose text is rendered, and whose lines are paragraphs.
const RENDERED: [&str; 2] = [".docx", ".odt"];

/// Whether the line and column of a place are those of its file. In a document of a word processor they are not: there a
/// line is a paragraph. `source` is the file at hand; another file is judged by its name.
pub(super) fn has_lines(place: &Place, source: Option<&Source>) -> bool {
    match source.filter(|source| *source.path == *place.path) {
        Some(source) => !source.is_rendered(),
        None => {
            let name = place.path.to_lowercase();
            !RENDERED.iter().any(|ending| name.ends_with(ending))
        }
    }
}

/// `line 28`, or `paragraph 28` where the file has no lines.
pub(super) fn line_words(place: &Place, source: Option<&Source>) -> String {
    format!("{} {}", if has_lines(place, source) { "line" } else { "paragraph" }, place.line)
}

/// A path with `/` between its parts, without `./` in front.
pub(super) fn slashed(path: &str) -> String {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    path.strip_prefix("./").map(str::to_owned).unwrap_or(path)
}

/// A path as a URI: relative where the path is, percent-encoded.
pub(super) fn uri(path: &str) -> String {
    let path = slashed(path);
    let mut out = match path.as_bytes() {
        [b'/', ..] => "file://".to_owned(),
        [drive, b':', ..] if drive.is_ascii_alphabetic() && cfg!(windows) => "file:///".to_owned(),
        _ => String::new(),
    };
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Whether a path stands on its own, wherever the run was started.
pub(super) fn is_absolute(path: &str) -> bool {
    uri(path).starts_with("file:")
}

/// The column of a place in UTF-8 bytes, 1-based; `None` where the file is not at hand.
pub(super) fn byte_column(source: Option<&Source>, place: &Place, line: u32, column: u32) -> Option<usize> {
    let source = source.filter(|source| *source.path == *place.path)?;
    let start = source.lines.start(line)?;
    let offset = source.lines.offset(&source.text, Position { line, column })?;
    Some(offset - start + 1)
}

/// Where an edit stands in the text: its first place and one past its last; `None` where the file cannot be edited.
pub(super) fn edit_place(source: Option<&Source>, path: &str, edit: &Edit) -> Option<(Position, Position)> {
    let source = source.filter(|source| *source.path == *path && source.can_edit())?;
    let at = |byte: usize| source.position(text_offset(source, byte));
    let [start, end] = edit.bytes;
    Some((at(start), at(end.max(start))))
}

/// The place in the text of a byte of the file.
fn text_offset(source: &Source, byte: usize) -> usize {
    let (mut low, mut high) = (0, source.text.len());
    while low < high {
        let middle = low + (high - low) / 2;
        if source.file_bytes(Span::new(middle, middle))[0] < byte { low = middle + 1 } else { high = middle }
    }
    while !source.text.is_char_boundary(low) {
        low += 1;
    }
    low
}

/// What a finding tells in a few lines of plain text: the matter, why it applies, the next step, the provisions.
pub(super) fn told(finding: &Finding, source: Option<&Source>) -> Vec<String> {
    let mut lines = Vec::new();
    let message = shown(&finding.message);
    if has_lines(&finding.place, source) {
        lines.push(message.into_owned());
    } else {
        lines.push(format!("Paragraph {}: {message}", finding.place.line));
    }
    lines.extend(finding.because.first().map(|reason| because(reason, &finding.place, source)));
    if !finding.next.is_empty() {
        lines.push(format!("Next: {}", shown(&finding.next)));
    }
    if !finding.law.is_empty() {
        let law: Vec<_> = finding.law.iter().map(|law| shown(&law.cite)).collect();
        lines.push(format!("Law: {}.", law.join(", ")));
    }
    lines
}

fn because(reason: &Related, at: &Place, source: Option<&Source>) -> String {
    let file = if reason.place.path == at.path { String::new() } else { format!("{}, ", shown(&reason.place.path)) };
    let text = super::clipped(&reason.text, 160);
    let place = line_words(&reason.place, source);
    if text.is_empty() { format!("Because of {file}{place}.") } else { format!("Because of {file}{place}: {text}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("./a b/é#1?.md"), "a%20b/%C3%A9%231%3F.md");
        assert_eq!(uri("100%.md"), "100%25.md");
        assert_eq!(uri("/srv/a:b.md"), "file:///srv/a%3Ab.md");
        assert_eq!(uri("../a.md"), "../a.md");
    }

    #[test]
    fn bytes_of_any_encoding_are_found_in_the_text() {
        let words = "é😀a\nb";
        let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(words.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let marked: Vec<u8> = "\u{feff}".bytes().chain(words.bytes()).collect();
        for bytes in [utf16, marked, words.as_bytes().to_vec()] {
            let source = Source::from_bytes("a.md", bytes, None).unwrap_or_else(|error| unreachable!("{error}"));
            for (at, _) in source.text.char_indices() {
                assert_eq!(text_offset(&source, source.file_bytes(Span::new(at, at))[0]), at);
            }
        }
    }
}
