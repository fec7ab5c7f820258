//! Text that was to be replaced before publication.

use super::blank::{Ask, abbreviates, asks, shouts};
use super::traits::BLANK;
use super::{Value, ValueKind, Words};

/// The text up to a closing sign, if it comes soon and in the same block.
fn until<'a>(rest: &'a str, close: &str, most: usize) -> Option<&'a str> {
    let mut end = most.min(rest.len());
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    let near = rest.get(..end)?;
    let inner = near.get(..near.find(close)?)?;
    (!inner.contains(['\n', '[', '<', '{'])).then_some(inner)
}

/// The length and content of a placeholder that is marked by signs at a byte.
fn marked(plain: &str, at: usize) -> Option<(usize, &str)> {
    let rest = plain.get(at..)?;
    if let Some(inside) = rest.strip_prefix("{{") {
        return until(inside, "}}", 100).map(|inner| (inner.len() + 4, inner));
    }
    if let Some(inside) = rest.strip_prefix("${").or_else(|| rest.strip_prefix('{')) {
        let inner = until(inside, "}", 60)?;
        let name = inner.starts_with(char::is_alphabetic)
            && !MACROS.iter().any(|word| inner.split(' ').any(|part| part == *word))
            && inner.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '_' | '.' | '-'));
        return name.then_some((rest.len() - inside.len() + inner.len() + 1, inner));
    }
    if let Some(inside) = rest.strip_prefix('[') {
        let inner = until(inside, "]", 200)?;
        let before = plain.get(..at)?;
        let label = before.ends_with('[')
            || inside.get(inner.len() + 1..).is_some_and(|after| after.starts_with(['(', '[', ':']));
        let short = shouts(inner) && !abbreviates(before.trim_end(), inner);
        let asked = match asks(inner) {
            Some(Ask::Plainly) => true,
            // A word of another text, as "[the] data" is changed in a quotation.
            Some(Ask::ByItsSubject) => !is_quoted(before),
            None => false,
        };
        let open = !inner.is_empty() && inner.trim().is_empty();
        return (!label && (asked || short || open)).then_some((inner.len() + 2, inner.trim()));
    }
    if let Some(inside) = rest.strip_prefix('<') {
        let inner = until(inside, ">", 200)?;
        let tag = !inner.starts_with(char::is_alphabetic)
            || inner.contains(['=', '/', '@', ';'])
            || ELEMENTS.iter().any(|element| inner.eq_ignore_ascii_case(element));
        return (!tag && (asks(inner).is_some() || shouts(inner) && inner.len() > 2))
            .then_some((inner.len() + 2, inner));
    }
    if let Some(inside) = rest.strip_prefix('(') {
        let inner = until(inside, ")", 100)?;
        let first = inner.split(' ').next().unwrap_or_default();
        let asked = first.eq_ignore_ascii_case("insert") && inner.len() > first.len();
        return asked.then_some((inner.len() + 2, inner));
    }
    if let Some(inside) = rest.strip_prefix('$') {
        let inner = until(inside, "$", 40)?;
        let name = inner.len() > 1 && inner.starts_with(|c: char| c.is_ascii_uppercase());
        return (name && inner.bytes().all(|b| b.is_ascii_uppercase() || b == b'_'))
            .then_some((inner.len() + 2, inner));
    }
    if rest.starts_with("___") {
        let long = rest.bytes().take_while(|b| *b == b'_').count();
        return Some((long, ""));
    }
    None
}

/// Whether a quotation is open at the end of a text.
fn is_quoted(before: &str) -> bool {
    let block = before.rsplit('\n').next().unwrap_or_default();
    block.matches('"').count() % 2 == 1
}

fn by_signs(words: &Words, links: &[bool], out: &mut Vec<Value>) {
    let plain = words.plain;
    let mut from = 0;
    while let Some(at) =
        plain.get(from..).and_then(|rest| rest.find(['[', '<', '{', '$', '_', '('])).map(|found| from + found)
    {
        let next = words.token_from(at);
        let linked = next > 0 && words.end(next - 1) >= at && links.get(next - 1).copied().unwrap_or_default()
            || words.gap_before(next).contains('_') && links.get(next).copied().unwrap_or_default();
        from = at + 1;
        if plain.get(at..).is_some_and(|rest| rest.starts_with('_')) {
            from = at + plain.get(at..).unwrap_or_default().bytes().take_while(|b| *b == b'_').count();
        }
        if linked {
            continue;
        }
        let Some((long, inner)) = marked(plain, at) else { continue };
        let (mut start, mut end) = (at, at + long);
        let mut canonical = inner.trim().to_lowercase();
        if inner.is_empty() {
            // Empty brackets are a blank before a measure of time only; elsewhere they are a box to tick.
            if plain.get(at..).is_some_and(|rest| rest.starts_with('[')) && !(next < words.len() && time(words, next)) {
                continue;
            }
            // A blank holds no word of its own: the word next to it comes with it.
            let before = plain.get(..at).is_some_and(|b| b.ends_with(char::is_alphanumeric));
            let after = plain.get(end..).is_some_and(|b| b.starts_with(char::is_alphanumeric));
            if before && after {
                continue;
            }
            canonical = "_".to_owned();
            let follows = next < words.len()
                && plain.get(end..words.start(next)).is_some_and(|gap| gap.len() < 4 && !gap.contains('\n'));
            if follows {
                end = words.end(next);
            } else if let Some(last) = next.checked_sub(1) {
                start = words.start(last);
            }
        }
        if let Some(value) = words.value(ValueKind::Placeholder, start, end, canonical) {
            from = end;
            out.push(value);
        }
    }
}

