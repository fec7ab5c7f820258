//! The baseline: adopted on an estate that is not clean, and never silently empty.

use super::*;

const CONFIG: (&str, &str) = ("notice-lint.yaml", "");
const NAME: &str = "notice-lint-baseline.json";

fn notice(more: &str) -> String {
    format!("# Privacy notice\n\nNorthbrook Library Trust is the controller.\n\n{more}{VAGUE}\n")
}

fn estate() -> TempDir {
    folder(&[
        CONFIG,
        ("notices/a.md", &notice("")),
        ("notices/b.md", &notice("We follow the Data Protection Act 1998.\n\n")),
    ])
}

fn counts(report: &serde_json::Value) -> (u64, u64, u64) {
    let of = |key: &str| report["summary"]["baseline"][key].as_u64().unwrap_or_else(|| panic!("{}", report["summary"]));
    (of("known"), of("new"), of("fixed"))
}

#[test]
fn an_estate_is_adopted_and_only_new_findings_count() {
    let folder = estate();
    let before = json(&folder, &["check", "notices"])["summary"]["findings"].as_u64().unwrap();
    let made = run(&folder, &["baseline", "create", "notices"]);
    assert_eq!(made.status, 0, "{}", made.err);
    assert!(made.out.starts_with(&format!("{NAME} written: {before} findings in 2 notices.")), "{}", made.out);
    let args = ["check", "notices", "--fail-on", "info"];
    let after = run(&folder, &args);
    assert_eq!(after.status, 0, "{}", after.out);
    assert!(after.out.contains(&format!("Baseline {NAME}: {before} known, 0 new, 0 look fixed.")), "{}", after.out);
    // New lines above, another list of words, and one mended: only what is new counts.
    let text =
        notice("").replace("# Privacy notice\n", "# Privacy notice\n\nWelcome. Under the Data Protection Act 1998.\n");
    write(
        folder.path(),
        "notices/a.md",
        &text.replace(VAGUE, "We keep your file for two years after your last visit."),
    );
    let changed = json(&folder, &args);
    let (known, new, fixed) = counts(&changed);
    assert_eq!((known + fixed, fixed >= 1), (before, true));
    assert!(new >= 1);
    assert_eq!(named(&changed, "dpa-1998"), [(3, String::new()), (5, "baseline".to_owned())]);
    assert_eq!(run(&folder, &args).status, 1);
}

#[test]
fn one_more_of_the_same_is_new() {
    let act = "We follow the Data Protection Act 1998.\n\n";
    let folder = folder(&[CONFIG, ("a.md", &notice(act))]);
    run(&folder, &["baseline", "create", "a.md"]);
    write(folder.path(), "a.md", &notice(&format!("{act}Words.\n\n{act}")));
    let report = json(&folder, &["check", "a.md"]);
    let by: Vec<String> = named(&report, "dpa-1998").into_iter().map(|(_, by)| by).collect();
    assert_eq!(by, ["baseline", ""]);
    assert_eq!(counts(&report).1, 1);
}

#[test]
fn it_works_from_any_folder() {
    let folder = estate();
    run(&folder, &["baseline", "create", "notices"]);
    let inside = folder.path().join("notices");
    for (place, args) in [
        (inside.as_path(), &["check", "."][..]),
        (inside.as_path(), &["check", "../notices/a.md", "b.md"]),
        (folder.path(), &["check", "./notices/a.md", "notices/b.md"]),
    ] {
        let run = run_in(place, &[args, &["--as-of", "2026-11-21", "--fail-on", "info"]].concat());
        assert_eq!(run.status, 0, "{args:?}: {}{}", run.out, run.err);
        assert!(run.out.contains(" known, 0 new, 0 look fixed."), "{}", run.out);
    }
    let elsewhere = run_in(&inside, &["check", ".", "--baseline", &format!("../{NAME}"), "--as-of", "2026-11-21"]);
    assert_eq!(elsewhere.status, 0, "{}{}", elsewhere.out, elsewhere.err);
}

