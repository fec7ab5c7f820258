//! Whether anything follows a sentence.

use super::reading::Reading;
use crate::notice::UnitKind;
use crate::rules::TopicId;

/// What a page can show that is no text: where one of these stands, something follows.
const SHOWN: [&str; 16] = [
    "{%", "{{", "<%", "<?", "@", "![", "<img", "<iframe", "<form", "<input", "<object", "<video", "<svg", "<button",
    "[[", "<script",
];

impl Reading<'_> {
    /// Whether nothing stands between a sentence and the heading of the next topic, or the end of the file. Headings of the same topic may
    /// be the list that the sentence announces, whatever their level.
    pub(super) fn leads_nowhere(&self, unit: u32) -> bool {
        let this = self.unit(unit);
        let next = self.notice.units[unit as usize + 1..].iter().find(|next| next.kind != UnitKind::Meta);
        let level = |section: u32| self.notice.sections[section as usize].level;
        let until = match next {
            None => self.source.text.len(),
            Some(next) => {
                let heading = matches!(next.kind, UnitKind::Heading) && next.block != this.block;
                let topics = &self.topics[next.section as usize];
                let goes_on = topics.is_empty() || self.has_one_of(this.section, topics);
                if !heading || goes_on || level(next.section) > level(this.section) {
                    return false;
                }
                self.notice.blocks[next.block as usize].span.start as usize
            }
        };
        let from = self.notice.blocks[this.block as usize].span.end as usize;
        // What a loop draws from elsewhere does not stand in the order of the file.
        self.source.text.get(from..until).is_some_and(is_empty)
    }

    fn has_one_of(&self, section: u32, topics: &[TopicId]) -> bool {
        self.notice
            .around(section)
            .any(|around| self.topics[around as usize].iter().any(|topic| topics.contains(topic)))
    }
}

/// Whether a piece of the source shows nothing: it has no words beside those of its tags, and nothing that makes some.
fn is_empty(between: &str) -> bool {
    let lower = between.to_lowercase();
    if SHOWN.iter().any(|shown| lower.contains(shown)) {
        return false;
    }
    let mut in_tag = false;
    let mut chars = between.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // A component may show anything.
            '<' if chars.peek().is_some_and(|next| next.is_uppercase()) => return false,
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag && c.is_alphanumeric() => return false,
            _ => {}
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::is_empty;

    #[test]
    fn tags_and_marks_are_nothing_and_all_else_is_something() {
        for nothing in ["", "\n\n## ", "</p>\n<h2 class=\"m\">", "\n---\n\n", "<!-- the list -->"] {
            assert!(is_empty(nothing), "{nothing}");
        }
        for something in ["<img src=x>", "{% include list %}", "<List />", "\n* one", "<?php lines() ?>", "<li>a</li>"]
        {
            assert!(!is_empty(something), "{something}");
        }
    }
}
