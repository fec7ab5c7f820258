//! Components that are given lists and records: what they draw.
//!
//! A macro or component of a design system draws an accordion, a table or a list from data: `govukAccordion({ items: sections })`,
//! `<Table head={...} rows={...} />`. What it is called differs; what it is given tells what a reader sees.

use super::expression::Scope;
use super::heads::Family;
use super::segments::Kind;
use super::value::Value;
use super::{Writer, words};

/// What a component is given: names and values.
pub(super) type Fields<'a> = Vec<(&'a str, Value)>;

const ROWS: [&str; 6] = ["rows", "items", "data", "entries", "sections", "tabs"];
const COLUMNS: [&str; 6] = ["head", "headers", "header", "columns", "headings", "heads"];
/// What heads an entry, and what it says.
const HEADS: [&str; 11] =
    ["heading", "title", "label", "question", "q", "term", "summary", "header", "name", "key", "summaryText"];
const BODIES: [&str; 15] = [
    "content",
    "panel",
    "body",
    "text",
    "html",
    "answer",
    "a",
    "description",
    "definition",
    "detail",
    "details",
    "children",
    "desc",
    "value",
    "descriptionHtml",
];
/// Ways to write a text as a record.
const TEXTS: [&str; 7] = ["html", "HTML", "text", "content", "label", "value", "title"];
/// Components whose lists are no part of the text.
const ABOUT: [&str; 15] = [
    "nav",
    "menu",
    "crumb",
    "select",
    "footer",
    "radio",
    "checkbox",
    "meta",
    "seo",
    "layout",
    "sidebar",
    "contents",
    "pagination",
    "banner",
    "tasklist",
];
/// Entries with one of these lead elsewhere.
const LINKS: [&str; 4] = ["href", "url", "link", "to"];
/// How often a value may stand for another.
const DEEPEST: usize = 4;

