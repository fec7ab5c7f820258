//! Which format a file is in: by its extension and by what stands in it.

use std::path::Path;

use super::template::Template;
use super::{locale, office};

/// How the text of a source is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Free text: structure is only in the look of the lines.
    Text,
    /// Markdown, with or without tags of a generator in it.
    Markdown,
    /// A document of Word (`.docx`); its text is rendered.
    Docx,
    /// An OpenDocument text (`.odt`); its text is rendered.
    Odt,
    /// A locale file in YAML, as Rails has them: its values are the text.
    YamlLocale,
    /// A locale file in JSON, as i18next has them.
    JsonLocale,
    /// A message catalogue of gettext (`.po`).
    PoLocale,
    /// Markdown with components in it.
    Mdx,
    /// HTML: a page or a part of one.
    Html,
    /// HTML with code in it, or code with HTML in it.
    Template(Template),
}

impl Format {
    /// The format with this name, as `--format-of` takes it: an extension such as `html` or `njk`, or `text`.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "text" | "txt" => Self::Text,
            "markdown" | "md" => Self::Markdown,
            "mdx" => Self::Mdx,
            "html" => Self::Html,
            "docx" => Self::Docx,
            "odt" => Self::Odt,
            "yaml" | "yml" => Self::YamlLocale,
            "json" => Self::JsonLocale,
            "po" => Self::PoLocale,
            other => Self::Template(template(other)?),
        })
    }
}

/// Extensions of documents, pages and data that are no plain text and would give nonsense if read as such.
const OTHER: [&str; 23] = [
    "pdf", "doc", "docx", "odt", "rtf", "pages", "json", "jsonl", "yaml", "yml", "toml", "xml", "csv", "xls", "xlsx",
    "ppt", "pptx", "epub", "zip", "png", "jpg", "jpeg", "po",
];

/// The extension of a file that no reader takes, with its dot.
pub(super) fn unsupported(path: &Path) -> Option<String> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    if office::named(&extension).is_some() || locale::named(&extension).is_some() {
        return None;
    }
    OTHER.contains(&extension.as_str()).then(|| format!(".{extension}"))
}

/// What to do about a file that no reader takes.
pub(super) fn advice(extension: &str) -> String {
    match extension {
        ".doc" | ".rtf" | ".pages" => format!("{extension} files cannot be read; save it as .docx"),
        ".json" | ".yml" | ".yaml" | ".po" | ".pot" => {
            format!("{extension} files can be read where they hold the text of a notice; this one holds none")
        }
        _ => format!("{extension} files cannot be read; use Markdown (.md) or plain text (.txt)"),
    }
}

/// The format of a text: the extension tells what the author meant, the text whether it is so. A `.md` file
/// without any markup is free text, which a Markdown parser would run together; a text file with headings
/// marked `##` is Markdown.
pub(super) fn detect(path: &str, text: &str) -> Format {
    let extension = Path::new(path).extension().and_then(|e| e.to_str()).unwrap_or("");
    if let Some(format) = locale::named(extension) {
        return format;
    }
    let name = Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or("").to_ascii_lowercase();
    let mut extensions = name.rsplit('.');
    let last = extensions.next().filter(|last| last.len() < name.len()).unwrap_or("");
    let before = extensions.next().filter(|_| name.matches('.').count() > 1).unwrap_or("");
    let is_markdown = |extension: &str| ["md", "markdown", "mdown", "mkd"].contains(&extension);
    if last == "mdx" {
        return Format::Mdx;
    }
    if let Some(template) = template(last) {
        // `notice.md.erb` is Markdown when its tags are taken out.
        return if is_markdown(before) { Format::Markdown } else { Format::Template(template) };
    }
    if matches!(last, "html" | "htm" | "xhtml" | "html5") {
        return tags_of(text).map_or(Format::Html, Format::Template);
    }
    let markup = Markup::count(text);
    if is_markdown(last) {
        return if markup.any() { Format::Markdown } else { Format::Text };
    }
    let start = text.trim_start().get(..15).unwrap_or_default().to_ascii_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        return tags_of(text).map_or(Format::Html, Format::Template);
    }
    if markup.sure() { Format::Markdown } else { Format::Text }
}

