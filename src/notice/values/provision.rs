//! Provisions as they are written: `Article 6(1)(e)`, `sections 17A-18`, `Schedule 1, Part 2`.

use super::Words;
use super::date::month;
use super::traits::PROVISION;

/// What kind of provision a citation names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    Article,
    Section,
    Schedule,
    Paragraph,
    Part,
    Regulation,
    Recital,
}

/// One provision: where it stands and its path in the instrument (`6.1.e`, `s30.1`, `sch1.p8`).
#[derive(Debug)]
pub(super) struct Provision {
    pub start: usize,
    pub end: usize,
    pub path: String,
    pub odd: Option<&'static str>,
}

/// Provisions that are cited together under one word.
#[derive(Debug)]
pub(super) struct Group {
    pub head: Head,
    pub first: usize,
    pub last: usize,
    pub items: Vec<Provision>,
    /// Written `s 14` or `s14`: too short to be believed without an instrument.
    pub short: bool,
    /// Numbered with dots, as sections of a document are.
    pub dotted: bool,
    /// Cited together with the Schedule that it stands in.
    pub in_schedule: bool,
}

fn kind(word: &str) -> Option<(Head, bool)> {
    if word.len() > 11 || !word.starts_with(['a', 'A', 's', 'S', 'p', 'P', 'r', 'R']) {
        return None;
    }
    Some(match word.to_ascii_lowercase().as_str() {
        "article" | "art" => (Head::Article, false),
        "articles" | "arts" => (Head::Article, true),
        "section" | "sec" | "s" => (Head::Section, false),
        "sections" | "ss" | "secs" => (Head::Section, true),
        "schedule" | "sch" | "sched" => (Head::Schedule, false),
        "schedules" => (Head::Schedule, true),
        "paragraph" | "para" => (Head::Paragraph, false),
        "paragraphs" | "paras" => (Head::Paragraph, true),
        "part" => (Head::Part, false),
        "parts" => (Head::Part, true),
        "regulation" | "reg" => (Head::Regulation, false),
        "regulations" | "regs" => (Head::Regulation, true),
        "recital" => (Head::Recital, false),
        "recitals" => (Head::Recital, true),
        _ => return None,
    })
}

/// Whether a provision can begin at a word: at one that says so, or at one that is joined to its number.
pub(super) fn may_open(word: &str) -> bool {
    kind(word).is_some() || word.find(|c: char| c.is_ascii_digit()).is_some_and(|at| at > 0)
}

fn prefix(head: Head) -> &'static str {
    match head {
        Head::Article => "",
        Head::Section => "s",
        Head::Schedule => "sch",
        Head::Paragraph => "p",
        Head::Part => "part",
        Head::Regulation => "r",
        Head::Recital => "rec",
    }
}

/// `6`, `22A`, `74AA`, and `6a` with its small letter apart.
fn number(text: &str) -> Option<(u32, String, Option<String>)> {
    let cut = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(cut);
    if !(1..=3).contains(&cut) || rest.len() > 2 {
        return None;
    }
    let n = digits.parse().ok().filter(|n| *n > 0)?;
    if rest.bytes().all(|b| b.is_ascii_uppercase()) {
        return Some((n, format!("{n}{rest}"), None));
    }
    (rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_lowercase())).then(|| (n, n.to_string(), Some(rest.to_owned())))
}

fn level(text: &str) -> bool {
    let cut = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(cut);
    if digits.len() > 2 || !rest.bytes().all(|b| b.is_ascii_alphabetic()) {
        return false;
    }
    match (digits.len(), rest.len()) {
        (0, 1) => true,
        (0, 2) => true,
        (0, 3 | 4) => rest.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')),
        (1.., 0..=2) => true,
        _ => false,
    }
}

fn push_level(path: &mut Vec<String>, text: &str) {
    let cut = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(cut);
    // "6(1e)" is 6(1)(e); "46(1A)" is one paragraph.
    if !digits.is_empty() && rest.bytes().all(|b| b.is_ascii_uppercase()) {
        path.push(text.to_owned());
        return;
    }
    path.extend([digits, rest].into_iter().filter(|p| !p.is_empty()).map(str::to_lowercase));
}

