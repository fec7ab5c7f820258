//! Signs in a line of text: numbers of sections, dates, postcodes.

/// The number that a line starts with, as its depth (`1.` is 1, `1.2` is 2), and the text after it.
pub(in super::super) fn numbering(text: &str) -> Option<(u8, &str)> {
    let lower = text.to_ascii_lowercase();
    let word = ["section ", "part ", "chapter ", "annex ", "appendix ", "schedule ", "article "]
        .iter()
        .find(|word| lower.starts_with(**word))
        .map_or(0, |word| word.len());
    let label = &text[word..];
    let end = label.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let number = &label[..end];
    let mut depth = number.split('.').filter(|part| !part.is_empty()).count() as u8;
    let mut rest = &label[end..];
    if depth == 0 {
        // `Part A - ...`
        let mut chars = label.chars();
        let letter = chars.next().filter(|c| word > 0 && c.is_ascii_uppercase());
        letter?;
        rest = chars.as_str();
        depth = 1;
    }
    let numbers_fit = number.split('.').all(|part| part.len() <= 2) && depth <= 4;
    let text = rest.trim_start_matches([' ', '\t', '\u{a0}', ')', ':', '-', '–', '—', '.']);
    (numbers_fit && !text.is_empty() && text.len() < rest.len()).then_some((depth, text))
}

/// A line that gives a date and little else.
pub(super) fn is_date(lower: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let mut month = false;
    let mut number = false;
    for word in lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            number = true;
        } else if MONTHS.iter().any(|m| word.starts_with(m)) {
            month = true;
        } else if word.len() > 4 && !word.ends_with("day") {
            return false;
        }
    }
    let figures = lower.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | '.' | '-' | ' '));
    number && (month || figures)
}

/// Whether a British postcode stands in the text.
pub(super) fn has_postcode(text: &str) -> bool {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty()).collect();
    words.windows(2).any(|pair| {
        let (out, inward) = (pair[0].as_bytes(), pair[1].trim_end_matches(['.', ';', ')']).as_bytes());
        let letters = out.iter().take_while(|b| b.is_ascii_uppercase()).count();
        (1..=2).contains(&letters)
            && (2..=4).contains(&out.len())
            && out.get(letters).is_some_and(u8::is_ascii_digit)
            && inward.len() == 3
            && inward[0].is_ascii_digit()
            && inward[1..].iter().all(u8::is_ascii_uppercase)
    })
}
