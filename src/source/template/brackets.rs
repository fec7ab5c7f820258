//! Brackets in code: which one closes which.

use super::strings::string_end;

/// How far the end of an expression is looked for, in bytes.
const LONGEST: usize = 64 * 1024;

/// The bracket that closes the one at `at`, past strings.
pub(super) fn balanced_before(bytes: &[u8], at: usize, end: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut next = at;
    while next < end {
        match bytes[next] {
            b'"' | b'`' => {
                if let Some(close) = string_end(bytes, next, end.min(next + LONGEST)) {
                    next = close;
                }
            }
            b'\'' => {
                // An apostrophe in text inside the code is none that opens a string.
                if let Some(close) = string_end(bytes, next, end.min(next + 200))
                    && !bytes[next..close].contains(&b'\n')
                {
                    next = close;
                }
            }
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(next);
                }
            }
            _ => {}
        }
        next += 1;
    }
    None
}

/// The same, not too far away.
pub(super) fn balanced_near(text: &str, at: usize, end: usize) -> Option<usize> {
    balanced_before(text.as_bytes(), at, end.min(at + LONGEST))
}
