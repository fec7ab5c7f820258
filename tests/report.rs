//! Reports as their readers get them: whole pages, tables and workbooks, also of notices that mean harm.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

use assert_cmd::Command;
use html5gum::{DefaultEmitter, Token, Tokenizer};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::Path;
use tempfile::TempDir;

struct Run {
    status: i32,
    out: Vec<u8>,
    err: String,
}

impl Run {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.out).unwrap()
    }
}

fn run_in(folder: &Path, args: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notice-lint"));
    for name in
        ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "TERM", "COLUMNS", "GIT_DIR", "GIT_INDEX_FILE"]
    {
        command.env_remove(name);
    }
    let output = command.current_dir(folder).args(args).output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    Run { status: output.status.code().unwrap_or(-1), out: output.stdout, err }
}

/// A report on our own fixtures, on the day of the law.
fn report(args: &[&str]) -> Run {
    let fixed = ["report", "--isolated", "--as-of", "2026-11-21"];
    run_in(Path::new(env!("CARGO_MANIFEST_DIR")), &[&fixed[..], args].concat())
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

const POOR: &str =
    "# Privacy notice of Hollowmere\n\nHollowmere Town Council keeps your data for as long as necessary.\n";

/// What a page holds, read by a parser: elements with their attributes, and the text of each.
#[derive(Debug, Default)]
struct Page {
    elements: Vec<(String, BTreeMap<String, String>)>,
    text: String,
    /// By finding: the words that are marked for it.
    marked: BTreeMap<String, String>,
}

/// Reads a page and fails where it is not well formed.
fn page(html: &str) -> Page {
    const VOID: [&str; 3] = ["meta", "input", "br"];
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let mut page = Page::default();
    let mut open: Vec<(String, Vec<String>)> = Vec::new();
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        match token.unwrap() {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                let attributes: BTreeMap<String, String> =
                    tag.attributes.iter().map(|(key, value)| (text(key), text(value))).collect();
                let findings = attributes.get("data-f").map(|f| f.split(' ').map(str::to_string).collect());
                page.elements.push((name.clone(), attributes));
                if !VOID.contains(&&*name) {
                    open.push((name, findings.unwrap_or_default()));
                }
            }
            Token::EndTag(tag) => {
                let (name, _) = open.pop().expect("an element that is open");
                assert_eq!(name, text(&tag.name), "elements are closed in order");
            }
            Token::String(string) => {
                let words = text(&string);
                let within = open.iter().any(|(name, _)| matches!(&**name, "script" | "style"));
                if !within {
                    page.text.push_str(&words);
                }
                for finding in open.iter().flat_map(|(_, findings)| findings) {
                    page.marked.entry(finding.clone()).or_default().push_str(&words);
                }
            }
            Token::Doctype(_) => {}
            Token::Comment(comment) => panic!("a comment: {comment:?}"),
            Token::Error(error) => panic!("not well formed: {error:?}"),
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    page
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn hostile_markup_is_shown_and_never_obeyed() {
    let run = report(&["fixtures/hostile", "--html", "-"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let page = page(run.text());
    let known = [
        "a",
        "article",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "code",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "html",
        "input",
        "label",
        "li",
        "main",
        "mark",
        "meta",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "q",
        "script",
        "section",
        "select",
        "span",
        "strong",
        "style",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ];
    let names: BTreeSet<&str> = page.elements.iter().map(|(name, _)| &**name).collect();
    assert!(names.iter().all(|name| known.contains(name)), "{names:?}");
    for (name, attributes) in &page.elements {
        assert!(
            attributes.keys().all(|key| !key.starts_with("on") && key != "style" && key != "src"),
            "{name} {attributes:?}"
        );
        if let Some(href) = attributes.get("href") {
            assert!(href.starts_with('#') || href.starts_with("https://"), "{href}");
        }
    }
    for once in ["script", "style", "title", "main"] {
        assert_eq!(page.elements.iter().filter(|(name, _)| name == once).count(), 1, "{once}");
    }
    let ids: Vec<&String> = page.elements.iter().filter_map(|(_, attributes)| attributes.get("id")).collect();
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "ids are unique");
    // What an author shows as text is shown as text.
    assert!(page.text.contains("<script>window.hacked = 6</script>"), "the words of the notice are there");
    let odd = |c: &char| c.is_control() && *c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert_eq!(run.text().chars().find(odd), None, "control characters");
}

#[test]
fn the_policy_forbids_what_is_not_the_pages_own() {
    let run = report(&["fixtures/county", "--html", "-"]);
    let page = page(run.text());
    let policy = page.elements.iter().find(|(_, a)| a.get("http-equiv").is_some()).unwrap();
    assert!(policy.1["content"].starts_with("default-src 'none'; style-src 'sha256-"), "{policy:?}");
    assert!(!policy.1["content"].contains("unsafe"));
    let before = run.text().find("Content-Security-Policy").unwrap();
    assert!(before < run.text().find("<style>").unwrap(), "the policy stands before what it rules");
}

#[test]
fn each_finding_is_marked_where_its_words_stand() {
    let county = ["fixtures/county", "--layer", "fixtures/county/privacy-statement.txt"];
    let html = report(&[&county[..], &["--html", "-"]].concat());
    let page = page(html.text());
    let json = report(&[&county[..], &["--json", "-"]].concat());
    let value: serde_json::Value = serde_json::from_slice(&json.out).unwrap();
    let paths: Vec<&str> = value["notices"].as_array().unwrap().iter().map(|n| n["path"].as_str().unwrap()).collect();
    let mut seen = BTreeMap::new();
    let mut marked = 0;
    for finding in value["findings"].as_array().unwrap() {
        let path = finding["path"].as_str().unwrap();
        let notice = paths.iter().position(|known| *known == path).unwrap() + 1;
        let number = seen.entry(notice).and_modify(|n| *n += 1).or_insert(1);
        let excerpt = words(finding["excerpt"].as_str().unwrap());
        let id = format!("n{notice}-f{number}");
        let card = page.elements.iter().find(|(_, a)| a.get("id") == Some(&id)).expect(&id);
        assert_eq!(card.1["data-severity"], finding["severity"].as_str().unwrap());
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
        if !words(&text).contains(excerpt.trim_end_matches(" ...")) {
            continue; // about several notices: its words are those of another finding
        }
        let found = page.marked.get(&id).map(|text| words(text)).unwrap_or_default();
        // Words over several blocks are joined without a space, long ones are cut in the excerpt.
        let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let (found, excerpt) = (bare(&found), bare(&excerpt));
        assert!(
            found.starts_with(&excerpt) || excerpt.ends_with(&found) && !found.is_empty(),
            "{id}: {found:?}, not {excerpt:?}"
        );
        marked += usize::from(!excerpt.is_empty());
    }
    assert!(marked > 50, "{marked}");
    let links = page.elements.iter().filter_map(|(_, a)| a.get("href")).filter_map(|href| href.strip_prefix('#'));
    let ids: BTreeSet<&str> = page.elements.iter().filter_map(|(_, a)| a.get("id")).map(String::as_str).collect();
    for target in links {
        assert!(ids.contains(target), "#{target} leads nowhere");
    }
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    for format in ["--html", "--markdown", "--csv", "--csv-findings", "--xlsx", "--json"] {
        let one = report(&["fixtures/county", format, "-"]);
        let two = report(&["fixtures/county", format, "-"]);
        assert!(!one.out.is_empty(), "{format}: {}", one.err);
        assert!(one.out == two.out, "{format}");
    }
}

#[test]
fn one_notice_and_none() {
    let place = folder(&[("a.md", POOR), ("good/readme.rs", "")]);
    let one = run_in(place.path(), &["report", "a.md", "--html", "-", "--title", "Hollowmere <&> notices"]);
    assert_eq!(one.status, 0, "{}", one.err);
    let page = page(one.text());
    assert!(page.text.contains("Hollowmere <&> notices"));
    assert!(page.text.contains("1 privacy notice, checked"));
    assert_eq!(run_in(place.path(), &["report", "good", "--html", "-"]).status, 3);
    assert_eq!(run_in(place.path(), &["report", "b.md", "--html", "-"]).status, 2);
}

#[test]
fn two_hundred_notices_stay_small_enough_to_mail() {
    let place = tempfile::tempdir().unwrap();
    for number in 0..200 {
        fs::write(place.path().join(format!("{number:03}.md")), POOR.replace("Hollowmere", &format!("Place {number}")))
            .unwrap();
    }
    let run = run_in(place.path(), &["report", ".", "--quiet", "--html", "-"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.out.len() < 8 << 20, "{} bytes", run.out.len());
    let page = page(run.text());
    let count = |class: &str| page.elements.iter().filter(|(_, a)| a.get("class").is_some_and(|c| c == class)).count();
    assert_eq!(count("notice"), 200);
    assert_eq!(count("matrix across"), 1, "many notices stand under each other");
}

#[test]
fn several_reports_of_one_run() {
    let place = folder(&[("a.md", POOR)]);
    let args = ["report", "a.md", "--html", "r.html", "--csv", "r.csv", "--xlsx", "r.xlsx", "--markdown", "-"];
    let run = run_in(place.path(), &args);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.text().starts_with("# Privacy notice report\n"), "{}", run.text());
    for name in ["r.html", "r.csv", "r.xlsx"] {
        assert!(fs::metadata(place.path().join(name)).unwrap().len() > 300, "{name}");
        assert!(run.err.contains(&format!("wrote {name}")), "{}", run.err);
    }
    let quiet = run_in(place.path(), &["report", "a.md", "--html", "r.html", "--quiet"]);
    assert_eq!((quiet.status, quiet.err.as_str()), (0, ""));
}

#[test]
fn mistakes_are_told_with_a_next_step() {
    let place = folder(&[("a.md", POOR)]);
    for (args, said) in [
        (&["report", "a.md"][..], "no report was asked for"),
        (&["report", "a.md", "--html", "x", "--csv", "x"], "two reports would go to x"),
        (&["report", "a.md", "--html", "."], "it is a folder"),
        (&["report", "--html", "x"], "required arguments were not provided"),
        (&["report", "a.md", "--html", "x", "--fail-if-worse"], "--diff"),
    ] {
        let run = run_in(place.path(), args);
        assert_eq!(run.status, 2, "{args:?}: {}", run.err);
        assert!(run.err.contains(said), "{args:?}: {}", run.err);
    }
}

/// The cells of a CSV in which every field is quoted.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut letters = csv.chars().peekable();
    let mut inside = false;
    while let Some(letter) = letters.next() {
        match (letter, inside) {
            ('"', false) => inside = true,
            ('"', true) if letters.next_if_eq(&'"').is_some() => cell.push('"'),
            ('"', true) => inside = false,
            (',', false) => row.push(std::mem::take(&mut cell)),
            ('\r', false) => {}
            ('\n', false) => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            (_, true) => cell.push(letter),
            _ => panic!("{letter:?} outside quotes"),
        }
    }
    rows
}

#[test]
fn spreadsheets_hold_the_matrix_and_no_formula() {
    let args = ["fixtures/hostile", "fixtures/county"];
    let matrix = report(&[&args[..], &["--csv", "-"]].concat());
    let matrix = rows(matrix.text());
    assert_eq!(matrix.len(), 8, "a heading and seven notices");
    assert!(matrix.iter().all(|row| row.len() == 5 + 29), "29 elements");
    let findings = report(&[&args[..], &["--csv-findings", "-"]].concat());
    let findings = rows(findings.text());
    assert!(findings.len() > 100 && findings.iter().all(|row| row.len() == 15));
    let cells = matrix.iter().chain(&findings).flatten();
    assert!(cells.clone().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t'])));
    assert!(
        cells.into_iter().any(|cell| cell.starts_with("'=HYPERLINK(")),
        "the title that is a formula is there as text"
    );

    let book = report(&[&args[..], &["--xlsx", "-"]].concat());
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book.out)).unwrap();
    let mut read = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let strings = read("xl/sharedStrings.xml");
    assert!(strings.contains("=HYPERLINK("), "kept as a text");
    assert!(strings.contains("✗ missing"));
    for sheet in 1..=3 {
        let text = read(&format!("xl/worksheets/sheet{sheet}.xml"));
        assert!(!text.contains("<f>") && !text.contains("<f "), "no formula in sheet {sheet}");
        assert!(!text.contains("<hyperlink"), "no link in sheet {sheet}");
    }
    assert!(read("xl/styles.xml").contains("quotePrefix=\"1\""));
}

#[test]
fn markdown_holds_no_markup_of_a_notice() {
    let run = report(&["fixtures/hostile", "--markdown", "-"]);
    let events: Vec<pulldown_cmark::Event<'_>> =
        pulldown_cmark::Parser::new_ext(run.text(), pulldown_cmark::Options::ENABLE_TABLES).collect();
    for event in &events {
        match event {
            pulldown_cmark::Event::Html(html) | pulldown_cmark::Event::InlineHtml(html) => panic!("{html}"),
            pulldown_cmark::Event::Start(pulldown_cmark::Tag::Link { dest_url, .. }) => {
                assert!(
                    dest_url.starts_with("https://www.legislation.gov.uk/")
                        || dest_url.starts_with("https://ico.org.uk/"),
                    "{dest_url}"
                );
            }
            pulldown_cmark::Event::Start(pulldown_cmark::Tag::Image { .. }) => panic!("a picture"),
            _ => {}
        }
    }
}

/// A repository with two commits: a poor notice, then a better one with a new mistake.
fn repository() -> TempDir {
    let place = folder(&[("notices/a.md", POOR), ("notices/old.md", POOR)]);
    let git = |args: &[&str]| {
        let mut command = std::process::Command::new("git");
        command.current_dir(place.path()).args(["-c", "user.name=A", "-c", "user.email=a@example.org"]);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        let output = command.args(args).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "one"]);
    git(&["tag", "one"]);
    let better = POOR.replace("for as long as necessary", "for six years after your case is closed")
        + "\nWe work under the Data Protection Act 1998.\n";
    fs::write(place.path().join("notices/a.md"), better).unwrap();
    fs::rename(place.path().join("notices/old.md"), place.path().join("notices/new.md")).unwrap();
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "two"]);
    place
}

