//! View components of Ruby: `table.with_row do |row|`, `row.with_cell(text: "...")`, in one tag or in several.

use std::ops::Range;

use super::super::brackets::balanced_near;
use super::super::strings::string_end;
use super::expression::{Binds, Scope};
use super::heads::{self, Head};
use super::segments::Kind;
use super::signs::skip_ruby;
use super::value::{self, Value};
use super::{DEEPEST, Writer};

/// How often a value may stand for another.
const VALUES: usize = 4;
/// What a slot is given as its text.
const TEXTS: [&str; 6] = ["text", "heading_text", "label", "title", "summary_text", "html"];

/// A block of Ruby: what it binds, its body, and where the code goes on after it.
struct Block<'a> {
    names: &'a str,
    body: Range<usize>,
    end: usize,
}

/// A call at a place of the code.
struct Call<'a> {
    path: Range<usize>,
    method: &'a str,
    arguments: Range<usize>,
    block: Option<Block<'a>>,
    end: usize,
}

/// A tag of ERB that stands for a component or a part of one.
#[derive(Debug)]
pub(super) struct Part<'a> {
    pub(super) whole: Range<usize>,
    code: Range<usize>,
    method: &'a str,
    /// The block that it opens goes on in the markup after it.
    open: bool,
}

impl<'a> Writer<'a> {
    /// The component, or part of one, that a tag draws.
    pub(super) fn part_at(&self, whole: Range<usize>, inner: Range<usize>) -> Option<Part<'a>> {
        let code = self.text.get(inner.clone())?;
        let bare = code.trim_start_matches(['=', '-']).trim_start();
        let start = inner.end - bare.len();
        let code = start..start + bare.trim_end().trim_end_matches('-').trim_end().len();
        let text = &self.text[code.clone()];
        let length = path_length(text);
        let method = text[..length].rsplit(['.', '&']).next()?;
        let slot = method.starts_with("with_") && text[..length].contains('.');
        let component = component(method).is_some();
        let opens = text.ends_with(" do") || text.ends_with('|') && text.contains(" do ");
        // All of it stands in one tag, or its parts have tags of their own.
        let closed = text.ends_with("end") || text.ends_with('}');
        let drawn = slot || component && (opens || closed && text.contains(".with_"));
        drawn.then_some(Part { whole, code, method, open: opens })
    }

    /// Draws a component or a part of one; where what it draws ends. `None` in `None` where it cannot be drawn.
    pub(super) fn part(
        &mut self,
        from: usize,
        part: &Part<'a>,
        end: usize,
        scope: &Scope<'a>,
        kind: Kind,
        depth: usize,
    ) -> Option<Option<usize>> {
        let text = self.text;
        if !part.open {
            self.drawn.copy(text, from..part.whole.start, kind);
            self.ruby(part.code.clone(), scope, depth);
            self.loops += 1;
            return Some(Some(part.whole.end));
        }
        let head = Head { start: part.whole.end, over: 0..0, names: "", binds: Binds::Item, body: part.whole.end };
        let Some(tail) = heads::tail(self.family, text, &head, end) else { return Some(None) };
        if depth >= DEEPEST + 4 || self.spend(tail.end - head.start).is_none() {
            return Some(None);
        }
        let Some(close) = text[tail.end..end].find("%>") else { return Some(None) };
        let whole = component(part.method);
        let Some((open, shut)) = whole.or_else(|| self.slot_tags(part.method)) else { return Some(None) };
        let at = part.whole.start;
        self.drawn.copy(text, from..at, kind);
        let list = self.list;
        if whole.is_some() {
            self.list = open == "<dl>";
        }
        self.tag(open, at);
        self.given(part.code.clone(), part.method, at, scope);
        self.write(tail.body, scope, kind, depth + 1)?;
        self.tag(shut, at);
        self.list = list;
        self.loops += 1;
        Some(Some(tail.end + close + 2))
    }

    /// Runs code that draws components.
    fn ruby(&mut self, code: Range<usize>, scope: &Scope<'a>, depth: usize) {
        if depth > DEEPEST + 6 || self.spend(code.len()).is_none() {
            return;
        }
        let text = self.text;
        let mut at = code.start;
        while at < code.end {
            at = skip_ruby(text, at, code.end);
            let Some(byte) = text.as_bytes().get(at).filter(|_| at < code.end) else { return };
            match byte {
                b'[' | b'{' => {
                    let Some((list, end)) = value::read(text, at, code.end) else {
                        at += 1;
                        continue;
                    };
                    let rest = &text[end..code.end];
                    let length = path_length(rest);
                    let block = self.block(end + length, code.end).filter(|_| length > 1);
                    at = match block {
                        Some(block) => {
                            self.each(&list, &rest[1..length], &block, scope, depth);
                            block.end
                        }
                        None => end,
                    };
                }
                b'"' | b'\'' => at = value::read_any(text, at, code.end).map_or(at + 1, |(_, end)| end.max(at + 1)),
                byte if byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'@') => {
                    at = self.ruby_call(at, code.end, scope, depth).max(at + 1);
                }
                _ => at += text[at..].chars().next().map_or(1, char::len_utf8),
            }
        }
    }

    fn ruby_call(&mut self, at: usize, end: usize, scope: &Scope<'a>, depth: usize) -> usize {
        let call = self.read_call(at, end);
        if call.method.starts_with("with_") {
            self.drawn_slot(&call, scope, depth);
            return call.end;
        }
        let Some(block) = &call.block else { return call.end };
        if let Some((open, shut)) = component(call.method) {
            let list = std::mem::replace(&mut self.list, open == "<dl>");
            self.tag(open, at);
            self.given(call.arguments.clone(), call.method, at, scope);
            self.ruby(block.body.clone(), scope, depth + 1);
            self.tag(shut, at);
            self.list = list;
        } else {
            let over = call.path.start..call.path.end.saturating_sub(call.method.len() + 1).max(call.path.start);
            match self.expressions.value(over, scope) {
                Some(list) if list.items().is_some() => self.each(&list, call.method, block, scope, depth),
                _ => self.ruby(block.body.clone(), scope, depth + 1),
            }
        }
        call.end
    }

    /// A loop over a list, or a name for it.
    fn each(&mut self, list: &Value, method: &str, block: &Block<'a>, scope: &Scope<'a>, depth: usize) {
        let method = method.trim_start_matches(['.', '&']);
        if matches!(method, "tap" | "then") {
            if let Some(inside) = self.expressions.bind(block.names, list, Binds::Item, scope) {
                self.ruby(block.body.clone(), &inside, depth + 1);
            }
            return;
        }
        let binds = match (list, method) {
            (Value::Record(_), _) => Binds::Entry,
            (_, "each_with_index") => Binds::Item,
            _ => Binds::Parts,
        };
        for item in list.items().iter().flat_map(|items| items.iter()) {
            if let Some(inside) = self.expressions.bind(block.names, item, binds, scope) {
                self.ruby(block.body.clone(), &inside, depth + 1);
            }
        }
    }

    /// `row.with_cell(text: "...")`, `accordion.with_section(heading_text: "...") { tag.p("...") }`.
    fn drawn_slot(&mut self, call: &Call<'a>, scope: &Scope<'a>, depth: usize) {
        let Some((open, shut)) = self.slot_tags(call.method) else { return };
        let at = call.path.start;
        self.tag(open, at);
        self.given(call.arguments.clone(), call.method, at, scope);
        if let Some(block) = &call.block {
            let body = self.text[block.body.clone()].trim();
            let from = block.body.end - self.text[block.body.clone()].trim_start().len();
            if body.contains(".with_") {
                self.ruby(block.body.clone(), scope, depth + 1);
            } else if !body.is_empty() {
                self.show(&Value::Code(from..from + body.len()), scope, true, VALUES);
            }
        }
        self.tag(shut, at);
    }

    /// The texts among the arguments of a call.
    fn given(&mut self, arguments: Range<usize>, method: &str, at: usize, scope: &Scope<'a>) {
        for name in TEXTS {
            let Some(value) = self.named(arguments.clone(), name) else { continue };
            let head = match name {
                "heading_text" | "label" | "title" => Some("h2"),
                "summary_text" if !method.starts_with("with_") => Some("summary"),
                _ if method.starts_with("with_section") || method.starts_with("with_tab") => Some("p"),
                _ => None,
            };
            match head {
                Some(tag) => self.tagged(tag, &value, at, scope),
                None => self.show(&value, scope, true, VALUES),
            }
        }
    }

    /// The value of a named argument.
    fn named(&self, arguments: Range<usize>, name: &str) -> Option<Value> {
        let code = self.text.get(arguments.clone())?;
        let sign = format!("{name}:");
        let found = code.match_indices(&sign).map(|(at, _)| at).find(|at| {
            let whole =
                !code[..*at].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '\'' | '"' | ':'));
            // What stands in a block belongs to that.
            whole && !code[..*at].contains(" do ") && !code[..*at].contains("|")
        })?;
        let from = arguments.start + found + sign.len();
        let (value, _) = value::read_any(self.text, from, arguments.end).or_else(|| {
            let rest = self.text.get(from..arguments.end)?;
            let line = rest.split(['\n', ',']).next()?.trim_end();
            let line = line.strip_suffix(" do").unwrap_or(line).trim_end();
            let bare = line.trim_start();
            let start = from + line.len() - bare.len();
            (!bare.is_empty()).then_some((Value::Code(start..start + bare.len()), from))
        })?;
        Some(value)
    }

    fn read_call(&self, at: usize, end: usize) -> Call<'a> {
        let text = self.text;
        let length = path_length(&text[at..end]).max(1);
        let path = at..at + length;
        let method = text[path.clone()].rsplit(['.', '&']).next().unwrap_or_default();
        let mut next = path.end;
        let mut arguments = next..next;
        if text.as_bytes().get(next) == Some(&b'(')
            && let Some(close) = balanced_near(text, next, end)
        {
            arguments = next..close + 1;
            next = close + 1;
        } else if method.starts_with("with_") {
            // Arguments without brackets: up to the block or the end of the line.
            let line = next + text[next..end].find('\n').unwrap_or(end - next);
            let stop = [" do ", " do\n", " { |"].iter().filter_map(|sign| text[next..line].find(sign)).min();
            let stop = stop.map_or(line, |stop| next + stop);
            if text[next..stop].trim_start().starts_with(|c: char| c.is_ascii_alphabetic())
                && text[next..stop].contains(':')
            {
                arguments = next..stop;
                next = stop;
            }
        }
        let block = self.block(next, end);
        let end = block.as_ref().map_or(next, |block| block.end);
        Call { path, method, arguments, block, end }
    }

    /// The block that starts here: `do |row| ... end`, `{ |row| ... }`, `{ "text" }`.
    fn block(&self, at: usize, end: usize) -> Option<Block<'a>> {
        let text = self.text;
        let rest = text.get(at..end)?;
        let bare = rest.trim_start_matches([' ', '\t']);
        let start = end - bare.len();
        let (inside, close) = if bare.starts_with('{') {
            (start + 1, balanced_near(text, start, end)?)
        } else {
            let after = bare.strip_prefix("do")?;
            after.starts_with(|c: char| c.is_whitespace()).then_some(())?;
            (start + 2, block_end(text, start + 2, end)?)
        };
        let body = text[inside..close].trim_start();
        let (names, from) = match body.strip_prefix('|').and_then(|names| names.split_once('|')) {
            Some((names, rest)) => (names, close - rest.len()),
            None => ("", inside),
        };
        let length = if bare.starts_with('{') { 1 } else { 3 };
        Some(Block { names, body: from..close, end: close + length })
    }

    /// The tags that a slot of a component stands for.
    fn slot_tags(&self, method: &str) -> Option<(&'static str, &'static str)> {
        Some(match method {
            "with_caption" => ("<caption>", "</caption>"),
            "with_head" => ("<thead>", "</thead>"),
            "with_body" => ("<tbody>", "</tbody>"),
            "with_row" if self.list => ("<div>", "</div>"),
            "with_row" => ("<tr>", "</tr>"),
            "with_cell" | "with_column" => ("<td>", "</td>"),
            "with_key" => ("<dt>", "</dt>"),
            "with_value" => ("<dd>", "</dd>"),
            "with_section" | "with_tab" => ("<div>", "</div>"),
            _ => return None,
        })
    }
}

