//! Macros of the template, and calls that are given records.

use std::collections::HashMap;
use std::ops::Range;

use super::super::brackets::balanced_near;
use super::super::words;
use super::expression::Scope;
use super::heads::tag_close;
use super::segments::Kind;
use super::value::{self, Value};
use super::{DEEPEST, Writer};

/// The most macros of one template.
const MOST: usize = 200;

/// A macro: `{% macro row(label, text) %}...{% endmacro %}`.
#[derive(Debug)]
pub(super) struct Macro<'a> {
    parameters: Vec<&'a str>,
    body: Range<usize>,
    /// From its first tag to its last.
    whole: Range<usize>,
    /// How often it was drawn.
    drawn: usize,
}

/// A call whose value is shown.
#[derive(Debug)]
pub(super) struct Call<'a> {
    pub(super) whole: Range<usize>,
    /// What stands between the signs.
    pub(super) inner: Range<usize>,
    name: &'a str,
    /// Its arguments, with their brackets.
    arguments: Range<usize>,
}

/// The macros of a template. A name that stands for two of them has none.
pub(super) fn macros(text: &str) -> HashMap<&str, Macro<'_>> {
    let mut found: HashMap<&str, Macro<'_>> = HashMap::new();
    let mut twice = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find("{%").map(|next| at + next) {
        at = next + 2;
        let code = text[at..].trim_start_matches(['-', '~', '+']).trim_start();
        let Some(rest) = code.strip_prefix("macro ").map(str::trim_start) else { continue };
        let Some(open) = rest.find('(') else { break };
        let name = rest[..open].trim();
        let from = text.len() - rest.len() + open;
        let (Some(close), Some(tag)) = (balanced_near(text, from, text.len()), tag_close(text, from, text.len(), "%}"))
        else {
            break;
        };
        let Some(stop) = text[tag..].find("endmacro").map(|stop| tag + stop) else { break };
        let (Some(last), Some(end)) = (text[..stop].rfind("{%"), text[stop..].find("%}")) else { break };
        let parameters = text[from + 1..close].split(',').map(|own| own.split('=').next().unwrap_or_default().trim());
        let parameters = parameters.map(|own| own.trim_start_matches('$')).filter(|own| !own.is_empty()).collect();
        let own = Macro { parameters, body: tag + 2..last.max(tag + 2), whole: next..stop + end + 2, drawn: 0 };
        at = own.whole.end;
        if found.insert(name, own).is_some() {
            twice.push(name);
        }
        if found.len() >= MOST {
            break;
        }
    }
    found.retain(|name, _| !twice.contains(name));
    found
}

impl<'a> Writer<'a> {
    /// The call that is all of the expression between two signs.
    pub(super) fn call_at(&self, at: usize, end: usize, (sign, close_sign): (&str, &str)) -> Option<Call<'a>> {
        let text = self.text;
        let start = at + sign.len();
        let code = text.get(start..end)?.trim_start_matches(['-', '~']).trim_start();
        let length = code.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.')).count();
        let name = code[..length].rsplit('.').next().filter(|name| !name.is_empty())?;
        let open = end - code.len() + length;
        let open = open + text[open..end].len() - text[open..end].trim_start().len();
        if text.as_bytes().get(open) != Some(&b'(') || words::is_translation(name) {
            return None;
        }
        let inside = text[open + 1..end].trim_start();
        let data = inside.starts_with(['{', '"', '\''])
            || inside
                .trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_')
                .trim_start()
                .starts_with(['=', ':']);
        if !data && !self.macros.contains_key(name) {
            return None;
        }
        let close = balanced_near(text, open, end)?;
        let rest = &text[close + 1..end];
        let stop = rest.find(close_sign).filter(|stop| *stop < 60 && !rest[..*stop].contains(['{', '(', '<']))?;
        if rest[..stop].contains(" do") {
            return None;
        }
        Some(Call {
            whole: at..close + 1 + stop + close_sign.len(),
            inner: start..close + 1 + stop,
            name,
            arguments: open..close + 1,
        })
    }

    /// Draws a call of a macro of this template, or of a component that is given records; whether it could.
    pub(super) fn call(
        &mut self,
        from: usize,
        call: &Call<'a>,
        scope: &Scope<'a>,
        kind: Kind,
        depth: usize,
    ) -> Option<bool> {
        let (text, here) = (self.text, call.whole.start);
        let empty = text[call.arguments.start + 1..call.arguments.end - 1].trim().is_empty();
        let given = match value::read(text, call.arguments.start, call.arguments.end) {
            Some((given, _)) => given,
            None if empty => Value::List([].into()),
            None => return Some(false),
        };
        let length = self.macros.get(call.name).map(|own| call.whole.len() + own.body.len());
        if length.is_some_and(|length| depth >= DEEPEST || self.spend(length).is_none()) {
            return Some(false);
        }
        if let Some(own) = self.macros.get_mut(call.name) {
            let (times, body, whole) = (own.drawn, own.body.clone(), own.whole.clone());
            own.drawn += 1;
            let mut inside = Scope::default();
            for (index, name) in own.parameters.iter().enumerate() {
                let value = match &given {
                    Value::List(values) => values.get(index).cloned().unwrap_or(Value::Absent),
                    given => given.member(text, name).unwrap_or(Value::Absent),
                };
                inside.names.push((*name, value));
            }
            for (_, value) in &mut inside.names {
                *value = self.expressions.resolve(value, scope);
            }
            self.drawn.copy(text, from..here, kind);
            self.write(body, &inside, Kind::Body(times), depth + 1)?;
            self.shown.push(whole);
            self.loops += 1;
            return Some(true);
        }
        let record = match &given {
            Value::Record(_) => Some(given.clone()),
            Value::List(values) => values.iter().find(|own| matches!(own, Value::Record(_))).cloned(),
            _ => None,
        };
        let Some(record) = record else { return Some(false) };
        let mark = self.drawn.mark();
        self.drawn.copy(text, from..here, kind);
        let fields = self.fields(&record);
        if self.component(call.name, &fields, here, scope) {
            self.loops += 1;
            return Some(true);
        }
        self.drawn.back_to(mark);
        Some(false)
    }
}
