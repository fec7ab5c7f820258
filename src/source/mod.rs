//! Reading a notice: bytes to blocks with exact spans.
//!
//! A [`Source`] is one file: its decoded text, its format and its line index. A format reader
//! turns it into [`Block`]s: headings, paragraphs, list items, table cells. Each block keeps, piece
//! by piece, where its visible text stands in the source, so that whatever is found in it later can be
//! shown at the bytes that the author wrote. Nothing here knows anything about privacy.

mod angle;
mod block;
mod comment;
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
pub use comment::Comment;
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
    /// Comments that speak to this tool.
    comments: Arc<[Comment]>,
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
        let lines = LineIndex::new(&text);
        let given = format;
        let format = given.unwrap_or_else(|| format::detect(&path, &text));
        let mut source = Self { path, text, format, encoding, lines, rendered: None, comments: Arc::from([]) };
        if comment::is_worth_a_look(&source.text) {
            source.find_comments(given);
        }
        source
    }

    /// Finds the comments that speak to this tool. A text is in the format that it would be in without them.
    fn find_comments(&mut self, given: Option<Format>) {
        let find = |source: &Self| comment::find(&source.text, source.format, || source.drafts(&source.text).0);
        let mut comments = find(self);
        if given.is_none() && !comments.is_empty() {
            let format = format::detect(&self.path, &comment::blank(&self.text, &comments, self.format));
            if format != self.format {
                self.format = format;
                comments = find(self);
            }
        }
        self.comments = comments.into();
    }

    /// The comments that speak to this tool, in order. They are no part of the notice.
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// The signs between which an author of this format writes a comment; `None` where it has no comments.
    pub fn usual_comment(&self) -> Option<(&'static str, &'static str)> {
        let extension = Path::new(&self.path).extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
        comment::usual(self.format, &extension.unwrap_or_default())
    }

    /// The same file with another text, in the same format if that was not found by the text.
    pub fn edited(&self, text: String) -> Self {
        let blanked = comment::blank(&self.text, &self.comments, self.format);
        let given = (format::detect(&self.path, &blanked) != self.format).then_some(self.format);
        Self::new(self.path.clone(), text, self.encoding, given)
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

    /// The text of a span without comments to this tool; empty where the span does not lie on character boundaries.
    pub fn slice_without_comments(&self, span: Span) -> std::borrow::Cow<'_, str> {
        let mut start = span.start;
        let mut out = String::new();
        for comment in self.comments.iter().filter(|c| span.start < c.span.end && c.span.start < span.end) {
            out.push_str(self.slice(Span { start, end: comment.span.start.max(start) }));
            start = start.max(comment.span.end);
        }
        if start == span.start {
            return self.slice(span).into();
        }
        out.push_str(self.slice(Span { start, end: span.end.max(start) }));
        out.into()
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
        let blanked;
        let text = if self.comments.is_empty() {
            self.text.as_str()
        } else {
            blanked = comment::blank(&self.text, &self.comments, self.format);
            &blanked
        };
        let (mut drafts, notes) = self.drafts(text);
        if !self.comments.is_empty() {
            comment::cut(&mut drafts, &self.comments);
        }
        // Code that is no valid code can make a template reader see a line twice: what was shown once is not shown again.
        drafts.iter_mut().for_each(draft::Draft::in_order);
        draft::follow_each_other(&mut drafts);
        look::find_headings(text, &mut drafts);
        (drafts.into_iter().map(|draft| draft.block).collect(), notes)
    }

    /// What the reader of the format makes of a text, which is this source's or a copy of the same length.
    fn drafts(&self, text: &str) -> (Vec<draft::Draft>, Notes) {
        match (&self.rendered, self.format) {
            (Some(drafts), _) => (drafts.to_vec(), Notes::default()),
            (None, Format::YamlLocale | Format::JsonLocale | Format::PoLocale) => {
                (locale::read(text, self.format), Notes::default())
            }
            (None, Format::Text | Format::Docx | Format::Odt) => (plain::read(text), Notes::default()),
            (None, Format::Markdown | Format::Mdx) => {
                let reading = template::read_markdown(text, self.format == Format::Mdx);
                (reading.drafts, reading.notes)
            }
            (None, Format::Html) => {
                let page = html::read(text, html::tree::Dialect::Html);
                (page.drafts, Notes { left_out: page.left_out, ..Notes::default() })
            }
            (None, Format::Template(template)) => {
                let reading = template::read(text, template);
                (reading.drafts, reading.notes)
            }
        }
    }
}
