//! The line at the foot of a page that says when it was changed. The rest of a page's foot is left out.

use super::blocks::visible_text;
use super::tree::Tree;

/// The most characters of such a line.
const LONGEST: usize = 160;
/// What it says of the page.
const WORDS: [&str; 8] = ["updated", "reviewed", "revised", "approved", "amended", "modified", "effective", "version"];

/// The elements of a page's feet that say when it was changed: the innermost ones. None where the main text says so itself.
pub(super) fn find(text: &str, tree: &Tree, top: usize, is_left_out: impl Fn(usize) -> bool) -> Vec<usize> {
    let main = tree.nodes.get(top).map(|node| node.span).unwrap_or_default();
    let is_foot = |id: usize| {
        let node = &tree.nodes[id];
        is_left_out(id) && (&*node.name == "footer" || node.attribute("role") == Some("contentinfo"))
    };
    let feet: Vec<usize> =
        (1..tree.nodes.len()).filter(|&id| is_foot(id) && !is_left_out(tree.nodes[id].parent)).collect();
    if feet.is_empty()
        || (1..tree.nodes.len()).any(|id| main.holds(tree.nodes[id].span) && !is_left_out(id) && says(text, tree, id))
    {
        return Vec::new();
    }
    let mut found = Vec::new();
    for foot in feet {
        let mut open = vec![foot];
        while let Some(id) = open.pop() {
            if says(text, tree, id) {
                found.push(id);
            } else {
                open.extend(tree.nodes[id].children.iter().rev());
            }
        }
    }
    found.sort_unstable();
    found
}

/// Whether all that an element says is when something was changed.
fn says(text: &str, tree: &Tree, id: usize) -> bool {
    let node = &tree.nodes[id];
    if !matches!(&*node.name, "p" | "li" | "small" | "span" | "div" | "dd" | "td" | "time") {
        return false;
    }
    let (start, end) = (node.span.start as usize, node.span.end as usize);
    if end - start > 6 * LONGEST {
        return false;
    }
    let mut shown = String::new();
    visible_text(text, tree, id, &mut shown);
    let shown = shown.trim().to_lowercase();
    let year = shown.match_indices("20").any(|(at, _)| {
        let digits = shown[at..].bytes().take_while(u8::is_ascii_digit).count();
        digits == 4 && !shown[..at].ends_with(|c: char| c.is_ascii_digit())
    });
    let word = || shown.split(|c: char| !c.is_alphabetic()).any(|word| WORDS.contains(&word));
    shown.chars().count() <= LONGEST && year && word() && !shown.contains(['©', '{']) && !shown.contains("cookie")
}
