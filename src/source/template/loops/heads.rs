//! Where the loops of a template stand: what each goes over, the names that it binds, and its body.

use std::ops::Range;

use super::super::brackets::{balanced_before, balanced_near};
use super::expression::Binds;

/// How loops and values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// JSX, Astro: `{rows.map((r) => <li>{r.a}</li>)}`.
    Script,
    /// `{#each rows as r}<li>{r.a}</li>{/each}`.
    Svelte,
    /// `<li v-for="r in rows">{{ r.a }}</li>`.
    Vue,
    /// `{% for r in rows %}<li>{{ r.a }}</li>{% endfor %}`.
    Jinja,
    /// `<?php foreach ($rows as $r): ?><li><?= $r['a'] ?></li><?php endforeach; ?>`.
    Php,
    /// `<% rows.each do |r| %><li><%= r[:a] %></li><% end %>`.
    Erb,
    /// `@foreach (var r in rows) { <li>@r.A</li> }`.
    Razor,
}

/// The head of a loop.
#[derive(Debug, Clone)]
pub(super) struct Head<'a> {
    /// All of it starts here; its body is drawn in place of what stands from here to the end of the body.
    pub(super) start: usize,
    /// The expression that it goes over.
    pub(super) over: Range<usize>,
    pub(super) names: &'a str,
    pub(super) binds: Binds,
    /// Where the body starts, after the head.
    pub(super) body: usize,
}

/// Where a loop ends.
#[derive(Debug, Clone)]
pub(super) struct Tail {
    pub(super) body: Range<usize>,
    /// What comes after the loop starts here.
    pub(super) end: usize,
}

/// The signs that may start a loop or a value.
pub(super) fn is_trigger(family: Family, byte: u8) -> bool {
    match family {
        Family::Script => matches!(byte, b'.' | b'{' | b'<'),
        Family::Svelte => matches!(byte, b'{' | b'<'),
        Family::Vue => matches!(byte, b'{' | b'<'),
        Family::Jinja => byte == b'{',
        Family::Php | Family::Erb => byte == b'<',
        Family::Razor => byte == b'@',
    }
}

/// The head of a loop that starts at a byte; `from` is where the code that may belong to it begins.
pub(super) fn head(family: Family, text: &str, from: usize, at: usize, end: usize) -> Option<Head<'_>> {
    let rest = text.get(at..end)?;
    let near = &rest[..rest.floor_char_boundary(6000)];
    match family {
        Family::Script => map(text, from, at, end),
        Family::Svelte => {
            let code = near.strip_prefix("{#each ")?;
            let close = balanced_near(text, at, end)?;
            let code_at = at + near.len() - code.len();
            let code = text.get(code_at..close)?;
            let split = code.rfind(" as ")?;
            let mut names = code[split + 4..].trim();
            if names.ends_with(')') && !names.starts_with('(') {
                // The key of an item.
                names = names[..names.rfind('(')?].trim_end();
            }
            Some(Head { start: at, over: code_at..code_at + split, names, binds: Binds::Item, body: close + 1 })
        }
        Family::Vue => vue(text, at, end),
        Family::Jinja => {
            let inner = near.strip_prefix("{%")?;
            let bare = inner.trim_start_matches(['-', '~', '+']).trim_start();
            let names = bare.strip_prefix("for ")?;
            let names_at = at + near.len() - names.len();
            let split = names.find(" in ")?;
            let over = names_at + split + 4;
            let close = tag_close(text, over, end, "%}")?;
            let stop = over + text[over..close].trim_end_matches(['-', '~', '+']).len();
            Some(Head { start: at, over: over..stop, names: &names[..split], binds: Binds::Parts, body: close + 2 })
        }
        Family::Php => {
            let close = tag_close(text, at.checked_add(2).filter(|_| near.starts_with("<?"))?, end, "?>")?;
            let code = &text[at + 2..close];
            // The loop's head ends the code; what stands before it is code of its own.
            let bare = code.trim_end();
            let head = bare.strip_suffix(':').or_else(|| bare.strip_suffix('{'))?.trim_end().strip_suffix(')')?;
            let word = head.rfind("foreach")?;
            let open = word + head[word..].find('(')?;
            let inner = &head[open + 1..];
            let split = inner.rfind(" as ")?;
            let over = at + 2 + open + 1;
            let names = inner[split + 4..].trim();
            let names = names.strip_prefix("list").map_or(names, str::trim_start);
            let (names, binds) = if names.contains("=>") { (names, Binds::NumberFirst) } else { (names, Binds::Item) };
            Some(Head { start: close + 2, over: over..over + split, names, binds, body: close + 2 })
        }
        Family::Erb => erb(text, at, end),
        Family::Razor => {
            let code = near.strip_prefix("@foreach")?.trim_start();
            let open = at + near.len() - code.len();
            let close = balanced_near(text, open, end).filter(|_| code.starts_with('('))?;
            let inner = &text[open + 1..close];
            let split = inner.find(" in ")?;
            let names = inner[..split].trim();
            let names = names.strip_prefix("var ").unwrap_or_else(|| names.rsplit(' ').next().unwrap_or(names)).trim();
            let over = open + 1 + split + 4..close;
            let brace = close + 1 + text[close + 1..end].find('{')?;
            text[close + 1..brace].trim().is_empty().then_some(())?;
            Some(Head { start: brace + 1, over, names, binds: Binds::Item, body: brace + 1 })
        }
    }
}

