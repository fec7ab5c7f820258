//! JSON that is safe to print: what could drive a terminal is escaped in it.

use super::shown::escaped_in_json;
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter};
use std::io::{self, Write};

/// Compact JSON in which control characters beyond ASCII and marks of direction are escaped as well.
struct Safe(CompactFormatter);

impl Formatter for Safe {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        if fragment.bytes().all(|b| b.is_ascii() && b != 0x7f) {
            return out.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| escaped_in_json(*c)) {
            out.write_all(&rest.as_bytes()[..at])?;
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        out.write_all(rest.as_bytes())
    }

    fn write_raw_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        self.0.write_raw_fragment(out, fragment)
    }
}

/// Writes a value on one line, without a line end.
pub fn write_value(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, Safe(CompactFormatter));
    value.serialize(&mut serializer).map_err(io::Error::from)
}

/// The value as bytes; a value that cannot be written is empty.
pub(super) fn bytes(value: &impl Serialize) -> Vec<u8> {
    let mut out = Vec::with_capacity(1024);
    match write_value(&mut out, value) {
        Ok(()) => out,
        Err(_) => Vec::new(),
    }
}

/// A list that is written item by item, one a line.
#[derive(Debug, Default)]
pub(super) struct OpenList {
    begun: bool,
}

impl OpenList {
    /// Writes one more item.
    pub(super) fn item(&mut self, bytes: &[u8], out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.begun { b",\n  " } else { b"\n  " })?;
        self.begun = true;
        out.write_all(bytes)
    }

    /// Whether nothing was written yet.
    pub(super) fn is_empty(&self) -> bool {
        !self.begun
    }

    /// The end of the list.
    pub(super) fn end(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.begun { b"\n ]" } else { b"]" })
    }
}
