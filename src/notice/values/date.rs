//! Calendar dates and months with their year.

use super::traits::DATE;
use super::{Value, ValueKind, Words};
use crate::calendar::{MONTHS, days_in};

/// The number of a month from its name or its usual short form.
pub(super) fn month(word: &str) -> Option<u32> {
    if !(3..=9).contains(&word.len()) {
        return None;
    }
    let is = |name: &str| word.eq_ignore_ascii_case(name);
    let found = MONTHS.iter().position(|name| is(name) || name.get(..3).is_some_and(is));
    match found {
        Some(at) => Some(at as u32 + 1),
        None => is("sept").then_some(9),
    }
}

/// A day of a month, with or without `st`, `nd`, `rd`, `th`.
fn day(text: &str) -> Option<u32> {
    if text.len() > 4 || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let text = text.to_ascii_lowercase();
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|s| text.strip_suffix(s)).unwrap_or(&text);
    if bare.is_empty() || bare.len() > 2 || !bare.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    bare.parse().ok().filter(|d| (1..=31).contains(d))
}

fn exists(year: u32, month: u32, day: u32) -> bool {
    (1..=days_in(year, month)).contains(&day)
}

fn year(words: &Words, i: usize) -> Option<u32> {
    words.year(i).filter(|y| *y >= 1900)
}

fn iso(year: u32, month: u32, day: u32) -> Option<String> {
    exists(year, month, day).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

fn between(gap: &str) -> bool {
    matches!(gap, " " | ", " | " , " | "." | ". " | "-" | "/" | "," | "., ")
}

/// `2 February 2026`, `2nd of February, 2026`, `02-Feb-2026`.
fn day_first(words: &Words, i: usize) -> Option<(usize, String)> {
    let day = day(words.text(i))?;
    let mut at = i + 1;
    if !matches!(words.gap(i), " " | "-" | "/" | ". ") {
        return None;
    }
    if words.is(at, "of") && words.gap(at) == " " {
        at += 1;
    }
    let month = month(words.text(at))?;
    if !between(words.gap(at)) {
        return None;
    }
    Some((at + 1, iso(year(words, at + 1)?, month, day)?))
}

/// `February 2, 2026`, `February 2026`.
fn month_first(words: &Words, i: usize) -> Option<(usize, String)> {
    let month = month(words.text(i))?;
    if !between(words.gap(i)) {
        return None;
    }
    if let Some(year) = year(words, i + 1) {
        // "May 2026-27" and "May 2019/419" are no months.
        let number = matches!(words.gap(i + 1), "/" | "-") && words.digits(i + 2).is_some();
        return (!number).then(|| (i + 1, format!("{year:04}-{month:02}")));
    }
    let day = day(words.text(i + 1))?;
    if !matches!(words.gap(i + 1), " " | ", " | "," | "-") {
        return None;
    }
    Some((i + 2, iso(year(words, i + 2)?, month, day)?))
}

/// `2026-02-02`, `01/02/2026`, `01.02.2026`, `1/2/26`, `05/2025`.
fn figures(words: &Words, i: usize) -> Option<(usize, String)> {
    let gap = words.gap(i);
    if !matches!(gap, "/" | "-" | ".") || (i > 0 && matches!(words.gap_before(i), "/" | "-" | ".")) {
        return None;
    }
    let (a, b) = (words.digits(i)?, words.digits(i + 1)?);
    let wide = |n: usize| words.text(n).len();
    if words.gap(i + 1) != gap || words.digits(i + 2).is_none() {
        let month = gap == "/" && wide(i) == 2 && wide(i + 1) == 4 && (1..=12).contains(&a) && b >= 1990;
        let more = matches!(words.gap(i + 1), "/" | "-");
        return (month && !more && b <= 2100).then(|| (i + 1, format!("{b:04}-{a:02}")));
    }
    let c = words.digits(i + 2)?;
    if matches!(words.gap(i + 2), "/" | "-" | ".") && words.digits(i + 3).is_some() {
        return None;
    }
    if let Some(year) = year(words, i) {
        return (wide(i + 1) <= 2 && wide(i + 2) <= 2).then(|| iso(year, b, c)).flatten().map(|date| (i + 2, date));
    }
    if wide(i) > 2 || wide(i + 1) > 2 {
        return None;
    }
    let year = match wide(i + 2) {
        4 => year(words, i + 2)?,
        2 if gap != "." => c + if c >= 70 { 1900 } else { 2000 },
        _ => return None,
    };
    let date = if b > 12 { iso(year, a, b) } else { iso(year, b, a) };
    date.map(|date| (i + 2, date))
}

/// How many tokens to pass over where a day and a month are no date: `30 February 2026` is not `February 2026`.
fn no_such_day(words: &Words, i: usize) -> usize {
    if day(words.text(i)).is_none() || words.gap(i) != " " {
        return 0;
    }
    let of = usize::from(words.is(i + 1, "of"));
    let named =
        month(words.text(i + 1 + of)).is_some() && between(words.gap(i + 1 + of)) && year(words, i + 2 + of).is_some();
    if named { 2 + of } else { 0 }
}

pub(super) fn scan(words: &Words, links: &[bool], out: &mut Vec<Value>) {
    let mut i = 0;
    while i < words.len() {
        if !words.may_begin(i, DATE) {
            i += 1;
            continue;
        }
        let masked = links.get(i).copied().unwrap_or_default();
        let date =
            (!masked).then(|| day_first(words, i).or_else(|| month_first(words, i)).or_else(|| figures(words, i)));
        i = match date.flatten() {
            Some((last, canonical)) => {
                out.extend(words.value_of(ValueKind::Date, i, last, canonical));
                last + 1
            }
            None => i + 1 + no_such_day(words, i),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ValueKind, sample::hold};

    #[test]
    fn dates() {
        hold(
            ValueKind::Date,
            &[
                ("from 2 February 2026 on", "2 February 2026=2026-02-02"),
                ("the 2nd of February 2026", "2nd of February 2026=2026-02-02"),
                ("on February 2, 2026.", "February 2, 2026=2026-02-02"),
                ("Reviewed: Feb 2026", "Feb 2026=2026-02"),
                ("Reviewed: Sept. 2024", "Sept. 2024=2024-09"),
                ("Updated May 2025", "May 2025=2025-05"),
                ("2026-02-02", "2026-02-02=2026-02-02"),
                (
                    "on 01/02/2026, 1/2/26 or 01.02.2026",
                    "01/02/2026=2026-02-01; 1/2/26=2026-02-01; 01.02.2026=2026-02-01",
                ),
                ("on 02/25/2026", "02/25/2026=2026-02-25"),
                ("version 05/2025", "05/2025=2025-05"),
                ("1 April 2025 to 31 March 2026", "1 April 2025=2025-04-01; 31 March 2026=2026-03-31"),
                ("MAY 2025", "MAY 2025=2025-05"),
                ("29 February 2025 or 31/04/2025", ""),
                ("in 2019 you may 20 times", ""),
                ("Regulations 2019 (2019/419) and Act 2018", ""),
                ("Article 6(1), version 1.2.3, 10.0.0.1", ""),
                ("see https://example.org/2025-01-02/a", ""),
                ("We may keep it; it may 2 be", ""),
            ],
        );
    }
}
