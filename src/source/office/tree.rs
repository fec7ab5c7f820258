//! A document as its reader finds it: paragraphs and tables.

use std::ops::Range;

use super::super::plain;
use super::Fault;

/// Paragraphs and cells beyond this are no notice, and each of them takes memory.
const MAX_NODES: usize = 250_000;

/// What a paragraph is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Prose.
    #[default]
    Plain,
    /// The title of the document.
    Title,
    /// A heading by its style; from 1.
    Heading(u8),
    /// A list item.
    Item {
        /// Items of one list have the same key.
        key: u32,
        /// Nesting, outermost 0.
        level: u8,
        ordered: bool,
        /// A later paragraph of the same item.
        continues: bool,
    },
}

/// A paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct Para {
    pub(super) kind: Kind,
    /// Its text in one line.
    pub(super) text: String,
    /// Extents of labels of links and their targets.
    pub(super) links: Vec<(Range<usize>, String)>,
    /// Places of the spaces that stand for line breaks.
    breaks: Vec<usize>,
    /// Where runs of bold and of other text end.
    runs: Vec<(usize, bool)>,
}

impl Para {
    /// Adds text; line ends and tabs are spaces.
    pub(super) fn push(&mut self, text: &str, bold: bool) {
        if text.is_empty() {
            return;
        }
        if text.contains(['\n', '\r', '\t']) {
            self.text.push_str(&text.replace(['\n', '\r', '\t'], " "));
        } else {
            self.text.push_str(text);
        }
        // White space is as bold as what stands before it.
        let end = self.text.len();
        match self.runs.last_mut() {
            Some(last) if last.1 == bold || text.trim().is_empty() => last.0 = end,
            _ => self.runs.push((end, bold)),
        }
    }

    /// Adds a line break.
    pub(super) fn line_break(&mut self) {
        self.breaks.push(self.text.len());
        self.push(" ", false);
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether all words are bold.
    pub(super) fn is_bold(&self) -> bool {
        !self.is_blank() && self.bold_in(0..self.text.len())
    }

    /// Where the bold words at its start end, in bytes.
    pub(super) fn bold_lead(&self) -> Option<usize> {
        let &(end, bold) = self.runs.first()?;
        bold.then(|| self.text[..end].trim_end().len())
    }

    /// Makes all of it bold.
    pub(super) fn embolden(&mut self) {
        self.runs = vec![(self.text.len(), true)];
    }

    fn bold_in(&self, range: Range<usize>) -> bool {
        let mut start = 0;
        for &(end, bold) in &self.runs {
            let (from, to) = (start.max(range.start), end.min(range.end));
            if from < to && !bold && !self.text[from..to].trim().is_empty() {
                return false;
            }
            start = end;
        }
        true
    }

    pub(super) fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// Cuts it at the line breaks that separate paragraphs in all but name: after a bold line, after the end
    /// of a sentence, before a bullet. Other breaks are spaces in running text.
    pub(super) fn split(self) -> Vec<Para> {
        if self.breaks.is_empty() {
            return vec![self];
        }
        let all_bold = self.is_bold();
        let mut parts = Vec::new();
        let mut from = 0;
        for (n, &at) in self.breaks.iter().enumerate() {
            let next = self.breaks.get(n + 1).copied().unwrap_or(self.text.len());
            let (before, after) = (&self.text[from..at], &self.text[at..next]);
            let closed = before.trim_end().ends_with(['.', ':', ';', '?', '!']);
            let bold = !all_bold && !before.trim().is_empty() && self.bold_in(from..at) && !self.bold_in(at..next);
            let bullet = plain::list::marker(after.trim_start(), false).is_some();
            if closed || bold || bullet {
                parts.push(from..at);
                from = at + 1;
            }
        }
        parts.push(from..self.text.len());
        parts.into_iter().map(|range| self.part(range)).collect()
    }

    fn part(&self, range: Range<usize>) -> Para {
        let moved = |at: usize| at.clamp(range.start, range.end) - range.start;
        let kind = match self.kind {
            Kind::Item { key, level, ordered, continues } => {
                Kind::Item { key, level, ordered, continues: continues || range.start > 0 }
            }
            kind => kind,
        };
        let links = self.links.iter().map(|(at, target)| (moved(at.start)..moved(at.end), target.clone()));
        Para {
            kind,
            text: self.text[range.clone()].to_owned(),
            links: links.filter(|(at, _)| !at.is_empty()).collect(),
            breaks: Vec::new(),
            runs: self.runs.iter().map(|&(end, bold)| (moved(end), bold)).collect(),
        }
    }
}

/// A paragraph or a table.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Para(Para),
    Table(Table),
}

