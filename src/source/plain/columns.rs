//! Tables drawn with spaces: runs of text that stand under each other, with or without a rule of dashes under the first row.

use std::ops::Range;

use super::super::draft::{Draft, Ids, Pieces};
use super::super::{BlockKind, Span};
use super::{Line, is_rule, list};

/// So many spaces part two columns.
const GAP: usize = 3;
/// The widest first column of a table that nothing rules off, in characters.
const WIDEST: usize = 50;
/// The most columns.
const MOST: usize = 8;

/// A row: for each column the parts of its cell, a line each.
type Row = Vec<Vec<Range<usize>>>;

/// Reads the table that starts at line `at`, if one does; returns the line after it.
pub(super) fn read(text: &str, lines: &[Line], at: usize, ids: &mut Ids, drafts: &mut Vec<Draft>) -> Option<usize> {
    let first = &lines[at];
    let rule = lines.get(at + 1).filter(|line| is_dashes(line.text(text)));
    let (header, starts, body, end) = match rule.map(|rule| runs(text, rule, 1)) {
        Some(columns) if columns.len() > 1 => {
            let starts: Vec<usize> = columns.iter().skip(1).map(|(column, _)| *column).collect();
            filled(&cells(text, first, &starts)?, 2).then_some(())?;
            let end = ruled(text, lines, at + 2, &starts);
            (true, starts, at + 2, end)
        }
        Some(_) if runs(text, first, GAP).len() > 1 => {
            let (starts, end) = aligned(text, lines, at + 2)?;
            filled(&cells(text, first, &starts)?, 2).then_some(())?;
            (true, starts, at + 2, end)
        }
        _ => {
            let (starts, end) = aligned(text, lines, at)?;
            (false, starts, at, end)
        }
    };
    let rows = rows(text, &lines[body..end], &starts);
    if rows.len() < 2 - usize::from(header) {
        return None;
    }
    let mut writer = Writer { text, drafts };
    if !header && starts.len() == 1 && rows.iter().all(|row| is_label(text, row)) {
        rows.iter().for_each(|row| writer.labelled(row));
    } else {
        let table = ids.table();
        let head = header.then(|| cells(text, first, &starts)).flatten();
        let head = head.map(|head| head.into_iter().map(|cell| vec![cell]).collect::<Row>());
        for (number, row) in head.iter().chain(&rows).enumerate() {
            writer.row(row, table, number as u32, header && number == 0);
        }
    }
    // A rule that closes the table.
    let closes = header && lines.get(end).is_some_and(|line| is_dashes(line.text(text)));
    Some(end + usize::from(closes))
}

fn is_dashes(line: &str) -> bool {
    is_rule(line) && line.chars().all(|c| matches!(c, '-' | '=' | ' ' | '─' | '━'))
}

/// The runs of text in a line that so many spaces part: their columns and bytes.
fn runs(text: &str, line: &Line, gap: usize) -> Vec<(usize, Range<usize>)> {
    let mut found: Vec<(usize, Range<usize>)> = Vec::new();
    let mut spaces = gap;
    for (column, (at, sign)) in line.text(text).char_indices().enumerate() {
        let at = line.content + at;
        if sign == ' ' {
            spaces += 1;
            continue;
        }
        let full = found.len() > MOST;
        match found.last_mut() {
            Some((_, run)) if spaces < gap => run.end = at + sign.len_utf8(),
            _ if full => break,
            _ => found.push((line.indent + column, at..at + sign.len_utf8())),
        }
        spaces = 0;
    }
    found
}

/// A line cut where columns start; `None` where text goes over such a place.
fn cells(text: &str, line: &Line, starts: &[usize]) -> Option<Vec<Range<usize>>> {
    let mut cells = vec![line.content..line.content; starts.len() + 1];
    let mut before = ' ';
    let mut cell = starts.iter().take_while(|start| **start <= line.indent).count();
    for (column, (at, sign)) in line.text(text).char_indices().enumerate() {
        let at = line.content + at;
        while starts.get(cell).is_some_and(|start| *start <= line.indent + column) {
            if before != ' ' {
                return None;
            }
            cell += 1;
        }
        before = sign;
        if sign != ' ' {
            let own = &mut cells[cell];
            *own = if own.start == own.end { at } else { own.start }..at + sign.len_utf8();
        }
    }
    Some(cells)
}

fn filled(cells: &[Range<usize>], least: usize) -> bool {
    cells.iter().filter(|cell| !cell.is_empty()).count() >= least
}

/// Where a table ends whose columns a rule tells. An empty line parts rows, if another row comes after it.
fn ruled(text: &str, lines: &[Line], from: usize, starts: &[usize]) -> usize {
    let mut end = from;
    let mut at = from;
    while let Some(line) = lines.get(at) {
        let fits = |line: &Line, least: usize| {
            !is_rule(line.text(text)) && cells(text, line, starts).is_some_and(|cells| filled(&cells, least))
        };
        let next = lines.get(at + 1);
        if line.is_blank() {
            let row = next.is_some_and(|next| {
                !next.is_blank() && fits(next, 2) && cells(text, next, starts).is_some_and(|cells| !cells[0].is_empty())
            });
            if !row {
                break;
            }
        } else if !fits(line, 1) {
            break;
        } else {
            end = at + 1;
        }
        at += 1;
    }
    end
}

/// What a line is in a table that nothing rules off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A label, and what stands beside it.
    Row,
    /// More of what stands beside the label.
    More,
    /// More of the label.
    Label,
}

