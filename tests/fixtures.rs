//! The notices under `fixtures/`: good ones are clean, and each defect is reported where it stands.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

use notice_lint::check::{Checked, Finding, Options, Verdict, lint};
use notice_lint::embedded;
use notice_lint::rules::RuleSet;
use notice_lint::source::Source;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn rules() -> RuleSet {
    embedded::rule_set().expect("the embedded pack can be read")
}

fn fixtures(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{} is empty", folder.display());
    files
}

fn check(path: &Path, rules: &RuleSet) -> Checked {
    let source = Source::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    lint(&source, rules, &Options::at("2026-11-21".parse().unwrap()))
}

fn shown(finding: &Finding) -> String {
    let place = &finding.place;
    let name = Path::new(&*place.path).file_name().unwrap().to_string_lossy();
    format!("{name}:{}:{}: {} {:?}", place.line, place.column, finding.rule, finding.excerpt)
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

#[test]
fn exemplary_notices_are_clean() {
    let rules = rules();
    let mut faults = Vec::new();
    let good =
        ["school.md", "charity.txt"].map(|name| fixtures("sectors").into_iter().find(|p| p.ends_with(name)).unwrap());
    for path in fixtures("exemplary").into_iter().chain(good) {
        let report = check(&path, &rules).report;
        faults.extend(report.findings.iter().map(shown));
        let settled = [Verdict::Stated, Verdict::NotApplicable, Verdict::Silent];
        let open = report.elements.iter().filter(|element| !settled.contains(&element.verdict));
        faults.extend(open.map(|element| format!("{}: {} is {:?}", stem(&path), element.id, element.verdict)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn each_defect_is_reported_in_its_line() {
    let rules = rules();
    let mut faults = Vec::new();
    let files = fixtures("defects");
    let lines = std::fs::read_to_string(files.iter().find(|p| p.ends_with("lines.txt")).unwrap()).unwrap();
    let lines: Vec<(&str, u32)> = lines
        .lines()
        .map(|row| row.split_once(' ').unwrap())
        .map(|(rule, line)| (rule, line.parse().unwrap()))
        .collect();
    let notices: Vec<&PathBuf> = files.iter().filter(|p| p.extension().is_some_and(|e| e == "md")).collect();
    let named: BTreeSet<String> = notices.iter().map(|p| stem(p)).collect();
    assert_eq!(named, lines.iter().map(|(rule, _)| (*rule).to_owned()).collect(), "lines.txt lists the notices");
    for (path, (rule, line)) in notices.iter().zip(&lines) {
        let findings = check(path, &rules).report.findings;
        let found: Vec<u32> = findings.iter().filter(|f| &*f.rule == *rule).map(|f| f.place.line).collect();
        if !found.contains(line) {
            faults.push(format!("{rule}: reported in lines {found:?}, not in {line}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn how_a_file_is_encoded_changes_no_finding_of_its_text() {
    let rules = rules();
    let places = |path: &Path| -> Vec<(u32, u32, String)> {
        let findings = check(path, &rules).report.findings;
        let text = findings.iter().filter(|f| &*f.rule != "file-encoding");
        text.map(|f| (f.place.line, f.place.column, f.rule.to_string())).collect()
    };
    let files = fixtures("encodings");
    let of = |name: &str| places(files.iter().find(|p| p.ends_with(name)).unwrap());
    assert_eq!(of("crlf.md"), of("bom.md"));
    assert_eq!(of("utf-16.md"), of("bom.md"));
}

#[test]
fn windows_1252_and_utf_16_are_read_and_said() {
    let rules = rules();
    for path in fixtures("encodings") {
        let odd = matches!(stem(&path).as_str(), "windows-1252" | "utf-16");
        let report = check(&path, &rules).report;
        let said = report.findings.iter().any(|f| &*f.rule == "file-encoding");
        assert_eq!(said, odd, "{}", path.display());
        assert!(report.elements.iter().any(|e| &*e.id == "retention" && e.verdict == Verdict::Stated));
    }
}

#[test]
fn the_notices_of_one_council_disagree() {
    use notice_lint::check::Collection;
    let rules = rules();
    let options = Options::at("2026-11-21".parse().unwrap());
    let mut collection = Collection::new(&rules, &options);
    fixtures("county").iter().for_each(|path| collection.add(check(path, &rules), None));
    let findings = collection.finish();
    let found: BTreeSet<&str> = findings.iter().map(|f| &*f.rule).collect();
    for rule in ["ico-phone-varies", "law-name-varies", "dpo-address-varies", "citation-form-varies", "deferral-circle"]
    {
        assert!(found.contains(rule), "{rule} is not among {found:?}");
    }
}

/// What the program prints about the county's notices, each of them read with the corporate statement.
fn printed(command: &str) -> String {
    let mut program = assert_cmd::Command::new(env!("CARGO_BIN_EXE_notice-lint"));
    let output = program
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args([command, "--isolated", "--as-of", "2026-11-21", "--layer", "fixtures/county/privacy-statement.txt"])
        .args(if command == "check" { &["--format", "concise"][..] } else { &["--evidence"][..] })
        .arg("fixtures/county")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_county_is_checked() {
    insta::assert_snapshot!(printed("check"));
}

#[test]
fn the_county_is_covered() {
    insta::assert_snapshot!(printed("coverage"));
}
