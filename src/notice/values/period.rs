//! Lengths of time, with the ages that end one.

use super::age::{age, birthday};
use super::traits::PERIOD;
use super::{Value, ValueKind, Words};

const SMALL: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
pub(super) const TENS: [(&str, u32); 8] = [
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];
const ADJECTIVES: &[&str] = &[
    "calendar",
    "working",
    "business",
    "full",
    "complete",
    "completed",
    "consecutive",
    "additional",
    "further",
    "whole",
    "clear",
    "rolling",
    "financial",
    "tax",
    "academic",
    "school",
    "more",
];

pub(super) fn unit(word: &str) -> Option<&'static str> {
    let word = word.to_ascii_lowercase();
    Some(match word.strip_suffix("'s").unwrap_or(&word) {
        "hour" | "hours" | "hr" | "hrs" => "hour",
        "day" | "days" => "day",
        "week" | "weeks" | "wk" | "wks" => "week",
        "month" | "months" | "mth" | "mths" => "month",
        "year" | "years" | "yr" | "yrs" => "year",
        "term" | "terms" => "term",
        "decade" | "decades" => "decade",
        _ => return None,
    })
}

pub(super) fn small(word: &str) -> Option<u32> {
    let at = SMALL.iter().position(|s| word.eq_ignore_ascii_case(s))?;
    Some(at as u32 + 1)
}

/// Whether a length of time can begin at a word that starts with no digit.
pub(super) fn may_begin(word: &str) -> bool {
    word.ends_with('½')
        || word.eq_ignore_ascii_case("a")
        || word.eq_ignore_ascii_case("an")
        || word.eq_ignore_ascii_case("hundred")
        || small(word).is_some()
        || TENS.iter().any(|(name, _)| word.eq_ignore_ascii_case(name))
}

/// A number with the index after it; the number is written in digits.
pub(super) fn number(words: &Words, i: usize) -> Option<(usize, String)> {
    let text = words.text(i);
    if let Some(n) = words.digits(i) {
        if text.len() == 1 && words.gap(i) == "," && words.text(i + 1) == "000" {
            return Some((i + 2, format!("{n}000")));
        }
        if words.gap(i) == "." && words.text(i + 1).len() == 1 && words.digits(i + 1).is_some() {
            return Some((i + 2, format!("{n}.{}", words.text(i + 1))));
        }
        return (n > 0 && n < 1000 && text.len() <= 3).then(|| (i + 1, n.to_string()));
    }
    if let Some(n) = text.strip_suffix('½').and_then(|n| n.parse::<u16>().ok()) {
        return Some((i + 1, format!("{n}.5")));
    }
    if !matches!(text.len(), 1 | 3..=9) || !text.starts_with(|c: char| "aAoOtTfFsSeEnNhH".contains(c)) {
        return None;
    }
    if words.is(i, "hundred") {
        return Some((i + 1, "100".to_owned()));
    }
    if words.is_any(i, &["a", "one"]) && words.gap(i) == " " && words.is(i + 1, "hundred") {
        return Some((i + 2, "100".to_owned()));
    }
    if let Some((_, tens)) = TENS.iter().find(|(name, _)| words.is(i, name)) {
        let ones = matches!(words.gap(i), " " | "-").then(|| small(words.text(i + 1))).flatten().filter(|n| *n < 10);
        return Some(match ones {
            Some(n) => (i + 2, (tens + n).to_string()),
            None => (i + 1, tens.to_string()),
        });
    }
    small(text).map(|n| (i + 1, n.to_string()))
}

/// The unit of a length of time that is cut short to a letter: `24m`, `7y`, `28d`. A letter is as often a distance or an amount, so the
/// number has to be one that papers are kept for.
fn letter(words: &Words, i: usize, digits: &str, letter: &str) -> Option<&'static str> {
    let (unit, usual): (_, &[&str]) = match letter {
        "y" => ("year", &["2", "3", "4", "5", "6", "7", "8", "10", "12", "15", "20", "25", "30", "40", "50", "75"]),
        "m" => ("month", &["3", "6", "9", "12", "13", "15", "18", "24", "30", "36", "48", "60"]),
        "d" => ("day", &["7", "14", "21", "28", "30", "31", "35", "45", "60", "90", "180"]),
        _ => return None,
    };
    let money = i > 0 && matches!(words.text(i - 1), "£" | "$" | "€");
    let measures =
        ["of", "from", "away", "high", "deep", "wide", "long", "tall", "square", "above", "below", "by", "x"];
    let measured = words.gap(i) == " " && words.is_any(i + 1, &measures);
    (usual.contains(&digits) && !money && !measured).then_some(unit)
}

/// The same number again in brackets: `six (6) years`.
fn again(words: &Words, at: usize) -> Option<usize> {
    if at == 0 || words.gap(at - 1) != " (" {
        return None;
    }
    let (next, _) = number(words, at)?;
    matches!(words.gap(next - 1), ") " | ")-").then_some(next)
}