/// One bracketed level at a byte, after at most one space: its text and the byte after the bracket.
fn bracket(plain: &str, at: usize) -> Option<(&str, usize)> {
    let rest = plain.get(at..)?;
    let inside = rest.strip_prefix('(').or_else(|| rest.strip_prefix(" ("))?;
    let close = inside.bytes().take(6).position(|b| b == b')')?;
    let inner = inside.get(..close)?;
    level(inner).then(|| (inner, at + rest.len() - inside.len() + close + 1))
}

/// ` lit. b`, ` point (b)`: the letter and the byte after it.
fn littera(rest: &str) -> Option<(&str, usize)> {
    const LEADS: [&str; 6] = [" lit. ", " lit ", " lit.", ", lit. ", " point ", ", point "];
    let lead = LEADS.iter().find(|lead| rest.starts_with(**lead))?;
    let inside = rest.get(lead.len()..)?;
    if let Some((letter, next)) = bracket(inside, 0) {
        return Some((letter, lead.len() + next));
    }
    let letter = inside.get(..1).filter(|l| l.bytes().all(|b| b.is_ascii_lowercase()))?;
    let ends = inside.get(1..).is_some_and(|r| !r.starts_with(|c: char| c.is_alphanumeric() || c == '\''));
    ends.then_some((letter, lead.len() + 1))
}

/// The levels from a byte on; the byte after them and whether dots part them.
fn levels(plain: &str, mut end: usize, path: &mut Vec<String>) -> (usize, bool) {
    let mut dotted = false;
    for _ in 0..6 {
        if let Some((inner, next)) = bracket(plain, end) {
            push_level(path, inner);
            end = next;
            continue;
        }
        let rest = plain.get(end..).unwrap_or_default();
        if let Some((letter, next)) = littera(rest) {
            push_level(path, letter);
            end += next;
            continue;
        }
        let closed = plain.get(..end).is_some_and(|b| b.ends_with(')'));
        let inside = if closed && path.len() > 1 { Some(rest) } else { rest.strip_prefix('.') };
        let Some(inside) = inside else { break };
        let long = inside.bytes().take(4).take_while(u8::is_ascii_alphanumeric).count();
        let word = inside.get(..long).unwrap_or_default();
        let after = inside.get(long..).and_then(|r| r.chars().next()).is_some_and(char::is_alphanumeric);
        let fits = level(word) && long <= 2 && !after && (!closed || long == 1);
        if !fits {
            break;
        }
        dotted |= !closed || rest.starts_with('.');
        push_level(path, word);
        end += rest.len() - inside.len() + long;
    }
    (end, dotted)
}

struct Read {
    end: usize,
    number: u32,
    path: Vec<String>,
    dotted: bool,
    bracketed: bool,
}

/// A number with its levels, from a token on; `shown` is the part of the token that is the number.
fn read(words: &Words, token: usize, shown: &str) -> Option<Read> {
    let (number, name, letter) = number(shown)?;
    let at = words.end(token);
    let bracketed = words.plain.get(..at - shown.len()).is_some_and(|b| b.ends_with('('));
    let rest = words.plain.get(at..).unwrap_or_default();
    if bracketed && !rest.starts_with(')') {
        return None;
    }
    let mut path = vec![name];
    match letter {
        // "Article 22a" is the Article 22A; "Article 6a" is a point of Article 6.
        Some(letter) if matches!(number, 8 | 12 | 22 | 44 | 45 | 47 | 49 | 84 | 164) => {
            path = vec![format!("{number}{}", letter.to_uppercase())];
        }
        Some(letter) => path.push(letter),
        None => {}
    }
    let (end, dotted) = levels(words.plain, at + usize::from(bracketed), &mut path);
    Some(Read { end, number, path, dotted, bracketed })
}

