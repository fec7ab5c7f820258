//! What `fix` did and what it left, one line each.

use super::{Ink, Look, shown};
use crate::check::FixClass;
use crate::fix::{Left, Mended, Spot, Why};
use std::io::{self, Write};

/// How many fixes were made and left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FixCounts {
    /// Notices that were read.
    pub notices: usize,
    /// Notices that changed, or would.
    pub changed: usize,
    /// Fixes that were made, or would be.
    pub made: usize,
    /// Fixes that may change the meaning.
    pub not_safe: usize,
    /// Texts for the author to write.
    pub suggested: usize,
    /// Fixes that could not be made.
    pub stuck: usize,
}

/// The account of a run of `fix`.
#[derive(Debug, Clone, Copy)]
pub struct FixList {
    /// How it looks.
    pub look: Look,
    /// Nothing is written: "would be fixed".
    pub pretend: bool,
}

impl FixList {
    /// The lines of one file.
    pub fn file(&self, mended: &Mended, out: &mut dyn Write) -> io::Result<()> {
        let path = &mended.before.path;
        if !mended.before.can_edit() {
            return self.whole(path, "such a document cannot be edited; `check` shows what to change", out);
        }
        let word = if self.pretend { "would fix" } else { "fixed" };
        for one in &mended.applied {
            let what = format!("{} → {}", quoted(&one.before), quoted(&one.after));
            self.line(path, one.place, (Ink::Good, word), &one.rule, &what, out)?;
        }
        for one in &mended.left {
            let after = match (one.why == Why::Suggestion, one.before.is_empty()) {
                (_, true) => format!("add {}", quoted(one.after.trim())),
                (true, false) => format!("{}: perhaps {}", quoted(&one.before), quoted(&one.after)),
                (false, false) => format!("{} → {}", quoted(&one.before), quoted(&one.after)),
            };
            let what = format!("{after} ({})", reason(one));
            self.line(path, one.place, (Ink::Faint, "left"), &one.rule, &what, out)?;
        }
        Ok(())
    }

    /// A line on a file that stays as it is.
    pub fn whole(&self, path: &str, why: &str, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}: {}: {}", shown(path), self.look.paint(Ink::Faint, "left"), shown(why))
    }

    fn line(
        &self,
        path: &str,
        place: Spot,
        (ink, word): (Ink, &str),
        rule: &str,
        what: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let word = self.look.paint(ink, &format!("{word}[{}]", shown(rule)));
        writeln!(out, "{}:{}:{}: {word} {}", shown(path), place.line, place.column, shown(what))
    }

    /// The sentence at the end.
    pub fn summary(&self, counts: &FixCounts, out: &mut dyn Write) -> io::Result<()> {
        let verb = if self.pretend { "would be made" } else { "made" };
        let mut text = match counts.made {
            0 => format!("No fix {verb} in {}.", number(counts.notices, "notice")),
            made => {
                format!("{} {verb} in {} of {}.", number(made, "fix"), counts.changed, number(counts.notices, "notice"))
            }
        };
        let left = [
            (counts.not_safe, "may change the meaning (--unsafe)"),
            (counts.suggested, "for you to write (`notice-lint draft NOTICE` helps)"),
            (counts.stuck, "cannot be made here"),
        ];
        let left: Vec<String> = left.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
        if !left.is_empty() {
            text.push_str(&format!(" Left: {}.", left.join(", ")));
        }
        let ink = if counts.made > 0 { Ink::Good } else { Ink::Strong };
        writeln!(out, "{}", self.look.paint(ink, &text))
    }
}

impl FixCounts {
    /// Counts a file.
    pub fn count(&mut self, mended: &Mended) {
        self.notices += 1;
        self.changed += usize::from(mended.is_changed());
        self.made += mended.applied.len();
        for left in &mended.left {
            match left.why {
                Why::Suggestion => self.suggested += 1,
                Why::Unsafe => self.not_safe += 1,
                _ => self.stuck += 1,
            }
        }
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn number(count: usize, what: &str) -> String {
    match (count, what) {
        (1, _) => format!("1 {what}"),
        (_, "fix") => format!("{count} fixes"),
        _ => format!("{count} {what}s"),
    }
}

fn reason(left: &Left) -> String {
    match &left.why {
        Why::Suggestion if left.after.contains('[') => "fill in the blanks".into(),
        Why::Suggestion if left.before.is_empty() => "for you to decide".into(),
        Why::Suggestion => "for you to decide: the sentence may have to change with it".into(),
        Why::Unsafe if left.class == FixClass::Unsafe => "may change the meaning: look at it, then use --unsafe".into(),
        Why::Unsafe => "not asked for".into(),
        Why::Overlap(rule) => format!("{rule} changes the same words"),
        Why::Markup => "markup or code in or around these words would break".into(),
        Why::Encoding(c, encoding) => format!("{} has no character {c:?}", encoding.name()),
        Why::Again => "it was made here already and is still asked for: please report the rule".into(),
        Why::Rounds => "too many rounds of fixes: run it again, and please report the rules".into(),
    }
}
