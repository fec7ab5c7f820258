//! Texts to start from: compiled, and checked for blanks.

use super::{Work, did_you_mean};
use crate::rules::file::DraftFile;
use crate::rules::load::Problem;
use crate::rules::registers::*;
use crate::rules::set::*;

impl Work<'_> {
    /// The register of drafts. Where there is one, each element that can be missing has its text in it.
    pub(super) fn all_drafts(&mut self, topics: &[Topic], rules: &[Rule]) -> Vec<DraftSection> {
        let pack = self.pack;
        let elements: Vec<&str> = rules.iter().filter_map(Rule::element).collect();
        let mut out: Vec<DraftSection> = Vec::new();
        for (topic, index, section) in &pack.drafts {
            self.file = *index;
            let Some(id) = topics.iter().position(|t| t.id == topic.as_str()) else {
                let help = did_you_mean(topic, topics.iter().map(|t| t.id.as_str()));
                self.problem(topic, format!("there is no topic `{topic}`"), help);
                continue;
            };
            for draft in &section.elements {
                if !elements.contains(&draft.element.as_str()) {
                    let help = did_you_mean(&draft.element, elements.iter().copied());
                    self.problem(&draft.element, format!("no rule looks for the element `{}`", draft.element), help);
                }
                self.blanks(draft);
            }
            let texts = section.elements.iter().map(|d| DraftText {
                element: d.element.clone().into(),
                text: d.text.trim().into(),
                examples: d
                    .examples
                    .iter()
                    .map(|(blank, fact)| (blank.as_str().into(), fact.as_str().into()))
                    .collect(),
            });
            out.push(DraftSection {
                topic: id as TopicId,
                heading: section.heading.clone().into(),
                elements: texts.collect(),
            });
        }
        if !out.is_empty() {
            self.undrafted(&out);
        }
        out
    }

    fn blanks(&mut self, draft: &DraftFile) {
        let blanks = blanks(&draft.text);
        if blanks.is_empty() {
            let help = "put what only the author knows in square brackets, as [state how long]";
            let message = format!("the draft of `{}` has no blank", draft.element);
            self.problem(&draft.text, message, Some(help.to_owned()));
        }
        for blank in &blanks {
            if !draft.examples.contains_key(*blank) {
                self.problem(blank, format!("the blank [{blank}] has no example"), None);
            }
        }
        for example in draft.examples.keys().filter(|example| !blanks.contains(&example.as_str())) {
            let help = did_you_mean(example, blanks.iter().copied());
            self.problem(example, format!("the draft of `{}` has no blank [{example}]", draft.element), help);
        }
    }

    /// Elements without a draft: the pack works, but cannot draft them.
    fn undrafted(&mut self, drafts: &[DraftSection]) {
        let drafted = |id: &str| drafts.iter().any(|section| section.elements.iter().any(|d| d.element == id));
        for (index, _, rule) in self.pack.rules.values() {
            let Some(id) = rule.requires.as_ref().and_then(|r| r.element.as_deref()) else { continue };
            if !drafted(id) {
                let file = &self.pack.files[*index];
                let problem = Problem::new(file, file.find(id), format!("the element `{id}` has no draft"));
                let help = "add a text to start from to registers/drafts.yml";
                self.problems.push(Problem { warning: true, ..problem.help(Some(help.to_owned())) });
            }
        }
    }
}

/// The blanks of a text, without their brackets.
fn blanks(text: &str) -> Vec<&str> {
    text.split('[').skip(1).filter_map(|rest| rest.split_once(']')).map(|(blank, _)| blank).collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::Pack;
    use crate::rules::compile::compile;
    use crate::rules::load::FileText;

    const RULE: &str = "rule: test-rule\ntitle: Test\nlaw: [a]\nexplain: A test.\nseverity: {missing: error}\n\
messages: {missing: 'It is missing.'}\nrequires: {element: retention, what: how long, topic: kept, stated: [we keep it]}\n\
tests: {missing: [nothing], stated: [we keep it]}\n";

    fn told(drafts: &str) -> Vec<String> {
        let file = |path: &str, text: &str| FileText { path: path.into(), text: text.into() };
        let files = vec![
            file("pack.yml", "name: test\nversion: 0.1.0\nlaw-as-at: 2026-11-21\n"),
            file("registers/law.yml", "a: {cite: A, url: 'https://example.org', from: 2018-05-25}\n"),
            file("registers/topics.yml", "kept: {headings: [how long]}\n"),
            file("registers/drafts.yml", drafts),
            file("elements/test-rule.yml", RULE),
        ];
        let (pack, mut problems) = Pack::parse(files);
        problems.extend(compile(&pack).1);
        problems.into_iter().map(|problem| problem.message).collect()
    }

    #[test]
    fn a_draft_has_blanks_with_examples() {
        let section = |elements: &str| format!("kept:\n  heading: Kept\n  elements: [{elements}]\n");
        let good = section("{element: retention, text: 'For [state how long].', examples: {state how long: a year}}");
        assert_eq!(told(&good), Vec::<String>::new());
        let none = section("{element: retention, text: 'For a year.', examples: {state it: a year}}");
        assert_eq!(
            told(&none),
            ["the draft of `retention` has no blank", "the draft of `retention` has no blank [state it]"]
        );
        let bare = section("{element: retention, text: 'For [state how long].', examples: {}}");
        assert_eq!(told(&bare), ["the blank [state how long] has no example"]);
        let other = section("{element: retentoin, text: 'For [state it].', examples: {state it: a year}}");
        assert!(told(&other).contains(&"no rule looks for the element `retentoin`".to_owned()));
        assert!(told(&other).contains(&"the element `retention` has no draft".to_owned()));
        assert_eq!(told("keept: {heading: Kept, elements: []}\n")[0], "there is no topic `keept`");
    }
}
