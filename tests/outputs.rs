//! Several outputs from one run: the same findings in each, files written whole, places that are right.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const POOR: &str = "# Privacy notice\n\nWe keep your data for as long as necessary.\n";
const FORMATS: [&str; 12] = [
    "full",
    "concise",
    "json",
    "jsonl",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "rdjson",
    "markdown",
    "checkstyle",
    "oscal",
];

struct Run {
    status: i32,
    out: String,
    err: String,
}

fn run(folder: &Path, args: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notice-lint"));
    let output = command
        .current_dir(folder)
        .args(["check", "--isolated", "--as-of", "2026-11-21", "--color", "never"])
        .args(args)
        .output()
        .expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Run { status: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).expect("read")).expect("JSON")
}

fn fixtures() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures"))
}

#[test]
fn no_format_changes_the_status() {
    let folder = folder(&[("a.md", POOR)]);
    for format in FORMATS {
        assert_eq!(run(folder.path(), &["a.md", "--output", format]).status, 1, "{format}");
        assert_eq!(run(folder.path(), &["a.md", "--output", format, "--fail-on", "never"]).status, 0, "{format}");
        let file = format!("{format}=out.{format}");
        assert_eq!(run(folder.path(), &["a.md", "--output", &file]).status, 1, "{format}");
        assert_eq!(run(folder.path(), &["a.md", "--format", format]).status, 1, "{format}");
    }
}

/// Rule and line of each finding, as a format has them.
fn places(format: &str, text: &str) -> Vec<(String, u64)> {
    let value = || serde_json::from_str::<Value>(text).expect("JSON");
    let list = |value: &Value, rule: &dyn Fn(&Value) -> Value, line: &dyn Fn(&Value) -> Value| {
        let one = |item: &Value| (rule(item).as_str().unwrap_or_default().to_owned(), line(item).as_u64().unwrap_or(0));
        value.as_array().expect("a list").iter().map(one).collect::<Vec<_>>()
    };
    let between = |line: &str, open: &str, close: &str| {
        let start = line.find(open).map(|at| at + open.len()).unwrap_or_default();
        line[start..].split(close).next().unwrap_or_default().to_owned()
    };
    let mut places = match format {
        "json" => list(&value()["findings"], &|f| f["rule"].clone(), &|f| f["line"].clone()),
        "jsonl" => {
            let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
            list(&Value::Array(lines), &|f| f["rule"].clone(), &|f| f["line"].clone())
        }
        "sarif" => {
            let region = |f: &Value| f["locations"][0]["physicalLocation"]["region"]["startLine"].clone();
            list(&value()["runs"][0]["results"], &|f| f["ruleId"].clone(), &region)
        }
        "gitlab" => list(&value(), &|f| f["check_name"].clone(), &|f| f["location"]["lines"]["begin"].clone()),
        "rdjson" => list(&value()["diagnostics"], &|f| f["code"]["value"].clone(), &|f| {
            f["location"]["range"]["start"]["line"].clone()
        }),
        "concise" => text
            .lines()
            .filter(|line| line.contains(".txt:"))
            .map(|line| (between(line, "[", "]"), line.split(':').nth(1).expect("a line").parse().expect("a number")))
            .collect(),
        "github" => text
            .lines()
            .map(|line| (between(line, "title=", ","), between(line, "line=", ",").parse().expect("a number")))
            .collect(),
        "junit" => text
            .lines()
            .filter(|line| line.contains("<testcase") && line.contains(" line="))
            .map(|line| (between(line, "name=\"", ","), between(line, " line=\"", "\"").parse().expect("a number")))
            .collect(),
        "checkstyle" => text
            .lines()
            .filter(|line| line.contains("<error"))
            .map(|line| {
                (
                    between(line, "source=\"notice-lint.", "\""),
                    between(line, "line=\"", "\"").parse().expect("a number"),
                )
            })
            .collect(),
        other => panic!("{other}"),
    };
    places.sort();
    places
}

