//! Whether a line goes on in the next one: hard-wrapped text is one paragraph, free text is one line each.

/// Lines longer than this are no hard-wrapped lines.
const WIDEST: usize = 130;
/// Lines shorter than this were not broken for want of room.
const NARROWEST: usize = 50;

/// How the lines of a text are broken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wrap {
    /// The width that the text is wrapped to, where it is.
    width: Option<usize>,
}

impl Wrap {
    /// Looks at all line ends of a text: where many long lines break off in mid-sentence, it is hard-wrapped.
    pub(super) fn measure(text: &str) -> Self {
        let mut lengths = [0usize; WIDEST + 1];
        let (mut full, mut all) = (0usize, 0usize);
        let mut before: Option<&str> = None;
        for line in text.lines() {
            let bare = line.trim();
            let prose = bare.starts_with(|c: char| c.is_alphanumeric() || "(\"'“‘[*_".contains(c));
            if let Some(last) = before.filter(|_| prose) {
                all += 1;
                let length = length(last);
                if (NARROWEST..=WIDEST).contains(&length) && !is_closed(last) {
                    full += 1;
                    lengths[length] += 1;
                }
            }
            // An item may be wrapped too, so its line may come before a wrapped one, but not after.
            before = (!bare.is_empty() && !bare.starts_with(['#', '|', '<'])).then_some(bare);
        }
        if full < 3 || full * 5 < all * 2 {
            return Self { width: None };
        }
        // The longest tenth may be outliers that an editor could not break.
        let mut left = full - full / 10;
        let width = lengths.iter().position(|&count| {
            left = left.saturating_sub(count);
            left == 0
        });
        Self { width }
    }

    /// Whether the text is hard-wrapped at all.
    pub(super) fn is_wrapped(self) -> bool {
        self.width.is_some()
    }

    /// Whether line `a` was broken only for want of room and goes on in line `b`.
    pub(super) fn joins(self, a: &str, b: &str) -> bool {
        let (a, b) = (a.trim(), b.trim());
        if a.is_empty() || b.is_empty() {
            return false;
        }
        if self.fills(a, b) {
            return true;
        }
        let lower = b.trim_start_matches(['(', '"', '“', '‘', '\'']).starts_with(char::is_lowercase);
        // A bracket that belongs to the line before: `security clearance / (SC), once we have`.
        let bracket = b.starts_with('(') && b.find(')').is_some_and(|at| b[at + 1..].starts_with([',', ';', '.']));
        !is_closed(a) && length(a) > 55 && (lower || bracket || ends_open(a))
    }

    /// Whether the first word of `b` had no room left in line `a`.
    pub(super) fn fills(self, a: &str, b: &str) -> bool {
        let word = b.split_whitespace().next().unwrap_or("");
        self.width.is_some_and(|width| {
            let length = length(a.trim_end());
            (NARROWEST * 4 / 5..=WIDEST).contains(&length) && length + 1 + word.chars().count() > width
        })
    }
}

/// Characters of a line, as far as it matters.
fn length(line: &str) -> usize {
    line.chars().take(WIDEST + 2).count()
}

/// Whether a line ends a sentence or leads in a list.
pub(super) fn is_closed(line: &str) -> bool {
    let line = line.trim_end().trim_end_matches([')', '"', '”', '’', '\'', '*', '_', ']']);
    line.ends_with(['.', '!', '?', ':', ';', '…'])
}

/// Whether a line ends in a comma or a word that cannot end a sentence.
fn ends_open(line: &str) -> bool {
    const OPEN: [&str; 22] = [
        "a", "an", "the", "of", "and", "or", "to", "our", "your", "by", "that", "which", "is", "are", "be", "will",
        "may", "as", "this", "their", "any", "under",
    ];
    let last = line.rsplit(char::is_whitespace).next().unwrap_or("");
    last.ends_with(',') || OPEN.contains(&last.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_text_is_not_wrapped() {
        let text = "Who we are\nWe are Anytown Borough Council and we look after your data with all due care.\n\
                    Your rights\nYou can ask for a copy of the data that we hold about you at any time.";
        let wrap = Wrap::measure(text);
        assert!(!wrap.is_wrapped());
        assert!(!wrap.joins("Who we are", "We are Anytown Borough Council."));
    }

    #[test]
    fn a_bracket_goes_on_with_the_line_before() {
        let line = "and for some of our flyers we ask for a certificate of airworthiness";
        let wrap = Wrap::measure(line);
        assert!(wrap.joins(line, "(CA), once the kite is built."));
        assert!(!wrap.joins(line, "(1) We keep it."));
    }

    #[test]
    fn wrapped_text_joins_full_lines_only() {
        let text = "Anytown Borough Council collects what it needs to run the library and\n\
                    keeps it no longer than it must; the rest of the records of every year\n\
                    goes to the archive of the county, where nobody but a historian with a\n\
                    permit can read it.\nPlease write to us.";
        let wrap = Wrap::measure(text);
        assert!(wrap.is_wrapped());
        let lines: Vec<&str> = text.lines().collect();
        assert!(wrap.joins(lines[0], lines[1]));
        assert!(wrap.joins(lines[2], lines[3]));
        assert!(!wrap.joins(lines[3], lines[4]));
    }
}
