//! `check` for people: each finding with the words it is about, the reason, the provision and the next step.

use super::excerpt::{Excerpt, Lines, Mark};
use super::{Ink, Item, Look, Run, Sink, Summary, severity_word, shown, wrapped};
use crate::check::{Citation, Confidence, Extent, Finding, Fix, FixClass, Place, Related, Severity};
use codespan_reporting::diagnostic::{self, Diagnostic, LabelStyle};
use codespan_reporting::term::{self, WriteStyle};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// Places of one finding that are shown beside its own; the others are counted.
const MOST_RELATED: usize = 4;
/// Reasons that are shown.
const MOST_REASONS: usize = 2;

/// The report for people.
#[derive(Debug)]
pub struct Full {
    /// How it looks.
    pub look: Look,
    /// Findings only, no summary.
    pub quiet: bool,
    /// Counts by rule at the end.
    pub statistics: bool,
    /// Also what somebody accepted.
    pub suppressed: bool,
    /// The heading over findings across notices was printed.
    across: bool,
}

impl Full {
    /// A report that looks so.
    pub fn new(look: Look, quiet: bool, statistics: bool) -> Self {
        Self { look, quiet, statistics, suppressed: false, across: false }
    }

    /// The same report that also shows what somebody accepted.
    pub fn with_suppressed(self, suppressed: bool) -> Self {
        Self { suppressed, ..self }
    }

    fn heading(&self, text: &str) -> String {
        let rule = "─".repeat(self.look.width.saturating_sub(text.chars().count() + 4).clamp(3, 60));
        format!(
            "{} {} {}\n\n",
            self.look.paint(Ink::Frame, "──"),
            self.look.paint(Ink::Strong, text),
            self.look.paint(Ink::Frame, &rule)
        )
    }

