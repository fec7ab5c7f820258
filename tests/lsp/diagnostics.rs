//! What is shown, where, and what mends it.

use crate::client::Client;
use serde_json::{Value, json};

fn with_encodings(encodings: Value) -> Client {
    let capabilities = json!({"general": {"positionEncodings": encodings}, "textDocument": {"codeAction": {
        "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}}}});
    Client::start(json!({"processId": null, "rootUri": null, "capabilities": capabilities})).0
}

fn of<'a>(diagnostics: &'a [Value], rule: &str) -> &'a Value {
    diagnostics.iter().find(|one| one["code"] == rule).unwrap_or_else(|| panic!("no {rule} in {diagnostics:#?}"))
}

/// A notice with a regulator's number in an odd grouping behind an emoji and accents, with line ends of Windows.
const EMOJI: &str = "# Privacy notice\r\n\r\n😀 é ’ Call the ICO on 03031231113 to complain.\r\n";

#[test]
fn places_are_counted_as_the_client_counts() {
    for (encodings, name, start) in [
        (json!(["utf-8", "utf-16"]), "utf-8", 28),
        (json!(["utf-16"]), "utf-16", 23),
        (json!(["utf-32"]), "utf-32", 22),
        (json!(null), "utf-16", 23),
    ] {
        let capabilities = json!({"general": {"positionEncodings": encodings}});
        let (mut client, said) = Client::start(json!({"capabilities": capabilities}));
        assert_eq!(said["capabilities"]["positionEncoding"], name);
        client.open("untitled:a", "markdown", EMOJI);
        let diagnostics = client.diagnostics("untitled:a", 1);
        let range = &of(&diagnostics, "ico-phone-format")["range"];
        let wanted = json!({"start": {"line": 2, "character": start}, "end": {"line": 2, "character": start + 11}});
        assert_eq!(*range, wanted, "{name}");
        client.end();
    }
}

#[test]
fn a_safe_fix_is_an_edit_of_those_very_places() {
    for (encodings, start) in [(json!(["utf-8"]), 28), (json!(["utf-16"]), 23), (json!(["utf-32"]), 22)] {
        let mut client = with_encodings(encodings);
        client.open("untitled:a", "markdown", EMOJI);
        let at = json!({"line": 2, "character": start + 2});
        let params = json!({"textDocument": {"uri": "untitled:a"}, "range": {"start": at, "end": at}, "context": {"diagnostics": []}});
        let actions = client.ask("textDocument/codeAction", params)["result"].clone();
        let fix = actions.as_array().unwrap().iter().find(|action| action["isPreferred"] == true).unwrap();
        assert_eq!(fix["diagnostics"][0]["code"], "ico-phone-format");
        let edit = &fix["edit"]["changes"]["untitled:a"][0];
        assert_eq!(edit["newText"], "0303 123 1113");
        assert_eq!(edit["range"]["start"], json!({"line": 2, "character": start}));
        assert_eq!(edit["range"]["end"], json!({"line": 2, "character": start + 11}));
        // An edit that the client makes comes back in its own counting.
        client.notify(
            "textDocument/didChange",
            json!({
                "textDocument": {"uri": "untitled:a", "version": 2},
                "contentChanges": [{"range": edit["range"], "text": edit["newText"]}],
            }),
        );
        let diagnostics = client.diagnostics("untitled:a", 2);
        assert!(diagnostics.iter().all(|one| one["code"] != "ico-phone-format"), "{diagnostics:#?}");
        client.end();
    }
}

/// Puts the first edit of an action into a text whose columns are bytes.
fn applied(text: &str, action: &Value) -> String {
    let edit = &action["edit"]["changes"]["untitled:a"][0];
    let at = |end: &str| {
        let (line, column) =
            (edit["range"][end]["line"].as_u64().unwrap(), edit["range"][end]["character"].as_u64().unwrap());
        text.split_inclusive('\n').take(line as usize).map(str::len).sum::<usize>() + column as usize
    };
    format!("{}{}{}", &text[..at("start")], edit["newText"].as_str().unwrap(), &text[at("end")..])
}

fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().filter_map(|one| one["code"].as_str()).collect()
}

#[test]
fn a_finding_is_accepted_once_its_author_has_written_the_reason() {
    let mut client = with_encodings(json!(["utf-8"]));
    let text = "# Privacy notice\n\n## Retention\n\nWe keep your data for as long as necessary.\n";
    client.open("untitled:a", "markdown", text);
    let range = of(&client.diagnostics("untitled:a", 1), "retention-vague")["range"].clone();
    let params = json!({"textDocument": {"uri": "untitled:a"}, "range": range, "context": {"diagnostics": []}});
    let actions = client.ask("textDocument/codeAction", params)["result"].clone();
    let titles: Vec<&str> =
        actions.as_array().unwrap().iter().map(|action| action["title"].as_str().unwrap()).collect();
    let accept = titles
        .iter()
        .position(|title| title.starts_with("Accept retention-vague here"))
        .unwrap_or_else(|| panic!("{titles:?}"));
    assert!(titles.iter().any(|title| title.starts_with("Insert a draft to complete (with blanks)")), "{titles:?}");
    assert!(actions.as_array().unwrap().iter().all(|action| action["isPreferred"] == false), "nothing here is safe");
    // As it is inserted it accepts nothing, for nobody has said why.
    let blank = applied(text, &actions[accept]);
    client.replace("untitled:a", 2, &blank);
    let found = client.diagnostics("untitled:a", 2);
    assert!(codes(&found).contains(&"retention-vague") && codes(&found).contains(&"suppression-no-reason"), "{blank}");
    let reasoned = blank.replace("[reason]", "the schedule is being rewritten");
    client.replace("untitled:a", 3, &reasoned);
    let found = client.diagnostics("untitled:a", 3);
    assert!(
        !codes(&found).iter().any(|code| code.starts_with("suppression") || *code == "retention-vague"),
        "{reasoned}"
    );
    assert_eq!(client.end(), Some(0));
}

#[test]
fn all_safe_fixes_are_one_action_and_only_when_asked_for() {
    let mut client = with_encodings(json!(["utf-8"]));
    let text = "# Privacy notice\n\nCall the ICO on 03031231113. Again: 0303-123-1113.\n";
    client.open("untitled:a", "markdown", text);
    client.diagnostics("untitled:a", 1);
    let top = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
    let mut ask = |only: Value| {
        let context = json!({"diagnostics": [], "only": only});
        let params = json!({"textDocument": {"uri": "untitled:a"}, "range": top, "context": context});
        client.ask("textDocument/codeAction", params)["result"].as_array().cloned().unwrap()
    };
    let all = ask(json!(["source.fixAll"]));
    assert_eq!(all.len(), 1);
    assert_eq!(all[0]["edit"]["changes"]["untitled:a"].as_array().unwrap().len(), 2);
    assert!(ask(json!(["quickfix"])).iter().all(|action| action["kind"] == "quickfix"));
    assert!(ask(json!(["refactor"])).is_empty());
    assert_eq!(client.end(), Some(0));
}

#[test]
fn no_fix_is_offered_that_would_break_the_markup() {
    let mut client = with_encodings(json!(["utf-8"]));
    let text =
        "# Privacy notice\n\nUnder the Data Protection Act 1998.\n\nUnder the Data Protection **Act 1998** too.\n";
    client.open("untitled:a", "markdown", text);
    client.diagnostics("untitled:a", 1);
    let mut fixes = |line: u32| {
        let at = json!({"line": line, "character": 15});
        let params = json!({"textDocument": {"uri": "untitled:a"}, "range": {"start": at, "end": at}, "context": {"diagnostics": []}});
        let actions = client.ask("textDocument/codeAction", params)["result"].as_array().cloned().unwrap();
        let titles = actions.iter().map(|action| action["title"].as_str().unwrap().to_owned());
        titles.filter(|title| title.contains("Data Protection Act 2018")).count()
    };
    assert_eq!((fixes(2), fixes(4)), (1, 0));
    assert_eq!(client.end(), Some(0));
}
