//! What stands in the files of a pack. The doc comments are the text of the JSON Schema that editors show.

mod check;
mod loose;
mod matcher;
mod register;
mod rule;
mod test;

pub use check::*;
pub use loose::{ANY_STATE, ByState, Many, Phrases};
pub use matcher::*;
pub use register::*;
pub use rule::*;
pub use test::*;
