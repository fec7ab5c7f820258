//! A configuration with its rules, ready to check notices with.

use crate::check::{Options, Severity};
use crate::config::{Globs, LayerOf, Project, SeveritySetting, load, today};
use crate::embedded;
use crate::rules::file::RuleFile;
use crate::rules::load::FileText;
use crate::rules::{Day, Pack, Rule, RuleSet, yaml};
use crate::suppress::{Acceptance, BASELINE_NAME, Baseline, BaselineError, Waiver};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the notices under one configuration are checked with.
#[derive(Debug)]
pub struct Prepared {
    /// The folder that names of notices are relative to.
    pub root: PathBuf,
    /// The rules.
    pub rules: Arc<RuleSet>,
    /// The options of the check.
    pub options: Options,
    /// Nothing milder is reported.
    pub least: Severity,
    /// The collections by name.
    pub collections: Vec<(String, Globs)>,
    /// The layers.
    pub layers: Vec<LayerOf>,
    /// What the configuration accepts.
    waivers: Vec<Waiver>,
    /// What was known when the baseline beside the configuration was made.
    baseline: Option<Baseline>,
    /// The text of the configuration.
    pub text: String,
    /// The folders of further rules.
    pub packs: Vec<PathBuf>,
    /// The day on which it was read: without a day in the configuration, the law of today counts.
    pub day: Day,
    include: Globs,
    exclude: Globs,
}

impl Prepared {
    /// The rules built in, without a configuration.
    pub fn plain(root: &Path, builtin: &Arc<RuleSet>) -> Self {
        let day = today();
        Self {
            root: root.to_owned(),
            rules: Arc::clone(builtin),
            options: Options::at(day),
            least: Severity::Info,
            collections: Vec::new(),
            layers: Vec::new(),
            waivers: Vec::new(),
            baseline: None,
            text: String::new(),
            packs: Vec::new(),
            day,
            include: Globs::default(),
            exclude: Globs::default(),
        }
    }

    /// As a configuration says.
    ///
    /// # Errors
    /// In words, why it cannot be used.
    pub fn read(config: &Path, builtin: &Arc<RuleSet>) -> Result<Self, String> {
        let root = config.parent().unwrap_or(config);
        let said = |error: &dyn std::error::Error| error.to_string();
        let project = Project::read(config).map_err(|error| said(&error))?;
        let packs = project.packs();
        let rules = if packs.is_empty() {
            Arc::clone(builtin)
        } else {
            let named = |why: String| format!("the configuration {} cannot be used: {why}", config.display());
            Arc::new(load(&packs, None).map_err(|error| named(said(&error)))?)
        };
        let mut plain = Self::plain(root, &rules);
        project.apply(&rules, &mut plain.options).map_err(|error| said(&error))?;
        let (include, exclude) = project.chosen().map_err(|error| said(&error))?;
        Ok(Self {
            least: match project.settings.min_severity {
                Some(SeveritySetting::Error) => Severity::Error,
                Some(SeveritySetting::Warning) => Severity::Warning,
                Some(SeveritySetting::Info) | None => Severity::Info,
            },
            collections: project.collections().map_err(|error| said(&error))?,
            layers: project.layers().map_err(|error| said(&error))?,
            waivers: project.waivers(&rules).map_err(|error| said(&error))?,
            baseline: baseline(root).map_err(|error| said(&error))?,
            text: project.text().to_owned(),
            packs,
            include,
            exclude,
            ..plain
        })
    }

    /// Whether the configuration wants a file to be checked where a folder is.
    pub fn wants(&self, path: &Path) -> bool {
        (self.include.is_empty() || self.include.matches(path)) && !self.exclude.matches(path)
    }

    /// Whether the configuration names a file itself, so that nobody need guess whether it is a notice.
    pub fn names(&self, path: &Path) -> bool {
        self.include.matches(path) && !self.exclude.matches(path)
    }

    /// The collection of a notice.
    pub fn collection(&self, path: &Path) -> Option<&str> {
        self.collections.iter().find(|(_, globs)| globs.matches(path)).map(|(name, _)| name.as_str())
    }

    /// The notice that this one is read with.
    pub fn layer(&self, path: &Path) -> Option<&Path> {
        let layer = self.layers.iter().find(|layer| layer.notices.matches(path) && layer.with != path)?;
        Some(&layer.with)
    }

    /// What comments, waivers and the baseline accept.
    pub fn acceptance(&self) -> Acceptance<'_> {
        Acceptance::new(&self.rules, &self.options, self.waivers.clone(), self.baseline.clone())
    }

    /// The rule that reports under this name.
    pub fn rule(&self, name: &str) -> Option<&Rule> {
        self.rules.rules.iter().find(|rule| rule.reported_names().any(|known| known == name))
    }

    /// Why a rule exists, as its file explains it.
    pub fn explanation(&self, rule: &Rule) -> Option<String> {
        let own = self.packs.iter().rev().flat_map(|folder| Pack::read(folder).unwrap_or_default());
        let is_it = |file: &FileText| rule.name == file.stem();
        let file = own.into_iter().find(is_it).or_else(|| embedded::files().into_iter().find(is_it))?;
        Some(yaml::parse::<RuleFile>(&file.text).ok()?.explain.trim().to_owned())
    }
}

/// The baseline of a folder, where there is one.
fn baseline(root: &Path) -> Result<Option<Baseline>, BaselineError> {
    let file = root.join(BASELINE_NAME);
    if file.exists() { Baseline::read(&file).map(Some) } else { Ok(None) }
}
