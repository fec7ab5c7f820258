//! `notice-lint.yaml` in the editor: what is wrong with it.

use super::diagnostics::of_mistake;
use super::positions::Positions;
use super::project::Prepared;
use crate::check::Options;
use crate::config::{ConfigError, Mistake, Project, load};
use gen_lsp_types::Diagnostic;
use std::path::Path;
use std::sync::Arc;

/// The mistakes of a configuration as it stands in the editor; `project` is what was last read of it.
pub fn diagnostics(positions: Positions<'_>, path: &Path, project: &Prepared) -> Vec<Diagnostic> {
    mistakes(positions.text, path, project)
        .iter()
        .map(|one| of_mistake(positions, &one.span, &one.message, one.help.as_deref(), false))
        .collect()
}

fn mistakes(text: &str, path: &Path, project: &Prepared) -> Vec<Mistake> {
    let read = match Project::parse(path, text.to_owned()) {
        Ok(read) => read,
        Err(error) => return of_error(error),
    };
    let rules = if read.packs() == project.packs {
        Arc::clone(&project.rules)
    } else {
        match load(&read.packs(), None) {
            Ok(rules) => Arc::new(rules),
            Err(error) => {
                let at = text.find("packs").map_or(0..0, |at| at..at + "packs".len());
                let help = Some("`notice-lint rules check --rules FOLDER` shows each mistake".to_owned());
                return vec![Mistake { span: at, message: error.to_string(), help }];
            }
        }
    };
    let results = [
        read.apply(&rules, &mut Options::at(project.day)).err(),
        read.chosen().err(),
        read.collections().err(),
        read.layers().err(),
        read.waivers(&rules).err(),
    ];
    let mut mistakes: Vec<Mistake> = results.into_iter().flatten().flat_map(of_error).collect();
    mistakes.sort_by_key(|mistake| mistake.span.start);
    mistakes
}

fn of_error(error: ConfigError) -> Vec<Mistake> {
    match error {
        ConfigError::Wrong { mistakes, .. } => mistakes,
        other @ ConfigError::Unreadable { .. } => vec![Mistake { span: 0..0, message: other.to_string(), help: None }],
    }
}
