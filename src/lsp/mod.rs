//! The language server: `notice-lint lsp`.
//!
//! It holds no check of its own. Documents come in over the protocol, are checked by the same calls as on the command line,
//! and what was found goes out as diagnostics, fixes, hovers, symbols and lenses. One thread talks to the editor and never
//! waits; one checks.

mod actions;
mod analysis;
mod capabilities;
mod client;
mod diagnostics;
mod documents;
mod entry;
mod hover;
mod lenses;
mod moved;
mod notified;
mod outline;
mod positions;
mod project;
mod projects;
mod prose;
mod requests;
mod rule_files;
mod running;
mod schema;
mod session;
mod settings;
mod survey;
mod symbols;
mod uri;
mod wire;
mod worker;
mod workspace;

pub use analysis::Analysis;
pub use documents::Snapshot;
pub use positions::Encoding;
pub use session::{Ended, serve};
pub use survey::{FileReport, Survey};
pub use workspace::{MOST_NOTICES, Workspace};