/// The word that opens a citation, alone or joined to its number (`s164A`): the kind, whether plural, the token of
/// the number and the number.
fn opening<'a>(words: &Words<'a>, i: usize) -> Option<(Head, bool, usize, &'a str)> {
    let text = words.text(i);
    if let Some((head, plural)) = kind(text) {
        let gap = words.gap(i);
        let fits = matches!(gap, " " | ". " | "." | " (" | "(" | ".(" | ". (");
        return fits.then(|| (head, plural, i + 1, words.text(i + 1)));
    }
    let cut = text.find(|c: char| c.is_ascii_digit())?;
    let (word, rest) = text.split_at(cut);
    if !matches!(word, "s" | "ss" | "Art" | "art" | "Article" | "Sch" | "Reg" | "reg" | "para" | "Section" | "Schedule")
    {
        return None;
    }
    kind(word).map(|(head, plural)| (head, plural, i, rest))
}

/// After a provision: the byte after what parts it from the next one of the same list.
fn separator(rest: &str) -> Option<usize> {
    const SIGNS: [&str; 11] = [", and ", ", or ", " and/or ", " and ", " or ", " & ", " to ", ", ", " / ", "-", "/"];
    SIGNS.iter().find(|s| rest.starts_with(**s)).map(|s| s.len())
}

const UNITS: &[&str] =
    &["hours", "day", "days", "weeks", "month", "months", "year", "years", "working", "calendar", "people", "of"];

/// Further provisions of a list; the byte after the last one.
fn list(words: &Words, head: Head, plural: bool, first: Read, items: &mut Vec<Provision>) -> (usize, bool) {
    let lead = prefix(head);
    let mut end = first.end;
    let mut last = first.number;
    let mut path = first.path;
    let mut dotted = first.dotted;
    for _ in 0..40 {
        let rest = words.plain.get(end..).unwrap_or_default();
        let Some(long) = separator(rest) else { break };
        let at = end + long;
        if path.len() > 1 && words.plain.get(at..).is_some_and(|r| r.starts_with('(')) {
            let Some((inner, next)) = bracket(words.plain, at) else { break };
            let same = path.iter().rposition(|p| {
                p.starts_with(|c: char| c.is_ascii_digit()) == inner.starts_with(|c: char| c.is_ascii_digit())
            });
            path.truncate(same.unwrap_or(path.len()).max(1));
            push_level(&mut path, inner);
            let (next, _) = levels(words.plain, next, &mut path);
            items.push(Provision { start: at, end: next, path: format!("{lead}{}", path.join(".")), odd: None });
            end = next;
            continue;
        }
        let token = words.token_from(at);
        if words.start(token) != at {
            break;
        }
        let Some(next) = read(words, token, words.text(token)) else { break };
        let after = words.token_from(next.end);
        let other = words.is_any(after, UNITS) && !words.is(after, "of") && words.gap_before(after) == " "
            || month(words.text(after)).is_some()
            || words.plain.get(next.end..).is_some_and(|r| r.starts_with(['%', ':']))
            || !(plural || next.number > last);
        if other {
            break;
        }
        (end, last, path) = (next.end, next.number, next.path);
        dotted |= next.dotted;
        items.push(Provision { start: at, end, path: format!("{lead}{}", path.join(".")), odd: None });
    }
    (end, dotted)
}