/// The sign that closes a tag, past strings.
pub(super) fn tag_close(text: &str, from: usize, end: usize, sign: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    let limit = end.min(from + 64 * 1024);
    while at < limit {
        match bytes[at] {
            b'"' | b'\'' if sign != "?>" => at = super::super::strings::string_end(bytes, at, limit).unwrap_or(at),
            _ if bytes[at..limit].starts_with(sign.as_bytes()) => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// `rows.map((r) => (...))`; `at` is the point.
fn map(text: &str, from: usize, at: usize, end: usize) -> Option<Head<'_>> {
    let bytes = text.as_bytes();
    let after = text[at..end].strip_prefix(".map(")?;
    let code = after.trim_start();
    let params = end - code.len();
    // What stands before the point: a path, a call, or a list.
    let mut start = at;
    while start > from {
        let byte = bytes[start - 1];
        if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'.' | b'?' | b'!') {
            start -= 1;
        } else if matches!(byte, b']' | b')') && start == at {
            start = opening(text, from, start - 1)?;
        } else {
            break;
        }
    }
    // `'one;two'.split(';')`
    if start > from && text[start..at].starts_with('.') && matches!(bytes[start - 1], b'"' | b'\'') {
        let floor = text.floor_char_boundary(from.max(start.saturating_sub(4000)));
        let quote = bytes[start - 1] as char;
        start = floor + text[floor..start - 1].rfind(quote)?;
    }
    let over = start..start + text[start..at].trim_end_matches(['?', '!']).len();
    let code = code.strip_prefix("function").map_or(code, str::trim_start);
    let names_at = end - code.len();
    let (names, arrow) = if code.starts_with('(') {
        let close = balanced_before(bytes, names_at, end.min(names_at + 2000))?;
        (&text[names_at + 1..close], close + 1)
    } else {
        let length = code.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
        (&code[..length], names_at + length)
    };
    let rest = text[arrow..end].trim_start();
    let body = rest.strip_prefix("=>").or_else(|| Some(rest).filter(|rest| rest.starts_with('{')))?.trim_start();
    (params <= arrow && !over.is_empty()).then_some(())?;
    Some(Head { start, over, names, binds: Binds::Item, body: end - body.len() })
}

/// The bracket that opens what ends at `at`.
fn opening(text: &str, from: usize, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let limit = from.max(at.saturating_sub(16 * 1024));
    let open = if bytes[at] == b']' { b'[' } else { b'(' };
    // Strings may hold brackets, so the one is taken from which the walk forward ends here.
    let mut tries = 0;
    for place in (limit..at).rev() {
        if bytes[place] == open {
            if balanced_before(bytes, place, at + 1) == Some(at) {
                return Some(place);
            }
            tries += 1;
            if tries > 40 {
                break;
            }
        }
    }
    None
}

fn vue(text: &str, at: usize, end: usize) -> Option<Head<'_>> {
    let rest = text.get(at..end)?;
    rest.as_bytes().get(1).filter(|b| b.is_ascii_alphabetic())?;
    let close = tag_close(text, at + 1, end.min(at + 4000), ">")?;
    let tag = &text[at..close];
    let (sign, quote) = [("v-for=\"", '"'), ("v-for='", '\'')].into_iter().find(|(sign, _)| tag.contains(sign))?;
    let code_at = at + tag.find(sign)? + sign.len();
    let code = &text[code_at..code_at + text[code_at..close].find(quote)?];
    let split = code.find(" in ").or_else(|| code.find(" of "))?;
    let names = code[..split].trim();
    let names = names.strip_prefix('(').and_then(|names| names.strip_suffix(')')).unwrap_or(names);
    let over = code_at + split + 4..code_at + code.len();
    Some(Head { start: at, over, names, binds: Binds::Item, body: close + 1 })
}

