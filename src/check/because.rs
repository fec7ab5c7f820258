//! Why a conditional finding applies: the places of a notice that show the facts it rests on.

use super::draft::{Desk, quote};
use super::facts::Known;
use crate::rules::condition::Condition;
use crate::source::Span;

/// What shows that a condition holds.
#[derive(Debug, Default)]
pub struct Because {
    /// The places, each with what it shows; at most a few of each fact.
    pub places: Vec<(Span, String)>,
    /// The first of them in words: `line 19 says "..."`, or who declared the fact; empty where nothing shows it.
    pub spoken: String,
}

impl Because {
    /// Why a condition holds, with so many places of each fact at most.
    pub fn of(desk: &Desk<'_>, when: Option<&Condition>, most: usize) -> Self {
        let mut out = Self::default();
        let reasons = when.map(|when| desk.facts.reasons(when, desk.rules())).unwrap_or_default();
        for (title, known) in &reasons {
            let (places, spoken) = match &known.origin {
                Some(origin) => (
                    vec![(desk.reading.top(), format!("{title}: declared in {origin}"))],
                    Some(format!("{origin} declares it ({title})")),
                ),
                None => {
                    let spans = telling(desk, known, most);
                    let first = spans.first().map(|span| says(desk, *span));
                    (spans.into_iter().map(|span| (span, (*title).to_owned())).collect(), first)
                }
            };
            out.places.extend(places);
            if out.spoken.is_empty() {
                out.spoken = spoken.unwrap_or_default();
            }
        }
        out
    }
}

fn says(desk: &Desk<'_>, span: Span) -> String {
    format!("line {} says \"{}\"", desk.place(span).line, quote(&desk.reading.words(span)))
}

/// The first places that show a fact, one of each line of the notice.
fn telling(desk: &Desk<'_>, known: &Known, most: usize) -> Vec<Span> {
    let mut lines: Vec<(u32, Span)> = Vec::with_capacity(most);
    for span in known.found.iter().map(|found| found.span) {
        let line = desk.place(span).line;
        if let Some((_, kept)) = lines.iter_mut().find(|(seen, _)| *seen == line) {
            if span.holds(*kept) {
                *kept = span;
            }
        } else if lines.len() == most {
            break;
        } else {
            lines.push((line, span));
        }
    }
    lines.into_iter().map(|(_, span)| span).collect()
}