#[test]
fn all_outputs_of_a_run_hold_the_same_findings() {
    let folder = tempfile::tempdir().expect("a folder");
    let county = fixtures().join("county");
    let mut args = vec![county.to_string_lossy().into_owned()];
    for format in FORMATS {
        args.extend(["--output".to_owned(), format!("{format}=reports/{format}")]);
    }
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = run(folder.path(), &args);
    assert_eq!(done.status, 1, "{}", done.err);
    assert!(done.out.is_empty(), "{}", done.out);
    let text = |format: &str| fs::read_to_string(folder.path().join("reports").join(format)).expect("written");
    let wanted = places("json", &text("json"));
    assert!(wanted.len() > 50, "{}", wanted.len());
    for format in ["concise", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "checkstyle"] {
        assert_eq!(places(format, &text(format)), wanted, "{format}");
    }
    let observed: usize = json(&folder.path().join("reports/oscal"))["assessment-results"]["results"]
        .as_array()
        .expect("results")
        .iter()
        .map(|result| result["observations"].as_array().map_or(0, Vec::len))
        .sum();
    assert_eq!(observed, wanted.len());
    assert_eq!(text("markdown").lines().filter(|line| line.starts_with("- **")).count(), wanted.len());
    let told = done.err.lines().last().expect("a summary");
    assert!(told.contains(" in 5 notices") && text("full").lines().any(|line| line == told), "the summary is told");
    // What goes to standard output is what would be in the file.
    for format in FORMATS {
        let alone = run(folder.path(), &[&county.to_string_lossy(), "--output", format]);
        assert_eq!(alone.out, text(format), "{format}");
    }
}

#[test]
fn sarif_explains_the_rules_that_it_reports() {
    let folder = folder(&[("a.md", POOR)]);
    run(folder.path(), &["a.md", "--output", "sarif=a.sarif"]);
    let log = json(&folder.path().join("a.sarif"));
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules").clone();
    for result in log["runs"][0]["results"].as_array().expect("results") {
        let rule = &rules[result["ruleIndex"].as_u64().expect("an index") as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        for key in ["shortDescription", "fullDescription", "help"] {
            assert!(rule[key]["text"].as_str().is_some_and(|text| text.len() > 10), "{key}: {rule}");
        }
        assert!(rule["help"]["markdown"].as_str().is_some_and(|text| text.contains("## Why")), "{rule}");
        assert!(rule["helpUri"].as_str().is_some_and(|uri| uri.starts_with("https://")), "{rule}");
        let fingerprints = &result["partialFingerprints"];
        assert!(fingerprints["noticeLint/v1"].is_string(), "{result}");
    }
}

#[test]
fn a_document_without_lines_is_reported_by_paragraph() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["puffins.docx", "puffins.odt"] {
        fs::copy(fixtures().join("formats").join(name), folder.path().join(name)).expect("copied");
        let of = |format: &str| run(folder.path(), &[name, "--output", format]).out;
        let value = |format: &str| serde_json::from_str::<Value>(&of(format)).expect("JSON");
        for line in of("github").lines() {
            assert!(!line.contains(",line=") && line.contains("::Paragraph "), "{line}");
        }
        for issue in value("gitlab").as_array().expect("a list") {
            assert_eq!(issue["location"]["lines"]["begin"], 1);
            assert!(issue["description"].as_str().is_some_and(|text| text.starts_with("Paragraph ")), "{issue}");
        }
        for diagnostic in value("rdjson")["diagnostics"].as_array().expect("a list") {
            assert!(diagnostic["location"].get("range").is_none(), "{diagnostic}");
        }
        let log = value("sarif");
        for result in log["runs"][0]["results"].as_array().expect("a list") {
            let location = &result["locations"][0];
            assert_eq!(location["physicalLocation"]["region"], serde_json::json!({"startLine": 1}));
            assert!(location["logicalLocations"][0]["name"].as_str().is_some_and(|n| n.starts_with("paragraph ")));
            assert!(result.get("fixes").is_none(), "{result}");
        }
        assert!(!of("checkstyle").contains(" line="));
        assert!(of("checkstyle").contains("message=\"Paragraph "));
        assert!(of("markdown").contains(" paragraph "), "{}", of("markdown"));
        assert!(of("junit").contains(", paragraph "), "{}", of("junit"));
    }
}

