//! Values in the places of their expressions.

use std::ops::Range;

use super::super::component;
use super::super::words;
use super::Writer;
use super::expression::Scope;
use super::heads::Family;
use super::segments::Kind;
use super::signs::{attribute_name, escape, in_tag};
use super::value::Value;

/// How often a value may stand for another.
const DEEPEST: usize = 4;

impl<'a> Writer<'a> {
    /// Writes a value in the place of its expression; whether it is known.
    pub(super) fn slot(
        &mut self,
        from: usize,
        whole: &Range<usize>,
        inner: Range<usize>,
        scope: &Scope<'a>,
        kind: Kind,
    ) -> bool {
        let text = self.text;
        let Some(value) = self.expressions.value(inner.clone(), scope) else { return false };
        let before = &text[from..whole.start];
        let script = matches!(self.family, Family::Script | Family::Svelte);
        let attribute = script && text[whole.clone()].starts_with('{') && before.ends_with('=');
        match value {
            Value::List(_) | Value::Record(_) => return false,
            Value::Absent => {
                self.drawn.copy(text, from..whole.start, kind);
                if attribute {
                    self.drawn.put("\"\"", whole.clone(), kind);
                }
            }
            Value::Code(code) => {
                self.drawn.copy(text, from..whole.start, kind);
                self.drawn.copy(text, whole.start..inner.start, kind);
                self.drawn.copy(text, code.clone(), Kind::Value);
                if !attribute && !in_tag(before) && text[code.clone()].starts_with('<') {
                    self.shown.push(code);
                }
                self.drawn.copy(text, inner.end..whole.end, kind);
            }
            Value::Joined(_) if attribute => return false,
            Value::Joined(_) => {
                self.drawn.copy(text, from..whole.start, kind);
                self.show(&value, scope, !in_tag(before), DEEPEST);
            }
            Value::Text(parts) => {
                // A key of a text elsewhere is none.
                let call = text[inner.clone()].contains('(');
                if call
                    && parts.iter().all(|part| words::is_key(&text[part.clone()]) && text[part.clone()].contains('.'))
                {
                    return false;
                }
                self.drawn.copy(text, from..whole.start, kind);
                let quote = if parts.iter().any(|part| text[part.clone()].contains('"')) { "'" } else { "\"" };
                if attribute {
                    self.drawn.put(quote, whole.clone(), kind);
                }
                let code = script && text[whole.clone()].starts_with('$');
                for part in parts.iter() {
                    self.words(part.clone(), attribute || code);
                }
                if attribute {
                    self.drawn.put(quote, whole.clone(), kind);
                }
                if !attribute && !in_tag(before) || attribute && component::is_text(attribute_name(before)) {
                    self.shown.extend(parts.iter().cloned());
                }
            }
        }
        true
    }

    /// Writes a value out, where a reader sees it or in a tag. What is not known stands as an expression of the template.
    pub(super) fn show(&mut self, value: &Value, scope: &Scope<'a>, seen: bool, depth: usize) {
        match value {
            Value::Text(parts) => {
                for part in parts.iter() {
                    self.words(part.clone(), false);
                    if seen {
                        self.shown.push(part.clone());
                    }
                }
            }
            Value::Joined(values) => {
                // Markup that one of them opens, another one closes.
                let markup = values.iter().any(|own| self.holds_markup(own));
                for own in values.iter() {
                    match own {
                        Value::Text(parts) if markup => parts.iter().for_each(|part| {
                            self.words(part.clone(), true);
                            if seen {
                                self.shown.push(part.clone());
                            }
                        }),
                        _ => self.show(own, scope, seen, depth),
                    }
                }
            }
            Value::Code(code) => {
                let own = self.expressions.value(code.clone(), scope);
                match own.zip(depth.checked_sub(1)) {
                    Some((own, depth)) if !matches!(own, Value::Code(_)) => self.show(&own, scope, seen, depth),
                    _ => {
                        if seen && self.text[code.clone()].starts_with('<') {
                            self.shown.push(code.clone());
                        }
                        self.expression(code.clone());
                    }
                }
            }
            Value::List(values) => {
                for own in values.iter() {
                    match depth.checked_sub(1) {
                        Some(depth) => self.show(own, scope, seen, depth),
                        None => return,
                    }
                }
            }
            Value::Record(_) | Value::Absent => {}
        }
    }

    fn holds_markup(&self, value: &Value) -> bool {
        let Value::Text(parts) = value else { return false };
        parts.iter().any(|part| {
            let text = &self.text[part.clone()];
            text.contains("</") || text.contains("<a ") || text.contains("<br") || text.contains("<p")
        })
    }

    /// Writes an expression of the program between the signs that show its value.
    fn expression(&mut self, code: Range<usize>) {
        let (open, close) = match self.family {
            Family::Jinja | Family::Vue => ("{{ ", " }}"),
            Family::Script | Family::Svelte => ("{", "}"),
            Family::Php => ("<?= ", " ?>"),
            Family::Erb => ("<%= ", " %>"),
            Family::Razor => ("@(", ")"),
        };
        self.drawn.put(open, code.clone(), Kind::Value);
        self.drawn.copy(self.text, code.clone(), Kind::Value);
        self.drawn.put(close, code, Kind::Value);
    }

    /// The words of a string, without its escapes, and with the signs of markup as a reader of markup wants them.
    fn words(&mut self, content: Range<usize>, code: bool) {
        let text = self.text;
        let slice = &text[content.clone()];
        let markup = code || slice.contains("</") || slice.contains("/>") || slice.contains("<br");
        let braces = matches!(self.family, Family::Script | Family::Svelte | Family::Vue | Family::Jinja);
        let mut from = content.start;
        let mut signs = slice.char_indices();
        while let Some((offset, sign)) = signs.next() {
            let at = content.start + offset;
            let (shown, length) = match sign {
                '\\' => {
                    let next = text[at + 1..content.end].chars().next().unwrap_or(' ');
                    let (shown, length) = escape(&text[at..content.end], next);
                    if next == '\\' || !shown.is_empty() {
                        for _ in 0..length.saturating_sub(1) {
                            signs.next();
                        }
                    }
                    (shown, length)
                }
                '<' if !markup => ("&lt;".to_owned(), 1),
                '{' if braces && !code => ("&#123;".to_owned(), 1),
                '}' if braces && !code => ("&#125;".to_owned(), 1),
                '@' if self.family == Family::Razor => ("@@".to_owned(), 1),
                _ => continue,
            };
            self.drawn.copy(text, from..at, Kind::Value);
            let end = (at + length).min(content.end);
            self.drawn.put(&shown, at..end, Kind::Value);
            from = end;
        }
        self.drawn.copy(text, from..content.end, Kind::Value);
    }
}
