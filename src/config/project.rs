//! Finding the configuration, and holding it against the rules.

use super::globs::absolute;
use super::shape::{FactSetting, LevelSetting, Settings, Word, place};
use super::{ConfigError, FILE_NAME, Globs, Mistake, yaml};
use crate::check::{Declared, FactValue, Options};
use crate::rules::Text;
use crate::rules::file::Level;
use crate::rules::{Day, RuleSet};
use std::path::{Path, PathBuf};

/// The nearest configuration file at or above `start`.
pub fn find(start: &Path) -> Option<PathBuf> {
    absolute(start).ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file())
}

/// A configuration with the folder that its paths are relative to.
#[derive(Debug, Default)]
pub struct Project {
    /// The file; `None` without one.
    pub path: Option<PathBuf>,
    /// What it says.
    pub settings: Settings,
    text: String,
    root: PathBuf,
}

/// Notices that are read with another one.
#[derive(Debug)]
pub struct LayerOf {
    /// Which notices.
    pub notices: Globs,
    /// The other one.
    pub with: PathBuf,
}

impl Project {
    /// Reads a configuration file.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let unreadable = |why: String| ConfigError::Unreadable { path: path.to_path_buf(), why };
        let size = std::fs::metadata(path).map_err(|error| unreadable(error.to_string()))?.len();
        if size > yaml::MAX_BYTES {
            return Err(unreadable(format!("it is larger than {} KiB", yaml::MAX_BYTES / 1024)));
        }
        let bytes = std::fs::read(path).map_err(|error| unreadable(error.to_string()))?;
        let text = String::from_utf8(bytes).map_err(|_| unreadable("it is not UTF-8 text".to_string()))?;
        let text = text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_string);
        Self::parse(path, text)
    }

    /// Reads a configuration from text, as if it stood in the file `path`.
    pub fn parse(path: &Path, text: String) -> Result<Self, ConfigError> {
        let root = absolute(path).parent().map(Path::to_path_buf).unwrap_or_default();
        match yaml::parse::<Settings>(&text) {
            Ok(settings) => Ok(Self { path: Some(path.to_path_buf()), settings, text, root }),
            Err(mistake) => Err(ConfigError::Wrong { path: path.to_path_buf(), text, mistakes: vec![mistake] }),
        }
    }

    /// The folder that its paths are relative to; empty without a file.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The text of the file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The folders of the rules that it adds.
    pub fn packs(&self) -> Vec<PathBuf> {
        self.settings.packs.iter().map(|pack| self.root.join(&pack.value)).collect()
    }

    /// The notices that count where a folder is checked: those that are included, and those left out.
    pub fn chosen(&self) -> Result<(Globs, Globs), ConfigError> {
        let mut mistakes = Vec::new();
        let include = self.globs(&self.settings.include, &mut mistakes);
        let exclude = self.globs(&self.settings.exclude, &mut mistakes);
        self.unless(mistakes, (include, exclude))
    }

    /// The collections: name and notices.
    pub fn collections(&self) -> Result<Vec<(String, Globs)>, ConfigError> {
        let mut mistakes = Vec::new();
        let named = self.settings.collections.iter();
        let all = named.map(|one| (one.name.clone(), self.globs(&one.notices, &mut mistakes))).collect();
        self.unless(mistakes, all)
    }

    /// The layers, each with the notice that it is read with.
    pub fn layers(&self) -> Result<Vec<LayerOf>, ConfigError> {
        let mut mistakes = Vec::new();
        let mut all = Vec::new();
        for layer in &self.settings.layers {
            let with = self.root.join(&layer.with.value);
            if !with.is_file() {
                mistakes.push(self.at(&layer.with, format!("there is no file {}", layer.with.value), None));
            }
            all.push(LayerOf { notices: self.globs(&layer.notices, &mut mistakes), with });
        }
        self.unless(mistakes, all)
    }

    /// Puts what the configuration says into the options of a check. Unknown names of rules and facts are mistakes.
    pub fn apply(&self, rules: &RuleSet, options: &mut Options) -> Result<(), ConfigError> {
        let mut mistakes = Vec::new();
        let facts: Vec<&str> = rules.facts.iter().map(|fact| fact.id.as_str()).collect();
        for (id, value) in &self.settings.facts.0 {
            if !facts.contains(&id.value.as_str()) {
                let help = suggestion(&id.value, facts.iter().copied(), "`notice-lint facts FILE` lists the facts");
                mistakes.push(self.at(id, format!("there is no fact `{}`", id.value), Some(help)));
                continue;
            }
            let value = match value {
                FactSetting::Yes => FactValue::Yes,
                FactSetting::No => FactValue::No,
                FactSetting::Unknown => FactValue::Unknown,
            };
            let line = place(id).line();
            let file = self.path.as_deref().unwrap_or(Path::new(FILE_NAME)).display();
            options.facts.insert(id.value.clone(), Declared { value, origin: format!("{file}, line {line}") });
        }
        for (name, level) in &self.settings.rules.0 {
            if let Some(help) = unknown_rule(&name.value, rules, false) {
                mistakes.push(self.at(name, format!("there is no rule `{}`", name.value), Some(help)));
            }
            let level = match level {
                LevelSetting::Off => Level::Off,
                LevelSetting::Info => Level::Info,
                LevelSetting::Warning => Level::Warning,
                LevelSetting::Error => Level::Error,
            };
            options.levels.insert(name.value.clone(), level);
        }
        for (words, list) in
            [(&self.settings.select, &mut options.select), (&self.settings.ignore, &mut options.ignore)]
        {
            for word in words {
                if let Some(help) = unknown_rule(&word.value, rules, true) {
                    let message = format!("no rule, group or provision is called `{}`", word.value);
                    mistakes.push(self.at(word, message, Some(help)));
                }
                list.push(word.value.clone());
            }
        }
        if let Some(day) = &self.settings.as_of {
            match day.value.parse::<Day>() {
                Ok(day) => options.as_of = day,
                Err(_) => {
                    let help = Some("write year, month and day: 2026-11-21".to_string());
                    mistakes.push(self.at(day, format!("`{}` is not a date", day.value), help));
                }
            }
        }
        let own = &self.settings.organisation;
        let details = [
            ("controller", &own.controller),
            ("short-name", &own.short_name),
            ("dpo-name", &own.dpo.name),
            ("dpo-email", &own.dpo.email),
            ("dpo-address", &own.dpo.address),
            ("register-number", &own.register_number),
        ];
        for (key, value) in details {
            if let Some(value) = value {
                options.organisation.details.insert(key.to_string(), value.clone());
            }
        }
        self.unless(mistakes, ())
    }

    pub(crate) fn globs(&self, words: &[Word], mistakes: &mut Vec<Mistake>) -> Globs {
        match Globs::new(&self.root, words.iter().map(|word| word.value.as_str())) {
            Ok(globs) => globs,
            Err((index, why)) => {
                if let Some(word) = words.get(index) {
                    mistakes.push(self.at(word, format!("this pattern cannot be read: {why}"), None));
                }
                Globs::default()
            }
        }
    }

    pub(crate) fn at(&self, word: &Word, message: String, help: Option<String>) -> Mistake {
        Mistake { span: self.span_of(word), message, help }
    }

    /// The bytes of a word in the text of the file.
    pub(crate) fn span_of(&self, word: &Word) -> std::ops::Range<usize> {
        yaml::span(place(word), &self.text)
    }

    pub(crate) fn unless<T>(&self, mut mistakes: Vec<Mistake>, value: T) -> Result<T, ConfigError> {
        if mistakes.is_empty() {
            return Ok(value);
        }
        mistakes.sort_by_key(|mistake| mistake.span.start);
        let path = self.path.clone().unwrap_or_else(|| PathBuf::from(FILE_NAME));
        Err(ConfigError::Wrong { path, text: self.text.clone(), mistakes })
    }
}

/// Help for a name that means no rule (with `wide`: nor a group nor a provision); `None` where it means one.
pub fn unknown_rule(name: &str, rules: &RuleSet, wide: bool) -> Option<String> {
    let mut known: Vec<&str> = Vec::new();
    for rule in &rules.rules {
        known.extend(rule.reported_names());
        known.extend(rule.was.iter().map(Text::as_str));
        if wide {
            known.push(&rule.group);
        }
    }
    if wide {
        known.extend(rules.law.iter().map(|law| &*law.key));
        // The beginning of a key means all provisions under it.
        if rules.law.iter().any(|law| law.key.starts_with(name)) {
            return None;
        }
    }
    if known.contains(&name) {
        return None;
    }
    Some(suggestion(name, known, "`notice-lint rules list` prints all names"))
}

fn suggestion<'a>(word: &str, known: impl IntoIterator<Item = &'a str>, otherwise: &str) -> String {
    match yaml::nearest(word, known) {
        Some(name) => format!("did you mean `{name}`?"),
        None => otherwise.to_string(),
    }
}