#[test]
fn places_are_right_in_every_encoding() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "# Privacy notice\n\nOur café’s fee is £10. “Call” the ICO on 03031 231113 or see www.ico.gov.uk. We follow the Data Protection Act 1998.\n";
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let windows: Vec<u8> = text
        .chars()
        .map(|c| match c {
            '’' => 0x92,
            '“' => 0x93,
            '”' => 0x94,
            c => u8::try_from(u32::from(c)).expect("Latin"),
        })
        .collect();
    let marked = format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes();
    for (name, bytes) in [("utf16.md", utf16), ("windows.md", windows), ("marked.md", marked)] {
        fs::write(folder.path().join(name), bytes).expect("written");
        run(folder.path(), &[name, "--output", "sarif=a.sarif", "--output", "rdjson=a.rdjson"]);
        let lines: Vec<&str> = text.lines().collect();
        let log = json(&folder.path().join("a.sarif"));
        let (mut seen, mut fixes) = (0, 0);
        for result in log["runs"][0]["results"].as_array().expect("results") {
            let region = &result["locations"][0]["physicalLocation"]["region"];
            let number = |key: &str| region[key].as_u64().expect("a number") as usize;
            let excerpt = result["properties"]["excerpt"].as_str().expect("words");
            if excerpt.is_empty() {
                continue;
            }
            let line: Vec<char> = lines[number("startLine") - 1].chars().collect();
            let words: String = line[number("startColumn") - 1..number("endColumn") - 1].iter().collect();
            assert_eq!(words, excerpt, "{name}");
            for fix in result["fixes"].as_array().into_iter().flatten() {
                let deleted = &fix["artifactChanges"][0]["replacements"][0]["deletedRegion"];
                assert_eq!(deleted, region, "{name}: the fix replaces the words");
                fixes += 1;
            }
            seen += 1;
        }
        assert!(seen > 2 && fixes > 1, "{name}: {seen}, {fixes}");
        let rdjson = json(&folder.path().join("a.rdjson"));
        let mut suggested = 0;
        for diagnostic in rdjson["diagnostics"].as_array().expect("a list") {
            for suggestion in diagnostic["suggestions"].as_array().into_iter().flatten() {
                let range = &suggestion["range"];
                let at = |end: &str| range[end]["column"].as_u64().expect("a column") as usize - 1;
                let line = lines[range["start"]["line"].as_u64().expect("a line") as usize - 1];
                // Columns are bytes of UTF-8, whatever the file is in.
                let words = line.get(at("start")..at("end")).unwrap_or_default();
                assert!(["03031 231113", "Data Protection Act 1998"].contains(&words), "{name}: {words}");
                suggested += 1;
            }
        }
        assert_eq!(suggested, fixes, "{name}");
    }
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let folder = folder(&[("a.md", POOR), ("old.json", "the last report")]);
    let failed = run(folder.path(), &["missing.md", "--output", "json=old.json"]);
    assert_eq!(failed.status, 2);
    assert_eq!(fs::read_to_string(folder.path().join("old.json")).expect("read"), "the last report");
    assert_eq!(run(folder.path(), &["a.md", "--output", "json=old.json"]).status, 1);
    json(&folder.path().join("old.json"));
    let left: Vec<_> =
        fs::read_dir(folder.path()).expect("read").map(|entry| entry.expect("one").file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[cfg(unix)]
#[test]
fn permissions_links_and_pipes_are_kept() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("a.md", POOR), ("shared.json", "")]);
    let mode = |name: &str| fs::metadata(folder.path().join(name)).expect("there").permissions().mode() & 0o777;
    fs::set_permissions(folder.path().join("shared.json"), fs::Permissions::from_mode(0o664)).expect("set");
    std::os::unix::fs::symlink("shared.json", folder.path().join("link.json")).expect("linked");
    run(folder.path(), &["a.md", "--output", "json=link.json", "--output", "sarif=new.sarif"]);
    assert_eq!(mode("shared.json"), 0o664);
    assert!(fs::symlink_metadata(folder.path().join("link.json")).expect("there").is_symlink());
    json(&folder.path().join("shared.json"));
    fs::write(folder.path().join("plain"), "").expect("written");
    assert_eq!(mode("new.sarif"), mode("plain"), "as any new file");
    let straight = run(folder.path(), &["a.md", "--output", "concise=/dev/stderr"]);
    assert!(straight.err.contains("a.md:"), "{}", straight.err);
}