fn erb(text: &str, at: usize, end: usize) -> Option<Head<'_>> {
    let rest = text.get(at..end)?.strip_prefix("<%")?;
    if rest.starts_with(['=', '#', '%']) {
        return None;
    }
    let code_at = at + 2 + usize::from(rest.starts_with('-'));
    let close = code_at + text.get(code_at..end.min(code_at + 8000)).or(text.get(code_at..end))?.find("%>")?;
    let code = text[code_at..close].trim_end_matches('-').trim_end();
    let body = close + 2;
    // `rows.each do |what, why|`, `rows.each_with_index do |row, n|`
    if let Some((front, names)) = code.strip_suffix('|').and_then(|code| code.rsplit_once('|')) {
        let front = front.trim_end().strip_suffix("do").or_else(|| front.trim_end().strip_suffix('{'))?.trim_end();
        let (over, method) = front.rsplit_once('.')?;
        let binds = match method {
            "each" | "each_pair" => Binds::Parts,
            "each_with_index" => Binds::Item,
            "tap" | "then" => Binds::Whole,
            _ => return None,
        };
        return Some(Head { start: body, over: code_at..code_at + over.len(), names, binds, body });
    }
    // `rows.forEach(function (row) {`, `rows.forEach((row) => {`, `for (const row of rows) {`
    let front = code.strip_suffix('{')?.trim_end();
    if let Some((over, names)) = front.rsplit_once(".forEach(") {
        let names = names.trim_end_matches("=>").trim().trim_start_matches("function").trim();
        let names = names.strip_prefix('(').and_then(|names| names.strip_suffix(')')).unwrap_or(names);
        return Some(Head { start: body, over: code_at..code_at + over.len(), names, binds: Binds::Item, body });
    }
    let inner = front.trim_start().strip_prefix("for")?.trim_start().strip_prefix('(')?.strip_suffix(')')?;
    let (names, over) = inner.split_once(" of ")?;
    let names = names.trim().split_once(' ').map_or(names, |(_, names)| names);
    let over_at = code_at + code.find(" of ")? + 4;
    Some(Head { start: body, over: over_at..over_at + over.len(), names, binds: Binds::Item, body })
}

