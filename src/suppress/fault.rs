//! Findings about suppressions themselves. What they say stands in the rules of the pack.

use super::directive::Broken;
use super::names::nearest;
use crate::check::{Edit, Finding, Fix, FixClass, Options, Related, SetDesk, Words, runs};
use crate::rules::file::Fault;
use crate::rules::{Check, Day, Rule, RuleSet};

/// What it takes to report one.
#[derive(Debug, Clone, Copy)]
pub struct Faults<'a> {
    /// The rules.
    pub rules: &'a RuleSet,
    /// What the caller decides.
    pub options: &'a Options,
}

/// What kind of suppression it is, as messages call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A comment in the notice.
    Comment,
    /// A waiver in the configuration.
    Waiver,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::Comment => "comment",
            Kind::Waiver => "waiver",
        }
    }
}

impl Faults<'_> {
    /// A comment that has no effect, whatever the notice says.
    pub fn broken(&self, broken: &Broken, at: &Related) -> Option<Finding> {
        match broken {
            Broken::Unreadable(why) => {
                let words = Words { because: why.clone(), ..words(Kind::Comment) };
                self.report(Fault::Unreadable, at, words)
            }
            Broken::NoReason(names) => {
                let words = Words { value: names.join(", "), ..words(Kind::Comment) };
                self.report(Fault::NoReason, at, words)
            }
        }
    }

    /// A comment with a name that no rule has; `name_at` are the bytes of the name, where the file can be changed.
    pub fn unknown(&self, name: &str, at: &Related, name_at: Option<[usize; 2]>) -> Option<Finding> {
        let near = nearest(name, self.rules);
        let others = match &near {
            Some(near) => format!("Did you mean `{near}`?"),
            None => "`notice-lint rules list` prints all names.".to_owned(),
        };
        let words = Words { value: name.to_owned(), others, ..words(Kind::Comment) };
        let mut finding = self.report(Fault::UnknownRule, at, words)?;
        if let (Some(near), Some(bytes)) = (near, name_at) {
            let title = format!("Write \"{near}\"");
            finding.fixes = vec![Fix { class: FixClass::Unsafe, title, edits: vec![Edit { bytes, text: near }] }];
        }
        Some(finding)
    }

    /// A suppression whose last day has passed.
    pub fn expired(&self, kind: Kind, name: &str, until: Day, at: &Related) -> Option<Finding> {
        let words = Words { value: name.to_owned(), date: until.in_words(), ..words(kind) };
        self.report(Fault::Expired, at, words)
    }

    /// A suppression of nothing; `instead` says what is reported, where that is known; `whole` are the bytes that can be deleted.
    pub fn unused(
        &self,
        kind: Kind,
        name: &str,
        instead: &str,
        at: &Related,
        whole: Option<[usize; 2]>,
    ) -> Option<Finding> {
        let words = Words { value: name.to_owned(), others: instead.to_owned(), ..words(kind) };
        let mut finding = self.report(Fault::Unused, at, words)?;
        if let Some(bytes) = whole {
            let title = "Delete the comment".to_owned();
            let edits = vec![Edit { bytes, text: String::new() }];
            finding.fixes = vec![Fix { class: FixClass::Safe, title, edits }];
        }
        Some(finding)
    }

    fn report(&self, fault: Fault, at: &Related, words: Words) -> Option<Finding> {
        let tells = |rule: &&Rule| matches!(rule.check, Check::Suppression { fault: own } if own == fault);
        let rule = self.rules.rules.iter().find(tells)?;
        if !runs(rule, rule.name_of("hit"), self.rules, self.options) {
            return None;
        }
        let desk = SetDesk { rules: self.rules, options: self.options };
        let mut finding = desk.finding(rule, "hit", at, Vec::new(), &words)?;
        // A part of the message may be empty.
        finding.message.truncate(finding.message.trim_end().len());
        Some(finding)
    }
}

fn words(kind: Kind) -> Words {
    Words { what: kind.word().to_owned(), ..Words::default() }
}

/// Whether a finding is about suppressions: these cannot be suppressed.
pub fn is_own(finding: &Finding, rules: &RuleSet) -> bool {
    let own = |rule: &Rule| matches!(rule.check, Check::Suppression { .. });
    rules.rules.iter().any(|rule| own(rule) && rule.reported_names().any(|name| *name == *finding.rule))
}
