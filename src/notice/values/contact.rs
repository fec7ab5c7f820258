//! E-mail addresses, web addresses and telephone numbers.

use super::traits::DIGIT;
use super::{Value, ValueKind, Words};
use linkify::{LinkFinder, LinkKind};

/// No address is longer; a longer run without a space is not looked at.
const LONGEST: usize = 1000;

/// Last labels that a web address without a scheme may have. Endings of file names are not among them.
const ENDINGS: &[&str] = &[
    "uk",
    "com",
    "org",
    "net",
    "gov",
    "edu",
    "eu",
    "info",
    "io",
    "co",
    "int",
    "biz",
    "ie",
    "de",
    "fr",
    "nl",
    "es",
    "it",
    "be",
    "us",
    "ca",
    "au",
    "nz",
    "ch",
    "se",
    "dk",
    "no",
    "at",
    "pl",
    "scot",
    "wales",
    "cymru",
    "london",
    "app",
    "dev",
    "ai",
    "cloud",
    "online",
    "site",
    "health",
    "school",
    "academy",
    "education",
    "church",
    "charity",
    "tech",
    "law",
    "legal",
    "gg",
    "je",
    "im",
    "tv",
];
/// Of these, the ones that are words: they need a path behind them.
const WORDS: &[&str] = &[
    "it",
    "us",
    "at",
    "no",
    "be",
    "im",
    "so",
    "law",
    "legal",
    "health",
    "school",
    "church",
    "site",
    "online",
    "cloud",
    "info",
    "education",
    "academy",
    "charity",
    "tech",
];

fn bare_domain(text: &str) -> bool {
    let (host, path) = text.split_once(['/', '?', '#']).map_or((text, ""), |(host, path)| (host, path));
    let host = host.split(':').next().unwrap_or_default();
    if !host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')) {
        return false;
    }
    let lower = host.to_ascii_lowercase();
    if lower.starts_with("www.") {
        return lower.matches('.').count() >= 2;
    }
    let Some((before, last)) = host.rsplit_once('.') else { return false };
    let even = !last.starts_with(|c: char| c.is_ascii_uppercase()) || host == host.to_ascii_uppercase();
    let last = last.to_ascii_lowercase();
    even && before.len() >= 2
        && ENDINGS.contains(&last.as_str())
        && (!path.is_empty() || !WORDS.contains(&last.as_str()))
}

/// The form of a web address that is compared: no scheme, no `www.`, no closing slash, lower case.
fn plain_url(text: &str) -> String {
    let lower = text.to_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/').to_owned()
}

pub(super) fn links(words: &Words, out: &mut Vec<Value>) {
    let (mut mail, mut web) = (LinkFinder::new(), LinkFinder::new());
    mail.kinds(&[LinkKind::Email]);
    web.kinds(&[LinkKind::Url]).url_must_have_scheme(false);
    let bytes = words.plain.as_bytes();
    let mut at = 0;
    // Only what holds a stop or an at sign inside can be an address.
    while let Some(sign) = bytes[at..].iter().position(|b| matches!(b, b'.' | b'@')).map(|from| at + from) {
        let space = |b: &u8| matches!(b, b' ' | b'\n');
        let start = bytes[at..sign].iter().rposition(space).map_or(at, |before| at + before + 1);
        let end = bytes[sign..].iter().position(space).map_or(bytes.len(), |after| sign + after);
        at = (end + 1).min(bytes.len());
        let part = words.plain.get(start..end).unwrap_or_default();
        if part.len() > LONGEST || part.len() < 4 || is_last_word(part) {
            continue;
        }
        let first = out.len();
        if part.contains('@') {
            for link in mail.links(part) {
                let canonical = link.as_str().to_lowercase();
                out.extend(words.value(ValueKind::Email, start + link.start(), start + link.end(), canonical));
            }
        }
        let mails = out.len();
        for link in web.links(part) {
            let text = link.as_str();
            let schemed =
                ["http://", "https://"].iter().any(|s| text.get(..s.len()).is_some_and(|t| t.eq_ignore_ascii_case(s)));
            let bare = !text.contains("://") && !text.contains('@') && bare_domain(text);
            let at_sign = part.get(..link.start()).is_some_and(|b| b.ends_with('@'));
            let (from, to) = (start + link.start(), start + link.end());
            let in_mail = out
                .get(first..mails)
                .is_some_and(|m| m.iter().any(|v| (v.text.start as usize) < to && from < v.text.end as usize));
            if (schemed || bare && !at_sign) && !in_mail {
                out.extend(words.value(ValueKind::Url, from, to, plain_url(text)));
            }
        }
    }
}

