//! The README's way from a clone to a gated pull request, command by command; and that its links lead somewhere.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const NOTICE: &str = "# Privacy notice of the Puffin Library\n\nThe Puffin Library is the controller. Write to office@puffin.example.\n\n\
                      We use your name and address to lend you books. We keep your records for as long as necessary.\n";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs a line of a shell where `notice-lint` is the program under test: its status and what it prints.
fn shell(folder: &Path, line: &str) -> (i32, String) {
    let program = Path::new(env!("CARGO_BIN_EXE_notice-lint")).parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(program).chain(std::env::split_paths(&path))).unwrap();
    let mut command = Command::new("sh");
    for (key, _) in std::env::vars_os().filter(|(key, _)| key.to_string_lossy().starts_with("GIT_")) {
        command.env_remove(key);
    }
    for (key, value) in [("NAME", "A"), ("EMAIL", "a@b.example")] {
        command.env(format!("GIT_AUTHOR_{key}"), value).env(format!("GIT_COMMITTER_{key}"), value);
    }
    command.env("GIT_CONFIG_GLOBAL", folder.join("none")).env("GIT_CONFIG_NOSYSTEM", "1").env("PATH", path);
    let output = command.args(["-c", line]).current_dir(folder).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&said).into_owned())
}

/// The commands of the section, and the arguments of `check` that its workflow and its hook come to.
fn section() -> (Vec<String>, Vec<String>) {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (_, section) = readme.split_once("## In a pull request\n").unwrap();
    let section = section.split("\n## ").next().unwrap();
    let (_, block) = section.split_once("```sh\n").unwrap();
    let lines = block.split("```").next().unwrap().lines().map(str::to_owned).collect();
    let value = |key: &str| {
        let line = section.lines().find_map(|line| line.trim().strip_prefix(&format!("{key}: "))).unwrap();
        line.replace("${{ github.base_ref }}", "main").replace("origin/", "")
    };
    let action =
        format!("--changed-since={} --fail-on {} {}", value("changed-since"), value("fail-on"), value("paths"));
    let hook = value("args").replace(['[', ']', ','], " ");
    (lines, vec![action, format!("--changed-since HEAD {hook}")])
}

#[test]
fn the_way_to_a_gated_pull_request_is_as_the_readme_says() {
    let folder = tempfile::tempdir().unwrap();
    let (lines, gates) = section();
    fs::create_dir(folder.path().join("notices")).unwrap();
    let notice = folder.path().join("notices/library.md");
    fs::write(&notice, NOTICE).unwrap();
    assert_eq!(shell(folder.path(), "git init --quiet --initial-branch=main").0, 0);
    assert!(lines.len() > 5);
    for line in &lines {
        let (status, said) = shell(folder.path(), line);
        let wanted = i32::from(line.starts_with("notice-lint check"));
        assert_eq!(status, wanted, "{line}\n{said}");
    }
    shell(folder.path(), "git checkout --quiet -b change");
    for gate in &gates {
        let gate = format!("notice-lint check {gate}");
        let (status, said) = shell(folder.path(), &gate);
        assert_eq!(status, 0, "{gate}\n{said}");
        fs::write(&notice, format!("{NOTICE}\nYou have rights under the Data Protection Act 1998.\n")).unwrap();
        let (status, said) = shell(folder.path(), &gate);
        assert!(status == 1 && said.contains("dpa-1998"), "{gate}: {status}\n{said}");
        fs::write(&notice, format!("{NOTICE}\nYou have rights under the Data Protection Act 2018.\n")).unwrap();
        let (status, said) = shell(folder.path(), &gate);
        assert_eq!(status, 0, "{gate}\n{said}");
    }
    // The last words of the section.
    let (status, said) = shell(folder.path(), "notice-lint baseline prune notices/");
    assert_eq!(status, 0, "{said}");
}

/// The anchor that GitHub gives a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn links_lead_somewhere() {
    let root = root();
    let mut pages = vec![root.join("docs/rules/README.md"), root.join("editors/vscode/README.md")];
    for folder in [root.clone(), root.join("docs")] {
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        pages.extend(files.filter(|path| path.extension().is_some_and(|end| end == "md")));
    }
    let mut links = 0;
    for page in &pages {
        let text = fs::read_to_string(page).unwrap();
        for target in text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target) {
            if target.contains("://")
                || target.starts_with("mailto:")
                || target.contains(char::is_whitespace)
                || !target.contains(['.', '#'])
            {
                continue;
            }
            let (file, place) = target.split_once('#').unwrap_or((target, ""));
            let file = if file.is_empty() { page.clone() } else { page.parent().unwrap().join(file) };
            assert!(file.exists(), "{}: {target}", page.display());
            if !place.is_empty() {
                let there = fs::read_to_string(&file).unwrap();
                let found = there.lines().filter(|line| line.starts_with('#'));
                let found = found.map(|line| anchor(line.trim_start_matches('#').trim())).any(|a| a == place);
                assert!(found, "{}: {target}", page.display());
            }
            links += 1;
        }
    }
    assert!(links > 100, "{links}");
}
