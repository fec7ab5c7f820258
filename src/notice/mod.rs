//! The document model: what a reader sees in a notice, with a way back to every byte.
//!
//! [`Notice::new`] joins the blocks of a source into one normalised text, cuts it into tokens, sentences and
//! units (a sentence, a heading, a cell, or a list item with its lead-in), finds typed values (dates,
//! periods, e-mail addresses, citations) and the outline of sections. It knows no rule and no pattern of a rule.

mod text;
mod token;
pub mod values;

pub use text::NormalText;
pub use token::Token;
