//! `--changed-since`: what git says has changed, and nothing else, is reported.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const POOR: &str = "# Privacy notice\n\nWe keep your data for as long as necessary.\n";

struct Run {
    status: i32,
    out: String,
    err: String,
}

fn run(folder: &Path, args: &[&str]) -> Run {
    run_with(folder, args, &[])
}

fn run_with(folder: &Path, args: &[&str], variables: &[(&str, &str)]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notice-lint"));
    command.current_dir(folder).args(["check", "--as-of", "2026-11-21"]).args(args);
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    let output = command.envs(variables.iter().copied()).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Run { status: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
}

fn git(folder: &Path, args: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder).args([
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@b.example",
        "-c",
        "commit.gpgsign=false",
    ]);
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] {
        command.env_remove(name);
    }
    let output = command.args(args).output().expect("git is needed to test this");
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("made");
    fs::write(path, text).expect("written");
}

/// A repository whose branch `main` holds these files.
fn repository(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    git(folder.path(), &["init", "--quiet", "--initial-branch=main"]);
    for (name, text) in files {
        write(folder.path(), name, text);
    }
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message=first"]);
    folder
}

/// The notices that a run reports on, and the rules.
fn reported(run: &Run) -> (Vec<String>, Vec<String>) {
    let value: Value = serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.err));
    let list = |key: &str| {
        let findings = value["findings"].as_array().expect("findings");
        let mut list: Vec<String> = findings.iter().map(|f| f[key].as_str().unwrap_or_default().to_owned()).collect();
        list.sort();
        list.dedup();
        list
    };
    (list("path"), list("rule"))
}

#[test]
fn commits_the_index_the_files_and_new_files_count() {
    let names = ["a.md", "b.md", "c.md", "e.md", "ignored.md", "sub/é \"x\".md"];
    let mut files: Vec<(&str, &str)> = names.iter().filter(|name| **name != "ignored.md").map(|n| (*n, POOR)).collect();
    files.push((".gitignore", "ignored.md\n"));
    let folder = repository(&files);
    let at = folder.path();
    git(at, &["checkout", "--quiet", "-b", "work"]);
    let changed = format!("{POOR}\nMore.\n");
    write(at, "a.md", &changed);
    write(at, "sub/é \"x\".md", &changed);
    git(at, &["commit", "--quiet", "--all", "--message=second"]);
    write(at, "b.md", &changed);
    git(at, &["add", "b.md"]);
    write(at, "c.md", &changed);
    write(at, "d.md", POOR);
    write(at, "ignored.md", POOR);
    // What main did meanwhile is not ours.
    git(at, &["stash", "--quiet", "--include-untracked"]);
    git(at, &["checkout", "--quiet", "main"]);
    write(at, "e.md", &changed);
    git(at, &["commit", "--quiet", "--all", "--message=other"]);
    git(at, &["checkout", "--quiet", "work"]);
    git(at, &["stash", "pop", "--quiet", "--index"]);
    let run_json = |args: &[&str]| run(at, &[args, &["--format", "json"]].concat());
    let all = run_json(&[".", "--changed-since", "main"]);
    assert_eq!(reported(&all).0, ["a.md", "b.md", "c.md", "d.md", "sub/é \"x\".md"]);
    assert_eq!(all.status, 1);
    let value: Value = serde_json::from_str(&all.out).expect("JSON");
    assert_eq!((&value["summary"]["notices"], &value["summary"]["unchanged"]), (&5.into(), &1.into()));
    assert_eq!(reported(&run_json(&[".", "--changed-since", "HEAD"])).0, ["b.md", "c.md", "d.md"]);
    // Staged, and changed back: the index counts.
    write(at, "b.md", POOR);
    assert_eq!(reported(&run_json(&["b.md", "--changed-since", "HEAD"])).0, ["b.md"]);
    // Named by hand: git does not keep it, so nobody can say that it has not changed.
    assert_eq!(reported(&run_json(&["ignored.md", "e.md", "--changed-since", "main"])).0, ["ignored.md"]);
    // From a folder within, and as in a hook, where git sets the folder of the repository.
    let within = run(&at.join("sub"), &["../a.md", "../e.md", ".", "--changed-since", "main", "--format", "json"]);
    assert_eq!(reported(&within).0.len(), 2, "{}", within.out);
    let hook = run_with(at, &["sub", "e.md", "--changed-since", "main", "--format", "json"], &[("GIT_DIR", ".git")]);
    assert_eq!(reported(&hook).0, ["sub/é \"x\".md"]);
}

/// A notice of an imaginary council whose officer has this address.
fn council(email: &str) -> String {
    format!(
        "# Privacy notice\n\nMarsh Borough Council is the controller of your personal data.\n\n\
         ## Data Protection Officer\n\nContact our Data Protection Officer at {email}.\n\n\
         ## How long\n\nWe keep your data for as long as necessary.\n"
    )
}

