//! Names of people: with a title, or where the words around say that a person is named.

use super::vocabulary::{
    BREAKERS, FIRST_NAMES, GENERIC, NOT_NAMES, ORGANISATION_WORDS, PERSON_CONTEXT, PERSON_HINT, ROLES, STRONG, TITLES,
    WEAK,
};
use super::{Value, ValueKind, Words};

/// A capitalised word that may be part of a person's name.
fn part(words: &Words, i: usize) -> bool {
    let text = words.stem(i);
    if !words.initial(i) || words.capitals(i) || !text.chars().all(|c| c.is_alphabetic() || c == '\'') {
        return false;
    }
    let other = BREAKERS | NOT_NAMES | GENERIC | STRONG | WEAK | ROLES | ORGANISATION_WORDS | TITLES;
    let named = words.classed(i, FIRST_NAMES);
    text.chars().count() > 1 && (named || !(words.classed(i, other) || words.is_any(i, PERSON_CONTEXT)))
}

fn letter(words: &Words, i: usize) -> bool {
    words.initial(i) && words.text(i).len() == 1
}

fn joins(words: &Words, at: usize) -> bool {
    matches!(words.gap(at), " " | "-") || (matches!(words.gap(at), ". " | ".") && letter(words, at))
}

/// The last token of a name of up to four words.
fn span(words: &Words, first: usize) -> usize {
    let mut last = first;
    while last < first + 3
        && joins(words, last)
        && !words.text(last).ends_with("'s")
        && (part(words, last + 1) || letter(words, last + 1))
    {
        last += 1;
    }
    // "Smith A" is Smith and an article.
    while last > first && letter(words, last) {
        last -= 1;
    }
    last
}

/// Whether capitals go on behind the name, as in "Dame Alice Primary School".
fn goes_on(words: &Words, last: usize) -> bool {
    words.initial(last + 1)
        && (words.gap(last) == " " || words.gap(last) == "-" || words.gap(last) == " & ")
        && !words.classed(last + 1, BREAKERS)
        || words.gap(last) == " " && words.text(last + 1) == "&"
        || words.text(last).ends_with("'s") && words.initial(last + 1)
}

fn role(words: &Words, i: usize) -> bool {
    words.is_any(i, PERSON_CONTEXT) || words.is_any(i, &["dpo", "headteacher", "manager", "officer"])
}

/// A role or "who" right behind the name, or an e-mail address.
fn explained(words: &Words, last: usize, links: &[bool]) -> bool {
    let gap = words.gap(last);
    if !matches!(gap, ", " | " (" | " - " | ": " | "; ") {
        return false;
    }
    let rest = words.plain.get(words.start(last + 1)..).unwrap_or_default();
    let mail = links.get(last + 1).copied().unwrap_or_default()
        && rest.chars().take(80).take_while(|c| !c.is_whitespace()).any(|c| c == '@');
    if mail || words.is(last + 1, "who") {
        return true;
    }
    (last + 1..last + 6).take_while(|at| *at == last + 1 || words.gap(at - 1) == " ").any(|at| role(words, at))
}

enum Context {
    Strong,
    Hint,
    None,
}

fn context(words: &Words, first: usize) -> Context {
    let mut hint = false;
    for back in 1..=6 {
        let Some(at) = first.checked_sub(back) else { break };
        let gap = words.gap(at);
        if words.stops(at) || gap.contains(['\n', ';', '|']) {
            break;
        }
        // The role may be the word before, or stand before "is", a comma or a colon.
        if role(words, at) {
            let between = (at + 1..first).all(|w| !words.initial(w) && !words.is_any(w, &["at", "of", "for", "from"]));
            if between {
                return Context::Strong;
            }
        }
        hint |= words.is_any(at, PERSON_HINT) && back == 1;
    }
    if hint { Context::Hint } else { Context::None }
}

fn canonical(words: &Words, first: usize, last: usize) -> String {
    words.joined(first, last)
}

