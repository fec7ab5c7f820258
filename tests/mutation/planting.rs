//! Planting the defects of the pack's own tests into notices.

use notice_lint::check::{Options, lint};
use notice_lint::embedded;
use notice_lint::rules::{Check, Pack, RuleSet};
use notice_lint::source::{Format, Source};
use std::collections::BTreeSet;

/// A rule's name and the words that it should find.
pub type Defect = (String, String);

/// What became of planted defects.
#[derive(Debug, Default)]
pub struct Planted {
    /// How many were planted.
    pub tried: u32,
    /// How many were found on their line.
    pub found: u32,
    /// How many were told more than once.
    pub twice: u32,
    /// Which were not found.
    pub missed: BTreeSet<String>,
}

impl Planted {
    /// The share that was found.
    pub fn rate(&self) -> f64 {
        f64::from(self.found) / f64::from(self.tried)
    }

    /// Plants each defect at the end of a notice in Markdown.
    pub fn try_all(&mut self, base: &str, defects: &[Defect], rules: &RuleSet, options: &Options) {
        for (name, words) in defects {
            self.tried += 1;
            let text = format!("{}\n\n{words}\n", base.trim_end());
            let line = text.trim_end().lines().count() as u32;
            let source = Source::from_bytes("planted.md", text.into_bytes(), Some(Format::Markdown)).unwrap();
            let checked = lint(&source, rules, options);
            let rule = rules.rules.iter().find(|r| r.name == *name).unwrap();
            let hits = checked.report.findings.iter().filter(|f| rule.reported_names().any(|n| n == &*f.rule));
            match hits.filter(|f| f.place.line == line).count() {
                0 => {
                    self.missed.insert(format!("{name}: {words}"));
                }
                count => {
                    self.found += 1;
                    self.twice += u32::from(count > 1);
                }
            }
        }
    }
}

/// The defects that lie in one line's words alone, so that they can be planted into a notice that is right otherwise.
pub fn defects(rules: &RuleSet) -> Vec<Defect> {
    let (pack, problems) = Pack::parse(embedded::files());
    assert!(problems.is_empty());
    let mut out = Vec::new();
    for (_, _, file) in pack.rules.values() {
        let rule = rules.rules.iter().find(|r| r.name == file.rule).unwrap();
        let in_words = matches!(&rule.check, Check::Forbids { when: None, matchers, .. }
            if matchers.iter().all(|m| m.unless_within.is_none() && m.in_topics.is_empty()))
            || matches!(&rule.check, Check::Cites { .. } | Check::NamesBody { .. });
        if !in_words || !rule.on {
            continue;
        }
        for test in file.tests.get("hit").into_iter().flatten() {
            let plain = !test.0.text.is_empty() && !test.0.text.contains('\n');
            if plain && test.0.as_of.is_none() && test.0.facts.is_empty() {
                out.push((file.rule.to_string(), test.0.text.to_string()));
            }
        }
    }
    out
}
