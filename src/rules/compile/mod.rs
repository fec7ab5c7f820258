//! Compiling parsed packs: names to numbers, phrases to programs, with every mistake pointed at.

mod check;
mod draft;

use super::condition::Condition;
use super::file::{FixFile, Level, Many, MatcherMap, Phrases, RuleFile, Sureness};
use super::load::{FileText, Pack, Problem};
use super::matching::*;
use super::registers::*;
use super::set::*;
use super::{Pattern, Text};
use crate::phrase::{Compiler, Numbers, PhraseId, WordLists, syntax};
use std::collections::BTreeMap;

/// Compiles a pack. The rule set leaves out what is wrong; `problems` say what and where.
pub fn compile(pack: &Pack) -> (RuleSet, Vec<Problem>) {
    let mut problems = Vec::new();
    let lists = word_lists(pack, &mut problems);
    let topics: BTreeMap<&str, TopicId> =
        pack.topics.iter().enumerate().map(|(i, (id, ..))| (id.as_str(), i as TopicId)).collect();
    let facts: BTreeMap<&str, u32> = pack.facts.keys().enumerate().map(|(i, id)| (id.as_str(), i as u32)).collect();
    let law: BTreeMap<&str, u32> = pack.law.keys().enumerate().map(|(i, key)| (key.as_str(), i as u32)).collect();
    let work = Work { pack, compiler: Compiler::new(&lists), topics, facts, law, problems, file: 0 };
    let (set, mut problems) = work.all();
    problems.sort_by(|a, b| (&a.path, a.at.start).cmp(&(&b.path, b.at.start)));
    problems.dedup();
    (set, problems)
}

fn texts(texts: &[String]) -> Vec<Text> {
    texts.iter().map(|text| text.as_str().into()).collect()
}

/// The words that are nearest to what somebody wrote.
pub(crate) fn did_you_mean<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<String> {
    known
        .map(|k| (strsim::damerau_levenshtein(k, word), k))
        .min()
        .filter(|(distance, k)| *distance <= (k.len() / 3).max(2))
        .map(|(_, k)| format!("did you mean `{k}`?"))
}

fn word_lists(pack: &Pack, problems: &mut Vec<Problem>) -> WordLists {
    let mut lists = WordLists::new();
    for (name, (index, phrases)) in &pack.words {
        let file = &pack.files[*index];
        let mut list = Vec::new();
        for phrase in &phrases.0 {
            match syntax::parse(phrase) {
                Ok(sequence) => list.push(sequence),
                Err(e) => {
                    let at = file.find(phrase);
                    let place = at.start + e.at.start..(at.start + e.at.end).min(at.end.max(at.start));
                    problems
                        .push(Problem::new(file, place, format!("in word list `{name}`: {}", e.message)).help(e.help));
                }
            }
        }
        lists.insert(name.clone(), list);
    }
    lists
}

struct Work<'a> {
    pack: &'a Pack,
    compiler: Compiler<'a>,
    topics: BTreeMap<&'a str, TopicId>,
    facts: BTreeMap<&'a str, u32>,
    law: BTreeMap<&'a str, u32>,
    problems: Vec<Problem>,
    /// The file that is being compiled.
    file: usize,
}

impl<'a> Work<'a> {
    fn all(mut self) -> (RuleSet, Vec<Problem>) {
        let pack = self.pack;
        let info = pack.info.as_ref().map(|(_, info)| info);
        let info = PackInfo {
            name: info.map_or_else(Text::default, |i| i.name.as_str().into()),
            version: info.map_or_else(Text::default, |i| i.version.as_str().into()),
            law_as_at: info.map_or(super::Day { year: 2026, month: 1, day: 1 }, |i| i.law_as_at),
        };
        let topics = self.all_topics();
        let facts = self.all_facts();
        let bodies = self.all_bodies();
        let provisions = self.all_provisions();
        let mut rules = Vec::new();
        for (index, group, rule) in pack.rules.values() {
            self.file = *index;
            if let Some(rule) = self.rule(group, rule) {
                rules.push(rule);
            }
        }
        rules.sort_by_key(|r| (r.group != "elements", r.check.is_across()));
        let drafts = self.all_drafts(&topics, &rules);
        let mut changes: Vec<Change> =
            pack.changes.iter().map(|c| Change { date: c.date, what: c.what.clone().into() }).collect();
        changes.sort_by_key(|c| c.date);
        let set = RuleSet {
            pack: info,
            phrases: self.compiler.finish(),
            topics,
            facts,
            rules,
            law: pack
                .law
                .iter()
                .map(|(key, (_, l))| Law {
                    key: key.clone().into(),
                    cite: l.cite.clone().into(),
                    url: l.url.clone().into(),
                    from: l.from,
                    until: l.until,
                })
                .collect(),
            changes,
            provisions,
            bodies,
            drafts,
            values: pack
                .values
                .iter()
                .map(|(key, (_, v))| {
                    let known = KnownValue {
                        value_type: v.value_type.clone().into(),
                        value: v.value.clone().into(),
                        accept: texts(&v.accept),
                        not_this: texts(&v.not_this),
                        retired: v
                            .retired
                            .iter()
                            .map(|r| (r.value.as_str().into(), r.since.clone().map(Text::from)))
                            .collect(),
                        source: v.source.clone().map(Text::from),
                    };
                    (key.as_str().into(), known)
                })
                .collect(),
        };
        (set, self.problems)
    }

