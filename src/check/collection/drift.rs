//! Sentences or paragraphs that are nearly, but not quite, the same in several notices.

use super::SetDesk;
use crate::check::Checked;
use crate::check::draft::Words;
use crate::check::finding::{Finding, Related};
use crate::check::keep::Passage;
use crate::rules::Rule;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A pair of words that stands in more different passages than this says nothing about which belong together.
const COMMON_PAIR: usize = 40;

/// Findings of a `drifts` rule: one for each family of nearly equal passages.
pub fn across(
    desk: &SetDesk<'_>,
    rule: &Rule,
    similar: u32,
    words: usize,
    paragraphs: bool,
    set: &[&Checked],
    out: &mut Vec<Finding>,
) {
    // Different texts, each with the notices that hold it and where.
    let mut texts: HashMap<&str, Vec<(usize, &Passage)>> = HashMap::new();
    for (member, checked) in set.iter().enumerate() {
        let passages = if paragraphs { &checked.kept.paragraphs } else { &checked.kept.sentences };
        for passage in passages.iter().filter(|p| p.words.bytes().filter(|b| *b == b' ').count() + 1 >= words) {
            texts.entry(&passage.words).or_default().push((member, passage));
        }
    }
    let mut list: Vec<(&str, &Vec<(usize, &Passage)>)> = texts.iter().map(|(t, p)| (*t, p)).collect();
    list.sort_unstable_by_key(|(text, _)| *text);
    let pairs: Vec<Vec<u64>> = list.iter().map(|(text, _)| word_pairs(text)).collect();
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    for (index, set) in pairs.iter().enumerate() {
        for pair in set {
            holders.entry(*pair).or_default().push(index);
        }
    }
    let mut root: Vec<usize> = (0..list.len()).collect();
    let mut near: Vec<usize> = Vec::new();
    for (index, own) in pairs.iter().enumerate() {
        near.clear();
        for pair in own {
            let held = &holders[pair];
            if held.len() <= COMMON_PAIR {
                near.extend(held.iter().filter(|o| **o > index));
            }
        }
        near.sort_unstable();
        near.dedup();
        for other in near.iter().copied() {
            if alike(own, &pairs[other]) * 100.0 >= f64::from(similar) {
                let (a, b) = (root[index], root[other]);
                let (low, high) = (a.min(b), a.max(b));
                root.iter_mut().filter(|r| **r == high).for_each(|r| *r = low);
            }
        }
    }
    let mut families: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, family) in root.iter().enumerate() {
        families.entry(*family).or_default().push(index);
    }
    let mut found: Vec<Finding> = Vec::new();
    for family in families.values().filter(|f| f.len() > 1) {
        let notices: BTreeSet<usize> = family.iter().flat_map(|i| list[*i].1.iter().map(|(m, _)| *m)).collect();
        if notices.len() < 2 {
            continue; // one notice repeats itself
        }
        found.extend(finding(desk, rule, family, &list, notices.len()));
    }
    found.sort_by(|a, b| (&a.place.path, a.place.bytes).cmp(&(&b.place.path, b.place.bytes)));
    out.extend(found);
}

fn finding(
    desk: &SetDesk<'_>,
    rule: &Rule,
    family: &[usize],
    list: &[(&str, &Vec<(usize, &Passage)>)],
    notices: usize,
) -> Option<Finding> {
    let spread = |i: &usize| list[*i].1.iter().map(|(m, _)| *m).collect::<BTreeSet<_>>().len();
    let usual = *family.iter().max_by_key(|i| (spread(i), std::cmp::Reverse(**i)))?;
    let odd = family.iter().filter(|i| **i != usual).min_by_key(|i| spread(i))?;
    let (_, place) = list[*odd].1.first()?;
    let (_, usual_place) = list[usual].1.first()?;
    let mut related = Vec::new();
    for index in family {
        for (_, passage) in list[*index].1.iter().filter(|(_, p)| p.at != place.at) {
            let text = if index == odd { "the same as here" } else { &passage.at.text };
            related.push(Related { place: passage.at.place.clone(), text: text.to_owned() });
        }
    }
    let words = Words {
        value: usual_place.at.text.clone(),
        others: difference(list[*odd].0, list[usual].0),
        count: notices.to_string(),
        ..Words::default()
    };
    desk.finding(rule, "hit", &place.at, related, &words)
}

/// The pairs of words that follow one another, each once, in order.
fn word_pairs(text: &str) -> Vec<u64> {
    let words: Vec<&str> = text.split(' ').collect();
    let mut pairs: Vec<u64> = words
        .windows(2)
        .map(|w| {
            w.iter()
                .flat_map(|x| x.bytes().chain([0]))
                .fold(0xcbf2_9ce4_8422_2325, |h: u64, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
        })
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn alike(a: &[u64], b: &[u64]) -> f64 {
    let both = common(a, b) as f64;
    let all = (a.len() + b.len()) as f64 - both;
    if all == 0.0 { 0.0 } else { both / all }
}

/// How many numbers two rows in order have in common.
fn common(a: &[u64], b: &[u64]) -> usize {
    let (mut count, mut i, mut j) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        count += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    count
}

/// The words that only one of two texts has, in a line.
fn difference(one: &str, other: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
    let front = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let back = a[front..].iter().rev().zip(b[front..].iter().rev()).take_while(|(x, y)| x == y).count();
    let middle = |words: &[&str]| match words.len() - front - back {
        0 => "nothing".to_owned(),
        _ => format!("\"{}\"", super::super::draft::quote(&words[front..words.len() - back].join(" "))),
    };
    format!("{} for {}", middle(&a), middle(&b))
}
