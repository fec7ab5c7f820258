//! Code actions: the fixes of the findings at a place.

use super::analysis::Analysis;
use super::client::Client;
use crate::check::{Edit, Finding, Fix, FixClass};
use crate::report::shown;
use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, DocumentChange, OptionalVersionedTextDocumentIdentifier,
    TextDocumentEdit, TextDocumentIdentifier, TextEdit, WorkspaceEdit,
};
use serde_json::Value;
use std::collections::HashMap;

/// The kind of the action that applies every safe fix, for `editor.codeActionsOnSave` and the like.
pub const FIX_ALL: &str = "source.fixAll.notice-lint";

/// The actions for a range of a document.
pub fn actions(analysis: &Analysis, params: &CodeActionParams, client: &Client) -> Value {
    let Some(notice) = analysis.notice().filter(|_| client.action_literals) else { return Value::Array(Vec::new()) };
    let wants = |kind: &str| match &params.context.only {
        None => true,
        Some(only) => only.iter().any(|wanted| is_part_of(kind, &word(wanted))),
    };
    let mut actions = Vec::new();
    if wants("quickfix") {
        for (finding, diagnostic) in notice.findings.iter().zip(&analysis.diagnostics) {
            let there = diagnostic.range;
            if there.start > params.range.end || there.end < params.range.start {
                continue;
            }
            for fix in &finding.fixes {
                let Some(edit) = edit(analysis, &fix.edits, client) else { continue };
                actions.push(CodeAction {
                    title: title(fix),
                    kind: Some(CodeActionKind::QuickFix),
                    diagnostics: Some(vec![diagnostic.clone()]),
                    is_preferred: Some(fix.class == FixClass::Safe),
                    edit: Some(edit),
                    ..CodeAction::default()
                });
            }
        }
        // What is safe stands first.
        actions.sort_by_key(|action| action.is_preferred != Some(true));
    }
    if wants(FIX_ALL) {
        actions.extend(all_safe(analysis, &notice.findings, client));
    }
    serde_json::to_value(actions).unwrap_or_default()
}

/// What an action is called. Only a safe fix goes by its bare name.
fn title(fix: &Fix) -> String {
    let title = shown(&fix.title);
    match fix.class {
        FixClass::Safe => title.into_owned(),
        FixClass::Unsafe => format!("{title} (unsafe: it may change what the notice says)"),
        FixClass::Suggest => format!("Insert a draft to complete (with blanks): {title}"),
    }
}

fn all_safe(analysis: &Analysis, findings: &[Finding], client: &Client) -> Option<CodeAction> {
    let fixes = findings.iter().flat_map(|finding| &finding.fixes).filter(|fix| fix.class == FixClass::Safe);
    let mut edits: Vec<Edit> = Vec::new();
    for fix in fixes {
        // All edits of a fix or none, and never two in one place.
        let free =
            |edit: &Edit| edits.iter().all(|other| edit.bytes[1] <= other.bytes[0] || other.bytes[1] <= edit.bytes[0]);
        if fix.edits.iter().all(free) {
            edits.extend(fix.edits.iter().cloned());
        }
    }
    if edits.is_empty() {
        return None;
    }
    edits.sort_by_key(|edit| edit.bytes);
    Some(CodeAction {
        title: "Apply all safe fixes of notice-lint".to_owned(),
        kind: Some(CodeActionKind::new(FIX_ALL)),
        edit: Some(edit(analysis, &edits, client)?),
        ..CodeAction::default()
    })
}

/// The edit of a document, for the state that was looked at.
pub fn edit(analysis: &Analysis, edits: &[Edit], client: &Client) -> Option<WorkspaceEdit> {
    let positions = analysis.positions();
    let edits: Option<Vec<TextEdit>> = edits
        .iter()
        .map(|edit| {
            // The bytes were found in this very text; should they not lie on its characters, nothing is edited.
            positions.text.get(edit.bytes[0]..edit.bytes[1])?;
            Some(TextEdit { range: positions.range(edit.bytes), new_text: edit.text.clone() })
        })
        .collect();
    let (edits, uri) = (edits?, analysis.document.uri.clone());
    if client.versioned_edits {
        let text_document = OptionalVersionedTextDocumentIdentifier {
            version: Some(analysis.document.version),
            text_document_identifier: TextDocumentIdentifier { uri },
        };
        let edits = edits.into_iter().map(Into::into).collect();
        let change = DocumentChange::TextDocumentEdit(TextDocumentEdit { text_document, edits });
        Some(WorkspaceEdit { document_changes: Some(vec![change]), ..WorkspaceEdit::default() })
    } else {
        Some(WorkspaceEdit { changes: Some(HashMap::from([(uri, edits)])), ..WorkspaceEdit::default() })
    }
}

fn word(kind: &CodeActionKind) -> String {
    serde_json::to_value(kind).ok().and_then(|kind| kind.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Whether a kind is the wanted one or below it: `source.fixAll.notice-lint` is part of `source`.
fn is_part_of(kind: &str, wanted: &str) -> bool {
    wanted.is_empty() || kind == wanted || kind.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_parts_of_kinds() {
        assert!(is_part_of(FIX_ALL, "source") && is_part_of(FIX_ALL, "source.fixAll") && is_part_of(FIX_ALL, ""));
        assert!(
            !is_part_of("quickfix", "source") && !is_part_of(FIX_ALL, "source.fix") && !is_part_of("source", FIX_ALL)
        );
    }

    #[test]
    fn only_what_is_safe_goes_by_its_bare_name() {
        let of = |class| title(&Fix { class, title: "Write \"UK GDPR\"".to_owned(), edits: Vec::new() });
        assert_eq!(of(FixClass::Safe), "Write \"UK GDPR\"");
        assert!(of(FixClass::Unsafe).contains("unsafe"));
        assert!(of(FixClass::Suggest).contains("with blanks"));
    }
}
