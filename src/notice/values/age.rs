//! Ages that end a length of time: `25th birthday`, `until you are 25`.

use super::Words;
use super::period::{TENS, number, small, unit};

const BARS_AGE: &[&str] =
    &["under", "over", "above", "below", "from", "between", "minimum", "least", "than", "beyond", "aged"];

/// Whether an age can begin or end at a word.
pub(super) fn may_begin(word: &str) -> bool {
    [&["birthday", "birthdays", "age"], REACHING, BEING].iter().any(|l| l.iter().any(|w| word.eq_ignore_ascii_case(w)))
}

const REACHING: &[&str] = &["reach", "reaches", "reached", "reaching", "turn", "turns", "turned", "turning"];
const BEING: &[&str] = &["are", "is", "you're", "they're"];

fn ordinal(word: &str) -> Option<u32> {
    let word = word.to_ascii_lowercase();
    if let Some(n) = ["st", "nd", "rd", "th"].iter().find_map(|s| word.strip_suffix(s))
        && let Ok(n) = n.parse::<u32>()
    {
        return (1..=120).contains(&n).then_some(n);
    }
    match word.as_str() {
        "twelfth" => Some(12),
        "twentieth" => Some(20),
        "fifth" => Some(5),
        _ => small(word.strip_suffix("th")?),
    }
}

/// `25th birthday`, `twenty-fifth birthday`.
pub(super) fn birthday(words: &Words, i: usize) -> Option<(usize, usize, u32)> {
    if !words.is_any(i, &["birthday", "birthdays"]) || !matches!(words.gap_before(i), " " | "-") {
        return None;
    }
    let n = ordinal(words.text(i - 1))?;
    if n < 10 && matches!(words.gap_before(i - 1), " " | "-") {
        let tens = i.checked_sub(2).and_then(|at| TENS.iter().find(|(name, _)| words.is(at, name)));
        if let Some((_, tens)) = tens {
            return Some((i - 2, i, tens + n));
        }
    }
    Some((i - 1, i, n))
}

fn age_number(words: &Words, i: usize) -> Option<(usize, u32)> {
    let (next, text) = number(words, i)?;
    let n = text.parse().ok().filter(|n| (1..=120).contains(n))?;
    Some((next - 1, n))
}

/// The last token of an age after its number: `18 years of age`, `18 years`.
fn age_end(words: &Words, last: usize) -> usize {
    if words.gap(last) != " " || unit(words.text(last + 1)) != Some("year") {
        return last;
    }
    words.run(last + 2, &["of", "age"]).or_else(|| words.run(last + 2, &["old"])).map_or(last + 1, |end| end - 1)
}

fn barred_before(words: &Words, i: usize) -> bool {
    (1..=3)
        .map_while(|back| i.checked_sub(back))
        .take_while(|at| !words.stops(*at))
        .any(|at| words.is_any(at, BARS_AGE))
}

/// `age of 25`, `until age 25`, `reaches 25`, `until you are 25`.
pub(super) fn age(words: &Words, i: usize) -> Option<(usize, usize, u32)> {
    if words.is(i, "age") && words.gap(i) == " " {
        let of = words.is(i + 1, "of") && words.gap(i + 1) == " ";
        let (last, n) = age_number(words, i + 1 + usize::from(of))?;
        let led = |at: usize| {
            words.is_any(
                at,
                &[
                    "until", "till", "to", "reach", "reaches", "reached", "reaching", "turn", "turns", "attain",
                    "attains",
                ],
            )
        };
        let named = of || i.checked_sub(1).is_some_and(led);
        let end = age_end(words, last);
        let group = words.gap(end) == " "
            && words.is_any(end + 1, &["or", "and", "to"])
            && (words.is_any(end + 2, &["over", "older", "above", "under", "younger", "below"])
                || words.is(end + 1, "to"));
        return (named && !barred_before(words, i) && !group).then_some((i, end, n));
    }
    if words.gap(i) != " " {
        return None;
    }
    let reach = words.is_any(i, REACHING);
    let are = words.is_any(i, BEING)
        && (1..=5)
            .map_while(|back| i.checked_sub(back))
            .take_while(|at| !words.stops(*at))
            .any(|at| words.is_any(at, &["until", "till"]));
    if !(reach || are) {
        return None;
    }
    let (last, n) = age_number(words, i + 1)?;
    let end = age_end(words, last);
    let closed = words.gap(end) != " " && !words.gap(end).starts_with(['%', '-', '.'])
        || words.gap(end).starts_with(". ")
        || words.gap(end).starts_with(".\n")
        || words.is_any(end + 1, &["or", "and", "then", "unless", "whichever", "if", "when"])
        || end > last;
    let other = end == last && words.gap(last) == " " && unit(words.text(last + 1)).is_some();
    (closed && !other).then_some((i + 1, end, n))
}
