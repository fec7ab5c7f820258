//! Tables: those with data are cells, those that only arrange text are read as the text they arrange.

use super::super::BlockKind;
use super::layout::Page;
use super::tree::{Kind, Node, Para, Row, Table};

/// Columns beyond this are one: a hostile span must not make anybody count.
const MAX_COLUMN: u32 = 255;
/// Cells with more words than this are prose.
const PROSE: usize = 25;

/// Lays out one table.
pub(super) fn lay_out(page: &mut Page, mut table: Table) {
    table.rows.retain(|row| !row.deleted && row.cells.iter().any(|cell| cell.nodes.iter().any(is_filled)));
    page.end_lists();
    if arranges(&table) {
        for row in table.rows {
            let labelled = row.cells.len() > 1;
            for (column, cell) in row.cells.into_iter().enumerate() {
                let mut nodes = cell.nodes;
                // The label of a row heads what stands beside it.
                if let [Node::Para(para)] = nodes.as_mut_slice()
                    && labelled
                    && column == 0
                {
                    para.embolden();
                }
                page.flow(nodes);
            }
            page.end_lists();
        }
        return;
    }
    let header = has_header(&table);
    let id = page.ids.table();
    for (row, cells) in table.rows.into_iter().enumerate() {
        let mut column = 0;
        for cell in cells.cells {
            let mut paras = Vec::new();
            collect(cell.nodes, &mut paras);
            for para in paras {
                for part in para.split() {
                    let header = header && row == 0;
                    if !part.is_blank() {
                        page.line(&part, BlockKind::Cell { table: id, row: row as u32, column, header }, 0);
                    }
                }
            }
            column = (column + cell.columns.clamp(1, 64)).min(MAX_COLUMN);
        }
    }
}

fn is_filled(node: &Node) -> bool {
    match node {
        Node::Para(para) => !para.is_blank(),
        Node::Table(table) => table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.nodes.iter().any(is_filled)),
    }
}

/// All paragraphs of a cell, those of tables in it too.
fn collect(nodes: Vec<Node>, paras: &mut Vec<Para>) {
    for node in nodes {
        match node {
            Node::Para(para) => paras.push(para),
            Node::Table(table) => {
                for cell in table.rows.into_iter().flat_map(|row| row.cells) {
                    collect(cell.nodes, paras);
                }
            }
        }
    }
}

/// The paragraphs of a cell that are not empty.
fn filled(nodes: &[Node]) -> Vec<&Node> {
    nodes.iter().filter(|node| is_filled(node)).collect()
}

/// A paragraph that can be a label or the heading of a column.
fn short(nodes: &[Node]) -> Option<Option<&Para>> {
    match filled(nodes).as_slice() {
        [] => Some(None),
        [Node::Para(para)] => {
            let short = para.words() <= 12 && !para.text.trim_end().ends_with('.');
            (short && !matches!(para.kind, Kind::Item { .. })).then_some(Some(para))
        }
        _ => None,
    }
}

/// Whether the first row heads the columns: it is marked, or its cells are all short and look alike.
fn has_header(table: &Table) -> bool {
    let Some(first) = table.rows.first() else { return false };
    if first.header {
        return true;
    }
    if table.rows.len() < 2 || first.cells.len() < 2 {
        return false;
    }
    let Some(cells) = first.cells.iter().map(|cell| short(&cell.nodes)).collect::<Option<Vec<_>>>() else {
        return false;
    };
    let bold = cells.iter().flatten().filter(|para| para.is_bold()).count();
    // A bold label beside a value that is not bold is a row of its own.
    bold == 0 || bold == cells.iter().flatten().count()
}

/// Whether a table only arranges text: boxes of one column, or labels beside prose, lists and headings.
fn arranges(table: &Table) -> bool {
    let columns = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    if columns <= 1 {
        return true;
    }
    if columns > 2 || table.rows.first().is_some_and(|row| row.header) {
        return false;
    }
    let labelled = |row: &Row| {
        row.cells.len() == 1 || row.cells.first().is_some_and(|cell| short(&cell.nodes).is_some_and(|p| p.is_some()))
    };
    let prose = |row: &Row| {
        let nodes = row.cells.get(1).map(|cell| filled(&cell.nodes)).unwrap_or_default();
        nodes.len() > 1
            || nodes.iter().any(|node| match node {
                Node::Para(para) => para.words() > PROSE || para.kind != Kind::Plain,
                Node::Table(_) => true,
            })
    };
    let first_is_header = has_header(table) && table.rows.first().is_some_and(|row| !prose(row));
    !first_is_header
        && table.rows.iter().all(labelled)
        && table.rows.iter().filter(|row| prose(row)).count() * 2 >= table.rows.len()
}
