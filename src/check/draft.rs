//! Turning what a check found into a finding: severity, words, places, law, fixes, fingerprint.

use super::facts::Facts;
use super::finding::{Citation, Confidence, Finding, Place, Related, Severity};
use super::fingerprint::fingerprint;
use super::options::Options;
use super::reading::Reading;
use crate::phrase::Numbers;
use crate::rules::file::{Level, Sureness};
use crate::rules::{Day, Rule, RuleSet};
use crate::source::{Source, Span};
use std::sync::Arc;

/// Everything that a check of one notice needs.
#[derive(Debug)]
pub struct Desk<'a> {
    /// The notice as the rules see it.
    pub reading: Reading<'a>,
    /// Its facts.
    pub facts: Facts,
    /// What the caller decides.
    pub options: &'a Options,
    /// The notice's own date, where it has one.
    pub dated: Option<(Day, Span)>,
}

/// What a message can say; empty parts stay empty.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// Why.
    pub because: String,
    /// What is asked for.
    pub what: String,
    /// The right value.
    pub value: String,
    /// What others say.
    pub others: String,
    /// A date in words.
    pub date: String,
    /// An age in words.
    pub age: String,
    /// A number.
    pub count: String,
    /// Instead of the source's words.
    pub found: Option<String>,
}

/// The raw material of a finding.
#[derive(Debug, Default)]
pub struct Draft<'m> {
    /// The state that is reported.
    pub state: &'static str,
    /// Where.
    pub span: Span,
    /// Something is missing there: no excerpt.
    pub absent: bool,
    /// The element, if any.
    pub element: Option<String>,
    /// What the message can say.
    pub words: Words,
    /// Why the duty applies, with places.
    pub because: Vec<(Span, String)>,
    /// Other places in this notice.
    pub related: Vec<(Span, String)>,
    /// All further places that the finding stands for, each with the matcher that found it: they are mended with it.
    pub more: Vec<(Span, Option<&'m crate::rules::Matcher>)>,
    /// The matcher that found it: its own message, fix and confidence.
    pub matcher: Option<&'m crate::rules::Matcher>,
    /// Words cannot be put in place of these.
    pub no_fix: bool,
    /// Instead of the rule's severity.
    pub level: Option<Level>,
    /// Provisions beside the rule's.
    pub law: Vec<u32>,
}

/// A place in a source.
pub fn place(source: &Source, span: Span) -> Place {
    let (start, end) = (source.position(span.start as usize), source.position(span.end as usize));
    Place {
        path: Arc::from(source.path.as_str()),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        bytes: source.file_bytes(span),
    }
}

/// Provisions as reports cite them.
pub fn citations(rules: &RuleSet, law: &Numbers) -> Vec<Citation> {
    law.iter()
        .filter_map(|id| rules.law.get(id as usize))
        .map(|l| Citation { cite: Arc::from(&*l.cite), url: Arc::from(&*l.url) })
        .collect()
}

/// Whether a rule may report under this name at all.
pub fn is_wanted(rule: &Rule, name: &str, rules: &RuleSet, options: &Options) -> bool {
    let names = |word: &String| {
        word == name
            || *word == *rule.name
            || *word == *rule.group
            || rule.was.iter().any(|was| was == word.as_str())
            || rule.law.iter().any(|id| rules.law.get(id as usize).is_some_and(|l| l.key.starts_with(word.as_str())))
    };
    if options.ignore.iter().any(names) {
        return false;
    }
    let level = level_of(rule, name, options);
    if !options.select.is_empty() {
        return options.select.iter().any(names);
    }
    level.map_or(rule.on, |l| l != Level::Off)
}

/// Whether findings under this name can be reported at all: the rule is in force, selected, and not off.
pub fn runs(rule: &Rule, name: &str, rules: &RuleSet, options: &Options) -> bool {
    let off = level_of(rule, name, options) == Some(Level::Off);
    in_force(rule, options.as_of) && !off && is_wanted(rule, name, rules, options)
}

/// The level that the configuration gives to a rule.
pub fn level_of(rule: &Rule, name: &str, options: &Options) -> Option<Level> {
    options.levels.get(name).or_else(|| options.levels.get(rule.name.as_str())).copied()
}

/// Whether a rule is in force on the date that decides the law.
pub fn in_force(rule: &Rule, as_of: Day) -> bool {
    rule.window.from.is_none_or(|from| from <= as_of) && rule.window.until.is_none_or(|until| as_of <= until)
}

