//! The program as its users call it: comments and waivers in whole runs.

use super::*;

/// A notice with one vague statement, and much that is missing.
fn notice(comment: &str) -> String {
    format!("# Privacy notice\n\nNorthbrook Library Trust is the controller.\n\n{comment}\n\n{VAGUE}\n")
}

fn comment(says: &str) -> String {
    notice(&format!("<!-- {says} -->"))
}

#[test]
fn what_is_accepted_does_not_fail_the_run_and_is_told_in_json() {
    let said = format!("notice-lint-ignore {RULE} until 2027-01-31: agreed with the board");
    let folder = folder(&[("a.md", &comment(&said))]);
    let args = ["check", "a.md", "--select", RULE, "--fail-on", "info"];
    let accepted = run(&folder, &args);
    assert_eq!(accepted.status, 0, "{}", accepted.out);
    assert!(accepted.out.contains("Nothing found in 1 notice (1 accepted: 1 by a comment)."), "{}", accepted.out);
    assert!(!accepted.out.contains("as long as necessary"), "{}", accepted.out);
    let report = json(&folder, &args);
    assert_eq!(named(&report, RULE), [(7, "comment".to_owned())]);
    let suppressed = &report["findings"][0]["suppressed"];
    assert_eq!(suppressed["reason"], "agreed with the board");
    assert_eq!(suppressed["until"], "2027-01-31");
    assert_eq!(report["summary"]["suppressed"], 1);
    assert_eq!(report["summary"]["suppressed_by"]["comment"], 1);
    for format in ["full", "concise"] {
        let shown = run(&folder, &[&args[..], &["--show-suppressed", "--format", format]].concat());
        assert!(shown.out.contains("accepted by a comment, until 2027-01-31: agreed with the board"), "{}", shown.out);
        assert_eq!(shown.status, 0);
    }
}

#[test]
fn broken_comments_are_findings_and_suppress_nothing() {
    for (says, fault) in [
        (format!("notice-lint-ignore {RULE}"), "suppression-no-reason"),
        ("notice-lint-ignore: all agreed".to_owned(), "suppression-unreadable"),
        ("notice-lint-ignore-all: all agreed".to_owned(), "suppression-unreadable"),
        ("notice-lint-ignore retention-vage: agreed".to_owned(), "suppression-unknown-rule"),
        (format!("notice-lint-ignore {RULE} until 2026-11-20: agreed"), "suppression-expired"),
        (format!("notice-lint-ignore {RULE} until soon: agreed"), "suppression-unreadable"),
        ("notice-lint-ignore suppression-unused: agreed".to_owned(), "suppression-unreadable"),
    ] {
        let folder = folder(&[("a.md", &comment(&says))]);
        let report = json(&folder, &["check", "a.md"]);
        assert_eq!(named(&report, fault), [(5, String::new())], "{says}");
        assert_eq!(named(&report, RULE), [(7, String::new())], "{says}");
    }
    let open = format!("# Privacy notice\n\n{VAGUE}\n\n<!-- notice-lint-ignore {RULE}: never closed\n\nMore words.\n");
    let report = json(&folder(&[("a.md", &open)]), &["check", "a.md"]);
    assert_eq!(named(&report, "suppression-unreadable"), [(5, String::new())]);
    assert_eq!(named(&report, RULE), [(3, String::new())]);
}

#[test]
fn the_last_day_counts_and_as_of_decides() {
    let folder = folder(&[("a.md", &comment(&format!("notice-lint-ignore {RULE} until 2026-11-21: agreed")))]);
    assert_eq!(named(&json(&folder, &["check", "a.md"]), RULE), [(7, "comment".to_owned())]);
    let later = json(&folder, &["check", "a.md", "--as-of", "2026-11-22"]);
    assert_eq!(named(&later, RULE), [(7, String::new())]);
    assert_eq!(named(&later, "suppression-expired"), [(5, String::new())]);
}

#[test]
fn an_unused_comment_is_told_only_where_its_rule_was_run() {
    let unused = "# Privacy notice\n\n<!-- notice-lint-ignore dpa-1998: it is about the past -->\n\nWords.\n";
    let folder = folder(&[("a.md", unused), ("notice-lint.yaml", "")]);
    let tells = |args: &[&str]| named(&json(&folder, &[&["check", "a.md"], args].concat()), "suppression-unused");
    assert_eq!(tells(&[]), [(3, String::new())]);
    assert_eq!(tells(&["--ignore", "dpa-1998"]), []);
    assert_eq!(tells(&["--select", "retention,suppression-unused"]), []);
    assert_eq!(tells(&["--select", "dpa-1998,suppression-unused"]), [(3, String::new())]);
    // What is not reported may be accepted all the same.
    assert_eq!(tells(&["--min-severity", "error"]), []);
    let info = "# Privacy notice\n\n<!-- notice-lint-ignore bare-gdpr: they know which -->\n\nWe follow the GDPR.\n";
    write(folder.path(), "b.md", info);
    let report = json(&folder, &["check", "b.md", "--min-severity", "warning"]);
    assert_eq!(named(&report, "suppression-unused"), []);
    write(folder.path(), "notice-lint.yaml", "rules:\n  dpa-1998: off\n");
    assert_eq!(tells(&[]), []);
}

