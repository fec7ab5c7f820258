//! Code blocks of Markdown.

use std::ops::Range;

use super::super::draft::{Draft, Pieces};
use super::super::{BlockKind, Span, plain};
use super::{Quiet, Reader};

impl Reader<'_> {
    /// Code is no prose; but an indented block may well be a pasted paragraph or list.
    pub(super) fn code_block(&mut self, range: Range<usize>) {
        let quiet = self.quiet.take();
        self.loose = None;
        let code = &self.text[range.clone()];
        let end = range.start + code.trim_end().len();
        let start = range.end - code.trim_start().len();
        if start >= end {
            return;
        }
        let (mut all, mut letters, mut signs) = (0, 0, 0);
        for c in code.chars().filter(|c| !c.is_whitespace()) {
            all += 1;
            letters += usize::from(c.is_alphabetic());
            signs += usize::from("{}<>=;\\$".contains(c));
        }
        if quiet == Some(Quiet::IndentedCode) && letters * 3 > all * 2 && signs * 25 < all {
            // A quoted block would bring its `>` signs in.
            if !code.lines().any(|line| line.trim_start().starts_with('>')) {
                let line = self.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
                let from = if self.text[line..range.start].trim().is_empty() { line } else { range.start };
                let drafts = plain::read_part(self.text, from, end, self.wrap, &mut self.ids);
                self.drafts.extend(drafts);
                return;
            }
        }
        let span = Span::new(start, end);
        self.drafts.push(Draft::new(self.text, BlockKind::Code, span, Pieces::default()));
    }
}
