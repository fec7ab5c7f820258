//! Rule packs: the shape of the files, what is wrong with them, and the compiled rule set.
//!
//! [`file`] is what stands in YAML; [`load`] reads a folder of files; [`compile`] turns them into a [`RuleSet`], which is
//! all that the checks see. The default pack is compiled when the binary is built and embedded.

pub mod compile;
pub mod condition;
pub mod day;
pub mod file;
pub mod load;
mod matching;
mod pattern;
mod registers;
mod set;
mod sieve;
mod text;
pub mod yaml;

pub use day::Day;
pub use load::{Pack, Problem};
pub use matching::*;
pub use pattern::{Letters, Pattern};
pub use registers::*;
pub use set::*;
pub use text::Text;
