//! The program as its users call it: arguments, files, errors, exit status.

#![allow(clippy::expect_used)]

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A notice in which much is missing.
const POOR: &str = "# Privacy notice\n\nWe keep your data for as long as necessary.\n";

struct Run {
    status: i32,
    out: String,
    err: String,
}

/// A folder with files in it.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

fn run_with(folder: &Path, args: &[&str], stdin: &str) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notice-lint"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "TERM", "COLUMNS"] {
        command.env_remove(name);
    }
    let output = command.current_dir(folder).args(args).write_stdin(stdin).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Run { status: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
}

fn run(folder: &TempDir, args: &[&str]) -> Run {
    run_with(folder.path(), args, "")
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn exit_status_follows_fail_on_and_not_the_format() {
    let folder = folder(&[("a.md", POOR)]);
    for format in ["full", "concise", "json", "jsonl"] {
        assert_eq!(run(&folder, &["check", "a.md", "--format", format]).status, 1, "{format}");
        assert_eq!(run(&folder, &["check", "a.md", "--format", format, "--fail-on", "never"]).status, 0, "{format}");
        assert_eq!(run(&folder, &["check", "a.md", "--format", format, "--fail-on", "info"]).status, 1, "{format}");
    }
}

#[test]
fn min_severity_hides_the_rest() {
    let folder = folder(&[("a.md", POOR)]);
    let all = json(&run(&folder, &["check", "a.md", "--format", "json"]).out);
    assert!(all["summary"]["warnings"].as_u64() > Some(0), "{all}");
    let errors = json(&run(&folder, &["check", "a.md", "--format", "json", "--min-severity", "error"]).out);
    assert_eq!(errors["summary"]["warnings"], 0);
    assert!(errors["findings"].as_array().expect("a list").iter().all(|finding| finding["severity"] == "error"));
}

#[test]
fn json_holds_what_the_contract_says() {
    let folder = folder(&[("a.md", POOR)]);
    let value = json(&run(&folder, &["check", "a.md", "--format", "json", "--as-of", "2026-11-21"]).out);
    assert_eq!(value["schema"], "notice-lint/check/1");
    assert_eq!(value["as_of"], "2026-11-21");
    let finding = &value["findings"][0];
    for key in
        ["rule", "element", "severity", "confidence", "path", "line", "column", "end_line", "end_column", "bytes"]
    {
        assert!(finding.get(key).is_some(), "{key}");
    }
    for key in ["excerpt", "message", "because", "law", "related", "fixes", "fingerprint", "suppressed"] {
        assert!(finding.get(key).is_some(), "{key}");
    }
    let value = json(&run(&folder, &["coverage", "a.md", "--format", "json"]).out);
    assert_eq!(value["schema"], "notice-lint/coverage/1");
    assert_eq!(value["notices"][0]["path"], "a.md");
    let lines = run(&folder, &["coverage", "a.md", "a.md", "--format", "jsonl"]).out;
    assert_eq!(lines.lines().count(), 1, "a file is read once");
}

#[test]
fn a_missing_path_is_a_usage_error_with_a_suggestion() {
    let folder = folder(&[("privacy.md", POOR)]);
    let run = run(&folder, &["check", "privcy.md"]);
    assert_eq!(run.status, 2);
    insta::assert_snapshot!(run.err);
    assert!(run.out.is_empty());
}

#[test]
fn a_pattern_without_files_is_a_usage_error() {
    let folder = folder(&[("privacy.md", POOR)]);
    let missed = run(&folder, &["check", "notices/*.md"]);
    assert_eq!(missed.status, 2);
    insta::assert_snapshot!(missed.err);
    assert_eq!(run(&folder, &["check", "priv*.md"]).status, 1);
}

#[test]
fn a_folder_without_notices_checks_nothing() {
    let folder = folder(&[("notices/page.njk", "<p>"), ("notices/.gitignore", "old/\n"), ("notices/old/a.md", POOR)]);
    let run = run(&folder, &["check", "notices"]);
    assert_eq!(run.status, 3);
    insta::assert_snapshot!(run.err);
}

#[test]
fn folders_are_walked_in_order_and_ignore_files_respected() {
    let folder = folder(&[
        ("b.md", POOR),
        ("a/z.txt", POOR),
        ("a/a.markdown", POOR),
        ("a/layout.njk", POOR),
        ("a/privacy.njk", POOR),
        ("drafts/x.md", POOR),
        (".notice-lintignore", "drafts/\n"),
    ]);
    let value = json(&run(&folder, &["coverage", ".", "--format", "json"]).out);
    let paths: Vec<_> =
        value["notices"].as_array().expect("a list").iter().map(|notice| notice["path"].clone()).collect();
    assert_eq!(paths, ["a/a.markdown", "a/privacy.njk", "a/z.txt", "b.md"]);
}

#[test]
fn include_and_exclude_choose_files_of_folders() {
    let folder = folder(&[
        ("notice-lint.yaml", "include: [site/**]\nexclude: ['site/old*']\n"),
        ("site/a.md", POOR),
        ("site/old.md", POOR),
        ("README.md", POOR),
    ]);
    let value = json(&run(&folder, &["coverage", ".", "--format", "json"]).out);
    assert_eq!(value["notices"].as_array().map(Vec::len), Some(1));
    assert_eq!(value["notices"][0]["path"], "site/a.md");
}

#[test]
fn a_bad_file_among_good_ones_is_reported_and_the_others_are_checked() {
    let folder = folder(&[("a.md", POOR), ("c.md", POOR)]);
    fs::write(folder.path().join("b.md"), [0u8, 1, 2, 0, 0, 255]).expect("written");
    let run = run(&folder, &["check", ".", "--format", "json"]);
    assert_eq!(run.status, 2);
    let value = json(&run.out);
    assert_eq!(value["summary"]["notices"], 2);
    assert_eq!(value["summary"]["problems"][0]["path"], "b.md");
    assert!(run.err.starts_with("error: b.md: "), "{}", run.err);
}

#[test]
fn standard_input_is_read_under_a_name() {
    let folder = folder(&[]);
    let args = ["check", "-", "--stdin-filename", "web/privacy.md", "--format", "concise"];
    let run = run_with(folder.path(), &args, POOR);
    assert_eq!(run.status, 1);
    assert!(run.out.starts_with("web/privacy.md:"), "{}", run.out);
}

#[test]
fn a_closed_pipe_is_no_error() {
    use std::process::{Command, Stdio};
    let folder = folder(&[]);
    for at in 0..20 {
        fs::write(folder.path().join(format!("{at}.md")), POOR).expect("written");
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_notice-lint"))
        .args(["check", "."])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn mistakes_in_the_configuration_are_shown_in_their_place() {
    let cases = [
        ("unknown_key", "facts:\n  public-authority: yes\norganization:\n  controller: X\n"),
        ("unknown_fact", "facts:\n  public-authorty: yes\n"),
        ("unknown_rule", "rules:\n  nothing-like-it: off\n"),
        ("bad_level", "# levels\nrules:\n  x: eror\n"),
        ("no_level", "rules:\n  missing-date:\nexclude: []\n"),
        ("map_for_level", "rules:\n  missing-date: {}\n"),
        ("bad_date", "as-of: 21/11/2026\n"),
        ("bad_yaml", "facts:\n  public-authority: \"yes\n"),
        ("twice", "select: []\nselect: []\n"),
        ("text_for_map", "facts: yes\n"),
        ("list_for_text", "organisation:\n  controller: [a, b]\n"),
        ("missing_key", "layers:\n  - notices: ['*.md']\n"),
        ("missing_layer", "layers:\n  - notices: ['*.md']\n    with: nowhere.md\n"),
        ("bad_glob", "exclude: ['a[']\n"),
        ("control_characters", "organisation:\n  \"name\\e[31m\": \u{9b}31mred\n"),
    ];
    for (name, text) in cases {
        let folder = folder(&[("a.md", POOR), ("notice-lint.yaml", text)]);
        let run = run(&folder, &["check", "a.md"]);
        assert_eq!(run.status, 2, "{name}: {}", run.err);
        assert!(run.out.is_empty(), "{name}");
        assert!(!run.err.chars().any(|c| c.is_control() && c != '\n'), "{name}: {:?}", run.err);
        insta::assert_snapshot!(name, run.err);
    }
}

#[test]
fn the_configuration_is_found_upwards_named_or_left_out() {
    let folder =
        folder(&[("notice-lint.yaml", "fail-on: never\n"), ("strict.yaml", "fail-on: info\n"), ("site/en/a.md", POOR)]);
    assert_eq!(run(&folder, &["check", "site/en/a.md"]).status, 0);
    assert_eq!(run(&folder, &["check", "site"]).status, 0);
    assert_eq!(run_with(&folder.path().join("site"), &["check", "-"], POOR).status, 0);
    assert_eq!(run(&folder, &["check", "site", "--isolated"]).status, 1);
    assert_eq!(run(&folder, &["check", "site", "--config", "strict.yaml"]).status, 1);
    assert_eq!(run(&folder, &["check", "site", "--fail-on", "error"]).status, 1, "arguments win");
    let missing = run(&folder, &["check", "site", "--config", "none.yaml"]);
    assert_eq!(missing.status, 2);
    insta::assert_snapshot!(
        missing.err.replace("The system cannot find the file specified", "No such file or directory")
    );
}

#[test]
fn wrong_arguments_are_explained() {
    let folder = folder(&[("a.md", POOR)]);
    for (args, said) in [
        (&["check", "a.md", "--select", "nothing-like-it"][..], "no rule, group or provision is called"),
        (&["check", "a.md", "--as-of", "yesterday"], "`yesterday` is not a date"),
        (&["check", "a.md", "--rules", "nowhere"], "there is no folder of rules nowhere"),
        (&["check", "a.md", "--layer", "nowhere.md"], "nowhere.md"),
        (&["explain", "nothing-like-it"], "there is no rule `nothing-like-it`"),
        (&["check"], "required arguments"),
        (&["check", "a.md", "--format", "xml"], "invalid value 'xml'"),
    ] {
        let run = run(&folder, args);
        assert_eq!(run.status, 2, "{args:?}");
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
    }
}

#[test]
fn the_version_names_the_law() {
    let folder = folder(&[]);
    let run = run(&folder, &["--version"]);
    assert_eq!(run.status, 0);
    assert!(run.out.starts_with("notice-lint ") && run.out.contains("law as at 20"), "{}", run.out);
}

#[test]
fn schemas_completions_and_manual_are_printed() {
    let folder = folder(&[]);
    let schema = json(&run(&folder, &["schema", "config"]).out);
    assert!(schema["properties"]["facts"]["description"].is_string());
    assert!(schema["properties"].get("min-severity").is_some());
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(run(&folder, &["completions", shell]).out.contains("notice-lint"), "{shell}");
    }
    let page = run(&folder, &["man"]).out;
    assert!(
        page.contains(".TH") && page.contains("NOTICE\\-LINT CHECK") || page.contains("NOTICE-LINT CHECK"),
        "{page}"
    );
}

#[test]
fn colours_on_request_only() {
    let folder = folder(&[("a.md", POOR)]);
    assert!(!run(&folder, &["check", "a.md"]).out.contains('\u{1b}'));
    assert!(run(&folder, &["check", "a.md", "--color", "always"]).out.contains("\u{1b}["));
    let error = run(&folder, &["check", "b.md", "--color", "always"]).err;
    assert!(error.contains("\u{1b}["), "{error:?}");
}

#[test]
fn quiet_prints_findings_only() {
    let folder = folder(&[("a.md", POOR)]);
    let loud = run(&folder, &["check", "a.md", "--format", "concise", "--as-of", "2026-11-21"]).out;
    let quiet = run(&folder, &["check", "a.md", "--format", "concise", "--quiet"]).out;
    assert!(loud.contains("as of 2026-11-21"), "{loud}");
    assert!(quiet.lines().all(|line| line.starts_with("a.md:")), "{quiet}");
}

#[test]
fn many_notices_keep_their_order() {
    let folder = folder(&[]);
    for at in 0..260 {
        fs::write(folder.path().join(format!("{at:04}.md")), POOR).expect("written");
    }
    let first = run(&folder, &["coverage", ".", "--format", "jsonl"]).out;
    let paths: Vec<String> =
        first.lines().map(|line| json(line)["path"].as_str().unwrap_or_default().to_string()).collect();
    assert_eq!(paths.len(), 260);
    assert!(paths.is_sorted());
}

/// Two notices of one charity that give different mailboxes for its officer.
const OFFICERS: [(&str, &str); 3] = [
    (
        "a.md",
        "# Privacy notice\n\nTessel Trust is the controller of your data.\n\nWrite to our Data Protection Officer at dpo@tessel.example.org.\n",
    ),
    (
        "b.md",
        "# Volunteers\n\nTessel Trust is the controller of your data.\n\nOur Data Protection Officer is at dpo@tessel.example.org.\n",
    ),
    (
        "c.md",
        "# Donors\n\nTessel Trust is the controller of your data.\n\nOur Data Protection Officer is at old@tessel.example.org.\n",
    ),
];

#[test]
fn init_fills_in_what_most_notices_say_of_the_organisation() {
    let folder = folder(&OFFICERS);
    assert_eq!(run(&folder, &["init"]).status, 0);
    let written = fs::read_to_string(folder.path().join("notice-lint.yaml")).expect("written");
    assert!(written.contains("#   controller: \"Tessel Trust\""), "{written}");
    assert!(written.contains("#     email: \"dpo@tessel.example.org\""), "{written}");
    // With the marks taken away, it is a configuration.
    let start = written.find("# organisation:").expect("there");
    let end = start + written[start..].find("\n\n").expect("an empty line follows");
    let own: String = written[start..end].lines().map(|line| format!("{}\n", line.replacen("# ", "", 1))).collect();
    fs::write(folder.path().join("notice-lint.yaml"), own).expect("written");
    let check = run(&folder, &["check", "a.md", "--select", "dpo-email-varies"]);
    assert!(check.out.starts_with("Nothing found"), "{}{}", check.out, check.err);
}

#[test]
fn a_single_notice_is_held_against_the_declared_details() {
    let declared = "organisation:\n  controller: Tessel Trust\n  dpo:\n    email: dpo@tessel.example.org\n";
    let folder = folder(&[OFFICERS[1], OFFICERS[2], ("notice-lint.yaml", declared)]);
    let right = run(&folder, &["check", "b.md", "--select", "dpo-email-varies", "--format", "concise"]);
    assert!(!right.out.contains("dpo-email"), "{}{}", right.out, right.err);
    let wrong = run(&folder, &["check", "c.md", "--select", "dpo-email-varies", "--format", "concise"]);
    insta::assert_snapshot!(wrong.out);
}

#[test]
fn init_writes_a_configuration_that_is_accepted() {
    let folder = folder(&[("a.md", POOR), ("b.md", POOR)]);
    let first = run(&folder, &["init"]);
    assert_eq!(first.status, 0, "{}", first.err);
    let written = fs::read_to_string(folder.path().join("notice-lint.yaml")).expect("written");
    assert!(written.contains("facts:"), "{written}");
    let check = run(&folder, &["check", "."]);
    assert_eq!(check.status, 1, "{}", check.err);
    let again = run(&folder, &["init"]);
    assert_eq!(again.status, 2);
    insta::assert_snapshot!(again.err);
    assert_eq!(run(&folder, &["init", "--force"]).status, 0);
    assert_eq!(run(&self::folder(&[]), &["init"]).status, 3);
}
