//! What an expression in a template gives, where lists that stand in the template tell.

use std::collections::HashMap;
use std::ops::Range;

use super::super::strings::literals;
use super::heads::{self, Family};
use super::value::{self, Value};

/// The longest expression that is looked at, in bytes, apart from lists.
const LONGEST: usize = 200;
/// The most parts of a string that is cut.
const MOST_PARTS: usize = 200;
/// How deep lists in lists are gone through.
const DEEPEST: usize = 5;

/// Names and what they stand for: constants, and what the loops around give them.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope<'a> {
    pub(super) names: Vec<(&'a str, Value)>,
}

/// What the names that a loop binds are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Binds {
    /// The item, then its number.
    Item,
    /// Its number, then the item.
    NumberFirst,
    /// The parts of the item, where there are several names.
    Parts,
    /// The key and the value of an entry; one name is the value's.
    Entry,
    /// All that the loop goes over, once.
    Whole,
}

/// Expressions of one template.
pub(super) struct Expressions<'a> {
    pub(super) text: &'a str,
    /// Lists and records by their names; `None` where several have the same.
    pub(super) constants: HashMap<&'a str, Option<Value>>,
    /// The last part after a `|` is a filter.
    pub(super) filters: bool,
}

impl<'a> Expressions<'a> {
    /// The value of the expression in a range.
    pub(super) fn value(&self, range: Range<usize>, scope: &Scope<'a>) -> Option<Value> {
        let code = self.text.get(range.clone())?;
        let start = range.start + code.len() - code.trim_start().len();
        let code = code.trim();
        if code.starts_with(['[', '{']) || is_new(code) {
            let (value, end) = value::read(self.text, start, range.end)?;
            let rest = self.text.get(end..range.end)?.trim();
            return (rest.is_empty() || rest.starts_with("as ")).then_some(value);
        }
        if let Some(parts) = self.parted(start..start + code.len()) {
            return Some(parts);
        }
        if code.starts_with(['"', '\'']) {
            let (value, end) = value::read_any(self.text, start, range.end)?;
            return self.text.get(end..range.end)?.trim().is_empty().then_some(value);
        }
        if let Some(mapped) = self.mapped(start..start + code.len(), scope) {
            return Some(mapped);
        }
        if code.len() > LONGEST {
            return None;
        }
        self.plain(code, scope, 4)
    }

    /// The parts of a string that is cut at a sign: `_("one|two")|split:"|"`, `explode(';', 'one;two')`.
    fn parted(&self, range: Range<usize>) -> Option<Value> {
        let code = self.text.get(range.clone())?;
        let found = literals(self.text, range.clone());
        let (sign, whole) = if code.starts_with("explode(") {
            (found.first()?, found.get(1)?)
        } else {
            let at = range.start + code.rfind("split")?;
            let cuts = self.text[..at].ends_with(['|', '.', ' ']);
            let sign = found.iter().find(|own| own.content.start > at).filter(|_| cuts)?;
            (sign, found.iter().rfind(|own| own.content.end < at)?)
        };
        let (sign, whole) = (self.text.get(sign.content.clone())?, whole.content.clone());
        let (mut parts, mut from) = (Vec::new(), whole.start);
        for part in self.text.get(whole)?.split(sign).filter(|_| !sign.is_empty()).take(MOST_PARTS) {
            let end = from + part.len();
            let bare = end - part.trim_start().len();
            let own = bare..bare + part.trim().len();
            parts.push(Value::Text([own].into()));
            from = end + sign.len();
        }
        (parts.len() > 1).then(|| Value::List(parts.into()))
    }

    /// What a value of a list or record stands for: code that names something known is that.
    pub(super) fn resolve(&self, value: &Value, scope: &Scope<'a>) -> Value {
        match value {
            Value::Code(code) => self.value(code.clone(), scope).unwrap_or_else(|| value.clone()),
            _ => value.clone(),
        }
    }