    fn finding(&self, finding: &Finding, lines: Option<&Lines<'_>>, out: &mut Vec<u8>) {
        let name = severity_word(finding.severity);
        let rule = format!("[{}]", shown(&finding.rule));
        let head = self.look.paint(Ink::Of(finding.severity), &format!("{name}{rule}"));
        let message = wrapped(&shown(&finding.message), self.look.width - 2, name.len() + rule.len());
        for (at, line) in message.iter().enumerate() {
            let line = self.look.paint(Ink::Strong, line);
            let text = if at == 0 { format!("{head} {line}\n") } else { format!("  {line}\n") };
            out.extend_from_slice(text.as_bytes());
        }
        let marks = marks(finding, lines);
        let empty = Lines::new("");
        let path = shown(&finding.place.path).into_owned();
        let place = (finding.place.line, finding.place.column);
        let gutter = finding.place.end_line.max(1).ilog10() as usize + 4;
        let width = self.look.width.saturating_sub(gutter);
        let excerpt = Excerpt::new(lines.unwrap_or(&empty), path, place, &marks, width);
        let mut diagnostic = Diagnostic::new(diagnostic::Severity::Note);
        diagnostic.severity = match finding.severity {
            Severity::Error => diagnostic::Severity::Error,
            Severity::Warning => diagnostic::Severity::Warning,
            Severity::Info => diagnostic::Severity::Help,
        };
        diagnostic.labels = excerpt.labels(&marks);
        diagnostic.notes = self.notes(finding, lines, width);
        let mut page = Page { bytes: Vec::new(), look: self.look };
        let drawn = term::emit_to_write_style(&mut page, &term::Config::default(), &excerpt, &diagnostic);
        if drawn.is_err() {
            // An excerpt that cannot be drawn must not hide the finding.
            let place = format!("  at {}:{}:{}\n\n", shown(&finding.place.path), place.0, place.1);
            out.extend_from_slice(place.as_bytes());
            return;
        }
        // The first line is the crate's own heading; ours stands there already.
        let after = page.bytes.iter().position(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        out.extend_from_slice(&page.bytes[after..]);
    }

    fn notes(&self, finding: &Finding, lines: Option<&Lines<'_>>, width: usize) -> Vec<String> {
        let width = width.saturating_sub(2);
        let note = |text: &str| wrapped(text, width, 0).join("\n");
        let mut notes = Vec::new();
        notes.extend(finding.suppressed.iter().map(|suppressed| note(&suppressed.sentence())));
        for reason in finding.because.iter().take(MOST_REASONS) {
            notes.push(note(&because(reason, &finding.place, lines)));
        }
        for related in
            finding.related.iter().filter(|related| related.place.path != finding.place.path).take(MOST_RELATED)
        {
            let place = &related.place;
            let at = format!("{}:{}:{}", shown(&place.path), place.line, place.column);
            let words = clipped(&related.text, 160);
            let text = if words.is_empty() { format!("also at {at}") } else { format!("{at}: {words}") };
            notes.push(note(&text));
        }
        if finding.related.len() > MOST_RELATED {
            let rest = &finding.related[MOST_RELATED..];
            let places: Vec<String> =
                rest.iter().take(12).map(|related| spot(&related.place, &finding.place)).collect();
            let more = if rest.len() > 12 { ", ..." } else { "" };
            notes.push(note(&format!("also at {}{more}", places.join(", "))));
        }
        if !finding.law.is_empty() {
            notes.push(self.law(&finding.law, width));
        }
        if finding.confidence == Confidence::Low && !finding.message.contains("probably") {
            notes.push("this is probably so; the words alone do not decide it".to_string());
        }
        if !finding.next.is_empty() {
            let next = note(&format!("next: {}", shown(&finding.next)));
            notes.push(self.label(&next, "next:", Ink::Good));
        }
        for fix in finding.fixes.iter().take(2) {
            let text = note(&fix_text(fix, finding));
            notes.push(self.label(&text, "fix:", Ink::Good));
        }
        notes
    }

    /// The provisions, wrapped by what is seen of them.
    fn law(&self, law: &[Citation], width: usize) -> String {
        let mut text = self.look.paint(Ink::Faint, "law:");
        let mut column = "law:".len();
        for (at, provision) in law.iter().enumerate() {
            let comma = if at + 1 < law.len() { "," } else { "" };
            let needed = shown(&provision.cite).width() + comma.len() + 1;
            if column + needed > width {
                text.push('\n');
                column = 0;
            } else {
                text.push(' ');
            }
            text.push_str(&self.look.citation(provision));
            text.push_str(comma);
            column += needed;
        }
        text
    }

    fn label(&self, text: &str, word: &str, ink: Ink) -> String {
        text.strip_prefix(word).map_or_else(|| text.to_string(), |rest| format!("{}{rest}", self.look.paint(ink, word)))
    }
}

/// The places of a finding in its file.
fn marks(finding: &Finding, lines: Option<&Lines<'_>>) -> Vec<Mark> {
    let Some(lines) = lines else {
        return Vec::new();
    };
    let mut marks =
        vec![Mark { range: range(&finding.place, &finding.excerpt, lines), primary: true, message: String::new() }];
    for related in finding.related.iter().take(MOST_RELATED) {
        if related.place.path != finding.place.path {
            continue;
        }
        let range = range(&related.place, &related.text, lines);
        let message =
            if same(&related.text, lines.piece(range.clone())) { String::new() } else { clipped(&related.text, 60) };
        marks.push(Mark { range, primary: false, message });
    }
    marks
}

/// The bytes of a place in the text. Offsets are those of the file, which is not the text where it had a mark of
/// byte order or another encoding; so they count only where the words are found there.
fn range(place: &Place, words: &str, lines: &Lines<'_>) -> std::ops::Range<usize> {
    let [start, end] = place.bytes;
    if start < end && !words.is_empty() && lines.piece(start..end) == words {
        return start..end;
    }
    let start = lines.offset(place.line, place.column);
    start..lines.offset(place.end_line, place.end_column).max(start)
}

fn because(reason: &Related, at: &Place, lines: Option<&Lines<'_>>) -> String {
    let text = clipped(&reason.text, 160);
    let line = reason.place.line;
    if reason.place.path != at.path {
        return format!("because {}:{line} says \"{text}\"", shown(&reason.place.path));
    }
    let found = lines.map_or("", |lines| lines.piece(range(&reason.place, &reason.text, lines))).trim();
    if found.is_empty() {
        let text = if text.is_empty() { "of what stands there" } else { &text };
        format!("because {} (line {line})", lower_first(text))
    } else if text.is_empty() || same(&reason.text, found) {
        format!("because line {line} says \"{}\"", clipped(found, 160))
    } else {
        format!("because line {line} says \"{}\": {}", clipped(found, 100), lower_first(&text))
    }
}

/// Part of a sentence: without the capital of a first word that is no abbreviation.
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && !second.is_uppercase() => {
            first.to_lowercase().chain(text.chars().skip(1)).collect()
        }
        _ => text.to_string(),
    }
}

fn same(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}

fn spot(place: &Place, at: &Place) -> String {
    if place.path == at.path {
        format!("line {}", place.line)
    } else {
        format!("{}:{}", shown(&place.path), place.line)
    }
}

