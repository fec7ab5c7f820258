//! `check --output oscal`: assessment results for programs of governance, one result a notice.
//!
//! Every element of the law is an objective: it is satisfied where a reader learns it from the notice, and not satisfied where
//! it is missing, vague or contradicted. What is not about an element is an objective under the name of its rule.

use super::json::{OpenList, bytes, write_value};
use super::markdown::escaped;
use super::spot::{line_words, slashed, told, uri};
use super::{Item, Run, Sink, Summary, severity_word, shown};
use crate::check::{ElementReport, Finding, NoticeReport, Severity, Verdict};
use crate::source::Source;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};
use uuid::Uuid;

/// The version of OSCAL whose shape is written.
const VERSION: &str = "1.1.2";
/// The name space of our own properties.
const OURS: &str = "https://notice-lint.example/ns/oscal";

/// One document.
#[derive(Debug)]
pub struct Oscal {
    /// The day as a time: a run has no clock.
    time: String,
    results: OpenList,
}

impl Oscal {
    /// Results of a run, dated by the day whose law counts.
    pub fn new(run: &Run) -> Self {
        Self { time: format!("{}T00:00:00Z", run.as_of), results: OpenList::default() }
    }

    fn id(&self, parts: &[&str]) -> String {
        let name = format!("notice-lint\u{1f}{}\u{1f}{}", self.time, parts.join("\u{1f}"));
        Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()).to_string()
    }

    fn result(&self, name: &str, about: &str) -> Value {
        json!({
            "uuid": self.id(&["result", name]),
            "title": escaped(name),
            "description": escaped(about),
            "start": self.time,
            "reviewed-controls": {"control-selections": [{"include-all": {}}]},
        })
    }

    fn observation(&self, finding: &Finding, at: usize, source: Option<&Source>) -> Value {
        let place = &finding.place;
        let text: Vec<String> = told(finding, source).iter().map(|line| escaped(line)).collect();
        let links: Vec<Value> = finding
            .law
            .iter()
            .map(|law| json!({"href": law.url, "rel": "reference", "text": escaped(&law.cite)}))
            .collect();
        let mut value = json!({
            "uuid": self.observation_id(finding, at),
            "title": escaped(&finding.rule),
            "description": text.join("\n\n"),
            "methods": ["EXAMINE"],
            "types": ["finding"],
            "collected": self.time,
            "props": [
                {"name": "rule", "ns": OURS, "value": finding.rule},
                {"name": "severity", "ns": OURS, "value": severity_word(finding.severity)},
                {"name": "confidence", "ns": OURS, "value": finding.confidence},
                {"name": "fingerprint", "ns": OURS, "value": finding.fingerprint},
            ],
            "relevant-evidence": [{
                "href": uri(&place.path),
                "description": format!("{}, {}", escaped(&slashed(&place.path)), line_words(place, source)),
            }],
        });
        if !links.is_empty() {
            value["links"] = Value::Array(links);
        }
        value
    }

    fn observation_id(&self, finding: &Finding, at: usize) -> String {
        self.id(&["observation", &finding.place.path, &finding.fingerprint, &at.to_string()])
    }

    /// A finding of OSCAL: an objective and whether it is met.
    fn objective(&self, path: &str, target: &str, title: &str, state: State, observations: &[String]) -> Value {
        let (state, reason, why) = state;
        let mut status = json!({"state": state, "reason": reason});
        if !why.is_empty() {
            status["remarks"] = json!(escaped(why));
        }
        let mut value = json!({
            "uuid": self.id(&["finding", path, target]),
            "title": escaped(title),
            "description": escaped(title),
            "target": {"type": "objective-id", "target-id": target, "status": status},
        });
        if !observations.is_empty() {
            let list: Vec<Value> = observations.iter().map(|id| json!({"observation-uuid": id})).collect();
            value["related-observations"] = Value::Array(list);
        }
        value
    }

    fn part(&self, name: &str, about: &str, item: Item<'_>) -> Value {
        let mut value = self.result(name, about);
        let elements: &[ElementReport] = match item {
            Item::Notice { report, .. } => &report.elements,
            Item::Across { .. } => &[],
        };
        let counted: Vec<(usize, &Finding)> = item.counted().enumerate().collect();
        let observations: Vec<Value> =
            counted.iter().map(|(at, finding)| self.observation(finding, *at, item.source())).collect();
        let mut findings = Vec::new();
        for element in elements {
            let Some(state) = state(element) else { continue };
            let about: Vec<String> = counted
                .iter()
                .filter(|(_, finding)| finding.element.as_ref() == Some(&element.id))
                .map(|(at, finding)| self.observation_id(finding, *at))
                .collect();
            findings.push(self.objective(name, &element.id, &element.title, state, &about));
        }
        let known = |finding: &Finding| elements.iter().any(|element| finding.element.as_ref() == Some(&element.id));
        let mut rules: BTreeMap<&str, Vec<(usize, &Finding)>> = BTreeMap::new();
        for (at, finding) in counted.into_iter().filter(|(_, finding)| !known(finding)) {
            rules.entry(&finding.rule).or_default().push((at, finding));
        }
        for (rule, list) in rules {
            let grave = list.iter().any(|(_, finding)| finding.severity > Severity::Info);
            let state =
                if grave { ("not-satisfied", "fail", "") } else { ("satisfied", "other", "For information only.") };
            let ids: Vec<String> = list.iter().map(|(at, finding)| self.observation_id(finding, *at)).collect();
            findings.push(self.objective(name, rule, rule, state, &ids));
        }
        let silent: Vec<&str> = elements
            .iter()
            .filter(|element| element.verdict == Verdict::Silent)
            .map(|element| &*element.title)
            .collect();
        if !silent.is_empty() {
            let text = format!("Nothing shows whether these are required: {}.", silent.join("; "));
            value["remarks"] = json!(escaped(&text));
        }
        for (key, list) in [("observations", observations), ("findings", findings)] {
            if !list.is_empty() {
                value[key] = Value::Array(list);
            }
        }
        value
    }
}