    /// A list with all that it holds as it is in this scope.
    fn deep(&self, value: &Value, scope: &Scope<'a>, depth: usize) -> Value {
        let Some(depth) = depth.checked_sub(1) else { return value.clone() };
        match value {
            Value::List(values) => Value::List(values.iter().map(|own| self.deep(own, scope, depth)).collect()),
            Value::Record(entries) => {
                Value::Record(entries.iter().map(|(key, own)| (key.clone(), self.deep(own, scope, depth))).collect())
            }
            Value::Joined(values) => {
                let own: Vec<Value> = values.iter().map(|own| self.deep(own, scope, depth)).collect();
                let flat = own.iter().all(|own| matches!(own, Value::Text(_) | Value::Code(_)));
                if flat { Value::Joined(own.into()) } else { value.clone() }
            }
            _ => self.resolve(value, scope),
        }
    }

    /// `rows.map((r) => [r.what, r.why])`: a list of lists or records.
    fn mapped(&self, range: Range<usize>, scope: &Scope<'a>) -> Option<Value> {
        let code = self.text.get(range.clone())?;
        let at = range.start + code.rfind(".map(")?;
        let head = heads::head(Family::Script, self.text, range.start, at, range.end)?;
        (head.start == range.start).then_some(())?;
        let body = self.text.get(head.body..range.end)?;
        let from = head.body + usize::from(body.starts_with('('));
        let (drawn, end) = value::read(self.text, from, range.end)?;
        self.text.get(end..range.end)?.trim().bytes().all(|b| matches!(b, b')' | b',' | b';')).then_some(())?;
        let over = self.value(head.over.clone(), scope)?;
        let items = over.items()?;
        let each: Option<Vec<Value>> = items
            .iter()
            .map(|item| Some(self.deep(&drawn, &self.bind(head.names, item, head.binds, scope)?, DEEPEST)))
            .collect();
        Some(Value::List(each?.into()))
    }

    /// A path, or a call that shows one.
    fn plain(&self, code: &str, scope: &Scope<'a>, depth: usize) -> Option<Value> {
        let mut code = code.trim().trim_end_matches(';').trim_end();
        if self.filters && !code.contains("||") {
            code = code.split('|').next()?.trim_end();
        }
        if let Some(found) = self.path(code, scope) {
            return Some(found);
        }
        let depth = depth.checked_sub(1)?;
        // `r.why.trim()`, `rows.items()`
        if let Some(front) = code.strip_suffix("()")
            && let Some((object, method)) = front.rsplit_once('.')
            && is_word(method)
        {
            return self.plain(object.trim_end_matches('?'), scope, depth);
        }
        // `esc_html(row[0])`, `__( $row['a'], 'theme' )`
        let open = code.find('(')?;
        let (name, inner) = (code[..open].trim(), code[open + 1..].strip_suffix(')')?);
        let called = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.$:>-".contains(&b));
        if !called && !name.is_empty() {
            return None;
        }
        let argument = inner.split(',').next()?;
        let brackets = |sign: char| argument.matches(sign).count();
        if brackets('(') != brackets(')') && inner.len() > argument.len() {
            return None;
        }
        let found = self.plain(argument, scope, depth)?;
        match name {
            "Object.keys" | "Object.values" => {
                let part = usize::from(name.ends_with("values"));
                let items = found.items()?;
                let each: Option<Vec<Value>> = items.iter().map(|item| item.member("", &part.to_string())).collect();
                Some(Value::List(each?.into()))
            }
            "Object.entries" => found.items().map(Value::List),
            _ => Some(found),
        }
    }

    /// `r`, `r.why`, `$row['why']`, `row[0]`, `r[:why]`, `$r->why`.
    fn path(&self, code: &str, scope: &Scope<'a>) -> Option<Value> {
        let code = code.trim_start_matches(['$', '@']);
        let word = |code: &str| code.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
        let length = word(code);
        let name = &code[..length];
        let own = scope.names.iter().rfind(|(own, _)| *own == name).map(|(_, value)| value.clone());
        let mut found = match own {
            Some(found) => found,
            None => self.constants.get(name)?.clone()?,
        };
        let mut rest = &code[length..];
        while !rest.is_empty() {
            rest = rest.trim_start_matches(['?', '!']);
            let member;
            if let Some(inner) = rest.strip_prefix('[') {
                let close = inner.find(']')?;
                let key = inner[..close].trim().trim_start_matches(':');
                member = key.trim_matches(['"', '\'']);
                rest = &inner[close + 1..];
            } else {
                let after = rest.strip_prefix("->").or_else(|| rest.strip_prefix('.'))?;
                let length = word(after);
                if length == 0 {
                    return None;
                }
                member = &after[..length];
                rest = &after[length..];
                if rest.starts_with('(') {
                    return None;
                }
            }
            found = match found {
                Value::Absent => Value::Absent,
                found => found.member(self.text, member)?,
            };
        }
        Some(found)
    }

