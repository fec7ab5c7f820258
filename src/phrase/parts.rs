//! What phrases have in common: runs of words, choices and sets, each kept once.

use super::flat::{Flat, Rows, each};
use super::program::{Kinds, Node};
use super::vocabulary::Symbol;
use std::collections::HashMap;

/// Rows that are kept once each.
#[derive(Debug, Default)]
struct Once {
    rows: Rows,
    known: HashMap<Vec<u32>, u32>,
}

impl Once {
    fn number(&mut self, row: Vec<u32>) -> u32 {
        if let Some(number) = self.known.get(&row) {
            return *number;
        }
        let number = self.rows.len() as u32;
        self.rows.push(row.iter().copied());
        self.known.insert(row, number);
        number
    }
}

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Parts {
    runs: Once,
    unions: Once,
    groups: Once,
    alls: Once,
    sets: Once,
    guards: Rows,
    /// How many of 100,000 words begin such a run, roughly.
    run_weights: Vec<u32>,
}

/// The rows of all parts, as a table keeps them.
pub(super) struct Finished {
    pub runs: Rows,
    pub unions: Rows,
    pub groups: Rows,
    pub alls: Rows,
    pub sets: Rows,
    pub guards: Rows,
    pub kinds: Kinds,
}

impl Parts {
    /// The node of words that follow one another; the rarest is the one at the given place.
    pub fn run(&mut self, symbols: &[Symbol], rarest: usize, weight: u32) -> Node {
        if let [symbol] = symbols {
            return Node::Word(*symbol);
        }
        let run = self.runs.number(std::iter::once(rarest as u32).chain(symbols.iter().copied()).collect());
        if run as usize == self.run_weights.len() {
            self.run_weights.push(weight);
        }
        Node::Run(run)
    }

    /// The weight of a run.
    pub fn run_weight(&self, run: u32) -> u32 {
        self.run_weights.get(run as usize).copied().unwrap_or_default()
    }

    /// The group of these nodes.
    pub fn group(&mut self, mut nodes: Vec<Node>) -> u32 {
        nodes.sort_unstable();
        nodes.dedup();
        self.groups.number(nodes.into_iter().map(Node::encode).collect())
    }

    /// The set of these nodes with their lengths in words, what is tried first first.
    pub fn set(&mut self, nodes: &[(u32, Node)]) -> u32 {
        let mut row = Vec::new();
        for same in nodes.chunk_by(|a, b| a.0 == b.0) {
            let mut nodes: Vec<Node> = same.iter().map(|(_, node)| *node).collect();
            nodes.sort_unstable();
            nodes.dedup();
            let node = match nodes[..] {
                [node] => node,
                _ => Node::Any(self.unions.number(nodes.into_iter().map(Node::encode).collect())),
            };
            row.extend([same[0].0, node.encode()]);
        }
        self.sets.number(row)
    }

    /// The node of all of these groups.
    pub fn all(&mut self, groups: &[u32]) -> Node {
        match groups {
            [group] => Node::Group(*group),
            _ => Node::All(self.alls.number(groups.iter().map(|group| Node::Group(*group).encode()).collect())),
        }
    }

    /// A guard for the choice that starts at a step and needs a node.
    pub fn guard(&mut self, start: usize, node: Node) -> u32 {
        self.guards.push([start as u32, node.encode()]);
        self.guards.len() as u32 - 1
    }

    /// All of them, with the nodes of a table of so many symbols counted through.
    pub fn finish(self, words: u32) -> Finished {
        let Self { runs, unions, groups, alls, sets, guards, .. } = self;
        let count = |once: &Once| once.rows.len() as u32;
        let kinds =
            Kinds { words, runs: count(&runs), unions: count(&unions), groups: count(&groups), alls: count(&alls) };
        let all = |row: &[Flat]| each(row).map(|code| kinds.number(code)).collect::<Vec<u32>>();
        let pairs = |row: &[Flat]| {
            let pairs = row.as_chunks::<2>().0.iter().map(|pair| pair.map(u32::from_le_bytes));
            pairs.flat_map(|[length, code]| [length, kinds.number(code)]).collect::<Vec<u32>>()
        };
        Finished {
            unions: unions.rows.map(all),
            groups: groups.rows.map(all),
            alls: alls.rows.map(all),
            sets: sets.rows.map(pairs),
            runs: runs.rows,
            guards: guards.map(pairs),
            kinds,
        }
    }
}
