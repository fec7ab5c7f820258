//! Units: what a phrase is matched in.

use super::{NormalText, Section, sentence};
use crate::source::{Block, BlockKind};

/// What kind of unit it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// The notice's title.
    Title,
    /// A heading.
    Heading,
    /// A sentence of a paragraph.
    Sentence,
    /// A sentence of a list item, read with its lead-in.
    Item,
    /// A sentence of a table cell, read with its column's heading.
    Cell,
    /// A value of the front matter.
    Meta,
}

/// A sentence, heading, list item or cell.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its kind.
    pub kind: UnitKind,
    /// Its block.
    pub block: u32,
    /// Its section.
    pub section: u32,
    /// Its paragraph: a list belongs to its lead-in's, a table row is one.
    pub paragraph: u32,
    /// Token numbers in reading order, the lead-in first.
    pub tokens: Vec<u32>,
    /// How many of them are the lead-in.
    pub own: u32,
    /// A list follows directly.
    pub leads: bool,
    /// The unit that is its lead-in, if any.
    pub lead: Option<u32>,
    /// A heading that is a term of a definition list, and so an entry of it too.
    pub term: bool,
    /// For cells: the unit of the column's heading.
    pub column: Option<u32>,
}

/// A lead-in longer than this is cut from the front: what matters stands right before the list.
const LONGEST_LEAD: usize = 60;

/// A unit longer than this goes on in another one: no heading and no sentence is, and matching stays cheap.
const LONGEST_UNIT: usize = 1000;

/// How many bytes of a heading or paragraph are its number (`4.`, `2.1 `, `(b) `, `C. `): it says nothing of what the section is about.
fn number_before(heading: &str) -> usize {
    let sign = |c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | '(');
    let number = heading.len() - heading.trim_start_matches(sign).len();
    let letter = || {
        let inner = heading.strip_prefix('(').unwrap_or(heading);
        let mut chars = inner.chars();
        let one = chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && matches!(chars.next(), Some('.' | ')'));
        if one { heading.len() - inner.len() + 2 } else { 0 }
    };
    let number = if heading[..number].contains(|c: char| c.is_ascii_digit()) { number } else { letter() };
    let rest = &heading[number..];
    let words = rest.trim_start();
    let apart = number > 0 && number <= 8 && words.len() < rest.len() && words.starts_with(char::is_uppercase);
    if apart { heading.len() - words.len() } else { 0 }
}

/// Makes the units of all blocks.
pub(super) fn units(blocks: &[Block], text: &NormalText, sections: &[Section], section_of: &[u32]) -> Vec<Unit> {
    let mut maker = Maker {
        blocks,
        text,
        section_of,
        title: title(blocks, sections),
        units: Vec::new(),
        paragraph: 0,
        lead: None,
        stack: Vec::new(),
        columns: Vec::new(),
        token: 0,
    };
    for index in 0..blocks.len() {
        maker.block(index);
    }
    maker.units
}

/// The block of the title: the first heading, where it has the highest level of all.
pub(super) fn title(blocks: &[Block], sections: &[Section]) -> Option<u32> {
    let first = sections.get(1)?;
    let top = sections.iter().skip(1).map(|s| s.level).min()?;
    let alone = sections.iter().skip(1).filter(|s| s.level == top).count() == 1;
    let at_start = blocks[..first.heading? as usize].iter().all(|b| matches!(b.kind, BlockKind::Meta { .. }));
    let lone_part = sections.len() == 2 && first.marked && first.level > 1;
    (first.level == top && (alone || at_start) && !lone_part).then_some(first.heading).flatten()
}

struct Maker<'a> {
    blocks: &'a [Block],
    text: &'a NormalText,
    section_of: &'a [u32],
    title: Option<u32>,
    units: Vec<Unit>,
    paragraph: u32,
    /// The unit that ended the block before, if it can lead into a list.
    lead: Option<u32>,
    /// Open lists: id and the lead-in of their items.
    stack: Vec<(u32, Option<u32>)>,
    /// Heading units of the columns of the open table.
    columns: Vec<Option<u32>>,
    /// The next token that has not been given to a unit.
    token: usize,
}

