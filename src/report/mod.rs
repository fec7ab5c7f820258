//! What a run prints, one file an output format.
//!
//! A format is a [`Sink`]: it prepares a notice's part of the report (in parallel, without state) and accepts
//! the parts one after the other in the order of the files. It decides neither severities nor the exit status.

pub mod change;
mod checks_json;
mod checkstyle;
mod concise;
mod coverage_json;
mod coverage_table;
mod draft_list;
pub mod estate;
mod excerpt;
mod facts;
mod fix_list;
mod full;
mod github;
mod gitlab;
mod json;
mod junit;
mod look;
mod markdown;
mod oscal;
mod rdjson;
mod sarif;
mod several;
mod shown;
mod spot;
mod summary;
mod unified;
mod xml;

pub use checks_json::{CheckJson, CheckLines};
pub use checkstyle::Checkstyle;
pub use concise::Concise;
pub use coverage_json::{CoverageJson, CoverageLines};
pub use coverage_table::CoverageTable;
pub use draft_list::DraftList;
pub use facts::FactList;
pub use fix_list::{FixCounts, FixList};
pub use full::{Full, clipped};
pub use github::Github;
pub use gitlab::Gitlab;
pub use json::write_value;
pub use junit::Junit;
pub use look::{Ink, Look, wrapped};
pub use markdown::Markdown;
pub use oscal::Oscal;
pub use rdjson::Rdjson;
pub use sarif::Sarif;
pub use several::{AnySink, Output, Several};
pub use shown::{masked, shown};
pub use summary::{BaselineCounts, Summary, Unchecked};
pub use unified::unified;

use crate::check::{Extent, Finding, NoticeReport, Severity};
use crate::rules::{Day, PackInfo};
use crate::source::Source;
use std::io::{self, Write};

/// What is known before the first notice.
#[derive(Debug, Clone)]
pub struct Run {
    /// The pack whose rules are used.
    pub pack: PackInfo,
    /// The day whose law counts.
    pub as_of: Day,
}

/// Something to report.
#[derive(Debug, Clone, Copy)]
pub enum Item<'a> {
    /// A notice that was checked, with its findings.
    Notice {
        /// The file.
        source: &'a Source,
        /// What was found in it.
        report: &'a NoticeReport,
    },
    /// Findings across notices, all of them in one file.
    Across {
        /// The file that they are in, where it can be read.
        source: Option<&'a Source>,
        /// The findings.
        findings: &'a [Finding],
    },
}

impl<'a> Item<'a> {
    /// Its findings.
    pub fn findings(self) -> &'a [Finding] {
        match self {
            Item::Notice { report, .. } => &report.findings,
            Item::Across { findings, .. } => findings,
        }
    }

    /// Its findings that count: those that nobody accepted.
    pub fn counted(self) -> impl Iterator<Item = &'a Finding> {
        self.findings().iter().filter(|finding| finding.suppressed.is_none())
    }

    /// Its file.
    pub fn source(self) -> Option<&'a Source> {
        match self {
            Item::Notice { source, .. } => Some(source),
            Item::Across { source, .. } => source,
        }
    }
}

/// An output format.
pub trait Sink: Sync {
    /// What is prepared for one item.
    type Part: Send;

    /// How much of a notice's report it prints.
    fn asks_for(&self) -> Extent {
        Extent::Whole
    }

    /// Whether programs apply the edits that it prints, so that none may break anything.
    fn hands_on_edits(&self) -> bool {
        false
    }

    /// Before the first item.
    fn start(&mut self, _run: &Run, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Prepares an item; called in parallel.
    fn prepare(&self, item: Item<'_>) -> Self::Part;

    /// Takes a prepared item; called in the order of the files.
    fn accept(&mut self, part: Self::Part, out: &mut dyn Write) -> io::Result<()>;

    /// After the last item.
    fn finish(&mut self, _run: &Run, _summary: &Summary, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// The word for a severity.
pub fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

#[cfg(test)]
mod exchange_tests;
#[cfg(test)]
mod tests;
