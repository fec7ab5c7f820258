//! What a line looks like: a heading, a label with its value, an address, the lead-in of a list.
//!
//! Only the look of general English counts here; nothing in this file knows what a notice is about.

mod signs;
#[cfg(test)]
mod tests;

use super::{Block, wrap};
pub(super) use signs::numbering;
use signs::{has_postcode, is_date};

/// Blocks with more bytes of visible text than this are prose, whatever they look like.
const LONG: usize = 200;

/// The visible text of a short block, with what is often asked of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Shape {
    /// The text; empty where the block is long.
    pub(super) text: String,
    /// Too long for anything but prose.
    pub(super) long: bool,
    /// Number of words.
    pub(super) words: usize,
    /// The block ends in a colon.
    pub(super) colon: bool,
    /// The block ends in a semicolon, or `; and`, `; or`.
    pub(super) semicolon: bool,
}

impl Shape {
    pub(super) fn of(block: &Block, source: &str) -> Self {
        let mut text = String::new();
        for piece in &block.pieces {
            text.push_str(piece.shown.as_deref().unwrap_or_else(|| ends(&source[piece.source.range()])));
            if text.len() > 4 * LONG {
                text.drain(..text.len() - ends_from(&text));
            }
        }
        let length: usize = block.pieces.iter().map(|piece| (piece.source.end - piece.source.start) as usize).sum();
        if length > 2 * LONG {
            let tail = Self::of_text(&text);
            return Self { long: true, text: String::new(), words: 0, ..tail };
        }
        Self::of_text(&text)
    }

