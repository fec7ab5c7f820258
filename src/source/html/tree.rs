//! The tree of a page, built as browsers build it from markup that may be broken.

use std::collections::HashMap;

use super::super::{Span, angle};
use super::token::{self, Attribute, RawText, Token};

/// Elements nested deeper than this are taken out, their text is kept: no page is nested so deep, and every
/// walk over the tree stays cheap.
const DEEPEST: usize = 160;

/// An element or a text.
#[derive(Debug)]
pub(in super::super) struct Node {
    /// The element's name in lower case; empty for text.
    pub(super) name: Box<str>,
    /// The attributes that are kept.
    pub(super) attributes: Vec<Attribute>,
    /// Its place: of an element from its start tag to its end tag, as far as it has one.
    pub(super) span: Span,
    /// The text of a text.
    pub(super) text: Option<RawText>,
    /// The element it stands in; the root is its own.
    pub(super) parent: usize,
    /// What stands in it, in order.
    pub(super) children: Vec<usize>,
}

impl Node {
    /// The value of an attribute; empty where it has none.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| &**own == name).map(|(_, value)| &**value)
    }
}

/// The tree: nodes in the order in which they start; 0 is the root.
#[derive(Debug)]
pub(in super::super) struct Tree {
    pub(super) nodes: Vec<Node>,
}

/// How tags are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Dialect {
    /// As browsers do.
    Html,
    /// As compilers of components do: `<x />` is closed, whatever it is.
    Component,
}

const VOID: [&str; 15] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "basefont",
];

/// Elements that end an open paragraph.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// Elements of running text.
fn is_phrasing(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "big"
            | "cite"
            | "code"
            | "del"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "q"
            | "s"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
    )
}

