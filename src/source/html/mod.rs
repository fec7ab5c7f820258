//! HTML: pages and fragments, as browsers read them.

mod blocks;
mod date_line;
mod leaf;
mod main_text;
mod table;
mod title;
pub(super) mod token;
pub(super) mod tree;

use super::draft::{Draft, Ids, renumber};
use super::notes::LeftOut;
use std::ops::Range;
use tree::{Dialect, Tree};

/// Ends the block before it; stands for the quote sign of a string that holds a block of its own.
pub(super) const BREAK: char = '\u{4}';
/// The same, and what follows is a heading up to the next break.
pub(super) const HEAD: char = '\u{5}';
/// The same for the sections of a page, whose headings are all of one level.
pub(super) const SECTION: char = '\u{6}';

/// The blocks of a text, and how much of a page around them was left out.
pub(super) struct Page {
    pub(super) drafts: Vec<Draft>,
    pub(super) left_out: LeftOut,
}

/// Reads a whole text.
pub(super) fn read(text: &str, dialect: Dialect) -> Page {
    read_tree(text, &tree::build(text, dialect))
}

/// Reads a part of a text, such as a table in Markdown.
pub(super) fn read_part(text: &str, part: Range<usize>, ids: &mut Ids) -> Vec<Draft> {
    let Some(inside) = text.get(part.clone()) else { return Vec::new() };
    let tree = tree::build(inside, Dialect::Html);
    let mut drafts = blocks::read(inside, &tree, &main_text::Choice::everything(&tree));
    drafts.iter_mut().for_each(|draft| draft.move_on(part.start));
    renumber(&mut drafts, ids);
    drafts
}

/// Reads the blocks of a tree.
pub(super) fn read_tree(text: &str, tree: &Tree) -> Page {
    let choice = main_text::choose(text, tree);
    let drafts = blocks::read(text, tree, &choice);
    let left_out = if choice.is_everything() {
        LeftOut::default()
    } else {
        let all = blocks::read(text, tree, &main_text::Choice::everything(tree));
        count_left_out(&drafts, &all)
    };
    Page { drafts, left_out }
}

fn count_left_out(kept: &[Draft], all: &[Draft]) -> LeftOut {
    let mut left = LeftOut::default();
    let start = |draft: &Draft| draft.block.pieces.first().map_or(0, |piece| piece.source.start);
    let (Some(first), Some(last)) = (kept.iter().map(start).min(), kept.iter().map(start).max()) else {
        left.before = all.len();
        return left;
    };
    let mut kept: Vec<u32> = kept.iter().map(start).collect();
    kept.sort_unstable();
    for at in all.iter().map(start) {
        if at < first {
            left.before += 1;
        } else if at > last {
            left.after += 1;
        } else if kept.binary_search(&at).is_err() {
            left.between += 1;
        }
    }
    left
}
