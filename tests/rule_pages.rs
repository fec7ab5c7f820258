//! The pages under `docs/rules/` are current. `UPDATE_DOCS=1 cargo test --test rule_pages` writes them anew.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

use notice_lint::rules::Pack;
use notice_lint::{docs, embedded};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

#[test]
fn the_pages_of_the_rules_are_current() {
    let (pack, _) = Pack::parse(embedded::files());
    let rules = embedded::rule_set().expect("the embedded pack can be read");
    let wanted = docs::pages(&pack, &rules);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in &wanted {
            fs::write(folder.join(name), text).unwrap();
        }
    }
    let there: BTreeMap<String, String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read_to_string(entry.path()).unwrap()))
        .collect();
    let stale: Vec<&String> =
        wanted.keys().chain(there.keys()).filter(|name| wanted.get(*name) != there.get(*name)).collect();
    assert!(stale.is_empty(), "not current: {stale:?}; run UPDATE_DOCS=1 cargo test --test rule_pages");
}
