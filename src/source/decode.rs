//! Bytes to text.

/// How a file was encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without a byte order mark.
    Utf8,
    /// UTF-8 with a byte order mark, which is not part of the text.
    Utf8Bom,
    /// UTF-16, little endian, with a byte order mark.
    Utf16Le,
    /// UTF-16, big endian, with a byte order mark.
    Utf16Be,
    /// Windows-1252, taken where a file is not valid UTF-8.
    Windows1252,
}

impl Encoding {
    /// Bytes of the byte order mark.
    pub(super) fn mark(self) -> usize {
        match self {
            Self::Utf8 | Self::Windows1252 => 0,
            Self::Utf8Bom => 3,
            Self::Utf16Le | Self::Utf16Be => 2,
        }
    }
}

impl Encoding {
    /// The bytes of a text in this encoding, without a byte order mark; the first character that it has no bytes for, else.
    pub fn encode(self, text: &str) -> Result<Vec<u8>, char> {
        match self {
            Self::Utf8 | Self::Utf8Bom => Ok(text.as_bytes().to_vec()),
            Self::Utf16Le => Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Self::Utf16Be => Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Self::Windows1252 => {
                let mut out = Vec::with_capacity(text.len());
                for c in text.chars() {
                    let mut units = [0; 4];
                    let (bytes, _, unmappable) = encoding_rs::WINDOWS_1252.encode(c.encode_utf8(&mut units));
                    if unmappable {
                        return Err(c);
                    }
                    out.extend_from_slice(&bytes);
                }
                Ok(out)
            }
        }
    }

    /// Its byte order mark.
    pub fn mark_bytes(self) -> &'static [u8] {
        match self {
            Self::Utf8 | Self::Windows1252 => &[],
            Self::Utf8Bom => &[0xEF, 0xBB, 0xBF],
            Self::Utf16Le => &[0xFF, 0xFE],
            Self::Utf16Be => &[0xFE, 0xFF],
        }
    }

    /// Its name, for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 | Self::Utf8Bom => "UTF-8",
            Self::Utf16Le | Self::Utf16Be => "UTF-16",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// The file holds no text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NotText;

/// Decodes a file; the byte order mark is dropped.
pub(super) fn decode(mut bytes: Vec<u8>) -> Result<(String, Encoding), NotText> {
    if bytes.starts_with(&[0xFF, 0xFE]) {
        return checked(utf16(&bytes[2..], u16::from_le_bytes), Encoding::Utf16Le);
    }
    if bytes.starts_with(&[0xFE, 0xFF]) {
        return checked(utf16(&bytes[2..], u16::from_be_bytes), Encoding::Utf16Be);
    }
    let encoding = if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
        bytes.drain(..3);
        Encoding::Utf8Bom
    } else {
        Encoding::Utf8
    };
    match String::from_utf8(bytes) {
        Ok(text) => checked(text, encoding),
        Err(error) => {
            let mut bytes = error.into_bytes();
            if encoding == Encoding::Utf8Bom {
                // The mark was three ordinary characters after all; offsets count from the first byte.
                bytes.splice(0..0, [0xEF, 0xBB, 0xBF]);
            }
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
            checked(text.into_owned(), Encoding::Windows1252)
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Refuses text with NUL characters or so many control characters that no editor wrote it.
fn checked(text: String, encoding: Encoding) -> Result<(String, Encoding), NotText> {
    let mut controls = 0usize;
    for &byte in text.as_bytes() {
        match byte {
            0 => return Err(NotText),
            b'\t' | b'\n' | b'\r' | 0x0B | 0x0C => {}
            0..=0x1F | 0x7F => controls += 1,
            _ => {}
        }
    }
    // Windows-1252 takes any byte, so an image would pass for text but for its controls, of both blocks.
    if encoding == Encoding::Windows1252 {
        controls += text.chars().filter(|c| ('\u{80}'..='\u{9F}').contains(c)).count();
    }
    if controls > 8 && controls * 50 > text.len() { Err(NotText) } else { Ok((text, encoding)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_with_and_without_mark() {
        assert_eq!(decode(b"caf\xC3\xA9".to_vec()), Ok(("café".into(), Encoding::Utf8)));
        assert_eq!(decode(b"\xEF\xBB\xBFa".to_vec()), Ok(("a".into(), Encoding::Utf8Bom)));
        assert_eq!(decode(Vec::new()), Ok((String::new(), Encoding::Utf8)));
    }

    #[test]
    fn utf16_both_ways() {
        let le = [0xFF, 0xFE, 0x41, 0, 0x3D, 0xD8, 0x00, 0xDE];
        assert_eq!(decode(le.to_vec()), Ok(("A😀".into(), Encoding::Utf16Le)));
        assert_eq!(decode(vec![0xFE, 0xFF, 0, 0x41]), Ok(("A".into(), Encoding::Utf16Be)));
        // A lone surrogate and a byte too many are no reason to refuse a file.
        assert_eq!(decode(vec![0xFE, 0xFF, 0xD8, 0, 1]), Ok(("\u{FFFD}".into(), Encoding::Utf16Be)));
    }

    #[test]
    fn windows_1252_where_it_is_no_utf8() {
        let bytes = b"the council\x92s data \x96 \xA3".to_vec();
        assert_eq!(decode(bytes), Ok(("the council’s data – £".into(), Encoding::Windows1252)));
    }

    #[test]
    fn what_is_decoded_is_encoded_again() {
        for bytes in [&b"caf\xC3\xA9"[..], b"\x92s \x96 \xA3", &[0xFF, 0xFE, 0x41, 0, 0x3D, 0xD8, 0, 0xDE]] {
            let Ok((text, encoding)) = decode(bytes.to_vec()) else { unreachable!() };
            assert_eq!(encoding.encode(&text), Ok(bytes[encoding.mark()..].to_vec()));
        }
        assert_eq!(Encoding::Windows1252.encode("a \u{2192}"), Err('\u{2192}'));
    }

    #[test]
    fn binary_is_refused() {
        assert_eq!(decode(b"PK\x03\x04\0\0".to_vec()), Err(NotText));
        assert_eq!(decode((1..=255u8).collect()), Err(NotText));
        assert_eq!(decode(vec![1; 40]), Err(NotText));
    }
}
