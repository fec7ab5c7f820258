//! A text of the same length in which code is blank.
//!
//! A template is read by the reader of the markup in it, over a copy in which every byte of code is replaced
//! by a sign that the readers pass on as text. So all offsets are those of the file. After reading, the signs
//! are taken out of the blocks again, and the value of an expression stands as a placeholder in its place.

use std::cell::Cell;
use std::collections::HashMap;
use std::ops::Range;

use super::super::draft::{Draft, Pieces};
use super::super::html::{BREAK, HEAD, SECTION};
use super::super::{Link, Piece, Span};
use super::dates;

/// Code between words: white space inside tags, nothing at all in text.
pub(super) const CODE: u8 = 0x0C;
/// The same for readers to whom white space means something.
pub(super) const NOTHING: u8 = 0x01;
/// The first byte of an expression whose value is shown.
const HOLE: u8 = 0x03;
/// Its other bytes.
const INSIDE: u8 = 0x02;
/// A byte of code in the target of a link in Markdown.
const UNKNOWN: u8 = b'_';

/// How far back the start of a component is looked for.
const MOST_OPEN: usize = 64;

/// A copy of a text in the making.
#[derive(Debug)]
pub(super) struct Mask<'a> {
    pub(super) text: &'a str,
    bytes: Vec<u8>,
    /// Values that the template itself gives to its variables; `None` where it gives several.
    known: HashMap<String, Option<String>>,
    /// Parts that are not HTML.
    held: Vec<Range<usize>>,
    /// Links that code makes, in order.
    links: Vec<Link>,
    /// Components that are open: their names, and the elements that they stand for.
    open: Vec<(Range<usize>, Option<&'static str>)>,
    pub(super) branches: usize,
    pub(super) keys: usize,
    pub(super) holes: usize,
    /// How far brackets and strings that are never closed may still be looked through in all, so that a text
    /// full of them is read in linear time.
    budget: Cell<usize>,
}

impl<'a> Mask<'a> {
    /// A mask that shows the whole text, without the control characters that the signs are made of.
    pub(super) fn open(text: &'a str) -> Self {
        let plain = |byte: u8| if byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r') { b' ' } else { byte };
        let bytes = text.bytes().map(plain).collect();
        Self {
            text,
            bytes,
            known: HashMap::new(),
            held: Vec::new(),
            links: Vec::new(),
            open: Vec::new(),
            branches: 0,
            keys: 0,
            holes: 0,
            budget: Cell::new(8 * 1024 * 1024),
        }
    }

    /// A mask that shows nothing yet.
    pub(super) fn closed(text: &'a str) -> Self {
        let mut mask = Self::open(text);
        mask.bytes.fill(CODE);
        mask
    }

    /// How far one bracket is looked through at most.
    pub(super) fn left(&self) -> usize {
        self.budget.get().min(256 * 1024)
    }

    /// Notes that a look over so many bytes found nothing.
    pub(super) fn spend(&self, bytes: usize) {
        self.budget.set(self.budget.get().saturating_sub(bytes));
    }

    /// Blanks a range.
    pub(super) fn hide(&mut self, range: Range<usize>) {
        if let Some(bytes) = self.bytes.get_mut(range) {
            bytes.fill(CODE);
        }
    }

    /// Shows a range as it stands in the source.
    pub(super) fn reveal(&mut self, range: Range<usize>) {
        if let (Some(bytes), Some(source)) = (self.bytes.get_mut(range.clone()), self.text.as_bytes().get(range)) {
            for (byte, source) in bytes.iter_mut().zip(source) {
                let control = *source < 0x20 && !matches!(*source, b'\t' | b'\n' | b'\r');
                *byte = if control { b' ' } else { *source };
            }
        }
    }

    /// Makes a range the place of a value that is not known.
    pub(super) fn hole(&mut self, range: Range<usize>) {
        let start = range.start;
        if let Some(bytes) = self.bytes.get_mut(range)
            && !bytes.is_empty()
        {
            bytes.fill(INSIDE);
            self.bytes[start] = HOLE;
            self.holes += 1;
        }
    }

    /// Puts one ASCII sign at a byte that holds one.
    pub(super) fn set(&mut self, at: usize, sign: u8) {
        if let Some(byte) = self.bytes.get_mut(at)
            && self.text.as_bytes()[at].is_ascii()
        {
            *byte = sign;
        }
    }

    /// Puts an ASCII sign at a byte that is code, to make markup of it.
    pub(super) fn put(&mut self, at: usize, sign: u8) {
        if let Some(byte) = self.bytes.get_mut(at).filter(|byte| **byte == CODE) {
            *byte = sign;
        }
    }

    /// Ends the block at a byte, and makes what follows a heading.
    pub(super) fn break_at(&mut self, at: usize, heading: bool) {
        self.set(at, if heading { HEAD as u8 } else { BREAK as u8 });
    }

    /// Ends the block at a byte, and makes what follows the heading of a section.
    pub(super) fn section_at(&mut self, at: usize) {
        self.set(at, SECTION as u8);
    }

