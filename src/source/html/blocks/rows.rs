//! Tables, rows without a table, and lines that begin with a label.

use super::super::leaf::is_blank;
use super::super::table::Grid;
use super::super::tree::Node;
use super::{BlockKind, List, Reader, visible_text};

impl Reader<'_> {
    pub(super) fn is_row(&self, id: usize) -> bool {
        &*self.tree.nodes[id].name == "tr"
    }

    pub(super) fn is_space(&self, id: usize) -> bool {
        let text = self.tree.nodes[id].text.as_ref();
        text.is_some_and(|raw| {
            is_blank(raw.shown.as_deref().unwrap_or_else(|| self.text.get(raw.start..raw.end).unwrap_or_default()))
        })
    }

    /// Whether bold words with a colon start the line after a break: a label, as in `<b>Use:</b> ...<br>`.
    pub(super) fn labels_next_line(&self, id: usize) -> bool {
        let siblings = &self.tree.nodes[self.tree.nodes[id].parent].children;
        let Ok(at) = siblings.binary_search(&id) else { return false };
        let Some(&next) = siblings[at + 1..].iter().find(|&&next| !self.is_space(next)) else { return false };
        let node = &self.tree.nodes[next];
        let mut label = String::new();
        if matches!(&*node.name, "b" | "strong") && node.children.len() < 4 {
            visible_text(self.text, self.tree, next, &mut label);
        }
        label.trim_end().ends_with(':') && label.len() < 80
    }

    pub(super) fn table(&mut self, id: usize, node: &Node) {
        self.flush();
        let grid = Grid::of(self.tree, id);
        if node.attribute("role").is_some_and(|role| matches!(role, "presentation" | "none")) || grid.is_layout() {
            self.children(id);
            self.flush();
            return;
        }
        self.grid(&grid);
    }

    /// The cells of a table.
    pub(super) fn grid(&mut self, grid: &Grid) {
        let table = self.ids.table();
        let lists = std::mem::take(&mut self.lists);
        for &caption in &grid.captions {
            self.node(caption);
        }
        for cell in &grid.cells {
            let (row, column, header) = (cell.row, cell.column, cell.header);
            self.cells.push(BlockKind::Cell { table, row, column, header });
            let heads = usize::from(&*self.tree.nodes[cell.node].name == "th");
            self.strong += heads;
            self.children(cell.node);
            self.flush();
            self.strong -= heads;
            self.cells.pop();
        }
        self.lists = lists;
        if let Some(List { item: Some(item), .. }) = self.lists.last_mut() {
            item.fresh = false;
        }
    }
}
