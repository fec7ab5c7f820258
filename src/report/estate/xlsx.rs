//! `report --xlsx`: a workbook with the steps, the matrix and the findings.

use super::csv::{COLUMNS, fields, is_formula};
use super::{Estate, steps, verdict};
use crate::check::Verdict;
use crate::report::{severity_word, shown};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// The most rows of findings; a sheet has room for about a million.
const MOST_ROWS: usize = 200_000;
/// The most characters of a cell that Excel opens are 32,767.
const LONGEST: usize = 8_000;

/// The formats of cells.
struct Formats {
    head: Format,
    text: Format,
    guarded: Format,
    number: Format,
}

impl Formats {
    fn new() -> Self {
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let line = Color::RGB(0x00BF_C4C8);
        let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Bottom);
        let head = head.set_background_color(Color::RGB(0x0012_304A)).set_font_color(Color::White);
        Self {
            head: head.set_border(FormatBorder::Thin).set_border_color(line),
            // Keeps a text a text, also when somebody edits the cell.
            guarded: text.clone().set_quote_prefix(),
            text,
            number: Format::new().set_align(FormatAlign::Top),
        }
    }

    /// Writes a text that is never a formula.
    fn write(&self, sheet: &mut Worksheet, row: u32, column: u16, text: &str) -> Result<(), XlsxError> {
        let clean: String = shown(text).chars().take(LONGEST).collect();
        let format = if is_formula(text) || is_formula(&clean) { &self.guarded } else { &self.text };
        sheet.write_string_with_format(row, column, clean, format)?;
        Ok(())
    }

    fn heads<'a>(&self, sheet: &mut Worksheet, heads: impl Iterator<Item = &'a str>) -> Result<(), XlsxError> {
        for (column, head) in heads.enumerate() {
            sheet.write_string_with_format(0, column as u16, shown(head), &self.head)?;
        }
        Ok(())
    }
}

/// The workbook as bytes.
pub fn xlsx(estate: &Estate) -> Result<Vec<u8>, XlsxError> {
    let formats = Formats::new();
    let mut book = Workbook::new();
    let day: String = estate.run.as_of.to_string();
    // Not the clock: the same run gives the same file.
    let properties = DocProperties::new().set_title(shown(estate.title())).set_comment(estate.run.law());
    book.set_properties(&properties.set_creation_datetime(&ExcelDateTime::parse_from_str(&day)?));
    first(book.add_worksheet(), estate, &formats)?;
    matrix(book.add_worksheet(), estate, &formats)?;
    findings(book.add_worksheet(), estate, &formats)?;
    book.save_to_buffer()
}

fn first(sheet: &mut Worksheet, estate: &Estate, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name("What to do first")?;
    let heads = ["What", "Severity", "Notices", "Places", "Next step", "Law", "In", "Rule"];
    formats.heads(sheet, heads.into_iter())?;
    for (column, width) in [44, 11, 9, 9, 60, 34, 50, 26].into_iter().enumerate() {
        sheet.set_column_width(column as u16, width)?;
    }
    let steps = steps(estate);
    for (at, step) in steps.iter().enumerate() {
        let row = at as u32 + 1;
        let finding = &step.example.finding;
        formats.write(sheet, row, 0, estate.advice_of(step.rule))?;
        formats.write(sheet, row, 1, severity_word(step.severity))?;
        sheet.write_number_with_format(row, 2, step.notices.len() as f64, &formats.number)?;
        sheet.write_number_with_format(row, 3, step.places as f64, &formats.number)?;
        formats.write(sheet, row, 4, &finding.next)?;
        let law: Vec<&str> = finding.law.iter().map(|law| &*law.cite).collect();
        formats.write(sheet, row, 5, &law.join("; "))?;
        let titles = step.notices.iter().filter_map(|index| Some(estate.notices.get(*index)?.title.as_str()));
        formats.write(sheet, row, 6, &titles.collect::<Vec<_>>().join("; "))?;
        formats.write(sheet, row, 7, step.rule)?;
    }
    close(sheet, steps.len(), heads.len(), 1)
}

fn matrix(sheet: &mut Worksheet, estate: &Estate, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name("What each notice says")?;
    let fixed = ["Title", "Notice", "Errors", "Warnings", "Information"];
    let elements = estate.elements.iter().map(|(_, title)| &**title);
    formats.heads(sheet, fixed.into_iter().chain(elements))?;
    sheet.set_column_width(0, 36)?;
    sheet.set_column_width(1, 36)?;
    for column in 0..estate.elements.len() {
        sheet.set_column_width((fixed.len() + column) as u16, 15)?;
    }
    for (at, notice) in estate.notices.iter().enumerate() {
        let row = at as u32 + 1;
        formats.write(sheet, row, 0, &notice.title)?;
        formats.write(sheet, row, 1, &notice.path)?;
        for (column, severity) in super::SEVERITIES.into_iter().enumerate() {
            let count = notice.count(severity) as f64;
            sheet.write_number_with_format(row, column as u16 + 2, count, &formats.number)?;
        }
        for (column, element) in notice.elements.iter().enumerate() {
            let words = format!("{} {}", verdict::sign(element.verdict), verdict::word(element.verdict));
            sheet.write_string_with_format(row, (fixed.len() + column) as u16, words, &colours(element.verdict))?;
        }
    }
    close(sheet, estate.notices.len(), fixed.len() + estate.elements.len(), 1)
}

fn colours(of: Verdict) -> Format {
    let (back, front) = match of {
        Verdict::Stated => (0x00E0_F2E9, 0x000A_5338),
        Verdict::Weak => (0x00FF_F1D6, 0x006B_4000),
        Verdict::Missing | Verdict::Contradicted => (0x00FB_E6E3, 0x008C_1D13),
        Verdict::Layered => (0x00EE_ECF7, 0x003F_2F7F),
        Verdict::Silent | Verdict::NotApplicable => (0x00F4_F6F7, 0x004A_4F53),
    };
    let format = Format::new().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
    let format = format.set_border_color(Color::RGB(0x00BF_C4C8));
    format.set_background_color(Color::RGB(back)).set_font_color(Color::RGB(front))
}

fn findings(sheet: &mut Worksheet, estate: &Estate, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name("Findings")?;
    formats.heads(sheet, COLUMNS.into_iter())?;
    for (column, width) in [30, 30, 7, 11, 11, 24, 60, 50, 40, 40, 50, 30, 40, 26, 30].into_iter().enumerate() {
        sheet.set_column_width(column as u16, width)?;
    }
    let mut row = 0;
    let all = estate.notices.iter().flat_map(|notice| notice.findings.iter().map(|held| (notice.title.as_str(), held)));
    let all = all.chain(estate.elsewhere.iter().map(|held| ("", held)));
    for (title, held) in all.take(MOST_ROWS) {
        row += 1;
        for (column, text) in fields(estate, title, held).iter().enumerate() {
            if COLUMNS[column] == "Line" {
                let line = f64::from(held.finding.place.line);
                sheet.write_number_with_format(row, column as u16, line, &formats.number)?;
            } else {
                formats.write(sheet, row, column as u16, text)?;
            }
        }
    }
    close(sheet, row as usize, COLUMNS.len(), 1)
}

/// Heads that stay, filters, paper.
fn close(sheet: &mut Worksheet, rows: usize, columns: usize, frozen: u16) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, frozen)?;
    sheet.autofilter(0, 0, rows.max(1) as u32, columns.saturating_sub(1) as u16)?;
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}