#[test]
fn what_cannot_be_written_is_explained() {
    let folder = folder(&[("a.md", POOR), ("report.md", POOR)]);
    let cases: [(&[&str], &str); 7] = [
        (&["a.md", "--output", "sarf=x"], "there is no format `sarf`; formats are full, concise, json"),
        (&["a.md", "--output", "sarif="], "there is no file after `sarif=`"),
        (&["a.md", "--output", "json", "--output", "sarif"], "two outputs would go to standard output"),
        (&["a.md", "--format", "json", "--output", "sarif"], "two outputs would go to standard output"),
        (&["a.md", "--output", "json=x", "--output", "sarif=x"], "two outputs would go to x"),
        (&["a.md", "--output", "json=."], "cannot be written: it is a folder"),
        (&["a.md", "--output", "markdown=a.md"], "a.md would be checked and written over"),
    ];
    for (args, said) in cases {
        let run = run(folder.path(), args);
        assert_eq!(run.status, 2, "{args:?}");
        let err = run.err.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(err.contains(said), "{args:?}: {err}");
        assert!(run.out.is_empty(), "{args:?}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("a.md")).expect("read"), POOR);
    // An earlier report in the folder of notices is no notice.
    let again = run(folder.path(), &[".", "--output", "json", "--output", "markdown=report.md"]);
    let value: Value = serde_json::from_str(&again.out).expect("JSON");
    assert_eq!(value["summary"]["notices"], 1);
}

#[cfg(unix)]
#[test]
fn files_are_written_even_when_nobody_reads_the_rest() {
    use std::process::{Command, Stdio};
    let folder = tempfile::tempdir().expect("a folder");
    for at in 0..40 {
        fs::write(folder.path().join(format!("{at}.md")), POOR).expect("written");
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_notice-lint"))
        .args(["check", ".", "--isolated", "--output", "full", "--output", "sarif=all.sarif"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(1));
    let log = json(&folder.path().join("all.sarif"));
    assert!(log["runs"][0]["results"].as_array().is_some_and(|results| results.len() > 40));
}

#[test]
fn files_that_cannot_be_read_stand_in_the_formats_that_have_a_place_for_them() {
    let folder = folder(&[("a.md", POOR)]);
    fs::write(folder.path().join("b.md"), [0u8, 1, 2, 0, 0, 255]).expect("written");
    for format in FORMATS {
        let run = run(folder.path(), &[".", "--output", format]);
        assert_eq!(run.status, 2, "{format}");
        let silent = ["concise", "jsonl", "full", "gitlab", "rdjson", "oscal"];
        assert!(silent.contains(&format) || run.out.contains("b.md"), "{format}: {}", run.out);
        assert!(run.err.contains("b.md"), "{format}");
    }
}

#[test]
fn programs_are_handed_no_edit_that_breaks_markup() {
    // The second is half in bold: a plain edit would take one of the signs away and leave the other.
    let text =
        "# Privacy notice\n\nUnder the Data Protection Act 1998.\n\nUnder the Data Protection **Act 1998** too.\n";
    let folder = folder(&[("a.md", text)]);
    let args = [
        "a.md",
        "--select",
        "dpa-1998",
        "--output",
        "json=a.json",
        "--output",
        "sarif=a.sarif",
        "--output",
        "rdjson=a.rdjson",
    ];
    run(folder.path(), &args);
    let of = |name: &str| json(&folder.path().join(name));
    let count = |value: &Value| value.as_array().map_or(0, Vec::len);
    let found = of("a.json")["findings"].as_array().cloned().unwrap();
    let edits: Vec<usize> = found.iter().map(|finding| count(&finding["fixes"][0]["edits"])).collect();
    assert_eq!(edits, [1, 0]);
    assert!(
        found.iter().all(|finding| finding["fixes"][0]["title"] == "Write \"Data Protection Act 2018\""),
        "{found:#?}"
    );
    let results = of("a.sarif")["runs"][0]["results"].as_array().cloned().unwrap();
    assert_eq!(results.iter().map(|result| count(&result["fixes"])).collect::<Vec<_>>(), [1, 0]);
    let diagnostics = of("a.rdjson")["diagnostics"].as_array().cloned().unwrap();
    assert_eq!(diagnostics.iter().map(|one| count(&one["suggestions"])).collect::<Vec<_>>(), [1, 0]);
}
