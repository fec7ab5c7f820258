//! Several formats from one run, each with its own place to go.

use super::{Item, Run, Sink, Summary};
use crate::check::Extent;
use std::any::Any;
use std::io::{self, Write};

/// A format whose parts have lost their type, so that formats can stand in one list.
pub trait AnySink: Sync {
    /// See [`Sink::asks_for`].
    fn asks_for_any(&self) -> Extent;
    /// See [`Sink::hands_on_edits`].
    fn hands_on_edits_any(&self) -> bool;
    /// See [`Sink::start`].
    fn start_any(&mut self, run: &Run, out: &mut dyn Write) -> io::Result<()>;
    /// See [`Sink::prepare`].
    fn prepare_any(&self, item: Item<'_>) -> Box<dyn Any + Send>;
    /// See [`Sink::accept`]; the part must be one of its own.
    fn accept_any(&mut self, part: Box<dyn Any + Send>, out: &mut dyn Write) -> io::Result<()>;
    /// See [`Sink::finish`].
    fn finish_any(&mut self, run: &Run, summary: &Summary, out: &mut dyn Write) -> io::Result<()>;
}

impl<S: Sink> AnySink for S
where
    S::Part: 'static,
{
    fn asks_for_any(&self) -> Extent {
        self.asks_for()
    }

    fn hands_on_edits_any(&self) -> bool {
        self.hands_on_edits()
    }

    fn start_any(&mut self, run: &Run, out: &mut dyn Write) -> io::Result<()> {
        self.start(run, out)
    }

    fn prepare_any(&self, item: Item<'_>) -> Box<dyn Any + Send> {
        Box::new(self.prepare(item))
    }

    fn accept_any(&mut self, part: Box<dyn Any + Send>, out: &mut dyn Write) -> io::Result<()> {
        match part.downcast::<S::Part>() {
            Ok(part) => self.accept(*part, out),
            Err(_) => Err(io::Error::other("a part of another format")),
        }
    }

    fn finish_any(&mut self, run: &Run, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.finish(run, summary, out)
    }
}

/// One format and where it goes.
pub struct Output<'a> {
    /// The format.
    pub sink: Box<dyn AnySink + 'a>,
    /// Its own place; without one it goes where the run goes.
    pub own: Option<&'a mut (dyn Write + Send + Sync)>,
}

/// Formats that get the same findings.
pub struct Several<'a> {
    /// In the order in which they are written.
    pub outputs: Vec<Output<'a>>,
}

impl<'a> Several<'a> {
    fn each(
        &mut self,
        out: &mut dyn Write,
        mut act: impl FnMut(&mut (dyn AnySink + 'a), &mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        for output in &mut self.outputs {
            match &mut output.own {
                Some(own) => act(&mut *output.sink, *own)?,
                None => act(&mut *output.sink, out)?,
            }
        }
        Ok(())
    }
}

impl Sink for Several<'_> {
    type Part = Vec<Box<dyn Any + Send>>;

    fn asks_for(&self) -> Extent {
        let whole = self.outputs.iter().any(|output| output.sink.asks_for_any() == Extent::Whole);
        if whole { Extent::Whole } else { Extent::Findings }
    }

    fn hands_on_edits(&self) -> bool {
        self.outputs.iter().any(|output| output.sink.hands_on_edits_any())
    }

    fn start(&mut self, run: &Run, out: &mut dyn Write) -> io::Result<()> {
        self.each(out, |sink, out| sink.start_any(run, out))
    }

    fn prepare(&self, item: Item<'_>) -> Self::Part {
        self.outputs.iter().map(|output| output.sink.prepare_any(item)).collect()
    }

    fn accept(&mut self, part: Self::Part, out: &mut dyn Write) -> io::Result<()> {
        let mut parts = part.into_iter();
        self.each(out, |sink, out| parts.next().map_or(Ok(()), |part| sink.accept_any(part, out)))
    }

    fn finish(&mut self, run: &Run, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.each(out, |sink, out| sink.finish_any(run, summary, out))
    }
}
