//! Rows of a table that have nothing in a column where the others have something.

use super::draft::{Desk, Draft, Words};
use super::finding::Finding;
use super::reading::Reading;
use crate::phrase::Numbers;
use crate::rules::Rule;
use crate::source::BlockKind;
use std::collections::BTreeMap;

/// What fills a cell without words, or makes a row one that heads others or shares a cell with them.
const NOT_EMPTY: [&str; 12] = ["{", "<%", "<?", "@", "<img", "![", "span=", "<b>", "<strong", "**", "__", "<th"];

/// The cells of one row that have words: their columns, with the unit that begins them.
type Row = BTreeMap<u32, u32>;

/// Findings of a `leaves-empty` rule: each row with words in its first cell and none in a column whose heading has one of these
/// phrases, while most rows have some there.
pub fn leaves_empty(desk: &Desk<'_>, rule: &Rule, column: &Numbers) -> Vec<Finding> {
    let reading = &desk.reading;
    let mut out = Vec::new();
    for (heads, rows) in tables(reading) {
        for (at, head) in heads.iter().filter(|(_, head)| reading.any_hit(column, &(**head..**head + 1))) {
            let lacks =
                |row: &&Row| !row.contains_key(at) && row.contains_key(&0) && (row.len() > 1 || heads.len() == 2);
            let empty: Vec<&Row> = rows.iter().filter(lacks).filter(|row| is_plain(reading, row)).collect();
            if *at == 0 || empty.len() * 2 > rows.len() {
                continue;
            }
            for row in empty {
                let (Some(first), head) = (row.get(&0), reading.notice.unit_span(reading.unit(*head))) else {
                    continue;
                };
                let span = reading.notice.unit_span(reading.unit(*first));
                let words = Words { value: reading.words(head), ..Words::default() };
                out.extend(desk.finding(rule, Draft { state: "hit", span, words, ..Draft::default() }));
            }
        }
    }
    out
}

/// The tables of a notice: the units that head the columns, and the rows below.
fn tables(reading: &Reading<'_>) -> Vec<(Row, Vec<Row>)> {
    let mut tables: BTreeMap<u32, (Row, BTreeMap<u32, Row>)> = BTreeMap::new();
    for (number, unit) in reading.notice.units.iter().enumerate() {
        if let BlockKind::Cell { table, row, column, header } = reading.notice.blocks[unit.block as usize].kind {
            let (heads, rows) = tables.entry(table).or_default();
            let cells = if header { heads } else { rows.entry(row).or_default() };
            cells.entry(column).or_insert(number as u32);
        }
    }
    tables.into_values().map(|(heads, rows)| (heads, rows.into_values().collect())).collect()
}

/// Whether the source of a row, up to what comes next, has nothing that stands for words.
fn is_plain(reading: &Reading<'_>, row: &Row) -> bool {
    let (Some(first), Some(last)) = (row.values().next(), row.values().next_back()) else { return false };
    let block = |unit: u32| &reading.notice.blocks[reading.unit(unit).block as usize];
    let start = block(*first).span.start as usize;
    let end = block(*last).span.end as usize;
    let after = reading.source.text.get(end..).unwrap_or_default();
    let line_end = after.find('\n').map_or(reading.source.text.len(), |n| end + n);
    // The tag that opens the first cell stands before it.
    let before =
        reading.source.text.get(..start).and_then(|text| text.rfind(['\n', '>'])).map_or(0, |at| at.saturating_sub(40));
    let from = (0..=before).rev().find(|at| reading.source.text.is_char_boundary(*at)).unwrap_or(0);
    let source = reading.source.text.get(from..line_end).unwrap_or_default();
    !NOT_EMPTY.iter().any(|mark| source.contains(mark))
}
