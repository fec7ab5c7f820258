//! Reading a notice: bytes to blocks with exact spans.
//!
//! A [`Source`] is one file: its decoded text, its format and its line index. A format reader
//! turns it into [`Block`]s: headings, paragraphs, list items, table cells. Each block keeps, piece
//! by piece, where its visible text stands in the source, so that whatever is found in it later can be
//! shown at the bytes that the author wrote. Nothing here knows anything about privacy.

mod block;
mod decode;
mod draft;
mod error;
mod format;
mod html;
mod lines;
mod locale;
mod look;
mod markdown;
mod notes;
mod office;
mod plain;
mod shape;
mod template;
#[cfg(test)]
mod tests;
mod wrap;

pub use block::{Block, BlockKind, Link, Piece};
pub use decode::Encoding;
pub use error::SourceError;
pub use format::Format;
pub use lines::{LineIndex, Position};
pub use notes::{LeftOut, Notes};
pub use template::Template;

use std::path::Path;
use std::sync::Arc;

/// The most bytes of a file that are read: far more than any notice, and few enough for 32-bit offsets.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// A range of bytes in [`Source::text`]; `end` is exclusive. Always on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The span as a range that can index the text.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `other` lies wholly inside.
    pub fn holds(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// One file: its text, its format and its lines.
#[derive(Debug, Clone)]
pub struct Source {
    /// The name it is shown by.
    pub path: String,
    /// The decoded text, without a byte order mark.
    pub text: String,
    /// How the text is read.
    pub format: Format,
    /// How the file was encoded.
    pub encoding: Encoding,
    /// Where the lines start.
    pub lines: LineIndex,
    /// The blocks of a document whose text was rendered.
    rendered: Option<Arc<[draft::Draft]>>,
}

impl Source {
    /// Reads a file. The format follows from its extension and its content.
    pub fn read(path: &Path) -> Result<Self, SourceError> {
        let failed = |source: std::io::Error| match source.kind() {
            std::io::ErrorKind::NotFound => SourceError::NotFound { path: path.to_owned() },
            _ => SourceError::Io { path: path.to_owned(), source },
        };
        let bytes = std::fs::metadata(path).map_err(failed)?.len();
        if let Some(extension) = format::unsupported(path) {
            return Err(SourceError::Unsupported { path: path.to_owned(), extension });
        }
        if bytes > MAX_BYTES {
            return Err(SourceError::TooLarge { path: path.to_owned(), bytes, limit: MAX_BYTES });
        }
        let bytes = std::fs::read(path).map_err(failed)?;
        Self::from_bytes(&path.to_string_lossy(), bytes, None)
    }

    /// Takes the bytes of a file; `path` names it. Without a format it follows from the name and the content.
    pub fn from_bytes(path: &str, bytes: Vec<u8>, format: Option<Format>) -> Result<Self, SourceError> {
        let length = bytes.len() as u64;
        if length > MAX_BYTES {
            return Err(SourceError::TooLarge { path: path.into(), bytes: length, limit: MAX_BYTES });
        }
        if format.is_none()
            && let Some(extension) = format::unsupported(Path::new(path))
        {
            return Err(SourceError::Unsupported { path: path.into(), extension });
        }
        if let Some(read) = office::read(path, &bytes, format) {
            let (format, office::Rendered { text, drafts }) = read?;
            let mut source = Self::new(path.into(), text, Encoding::Utf8, Some(format));
            source.rendered = Some(drafts);
            return Ok(source);
        }
        let (text, encoding) = decode::decode(bytes).map_err(|_| SourceError::Binary { path: path.into() })?;
        let given = format.is_some();
        let source = Self::new(path.into(), text, encoding, format);
        if !given {
            locale::check(path, &source.text, source.format)?;
        }
        Ok(source)
    }

    /// Takes text that is already decoded, such as the buffer of an editor.
    pub fn from_text(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self::new(path.into(), text.into(), Encoding::Utf8, None)
    }

    fn new(path: String, text: String, encoding: Encoding, format: Option<Format>) -> Self {
        let format = format.unwrap_or_else(|| format::detect(&path, &text));
        let lines = LineIndex::new(&text);
        Self { path, text, format, encoding, lines, rendered: None }
    }

    /// Whether the text was rendered from a document of a word processor: a line of it is a paragraph.
    pub fn is_rendered(&self) -> bool {
        self.rendered.is_some()
    }

    /// Whether the file can be changed by changing bytes of its text.
    pub fn can_edit(&self) -> bool {
        !self.is_rendered()
    }

    /// Line and column of a byte of the text.
    pub fn position(&self, offset: usize) -> Position {
        self.lines.position(&self.text, offset)
    }

    /// Where a span of the text stands in the bytes of the file. Where the text was rendered
    /// ([`Self::is_rendered`]), no bytes of the file are its characters, and these are the bytes of the text.
    pub fn file_bytes(&self, span: Span) -> [usize; 2] {
        let at = |offset: u32| {
            let offset = offset as usize;
            let bytes = match self.encoding {
                Encoding::Utf8 | Encoding::Utf8Bom => offset,
                Encoding::Utf16Le | Encoding::Utf16Be => 2 * self.lines.count(&self.text, offset).units,
                Encoding::Windows1252 => self.lines.count(&self.text, offset).chars,
            };
            bytes + self.encoding.mark()
        };
        [at(span.start), at(span.end)]
    }

    /// Where a byte of the file stands in the text, the other way round from [`Self::file_bytes`]; `None` where no character
    /// begins or ends there.
    pub fn text_offset(&self, byte: usize) -> Option<usize> {
        let byte = byte.checked_sub(self.encoding.mark())?;
        let width = |c: char| match self.encoding {
            Encoding::Utf8 | Encoding::Utf8Bom => c.len_utf8(),
            Encoding::Utf16Le | Encoding::Utf16Be => 2 * c.len_utf16(),
            Encoding::Windows1252 => 1,
        };
        let mut at = 0;
        for (offset, c) in self.text.char_indices() {
            if at >= byte {
                return (at == byte).then_some(offset);
            }
            at += width(c);
        }
        (at == byte).then_some(self.text.len())
    }

    /// The text of a span; empty where the span does not lie on character boundaries of the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Reads the blocks: headings, paragraphs, list items, table cells.
    pub fn blocks(&self) -> Vec<Block> {
        self.reading().0
    }

    /// Reads the blocks, and what there is to say about the way they were read: what was left out of a page,
    /// branches of a template, values that are not known.
    pub fn reading(&self) -> (Vec<Block>, Notes) {
        let (mut drafts, notes) = match (&self.rendered, self.format) {
            (Some(drafts), _) => (drafts.to_vec(), Notes::default()),
            (None, Format::YamlLocale | Format::JsonLocale | Format::PoLocale) => {
                (locale::read(&self.text, self.format), Notes::default())
            }
            (None, Format::Text | Format::Docx | Format::Odt) => (plain::read(&self.text), Notes::default()),
            (None, Format::Markdown | Format::Mdx) => {
                let reading = template::read_markdown(&self.text, self.format == Format::Mdx);
                (reading.drafts, reading.notes)
            }
            (None, Format::Html) => {
                let page = html::read(&self.text, html::tree::Dialect::Html);
                (page.drafts, Notes { left_out: page.left_out, ..Notes::default() })
            }
            (None, Format::Template(template)) => {
                let reading = template::read(&self.text, template);
                (reading.drafts, reading.notes)
            }
        };
        // Code that is no valid code can make a template reader see a line twice: what was shown once is not shown again.
        drafts.iter_mut().for_each(draft::Draft::in_order);
        look::find_headings(&self.text, &mut drafts);
        (drafts.into_iter().map(|draft| draft.block).collect(), notes)
    }
}
