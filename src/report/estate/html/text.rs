//! The text of a notice with evidence and findings marked where they stand.

use super::super::Member;
use super::super::text::{Body, Mark, Part};
use super::card::card;
use super::write::Html;
use crate::check::Severity;
use crate::source::BlockKind;
use std::collections::{BTreeMap, BTreeSet};

/// Places of one element's evidence that are marked.
pub(super) const MOST_EVIDENCE: usize = 20;
/// Lists inside lists are shown this deep.
const DEEPEST: u8 = 8;

/// What a mark is for.
#[derive(Debug, Clone, Copy)]
enum What {
    Finding(usize),
    Evidence(usize, usize),
}

/// The text of one notice, ready to be written.
#[derive(Debug)]
pub(super) struct Marked<'a> {
    notice: &'a Member,
    body: &'a Body,
    number: usize,
    what: Vec<What>,
    marks: Vec<Mark>,
    /// The findings that stand under each block.
    under: BTreeMap<usize, Vec<usize>>,
    /// Marks whose beginning was written.
    begun: BTreeSet<usize>,
    /// The level of the first heading, which all others are set against.
    top: Option<u8>,
}

impl<'a> Marked<'a> {
    /// Finds the place of each mark.
    pub(super) fn new(notice: &'a Member, body: &'a Body, number: usize) -> Self {
        let (mut what, mut marks) = (Vec::new(), Vec::new());
        let mut under: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, held) in notice.findings.iter().enumerate() {
            let Some(span) = held.span.filter(|_| held.finding.suppressed.is_none()) else { continue };
            let meets = |part: &Part| part.span().is_some_and(|own| own.start < span.end && span.start < own.end);
            let Some(block) = body.parts.iter().position(meets) else { continue };
            under.entry(block).or_default().push(index);
            marks.push(Mark { span, id: what.len() });
            what.push(What::Finding(index));
        }
        for (element, spans) in notice.evidence.iter().enumerate() {
            for (at, span) in spans.iter().take(MOST_EVIDENCE).enumerate() {
                marks.push(Mark { span: *span, id: what.len() });
                what.push(What::Evidence(element, at));
            }
        }
        Self { notice, body, number, what, marks, under, begun: BTreeSet::new(), top: None }
    }

    /// Whether a finding stands in the text.
    pub(super) fn holds(&self, finding: usize) -> bool {
        self.under.values().any(|findings| findings.contains(&finding))
    }

    /// Writes the text.
    pub(super) fn write(mut self, page: &mut Html) {
        let mut at = 0;
        while let Some(part) = self.body.parts.get(at) {
            let next = match part.kind {
                BlockKind::Item { .. } => {
                    let end = self.end_of(at, |kind| matches!(kind, BlockKind::Item { .. }));
                    self.list(page, at, end, 0);
                    end
                }
                BlockKind::Cell { table, .. } => {
                    let end = self.end_of(at, |kind| matches!(kind, BlockKind::Cell { table: t, .. } if *t == table));
                    self.table(page, at, end);
                    (at..end).for_each(|block| self.cards(page, block));
                    end
                }
                _ => {
                    self.single(page, part, at);
                    self.cards(page, at);
                    at + 1
                }
            };
            at = next;
        }
        if self.body.left_out > 0 {
            let words =
                format!("The rest of the text ({} more blocks) is left out of this report.", self.body.left_out);
            page.leaf("p", &[("class", "note")], &words);
        }
    }

    fn end_of(&self, start: usize, same: impl Fn(&BlockKind) -> bool) -> usize {
        let rest = self.body.parts.get(start..).unwrap_or_default();
        start + rest.iter().take_while(|part| same(&part.kind)).count()
    }

    fn single(&mut self, page: &mut Html, part: &'a Part, at: usize) {
        if part.is_blank() {
            return;
        }
        match &part.kind {
            BlockKind::Heading { level, .. } => {
                let top = *self.top.get_or_insert(*level);
                let name = if *level <= top { "h5" } else { "h6" };
                page.el(name, &[], |page| self.inline(page, at));
            }
            BlockKind::Code => page.el("pre", &[("tabindex", "0")], |page| self.inline(page, at)),
            BlockKind::Meta { key } => page.el("p", &[("class", "key")], |page| {
                page.leaf("strong", &[], key);
                page.text(": ");
                self.inline(page, at);
            }),
            _ => page.el("p", &[], |page| self.inline(page, at)),
        }
    }

    /// Items from `start` to `end`, those at `depth` in this list and deeper ones in lists inside it.
    fn list(&mut self, page: &mut Html, start: usize, end: usize, depth: u8) {
        let mut at = start;
        while at < end {
            let Some((list, ordered)) = self.item(at).map(|(list, _, ordered, _)| (list, ordered)) else { return };
            // One list: up to an item of the same depth that belongs to another.
            let stop = (at + 1..end)
                .find(|next| self.item(*next).is_some_and(|(l, d, _, _)| d <= depth && l != list))
                .unwrap_or(end);
            page.el(if ordered { "ol" } else { "ul" }, &[], |page| {
                let mut item = at;
                while item < stop {
                    let last = self.item_end(item, stop, depth);
                    page.el("li", &[], |page| self.one_item(page, item, last, depth));
                    item = last;
                }
            });
            at = stop;
        }
    }

    /// An item, its further paragraphs and the lists inside it.
    fn one_item(&mut self, page: &mut Html, start: usize, end: usize, depth: u8) {
        self.inline(page, start);
        self.cards(page, start);
        let mut at = start + 1;
        while at < end {
            let deeper = |at: usize| self.item(at).is_some_and(|(_, d, _, _)| d > depth) && depth < DEEPEST;
            if deeper(at) {
                let stop = (at..end).find(|next| !deeper(*next)).unwrap_or(end);
                self.list(page, at, stop, depth + 1);
                at = stop;
            } else {
                page.el("p", &[], |page| self.inline(page, at));
                self.cards(page, at);
                at += 1;
            }
        }
    }

    fn item_end(&self, start: usize, stop: usize, depth: u8) -> usize {
        let new = |at: &usize| self.item(*at).is_some_and(|(_, d, _, continues)| d <= depth && !continues);
        (start + 1..stop).find(new).unwrap_or(stop)
    }

    fn item(&self, at: usize) -> Option<(u32, u8, bool, bool)> {
        match self.body.parts.get(at)?.kind {
            BlockKind::Item { list, depth, ordered, continues } => Some((list, depth, ordered, continues)),
            _ => None,
        }
    }

    fn table(&mut self, page: &mut Html, start: usize, end: usize) {
        let mut rows: BTreeMap<u32, BTreeMap<u32, Vec<usize>>> = BTreeMap::new();
        for at in start..end {
            if let Some(BlockKind::Cell { row, column, .. }) = self.body.parts.get(at).map(|part| &part.kind) {
                rows.entry(*row).or_default().entry(*column).or_default().push(at);
            }
        }
        let label = format!("Table in {}", self.notice.title);
        let attributes = [("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", label.as_str())];
        page.el("div", &attributes, |page| {
            page.el("table", &[], |page| {
                for cells in rows.values() {
                    page.el("tr", &[], |page| cells.values().for_each(|blocks| self.cell(page, blocks)));
                }
            });
        });
    }

    fn cell(&mut self, page: &mut Html, blocks: &[usize]) {
        let parts = || blocks.iter().filter_map(|at| self.body.parts.get(*at));
        let header = parts().any(|part| matches!(part.kind, BlockKind::Cell { header: true, .. }));
        let blank = parts().all(Part::is_blank);
        let (name, attributes): (_, &[_]) = if header && !blank { ("th", &[("scope", "col")]) } else { ("td", &[]) };
        page.el(name, attributes, |page| {
            for (index, at) in blocks.iter().enumerate() {
                if index > 0 {
                    page.void("br", &[]);
                }
                self.inline(page, *at);
            }
        });
    }

    fn cards(&mut self, page: &mut Html, block: usize) {
        for finding in self.under.get(&block).cloned().unwrap_or_default() {
            card(page, self.notice, self.number, finding, true);
        }
    }

    /// The words of a block. Marks that overlap are cut into stretches, so that no element stands across another.
    fn inline(&mut self, page: &mut Html, block: usize) {
        let Some(part) = self.body.parts.get(block) else { return };
        let stretches = part.stretches(&self.marks);
        let mut open: Vec<usize> = Vec::new();
        for (at, stretch) in stretches.iter().enumerate() {
            for id in &stretch.marks {
                if self.begun.insert(*id) {
                    self.begin(page, *id);
                    open.push(*id);
                }
            }
            if stretch.marks.is_empty() {
                page.text(stretch.text);
            } else {
                self.mark(page, stretch.text, &stretch.marks);
            }
            let after = stretches.get(at + 1).map_or(&[][..], |next| &next.marks);
            for id in &stretch.marks {
                if open.contains(id) && !after.contains(id) {
                    open.retain(|other| other != id);
                    self.reference(page, *id);
                }
            }
        }
    }

    fn begin(&self, page: &mut Html, id: usize) {
        match self.what.get(id) {
            Some(What::Finding(finding)) => {
                page.leaf("span", &[("id", &format!("n{}-w{}", self.number, finding + 1))], "");
            }
            Some(What::Evidence(element, at)) => {
                let target = format!("n{}-e{}-{}", self.number, element + 1, at + 1);
                let title = self.notice.elements.get(*element).map_or("", |element| &element.title);
                page.leaf("span", &[("id", &target), ("class", "vh ev")], &format!("[{title}:] "));
            }
            None => {}
        }
    }

    fn mark(&self, page: &mut Html, text: &str, marks: &[usize]) {
        let (mut findings, mut elements) = (Vec::new(), BTreeSet::new());
        let mut severity = None;
        for what in marks.iter().filter_map(|id| self.what.get(*id)) {
            match what {
                What::Finding(index) => {
                    findings.push(format!("n{}-f{}", self.number, index + 1));
                    severity = severity.max(self.notice.findings.get(*index).map(|held| held.finding.severity));
                }
                What::Evidence(element, _) => {
                    elements.extend(self.notice.elements.get(*element).map(|element| &*element.id));
                }
            }
        }
        let class = match (severity, elements.is_empty()) {
            (None, _) => "ev",
            (Some(Severity::Error), true) => "error",
            (Some(Severity::Warning), true) => "warning",
            (Some(Severity::Info), true) => "info",
            (Some(Severity::Error), false) => "error ev",
            (Some(Severity::Warning), false) => "warning ev",
            (Some(Severity::Info), false) => "info ev",
        };
        let (findings, elements) = (findings.join(" "), elements.into_iter().collect::<Vec<_>>().join(" "));
        let mut attributes = vec![("class", class)];
        if !findings.is_empty() {
            attributes.push(("data-f", &findings));
        }
        if !elements.is_empty() {
            attributes.push(("data-e", &elements));
        }
        page.leaf("mark", &attributes, text);
    }

    fn reference(&self, page: &mut Html, id: usize) {
        if let Some(What::Finding(finding)) = self.what.get(id) {
            let number = finding + 1;
            let target = format!("#n{}-f{number}", self.number);
            page.el("a", &[("class", "ref"), ("href", &target)], |page| {
                page.spoken("Finding ");
                page.text(&number.to_string());
            });
        }
    }
}