    fn problem(&mut self, words: &str, message: impl Into<String>, help: Option<String>) {
        let file = &self.pack.files[self.file];
        let at = file.find(words);
        self.problems.push(Problem::new(file, at, message).help(help));
    }

    fn phrase(&mut self, text: &str) -> Option<PhraseId> {
        match self.compiler.phrase(text) {
            Ok(id) => Some(id),
            Err(e) => {
                let file: &FileText = &self.pack.files[self.file];
                let at = file.find(text);
                let end = (at.start + e.at.end).min(at.end);
                let place = (at.start + e.at.start).min(end)..end;
                self.problems.push(Problem::new(file, place, e.message).help(e.help));
                None
            }
        }
    }

    fn phrases(&mut self, phrases: &Phrases) -> Numbers {
        phrases.0.iter().filter_map(|p| self.phrase(p)).collect()
    }

    fn topic_ids(&mut self, topics: &Many<String>) -> Numbers {
        let known: Vec<&str> = self.topics.keys().copied().collect();
        let mut out = Numbers::default();
        for topic in &topics.0 {
            match self.topics.get(topic.as_str()) {
                Some(id) => out.push(*id),
                None => {
                    let help = did_you_mean(topic, known.iter().copied());
                    self.problem(topic, format!("there is no topic `{topic}`"), help);
                }
            }
        }
        out
    }

    fn law_ids(&mut self, keys: &[String]) -> Numbers {
        let mut out = Numbers::default();
        for key in keys {
            match self.law.get(key.as_str()) {
                Some(id) => out.push(*id),
                None => {
                    let help = did_you_mean(key, self.law.keys().copied());
                    self.problem(key, format!("the law register has no `{key}`"), help);
                }
            }
        }
        out
    }

    fn condition(&mut self, text: Option<&String>) -> Option<Condition> {
        let text = text?;
        let facts = &self.facts;
        let find = |name: &str| facts.get(name).copied().ok_or_else(|| did_you_mean(name, facts.keys().copied()));
        match Condition::parse(text, &find) {
            Ok(condition) => Some(condition),
            Err(e) => {
                let file = &self.pack.files[self.file];
                let at = file.find(text);
                let place = at.start + e.at.start..at.start + e.at.end;
                self.problems.push(Problem::new(file, place, e.message).help(e.help));
                None
            }
        }
    }

    fn fix(fix: &FixFile) -> Fix {
        let text = |text: &Option<String>| text.clone().map(Text::from);
        Fix {
            class: fix.class.clone().into(),
            with: text(&fix.with),
            insert: text(&fix.insert),
            title: text(&fix.title),
        }
    }

    /// A regular expression, unless it is wrong.
    fn pattern(&mut self, text: Option<&str>) -> Option<Pattern> {
        let text = text?;
        Pattern::new(text).map_err(|message| self.problem(text, message, None)).ok()
    }

    fn matcher(&mut self, map: &MatcherMap) -> Matcher {
        if map.phrases.0.is_empty() && map.all.is_empty() && map.regex.is_none() && map.link.is_none() {
            let words = map.because.as_deref().or(map.say.as_deref()).unwrap_or_default().to_owned();
            self.problem(&words, "a matcher needs `match`, `all`, `regex` or `link`", None);
        }
        let beside = Beside {
            after: self.phrases(&map.after),
            not_after: self.phrases(&map.not_after),
            before: self.phrases(&map.before),
            not_before: self.phrases(&map.not_before),
            column: self.phrases(&map.column),
            row: self.phrases(&map.row),
            target: map.target,
            then: map.then,
        };
        Matcher {
            beside: (beside != Beside::default()).then(|| Box::new(beside)),
            any: self.phrases(&map.phrases),
            all: map.all.iter().map(|p| self.phrases(p)).collect(),
            within: map.within,
            unless: self.phrases(&map.unless),
            unless_within: map.unless_within,
            in_topics: self.topic_ids(&map.in_topics),
            not_in: self.topic_ids(&map.not_in),
            place: map.place,
            negated: map.negated.unwrap_or_default(),
            because: map.because.clone().map(Text::from),
            cleared_by: map.cleared_by,
            confidence: map.confidence,
            contradicts: map.contradicts,
            fix: map.fix.as_ref().map(|fix| Box::new(Self::fix(fix))),
            say: map.say.clone().map(Text::from),
            regex: self.pattern(map.regex.as_deref()).map(Box::new),
            link: self.pattern(map.link.as_deref()).map(Box::new),
        }
    }