fn crosses(words: &Words, i: usize) -> bool {
    are_crosses(words.text(i))
}

fn are_crosses(text: &str) -> bool {
    text.len() >= 2 && (text.bytes().all(|b| b == b'X') || text.bytes().all(|b| b == b'x'))
}

fn time(words: &Words, i: usize) -> bool {
    words.is_any(i, &["year", "years", "month", "months", "week", "weeks", "day", "days", "hours"])
}

/// Words of Markdown dialects in curly brackets: what follows is drawn as a chart.
const MACROS: &[&str] = &["barchart", "stacked", "compact", "negative"];
/// Elements of HTML whose names could be a blank in angle brackets.
const ELEMENTS: &[&str] = &[
    "address", "link", "details", "select", "name", "time", "title", "form", "source", "data", "object", "summary",
    "label", "section", "article", "area", "main", "code", "param", "option", "output", "picture", "map", "menu",
];

const BODIES: &[&str] = &[
    "Company",
    "Organisation",
    "Organization",
    "School",
    "Council",
    "Business",
    "Charity",
    "Club",
    "Practice",
    "Trust",
];

/// Whether a blank can begin at a word.
pub(super) fn may_begin(word: &str) -> bool {
    let asks = ["x", "tbc", "tba", "tbd", "todo", "fixme", "lorem", "insert", "your", "to"];
    are_crosses(word) || asks.iter().any(|ask| word.eq_ignore_ascii_case(ask))
}

/// Whether crosses stand between the figures of a reference number, as in `25/XX/0417`. Before a year they are a blank.
fn is_in_reference(words: &Words, i: usize) -> bool {
    let figures = |i: usize| words.text(i).bytes().all(|b| b.is_ascii_digit());
    let inside = i > 0 && words.gap(i - 1) == "/" && words.gap(i) == "/" && i + 1 < words.len();
    inside && figures(i - 1) && figures(i + 1) && {
        let after = words.text(i + 1);
        after.len() > 2 && (after.len() != 4 || after.starts_with('0'))
    }
}

fn by_words(words: &Words, i: usize) -> Option<usize> {
    let timed = |last: usize| matches!(words.gap(last), " " | "-") && time(words, last + 1);
    if crosses(words, i) || (words.text(i) == "X" && timed(i)) {
        if is_in_reference(words, i) {
            return None;
        }
        let mut last = i;
        while last < i + 8 && matches!(words.gap(last), " " | "/" | "-") && crosses(words, last + 1) {
            last += 1;
        }
        return Some(if timed(last) { last + 1 } else { last });
    }
    if matches!(words.text(i), "TBC" | "TBA" | "TBD" | "TODO" | "FIXME" | "tbc" | "tba") {
        return Some(i);
    }
    if words.is(i, "lorem") {
        return words.run(i, &["lorem", "ipsum"]).map(|end| end - 1);
    }
    if words.text(i) == "INSERT" && words.gap(i) == " " && words.capitals(i + 1) {
        let mut last = i + 1;
        while last < i + 8 && words.gap(last) == " " && words.capitals(last + 1) {
            last += 1;
        }
        return Some(last);
    }
    if words.is(i, "to") {
        let end = words
            .run(i, &["to", "be"])
            .filter(|at| words.is_any(*at, &["confirmed", "agreed", "decided", "advised"]))?;
        let alone = words.opens_block(i) || matches!(words.gap_before(i), ": " | " - " | ":");
        return (alone
            && (words.stops(end) || words.trail(end).starts_with([')', ';']) || words.trail(end).is_empty()))
        .then_some(end);
    }
    if words.is(i, "insert") {
        let here = (i + 1..i + 7).take_while(|at| words.gap(at - 1) == " ").find(|at| words.is(*at, "here"));
        return here.filter(|_| words.initial(i) || words.opens_block(i));
    }
    let body = |at: usize| BODIES.contains(&words.text(at)) || (words.capitals(at) && words.is_any(at, BODIES));
    if matches!(words.text(i), "Your" | "YOUR") && words.gap(i) == " " && body(i + 1) && words.gap(i + 1) == " " {
        return (words.is(i + 2, "name") && words.initial(i + 2)).then_some(i + 2);
    }
    None
}