#[test]
fn an_unused_comment_has_a_fix_that_deletes_it() {
    let text = "# Privacy notice\n\nFirst.\n\n<!-- notice-lint-ignore dpa-1998: it is about the past -->\n\nWords.\n";
    let folder = folder(&[("a.md", text)]);
    let report = json(&folder, &["check", "a.md", "--select", "dpa-1998,suppression-unused"]);
    let fix = &report["findings"][0]["fixes"][0];
    assert_eq!(fix["class"], "safe");
    let bytes = |at: usize| usize::try_from(fix["edits"][0]["bytes"][at].as_u64().unwrap()).unwrap();
    let after = format!("{}{}", &text[..bytes(0)], &text[bytes(1)..]);
    assert_eq!(after, "# Privacy notice\n\nFirst.\n\n\nWords.\n");
}

#[test]
fn comments_accept_findings_across_notices() {
    let one = "# Privacy notice\n\nNorthbrook Trust is the controller. Write to our data protection officer at dpo@northbrook.example.\n";
    let other = one.replace("dpo@", "privacy@");
    let folder = folder(&[("notices/a.md", one), ("notices/b.md", &other)]);
    let args = ["check", "notices", "--select", "dpo-email-varies,suppression-unused"];
    let before = json(&folder, &args);
    let all = before["findings"].as_array().unwrap();
    assert!(!all.is_empty(), "{before}");
    let path = all[0]["path"].as_str().unwrap().to_owned();
    let text = fs::read_to_string(folder.path().join(&path)).unwrap();
    let accepted = format!("<!-- notice-lint-ignore-file dpo-email-varies: two boxes, one officer -->\n\n{text}");
    write(folder.path(), &path, &accepted);
    let after = json(&folder, &args);
    assert_eq!(named(&after, "dpo-email-varies").iter().map(|(_, by)| by.as_str()).collect::<Vec<_>>(), ["comment"]);
    assert_eq!(named(&after, "suppression-unused"), []);
    // Alone, the notice is compared with nothing, so nobody can tell.
    let alone = json(&folder, &["check", &path, "--select", "dpo-email-varies,suppression-unused"]);
    assert_eq!(alone["findings"].as_array().map(Vec::len), Some(0), "{alone}");
    // With all notices given, and agreeing, it is needless.
    for name in ["notices/a.md", "notices/b.md"] {
        let head = if name == path { "<!-- notice-lint-ignore-file dpo-email-varies: two boxes -->\n\n" } else { "" };
        write(folder.path(), name, &format!("{head}{one}"));
    }
    assert_eq!(named(&json(&folder, &args), "suppression-unused"), [(1, String::new())]);
}

#[test]
fn a_gathered_disclosure_says_under_which_name_it_is_told() {
    let text = "<!-- notice-lint-ignore-file right-access-missing: on the form -->\n\n# Privacy notice\n\nWe hold your name.\n";
    let folder = folder(&[("a.md", text)]);
    let run = run(
        &folder,
        &["check", "a.md", "--format", "concise", "--select", "rights-missing,elements,suppression-unused"],
    );
    assert!(run.out.contains("It is told as part of `rights-missing` here."), "{}", run.out);
}

#[test]
fn a_comment_at_the_wrong_place_says_where_the_finding_is() {
    let text = "# Privacy notice\n\n<!-- notice-lint-ignore missing-date: the site prints it -->\nWe hold your name.\n\n\
                <!-- notice-lint-ignore retention-vague: the board decides -->\nWe share it with nobody.\n\n\
                We keep your name for as long as necessary.\n";
    let folder = folder(&[("a.md", text)]);
    let select = "missing-date,retention,suppression-unused";
    let run = run(&folder, &["check", "a.md", "--format", "concise", "--select", select]);
    for hint in ["`notice-lint-ignore-file missing-date: reason` accepts it.", "It is reported in line 9."] {
        assert!(run.out.contains(hint), "{hint}\n{}", run.out);
    }
}

const WAIVED: &str =
    "waivers:\n  - rule: retention-vague\n    paths: [notices/*.md]\n    reason: agreed with the board\n";

