//! `notice-lint rules gaps`.

use super::Status;
use super::args::{Color, RulesGapsArgs};
use super::run::{Job, status};
use super::setup::{Setup, look, output};
use super::trouble::Trouble;
use notice_lint::check::gaps;
use notice_lint::report::{Ink, Item, Look, Sink, clipped, shown};
use notice_lint::rules::RuleSet;
use std::io::{self, Write};

/// Sentences that no rule understood, one a line.
struct GapList<'a> {
    rules: &'a RuleSet,
    look: Look,
}

impl Sink for GapList<'_> {
    type Part = String;

    fn prepare(&self, item: Item<'_>) -> String {
        let Some(source) = item.source() else { return String::new() };
        let line = |gap: notice_lint::check::Gap| {
            let place = format!("{}:{}:{}", shown(&gap.place.path), gap.place.line, gap.place.column);
            format!(
                "{place}: {} {}\n",
                self.look.paint(Ink::Frame, &format!("[{}]", shown(&gap.topic))),
                clipped(&gap.text, 300)
            )
        };
        gaps(source, self.rules).into_iter().map(line).collect()
    }

    fn accept(&mut self, part: String, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(part.as_bytes())
    }
}

/// Shows the sentences of notices that no rule understood.
pub fn run(args: &RulesGapsArgs, color: Color) -> Result<Status, Trouble> {
    let setup = Setup::new(&args.input, &args.rules)?;
    let job = Job::new(&setup, &args.input, color);
    let look = look(color);
    let summary = job.drive(&mut GapList { rules: &setup.rules, look }, &mut *output(look))?;
    Ok(status(&summary, Some(super::args::FailOnArg::Never), None))
}
