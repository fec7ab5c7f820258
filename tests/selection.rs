//! Which files of a folder are checked, and what is said of those that are not.

#![allow(clippy::expect_used)]

use assert_cmd::Command;
use std::fs;
use std::path::Path;

const NOTICE: &str = "<h1>Privacy notice</h1>\n<p>We keep your data for as long as necessary.</p>\n";

fn run(folder: &Path, args: &[&str]) -> (String, String) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_notice-lint")).current_dir(folder).args(args).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

/// A site with notices, a template of a notice that does not say so in its name, and templates elsewhere.
fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["notices/library.html", "notices/housing.njk", "notices/data.json", "views/home.njk", "views/form.erb"]
    {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, NOTICE).expect("written");
    }
    folder
}

#[test]
fn a_template_beside_a_notice_is_left_out_but_not_silently() {
    let site = site();
    let (out, err) = run(site.path(), &["check", ".", "--format", "concise"]);
    assert!(out.contains(" in 1 notice.") && !out.contains("housing.njk"), "{out}");
    assert!(err.contains("note: notices/housing.njk is left out") && err.contains("`include`"), "{err}");
    assert!(!err.contains("views/"), "no notice stands there: {err}");
    let (_, err) = run(site.path(), &["check", ".", "--quiet"]);
    assert!(!err.contains("left out"), "{err}");
}

#[test]
fn a_pattern_that_names_the_extension_means_what_it_says() {
    let site = site();
    let (out, _) = run(site.path(), &["check", "notices/*.njk", "--format", "concise"]);
    assert!(out.contains("notices/housing.njk:") && out.contains(" in 1 notice."), "{out}");
    fs::write(site.path().join("notice-lint.yaml"), "include: [\"notices/**\", \"notices/*.njk\"]\n").expect("written");
    let (out, err) = run(site.path(), &["check", ".", "--format", "concise"]);
    assert!(out.contains("notices/housing.njk:") && out.contains(" in 2 notices."), "{out}");
    assert!(!err.contains("left out"), "{err}");
}

#[test]
fn a_report_in_the_folder_is_no_notice() {
    let site = site();
    run(site.path(), &["report", "notices", "--html", "report.html", "--markdown", "report.md"]);
    let (out, _) = run(site.path(), &["check", ".", "--format", "concise"]);
    let of_reports: Vec<&str> = out.lines().filter(|line| line.starts_with("report.")).collect();
    assert_eq!(of_reports.len(), 2, "{out}");
    assert!(of_reports.iter().all(|line| line.contains("info[own-report]")), "{out}");
}

#[test]
fn a_report_of_what_the_baseline_accepts_does_not_call_it_complete() {
    let site = site();
    run(site.path(), &["init"]);
    run(site.path(), &["baseline", "create", "notices"]);
    run(site.path(), &["report", "notices", "--markdown", "report.md"]);
    let report = fs::read_to_string(site.path().join("report.md")).expect("written");
    assert!(report.contains("What the notice leaves out was accepted"), "{report}");
    assert!(!report.contains("gives everything") && !report.contains("nothing was found"), "{report}");
}
