//! Mending what can be mended without the author: edits applied to the bytes of a file, checked again until nothing is left.
//!
//! [`mend`] is pure: bytes in, bytes out, with an account of what was done and what was left and why. [`replace`] puts the
//! result in the place of the file. Nothing outside the edits changes, in any encoding: edits are made on the bytes
//! themselves. An edit is made only if, when the file is read again, all that its readers see is as before but for the words that were to be replaced;
//! so an apostrophe never ends a string of a template, and no emphasis loses its other half.

pub(crate) mod place;
mod proof;
mod round;
#[cfg(test)]
mod tests;
mod write;

pub use proof::{Proof, leave_unsound};
pub use write::{WriteError, replace};

use crate::check::{Finding, FixClass, Place};
use crate::source::{Encoding, Source, SourceError};
use std::sync::Arc;

/// The most rounds of mending and checking. A round settles nearly every file; the bound is for rules whose fixes feed each other.
const MOST_ROUNDS: usize = 10;

/// Which fixes are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Those that cannot change the meaning.
    Safe,
    /// Those too that the author should look at.
    Unsafe,
}

/// Why a fix was left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It is a text with blanks, or advice: for the author to write.
    Suggestion,
    /// It may change the meaning, and only safe fixes are applied.
    Unsafe,
    /// Another fix of this rule changes the same words.
    Overlap(Arc<str>),
    /// The words stand across markup, in an entity or in a string of code that the edit would break.
    Markup,
    /// The file's encoding has no such character.
    Encoding(char, Encoding),
    /// It was applied before at this place, and would be again for ever.
    Again,
    /// There were changes in too many rounds.
    Rounds,
}

/// One edit that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The rule.
    pub rule: Arc<str>,
    /// How safe it is.
    pub class: FixClass,
    /// Where, in the file as it was in the round of the edit.
    pub place: Spot,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
    /// In which round, from 0.
    pub round: usize,
}

/// One edit that was not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The rule.
    pub rule: Arc<str>,
    /// How safe it is.
    pub class: FixClass,
    /// Where, in the file as it is now.
    pub place: Spot,
    /// What stands there; empty where something would be added.
    pub before: String,
    /// What would be written.
    pub after: String,
    /// Why not.
    pub why: Why,
}

/// Line and column, 1-based, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

impl From<&Place> for Spot {
    fn from(place: &Place) -> Self {
        Self { line: place.line, column: place.column }
    }
}

/// What became of a file.
#[derive(Debug, Clone)]
pub struct Mended {
    /// Its bytes now.
    pub bytes: Vec<u8>,
    /// What was read at first.
    pub before: Source,
    /// What is read now.
    pub after: Source,
    /// What was done, in the order of rounds and places.
    pub applied: Vec<Applied>,
    /// What was not, in the order of the file.
    pub left: Vec<Left>,
}

impl Mended {
    /// Whether anything was done.
    pub fn is_changed(&self) -> bool {
        !self.applied.is_empty()
    }
}

/// How a file is read and checked.
pub trait Checker {
    /// Reads bytes; the format is the one of the first reading, so that a fix cannot turn a text into something else.
    fn read(&self, bytes: &[u8], before: Option<&Source>) -> Result<Source, SourceError>;

    /// What is found in it.
    fn check(&self, source: &Source) -> Vec<Finding>;
}

/// Applies the fixes of what is found in a file, checks again, and so on until nothing is left to apply. Suppressed findings
/// are not mended. A file that cannot be edited (a document of a word processor) comes back as it is.
pub fn mend(bytes: Vec<u8>, checker: &impl Checker, reach: Reach) -> Result<Mended, SourceError> {
    let before = checker.read(&bytes, None)?;
    let mut mended = Mended { bytes, after: before.clone(), before, applied: Vec::new(), left: Vec::new() };
    let mut written = round::Written::default();
    for number in 0.. {
        let findings = checker.check(&mended.after);
        let mut round = round::Round::new(&mended.after, &mended.bytes, checker, &written);
        round.plan(&findings, reach, number >= MOST_ROUNDS);
        let done = round.finish();
        if done.chosen.is_empty() {
            mended.left = done.left;
            break;
        }
        let (bytes, after) = done.result;
        written.note(&done.chosen);
        mended.applied.extend(done.chosen.into_iter().map(|edit| Applied { round: number, ..edit.applied }));
        (mended.bytes, mended.after) = (bytes, after);
    }
    Ok(mended)
}
