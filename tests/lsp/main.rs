//! The language server, as an editor talks to it: over standard input and output, with messages good and bad.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

mod client;
mod diagnostics;
mod help;
mod page;
mod protocol;
mod settings;
mod workspace;