pub(super) fn scan(words: &Words, links: &[bool], out: &mut Vec<Value>) {
    let from = out.len();
    by_signs(words, links, out);
    let taken = words.mask(out.get(from..).unwrap_or_default());
    let mut i = 0;
    while i < words.len() {
        if !words.may_begin(i, BLANK) {
            i += 1;
            continue;
        }
        let free = !taken.get(i).copied().unwrap_or_default() && !links.get(i).copied().unwrap_or_default();
        i = match by_words(words, i).filter(|_| free) {
            Some(last) => {
                let canonical = words.joined(i, last);
                out.extend(words.value_of(ValueKind::Placeholder, i, last, canonical));
                last + 1
            }
            None => i + 1,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ValueKind, sample::hold};

    #[test]
    fn what_was_to_be_replaced() {
        hold(
            ValueKind::Placeholder,
            &[
                ("kept for [insert period].", "[insert period]=insert period"),
                ("[Organisation name] and [X]", "[Organisation name]=organisation name; [X]=x"),
                ("[TBC], TBC", "[TBC]=tbc; TBC=tbc"),
                ("reference 25/XX/0417 of 25/XX/2026", "XX=xx"),
                ("for XX years or X months", "XX years=xx years; X months=x months"),
                ("call XXXX or xxx", "XXXX=xxxx; xxx=xxx"),
                ("<insert name of DPO>", "<insert name of DPO>=insert name of dpo"),
                ("kept {{ retention }} and {retention}", "{{ retention }}=retention; {retention}=retention"),
                ("kept ${period}, $PERIOD$", "${period}=period; $PERIOD$=period"),
                ("kept for ____ years", "____ years=_"),
                ("Name: _____", "Name: _____=_"),
                ("[name of DPO] of [Company]", "[name of DPO]=name of dpo; [Company]=company"),
                ("Your Company Name is here", "Your Company Name=your company name"),
                ("Lorem ipsum dolor", "Lorem ipsum=lorem ipsum"),
                ("INSERT SCHOOL NAME now", "INSERT SCHOOL NAME=insert school name"),
                ("kept for [how long].", "[how long]=how long"),
                ("Ask [who] or [which team]", "[which team]=which team"),
                ("for [period] after [event]", "[period]=period; [event]=event"),
                ("You [must / do not have to] say", "[must / do not have to]=must / do not have to"),
                ("Article 6(1)([letter]) of it", "[letter]=letter"),
                (
                    "[first purpose] and [kinds of suppliers]",
                    "[first purpose]=first purpose; [kinds of suppliers]=kinds of suppliers",
                ),
                (
                    "Last updated: [day month year] or [dd/mm/yyyy]",
                    "[day month year]=day month year; [dd/mm/yyyy]=dd/mm/yyyy",
                ),
                ("kept for [ ] years", "[ ] years=_"),
                ("our school (insert name of school)", "(insert name of school)=insert name of school"),
                ("Retention: to be confirmed.", "to be confirmed=to be confirmed"),
                ("<controller name> and <how long>", "<controller name>=controller name; <how long>=how long"),
            ],
        );
    }

    #[test]
    fn what_stands_for_itself() {
        for text in [
            "as shown in [1] and [sic]",
            "[email protected]",
            "the [Privacy policy](x) page",
            "Mid Vale Council [MVC] decides",
            "<p>text</p> and a < b > c",
            "costs $5 and $6",
            "snake_case and __init",
            "the ICO [ICO] said",
            "he [the applicant] agreed",
            "your name and address",
            "body { color: red; }",
            "he said \"[the] data, [personal] or not, for [service] users\"",
            "R v Y [2019] EWCA Civ 1 and [2021] UKSC 3",
            "see [text][ref] and [^1] and [[Contact details]]",
            "[x] done",
            "[ ] yes",
            "[external link] [opens in a new tab] [PDF, 200KB]",
            "[Contact:123] and [InlineAttachment:date.pdf]",
            "{barchart} {.lead} {::callout}",
            "the date is to be confirmed by letter",
            "<title>Privacy</title> <time>",
            "what is [in effect] the same",
            "numbers [such as credit / debit card numbers;] and [B2B service]",
        ] {
            hold(ValueKind::Placeholder, &[(text, "")]);
        }
    }
}
