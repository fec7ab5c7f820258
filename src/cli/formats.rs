//! The formats that commands print, and where it goes.

use clap::ValueEnum;
use std::path::PathBuf;

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people: the words, the reason, the provision, the next step.
    Full,
    /// One finding a line: path:line:column: severity[rule] message.
    Concise,
    /// One JSON object.
    Json,
    /// One JSON object a finding and line.
    Jsonl,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// A code quality report of GitLab.
    Gitlab,
    /// JUnit XML, for servers of builds.
    Junit,
    /// The diagnostic format of reviewdog.
    Rdjson,
    /// A summary for the page of a job.
    Markdown,
    /// Checkstyle XML.
    Checkstyle,
    /// OSCAL assessment results, for programs of governance.
    Oscal,
}

/// A format and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputArg {
    /// The format.
    pub format: CheckFormat,
    /// The file; standard output without one.
    pub file: Option<PathBuf>,
}

impl OutputArg {
    /// Reads `FORMAT` or `FORMAT=FILE`; the error is a sentence for the user.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (name, file) = text.split_once('=').map_or((text, None), |(name, file)| (name, Some(file)));
        let format = CheckFormat::from_str(name, false).map_err(|_| {
            let known: Vec<String> = CheckFormat::value_variants()
                .iter()
                .filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned()))
                .collect();
            format!("there is no format `{name}`; formats are {}", known.join(", "))
        })?;
        if file == Some("") {
            return Err(format!("there is no file after `{name}=`; write `{name}` alone for standard output"));
        }
        Ok(Self { format, file: file.filter(|file| *file != "-").map(PathBuf::from) })
    }
}

/// How coverage and facts are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people.
    Full,
    /// One JSON object.
    Json,
    /// One JSON object a notice and line.
    Jsonl,
}