/// The text after the number: adjectives and the unit. Gives the last token and `years` or `working days`.
fn measure(words: &Words, mut at: usize, single: bool) -> Option<(usize, String)> {
    let mut working = false;
    for step in 0..4 {
        let gap = words.gap_before(at);
        let plus = step == 0 && matches!(gap, "+ " | ") " | ")-");
        if !(matches!(gap, " " | "-" | " - ") || plus) {
            return None;
        }
        if let Some(unit) = unit(words.text(at)) {
            // "3 school terms" have a length; "3 terms" are as likely conditions.
            if unit == "term" && !words.is_any(at - 1, &["school", "academic", "full"]) {
                return None;
            }
            let working = if working { "working " } else { "" };
            return Some((at, format!("{working}{unit}{}", if single { "" } else { "s" })));
        }
        if !words.is_any(at, ADJECTIVES) {
            return None;
        }
        working |= words.is_any(at, &["working", "business"]);
        at += 1;
    }
    None
}

/// Whether a person's age or a rate is measured, not how long something lasts.
fn barred(words: &Words, first: usize, last: usize) -> bool {
    let gap = words.gap_before(first);
    if gap.ends_with(['/', '.']) && words.gap(first.wrapping_sub(1)).len() == 1 {
        return true;
    }
    if gap == "-" && words.digits(first.wrapping_sub(1)).is_some() {
        return true;
    }
    for back in 1..=3 {
        let Some(at) = first.checked_sub(back) else { break };
        if words.stops(at) {
            break;
        }
        let near = back == 1 && words.is(at, "under") && unit(words.text(last)) == Some("year");
        if words.is_any(at, &["aged", "ages"]) || near {
            return true;
        }
        if back == 2 && words.is(at, "age") && words.is(at + 1, "of") {
            return true;
        }
    }
    let year = unit(words.text(last)) == Some("year");
    let (gap, next) = (words.gap(last), last + 1);
    if !matches!(gap, " " | "-") {
        return false;
    }
    if year && (words.is_any(next, &["old", "olds"]) || words.run(next, &["of", "age"]).is_some()) {
        return true;
    }
    if year
        && words.is_any(next, &["or", "and"])
        && words.is_any(next + 1, &["over", "older", "above", "under", "younger", "below"])
        && words.gap(next) == " "
    {
        return true;
    }
    words.is_any(next, &["a", "per", "each", "every"]) && words.gap(next) == " " && unit(words.text(next + 1)).is_some()
}

fn period(words: &Words, i: usize) -> Option<(usize, String)> {
    // "30days", "6yrs"
    let text = words.text(i);
    let cut = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    if (1..=3).contains(&cut) {
        let (digits, rest) = text.split_at(cut);
        if let Some(unit) = unit(rest) {
            let n: u32 = digits.parse().ok()?;
            let plural = if n == 1 { "" } else { "s" };
            return (!barred(words, i, i)).then(|| (i, format!("{n} {unit}{plural}")));
        }
        if let Some(unit) = letter(words, i, digits, rest) {
            return (!barred(words, i, i)).then(|| (i, format!("{digits} {unit}s")));
        }
    }
    // "a full year", "an additional month"; "for a year" but not "twice a year".
    if words.is_any(i, &["a", "an"]) && words.gap(i) == " " && !words.is(i + 1, "hundred") {
        let bare = unit(text).is_none() && unit(words.text(i + 1)).is_some();
        if bare
            && words.is(i + 1, "year")
            && words.run(i + 2, &["and", "a", "day"]).is_some()
            && words.gap(i + 1) == " "
        {
            return Some((i + 4, "1 year".to_owned()));
        }
        if bare {
            let held = i > 0
                && words.gap(i - 1) == " "
                && words.is_any(i - 1, &["for", "within", "after", "to", "than"])
                && unit(words.text(i + 1)).is_some_and(|u| u == "year" || u == "month")
                && !words.gap(i + 1).starts_with('-');
            return held.then(|| (i + 1, format!("1 {}", unit(words.text(i + 1)).unwrap_or_default())));
        }
        if words.is_any(i + 1, ADJECTIVES) && !words.is_any(i + 1, &["working", "school", "business", "more"]) {
            let (last, name) = measure(words, i + 1, true)?;
            let plural = words.text(last).to_ascii_lowercase().ends_with('s');
            return (!plural).then(|| (last, format!("1 {name}")));
        }
        return None;
    }
    let (mut at, low) = number(words, i)?;
    at = again(words, at).unwrap_or(at);
    let mut high = None;
    let joiner = words.gap(at - 1);
    if matches!(joiner, "-" | " - ") {
        high = number(words, at);
    } else if joiner == " " && words.gap(at) == " " {
        let between = i > 0 && words.is(i - 1, "between");
        if words.is(at, "to") || (between && words.is(at, "and")) {
            high = number(words, at + 1);
        }
    }
    if let Some((next, high)) = high {
        let next = again(words, next).unwrap_or(next);
        let (last, name) = measure(words, next, false)?;
        return (!barred(words, i, last)).then(|| (last, format!("{low}-{high} {name}")));
    }
    let (last, name) = measure(words, at, low == "1")?;
    (!barred(words, i, last)).then(|| (last, format!("{low} {name}")))
}

