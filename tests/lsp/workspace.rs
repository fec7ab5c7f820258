//! Folders: collections, configurations, files that come and go, diagnostics that are asked for.

use crate::client::Client;
use serde_json::{Value, json};
use std::path::Path;

const FIRST: &str = "# Privacy notice: parking\n\nWobbling Council is the controller. Our data protection officer can be reached at \
    privacy@wobbling.gov.uk.\n\
    We keep your data for as long as necessary.\n";
const SECOND: &str = "# Privacy notice: children\n\nWobbling Council is the controller. Our data protection officer can be reached at \
    dpo@wobbling.gov.uk.\n\
    You have the right of access.\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("parking-privacy.md"), FIRST).unwrap();
    std::fs::write(folder.path().join("children-privacy.md"), SECOND).unwrap();
    std::fs::write(folder.path().join("README.md"), "# Our notices\n\nThey lie in this folder. Ask the web team.\n")
        .unwrap();
    folder
}

fn uri(folder: &Path, name: &str) -> String {
    format!("file://{}", folder.canonicalize().unwrap().join(name).display())
}

fn start(folder: &Path, capabilities: Value) -> Client {
    let root = json!([{"uri": uri(folder, ""), "name": "notices"}]);
    Client::start(json!({"workspaceFolders": root, "capabilities": capabilities})).0
}

fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().filter_map(|one| one["code"].as_str()).collect()
}

/// Waits until the diagnostics of a document are as wanted.
fn until(client: &mut Client, uri: &str, wanted: impl Fn(&[Value]) -> bool) {
    client.wait(|message| {
        message["method"] == "textDocument/publishDiagnostics"
            && message["params"]["uri"] == uri
            && wanted(message["params"]["diagnostics"].as_array().unwrap())
    });
}

fn pulling() -> Value {
    json!({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}}})
}

#[test]
fn notices_of_a_folder_are_compared_with_each_other() {
    let folder = folder();
    let mut client = start(folder.path(), json!({}));
    let first = uri(folder.path(), "parking-privacy.md");
    client.open(&first, "markdown", FIRST);
    // What the comparison says comes after what the notice itself says, and points into the other file.
    let second = uri(folder.path(), "children-privacy.md");
    until(&mut client, &first, |diagnostics| {
        diagnostics.iter().any(|one| {
            one["relatedInformation"]
                .as_array()
                .is_some_and(|all| all.iter().any(|one| one["location"]["uri"] == second))
        })
    });
    // A readme is no notice.
    let readme = uri(folder.path(), "README.md");
    client.open(&readme, "markdown", "# Our notices\n\nThey lie in this folder. Ask the web team.\n");
    assert_eq!(client.diagnostics(&readme, 1), Vec::<Value>::new());
    // Once they agree and are saved, nothing differs any more; the edit moves what stands below it.
    client.replace(&first, 2, &format!("\n\n{}", FIRST.replace("privacy@", "dpo@")));
    let still = client.diagnostics(&first, 2);
    assert!(!codes(&still).contains(&"dpo-email-varies"), "its very words were edited: {still:#?}");
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": first}}));
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": first}}));
    until(&mut client, &first, <[Value]>::is_empty);
    assert_eq!(client.end(), Some(0));
}

#[test]
fn a_client_that_asks_gets_all_notices_once_and_then_what_changed() {
    let folder = folder();
    let mut client = start(folder.path(), pulling());
    let first = uri(folder.path(), "parking-privacy.md");
    client.open(&first, "markdown", FIRST);
    let own = |client: &mut Client| {
        let report = client.ask("textDocument/diagnostic", json!({"textDocument": {"uri": first}}));
        report["result"]["items"].as_array().cloned().unwrap()
    };
    let items = own(&mut client);
    assert!(codes(&items).contains(&"retention-vague"));
    // Whoever asked before the notices were compared is told to ask again; after it there is nothing more to tell.
    if !codes(&items).contains(&"dpo-email-varies") {
        client.wait(|message| message["method"] == "workspace/diagnostic/refresh");
        assert!(codes(&own(&mut client)).contains(&"dpo-email-varies"));
    }
    let ask = |client: &mut Client, previous: Value| {
        let params = json!({ "previousResultIds": previous });
        client.ask("workspace/diagnostic", params)["result"]["items"].as_array().cloned().unwrap()
    };
    let all = ask(&mut client, json!([]));
    assert_eq!(all.len(), 3);
    let of = |all: &[Value], name: &str| all.iter().find(|one| one["uri"] == uri(folder.path(), name)).unwrap().clone();
    assert_eq!(of(&all, "parking-privacy.md")["version"], 1);
    assert_eq!(of(&all, "children-privacy.md")["version"], Value::Null);
    assert!(codes(of(&all, "children-privacy.md")["items"].as_array().unwrap()).contains(&"retention-missing"));
    assert_eq!(of(&all, "README.md")["items"], json!([]));
    let previous: Vec<Value> = all.iter().map(|one| json!({"uri": one["uri"], "value": one["resultId"]})).collect();
    let again = ask(&mut client, json!(previous));
    assert!(again.iter().all(|one| one["kind"] == "unchanged"), "{again:#?}");
    // A file that changes on disk, as the client tells.
    std::fs::write(
        folder.path().join("children-privacy.md"),
        format!("{SECOND}We keep your data for six years after the case ends.\n"),
    )
    .unwrap();
    let change = json!({"uri": uri(folder.path(), "children-privacy.md"), "type": 2});
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [change]}));
    let again = ask(&mut client, json!(previous));
    let second = of(&again, "children-privacy.md");
    assert_eq!(second["kind"], "full");
    assert!(!codes(second["items"].as_array().unwrap()).contains(&"retention-missing"));
    assert!(
        client.ask("textDocument/diagnostic", json!({"textDocument": {"uri": uri(folder.path(), "none.md")}}))["result"]
            ["items"]
            == json!([])
    );
    assert_eq!(client.end(), Some(0));
}

