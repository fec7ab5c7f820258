//! `notice-lint rules stats`.

use super::Status;
use super::args::RulesStatsArgs;
use super::ending::status;
use super::job::Job;
use super::options::Color;
use super::setup::{Setup, read_pack};
use super::terminal::{look, output};
use super::trouble::Trouble;
use notice_lint::check::stats::{phrase_hits, phrases_of_rule};
use notice_lint::report::{Ink, Item, Look, Run, Sink, Summary, clipped, shown};
use notice_lint::rules::RuleSet;
use notice_lint::rules::compile::compile;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// How many examples of a rule are kept.
const EXAMPLES: usize = 3;

/// Counts by rule and phrase over all notices.
struct Tally<'a> {
    /// With the phrases as they were written.
    rules: &'a RuleSet,
    look: Look,
    by_rule: BTreeMap<String, (usize, Vec<String>)>,
    by_phrase: Vec<u64>,
    notices: usize,
}

/// The counts of one notice: rule with example, phrase hits.
type Counts = (Vec<(String, String)>, Vec<u32>);

impl Sink for Tally<'_> {
    type Part = Option<Counts>;

    fn prepare(&self, item: Item<'_>) -> Option<Counts> {
        let Item::Notice { source, report } = item else { return None };
        let example = |f: &notice_lint::check::Finding| format!("{}:{} {}", f.place.path, f.place.line, f.excerpt);
        let fired = report.findings.iter().map(|f| (f.rule.to_string(), example(f))).collect();
        Some((fired, phrase_hits(source, self.rules)))
    }

    fn accept(&mut self, part: Option<Counts>, _: &mut dyn Write) -> io::Result<()> {
        let Some((fired, hits)) = part else { return Ok(()) };
        self.notices += 1;
        for (rule, example) in fired {
            let entry = self.by_rule.entry(rule).or_default();
            entry.0 += 1;
            if entry.1.len() < EXAMPLES {
                entry.1.push(example);
            }
        }
        self.by_phrase.resize(hits.len(), 0);
        for (sum, hits) in self.by_phrase.iter_mut().zip(hits) {
            *sum += u64::from(hits);
        }
        Ok(())
    }

    fn finish(&mut self, _: &Run, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", self.look.paint(Ink::Strong, &format!("Findings in {} notices", self.notices)))?;
        let mut rules: Vec<_> = self.by_rule.iter().collect();
        rules.sort_by_key(|(name, (count, _))| (std::cmp::Reverse(*count), (*name).clone()));
        for (name, (count, examples)) in rules {
            writeln!(out, "{count:>7}  {}", shown(name))?;
            for example in examples {
                writeln!(out, "         {}", self.look.paint(Ink::Faint, &clipped(example, 160)))?;
            }
        }
        writeln!(out, "\n{}", self.look.paint(Ink::Strong, "Phrases that matched nowhere"))?;
        for rule in &self.rules.rules {
            let phrases = phrases_of_rule(rule);
            let silent = |p: &&u32| self.by_phrase.get(**p as usize).is_none_or(|hits| *hits == 0);
            let silent: Vec<&u32> = phrases.iter().filter(silent).collect();
            if !silent.is_empty() {
                writeln!(out, "{} ({} of {})", shown(&rule.name), silent.len(), phrases.len())?;
            }
            for phrase in silent {
                let text = self.rules.phrases.texts.get(*phrase as usize).map_or("", String::as_str);
                writeln!(out, "    {}", shown(text))?;
            }
        }
        Ok(())
    }
}

/// Tells how often each rule fired and which phrases never matched.
pub fn run(args: &RulesStatsArgs, color: Color) -> Result<Status, Trouble> {
    let mut setup = Setup::new(&args.input, &args.rules)?;
    let (pack, problems) = read_pack(&args.rules.rules, args.rules.pack.as_deref())?;
    if !problems.is_empty() {
        return Err(problems.into());
    }
    // The embedded set does not hold the phrases as they were written.
    setup.rules = compile(&pack).0;
    let job = Job::new(&setup, &args.input, color);
    let look = look(color);
    let rules = &setup.rules;
    let mut tally = Tally { rules, look, by_rule: BTreeMap::new(), by_phrase: Vec::new(), notices: 0 };
    let summary = job.drive(&mut tally, &mut *output(look))?;
    Ok(status(&summary, None))
}
