//! Whether the edits that a finding offers would break something, for those who hand them on: reports for programs, editors.

use super::place::Seen;
use super::round::{curly, span_of, variants};
use crate::check::{Edit, Finding, FixClass};
use crate::source::Source;
use std::borrow::Cow;

/// What readers see of a file, to hold edits against.
#[derive(Debug)]
pub struct Proof<'a> {
    source: &'a Source,
    seen: Seen,
}

impl<'a> Proof<'a> {
    /// Reads what stands in the file.
    pub fn new(source: &'a Source) -> Self {
        Self { source, seen: Seen::new(source) }
    }

    /// The edits as they can be made: as they are, or with signs that the format bears. `None` where the file, read again, would show
    /// its readers anything but the words that were to be replaced, or where its encoding has no such sign.
    pub fn sound(&self, edits: &[Edit]) -> Option<Vec<Edit>> {
        let texts: Vec<Vec<Cow<'_, str>>> = edits.iter().map(|edit| variants(&edit.text, self.source.format)).collect();
        let most = texts.iter().map(Vec::len).max()?;
        (0..most).find_map(|number| {
            let written = edits.iter().zip(&texts).filter_map(|(edit, texts)| {
                let text = texts.get(number).or(texts.first())?;
                Some(Edit { bytes: edit.bytes, text: text.to_string() })
            });
            let written: Vec<Edit> = written.collect();
            self.holds(edits, &written).then_some(written)
        })
    }

    /// Whether the file reads as it should with these edits; `meant` are the words that readers are to see.
    fn holds(&self, meant: &[Edit], written: &[Edit]) -> bool {
        let source = self.source;
        let mut order: Vec<(&Edit, &Edit)> = meant.iter().zip(written).collect();
        order.sort_by_key(|(edit, _)| edit.bytes);
        let apart = order.windows(2).all(|pair| pair[0].0.bytes[1] <= pair[1].0.bytes[0]);
        let mut text = source.text.clone();
        let (mut replaced, mut inserts, mut in_comment) = (Vec::new(), false, false);
        for (edit, new) in order.iter().rev() {
            let Some(span) = span_of(source, &(edit.bytes[0]..edit.bytes[1])) else { return false };
            if !apart || source.encoding.encode(&new.text).is_err() || text.get(span.range()).is_none() {
                return false;
            }
            text.replace_range(span.range(), &new.text);
            if edit.bytes[0] == edit.bytes[1] {
                inserts = true;
            } else if source.comments().iter().any(|c| span.holds(c.span) || c.span.holds(span)) {
                in_comment = true;
            } else {
                let Some((block, words)) = self.seen.visible(&source.text, span) else { return false };
                replaced.push((block, words, edit.text.as_str()));
            }
        }
        replaced.reverse();
        let Ok(read) = Source::from_bytes(&source.path, text.into_bytes(), Some(source.format)) else { return false };
        let after = Seen::new(&read);
        if inserts {
            // A fix inserts or replaces, never both.
            return replaced.is_empty() && (after.is_more_than(&self.seen) || after.is_longer_than(&self.seen));
        }
        if in_comment && replaced.is_empty() {
            return after.is_same_as(&self.seen);
        }
        let curled: Vec<String> = replaced.iter().map(|(_, _, text)| curly(text)).collect();
        let reads = |texts: Vec<_>| after.is_but_for(&self.seen, &texts);
        reads(replaced.clone())
            || reads(
                replaced
                    .iter()
                    .zip(&curled)
                    .map(|((at, words, _), text)| (*at, words.clone(), text.as_str()))
                    .collect(),
            )
    }
}

/// Leaves edits out that would break something; what they would write still stands in the title of the fix. Suggestions stay: no
/// program applies them.
pub fn leave_unsound(source: &Source, findings: &mut [Finding]) {
    let mut proof = None;
    for fix in findings.iter_mut().flat_map(|finding| &mut finding.fixes) {
        if fix.class != FixClass::Suggest && !fix.edits.is_empty() {
            let proof = proof.get_or_insert_with(|| Proof::new(source));
            fix.edits = proof.sound(&fix.edits).unwrap_or_default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Format;

    /// The texts that would be written over the words, in all their places.
    fn sound(text: &str, format: Format, words: &str, with: &str) -> Option<Vec<String>> {
        let source = Source::from_bytes("notice", text.as_bytes().to_vec(), Some(format)).ok()?;
        let edit = |at: usize| Edit { bytes: [at, at + words.len()], text: with.to_owned() };
        let edits: Vec<Edit> = text.match_indices(words).map(|(at, _)| edit(at)).collect();
        assert!(!edits.is_empty());
        Some(Proof::new(&source).sound(&edits)?.into_iter().map(|edit| edit.text).collect())
    }

    #[test]
    fn what_breaks_nothing_is_handed_on_in_all_its_places() {
        let text = "The old name and the [old name](a.md).\n\nThe old name again.\n";
        assert_eq!(sound(text, Format::Markdown, "old name", "new name").unwrap().len(), 3);
        let yaml = "en:\n  privacy: 'Tell the Commissioners Office about it.'\n";
        let written = sound(yaml, Format::YamlLocale, "Commissioners", "Commissioner's").unwrap();
        assert_eq!(written, ["Commissioner\u{2019}s"]);
        assert_eq!(sound("<p>Work and play</p>", Format::Html, "and", "&").unwrap().len(), 1);
    }

    #[test]
    fn what_breaks_markup_or_code_is_not() {
        assert_eq!(sound("The old **name** is.\n", Format::Markdown, "old **name", "new name"), None);
        assert_eq!(sound("<p>The old</b> name</p>", Format::Html, "old</b> name", "new name"), None);
        assert_eq!(
            sound("{\"privacy\": \"Tell the Office about it.\"}\n", Format::JsonLocale, "Office", "\"Office\""),
            None
        );
        assert_eq!(sound("Work\n", Format::Markdown, "Work", "# Work"), None);
    }

    #[test]
    fn insertions_take_nothing_away() {
        let insert = |text: &str, format, at: usize, with: &str| {
            let source = Source::from_bytes("notice", text.as_bytes().to_vec(), Some(format)).unwrap();
            Proof::new(&source).sound(&[Edit { bytes: [at, at], text: with.to_owned() }]).is_some()
        };
        assert!(insert("We keep data.\n", Format::Markdown, 13, "\n\nFor [how long]."));
        assert!(insert("<p>We keep data.</p>", Format::Html, 16, "\n\nFor [how long]."));
        assert!(!insert("We keep data.\n\nFor ever.\n", Format::Markdown, 13, "\n\n```"));
    }
}