#[test]
fn waivers_accept_findings_by_path_quote_and_fingerprint() {
    let folder = folder(&[("notices/a.md", &notice("")), ("other/b.md", &notice("")), ("notice-lint.yaml", WAIVED)]);
    let by = |report: &serde_json::Value| named(report, RULE).into_iter().map(|(_, by)| by).collect::<Vec<_>>();
    let report = json(&folder, &["check", "."]);
    assert_eq!(by(&report), ["waiver", ""]);
    let more = |extra: &str| {
        write(folder.path(), "notice-lint.yaml", &format!("{WAIVED}{extra}"));
        by(&json(&folder, &["check", "notices"]))
    };
    assert_eq!(more("    quote: as  LONG as necessary\n"), ["waiver"]);
    assert_eq!(more("    quote: as short as necessary\n"), [""]);
    assert_eq!(more("    until: 2026-11-21\n    by: Jo Smith\n"), ["waiver"]);
    assert_eq!(more("    until: 2026-11-20\n"), [""]);
    assert_eq!(more("    fingerprint: 0123456789abcdef\n"), [""]);
    let print =
        report["findings"].as_array().unwrap().iter().find(|f| f["rule"] == RULE).unwrap()["fingerprint"].clone();
    let exact = format!("    fingerprint: {}\n", print.as_str().unwrap());
    assert_eq!(more(&exact), ["waiver"]);
    // The same from another folder, where the path is another one.
    let inside =
        run_in(&folder.path().join("notices"), &["check", "a.md", "--format", "json", "--as-of", "2026-11-21"]);
    assert_eq!(by(&serde_json::from_str(&inside.out).unwrap()), ["waiver"]);
    let person = run(&folder, &["check", "notices", "--show-suppressed", "--format", "concise"]);
    assert!(person.out.contains("accepted by a waiver: agreed with the board"), "{}", person.out);
}

#[test]
fn needless_and_expired_waivers_are_reported_at_their_line() {
    let files = [("notices/a.md", "# Privacy notice\n\nWords.\n"), ("notices/b.md", "# Privacy notice\n\nWords.\n")];
    let folder = folder(&[files[0], files[1], ("notice-lint.yaml", WAIVED)]);
    let report = json(&folder, &["check", "notices"]);
    assert_eq!(named(&report, "suppression-unused"), [(2, String::new())]);
    let finding = report["findings"].as_array().unwrap().iter().find(|f| f["rule"] == "suppression-unused").unwrap();
    assert_eq!((&finding["path"], &finding["column"]), (&"notice-lint.yaml".into(), &11.into()));
    let full = run(&folder, &["check", "notices"]).out;
    assert!(full.contains("notice-lint.yaml:2:11") && full.contains("2 │   - rule: retention-vague"), "{full}");
    // A part of the notices that it means tells nothing.
    assert_eq!(named(&json(&folder, &["check", "notices/a.md"]), "suppression-unused"), []);
    assert_eq!(named(&json(&folder, &["check", "notices", "--ignore", RULE]), "suppression-unused"), []);
    write(folder.path(), "notice-lint.yaml", &format!("{WAIVED}    until: 2026-01-31\n"));
    let report = json(&folder, &["check", "notices/a.md"]);
    assert_eq!(named(&report, "suppression-expired"), [(2, String::new())]);
    assert_eq!(named(&report, "suppression-unused"), []);
}

#[test]
fn mistakes_in_waivers_are_shown_in_their_place() {
    let entry = |lines: &str| format!("waivers:\n  - paths: [a.md]\n    rule: {lines}");
    for (name, text) in [
        ("waiver_unknown_rule", entry("retention-vage\n    reason: agreed\n")),
        ("waiver_own_rule", entry("suppression-unused\n    reason: agreed\n")),
        ("waiver_no_reason", entry("retention-vague\n")),
        ("waiver_empty_reason", entry("retention-vague\n    reason: '...'\n")),
        ("waiver_bad_date", entry("retention-vague\n    reason: agreed\n    until: 31/01/2027\n")),
        ("waiver_no_paths", "waivers:\n  - rule: retention-vague\n    paths: []\n    reason: agreed\n".to_owned()),
        ("waiver_bad_glob", "waivers:\n  - rule: retention-vague\n    paths: ['a[']\n    reason: agreed\n".to_owned()),
    ] {
        let folder = folder(&[("a.md", &notice("")), ("notice-lint.yaml", &text)]);
        let run = run(&folder, &["check", "a.md"]);
        assert_eq!(run.status, 2, "{name}: {}", run.err);
        insta::assert_snapshot!(name, run.err);
    }
}

#[test]
fn the_schema_knows_waivers() {
    let folder = folder(&[]);
    let schema: serde_json::Value = serde_json::from_str(&run_in(folder.path(), &["schema", "config"]).out).unwrap();
    assert_eq!(schema["properties"]["waivers"]["type"], "array");
    let required = &schema["definitions"]["WaiverSetting"]["required"];
    assert_eq!(*required, serde_json::json!(["rule", "paths", "reason"]));
}

#[test]
fn fix_leaves_accepted_findings_and_deletes_needless_comments() {
    let old = "Write to the Information Commissioners Office.";
    let text = format!(
        "# Privacy notice\n\n<!-- notice-lint-ignore ico-name: quoted from the deed -->\n{old}\n\n{old}\n\n\
         <!-- notice-lint-ignore dpa-1998: it is about the past -->\n\nWords.\n"
    );
    let folder = folder(&[("a.md", &text)]);
    let done = run(&folder, &["fix", "a.md"]);
    let after = fs::read_to_string(folder.path().join("a.md")).unwrap();
    assert!(!after.contains("dpa-1998") && after.ends_with("Words.\n"), "{after}{}{}", done.out, done.err);
    assert!(after.contains(&format!("from the deed -->\n{old}\n\n")), "{after}");
    assert_eq!(after.matches(old).count(), 1, "{after}");
}
