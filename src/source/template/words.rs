//! Which strings are words that a reader sees, by what they are and where they stand.

use super::dates;
use super::strings::Literal;

/// Keys of properties that hold text which is a block of its own.
const TEXT_KEYS: [&str; 37] = [
    "mainheading",
    "pagetitle",
    "pageheading",
    "text",
    "html",
    "summarytext",
    "titletext",
    "heading",
    "headingtext",
    "title",
    "label",
    "content",
    "body",
    "caption",
    "summary",
    "question",
    "answer",
    "q",
    "a",
    "description",
    "paragraph",
    "paragraphs",
    "intro",
    "lead",
    "subtitle",
    "default",
    "defaultmessage",
    "defaultvalue",
    "message",
    "items",
    "list",
    "points",
    "bullets",
    "bodyhtml",
    "term",
    "definition",
    "subheading",
];
/// Those of them that head what follows.
const HEAD_KEYS: [&str; 11] = [
    "mainheading",
    "pagetitle",
    "pageheading",
    "summarytext",
    "titletext",
    "heading",
    "headingtext",
    "title",
    "question",
    "q",
    "subheading",
];
/// Keys of properties that no reader sees.
const QUIET_KEYS: [&str; 30] = [
    "class",
    "classes",
    "classname",
    "id",
    "href",
    "src",
    "target",
    "rel",
    "style",
    "name",
    "type",
    "method",
    "key",
    "url",
    "path",
    "to",
    "as",
    "role",
    "icon",
    "image",
    "img",
    "alt",
    "data",
    "format",
    "metadescription",
    "keywords",
    "locale",
    "variant",
    "color",
    "slug",
];
/// Functions that look a text up.
const TRANSLATE: [&str; 27] = [
    "t",
    "_",
    "__",
    "_e",
    "gettext",
    "ngettext",
    "pgettext",
    "trans",
    "translate",
    "i18n",
    "$t",
    "$_",
    "tr",
    "loc",
    "l",
    "esc_html__",
    "esc_html_e",
    "esc_attr__",
    "_x",
    "_ex",
    "lang",
    "localizer",
    "sharedlocalizer",
    "formatmessage",
    "msg",
    "$gettext",
    "blocktrans",
];
/// Functions whose first argument is shown.
const SHOWS: [&str; 17] = [
    "link_to",
    "govuk_link_to",
    "mail_to",
    "govuk_mail_to",
    "content_tag",
    "raw",
    "html_safe",
    "link",
    "externallink",
    "internallink",
    "actionlink",
    "routelink",
    "govuk_button_link_to",
    "tag",
    "button_to",
    "safe",
    "echo",
];
/// Functions that put something there which is no text of the notice.
const QUIET: [&str; 22] = [
    "format",
    "date",
    "strftime",
    "url",
    "url_for",
    "path",
    "route",
    "asset",
    "static",
    "include",
    "require",
    "render",
    "partial",
    "url_path",
    "href",
    "csrf",
    "classnames",
    "cn",
    "clsx",
    "import",
    "log",
    "image_tag",
];

pub(super) fn listed(word: &str, list: &[&str]) -> bool {
    list.iter().any(|own| own.eq_ignore_ascii_case(word))
}

/// Whether a function of this name looks a text up.
pub(super) fn is_translation(name: &str) -> bool {
    listed(name, &TRANSLATE)
}

/// Whether a property of this name holds text that is a block of its own.
pub(super) fn is_text_key(key: &str) -> bool {
    listed(key, &TEXT_KEYS)
}

/// Whether a string is words, not a key, a path or a list of classes.
pub(super) fn is_words(text: &str) -> bool {
    let text = text.trim();
    let words = text.split_whitespace().count();
    let plain = text.split_whitespace().filter(|word| {
        let bare = word.trim_matches(|c: char| c.is_ascii_punctuation() || "‘’“”–—…".contains(c));
        bare.chars().all(|c| c.is_alphabetic() || "’'-–/".contains(c)) && !bare.contains("--")
    });
    words > 1 && text.contains(char::is_alphabetic) && 2 * plain.count() >= words
        || text.contains('<') && text.contains("</")
}

/// Whether a string is a sentence or more.
pub(super) fn is_prose(text: &str) -> bool {
    let bare = text.trim();
    let hyphens = bare.split_whitespace().filter(|word| word.contains(['-', ':', '['])).count();
    let words = bare.split_whitespace().count();
    is_words(bare)
        && (words >= 4 || bare.contains("</"))
        && 3 * hyphens < words.max(1)
        && (bare.starts_with(|c: char| c.is_uppercase() || c == '<' || c.is_numeric())
            || bare.ends_with(['.', ':', ';', '?'])
            || words >= 8)
}

/// Whether a string is the key of a text that stands elsewhere.
pub(super) fn is_key(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && !text.contains(char::is_whitespace)
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-:/$".contains(&b))
        && (text.contains(['.', '_', ':']) || text.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// One word that stands for itself: `Retention`, an address.
fn is_word(text: &str) -> bool {
    let text = text.trim();
    text.contains(char::is_alphabetic)
        && (text.contains('@') || text.starts_with(char::is_uppercase) && !text.contains(['.', '_', '/', ':']))
}

/// What a literal is for the reader of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Text in the running of its surroundings.
    Inline,
    /// A block of its own.
    Block,
    /// A heading.
    Heading,
    /// The key of a text.
    Key,
    /// Nothing that is seen.
    Quiet,
}

/// Judges a literal in an expression whose value is shown.
pub(super) fn role(literal: &Literal<'_>, text: &str) -> Role {
    if literal.key.is_none() && dates::is_iso(text) {
        return Role::Inline;
    }
    if let Some(key) = literal.key {
        if listed(key, &QUIET_KEYS) || key.starts_with("data") || key.starts_with("aria") {
            return Role::Quiet;
        }
        // What a call shows where the text has no translation stands where the call does.
        let own = literal.function.and_then(|function| function.rsplit(['.', '>', ':']).next());
        let instead = listed(key, &["default", "defaultvalue"]) && own.is_some_and(is_translation);
        if instead && (is_words(text) || is_word(text)) {
            return Role::Inline;
        }
        if listed(key, &TEXT_KEYS) {
            let shown = is_words(text) || is_word(text) || (!is_key(text) && text.contains(char::is_alphabetic));
            return match shown {
                false => Role::Quiet,
                true if listed(key, &HEAD_KEYS) => Role::Heading,
                true => Role::Block,
            };
        }
    }
    let name = literal.function.map(|function| function.rsplit(['.', '>', ':']).next().unwrap_or(function));
    match name {
        Some(name) if listed(name, &TRANSLATE) => {
            if is_words(text) || is_word(text) || text.trim().contains(' ') && text.contains(char::is_alphabetic) {
                Role::Inline
            } else if literal.first && is_key(text) {
                Role::Key
            } else {
                Role::Quiet
            }
        }
        Some(name) if listed(name, &SHOWS) && literal.first && text.contains(char::is_alphabetic) => Role::Inline,
        Some(name) if listed(name, &QUIET) || name.to_ascii_lowercase().contains("date") => Role::Quiet,
        Some(_) if is_words(text) && !text.contains('%') => Role::Inline,
        None if literal.key.is_none() && (is_words(text) || is_word(text)) => {
            if !text.contains('%') || is_prose(text) {
                Role::Inline
            } else {
                Role::Quiet
            }
        }
        _ => Role::Quiet,
    }
}
