//! What makes two findings the same finding, in another run or after edits elsewhere in the file.

/// The fingerprint of a finding: a hash of rule, element, path and normalised quote.
pub fn fingerprint(rule: &str, element: Option<&str>, path: &str, quote: &str) -> String {
    stable_hash(&[rule, element.unwrap_or(""), path, &normalised(quote)])
}

/// A quote in a form that survives edits which change no word: lower case, single spaces, plain quotation marks and dashes, no
/// marks of emphasis.
pub fn normalised(quote: &str) -> String {
    let mut out = String::with_capacity(quote.len());
    for c in quote.chars().flat_map(char::to_lowercase) {
        let c = match c {
            '\u{2018}' | '\u{2019}' | '\u{201b}' | '`' => '\'',
            '\u{201c}' | '\u{201d}' | '\u{201e}' => '"',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '*' | '_' => continue,
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if c != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// A hash that stays the same from run to run and version to version (FNV-1a), as 16 hexadecimal digits.
pub fn stable_hash(parts: &[&str]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in parts {
        for byte in part.bytes().chain([0x1f]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_survives_a_change_of_its_looks() {
        let one = fingerprint("a-rule", Some("sample"), "a.md", "We keep the \u{201c}file\u{201d} 6\u{2013}8 years");
        assert_eq!(one, fingerprint("a-rule", Some("sample"), "a.md", "we **keep** the\n \"file\"  6-8 years "));
        for other in [
            fingerprint("b-rule", Some("sample"), "a.md", "We keep the \"file\" 6-8 years"),
            fingerprint("a-rule", None, "a.md", "We keep the \"file\" 6-8 years"),
            fingerprint("a-rule", Some("sample"), "b.md", "We keep the \"file\" 6-8 years"),
            fingerprint("a-rule", Some("sample"), "a.md", "We keep the \"file\" 6-9 years"),
        ] {
            assert_ne!(one, other);
        }
    }
}