/// Whether a part is a word and the stop that ends its sentence, and so no address: the usual case.
fn is_last_word(part: &str) -> bool {
    part.strip_suffix('.').is_some_and(|word| word.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Words before a number that say it is another kind of number.
const OTHER_NUMBERS: &[&str] =
    &["company", "charity", "nhs", "registration", "registered", "reference", "account", "vat", "isbn", "ref", "urn"];

struct Dialled {
    start: usize,
    last: usize,
    canonical: String,
}

/// The groups of digits from a token on, to at most `most` digits; the last token and the digits.
fn groups(words: &Words, first: usize, most: usize) -> (usize, String) {
    let mut digits = words.text(first).to_owned();
    let mut last = first;
    while last < first + 10 {
        let gap = words.gap(last);
        let next = words.text(last + 1);
        let joins = matches!(gap, " " | "-" | "." | ") " | " (" | "(" | ")" | " - " | ")-" | "  ");
        if !joins || next.is_empty() || !next.bytes().all(|b| b.is_ascii_digit()) || digits.len() + next.len() > most {
            break;
        }
        digits.push_str(next);
        last += 1;
    }
    (last, digits)
}

fn dialled(words: &Words, i: usize) -> Option<Dialled> {
    let text = words.text(i);
    if text.is_empty() || text.len() > 15 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let lead = words.lead(i);
    let plus = lead.ends_with('+');
    let opened = lead.ends_with('(') && words.gap(i).starts_with(')');
    if i > 0 && lead.len() == 1 && lead.chars().all(|c| "/-_.#=@".contains(c)) {
        let label = lead == "." && words.text(i - 1).bytes().all(|b| b.is_ascii_alphabetic());
        if !label {
            return None;
        }
    }
    let mut start = words.start(i);
    if plus {
        start -= 1;
        if words.plain.get(..start).is_some_and(|b| b.ends_with('(')) && words.gap(i).starts_with(')') {
            start -= 1;
        }
    } else if opened {
        start -= 1;
    }
    let uk = text.starts_with("0044")
        || (plus && text.starts_with("44"))
        || (text == "44" && words.gap(i) == " (" && words.text(i + 1) == "0");
    if uk {
        let code = if text.starts_with("00") { 4 } else { 2 };
        let (last, digits) = groups(words, i, code + 11);
        let rest = digits.get(code..)?;
        let national = if rest.starts_with('0') { rest.to_owned() } else { format!("0{rest}") };
        return (10..=11).contains(&national.len()).then_some(Dialled { start, last, canonical: national });
    }
    if plus {
        let (last, digits) = groups(words, i, 15);
        return ((8..=15).contains(&digits.len()) && !digits.starts_with('0')).then(|| Dialled {
            start,
            last,
            canonical: format!("+{digits}"),
        });
    }
    if !text.starts_with('0') || text.starts_with("00") || text.len() < 3 {
        return None;
    }
    let (last, digits) = groups(words, i, 11);
    (10..=11).contains(&digits.len()).then_some(Dialled { start, last, canonical: digits })
}

pub(super) fn phones(words: &Words, links: &[bool], out: &mut Vec<Value>) {
    let mut i = 0;
    while i < words.len() {
        let looked_at = words.may_begin(i, DIGIT) && !links.get(i).copied().unwrap_or_default();
        let found = if looked_at { dialled(words, i) } else { None };
        let Some(found) = found else {
            i += 1;
            continue;
        };
        let other = (1..=3)
            .map_while(|back| i.checked_sub(back))
            .take_while(|at| !words.gap(*at).contains([',', ';', '\n', '|']) && !words.stops(*at))
            .any(|at| words.is_any(at, OTHER_NUMBERS));
        let longer = words.gap(found.last) == "-" && words.digits(found.last + 1).is_some();
        if !other && !longer {
            out.extend(words.value(ValueKind::Phone, found.start, words.end(found.last), found.canonical));
        }
        i = found.last + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ValueKind, sample::hold};

    #[test]
    fn mail_addresses() {
        hold(
            ValueKind::Email,
            &[
                ("write to DPO@Example.gov.uk.", "DPO@Example.gov.uk=dpo@example.gov.uk"),
                ("(info.gov+x@a-b.org)", "info.gov+x@a-b.org=info.gov+x@a-b.org"),
                ("mailto:a@b.uk", "a@b.uk=a@b.uk"),
                ("[email protected] or dpo@ or @kent", ""),
            ],
        );
    }

    #[test]
    fn web_addresses() {
        hold(
            ValueKind::Url,
            &[
                ("see https://www.Example.org/Privacy/.", "https://www.Example.org/Privacy/=example.org/privacy"),
                (
                    "at www.example.gov.uk or example.org.uk/a-b?c=1",
                    "www.example.gov.uk=example.gov.uk; example.org.uk/a-b?c=1=example.org.uk/a-b?c=1",
                ),
                ("ico.org.uk's pages", "ico.org.uk=ico.org.uk"),
                ("see privacy.md, e.g. notes.docx or i.e. a.b", ""),
                ("dpo@example.org", ""),
                ("Contact us.We reply. Ask them.it works", ""),
            ],
        );
    }

    #[test]
    fn telephone_numbers() {
        hold(
            ValueKind::Phone,
            &[
                ("call 0303 123 1113.", "0303 123 1113=03031231113"),
                ("call 03031 231113 or 03031231113", "03031 231113=03031231113; 03031231113=03031231113"),
                ("0303-123-1113, (01632) 960123", "0303-123-1113=03031231113; (01632) 960123=01632960123"),
                ("+44 (0)303 123 1113", "+44 (0)303 123 1113=03031231113"),
                ("+44 303 123 1113 / 0044 20 7946 0958", "+44 303 123 1113=03031231113; 0044 20 7946 0958=02079460958"),
                ("+442079460958", "+442079460958=02079460958"),
                ("Tel.01632 96012", "01632 96012=0163296012"),
                ("+1 650 253 0000", "+1 650 253 0000=+16502530000"),
                ("0800 111 1111 0303 123 1113", "0800 111 1111=08001111111; 0303 123 1113=03031231113"),
                ("Company number 01234567890, Z1234567", ""),
                ("NHS number 012 345 6789", ""),
                ("2019/419, 01.02.2026, 00012345, 030312311134567", ""),
                ("AB-01234567890 and https://a.uk/01234567890", ""),
            ],
        );
    }
}
