//! Hovers, symbols, lenses.

use crate::client::Client;
use serde_json::{Value, json};

const NOTICE: &str = "# Privacy notice of Little Wobbling library\n\n## How long we keep your data\n\n\
    We keep your data for as long as necessary.\n\n## Your rights\n\n### Access\n\n\
    You have the right to ask for a copy of your data. *bold* <b>\n";

fn start(markdown: bool) -> Client {
    let format = if markdown { json!(["markdown", "plaintext"]) } else { json!(["plaintext"]) };
    let capabilities = json!({"textDocument": {
        "hover": {"contentFormat": format},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": markdown},
    }});
    let mut client = Client::start(json!({"capabilities": capabilities})).0;
    client.open("untitled:a", "markdown", NOTICE);
    client
}

fn document() -> Value {
    json!({"textDocument": {"uri": "untitled:a"}})
}

fn hover(client: &mut Client, line: u32, character: u32) -> String {
    let params = json!({"textDocument": {"uri": "untitled:a"}, "position": {"line": line, "character": character}});
    client.ask("textDocument/hover", params)["result"]["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_finding_is_explained_with_its_law_and_the_next_step() {
    let mut client = start(true);
    let said = hover(&mut client, 4, 5);
    assert!(said.contains("retention\\-vague"), "{said}");
    assert!(said.contains("**What to do:** Give a period"), "{said}");
    assert!(said.contains("](https://www.legislation.gov.uk/"), "{said}");
    assert!(said.contains("**Why the rule exists:** A notice must give the period"), "{said}");
    client.end();
}

#[test]
fn a_heading_tells_what_belongs_under_it_and_what_was_found() {
    let mut client = start(true);
    let said = hover(&mut client, 2, 5);
    assert!(said.starts_with("### How long we keep your data"), "{said}");
    assert!(said.contains("- ~ how long personal data is kept: **vague**"), "{said}");
    assert!(said.contains("line 5:"), "{said}");
    let said = hover(&mut client, 8, 5);
    assert!(said.contains("✓ ") && said.contains("line 11:"), "{said}");
    assert_eq!(hover(&mut client, 3, 0), "", "an empty line says nothing");
    assert_eq!(hover(&mut client, 900, 900), "");
    client.end();
}

#[test]
fn a_client_without_markdown_gets_plain_text() {
    let mut client = start(false);
    let said = hover(&mut client, 2, 5);
    assert!(said.starts_with("How long we keep your data\n"), "{said}");
    assert!(!said.contains("**") && !said.contains('\\'), "{said}");
    client.end();
}

#[test]
fn sections_are_symbols_with_their_topics() {
    let mut client = start(true);
    let symbols = client.ask("textDocument/documentSymbol", document())["result"].clone();
    let title = &symbols[0];
    assert_eq!(title["name"], "Privacy notice of Little Wobbling library");
    let names: Vec<_> =
        title["children"].as_array().unwrap().iter().map(|s| (s["name"].as_str(), s["detail"].as_str())).collect();
    assert_eq!(names, [(Some("How long we keep your data"), Some("retention")), (Some("Your rights"), Some("rights"))]);
    assert_eq!(title["children"][1]["children"][0]["name"], "Access");
    assert_eq!(title["children"][0]["range"]["start"]["line"], 2);
    assert_eq!(title["children"][0]["range"]["end"]["line"], 5);
    client.end();

    let mut client = start(false);
    let symbols = client.ask("textDocument/documentSymbol", document())["result"].clone();
    let flat: Vec<_> = symbols.as_array().unwrap().iter().map(|s| s["containerName"].as_str()).collect();
    assert_eq!(flat.len(), 4);
    assert_eq!(symbols[1]["containerName"], "retention");
    assert_eq!(symbols[1]["location"]["uri"], "untitled:a");
    client.end();
}

#[test]
fn lenses_count_what_each_section_gives() {
    let mut client = start(true);
    let lenses = client.ask("textDocument/codeLens", document())["result"].clone();
    let shown: Vec<(u64, &str)> = lenses
        .as_array()
        .unwrap()
        .iter()
        .map(|lens| (lens["range"]["start"]["line"].as_u64().unwrap(), lens["command"]["title"].as_str().unwrap()))
        .collect();
    assert!(shown[0].0 == 0 && shown[0].1.contains("required items given"), "{shown:?}");
    assert!(shown.contains(&(2, "0 of 1 given · vague: how long personal data is kept")), "{shown:?}");
    assert!(shown.iter().any(|(line, words)| *line == 6 && words.contains("missing: ")), "{shown:?}");
    client.end();
}