#[test]
fn a_part_of_the_notices_leaves_the_rest_alone() {
    let folder = estate();
    run(&folder, &["baseline", "create", "notices"]);
    let whole = fs::read_to_string(folder.path().join(NAME)).unwrap();
    let part = json(&folder, &["check", "notices/a.md"]);
    assert_eq!((counts(&part).1, counts(&part).2), (0, 0), "{}", part["summary"]);
    let chosen = json(&folder, &["check", "notices", "--select", RULE]);
    assert_eq!(counts(&chosen), (2, 0, 0));
    for args in [&["baseline", "prune", "notices/a.md"][..], &["baseline", "prune", "notices", "--select", RULE]] {
        let pruned = run(&folder, args);
        assert!(pruned.out.contains("nothing to take out"), "{}", pruned.out);
        assert_eq!(fs::read_to_string(folder.path().join(NAME)).unwrap(), whole);
    }
    let again = run(&folder, &["baseline", "create", "notices/a.md", "--overwrite"]);
    assert!(again.out.contains("0 not known before, 0 gone."), "{}", again.out);
    assert_eq!(fs::read_to_string(folder.path().join(NAME)).unwrap(), whole);
}

#[test]
fn prune_takes_out_what_was_mended_and_adds_nothing() {
    let folder = estate();
    run(&folder, &["baseline", "create", "notices"]);
    let before = fs::read_to_string(folder.path().join(NAME)).unwrap();
    write(folder.path(), "notices/b.md", &notice("We follow the GDPR.\n\n"));
    let dry = run(&folder, &["baseline", "prune", "notices", "--dry-run"]);
    assert!(
        dry.out.contains("fixed: notices/b.md: dpa-1998 \"the Data Protection Act 1998\"")
            || dry.out.contains("fixed: notices/b.md: dpa-1998"),
        "{}",
        dry.out
    );
    assert!(dry.out.contains("would be taken out"), "{}", dry.out);
    assert_eq!(fs::read_to_string(folder.path().join(NAME)).unwrap(), before);
    let pruned = run(&folder, &["baseline", "prune", "notices"]);
    assert_eq!(pruned.status, 0, "{}", pruned.err);
    let after = fs::read_to_string(folder.path().join(NAME)).unwrap();
    assert!(!after.contains("dpa-1998") && !after.contains("bare-gdpr"), "{after}");
    // One line gone from the file, no other line changed but the comma before it.
    let lines: Vec<&str> = before.lines().map(|line| line.trim_end_matches(',')).collect();
    assert!(after.lines().all(|line| lines.contains(&line.trim_end_matches(','))), "{after}");
    fs::remove_file(folder.path().join("notices/b.md")).unwrap();
    run(&folder, &["baseline", "prune", "notices"]);
    let rest = fs::read_to_string(folder.path().join(NAME)).unwrap();
    assert!(!rest.contains("notices/b.md") && rest.contains("notices/a.md"), "{rest}");
}

#[test]
fn creating_again_says_what_it_swallows() {
    let folder = estate();
    run(&folder, &["baseline", "create", "notices"]);
    let refused = run(&folder, &["baseline", "create", "notices"]);
    assert_eq!(refused.status, 2);
    insta::assert_snapshot!("baseline_is_there", refused.err);
    write(folder.path(), "notices/a.md", &notice("We follow the Data Protection Act 1998.\n\n"));
    let again = run(&folder, &["baseline", "create", "notices", "--overwrite"]);
    assert_eq!(again.status, 0, "{}", again.err);
    assert!(again.out.contains("  new: notices/a.md: dpa-1998"), "{}", again.out);
}