impl Maker<'_> {
    fn block(&mut self, index: usize) {
        let block = &self.blocks[index];
        match &block.kind {
            BlockKind::Code => {
                self.lead = None;
                self.skip(index);
            }
            BlockKind::Meta { .. } => self.sentences(index, UnitKind::Meta, None, None),
            BlockKind::Heading { .. } => {
                self.stack.clear();
                self.paragraph += 1;
                let kind = if self.title == Some(index as u32) { UnitKind::Title } else { UnitKind::Heading };
                let first = self.units.len();
                self.whole(index, kind);
                self.lead = (self.units.len() > first).then_some(first as u32);
                self.paragraph += 1;
            }
            BlockKind::Paragraph => {
                self.stack.clear();
                self.paragraph += 1;
                let first = self.units.len();
                // A heading in the same line leads into what follows it: `Retention: seven years`.
                let before = index.checked_sub(1).map(|before| &self.blocks[before]);
                let run_in = before
                    .is_some_and(|b| matches!(b.kind, BlockKind::Heading { .. }) && b.span.end == block.span.start);
                let lead = self.lead.filter(|_| run_in);
                self.sentences(index, UnitKind::Sentence, lead, None);
                self.lead = (self.units.len() > first).then(|| self.units.len() as u32 - 1);
            }
            BlockKind::Item { list, continues, .. } => self.item(index, *list, *continues),
            BlockKind::Cell { row, column, header, .. } => self.cell(index, *row, *column, *header),
        }
    }

    fn item(&mut self, index: usize, list: u32, continues: bool) {
        while self.stack.last().is_some_and(|(open, _)| *open != list)
            && self.stack.iter().any(|(open, _)| *open == list)
        {
            self.stack.pop();
        }
        if self.stack.last().is_none_or(|(open, _)| *open != list) {
            let lead = self.lead.take();
            if let Some(unit) = lead.and_then(|l| self.units.get_mut(l as usize)) {
                unit.leads = true;
            } else {
                self.paragraph += 1;
            }
            self.stack.push((list, lead));
        }
        let lead = self.stack.last().and_then(|(_, lead)| *lead);
        let first = self.units.len();
        self.sentences(index, UnitKind::Item, if continues { None } else { lead }, None);
        self.lead = (self.units.len() > first).then(|| self.units.len() as u32 - 1);
    }

    fn cell(&mut self, index: usize, row: u32, column: u32, header: bool) {
        if column == 0 {
            self.paragraph += 1;
            if row == 0 {
                self.columns.clear();
            }
        }
        let heading = self.columns.get(column as usize).copied().flatten();
        let first = self.units.len();
        if header {
            self.whole(index, UnitKind::Cell);
            self.columns.resize((column as usize + 1).max(self.columns.len()), None);
            self.columns[column as usize] = (self.units.len() > first).then_some(first as u32);
        } else {
            self.sentences(index, UnitKind::Cell, heading, heading);
        }
        self.lead = None;
        self.stack.clear();
    }

    fn skip(&mut self, index: usize) {
        while self.text.tokens.get(self.token).is_some_and(|t| t.block as usize <= index) {
            self.token += 1;
        }
    }

    /// Leaves out what stands in a block before this byte.
    fn skip_to(&mut self, index: usize, byte: u32) {
        while self.text.tokens.get(self.token).is_some_and(|t| t.block as usize <= index && t.start < byte) {
            self.token += 1;
        }
    }

    fn whole(&mut self, index: usize, kind: UnitKind) {
        let range = self.text.blocks[index].clone();
        let (start, end) = (range.start, range.end);
        if matches!(kind, UnitKind::Heading) {
            let text = &self.text.plain[start as usize..end as usize];
            self.skip_to(index, start + number_before(text) as u32);
        }
        self.units_to(index, kind, end, None, None);
    }

    /// Makes units of the tokens up to this byte; more than one only where there are very many.
    fn units_to(&mut self, index: usize, kind: UnitKind, end: u32, lead: Option<u32>, column: Option<u32>) {
        let mut lead = lead;
        while self.text.tokens.get(self.token).is_some_and(|t| t.block as usize <= index && t.start < end) {
            self.unit(index, kind, end, lead, column);
            lead = lead.filter(|_| column.is_some());
        }
    }

    fn sentences(&mut self, index: usize, kind: UnitKind, lead: Option<u32>, column: Option<u32>) {
        let range = self.text.blocks[index].clone();
        let text = &self.text.plain[range.start as usize..range.end as usize];
        let number = number_before(text);
        if text[..number].contains(['.', ')']) {
            // The number of a clause is none of its words; that of a house is.
            self.skip_to(index, range.start + number as u32);
        }
        for (n, sentence) in sentence::sentences(text).into_iter().enumerate() {
            // The lead-in belongs to the first sentence of an item; a cell's heading to all of its sentences.
            let lead = if n == 0 || column.is_some() { lead } else { None };
            self.units_to(index, kind, range.start + sentence.end as u32, lead, column);
        }
        self.skip(index);
    }

    /// Makes a unit of the tokens up to this byte.
    fn unit(&mut self, index: usize, kind: UnitKind, end: u32, lead: Option<u32>, column: Option<u32>) {
        let mut tokens = Vec::new();
        if let Some(lead) = lead.and_then(|l| self.units.get(l as usize)) {
            let own = &lead.tokens[..];
            tokens.extend_from_slice(&own[own.len().saturating_sub(LONGEST_LEAD)..]);
        }
        let own = tokens.len() as u32;
        while let Some(token) = self.text.tokens.get(self.token) {
            if token.block as usize > index || token.start >= end || tokens.len() >= LONGEST_UNIT {
                break;
            }
            if token.block as usize == index {
                tokens.push(self.token as u32);
            }
            self.token += 1;
        }
        if tokens.len() as u32 == own {
            return;
        }
        self.units.push(Unit {
            kind,
            block: index as u32,
            section: self.section_of[index],
            paragraph: self.paragraph,
            tokens,
            own,
            leads: false,
            term: self.blocks[index].term && kind == UnitKind::Heading,
            lead,
            column,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::number_before;

    #[test]
    fn numbers_of_headings() {
        let bare = |heading: &str| heading[number_before(heading)..].to_owned();
        assert_eq!(bare("4. Your rights"), "Your rights");
        assert_eq!(bare("2.1 How long"), "How long");
        assert_eq!(bare("(b) Cookies"), "Cookies");
        assert_eq!(bare("C. Cookies"), "Cookies");
        assert_eq!(bare("12) Cookies"), "Cookies");
        for whole in ["2018 changes", "3 months", "A word on cookies", "U.K. law", "Cookies", "4.", ""] {
            assert_eq!(bare(whole), whole);
        }
    }
}
