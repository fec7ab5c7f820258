//! Markdown, with whatever free text its author left in it.

mod code;
mod entity;
mod front_matter;
mod html;
mod leaf;
mod whole;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::draft::{Draft, Ids};
use super::wrap::Wrap;
use super::{BlockKind, Span};
use leaf::{Break, Leaf};

/// Reads a whole text.
pub(super) fn read(text: &str) -> Vec<Draft> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut reader = Reader::new(text);
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.flush();
    reader.drafts
}

/// Reads a piece of HTML, such as a value of a locale file.
pub(super) fn read_html(text: &str) -> Vec<Draft> {
    let mut reader = Reader::new(text);
    reader.html_line(0..text.len());
    reader.html_block();
    reader.drafts
}

/// Reads front matter at the start of a text, for a reader that knows where it ends.
pub(super) fn front_matter(text: &str, range: Range<usize>, drafts: &mut Vec<Draft>) {
    front_matter::read(text, range, drafts);
}

/// A list or item that is open.
#[derive(Debug)]
enum Container {
    List {
        id: u32,
        ordered: bool,
    },
    Item {
        start: usize,
        /// Nothing of it has been handed on yet.
        fresh: bool,
        /// It holds a heading: the item is only its number, and what follows are paragraphs.
        headed: bool,
    },
}

/// Where in a table the reader is.
#[derive(Debug, Default)]
struct Cell {
    table: u32,
    row: u32,
    column: u32,
    header: bool,
}

/// What is inside is no visible text of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quiet {
    FrontMatter,
    Code,
    IndentedCode,
}

struct Reader<'a> {
    text: &'a str,
    wrap: Wrap,
    ids: Ids,
    stack: Vec<Container>,
    /// Lists that are open, without those whose item is a heading.
    depth: usize,
    /// The block whose inline content is being collected.
    leaf: Option<Leaf>,
    quiet: Option<Quiet>,
    /// The leaf is a term of a definition list.
    term: bool,
    /// Where the definitions of the last term start among the blocks.
    definitions: Vec<usize>,
    /// Source ranges of the HTML block that is open.
    html: Vec<Range<usize>>,
    /// Lists that HTML blocks have opened.
    html_lists: Vec<(u32, bool)>,
    /// A table or definition list of HTML with blank lines in it was read up to here, whatever Markdown makes of it.
    read_to: usize,
    /// One was never closed: no other is looked for behind its stretch of HTML.
    unclosed: bool,
    cell: Cell,
    /// The list of the bullets found in running paragraphs.
    loose: Option<u32>,
    drafts: Vec<Draft>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Reader {
            text,
            wrap: Wrap::measure(text),
            ids: Ids::default(),
            stack: Vec::new(),
            depth: 0,
            leaf: None,
            quiet: None,
            term: false,
            definitions: Vec::new(),
            html: Vec::new(),
            html_lists: Vec::new(),
            read_to: 0,
            unclosed: false,
            cell: Cell::default(),
            loose: None,
            drafts: Vec::new(),
        }
    }
}

