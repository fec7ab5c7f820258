//! Amounts of money: `£10`, `£1,000`, `£17.5 million`, `10 pounds`.

use super::traits::MONEY;
use super::{Value, ValueKind, Words};

fn currency(words: &Words, i: usize) -> Option<(&'static str, usize, usize)> {
    if words.text(i) == "£" {
        return matches!(words.gap(i), "" | " ").then(|| ("gbp", words.start(i), i + 1));
    }
    if words.text(i) == "GBP" && words.gap(i) == " " {
        return Some(("gbp", words.start(i), i + 1));
    }
    let lead = words.lead(i);
    for (sign, name) in [('€', "eur"), ('$', "usd")] {
        if lead.ends_with(sign) {
            return Some((name, words.start(i) - sign.len_utf8(), i));
        }
    }
    None
}

/// A number with thousands commas and decimals; the last token and the amount.
fn amount(words: &Words, i: usize) -> Option<(usize, String)> {
    let text = words.text(i);
    let whole = text.trim_end_matches(['m', 'k', 'M', 'K']);
    if whole.is_empty() || whole.len() + 1 < text.len() || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut last = i;
    let mut out = whole.to_owned();
    while last < i + 4
        && words.gap(last) == ","
        && words.text(last + 1).len() == 3
        && words.digits(last + 1).is_some()
        && words.text(last).len() <= 3
    {
        last += 1;
        out.push_str(words.text(last));
    }
    let mut cents = String::new();
    if words.gap(last) == "." && words.text(last).len() == words.text(last).trim_end_matches(['m', 'k']).len() {
        let next = words.text(last + 1).trim_end_matches(['m', 'k']);
        if !next.is_empty() && next.len() <= 2 && next.bytes().all(|b| b.is_ascii_digit()) {
            last += 1;
            cents = next.to_owned();
        }
    }
    let mut zeros = match words.text(last).chars().last() {
        Some('m' | 'M') => 6,
        Some('k' | 'K') => 3,
        _ => 0,
    };
    if zeros == 0 && words.gap(last) == " " {
        zeros = match words.lower(last + 1).as_str() {
            "thousand" => 3,
            "million" => 6,
            "billion" => 9,
            _ => 0,
        };
        last += usize::from(zeros > 0);
    }
    if zeros > 0 {
        let moved = cents.len();
        out.push_str(&cents);
        out.push_str(&"0".repeat(zeros - moved));
        cents.clear();
    }
    if !cents.is_empty() && !cents.bytes().all(|b| b == b'0') {
        out.push('.');
        out.push_str(&cents);
    }
    let out = out.trim_start_matches('0');
    let bare = out.is_empty() || out.starts_with('.');
    Some((last, if bare { format!("0{out}") } else { out.to_owned() }))
}

pub(super) fn scan(words: &Words, out: &mut Vec<Value>) {
    let mut i = 0;
    // Signs that are no words stand before the number: a digit is one of its words.
    while i < words.len() {
        let mut next = i + 1;
        if !words.may_begin(i, MONEY) {
            i = next;
            continue;
        }
        if let Some((name, start, number)) = currency(words, i) {
            if let Some((last, sum)) = amount(words, number) {
                out.extend(words.value(ValueKind::Money, start, words.end(last), format!("{name} {sum}")));
                next = last + 1;
            }
        } else if words.digits(i).is_some()
            && !matches!(words.lead(i), "," | ".")
            && let Some((last, sum)) = amount(words, i)
            && words.gap(last) == " "
            && words.is_any(last + 1, &["pounds", "pound"])
        {
            out.extend(words.value_of(ValueKind::Money, i, last + 1, format!("gbp {sum}")));
            next = last + 2;
        }
        i = next;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ValueKind, sample::hold};

    #[test]
    fn amounts_of_money() {
        hold(
            ValueKind::Money,
            &[
                ("A fee of £10 applies", "£10=gbp 10"),
                ("A fee of £ 10.00.", "£ 10.00=gbp 10"),
                ("It costs £2.50 or 10 pounds", "£2.50=gbp 2.50; 10 pounds=gbp 10"),
                ("fines up to £17.5 million or £1,250,000", "£17.5 million=gbp 17500000; £1,250,000=gbp 1250000"),
                ("about €20m", "€20m=eur 20000000"),
                ("10 days and £", ""),
                ("pounds of flesh", ""),
            ],
        );
    }
}
