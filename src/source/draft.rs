//! Blocks in the making: what a reader knows about a block beyond what it hands on.

use super::{Block, BlockKind, Link, Piece, Span};

/// A block with what its look tells.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// The block.
    pub(super) block: Block,
    /// All of its words are bold.
    pub(super) bold: bool,
    /// Where the bold words that it starts with end, if others follow them.
    pub(super) bold_lead: Option<u32>,
    /// It is the bold start of the paragraph after it, and stands over it as a heading does.
    pub(super) run_in: bool,
    /// A blank line stands before it.
    pub(super) gap: bool,
}

impl Draft {
    /// A block of `kind` over `span`; white space around the visible text is dropped.
    pub(super) fn new(text: &str, kind: BlockKind, span: Span, pieces: Pieces) -> Self {
        let pieces = pieces.trimmed(text);
        let gap = gap_before(text, span.start as usize);
        Self {
            block: Block { kind, span, pieces, links: Vec::new(), term: false },
            bold: false,
            bold_lead: None,
            run_in: false,
            gap,
        }
    }

    /// Lets go of pieces that run backwards or overlap the one before.
    pub(super) fn in_order(&mut self) {
        let mut end = 0;
        self.block.pieces.retain(|piece| {
            let ahead = piece.source.start >= end;
            end = end.max(piece.source.end);
            ahead
        });
    }

    /// Puts a block that was read from a part of a text where that part stands: so many bytes further on.
    pub(super) fn move_on(&mut self, bytes: usize) {
        let on = |span: &mut Span| {
            span.start += bytes as u32;
            span.end += bytes as u32;
        };
        on(&mut self.block.span);
        self.block.pieces.iter_mut().for_each(|piece| on(&mut piece.source));
        for link in &mut self.block.links {
            on(&mut link.label);
            on(&mut link.whole);
        }
        if let Some(end) = &mut self.bold_lead {
            *end += bytes as u32;
        }
    }

    pub(super) fn with_links(mut self, links: Vec<Link>) -> Self {
        self.block.links = links;
        self
    }
}

/// Cuts off the start of a block whose extent reaches over the one before it, as that of an item does with code between its
/// bullet and its words.
pub(super) fn follow_each_other(drafts: &mut [Draft]) {
    let mut before = 0;
    for Draft { block, .. } in drafts {
        let first = block.pieces.first().map_or(block.span.end, |piece| piece.source.start);
        if block.span.start < before && before <= first {
            block.span.start = before;
        }
        before = block.pieces.last().map_or(block.span.start, |piece| piece.source.end).max(before);
    }
}

/// Gives the lists and tables of blocks that were read by themselves numbers of their own.
pub(super) fn renumber(drafts: &mut [Draft], ids: &mut Ids) {
    let (mut lists, mut tables) = (Vec::new(), Vec::new());
    let new = |old: u32, known: &mut Vec<(u32, u32)>, next: &mut dyn FnMut() -> u32| {
        if let Some((_, id)) = known.iter().rev().find(|(other, _)| *other == old) {
            return *id;
        }
        let id = next();
        known.push((old, id));
        id
    };
    for draft in drafts {
        match &mut draft.block.kind {
            BlockKind::Item { list, .. } => *list = new(*list, &mut lists, &mut || ids.list()),
            BlockKind::Cell { table, .. } => *table = new(*table, &mut tables, &mut || ids.table()),
            _ => {}
        }
    }
}

/// Whether a blank line, or nothing at all, stands before the line of `start`.
fn gap_before(text: &str, start: usize) -> bool {
    let mut ends = 0;
    let mut bytes = text.as_bytes()[..start].iter().rev().peekable();
    while let Some(&byte) = bytes.next() {
        match byte {
            b'\n' => {
                bytes.next_if_eq(&&b'\r');
                ends += 1;
            }
            b'\r' => ends += 1,
            b' ' | b'\t' | b'>' => {}
            _ => return ends > 1,
        }
        if ends > 1 {
            return true;
        }
    }
    true
}

/// The visible text of a block, piece by piece.
#[derive(Debug, Clone, Default)]
pub(super) struct Pieces(Vec<Piece>);

impl Pieces {
    /// Source text that is visible as it is; joins the piece before it where nothing lies between.
    pub(super) fn source(&mut self, start: usize, end: usize) {
        if start >= end {
            return;
        }
        let span = Span::new(start, end);
        match self.0.last_mut() {
            Some(last) if last.shown.is_none() && last.source.end == span.start => last.source.end = span.end,
            _ => self.0.push(Piece { source: span, shown: None }),
        }
    }

    /// Source text that is shown as something else.
    pub(super) fn shown(&mut self, start: usize, end: usize, shown: &str) {
        self.0.push(Piece { source: Span::new(start, end), shown: Some(shown.into()) });
    }

    pub(super) fn push(&mut self, piece: Piece) {
        match piece.shown {
            None => self.source(piece.source.start as usize, piece.source.end as usize),
            Some(_) => self.0.push(piece),
        }
    }

    /// The visible text.
    pub(super) fn text(&self, source: &str) -> String {
        self.0.iter().map(|piece| piece.shown.as_deref().unwrap_or(&source[piece.source.range()])).collect()
    }

    /// Without the first `bytes` of the visible text.
    pub(super) fn without_front(self, source: &str, mut bytes: usize) -> Self {
        let mut rest = Self::default();
        for mut piece in self.0 {
            let length = piece.shown.as_deref().unwrap_or(&source[piece.source.range()]).len();
            if bytes >= length {
                bytes -= length;
                continue;
            }
            if piece.shown.is_none() {
                piece.source.start += bytes as u32;
            }
            bytes = 0;
            rest.push(piece);
        }
        rest
    }

    /// Without white space at both ends.
    fn trimmed(self, source: &str) -> Vec<Piece> {
        let mut pieces = self.0;
        while let Some(last) = pieces.last_mut() {
            let shown = last.shown.as_deref().unwrap_or(&source[last.source.range()]);
            let kept = shown.trim_end().len();
            if kept == 0 {
                pieces.pop();
                continue;
            }
            if last.shown.is_none() {
                last.source.end = last.source.start + kept as u32;
            }
            break;
        }
        let blank =
            |piece: &Piece| piece.shown.as_deref().unwrap_or(&source[piece.source.range()]).trim_start().is_empty();
        let skip = pieces.iter().take_while(|piece| blank(piece)).count();
        pieces.drain(..skip);
        if let Some(first) = pieces.first_mut()
            && first.shown.is_none()
        {
            let shown = &source[first.source.range()];
            first.source.start += (shown.len() - shown.trim_start().len()) as u32;
        }
        pieces
    }
}

/// Hands out ids of lists and tables, counting up from 0.
#[derive(Debug, Default)]
pub(super) struct Ids {
    lists: u32,
    tables: u32,
}

impl Ids {
    pub(super) fn list(&mut self) -> u32 {
        self.lists += 1;
        self.lists - 1
    }

    pub(super) fn table(&mut self) -> u32 {
        self.tables += 1;
        self.tables - 1
    }
}