/// Where the body of a loop ends.
pub(super) fn tail(family: Family, text: &str, head: &Head<'_>, end: usize) -> Option<Tail> {
    let bytes = text.as_bytes();
    match family {
        Family::Script => {
            let first = *bytes.get(head.body).filter(|_| head.body < end)?;
            let (body, after) = match first {
                b'(' => {
                    let close = markup_end(text, head.body, end)?;
                    (head.body + 1..close, close + 1)
                }
                b'{' => {
                    let close = markup_end(text, head.body, end)?;
                    let code = &text[head.body + 1..close];
                    let at = code.find("return").filter(|_| code.matches("return").count() == 1)?;
                    let from = head.body + 1 + at + 6;
                    let value = text[from..close].trim_end().trim_end_matches(';').trim_end();
                    (from..from + value.len(), close + 1)
                }
                b'<' => {
                    // Up to the bracket that closes the call.
                    let open = text[..head.body].rfind(".map(")? + 4;
                    let close = markup_end(text, open, end)?;
                    (head.body..close, close)
                }
                _ => return None,
            };
            text[body.clone()].contains('<').then_some(())?;
            let rest = text[after..end].trim_start().trim_start_matches(',').trim_start();
            let close = end - rest.len();
            rest.starts_with(')').then_some(Tail { body, end: close + 1 })
        }
        Family::Svelte => tags(text, head, end, "{", "}", |code| {
            let word = code.trim_start();
            if word.starts_with("#each") || word.starts_with("#if") || word.starts_with("#await") {
                Step::In
            } else if word.starts_with("/each") || word.starts_with("/if") || word.starts_with("/await") {
                Step::Out
            } else if word.starts_with(":else") {
                Step::Else
            } else {
                Step::Stay
            }
        }),
        Family::Vue => {
            let name = &text[head.start + 1..];
            let name = &name[..name.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count()];
            let (open, close) = (format!("<{name}"), format!("</{name}"));
            let (mut depth, mut at) = (1usize, head.body);
            loop {
                let next = at + text[at..end].find('<')?;
                let rest = &text[next..end];
                if rest.starts_with(&close) {
                    depth -= 1;
                    if depth == 0 {
                        let stop = next + rest.find('>')? + 1;
                        return Some(Tail { body: head.start..stop, end: stop });
                    }
                } else if rest.starts_with(&open)
                    && !rest.as_bytes().get(open.len()).is_some_and(|b| b.is_ascii_alphanumeric())
                {
                    depth += 1;
                }
                at = next + 1;
            }
        }
        Family::Jinja => tags(text, head, end, "{%", "%}", |code| {
            match code.trim_start_matches(['-', '~', '+']).split_whitespace().next().unwrap_or_default() {
                "for" | "if" | "unless" | "case" | "block" | "call" | "macro" => Step::In,
                "endfor" | "endif" | "endunless" | "endcase" | "endblock" | "endcall" | "endmacro" => Step::Out,
                "else" => Step::Else,
                _ => Step::Stay,
            }
        }),
        Family::Php => {
            let words = text[..head.start].trim_end().trim_end_matches("?>").trim_end().ends_with(':');
            tags(text, head, end, "<?", "?>", |code| {
                let code = code.trim_start_matches("php").trim();
                let (into, out) = if words {
                    (code.starts_with("foreach") && code.ends_with(':'), code.starts_with("endforeach"))
                } else {
                    (code.ends_with('{'), code.starts_with('}'))
                };
                match (into, out) {
                    (true, false) => Step::In,
                    (false, true) => Step::Out,
                    _ => Step::Stay,
                }
            })
        }
        Family::Erb => tags(text, head, end, "<%", "%>", |code| {
            let code = code.trim_end_matches('-').trim();
            if code.starts_with(['=', '#']) && !code.ends_with(" do") && !code.ends_with('|') {
                return Step::Stay;
            }
            let word = code.trim_start_matches('-').split_whitespace().next().unwrap_or_default();
            let into = code.ends_with(" do")
                || code.ends_with('|')
                || code.ends_with('{')
                || matches!(word, "if" | "unless" | "case" | "while" | "for" | "begin") && !code.contains('{');
            let out = word == "end" || code.starts_with('}');
            match (into, out) {
                (true, false) => Step::In,
                (false, true) => Step::Out,
                _ => Step::Stay,
            }
        }),
        Family::Razor => {
            let close = balanced_before(bytes, head.body - 1, end)?;
            Some(Tail { body: head.body..close, end: close })
        }
    }
}

/// The bracket that closes the one at `at`, where markup with apostrophes may stand between.
fn markup_end(text: &str, at: usize, end: usize) -> Option<usize> {
    balanced_before(text.as_bytes(), at, end)
}

enum Step {
    In,
    Out,
    Else,
    Stay,
}

/// Goes from tag to tag to the one that ends the loop; an `else` of the loop ends its body.
fn tags(text: &str, head: &Head<'_>, end: usize, open: &str, close: &str, step: impl Fn(&str) -> Step) -> Option<Tail> {
    let (mut depth, mut at) = (1usize, head.body);
    let mut stop = None;
    loop {
        let next = at + text[at..end].find(open)?;
        let from = next + open.len();
        let code = text[from..end].find(close).map_or("", |length| &text[from..from + length]);
        match step(code) {
            Step::In => depth += 1,
            Step::Out => depth -= 1,
            Step::Else if depth == 1 => stop = stop.or(Some(next)),
            Step::Else | Step::Stay => {}
        }
        if depth == 0 {
            return Some(Tail { body: head.body..stop.unwrap_or(next), end: next });
        }
        at = from;
    }
}
