//! Where the main text of a page is, among its menus, banners and footers.

use super::blocks::visible_text;
use super::date_line;
use super::tree::{Tree, heading, is_block};

/// What of a tree is read.
#[derive(Debug, Default)]
pub(super) struct Choice {
    /// The elements that hold the main text, in order.
    pub(super) roots: Vec<usize>,
    /// The page's title, where no heading says it.
    pub(super) titles: Vec<usize>,
    /// Elements that are not read, by number.
    left_out: Vec<bool>,
    everything: bool,
}

impl Choice {
    /// All that is visible, for counting.
    pub(super) fn everything(tree: &Tree) -> Self {
        let left_out = (0..tree.nodes.len()).map(|id| is_dropped(tree, id)).collect();
        Self { roots: vec![0], titles: Vec::new(), left_out, everything: true }
    }

    /// Whether a node is not read.
    pub(super) fn leaves_out(&self, id: usize) -> bool {
        self.left_out.get(id).copied().unwrap_or_default()
    }

    /// Nothing visible was left out.
    pub(super) fn is_everything(&self) -> bool {
        self.everything
    }
}

/// Whether an element is not visible, or is no text.
pub(super) fn is_dropped(tree: &Tree, id: usize) -> bool {
    let node = &tree.nodes[id];
    if node.text.is_some() || id == 0 {
        return false;
    }
    match &*node.name {
        "head" | "title" | "script" | "style" | "template" | "noscript" | "svg" | "math" | "iframe" | "object"
        | "canvas" | "audio" | "video" | "select" | "datalist" | "input" | "xmp" | "noembed" => return true,
        "dialog" if node.attribute("open").is_none() => return true,
        "button" => {
            let parent = &tree.nodes[node.parent];
            return heading(&parent.name).is_none() && !matches!(&*parent.name, "summary" | "dt" | "th");
        }
        _ => {}
    }
    let style = node.attribute("style").unwrap_or_default();
    let style: String = style.chars().take(2000).filter(|c| !c.is_whitespace()).collect();
    node.attribute("hidden").is_some_and(|value| value != "until-found" && value != "false")
        || node.attribute("aria-hidden").is_some_and(|value| value.eq_ignore_ascii_case("true"))
        || style.to_ascii_lowercase().contains("display:none")
}

/// How much text stands in an element.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    /// Letters in all.
    text: usize,
    /// Letters in links.
    linked: usize,
    /// How many links.
    links: usize,
}

impl Weight {
    /// Letters that are no links, less those that are: what a reader comes for.
    fn prose(self) -> usize {
        self.text.saturating_sub(2 * self.linked)
    }

    fn is_links(self) -> bool {
        2 * self.linked > self.text
    }
}

fn weights(text: &str, tree: &Tree, left_out: &[bool]) -> Vec<Weight> {
    let mut weights = vec![Weight::default(); tree.nodes.len()];
    // Children come after their parents.
    for id in (0..tree.nodes.len()).rev() {
        let node = &tree.nodes[id];
        if let Some(raw) = &node.text {
            let shown = raw.shown.as_deref().unwrap_or_else(|| text.get(raw.start..raw.end).unwrap_or_default());
            weights[id].text = shown.chars().filter(|c| c.is_alphanumeric()).count();
        }
        if &*node.name == "a" {
            weights[id].linked = weights[id].text;
            weights[id].links = 1;
        }
        if left_out[id] {
            weights[id] = Weight::default();
        }
        if id > 0 {
            let own = weights[id];
            let parent = &mut weights[node.parent];
            parent.text += own.text;
            parent.linked += own.linked;
            parent.links += own.links;
        }
    }
    weights
}

/// Chooses what is read.
pub(super) fn choose(text: &str, tree: &Tree) -> Choice {
    let mut left_out: Vec<bool> = (0..tree.nodes.len()).map(|id| is_dropped(tree, id)).collect();
    let named = |name: &str| tree.nodes.iter().position(|node| &*node.name == name);
    let is_page = named("body").is_some() || named("html").is_some();
    let all = weights(text, tree, &left_out);
    let mut everything = !is_page;
    for id in 1..tree.nodes.len() {
        if left_out[tree.nodes[id].parent] {
            left_out[id] = true;
        } else if !left_out[id] && is_furniture(tree, id, &all, is_page) {
            left_out[id] = true;
            everything = false;
        }
    }
    let weights = weights(text, tree, &left_out);
    let top = if is_page { main_element(tree, &weights) } else { 0 };
    if is_page {
        trim_link_lists(tree, top, &weights, &mut left_out);
    }
    let mut roots = Vec::new();
    let has_title = |root: usize| descendants(tree, root).any(|id| &*tree.nodes[id].name == "h1" && !left_out[id]);
    let mut titles = Vec::new();
    if !has_title(top) {
        match outer_title(tree, top, &all) {
            Some(title) => {
                unhide(tree, title, &mut left_out);
                roots.push(title);
            }
            None => {
                let of_page = |id: &usize| {
                    let node = &tree.nodes[*id];
                    let parent = &*tree.nodes[node.parent].name;
                    &*node.name == "title"
                        && matches!(parent, "head" | "html" | "body" | "")
                        && all_text(text, tree, *id)
                };
                titles.extend((1..tree.nodes.len()).find(of_page));
            }
        }
    }
    roots.push(top);
    if is_page {
        let lines = date_line::find(text, tree, top, |id| left_out[id]);
        for line in lines {
            unhide(tree, line, &mut left_out);
            roots.push(line);
        }
    }
    for &title in &titles {
        left_out[title] = false;
    }
    Choice { roots, titles, left_out, everything }
}