    /// Notes the value of a variable, which may be a date that the program makes.
    pub(super) fn know_date(&mut self, name: &str, code: &str) {
        if let Some(date) = dates::made(code) {
            self.know(name, &date);
        }
    }

    /// Notes the value of a variable.
    pub(super) fn know(&mut self, name: &str, value: &str) {
        let value = Some(value.to_owned()).filter(|value| value.len() < 400 && !value.contains(['<', '{', '\\']));
        let known = self.known.entry(name_of(name)).or_insert_with(|| value.clone());
        if *known != value {
            *known = None;
        }
    }

    /// The value of a variable, where the template gives it one.
    pub(super) fn value_of(&self, expression: &str) -> Option<&str> {
        self.known.get(&name_of(expression))?.as_deref()
    }

    /// Notes that code makes a link of a text.
    pub(super) fn link(&mut self, label: Range<usize>, target: String) {
        self.links.push(Link {
            label: Span::new(label.start, label.end),
            whole: Span::new(label.start, label.end),
            target: target.into(),
        });
    }

    /// Notes that a component is open.
    pub(super) fn open_component(&mut self, name: Range<usize>, element: Option<&'static str>) {
        self.open.push((name, element));
    }

    /// The element that a component which is closed stands for.
    pub(super) fn close_component(&mut self, name: &str) -> Option<&'static str> {
        let deep = self.open.len().saturating_sub(MOST_OPEN);
        let at = deep + self.open[deep..].iter().rposition(|(own, _)| self.text.get(own.clone()) == Some(name))?;
        let element = self.open[at].1;
        self.open.truncate(at);
        element
    }

    /// Keeps a part from the reader of HTML, for another reader.
    pub(super) fn hold(&mut self, part: Range<usize>) {
        self.held.push(part);
    }

    /// The copy for the reader of HTML.
    pub(super) fn html(&self) -> String {
        let mut bytes = self.bytes.clone();
        for part in &self.held {
            if let Some(bytes) = bytes.get_mut(part.clone()) {
                bytes.fill(CODE);
            }
        }
        String::from_utf8(bytes).unwrap_or_else(|_| self.text.to_owned())
    }

    /// The copy for the reader of Markdown, of a part of the text: all before it is empty lines.
    pub(super) fn markdown(&self, part: Range<usize>) -> String {
        let mut bytes = self.bytes.clone();
        bytes.truncate(part.end);
        bytes[..part.start.min(part.end)].fill(b'\n');
        let mut from = part.start;
        while from < bytes.len() {
            let end = bytes[from..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |at| from + at + 1);
            markdown_line(&mut bytes[from..end]);
            from = end;
        }
        String::from_utf8(bytes).unwrap_or_else(|_| self.text.to_owned())
    }

    /// Takes the signs out of blocks that were read from the copy `read`.
    pub(super) fn restore(&self, read: &str, drafts: Vec<Draft>) -> Vec<Draft> {
        drafts.into_iter().filter_map(|draft| self.restore_one(read, draft)).collect()
    }

    fn restore_one(&self, read: &str, draft: Draft) -> Option<Draft> {
        if draft.block.pieces.is_empty() {
            return Some(draft);
        }
        let Draft { block, bold, bold_lead, run_in, gap } = draft;
        let mut pieces = Pieces::default();
        for piece in block.pieces {
            match piece.shown {
                None => self.restore_piece(read, piece.source, &mut pieces),
                Some(shown) => {
                    let shown: String = shown.chars().filter(|c| !is_sign(*c)).collect();
                    if !shown.is_empty() {
                        pieces.push(Piece { source: piece.source, shown: Some(shown.into()) });
                    }
                }
            }
        }
        let (mut links, term) = (block.links, block.term);
        for link in &mut links {
            self.fill(read, link);
            if link.target.contains(is_sign) || link.target.contains("___") {
                link.target = link.target.replace(is_sign, "").replace("___", "").trim_matches('_').into();
            }
        }
        let mut restored = Draft::new(self.text, block.kind, block.span, pieces);
        for piece in &restored.block.pieces {
            restored.block.span = restored.block.span.to(piece.source);
        }
        let span = restored.block.span;
        let from = self.links.partition_point(|link| link.label.start < span.start);
        let own = self.links[from..].iter().take_while(|link| link.label.end <= span.end);
        links.extend(
            own.filter(|link| restored.block.pieces.iter().any(|piece| piece.source.holds(link.label))).cloned(),
        );
        restored.block.links = links;
        restored.block.term = term;
        restored = Draft { bold, bold_lead, run_in, gap, ..restored };
        (!restored.block.pieces.is_empty()).then_some(restored)
    }

    /// Puts the values of variables into the target of a link; an address keeps the names of those that are not known.
    fn fill(&self, read: &str, link: &mut Link) {
        if !link.target.contains(HOLE as char) {
            return;
        }
        let bytes = read.as_bytes();
        let (mut at, end) = (link.whole.start as usize, link.label.start as usize);
        let address = link.target.starts_with("mailto:") || link.target.starts_with("tel:");
        let mut target = String::new();
        let mut signs = link.target.chars().peekable();
        while let Some(sign) = signs.next() {
            if sign != HOLE as char {
                target.push(sign);
                continue;
            }
            while signs.next_if_eq(&(INSIDE as char)).is_some() {}
            let Some(start) = bytes.get(at..end).and_then(|rest| rest.iter().position(|b| *b == HOLE)).map(|n| at + n)
            else {
                return;
            };
            at = start + 1 + bytes[start + 1..end].iter().take_while(|b| **b == INSIDE).count();
            let name = name_of(self.text.get(start..at).unwrap_or_default());
            match self.known.get(&name) {
                Some(Some(value)) => target.push_str(value),
                _ if address => target.push_str(&format!("{{{{{name}}}}}")),
                _ => {}
            }
        }
        link.target = target.into();
    }

    fn restore_piece(&self, read: &str, source: Span, pieces: &mut Pieces) {
        let bytes = read.as_bytes();
        let (mut at, end) = (source.start as usize, source.end as usize);
        while at < end {
            let first = bytes[at];
            let from = at;
            at += 1;
            match first {
                HOLE => {
                    while at < end && bytes[at] == INSIDE {
                        at += 1;
                    }
                    let name = name_of(self.text.get(from..at).unwrap_or_default());
                    let shown = match self.known.get(&name) {
                        Some(Some(value)) => value.clone(),
                        _ => format!("{{{{{name}}}}}"),
                    };
                    pieces.shown(from, at, &shown);
                }
                _ if is_sign(first as char) => {}
                _ => {
                    while at < end && !is_sign(bytes[at] as char) {
                        at += 1;
                    }
                    self.same(read, from, at, pieces);
                }
            }
        }
    }

    /// Text that stands in the copy as in the source, apart from blanks.
    fn same(&self, read: &str, start: usize, end: usize, pieces: &mut Pieces) {
        if read.get(start..end) == self.text.get(start..end) {
            pieces.source(start, end);
            return;
        }
        let (read, source) = (read.as_bytes(), self.text.as_bytes());
        let mut at = start;
        while at < end {
            let from = at;
            let same = read[at] == source[at];
            while at < end && (read[at] == source[at]) == same {
                at += 1;
            }
            if same {
                pieces.source(from, at);
            } else if let Ok(shown) = std::str::from_utf8(&read[from..at]) {
                pieces.shown(from, at, shown);
            }
        }
    }
}