/// `current year plus 6`: the unit stands before the number.
fn plus(words: &Words, i: usize) -> Option<(usize, String)> {
    let n = words.digits(i).filter(|n| (1..100).contains(n))?;
    let at = i.checked_sub(1)?;
    let sign = words.gap(at).trim() == "+";
    let year = match (sign, words.is(at, "plus") && words.gap(at) == " ") {
        (true, _) => at,
        (_, true) => at.checked_sub(1)?,
        _ => return None,
    };
    let held = words.is(year, "year") && words.gap(year).len() <= 3 && !words.gap(year).contains('\n');
    held.then(|| (i, format!("{n} year{}", if n == 1 { "" } else { "s" })))
}

pub(super) fn scan(words: &Words, out: &mut Vec<Value>) {
    let mut i = 0;
    while i < words.len() {
        if !words.may_begin(i, PERIOD) {
            i += 1;
            continue;
        }
        let aged = birthday(words, i).or_else(|| age(words, i));
        if let Some((first, last, n)) = aged {
            out.extend(words.value_of(ValueKind::Period, first, last, format!("age {n}")));
            i = last.max(i) + 1;
            continue;
        }
        i = match period(words, i).or_else(|| plus(words, i)) {
            Some((last, canonical)) => {
                out.extend(words.value_of(ValueKind::Period, i, last, canonical));
                last + 1
            }
            // Neither "2024-25 year" nor "24/7 hours" holds a length in its second half.
            None if words.digits(i).is_some() && matches!(words.gap(i), "-" | "/") => i + 2,
            None => i + 1,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ValueKind, sample::hold};

    #[test]
    fn periods() {
        hold(
            ValueKind::Period,
            &[
                ("kept for 6 years.", "6 years=6 years"),
                ("for six (6) years after", "six (6) years=6 years"),
                ("a six-year rule and a 12-month limit", "six-year=6 years; 12-month=12 months"),
                ("3-5 years, one to two years", "3-5 years=3-5 years; one to two years=1-2 years"),
                ("between 3 and 5 years", "3 and 5 years=3-5 years"),
                ("within one calendar month", "one calendar month=1 month"),
                ("a further year; a full month", "a further year=1 year; a full month=1 month"),
                ("kept for a year", "a year=1 year"),
                ("in 20 working days", "20 working days=20 working days"),
                ("twenty-five years", "twenty-five years=25 years"),
                ("a hundred years", "a hundred years=100 years"),
                ("2.5 years or 7½ years", "2.5 years=2.5 years; 7½ years=7.5 years"),
                ("current year plus 6 years", "6 years=6 years"),
                ("current financial year + 6", "6=6 years"),
                ("seven full financial years", "seven full financial years=7 years"),
                ("two school terms", "two school terms=2 terms"),
                ("30days, 6yrs", "30days=30 days; 6yrs=6 years"),
                ("logs 24m, forms 7y, film 28d", "24m=24 months; 7y=7 years; 28d=28 days"),
                ("twelve calendar months", "twelve calendar months=12 months"),
                ("a year and a day after the show", "a year and a day=1 year"),
                ("one month's notice", "one month's=1 month"),
                ("6 years and 3 months", "6 years=6 years; 3 months=3 months"),
                ("6 or 12 months", "12 months=12 months"),
                ("under 6 months", "6 months=6 months"),
            ],
        );
    }

    #[test]
    fn ages_that_end_a_period() {
        hold(
            ValueKind::Period,
            &[
                ("until their 25th birthday", "25th birthday=age 25"),
                ("your twenty-fifth birthday", "twenty-fifth birthday=age 25"),
                ("until you are 25.", "25=age 25"),
                ("when the child reaches 25, we delete it", "25=age 25"),
                ("until the child reaches the age of 25", "age of 25=age 25"),
                ("until age 18 or later", "age 18=age 18"),
                ("until they reach 18 years of age", "18 years of age=age 18"),
            ],
        );
    }

    #[test]
    fn what_is_no_period() {
        for text in [
            "aged 13 years or over",
            "16 years old",
            "a 16-year-old",
            "children under 13 years",
            "13 years of age",
            "under the age of 13",
            "over the age of 16 years",
            "24 hours a day, 24/7",
            "7 days a week",
            "twice a year",
            "the 2024-25 school year",
            "the 2024/25 year",
            "in 2019 years",
            "Article 6",
            "3 terms and conditions",
            "you are 25 minutes away",
            "we reach 25 people",
            "many years",
            "within 6m of the kerb",
            "a grant of £3m, 17m people",
        ] {
            hold(ValueKind::Period, &[(text, "")]);
        }
    }
}
