//! Typed values: dates, periods, e-mail addresses, telephone numbers, citations, names.

use super::Token;
use std::ops::Range;

/// What kind of value it is; the name in a phrase is the kind in lower case (`<period>`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ValueKind {
    /// A length of time: `six years`, `30 days`, `12-month`.
    Period,
    /// A calendar date, or a month with a year: `2 February 2026`, `May 2025`, `2026-02-02`, `01/02/2026`.
    Date,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A UK postcode.
    Postcode,
    /// A postal address, ending in its postcode.
    Address,
    /// The name of a person.
    Person,
    /// The name of an organisation.
    Organisation,
    /// A citation of a provision: `Article 6(1)(e)`, `section 30(1)`, `Schedule 1`.
    Citation,
    /// A web address in the text.
    Url,
    /// Text that was to be replaced: `[insert period]`, `XX years`, `{{ retention }}`, `TBC`.
    Placeholder,
    /// An amount of money: `£10`.
    Money,
}

/// A typed value in the normalised text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// Its kind.
    pub kind: ValueKind,
    /// Its range of bytes in [`super::NormalText::plain`], with closing brackets that belong to it.
    pub text: Range<u32>,
    /// The tokens that it covers.
    pub tokens: Range<u32>,
    /// The form that is compared: digits of a number, ISO date (`2025-05` for a month), `6 years`, lower-case
    /// address, `uk-gdpr/6.1.e` for a citation.
    pub canonical: String,
    /// What is odd about how it is written, in one word (`bracketed`, `section-of-schedule`); else `None`.
    pub odd: Option<&'static str>,
}

/// Finds all typed values of a notice, sorted by start and then by length, longest first. Values of different
/// kinds may overlap (a postcode inside an address). `plain` is the whole normalised text; a `\n` ends a block, and
/// no value runs across one.
pub fn scan(plain: &str, tokens: &[Token]) -> Vec<Value> {
    let _ = (plain, tokens);
    Vec::new()
}
