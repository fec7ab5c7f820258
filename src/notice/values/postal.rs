//! Postcodes and the postal addresses that end in them.

use super::vocabulary::{BUILDINGS, Classes, ORGANISATION_WORDS, ROLES};
use super::{Value, ValueKind, Words};

/// The letters that a UK postcode can start with.
const AREAS: &[&str] = &[
    "AB", "AL", "B", "BA", "BB", "BD", "BH", "BL", "BN", "BR", "BS", "BT", "CA", "CB", "CF", "CH", "CM", "CO", "CR",
    "CT", "CV", "CW", "DA", "DD", "DE", "DG", "DH", "DL", "DN", "DT", "DY", "E", "EC", "EH", "EN", "EX", "FK", "FY",
    "G", "GL", "GU", "GY", "HA", "HD", "HG", "HP", "HR", "HS", "HU", "HX", "IG", "IM", "IP", "IV", "JE", "KA", "KT",
    "KW", "KY", "L", "LA", "LD", "LE", "LL", "LN", "LS", "LU", "M", "ME", "MK", "ML", "N", "NE", "NG", "NN", "NP",
    "NR", "NW", "OL", "OX", "PA", "PE", "PH", "PL", "PO", "PR", "RG", "RH", "RM", "S", "SA", "SE", "SG", "SK", "SL",
    "SM", "SN", "SO", "SP", "SR", "SS", "ST", "SW", "SY", "TA", "TD", "TF", "TN", "TQ", "TR", "TS", "TW", "UB", "W",
    "WA", "WC", "WD", "WF", "WN", "WR", "WS", "WV", "YO", "ZE",
];
/// Words of an address that need no capital.
const SMALL_WORDS: &[&str] =
    &["of", "the", "and", "on", "upon", "in", "le", "de", "by", "under", "next", "c", "o", "&", "floor"];
/// Capitalised words that end an address on the way back.
const STARTERS: &[&str] = &[
    "write",
    "writing",
    "contact",
    "email",
    "please",
    "post",
    "call",
    "visit",
    "at",
    "to",
    "our",
    "address",
    "by",
    "telephone",
    "tel",
    "phone",
    "is",
    "we",
    "you",
    "letter",
    "or",
    "from",
    "in",
    "via",
    "send",
    "dear",
    "attn",
];
const LONGEST_SEGMENT: usize = 9;
const MOST_SEGMENTS: usize = 9;

fn outward(text: &str) -> bool {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let (Some(area), Some(rest)) = (text.get(..letters), text.get(letters..)) else { return false };
    let shape = match rest.as_bytes() {
        [a] => a.is_ascii_digit(),
        [a, b] => a.is_ascii_digit() && (b.is_ascii_digit() || b.is_ascii_uppercase()),
        _ => false,
    };
    shape && AREAS.contains(&area)
}

fn inward(text: &str) -> bool {
    matches!(text.as_bytes(), [a, b, c] if a.is_ascii_digit() && b.is_ascii_uppercase() && c.is_ascii_uppercase())
}

pub(super) fn postcodes(words: &Words, links: &[bool]) -> Vec<Value> {
    let mut out = Vec::new();
    for i in 0..words.len() {
        if !words.initial(i) || links.get(i).copied().unwrap_or_default() {
            continue;
        }
        let text = words.text(i);
        if !text.starts_with(|c: char| c.is_ascii_uppercase()) {
            continue;
        }
        if outward(text) && words.gap(i) == " " && inward(words.text(i + 1)) {
            out.extend(words.value_of(ValueKind::Postcode, i, i + 1, format!("{text} {}", words.text(i + 1))));
        } else if (5..=7).contains(&text.len()) && text.is_ascii() {
            let (out_part, in_part) = text.split_at(text.len() - 3);
            if outward(out_part) && inward(in_part) {
                out.extend(words.value_of(ValueKind::Postcode, i, i, format!("{out_part} {in_part}")));
            }
        }
    }
    out
}

fn part_word(words: &Words, i: usize) -> bool {
    if words.is_any(i, STARTERS) && !words.is_any(i, SMALL_WORDS) {
        return false;
    }
    words.initial(i) && !words.is_any(i, &["By", "In", "The"])
        || words.text(i).starts_with(|c: char| c.is_ascii_digit())
        || words.is_any(i, SMALL_WORDS)
}

/// A gap inside one part of an address.
fn inside(words: &Words, i: usize) -> bool {
    match words.gap(i) {
        " " | "-" | "/" | " - " => true,
        ". " | "." => words.is_any(i, &["st", "rd", "no", "ave", "p", "o", "ln"]),
        _ => false,
    }
}

/// One part, ending at `last`: its first token, and whether the part is whole (a comma or the start before it).
fn part(words: &Words, last: usize) -> Option<(usize, bool)> {
    let mut first = last + 1;
    let mut whole = false;
    for _ in 0..=LONGEST_SEGMENT {
        let Some(at) = first.checked_sub(1) else {
            whole = true;
            break;
        };
        if first <= last && !inside(words, at) {
            whole = true;
            break;
        }
        if !part_word(words, at) {
            break;
        }
        first = at;
    }
    while first <= last && words.is_any(first, SMALL_WORDS) && !words.is_any(first, &["floor"]) {
        first += 1;
        whole = false;
    }
    (first <= last).then_some((first, whole))
}

