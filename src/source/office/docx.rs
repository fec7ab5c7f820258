//! DOCX: the document part of an Office Open XML package.

use super::archive::Archive;
use super::docx_styles::{Numbering, Properties, Relations, Styles};
use super::layout::render;
use super::tree::{Kind, Node, Para, Tree};
use super::xml::{Handler, Tag, walk};
use super::{Fault, Rendered};

/// Reads a package.
pub(super) fn read(mut archive: Archive) -> Result<Rendered, Fault> {
    // Not every producer calls the document `word/document.xml`.
    let named = match archive.part("_rels/.rels")? {
        Some(xml) => Relations::read("_rels/.rels", &xml)?
            .of_type("officeDocument")
            .map(|t| t.trim_start_matches('/').to_owned()),
        None => None,
    };
    let mut document = named.unwrap_or_else(|| "word/document.xml".to_owned());
    let xml = match archive.part(&document)? {
        Some(xml) => xml,
        None => {
            document = "word/document.xml".to_owned();
            archive.part(&document)?.ok_or_else(|| Fault::new("it has no part word/document.xml"))?
        }
    };
    let (folder, name) = document.rsplit_once('/').unwrap_or(("", &document));
    let relations = match archive.part(&format!("{folder}/_rels/{name}.rels"))? {
        Some(xml) => Relations::read("document.xml.rels", &xml)?,
        None => Relations::default(),
    };
    let beside = |kind: &str| match relations.of_type(kind) {
        Some(target) if target.starts_with('/') => target[1..].to_owned(),
        Some(target) => format!("{folder}/{target}"),
        None => format!("{folder}/{kind}.xml"),
    };
    let (styles, numbering) = (beside("styles"), beside("numbering"));
    let styles = match archive.part(&styles)? {
        Some(xml) => Styles::read("styles.xml", &xml)?,
        None => Styles::default(),
    };
    let numbering = match archive.part(&numbering)? {
        Some(xml) => Numbering::read("numbering.xml", &xml)?,
        None => Numbering::default(),
    };
    let properties = match archive.part("docProps/core.xml")? {
        // Whoever cannot read the properties can still read the text.
        Some(xml) => Properties::read("docProps/core.xml", &xml).unwrap_or_default(),
        None => Properties::default(),
    };
    let mut reader = Reader {
        styles: &styles,
        numbering: &numbering,
        relations: &relations,
        tree: Tree::new(),
        paras: Vec::new(),
        fields: Vec::new(),
        branches: Vec::new(),
        take: Take::Nothing,
    };
    walk(&document, &xml, &mut reader)?;
    Ok(render(reader.tree.finish(), properties.found))
}

/// What the text between the tags is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Take {
    Nothing,
    Text,
    Instruction,
}

/// A field: what it shows comes after its instruction.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    shows: bool,
}

/// A paragraph that is open.
#[derive(Debug, Default)]
struct Open {
    para: Para,
    /// Bold by its style.
    bold: bool,
    style: Option<String>,
    list: Option<u32>,
    level: Option<u8>,
    outline: Option<u8>,
    /// Depth in its own properties, and in those of a run.
    properties: u32,
    run_properties: u32,
    run_bold: Option<bool>,
    hidden: bool,
    /// Links that are open: where the label starts, and the target.
    links: Vec<(usize, Option<String>)>,
    /// Text boxes that hang on it.
    after: Vec<Node>,
}

struct Reader<'a> {
    styles: &'a Styles,
    numbering: &'a Numbering,
    relations: &'a Relations,
    tree: Tree,
    /// Open paragraphs: those of text boxes stand inside another.
    paras: Vec<Open>,
    fields: Vec<Field>,
    /// Alternatives that are open, and whether one branch has been taken.
    branches: Vec<bool>,
    take: Take,
}

