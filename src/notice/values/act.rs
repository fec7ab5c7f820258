//! The instruments that provisions belong to: Acts, Regulations, conventions.

use super::Words;
use super::traits::INSTRUMENT;
use super::vocabulary::BREAKERS;

/// Which provisions an instrument has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// Articles and recitals.
    Articles,
    /// Sections, Schedules and Parts.
    Act,
    /// Regulations and Schedules.
    Regulations,
}

/// One mention of an instrument.
#[derive(Debug)]
pub(super) struct Instrument {
    pub first: usize,
    pub last: usize,
    /// One past its last byte, with a closing bracket.
    pub end: usize,
    pub canonical: String,
    /// The form before a provision, where it differs.
    pub stem: Option<&'static str>,
    pub scope: Scope,
    /// It is a value of its own where no provision is cited with it.
    pub shown: bool,
    pub odd: Option<&'static str>,
}

/// Acts that are known without their year.
const KNOWN: &[&str] = &[
    "human rights act",
    "freedom of information act",
    "equality act",
    "care act",
    "children act",
    "companies act",
    "education act",
    "local government act",
    "mental health act",
    "mental capacity act",
    "public records act",
    "limitation act",
];

const MOST_WORDS: usize = 18;

/// The first token of a title that ends at `last`.
fn title_start(words: &Words, last: usize) -> usize {
    let mut first = last; // the earliest capitalised word of the title so far
    let mut at = last;
    let mut depth = 0u8;
    let mut joined = false; // an "and" stands further on: commas may part the words before it
    while let Some(before) = at.checked_sub(1) {
        if last - before > MOST_WORDS {
            break;
        }
        match words.gap(before) {
            " " | "-" => {}
            ") " | ".) " if depth == 0 => depth = 1,
            " (" if depth == 1 => depth = 0,
            ") (" | ".) (" if depth == 1 => {}
            ", " if joined || depth == 1 => {}
            _ => break,
        }
        let capital = words.initial(before);
        if words.digits(before).is_some()
            || words.is_any(before, &["act", "acts", "regulations", "gdpr", "uk", "eu", "dpa", "pecr"]) && depth == 0
        {
            break;
        }
        if depth == 0 {
            if capital && (words.classed(before, BREAKERS) || words.is_any(before, &["in", "on", "to"])) {
                break;
            }
            if !capital && !words.is_any(before, &["and", "of", "for", "the", "to", "in", "etc"]) {
                break;
            }
        }
        joined |= words.is(before, "and") && depth == 0;
        at = before;
        if capital && depth == 0 {
            first = at;
        }
    }
    first
}

/// A year after a title: the last token and the byte after it.
fn year_after(words: &Words, i: usize) -> Option<(usize, usize, u32)> {
    match words.gap(i) {
        " " | ", " => words.year(i + 1).map(|y| (i + 1, words.end(i + 1), y)),
        " (" => {
            if let Some(year) = words.year(i + 1) {
                return words.trail(i + 1).starts_with(')').then(|| (i + 1, words.end(i + 1) + 1, year));
            }
            let year = words.year(i + 2)?;
            (words.capitals(i + 1) && words.gap(i + 1) == ") ").then(|| (i + 2, words.end(i + 2), year))
        }
        _ => None,
    }
}

/// `2019/419`, at a token: the last token and the text.
fn serial(words: &Words, i: usize) -> Option<(usize, String)> {
    words.year(i)?;
    let number = words.digits(i + 1).filter(|_| words.gap(i) == "/")?;
    Some((i + 1, format!("{}/{number}", words.text(i))))
}

fn closed(words: &Words, last: usize) -> usize {
    words.end(last) + usize::from(words.trail(last).starts_with(')'))
}

/// The number of a statutory instrument in brackets after its title.
fn serial_after(words: &Words, last: usize) -> Option<(usize, String)> {
    if !words.gap(last).ends_with(" (") {
        return None;
    }
    let mut at = last + 1;
    if words.is(at, "si") {
        at += 1;
    } else if words.is(at, "s") && words.is(at + 1, "i") {
        at += 2;
    }
    serial(words, at)
}

struct Plain {
    first: usize,
    last: usize,
    canonical: &'static str,
    scope: Scope,
}

