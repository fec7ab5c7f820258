//! Text that a page shows as its lines stand.

use super::super::super::plain;
use super::super::super::wrap::Wrap;
use super::super::leaf::is_blank;
use super::super::tree::Node;
use super::Reader;

impl Reader<'_> {
    /// Text that is shown as it is laid out: free text, where it is more than a line.
    pub(super) fn preformatted(&mut self, id: usize, node: &Node) {
        self.flush();
        let start = node.children.first().map(|&child| &self.tree.nodes[child]);
        let end = node.children.last().map(|&child| &self.tree.nodes[child]);
        let only_text = node.children.iter().all(|&child| {
            self.tree.nodes[child].text.as_ref().is_some_and(|text| text.shown.as_deref().is_none_or(is_blank))
        });
        if let (Some(start), Some(end), true) = (start, end, only_text) {
            let (start, end) = (start.span.start as usize, end.span.end as usize);
            let inner = self.text.get(start..end).unwrap_or_default();
            if inner.split_whitespace().count() > 40 {
                let wrap = Wrap::measure(inner);
                self.drafts.extend(plain::read_part(self.text, start, end, wrap, &mut self.ids));
                return;
            }
        }
        self.children(id);
        self.flush();
    }
}
