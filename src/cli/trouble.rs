//! What goes wrong outside the notices: shown with the place, the offending text and the next step.

use super::Status;
use super::options::Color;
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode};
use notice_lint::config::{ConfigError, PackError};
use notice_lint::report::{masked, shown};
use notice_lint::rules::Problem;
use notice_lint::suppress::BaselineError;
use std::fmt;
use std::ops::Range;
use std::path::Path;

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Trouble {
    /// Something was asked that cannot be done: message and next step.
    Usage(String, Option<String>),
    /// There was nothing to check.
    Nothing(String),
    /// Mistakes in a file of settings or rules.
    Mistakes(Vec<Mistaken>),
    /// Output could not be written.
    Output(std::io::Error),
}

/// A mistake in a place of a file.
#[derive(Debug)]
pub struct Mistaken {
    message: String,
    help: Option<String>,
    span: Range<usize>,
    source: NamedSource<String>,
}

impl Trouble {
    /// A mistake in how the command was called.
    pub fn usage(message: impl Into<String>, next: impl Into<String>) -> Self {
        Trouble::Usage(message.into(), Some(next.into()))
    }

    /// The exit status.
    pub fn status(&self) -> Status {
        match self {
            Trouble::Nothing(_) => Status::Nothing,
            _ => Status::Failed,
        }
    }
}

impl Mistaken {
    fn new(path: &Path, text: &str, span: Range<usize>, message: &str, help: Option<String>) -> Self {
        let path = shown(&path.to_string_lossy()).into_owned();
        let end = span.end.min(text.len());
        Mistaken {
            message: shown(message).into_owned(),
            help: help.map(|help| shown(&help).into_owned()),
            span: span.start.min(end)..end,
            source: NamedSource::new(path, masked(text)),
        }
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        Trouble::Output(error)
    }
}

impl From<ConfigError> for Trouble {
    fn from(error: ConfigError) -> Self {
        match error {
            ConfigError::Unreadable { .. } => {
                Trouble::usage(error.to_string(), "name another file with --config, or leave it out with --isolated")
            }
            ConfigError::Wrong { path, text, mistakes } => Trouble::Mistakes(
                mistakes.into_iter().map(|one| Mistaken::new(&path, &text, one.span, &one.message, one.help)).collect(),
            ),
        }
    }
}

impl From<PackError> for Trouble {
    fn from(error: PackError) -> Self {
        let next = match &error {
            PackError::Wrong(_) => "",
            PackError::Embedded(_) => "install notice-lint anew",
            PackError::NoFolder(_) | PackError::Unread { .. } => {
                "give a folder that holds rule files; docs/rule-format.md describes them"
            }
        };
        match error {
            PackError::Wrong(problems) => problems.into(),
            other => Trouble::usage(other.to_string(), next),
        }
    }
}

impl From<BaselineError> for Trouble {
    fn from(error: BaselineError) -> Self {
        Trouble::usage(error.to_string(), error.next())
    }
}

impl From<Vec<Problem>> for Trouble {
    fn from(problems: Vec<Problem>) -> Self {
        let all = problems.into_iter();
        let shown = |one: Problem| Mistaken::new(Path::new(&one.path), &one.text, one.at, &one.message, one.help);
        Trouble::Mistakes(all.map(shown).collect())
    }
}

impl fmt::Display for Mistaken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Mistaken {}

impl Diagnostic for Mistaken {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(Some("here".to_string()), self.span.clone()))))
    }
}

/// Prints troubles on standard error.
#[derive(Debug, Clone, Copy)]
pub struct Errors {
    colour: bool,
}

impl Errors {
    /// With or without colours.
    pub fn new(color: Color) -> Self {
        Self { colour: super::terminal::colours(color, &std::io::stderr()) }
    }

    /// Prints a trouble.
    #[allow(clippy::print_stderr)]
    pub fn print(&self, trouble: &Trouble) {
        match trouble {
            Trouble::Usage(message, next) => self.line("error", message, next.as_deref()),
            Trouble::Nothing(message) => self.line("nothing checked", message, None),
            Trouble::Output(error) => self.line("error", &format!("the report cannot be written: {error}"), None),
            Trouble::Mistakes(mistakes) => {
                let theme = if self.colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
                let handler = GraphicalReportHandler::new_themed(theme).with_width(100).with_links(false);
                for mistake in mistakes {
                    let mut page = String::new();
                    match handler.render_report(&mut page, mistake) {
                        Ok(()) => eprintln!("{page}"),
                        Err(_) => self.line("error", &mistake.message, mistake.help.as_deref()),
                    }
                }
            }
        }
    }

    /// Prints one line, and the next step under it.
    #[allow(clippy::print_stderr)]
    pub fn line(&self, word: &str, message: &str, next: Option<&str>) {
        let (on, off) = if self.colour { ("\u{1b}[1;31m", "\u{1b}[0m") } else { ("", "") };
        eprintln!("{on}{word}{off}: {}", shown(message));
        if let Some(next) = next {
            eprintln!("  {}", shown(next));
        }
    }
}
