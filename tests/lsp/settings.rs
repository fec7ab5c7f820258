//! Completion and hover in `notice-lint.yaml` and in rule files.

use crate::client::Client;
use serde_json::{Value, json};

struct Editor {
    client: Client,
    uri: String,
    version: i32,
    _folder: tempfile::TempDir,
}

impl Editor {
    fn new(name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        if name != "notice-lint.yaml" {
            std::fs::write(root.join("pack.yml"), "pack: own\n").unwrap();
        }
        let capabilities = json!({"textDocument": {"hover": {"contentFormat": ["markdown"]}}});
        let mut client =
            Client::start(json!({"rootUri": format!("file://{}", root.display()), "capabilities": capabilities})).0;
        let uri = format!("file://{}", root.join(name).display());
        client.open(&uri, "yaml", "");
        client.diagnostics(&uri, 1);
        Self { client, uri, version: 1, _folder: folder }
    }

    /// Puts the text, with the cursor at `‸`.
    fn at(&mut self, marked: &str) -> Value {
        let before = &marked[..marked.find('‸').unwrap()];
        let line = before.matches('\n').count();
        let column = before.rsplit('\n').next().unwrap_or_default().encode_utf16().count();
        self.version += 1;
        self.client.replace(&self.uri, self.version, &marked.replace('‸', ""));
        json!({"textDocument": {"uri": self.uri}, "position": {"line": line, "character": column}})
    }

    fn complete(&mut self, marked: &str) -> Vec<(String, String)> {
        let params = self.at(marked);
        let list = self.client.ask("textDocument/completion", params)["result"]["items"].clone();
        let text = |item: &Value| item["textEdit"]["newText"].as_str().unwrap().to_owned();
        let means = |item: &Value| item["documentation"].as_str().unwrap_or_default().to_owned();
        list.as_array().unwrap().iter().map(|item| (text(item), means(item))).collect()
    }

    fn words(&mut self, marked: &str) -> Vec<String> {
        self.complete(marked).into_iter().map(|(word, _)| word).collect()
    }

    fn hover(&mut self, marked: &str) -> String {
        let params = self.at(marked);
        self.client.ask("textDocument/hover", params)["result"]["contents"]["value"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }
}

#[test]
fn settings_are_completed_from_their_schema_and_the_rules() {
    let mut editor = Editor::new("notice-lint.yaml");
    let keys = editor.complete("fail-on: never\n‸");
    assert!(keys.iter().any(|(key, means)| key == "collections: " && means.contains("must agree")), "{keys:?}");
    assert!(keys.iter().all(|(key, _)| key != "fail-on: "), "what is there need not be offered: {keys:?}");
    assert_eq!(editor.words("fail-on: ‸"), ["error", "warning", "info", "never"]);
    assert_eq!(editor.words("rules:\n  retention-vague: ‸"), ["off", "info", "warning", "error"]);
    assert!(editor.words("rules:\n  ret‸").contains(&"retention-vague: ".to_owned()));
    assert!(editor.words("rules:\n  ret‸: off").contains(&"retention-vague".to_owned()));
    assert!(editor.words("ignore:\n  - ‸").contains(&"retention-vague".to_owned()));
    assert!(editor.words("organisation:\n  dpo:\n    ‸").contains(&"email: ".to_owned()));
    let facts = editor.complete("facts:\n  ‸");
    assert!(facts.len() > 5 && facts.iter().all(|(_, means)| !means.is_empty()), "{facts:?}");
    assert_eq!(editor.client.end(), Some(0));
}

#[test]
fn settings_are_explained() {
    let mut editor = Editor::new("notice-lint.yaml");
    assert!(editor.hover("fail‸-on: never\n").contains("at least this severe"));
    assert!(editor.hover("fail-on: ne‸ver\n").contains("Never"));
    assert!(editor.hover("rules:\n  retention-vag‸ue: off\n").contains("A notice must give the period"));
    assert_eq!(editor.hover("# a com‸ment\n"), "");
    assert_eq!(editor.client.end(), Some(0));
}

#[test]
fn rule_files_are_completed_explained_and_checked() {
    let mut editor = Editor::new("wording/own-rule.yml");
    assert!(editor.words("‸").contains(&"explain: ".to_owned()));
    assert_eq!(editor.words("severity: {hit: ‸"), ["error", "warning", "info", "off"]);
    assert!(editor.words("law: [uk-gdpr/13.1‸").contains(&"uk-gdpr/13.1.c".to_owned()));
    assert!(editor.words("requires:\n  topic: ‸").contains(&"retention".to_owned()));
    assert!(editor.words("forbids:\n  - in: [‸").contains(&"retention".to_owned()));
    assert!(editor.hover("law: [uk-gdpr/13‸.1.c]\n").contains("https://www.legislation.gov.uk/"));
    assert!(editor.hover("expl‸ain: x\n").contains("why it matters"));
    let version = editor.version + 1;
    editor.client.replace(&editor.uri, version, "rule: own-rule\ntitel: x\n");
    let mistakes = editor.client.diagnostics(&editor.uri, version);
    assert_eq!(mistakes[0]["range"]["start"]["line"], 1, "{mistakes:#?}");
    assert_eq!(editor.client.end(), Some(0));
}