/// A table.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// Marked as a header row.
    pub(super) header: bool,
    /// Deleted by a tracked change.
    pub(super) deleted: bool,
    pub(super) cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    pub(super) nodes: Vec<Node>,
    /// How many columns it takes.
    pub(super) columns: u32,
}

/// What both readers collect in: the body, cells and text boxes that are open.
#[derive(Debug)]
pub(super) struct Tree {
    frames: Vec<Vec<Node>>,
    /// Open tables.
    tables: Vec<Table>,
    /// For each open table whether its header rows are open.
    headers: Vec<bool>,
    count: usize,
}

impl Tree {
    pub(super) fn new() -> Self {
        Self { frames: vec![Vec::new()], tables: Vec::new(), headers: Vec::new(), count: 0 }
    }

    /// Counts a paragraph, cell or table.
    pub(super) fn count(&mut self) -> Result<(), Fault> {
        self.count += 1;
        if self.count > MAX_NODES {
            return Err(Fault::new("it has more paragraphs and table cells than any notice"));
        }
        Ok(())
    }

    pub(super) fn push(&mut self, node: Node) {
        if let Some(frame) = self.frames.last_mut() {
            frame.push(node);
        }
    }

    pub(super) fn extend(&mut self, nodes: Vec<Node>) {
        if let Some(frame) = self.frames.last_mut() {
            frame.extend(nodes);
        }
    }

    pub(super) fn open_frame(&mut self) {
        self.frames.push(Vec::new());
    }

    pub(super) fn close_frame(&mut self) -> Vec<Node> {
        // The outermost frame is the document's own.
        if self.frames.len() > 1 { self.frames.pop().unwrap_or_default() } else { Vec::new() }
    }

    pub(super) fn open_table(&mut self) {
        self.tables.push(Table::default());
        self.headers.push(false);
    }

    /// The rows of the open table that are read next are header rows.
    pub(super) fn open_header(&mut self) {
        self.set_header(true);
    }

    pub(super) fn close_header(&mut self) {
        self.set_header(false);
    }

    fn set_header(&mut self, on: bool) {
        if let Some(header) = self.headers.last_mut() {
            *header = on;
        }
    }

    pub(super) fn open_row(&mut self) {
        let header = self.headers.last().copied().unwrap_or(false);
        if let Some(table) = self.tables.last_mut() {
            table.rows.push(Row { header, ..Row::default() });
        }
    }

    pub(super) fn row(&mut self) -> Option<&mut Row> {
        self.tables.last_mut()?.rows.last_mut()
    }

    pub(super) fn open_cell(&mut self, columns: u32) {
        if let Some(row) = self.row() {
            row.cells.push(Cell { nodes: Vec::new(), columns });
        }
        self.open_frame();
    }

    pub(super) fn close_cell(&mut self) {
        let nodes = self.close_frame();
        if let Some(cell) = self.row().and_then(|row| row.cells.last_mut()) {
            cell.nodes = nodes;
        }
    }

    pub(super) fn close_table(&mut self) {
        self.headers.pop();
        if let Some(table) = self.tables.pop() {
            self.push(Node::Table(table));
        }
    }

    pub(super) fn finish(mut self) -> Vec<Node> {
        self.frames.drain(..).next().unwrap_or_default()
    }
}
