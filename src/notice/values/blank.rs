//! What the words in brackets ask an author for.

/// How words ask for something to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ask {
    /// They say so: "insert name", "how long", "must / do not have to".
    Plainly,
    /// They name what is wanted: "period", "kinds of suppliers".
    ByItsSubject,
}

const ASKING: &[&str] = &[
    "insert", "enter", "add", "specify", "state", "delete", "choose", "select", "describe", "list", "say", "xx", "xxx",
    "xxxx", "tbc", "tba", "tbd", "todo",
];
const ASKED: &[&str] = &[
    "name",
    "company",
    "organisation",
    "organization",
    "organisation's",
    "school",
    "school's",
    "council",
    "council's",
    "trust",
    "date",
    "email",
    "e-mail",
    "address",
    "phone",
    "telephone",
    "number",
    "period",
    "contact",
    "details",
    "website",
    "url",
    "link",
    "your",
    "dpo",
    "postcode",
    "retention",
];
/// Words that ask when they stand alone or at the end: "event", "first purpose", "online form".
const SUBJECTS: &[&str] = &[
    "event",
    "purpose",
    "purposes",
    "basis",
    "letter",
    "country",
    "countries",
    "recipient",
    "recipients",
    "condition",
    "duties",
    "route",
    "facts",
    "reason",
    "reasons",
    "service",
    "team",
    "department",
    "form",
    "source",
    "sources",
    "supplier",
    "suppliers",
    "kind",
    "kinds",
    "what",
    "how",
    "why",
    "day",
    "month",
    "year",
    "amount",
    "law",
    "role",
];
/// Words that ask with others after them: "kinds of suppliers", "how long".
const OPENING: &[&str] = &["how", "which", "what", "when", "where", "who", "whom", "whose", "why", "kinds", "types"];
/// Words at the start of a note to readers, not to authors.
const NOTES: &[&str] = &["opens", "open", "external", "back", "skip", "read", "pdf", "download", "image"];
/// The parts of a form of dates.
const DATE_PARTS: &[&str] = &["d", "dd", "day", "date", "m", "mm", "month", "y", "yy", "yyyy", "year"];
/// Capitals in square brackets that stand for themselves.
const NAMES: &[&str] =
    &["ICO", "UK", "EU", "EEA", "GDPR", "DPA", "PECR", "NHS", "PDF", "SIC", "FOI", "FAQ", "US", "USA"];
/// More words than this are a remark.
const MOST_WORDS: usize = 8;
/// But a choice may be longer.
const MOST_WORDS_OF_CHOICE: usize = 14;

fn listed(word: &str, list: &[&str]) -> bool {
    list.iter().any(|w| word.eq_ignore_ascii_case(w))
}

fn parts(inner: &str) -> impl Iterator<Item = &str> {
    inner.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '-')).filter(|w| !w.is_empty())
}

/// Whether the words in brackets ask for something, and how.
pub(super) fn asks(inner: &str) -> Option<Ask> {
    let count = parts(inner).count();
    let first = parts(inner).next()?;
    // "[Contact:12]" is a macro of a dialect of Markdown, "[state: must, or may]" a blank.
    let is_macro = inner.split_once(':').is_some_and(|(_, after)| !after.starts_with(' '));
    if inner.contains('@') || is_macro || inner.eq_ignore_ascii_case("email protected") || listed(first, NOTES) {
        return None;
    }
    if listed(first, ASKING) {
        return Some(Ask::Plainly);
    }
    let short = count <= MOST_WORDS;
    if first.eq_ignore_ascii_case("the") {
        let named = short && parts(inner).any(|w| listed(w, &["insert", "name"]));
        let subject = count == 2 && parts(inner).last().is_some_and(|w| listed(w, SUBJECTS));
        return if named { Some(Ask::Plainly) } else { subject.then_some(Ask::ByItsSubject) };
    }
    if short && parts(inner).any(|w| listed(w, ASKED) || listed(w, ASKING)) {
        return Some(Ask::Plainly);
    }
    let choice = inner.contains(" / ") && !inner.contains([';', ',', '(', '.']) && count <= MOST_WORDS_OF_CHOICE;
    let question = short && count > 1 && listed(first, OPENING) && !inner.ends_with(['.', ',', ';']);
    let date = count == 3 && parts(inner).all(|w| listed(w, DATE_PARTS));
    if choice || question || date {
        return Some(Ask::Plainly);
    }
    let bare = count == 1 || !inner.contains(char::is_uppercase);
    let subject = bare && count <= 3 && parts(inner).last().is_some_and(|w| listed(w, SUBJECTS));
    subject.then_some(Ask::ByItsSubject)
}

/// Whether the words are capitals that stand for something else.
pub(super) fn shouts(inner: &str) -> bool {
    let letters = inner.chars().filter(|c| c.is_alphabetic()).count();
    letters > 0
        && inner
            .chars()
            .all(|c| c.is_uppercase() || matches!(c, ' ' | '_' | '-' | '/' | '.' | '\'') || c.is_ascii_digit())
        && !listed(inner.trim(), NAMES)
        && !(inner.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) && inner != "X" && !inner.starts_with("XX"))
        && inner.chars().filter(char::is_ascii_digit).count() <= letters
}

/// Whether letters are the initials of the words before a byte: `Kent County Council [KCC]`.
pub(super) fn abbreviates(before: &str, inner: &str) -> bool {
    let mut start = before.len().saturating_sub(160);
    while !before.is_char_boundary(start) {
        start += 1;
    }
    let mut words = before.get(start..).unwrap_or_default().split([' ', '-', '\n']).rev().filter(|w| !w.is_empty());
    let letters: Vec<char> = inner.chars().filter(|c| c.is_uppercase()).collect();
    if letters.len() < 2 {
        return false;
    }
    letters.iter().rev().all(|letter| {
        words
            .by_ref()
            .find(|w| !listed(w, &["of", "and", "the", "for", "&", "in"]))
            .is_some_and(|w| w.starts_with(*letter))
    })
}