/// A template with its words filled in.
pub fn fill(template: &str, found: &str, words: &Words, rule: &Rule) -> String {
    if !template.contains('{') {
        return template.to_owned();
    }
    let from = rule.window.from.map(Day::in_words).unwrap_or_default();
    let parts = [
        ("{found}", words.found.as_deref().unwrap_or(found)),
        ("{because}", &words.because),
        ("{what}", &words.what),
        ("{value}", &words.value),
        ("{others}", &words.others),
        ("{from}", if words.date.is_empty() { &from } else { &words.date }),
        ("{date}", &words.date),
        ("{age}", &words.age),
        ("{count}", &words.count),
    ];
    let mut out = String::with_capacity(template.len() + 60);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        match parts.iter().find(|(key, _)| rest.starts_with(key)) {
            Some((key, word)) => {
                out.push_str(word);
                rest = &rest[key.len()..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The severity of a level; `None` where it is off.
pub fn severity(level: Level) -> Option<Severity> {
    match level {
        Level::Error => Some(Severity::Error),
        Level::Warning => Some(Severity::Warning),
        Level::Info => Some(Severity::Info),
        Level::Off => None,
    }
}

/// The confidence of a report.
pub fn confidence(sureness: Sureness) -> Confidence {
    match sureness {
        Sureness::High => Confidence::High,
        Sureness::Medium => Confidence::Medium,
        Sureness::Low => Confidence::Low,
    }
}

/// The longest quote in a message or an excerpt, in characters.
const LONGEST_QUOTE: usize = 200;

/// A quote, cut at a word where it is long.
pub fn quote(words: &str) -> String {
    if words.len() <= LONGEST_QUOTE || words.chars().count() <= LONGEST_QUOTE {
        return words.to_owned();
    }
    let cut: String = words.chars().take(LONGEST_QUOTE).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} ...", &cut[..end])
}

/// The related places of a draft but for those inside its own place or inside another that says the same.
fn outermost<'d>(draft: &'d Draft<'_>) -> impl Iterator<Item = &'d (Span, String)> {
    let inside = |index: usize, span: Span, text: &str| {
        let mut others = draft.related.iter().enumerate();
        others.any(|(i, (o, t))| t == text && i != index && o.holds(span) && (*o != span || i < index))
    };
    draft.related.iter().enumerate().filter_map(move |(index, place)| {
        let covered = draft.span.holds(place.0) || inside(index, place.0, &place.1);
        (!covered).then_some(place)
    })
}

impl<'a> Desk<'a> {
    /// The rules.
    pub fn rules(&self) -> &'a RuleSet {
        self.reading.rules
    }

    /// A place of this notice.
    pub fn place(&self, span: Span) -> Place {
        place(self.reading.source, span)
    }

    /// A place with words on it.
    pub fn related(&self, span: Span, text: impl Into<String>) -> Related {
        Related { place: self.place(span), text: text.into() }
    }

    /// The finding, unless its rule is off, out of force or not selected.
    pub fn finding(&self, rule: &Rule, draft: Draft<'_>) -> Option<Finding> {
        let name = rule.name_of(draft.state);
        if !in_force(rule, self.options.as_of) || !is_wanted(rule, name, self.rules(), self.options) {
            return None;
        }
        let severity = severity(self.level(rule, name, &draft)?)?;
        let words = if draft.absent { String::new() } else { self.reading.words(draft.span) };
        let excerpt = quote(&words);
        let template = draft.matcher.and_then(|m| m.say.as_ref()).or_else(|| rule.messages.get(draft.state));
        let message = fill(template.map_or(&rule.title, |t| t), &excerpt, &draft.words, rule);
        let next = rule.next.get(draft.state).map(|t| fill(t, &excerpt, &draft.words, rule)).unwrap_or_default();
        let sure = draft.matcher.and_then(|m| m.confidence).unwrap_or(rule.confidence);
        let mut law = rule.law.clone();
        law.extend(draft.law.iter().copied().filter(|l| !rule.law.contains(*l)));
        let element = draft.element.as_deref();
        Some(Finding {
            rule: Arc::from(name),
            element: element.map(Arc::from),
            severity,
            confidence: confidence(sure),
            place: self.place(draft.span),
            message,
            next,
            because: draft.because.iter().map(|(span, text)| self.related(*span, text)).collect(),
            law: citations(self.rules(), &law),
            related: outermost(&draft).map(|(span, text)| self.related(*span, text)).collect(),
            fixes: self.fixes(rule, &draft),
            fingerprint: fingerprint(name, element, &self.reading.source.path, &excerpt),
            excerpt,
            suppressed: None,
        })
    }

    fn level(&self, rule: &Rule, name: &str, draft: &Draft<'_>) -> Option<Level> {
        if let Some(level) = level_of(rule, name, self.options) {
            return Some(level);
        }
        let level = draft.level.or_else(|| rule.severity.get(draft.state).copied())?;
        let was_right = match (rule.older, rule.window.from, self.dated) {
            (Some(older), Some(from), Some((date, _))) if date < from => Some(older),
            _ => None,
        };
        // The milder of the two: an older notice is never treated more severely.
        Some(was_right.map_or(level, |older| if severity(older) < severity(level) { older } else { level }))
    }
}
