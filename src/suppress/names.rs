//! Which findings a name means: the reported name, the name of the rule's file, or a name that the rule once had.

use crate::check::{Options, runs};
use crate::rules::Text;
use crate::rules::{Check, RuleSet};

/// What a name in a comment or a waiver means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    /// Entries of [`RuleSet::rules`].
    rules: Vec<usize>,
    /// The names under which findings are meant.
    names: Vec<String>,
}

impl Meant {
    /// What a name means; `None` where no rule has it.
    pub fn new(name: &str, rules: &RuleSet) -> Option<Self> {
        let mut meant = Self { rules: Vec::new(), names: Vec::new() };
        for (index, rule) in rules.rules.iter().enumerate() {
            let whole = rule.name == name || rule.was.iter().any(|was| was == name);
            if whole {
                meant.names.extend(rule.reported_names().map(str::to_owned));
            } else if rule.reported_names().any(|own| own == name) {
                meant.names.push(name.to_owned());
            } else {
                continue;
            }
            meant.rules.push(index);
        }
        (!meant.rules.is_empty()).then_some(meant)
    }

    /// Whether findings of this name are meant.
    pub fn holds(&self, reported: &str) -> bool {
        self.names.iter().any(|name| name == reported)
    }

    /// Whether one of its rules is run at all.
    pub fn runs(&self, rules: &RuleSet, options: &Options) -> bool {
        self.rules.iter().filter_map(|index| rules.rules.get(*index)).any(|rule| {
            let reported = rule.reported_names().filter(|name| self.holds(name));
            reported.into_iter().any(|name| runs(rule, name, rules, options))
        })
    }

    /// Whether only a comparison of notices can find it.
    pub fn is_across(&self, rules: &RuleSet) -> bool {
        self.checks(rules).any(Check::is_across)
    }

    /// Whether it is a finding about suppressions, which cannot be suppressed.
    pub fn is_own(&self, rules: &RuleSet) -> bool {
        self.checks(rules).any(|check| matches!(check, Check::Suppression { .. }))
    }

    fn checks<'r>(&self, rules: &'r RuleSet) -> impl Iterator<Item = &'r Check> {
        self.rules.clone().into_iter().filter_map(|index| Some(&rules.rules.get(index)?.check))
    }
}

/// The name that somebody probably meant.
pub fn nearest(name: &str, rules: &RuleSet) -> Option<String> {
    let known = rules.rules.iter().flat_map(|rule| rule.reported_names().chain(rule.was.iter().map(Text::as_str)));
    crate::config::nearest(name, known).map(str::to_owned)
}
