//! `notice-lint`: a compliance linter for privacy notices.

pub mod check;
pub mod notice;
pub mod source;
