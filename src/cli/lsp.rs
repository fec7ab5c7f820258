//! `notice-lint lsp`.

use super::Status;
use super::trouble::Trouble;
use notice_lint::lsp::{Ended, serve};

/// Serves an editor over standard input and output, until it says that it has had enough.
pub fn run() -> Result<Status, Trouble> {
    let next = "restart the editor";
    let ended = serve(std::io::stdin(), std::io::stdout())
        .map_err(|error| Trouble::usage(format!("the language server cannot run: {error}"), next))?;
    // The protocol asks for status 1 where there was no `shutdown` before the end.
    Ok(if ended == Ended::Properly { Status::Clean } else { Status::Found })
}
