//! The outline: sections by headings.

use crate::source::{Block, BlockKind};

/// A heading with what stands under it. Section 0 is what stands before the first heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading's block; `None` for section 0.
    pub heading: Option<u32>,
    /// The heading's level, 1 to 6; 0 for section 0.
    pub level: u8,
    /// The heading was marked up by the author, not found by its look.
    pub marked: bool,
    /// The blocks: the heading first, `end` exclusive, without those of sections below it that come later.
    pub blocks: std::ops::Range<u32>,
    /// The section that this one stands in.
    pub parent: Option<u32>,
}

/// The sections of a notice, and for each block its section.
pub(super) fn outline(blocks: &[Block]) -> (Vec<Section>, Vec<u32>) {
    let mut sections = vec![Section { heading: None, level: 0, marked: false, blocks: 0..0, parent: None }];
    let mut of_block = Vec::with_capacity(blocks.len());
    for (index, block) in blocks.iter().enumerate() {
        if let BlockKind::Heading { level, marked } = block.kind {
            let id = index as u32;
            sections.push(Section { heading: Some(id), level, marked, blocks: id..id, parent: None });
        }
        let current = sections.len() - 1;
        sections[current].blocks.end = index as u32 + 1;
        of_block.push(current as u32);
    }
    nest(&mut sections);
    (sections, of_block)
}

/// Sets each section's parent from the levels.
pub(super) fn nest(sections: &mut [Section]) {
    let mut open: Vec<usize> = Vec::new();
    for index in 1..sections.len() {
        while open.last().is_some_and(|o| sections[*o].level >= sections[index].level) {
            open.pop();
        }
        sections[index].parent = open.last().map(|o| *o as u32);
        open.push(index);
    }
}
