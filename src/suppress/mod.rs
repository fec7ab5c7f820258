//! Findings that a person accepted: by a comment in the notice, a waiver in the configuration, or the baseline of an estate that was
//! not clean when the linter came.
//!
//! [`Acceptance`] holds findings against all three. What is accepted stays in the report, marked as suppressed; a comment or waiver that is
//! broken, expired or needless is a finding itself. [`comment_for`] writes the comment that would accept a finding.

mod accept;
mod baseline;
mod close;
mod comments;
mod configured;
mod directive;
mod fault;
mod insert;
mod names;
mod places;
mod target;
mod waiver;

pub use accept::{Acceptance, Account};
pub use baseline::{BASELINE_NAME, Baseline, BaselineError, Entry, Stale};
pub use close::{Closing, Coverage};
pub use directive::{Broken, Directive, IGNORE, IGNORE_FILE, Reach, parse};
pub use insert::{Comment, NoComment, comment_for};
pub use names::{Meant, nearest};
pub use waiver::Waiver;

/// Suppressed by a comment in the notice.
pub const BY_COMMENT: &str = "comment";
/// Suppressed by a waiver in the configuration.
pub const BY_WAIVER: &str = "waiver";
/// Known from the baseline.
pub const BY_BASELINE: &str = "baseline";
