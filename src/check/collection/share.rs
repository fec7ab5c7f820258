//! One defect in several notices: one mend in the shared template cures all.

use super::SetDesk;
use crate::check::Checked;
use crate::check::draft::Words;
use crate::check::finding::{Finding, Related};
use crate::rules::Rule;
use crate::rules::Text;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Findings of a `shares` rule: one for each rule that reports in enough notices.
pub fn across(
    desk: &SetDesk<'_>,
    rule: &Rule,
    at_least: usize,
    rules: &[Text],
    set: &[&Checked],
    out: &mut Vec<Finding>,
) {
    let mut by_rule: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in set.iter().flat_map(|c| &c.report.findings) {
        if rules.is_empty() || rules.iter().any(|r| **r == *finding.rule) {
            by_rule.entry(&finding.rule).or_default().push(finding);
        }
    }
    for (name, findings) in by_rule.into_iter().flat_map(|(name, all)| alike(all).into_iter().map(move |f| (name, f))) {
        let notices: BTreeSet<&str> = findings.iter().map(|f| &*f.place.path).collect();
        if notices.len() < at_least {
            continue;
        }
        let Some((first, rest)) = findings.split_first() else { continue };
        let text = if first.excerpt.is_empty() { first.message.clone() } else { first.excerpt.clone() };
        let at = Related { place: first.place.clone(), text };
        let related = rest.iter().map(|f| Related { place: f.place.clone(), text: f.excerpt.clone() }).collect();
        let words = Words {
            value: name.to_owned(),
            count: notices.len().to_string(),
            others: first.message.clone(),
            ..Words::default()
        };
        out.extend(desk.finding(rule, "hit", &at, related, &words));
    }
}

/// The findings by what they quote: those that share at least half of their words belong together, and so do those that
/// quote nothing because something is missing. A finding joins the first family whose first quote is near to its own.
fn alike(findings: Vec<&Finding>) -> Vec<Vec<&Finding>> {
    let quotes: Vec<BTreeSet<String>> = findings.iter().map(|finding| words(&finding.excerpt)).collect();
    let mut families: Vec<Vec<&Finding>> = Vec::new();
    for (finding, family) in findings.into_iter().zip(families_of(&quotes)) {
        match families.get_mut(family) {
            Some(members) => members.push(finding),
            None => families.push(vec![finding]),
        }
    }
    families
}

/// For each quote the number of its family.
fn families_of(quotes: &[BTreeSet<String>]) -> Vec<usize> {
    let mut seldom: HashMap<&str, usize> = HashMap::new();
    for word in quotes.iter().flatten() {
        *seldom.entry(word).or_default() += 1;
    }
    let mut firsts: Vec<&BTreeSet<String>> = Vec::new();
    // The family of each quote, and the families that have a word among their rarest ones: two quotes that share half of
    // their words share one of the rarer half of each.
    let mut known: HashMap<&BTreeSet<String>, usize> = HashMap::new();
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut families = Vec::with_capacity(quotes.len());
    for quote in quotes {
        if let Some(family) = known.get(quote) {
            families.push(*family);
            continue;
        }
        let mut rarest: Vec<&str> = quote.iter().map(String::as_str).collect();
        rarest.sort_by_key(|word| (seldom.get(word).copied(), *word));
        rarest.truncate(quote.len() / 2 + 1);
        let candidates: BTreeSet<usize> = rarest.iter().filter_map(|w| by_word.get(w)).flatten().copied().collect();
        let near = candidates.into_iter().find(|family| is_near(firsts[*family], quote));
        let family = near.unwrap_or_else(|| {
            rarest.into_iter().for_each(|word| by_word.entry(word).or_default().push(firsts.len()));
            firsts.push(quote);
            firsts.len() - 1
        });
        known.insert(quote, family);
        families.push(family);
    }
    families
}

fn words(quote: &str) -> BTreeSet<String> {
    let words = quote.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Whether two quotes share at least half of their words.
fn is_near(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let both = one.intersection(other).count();
    both > 0 && both * 2 >= one.len() + other.len() - both
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Each quote with each family's first one.
    fn one_by_one(quotes: &[BTreeSet<String>]) -> Vec<usize> {
        let mut firsts: Vec<&BTreeSet<String>> = Vec::new();
        let mut families = Vec::new();
        for quote in quotes {
            let same = |first: &&BTreeSet<String>| is_near(first, quote) || first.is_empty() && quote.is_empty();
            families.push(firsts.iter().position(same).unwrap_or(firsts.len()));
            if families.last() == Some(&firsts.len()) {
                firsts.push(quote);
            }
        }
        families
    }

    proptest! {
        #[test]
        fn families_are_those_of_all_pairs(quotes in prop::collection::vec("([a-g] ){0,6}", 0..40)) {
            let quotes: Vec<BTreeSet<String>> = quotes.iter().map(|quote| words(quote)).collect();
            prop_assert_eq!(families_of(&quotes), one_by_one(&quotes));
        }
    }
}
