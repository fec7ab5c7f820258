//! From the tree of a page to its blocks.

mod laid_out;
mod panels;
mod rows;

use super::super::draft::{Draft, Ids};
use super::super::{BlockKind, Span};
use super::leaf::{Leaf, is_blank};
use super::main_text::{self, Choice};
use super::table::Grid;
use super::tree::{Node, Tree, heading, is_block};
use super::{BREAK, HEAD, SECTION, title};
use panels::Panels;

/// Reads the blocks of what was chosen.
pub(super) fn read(text: &str, tree: &Tree, choice: &Choice) -> Vec<Draft> {
    let mut reader = Reader {
        text,
        tree,
        choice,
        panels: Panels::find(tree),
        ids: Ids::default(),
        lists: Vec::new(),
        cells: Vec::new(),
        leaf: None,
        strong: 0,
        level: 1,
        section: None,
        link: Vec::new(),
        drafts: Vec::new(),
    };
    for &node in &choice.titles {
        reader.title(node);
    }
    for &root in &choice.roots {
        reader.node(root);
        reader.flush();
    }
    reader.drafts
}

/// A list that is open.
#[derive(Debug)]
struct List {
    id: u32,
    ordered: bool,
    item: Option<Item>,
}

/// An item that is open.
#[derive(Debug, Clone, Copy)]
struct Item {
    fresh: bool,
    /// It holds a heading: what follows are paragraphs.
    headed: bool,
}

struct Reader<'a> {
    text: &'a str,
    tree: &'a Tree,
    choice: &'a Choice,
    panels: Panels,
    ids: Ids,
    lists: Vec<List>,
    /// Cells that are open: the kind of their blocks.
    cells: Vec<BlockKind>,
    leaf: Option<Leaf>,
    strong: usize,
    /// The level of the last heading.
    level: u8,
    /// The level of sections whose headings are attributes.
    section: Option<u8>,
    /// Links that are open: their place and target. A link that goes over several blocks is one in each.
    link: Vec<(Span, &'a str)>,
    drafts: Vec<Draft>,
}

impl<'a> Reader<'a> {
    fn flush(&mut self) {
        if let Some(leaf) = self.leaf.take() {
            if leaf.is_empty() {
                return;
            }
            self.drafts.extend(leaf.finish(self.text));
        }
    }

    fn open(&mut self, kind: BlockKind) -> &mut Leaf {
        self.flush();
        let mut leaf = Leaf::new(kind);
        if let Some(&(whole, target)) = self.link.last() {
            leaf.open_link(whole, target);
        }
        self.leaf.insert(leaf)
    }

    /// The kind of a block of running text here.
    fn kind(&mut self) -> BlockKind {
        if let Some(cell) = self.cells.last() {
            return cell.clone();
        }
        let depth = self.lists.iter().filter(|list| !list.item.is_some_and(|item| item.headed)).count();
        match self.lists.last_mut() {
            Some(List { id, ordered, item: Some(item) }) if !item.headed => {
                let continues = !std::mem::take(&mut item.fresh);
                let depth = depth.saturating_sub(1).min(255) as u8;
                BlockKind::Item { list: *id, depth, ordered: *ordered, continues }
            }
            _ => BlockKind::Paragraph,
        }
    }

    /// The title of the page, as far as it is no code.
    fn title(&mut self, id: usize) {
        let tree = self.tree;
        self.open(BlockKind::Meta { key: "title".to_owned() });
        for text in tree.nodes[id].children.iter().filter_map(|&child| tree.nodes[child].text.as_ref()) {
            let slice = text.shown.as_deref().or(self.text.get(text.start..text.end)).unwrap_or_default();
            let prose = title::prose(slice);
            if prose < slice.len() {
                if text.shown.is_none() {
                    self.visible(text.start, text.start + prose, None);
                }
                break;
            }
            self.visible(text.start, text.end, text.shown.as_deref());
        }
        self.flush();
    }

