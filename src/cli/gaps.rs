//! `notice-lint rules gaps`.

use super::Status;
use super::args::RulesGapsArgs;
use super::ending::status;
use super::job::Job;
use super::options::Color;
use super::setup::Setup;
use super::terminal::{look, output};
use super::trouble::Trouble;
use notice_lint::check::gaps;
use notice_lint::report::{Ink, Item, Look, Run, Sink, Summary, clipped, shown};
use notice_lint::rules::RuleSet;
use std::collections::{BTreeMap, BTreeSet};
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

/// Sentences that no rule understood, by topic, those of most notices first.
struct Ranking<'a> {
    rules: &'a RuleSet,
    look: Look,
    /// Topic, words of the sentence: the sentence as first met, and in how many notices it stands.
    seen: BTreeMap<(String, String), (String, usize)>,
}

/// How many sentences of a topic are shown.
const MOST: usize = 40;

impl Sink for Ranking<'_> {
    type Part = Vec<(String, String)>;

    fn prepare(&self, item: Item<'_>) -> Self::Part {
        let gaps = item.source().map(|source| gaps(source, self.rules)).unwrap_or_default();
        gaps.into_iter().map(|gap| (gap.topic, gap.text)).collect()
    }

    fn accept(&mut self, part: Self::Part, _: &mut dyn Write) -> io::Result<()> {
        let mut of_notice = BTreeSet::new();
        for (topic, text) in part {
            let words: Vec<String> =
                text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
            let key = (topic, words.join(" "));
            if of_notice.insert(key.clone()) {
                self.seen.entry(key).or_insert((text, 0)).1 += 1;
            }
        }
        Ok(())
    }

    fn finish(&mut self, _: &Run, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let mut topics: BTreeMap<&str, Vec<&(String, usize)>> = BTreeMap::new();
        for ((topic, _), sentence) in &self.seen {
            topics.entry(topic).or_default().push(sentence);
        }
        let mut topics: Vec<_> = topics.into_iter().collect();
        topics.sort_by_key(|(topic, sentences)| (std::cmp::Reverse(sentences.len()), *topic));
        for (topic, mut sentences) in topics {
            sentences.sort_by_key(|(text, notices)| (std::cmp::Reverse(*notices), text.len()));
            let head = format!("{} ({} sentences)", shown(topic), sentences.len());
            writeln!(out, "{}", self.look.paint(Ink::Strong, &head))?;
            for (text, notices) in sentences.into_iter().take(MOST) {
                writeln!(out, "{notices:>5}  {}", clipped(text, 200))?;
            }
        }
        Ok(())
    }
}

/// Shows the sentences of notices that no rule understood.
pub fn run(args: &RulesGapsArgs, color: Color) -> Result<Status, Trouble> {
    let setup = Setup::new(&args.input, &args.rules)?;
    let job = Job::new(&setup, &args.input, color);
    let look = look(color);
    let summary = if args.corpus {
        let mut ranking = Ranking { rules: &setup.rules, look, seen: BTreeMap::new() };
        job.drive(&mut ranking, &mut *output(look))?
    } else {
        job.drive(&mut GapList { rules: &setup.rules, look }, &mut *output(look))?
    };
    Ok(status(&summary, None))
}
