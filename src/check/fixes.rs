//! What would mend a finding: replacements at every place that it stands for, or a new paragraph.

use super::draft::{Desk, Draft, fill};
use super::finding::{Edit, Fix, FixClass};
use crate::notice::Token;
use crate::notice::values::{Value, ValueKind};
use crate::rules::Text;
use crate::rules::file::FixKind;
use crate::rules::{Matcher, Rule};
use crate::source::Span;

/// A word of a name that stands in capitals is no abbreviation if it has at least so many letters.
const SHOUTED: usize = 5;

impl Desk<'_> {
    /// The fixes of a finding. Places whose matchers mend alike share one fix, the others have one of their own.
    pub(super) fn fixes(&self, rule: &Rule, draft: &Draft<'_>) -> Vec<Fix> {
        if !self.reading.source.can_edit() {
            return Vec::new();
        }
        let mut fixes: Vec<(String, Fix)> = Vec::new();
        let more = draft.more.iter().copied();
        for (span, matcher) in std::iter::once((draft.span, draft.matcher)).chain(more) {
            let Some((words, fix)) = self.fix_at(rule, draft, span, matcher) else { continue };
            match fixes.iter_mut().find(|(other, of)| *other == words && of.class == fix.class) {
                Some((_, of)) => of.edits.extend(fix.edits),
                None => fixes.push((words, fix)),
            }
        }
        fixes.into_iter().map(|(_, fix)| in_order(fix)).collect()
    }

    /// The fix of one place, and its text before it was fitted to the place.
    fn fix_at(&self, rule: &Rule, draft: &Draft<'_>, span: Span, matcher: Option<&Matcher>) -> Option<(String, Fix)> {
        let fix = matcher.and_then(|m| m.fix.as_deref()).or(rule.fix.as_ref())?;
        let mut class = match fix.class.get(draft.state)? {
            FixKind::Safe => FixClass::Safe,
            FixKind::Unsafe => FixClass::Unsafe,
            FixKind::Suggest => FixClass::Suggest,
        };
        let (words, edit, title) = match (&fix.with, &fix.insert) {
            (Some(with), _) if !(draft.absent || draft.no_fix && span == draft.span) => {
                let (words, edit) = self.replacement(with, rule, draft, span)?;
                if !self.takes_article(span, &edit.text) {
                    class = FixClass::Suggest;
                }
                let title = format!("Write \"{}\"", edit.text);
                (words, edit, title)
            }
            // A new paragraph is one, however many places ask for it.
            (_, Some(insert)) if span == draft.span => {
                let at = self.insertion(span);
                let text = format!("\n\n{}", fill(insert, &found_words(self, draft), &draft.words, rule).trim());
                (text.clone(), Edit { bytes: self.reading.source.file_bytes(at), text }, "Add a paragraph".to_owned())
            }
            _ => return None,
        };
        Some((words, Fix { class, title: fix.title.as_ref().map_or(title, Text::to_string), edits: vec![edit] }))
    }

    /// The replacement of a place, and its text before it was fitted; `None` where it changes nothing, or where the place is part
    /// of something that is no prose: an address, the name of a file.
    fn replacement(&self, with: &str, rule: &Rule, draft: &Draft<'_>, span: Span) -> Option<(String, Edit)> {
        let source = &self.reading.source.text;
        let mut span = span;
        let mut found = source.get(span.range())?;
        // A bracket whose other half stands outside belongs to the sentence.
        while found.starts_with('(') && found.matches('(').count() > found.matches(')').count() {
            span.start += 1;
            found = source.get(span.range())?;
        }
        while found.ends_with(')') && found.matches(')').count() > found.matches('(').count() {
            span.end -= 1;
            found = source.get(span.range())?;
        }
        if self.is_in_address(span) {
            return None;
        }
        let found = self.reading.words(span);
        let words = fill(with, &found, &draft.words, rule);
        let text = self.in_its_place(words.clone(), &found, span);
        let runs_on = |a: Option<char>, b: Option<char>| {
            a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric)
        };
        let (before, after) = (&source[..span.start as usize], &source[span.end as usize..]);
        let glued = runs_on(before.chars().next_back(), text.chars().next())
            || runs_on(text.chars().next_back(), after.chars().next());
        (text != found && !glued).then(|| (words, Edit { bytes: self.reading.source.file_bytes(span), text }))
    }

    /// The tokens that a place holds.
    fn tokens_of(&self, span: Span) -> &[Token] {
        let text = &self.reading.notice.text;
        text.tokens.get(text.tokens_in(span)).unwrap_or_default()
    }

    /// Whether a place is part of a mail or web address, or of the name of a file.
    fn is_in_address(&self, span: Span) -> bool {
        let text = &self.reading.notice.text;
        let address = |v: &&Value| matches!(v.kind, ValueKind::Email | ValueKind::Url);
        let whole = |v: &Value| span.holds(text.source_of(v.text.clone()));
        let touches = |v: &Value| {
            let at = text.source_of(v.text.clone());
            at.start < span.end && span.start < at.end
        };
        if self.reading.notice.values.iter().filter(address).any(|v| touches(v) && !whole(v)) {
            return true;
        }
        let [first, .., last] = self.tokens_of(span) else {
            let [one] = self.tokens_of(span) else { return false };
            return is_name(&text.plain, one.start as usize, one.end as usize);
        };
        is_name(&text.plain, first.start as usize, last.end as usize)
    }

    /// Whether the article that stands before a place suits what would stand there: "a" or "an".
    fn takes_article(&self, span: Span, with: &str) -> bool {
        let text = &self.reading.notice.text;
        let tokens = &text.tokens;
        let first = text.token_at(span.start);
        let Some(before) = first.checked_sub(1).and_then(|index| tokens.get(index)) else { return true };
        let adjacent = tokens.get(first).is_some_and(|t| {
            t.block == before.block && text.plain[before.end as usize..t.start as usize].trim().is_empty()
        });
        match text.word(before) {
            "a" if adjacent => !is_vowel_sound(with),
            "an" if adjacent => is_vowel_sound(with),
            _ => true,
        }
    }

    /// A replacement as the author would write it there: a capital where the sentence begins with it, capitals throughout in a
    /// heading of capitals, the notice's kind of apostrophe.
    fn in_its_place(&self, text: String, found: &str, span: Span) -> String {
        let source = &self.reading.source.text;
        let mut text = text;
        if found.split_whitespace().count() > 1
            && found.split(|c: char| !c.is_alphanumeric()).any(|word| word.chars().count() >= SHOUTED)
            && !found.chars().any(char::is_lowercase)
        {
            text = text.to_uppercase();
        }
        let first = |text: &str| text.split_whitespace().next().unwrap_or_default().to_lowercase();
        let same_word = first(found) == first(&text);
        if found.starts_with(char::is_uppercase) && (same_word || self.begins_sentence(span)) {
            let mut letters = text.chars();
            text = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
        }
        if text.contains('\'') && source.contains('\u{2019}') && !source.contains('\'') {
            text = text.replace('\'', "\u{2019}");
        }
        text
    }

    /// Whether the first word of a place is the first word of a sentence, item, heading or cell.
    fn begins_sentence(&self, span: Span) -> bool {
        let notice = &self.reading.notice;
        let token = notice.text.token_at(span.start) as u32;
        let unit = self.reading.unit_of(token).map(|unit| self.reading.unit(unit));
        unit.is_some_and(|unit| unit.tokens.get(unit.own as usize) == Some(&token))
    }

    /// Where a new paragraph goes: after the block that holds the place.
    fn insertion(&self, span: Span) -> Span {
        let notice = &self.reading.notice;
        let end = notice.blocks.get(notice.block_at(span.start)).map_or(span.end, |b| b.span.end.max(span.end));
        Span { start: end, end }
    }
}

