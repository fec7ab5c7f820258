//! The outline of a notice: its sections with their topics.

use super::analysis::Analysis;
use super::client::Client;
use super::outline::{Section, range, sections};
use crate::report::shown;
use gen_lsp_types::{BaseSymbolInformation, DocumentSymbol, Location, SymbolInformation, SymbolKind};
use serde_json::Value;

/// The sections, nested where the client nests.
#[allow(deprecated)]
pub fn symbols(analysis: &Analysis, client: &Client) -> Value {
    let Some(notice) = analysis.notice() else { return Value::Array(Vec::new()) };
    let sections = sections(analysis, notice);
    if client.nested_symbols {
        return serde_json::to_value(nest(analysis, &mut sections.as_slice(), 0)).unwrap_or_default();
    }
    let flat = sections.iter().map(|section| SymbolInformation {
        deprecated: None,
        location: Location { uri: analysis.document.uri.clone(), range: range(analysis, section) },
        base_symbol_information: BaseSymbolInformation {
            name: name(section),
            kind: SymbolKind::String,
            tags: None,
            container_name: Some(section.topic()),
        },
    });
    serde_json::to_value(flat.collect::<Vec<_>>()).unwrap_or_default()
}

/// Takes the sections that are deeper than a level.
#[allow(deprecated)]
fn nest(analysis: &Analysis, left: &mut &[Section<'_>], above: u8) -> Vec<DocumentSymbol> {
    let mut out = Vec::new();
    while let Some((section, rest)) = left.split_first().filter(|(section, _)| section.report.level > above) {
        *left = rest;
        let children = nest(analysis, left, section.report.level);
        out.push(DocumentSymbol {
            name: name(section),
            detail: Some(section.topic()),
            kind: SymbolKind::String,
            tags: None,
            deprecated: None,
            range: range(analysis, section),
            selection_range: analysis.positions().line_range(section.line),
            children: (!children.is_empty()).then_some(children),
        });
    }
    out
}

/// A symbol must have a name.
fn name(section: &Section<'_>) -> String {
    let heading = shown(&section.report.heading);
    if heading.trim().is_empty() { "(no heading)".to_owned() } else { heading.into_owned() }
}
