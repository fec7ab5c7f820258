//! The archive of a document: its parts, unpacked within bounds.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::super::decode;
use super::Fault;

/// The most bytes that a part may unpack to: text of far more than a thousand pages.
const MAX_PART: u64 = 32 * 1024 * 1024;
/// Parts larger than this must not be packed more tightly than [`MAX_RATIO`].
const FREE: u64 = 4 * 1024 * 1024;
/// Unpacked bytes for a packed one; XML of documents has 5 to 60.
const MAX_RATIO: u64 = 200;
/// The most entries; a document with many pictures has some hundreds.
const MAX_ENTRIES: usize = 10_000;

/// An open archive.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Archive<'a> {
    /// Reads the directory of an archive.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::new("the archive is damaged or cut off"))?;
        if zip.len() > MAX_ENTRIES {
            return Err(Fault::new("the archive has far more entries than a document"));
        }
        Ok(Self { zip })
    }

    /// Whether it is a text document of OpenDocument.
    pub(super) fn is_odt(&self) -> bool {
        self.zip.index_for_name("content.xml").is_some() && self.zip.index_for_name("[Content_Types].xml").is_none()
    }

    /// Whether it is a document of Word.
    pub(super) fn is_docx(&self) -> bool {
        self.zip.index_for_name("word/document.xml").is_some() || {
            let word = |name: &[u8]| name.starts_with(b"word/document") && name.ends_with(b".xml");
            self.zip.file_names_raw().any(word)
        }
    }

    /// The text of a part; `None` where there is no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let Some(index) = self.zip.index_for_name(name) else {
            return Ok(None);
        };
        let damaged = || Fault::new(format!("its part {name} is damaged"));
        let file = self.zip.by_index(index).map_err(|_| damaged())?;
        let (packed, size) = (file.compressed_size(), file.size());
        if size > MAX_PART || (size > FREE && size / MAX_RATIO > packed) {
            return Err(too_large(name));
        }
        // The declared size may be a lie, so the reading itself is bounded too.
        let mut bytes = Vec::with_capacity(size as usize);
        let read = file.take(MAX_PART + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
        if read as u64 > MAX_PART {
            return Err(too_large(name));
        }
        let (text, _) = decode::decode(bytes).map_err(|_| damaged())?;
        Ok(Some(text))
    }
}

fn too_large(name: &str) -> Fault {
    Fault::new(format!("its part {name} unpacks to more than any notice holds"))
}
