//! Headings and lists that are only so by their look.
//!
//! Free text has headings that are nothing but short lines, and lists that are nothing but lines one after
//! the other; a file with markup often has some of both between its marked headings. This pass runs over the
//! blocks of every reader: first each block gets a role from its look and what stands around it, then the
//! headings get their levels.

mod labels;
mod questions;
mod run_in;
mod runs;

use super::BlockKind;
use super::draft::Draft;
use super::shape::{Shape, numbering};

/// What a block is by its look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// What the reader said.
    Keep,
    /// A heading.
    Head(Class),
    /// An item of a list without bullets; which list.
    Item(u32),
}

/// How a heading stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// By its number; how many parts the number has.
    Numbered(u8),
    /// In capitals.
    Capitals,
    /// Bold.
    Bold,
    /// By being a short line only.
    Plain,
}

/// Blocks, their looks and their roles.
struct Look<'a> {
    drafts: &'a [Draft],
    shapes: Vec<Shape>,
    roles: Vec<Role>,
    next_list: u32,
}

/// Finds headings and lists by look and sets the kinds of the blocks.
pub(super) fn find_headings(text: &str, drafts: &mut Vec<Draft>) {
    questions::split(text, drafts);
    run_in::split(text, drafts);
    labels::head_rows(text, drafts);
    let shapes: Vec<Shape> = drafts.iter().map(|draft| Shape::of(&draft.block, text)).collect();
    let lists = drafts.iter().filter_map(|draft| match draft.block.kind {
        BlockKind::Item { list, .. } => Some(list + 1),
        _ => None,
    });
    let next_list = lists.max().unwrap_or(0);
    let roles = vec![Role::Keep; drafts.len()];
    let mut look = Look { drafts, shapes, roles, next_list };
    look.numbered_items();
    look.standing_out();
    look.semicolon_lists();
    look.short_lines();
    let Look { roles, shapes, .. } = look;
    set_kinds(drafts, &roles, &shapes);
}

impl Look<'_> {
    fn kind(&self, index: usize) -> Option<&BlockKind> {
        self.drafts.get(index).map(|draft| &draft.block.kind)
    }

    fn is_paragraph(&self, index: usize) -> bool {
        self.kind(index) == Some(&BlockKind::Paragraph)
    }

    /// A later paragraph of an item.
    fn is_continued(&self, index: usize) -> bool {
        matches!(self.kind(index), Some(BlockKind::Item { continues: true, .. }))
    }

    /// Says what the term before it means, or answers what heads it in the same paragraph, so it heads nothing.
    fn is_definition(&self, index: usize) -> bool {
        let is_head = |index: usize| self.drafts[index].block.term || self.drafts[index].run_in;
        index > 0 && is_head(index - 1) && !is_head(index)
    }

    /// Whether something stands after a block that a heading can head.
    fn has_body(&self, index: usize) -> bool {
        match self.kind(index + 1) {
            None | Some(BlockKind::Meta { .. }) => false,
            Some(BlockKind::Heading { .. }) => false,
            Some(_) => true,
        }
    }

    /// The whole line is a link: it leads elsewhere and heads nothing.
    fn is_link(&self, index: usize) -> bool {
        let block = &self.drafts[index].block;
        let (Some(first), Some(last)) = (block.pieces.first(), block.pieces.last()) else {
            return false;
        };
        block.links.iter().any(|link| link.label.start <= first.source.start && last.source.end <= link.label.end)
    }

    /// `1. Who we are` with a paragraph after it is a heading, not a list of one.
    fn numbered_items(&mut self) {
        let mut found = Vec::new();
        for index in 0..self.drafts.len() {
            let Some(BlockKind::Item { list, depth: 0, ordered: true, continues: false }) = self.kind(index) else {
                continue;
            };
            let among_items =
                index > 0 && matches!(self.kind(index - 1), Some(BlockKind::Item { list: other, .. }) if other == list);
            let shape = &self.shapes[index];
            let may = if self.drafts[index].bold { shape.may_head_boldly() } else { shape.may_head() };
            if !may || self.is_link(index) {
                continue;
            }
            match self.kind(index + 1) {
                Some(BlockKind::Paragraph) if !among_items => found.push((index, true)),
                // Part of a row whose table fell apart.
                Some(BlockKind::Cell { .. }) if shape.text.contains('|') => {}
                Some(BlockKind::Cell { .. }) if !among_items => found.push((index, true)),
                // A table ends the list that the heading before it was taken for.
                Some(BlockKind::Cell { .. }) if self.is_continued(index - 1) => found.push((index, false)),
                Some(BlockKind::Item { list: next, continues: true, .. }) if next == list => {
                    // A short item that goes on in a paragraph of its own.
                    let bold = self.drafts[index].bold;
                    found.push((index, !among_items || bold));
                }
                Some(BlockKind::Item { depth, .. }) if *depth > 0 && !shape.colon => found.push((index, false)),
                _ => {}
            }
        }
        // A list under a number is one only where other numbers are headings beyond doubt.
        let sure = found.iter().filter(|(_, sure)| *sure).count();
        for (index, is_sure) in found {
            if is_sure || sure > 1 {
                self.roles[index] = Role::Head(Class::Numbered(1));
            }
        }
    }

    /// Bold lines, numbered lines, lines in capitals and questions.
    fn standing_out(&mut self) {
        for index in 0..self.drafts.len() {
            if self.drafts[index].run_in {
                self.roles[index] = Role::Head(Class::Bold);
                continue;
            }
            if !self.is_paragraph(index) || !self.has_body(index) || self.is_link(index) || self.is_definition(index) {
                continue;
            }
            let shape = &self.shapes[index];
            let numbered = numbering(&shape.text).filter(|_| shape.may_head() && shape.words <= 12);
            let class = if let Some((depth, _)) = numbered {
                Class::Numbered(depth)
            } else if self.drafts[index].bold
                && (shape.may_head_boldly() || self.drafts[index].block.term && shape.is_short_line())
            {
                Class::Bold
            } else if shape.is_capitals() && shape.words <= 12 && shape.may_head_boldly() && !shape.is_exclamation() {
                Class::Capitals
            } else if shape.is_question() && shape.may_head() {
                Class::Plain
            } else {
                continue;
            };
            self.roles[index] = Role::Head(class);
        }
    }

    /// After a lead-in with a colon, paragraphs that end in semicolons are items, and so is the one after
    /// them.
    fn semicolon_lists(&mut self) {
        let mut index = 0;
        while index + 1 < self.drafts.len() {
            index += 1;
            if !self.shapes[index - 1].colon || !self.is_paragraph(index) {
                continue;
            }
            let start = index;
            while self.is_paragraph(index) && self.shapes[index].semicolon && self.roles[index] == Role::Keep {
                index += 1;
            }
            if index == start {
                continue;
            }
            let ends_list = self.is_paragraph(index) && self.roles[index] == Role::Keep && !self.shapes[index].colon;
            let end = if ends_list { index + 1 } else { index };
            if end - start >= 2 {
                self.make_list(start, end);
            }
            index = end.max(start + 1) - 1;
        }
    }

    fn make_list(&mut self, start: usize, end: usize) {
        let list = self.next_list;
        self.next_list += 1;
        self.roles[start..end].fill(Role::Item(list));
    }
}