    /// The shape of a visible text.
    pub(super) fn of_text(text: &str) -> Self {
        let invisible = |c: char| c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}');
        let text = text.trim_matches(invisible);
        // Emphasis that its author did not close stays visible.
        let bare = text.trim_matches(|c| invisible(c) || c == '*' || c == '_');
        let colon = bare.ends_with(':');
        let semicolon = [";", "; and", "; or", "; and/or", ";and", ";or"].iter().any(|end| bare.ends_with(end));
        if text.len() > LONG {
            return Self { long: true, colon, semicolon, ..Self::default() };
        }
        Self { words: bare.split_whitespace().count(), text: bare.to_owned(), long: false, colon, semicolon }
    }

    /// A short line without the end of a sentence.
    pub(super) fn is_short_line(&self) -> bool {
        !self.long
            && self.words <= 12
            && self.text.chars().count() <= 80
            && self.text.chars().any(char::is_alphabetic)
            && !self.text.trim_end_matches(['"', '”', '’', '\'']).ends_with(['.', ':', ';', '!', '?', '…'])
    }

    /// A short question.
    pub(super) fn is_question(&self) -> bool {
        !self.long && self.words <= 16 && self.text.ends_with('?') && self.starts_upper() && !self.text.contains(". ")
    }

    fn starts_upper(&self) -> bool {
        let text = self.text.trim_start_matches(['"', '“', '‘', '\'', '(', '[']);
        text.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || !c.is_ascii())
    }

    /// All letters are capitals, and there are enough of them.
    pub(super) fn is_capitals(&self) -> bool {
        let letters = self.text.chars().filter(|c| c.is_alphabetic());
        let (mut all, mut upper) = (0, 0);
        for c in letters {
            all += 1;
            upper += usize::from(c.is_uppercase());
        }
        all >= 4 && upper == all
    }

    /// Could head a section, if what stands around it lets it.
    pub(super) fn may_head(&self) -> bool {
        (self.is_short_line() || self.is_question())
            && self.starts_upper()
            && !self.text.ends_with(',')
            && !self.is_metadata()
            && !self.is_link_line()
            && !self.is_contact()
            && !self.is_statement()
            && !self.leads_in()
            && !self.text.starts_with("{{")
            && !(self.text.starts_with('(') && self.text.ends_with(')'))
    }

    /// As [`Self::may_head`] for a line that stands out (bold, numbered): it may be longer and end in a
    /// colon.
    pub(super) fn may_head_boldly(&self) -> bool {
        let text = self.text.trim_end_matches([':', ' ', '*', '_']);
        let question = text.ends_with('?');
        !self.long
            && self.words <= 18
            && text.chars().any(char::is_alphabetic)
            && (question || !wrap::is_closed(text))
            && !text.ends_with([',', '!'])
            && !self.is_metadata()
            && !self.is_link_line()
            && !self.is_contact()
            && !(self.colon && (self.leads_in() || self.is_statement()))
    }

    /// A label with its value, a date or a remark about the document itself.
    pub(super) fn is_metadata(&self) -> bool {
        const STARTS: [&str; 24] = [
            "last updated",
            "last changed",
            "last edited",
            "last revised",
            "last modified",
            "last reviewed",
            "last amended",
            "updated ",
            "updated:",
            "effective ",
            "version ",
            "version:",
            "published ",
            "copyright",
            "©",
            "page ",
            "date ",
            "date:",
            "dear ",
            "yours ",
            "revised ",
            "issue date",
            "review date",
            "reviewed ",
        ];
        let lower = self.text.to_lowercase();
        if STARTS.iter().any(|start| lower.starts_with(start)) || is_date(&lower) {
            return true;
        }
        // `Label: value`; but a label that only numbers a part is no label.
        match self.text.split_once(": ") {
            Some((label, _)) => {
                let label = label.to_lowercase();
                let part = ["part", "section", "appendix", "annex", "schedule", "step", "chapter"];
                !part.iter().any(|p| label.starts_with(p)) && numbering(&self.text).is_none()
            }
            None => false,
        }
    }

    /// A line that sends the reader elsewhere.
    pub(super) fn is_link_line(&self) -> bool {
        const STARTS: [&str; 16] = [
            "see ",
            "read ",
            "view ",
            "click ",
            "visit ",
            "download ",
            "find out",
            "learn more",
            "go to ",
            "back to ",
            "return to ",
            "print ",
            "skip to ",
            "more information",
            "show ",
            "table of contents",
        ];
        let lower = self.text.to_lowercase();
        STARTS.iter().any(|start| lower.starts_with(start))
    }

    /// Part of an address or another way to reach somebody.
    pub(super) fn is_contact(&self) -> bool {
        let text = &self.text;
        let lower = text.to_lowercase();
        let mut digits = 0;
        for c in text.chars() {
            digits += usize::from(c.is_ascii_digit());
        }
        const STREETS: [&str; 11] =
            ["street", "st", "road", "rd", "lane", "avenue", "ave", "square", "house", "drive", "close"];
        let numbered = text.starts_with(|c: char| c.is_ascii_digit()) || text.contains(", ");
        // The street ends the line, or a comma comes after it.
        let street = || {
            let parts = lower.split(',').filter_map(|part| part.trim_end().rsplit_once(' '));
            parts.map(|(_, last)| last).any(|last| STREETS.contains(&last))
        };
        lower.contains("www.")
            || lower.contains("://")
            || text.split_whitespace().any(|word| word.find('@').is_some_and(|at| at > 0))
            || digits >= 9
            || text.rsplit(' ').next().is_some_and(|word| word.len() == 5 && word.bytes().all(|b| b.is_ascii_digit()))
            || has_postcode(text)
            || lower.starts_with("po box")
            || lower.starts_with("p.o. box")
            || (numbered && street())
    }

    /// Only words with capitals, as the name of a person or body has.
    pub(super) fn is_name(&self) -> bool {
        self.words >= 2
            && self
                .text
                .split_whitespace()
                .all(|word| word.starts_with(char::is_uppercase) || matches!(word, "of" | "the" | "and" | "&" | "for"))
    }

    /// A single word in capitals that the text uses as a word (`NOTE`), or a signature.
    pub(super) fn is_exclamation(&self) -> bool {
        matches!(self.text.trim_end_matches([':', '!']), "NOTE" | "IMPORTANT" | "WARNING" | "PLEASE NOTE")
    }

    /// Starts as a statement does (`We keep ...`): no heading, only a sentence without its stop.
    fn is_statement(&self) -> bool {
        let first = self.text.split_whitespace().next().unwrap_or("");
        const STARTS: [&str; 14] = [
            "We", "You", "They", "It", "This", "These", "There", "Please", "I", "He", "She", "We’ll", "We'll", "We’re",
        ];
        let points = ["The following ", "The table ", "The list "].iter().any(|start| self.text.starts_with(start));
        (STARTS.contains(&first) || points || self.text.contains(" please ")) && !self.is_question()
    }

    /// Ends in a word that only a list or the rest of a sentence can follow.
    fn leads_in(&self) -> bool {
        const ALWAYS: [&str; 28] = [
            "where",
            "if",
            "when",
            "and",
            "or",
            "the",
            "a",
            "an",
            "that",
            "which",
            "as",
            "include",
            "includes",
            "including",
            "following",
            "follows",
            "because",
            "while",
            "under",
            "your",
            "our",
            "than",
            "be",
            "will",
            "may",
            "can",
            "must",
            "below",
        ];
        const UNLESS_ASKED: [&str; 12] =
            ["are", "is", "to", "by", "with", "for", "from", "in", "on", "of", "about", "at"];
        let text = self.text.trim_end_matches([':', ' ', '*', '_']);
        let last = text.rsplit(char::is_whitespace).next().unwrap_or("").to_lowercase();
        let asks = || {
            let lower = numbering(text).map_or(text, |(_, rest)| rest).to_lowercase();
            ["who", "what", "where", "how", "why", "when", "which"].iter().any(|word| lower.starts_with(word))
        };
        ALWAYS.contains(&last.as_str()) || (UNLESS_ASKED.contains(&last.as_str()) && !asks())
    }

    /// Starts as headings do more often than items of lists.
    pub(super) fn starts_like_heading(&self) -> bool {
        const STARTS: [&str; 22] = [
            "how",
            "what",
            "who",
            "why",
            "when",
            "where",
            "which",
            "whose",
            "your",
            "our",
            "the",
            "do",
            "does",
            "can",
            "is",
            "are",
            "about",
            "changes",
            "contact",
            "contacting",
            "introduction",
            "complaints",
        ];
        let first = self.text.split_whitespace().next().unwrap_or("").to_lowercase();
        self.starts_upper() && STARTS.contains(&first.as_str())
    }
}

/// The last part of a long piece; all of a short one.
fn ends(text: &str) -> &str {
    if text.len() <= 2 * LONG { text } else { &text[text.len() - ends_from(text)..] }
}

/// How many bytes at the end of a long text are worth keeping, on a character boundary.
fn ends_from(text: &str) -> usize {
    let mut from = text.len() - (LONG + 8).min(text.len());
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text.len() - from
}