/// State, reason, and why in words.
type State<'a> = (&'static str, &'static str, &'a str);

fn state(element: &ElementReport) -> Option<State<'_>> {
    let why = element.because.as_str();
    match element.verdict {
        Verdict::Stated => Some(("satisfied", "pass", why)),
        Verdict::Layered => Some(("satisfied", "pass", "Given by the notice that this one is read with.")),
        Verdict::NotApplicable => Some(("satisfied", "other", if why.is_empty() { "Not required here." } else { why })),
        Verdict::Weak | Verdict::Missing | Verdict::Contradicted => Some(("not-satisfied", "fail", why)),
        Verdict::Silent => None,
    }
}

fn about(report: &NoticeReport) -> String {
    if report.title.is_empty() { "A privacy notice.".to_owned() } else { shown(&report.title).into_owned() }
}

impl Sink for Oscal {
    type Part = Vec<u8>;

    fn start(&mut self, run: &Run, out: &mut dyn Write) -> io::Result<()> {
        let plan = self.id(&["plan"]);
        out.write_all(b"{\"assessment-results\": {\"uuid\": ")?;
        write_value(out, &self.id(&["document"]))?;
        let metadata = json!({
            "title": "Privacy notices checked by notice-lint",
            "last-modified": self.time,
            "version": env!("CARGO_PKG_VERSION"),
            "oscal-version": VERSION,
            "remarks": escaped(&run.law()),
        });
        out.write_all(b",\n \"metadata\": ")?;
        write_value(out, &metadata)?;
        out.write_all(b",\n \"import-ap\": ")?;
        write_value(out, &json!({"href": format!("#{plan}")}))?;
        let title = format!("The rules of the pack {} {}", run.pack.name, run.pack.version);
        let resource = json!({
            "uuid": plan,
            "title": escaped(&title),
            "description": "What is checked: every rule of the pack, in every notice.",
            "rlinks": [{"href": "docs/rules/README.md"}],
        });
        out.write_all(b",\n \"back-matter\": ")?;
        write_value(out, &json!({"resources": [resource]}))?;
        out.write_all(b",\n \"results\": [")
    }

    fn prepare(&self, item: Item<'_>) -> Self::Part {
        let value = match item {
            Item::Notice { source, report } => self.part(&slashed(&source.path), &about(report), item),
            Item::Across { findings, .. } => {
                if item.counted().next().is_none() {
                    return Vec::new();
                }
                let path = findings.first().map(|finding| slashed(&finding.place.path)).unwrap_or_default();
                let name = format!("{path}, across the notices");
                self.part(&name, "What the notices do not agree on.", item)
            }
        };
        bytes(&value)
    }

    fn accept(&mut self, part: Self::Part, out: &mut dyn Write) -> io::Result<()> {
        if part.is_empty() { Ok(()) } else { self.results.item(&part, out) }
    }

    fn finish(&mut self, _run: &Run, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if self.results.is_empty() {
            let nothing = self.result("Nothing", "No notice was checked.");
            self.results.item(&bytes(&nothing), out)?;
        }
        self.results.end(out)?;
        out.write_all(b"}}\n")
    }
}
