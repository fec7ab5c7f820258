//! Citations: repealed or moved provisions, and odd forms.

use super::draft::{Desk, Draft, Words};
use super::finding::Finding;
use crate::notice::values::{Value, ValueKind};
use crate::phrase::Numbers;
use crate::rules::Text;
use crate::rules::file::Scope;
use crate::rules::{Provision, Rule};

/// Findings of a `cites` rule.
pub fn cites(desk: &Desk<'_>, rule: &Rule, moved: bool, odd: &[Text], unless: &Numbers) -> Vec<Finding> {
    let mut out = Vec::new();
    for value in desk.reading.notice.values.iter().filter(|v| v.kind == ValueKind::Citation) {
        let odd_form = value.odd.is_some_and(|o| odd.iter().any(|wanted| wanted == o));
        let provision = moved.then(|| desk.rules().provisions.iter().find(|p| p.covers(&value.canonical))).flatten();
        let provision = provision.filter(|p| p.from <= desk.options.as_of);
        if !odd_form && provision.is_none() {
            continue;
        }
        let Some(unit) = desk.reading.unit_of(value.tokens.start) else { continue };
        let span = desk.reading.notice.text.source_of(value.text.clone());
        if desk.reading.cancelled(unless, &desk.reading.found_at(unit, span, 0), Scope::Sentence) {
            continue;
        }
        let words = match provision {
            Some(p) => Words {
                value: p.instead.as_deref().unwrap_or("no other provision").to_owned(),
                because: p.status.to_string(),
                date: p.from.in_words(),
                ..Words::default()
            },
            None => Words {
                value: usual_form(desk, value),
                because: value.odd.unwrap_or_default().replace('-', " "),
                ..Words::default()
            },
        };
        let law = provision.and_then(|p| p.law).into_iter().collect();
        let older = provision.zip(desk.dated).is_some_and(|(p, (date, _))| date < p.from);
        let level = if older { rule.older } else { None };
        let no_fix = provision.is_none() && goes_on(&desk.reading.source.text[span.end as usize..]);
        out.extend(desk.finding(rule, Draft { state: "hit", span, words, law, level, no_fix, ..Draft::default() }));
    }
    out
}

/// Whether a list of citations goes on with a number in brackets: "Articles (6)(1)(e) and (9)(2)(g)" is mended whole or not at all.
fn goes_on(after: &str) -> bool {
    let rest = after.trim_start();
    let rest =
        [",", "and ", "or ", "& "].iter().fold(rest, |rest, word| rest.strip_prefix(word).unwrap_or(rest).trim_start());
    rest.len() < after.len() && rest.starts_with('(') && rest[1..].starts_with(|c: char| c.is_ascii_digit())
}

impl Provision {
    /// Whether a canonical citation is of this provision.
    fn covers(&self, canonical: &str) -> bool {
        match canonical.strip_prefix(self.cite.as_str()) {
            Some("") => true,
            Some(rest) => !self.exact && rest.starts_with(['.', '/']),
            None => false,
        }
    }
}

/// How the citation is usually written.
fn usual_form(desk: &Desk<'_>, value: &Value) -> String {
    let text = &desk.reading.notice.text.plain[value.text.start as usize..value.text.end as usize];
    match value.odd {
        // "Article (6)(1)(e)": the first number is never bracketed.
        Some("bracketed") => {
            let Some(open) = text.find('(') else { return text.to_owned() };
            let Some(close) = text[open..].find(')') else { return text.to_owned() };
            let (head, tail) = (text[..open].trim_end(), &text[open + close + 1..]);
            format!("{head} {}{tail}", text[open + 1..open + close].trim())
        }
        Some("section-of-schedule") => text.replacen("section", "paragraph", 1).replacen("Section", "Paragraph", 1),
        Some("no-year") => format!("{text} 2018"),
        _ => text.to_owned(),
    }
}
