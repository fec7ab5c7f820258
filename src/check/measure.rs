//! How hard a text is to read.

use super::draft::{Desk, Draft, Words};
use super::finding::Finding;
use crate::notice::{Unit, UnitKind};
use crate::rules::Rule;

/// The most related places of one finding.
const MOST_RELATED: usize = 20;

/// The finding of a `measures` rule: at the longest of the sentences with too many words, with the others.
pub fn measures(desk: &Desk<'_>, rule: &Rule, most: u32, at_least: u32) -> Option<Finding> {
    let words = |unit: &Unit| unit.tokens.len() - unit.own as usize;
    let prose = |unit: &&Unit| matches!(unit.kind, UnitKind::Sentence | UnitKind::Item | UnitKind::Cell);
    let units = desk.reading.notice.units.iter().filter(prose);
    let mut long: Vec<&Unit> = units.filter(|unit| words(unit) > most as usize).collect();
    if long.len() < at_least.max(1) as usize {
        return None;
    }
    long.sort_by_key(|unit| std::cmp::Reverse(words(unit)));
    let (longest, rest) = long.split_first()?;
    let span = |unit: &Unit| desk.reading.notice.unit_span(unit);
    let related = rest.iter().take(MOST_RELATED).map(|unit| (span(unit), format!("{} words", words(unit))));
    let told = Words {
        count: long.len().to_string(),
        value: words(longest).to_string(),
        others: most.to_string(),
        ..Words::default()
    };
    desk.finding(
        rule,
        Draft { state: "hit", span: span(longest), words: told, related: related.collect(), ..Draft::default() },
    )
}
