//! Tables of labels and what they label: `| **Who sees it** | Our staff |`.

use super::super::BlockKind;
use super::super::draft::Draft;
use super::super::shape::Shape;

/// One bold cell may be there for emphasis.
const FEWEST_ROWS: usize = 2;

/// The first cells of a table of two columns head what stands beside them, where all of them are bold and no row of headings
/// stands over the columns.
pub(super) fn head_rows(text: &str, drafts: &mut [Draft]) {
    let mut at = 0;
    while at < drafts.len() {
        let BlockKind::Cell { table, .. } = drafts[at].block.kind else {
            at += 1;
            continue;
        };
        let of_table = |draft: &&Draft| matches!(draft.block.kind, BlockKind::Cell { table: own, .. } if own == table);
        let end = at + drafts[at..].iter().take_while(of_table).count();
        if is_labelled(text, &drafts[at..end]) {
            for draft in &mut drafts[at..end] {
                let label = matches!(draft.block.kind, BlockKind::Cell { column: 0, .. });
                draft.block.kind = BlockKind::Paragraph;
                (draft.run_in, draft.block.term) = (label, label);
            }
        }
        at = end;
    }
}

fn is_labelled(text: &str, cells: &[Draft]) -> bool {
    let place = |draft: &Draft| match draft.block.kind {
        BlockKind::Cell { row, column, header: false, .. } => Some((row, column)),
        _ => None,
    };
    let places: Option<Vec<(u32, u32)>> = cells.iter().map(place).collect();
    let Some(places) = places else { return false };
    let labels = places.iter().filter(|(_, column)| *column == 0).count();
    let rows = places.chunk_by(|a, b| a.0 == b.0);
    let mut whole = rows.map(|row| row[0].1 == 0 && row.len() > 1 && row[1..].iter().all(|(_, column)| *column == 1));
    labels >= FEWEST_ROWS
        && whole.all(|whole| whole)
        && cells.iter().zip(&places).all(|(cell, (_, column))| {
            let shape = || Shape::of(&cell.block, text);
            if *column == 0 { cell.bold && shape().may_head_boldly() } else { !cell.bold }
        })
}
