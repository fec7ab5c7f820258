//! Templates: text with code in it.
//!
//! Code is blanked in a copy of the same length ([`mask`]), and the copy is read as the markup that it is.
//! Text inside the code is read where a reader of the page sees it: in calls that translate it or that make a
//! component of it. A value that only the program knows stands as `{{name}}` in its place.

mod brackets;
mod component;
mod constants;
mod dates;
mod delimiters;
mod element;
mod flavour;
mod indent;
mod loops;
mod mask;
mod parameters;
mod placeholders;
mod razor;
mod script;
mod statements;
mod strings;
mod tags;
mod words;

use super::draft::Draft;
use super::html::{self, tree::Dialect};
use super::notes::Notes;
use super::{BlockKind, markdown};
use mask::Mask;

/// The languages of templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Template {
    /// Jinja, Nunjucks, Twig, Liquid, Django.
    Jinja,
    /// Handlebars, Mustache.
    Handlebars,
    /// ERB, EJS.
    Erb,
    /// PHP, Blade.
    Php,
    /// Razor, in pages and components.
    Razor,
    /// JSP.
    Jsp,
    /// Template Toolkit.
    Toolkit,
    /// Haml, Slim.
    Haml,
    /// Pug, Jade.
    Pug,
    /// JavaScript with or without JSX.
    Jsx,
    /// TypeScript without JSX.
    Script,
    /// Svelte.
    Svelte,
    /// Vue.
    Vue,
    /// Astro.
    Astro,
}

/// What a template came to.
pub(super) struct Reading {
    pub(super) drafts: Vec<Draft>,
    pub(super) notes: Notes,
}

/// Reads a template of HTML.
pub(super) fn read(text: &str, template: Template) -> Reading {
    let Some(drawn) = loops::draw(text, template) else { return read_as_it_stands(text, template) };
    let reading = read_as_it_stands(&drawn.text, template);
    Reading { drafts: drawn.restore(text, reading.drafts), ..reading }
}

fn read_as_it_stands(text: &str, template: Template) -> Reading {
    let mut mask = Mask::open(text);
    let mut parts = Vec::new();
    let mut dialect = Dialect::Html;
    match template {
        Template::Jinja => parts = tags::blank(&mut mask, delimiters::JINJA),
        Template::Handlebars => parts = tags::blank(&mut mask, delimiters::HANDLEBARS),
        Template::Erb => parts = tags::blank(&mut mask, delimiters::ERB),
        Template::Jsp => parts = tags::blank(&mut mask, delimiters::JSP),
        Template::Toolkit => parts = tags::blank(&mut mask, delimiters::TOOLKIT),
        Template::Php => {
            parts = tags::blank(&mut mask, delimiters::PHP);
            if is_blade(text) {
                razor::blank(&mut mask);
            }
        }
        Template::Razor => razor::blank(&mut mask),
        Template::Haml | Template::Pug => {
            let kind = if template == Template::Haml { indent::Kind::Haml } else { indent::Kind::Pug };
            let tree = indent::build(&mut mask, kind);
            let read = mask.html();
            let page = html::read_tree(&read, &tree);
            return finish(&mask, &read, page, Vec::new());
        }
        Template::Jsx | Template::Script => {
            mask = Mask::closed(text);
            dialect = Dialect::Component;
            constants::learn(&mut mask);
            script::show(&mut mask, 0..text.len(), template == Template::Jsx);
        }
        Template::Svelte => {
            mask = Mask::closed(text);
            dialect = Dialect::Component;
            constants::learn(&mut mask);
            script::show_markup(&mut mask, 0..text.len());
        }
        Template::Astro => {
            let body = fences(text);
            mask = Mask::closed(text);
            dialect = Dialect::Component;
            constants::learn(&mut mask);
            script::show_markup(&mut mask, body..text.len());
        }
        Template::Vue => {
            tags::blank(&mut mask, delimiters::VUE);
            dialect = Dialect::Component;
            vue(&mut mask);
        }
    }
    for part in &parts {
        // Read as Markdown below; for the page it is nothing.
        mask.hold(part.clone());
    }
    let read = mask.html();
    let page = html::read(&read, dialect);
    finish(&mask, &read, page, parts)
}

/// Puts the blocks of a page together with those of its parts in Markdown, and says what was found.
fn finish(mask: &Mask<'_>, read: &str, page: html::Page, parts: tags::Parts) -> Reading {
    let mut drafts = mask.restore(read, page.drafts);
    let mixed = !parts.is_empty();
    for part in parts {
        let copy = mask.markdown(part);
        drafts.extend(mask.restore(&copy, markdown::read(&copy)));
    }
    if mixed {
        drafts
            .sort_by_key(|draft| draft.block.pieces.first().map_or(draft.block.span.start, |piece| piece.source.start));
    }
    let mut notes = notes(mask, &drafts);
    notes.left_out = page.left_out;
    Reading { drafts, notes }
}

fn notes(mask: &Mask<'_>, drafts: &[Draft]) -> Notes {
    let words: usize = drafts
        .iter()
        .filter(|draft| !matches!(draft.block.kind, BlockKind::Meta { .. } | BlockKind::Code))
        .map(|draft| draft.block.text(mask.text).split_whitespace().count())
        .sum();
    Notes {
        branches: mask.branches,
        unknown_values: mask.holes,
        keys: mask.keys,
        keys_only: mask.keys > 2 && words < 4 * mask.keys && words < 60,
        ..Notes::default()
    }
}

/// Reads Markdown with whatever signs its generator knows.
pub(super) fn read_markdown(text: &str, mdx: bool) -> Reading {
    if !mdx && !flavour::has_signs(text) {
        return Reading { drafts: markdown::read(text), notes: Notes::default() };
    }
    let mut mask = Mask::open(text);
    flavour::blank(&mut mask, mdx);
    let copy = mask.markdown(0..text.len());
    let mut drafts = Vec::new();
    if let Some(end) = flavour::unfenced(text) {
        markdown::front_matter(text, 0..end, &mut drafts);
    }
    drafts.extend(mask.restore(&copy, markdown::read(&copy)));
    let notes = notes(&mask, &drafts);
    Reading { drafts, notes }
}

fn is_blade(text: &str) -> bool {
    ["@extends(", "@section(", "@include(", "@lang(", "@endif", "@endsection"].iter().any(|sign| text.contains(sign))
}

/// Where the markup of an Astro file starts, after its code between fences.
fn fences(text: &str) -> usize {
    let start = text.len() - text.trim_start().len();
    if !text[start..].starts_with("---") {
        return 0;
    }
    text[start + 3..].find("\n---").map_or(0, |end| start + 3 + end + 4)
}

/// The outermost `<template>` of a Vue file is its page; script and style are dropped by the reader of HTML.
fn vue(mask: &mut Mask<'_>) {
    let text = mask.text;
    for (at, _) in text.match_indices("template") {
        if text[..at].ends_with('<') || text[..at].ends_with("</") {
            mask.set(at, b'x');
        }
    }
}
