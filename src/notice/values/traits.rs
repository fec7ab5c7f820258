//! What a word by itself says of the values that can begin at it, remembered from text to text.
//!
//! Most words of a text begin no value of any type. Each scanner says what the words that it looks at have in common; the
//! answer for a word is kept, so that a word costs a scanner one look at a bit.

use super::vocabulary::{Classes, classes};
use super::{act, age, date, period, placeholder, provision};
use std::cell::RefCell;

/// What can begin at a word.
pub(super) type Traits = u16;

/// It starts with a digit.
pub(super) const DIGIT: Traits = 1 << 0;
/// A length of time, or an age that ends one.
pub(super) const PERIOD: Traits = 1 << 1;
/// A date.
pub(super) const DATE: Traits = 1 << 2;
/// A provision.
pub(super) const PROVISION: Traits = 1 << 3;
/// An instrument.
pub(super) const INSTRUMENT: Traits = 1 << 4;
/// A blank.
pub(super) const BLANK: Traits = 1 << 5;
/// An amount of money.
pub(super) const MONEY: Traits = 1 << 6;

fn traits_of(word: &str) -> Traits {
    let digit = word.starts_with(|c: char| c.is_ascii_digit());
    [
        (DIGIT, digit),
        (PERIOD, digit || period::may_begin(word) || age::may_begin(word)),
        (DATE, digit || date::month(word).is_some()),
        (PROVISION, provision::may_open(word)),
        (INSTRUMENT, act::may_begin(word)),
        (BLANK, placeholder::may_begin(word)),
        (MONEY, digit || matches!(word, "£" | "GBP")),
    ]
    .into_iter()
    .fold(0, |all, (one, holds)| if holds { all | one } else { all })
}

/// The longest word that is remembered, in bytes.
const LONGEST: usize = 16;
const SLOTS: usize = 1 << 11;

/// A word, as a number, with what was said of it.
type Known = (u128, Classes, Traits);

thread_local! {
    /// Each word has a pair of places; the one that came last stands first, and a third word takes the older's place.
    static KNOWN: RefCell<Vec<Known>> = const { RefCell::new(Vec::new()) };
}

/// Calls `with` with a function that gives the classes and traits of words.
pub(super) fn each<R>(with: impl FnOnce(&mut dyn FnMut(&str) -> (Classes, Traits)) -> R) -> R {
    KNOWN.with(|known| match known.try_borrow_mut() {
        Ok(mut known) => {
            known.resize(SLOTS, (0, 0, 0));
            with(&mut |word| look_up(&mut known, word))
        }
        Err(_) => with(&mut anew),
    })
}

/// A word of at most 16 bytes as a number.
fn number_of(word: &[u8]) -> u128 {
    let back = |bytes: &[u8]| bytes.iter().rev().fold(0, |n: u64, byte| n << 8 | u64::from(*byte));
    match word.split_first_chunk::<8>() {
        Some((first, rest)) => u128::from(u64::from_le_bytes(*first)) | u128::from(back(rest)) << 64,
        None => u128::from(back(word)),
    }
}

fn look_up(known: &mut [Known], word: &str) -> (Classes, Traits) {
    if word.len() > LONGEST || word.is_empty() {
        return anew(word);
    }
    let number = number_of(word.as_bytes());
    let mixed = ((number >> 64) as u64 ^ (number as u64)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let first = ((mixed >> 53) as usize % SLOTS) & !1;
    let Some([newer, older]) = known.get_mut(first..first + 2) else { return anew(word) };
    if newer.0 != number {
        std::mem::swap(newer, older);
        if newer.0 != number {
            let (classes, traits) = anew(word);
            *newer = (number, classes, traits);
        }
    }
    (newer.1, newer.2)
}

fn anew(word: &str) -> (Classes, Traits) {
    let classes = if word.starts_with(char::is_uppercase) {
        let stem = word.strip_suffix("'s").or_else(|| word.strip_suffix("'S")).unwrap_or(word);
        classes(&stem.to_ascii_lowercase())
    } else {
        0
    };
    (classes, traits_of(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart() {
        each(|of| {
            for _ in 0..2 {
                assert_eq!(of("6").1, DIGIT | PERIOD | DATE | MONEY);
                assert_eq!(of("May").1, DATE);
                assert_eq!(of("Article").1, PROVISION);
                assert_eq!(of("table"), (0, 0));
                assert_eq!(of("7½").1 & PERIOD, PERIOD);
                assert_eq!(of("incomprehensibilities"), (0, 0));
            }
        });
    }
}