    /// Gives the names that a loop binds to one of its items: `r`, `k, v`, `r, i`, `{ what, long }`, `[a, b]`.
    pub(super) fn bind(&self, names: &'a str, item: &Value, how: Binds, scope: &Scope<'a>) -> Option<Scope<'a>> {
        let mut scope = scope.clone();
        let parts = split(names);
        let part = |number: &str| item.member(self.text, number).unwrap_or(Value::Absent);
        match (how, parts.as_slice()) {
            (Binds::Entry, [key, own]) => {
                self.pattern(key, &part("0"), &mut scope)?;
                self.pattern(own, &part("1"), &mut scope)?;
            }
            // `(key, value)` takes the entry apart.
            (Binds::Entry, [own]) if own.trim().starts_with(['(', '[']) => self.pattern(own, item, &mut scope)?,
            (Binds::Entry, [own]) => self.pattern(own, &part("1"), &mut scope)?,
            (Binds::NumberFirst, [number, own]) => {
                self.pattern(number, &Value::Absent, &mut scope)?;
                self.pattern(own, item, &mut scope)?;
            }
            (Binds::Parts, [_, _, ..]) if matches!(item, Value::List(_)) => {
                for (index, name) in parts.iter().enumerate() {
                    self.pattern(name, &part(&index.to_string()), &mut scope)?;
                }
            }
            (Binds::Entry, _) => return None,
            // The item, and its number.
            (_, [own, numbers @ ..]) => {
                self.pattern(own, item, &mut scope)?;
                numbers.iter().try_for_each(|number| self.pattern(number, &Value::Absent, &mut scope))?;
            }
            (_, []) => {}
        }
        Some(scope)
    }

    fn pattern(&self, pattern: &'a str, item: &Value, scope: &mut Scope<'a>) -> Option<()> {
        let pattern = pattern.trim();
        // A type stands behind: `{ what, long }: Row`.
        let inner = |open: char, close: char| {
            let inner = pattern.strip_prefix(open)?;
            inner.find(close).map(|at| &inner[..at])
        };
        if let Some(names) = inner('{', '}') {
            for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
                let name = name.split('=').next().unwrap_or_default().trim();
                let (key, own) = name.split_once(':').unwrap_or((name, name));
                scope.names.push((own.trim(), item.member(self.text, key.trim())?));
            }
            return Some(());
        }
        if let Some(names) = inner('[', ']').or_else(|| inner('(', ')')) {
            for (index, name) in names.split(',').map(str::trim).enumerate() {
                let own = item.member(self.text, &index.to_string()).unwrap_or(Value::Absent);
                scope.names.push((name.trim_start_matches(['$', '@']), own));
            }
            return Some(());
        }
        let name = pattern.trim_start_matches(['$', '@', '&']).split(':').next().unwrap_or_default().trim();
        is_word(name).then(|| scope.names.push((name, item.clone())))
    }
}

/// The names between the commas that stand in no brackets, or between the arrow of PHP.
fn split(names: &str) -> Vec<&str> {
    if let Some((key, own)) = names.split_once("=>") {
        return vec![key, own];
    }
    let (mut parts, mut depth, mut from) = (Vec::new(), 0usize, 0);
    for (at, sign) in names.char_indices() {
        match sign {
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' | '>' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(&names[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&names[from..]);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

fn is_new(code: &str) -> bool {
    let lower = code.get(..6).unwrap_or_default().to_ascii_lowercase();
    lower.starts_with("new ") || lower.starts_with("new[") || lower.starts_with("new(") || lower == "array("
}

fn is_word(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}
