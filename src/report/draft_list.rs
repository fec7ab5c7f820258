//! What `draft` would add, and where.

use super::{Ink, Look, shown, wrapped};
use crate::draft::{Addition, Open, Plan};
use std::io::{self, Write};

/// The report for people.
#[derive(Debug, Clone, Copy)]
pub struct DraftList {
    /// How it looks.
    pub look: Look,
}

const ADVICE: &str = "What stands in [square brackets] is for you to fill in. The rest is a start in plain English: change it until it is true.";

impl DraftList {
    /// All additions of a notice.
    pub fn print(&self, path: &str, plan: &Plan, out: &mut dyn Write) -> io::Result<()> {
        let path = self.look.paint(Ink::Strong, &shown(path));
        if plan.additions.is_empty() {
            writeln!(out, "{path}: nothing is missing.")?;
        } else {
            writeln!(out, "{path}: {}.", counted(plan))?;
            self.lines(ADVICE, out)?;
        }
        for addition in &plan.additions {
            writeln!(out, "\n{}\n", self.look.paint(Ink::Strong, &place(addition)))?;
            for (line, words, because) in addition.items.iter().filter_map(|item| item.weak.as_ref()) {
                let text = format!("Line {line} says \"{}\": {}.", shown(words), shown(because));
                self.lines(&text, out)?;
                writeln!(out)?;
            }
            for line in addition.text.lines() {
                let line = shown(line);
                writeln!(out, "{}", if line.is_empty() { String::new() } else { format!("    {line}") })?;
            }
        }
        self.open(&plan.open, out)
    }

    /// Where the notice with its additions was written.
    pub fn written(&self, to: &str, plan: &Plan, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}: {}.", self.look.paint(Ink::Strong, to), counted(plan))?;
        self.lines(ADVICE, out)?;
        self.open(&plan.open, out)
    }

    fn open(&self, open: &[Open], out: &mut dyn Write) -> io::Result<()> {
        if open.is_empty() {
            return Ok(());
        }
        let title = "Nothing in the notice shows whether it must also say:";
        writeln!(out, "\n{}\n", self.look.paint(Ink::Strong, title))?;
        for one in open {
            let facts: Vec<String> =
                one.facts.iter().map(|(id, title)| format!("{} (fact {id})", lower_first(&shown(title)))).collect();
            self.lines(&format!("- {}. It must if: {}", shown(&one.what), facts.join("; or ")), out)?;
        }
        writeln!(out)?;
        self.lines("Say so in the notice, or declare the fact in notice-lint.yaml (yes or no).", out)
    }

    fn lines(&self, text: &str, out: &mut dyn Write) -> io::Result<()> {
        wrapped(text, self.look.width, 0).iter().try_for_each(|line| writeln!(out, "{line}"))
    }
}

fn counted(plan: &Plan) -> String {
    let new = plan.additions.iter().filter(|a| a.heading.is_some()).count();
    let weak = plan.additions.iter().flat_map(|a| &a.items).filter(|item| item.weak.is_some()).count();
    let all: usize = plan.additions.iter().map(|a| a.items.len()).sum();
    let mut parts = vec![format!("{} to add", number(all - weak, "statement"))];
    if new > 0 {
        parts[0].push_str(&format!(", with {}", number(new, "new section")));
    }
    if weak > 0 {
        parts.push(format!("{} to make clearer", number(weak, "statement")));
    }
    parts.retain(|part| !part.starts_with('0'));
    parts.join("; ")
}

fn number(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

fn place(addition: &Addition) -> String {
    let only_weak = addition.items.iter().all(|item| item.weak.is_some());
    match (&addition.heading, &addition.after) {
        (Some(heading), Some((after, line))) => {
            format!("New section \"{heading}\", after \"{}\" (line {line})", shown(after))
        }
        (Some(heading), None) => format!("New section \"{heading}\""),
        (None, Some((under, line))) if only_weak => format!("Make clearer under \"{}\" (line {line})", shown(under)),
        (None, Some((under, line))) => format!("Add under \"{}\" (line {line})", shown(under)),
        (None, None) => "Add at the start".to_owned(),
    }
}

/// Part of a sentence: without the capital of a first word that is no abbreviation.
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(text.chars().skip(1)).collect()
        }
        _ => text.to_owned(),
    }
}