#[test]
fn a_baseline_that_cannot_be_read_is_an_error() {
    let file = |body: &str| {
        format!(
            "{{\"schema\": \"notice-lint/baseline/1\", \"paths\": \"relative to this file\", \"findings\": {body}}}"
        )
    };
    let entry = r#"[{"path": "old/x.md", "rule": "r", "quote": "", "key": "0", "count": 1}]"#;
    for (name, text) in [
        ("baseline_broken", "{\"schema\": ".to_owned()),
        ("baseline_empty", String::new()),
        ("baseline_no_schema", "{}".to_owned()),
        ("baseline_other_schema", file("[]").replace("baseline/1", "baseline/9")),
        ("baseline_other_paths", file("[]").replace("relative to this file", "absolute")),
        ("baseline_other_folder", file(entry)),
        ("baseline_odd_entry", file(r#"[{"path": "a.md", "rule": "r"}]"#)),
        ("baseline_conflict", format!("<<<<<<< HEAD\n{}", file("[]"))),
    ] {
        let folder = folder(&[CONFIG, ("a.md", &notice("")), (NAME, &text)]);
        for args in [&["check", "a.md"][..], &["baseline", "prune", "a.md"]] {
            let run = run(&folder, args);
            assert_eq!(run.status, 2, "{name} {args:?}: {}", run.out);
            assert!(run.out.is_empty(), "{name}");
        }
        insta::assert_snapshot!(name, run(&folder, &["check", "a.md"]).err);
        assert_eq!(run(&folder, &["check", "a.md", "--no-baseline"]).status, 1, "{name}");
        assert_eq!(run(&folder, &["check", "a.md", "--isolated"]).status, 1, "{name}");
        assert_eq!(run(&folder, &["baseline", "create", "a.md", "--overwrite"]).status, 0, "{name}");
        assert_eq!(run(&folder, &["check", "a.md"]).status, 0, "{name}");
    }
    let folder = folder(&[CONFIG, ("a.md", &notice(""))]);
    let missing = run(&folder, &["check", "a.md", "--baseline", "none.json"]);
    assert_eq!(missing.status, 2);
    insta::assert_snapshot!("baseline_missing", missing.err);
    assert_eq!(run(&folder, &["baseline", "show"]).status, 2);
}

#[test]
fn comments_and_waivers_come_before_it_and_faults_never_enter() {
    let text = format!(
        "# Privacy notice\n\n<!-- notice-lint-ignore {RULE}: agreed so -->\n\n{VAGUE}\n\n<!-- notice-lint-ignore {RULE} -->\n"
    );
    let folder = folder(&[CONFIG, ("a.md", &text)]);
    run(&folder, &["baseline", "create", "a.md"]);
    let written = fs::read_to_string(folder.path().join(NAME)).unwrap();
    assert!(!written.contains(RULE) && !written.contains("suppression-"), "{written}");
    let report = json(&folder, &["check", "a.md"]);
    assert_eq!(named(&report, "suppression-no-reason"), [(7, String::new())]);
    assert_eq!(counts(&report).1, 1);
}

#[test]
fn it_is_sorted_shown_and_the_same_each_time() {
    let folder = estate();
    run(&folder, &["baseline", "create", "notices"]);
    let first = fs::read_to_string(folder.path().join(NAME)).unwrap();
    run(&folder, &["baseline", "create", "notices/b.md", "notices/a.md", "--overwrite"]);
    assert_eq!(fs::read_to_string(folder.path().join(NAME)).unwrap(), first);
    let value: serde_json::Value = serde_json::from_str(&first).unwrap();
    let rows = value["findings"].as_array().unwrap();
    assert_eq!(first.lines().count(), rows.len() + 6, "one entry a line");
    let shown = run(&folder, &["baseline", "show"]);
    assert!(shown.out.starts_with("notices/a.md\n  ") && shown.out.contains("\nnotices/b.md\n"), "{}", shown.out);
    assert_eq!(run(&folder, &["baseline", "show", "--json"]).out, first);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "nothing is left beside it");
}
