//! `facts` for people: what a notice shows about the processing, and where.

use super::full::clipped;
use super::{Ink, Item, Look, Run, Sink, Summary, shown};
use crate::check::FactValue;
use std::io::{self, Write};

/// The facts of each notice.
#[derive(Debug)]
pub struct FactList {
    /// How it looks.
    pub look: Look,
}

impl Sink for FactList {
    type Part = String;

    fn prepare(&self, item: Item<'_>) -> String {
        let Item::Notice { report, .. } = item else {
            return String::new();
        };
        let mut out = self.look.paint(Ink::Strong, &shown(&report.path));
        out.push('\n');
        let order = [
            (FactValue::Yes, "yes", Ink::Good),
            (FactValue::No, "no", Ink::Frame),
            (FactValue::Unknown, "unknown", Ink::Faint),
        ];
        for (value, word, ink) in order {
            for fact in report.facts.iter().filter(|fact| fact.value == value) {
                let how = match fact.how {
                    "none" | "stated" => String::new(),
                    how => format!(", {how}"),
                };
                out.push_str(&format!(
                    "  {}{} {} {}\n",
                    self.look.paint(ink, word),
                    " ".repeat(8 - word.len()),
                    shown(&fact.title),
                    self.look.paint(Ink::Faint, &format!("({}{how})", shown(&fact.id)))
                ));
                for reason in fact.because.iter().take(3) {
                    let quote = clipped(&reason.text, self.look.width.saturating_sub(24));
                    out.push_str(&format!("             line {}: \"{quote}\"\n", reason.place.line));
                }
            }
        }
        out.push('\n');
        out
    }

    fn accept(&mut self, part: String, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(part.as_bytes())
    }

    fn finish(&mut self, run: &Run, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", self.look.paint(Ink::Faint, &shown(&run.law())))
    }
}
