//! Deleting, sentence by sentence, what speaks for an element.

use notice_lint::check::{Options, Verdict, lint};
use notice_lint::notice::Notice;
use notice_lint::rules::RuleSet;
use notice_lint::source::Source;

/// How often other sentences may speak for an element once the best are gone.
const ROUNDS: usize = 12;

/// What became of the elements of notices.
#[derive(Debug, Default)]
pub struct Deleted {
    /// How many were stated.
    pub tried: u32,
    /// How many of these were not when their sentences were gone.
    pub turned: u32,
    /// How many verdicts on other elements changed on the way: sentences that speak for two.
    pub others: u32,
    /// Which did not turn.
    pub failures: Vec<String>,
}

impl Deleted {
    /// The share that turned.
    pub fn rate(&self) -> f64 {
        f64::from(self.turned) / f64::from(self.tried)
    }

    /// Tries each element that a notice states.
    pub fn try_all(&mut self, source: &Source, rules: &RuleSet, options: &Options) {
        let before = lint(source, rules, options).report;
        for element in before.elements.iter().filter(|e| e.verdict == Verdict::Stated) {
            self.tried += 1;
            let mut source = source.clone();
            let mut after = before.clone();
            for _ in 0..ROUNDS {
                let places: Vec<[usize; 2]> = {
                    let now = after.elements.iter().find(|e| e.id == element.id).unwrap();
                    now.evidence.iter().map(|e| e.place.bytes).collect()
                };
                if places.is_empty() {
                    break;
                }
                let text = without(&source, &places);
                source = Source::from_bytes(&source.path, text.into_bytes(), Some(source.format)).unwrap();
                after = lint(&source, rules, options).report;
            }
            let verdict = after.elements.iter().find(|e| e.id == element.id).unwrap().verdict;
            if matches!(verdict, Verdict::Missing | Verdict::Silent | Verdict::NotApplicable) {
                self.turned += 1;
            } else {
                self.failures.push(format!("{}: {} is still {verdict:?}", source.path, element.id));
            }
            let pairs = before.elements.iter().zip(&after.elements);
            self.others += pairs.filter(|(b, a)| b.id != element.id && b.verdict != a.verdict).count() as u32;
        }
    }
}

/// The text without the sentences, items, headings or cells that hold one of these places.
fn without(source: &Source, places: &[[usize; 2]]) -> String {
    let notice = Notice::new(&source.text, source.blocks());
    let mut cut: Vec<[usize; 2]> = Vec::new();
    for unit in &notice.units {
        let span = notice.unit_span(unit);
        let (start, end) = (span.start as usize, span.end as usize);
        if places.iter().any(|p| p[0] < end && start < p[1]) {
            cut.push([start, end]);
        }
    }
    let mut text = source.text.clone();
    cut.sort();
    for [start, end] in cut.into_iter().rev() {
        text.replace_range(start..end, "");
    }
    text
}