/// `UK GDPR`, `PECR`, `DPA`, `ECHR` and the long names of the first.
fn short_name(words: &Words, i: usize) -> Option<Plain> {
    let known = |first, last, canonical, scope| Some(Plain { first, last, canonical, scope });
    let region = |at: usize| -> (usize, &'static str) {
        let Some(before) = at.checked_sub(1).filter(|b| matches!(words.gap(*b), " " | "-")) else {
            return (at, "uk-gdpr");
        };
        match words.stem(before) {
            "UK" => (before, "uk-gdpr"),
            "EU" | "European" => (before, "eu-gdpr"),
            "Kingdom" if before > 0 => (before - 1, "uk-gdpr"),
            _ => (at, "uk-gdpr"),
        }
    };
    let stem = words.stem(i);
    match stem.len() {
        3 if stem == "DPA" => known(i, i, "dpa-2018", Scope::Act),
        3 if stem == "HRA" => known(i, i, "act:human rights act 1998", Scope::Act),
        4 if stem == "GDPR" => {
            let (first, canonical) = region(i);
            known(first, i, canonical, Scope::Articles)
        }
        4 if stem == "PECR" => known(i, i, "pecr", Scope::Regulations),
        4 if stem == "FOIA" => known(i, i, "act:freedom of information act 2000", Scope::Act),
        4 if stem == "ECHR" => known(i, i, "echr", Scope::Articles),
        5 if stem == "UNCRC" => known(i, i, "uncrc", Scope::Articles),
        6 if stem == "UKGDPR" => known(i, i, "uk-gdpr", Scope::Articles),
        7 if words.is(i, "general") && words.initial(i) => {
            let name = ["general", "data", "protection", "regulation"];
            let end =
                words.run(i, &name).or_else(|| words.run(i, &["general", "data", "protection", "regulations"]))?;
            let (first, canonical) = region(i);
            known(first, end - 1, canonical, Scope::Articles)
        }
        10 if stem == "Convention" => {
            if words.run(i, &["convention", "on", "human", "rights"]).is_some() {
                return known(
                    i.saturating_sub(usize::from(i > 0 && words.is(i - 1, "european"))),
                    i + 3,
                    "echr",
                    Scope::Articles,
                );
            }
            words.run(i, &["convention", "on", "the", "rights", "of", "the", "child"])?;
            known(i.saturating_sub(usize::from(i > 0 && words.is(i - 1, "un"))), i + 6, "uncrc", Scope::Articles)
        }
        _ => None,
    }
}

fn data_protection_act(words: &Words, i: usize) -> bool {
    let named = i >= 2
        && words.is(i - 2, "data")
        && words.is(i - 1, "protection")
        && words.gap(i - 2) == " "
        && words.gap(i - 1) == " ";
    named && !(i >= 3 && words.is(i - 3, "personal"))
}

fn act(words: &Words, i: usize) -> Option<Instrument> {
    let known = data_protection_act(words, i);
    let first = if known { i - 2 } else { title_start(words, i) };
    if first == i {
        return None;
    }
    let year = year_after(words, i);
    let (last, end) = year.map_or((i, words.end(i)), |(last, end, _)| (last, end));
    let mut canonical = words.plain.get(words.start(first)..words.start(i) + 3)?.to_lowercase();
    let mut found = Instrument {
        first,
        last,
        end,
        canonical: String::new(),
        stem: None,
        scope: Scope::Act,
        shown: true,
        odd: None,
    };
    match (known, year) {
        (true, Some((_, _, year @ (1984 | 1998 | 2018)))) => canonical = format!("dpa-{year}"),
        (true, None) => {
            canonical = "dpa".to_owned();
            found.stem = Some("dpa-2018");
            found.odd = Some("no-year");
        }
        (_, Some((_, _, year))) => canonical = format!("act:{canonical} {year}"),
        (false, None) => {
            found.shown = KNOWN.contains(&canonical.as_str());
            found.odd = found.shown.then_some("no-year");
            canonical = format!("act:{canonical}");
        }
    }
    found.canonical = canonical;
    Some(found)
}