impl Reader<'_> {
    fn open_link(&mut self, target: Option<String>) {
        if let Some(open) = self.paras.last_mut() {
            open.links.push((open.para.text.len(), target));
        }
    }

    fn close_link(&mut self) {
        if let Some(open) = self.paras.last_mut()
            && let Some((start, Some(target))) = open.links.pop()
            && start < open.para.text.len()
        {
            open.para.links.push((start..open.para.text.len(), target));
        }
    }

    /// Adds visible text to the open paragraph.
    fn show(&mut self, text: &str) {
        if self.fields.iter().any(|field| !field.shows) {
            return;
        }
        if let Some(open) = self.paras.last_mut().filter(|open| !open.hidden) {
            let bold = open.run_bold.unwrap_or(open.bold);
            open.para.push(text, bold);
        }
    }

    fn field(&mut self, kind: &str) {
        match kind {
            // Nobody nests fields so deep; a hostile file must not make the search in `show` long.
            "begin" if self.fields.len() < 64 => self.fields.push(Field::default()),
            "separate" => {
                let target = self.fields.last_mut().and_then(|field| {
                    field.shows = true;
                    hyperlink(&field.instruction)
                });
                if target.is_some() {
                    self.open_link(target);
                }
            }
            "end" => {
                if let Some(field) = self.fields.pop()
                    && field.shows
                    && hyperlink(&field.instruction).is_some()
                {
                    self.close_link();
                }
            }
            _ => {}
        }
    }

    /// An element in the properties of a paragraph or of a run.
    fn property(&mut self, name: &str, tag: &Tag) -> bool {
        let styles = self.styles;
        let Some(open) = self.paras.last_mut() else { return true };
        let of_run = open.properties == 0;
        match name {
            "pStyle" if !of_run => {
                let id = tag.get("val");
                open.bold = styles.look(id.as_deref()).bold;
                open.style = id;
            }
            "numId" => open.list = tag.number("val"),
            "ilvl" => open.level = tag.number("val"),
            "outlineLvl" => open.outline = tag.number("val"),
            "b" if of_run => open.run_bold = Some(tag.is_on()),
            "rStyle" if of_run => {
                let bold = tag.get("val").and_then(|id| styles.is_bold(&id));
                open.run_bold = open.run_bold.or(bold);
            }
            "vanish" if of_run => open.hidden = tag.is_on(),
            "pPrChange" | "rPrChange" | "sectPr" | "tabs" | "del" | "ins" | "moveFrom" => return false,
            _ => {}
        }
        true
    }

    fn close_para(&mut self) {
        let Some(mut open) = self.paras.pop() else { return };
        // A link of a field may go on in the next paragraph; its label here ends here.
        while let Some((start, target)) = open.links.pop() {
            if let Some(target) = target.filter(|_| start < open.para.text.len()) {
                open.para.links.push((start..open.para.text.len(), target));
            }
        }
        open.para.links.sort_by_key(|(at, _)| at.start);
        let look = self.styles.look(open.style.as_deref());
        let outline = open.outline.map_or(look.heading, |level| (level < 9).then(|| (level + 1).min(6)));
        let list = open.list.or(look.list);
        let level = open.level.or(look.level).unwrap_or(0).min(8);
        open.para.kind = match (outline, list) {
            _ if look.title => Kind::Title,
            (Some(level), _) => Kind::Heading(level),
            (None, Some(list)) if list > 0 => {
                let ordered = self.numbering.is_ordered(list, level);
                Kind::Item { key: list, level, ordered, continues: false }
            }
            // A list style that names no list; list 0 takes a paragraph out of its style's.
            (None, None) if let Some(ordered) = look.list_name => {
                Kind::Item { key: u32::MAX, level, ordered, continues: false }
            }
            _ => Kind::Plain,
        };
        if !look.contents {
            self.tree.push(Node::Para(open.para));
        }
        self.tree.extend(open.after);
    }
}

