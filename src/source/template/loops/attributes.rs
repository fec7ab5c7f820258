//! Components that are given lists in their attributes: `<Table head={...} rows={rows} />`, `<Accordion :items="faqs" />`.

use std::ops::Range;

use super::super::brackets::balanced_near;
use super::super::strings::string_end;
use super::components::Fields;
use super::expression::Scope;
use super::heads::Family;
use super::value::Value;
use super::{Kind, Writer};

/// The most attributes that are looked at.
const MOST: usize = 60;

/// A tag of a component.
#[derive(Debug)]
pub(super) struct Tag<'a> {
    pub(super) whole: Range<usize>,
    name: &'a str,
    /// Its content stands after it.
    open: bool,
    attributes: Vec<(&'a str, Given)>,
}

/// What an attribute holds.
#[derive(Debug)]
enum Given {
    Text(Range<usize>),
    Code(Range<usize>),
}

impl<'a> Writer<'a> {
    /// The tag of a component, one of whose attributes is code.
    pub(super) fn component_at(&self, at: usize, end: usize) -> Option<Tag<'a>> {
        let text = self.text;
        let bytes = text.as_bytes();
        let is_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b':' | b'-' | b'_' | b'@');
        let word = |at: usize| bytes[at..end].iter().take_while(|b| is_name(b)).count();
        bytes.get(at + 1).filter(|b| b.is_ascii_uppercase() || self.family == Family::Vue && b.is_ascii_lowercase())?;
        let name = &text[at + 1..at + 1 + word(at + 1)];
        let mut next = at + 1 + name.len();
        let mut attributes = Vec::new();
        let mut open = false;
        loop {
            next += bytes.get(next..end)?.iter().take_while(|b| b.is_ascii_whitespace()).count();
            match bytes.get(next).filter(|_| next < end)? {
                b'/' if bytes.get(next + 1) == Some(&b'>') => {
                    next += 2;
                    break;
                }
                b'>' => {
                    // `<Table ...></Table>`
                    let rest = text[next + 1..end].trim_start();
                    let closed = rest.strip_prefix("</").and_then(|rest| rest.strip_prefix(name)?.strip_prefix('>'));
                    open = closed.is_none();
                    next = closed.map_or(next + 1, |rest| end - rest.len());
                    break;
                }
                b'{' => next = balanced_near(text, next, end)? + 1,
                _ => {
                    let length = word(next);
                    if length == 0 || attributes.len() >= MOST {
                        return None;
                    }
                    let own = &text[next..next + length];
                    next += length;
                    if bytes.get(next) != Some(&b'=') {
                        continue;
                    }
                    next += 1;
                    let (given, after) = match bytes.get(next)? {
                        b'{' => {
                            let close = balanced_near(text, next, end)?;
                            (Given::Code(next + 1..close), close + 1)
                        }
                        b'"' | b'\'' => {
                            let close = string_end(bytes, next, end)?;
                            let bound = own.starts_with(':') || own.starts_with("v-bind:");
                            let inner = next + 1..close;
                            (if bound { Given::Code(inner) } else { Given::Text(inner) }, close + 1)
                        }
                        _ => return None,
                    };
                    attributes.push((own.trim_start_matches("v-bind:").trim_start_matches(':'), given));
                    next = after;
                }
            }
        }
        let code = attributes.iter().any(|(_, given)| matches!(given, Given::Code(_)));
        code.then_some(Tag { whole: at..next, name, open, attributes })
    }

    /// Draws a component by what its attributes hold; whether they tell.
    pub(super) fn component_tag(&mut self, from: usize, tag: &Tag<'a>, scope: &Scope<'a>, kind: Kind) -> bool {
        let given = |given: &Given| match given {
            Given::Text(text) => Value::Text([text.clone()].into()),
            Given::Code(code) => {
                self.expressions.value(code.clone(), scope).unwrap_or_else(|| Value::Code(code.clone()))
            }
        };
        let fields: Fields<'a> = tag.attributes.iter().map(|(name, own)| (*name, given(own))).collect();
        if !fields.iter().any(|(_, value)| matches!(value, Value::List(_))) {
            return false;
        }
        let mark = self.drawn.mark();
        self.drawn.copy(self.text, from..tag.whole.start, kind);
        if tag.open {
            // What it holds stands between its tags; only the heads of its columns are an attribute.
            self.drawn.copy(self.text, tag.whole.clone(), kind);
            if self.columns(&fields, tag.whole.end, scope) {
                self.loops += 1;
                return true;
            }
        } else if self.component(tag.name, &fields, tag.whole.start, scope) {
            self.loops += 1;
            return true;
        }
        self.drawn.back_to(mark);
        false
    }
}
