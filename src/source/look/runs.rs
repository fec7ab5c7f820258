//! Short lines one after the other: headings, an address, or a list without bullets.

use super::super::BlockKind;
use super::{Class, Look, Role};

impl Look<'_> {
    /// Looks at every run of short paragraphs.
    pub(super) fn short_lines(&mut self) {
        let mut at = 0;
        while at < self.drafts.len() {
            if !self.is_member(at) {
                at += 1;
                continue;
            }
            let start = at;
            while at < self.drafts.len() && self.is_member(at) {
                at += 1;
            }
            self.run(start, at);
        }
    }

    /// A short line of which nothing is known yet.
    fn is_member(&self, index: usize) -> bool {
        let shape = &self.shapes[index];
        self.is_paragraph(index)
            && self.roles[index] == Role::Keep
            && shape.is_short_line()
            && !shape.is_metadata()
            && !shape.is_link_line()
            && !self.is_link(index)
            && !self.is_definition(index)
    }

    fn gap(&self, index: usize) -> bool {
        self.drafts.get(index).is_none_or(|draft| draft.gap)
    }

    fn head(&mut self, index: usize) {
        self.roles[index] = Role::Head(Class::Plain);
    }

    /// Decides for the run of short lines `start..end`.
    fn run(&mut self, mut start: usize, end: usize) {
        let at_top = (0..start).all(|i| matches!(self.kind(i), Some(BlockKind::Meta { .. })));
        let title =
            end - start > 1 || self.has_body(start) || matches!(self.kind(end), Some(BlockKind::Heading { .. }));
        if at_top && title && self.shapes[start].may_head() {
            self.head(start);
            start += 1;
        }
        // Where some lines are set apart and others are not, blank lines tell what belongs together.
        let apart = (start + 1..end).filter(|&index| self.gap(index)).count();
        if apart == 0 || start + 1 + apart >= end {
            self.group(start, end, at_top);
            return;
        }
        let mut from = start;
        for index in start + 1..=end {
            if index == end || self.gap(index) {
                self.group(from, index, false);
                from = index;
            }
        }
    }

    /// Decides for short lines that belong together.
    fn group(&mut self, mut start: usize, mut end: usize, at_top: bool) {
        if start >= end {
            return;
        }
        let lead_in = start > 0 && self.shapes[start - 1].colon && self.roles[start - 1] == Role::Keep;
        let body = end < self.drafts.len() && self.has_body(end - 1);
        if (start..end).any(|index| self.shapes[index].is_contact()) {
            self.contact_lines(start, end, lead_in, body);
            return;
        }
        let length = end - start;
        let last_heads = body && self.shapes[end - 1].may_head();
        if length <= 2 && !lead_in {
            let contact_after = self.shapes.get(end).is_some_and(|next| next.is_contact() || next.is_metadata());
            let name = contact_after && self.shapes[end - 1].is_name() && !self.gap(start);
            if last_heads && !name {
                self.head(end - 1);
                if length == 2 && self.shapes[start].may_head() {
                    self.head(start);
                }
            }
            return;
        }
        if length == 3 && at_top && last_heads {
            for index in (start..end).filter(|&index| self.shapes[index].may_head()) {
                self.roles[index] = Role::Head(Class::Plain);
            }
            return;
        }
        // Only the first and the last of many can be headings; all between are items.
        let apart = (start + 1..end - 1).all(|index| !self.gap(index));
        let last_apart = self.gap(end - 1) && apart && (length > 2 || !self.gap(start));
        if last_heads && (self.shapes[end - 1].starts_like_heading() || last_apart) {
            self.head(end - 1);
            end -= 1;
        }
        if !lead_in && end - start > 2 {
            let rest_close = (start + 2..end).all(|index| !self.gap(index));
            let first_apart = self.gap(start) && self.gap(start + 1) && rest_close;
            if self.shapes[start].may_head() && (self.shapes[start].starts_like_heading() || first_apart) {
                self.head(start);
                start += 1;
            }
        }
        if end - start >= 2 || (lead_in && end > start && !self.gap(end)) {
            self.make_list(start, end);
        }
    }

    /// An address: only a line set off from it can head it.
    fn contact_lines(&mut self, start: usize, end: usize, lead_in: bool, body: bool) {
        let first = &self.shapes[start];
        if end - start > 1 && !lead_in && first.may_head() {
            let set_off = self.gap(start) && self.gap(start + 1) && (start + 2..end).all(|i| !self.gap(i));
            if set_off || !first.is_name() {
                self.head(start);
            }
        }
        let last = &self.shapes[end - 1];
        let set_off = self.gap(end - 1) && (start + 1..end - 1).all(|i| !self.gap(i));
        if body && last.may_head() && (last.starts_like_heading() || set_off) {
            self.head(end - 1);
        }
    }
}