/// The level of a heading element.
pub(super) fn heading(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// What a start tag ends: the names, and where to stop looking.
fn ends(name: &str) -> &'static [(&'static [&'static str], &'static [&'static str])] {
    const TABLE: &[&str] = &["table"];
    match name {
        "li" => &[(&["li"], &["ul", "ol", "menu", "dir", "table"]), (&["p"], SCOPE)],
        "dt" | "dd" => &[(&["dt", "dd"], &["dl", "table"]), (&["p"], SCOPE)],
        "td" | "th" => &[(&["td", "th"], TABLE)],
        "tr" => &[(&["tr"], TABLE)],
        "thead" | "tbody" | "tfoot" => &[(&["thead", "tbody", "tfoot"], TABLE)],
        "option" | "optgroup" => &[(&["option"], &["select"])],
        "body" => &[(&["head"], &["body"])],
        _ if heading(name).is_some() => {
            &[(&["p"], SCOPE), (&["h1", "h2", "h3", "h4", "h5", "h6"], &["div", "section", "li", "td", "th", "dd"])]
        }
        _ if is_block(name) => &[(&["p"], SCOPE)],
        _ => &[],
    }
}

/// Elements whose inside is closed off.
const SCOPE: &[&str] = &["td", "th", "caption", "table", "button", "object", "template"];

/// Builds the tree of a text.
pub(super) fn build(text: &str, dialect: Dialect) -> Tree {
    let mut builder = Builder::new(dialect);
    token::read(text, |token| match token {
        Token::Start { start, end, .. } if dialect == Dialect::Html && angle::is_plainly_words(text, &(start..end)) => {
            builder.token(Token::Text(RawText { start, end, shown: None }));
        }
        token => builder.token(token),
    });
    builder.finish(text.len())
}

/// A tree in the making.
#[derive(Debug)]
pub(in super::super) struct Builder {
    nodes: Vec<Node>,
    /// Elements that are open, the root first.
    open: Vec<usize>,
    /// How many elements of a name are open, so that a stray end tag costs nothing.
    counts: HashMap<Box<str>, usize>,
    dialect: Dialect,
}

impl Builder {
    pub(in super::super) fn new(dialect: Dialect) -> Self {
        let root = Node {
            name: "".into(),
            attributes: Vec::new(),
            span: Span::default(),
            text: None,
            parent: 0,
            children: Vec::new(),
        };
        Self { nodes: vec![root], open: vec![0], counts: HashMap::new(), dialect }
    }

    pub(in super::super) fn token(&mut self, token: Token) {
        match token {
            Token::Start { name, attributes, self_closing, start, end } => {
                self.start(name, attributes, self_closing, Span::new(start, end));
            }
            Token::End { name, end } => self.end(&name, end),
            Token::Text(text) => {
                let span = Span::new(text.start, text.end);
                self.add("".into(), Vec::new(), span, Some(text));
            }
        }
    }

    fn add(&mut self, name: Box<str>, attributes: Vec<Attribute>, span: Span, text: Option<RawText>) -> usize {
        let parent = self.open.last().copied().unwrap_or_default();
        let id = self.nodes.len();
        self.nodes.push(Node { name, attributes, span, text, parent, children: Vec::new() });
        self.nodes[parent].children.push(id);
        id
    }

    pub(super) fn start(&mut self, name: Box<str>, attributes: Vec<Attribute>, self_closing: bool, span: Span) {
        for (ended, stop) in ends(&name) {
            self.close(ended, stop, span.start as usize);
        }
        if self.open.len() < DEEPEST {
            let closed = VOID.contains(&&*name)
                || self_closing && (self.dialect == Dialect::Component || name.contains(['-', '.', ':']));
            let id = self.add(name.clone(), attributes, span, None);
            if !closed {
                *self.counts.entry(name).or_default() += 1;
                self.open.push(id);
            }
        } else if is_block(&name) {
            // Too deep to be kept apart, but a block all the same.
            self.add("hr".into(), Vec::new(), span, None);
        }
    }

    pub(super) fn end(&mut self, name: &str, at: usize) {
        if self.counts.get(name).copied().unwrap_or_default() == 0 {
            if is_block(name) {
                self.add("hr".into(), Vec::new(), Span::new(at, at), None);
            }
            if heading(name).is_none() {
                return;
            }
        }
        match name {
            "table" | "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" => self.close(&[name], &["table"], at),
            "html" | "body" => {}
            _ if heading(name).is_some() => {
                self.close(&["h1", "h2", "h3", "h4", "h5", "h6"], SCOPE, at);
            }
            _ if !is_phrasing(name) => self.close(&[name], SCOPE, at),
            // An end tag of running text does not end the block that it stands in.
            _ => {
                let found =
                    self.open.iter().rposition(|&id| &*self.nodes[id].name == name || is_block(&self.nodes[id].name));
                if let Some(place) = found.filter(|&place| &*self.nodes[self.open[place]].name == name) {
                    self.pop_to(place, at);
                }
            }
        }
    }

    /// Ends the innermost element with one of the names, unless one of `stop` stands in between.
    fn close(&mut self, names: &[&str], stop: &[&str], at: usize) {
        if names.iter().all(|name| self.counts.get(*name).copied().unwrap_or_default() == 0) {
            return;
        }
        for place in (1..self.open.len()).rev() {
            let name = &*self.nodes[self.open[place]].name;
            if names.contains(&name) {
                self.pop_to(place, at);
                return;
            }
            if stop.contains(&name) {
                return;
            }
        }
    }

    fn pop_to(&mut self, place: usize, at: usize) {
        for id in self.open.drain(place.max(1)..) {
            let node = &mut self.nodes[id];
            node.span.end = node.span.end.max(at as u32);
            if let Some(count) = self.counts.get_mut(&node.name) {
                *count = count.saturating_sub(1);
            }
        }
    }

    pub(in super::super) fn finish(mut self, end: usize) -> Tree {
        self.pop_to(1, end);
        self.nodes[0].span = Span::new(0, end);
        Tree { nodes: self.nodes }
    }
}
