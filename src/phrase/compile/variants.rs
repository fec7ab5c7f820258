//! The runs of words that a choice stands for, written out where they are few.

use super::super::page::LONGEST_RUN;
use super::super::program::Node;
use super::super::syntax::Expression;
use super::super::vocabulary::Symbol;
use super::{Atom, Compiler, DEEPEST_LIST, is_list};
use std::collections::BTreeSet;

/// How many runs of words a choice is written out as.
const MOST_VARIANTS: usize = 64;

impl Compiler<'_> {
    /// The runs of single words that a choice stands for, with their lengths, in the order in which they are tried; `None`
    /// where it holds gaps, values or places, or stands for too many.
    pub(super) fn runs(&mut self, choice: &[Expression], depth: usize) -> Option<Vec<(u32, Node)>> {
        let entries = self.entries;
        let variants = self.variants(choice, depth);
        self.entries = entries;
        let node = |symbols: &Vec<Symbol>| {
            let weights = symbols.iter().map(|symbol| self.weights.get(*symbol as usize).copied().unwrap_or_default());
            let (weight, rarest) = weights.zip(0..).min()?;
            Some((symbols.len() as u32, self.parts.run(symbols, rarest, weight)))
        };
        // What takes no word at all is no run.
        variants?.iter().map(node).collect()
    }

    fn variants(&mut self, sequence: &[Expression], depth: usize) -> Option<Vec<Vec<Symbol>>> {
        if depth > DEEPEST_LIST {
            return None;
        }
        let mut all: Vec<Vec<Symbol>> = vec![Vec::new()];
        for part in sequence {
            let each = match part {
                Expression::Word(w) => vec![vec![self.class(BTreeSet::from([Atom::Word(w.clone())]))]],
                Expression::Exact(w) => vec![vec![self.class(BTreeSet::from([Atom::Exact(w.clone())]))]],
                Expression::Prefix(w) => vec![vec![self.class(BTreeSet::from([Atom::Prefix(w.clone())]))]],
                Expression::Maybe(inner) => {
                    let mut each = self.variants(inner, depth)?;
                    each.push(Vec::new());
                    each
                }
                Expression::Either(choices) => self.variants_of_choice(choices, depth)?,
                Expression::Name { name, argument: None } if is_list(name) && self.lists.contains_key(name) => {
                    let choices = self.list(name, depth).ok()?;
                    self.variants_of_choice(&choices, depth + 1)?
                }
                Expression::Name { .. } | Expression::Gap(_) => return None,
            };
            if all.len() * each.len() > MOST_VARIANTS {
                return None;
            }
            all = all.iter().flat_map(|front| each.iter().map(|back| [&front[..], back].concat())).collect();
            if all.iter().any(|run| run.len() > LONGEST_RUN) {
                return None;
            }
        }
        Some(all)
    }

    /// The same of one of several choices: longer ones first, then single words.
    fn variants_of_choice(&mut self, choices: &[Vec<Expression>], depth: usize) -> Option<Vec<Vec<Symbol>>> {
        let (mut atoms, mut rest) = (BTreeSet::new(), Vec::new());
        self.split(choices, &mut atoms, &mut rest, depth).ok()?;
        rest.sort_by_key(|choice| std::cmp::Reverse(choice.len()));
        let mut all = Vec::new();
        for choice in &rest {
            all.extend(self.variants(choice, depth + 1)?);
            if all.len() > MOST_VARIANTS {
                return None;
            }
        }
        if !atoms.is_empty() {
            all.push(vec![self.class(atoms)]);
        }
        (!all.is_empty()).then_some(all)
    }
}
