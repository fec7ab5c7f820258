//! The normalised text of a notice and its map back to the source.

use super::Token;
use crate::source::{Block, Span};

/// One stretch of the normalised text that comes from one piece of the source.
#[derive(Debug, Clone, Copy)]
struct Run {
    /// First byte in the normalised text.
    at: u32,
    /// Where it stands in the source.
    source: Span,
    /// Byte for byte the same length as the source; otherwise the whole run maps to the whole span.
    even: bool,
}

/// All visible text of a notice: blocks joined by `\n`, white space single, quotes, dashes and no-break
/// spaces plain, markup dropped.
#[derive(Debug, Clone, Default)]
pub struct NormalText {
    /// The text with its capitals.
    pub plain: String,
    /// The same text in lower case; byte offsets are the same as in `plain`.
    pub folded: String,
    /// Tokens in order.
    pub tokens: Vec<Token>,
    /// For each block its range of bytes in `plain`.
    pub blocks: Vec<std::ops::Range<u32>>,
    runs: Vec<Run>,
    /// The tokens stand in the source in this order too; what loops of a template draw does not.
    in_order: bool,
}

/// The plain form of a character, or `None` where it stays as it is.
fn plain_form(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02BC}' | '\u{00B4}' | '`' | '\u{2032}' => "'",
        '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{2033}' | '\u{00AB}' | '\u{00BB}' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FF0D}' => "-",
        '\u{2026}' => "...",
        '\u{FB01}' => "fi",
        '\u{FB02}' => "fl",
        // Soft hyphens, zero-width spaces and joiners, BOMs inside the text: nothing that a reader sees.
        '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => "",
        _ => return None,
    })
}

/// What a token is, beside its start.
struct Word {
    end: usize,
    capitals: bool,
    initial: bool,
}

/// The longest name of a variable, in bytes.
const LONGEST_VARIABLE: usize = 60;

/// The place of a value that a program fills in, `{{company.name}}`, whose name starts at a byte: its name is none of the notice's words.
fn variable(slice: &str, at: usize) -> Option<(usize, usize)> {
    let start = slice[..at].strip_suffix("{{")?.len();
    let is_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.');
    let length = slice.as_bytes()[at..].iter().take(LONGEST_VARIABLE).take_while(|b| is_name(b)).count();
    slice[at + length..].starts_with("}}").then_some((start, at + length + 2))
}

/// The next token of a block, from a byte on, with its start.
fn next_word(slice: &str, mut from: usize) -> Option<(usize, Word)> {
    let bytes = slice.as_bytes();
    loop {
        // Signs and spaces of ASCII in one go.
        from +=
            bytes.get(from..)?.iter().position(|b| b.is_ascii_alphanumeric() || matches!(b, b'%' | b'&' | 128..))?;
        let c = slice.get(from..)?.chars().next()?;
        if c.is_alphanumeric() {
            break;
        }
        let end = from + c.len_utf8();
        if matches!(c, '£' | '%' | '&') {
            return Some((from, Word { end, capitals: false, initial: false }));
        }
        from = end;
    }
    if let Some((start, end)) = variable(slice, from) {
        return Some((start, Word { end, capitals: false, initial: false }));
    }
    let start = from;
    let (mut letters, mut small, mut initial) = (0, false, false);
    while let Some(byte) = bytes.get(from) {
        match byte {
            b'a'..=b'z' => (letters, small) = (letters + 1, true),
            b'A'..=b'Z' => {
                letters += 1;
                initial |= from == start;
            }
            b'0'..=b'9' => {}
            b'\'' => {
                if !slice[from + 1..].chars().next().is_some_and(char::is_alphanumeric) {
                    break;
                }
            }
            0..128 => break,
            _ => {
                let Some(c) = slice[from..].chars().next().filter(|c| c.is_alphanumeric()) else { break };
                if c.is_alphabetic() {
                    letters += 1;
                    small |= !c.is_uppercase();
                }
                initial |= from == start && c.is_uppercase();
                from += c.len_utf8() - 1;
            }
        }
        from += 1;
    }
    Some((start, Word { end: from, capitals: !small && letters > 1, initial }))
}

/// How many bytes from the start are shown as they are: signs of ASCII that have no plainer form, parted by single
/// spaces.
fn even_stretch(bytes: &[u8], mut after_space: bool) -> usize {
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b' ' if !after_space => after_space = true,
            b'!'..=b'_' | b'a'..=b'~' => after_space = false,
            _ => return at,
        }
    }
    bytes.len()
}

impl NormalText {
    /// The number of the first token of a block that starts at or after a byte of the source.
    pub fn token_in(&self, block: usize, byte: u32) -> usize {
        let first = self.tokens.partition_point(|t| (t.block as usize) < block);
        let end = self.tokens.partition_point(|t| t.block as usize <= block);
        first + self.tokens[first..end].partition_point(|t| t.source.start < byte)
    }

    /// The number of the token that starts at a byte of the source, or of the one that comes next in it.
    pub fn token_at(&self, byte: u32) -> usize {
        if self.in_order {
            return self.tokens.partition_point(|t| t.source.start < byte);
        }
        let after = self.tokens.iter().enumerate().filter(|(_, token)| token.source.start >= byte);
        after.min_by_key(|(_, token)| token.source.start).map_or(self.tokens.len(), |(number, _)| number)
    }

    /// The numbers of the tokens from the first to the last that a span of the source touches.
    pub fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        if self.in_order {
            let first = self.tokens.partition_point(|t| t.source.end <= span.start);
            return first..self.tokens.partition_point(|t| t.source.start < span.end).max(first);
        }
        let touches = |t: &Token| t.source.start < span.end && span.start < t.source.end;
        let first = self.tokens.iter().position(touches).unwrap_or_default();
        first..self.tokens[first..].iter().take_while(|t| touches(t)).count() + first
    }

    /// Joins the visible text of all blocks.
    pub fn new(source: &str, blocks: &[Block]) -> Self {
        let mut text = Self::default();
        for (index, block) in blocks.iter().enumerate() {
            if index > 0 {
                text.push_shown("\n", Span { start: block.span.start, end: block.span.start });
            }
            let start = text.plain.len() as u32;
            for piece in &block.pieces {
                match &piece.shown {
                    Some(shown) => text.push_replaced(shown, piece.source, start),
                    None => text.push_source(source, piece.source, start),
                }
            }
            while text.plain.len() as u32 > start && text.plain.ends_with(' ') {
                text.plain.pop();
                if text.runs.last().is_some_and(|run| run.at as usize >= text.plain.len()) {
                    text.runs.pop();
                }
            }
            text.blocks.push(start..text.plain.len() as u32);
        }
        text.fold();
        text.cut();
        text.in_order = text.tokens.is_sorted_by_key(|token| token.source.start);
        text
    }

    fn push_shown(&mut self, shown: &str, source: Span) {
        if shown.is_empty() {
            return;
        }
        self.runs.push(Run { at: self.plain.len() as u32, source, even: false });
        self.plain.push_str(shown);
    }

    fn at_break(&self, block_start: u32) -> bool {
        self.plain.len() as u32 <= block_start || self.plain.ends_with([' ', '\n'])
    }

    fn push_replaced(&mut self, shown: &str, source: Span, block_start: u32) {
        let mut out = String::with_capacity(shown.len());
        for c in shown.chars() {
            if c.is_whitespace() {
                if !(out.ends_with(' ') || (out.is_empty() && self.at_break(block_start))) {
                    out.push(' ');
                }
            } else {
                match plain_form(c) {
                    Some(form) => out.push_str(form),
                    None => out.push(c),
                }
            }
        }
        self.push_shown(&out, source);
    }

    fn push_source(&mut self, source: &str, span: Span, block_start: u32) {
        let slice = source.get(span.range()).unwrap_or_default();
        let mut open = false; // an even run is being extended
        let mut from = 0;
        while let Some(rest) = slice.get(from..).filter(|rest| !rest.is_empty()) {
            let even = even_stretch(rest.as_bytes(), self.at_break(block_start));
            if even > 0 {
                let at = span.start as usize + from;
                self.push_stretch(&rest[..even], Span::new(at, at + even), &mut open);
                from += even;
                continue;
            }
            let Some(c) = rest.chars().next() else { break };
            let at = span.start as usize + from;
            from += c.len_utf8();
            let here = Span::new(at, at + c.len_utf8());
            if c.is_whitespace() {
                if self.at_break(block_start) {
                    open = false;
                } else if c == ' ' {
                    self.push_even(' ', here, &mut open);
                } else {
                    self.push_shown(" ", here);
                    open = false;
                }
            } else if let Some(form) = plain_form(c) {
                self.push_shown(form, here);
                open = false;
            } else {
                self.push_even(c, here, &mut open);
            }
        }
    }

    fn push_even(&mut self, c: char, here: Span, open: &mut bool) {
        let mut letters = [0; 4];
        self.push_stretch(c.encode_utf8(&mut letters), here, open);
    }

    /// Appends text that stands in the source as it is shown.
    fn push_stretch(&mut self, text: &str, here: Span, open: &mut bool) {
        if *open {
            if let Some(run) = self.runs.last_mut() {
                run.source.end = here.end;
            }
        } else {
            self.runs.push(Run { at: self.plain.len() as u32, source: here, even: true });
            *open = true;
        }
        self.plain.push_str(text);
    }

    fn fold(&mut self) {
        let mut folded = self.plain.to_ascii_lowercase();
        if !folded.is_ascii() {
            folded.clear();
            for c in self.plain.chars() {
                let mut lower = c.to_lowercase();
                match (lower.next(), lower.next()) {
                    (Some(one), None) if one.len_utf8() == c.len_utf8() => folded.push(one),
                    _ => folded.push(c),
                }
            }
        }
        self.folded = folded;
    }

    fn cut(&mut self) {
        let mut tokens = Vec::with_capacity(self.plain.len() / 5);
        let mut run = 0usize;
        for (block, range) in self.blocks.iter().enumerate() {
            let base = range.start as usize;
            let slice = &self.plain[base..range.end as usize];
            let mut from = 0;
            while let Some((offset, word)) = next_word(slice, from) {
                let Word { end, capitals, initial } = word;
                from = end;
                let (start, end) = (base + offset, base + end);
                tokens.push(Token {
                    start: start as u32,
                    end: end as u32,
                    source: self.source_from(&mut run, start, end),
                    block: block as u32,
                    capitals,
                    initial,
                });
            }
        }
        self.tokens = tokens;
    }

    /// The source extent of a range of the normalised text; `run` is a cursor that only moves forward.
    fn source_from(&self, run: &mut usize, start: usize, end: usize) -> Span {
        while *run + 1 < self.runs.len() && self.runs[*run + 1].at as usize <= start {
            *run += 1;
        }
        let mut last = *run;
        while last + 1 < self.runs.len() && (self.runs[last + 1].at as usize) < end {
            last += 1;
        }
        self.join(*run, last, start, end)
    }

    fn join(&self, first: usize, last: usize, start: usize, end: usize) -> Span {
        let (Some(a), Some(b)) = (self.runs.get(first), self.runs.get(last)) else {
            return Span::default();
        };
        let from = if a.even { a.source.start as usize + (start - a.at as usize) } else { a.source.start as usize };
        let to = if b.even { b.source.start as usize + (end - b.at as usize) } else { b.source.end as usize };
        Span::new(from, to.max(from))
    }

    /// The source extent of a range of bytes of the normalised text.
    pub fn source_of(&self, range: std::ops::Range<u32>) -> Span {
        if range.is_empty() {
            let mut run = self.runs.partition_point(|r| r.at <= range.start).saturating_sub(1);
            let at = self.source_from(&mut run, range.start as usize, range.start as usize + 1);
            return Span { start: at.start, end: at.start };
        }
        let mut run = self.runs.partition_point(|r| r.at <= range.start).saturating_sub(1);
        self.source_from(&mut run, range.start as usize, range.end as usize)
    }

    /// The lower-case text of a token.
    pub fn word(&self, token: &Token) -> &str {
        &self.folded[token.start as usize..token.end as usize]
    }
}
