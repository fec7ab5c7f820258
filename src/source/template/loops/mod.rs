//! Loops over lists that stand in the template itself: what they draw.
//!
//! A notice's rows are often a list of records in the code, drawn by `rows.map(...)` or `{% for row in rows %}`. A reader of the page sees
//! the loop's body once for each record, with its texts in their places. So the template is written out that way before it is read, and
//! what is read is then put back where it stands: a text of the list in the list, a word of the body in the body.

mod attributes;
mod calls;
mod components;
mod constants;
mod expression;
mod heads;
mod ruby;
mod segments;
mod signs;
mod slots;
mod value;

use std::cell::Cell;
use std::collections::HashMap;
use std::ops::Range;

use super::Template;
use super::brackets::balanced_near;
use super::words;
use attributes::Tag;
use calls::{Call, Macro};
use expression::{Expressions, Scope};
use heads::{Family, Head};
use ruby::Part;
pub(super) use segments::Drawn;
use segments::Kind;
use signs::razor_value;
use value::Value;

/// How deep loops in loops are drawn.
const DEEPEST: usize = 3;
/// How much longer a template may get by what it draws, in bytes for each byte of it, and in any case.
const LONGER: (usize, usize) = (4, 256 * 1024);
/// How far code is looked through in all, in bytes.
const WORK: usize = 8 * 1024 * 1024;

/// The template with its loops drawn; `None` where it has none over a list of its own.
pub(super) fn draw(text: &str, template: Template) -> Option<Drawn> {
    let (family, signs): (Family, &[&str]) = match template {
        Template::Jsx | Template::Astro => (Family::Script, &[".map(", "={"]),
        Template::Svelte => (Family::Svelte, &["{#each", "={"]),
        Template::Vue => (Family::Vue, &["v-for", ":items", ":rows"]),
        Template::Jinja => (Family::Jinja, &["for ", "({", "macro "]),
        Template::Php => (Family::Php, &["foreach"]),
        Template::Erb => (Family::Erb, &["<%"]),
        Template::Razor => (Family::Razor, &["@foreach"]),
        _ => return None,
    };
    if !signs.iter().any(|sign| text.contains(sign)) {
        return None;
    }
    let macros = if family == Family::Jinja { calls::macros(text) } else { HashMap::new() };
    let work = Cell::new(WORK);
    let constants = constants::find(text, &work);
    let expressions = Expressions { text, constants, filters: matches!(family, Family::Jinja | Family::Vue) };
    let most = text.len() * LONGER.0 + LONGER.1;
    let mut writer = Writer {
        text,
        family,
        expressions,
        work,
        most,
        drawn: Drawn::default(),
        macros,
        list: false,
        shown: Vec::new(),
        loops: 0,
        gone: false,
    };
    writer.write(0..text.len(), &Scope::default(), Kind::Plain, 0)?;
    (writer.loops > 0 && !writer.shown.is_empty()).then(|| writer.finish())
}

struct Writer<'a> {
    text: &'a str,
    family: Family,
    expressions: Expressions<'a>,
    work: Cell<usize>,
    most: usize,
    drawn: Drawn,
    /// What the template's own macros draw.
    macros: HashMap<&'a str, Macro<'a>>,
    /// The component that is being drawn is a list of terms.
    list: bool,
    /// Texts of lists that were drawn where a reader sees them.
    shown: Vec<Range<usize>>,
    loops: usize,
    /// A loop or tag that nothing closes was found: no other is looked for.
    gone: bool,
}

