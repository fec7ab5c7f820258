//! `notice-lint`: a compliance linter for privacy notices.

pub mod notice;
pub mod source;