/// What Article 6, 9 and others call paragraphs: a letter right after the number leaves one out.
fn lacks_paragraph(read: &Read) -> bool {
    matches!(read.number, 5 | 6 | 9 | 12 | 13 | 14 | 15 | 17 | 18 | 20 | 21 | 22 | 23 | 35 | 37 | 46 | 49)
        && read.path.get(1).is_some_and(|p| p.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// `, Part 2`, ` (paragraph 8)`, ` of Schedule 1` after a provision: its kind, what it says and the byte after it.
fn further(words: &Words, end: usize, heads: &[Head], linked: bool) -> Option<(Head, Read)> {
    let token = words.token_from(end);
    let gap = words.plain.get(end..words.start(token))?;
    let mut at = token;
    let mut opened = false;
    match gap {
        " " | ", " | " - " => {
            while at < token + 2 && words.is_any(at, &["of", "in", "to", "the"]) && words.gap(at) == " " {
                at += 1;
            }
            if linked && at == token {
                return None;
            }
        }
        " (" if !linked => opened = true,
        _ => return None,
    }
    let (mut head, _, number, shown) = match words.is_any(at, &["condition", "conditions"]) && words.gap(at) == " " {
        true => (Head::Paragraph, false, at + 1, words.text(at + 1)),
        false => opening(words, at)?,
    };
    if head == Head::Section && at == token && heads.contains(&Head::Paragraph) {
        return None;
    }
    if !heads.contains(&head) {
        return None;
    }
    let mut read = read(words, number, shown)?;
    if opened && words.plain.get(read.end..).is_some_and(|r| r.starts_with(')')) {
        read.end += 1;
    }
    if head == Head::Paragraph && read.bracketed {
        head = Head::Paragraph;
    }
    Some((head, read))
}

/// The group of provisions that a token opens.
pub(super) fn group(words: &Words, i: usize) -> Option<Group> {
    if !words.may_begin(i, PROVISION) {
        return None;
    }
    let (head, plural, token, shown) = opening(words, i)?;
    let first = read(words, token, shown)?;
    if head == Head::Schedule && i > 0 && words.is_any(i - 1, &["retention", "disposal", "fee", "our", "your"]) {
        return None;
    }
    let joined = token == i;
    let short = head == Head::Section
        && words.text(i).len() - if joined { shown.len() } else { 0 } <= 2
        && !words.gap(i).starts_with('.');
    let mut odd = None;
    if head == Head::Article && first.bracketed {
        odd = Some("bracketed");
    } else if head == Head::Article && lacks_paragraph(&first) {
        odd = Some("no-paragraph");
    }
    let lead = prefix(head);
    let path = format!("{lead}{}", first.path.join("."));
    let mut items = vec![Provision { start: words.start(i), end: first.end, path, odd }];
    let (mut end, mut dotted) = (first.end, first.dotted);
    let mut in_schedule = false;
    if head == Head::Schedule {
        let base = items.first().map(|p| p.path.clone()).unwrap_or_default();
        let mut tail = None;
        for _ in 0..2 {
            let Some((kind, next)) = further(words, end, &[Head::Part, Head::Paragraph], false) else { break };
            end = next.end;
            tail = Some((kind, next));
        }
        if let Some((kind, next)) = tail {
            if let Some(item) = items.first_mut() {
                item.path = format!("{}{}", prefix(kind), next.path.join("."));
                item.end = end;
            }
            (end, _) = list(words, kind, plural, next, &mut items);
            items.iter_mut().for_each(|item| item.path = format!("{base}.{}", item.path));
        } else {
            (end, dotted) = list(words, head, plural, first, &mut items);
        }
    } else {
        (end, dotted) = list(words, head, plural, first, &mut items);
        if matches!(head, Head::Section | Head::Paragraph | Head::Part) {
            let linked = head == Head::Section;
            let mut next = further(words, end, &[Head::Part, Head::Schedule], linked);
            if let Some((Head::Part, part)) = &next {
                let part_end = part.end;
                next = further(words, part_end, &[Head::Schedule], false).filter(|_| head != Head::Section);
            }
            if let Some((Head::Schedule, schedule)) = next {
                end = schedule.end;
                in_schedule = true;
                let base = format!("sch{}", schedule.path.join("."));
                for item in &mut items {
                    item.path = format!("{base}.{}", item.path);
                    if head == Head::Section {
                        item.odd = Some("section-of-schedule");
                    }
                }
                if let Some(item) = items.last_mut() {
                    item.end = end;
                }
            }
        }
    }
    let last = words.token_from(end).checked_sub(1)?;
    Some(Group { head, first: i, last, items, short, dotted, in_schedule })
}
