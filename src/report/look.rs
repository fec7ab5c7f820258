//! How reports look: colours, links, width.

use super::shown;
use crate::check::{Citation, Severity};
use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

/// What the place of output can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Colours.
    pub colour: bool,
    /// Links that can be clicked (OSC 8).
    pub links: bool,
    /// Columns.
    pub width: usize,
}

/// A role that has a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// A severity.
    Of(Severity),
    /// All is well.
    Good,
    /// A title.
    Strong,
    /// What may be overlooked.
    Faint,
    /// Lines and numbers around an excerpt.
    Frame,
}

impl Ink {
    /// Its style.
    pub fn style(self) -> Style {
        match self {
            Ink::Of(Severity::Error) => AnsiColor::Red.on_default().bold(),
            Ink::Of(Severity::Warning) => AnsiColor::Yellow.on_default().bold(),
            Ink::Of(Severity::Info) => AnsiColor::Cyan.on_default().bold(),
            Ink::Good => AnsiColor::Green.on_default(),
            Ink::Strong => Style::new().bold(),
            Ink::Faint => Style::new().dimmed(),
            Ink::Frame => AnsiColor::Blue.on_default(),
        }
    }
}

impl Look {
    /// Without colours and links, 100 columns wide.
    pub const PLAIN: Look = Look { colour: false, links: false, width: 100 };

    /// Text in a colour; the text must be safe to print.
    pub fn paint(&self, ink: Ink, text: &str) -> String {
        if !self.colour {
            return text.to_string();
        }
        let style = ink.style();
        format!("{style}{text}{style:#}")
    }

    /// A provision; on a terminal a link to its text.
    pub fn citation(&self, law: &Citation) -> String {
        let cite = shown(&law.cite);
        let safe = law.url.starts_with("https://") && law.url.chars().all(|c| c.is_ascii_graphic());
        if self.links && safe {
            format!("\u{1b}]8;;{}\u{1b}\\{cite}\u{1b}]8;;\u{1b}\\", law.url)
        } else {
            cite.into_owned()
        }
    }
}

/// Words broken into lines of at most `width` columns; the first line is `first` columns shorter.
pub fn wrapped(text: &str, width: usize, first: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut room = width.saturating_sub(first).max(20);
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let needed = word.width() + usize::from(!line.is_empty());
        if !line.is_empty() && line.width() + needed > room {
            lines.push(std::mem::take(&mut line));
            room = width.max(20);
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}
