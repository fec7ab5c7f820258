//! Values and names that should be the same everywhere.

use super::SetDesk;
use crate::check::Checked;
use crate::check::draft::{Desk, Words};
use crate::check::finding::{Finding, Related};
use crate::check::keep::{Instance, instances_of};
use crate::rules::{Agrees, Rule};
use std::collections::BTreeMap;

/// What a notice without any value is called among the forms.
const NONE: &str = "nothing";

/// Findings of an `agrees` rule across notices: one for each group of values that differ.
pub fn across(
    desk: &SetDesk<'_>,
    rule: &Rule,
    index: usize,
    agrees: &Agrees,
    set: &[&Checked],
    out: &mut Vec<Finding>,
) {
    let mut groups: BTreeMap<&str, Vec<(usize, &Instance)>> = BTreeMap::new();
    let absent: Vec<(usize, Instance)> = set
        .iter()
        .enumerate()
        .filter(|(_, c)| agrees.absent && c.kept.instances.get(&index).is_none_or(Vec::is_empty))
        .map(|(n, c)| (n, Instance { group: String::new(), form: NONE.into(), at: c.kept.top.clone() }))
        .collect();
    for (member, checked) in set.iter().enumerate() {
        for instance in checked.kept.instances.get(&index).into_iter().flatten() {
            groups.entry(&instance.group).or_default().push((member, instance));
        }
    }
    if groups.len() == 1 {
        for (member, instance) in &absent {
            groups.values_mut().for_each(|g| g.push((*member, instance)));
        }
    }
    let declared = declared(desk, agrees);
    for instances in groups.values() {
        let members: std::collections::BTreeSet<usize> = instances.iter().map(|(m, _)| *m).collect();
        if members.len() > 1 || !declared.is_empty() {
            let list: Vec<&Instance> = instances.iter().map(|(_, i)| *i).collect();
            let by_member: Vec<usize> = instances.iter().map(|(m, _)| *m).collect();
            let difference = match declared.is_empty() {
                true => differ(&list, &by_member, agrees.usual.as_deref()),
                false => differ_from(&list, &by_member, &declared),
            };
            out.extend(difference.and_then(|d| {
                let words = Words {
                    what: agrees.what.to_string(),
                    value: d.usual,
                    others: d.forms,
                    count: d.count,
                    ..Words::default()
                };
                desk.finding(rule, "differ", &d.at, d.related, &words)
            }));
        }
    }
}

/// What the configuration declares this value to be: nothing, or the right value and other ways to say it.
fn declared<'a>(desk: &SetDesk<'a>, agrees: &Agrees) -> Vec<&'a str> {
    let details = &desk.options.organisation.details;
    let Some(truth) = agrees.truth.as_ref() else { return Vec::new() };
    let short = (truth == "controller").then(|| details.get("short-name")).flatten();
    details.get(truth.as_str()).into_iter().chain(short).map(String::as_str).collect()
}

/// The letters and digits of a text, in lower case: addresses are the same whatever their commas.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The first instance of a form that is not what the configuration declares, nor a part of it or the reverse.
fn differ_from(instances: &[&Instance], members: &[usize], declared: &[&str]) -> Option<Difference> {
    let right: Vec<String> = declared.iter().map(|text| letters(text)).collect();
    let is_right = |form: &str| {
        let form = letters(form);
        right.iter().any(|right| right.contains(&form) || form.contains(right.as_str()))
    };
    let odd = instances.iter().find(|i| !is_right(&i.form))?;
    let mut seen = std::collections::BTreeSet::new();
    let others = instances
        .iter()
        .zip(members)
        .filter(|(i, m)| i.at != odd.at && !is_right(&i.form) && seen.insert((i.form.as_str(), **m)));
    let related =
        others.map(|(i, _)| Related { place: i.at.place.clone(), text: format!("here: {}", i.at.text) }).collect();
    let usual = declared.first().copied().unwrap_or_default().to_owned();
    let forms = format!("\"{}\" here, \"{usual}\" in the configuration", odd.form);
    Some(Difference { at: odd.at.clone(), related, usual, forms, count: "2".to_owned() })
}

struct Difference {
    at: Related,
    related: Vec<Related>,
    usual: String,
    forms: String,
    count: String,
}

/// The first instance of a form that is not the usual one; the usual form is the one that the rule names, else that of most
/// notices.
fn differ(instances: &[&Instance], members: &[usize], named: Option<&str>) -> Option<Difference> {
    let mut forms: BTreeMap<&str, std::collections::BTreeSet<usize>> = BTreeMap::new();
    for (instance, member) in instances.iter().zip(members) {
        forms.entry(&instance.form).or_default().insert(*member);
    }
    let named = named.filter(|t| forms.keys().any(|f| f.eq_ignore_ascii_case(t)));
    let usual = match named {
        Some(named) => named.to_owned(),
        None => {
            let most = forms
                .iter()
                .filter(|(f, _)| **f != NONE)
                .max_by_key(|(form, m)| (m.len(), std::cmp::Reverse(**form)))?;
            (*most.0).to_owned()
        }
    };
    let odd = instances.iter().find(|i| !i.form.eq_ignore_ascii_case(&usual))?;
    let mut seen = std::collections::BTreeSet::new();
    let related = instances
        .iter()
        .zip(members)
        .filter(|(i, _)| i.at != odd.at)
        .filter(|(i, m)| seen.insert((i.form.clone(), **m)))
        .map(|(i, _)| Related {
            place: i.at.place.clone(),
            text: format!("here: {}", if i.form == NONE { NONE } else { &i.at.text }),
        })
        .collect();
    let mut list: Vec<String> = forms.iter().map(|(form, m)| format!("\"{form}\" ({})", m.len())).collect();
    list.truncate(5);
    Some(Difference { at: odd.at.clone(), related, usual, forms: list.join(", "), count: forms.len().to_string() })
}

/// Findings of an `agrees` rule inside one notice.
pub fn within_notice(desk: &Desk<'_>, rule: &Rule, agrees: &Agrees) -> Vec<Finding> {
    let instances = instances_of(desk, agrees);
    let mut groups: BTreeMap<&str, Vec<&Instance>> = BTreeMap::new();
    for instance in &instances {
        groups.entry(&instance.group).or_default().push(instance);
    }
    let set = SetDesk { rules: desk.rules(), options: desk.options };
    let mut out = Vec::new();
    for list in groups.values() {
        // Inside a notice each place counts, so that the form used most often is the usual one.
        let each: Vec<usize> = (0..list.len()).collect();
        out.extend(differ(list, &each, agrees.usual.as_deref()).and_then(|d| {
            let words = Words {
                what: agrees.what.to_string(),
                value: d.usual,
                others: d.forms,
                count: d.count,
                ..Words::default()
            };
            set.finding(rule, "differ", &d.at, d.related, &words)
        }));
    }
    out
}