#[test]
fn a_configuration_counts_as_soon_as_it_is_saved_and_its_mistakes_are_shown() {
    let folder = folder();
    let mut client = start(folder.path(), json!({}));
    let first = uri(folder.path(), "parking-privacy.md");
    client.open(&first, "markdown", FIRST);
    until(&mut client, &first, |diagnostics| codes(diagnostics).contains(&"retention-vague"));
    let config = uri(folder.path(), "notice-lint.yaml");
    let wrong = "rules:\n  retention-vage: off\n";
    client.open(&config, "yaml", wrong);
    let mistakes = client.diagnostics(&config, 1);
    assert!(mistakes[0]["message"].as_str().unwrap().contains("did you mean `retention-vague`?"), "{mistakes:#?}");
    assert_eq!(mistakes[0]["range"]["start"], json!({"line": 1, "character": 2}));
    std::fs::write(folder.path().join("notice-lint.yaml"), wrong).unwrap();
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": config}}));
    assert!(client.told("window/showMessage")["message"].as_str().unwrap().contains("mistake"));
    let right = wrong.replace("vage", "vague");
    client.replace(&config, 2, &right);
    assert_eq!(client.diagnostics(&config, 2), Vec::<Value>::new());
    std::fs::write(folder.path().join("notice-lint.yaml"), right).unwrap();
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": config}}));
    until(&mut client, &first, |diagnostics| !codes(diagnostics).contains(&"retention-vague"));
    // Without the file everything is as at first.
    std::fs::remove_file(folder.path().join("notice-lint.yaml")).unwrap();
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": config, "type": 3}]}));
    until(&mut client, &first, |diagnostics| codes(diagnostics).contains(&"retention-vague"));
    assert_eq!(client.end(), Some(0));
}

#[test]
fn folders_come_and_go() {
    let (one, two) = (folder(), folder());
    let mut client = start(one.path(), pulling());
    let count = |client: &mut Client| {
        let answer = client.ask("workspace/diagnostic", json!({"previousResultIds": []}));
        answer["result"]["items"].as_array().unwrap().len()
    };
    assert_eq!(count(&mut client), 3);
    let entry = |folder: &Path| json!({"uri": uri(folder, ""), "name": "x"});
    let change = |added: Value, removed: Value| json!({"event": {"added": added, "removed": removed}});
    client.notify("workspace/didChangeWorkspaceFolders", change(json!([entry(two.path())]), json!([])));
    assert_eq!(count(&mut client), 6);
    client.notify(
        "workspace/didChangeWorkspaceFolders",
        change(json!([]), json!([entry(one.path()), entry(two.path())])),
    );
    assert_eq!(count(&mut client), 0);
    assert_eq!(client.end(), Some(0));
}

#[test]
fn typing_never_queues() {
    let folder = folder();
    let mut client = start(folder.path(), json!({}));
    let first = uri(folder.path(), "parking-privacy.md");
    client.open(&first, "markdown", FIRST);
    for version in 2..=200 {
        client.replace(&first, version, &format!("{FIRST}{}", "More words about parking. ".repeat(version as usize)));
    }
    client.diagnostics(&first, 200);
    // Of two hundred states only a few were ever checked: the last is there, and most of the others never came.
    let checked = client.count(|message| message["params"]["uri"] == first);
    assert!(checked < 50, "{checked}");
    assert_eq!(client.end(), Some(0));
}
