//! Documents of word processors: DOCX and ODT.
//!
//! Such a file is a ZIP archive of XML parts, so no byte of it is the byte of a character that its author
//! sees. Its text is therefore rendered: one paragraph, list item or paragraph of a table cell a line, in
//! reading order, empty paragraphs as empty lines. A place is then a paragraph and a character, which is
//! what an author can count in a word processor.

mod archive;
mod docx;
mod docx_styles;
mod layout;
mod odt;
mod odt_styles;
mod table;
mod tree;
mod xml;

use std::path::Path;
use std::sync::Arc;

use super::draft::Draft;
use super::{Format, SourceError};
use archive::Archive;

/// A document whose text was rendered.
#[derive(Debug, Clone)]
pub(super) struct Rendered {
    pub(super) text: String,
    pub(super) drafts: Arc<[Draft]>,
}

/// Why a document could not be read, in words for its author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault(String);

impl Fault {
    fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }
}

/// What every OLE file starts with: documents of old Word, and new ones with a password.
const OLE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// What a file is by its extension.
pub(super) fn named(extension: &str) -> Option<Format> {
    match extension.to_ascii_lowercase().as_str() {
        "docx" | "docm" | "dotx" | "dotm" => Some(Format::Docx),
        "odt" | "ott" => Some(Format::Odt),
        _ => None,
    }
}

/// Reads a file that is such a document by its name, its content or the given format; `None` where it is
/// something else.
pub(super) fn read(
    path: &str,
    bytes: &[u8],
    format: Option<Format>,
) -> Option<Result<(Format, Rendered), SourceError>> {
    let by_name = match format {
        Some(format @ (Format::Docx | Format::Odt)) => Some(format),
        Some(_) => return None,
        None => Path::new(path).extension().and_then(|e| e.to_str()).and_then(named),
    };
    let broken = |fault: Fault| SourceError::Broken { path: path.into(), what: fault.0 };
    if bytes.starts_with(&OLE) {
        let what = "it has a password or was made by an old Word; save it as .docx without a password";
        return by_name.map(|_| Err(broken(Fault::new(what))));
    }
    if !bytes.starts_with(b"PK") {
        return by_name.map(|_| Err(broken(Fault::new("it is no document of a word processor"))));
    }
    let archive = match Archive::open(bytes) {
        Ok(archive) => archive,
        Err(fault) => return by_name.map(|_| Err(broken(fault))),
    };
    // What is in the file counts for more than its name, as word processors see it too.
    let kind = if archive.is_odt() {
        Format::Odt
    } else if archive.is_docx() {
        Format::Docx
    } else {
        return by_name.map(|_| Err(broken(Fault::new("the archive holds no document of a word processor"))));
    };
    let rendered = match kind {
        Format::Odt => odt::read(archive),
        _ => docx::read(archive),
    };
    Some(rendered.map(|rendered| (kind, rendered)).map_err(broken))
}
