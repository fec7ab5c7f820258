//! Verdicts in signs and words, the same in every format.

use crate::check::Verdict;

/// The verdicts in the order of the legend.
pub const ALL: [Verdict; 7] = [
    Verdict::Stated,
    Verdict::Weak,
    Verdict::Missing,
    Verdict::Contradicted,
    Verdict::Layered,
    Verdict::Silent,
    Verdict::NotApplicable,
];

/// A sign that can be told from the others without colour.
pub fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Stated => "✓",
        Verdict::Weak => "◐",
        Verdict::Missing => "✗",
        Verdict::Contradicted => "⚡",
        Verdict::Layered => "↗",
        Verdict::Silent => "?",
        Verdict::NotApplicable => "–",
    }
}

/// The word.
pub fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Stated => "stated",
        Verdict::Weak => "weak",
        Verdict::Missing => "missing",
        Verdict::Contradicted => "contradicted",
        Verdict::Layered => "given elsewhere",
        Verdict::Silent => "unknown",
        Verdict::NotApplicable => "not needed",
    }
}

/// What it means for a reader of the notice.
pub fn meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Stated => "the notice tells readers this",
        Verdict::Weak => "the notice says something about it, but not enough to know it",
        Verdict::Missing => "the notice must say it and does not",
        Verdict::Contradicted => "the notice says two things that cannot both be true",
        Verdict::Layered => "the notice that this one is read with says it",
        Verdict::Silent => "nothing is said, and nothing shows whether it must be",
        Verdict::NotApplicable => "the notice need not say it",
    }
}