/// Whether the words between these bytes are part of the name of a file, a path or a variable.
fn is_name(plain: &str, start: usize, end: usize) -> bool {
    let outside = |c: char| c.is_whitespace() || "()[]{}<>\"',;".contains(c);
    let from = plain[..start].rfind(outside).map_or(0, |at| at + plain[at..].chars().next().map_or(1, char::len_utf8));
    let to = plain[end..].find(outside).map_or(plain.len(), |at| end + at);
    let word = plain[from..to].trim_end_matches(['.', ':', '?', '!']);
    let dotted = word.char_indices().any(|(at, c)| {
        c == '.' && word[at + 1..].starts_with(char::is_alphanumeric) && (from + at < start || from + at >= end)
    });
    word.contains(['@', '\\', '_', '=', '#']) || word.starts_with('/') || word.contains("://") || dotted
}

/// Whether English says "an" before these words.
fn is_vowel_sound(text: &str) -> bool {
    let word: String = text.chars().skip_while(|c| !c.is_alphanumeric()).take_while(|c| c.is_alphanumeric()).collect();
    let spelt = word.chars().count() > 1 && word.chars().all(|c| c.is_uppercase() || c.is_numeric());
    let lower = word.to_lowercase();
    if spelt {
        return lower.starts_with(['a', 'e', 'f', 'h', 'i', 'l', 'm', 'n', 'o', 'r', 's', 'x', '8']);
    }
    let spoken_as_consonant = ["uni", "use", "usu", "uk", "eu", "one", "once"];
    lower.starts_with(['a', 'e', 'i', 'o', 'u', '8'])
        && !spoken_as_consonant.iter().any(|start| lower.starts_with(start))
}

/// A fix whose edits stand in the order of the file, and whose title says how many they are.
fn in_order(mut fix: Fix) -> Fix {
    fix.edits.sort_by_key(|edit| edit.bytes);
    fix.edits.dedup_by(|b, a| b.bytes[0] < a.bytes[1]);
    if fix.edits.len() > 1 {
        fix.title = format!("{} in {} places", fix.title, fix.edits.len());
    }
    fix
}

fn found_words(desk: &Desk<'_>, draft: &Draft<'_>) -> String {
    if draft.absent { String::new() } else { super::draft::quote(&desk.reading.words(draft.span)) }
}

#[cfg(test)]
mod tests;
