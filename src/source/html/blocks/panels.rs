//! Panels that a list of tabs names: `<li><a href="#keep">Keeping it</a></li>` and `<section id="keep">`, which has no heading of its own.

use std::collections::{HashMap, HashSet};

use super::super::tree::{Tree, heading};

/// The fewest tabs of a list.
const FEWEST: usize = 2;
/// How many nodes of a panel are looked through for a heading.
const MOST: usize = 4000;

/// Panels with the tabs that name them.
#[derive(Debug, Default)]
pub(super) struct Panels {
    /// For each panel the element whose words name it.
    heads: HashMap<usize, usize>,
    /// Lists that hold nothing but such tabs.
    lists: HashSet<usize>,
}

impl Panels {
    /// Finds the panels of a page.
    pub(super) fn find(tree: &Tree) -> Self {
        let mut tabs: Vec<(usize, &str)> = Vec::new();
        for (id, node) in tree.nodes.iter().enumerate() {
            let target = match &*node.name {
                "a" => node.attribute("href").and_then(|target| target.strip_prefix('#')),
                "button" => node.attribute("aria-controls"),
                _ => None,
            };
            tabs.extend(target.filter(|target| !target.is_empty()).map(|target| (id, target)));
        }
        if tabs.len() < FEWEST {
            return Self::default();
        }
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (id, node) in tree.nodes.iter().enumerate() {
            if let Some(own) = node.attribute("id") {
                places.entry(own).or_insert(id);
            }
        }
        let mut lists: HashMap<usize, Vec<(usize, Option<usize>)>> = HashMap::new();
        for (tab, target) in tabs {
            let panel = places.get(target).copied().filter(|&panel| is_panel(tree, panel, tab));
            lists.entry(list(tree, tab)).or_default().push((tab, panel));
        }
        let mut found = Self::default();
        for (list, tabs) in lists {
            let whole = tabs.iter().all(|(_, panel)| panel.is_some());
            if whole && tabs.len() >= FEWEST {
                found.lists.insert(list);
                found.heads.extend(tabs.into_iter().filter_map(|(tab, panel)| Some((panel?, tab))));
            }
        }
        found
    }

    /// The element whose words name a panel.
    pub(super) fn head(&self, panel: usize) -> Option<usize> {
        self.heads.get(&panel).copied()
    }

    /// A list of tabs: its words are read where they name the panels.
    pub(super) fn is_list(&self, id: usize) -> bool {
        self.lists.contains(&id)
    }
}

/// The list that a tab stands in, or what it stands in directly.
fn list(tree: &Tree, tab: usize) -> usize {
    let mut at = tree.nodes[tab].parent;
    for _ in 0..3 {
        if matches!(&*tree.nodes[at].name, "ul" | "ol" | "menu") {
            return at;
        }
        at = tree.nodes[at].parent;
    }
    tree.nodes[tab].parent
}

/// Whether an element may be the panel of a tab: it stands after the tab, and no heading is in it.
fn is_panel(tree: &Tree, panel: usize, tab: usize) -> bool {
    if panel <= tab || !matches!(&*tree.nodes[panel].name, "div" | "section" | "article") {
        return false;
    }
    let (mut open, mut seen, mut words) = (vec![panel], 0, false);
    while let Some(id) = open.pop() {
        let node = &tree.nodes[id];
        seen += 1;
        if seen > MOST || heading(&node.name).is_some() || &*node.name == "summary" {
            return false;
        }
        words |= node.text.is_some();
        open.extend(&node.children);
    }
    words
}
