//! Titles of pages that hold code: a browser shows it as it stands, and it says nothing of the notice.

/// What a template begins with.
const OPENINGS: [&str; 6] = ["{{", "{%", "${", "#{", "<", "@{"];

/// How many bytes of a title are prose: all of them, those before a template or a tag, or none where the title is a script.
pub(super) fn prose(title: &str) -> usize {
    let end = OPENINGS.iter().filter_map(|sign| title.find(sign)).min().unwrap_or(title.len());
    let kept = &title[..end];
    if is_script(kept) {
        return 0;
    }
    if end == title.len() {
        end
    } else {
        kept.trim_end_matches(|c: char| c.is_whitespace() || "|-–—:·•".contains(c)).len()
    }
}

/// Whether words are code: blocks, calls, variables of a program.
fn is_script(text: &str) -> bool {
    let calls = text.match_indices('(').any(|(at, _)| {
        let inner = text[at + 1..].split(')').next().unwrap_or_default();
        text[..at].ends_with(char::is_alphanumeric) && !matches!(inner, "s" | "es")
    });
    let named = |sign: char| {
        text.match_indices(sign).any(|(at, _)| {
            let before = text[..at].chars().next_back().is_none_or(char::is_whitespace);
            before && text[at + sign.len_utf8()..].starts_with(char::is_alphabetic)
        })
    };
    text.contains(['{', '}', '\\']) || calls || named('@') || named('$')
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn code_is_no_title() {
        for (title, kept) in [
            ("Privacy notice", "Privacy notice"),
            ("Privacy notice(s) & cookies (2026)", "Privacy notice(s) & cookies (2026)"),
            ("Privacy notice<script>var a = 1;</script>", "Privacy notice"),
            ("Privacy notice | {{ site.name }}", "Privacy notice"),
            ("<script>document.title = name;</script>", ""),
            ("{% block title %}{% endblock %}", ""),
            ("if (x) { document.write(y); }", ""),
            ("document.write(siteName)", ""),
            ("@ViewBag.Title - Our site", ""),
            ("$page_title", ""),
            ("Housing @ Northbrook, from £5 or $5", "Housing @ Northbrook, from £5 or $5"),
        ] {
            assert_eq!(&title[..prose(title)], kept, "{title}");
        }
    }
}