/// A line that is all code is an empty line; code in a line is nothing. Code before the first word must not
/// push it in, which would make it code for Markdown, and Markdown's own signs must stay first in their line.
fn markdown_line(line: &mut [u8]) {
    let blank = |b: &u8| matches!(*b, CODE | b' ' | b'\t' | b'\r' | b'\n');
    let leading = line.iter().take_while(|b| blank(b)).count();
    if leading == line.len() {
        line.iter_mut().filter(|b| **b == CODE).for_each(|b| *b = b' ');
        return;
    }
    let words = line[leading].is_ascii_alphanumeric() || line[leading] == HOLE || !line[leading].is_ascii();
    let (front, rest) = line.split_at_mut(leading);
    let last = front.iter().rposition(|b| *b == CODE);
    for byte in front.iter_mut().filter(|b| **b == CODE) {
        *byte = if words { NOTHING } else { b' ' };
    }
    if let Some(last) = last.filter(|_| !words) {
        front[last] = b'\n';
    }
    rest.iter_mut().filter(|b| **b == CODE).for_each(|b| *b = NOTHING);
    // Markdown takes no control characters in the target of a link.
    let mut target = false;
    for at in 1..line.len() {
        match line[at] {
            b'(' if line[at - 1] == b']' => target = true,
            b')' | b' ' => target = false,
            NOTHING | INSIDE | HOLE if target => line[at] = UNKNOWN,
            _ => {}
        }
    }
}

fn is_sign(c: char) -> bool {
    matches!(c, '\u{1}'..='\u{6}' | '\u{C}')
}

/// The name by which an expression is known: its letters, digits and points.
pub(super) fn name_of(expression: &str) -> String {
    let mut name = String::new();
    let bare = expression.trim_start_matches(['<', '?', '=', ' ', '\n']);
    let bare = bare.strip_prefix("php").unwrap_or(bare).trim_start();
    let expression = bare.strip_prefix("echo ").or_else(|| bare.strip_prefix("print ")).unwrap_or(bare);
    let code = dates::written(expression.split('|').next().unwrap_or_default());
    let code = if code.contains(char::is_alphanumeric) { code } else { expression };
    for c in code.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '_' | '.') {
            name.push(c);
        } else if !name.is_empty() && !name.ends_with('_') {
            name.push('_');
        }
        if name.len() >= 40 {
            break;
        }
    }
    let name = name.trim_matches(['_', '.']);
    if name.is_empty() { "value".to_owned() } else { name.to_owned() }
}