impl<'a> Writer<'a> {
    /// The names and values of a record.
    pub(super) fn fields(&self, record: &Value) -> Fields<'a> {
        match record {
            Value::Record(entries) => {
                let named =
                    |(key, value): &(std::ops::Range<usize>, Value)| Some((self.text.get(key.clone())?, value.clone()));
                entries.iter().filter_map(named).collect()
            }
            _ => Fields::new(),
        }
    }

    /// The first of the fields with one of the names.
    fn field(&self, fields: &Fields<'a>, names: &[&str], scope: &Scope<'a>) -> Option<Value> {
        let found = names.iter().find_map(|name| fields.iter().find(|(own, _)| own == name))?;
        let value = self.expressions.resolve(&found.1, scope);
        (value != Value::Absent).then_some(value)
    }

    /// Draws a component that is given these, where they tell what it shows; whether they do. `at` is where it stands.
    pub(super) fn component(&mut self, name: &str, fields: &Fields<'a>, at: usize, scope: &Scope<'a>) -> bool {
        let lower = name.to_ascii_lowercase();
        if ABOUT.iter().any(|about| lower.contains(about)) {
            return false;
        }
        let rows = ROWS.iter().find_map(|name| match self.field(fields, &[name], scope)? {
            Value::List(rows) if !rows.is_empty() => Some(rows),
            _ => None,
        });
        let Some(rows) = rows else {
            return self.cells(fields, at, scope) || self.details(fields, at, scope) || self.running(fields, at, scope);
        };
        let rows: Vec<Value> = rows.iter().map(|row| self.expressions.resolve(row, scope)).collect();
        let columns = match self.field(fields, &COLUMNS, scope) {
            Some(Value::List(columns)) => columns.iter().map(|own| self.expressions.resolve(own, scope)).collect(),
            _ => Vec::new(),
        };
        let lists = rows.iter().all(|row| matches!(row, Value::List(_)));
        if lists {
            let rows: Vec<Vec<Value>> =
                rows.iter().map(|row| row.items().map_or(Vec::new(), |own| own.to_vec())).collect();
            if rows.iter().all(|row| row.len() < 2) {
                return false;
            }
            self.grid(fields, &columns, &rows, at, scope);
            return true;
        }
        if let Some(rows) = self.by_columns(&columns, &rows, scope) {
            self.grid(fields, &columns, &rows, at, scope);
            return true;
        }
        self.entries(fields, &rows, at, scope)
    }

    /// The cells of rows that are records, by the keys of the columns.
    fn by_columns(&self, columns: &[Value], rows: &[Value], scope: &Scope<'a>) -> Option<Vec<Vec<Value>>> {
        let keys = ["key", "field", "accessor", "accessorKey", "prop", "dataKey", "id", "name", "value"];
        let keys: Option<Vec<&str>> = columns
            .iter()
            .map(|column| match self.field(&self.fields(column), &keys, scope)? {
                Value::Text(parts) if parts.len() == 1 => self.text.get(parts[0].clone()),
                _ => None,
            })
            .collect();
        let keys = keys.filter(|keys| keys.len() > 1)?;
        let row = |row: &Value| -> Vec<Value> {
            let own = |key: &&str| row.member(self.text, key).unwrap_or(Value::Absent);
            keys.iter().map(own).collect()
        };
        let rows: Vec<Vec<Value>> = rows.iter().map(row).collect();
        rows.iter().any(|row| row.iter().any(|cell| *cell != Value::Absent)).then_some(rows)
    }

    /// Records with a heading and what it heads.
    fn entries(&mut self, fields: &Fields<'a>, rows: &[Value], at: usize, scope: &Scope<'a>) -> bool {
        let mut entries = Vec::new();
        for row in rows {
            let own = self.fields(row);
            let head = self.field(&own, &HEADS, scope);
            let bodies: Vec<&str> =
                BODIES.iter().copied().filter(|name| head.is_none() || !is_head(&own, name)).collect();
            let body = self.field(&own, &bodies, scope);
            let leads = own.iter().any(|(name, _)| LINKS.contains(name));
            match (head, body) {
                (Some(head), Some(body)) if !leads => entries.push((own, head, body)),
                _ => return false,
            }
        }
        let prose =
            |value: &Value| self.texts(value, scope).iter().any(|part| words::is_words(&self.text[part.clone()]));
        if !entries.iter().any(|(_, _, body)| prose(body)) {
            return false;
        }
        let pairs = entries.iter().all(|(own, ..)| own.iter().any(|(name, _)| *name == "key" || *name == "term"));
        let script = matches!(self.family, Family::Script | Family::Svelte | Family::Vue);
        let level = self.field(fields, &["headingLevel", "heading_level"], scope).and_then(|level| match level {
            Value::Code(code) => self.text.get(code)?.trim().parse::<u8>().ok().filter(|level| (2..=6).contains(level)),
            _ => None,
        });
        let level = level.or_else(|| (!pairs && !script).then_some(2)).filter(|_| !pairs);
        if let Some(card) = self.field(fields, &["card"], scope)
            && let Some(title) = self.field(&self.fields(&card), &["title"], scope)
        {
            self.tagged("summary", &title, at, scope);
        }
        self.tag(if level.is_none() { "<dl>" } else { "" }, at);
        for (own, head, body) in &entries {
            // A panel that has its own heading needs none of its tab.
            let first =
                self.texts(body, scope).first().map(|part| self.text[part.clone()].trim_start().starts_with("<h"));
            let headed = first.unwrap_or(false);
            match level {
                Some(level) if !headed => self.tagged(&format!("h{level}"), head, at, scope),
                Some(_) => {}
                None => self.tagged("dt", head, at, scope),
            }
            self.tag(if level.is_none() { "<dd>" } else { "<div>" }, at);
            if !is_head(own, "summary")
                && let Some(summary) = self.field(own, &["summary"], scope)
            {
                self.tagged("p", &summary, at, scope);
            }
            self.body(body, at, scope);
            self.tag(if level.is_none() { "</dd>" } else { "</div>" }, at);
        }
        self.tag(if level.is_none() { "</dl>" } else { "" }, at);
        true
    }

    fn grid(&mut self, fields: &Fields<'a>, columns: &[Value], rows: &[Vec<Value>], at: usize, scope: &Scope<'a>) {
        self.tag("<table>", at);
        if let Some(caption) = self.field(fields, &["caption"], scope) {
            self.tagged("caption", &caption, at, scope);
        }
        if !columns.is_empty() {
            self.tag("<thead>", at);
            self.row(columns, "th", at, scope);
            self.tag("</thead>", at);
        }
        let first = self.field(fields, &["firstCellIsHeader", "first_cell_is_header"], scope).is_some();
        self.tag("<tbody>", at);
        for row in rows {
            self.tag("<tr>", at);
            for (column, cell) in row.iter().enumerate() {
                self.tagged(if column == 0 && first { "th" } else { "td" }, cell, at, scope);
            }
            self.tag("</tr>", at);
        }
        self.tag("</tbody></table>", at);
    }

    /// One row of a table whose rows are components: `<Row cells={["Forms", "2 years"]} />`.
    fn cells(&mut self, fields: &Fields<'a>, at: usize, scope: &Scope<'a>) -> bool {
        let Some(Value::List(cells)) = self.field(fields, &["cells"], scope) else { return false };
        self.row(&cells, "td", at, scope);
        cells.len() > 1
    }

    /// The heads of the columns of a table whose rows stand between its tags; whether there are any.
    pub(super) fn columns(&mut self, fields: &Fields<'a>, at: usize, scope: &Scope<'a>) -> bool {
        let Some(Value::List(columns)) = self.field(fields, &COLUMNS, scope) else { return false };
        self.row(&columns, "th", at, scope);
        columns.len() > 1
    }

    fn row(&mut self, cells: &[Value], tag: &str, at: usize, scope: &Scope<'a>) {
        self.tag("<tr>", at);
        for cell in cells {
            self.tagged(tag, cell, at, scope);
        }
        self.tag("</tr>", at);
    }

    /// A summary with what it opens.
    fn details(&mut self, fields: &Fields<'a>, at: usize, scope: &Scope<'a>) -> bool {
        let summary = self.field(fields, &["summaryText", "summaryHtml", "summary_text"], scope);
        let body = self.field(fields, &["html", "HTML", "text"], scope);
        let (Some(summary), Some(body)) = (summary, body) else { return false };
        self.tag("<details>", at);
        self.tagged("summary", &summary, at, scope);
        self.body(&body, at, scope);
        self.tag("</details>", at);
        true
    }

    /// One text that the program puts together. Plain ones are read where they stand.
    fn running(&mut self, fields: &Fields<'a>, at: usize, scope: &Scope<'a>) -> bool {
        let body = self.field(fields, &["html", "HTML", "text"], scope);
        let Some(body @ Value::Joined(_)) = body else { return false };
        if let Some(title) = self.field(fields, &["titleText", "titleHtml", "heading", "title"], scope) {
            self.tagged("summary", &title, at, scope);
        }
        self.body(&body, at, scope);
        true
    }

    /// Writes a tag that the template does not have.
    pub(super) fn tag(&mut self, tag: &str, at: usize) {
        self.drawn.put(tag, at..at, Kind::Body(1));
    }

    /// Writes a text between tags.
    pub(super) fn tagged(&mut self, tag: &str, value: &Value, at: usize, scope: &Scope<'a>) {
        self.tag(&format!("<{tag}>"), at);
        let own = self.text_of(value, scope);
        self.show(&own, scope, true, DEEPEST);
        self.tag(&format!("</{tag}>"), at);
    }

    /// The text of a value that may be a record of it.
    fn text_of(&self, value: &Value, scope: &Scope<'a>) -> Value {
        let value = self.expressions.resolve(value, scope);
        match &value {
            Value::Record(_) => self.field(&self.fields(&value), &TEXTS, scope).unwrap_or(Value::Absent),
            _ => value,
        }
    }

    /// Writes what stands under a heading: paragraphs, or markup with its own.
    fn body(&mut self, value: &Value, at: usize, scope: &Scope<'a>) {
        let value = self.text_of(value, scope);
        if let Value::List(items) = &value {
            self.tag("<ul>", at);
            for item in items.iter() {
                self.tagged("li", item, at, scope);
            }
            self.tag("</ul>", at);
            return;
        }
        self.tag("<div>", at);
        self.show(&value, scope, true, DEEPEST);
        self.tag("</div>", at);
    }

    /// The strings of a value.
    fn texts(&self, value: &Value, scope: &Scope<'a>) -> Vec<std::ops::Range<usize>> {
        match self.text_of(value, scope) {
            Value::Text(parts) => parts.to_vec(),
            Value::Joined(values) | Value::List(values) => {
                let parts = |own: &Value| if let Value::Text(parts) = own { parts.to_vec() } else { Vec::new() };
                values.iter().flat_map(parts).collect()
            }
            // Markup of JSX.
            Value::Code(code) if self.text[code.clone()].starts_with('<') => vec![code],
            _ => Vec::new(),
        }
    }
}

/// Whether a name is that of the field which heads the entry.
fn is_head(own: &Fields<'_>, name: &str) -> bool {
    HEADS.iter().find(|head| own.iter().any(|(own, _)| own == *head)) == Some(&name)
}