#[test]
fn two_revisions_are_compared_without_touching_the_repository() {
    let place = repository();
    fs::write(place.path().join("notices/a.md"), "not yet committed\n").unwrap();
    let before = fs::read(place.path().join(".git/index")).unwrap();
    let run = run_in(place.path(), &["report", "--diff", "one", "HEAD", "notices", "--as-of", "2026-11-21"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let text = run.text();
    assert!(text.contains("better   Say how long you keep personal data: weak, now stated"), "{text}");
    assert!(text.contains("worse    warning[dpa-1998]") || text.contains("worse    error[dpa-1998]"), "{text}");
    assert!(
        text.contains("new notice      notices/new.md") && text.contains("removed notice  notices/old.md"),
        "{text}"
    );
    assert!(text.contains("one to HEAD."), "{text}");
    assert_eq!(fs::read(place.path().join(".git/index")).unwrap(), before, "the index");
    assert_eq!(fs::read_to_string(place.path().join("notices/a.md")).unwrap(), "not yet committed\n");

    let below = run_in(
        &place.path().join("notices"),
        &["report", "--diff", "one", "HEAD", "--as-of", "2026-11-21", "--json", "-"],
    );
    let value: serde_json::Value = serde_json::from_slice(&below.out).expect(&below.err);
    assert_eq!(value["schema"], "notice-lint/change/1");
    assert_eq!(value["notices"][0]["path"], "a.md");
    assert!(value["summary"]["better"].as_u64() > Some(0) && value["summary"]["worse"].as_u64() > Some(0), "{value}");
    let failed = run_in(place.path(), &["report", "--diff", "one", "HEAD", "notices", "--fail-if-worse"]);
    assert_eq!(failed.status, 1);
    let same = run_in(place.path(), &["report", "--diff", "HEAD", "HEAD", "notices", "--fail-if-worse"]);
    assert_eq!(same.status, 0, "{}", same.text());
    assert!(same.text().contains("Unchanged: 2 notices."), "{}", same.text());
    let unknown = run_in(place.path(), &["report", "--diff", "nowhere", "HEAD", "notices"]);
    assert_eq!(unknown.status, 2);
    assert!(unknown.err.contains("nowhere: neither a file nor a revision"), "{}", unknown.err);
}

#[test]
fn two_files_are_compared() {
    let place = folder(&[("a.md", POOR), ("b.md", &POOR.replace("for as long as necessary", "for six years"))]);
    let write = |name: &str, args: &[&str]| fs::write(place.path().join(name), run_in(place.path(), args).out).unwrap();
    write("old.json", &["check", "a.md", "--format", "json"]);
    fs::rename(place.path().join("b.md"), place.path().join("a.md")).unwrap();
    write("new.json", &["check", "a.md", "--format", "json"]);
    write("coverage.json", &["coverage", "a.md", "--format", "json"]);
    let run = run_in(place.path(), &["report", "--diff", "old.json", "new.json", "--markdown", "-"]);
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.text().contains("| Better | gone: "), "{}", run.text());
    assert!(run.text().contains("only findings are compared"), "{}", run.text());
    let mixed = run_in(place.path(), &["report", "--diff", "old.json", "coverage.json"]);
    assert!(mixed.text().contains("holds no findings"), "{}", mixed.text());
    fs::write(place.path().join("odd.json"), "{\"schema\": \"else/1\"}").unwrap();
    let odd = run_in(place.path(), &["report", "--diff", "old.json", "odd.json"]);
    assert_eq!(odd.status, 2);
    assert!(odd.err.contains("odd.json: its schema is `else/1`"), "{}", odd.err);
    let both = run_in(place.path(), &["report", "--diff", "old.json", "HEAD"]);
    assert!(both.err.contains("old.json is a file and HEAD is not"), "{}", both.err);
}

/// The page in `docs/` shows what is printed. `UPDATE_DOCS=1 cargo test --test report` brings it up to date.
#[test]
fn the_documentation_shows_what_is_printed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/report.md");
    let mut page = fs::read_to_string(&path).unwrap();
    let whole = report(&["fixtures/county", "--layer", "fixtures/county/privacy-statement.txt", "--markdown", "-"]);
    let (top, _) = whole.text().split_once("\n## Findings").unwrap();
    let place = repository();
    let diff = run_in(place.path(), &["report", "--diff", "one", "HEAD", "notices", "--as-of", "2026-11-21"]);
    let was = page.clone();
    for (name, printed) in [("markdown", top), ("diff", diff.text())] {
        let mark = format!("<!-- sample: {name} -->\n```");
        let start = page.find(&mark).unwrap_or_else(|| panic!("no sample {name}")) + mark.len();
        let start = start + page[start..].find('\n').unwrap() + 1;
        let end = start + page[start..].find("```\n").unwrap();
        page.replace_range(start..end, &format!("{}\n", printed.trim_end()));
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(path, page).unwrap();
    } else {
        assert!(was == page, "run UPDATE_DOCS=1 cargo test --test report");
    }
}
