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