/// The tags that a component stands for.
fn component(method: &str) -> Option<(&'static str, &'static str)> {
    if method.ends_with("summary_list") {
        Some(("<dl>", "</dl>"))
    } else if method.ends_with("_table") {
        Some(("<table>", "</table>"))
    } else if method.ends_with("_accordion") || method.ends_with("_tabs") {
        Some(("<div>", "</div>"))
    } else {
        None
    }
}

/// How long a path at the start of some code is: `table.with_row`, `.each`, `@rows&.each`.
fn path_length(code: &str) -> usize {
    code.bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'@' | b'&' | b'?' | b'!' | b':'))
        .count()
}

/// Where the `end` of a block stands.
fn block_end(text: &str, from: usize, end: usize) -> Option<usize> {
    const OPENS: [&str; 7] = ["if", "unless", "case", "while", "begin", "def", "for"];
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (1usize, from);
    let mut first = true;
    while at < end {
        match bytes[at] {
            b'\n' | b';' | b'=' => first = true,
            b' ' | b'\t' | b'\r' => {}
            b'"' | b'\'' => {
                at = string_end(bytes, at, end)?;
                first = false;
            }
            b'(' | b'[' | b'{' => {
                at = balanced_near(text, at, end)?;
                first = false;
            }
            byte if byte.is_ascii_alphabetic() || byte == b'_' => {
                let length = path_length(&text[at..end]);
                match &text[at..at + length] {
                    "do" => depth += 1,
                    "end" => {
                        depth -= 1;
                        if depth == 0 {
                            return Some(at);
                        }
                    }
                    word if first && OPENS.contains(&word) => depth += 1,
                    _ => {}
                }
                at += length;
                first = false;
                continue;
            }
            _ => first = false,
        }
        at += 1;
    }
    None
}
