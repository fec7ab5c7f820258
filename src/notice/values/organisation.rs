//! Names of organisations, by the words that end them and by a list of known ones.

use super::vocabulary::{BREAKERS, GENERIC, OPENERS, STRONG, WEAK, bodies};
use super::{Value, ValueKind, Words};

const LONGEST: usize = 14;
const SMALL: &[&str] = &["of", "for", "and", "the", "in", "on", "upon", "&"];
const LEGAL_FORMS: &[&str] = &["inc", "ltd", "limited", "llc", "llp", "plc"];
/// What follows a comma inside the name of a department.
const DEPARTMENT_PARTS: &[&str] = &["housing", "food", "innovation", "media", "culture", "energy", "communities"];
/// What may follow a name in a heading without being part of it.
const TAIL: &[&str] =
    &["privacy", "notice", "policy", "statement", "data", "website", "act", "team", "staff", "guidance", "officer"];

/// The last token of the longest known name that starts at a token.
fn body(words: &Words, i: usize) -> Option<usize> {
    if !words.initial(i) {
        return None;
    }
    let first = words.stem(i).to_ascii_lowercase();
    let mut best = None;
    for name in bodies(&first) {
        let count = name.split(' ').count();
        let fits = name.split(' ').enumerate().all(|(k, part)| {
            let token = i + k;
            let gap = k + 1 == count || matches!(words.gap(token), " " | "' ");
            let same =
                if k + 1 == count { words.stem(token).eq_ignore_ascii_case(part) } else { words.is(token, part) };
            gap && same && (words.initial(token) || SMALL.contains(&part))
        });
        if fits {
            best = best.max(Some(i + count - 1));
        }
    }
    best
}

/// A word that a name can hold: capitalised and not one that only opens sentences.
fn holds(words: &Words, i: usize) -> bool {
    words.initial(i)
        && (!words.classed(i, BREAKERS) || words.capitals(i) && words.text(i).len() > 3 && words.classed(i, STRONG))
}

fn passes(words: &Words, first: usize, at: usize) -> bool {
    match words.gap(at) {
        " " | "-" => !words.text(at).ends_with("'s") || !words.classed(at, STRONG),
        ". " => words.is(at, "st"),
        ", " => {
            words.is_any(at + 1, LEGAL_FORMS)
                || (words.is_any(first, &["department", "ministry"]) && words.is_any(at + 1, DEPARTMENT_PARTS))
        }
        _ => false,
    }
}

/// The last token of the run of name words from a token on.
fn run(words: &Words, first: usize) -> usize {
    let mut last = first;
    while last < first + LONGEST && passes(words, first, last) {
        let mut next = last + 1;
        while next < last + 3 && words.is_any(next, SMALL) && matches!(words.gap(next), " ") {
            next += 1;
        }
        let article = (last + 1..next).any(|i| words.is(i, "the")) && !words.classed(last, OPENERS);
        if article || !holds(words, next) || words.is_any(next, SMALL) {
            break;
        }
        last = next;
    }
    last
}

/// Whether a word makes the name more than a phrase such as "Health Service".
fn specific(words: &Words, i: usize) -> bool {
    words.initial(i)
        && !words.classed(i, GENERIC)
        && !words.classed(i, STRONG)
        && !words.classed(i, WEAK)
        && !words.is_any(i, SMALL)
        && words.text(i).len() > 1
}

fn any_specific(words: &Words, first: usize, last: usize) -> bool {
    (first..=last).any(|i| specific(words, i))
}

/// "Attending School" at the start of a sentence is no school.
fn ordinary(words: &Words, first: usize, last: usize) -> bool {
    let opens = words.opens_block(first) || words.stops(first - 1);
    let lower = words.lower(first);
    opens
        && last == first + 1
        && ["ing", "ed", "ly"].iter().any(|end| lower.ends_with(end))
        && words.classed(last, WEAK)
}

/// The last token of a name in a part of a run.
fn name_in(words: &Words, first: usize, last: usize) -> Option<usize> {
    for at in first..last {
        if words.classed(at, OPENERS) && words.is_any(at + 1, &["of", "for"]) {
            let mut end = (at + 2..last).find(|i| words.text(*i).ends_with("'s")).unwrap_or(last);
            while end > at + 2 && (words.is_any(end, TAIL) || words.is_any(end, SMALL)) {
                end -= 1;
            }
            let ministry = words.is_any(at, &["department", "ministry"]) && end > at + 1;
            return (ministry || any_specific(words, first, end)).then_some(end);
        }
    }
    let ends_here = |at: usize| {
        at == last && words.gap(at) != "-" && (words.gap(at) != " " || words.digits(at + 1).is_none())
            || words.text(at).ends_with("'s")
            || (at < last && words.is_any(at + 1, TAIL))
    };
    let tax = |at: usize| words.gap(at) == " " && words.is_any(at + 1, &["tax", "member", "members", "act"]);
    (first..=last)
        .rev()
        .find(|at| !tax(*at) && (words.classed(*at, STRONG) || words.classed(*at, WEAK) && ends_here(*at)))
        .filter(|end| *end > first && any_specific(words, first, *end) && !ordinary(words, first, *end))
}

