//! A block of HTML whose inline content is being collected.

use super::super::draft::{Draft, Pieces};
use super::super::{BlockKind, Link, Span};

/// A link that is open.
#[derive(Debug)]
struct OpenLink {
    whole: Span,
    target: Box<str>,
    label: Option<Span>,
}

/// A block in the making.
#[derive(Debug)]
pub(super) struct Leaf {
    pub(super) kind: BlockKind,
    pieces: Pieces,
    links: Vec<Link>,
    /// The extent of what is visible.
    span: Option<Span>,
    link: Option<OpenLink>,
    /// Some words are bold, and some are not.
    bold: (bool, bool),
    /// Where the bold words at the start end.
    bold_lead: Option<u32>,
    /// Line breaks since the last word.
    pub(super) breaks: usize,
    /// The markup says that it stands out, whatever its words are.
    pub(super) lead_in: bool,
    /// A term of a definition list.
    pub(super) term: bool,
}

impl Leaf {
    pub(super) fn new(kind: BlockKind) -> Self {
        Self {
            kind,
            pieces: Pieces::default(),
            links: Vec::new(),
            span: None,
            link: None,
            bold: (false, false),
            bold_lead: None,
            breaks: 0,
            lead_in: false,
            term: false,
        }
    }

    /// Nothing visible stands in it yet.
    pub(super) fn is_empty(&self) -> bool {
        self.span.is_none()
    }

    /// The first words are bold.
    pub(super) fn starts_bold(&self) -> bool {
        self.bold_lead.is_some()
    }

    /// All words so far are bold.
    pub(super) fn is_bold(&self) -> bool {
        self.lead_in || (self.bold.0 && !self.bold.1)
    }

    /// Takes text in; `shown` where it is not the source itself.
    pub(super) fn text(&mut self, source: &str, here: Span, shown: Option<&str>, bold: bool) {
        let visible = shown.unwrap_or_else(|| source.get(here.range()).unwrap_or_default());
        if self.is_empty() && is_blank(visible) {
            return;
        }
        match shown {
            None => self.pieces.source(here.start as usize, here.end as usize),
            Some(shown) => self.pieces.shown(here.start as usize, here.end as usize, shown),
        }
        if is_blank(visible) {
            return;
        }
        let front = visible.len() - visible.trim_start().len();
        let back = visible.len() - visible.trim_end().len();
        let here = match shown {
            None => Span::new(here.start as usize + front, here.end as usize - back),
            Some(_) => here,
        };
        self.span = Some(self.span.map_or(here, |span| span.to(here)));
        self.breaks = 0;
        if let Some(link) = &mut self.link {
            link.label = Some(link.label.map_or(here, |label| label.to(here)));
        }
        if visible.contains(char::is_alphanumeric) {
            self.bold.0 |= bold;
            self.bold.1 |= !bold;
            if !self.bold.1 {
                self.bold_lead = Some(here.end);
            }
        }
    }

    /// White space that markup makes.
    pub(super) fn space(&mut self, here: Span) {
        if !self.is_empty() && here.start < here.end {
            self.pieces.shown(here.start as usize, here.end as usize, " ");
        }
    }

    pub(super) fn open_link(&mut self, whole: Span, target: &str) {
        self.link = Some(OpenLink { whole, target: target.into(), label: None });
    }

    /// Ends the link; gives back what a block after this one would need to go on with it.
    pub(super) fn close_link(&mut self) {
        if let Some(OpenLink { whole, target, label: Some(label) }) = self.link.take() {
            self.links.push(Link { label, whole: whole.to(label), target });
        }
    }

    /// The block, where anything visible stands in it.
    pub(super) fn finish(mut self, source: &str) -> Option<Draft> {
        self.close_link();
        let span = self.span?;
        let bold = self.is_bold();
        let mut draft = Draft::new(source, self.kind, span, self.pieces).with_links(self.links);
        for piece in &draft.block.pieces {
            draft.block.span = draft.block.span.to(piece.source);
        }
        draft.bold = bold;
        draft.block.term = self.term;
        draft.bold_lead = self.bold_lead.filter(|_| !bold);
        draft.gap = true;
        (!draft.block.pieces.is_empty()).then_some(draft)
    }
}

/// Whether nothing of a text is seen.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || matches!(c, '\u{1}' | '\u{2}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
    })
}
