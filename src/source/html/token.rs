//! Tags and text of HTML with their places, from the tokenizer of `html5gum`.

use html5gum::{Emitter, Error, State, Tokenizer, naive_next_state};

/// Text between tags, or a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct RawText {
    /// First byte in the source.
    pub(in super::super) start: usize,
    /// One past the last byte.
    pub(in super::super) end: usize,
    /// What is shown, where that is not the source itself.
    pub(in super::super) shown: Option<Box<str>>,
}

/// An attribute: its name and its value, entities decoded.
pub(in super::super) type Attribute = (Box<str>, Box<str>);

/// What the tree is built from.
#[derive(Debug)]
pub(in super::super) enum Token {
    /// A start tag.
    Start { name: Box<str>, attributes: Vec<Attribute>, self_closing: bool, start: usize, end: usize },
    /// An end tag.
    End { name: Box<str>, end: usize },
    /// Text.
    Text(RawText),
}

/// The attributes that say something about visible text; the others are not kept.
const WANTED: [&str; 12] = [
    "href",
    "class",
    "id",
    "role",
    "hidden",
    "aria-hidden",
    "aria-controls",
    "style",
    "colspan",
    "rowspan",
    "open",
    "type",
];

/// The longest value of an attribute that is kept: far longer than any link.
const LONGEST: usize = 8 * 1024;

/// Cuts a text into tokens and hands each on.
pub(super) fn read(text: &str, take: impl FnMut(Token)) {
    let cutter = Cutter {
        text,
        take,
        position: 0,
        last: 0,
        run: None,
        opened: 0,
        tag: Tag::default(),
        attribute: Attr::default(),
        last_start: Vec::new(),
    };
    for _ in Tokenizer::new_with_emitter(text, cutter) {}
}

/// The tag that is being read.
#[derive(Debug, Default)]
struct Tag {
    name: Vec<u8>,
    closing: bool,
    self_closing: bool,
    attributes: Vec<Attribute>,
}

/// The attribute that is being read.
#[derive(Debug, Default)]
struct Attr {
    name: Vec<u8>,
    value: Vec<u8>,
}

struct Cutter<'a, F> {
    text: &'a str,
    take: F,
    position: usize,
    /// Where the last text or tag ended: what is shown as something else starts there.
    last: usize,
    /// Text that stands in the source as it is shown, not yet handed on.
    run: Option<(usize, usize)>,
    opened: usize,
    tag: Tag,
    attribute: Attr,
    last_start: Vec<u8>,
}

fn lower(bytes: &[u8]) -> Box<str> {
    String::from_utf8_lossy(bytes).to_ascii_lowercase().into()
}

impl<F: FnMut(Token)> Cutter<'_, F> {
    fn flush(&mut self) {
        if let Some((start, end)) = self.run.take()
            && self.text.get(start..end).is_some()
        {
            (self.take)(Token::Text(RawText { start, end, shown: None }));
        }
    }

    fn end_attribute(&mut self) {
        let Attr { name, value } = std::mem::take(&mut self.attribute);
        if !name.is_empty() && !self.tag.closing && self.tag.attributes.len() < WANTED.len() {
            let name = lower(&name);
            if WANTED.contains(&&*name) {
                self.tag.attributes.push((name, String::from_utf8_lossy(&value).into()));
            }
        }
    }
}

impl<F: FnMut(Token)> Emitter for Cutter<'_, F> {
    type Token = std::convert::Infallible;

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last_start = name.unwrap_or_default().to_vec();
    }

    fn emit_eof(&mut self) {
        self.flush();
    }

    fn emit_error(&mut self, _: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Self::Token> {
        None
    }

    /// The tokenizer decodes character references and turns CRLF into LF, and its positions are one byte off
    /// after a CR. So text is taken as it stands only where the source bytes before the position are the
    /// same; everything else is shown in place of the bytes since the last text.
    fn emit_string(&mut self, shown: &[u8]) {
        let end = self.position.min(self.text.len());
        let source = self.text.as_bytes();
        let start = end.saturating_sub(shown.len());
        if start >= self.last && source.get(start..end) == Some(shown) {
            match &mut self.run {
                Some((_, stop)) if *stop == start => *stop = end,
                _ => {
                    self.flush();
                    self.run = Some((start, end));
                }
            }
            self.last = end;
            return;
        }
        self.flush();
        let start = self.last;
        if start < end && self.text.get(start..end).is_some() {
            let shown = String::from_utf8_lossy(shown).into();
            (self.take)(Token::Text(RawText { start, end, shown: Some(shown) }));
            self.last = end;
        }
    }

    fn start_open_tag(&mut self) {
        self.flush();
        self.opened = self.position.saturating_sub(1);
    }

    fn init_start_tag(&mut self) {
        self.tag = Tag::default();
    }

    fn init_end_tag(&mut self) {
        self.tag = Tag { closing: true, ..Tag::default() };
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.tag.name.extend(name);
    }

    fn set_self_closing(&mut self) {
        self.tag.self_closing = true;
    }

    fn init_attribute(&mut self) {
        self.end_attribute();
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        if self.attribute.name.len() < 64 {
            self.attribute.name.extend(name);
        }
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        if self.attribute.value.len() < LONGEST {
            self.attribute.value.extend(value);
        }
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.end_attribute();
        self.flush();
        let Tag { name, closing, self_closing, attributes } = std::mem::take(&mut self.tag);
        let end = self.position.min(self.text.len());
        let start = self.opened.min(end);
        self.last = end;
        self.last_start.clear();
        let boxed = lower(&name);
        if closing {
            (self.take)(Token::End { name: boxed, end });
            return None;
        }
        (self.take)(Token::Start { name: boxed, attributes, self_closing, start, end });
        let next = naive_next_state(&name);
        self.last_start = name;
        next
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.tag.closing && !self.last_start.is_empty() && self.last_start == self.tag.name
    }

    fn init_comment(&mut self) {
        self.flush();
    }

    fn emit_current_comment(&mut self) {
        self.last = self.position.min(self.text.len());
    }

    fn init_doctype(&mut self) {
        self.flush();
    }

    fn emit_current_doctype(&mut self) {
        self.last = self.position.min(self.text.len());
    }

    fn set_force_quirks(&mut self) {}
    fn push_comment(&mut self, _: &[u8]) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
}