impl Handler for Reader<'_> {
    fn start(&mut self, name: &str, tag: &Tag) -> Result<bool, Fault> {
        // Drawings and formulas have paragraphs and texts of their own kind.
        if matches!(tag.prefix(), "a" | "m") {
            return Ok(tag.prefix() == "a");
        }
        let in_properties = self.paras.last().is_some_and(|open| open.properties + open.run_properties > 0);
        match name {
            "pPr" | "rPr" => {
                if let Some(open) = self.paras.last_mut() {
                    let depth = if name == "pPr" { &mut open.properties } else { &mut open.run_properties };
                    *depth += 1;
                }
            }
            _ if in_properties => return Ok(self.property(name, tag)),
            "p" => {
                self.tree.count()?;
                let bold = self.styles.look(None).bold;
                self.paras.push(Open { bold, ..Open::default() });
            }
            "r" => {
                if let Some(open) = self.paras.last_mut() {
                    (open.run_bold, open.hidden) = (None, false);
                }
            }
            "t" => self.take = Take::Text,
            "instrText" => self.take = Take::Instruction,
            "tab" | "ptab" => self.show(" "),
            "br" | "cr" => {
                if self.fields.iter().all(|field| field.shows)
                    && let Some(open) = self.paras.last_mut()
                {
                    open.para.line_break();
                }
            }
            "noBreakHyphen" => self.show("-"),
            "hyperlink" => {
                let target = tag.get("id").and_then(|id| self.relations.target(&id).map(str::to_owned));
                self.open_link(target.or_else(|| tag.get("anchor").map(|anchor| format!("#{anchor}"))));
            }
            "fldSimple" => self.open_link(tag.get("instr").and_then(|instruction| hyperlink(&instruction))),
            "fldChar" => self.field(&tag.get("fldCharType").unwrap_or_default()),
            "AlternateContent" => self.branches.push(false),
            "Choice" | "Fallback" => {
                let taken = self.branches.last_mut().map(|taken| std::mem::replace(taken, true));
                return Ok(taken != Some(true));
            }
            "txbxContent" => self.tree.open_frame(),
            "tbl" => {
                self.tree.count()?;
                self.tree.open_table();
            }
            "tr" => self.tree.open_row(),
            "tblHeader" => {
                if let Some(row) = self.tree.row() {
                    row.header = tag.is_on();
                }
            }
            "trPr" => {}
            "del" | "moveFrom" => {
                // In the properties of a row it tells that the row is deleted; else its content is.
                if let Some(row) = self.tree.row().filter(|_| self.paras.is_empty()) {
                    row.deleted |= row.cells.is_empty();
                }
                return Ok(false);
            }
            "tc" => {
                self.tree.count()?;
                self.tree.open_cell(1);
            }
            "gridSpan" => {
                let columns = tag.number("val").unwrap_or(1);
                if let Some(cell) = self.tree.row().and_then(|row| row.cells.last_mut()) {
                    cell.columns = columns;
                }
            }
            "delText" | "delInstrText" | "sdtPr" | "sdtEndPr" | "tblPr" | "tblGrid" | "sectPr" | "rt" | "tblPrEx" => {
                return Ok(false);
            }
            _ => {}
        }
        Ok(true)
    }

    fn end(&mut self, name: &str) {
        match name {
            "pPr" | "rPr" => {
                if let Some(open) = self.paras.last_mut() {
                    let depth = if name == "pPr" { &mut open.properties } else { &mut open.run_properties };
                    *depth = depth.saturating_sub(1);
                }
            }
            "t" | "instrText" => self.take = Take::Nothing,
            "p" => self.close_para(),
            "hyperlink" | "fldSimple" => self.close_link(),
            "AlternateContent" => {
                self.branches.pop();
            }
            "txbxContent" => {
                let nodes = self.tree.close_frame();
                match self.paras.last_mut() {
                    Some(open) => open.after.extend(nodes),
                    None => self.tree.extend(nodes),
                }
            }
            "tc" => self.tree.close_cell(),
            "tbl" => self.tree.close_table(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.take {
            Take::Nothing => {}
            Take::Text => self.show(text),
            Take::Instruction => {
                // A hyperlink's instruction is short; a hostile one need not be kept.
                if let Some(field) = self.fields.last_mut().filter(|field| field.instruction.len() < 4096) {
                    field.instruction.push_str(text);
                }
            }
        }
    }
}

/// The target of a `HYPERLINK "…"` instruction.
fn hyperlink(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start().strip_prefix("HYPERLINK")?;
    let anchor = rest.trim_start().starts_with("\\l");
    let target = rest.split('"').nth(1)?.trim();
    (!target.is_empty()).then(|| if anchor { format!("#{target}") } else { target.to_owned() })
}
