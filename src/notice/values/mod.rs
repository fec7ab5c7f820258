//! Typed values: dates, periods, e-mail addresses, telephone numbers, citations, names.

mod act;
mod age;
mod blank;
mod citation;
mod contact;
mod date;
mod money;
mod name;
mod organisation;
mod period;
mod person;
mod placeholder;
mod postal;
mod provision;
#[cfg(test)]
mod sample;
mod traits;
mod vocabulary;
mod words;

use super::Token;
use std::ops::Range;
use words::Words;

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
    let words = Words::new(plain, tokens);
    let mut out = Vec::new();
    contact::links(&words, &mut out);
    let links = words.mask(&out);
    contact::phones(&words, &links, &mut out);
    let postcodes = postal::postcodes(&words, &links);
    postal::addresses(&words, &postcodes, &mut out);
    out.extend(postcodes);
    date::scan(&words, &links, &mut out);
    period::scan(&words, &mut out);
    money::scan(&words, &mut out);
    placeholder::scan(&words, &links, &mut out);
    citation::scan(&words, &mut out);
    name::scan(&words, &links, &mut out);
    out.sort_by(|a, b| {
        (a.text.start, std::cmp::Reverse(a.text.end), a.kind).cmp(&(
            b.text.start,
            std::cmp::Reverse(b.text.end),
            b.kind,
        ))
    });
    out
}

#[cfg(test)]
mod tests {
    use super::sample::normal;
    use super::*;
    use proptest::prelude::*;

    fn sound(plain: &str, tokens: &[Token], values: &[Value]) {
        let mut last = (0, u32::MAX);
        for value in values {
            assert!(plain.get(value.text.start as usize..value.text.end as usize).is_some_and(|s| !s.contains('\n')));
            assert!(!value.tokens.is_empty(), "{value:?}");
            for token in &tokens[value.tokens.start as usize..value.tokens.end as usize] {
                assert!(token.start >= value.text.start && token.end <= value.text.end, "{value:?} {token:?}");
            }
            assert!(value.text.start > last.0 || value.text.start == last.0 && value.text.end <= last.1);
            last = (value.text.start, value.text.end);
        }
    }

    const BITS: &[&str] = &[
        "6",
        "(1)",
        "(e)",
        " ",
        ", ",
        "-",
        "Article ",
        "section ",
        "Schedule ",
        " of ",
        "the ",
        "UK GDPR",
        "GDPR",
        "Act 2018",
        "Data Protection ",
        "years",
        " year",
        "six ",
        "(6)",
        "May ",
        "2 February ",
        "2026",
        "/",
        ".",
        "01",
        "0303 123 1113",
        "+44 (0)",
        "ME14 1XQ",
        "Kent ",
        "House",
        "\n",
        "[",
        "]",
        "insert ",
        "XX ",
        "____",
        "{{",
        "}}",
        "<",
        ">",
        "£",
        "é",
        "Mr ",
        "Jo Smith",
        "dpo@example.org",
        "www.a.uk",
        "Council",
        "'s",
        "and ",
        "(",
        ")",
        "age of ",
        "25",
        "th birthday",
        "to ",
        "Regulations ",
        "(2019/419)",
        "paragraph ",
        "Part ",
        "$",
        "K",
        "½",
        "\u{130}",
        "ß",
        "the Department for ",
    ];

    proptest! {
        #[test]
        fn any_text_is_scanned_without_harm(text in "\\PC{0,200}") {
            let text = normal(&text);
            sound(&text.plain, &text.tokens, &scan(&text.plain, &text.tokens));
        }

        #[test]
        fn any_mixture_of_parts_is_scanned_without_harm(parts in prop::collection::vec(0..BITS.len(), 0..60)) {
            let text: String = parts.iter().map(|&i| BITS[i]).collect();
            let text = normal(&text);
            sound(&text.plain, &text.tokens, &scan(&text.plain, &text.tokens));
        }
    }

    #[test]
    fn long_repetitions_take_linear_time() {
        let start = std::time::Instant::now();
        for bit in [
            "a.",
            "@",
            "a@",
            "Article 6, ",
            "Kent and ",
            "6 to ",
            "[",
            "<a",
            "{",
            "1/2",
            "0303 ",
            "_",
            "Act ",
            "(1)",
            "A, ",
            "of ",
            "ME14 1XQ, ",
        ] {
            let text = normal(&bit.repeat(20_000));
            sound(&text.plain, &text.tokens, &scan(&text.plain, &text.tokens));
        }
        assert!(start.elapsed().as_secs() < 30);
    }
}
