//! What the README shows is what the program prints. `UPDATE_DOCS=1 cargo test --test readme` brings it up to date.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::Path;

/// The fence round the README's excerpt.
const OPEN: &str = "```text\n";
const CLOSE: &str = "\n```";

#[test]
fn the_readme_shows_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let start = readme.find(OPEN).expect("an excerpt") + OPEN.len();
    let end = start + readme[start..].find(CLOSE).expect("its end");
    let printed = printed(root);
    let wanted = current(&readme[start..end], &printed);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(root.join("README.md"), format!("{}{wanted}{}", &readme[..start], &readme[end..])).unwrap();
    } else {
        assert_eq!(&readme[start..end], wanted, "run UPDATE_DOCS=1 cargo test --test readme");
    }
}

/// What the README's first command prints on the day of the law.
fn printed(root: &Path) -> String {
    let mut files: Vec<String> = fs::read_dir(root.join("fixtures/county"))
        .unwrap()
        .map(|entry| format!("fixtures/county/{}", entry.unwrap().file_name().to_string_lossy()))
        .collect();
    files.sort();
    let mut program = assert_cmd::Command::new(env!("CARGO_BIN_EXE_notice-lint"));
    program.current_dir(root).args(["check", "--isolated", "--as-of", "2026-11-21"]).args(files);
    String::from_utf8(program.output().unwrap().stdout).unwrap()
}

/// The excerpt as it should be: the same findings (same rule, same file) as they are printed, and the summary.
fn current(excerpt: &str, printed: &str) -> String {
    let findings: Vec<&str> = printed.trim_end().split("\n\n").collect();
    let mut parts: Vec<&str> = Vec::new();
    for part in excerpt.split("\n\n").filter(|part| place(part).is_some()) {
        let same = findings.iter().find(|other| name(other) == name(part) && place(other) == place(part));
        parts.push(same.unwrap_or_else(|| panic!("no longer reported:\n{part}")));
    }
    parts.push(findings.last().copied().unwrap_or_default());
    parts.join("\n\n")
}

/// `error[rule]`.
fn name(part: &str) -> Option<&str> {
    part.split_once(']').map(|(name, _)| name)
}

/// The file of a finding.
fn place(part: &str) -> Option<&str> {
    part.split_once("┌─ ")?.1.split(':').next()
}