fn fix_text(fix: &Fix, finding: &Finding) -> String {
    let title = shown(&fix.title).into_owned();
    let text = fix.edits.first().map(|edit| clipped(&edit.text, 400)).unwrap_or_default();
    let class = match fix.class {
        FixClass::Safe => "safe",
        FixClass::Unsafe => "check the meaning first",
        FixClass::Suggest if text.contains('[') => "fill in the blanks",
        FixClass::Suggest => "a suggestion",
    };
    if text.is_empty() || title.contains(&text) {
        format!("fix: {title} ({class})")
    } else if fix.class == FixClass::Suggest || finding.excerpt.is_empty() {
        format!("fix: {title} ({class}): {text}")
    } else {
        format!("fix: {title} ({class}): write \"{text}\"")
    }
}

/// Safe to print and not longer than `most` characters.
pub fn clipped(text: &str, most: usize) -> String {
    let text = shown(text);
    match text.char_indices().nth(most) {
        None => text.into_owned(),
        Some((end, _)) => {
            let cut = &text[..end];
            let end = cut.rfind(' ').filter(|at| *at > most / 2).unwrap_or(cut.len());
            format!("{}...", &cut[..end])
        }
    }
}

/// The summary under a report for people.
pub(super) fn closing(
    look: Look,
    quiet: bool,
    statistics: bool,
    run: &Run,
    summary: &Summary,
    out: &mut dyn Write,
) -> io::Result<()> {
    if statistics && !summary.by_rule.is_empty() {
        writeln!(out, "Findings by rule:")?;
        for (rule, count) in summary.ranking() {
            writeln!(out, "{count:>6}  {}", shown(rule))?;
        }
        writeln!(out)?;
    }
    if quiet {
        return Ok(());
    }
    let ink = if summary.errors > 0 {
        Ink::Of(Severity::Error)
    } else if summary.warnings > 0 {
        Ink::Of(Severity::Warning)
    } else {
        Ink::Good
    };
    writeln!(out, "{}", look.paint(ink, &summary.sentence()))?;
    for sentence in [summary.fix_sentence(), summary.baseline_sentence()].into_iter().flatten() {
        writeln!(out, "{}", shown(&sentence))?;
    }
    writeln!(out, "{}", look.paint(Ink::Faint, &shown(&run.law())))
}

impl Sink for Full {
    /// The text, and whether it is about several notices.
    type Part = (Vec<u8>, bool);

    fn asks_for(&self) -> Extent {
        Extent::Findings
    }

    fn prepare(&self, item: Item<'_>) -> Self::Part {
        let mut out = Vec::new();
        let across = matches!(item, Item::Across { .. });
        let counted = || item.findings().iter().filter(|finding| self.suppressed || finding.suppressed.is_none());
        if counted().next().is_none() {
            return (out, across);
        }
        if let Item::Notice { source, .. } = item {
            out.extend_from_slice(self.heading(&shown(&source.path)).as_bytes());
        }
        let lines = item.source().map(|source| Lines::new(&source.text));
        for finding in counted() {
            self.finding(finding, lines.as_ref(), &mut out);
        }
        (out, across)
    }

    fn accept(&mut self, (text, across): Self::Part, out: &mut dyn Write) -> io::Result<()> {
        if across && !self.across && !text.is_empty() {
            self.across = true;
            out.write_all(self.heading("Across the notices").as_bytes())?;
        }
        out.write_all(&text)
    }

    fn finish(&mut self, run: &Run, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        closing(self.look, self.quiet, self.statistics, run, summary, out)
    }
}

/// Where the reporting crate writes: bytes, in our colours.
struct Page {
    bytes: Vec<u8>,
    look: Look,
}

impl Page {
    fn ink(&mut self, ink: Ink) -> io::Result<()> {
        if self.look.colour { write!(self.bytes, "{}", ink.style()) } else { Ok(()) }
    }
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl WriteStyle for Page {
    fn set_header(&mut self, _severity: diagnostic::Severity) -> io::Result<()> {
        Ok(())
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        self.ink(Ink::Frame)
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        self.ink(Ink::Frame)
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        self.ink(Ink::Frame)
    }

    fn set_label(&mut self, severity: diagnostic::Severity, style: LabelStyle) -> io::Result<()> {
        self.ink(match (style, severity) {
            (LabelStyle::Secondary, _) => Ink::Frame,
            (_, diagnostic::Severity::Error) => Ink::Of(Severity::Error),
            (_, diagnostic::Severity::Warning) => Ink::Of(Severity::Warning),
            _ => Ink::Of(Severity::Info),
        })
    }

    fn reset(&mut self) -> io::Result<()> {
        if self.look.colour { self.bytes.write_all(b"\x1b[0m") } else { Ok(()) }
    }
}