    fn children(&mut self, id: usize) {
        let tree = self.tree;
        let children = &tree.nodes[id].children;
        let is_table = matches!(&*tree.nodes[id].name, "table" | "tbody" | "thead" | "tfoot");
        let mut at = 0;
        while let Some(&child) = children.get(at) {
            at += 1;
            if is_table {
                self.node(child);
                continue;
            }
            // Rows whose table stands in another file.
            let run = &children[at - 1..];
            let run = &run[..run.iter().take_while(|&&id| self.is_row(id) || self.is_space(id)).count()];
            if !run.iter().any(|&id| self.is_row(id)) {
                self.node(child);
                continue;
            }
            at += run.len() - 1;
            let rows =
                run.iter().filter(|&&id| self.is_row(id) && !self.choice.leaves_out(id)).map(|&row| (row, false));
            let grid = Grid::of_rows(tree, rows);
            if grid.is_layout() {
                run.iter().for_each(|&id| self.node(id));
            } else {
                self.flush();
                self.grid(&grid);
            }
        }
    }

    fn node(&mut self, id: usize) {
        let node = &self.tree.nodes[id];
        match &node.text {
            Some(text) => self.visible(text.start, text.end, text.shown.as_deref()),
            None if self.choice.leaves_out(id) || self.panels.is_list(id) => {}
            None => self.element(id, node),
        }
    }

    /// Text; control characters in it are the breaks that the mask of a template made.
    fn visible(&mut self, start: usize, end: usize, shown: Option<&str>) {
        if let Some(shown) = shown {
            self.words(Span::new(start, end), Some(shown));
            return;
        }
        let mut from = start;
        let slice = self.text.get(start..end).unwrap_or_default();
        for (at, sign) in slice.match_indices([BREAK, HEAD, SECTION]) {
            self.words(Span::new(from, start + at), None);
            from = start + at + sign.len();
            self.flush();
            if sign.starts_with(HEAD) {
                // The first one is the title of all that follows, if it stands at the start.
                let level = if self.drafts.is_empty() { 1 } else { (self.level + 1).clamp(2, 6) };
                self.open(BlockKind::Heading { level, marked: true });
            } else if sign.starts_with(SECTION) {
                let below = (self.level + 1).clamp(2, 6);
                self.level = self.section.map_or(below, |level| level.min(below));
                self.section = Some(self.level);
                self.open(BlockKind::Heading { level: self.level, marked: true });
            }
        }
        self.words(Span::new(from, end), None);
    }

    fn words(&mut self, here: Span, shown: Option<&str>) {
        if here.start >= here.end {
            return;
        }
        let visible = shown.unwrap_or_else(|| self.text.get(here.range()).unwrap_or_default());
        if self.leaf.as_ref().is_none_or(Leaf::is_empty) && is_blank(visible) {
            return;
        }
        if self.leaf.is_none() {
            let kind = self.kind();
            self.open(kind);
        }
        let bold = self.strong > 0;
        if let Some(leaf) = &mut self.leaf {
            leaf.text(self.text, here, shown, bold);
        }
    }

    fn element(&mut self, id: usize, node: &'a Node) {
        let name = &*node.name;
        if let Some(level) = heading(name) {
            if let Some(List { item: Some(item), .. }) = self.lists.last_mut()
                && self.cells.is_empty()
            {
                *item = Item { fresh: false, headed: true };
            }
            let before = (self.drafts.len(), std::mem::replace(&mut self.level, level));
            self.block(id, BlockKind::Heading { level, marked: true });
            if self.drafts.len() == before.0 {
                // An empty one heads nothing.
                self.level = before.1;
            }
            return;
        }
        match name {
            "br" => self.line_break(id, node.span),
            "hr" => self.flush(),
            "ul" | "ol" | "menu" | "dir" => {
                self.flush();
                let item = None;
                let list = List { id: self.ids.list(), ordered: name == "ol", item };
                self.lists.push(list);
                self.children(id);
                self.flush();
                self.lists.pop();
            }
            "li" => self.item(id),
            "p" => {
                self.flush();
                self.inline(id, node);
                self.flush();
            }
            "dt" | "summary" | "legend" | "caption" => {
                self.flush();
                let kind = if self.cells.is_empty() { BlockKind::Paragraph } else { self.kind() };
                let leaf = self.open(kind);
                (leaf.lead_in, leaf.term) = (name != "caption", name == "dt");
                self.strong += 1;
                self.children(id);
                self.strong -= 1;
                self.flush();
            }
            "table" => self.table(id, node),
            "pre" | "textarea" => self.preformatted(id, node),
            "a" => self.link(id, node),
            "b" | "strong" => {
                self.strong += 1;
                self.children(id);
                self.strong -= 1;
            }
            _ if is_block(name) => {
                self.flush();
                if let Some(tab) = self.panels.head(id) {
                    let level = (self.level + 1).clamp(2, 6);
                    self.block(tab, BlockKind::Heading { level, marked: true });
                }
                self.inline(id, node);
                self.flush();
            }
            _ => self.inline(id, node),
        }
    }