impl Reader<'_> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        let text = self.text;
        let of_html = matches!(event, Event::Html(_) | Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock));
        if range.start < self.read_to && !of_html {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Html(_) => self.html_line(range),
            _ if self.quiet.is_some() => {}
            Event::Text(shown) => self.leaf_at(range.start).text(text, range, &shown),
            Event::Code(shown) => self.leaf_at(range.start).code(text, range, &shown),
            Event::SoftBreak => self.leaf_at(range.start).line_end(range, Break::Soft),
            Event::HardBreak => self.leaf_at(range.start).line_end(range, Break::Hard),
            Event::InlineHtml(tag) => {
                let leaf = self.leaf_at(range.start);
                html::inline(leaf, text, &tag, range);
            }
            _ => {}
        }
    }

    /// The open leaf; the text of tight list items stands in none of its own.
    fn leaf_at(&mut self, start: usize) -> &mut Leaf {
        self.leaf.get_or_insert_with(|| Leaf::new(BlockKind::Paragraph, start))
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        let here = Span::new(range.start, range.end);
        match tag {
            Tag::Paragraph => self.open(BlockKind::Paragraph, range.start),
            Tag::Heading { level, .. } => {
                self.open(BlockKind::Heading { level: depth(level), marked: true }, range.start);
            }
            Tag::List(first) => {
                self.flush();
                let id = self.ids.list();
                self.stack.push(Container::List { id, ordered: first.is_some() });
                self.depth += 1;
            }
            Tag::Item => {
                self.flush();
                self.stack.push(Container::Item { start: range.start, fresh: true, headed: false });
            }
            Tag::DefinitionListTitle => {
                self.settle_definitions();
                self.open(BlockKind::Paragraph, range.start);
                self.term = true;
            }
            Tag::DefinitionListDefinition => {
                self.flush();
                self.definitions.push(self.drafts.len());
            }
            Tag::BlockQuote(_) | Tag::DefinitionList => self.flush(),
            Tag::CodeBlock(kind) => {
                self.flush();
                let indented = kind == CodeBlockKind::Indented;
                self.quiet = Some(if indented { Quiet::IndentedCode } else { Quiet::Code });
            }
            Tag::HtmlBlock => self.flush(),
            Tag::MetadataBlock(_) => self.quiet = Some(Quiet::FrontMatter),
            Tag::Table(_) => {
                self.flush();
                self.loose = None;
                self.cell = Cell { table: self.ids.table(), row: 0, column: 0, header: false };
            }
            Tag::TableHead => (self.cell.column, self.cell.header) = (0, true),
            Tag::TableRow => self.cell.column = 0,
            Tag::TableCell => {
                let Cell { table, row, column, header } = self.cell;
                self.open(BlockKind::Cell { table, row, column, header }, range.start);
            }
            Tag::Strong => self.leaf_at(range.start).strong += 1,
            Tag::Emphasis | Tag::Strikethrough => {}
            Tag::Image { .. } => self.leaf_at(range.start).hidden += 1,
            Tag::Link { link_type, dest_url, .. } => {
                let target = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                self.leaf_at(range.start).open_link(here, target.into());
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::BlockQuote(_) => self.close(range.end),
            TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => {
                self.flush();
                self.term = false;
            }
            TagEnd::DefinitionList => self.settle_definitions(),
            TagEnd::TableCell => {
                self.close(range.end);
                self.cell.column += 1;
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.cell.header = false;
                self.cell.row += 1;
            }
            TagEnd::Item | TagEnd::List(_) => {
                self.flush();
                match self.stack.pop() {
                    Some(Container::List { .. }) => self.depth = self.depth.saturating_sub(1),
                    Some(Container::Item { headed: true, .. }) => self.depth += 1,
                    _ => {}
                }
            }
            TagEnd::CodeBlock => self.code_block(range),
            TagEnd::MetadataBlock(_) => {
                self.quiet = None;
                front_matter::read(self.text, range, &mut self.drafts);
            }
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::Strong => self.with_leaf(|leaf| leaf.strong = leaf.strong.saturating_sub(1)),
            TagEnd::Image => self.with_leaf(|leaf| leaf.hidden = leaf.hidden.saturating_sub(1)),
            TagEnd::Link => self.with_leaf(Leaf::close_link),
            _ => {}
        }
    }

    /// Several definitions of one term are a list under it.
    fn settle_definitions(&mut self) {
        let starts = std::mem::take(&mut self.definitions);
        if starts.len() < 2 {
            return;
        }
        let list = self.ids.list();
        for start in starts {
            if let Some(draft) = self.drafts.get_mut(start)
                && draft.block.kind == BlockKind::Paragraph
            {
                draft.block.kind = BlockKind::Item { list, depth: 0, ordered: false, continues: false };
            }
        }
    }

    fn with_leaf(&mut self, change: impl FnOnce(&mut Leaf)) {
        if let Some(leaf) = &mut self.leaf {
            change(leaf);
        }
    }

    fn open(&mut self, kind: BlockKind, start: usize) {
        self.flush();
        self.leaf = Some(Leaf::new(kind, start));
    }

    /// Ends the open leaf where its text ends.
    fn flush(&mut self) {
        let end = self.leaf.as_ref().map_or(0, Leaf::end);
        self.close(end);
    }

    /// Ends the open leaf at `end` and hands on its blocks.
    fn close(&mut self, end: usize) {
        let Some(leaf) = self.leaf.take() else { return };
        let (kind, start) = (leaf.kind.clone(), leaf.start);
        let end = start + self.text.get(start..end).unwrap_or_default().trim_end().len();
        if kind != BlockKind::Paragraph {
            let one = leaf.whole(self.text, end);
            if let (BlockKind::Heading { .. }, Some(Container::Item { fresh, headed, .. })) =
                (&kind, self.stack.last_mut())
            {
                if !*headed {
                    self.depth = self.depth.saturating_sub(1);
                }
                (*fresh, *headed) = (false, true);
            }
            self.loose = None;
            self.push(kind, Span::new(start, end), one);
            return;
        }
        let in_item = matches!(self.stack.last(), Some(Container::Item { .. }));
        for part in leaf.parts(self.text, end, self.wrap, in_item) {
            self.paragraph(part);
        }
    }

    fn push(&mut self, kind: BlockKind, span: Span, part: leaf::Part) {
        let (bold, bold_lead) = (part.bold, part.bold_lead);
        let mut draft = Draft::new(self.text, kind, span, part.pieces).with_links(part.links);
        draft.bold = bold;
        draft.bold_lead = bold_lead.filter(|_| !bold);
        if self.term {
            (draft.bold, draft.block.term, draft.bold_lead) = (true, true, None);
        }
        if !draft.block.pieces.is_empty() {
            self.drafts.push(draft);
        }
    }

    /// Hands on a paragraph, or a part of one: plain, or part of an item, or an item by its own bullet.
    fn paragraph(&mut self, mut part: leaf::Part) {
        let mut span = part.span;
        let depth = self.depth.min(255) as u8;
        if let Some((length, ordered)) = part.bullet(self.text) {
            let list = *self.loose.get_or_insert_with(|| self.ids.list());
            part.pieces = std::mem::take(&mut part.pieces).without_front(self.text, length);
            self.push(BlockKind::Item { list, depth, ordered, continues: false }, span, part);
            return;
        }
        self.loose = None;
        // A line without indentation after an item is part of it for Markdown, but not for its author.
        if part.lazy {
            if let Some(Container::List { id, .. }) =
                self.stack.iter_mut().rev().find(|c| matches!(c, Container::List { .. }))
            {
                *id = self.ids.list();
            }
            self.push(BlockKind::Paragraph, span, part);
            return;
        }
        let kind = match self.stack.as_mut_slice() {
            [.., Container::List { id, ordered }, Container::Item { start, fresh, headed: false }] => {
                let continues = !std::mem::take(fresh);
                if !continues {
                    span.start = span.start.min(*start as u32);
                }
                BlockKind::Item { list: *id, depth: depth.saturating_sub(1), ordered: *ordered, continues }
            }
            _ => BlockKind::Paragraph,
        };
        self.push(kind, span, part);
    }

    fn html_line(&mut self, range: Range<usize>) {
        let range = range.start.max(self.read_to)..range.end;
        if range.is_empty() {
            return;
        }
        // The lines of an item are indented.
        let indented = |end: usize| self.text[end..range.start].bytes().all(|byte| byte == b' ');
        match self.html.last_mut() {
            Some(last) if last.end <= range.start && indented(last.end) => last.end = range.end,
            _ => self.html.push(range),
        }
    }

    fn html_block(&mut self) {
        for mut stretch in std::mem::take(&mut self.html) {
            while let Some(found) = whole::first(self.text, &stretch, self.stack.is_empty() && !self.unclosed) {
                self.html_stretch(stretch.start..found.range.start);
                self.loose = None;
                self.drafts.extend(super::html::read_part(self.text, found.range.clone(), &mut self.ids));
                stretch.start = found.range.end.min(stretch.end);
                if found.beyond {
                    self.read_to = found.range.end;
                }
            }
            self.unclosed |= self.stack.is_empty() && whole::opens(self.text, &stretch);
            self.html_stretch(stretch);
        }
    }

    fn html_stretch(&mut self, stretch: Range<usize>) {
        let depth = self.depth.min(255) as u8;
        let mut blocks =
            html::Blocks { text: self.text, ids: &mut self.ids, lists: &mut self.html_lists, depth, found: Vec::new() };
        blocks.read(stretch);
        let found = blocks.found;
        if !found.is_empty() {
            self.loose = None;
        }
        for (kind, span, part) in found {
            self.push(kind, span, part);
        }
    }
}

fn depth(level: HeadingLevel) -> u8 {
    level as u8
}