/// Gives the blocks their kinds and the headings their levels.
fn set_kinds(drafts: &mut [Draft], roles: &[Role], shapes: &[Shape]) {
    let count = |wanted: fn(Class) -> bool| {
        roles.iter().filter(|role| matches!(role, Role::Head(class) if wanted(*class))).count()
    };
    let numbered = count(|class| matches!(class, Class::Numbered(_))) > 1;
    let capitals = count(|class| class == Class::Capitals) > 1;
    let first = drafts.iter().position(|draft| !matches!(draft.block.kind, BlockKind::Meta { .. }));
    let mut marked: Option<u8> = None;
    // The heading by look that stands directly before, if it is not the title.
    let mut before: Option<u8> = None;
    // The level of the terms of a list, up to the next heading that is none.
    let mut terms: Option<u8> = None;
    // The list whose item became a heading: what is inside is inside no longer.
    let mut opened: Option<u32> = None;
    for (index, draft) in drafts.iter_mut().enumerate() {
        let kind = &mut draft.block.kind;
        match roles[index] {
            Role::Keep => {}
            Role::Item(list) => {
                *kind = BlockKind::Item { list, depth: 0, ordered: false, continues: false };
            }
            Role::Head(class) => {
                opened = if let BlockKind::Item { list, .. } = kind { Some(*list) } else { None };
                let base = match (marked, class) {
                    (Some(level), Class::Numbered(depth)) => level + depth,
                    (Some(level), _) => level + 1,
                    (None, Class::Numbered(depth)) => 1 + depth,
                    (None, Class::Capitals) => 2,
                    (None, _) => 2 + u8::from(numbered || capitals),
                };
                let is_title = Some(index) == first && marked.is_none() && !matches!(class, Class::Numbered(_));
                let level = match before {
                    _ if is_title => 1,
                    Some(level) if !matches!(class, Class::Numbered(_)) => base.max(level + 1),
                    _ => base,
                };
                let level = terms.filter(|_| draft.block.term).unwrap_or(level).min(6);
                terms = (draft.block.term && !is_title).then_some(level);
                *kind = BlockKind::Heading { level, marked: false };
                before = (!is_title).then_some(level);
                continue;
            }
        }
        match kind {
            BlockKind::Heading { level, marked: true } => {
                // Underlining turns a whole paragraph into a heading where a blank line was forgotten.
                if shapes[index].long {
                    *kind = BlockKind::Paragraph;
                } else {
                    marked = Some(*level);
                    (opened, terms) = (None, None);
                }
            }
            BlockKind::Item { list, depth, continues, .. } => {
                if opened == Some(*list) && *continues {
                    *kind = BlockKind::Paragraph;
                } else if opened.is_some() && *depth > 0 {
                    *depth -= 1;
                } else {
                    opened = None;
                }
            }
            _ => {}
        }
        before = None;
    }
}