pub(super) fn scan(words: &Words, links: &[bool], taken: &[bool], out: &mut Vec<Value>) {
    let set = |mask: &[bool], i: usize| mask.get(i).copied().unwrap_or_default();
    let mut i = 0;
    while i < words.len() {
        if !words.initial(i) || set(links, i) || set(taken, i) {
            i += 1;
            continue;
        }
        if words.classed(i, TITLES) && !words.text(i).ends_with('.') && matches!(words.gap(i), " " | ". ") {
            let mut first = i + 1;
            while first < i + 3 && words.classed(first, TITLES) && matches!(words.gap(first), " " | ". ") {
                first += 1;
            }
            let held = part(words, first)
                || (letter(words, first)
                    && joins(words, first)
                    && (part(words, first + 1) || letter(words, first + 1)));
            if held {
                let last = span(words, first);
                let free = !(first..=last).any(|at| set(taken, at)) && !goes_on(words, last);
                if free && !(letter(words, first) && first == last) {
                    out.extend(words.value_of(ValueKind::Person, i, last, canonical(words, first, last)));
                }
                i = last + 1;
                continue;
            }
        }
        if !(part(words, i) || letter(words, i) && joins(words, i)) {
            i += 1;
            continue;
        }
        let last = span(words, i);
        let spaces = (i..last).filter(|at| words.gap(*at) != "-").count();
        let before = i.checked_sub(1).filter(|at| matches!(words.gap(*at), " " | "-" | " & "));
        let led = before.is_none_or(|at| {
            !words.initial(at) || role(words, at) || words.classed(at, BREAKERS) || words.is_any(at, PERSON_HINT)
        });
        let fits = (1..=2).contains(&spaces)
            && led
            && !goes_on(words, last)
            && !(i..=last).any(|at| set(taken, at) || set(links, at))
            && before.is_none_or(|at| words.text(at) != "&");
        if fits {
            let first_name = words.classed(i, FIRST_NAMES);
            let named = match context(words, i) {
                Context::Strong => true,
                Context::Hint => first_name || explained(words, last, links),
                Context::None => explained(words, last, links),
            };
            if named {
                out.extend(words.value_of(ValueKind::Person, i, last, canonical(words, i, last)));
            }
        }
        i = last + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ValueKind, sample::hold};

    #[test]
    fn people() {
        hold(
            ValueKind::Person,
            &[
                ("Our Data Protection Officer is Anna Field.", "Anna Field=anna field"),
                ("our Data Protection Officer, Anna Field, at dpo@example.org", "Anna Field=anna field"),
                ("Data Protection Officer: Xanthe Okonkwo-Reid", "Xanthe Okonkwo-Reid=xanthe okonkwo reid"),
                ("Data Protection Officer Anna Field", "Anna Field=anna field"),
                ("ask Mrs Field or Dr. A. B. Stone", "Mrs Field=field; Dr. A. B. Stone=a b stone"),
                ("contact Peter Stone on 01632 960123", "Peter Stone=peter stone"),
                ("Xanthe Reid, who leads the team", "Xanthe Reid=xanthe reid"),
                ("Wren Ashby (Headteacher)", "Wren Ashby=wren ashby"),
                ("the former Commissioner, Anna Field's letter", "Anna Field's=anna field"),
                ("Name: J. R. Stone", "J. R. Stone=j r stone"),
            ],
        );
    }

    #[test]
    fn what_is_nobody() {
        for text in [
            "contact the Data Protection Officer",
            "contact Midvale County Council",
            "Mrs Field Primary School",
            "Peter Stone is in the play",
            "contact Midvale Works",
            "Privacy Notice, who we are",
            "the officer in Great Britain",
            "Our Officer is Midvale Consulting",
            "Peter Stone Solicitors, officer",
            "the manager of Upper Vale",
        ] {
            hold(ValueKind::Person, &[(text, "")]);
        }
    }
}