/// What stands at a sign that may start something.
enum Site<'a> {
    Loop(Head<'a>),
    /// A value in its signs, and its expression.
    Slot(Range<usize>, Range<usize>),
    /// A call with what it is given.
    Call(Call<'a>),
    /// A component with its attributes.
    Tag(Tag<'a>),
    /// A view component of Ruby, or a part of one.
    Part(Part<'a>),
    /// Nothing to draw up to here.
    Past(usize),
}

impl<'a> Writer<'a> {
    /// Writes a stretch of the template out; `None` where that would get too long.
    fn write(&mut self, range: Range<usize>, scope: &Scope<'a>, kind: Kind, depth: usize) -> Option<()> {
        let bytes = self.text.as_bytes();
        let (mut from, mut at) = (range.start, range.start);
        while at < range.end && !self.gone {
            let Some(next) = bytes[at..range.end].iter().position(|b| heads::is_trigger(self.family, *b)) else {
                break;
            };
            at += next;
            at = match self.site(from, at, range.end, scope) {
                None => {
                    self.gone = true;
                    break;
                }
                Some(Site::Past(end)) => end.max(at + 1),
                Some(Site::Loop(head)) => match self.draw(from, &head, range.end, scope, kind, depth)? {
                    Some(end) => {
                        from = end;
                        end
                    }
                    None => head.body.max(at + 1),
                },
                Some(Site::Call(call)) => {
                    let bare = scope.names.is_empty();
                    let drawn = self.call(from, &call, scope, kind, depth)?
                        || !bare && self.slot(from, &call.whole, call.inner.clone(), scope, kind);
                    if drawn {
                        from = call.whole.end;
                    }
                    if drawn { from } else { at + 1 }
                }
                Some(Site::Tag(tag)) => match self.component_tag(from, &tag, scope, kind) {
                    true => {
                        from = tag.whole.end;
                        from
                    }
                    false => at + 1,
                },
                Some(Site::Part(part)) => match self.part(from, &part, range.end, scope, kind, depth)? {
                    Some(end) => {
                        from = end;
                        end
                    }
                    None => part.whole.end,
                },
                Some(Site::Slot(whole, inner)) => match self.slot(from, &whole, inner, scope, kind) {
                    true => {
                        from = whole.end;
                        whole.end
                    }
                    // The values in it may be known.
                    false => at + 1,
                },
            };
        }
        self.drawn.copy(self.text, from..range.end, kind);
        (self.drawn.text.len() <= self.most).then_some(())
    }

    fn spend(&self, bytes: usize) -> Option<()> {
        let left = self.work.get().checked_sub(bytes)?;
        self.work.set(left);
        Some(())
    }

    /// What stands at a sign; `None` where it is never closed.
    fn site(&self, from: usize, at: usize, end: usize, scope: &Scope<'a>) -> Option<Site<'a>> {
        let text = self.text;
        let rest = &text[at..end];
        let bare = scope.names.is_empty();
        let head = |past: usize| {
            let head = heads::head(self.family, text, from, at, end);
            Some(head.map_or(Site::Past(past), Site::Loop))
        };
        match self.family {
            Family::Script if rest.starts_with(".map(") => {
                self.spend(6000)?;
                head(at + 1)
            }
            Family::Svelte if rest.starts_with("{#each ") => {
                self.spend(rest.find('}')?)?;
                head(at + 1)
            }
            Family::Script | Family::Svelte if rest.starts_with('<') => self.tag_site(at, end),
            Family::Script | Family::Svelte => {
                if bare || !rest.starts_with('{') {
                    return Some(Site::Past(at + 1));
                }
                let close = balanced_near(text, at, end);
                self.spend(close.map_or(64 * 1024, |close| close - at))?;
                let Some(close) = close else { return Some(Site::Past(at + 1)) };
                let raw = if rest.starts_with("{@html ") { 7 } else { 1 };
                let dollar = usize::from(text[..at].ends_with('$'));
                Some(Site::Slot(at - dollar..close + 1, at + raw..close))
            }
            Family::Razor => {
                if rest.starts_with("@foreach") {
                    self.spend(300)?;
                    return head(at + 1);
                }
                let value = razor_value(text, at, end).filter(|_| !bare);
                Some(value.map_or(Site::Past(at + 1), |(whole, inner)| Site::Slot(whole, inner)))
            }
            Family::Vue if rest.starts_with('<') => {
                if !rest.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic) {
                    return Some(Site::Past(at + 1));
                }
                let close = heads::tag_close(text, at + 1, end, ">")?;
                match text[at..close].contains("v-for=") {
                    true => head(close),
                    false => self.tag_site(at, end),
                }
            }
            Family::Vue | Family::Jinja | Family::Php | Family::Erb => {
                let (open, close) = match rest.as_bytes() {
                    [b'{', b'{', ..] => ("{{", "}}"),
                    [b'{', b'%', ..] if self.family == Family::Jinja => ("{%", "%}"),
                    [b'<', b'?', ..] if self.family == Family::Php => ("<?", "?>"),
                    [b'<', b'%', ..] if self.family == Family::Erb => ("<%", "%>"),
                    _ => return Some(Site::Past(at + 1)),
                };
                let signs = match open {
                    "{{" if self.family == Family::Jinja => Some(("{{", "}}")),
                    "<%" if rest.starts_with("<%=") => Some(("<%=", "%>")),
                    _ => None,
                };
                if let Some(signs) = signs
                    && let Some(call) = self.call_at(at, end, signs)
                {
                    self.spend(call.whole.len())?;
                    return Some(Site::Call(call));
                }
                let inner = at + open.len();
                let stop = match self.family {
                    // Code that ends the file is not closed.
                    Family::Php => inner + text[inner..end].find(close).unwrap_or(end - inner),
                    _ => heads::tag_close(text, inner, end, close)?,
                };
                let whole = at..(stop + close.len()).min(end);
                let code = &text[inner..stop];
                if open == "<%"
                    && let Some(part) = self.part_at(whole.clone(), inner..stop)
                {
                    self.spend(part.whole.len())?;
                    return Some(Site::Part(part));
                }
                let value = match open {
                    "{{" => Some(0),
                    "<?" => {
                        ["=", "php echo ", "php print "].iter().find(|sign| code.starts_with(**sign)).map(|s| s.len())
                    }
                    "<%" => ["==", "=", "-"].iter().find(|sign| code.starts_with(**sign)).map(|s| s.len()),
                    _ => None,
                };
                match value {
                    Some(skip) if !bare => {
                        let trimmed = code.trim_end_matches(['-', '~', '+']).len();
                        Some(Site::Slot(whole, inner + skip..inner + trimmed.max(skip)))
                    }
                    Some(_) => Some(Site::Past(whole.end)),
                    None => head(whole.end),
                }
            }
        }
    }

    /// A component of markup, if one starts here.
    fn tag_site(&self, at: usize, end: usize) -> Option<Site<'a>> {
        let Some(tag) = self.component_at(at, end) else { return Some(Site::Past(at + 1)) };
        self.spend(tag.whole.len())?;
        Some(Site::Tag(tag))
    }

    /// Draws a loop; where it ends, if it goes over a list that is known. `None` where the text would get too long.
    fn draw(
        &mut self,
        from: usize,
        head: &Head<'a>,
        end: usize,
        scope: &Scope<'a>,
        kind: Kind,
        depth: usize,
    ) -> Option<Option<usize>> {
        let over = self.expressions.value(head.over.clone(), scope);
        let Some(over) = over.filter(|over| depth < DEEPEST && over.holds_text()) else { return Some(None) };
        let record = matches!(over, Value::Record(_));
        let items = match head.binds {
            expression::Binds::Whole => Some([over.clone()].into()),
            _ => over.items(),
        };
        let Some(items) = items else { return Some(None) };
        let Some(tail) = heads::tail(self.family, self.text, head, end) else {
            self.gone = true;
            return Some(None);
        };
        if self.spend(tail.end - head.start).is_none() {
            self.gone = true;
            return Some(None);
        }
        let binds =
            if record && head.binds != expression::Binds::Whole { expression::Binds::Entry } else { head.binds };
        let scopes: Option<Vec<Scope<'a>>> =
            items.iter().map(|item| self.expressions.bind(head.names, item, binds, scope)).collect();
        let Some(scopes) = scopes else { return Some(None) };
        self.drawn.copy(self.text, from..head.start, kind);
        let list = self.family == Family::Script;
        // The element that a loop of Vue is written in is drawn too, but its tag is no loop of its own.
        let tag = if self.family == Family::Vue { tail.body.start..head.body } else { 0..0 };
        let again = if let Kind::Body(times) = kind { times } else { 0 };
        let here = tail.body.start..tail.body.start;
        for (times, scope) in scopes.iter().enumerate() {
            if list {
                self.drawn.put(if times == 0 { "[" } else { "," }, here.clone(), Kind::Body(1));
            }
            let kind = Kind::Body(times + again);
            self.drawn.copy(self.text, tag.clone(), kind);
            self.write(tail.body.start.max(tag.end)..tail.body.end, scope, kind, depth + 1)?;
        }
        if list {
            self.drawn.put("]", here, Kind::Body(1));
        }
        self.loops += 1;
        Some(Some(tail.end))
    }

    /// What was drawn is not read again where it stands in the list.
    fn finish(mut self) -> Drawn {
        self.shown.sort_by_key(|range| (range.start, range.end));
        self.shown.dedup();
        let mut out = Drawn::default();
        let mut shown = self.shown.iter().peekable();
        let segments = std::mem::take(&mut self.drawn.segments);
        for (index, segment) in segments.iter().enumerate() {
            let end = segments.get(index + 1).map_or(self.drawn.text.len(), |next| next.at);
            if segment.kind != Kind::Plain || !segment.same {
                let text = &self.drawn.text[segment.at..end];
                if segment.same {
                    out.copy(self.text, segment.source.clone(), segment.kind);
                } else {
                    out.put(text, segment.source.clone(), segment.kind);
                }
                continue;
            }
            let mut from = segment.source.start;
            while let Some(cut) = shown.next_if(|cut| cut.start < segment.source.end) {
                if cut.start >= from {
                    out.copy(self.text, from..cut.start, Kind::Plain);
                    from = cut.end.min(segment.source.end);
                }
            }
            out.copy(self.text, from..segment.source.end, Kind::Plain);
        }
        out
    }
}
