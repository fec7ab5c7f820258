//! JavaScript and TypeScript: markup in JSX, and strings that hold the text of a page.

use std::collections::HashMap;
use std::ops::Range;

use super::super::html::BREAK;
use super::component::{self, Tag};
use super::constants;
use super::mask::Mask;
use super::parameters;
use super::razor::balanced;
use super::strings;
use super::words;

/// What the walk is in.
#[derive(Debug)]
enum Frame {
    /// Code in braces inside markup: where it began, brackets open in it, texts and tags seen in it.
    Code { start: usize, depth: usize, seen: bool },
    /// Elements open one in the other.
    Markup { depth: usize },
}

/// Shows the text in a script, on a mask that shows nothing.
pub(super) fn show(mask: &mut Mask<'_>, range: Range<usize>, markup: bool) {
    let text = mask.text;
    // Where markup holds the text, strings in the code around it are rarely part of it.
    let has_markup = markup && text[range.clone()].contains("</");
    let pairs = constants::pairs(text);
    let parameters = parameters::find(mask, range.clone());
    let stack = Vec::new();
    let mut walk =
        Walk { mask, end: range.end, markup, has_markup, pairs, parameters, stack, before: b';', word: 0..0 };
    walk.run(range.start);
}

/// Shows markup with `{expressions}` in it, as Svelte and Astro have it.
pub(super) fn show_markup(mask: &mut Mask<'_>, range: Range<usize>) {
    let stack = vec![Frame::Markup { depth: usize::MAX / 2 }];
    let pairs = constants::pairs(mask.text);
    let parameters = Vec::new();
    let (markup, has_markup) = (true, true);
    let mut walk =
        Walk { mask, end: range.end, markup, has_markup, pairs, parameters, stack, before: b';', word: 0..0 };
    walk.run(range.start);
}

struct Walk<'m, 'a> {
    mask: &'m mut Mask<'a>,
    end: usize,
    /// `<` may start an element.
    markup: bool,
    has_markup: bool,
    /// Texts of lists of lists: whether each heads the others.
    pairs: HashMap<usize, bool>,
    /// Components that the script makes for itself, with the names of what they are given.
    parameters: Vec<(Range<usize>, Vec<&'a str>)>,
    stack: Vec<Frame>,
    /// The last byte of code that is no white space.
    before: u8,
    /// The last word of the code.
    word: Range<usize>,
}

impl Walk<'_, '_> {
    fn run(&mut self, start: usize) {
        let mut at = start;
        while at < self.end {
            at = match self.stack.last() {
                Some(Frame::Markup { .. }) => self.markup(at),
                _ => self.code(at),
            };
        }
    }

    /// Text between tags, up to the next tag or brace.
    fn markup(&mut self, at: usize) -> usize {
        let text = self.mask.text;
        let rest = &text.as_bytes()[at..self.end];
        let stop = rest.iter().position(|b| matches!(b, b'<' | b'{')).map_or(self.end, |stop| at + stop);
        self.mask.reveal(at..stop);
        if stop >= self.end {
            return self.end;
        }
        if text.as_bytes()[stop] == b'{' {
            self.stack.push(Frame::Code { start: stop, depth: 0, seen: false });
            (self.before, self.word) = (b'{', 0..0);
            return stop + 1;
        }
        if text[stop..].starts_with("<!--") {
            return text[stop..self.end].find("-->").map_or(self.end, |end| stop + end + 3);
        }
        self.tag(stop)
    }

    fn tag(&mut self, at: usize) -> usize {
        let Some(tag) = component::read(self.mask, at, self.end) else {
            self.mask.reveal(at..at + 1);
            return at + 1;
        };
        let Tag { end, closing, closed, name } = tag;
        let name = &self.mask.text[name];
        if !closing && !closed && self.follows_component(at, name) {
            // Of an element that is shown the sign is taken.
            self.mask.put(at, BREAK as u8);
        }
        if matches!(name, "script" | "style") && !closing && !closed {
            // Svelte and Astro keep them beside the markup.
            let close = format!("</{name}");
            let stop = self.mask.text[end..self.end].find(&close).map_or(self.end, |stop| end + stop);
            self.mask.hide(at..stop);
            return stop;
        }
        if let Some(Frame::Markup { depth }) = self.stack.last_mut() {
            if closing {
                *depth = depth.saturating_sub(1);
            } else if !closed {
                *depth += 1;
            }
            if *depth == 0 {
                self.stack.pop();
                self.before = b')';
            }
        }
        end
    }

