//! Waivers: findings that the configuration accepts.

use super::names::Meant;
use crate::check::{Finding, Related, fingerprint, normalised};
use crate::config::Globs;
use crate::rules::Day;
use std::path::PathBuf;

/// One waiver of the configuration.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// The rule as written.
    pub name: String,
    /// What it means.
    pub meant: Meant,
    /// The notices.
    pub notices: Globs,
    /// The patterns as written, relative to `root`.
    pub paths: Vec<String>,
    /// The folder of the configuration.
    pub root: PathBuf,
    /// Only findings that quote these words.
    pub quote: Option<String>,
    /// Only the finding with this fingerprint.
    pub fingerprint: Option<String>,
    /// Why.
    pub reason: String,
    /// Who accepted it.
    pub by: Option<String>,
    /// Its last day.
    pub until: Option<Day>,
    /// Where it stands in the configuration.
    pub at: Related,
}

impl Waiver {
    /// Whether the finding is meant.
    pub fn accepts(&self, finding: &Finding) -> bool {
        self.meant.holds(&finding.rule)
            && self.quote.as_ref().is_none_or(|quote| normalised(&finding.excerpt).contains(&normalised(quote)))
            && self.fingerprint.as_ref().is_none_or(|wanted| self.is_print(wanted, finding))
            && self.notices.matches(std::path::Path::new(&*finding.place.path))
    }

    /// The fingerprint as it is now, or as a run in the folder of the configuration prints it.
    fn is_print(&self, wanted: &str, finding: &Finding) -> bool {
        let from_root = || {
            let path = super::baseline::relative(&self.root, &finding.place.path);
            fingerprint(&finding.rule, finding.element.as_deref(), &path, &finding.excerpt)
        };
        *wanted == finding.fingerprint || *wanted == from_root()
    }

    /// The reason with the person.
    pub fn said(&self) -> String {
        match &self.by {
            Some(person) => format!("{} ({person})", self.reason),
            None => self.reason.clone(),
        }
    }
}