fn has(words: &Words, part: (usize, usize), classes: Classes) -> bool {
    (part.0..=part.1).any(|i| words.classed(i, classes))
}

fn building(words: &Words, part: (usize, usize)) -> bool {
    let text = words.text(part.0);
    let ordinal = ["st", "nd", "rd", "th"].iter().any(|end| text.ends_with(end));
    (text.starts_with(|c: char| c.is_ascii_digit()) && !ordinal) || has(words, part, BUILDINGS)
}

/// The first token of the address whose postcode starts at a token.
fn begin(words: &Words, postcode: usize) -> Option<usize> {
    let mut parts: Vec<(usize, usize)> = Vec::new();
    let mut last = postcode.checked_sub(1)?;
    if !matches!(words.gap(last), " " | ", " | "," | " , " | ". " | " - ") {
        return None;
    }
    while parts.len() < MOST_SEGMENTS {
        let Some((first, whole)) = part(words, last) else { break };
        parts.push((first, last));
        let comma = first > 0 && matches!(words.gap(first - 1), ", " | "," | " , " | ",  ");
        if !(whole && comma) {
            break;
        }
        last = first - 1;
    }
    parts.reverse();
    let strong = parts.iter().position(|p| building(words, *p) && !has(words, *p, ROLES));
    let at = strong.or_else(|| {
        let mixed = parts.iter().position(|p| building(words, *p));
        mixed.or_else(|| parts.iter().position(|p| has(words, *p, ORGANISATION_WORDS) && !has(words, *p, ROLES)))
    })?;
    let (first, end) = *parts.get(at)?;
    // "Data Protection Officer Sessions House": the addressee is no part of it.
    let role = (first..end)
        .rev()
        .find(|i| words.classed(*i, ROLES) || words.is_any(*i, &["limited", "ltd", "plc", "llp", "inc"]));
    Some(role.map_or(first, |role| role + 1))
}

pub(super) fn addresses(words: &Words, postcodes: &[Value], out: &mut Vec<Value>) {
    let mut covered = 0;
    for postcode in postcodes {
        let (at, last) = (postcode.tokens.start as usize, postcode.tokens.end as usize - 1);
        if let Some(first) = begin(words, at)
            && first >= covered
        {
            out.extend(words.value_of(ValueKind::Address, first, last, words.joined(first, last)));
            freepost(words, covered, first, out);
            covered = last + 1;
        }
    }
    freepost(words, covered, words.len(), out);
}

/// `Freepost KCC`, which needs no postcode.
fn freepost(words: &Words, from: usize, to: usize, out: &mut Vec<Value>) {
    for i in from..to {
        if !words.initial(i) || !words.is(i, "freepost") {
            continue;
        }
        let mut last = i;
        while last < i + 5 && last + 1 < to && words.gap(last) == " " && words.initial(last + 1) {
            last += 1;
        }
        if last > i {
            out.extend(words.value_of(ValueKind::Address, i, last, words.joined(i, last)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ValueKind, sample::hold};

    #[test]
    fn codes() {
        hold(
            ValueKind::Postcode,
            &[
                ("Kent ME14 1XQ.", "ME14 1XQ=ME14 1XQ"),
                ("SW1A1AA, M1 7BL", "SW1A1AA=SW1A 1AA; M1 7BL=M1 7BL"),
                ("s1 3rd, Article A1 22B, ZZ1 1AA, EC1N 9ABC", ""),
            ],
        );
    }

    #[test]
    fn postal_addresses() {
        hold(
            ValueKind::Address,
            &[
                (
                    "or write to: Data Protection Officer, Sessions House, Maidstone, Kent ME14 1XQ.",
                    "Sessions House, Maidstone, Kent ME14 1XQ=sessions house maidstone kent me14 1xq",
                ),
                (
                    "Our office is at 12 High Street, Upton-upon-Severn, WR8 0AB",
                    "12 High Street, Upton-upon-Severn, WR8 0AB=12 high street upton upon severn wr8 0ab",
                ),
                (
                    "ICO, 4th Floor, No.3 Circle Square, 5 Hawkshaw Street, Manchester M1 7BL",
                    "4th Floor, No.3 Circle Square, 5 Hawkshaw Street, Manchester M1 7BL=4th floor no 3 circle square 5 hawkshaw street manchester m1 7bl",
                ),
                ("Write to PO Box 12, Leeds LS1 1AA", "PO Box 12, Leeds LS1 1AA=po box 12 leeds ls1 1aa"),
                ("Hill School, Ashford, TN23 1AA", "Hill School, Ashford, TN23 1AA=hill school ashford tn23 1aa"),
                ("to Freepost EXAMPLE TEAM, please", "Freepost EXAMPLE TEAM=freepost example team"),
                ("People who live in ME14 1XQ get post", ""),
                ("use our freepost service", ""),
            ],
        );
    }
}
