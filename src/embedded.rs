//! The default pack, as it was compiled into the binary.

use crate::rules::load::FileText;
use crate::rules::{RuleSet, Unreadable};

/// The compiled pack (see `build.rs`).
static PACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/pack.bin"));

/// Its files: path in the pack, text.
static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/pack_files.rs"));

/// The default rule set, ready to use.
///
/// # Errors
/// Only where the binary is damaged.
pub fn rule_set() -> Result<RuleSet, Unreadable> {
    RuleSet::from_bytes(PACK)
}

/// The files of the default pack, for whoever reads, tests or extends rules.
pub fn files() -> Vec<FileText> {
    FILES.iter().map(|(path, text)| FileText { path: (*path).to_owned(), text: (*text).to_owned() }).collect()
}
