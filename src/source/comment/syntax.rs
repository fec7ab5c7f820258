//! How the formats write comments.

use super::super::{Format, Template};

/// Where a comment ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// At this sign.
    Sign(&'static str),
    /// At the end of the line.
    Line,
    /// At the sign that ends the line; nothing else stands in the line.
    Alone(&'static str),
    /// At the tag `endcomment`.
    Tag,
}

/// One way to write a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Syntax {
    /// What opens it.
    pub open: &'static str,
    /// Where it ends.
    pub end: End,
}

const fn pair(open: &'static str, close: &'static str) -> Syntax {
    Syntax { open, end: End::Sign(close) }
}

const fn line(open: &'static str) -> Syntax {
    Syntax { open, end: End::Line }
}

const fn tag(open: &'static str) -> Syntax {
    Syntax { open, end: End::Tag }
}

const HTML: Syntax = pair("<!--", "-->");
const BRACKET: Syntax = Syntax { open: "[", end: End::Alone("]") };
const LIQUID: [Syntax; 4] =
    [tag("{% comment %}"), tag("{%- comment -%}"), tag("{%- comment %}"), tag("{% comment -%}")];

/// The comments of a format; a longer sign stands before one that is its end. Those of tags that a site generator puts into Markdown
/// count there too.
pub fn of(format: Format) -> &'static [Syntax] {
    const TEXT: &[Syntax] = &[HTML, BRACKET, line("#")];
    const MARKDOWN: &[Syntax] = &[
        HTML,
        BRACKET,
        pair("{#", "#}"),
        pair("{{/*", "*/}}"),
        pair("<%#", "%>"),
        LIQUID[0],
        LIQUID[1],
        LIQUID[2],
        LIQUID[3],
        line("#"),
    ];
    const MDX: &[Syntax] = &[pair("{/*", "*/}"), HTML, pair("/*", "*/"), line("//"), line("#")];
    const PAGE: &[Syntax] = &[HTML];
    const JINJA: &[Syntax] = &[
        pair("{#", "#}"),
        LIQUID[0],
        LIQUID[1],
        LIQUID[2],
        LIQUID[3],
        pair("{% #", "%}"),
        pair("{%- #", "%}"),
        HTML,
        line("#"),
    ];
    const HANDLEBARS: &[Syntax] = &[pair("{{!--", "--}}"), pair("{{!", "}}"), HTML];
    const ERB: &[Syntax] = &[pair("<%#", "%>"), pair("<%/*", "*/%>"), pair("/*", "*/"), line("//"), HTML];
    const PHP: &[Syntax] = &[pair("{{--", "--}}"), pair("/*", "*/"), line("//"), line("#"), HTML];
    const RAZOR: &[Syntax] = &[pair("@*", "*@"), pair("/*", "*/"), line("//"), HTML];
    const JSP: &[Syntax] = &[pair("<%--", "--%>"), HTML];
    const TOOLKIT: &[Syntax] = &[pair("[%#", "%]"), HTML];
    const INDENTED: &[Syntax] = &[line("-#"), line("//-"), line("//"), line("/!"), line("/"), HTML];
    const SCRIPT: &[Syntax] = &[pair("{/*", "*/}"), pair("/*", "*/"), line("//"), HTML];
    const YAML: &[Syntax] = &[line("#"), HTML];
    const PO: &[Syntax] = &[line("#"), line("#."), HTML];
    match format {
        Format::Text => TEXT,
        Format::Markdown => MARKDOWN,
        Format::Mdx => MDX,
        Format::Html => PAGE,
        Format::YamlLocale => YAML,
        Format::PoLocale => PO,
        Format::JsonLocale => PAGE,
        Format::Docx | Format::Odt => &[],
        Format::Template(template) => match template {
            Template::Jinja => JINJA,
            Template::Handlebars => HANDLEBARS,
            Template::Erb => ERB,
            Template::Php => PHP,
            Template::Razor => RAZOR,
            Template::Jsp => JSP,
            Template::Toolkit => TOOLKIT,
            Template::Haml | Template::Pug => INDENTED,
            Template::Jsx | Template::Script | Template::Svelte | Template::Vue | Template::Astro => SCRIPT,
        },
    }
}

/// The comment that an author of this format would write by itself, in the middle of the text and at the top of the file: opening
/// and closing sign. `None` where the format has none.
pub fn usual(format: Format, extension: &str) -> Option<(&'static str, &'static str)> {
    Some(match format {
        Format::Docx | Format::Odt | Format::JsonLocale => return None,
        Format::Text if extension.eq_ignore_ascii_case("txt") || extension.is_empty() => ("[", "]"),
        Format::Text | Format::Markdown | Format::Html => ("<!-- ", " -->"),
        Format::Mdx => ("{/* ", " */}"),
        Format::YamlLocale | Format::PoLocale => ("# ", ""),
        Format::Template(template) => match template {
            Template::Jinja if extension == "liquid" => ("{% comment %} ", " {% endcomment %}"),
            Template::Jinja => ("{# ", " #}"),
            Template::Handlebars if extension == "mustache" => ("{{! ", " }}"),
            Template::Handlebars => ("{{!-- ", " --}}"),
            Template::Erb => ("<%# ", " %>"),
            Template::Php => ("<?php /* ", " */ ?>"),
            Template::Razor => ("@* ", " *@"),
            Template::Jsp => ("<%-- ", " --%>"),
            Template::Toolkit => ("[%# ", " %]"),
            Template::Haml if extension == "slim" => ("/ ", ""),
            Template::Haml => ("-# ", ""),
            Template::Pug => ("//- ", ""),
            Template::Jsx | Template::Script => ("{/* ", " */}"),
            Template::Svelte | Template::Vue | Template::Astro => ("<!-- ", " -->"),
        },
    })
}
