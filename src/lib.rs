//! `notice-lint`: a compliance linter for privacy notices.

pub mod check;
pub mod notice;
pub mod phrase;
pub mod rules;
pub mod source;