fn all_text(text: &str, tree: &Tree, id: usize) -> bool {
    let mut shown = String::new();
    for &child in &tree.nodes[id].children {
        visible_text(text, tree, child, &mut shown);
    }
    shown.contains(char::is_alphabetic)
}

fn descendants(tree: &Tree, root: usize) -> impl Iterator<Item = usize> + '_ {
    let mut open = vec![root];
    std::iter::from_fn(move || {
        let id = open.pop()?;
        open.extend(tree.nodes[id].children.iter().rev());
        Some(id)
    })
}

fn unhide(tree: &Tree, root: usize, left_out: &mut [bool]) {
    for id in descendants(tree, root) {
        left_out[id] = is_dropped(tree, id);
    }
}

/// The heading of the page above its main text: not the site's name, which links to its start.
fn outer_title(tree: &Tree, top: usize, weights: &[Weight]) -> Option<usize> {
    let mut before = (1..top).filter(|&id| {
        let node = &tree.nodes[id];
        &*node.name == "h1" && weights[id].text > 2 && weights[id].links == 0
    });
    before.rfind(|&id| ancestors(tree, id).all(|id| !is_dropped(tree, id) && id != top))
}

fn ancestors(tree: &Tree, id: usize) -> impl Iterator<Item = usize> + '_ {
    let mut at = id;
    std::iter::from_fn(move || {
        (at != 0).then(|| {
            at = tree.nodes[at].parent;
            at
        })
    })
}

/// The element that holds the main text of a page: marked as such, or the innermost one that holds nearly all
/// of the prose.
fn main_element(tree: &Tree, weights: &[Weight]) -> usize {
    let all = weights[0].prose();
    let best = |wanted: &dyn Fn(usize) -> bool| {
        (1..tree.nodes.len()).filter(|&id| wanted(id)).max_by_key(|&id| (weights[id].prose(), usize::MAX - id))
    };
    let marked = best(&|id| {
        let node = &tree.nodes[id];
        &*node.name == "main" || node.attribute("role") == Some("main")
    });
    if let Some(id) = marked.filter(|&id| 4 * weights[id].prose() > all) {
        return id;
    }
    let article = best(&|id| &*tree.nodes[id].name == "article");
    if let Some(id) = article.filter(|&id| 3 * weights[id].prose() > 2 * all) {
        return id;
    }
    let mut top = 0;
    loop {
        let whole = weights[top].prose();
        let inner = tree.nodes[top].children.iter().copied().filter(|&id| {
            let node = &tree.nodes[id];
            node.text.is_none()
                && (is_block(&node.name) || node.name.contains('-'))
                && !matches!(&*node.name, "p" | "ul" | "ol" | "dl" | "table" | "pre" | "blockquote")
        });
        match inner.max_by_key(|&id| weights[id].prose()) {
            Some(id) if whole > 0 && 10 * weights[id].prose() >= 9 * whole => top = id,
            _ => return top,
        }
    }
}

/// Whether an element is part of the page around a text: menus, banners, the way back to the start.
fn is_furniture(tree: &Tree, id: usize, weights: &[Weight], is_page: bool) -> bool {
    let node = &tree.nodes[id];
    if node.text.is_some() || heading(&node.name).is_some() {
        return false;
    }
    let weight = weights[id];
    let all = weights[0].text.max(1);
    let small = 4 * weight.text < all;
    let inside = || {
        ancestors(tree, id).any(|id| {
            let node = &tree.nodes[id];
            matches!(&*node.name, "main" | "article") || node.attribute("role") == Some("main")
        })
    };
    let role = node.attribute("role").unwrap_or_default();
    match &*node.name {
        "nav" => return weight.is_links() || small,
        "aside" if is_page => return small && (!inside() || weight.is_links()),
        "header" | "footer" if is_page => return small && !inside(),
        "footer" => return weight.is_links() && weight.links > 1,
        "form" => return small && is_page && weight.text < 200,
        _ => {}
    }
    if small {
        match role {
            "navigation" | "search" | "menu" | "menubar" | "toolbar" | "dialog" | "alertdialog" => return true,
            "banner" | "contentinfo" | "complementary" if is_page && !inside() => return true,
            _ => {}
        }
    }
    let class = node.attribute("class").unwrap_or_default();
    let names = class.split_ascii_whitespace().take(40).chain(node.attribute("id"));
    small && names.map(str::to_ascii_lowercase).any(|name| is_furniture_name(&name, weight, is_page))
}

/// Names that the makers of pages give to what stands around the text.
fn is_furniture_name(name: &str, weight: Weight, is_page: bool) -> bool {
    let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    let word = |words: &[&str]| name.split(['-', '_']).any(|own| words.contains(&own));
    let cookie = name.contains("cookie") && has(&["banner", "bar", "consent", "popup", "modal", "notice", "message"]);
    cookie && weight.text < 1500
        || has(&["skip-link", "skiplink", "skip-to", "breadcrumb"])
        || is_page
            && weight.text < 1500
            && (word(&["navbar", "navigation", "sidebar", "pagination", "pager", "topbar", "masthead", "offcanvas"])
                || word(&["footer", "header", "menu", "nav", "share", "social", "related", "newsletter", "popup"])
                    && (weight.is_links() || weight.links > 3)
                || word(&["modal", "overlay", "lightbox"]) && weight.text < 600)
}

/// Leaves out lists of links that stand beside the text, not in it.
fn trim_link_lists(tree: &Tree, top: usize, weights: &[Weight], left_out: &mut [bool]) {
    for &id in &tree.nodes[top].children {
        let weight = weights[id];
        let name = &*tree.nodes[id].name;
        if matches!(name, "div" | "section" | "ul" | "aside") && weight.links > 2 && 5 * weight.linked > 4 * weight.text
        {
            left_out[id] = true;
        }
    }
}
