//! Code actions: the fixes of the findings at a place.

use super::analysis::Analysis;
use super::client::Client;
use super::{entry, uri};
use crate::check::{Edit, Finding, Fix, FixClass};
use crate::fix::Proof;
use crate::report::shown;
use crate::source::Source;
use crate::suppress::{Reach, comment_for};
use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, Diagnostic, DocumentChange, OptionalVersionedTextDocumentIdentifier,
    TextDocumentEdit, TextDocumentIdentifier, TextEdit, WorkspaceEdit,
};
use serde_json::Value;
use std::cell::LazyCell;
use std::collections::HashMap;
use std::path::PathBuf;

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
    let source = LazyCell::new(|| read(analysis));
    let proof = LazyCell::new(|| source.as_ref().map(Proof::new));
    let sound = |edits: &[Edit]| proof.as_ref().and_then(|proof| proof.sound(edits));
    if wants("quickfix") {
        for (finding, diagnostic) in notice.findings.iter().zip(&analysis.diagnostics) {
            if !touches(diagnostic, params) {
                continue;
            }
            for fix in &finding.fixes {
                let Some(edits) = sound(&fix.edits) else { continue };
                let Some(edit) = edit(analysis, &edits, client) else { continue };
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
        actions.extend(accepting(analysis, params, &notice.findings, client, || source.as_ref()));
        // What is safe stands first.
        actions.sort_by_key(|action| action.is_preferred != Some(true));
    }
    if wants(FIX_ALL) {
        actions.extend(all_safe(analysis, &notice.findings, client, &sound));
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

/// Stands for a reason while the place of a comment is found, by trying it out.
const SOME_REASON: &str = "the author knows why";
/// What is written for the reason: a blank, which is taken for no reason as long as it stands.
const BLANK: &str = "[reason]";
/// The most findings at one place that actions to accept them are made for.
const MOST_ACCEPTED: usize = 8;

/// Actions that write the comment that accepts a finding, but for the reason: the author writes that, and until then the
/// comment accepts nothing and is reported itself.
fn accepting<'a>(
    analysis: &Analysis,
    params: &CodeActionParams,
    findings: &[Finding],
    client: &Client,
    source: impl FnOnce() -> Option<&'a Source>,
) -> Vec<CodeAction> {
    let mut here =
        findings.iter().zip(&analysis.diagnostics).filter(|(_, diagnostic)| touches(diagnostic, params)).peekable();
    if here.peek().is_none() {
        return Vec::new();
    }
    let Some(source) = source() else { return Vec::new() };
    // Bytes of the text without the mark that a document may begin with.
    let mark = analysis.document.text.len().saturating_sub(source.text.len());
    let action = |(finding, diagnostic): (&Finding, &Diagnostic)| {
        let comment = comment_for(source, finding, SOME_REASON, None).ok()?;
        let at = comment.text.rfind(SOME_REASON)?;
        let text = format!("{}{BLANK}{}", &comment.text[..at], &comment.text[at + SOME_REASON.len()..]);
        let edits = [Edit { bytes: [mark + comment.at; 2], text }];
        let reach = if comment.reach == Reach::Notice { "in this notice" } else { "here" };
        Some(CodeAction {
            title: format!("Accept {} {reach}: write the reason into the comment", shown(&finding.rule)),
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: Some(vec![diagnostic.clone()]),
            is_preferred: Some(false),
            edit: Some(edit(analysis, &edits, client)?),
            ..CodeAction::default()
        })
    };
    here.take(MOST_ACCEPTED).filter_map(action).collect()
}

/// The document as it is read.
fn read(analysis: &Analysis) -> Option<Source> {
    let name = analysis.document.path.clone().unwrap_or_else(|| PathBuf::from(uri::name(&analysis.document.uri)));
    entry::read(&name, &analysis.document)
}

fn touches(diagnostic: &Diagnostic, params: &CodeActionParams) -> bool {
    diagnostic.range.start <= params.range.end && params.range.start <= diagnostic.range.end
}

fn all_safe(
    analysis: &Analysis,
    findings: &[Finding],
    client: &Client,
    sound: &impl Fn(&[Edit]) -> Option<Vec<Edit>>,
) -> Option<CodeAction> {
    let fixes = findings.iter().flat_map(|finding| &finding.fixes).filter(|fix| fix.class == FixClass::Safe);
    let mut edits: Vec<Edit> = Vec::new();
    for fix in fixes {
        // All edits of a fix or none, and never two in one place.
        let free =
            |edit: &Edit| edits.iter().all(|other| edit.bytes[1] <= other.bytes[0] || other.bytes[1] <= edit.bytes[0]);
        if fix.edits.iter().all(free)
            && let Some(new) = sound(&fix.edits)
        {
            edits.extend(new);
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
