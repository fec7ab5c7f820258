//! Files of a pack in the editor: what is wrong with them.

use super::diagnostics::of_mistake;
use super::positions::Positions;
use super::project::Prepared;
use crate::embedded;
use crate::rules::Pack;
use crate::rules::compile::compile;
use crate::rules::load::FileText;
use gen_lsp_types::Diagnostic;
use std::path::{Path, PathBuf};

/// Folders between a rule and its pack.
const DEEPEST: usize = 4;
/// The file that makes a folder a pack.
const PACK: &str = "pack.yml";

/// The folder of the pack that a file belongs to: one that the configuration names, or one with a `pack.yml`.
pub fn pack_of(path: &Path, project: &Prepared) -> Option<PathBuf> {
    if !path.extension().is_some_and(|extension| extension == "yml" || extension == "yaml") {
        return None;
    }
    let named =
        project.packs.iter().map(|folder| crate::config::absolute(folder)).find(|folder| path.starts_with(folder));
    named.or_else(|| {
        path.ancestors().skip(1).take(DEEPEST).find(|folder| folder.join(PACK).is_file()).map(Path::to_owned)
    })
}

/// The mistakes of one file of a pack, read with the others as they stand on disk.
pub fn diagnostics(positions: Positions<'_>, path: &Path, folder: &Path, project: &Prepared) -> Vec<Diagnostic> {
    let name = |path: &Path| path.to_string_lossy().replace('\\', "/");
    let own = FileText { path: name(path), text: positions.text.to_owned() };
    // A file that cannot even be read alone need not be compiled with the others.
    let (_, mut problems) = Pack::parse(vec![own.clone()]);
    if problems.is_empty() {
        let adds = project.packs.iter().any(|pack| crate::config::absolute(pack) == folder);
        let mut files = if adds { embedded::files() } else { Vec::new() };
        let rest = Pack::read(folder).unwrap_or_default().into_iter();
        files.extend(
            rest.map(|file| FileText { path: name(&folder.join(&file.path)), ..file })
                .filter(|file| file.path != own.path),
        );
        files.push(own.clone());
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let (pack, first) = Pack::parse(files);
        problems = first;
        problems.extend(compile(&pack).1);
    }
    problems
        .iter()
        .filter(|problem| problem.path == own.path)
        .map(|one| of_mistake(positions, &one.at, &one.message, one.help.as_deref(), one.warning))
        .collect()
}
