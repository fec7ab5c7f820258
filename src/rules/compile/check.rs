//! Compiling the check of a rule.

use super::{Work, did_you_mean, texts};
use crate::rules::Text;
use crate::rules::file::{Many, RuleFile, Scope};
use crate::rules::set::*;

/// Types of values that are written the same in every language.
const SAME_IN_ALL_LANGUAGES: [&str; 4] = ["email", "phone", "postcode", "url"];

impl Work<'_> {
    pub(super) fn check(&mut self, file: &RuleFile) -> Option<Check> {
        let mut checks: Vec<Check> = Vec::new();
        if let Some(r) = &file.requires {
            checks.push(self.requires(r));
        }
        if let Some(f) = &file.forbids {
            checks.push(Check::Forbids {
                when: self.condition(f.when.as_ref()),
                matchers: self.matchers(&f.matchers.0),
                once: f.once,
            });
        }
        if let Some(c) = &file.conflicts {
            checks.push(Check::Conflicts {
                when: self.condition(c.when.as_ref()),
                first: self.matchers(&c.first.0),
                second: self.matchers(&c.second.0),
                within: c.within,
            });
        }
        if let Some(c) = &file.checks_value {
            if !self.pack.values.contains_key(&c.register) {
                let help = did_you_mean(&c.register, self.pack.values.keys().map(String::as_str));
                self.problem(&c.register, format!("the register of values has no `{}`", c.register), help);
            }
            checks.push(Check::ChecksValue {
                register: c.register.clone().into(),
                value_type: c.value_type.clone().into(),
                near: self.phrases(&c.near),
                within: c.within.unwrap_or(Scope::Paragraph),
            });
        }
        if let Some(c) = &file.cites {
            checks.push(Check::Cites { moved: c.moved, odd: texts(&c.odd), unless: self.phrases(&c.unless) });
        }
        if let Some(n) = &file.names_body {
            checks.push(Check::NamesBody { kinds: texts(&n.kinds) });
        }
        if let Some(d) = &file.dated {
            let months = d.older_than.as_deref().map(|text| {
                let number = text.split_whitespace().next().and_then(|n| n.parse::<u32>().ok());
                let years = text.contains("year");
                match number {
                    Some(n) if years => n * 12,
                    Some(n) => n,
                    None => {
                        self.problem(text, "this is no number of months; write `24 months`", None);
                        24
                    }
                }
            });
            checks.push(Check::Dated {
                near: self.matchers(&d.near.0),
                older_than: months,
                before_law: d.before_law,
                future: d.future,
            });
        }
        if let Some(c) = &file.counts {
            match &c.topic {
                Some(topic) => {
                    let topic = self.topic_ids(&Many(vec![topic.clone()])).at(0);
                    checks.push(Check::CountsTopic { topic, more_than: c.more_than });
                }
                None => checks.push(Check::CountsGroups {
                    groups: c.groups.iter().map(|(name, p)| (name.as_str().into(), self.phrases(p))).collect(),
                    place: c.place,
                    column: self.phrases(&c.column),
                    more_than: c.more_than,
                    unless: self.phrases(&c.unless),
                }),
            }
        }
        if let Some(r) = &file.refers {
            checks.push(Check::Refers {
                phrases: self.phrases(&r.phrases),
                numbered: self.phrases(&r.numbered),
                not_before: self.phrases(&r.not_before),
            });
        }
        if let Some(a) = &file.abbreviates {
            checks.push(Check::Abbreviates {
                known: self.phrases(&a.known),
                before_definition: a.state == "before-definition",
                in_topics: self.topic_ids(&a.in_topics),
            });
        }
        if let Some(a) = &file.agrees {
            checks.push(Check::Agrees(Box::new(Agrees {
                collection: a.across != "notice",
                what: a.what.clone().into(),
                value_type: a.value_type.clone().map(Text::from),
                near: self.phrases(&a.near),
                within: a.within.unwrap_or(Scope::Sentence),
                in_topics: self.topic_ids(&a.in_topics),
                only: a.only.clone().map(Text::from),
                group_by: a.group_by.as_deref().unwrap_or("none").into(),
                compare_text: a.compare.as_deref() == Some("text"),
                variants: a.variants.iter().map(|(name, m)| (name.as_str().into(), self.matchers(&m.0))).collect(),
                usual: a.usual.clone().map(Text::from),
                pattern: self.pattern(a.pattern.as_deref()),
                absent: a.absent,
                truth: a.truth.clone().map(Text::from),
            })));
        }
        if let Some(d) = &file.drifts {
            let similar = d.similar.trim_end_matches('%').trim().parse().unwrap_or(80);
            let paragraphs = d.unit == Some(Scope::Paragraph);
            checks.push(Check::Drifts { similar, words: d.words, paragraphs });
        }
        if let Some(s) = &file.shares {
            checks.push(Check::Shares { at_least: s.at_least, rules: texts(&s.rules) });
        }
        if let Some(d) = &file.defers {
            checks.push(Check::Defers { element: d.element.clone().into(), promise: self.matchers(&d.promise.0) });
        }
        if let Some(t) = &file.translates {
            for value in t.values.iter().filter(|v| !SAME_IN_ALL_LANGUAGES.contains(&v.as_str())) {
                let help = did_you_mean(value, SAME_IN_ALL_LANGUAGES.iter().copied());
                self.problem(value, format!("`{value}` is no type of value that languages share"), help);
            }
            checks.push(Check::Translates {
                language: t.language.clone().into(),
                values: texts(&t.values),
                sections: t.sections,
            });
        }
        if let Some(m) = &file.measures {
            let at_least = m.at_least.unwrap_or(1);
            checks.push(Check::Measures { words_in_sentence: m.words_in_sentence, at_least });
        }
        if let Some(r) = &file.repeats {
            checks.push(Check::Repeats { words_in_sentence: r.words_in_sentence });
        }
        if let Some(e) = &file.leaves_empty {
            checks.push(Check::LeavesEmpty { column: self.phrases(&e.column) });
        }
        if let Some(g) = &file.gathers {
            checks.push(Check::Gathers {
                elements: texts(&g.elements),
                at_least: g.at_least,
                same_place: g.same_place,
            });
        }
        if let Some(e) = &file.reads_file {
            checks.push(Check::ReadsFile { features: texts(&e.r#as) });
        }
        if let Some(s) = &file.checks_suppression {
            checks.push(Check::Suppression { fault: s.r#for });
        }
        if let Some(r) = &file.recognises {
            checks.push(Check::Recognises {
                matchers: self.matchers(&r.matchers.0),
                at_least: r.at_least.unwrap_or(1),
                unless: self.matchers(&r.unless.0),
                then: r.then,
            });
        }
        if checks.len() == 1 {
            return checks.pop();
        }
        let message = format!("a rule has exactly one check, this one has {}", checks.len());
        self.problem(&file.rule, message, Some("see docs/rule-format.md for the kinds of check".into()));
        None
    }

    fn requires(&mut self, r: &crate::rules::file::Requires) -> Check {
        Check::Requires(Box::new(Requires {
            element: r.element.clone().map(Text::from),
            what: r.what.clone().into(),
            topics: self.topic_ids(&r.topic),
            when: self.condition(r.when.as_ref()),
            not_when: self.condition(r.not_when.as_ref()),
            stated: self.matchers(&r.stated),
            denied: self.matchers(&r.denied),
            weak: self.matchers(&r.weak),
            promised: self.matchers(&r.promised),
            hinted: self.matchers(&r.hinted),
            inherit: r.inherit,
            softer: r.softer.as_ref().and_then(|s| {
                let when = self.condition(Some(&s.when))?;
                Some(Softer { when, missing: s.missing, weak: s.weak })
            }),
        }))
    }
}
