//! The explanations of rules, found when they are asked for: a run reads none of them unless its report shows them.

use crate::rules::file::RuleFile;
use crate::rules::load::FileText;
use crate::rules::{Rule, yaml};

/// The files of a pack, unread.
#[derive(Debug, Default)]
pub struct Shelf {
    files: Vec<FileText>,
}

impl Shelf {
    /// Takes files; of two with the same name the later one counts.
    pub fn new(files: Vec<FileText>) -> Self {
        Self { files }
    }

    /// The file of a rule; `None` where it is not here.
    pub fn file(&self, rule: &Rule) -> Option<RuleFile> {
        let named = self.files.iter().rev().filter(|file| rule.name == file.stem());
        named.filter_map(|file| yaml::parse::<RuleFile>(&file.text).ok()).find(|file| rule.name == file.rule)
    }
}