    /// The content of an element that its style may make bold.
    fn inline(&mut self, id: usize, node: &Node) {
        let bold = node.attribute("style").is_some_and(|style| {
            let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
            ["font-weight:bold", "font-weight:6", "font-weight:7", "font-weight:8"].iter().any(|w| style.contains(w))
        });
        self.strong += usize::from(bold);
        self.children(id);
        self.strong -= usize::from(bold);
    }

    fn block(&mut self, id: usize, kind: BlockKind) {
        self.open(kind);
        self.children(id);
        self.flush();
    }

    fn item(&mut self, id: usize) {
        self.flush();
        let loose = self.lists.is_empty();
        if loose {
            // An item without its list goes on with the one before.
            let list = match self.drafts.last().map(|draft| &draft.block.kind) {
                Some(BlockKind::Item { list, depth: 0, .. }) => *list,
                _ => self.ids.list(),
            };
            self.lists.push(List { id: list, ordered: false, item: None });
        }
        let outer = self.lists.last_mut().and_then(|list| list.item.replace(Item { fresh: true, headed: false }));
        self.children(id);
        self.flush();
        if let Some(list) = self.lists.last_mut() {
            list.item = outer;
        }
        if loose {
            self.lists.pop();
        }
    }

    /// One line break is a space; two of them, or one after a line that is all bold, end the block.
    fn line_break(&mut self, id: usize, here: Span) {
        let strong = self.strong;
        let labels = self.labels_next_line(id);
        let Some(leaf) = &mut self.leaf else { return };
        leaf.breaks += 1;
        let own_line = leaf.breaks == 1 && leaf.is_bold() && !leaf.lead_in && strong == 0;
        let prose = leaf.kind == BlockKind::Paragraph;
        if !leaf.is_empty()
            && (leaf.breaks > 1 || own_line && prose || labels && leaf.starts_bold())
            && !matches!(leaf.kind, BlockKind::Heading { .. })
        {
            self.flush();
            return;
        }
        leaf.space(here);
    }

    fn link(&mut self, id: usize, node: &'a Node) {
        let target = node.attribute("href");
        if target.is_some_and(|target| target.starts_with('#')) && self.is_anchor(id) {
            return;
        }
        if let Some(target) = target {
            self.link.push((node.span, target));
            if let Some(leaf) = &mut self.leaf {
                leaf.open_link(node.span, target);
            } else if !self.tree.nodes[id].children.iter().any(|&child| is_block(&self.tree.nodes[child].name)) {
                let kind = self.kind();
                self.open(kind);
            }
        }
        self.children(id);
        if target.is_some() {
            self.link.pop();
            if let Some(leaf) = &mut self.leaf {
                leaf.close_link();
            }
        }
    }

    /// A sign beside a heading that links to the heading itself.
    fn is_anchor(&self, id: usize) -> bool {
        let mut label = String::new();
        visible_text(self.text, self.tree, id, &mut label);
        !label.contains(char::is_alphanumeric) && label.trim().chars().count() <= 2
    }
}

/// The words that are visible in a node.
pub(super) fn visible_text(text: &str, tree: &Tree, id: usize, out: &mut String) {
    let node = &tree.nodes[id];
    if let Some(raw) = &node.text {
        out.push_str(raw.shown.as_deref().unwrap_or_else(|| text.get(raw.start..raw.end).unwrap_or_default()));
    } else if !main_text::is_dropped(tree, id) {
        for &child in &node.children {
            visible_text(text, tree, child, out);
        }
    }
}
