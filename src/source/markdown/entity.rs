//! Character references in HTML blocks; those of Markdown text are the parser's business.

/// The character reference that the text starts with: its bytes and what it shows.
pub(super) fn entity(text: &str) -> Option<(usize, String)> {
    let window = text.get(1..)?;
    let end = window.bytes().take(32).position(|b| b == b';')?;
    let label = window.get(..end)?;
    let shown = if let Some(number) = label.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        char::from_u32(code).filter(|c| *c != '\0').unwrap_or('\u{FFFD}')
    } else {
        named(label)?
    };
    Some((end + 2, shown.into()))
}

/// The named references that are met in prose.
fn named(label: &str) -> Option<char> {
    Some(match label {
        "amp" | "AMP" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "sbquo" => '‚',
        "bdquo" => '„',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "pound" => '£',
        "euro" => '€',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "sect" => '§',
        "para" => '¶',
        "middot" => '·',
        "bull" => '•',
        "deg" => '°',
        "frac12" => '½',
        "frac14" => '¼',
        "times" => '×',
        "laquo" => '«',
        "raquo" => '»',
        "shy" => '\u{ad}',
        "zwj" => '\u{200d}',
        "zwnj" => '\u{200c}',
        "ensp" => '\u{2002}',
        "emsp" => '\u{2003}',
        "thinsp" => '\u{2009}',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        "ccedil" => 'ç',
        "uuml" => 'ü',
        "ouml" => 'ö',
        "auml" => 'ä',
        "acirc" => 'â',
        "ecirc" => 'ê',
        "icirc" => 'î',
        "ocirc" => 'ô',
        "ucirc" => 'û',
        "wcirc" => 'ŵ',
        "ycirc" => 'ŷ',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        assert_eq!(entity("&rsquo;s"), Some((7, "’".to_owned())));
        assert_eq!(entity("&#163;"), Some((6, "£".to_owned())));
        assert_eq!(entity("&#x2019; x"), Some((8, "’".to_owned())));
        assert_eq!(entity("& so; on"), None);
        assert_eq!(entity("&#xFFFFFFFF;"), Some((12, "\u{FFFD}".to_owned())));
        assert_eq!(entity("&#x;"), None);
    }
}