/// The columns of a table that nothing rules off, and where it ends: at least two lines with text at the same two columns.
fn aligned(text: &str, lines: &[Line], from: usize) -> Option<(Vec<usize>, usize)> {
    let first = lines.get(from).filter(|line| !line.is_blank())?;
    let columns = runs(text, first, GAP);
    let (second, _) = columns.get(1)?;
    let is_narrow = second - first.indent <= WIDEST && columns.len() <= MOST;
    let label = text[columns[0].1.clone()].trim();
    if !is_narrow || !label.contains(char::is_alphabetic) || list::marker(first.text(text), true).is_some() {
        return None;
    }
    let part = |line: &Line| {
        let start = [*second];
        let own = cells(text, line, &start)?;
        let at_start = text[own[1].clone()].chars().next().is_some_and(|c| c != ' ')
            && runs(text, line, 2).iter().any(|(column, _)| column == second);
        match (own[0].is_empty(), own[1].is_empty()) {
            (true, false) if line.indent == *second => Some(Part::More),
            (false, false) if line.indent == first.indent && at_start => Some(Part::Row),
            (false, true) if line.indent == first.indent => Some(Part::Label),
            _ => None,
        }
    };
    let (mut end, mut rows, mut labels) = (from, 0usize, 0usize);
    while let Some(line) = lines.get(end).filter(|line| !line.is_blank() && !is_rule(line.text(text))) {
        // A label alone is more of the one before, or of the one after: nothing else stands between.
        match part(line) {
            Some(Part::Label) if labels > 0 => break,
            Some(Part::Label) => labels += 1,
            Some(Part::Row) => (rows, labels) = (rows + 1, 0),
            Some(Part::More) => labels = 0,
            None => break,
        }
        end += 1;
    }
    let ends = lines.get(end).is_none_or(|line| line.is_blank() || is_rule(line.text(text)));
    if rows < 2 || !ends {
        return None;
    }
    // Columns after the second are such where all lines leave room before them and more than one has text there.
    let mut starts = vec![*second];
    for (column, _) in &columns[2..] {
        let mut with = starts.clone();
        with.push(*column);
        let each: Option<Vec<_>> = lines[from..end].iter().map(|line| cells(text, line, &with)).collect();
        let there = each
            .is_some_and(|each| each.iter().filter(|cells| cells.last().is_some_and(|c| !c.is_empty())).count() > 1);
        if there {
            starts = with;
        }
    }
    Some((starts, end))
}

/// Puts lines together to rows.
fn rows(text: &str, lines: &[Line], starts: &[usize]) -> Vec<Row> {
    let parted = lines.iter().any(Line::is_blank);
    let mut rows: Vec<Row> = Vec::new();
    let mut fresh = true;
    // A label that goes on in the line after it.
    let mut front: Option<Range<usize>> = None;
    for (number, line) in lines.iter().enumerate() {
        if line.is_blank() {
            fresh = true;
            continue;
        }
        let Some(own) = cells(text, line, starts) else { continue };
        let whole = !own[0].is_empty() && filled(&own, 2);
        if !parted && !own[0].is_empty() && !whole {
            let next = lines.get(number + 1).and_then(|next| cells(text, next, starts));
            let goes_on =
                next.is_some_and(|next| filled(&next, 2) && text[next[0].clone()].starts_with(char::is_lowercase));
            if goes_on || rows.is_empty() {
                front = Some(own[0].clone());
                continue;
            }
        }
        if fresh || !parted && whole {
            rows.push(vec![Vec::new(); starts.len() + 1]);
            fresh = false;
        }
        let Some(row) = rows.last_mut() else { continue };
        row[0].extend(front.take());
        for (cell, part) in row.iter_mut().zip(own).filter(|(_, part)| !part.is_empty()) {
            cell.push(part);
        }
    }
    rows
}

/// Whether a row is a label, in capitals or with a colon, with what it labels.
fn is_label(text: &str, row: &Row) -> bool {
    let label: String = row[0].iter().map(|part| &text[part.clone()]).collect::<Vec<_>>().join(" ");
    let letters = label.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = letters > 1 && !label.contains(char::is_lowercase);
    !row[1].is_empty() && letters > 0 && (capitals || label.ends_with(':')) && label.split_whitespace().count() <= 6
}

struct Writer<'a> {
    text: &'a str,
    drafts: &'a mut Vec<Draft>,
}

impl Writer<'_> {
    fn draft(&self, parts: &[Range<usize>], kind: BlockKind) -> Option<Draft> {
        let mut pieces = Pieces::default();
        for (number, part) in parts.iter().enumerate() {
            if let Some(before) = number.checked_sub(1).map(|before| &parts[before]) {
                pieces.shown(before.end, part.start, " ");
            }
            pieces.source(part.start, part.end);
        }
        let span = Span::new(parts.first()?.start, parts.last()?.end);
        Some(Draft::new(self.text, kind, span, pieces))
    }

    fn row(&mut self, row: &Row, table: u32, number: u32, header: bool) {
        for (column, parts) in row.iter().enumerate() {
            let kind = BlockKind::Cell { table, row: number, column: column as u32, header };
            self.drafts.extend(self.draft(parts, kind));
        }
    }

    /// A label heads what stands beside it.
    fn labelled(&mut self, row: &Row) {
        let label = self.draft(&row[0], BlockKind::Paragraph);
        self.drafts.extend(label.map(|mut label| {
            (label.bold, label.run_in, label.block.term) = (true, true, true);
            label
        }));
        self.drafts.extend(self.draft(&row[1], BlockKind::Paragraph));
    }
}
