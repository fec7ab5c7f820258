//! The phrase language: what a rule looks for, word by word.
//!
//! A phrase is read by [`syntax`], compiled by [`compile`] into a small program over the symbols of one shared
//! [`Vocabulary`], and matched by [`scan`]. Matching is linear in the text: a program never looks at the same word in
//! the same state twice. Nothing here knows YAML or what a rule is.

mod bits;
pub mod compile;
mod flat;
mod frequency;
mod lexicon;
mod page;
mod parts;
mod program;
pub mod scan;
pub mod syntax;
mod vocabulary;
mod words;

pub use compile::{Compiler, WordLists};
pub use flat::Numbers;
pub use program::{PhraseId, PhraseTable, ValueName};
pub use syntax::{Expression, PhraseError};
pub use vocabulary::{Symbol, Vocabulary};
