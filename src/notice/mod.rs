//! The document model: what a reader sees in a notice, with a way back to every byte.
//!
//! [`Notice::new`] joins the blocks of a source into one normalised text, cuts it into tokens, sentences and
//! units (a sentence, a heading, a cell, or a list item with its lead-in), finds typed values (dates,
//! periods, e-mail addresses, citations) and the outline of sections. It knows no rule and no pattern of a rule.

mod outline;
mod sentence;
mod text;
mod token;
mod unit;
pub mod values;

pub use outline::Section;
pub use text::NormalText;
pub use token::Token;
pub use unit::{Unit, UnitKind};

use crate::source::{Block, BlockKind, Span};
use values::Value;

/// The document model of one source.
#[derive(Debug, Clone)]
pub struct Notice {
    /// The blocks, as the format reader gave them.
    pub blocks: Vec<Block>,
    /// The normalised text with its tokens.
    pub text: NormalText,
    /// Sections by heading; 0 stands before the first heading.
    pub sections: Vec<Section>,
    /// For each block its section.
    pub section_of: Vec<u32>,
    /// What phrases are matched in, in the order of the notice.
    pub units: Vec<Unit>,
    /// Typed values, sorted by start.
    pub values: Vec<Value>,
    /// The block of the title.
    pub title: Option<u32>,
}

impl Notice {
    /// Builds the model from the blocks of a source text.
    pub fn new(source: &str, blocks: Vec<Block>) -> Self {
        let text = NormalText::new(source, &blocks);
        let (sections, section_of) = outline::outline(&blocks);
        let units = unit::units(&blocks, &text, &sections, &section_of);
        let values = values::scan(&text.plain, &text.tokens);
        let title = unit::title(&blocks, &sections);
        Self { blocks, text, sections, section_of, units, values, title }
    }

    /// The source extent of the unit's own words.
    pub fn unit_span(&self, unit: &Unit) -> Span {
        self.tokens_span(&unit.tokens[unit.own as usize..])
    }

    /// The source extent of some tokens in reading order.
    pub fn tokens_span(&self, tokens: &[u32]) -> Span {
        let at = |token: Option<&u32>| token.and_then(|t| self.text.tokens.get(*t as usize)).map(|t| t.source);
        match (at(tokens.first()), at(tokens.last())) {
            (Some(first), Some(last)) => first.to(last),
            _ => Span::default(),
        }
    }

    /// The block that holds a byte of the source, or the one that starts before it.
    pub fn block_at(&self, byte: u32) -> usize {
        let before = self.blocks.iter().enumerate().filter(|(_, block)| block.span.start <= byte);
        before.max_by_key(|(index, block)| (block.span.start, *index)).map_or(0, |(index, _)| index)
    }

    /// The normalised text of a block, with its capitals.
    pub fn block_text(&self, block: u32) -> &str {
        self.text.blocks.get(block as usize).map_or("", |r| &self.text.plain[r.start as usize..r.end as usize])
    }

    /// The title's words, else the title of the front matter, else an empty text.
    pub fn title_text(&self) -> &str {
        let of_page = || self.meta("title").unwrap_or_default();
        self.title.map_or_else(of_page, |block| self.block_text(block))
    }

    /// A section's heading, or an empty text.
    pub fn heading_text(&self, section: u32) -> &str {
        self.sections.get(section as usize).and_then(|s| s.heading).map_or("", |block| self.block_text(block))
    }

    /// The section and those around it, innermost first.
    pub fn around(&self, section: u32) -> impl Iterator<Item = u32> {
        std::iter::successors(Some(section), |s| self.sections.get(*s as usize).and_then(|s| s.parent))
    }

    /// Gives the sections other levels and sets all parents anew.
    pub fn set_levels(&mut self, levels: &[u8]) {
        for (section, level) in self.sections.iter_mut().zip(levels) {
            section.level = *level;
        }
        outline::nest(&mut self.sections);
    }

    /// The value of the front matter under a key.
    pub fn meta(&self, key: &str) -> Option<&str> {
        self.blocks.iter().enumerate().find_map(|(index, block)| match &block.kind {
            BlockKind::Meta { key: k } if k.eq_ignore_ascii_case(key) => Some(self.block_text(index as u32)),
            _ => None,
        })
    }
}
