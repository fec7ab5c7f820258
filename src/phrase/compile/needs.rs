//! What a phrase needs: of each group of nodes one must stand in a unit, or the phrase does not match there.

use super::super::program::{Node, ValueName};
use super::super::syntax::Expression;
use super::{Atom, Compiler, DEEPEST_LIST, VALUE_WEIGHT};
use std::collections::BTreeSet;

impl Compiler<'_> {
    /// Groups by number, the rarest first.
    pub(super) fn groups(&mut self, mut needs: Vec<Vec<Node>>) -> Vec<u32> {
        needs.sort_by_key(|group| self.group_weight(group));
        needs.into_iter().map(|group| self.parts.group(group)).collect()
    }

    fn group_weight(&self, group: &[Node]) -> u32 {
        group.iter().map(|node| self.node_weight(*node)).sum()
    }

    fn node_weight(&self, node: Node) -> u32 {
        match node {
            Node::Word(symbol) => self.weight(symbol),
            Node::Run(run) => self.parts.run_weight(run),
            Node::Any(_) | Node::Group(_) | Node::All(_) => VALUE_WEIGHT / 4,
        }
    }

    /// The groups of nodes of which each must occur.
    pub(super) fn needs(&mut self, sequence: &[Expression], out: &mut Vec<Vec<Node>>, depth: usize) {
        for part in sequence {
            let atom = match part {
                Expression::Word(w) => Atom::Word(w.clone()),
                Expression::Exact(w) => Atom::Exact(w.clone()),
                Expression::Prefix(w) => Atom::Prefix(w.clone()),
                Expression::Name { name, .. } => {
                    if let Some(value) = ValueName::ALL.iter().find(|v| v.name() == name) {
                        out.push(vec![Node::Word(value.symbol())]);
                    } else if let Some(list) = self.lists.get(name).cloned() {
                        self.need_one_of(&list, out, depth + 1);
                    }
                    continue;
                }
                Expression::Either(choices) => {
                    self.need_one_of(choices, out, depth);
                    continue;
                }
                Expression::Gap(_) | Expression::Maybe(_) => continue,
            };
            out.push(vec![Node::Word(self.class(BTreeSet::from([atom])))]);
        }
    }

    fn need_one_of(&mut self, choices: &[Vec<Expression>], out: &mut Vec<Vec<Node>>, depth: usize) {
        if depth > DEEPEST_LIST {
            return;
        }
        let (mut atoms, mut rest) = (BTreeSet::new(), Vec::new());
        if self.split(choices, &mut atoms, &mut rest, depth).is_err() {
            return;
        }
        let mut group = Vec::new();
        if !atoms.is_empty() {
            group.push(Node::Word(self.class(atoms)));
        }
        for choice in &rest {
            if let Some(runs) = self.runs(choice, depth) {
                group.extend(runs.into_iter().map(|(_, node)| node));
                continue;
            }
            let mut inner = Vec::new();
            self.needs(choice, &mut inner, depth);
            if inner.is_empty() {
                return; // this choice needs nothing in particular, so neither does the whole
            }
            let groups = self.groups(inner);
            group.push(self.parts.all(&groups));
        }
        group.sort_unstable();
        group.dedup();
        out.push(group);
    }
}