    /// Whether a component starts on a line of its own after another one: the words of the two do not run together.
    fn follows_component(&self, at: usize, name: &str) -> bool {
        let text = self.mask.text;
        let before = text[..at].trim_end();
        let last = before.strip_suffix('>').and_then(|rest| rest.rsplit('<').next()).unwrap_or_default();
        let component = |name: &str| name.starts_with(|c: char| c.is_ascii_uppercase());
        component(name) && text[before.len()..at].contains('\n') && last.strip_prefix('/').is_some_and(component)
    }

    fn code(&mut self, at: usize) -> usize {
        let bytes = self.mask.text.as_bytes();
        let byte = bytes[at];
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => return at + 1,
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                return bytes[at..self.end].iter().position(|b| *b == b'\n').map_or(self.end, |end| at + end);
            }
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                return self.mask.text[at..self.end].find("*/").map_or(self.end, |end| at + end + 2);
            }
            // `{/each}` ends a block.
            b'/' if self.expects_value() && !(at > 0 && bytes[at - 1] == b'{') => {
                if let Some(end) = regex_end(bytes, at, self.end) {
                    self.before = b')';
                    return end;
                }
            }
            b'"' | b'\'' => return self.string(at),
            b'`' => return self.template(at),
            b'<' if self.markup && self.expects_value() => {
                let next = bytes.get(at + 1).copied().unwrap_or_default();
                if next.is_ascii_alphabetic() || next == b'>' {
                    self.see();
                    self.stack.push(Frame::Markup { depth: 0 });
                    return self.first_tag(at);
                }
            }
            b'{' => {
                if let Some(Frame::Code { depth, .. }) = self.stack.last_mut() {
                    *depth += 1;
                }
            }
            b'}' => {
                if let Some(Frame::Code { start, depth, seen }) = self.stack.last_mut() {
                    if *depth > 0 {
                        *depth -= 1;
                    } else {
                        let (start, seen) = (*start, *seen);
                        self.stack.pop();
                        self.expression(start, at, seen);
                        return at + 1;
                    }
                }
            }
            _ if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') => {
                let is_word = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'$' | b'.');
                let end = at + bytes[at..self.end].iter().take_while(|b| is_word(b)).count();
                self.word = at..end;
                let word = &self.mask.text[at..end];
                let operator = matches!(word, "return" | "default" | "case" | "typeof" | "yield" | "await" | "else");
                self.before = if operator { b'(' } else { b'a' };
                return end;
            }
            _ if !byte.is_ascii() => {
                self.before = b'a';
                return at + self.mask.text[at..].chars().next().map_or(1, char::len_utf8);
            }
            _ => {}
        }
        self.before = byte;
        at + 1
    }

    /// An operator or an opening bracket stands before, not a value.
    fn expects_value(&self) -> bool {
        matches!(self.before, b'(' | b',' | b'=' | b'?' | b':' | b'&' | b'|' | b'[' | b'{' | b'}' | b';' | b'>' | b'!')
    }

    fn first_tag(&mut self, at: usize) -> usize {
        match component::read(self.mask, at, self.end) {
            Some(tag) => {
                if let Some(Frame::Markup { depth }) = self.stack.last_mut()
                    && !tag.closed
                    && !tag.closing
                {
                    *depth = 1;
                } else {
                    self.stack.pop();
                    self.before = b')';
                }
                tag.end
            }
            None => {
                self.stack.pop();
                self.before = b'<';
                at + 1
            }
        }
    }

    /// Notes that the code in braces around holds something that is shown.
    fn see(&mut self) {
        if let Some(Frame::Code { seen, .. }) = self.stack.last_mut() {
            *seen = true;
        }
    }

    /// A value in braces: nothing where its texts are shown already or it is a block of a template.
    fn expression(&mut self, start: usize, close: usize, seen: bool) {
        let code = self.mask.text[start + 1..close].trim();
        if let Some(statement) = code.strip_prefix(['#', ':']) {
            let word = statement.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
            self.mask.branches += usize::from(matches!(word, "if" | "else"));
            return;
        }
        let simple = !code.is_empty()
            && code.len() < 200
            && !code.starts_with(['/', '@', '.', '"', '\'', '`'])
            && !code.contains("=>")
            && !matches!(code, "children" | "props.children" | "null" | "undefined" | "true" | "false");
        let name = code.split('(').next().unwrap_or_default();
        let part = name.contains("render") || name.ends_with("children") || name.ends_with("slot");
        let given = |(body, names): &(Range<usize>, Vec<&str>)| body.contains(&start) && names.contains(&code);
        if !seen && simple && !part && !self.parameters.iter().any(given) {
            self.mask.hole(start..close + 1);
        } else if seen {
            let front = &code.as_bytes()[..code.len().min(400)];
            let branch = front.windows(3).any(|sign| sign == b" ? " || sign.starts_with(b"&&"));
            self.mask.branches += usize::from(branch);
        }
    }

    /// The property key before a string, and the function that it is the first argument of.
    fn context(&self) -> (Option<&str>, Option<&str>) {
        let word = Some(&self.mask.text[self.word.clone()]).filter(|word| !word.is_empty());
        match self.before {
            b':' | b'=' | b'[' | b',' => (word, None),
            b'(' => (None, word),
            _ => (None, None),
        }
    }

    fn string(&mut self, at: usize) -> usize {
        let bytes = self.mask.text.as_bytes();
        let close = strings::string_end(bytes, at, self.end).filter(|close| !bytes[at..*close].contains(&b'\n'));
        let Some(close) = close else {
            self.before = b'a';
            return at + 1;
        };
        let after = bytes[close + 1..self.end].iter().find(|b| !b.is_ascii_whitespace());
        if after == Some(&b':') && matches!(self.before, b'{' | b',') {
            // A quoted key.
            self.word = at + 1..close;
        } else {
            self.literal(at + 1..close);
        }
        self.before = b'a';
        close + 1
    }

    /// A template literal, with the expressions in it.
    fn template(&mut self, at: usize) -> usize {
        let bytes = self.mask.text.as_bytes();
        let limit = self.end.min(at + 4 * 1024 * 1024);
        let mut next = at + 1;
        let mut holes = Vec::new();
        while next < limit {
            match bytes[next] {
                b'\\' => next += 1,
                b'`' => break,
                b'$' if bytes.get(next + 1) == Some(&b'{') => match balanced(self.mask, next + 1) {
                    Some(close) => {
                        holes.push(next..close + 1);
                        next = close;
                    }
                    None => next += 1,
                },
                _ => {}
            }
            next += 1;
        }
        self.before = b'a';
        if next >= limit {
            return self.end;
        }
        let tag = self.word.end == at;
        if !tag || matches!(&self.mask.text[self.word.clone()], "html" | "md" | "markdown") {
            let revealed = self.literal(at + 1..next);
            if revealed {
                for hole in holes {
                    self.mask.hole(hole);
                }
            }
        }
        next + 1
    }

    /// Shows a literal, if it is text.
    fn literal(&mut self, content: Range<usize>) -> bool {
        let text = &self.mask.text[content.clone()];
        let (key, function) = self.context();
        let inside = self.stack.last().is_some_and(|frame| matches!(frame, Frame::Code { .. }));
        let literal = strings::Literal { content: content.clone(), key, function, first: true };
        let judged = words::role(&literal, text);
        let dated = key.is_some_and(|key| key.to_ascii_lowercase().contains("description"));
        let role = match judged {
            _ if !inside && self.pairs.contains_key(&content.start) => match self.pairs.get(&content.start) {
                Some(true) => words::Role::Heading,
                _ => words::Role::Block,
            },
            words::Role::Key => {
                self.mask.keys += 1;
                self.see();
                return false;
            }
            role if inside => match role {
                // `{" "}`
                words::Role::Quiet if function.is_none() && text.trim().is_empty() => words::Role::Inline,
                words::Role::Inline if key.is_some() && !words::is_words(text) => words::Role::Quiet,
                role => role,
            },
            _ if dated && !text.contains("</") => words::Role::Quiet,
            words::Role::Inline | words::Role::Block if words::is_prose(text) => words::Role::Block,
            role @ (words::Role::Block | words::Role::Heading) if !self.has_markup => role,
            words::Role::Quiet if key.is_none() && function.is_none() && words::is_prose(text) => words::Role::Block,
            _ => words::Role::Quiet,
        };
        if role == words::Role::Quiet {
            return false;
        }
        if role != words::Role::Inline {
            self.mask.break_at(content.start - 1, role == words::Role::Heading);
            self.mask.break_at(content.end, false);
        }
        strings::show(self.mask, content);
        self.see();
        true
    }
}

/// Where a regular expression ends, if one starts here.
fn regex_end(bytes: &[u8], at: usize, end: usize) -> Option<usize> {
    let mut class = false;
    let mut next = at + 1;
    while next < end.min(at + 1000) {
        match bytes[next] {
            b'\\' => next += 1,
            b'\n' => return None,
            b'[' => class = true,
            b']' => class = false,
            b'/' if !class => return Some(next + 1),
            _ => {}
        }
        next += 1;
    }
    None
}
