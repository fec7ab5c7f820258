//! What `--output` and `--format` ask for, made into formats with places to go.

use super::args::CheckArgs;
use super::destination::Destination;
use super::formats::{CheckFormat, OutputArg};
use super::setup::Setup;
use super::trouble::Trouble;
use notice_lint::check::Severity;
use notice_lint::docs::Shelf;
use notice_lint::report::{
    AnySink, CheckJson, CheckLines, Checkstyle, Concise, Full, Github, Gitlab, Junit, Look, Markdown, Oscal, Output,
    Rdjson, Sarif, Several, Summary,
};
use std::io::{self, ErrorKind, Write};
use std::path::PathBuf;

/// The outputs of a run.
#[derive(Debug)]
pub struct Outputs {
    asked: Vec<OutputArg>,
    destinations: Vec<Option<Destination>>,
    shelf: Shelf,
}

/// What formats need to know of the run.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    /// How standard output looks.
    pub look: Look,
    /// Findings only.
    pub quiet: bool,
    /// Counts by rule.
    pub statistics: bool,
    /// Also what somebody accepted.
    pub suppressed: bool,
    /// The least severity that fails the run.
    pub fails: Option<Severity>,
}

impl Outputs {
    /// What the arguments ask for; the report for people where they ask for nothing.
    pub fn new(args: &CheckArgs, setup: &Setup) -> Result<Self, Trouble> {
        let mut asked: Vec<OutputArg> =
            args.format.iter().map(|format| OutputArg { format: *format, file: None }).collect();
        asked.extend(args.output.iter().cloned());
        if asked.is_empty() {
            asked.push(OutputArg { format: CheckFormat::Full, file: None });
        }
        if asked.iter().filter(|output| output.file.is_none()).count() > 1 {
            let next = "give all but one of them a file, as in --output sarif=notices.sarif";
            return Err(Trouble::usage("two outputs would go to standard output", next));
        }
        for (at, output) in asked.iter().enumerate() {
            if let Some(file) = &output.file
                && asked[..at].iter().any(|other| other.file.as_ref() == Some(file))
            {
                let next = "give each output a file of its own";
                return Err(Trouble::usage(format!("two outputs would go to {}", file.display()), next));
            }
        }
        let told = asked.iter().any(|output| output.format == CheckFormat::Sarif);
        let shelf = if told { setup.shelf()? } else { Shelf::default() };
        Ok(Self { asked, destinations: Vec::new(), shelf })
    }

    /// The files that will be written.
    pub fn files(&self) -> Vec<PathBuf> {
        self.asked.iter().filter_map(|output| output.file.clone()).collect()
    }

    /// The formats, ready to be fed. Nothing is in its place before [`Self::finish`].
    pub fn open<'a>(&'a mut self, setup: &'a Setup, manner: Manner) -> Result<Several<'a>, Trouble> {
        self.destinations.clear();
        for output in &self.asked {
            self.destinations.push(output.file.as_deref().map(Destination::new).transpose()?);
        }
        let shelf = &self.shelf;
        let outputs = self.asked.iter().zip(&mut self.destinations).map(|(output, destination)| Output {
            sink: sink(output, setup, shelf, manner),
            own: destination.as_mut().map(|file| file as &mut (dyn Write + Send + Sync)),
        });
        Ok(Several { outputs: outputs.collect() })
    }

    /// Puts the files in their places, and tells what they hold where nothing else does.
    #[allow(clippy::print_stderr)]
    pub fn finish(self, summary: &Summary, quiet: bool) -> Result<(), Trouble> {
        let alone = !quiet && self.asked.iter().all(|output| output.file.is_some());
        for (output, destination) in self.asked.iter().zip(self.destinations) {
            let (Some(destination), Some(file)) = (destination, &output.file) else { continue };
            destination.finish()?;
            if alone {
                eprintln!("written: {}", notice_lint::report::shown(&file.to_string_lossy()));
            }
        }
        if alone {
            eprintln!("{}", summary.sentence());
        }
        Ok(())
    }
}

fn sink<'a>(output: &OutputArg, setup: &'a Setup, shelf: &'a Shelf, manner: Manner) -> Box<dyn AnySink + 'a> {
    let Manner { look, quiet, statistics, suppressed, fails } = manner;
    // A file has no colours and no width of its own.
    let look = if output.file.is_some() { Look::PLAIN } else { look };
    match output.format {
        CheckFormat::Full => Box::new(Full::new(look, quiet, statistics).with_suppressed(suppressed)),
        CheckFormat::Concise => Box::new(Concise { look, quiet, statistics, suppressed }),
        CheckFormat::Json => Box::new(CheckJson::default()),
        CheckFormat::Jsonl => Box::new(CheckLines),
        CheckFormat::Sarif => Box::new(Sarif::new(&setup.rules, shelf)),
        CheckFormat::Github => Box::new(Github),
        CheckFormat::Gitlab => Box::new(Gitlab::default()),
        CheckFormat::Junit => Box::new(Junit { fails }),
        CheckFormat::Rdjson => Box::new(Rdjson::default()),
        CheckFormat::Markdown => Box::new(Markdown::default()),
        CheckFormat::Checkstyle => Box::new(Checkstyle),
        CheckFormat::Oscal => Box::new(Oscal::new(&setup.run())),
    }
}

/// Standard output whose reader may go away (`| head`) while files are still to be written.
pub struct UntilGone<W> {
    out: W,
    gone: bool,
}

impl<W: Write> UntilGone<W> {
    /// Over this output.
    pub fn new(out: W) -> Self {
        Self { out, gone: false }
    }

    fn lenient<T>(&mut self, result: io::Result<T>, instead: T) -> io::Result<T> {
        match result {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.gone = true;
                Ok(instead)
            }
            other => other,
        }
    }
}

impl<W: Write> Write for UntilGone<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.gone {
            return Ok(bytes.len());
        }
        let written = self.out.write(bytes);
        self.lenient(written, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.gone {
            return Ok(());
        }
        let flushed = self.out.flush();
        self.lenient(flushed, ())
    }
}
