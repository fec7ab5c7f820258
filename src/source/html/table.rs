//! The rows and columns of a table.

use super::tree::{Tree, heading};

/// A cell with its place.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) node: usize,
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) header: bool,
}

/// A table laid out.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) cells: Vec<Cell>,
    pub(super) captions: Vec<usize>,
    columns: u32,
    /// A heading or another table stands in a cell.
    holds_structure: bool,
}

impl Grid {
    /// Lays out the table of an element.
    pub(super) fn of(tree: &Tree, table: usize) -> Self {
        let mut rows: Vec<(usize, bool)> = Vec::new();
        let mut captions = Vec::new();
        for &part in &tree.nodes[table].children {
            match &*tree.nodes[part].name {
                "caption" => captions.push(part),
                "tr" => rows.push((part, false)),
                "thead" | "tbody" | "tfoot" => {
                    let head = &*tree.nodes[part].name == "thead";
                    let inner = tree.nodes[part].children.iter();
                    rows.extend(inner.filter(|&&row| &*tree.nodes[row].name == "tr").map(|&row| (row, head)));
                }
                _ => {}
            }
        }
        Self { captions, ..Self::of_rows(tree, rows) }
    }

    /// Lays out rows, each with whether it stands in the table's head.
    pub(super) fn of_rows(tree: &Tree, rows: impl IntoIterator<Item = (usize, bool)>) -> Self {
        let mut grid = Self::default();
        // How many rows a cell from above still takes up, by column.
        let mut taken: Vec<u32> = Vec::new();
        let mut number = 0;
        for (row, in_head) in rows {
            let cells = tree.nodes[row].children.iter().copied();
            let cells: Vec<usize> = cells.filter(|&cell| matches!(&*tree.nodes[cell].name, "td" | "th")).collect();
            if cells.is_empty() {
                continue;
            }
            let all_heads = cells.iter().all(|&cell| &*tree.nodes[cell].name == "th");
            let header = number == 0 && (in_head || all_heads && cells.len() > 1);
            let mut column = 0usize;
            for node in cells {
                while taken.get(column).is_some_and(|&rows| rows > 0) {
                    column += 1;
                }
                let span = |name: &str, most: usize| {
                    let value = tree.nodes[node].attribute(name).and_then(|value| value.trim().parse().ok());
                    value.unwrap_or(1usize).clamp(1, most)
                };
                let (wide, high) = (span("colspan", 64), span("rowspan", 1000));
                if taken.len() < column + wide {
                    taken.resize((column + wide).min(4096), 0);
                }
                for rows in taken.iter_mut().skip(column).take(wide) {
                    *rows = high as u32;
                }
                grid.holds_structure |= holds_structure(tree, node);
                grid.cells.push(Cell { node, row: number, column: column as u32, header });
                column += wide;
                grid.columns = grid.columns.max(column as u32);
            }
            for rows in &mut taken {
                *rows = rows.saturating_sub(1);
            }
            number += 1;
        }
        grid
    }

    /// A table that only puts things in their places on the page, or that has no rows at all.
    pub(super) fn is_layout(&self) -> bool {
        self.cells.is_empty() || self.holds_structure || self.columns < 2
    }
}

/// Whether a heading or a table stands in a cell.
fn holds_structure(tree: &Tree, cell: usize) -> bool {
    let mut open = vec![cell];
    while let Some(id) = open.pop() {
        let node = &tree.nodes[id];
        if id != cell && (heading(&node.name).is_some() || &*node.name == "table") {
            return true;
        }
        open.extend(&node.children);
    }
    false
}
