//! What `docs/editors.md` shows is what the server says. `UPDATE_DOCS=1 cargo test --test lsp page` brings it up to date.

use crate::client::Client;
use serde_json::json;
use std::path::Path;

/// The text of an example: where it begins and ends in the page.
fn example(page: &str, name: &str) -> std::ops::Range<usize> {
    let mark = format!("<!-- example: {name} -->\n```");
    let start = page.find(&mark).expect("an example") + mark.len();
    let start = start + page[start..].find('\n').expect("a line") + 1;
    start..start + page[start..].find("```").expect("its end")
}

#[test]
fn the_page_shows_what_the_server_says() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/editors.md");
    let mut page = std::fs::read_to_string(&file).unwrap();
    let notice = page[example(&page, "notice")].to_owned();
    let heading = notice.lines().position(|line| line == "## How long we keep your data").expect("the heading");

    let mut client = Client::plain();
    client.open("untitled:a", "markdown", &notice);
    let document = json!({"uri": "untitled:a"});
    let lenses = client.ask("textDocument/codeLens", json!({ "textDocument": document }))["result"].clone();
    let lenses: String = lenses
        .as_array()
        .unwrap()
        .iter()
        .map(|lens| {
            let line = lens["range"]["start"]["line"].as_u64().unwrap() as usize;
            let title = lens["command"]["title"].as_str().unwrap();
            format!("{title}\n{}\n", notice.lines().nth(line).unwrap())
        })
        .collect::<Vec<_>>()
        .join("\n");
    let params = json!({"textDocument": document, "position": {"line": heading, "character": 4}});
    let hover = client.ask("textDocument/hover", params)["result"]["contents"]["value"].as_str().unwrap().to_owned();
    // What the law asks for; the findings that stand on a heading are shown above it.
    let hover = hover.split("\n---\n").last().unwrap_or_default().trim().to_owned() + "\n";
    client.end();

    let mut wanted = page.clone();
    for (name, text) in [("lenses", lenses), ("hover", hover)] {
        let at = example(&wanted, name);
        wanted.replace_range(at, &text);
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&file, &wanted).unwrap();
        page = wanted.clone();
    }
    assert_eq!(page, wanted, "run UPDATE_DOCS=1 cargo test --test lsp page");
}
