//! Commands in the documentation print what stands under them. `UPDATE_DOCS=1 cargo test --test documented` brings it up to date.
//!
//! A block of `console` that begins with `$ notice-lint` is run at the top of the repository, without configuration, on the day of the law.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::Path;

const PAGES: [&str; 1] = ["docs/output.md"];
const OPEN: &str = "```console\n$ notice-lint ";
const CLOSE: &str = "```\n";

#[test]
fn commands_print_what_is_documented() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut commands = 0;
    for page in PAGES {
        let text = fs::read_to_string(root.join(page)).unwrap();
        let mut wanted = String::new();
        let mut rest = text.as_str();
        while let Some(start) = rest.find(OPEN) {
            let (before, block) = rest.split_at(start + OPEN.len());
            let (command, after) = block.split_once('\n').expect("a line");
            let end = after.find(CLOSE).expect("the end of a block");
            wanted.push_str(before);
            wanted.push_str(&format!("{command}\n{}", printed(root, command)));
            rest = &after[end..];
            commands += 1;
        }
        wanted.push_str(rest);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::write(root.join(page), &wanted).unwrap();
        } else {
            assert_eq!(text, wanted, "run UPDATE_DOCS=1 cargo test --test documented");
        }
    }
    assert!(commands > 3, "{commands}");
}

fn printed(root: &Path, command: &str) -> String {
    let mut program = assert_cmd::Command::new(env!("CARGO_BIN_EXE_notice-lint"));
    program.current_dir(root).args(command.split(' ')).args(["--isolated", "--as-of", "2026-11-21"]);
    let out = String::from_utf8(program.output().unwrap().stdout).unwrap();
    assert!(!out.is_empty() && !out.contains("```"), "{command}: {out}");
    out.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}