    fn matchers(&mut self, list: &[super::file::Matcher]) -> Vec<Matcher> {
        list.iter().map(|m| self.matcher(&m.0)).collect()
    }

    fn all_topics(&mut self) -> Vec<Topic> {
        let pack = self.pack;
        let mut out = Vec::new();
        for (id, index, topic) in &pack.topics {
            self.file = *index;
            let headings = topic.headings.iter().filter_map(|p| self.phrase(p)).collect();
            let body = topic.body.iter().filter_map(|p| self.phrase(p)).collect();
            out.push(Topic { id: id.clone().into(), headings, body });
        }
        out
    }

    fn all_facts(&mut self) -> Vec<Fact> {
        let pack = self.pack;
        let mut out = Vec::new();
        for (index, fact) in pack.facts.values() {
            self.file = *index;
            let fact = Fact {
                id: fact.fact.clone().into(),
                title: fact.title.clone().into(),
                yes: self.matchers(&fact.yes.0),
                no: self.matchers(&fact.no.0),
                yes_if: self.condition(fact.yes_if.as_ref()),
                no_if: self.condition(fact.no_if.as_ref()),
            };
            out.push(fact);
        }
        out
    }

    fn all_bodies(&mut self) -> Vec<Body> {
        let pack = self.pack;
        let mut out = Vec::new();
        for (index, body) in &pack.bodies {
            self.file = *index;
            let body = Body {
                found: self.phrases(&body.found),
                kind: body.kind.clone().into(),
                now: body.now.clone().into(),
                since: body.since.clone().map(Text::from),
                unless: self.phrases(&body.unless),
                note: body.note.clone().map(Text::from),
                severity: body.severity,
            };
            out.push(body);
        }
        out
    }

    fn all_provisions(&mut self) -> Vec<Provision> {
        let pack = self.pack;
        let mut out = Vec::new();
        for (index, provision) in &pack.provisions {
            self.file = *index;
            let law = provision.law.clone().into_iter().collect::<Vec<_>>();
            let provision = Provision {
                cite: provision.cite.clone().into(),
                exact: provision.covers.as_deref() == Some("exact"),
                status: provision.status.clone().into(),
                instead: provision.instead.clone().map(Text::from),
                from: provision.from,
                law: self.law_ids(&law).get(0),
            };
            out.push(provision);
        }
        out
    }

    fn rule(&mut self, group: &str, file: &RuleFile) -> Option<Rule> {
        let check = self.check(file)?;
        let states = check.states();
        for state in states {
            let wanted =
                [(file.messages.get(state).is_some(), "message"), (file.severity.get(state).is_some(), "severity")];
            for (there, what) in wanted {
                if !there {
                    self.problem(what, format!("there is no {what} for the state `{state}`"), None);
                }
            }
        }
        let known =
            |state: &str| states.contains(&state) || matches!(state, "*" | "inferred" | "contradicted" | "layered");
        for state in file.names.keys().chain(file.messages.0.keys()).chain(file.severity.0.keys()) {
            if !known(state) && !matches!(&check, Check::ChecksValue { .. } | Check::Requires(_)) {
                let help = did_you_mean(state, states.iter().copied());
                self.problem(state, format!("this rule never reports a state `{state}`"), help);
            }
        }
        Some(Rule {
            name: file.rule.clone().into(),
            group: group.into(),
            title: file.title.clone().into(),
            was: texts(&file.was),
            law: self.law_ids(&file.law),
            severity: file.severity.clone().into(),
            confidence: file.confidence.unwrap_or(Sureness::High),
            on: file.default != Some(false) && file.severity.0.values().any(|l| *l != Level::Off),
            window: file.in_force,
            older: file.older,
            yields_to: texts(&file.yields_to),
            names: States(
                file.names.iter().map(|(state, name)| (state.as_str().into(), name.as_str().into())).collect(),
            ),
            messages: file.messages.clone().into(),
            next: file.next.clone().into(),
            fix: file.fix.as_ref().map(Self::fix),
            check,
        })
    }
}
