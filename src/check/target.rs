//! What is wrong with the target of a link, as far as the file itself can tell.

use super::reading::Reading;
use crate::rules::file::Target;
use crate::source::{Format, Link};

/// Places that pages get from the template around them.
const AROUND: [&str; 9] = ["top", "main", "content", "maincontent", "nav", "menu", "footer", "header", "cookies"];

impl Reading<'_> {
    /// Whether a link has this fault.
    pub(super) fn has_fault(&self, link: &Link, fault: Target) -> bool {
        match fault {
            Target::Missing => self.is_missing(&link.target),
            Target::Other => names_other(self.words(link.label).trim(), &link.target),
        }
    }

    /// Whether a target is a place of this page that is not there. A template may get places from other files.
    fn is_missing(&self, target: &str) -> bool {
        let Some(name) = target.strip_prefix('#') else { return false };
        let known_whole = matches!(self.source.format, Format::Html | Format::Markdown | Format::Mdx);
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
        let wanted = letters(name);
        if !known_whole || wanted.is_empty() || !name.chars().all(is_name) || AROUND.contains(&wanted.as_str()) {
            return false;
        }
        let given = [format!("\"{name}\""), format!("'{name}'"), format!("={name}"), format!("{{#{name}")];
        if given.iter().any(|given| self.source.text.contains(given.as_str())) {
            return false;
        }
        // Each generator makes places of headings in its own way.
        let headings = (0..self.notice.sections.len() as u32).map(|section| letters(self.notice.heading_text(section)));
        let answers = |heading: &String| !heading.is_empty() && (heading.contains(&wanted) || wanted.contains(heading));
        !headings.into_iter().any(|heading| answers(&heading))
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether the words of a link are an address, and its target is another one.
fn names_other(words: &str, target: &str) -> bool {
    let target = target.trim();
    if target.contains(['{', '<', '$']) || words.contains(['{', '<', '$']) {
        return false;
    }
    if let Some(to) = strip_scheme(target, "mailto:") {
        let to = to.split('?').next().unwrap_or_default().replace("%40", "@");
        return is_mailbox(words) && is_mailbox(&to) && !words.eq_ignore_ascii_case(&to);
    }
    match (host(words), host(target)) {
        (Some(shown), Some(led)) => {
            let within = |a: &str, b: &str| a == b || a.strip_suffix(b).is_some_and(|rest| rest.ends_with('.'));
            !within(&shown, &led) && !within(&led, &shown)
        }
        _ => false,
    }
}

fn strip_scheme<'t>(text: &'t str, scheme: &str) -> Option<&'t str> {
    let head = text.get(..scheme.len())?;
    head.eq_ignore_ascii_case(scheme).then(|| &text[scheme.len()..])
}

fn is_mailbox(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'))
        && !text.contains(char::is_whitespace)
}

/// The host of a web address, in lower case and without `www.`; the address may lack its scheme.
fn host(text: &str) -> Option<String> {
    let rest = strip_scheme(text, "https://").or_else(|| strip_scheme(text, "http://"));
    let with_scheme = rest.is_some();
    let rest = rest.unwrap_or(text);
    let host = rest.split(['/', '?', '#', ':']).next()?.trim_end_matches('.').to_lowercase();
    let bare = host.strip_prefix("www.").unwrap_or(&host);
    let is_host = bare.contains('.') && bare.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    // `accounts.xls` is no host, and neither is a sentence's end.
    let said = with_scheme || host.len() > bare.len() || ENDINGS.iter().any(|ending| bare.ends_with(ending));
    (is_host && said && !text.contains(char::is_whitespace)).then(|| bare.to_owned())
}

/// What the hosts of bodies in this country end in.
const ENDINGS: [&str; 8] = [".uk", ".com", ".org", ".net", ".scot", ".wales", ".cymru", ".eu"];

#[cfg(test)]
mod tests {
    use super::names_other;

    #[test]
    fn an_address_that_leads_to_another_is_told_from_one_that_does_not() {
        for (words, target) in [
            ("kites@trust.example.uk", "mailto:office@other.example.uk"),
            ("https://www.kites.org.uk/rights", "https://www.darts.org.uk/rights"),
            ("ico.org.uk", "https://eu.safelinks.example.com/?url=x"),
        ] {
            assert!(names_other(words, target), "{words} {target}");
        }
        for (words, target) in [
            ("Kites@trust.example.uk", "mailto:kites@trust.example.uk?subject=Data"),
            ("www.ico.org.uk", "https://ico.org.uk/make-a-complaint/"),
            ("ico.org.uk/concerns", "http://www.ico.org.uk"),
            ("gov.uk/kites", "https://www.gov.uk/kites"),
            ("write to us", "mailto:office@other.example.uk"),
            ("our page", "https://www.darts.org.uk"),
            ("accounts.xls", "https://kites.org.uk/files/1"),
            ("kites@trust.example.uk", "https://kites.org.uk/contact"),
            ("kites@trust.example.uk", "mailto:{{ email }}"),
        ] {
            assert!(!names_other(words, target), "{words} {target}");
        }
    }
}
