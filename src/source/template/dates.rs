//! Dates that a program makes: `new DateTime(2026, 2, 12)`, `Date.new(2026, 2, 12)`, `'2026-02-12'|date('j F Y')`.

use jiff::civil::Date;

/// Methods that write a date out.
const WRITES: [&str; 9] = [
    ".ToString(",
    ".ToLongDateString(",
    ".ToShortDateString(",
    ".strftime(",
    ".toLocaleDateString(",
    ".toDateString(",
    ".toLocaleString(",
    ".format(",
    "->format(",
];

/// Whether a string is a date such as `2026-02-12`, with or without a time of day.
pub(super) fn is_iso(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| bytes.get(range).is_some_and(|own| own.iter().all(u8::is_ascii_digit));
    let parted = bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-');
    let year = text.starts_with("19") || text.starts_with("20");
    year && digits(0..4) && parted && digits(5..7) && digits(8..10) && matches!(bytes.get(10), None | Some(b'T' | b' '))
}

/// What the expression that a date is written out by is called with: `updated` of `updated.ToString("d MMMM yyyy")` and of
/// `formatDate(updated)`.
pub(super) fn written(code: &str) -> &str {
    if let Some(at) = WRITES.iter().filter_map(|write| code.find(write)).min() {
        return &code[..at];
    }
    let trimmed = code.trim();
    match trimmed.split_once('(') {
        Some((name, inner)) if name.to_ascii_lowercase().ends_with("date") => {
            let inner = inner.strip_suffix(')').unwrap_or_default();
            let path = !inner.is_empty()
                && inner.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'$'));
            if path { inner } else { code }
        }
        _ => code,
    }
}

/// The date that an expression makes, in words.
pub(super) fn made(code: &str) -> Option<String> {
    let code = code.trim().trim_end_matches(';').trim_end();
    let (maker, inner) = code.split_once('(')?;
    let maker = maker.trim();
    let name = maker.strip_prefix("new ").unwrap_or(maker).trim().rsplit(['.', ':']).find(|part| !part.is_empty())?;
    let lower = maker.to_ascii_lowercase();
    if !["date", "time"].iter().any(|own| lower.contains(own)) {
        return None;
    }
    let inner = &inner[..inner.find(')')?];
    let bare = inner.trim().trim_matches(['"', '\'']);
    if is_iso(bare) {
        return in_words(bare.get(..4)?, bare.get(5..7)?, bare.get(8..10)?, 0);
    }
    let mut parts = inner.split(',').map(str::trim);
    // The months of JavaScript count from 0.
    let from_zero = i8::from(maker == "new Date" || name == "UTC");
    in_words(parts.next()?, parts.next()?, parts.next()?, from_zero)
}

fn in_words(year: &str, month: &str, day: &str, add: i8) -> Option<String> {
    let (year, month): (i16, i8) = (year.parse().ok()?, month.parse().ok()?);
    let date = Date::new(year, month.checked_add(add)?, day.parse().ok()?).ok()?;
    (1990..2100).contains(&year).then(|| date.strftime("%-d %B %Y").to_string())
}

#[cfg(test)]
mod tests {
    use super::{is_iso, made, written};

    #[test]
    fn dates_of_programs() {
        for (code, date) in [
            ("new DateTime(2026, 2, 12);", Some("12 February 2026")),
            ("new Date(2026, 1, 12)", Some("12 February 2026")),
            ("new Date('2026-02-12')", Some("12 February 2026")),
            ("Date.new(2026, 12, 1)", Some("1 December 2026")),
            ("DateOnly.Parse(\"2026-02-12\")", Some("12 February 2026")),
            ("Date.new(2026, 13, 1)", None),
            ("new Date()", None),
            ("new Size(2026, 2, 12)", None),
            ("date(", None),
        ] {
            assert_eq!(made(code).as_deref(), date, "{code}");
        }
        assert!(is_iso("2026-02-12") && is_iso("2026-02-12T10:00") && !is_iso("2026-2-12") && !is_iso("é026-02-12"));
        assert_eq!(written("updated.ToString(\"d MMMM yyyy\")"), "updated");
        assert_eq!(written("formatDate(page.updated)"), "page.updated");
        assert_eq!(written("updateCount(a)"), "updateCount(a)");
    }
}
