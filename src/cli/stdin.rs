//! Standard input, read whole.

use super::trouble::Trouble;
use std::io::Read;

/// The most that is read, in bytes.
const MOST: u64 = 64 << 20;

/// All of standard input.
pub fn read() -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    let got = std::io::stdin().lock().take(MOST + 1).read_to_end(&mut bytes);
    got.map_err(|error| trouble(&error.to_string()))?;
    if bytes.len() as u64 > MOST {
        return Err(trouble("it is too long"));
    }
    Ok(bytes)
}

/// Something is wrong with standard input.
pub fn trouble(why: &str) -> Trouble {
    Trouble::usage(format!("standard input: {why}"), "give a text of at most 64 MiB")
}
