//! `notice-lint`: a compliance linter for privacy notices.
//!
//! The way through, in one direction: [`source`] (bytes to blocks with exact spans), [`notice`] (the document model),
//! [`phrase`] and [`rules`] (what to look for, compiled from the pack's files), [`check`] (evidence, facts, verdicts,
//! findings, for one notice and for a collection), [`fix`] (what can be mended without its author) and
//! [`draft`] (what its author has to add).
//!
//! ```
//! use notice_lint::{check, embedded, source::Source};
//! let rules = embedded::rule_set()?;
//! let source = Source::from_text("notice.md", "# Privacy notice\n\nWe keep your data for as long as necessary.\n");
//! let options = check::Options::at("2026-11-21".parse()?);
//! let checked = check::lint(&source, &rules, &options);
//! assert!(checked.report.findings.iter().any(|f| f.element.as_deref() == Some("retention")));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod calendar;
pub mod check;
pub mod config;
pub mod docs;
pub mod draft;
pub mod embedded;
pub mod fix;
pub mod guard;
pub mod lsp;
pub mod notice;
pub mod phrase;
pub mod report;
pub mod rules;
pub mod source;
pub mod suppress;