/// The language of templates that an extension names.
fn template(extension: &str) -> Option<Template> {
    Some(match extension {
        "njk" | "nunjucks" | "j2" | "jinja" | "jinja2" | "twig" | "liquid" => Template::Jinja,
        "hbs" | "handlebars" | "mustache" => Template::Handlebars,
        "erb" | "rhtml" | "ejs" => Template::Erb,
        "php" | "phtml" => Template::Php,
        "cshtml" | "razor" | "vbhtml" => Template::Razor,
        "jsp" | "jspx" | "jspf" => Template::Jsp,
        "tt" | "tt2" => Template::Toolkit,
        "haml" | "slim" => Template::Haml,
        "pug" | "jade" => Template::Pug,
        "jsx" | "tsx" | "js" | "mjs" | "cjs" => Template::Jsx,
        "ts" | "mts" | "cts" => Template::Script,
        "svelte" => Template::Svelte,
        "vue" => Template::Vue,
        "astro" => Template::Astro,
        _ => return None,
    })
}

/// The language of the tags that stand in a file that calls itself HTML.
fn tags_of(text: &str) -> Option<Template> {
    let pair = |open: &str, close: &str| text.find(open).is_some_and(|at| text[at..].contains(close));
    // `{{#` opens a block of Handlebars, `{#` a comment of Jinja.
    if pair("{%", "%}") || pair("{#", "#}") && !text.contains("{{#") {
        Some(Template::Jinja)
    } else if pair("[%", "%]") {
        Some(Template::Toolkit)
    } else if pair("<%", "%>") {
        Some(Template::Erb)
    } else if pair("<?php", "?>") || pair("<?=", "?>") {
        Some(Template::Php)
    } else if pair("{{", "}}") {
        Some(Template::Handlebars)
    } else {
        None
    }
}

/// Whether a piece of text, such as a value of a locale file, has any markup of Markdown.
pub(super) fn is_marked(text: &str) -> bool {
    Markup::count(text).any()
}

/// Signs of Markdown in a text.
#[derive(Default)]
struct Markup {
    front_matter: bool,
    headings: usize,
    underlines: usize,
    links: usize,
    emphasis: usize,
    tags: usize,
    fences: usize,
    quotes: usize,
}

impl Markup {
    fn count(text: &str) -> Self {
        let mut markup = Self::default();
        let mut before = "";
        for (number, line) in text.lines().enumerate() {
            let line = line.trim_end();
            let bare = line.trim_start();
            if number == 0 && (line == "---" || line == "+++") {
                markup.front_matter = true;
            } else if line.len() - bare.len() < 4 {
                markup.line(bare, before);
            }
            markup.links += usize::from(line.contains("]("));
            markup.emphasis += usize::from(line.matches("**").take(2).count() == 2);
            before = bare;
        }
        markup
    }

    fn line(&mut self, line: &str, before: &str) {
        let hashes = line.bytes().take_while(|&b| b == b'#').count();
        if (1..=6).contains(&hashes) && line[hashes..].starts_with([' ', '\t']) {
            self.headings += 1;
        } else if line.starts_with("```") || line.starts_with("~~~") {
            self.fences += 1;
        } else if line.starts_with("> ") {
            self.quotes += 1;
        } else if line.starts_with('<') && line[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') {
            self.tags += 1;
        } else if before.starts_with(char::is_alphanumeric)
            && line.len() > 2
            && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'))
        {
            self.underlines += 1;
        }
    }

    fn any(&self) -> bool {
        self.sure() || self.underlines + self.links + self.emphasis + self.tags + self.fences + self.quotes > 0
    }

    fn sure(&self) -> bool {
        self.headings > 0 || (self.front_matter && self.underlines > 0) || self.links + self.emphasis > 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extension_and_content_decide_together() {
        assert_eq!(detect("a.md", "Who we are\nWe are a council.\n- one\n- two"), Format::Text);
        assert_eq!(detect("a.md", "# Who we are\nWe are a council."), Format::Markdown);
        assert_eq!(detect("a.txt", "## Who we are\nWe are a council."), Format::Markdown);
        assert_eq!(detect("a.txt", "Who we are\n==========\nWe are a council."), Format::Text);
        assert_eq!(detect("a.md", "Who we are\n==========\nWe are a council."), Format::Markdown);
        assert_eq!(detect("notice", "We are a council (#1)."), Format::Text);
    }

    #[test]
    fn other_types_are_named() {
        assert_eq!(unsupported(Path::new("a/b.PDF")).as_deref(), Some(".pdf"));
        assert_eq!(unsupported(Path::new("a/b.md")), None);
        assert_eq!(unsupported(Path::new("a/b")), None);
    }
}
