//! The waivers of a configuration, held against the rules.

use super::{Meant, Waiver};
use crate::check::{Related, place};
use crate::config::{ConfigError, FILE_NAME, Mistake, Project, unknown_rule};
use crate::rules::{Day, RuleSet};
use crate::source::{Source, Span};
use std::path::Path;

impl Project {
    /// The waivers.
    ///
    /// # Errors
    /// An unknown rule, no paths, no reason, and a date that is none.
    pub fn waivers(&self, rules: &RuleSet) -> Result<Vec<Waiver>, ConfigError> {
        let mut mistakes: Vec<Mistake> = Vec::new();
        let mut waivers = Vec::new();
        let path = self.path.as_deref().unwrap_or(Path::new(FILE_NAME));
        let source = Source::from_text(path.to_string_lossy(), self.text());
        for setting in &self.settings.waivers {
            let rule = &setting.rule;
            let meant = Meant::new(&rule.value, rules);
            if meant.is_none() {
                let help = unknown_rule(&rule.value, rules, false);
                mistakes.push(self.at(rule, format!("there is no rule `{}`", rule.value), help));
            }
            if meant.as_ref().is_some_and(|meant| meant.is_own(rules)) {
                let help = "switch it off under `rules:`, or mend the suppression that it is about".to_owned();
                mistakes.push(self.at(rule, format!("`{}` cannot be waived", rule.value), Some(help)));
            }
            if !setting.reason.value.contains(char::is_alphanumeric) {
                let help = Some("say why the finding is accepted".to_owned());
                mistakes.push(self.at(&setting.reason, "a waiver needs a reason".to_owned(), help));
            }
            if setting.paths.is_empty() {
                let help = Some("name the notices: `paths: [notices/a.md]`".to_owned());
                mistakes.push(self.at(rule, "this waiver names no notices".to_owned(), help));
            }
            let until = setting.until.as_ref().and_then(|word| match word.value.parse::<Day>() {
                Ok(day) => Some(day),
                Err(_) => {
                    let help = Some("write year, month and day: 2027-01-31".to_owned());
                    mistakes.push(self.at(word, format!("`{}` is not a date", word.value), help));
                    None
                }
            });
            let notices = self.globs(&setting.paths, &mut mistakes);
            let span = self.span_of(rule);
            let at = place(&source, Span::new(span.start, span.end));
            waivers.extend(meant.map(|meant| Waiver {
                name: rule.value.clone(),
                meant,
                notices,
                paths: setting.paths.iter().map(|word| word.value.clone()).collect(),
                root: self.root().to_owned(),
                quote: setting.quote.clone(),
                fingerprint: setting.fingerprint.clone(),
                reason: setting.reason.value.split_whitespace().collect::<Vec<_>>().join(" "),
                by: setting.by.clone(),
                until,
                at: Related { place: at, text: rule.value.clone() },
            }));
        }
        self.unless(mistakes, waivers)
    }
}
