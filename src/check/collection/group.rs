//! Which notices belong together.

use crate::check::Checked;
use std::collections::HashMap;

/// Groups of member numbers: those with one configured name, and those that have an owner in common.
pub fn groups(members: &[(&Checked, Option<&str>)]) -> Vec<Vec<usize>> {
    let mut root: Vec<usize> = (0..members.len()).collect();
    let mut first: HashMap<String, usize> = HashMap::new();
    for (index, (checked, name)) in members.iter().enumerate() {
        let keys: Vec<String> = match name {
            Some(name) => vec![format!("={name}")],
            None => checked.kept.owners.clone(),
        };
        for key in keys {
            let other = *first.entry(key).or_insert(index);
            let (a, b) = (find(&mut root, index), find(&mut root, other));
            root[a.max(b)] = a.min(b);
        }
    }
    let mut by_root: HashMap<usize, Vec<usize>> = HashMap::new();
    for index in 0..members.len() {
        let at = find(&mut root, index);
        by_root.entry(at).or_default().push(index);
    }
    let mut out: Vec<Vec<usize>> = by_root.into_values().collect();
    out.sort();
    out
}

fn find(root: &mut [usize], mut index: usize) -> usize {
    while root[index] != index {
        root[index] = root[root[index]];
        index = root[index];
    }
    index
}
