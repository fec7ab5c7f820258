//! The versions of one notice in two languages.

use super::{SetDesk, file_name};
use crate::check::Checked;
use crate::check::draft::Words;
use crate::check::finding::{Finding, Related};
use crate::rules::Rule;
use crate::rules::Text;
use std::collections::BTreeMap;

/// Words in a path that tell the language of a version.
const LANGUAGES: [&str; 10] = ["cy", "cym", "welsh", "cymraeg", "en", "eng", "english", "saesneg", "gb", "wales"];

/// Findings of a `translates` rule: for each pair of versions what one gives and the other does not.
pub fn across(
    desk: &SetDesk<'_>,
    rule: &Rule,
    language: &str,
    values: &[Text],
    sections: Option<u32>,
    set: &[&Checked],
    out: &mut Vec<Finding>,
) {
    let Some(index) = desk.rules.rules.iter().position(|r| r.name == language) else { return };
    for (one, other) in pairs(set, index) {
        for (from, to) in [(one, other), (other, one)] {
            let missing: Vec<&Related> = values.iter().flat_map(|name| lacking(from, to, name)).collect();
            let Some(first) = missing.first() else { continue };
            let words = Words {
                value: missing.iter().map(|at| format!("\"{}\"", at.text)).collect::<Vec<_>>().join(", "),
                others: file_name(&to.report.path).to_owned(),
                count: missing.len().to_string(),
                ..Words::default()
            };
            let related = vec![there(to)];
            out.extend(desk.finding(rule, "differ", first, related, &words));
        }
        let (few, many) = if one.kept.sections <= other.kept.sections { (one, other) } else { (other, one) };
        if let Some(most) = sections
            && many.kept.sections - few.kept.sections > most as usize
        {
            let words = Words {
                value: many.kept.sections.to_string(),
                others: file_name(&many.report.path).to_owned(),
                count: few.kept.sections.to_string(),
                ..Words::default()
            };
            out.extend(desk.finding(rule, "sections", &few.kept.top, vec![there(many)], &words));
        }
    }
}

fn there(checked: &Checked) -> Related {
    Related { place: checked.kept.top.place.clone(), text: "the other version".to_owned() }
}

/// The first places of values that one version gives and the other does not.
fn lacking<'a>(from: &'a Checked, to: &Checked, name: &str) -> Vec<&'a Related> {
    let of = |checked: &'a Checked| checked.kept.values.get(name).into_iter().flatten();
    let has = |form: &str| to.kept.values.get(name).into_iter().flatten().any(|i| i.form == form);
    let mut seen: Vec<&str> = Vec::new();
    let mut out = Vec::new();
    for instance in of(from) {
        if !has(&instance.form) && !seen.contains(&instance.form.as_str()) {
            seen.push(&instance.form);
            out.push(&instance.at);
        }
    }
    out
}

/// Versions that belong together: their paths are the same but for the language; or the set has one of each.
fn pairs<'a>(set: &[&'a Checked], language: usize) -> Vec<(&'a Checked, &'a Checked)> {
    let (theirs, ours): (Vec<&Checked>, Vec<&Checked>) = set.iter().partition(|c| c.kept.kind == Some(language));
    if let ([one], [other]) = (&ours[..], &theirs[..]) {
        return vec![(one, other)];
    }
    let mut by_key: BTreeMap<String, Vec<&Checked>> = BTreeMap::new();
    for checked in &theirs {
        by_key.entry(key(&checked.report.path)).or_default().push(checked);
    }
    ours.into_iter()
        .filter_map(|one| match by_key.get(&key(&one.report.path)).map(Vec::as_slice) {
            Some([other]) => Some((one, *other)),
            _ => None,
        })
        .collect()
}

/// A path without the words that tell its language.
fn key(path: &str) -> String {
    let lower = path.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty() && !LANGUAGES.contains(w));
    words.collect::<Vec<_>>().join(" ")
}