/// The names in a run: it is parted at an "and" behind a word that ends a name, and before another name.
fn names(words: &Words, first: usize, last: usize, found: &mut Vec<(usize, usize)>) {
    let department = words.is_any(first, &["department", "ministry", "office"]);
    let mut start = first;
    let mut at = first;
    while at <= last {
        let and = at > start && at < last && words.is_any(at, &["and", "&"]);
        let known = and && body(words, start).is_some_and(|end| end + 1 == at);
        let ended = and && !department && (words.classed(at - 1, STRONG) || words.classed(at - 1, WEAK));
        // "University of Kent and Kent County Council"
        let opened = and
            && (start..at).any(|i| words.classed(i, OPENERS) && words.is_any(i + 1, &["of", "for"]))
            && (at + 2..=last).any(|i| words.classed(i, STRONG));
        if known || ended || opened {
            found.extend(name_in(words, start, at - 1).map(|end| (start, end)));
            start = at + 1;
        }
        at += 1;
    }
    // "Data Protection Officer Acme Limited": the role is not part of the name.
    if let Some(role) =
        (start..last).rev().find(|i| words.is_any(*i, &["officer", "manager", "director", "controller"]))
    {
        start = role + 1;
    }
    while start < last && (words.is_any(start, SMALL) || words.is_any(start, &["uk"])) {
        start += 1;
    }
    found.extend(name_in(words, start, last).map(|end| (start, end)));
}

pub(super) fn scan(words: &Words, links: &[bool], out: &mut Vec<Value>) {
    let mut found = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let masked = links.get(i).copied().unwrap_or_default();
        if masked || !holds(words, i) || words.is_any(i, SMALL) {
            i += 1;
            continue;
        }
        let last = run(words, i);
        if last > i {
            names(words, i, last, &mut found);
        }
        found.extend((i..=last).filter_map(|at| body(words, at).map(|end| (at, end))));
        i = last + 1;
    }
    found.sort_by_key(|(first, last)| (*first, std::cmp::Reverse(*last)));
    let mut free = 0;
    for (first, last) in found {
        if first >= free {
            let canonical = words.joined(first, last);
            out.extend(words.value_of(ValueKind::Organisation, first, last, canonical));
            free = last + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ValueKind, sample::hold};

    #[test]
    fn organisations() {
        hold(
            ValueKind::Organisation,
            &[
                ("The Midvale County Council (MCC) decides", "Midvale County Council=midvale county council"),
                ("Midvale Borough Council's privacy notice", "Midvale Borough Council's=midvale borough council"),
                (
                    "the Department for Work and Pensions and HMRC",
                    "Department for Work and Pensions=department for work and pensions; HMRC=hmrc",
                ),
                (
                    "the Department of Work and Pensions (DWP)",
                    "Department of Work and Pensions=department of work and pensions; DWP=dwp",
                ),
                (
                    "Contact the Information Commissioner's Office (ICO)",
                    "Information Commissioner's Office=information commissioner's office; ICO=ico",
                ),
                ("the UK Information Commissioner", "Information Commissioner=information commissioner"),
                (
                    "Midvale Council and Lowdale Council",
                    "Midvale Council=midvale council; Lowdale Council=lowdale council",
                ),
                (
                    "Brown & Field LLP or Acme Software, Inc.",
                    "Brown & Field LLP=brown & field llp; Acme Software, Inc=acme software inc",
                ),
                (
                    "University of Midvale, St. Anne's School",
                    "University of Midvale=university of midvale; St. Anne's School=st anne's school",
                ),
                ("We use Google Analytics and Mailchimp", "Google=google; Mailchimp=mailchimp"),
                ("the Royal Borough of Lowdale", "Royal Borough of Lowdale=royal borough of lowdale"),
                ("Midvale Council Privacy Notice", "Midvale Council=midvale council"),
                ("share it with NHS England", "NHS England=nhs england"),
                ("the Disclosure and Barring Service", "Disclosure and Barring Service=disclosure and barring service"),
                ("HM Revenue & Customs", "HM Revenue & Customs=hm revenue & customs"),
                (
                    "Ministry of Housing, Communities and Local Government",
                    "Ministry of Housing, Communities and Local Government=ministry of housing communities and local government",
                ),
            ],
        );
    }

    #[test]
    fn phrases_that_name_nobody() {
        for text in [
            "Data Protection Officer",
            "Privacy Notice and Data Protection Act",
            "How We Use Your Data In Our Services",
            "Local Authority and Health Service",
            "The Council and the School",
            "Adult Social Care Services",
            "Attending School is a duty",
            "Board of Trustees",
            "council services and the school office",
            "Third Party Services",
        ] {
            hold(ValueKind::Organisation, &[(text, "")]);
        }
    }
}