fn regulations(words: &Words, i: usize) -> Option<Instrument> {
    let first = title_start(words, i);
    if first == i || words.run(first, &["general", "data", "protection", "regulations"]).is_some() {
        return None;
    }
    let title = words.plain.get(words.start(first)..words.end(i))?.to_lowercase();
    let private = title.starts_with("privacy and electronic communications");
    let year = year_after(words, i);
    if year.is_none() && !private {
        return None;
    }
    let (mut last, mut end) = year.map_or((i, words.end(i)), |(last, end, _)| (last, end));
    let mut canonical = year.map(|(_, _, year)| format!("regs:{title} {year}")).unwrap_or_default();
    if let Some((at, number)) = serial_after(words, last) {
        (last, end) = (at, closed(words, at));
        canonical = format!("si:{number}");
    }
    if private && year.is_none_or(|(_, _, year)| year == 2003) {
        canonical = "pecr".to_owned();
    }
    Some(Instrument { first, last, end, canonical, stem: None, scope: Scope::Regulations, shown: true, odd: None })
}

/// `Regulation (EU) 2016/679`, `SI 2019/419`.
fn numbered(words: &Words, i: usize) -> Option<Instrument> {
    let gap = |at: usize| matches!(words.gap(at), " " | " (" | ") " | ". " | ".");
    let at = if words.is_any(i, &["regulation", "directive"]) && words.initial(i) {
        let eu = words.is_any(i + 1, &["eu", "ec"]) && gap(i);
        i + 1 + usize::from(eu)
    } else if words.text(i) == "SI" {
        i + 1
    } else if words.text(i) == "S" && words.gap(i) == "." && words.text(i + 1) == "I" {
        i + 2
    } else {
        return None;
    };
    if !gap(at - 1) {
        return None;
    }
    let (last, number) = serial(words, at)?;
    let (canonical, scope) = match words.initial(i) && words.text(i).len() > 2 {
        true => (format!("eu/{number}"), Scope::Articles),
        false => (format!("si:{number}"), Scope::Regulations),
    };
    let end = words.end(last);
    Some(Instrument { first: i, last, end, canonical, stem: None, scope, shown: true, odd: None })
}

/// Whether an instrument can be recognised by a word.
pub(super) fn may_begin(word: &str) -> bool {
    let stem = word.strip_suffix("'s").or_else(|| word.strip_suffix("'S")).unwrap_or(word);
    matches!(
        stem,
        "Act"
            | "ACT"
            | "Regulations"
            | "DPA"
            | "DPA2018"
            | "DPA18"
            | "DPA1998"
            | "HRA"
            | "GDPR"
            | "PECR"
            | "FOIA"
            | "ECHR"
            | "UNCRC"
            | "UKGDPR"
            | "Convention"
            | "SI"
            | "S"
    ) || ["general", "regulation", "directive", "si", "s"].iter().any(|name| word.eq_ignore_ascii_case(name))
}

/// All instruments that the text mentions, in order.
pub(super) fn instruments(words: &Words) -> Vec<Instrument> {
    let mut out: Vec<Instrument> = Vec::new();
    for i in 0..words.len() {
        if !words.initial(i) || !words.may_begin(i, INSTRUMENT) {
            continue;
        }
        let found = match words.stem(i) {
            "Act" | "ACT" => act(words, i),
            "Regulations" => regulations(words, i),
            "DPA2018" | "DPA18" => named(words, i, i, "dpa-2018"),
            "DPA1998" => named(words, i, i, "dpa-1998"),
            "DPA" if year_after(words, i).is_some() => year_after(words, i).and_then(|(last, _, year)| match year {
                2018 => named(words, i, last, "dpa-2018"),
                1998 => named(words, i, last, "dpa-1998"),
                _ => None,
            }),
            _ => numbered(words, i).or_else(|| {
                let Plain { first, last, canonical, scope } = short_name(words, i)?;
                let shown = canonical == "pecr";
                let end = words.end(last);
                Some(Instrument {
                    first,
                    last,
                    end,
                    canonical: canonical.to_owned(),
                    stem: None,
                    scope,
                    shown,
                    odd: None,
                })
            }),
        };
        let Some(found) = found else { continue };
        // "General Data Protection Regulation (EU) 2016/679" is the long name, then the number.
        if out.last().is_some_and(|before| before.last >= found.last && before.canonical.starts_with("si:")) {
            continue;
        }
        out.push(found);
    }
    out
}

fn named(words: &Words, first: usize, last: usize, canonical: &str) -> Option<Instrument> {
    let end = match words.gap(last.saturating_sub(1)) == " (" {
        true => closed(words, last),
        false => words.end(last),
    };
    let canonical = canonical.to_owned();
    Some(Instrument { first, last, end, canonical, stem: None, scope: Scope::Act, shown: true, odd: None })
}
