//! Bytes to text.
/// How a file was encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding { /** UTF-8. */ Utf8 }