#[test]
fn unchanged_notices_of_a_collection_are_compared_and_not_reported() {
    let folder = repository(&[
        ("a.md", &council("dpo@marsh.example")),
        ("b.md", &council("dpo@marsh.example")),
        ("c.md", &council("dpo@marsh.example")),
    ]);
    let at = folder.path();
    write(at, "b.md", &council("officer@marsh.example"));
    let whole = run(at, &[".", "--format", "json"]);
    let part = run(at, &[".", "--changed-since", "main", "--format", "json"]);
    let (paths, rules) = reported(&part);
    assert!(rules.iter().any(|rule| rule == "dpo-email-varies"), "{rules:?}");
    assert!(rules.iter().any(|rule| rule == "retention-vague"), "{rules:?}");
    let value: Value = serde_json::from_str(&part.out).expect("JSON");
    for finding in value["findings"].as_array().expect("findings") {
        let others =
            finding["related"].as_array().expect("places").iter().chain(finding["because"].as_array().unwrap());
        let mut places = others.map(|place| place["path"].clone());
        assert!(finding["path"] == "b.md" || places.any(|path| path == "b.md"), "{finding}");
    }
    assert!(reported(&whole).0.len() > paths.len() || reported(&whole).1.len() >= rules.len());
    let own = |run: &Run, path: &str| {
        let value: Value = serde_json::from_str(&run.out).expect("JSON");
        let findings = value["findings"].as_array().expect("findings").clone();
        findings.iter().filter(|f| f["path"] == path && f["rule"] == "retention-vague").count()
    };
    assert_eq!((own(&whole, "a.md"), own(&part, "a.md"), own(&part, "b.md")), (1, 0, 1));
}

#[test]
fn a_changed_statement_concerns_the_notices_that_are_read_with_it() {
    let folder = repository(&[("statement.md", POOR), ("a.md", POOR), ("other/b.md", POOR)]);
    let at = folder.path();
    write(at, "notice-lint.yaml", "layers:\n  - notices: [a.md]\n    with: statement.md\n");
    write(at, "statement.md", &council("dpo@marsh.example"));
    let run = run(at, &["a.md", "other/b.md", "--changed-since", "HEAD", "--format", "json"]);
    assert_eq!(reported(&run).0, ["a.md"]);
}

#[test]
fn nothing_changed_is_nothing_wrong() {
    let folder = repository(&[("a.md", POOR), ("b.md", POOR)]);
    let whole = run(folder.path(), &["."]);
    assert_eq!(whole.status, 1);
    let none = run(folder.path(), &[".", "--changed-since", "main", "--output", "full", "--output", "sarif=a.sarif"]);
    assert_eq!((none.status, none.err.as_str()), (0, ""));
    assert!(none.out.starts_with("No notice has changed (2 looked at).\n"), "{}", none.out);
    let log: Value = serde_json::from_str(&fs::read_to_string(folder.path().join("a.sarif")).unwrap()).expect("JSON");
    assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
    // A file that is broken, and was before, is no concern of this change.
    fs::write(folder.path().join("broken.md"), [0u8, 1, 2, 0, 0, 255]).expect("written");
    git(folder.path(), &["add", "broken.md"]);
    git(folder.path(), &["commit", "--quiet", "--message=broken"]);
    write(folder.path(), "b.md", &format!("{POOR}\nMore.\n"));
    let part = run(folder.path(), &[".", "--changed-since", "main", "--fail-on", "never"]);
    assert_eq!(part.status, 0, "{}", part.err);
    assert!(part.err.contains("note: broken.md: "), "{}", part.err);
}

/// A name, the folder, the arguments, variables.
type Case<'a> = (&'a str, &'a Path, &'a [&'a str], &'a [(&'a str, &'a str)]);

#[test]
fn what_git_cannot_tell_is_explained() {
    let plain = tempfile::tempdir().expect("a folder");
    write(plain.path(), "a.md", POOR);
    let repository = repository(&[("a.md", POOR)]);
    write(repository.path(), "a.md", &format!("{POOR}\nMore.\n"));
    git(repository.path(), &["commit", "--quiet", "--all", "--message=second"]);
    let clones = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", repository.path().display());
    git(clones.path(), &["clone", "--quiet", "--depth=1", &from, "shallow"]);
    git(clones.path(), &["clone", "--quiet", &from, "whole"]);
    let whole = clones.path().join("whole");
    git(&whole, &["checkout", "--quiet", "--detach"]);
    git(&whole, &["branch", "--quiet", "--delete", "--force", "main"]);
    let empty = tempfile::tempdir().expect("a folder");
    git(empty.path(), &["init", "--quiet"]);
    write(empty.path(), "a.md", POOR);
    let outside = plain.path().join("a.md").to_string_lossy().into_owned();
    let cases: [Case<'_>; 9] = [
        ("not_a_repository", plain.path(), &["a.md", "--changed-since", "main"], &[]),
        ("no_such_revision", repository.path(), &["a.md", "--changed-since", "mian"], &[]),
        ("an_option_for_git", repository.path(), &["a.md", "--changed-since=--output=x"], &[]),
        ("an_empty_revision", repository.path(), &["a.md", "--changed-since="], &[]),
        ("a_short_history", &clones.path().join("shallow"), &["a.md", "--changed-since", "HEAD~1"], &[]),
        ("a_remote_branch", &whole, &["a.md", "--changed-since", "main"], &[]),
        ("no_commit", empty.path(), &["a.md", "--changed-since", "main"], &[]),
        ("outside", repository.path(), &["a.md", &outside, "--changed-since", "HEAD"], &[]),
        ("no_git", repository.path(), &["a.md", "--changed-since", "HEAD"], &[("PATH", "")]),
    ];
    for (name, folder, args, variables) in cases {
        let run = run_with(folder, args, variables);
        assert_eq!(run.status, 2, "{name}: {}", run.err);
        assert!(run.out.is_empty(), "{name}");
        let place = |folder: &TempDir| fs::canonicalize(folder.path()).unwrap().to_string_lossy().into_owned();
        let err = run.err.replace(&place(&plain), "PLAIN").replace(&place(&repository), "REPOSITORY");
        insta::assert_snapshot!(name, err);
    }
}
