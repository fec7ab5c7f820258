//! Verdicts: whether a disclosure is there.

use super::because::Because;
use super::draft::{Desk, Draft, Words, in_force};
use super::finding::{ElementReport, EvidenceReport, Finding, HERE_TOO, Verdict};
use super::kind::Kind;
use super::matcher::Found;
use crate::rules::Text;
use crate::rules::file::{Effect, Scope};
use crate::rules::{Matcher, Requires, Rule};
use std::sync::Arc;

/// The most places of one fact that are kept as the reason of a finding.
const MOST_REASONS: usize = 3;

/// The answer of one `requires` rule for one notice.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The verdict.
    pub verdict: Verdict,
    /// Why, in words.
    pub because: String,
    /// Evidence by grade, in the order of the notice.
    pub evidence: Vec<(&'static str, Found)>,
    /// The condition held only by inference.
    pub inferred: bool,
    /// It can only be guessed, from a hint.
    pub hinted: bool,
}

/// Works out the answer.
pub fn answer(desk: &Desk<'_>, rule: &Rule, requires: &Requires) -> Answer {
    let none =
        |verdict, because: String| Answer { verdict, because, evidence: Vec::new(), inferred: false, hinted: false };
    if !in_force(rule, desk.options.as_of) {
        return none(Verdict::NotApplicable, "not in force on this date".into());
    }
    let reading = &desk.reading;
    let when = requires.when.as_ref().map(|c| desk.facts.value(c));
    let excluded = requires.not_when.as_ref().is_some_and(|c| desk.facts.value(c) == Some(true));
    if when == Some(Some(false)) || excluded {
        return none(Verdict::NotApplicable, "the notice shows that the condition is not met".into());
    }
    let stated = reading.find(&requires.stated);
    let denied = reading.find(&requires.denied);
    let weak = reading.find(&requires.weak);
    let promised = reading.find(&requires.promised);
    let mut clearing: Vec<u32> = stated.iter().chain(&denied).map(|f| f.unit).collect();
    clearing.sort_unstable();
    let uncleared = |found: &Found| {
        let scope = requires.weak[found.matcher].cleared_by.unwrap_or(Scope::Notice);
        let units = reading.units_of(found.unit, scope);
        let next = clearing.get(clearing.partition_point(|u| *u < units.start));
        scope == Scope::Never || next.is_none_or(|u| *u >= units.end)
    };
    let standing: Vec<Found> = weak.iter().filter(|f| uncleared(f)).cloned().collect();
    let contradicts = |found: &[Found], matchers: &[Matcher]| found.iter().any(|f| matchers[f.matcher].contradicts);
    let mut hinted = false;
    let mut evidence: Vec<(&'static str, Found)> = Vec::new();
    evidence.extend(stated.iter().map(|f| ("stated", f.clone())));
    evidence.extend(denied.iter().map(|f| ("denied", f.clone())));
    // Of one sentence the matcher that the rule lists first has the better reason.
    let first = standing.first().map(|first| first.unit);
    let first = standing.iter().take_while(|f| Some(f.unit) == first).min_by_key(|f| f.matcher);
    let (verdict, because) = if let Some(first) = first {
        (Verdict::Weak, requires.weak[first.matcher].because.as_deref().unwrap_or_default().to_owned())
    } else if contradicts(&stated, &requires.stated) && contradicts(&denied, &requires.denied) {
        (Verdict::Contradicted, "it is stated in one place and denied in another".into())
    } else if !stated.is_empty() || !denied.is_empty() {
        (Verdict::Stated, String::new())
    } else if let Some(first) = promised.first() {
        let why = requires.promised[first.matcher].because.as_ref().map(Text::to_string);
        (Verdict::Weak, why.unwrap_or_else(|| "it is only promised here".into()))
    } else if when == Some(None) {
        (Verdict::Silent, "nothing shows whether it applies".into())
    } else if let Some(first) = reading.find(&requires.hinted).into_iter().next() {
        let why = requires.hinted[first.matcher].because.as_deref().unwrap_or_default().to_owned();
        hinted = true;
        evidence.push(("weak", first));
        (Verdict::Weak, why)
    } else {
        (Verdict::Missing, String::new())
    };
    evidence.extend(standing.into_iter().map(|f| ("weak", f)));
    if verdict == Verdict::Weak && evidence.iter().all(|(grade, _)| *grade != "weak") {
        evidence.extend(promised.into_iter().map(|f| ("weak", f)));
    }
    evidence.sort_by_key(|(_, f)| f.span.start);
    let inferred = requires.when.as_ref().is_some_and(|c| desk.facts.is_inferred(c));
    Answer { verdict, because, evidence, inferred, hinted }
}

/// Makes an answer milder where the document is no notice, or is in a language that the rules do not speak.
pub fn soften(answer: &mut Answer, kind: &Kind) {
    match kind.effect {
        Some(Effect::Skip) => {
            *answer = Answer {
                verdict: Verdict::NotApplicable,
                because: kind.because.clone(),
                evidence: Vec::new(),
                inferred: false,
                hinted: false,
            };
        }
        Some(Effect::Unsure) if answer.verdict == Verdict::Missing || answer.hinted => {
            answer.verdict = Verdict::Silent;
            answer.because = kind.because.clone();
            answer.evidence.clear();
        }
        _ => {}
    }
}

/// The report of an answer.
pub fn report(desk: &Desk<'_>, rule: &Rule, id: &str, answer: &Answer) -> ElementReport {
    let evidence = answer.evidence.iter().map(|(grade, found)| EvidenceReport {
        grade,
        place: desk.place(found.span),
        text: super::draft::quote(&desk.reading.words(found.span)),
    });
    ElementReport {
        id: Arc::from(id),
        title: Arc::from(rule.title.as_str()),
        verdict: answer.verdict,
        because: answer.because.clone(),
        evidence: evidence.collect(),
    }
}

/// The finding of an answer, if it is one.
pub fn finding(desk: &Desk<'_>, rule: &Rule, requires: &Requires, answer: &Answer) -> Option<Finding> {
    if !matches!(answer.verdict, Verdict::Missing | Verdict::Weak | Verdict::Contradicted) {
        return None;
    }
    let soft = requires.softer.as_ref().filter(|s| desk.facts.value(&s.when) == Some(true));
    let because = Because::of(desk, requires.when.as_ref(), MOST_REASONS);
    let mut words = Words { what: requires.what.to_string(), because: answer.because.clone(), ..Words::default() };
    let element = requires.element.as_ref().map(Text::to_string);
    match answer.verdict {
        Verdict::Missing => {
            let section = desk.reading.section_with(&requires.topics);
            let span = section.and_then(|s| desk.reading.heading_span(s)).unwrap_or_else(|| desk.reading.top());
            words.because = because.spoken;
            let inferred = answer.inferred.then(|| rule.severity.of("inferred").copied()).flatten();
            let level = soft.and_then(|s| s.missing).or(inferred);
            desk.finding(
                rule,
                Draft {
                    state: "missing",
                    span,
                    absent: true,
                    element,
                    words,
                    because: because.places,
                    level,
                    ..Draft::default()
                },
            )
        }
        Verdict::Weak | Verdict::Contradicted => {
            let weak: Vec<&Found> = answer.evidence.iter().filter(|(g, _)| *g == "weak").map(|(_, f)| f).collect();
            let gives_reason = |f: &&Found| {
                requires.weak.get(f.matcher).is_some_and(|m| m.because.as_deref() == Some(&answer.because))
            };
            let reason = weak.iter().copied().find(gives_reason);
            let first = reason.or(weak.first().copied()).or(answer.evidence.first().map(|(_, f)| f))?;
            let from_weak = reason.and_then(|f| requires.weak.get(f.matcher));
            let state = if answer.verdict == Verdict::Weak { "weak" } else { "contradicted" };
            let related = weak.iter().filter(|f| f.span != first.span).map(|f| (f.span, HERE_TOO.to_owned())).collect();
            desk.finding(
                rule,
                Draft {
                    state,
                    span: first.span,
                    element,
                    words,
                    because: because.places,
                    related,
                    matcher: from_weak,
                    level: soft.and_then(|s| s.weak),
                    ..Draft::default()
                },
            )
        }
        _ => None,
    }
}
