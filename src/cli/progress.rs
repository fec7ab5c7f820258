//! A progress bar on standard error, for runs that take longer than a second.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(1);

/// The bar, once it is needed.
#[derive(Debug)]
pub struct Progress {
    begun: Instant,
    total: usize,
    done: usize,
    wanted: bool,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// For `total` files. Not shown when `quiet`, nor where nobody would see it.
    pub fn new(total: usize, quiet: bool) -> Self {
        let wanted = !quiet && std::io::stderr().is_terminal();
        Self { begun: Instant::now(), total, done: 0, wanted, bar: None }
    }

    /// Some more are done.
    pub fn advance(&mut self, files: usize) {
        self.done += files;
        if self.wanted && self.bar.is_none() && self.begun.elapsed() > PATIENCE {
            let bar = ProgressBar::new(self.total as u64);
            if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos} of {len} notices, {eta} left") {
                bar.set_style(style);
            }
            self.bar = Some(bar);
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.done as u64);
        }
    }

    /// Whether the bar is on the screen.
    pub fn visible(&self) -> bool {
        self.bar.is_some()
    }

    /// Prints something while the bar steps aside.
    pub fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// All are done.
    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
