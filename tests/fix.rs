//! `notice-lint fix`: over all fixtures, and as its users call it.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

use assert_cmd::Command;
use notice_lint::check::{Finding, FixClass, Options, lint};
use notice_lint::embedded;
use notice_lint::fix::{Checker, Mended, Reach, Why, mend};
use notice_lint::rules::RuleSet;
use notice_lint::source::{Format, Source, SourceError, Span};
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;
use tempfile::TempDir;

fn rules() -> &'static RuleSet {
    static RULES: OnceLock<RuleSet> = OnceLock::new();
    RULES.get_or_init(|| embedded::rule_set().unwrap())
}

/// The checks of the pack, on the day of its law.
struct Pack {
    name: String,
    format: Option<Format>,
}

impl Checker for Pack {
    fn read(&self, bytes: &[u8], before: Option<&Source>) -> Result<Source, SourceError> {
        Source::from_bytes(&self.name, bytes.to_vec(), before.map(|source| source.format).or(self.format))
    }

    fn check(&self, source: &Source) -> Vec<Finding> {
        lint(source, rules(), &Options::at("2026-11-21".parse().unwrap())).report.findings
    }
}

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut files: Vec<PathBuf> = fs::read_dir(&root)
        .unwrap()
        .filter_map(|folder| fs::read_dir(folder.unwrap().path()).ok())
        .flatten()
        .map(|file| file.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}

/// The text before, with the edits that are said to have been made, and no others.
fn redone(mended: &Mended) -> String {
    let mut text = mended.before.text.clone();
    for round in mended.applied.chunk_by(|a, b| a.round == b.round) {
        let source = Source::from_text("a", text.clone());
        for edit in round.iter().rev() {
            let line =
                source.text.split_inclusive('\n').take(edit.place.line as usize - 1).map(str::len).sum::<usize>();
            let column = source.text[line..].char_indices().nth(edit.place.column as usize - 1).unwrap().0;
            let start = line + column;
            assert_eq!(&source.text[start..start + edit.before.len()], edit.before);
            text.replace_range(start..start + edit.before.len(), &edit.after);
        }
    }
    text
}

/// What holds for every fix of every text.
fn check(bytes: Vec<u8>, pack: &Pack, reach: Reach) -> Option<Mended> {
    let once = mend(bytes.clone(), pack, reach).ok()?;
    let twice = mend(once.bytes.clone(), pack, reach).unwrap();
    assert_eq!(once.bytes, twice.bytes, "fixed twice: {:?}", twice.applied);
    if once.applied.is_empty() {
        assert_eq!(once.bytes, bytes);
        return Some(once);
    }
    if !once.before.text.contains('\r') {
        assert_eq!(redone(&once), once.after.text);
    }
    let same = Source::from_bytes(&pack.name, once.bytes.clone(), Some(once.before.format)).unwrap();
    assert_eq!(same.text, once.after.text);
    let encoded = once.after.encoding.encode(&once.after.text).unwrap();
    assert!(once.bytes.ends_with(&encoded), "the bytes are the text");
    Some(once)
}

#[test]
fn fixtures_are_fixed_once_and_for_all() {
    for path in fixtures() {
        for reach in [Reach::Safe, Reach::Unsafe] {
            let pack = Pack { name: path.to_string_lossy().into_owned(), format: None };
            let mended = check(fs::read(&path).unwrap(), &pack, reach).unwrap();
            let findings = pack.check(&mended.after);
            let safe = findings.iter().filter(|f| f.fixes.iter().any(|fix| fix.class == FixClass::Safe));
            assert_eq!(safe.count(), 0, "{}: a safe fix is left: {:?}", path.display(), mended.left);
            let stuck = |why: &Why| !matches!(why, Why::Suggestion | Why::Unsafe);
            assert!(!mended.left.iter().any(|left| stuck(&left.why)), "{}: {:?}", path.display(), mended.left);
        }
    }
}

#[test]
fn a_fix_mends_what_it_is_for_and_breaks_nothing() {
    for path in fixtures() {
        let pack = Pack { name: path.to_string_lossy().into_owned(), format: None };
        let mended = mend(fs::read(&path).unwrap(), &pack, Reach::Safe).unwrap();
        let errors = |source: &Source| {
            let findings = pack.check(source);
            findings.iter().filter(|f| f.severity > notice_lint::check::Severity::Info).count()
        };
        assert!(errors(&mended.after) <= errors(&mended.before), "{}", path.display());
        for applied in &mended.applied {
            let stays = pack.check(&mended.after).iter().any(|f| f.rule == applied.rule && f.excerpt == applied.before);
            assert!(!stays, "{}: {applied:?}", path.display());
        }
    }
}

/// Parts of notices with defects that can be fixed, and all that may stand around them.
const PARTS: [&str; 40] = [
    "the Information Commissioners Office",
    "Information Commissioners Office ",
    "Information **Commissioners** Office",
    "INFORMATION COMMISSIONERS OFFICE",
    "Information&nbsp;Commissioners Office",
    "Information Commissioners\n  Office",
    "Department of Work & Pensions ",
    "Department of Work &amp; Pensions",
    "the Department of Education",
    "Article (6)(1)(e) ",
    "(Article (6)(1)(e)",
    "GDPR",
    "a GDPR ",
    "UK GDPR ",
    "gdpr@example.org ",
    "https://example.org/GDPR ",
    "03031231113",
    "(03031 231113",
    "+44 303 123 1113 ",
    "01625 545 745",
    "General Data Protection Regulations ",
    "Data Protection Act 1998 ",
    "within 40 days of a subject access request ",
    "the ICO on ",
    " and ",
    ". ",
    "\n\n",
    "\n",
    "\r\n",
    "- ",
    "> ",
    "# ",
    "| ",
    "*",
    "`",
    "<b>",
    "</b>",
    "[",
    "](https://example.org)",
    "caf\u{e9}\u{2019}s ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_fixed_once_and_for_all(
        parts in prop::collection::vec(0..PARTS.len(), 1..30),
        kind in 0..5usize,
        reach in prop_oneof![Just(Reach::Safe), Just(Reach::Unsafe)],
    ) {
        let text: String = parts.iter().map(|p| PARTS[*p]).collect();
        let formats = [Format::Markdown, Format::Text, Format::Html, Format::YamlLocale, Format::Markdown];
        let text = if kind == 3 { format!("en:\n  a: '{}'\n", text.replace('\n', " ")) } else { text };
        let bytes = if kind == 4 {
            [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
        } else {
            text.into_bytes()
        };
        check(bytes, &Pack { name: "notice".into(), format: Some(formats[kind]) }, reach);
    }
}

#[test]
fn all_places_of_a_finding_are_fixed() {
    let text = "The UK GDPR applies. The GDPR and Information Commissioners Office.\n\nThe GDPR. Information Commissioners Office.\n";
    let pack = Pack { name: "a.md".into(), format: None };
    let found = pack.check(&Source::from_text("a.md", text));
    let places = |rule: &str| {
        found.iter().filter(|f| &*f.rule == rule).flat_map(|f| &f.fixes).map(|fix| fix.edits.len()).collect::<Vec<_>>()
    };
    assert_eq!((places("bare-gdpr"), places("ico-name")), (vec![2], vec![2]));
    let source = Source::from_text("a.md", text);
    for edit in found.iter().filter(|f| &*f.rule == "bare-gdpr").flat_map(|f| &f.fixes[0].edits) {
        assert_eq!(source.slice(Span::new(edit.bytes[0], edit.bytes[1])), "GDPR");
    }
}

const DEFECTS: &str =
    "# Privacy notice\n\nWe tell the Department of Education.\n\nWe answer access requests within 40 days.\n";
const SAFE: &str =
    "# Privacy notice\n\nWe tell the Department for Education.\n\nWe answer access requests within 40 days.\n";

struct Run {
    status: i32,
    out: String,
    err: String,
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn run(folder: &Path, args: &[&str], stdin: &str) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notice-lint"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "TERM", "COLUMNS"] {
        command.env_remove(name);
    }
    let args = [&["fix", "--as-of", "2026-11-21"], args].concat();
    let output = command.current_dir(folder).args(args).write_stdin(stdin).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Run { status: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
}

#[test]
fn safe_fixes_are_applied_and_unsafe_ones_when_asked_for() {
    let folder = folder(&[("a.md", DEFECTS)]);
    let text = || fs::read_to_string(folder.path().join("a.md")).unwrap();
    let first = run(folder.path(), &["a.md"], "");
    assert_eq!((first.status, text().as_str()), (0, SAFE));
    assert!(first.out.contains("a.md:3:13: fixed[org-name]"), "{}", first.out);
    assert!(
        first.out.contains("left[forty-days] \"40 days\" → \"one month\" (may change the meaning"),
        "{}",
        first.out
    );
    assert!(first.out.contains("[period]"), "suggestions are shown with their blanks: {}", first.out);
    let second = run(folder.path(), &["--unsafe", "a.md"], "");
    assert_eq!((second.status, text()), (0, SAFE.replace("40 days", "one month")));
}

#[test]
fn a_diff_changes_nothing_and_fails() {
    let folder = folder(&[("a.md", DEFECTS), ("clean.md", SAFE)]);
    let shown = run(folder.path(), &["--diff", "a.md"], "");
    assert_eq!(shown.status, 1);
    assert!(shown.out.contains("-We tell the Department of Education.\n+We tell the Department for Education.\n"));
    assert!(!shown.out.contains("fixed"), "the account is on standard error: {}", shown.out);
    assert!(shown.err.contains("1 fix would be made in 1 of 1 notice."), "{}", shown.err);
    assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), DEFECTS);
    let none = run(folder.path(), &["--diff", "clean.md"], "");
    assert_eq!((none.status, none.out.as_str()), (0, ""));
}

#[test]
fn standard_input_comes_back_fixed() {
    let folder = folder(&[]);
    let fixed = run(folder.path(), &["-"], DEFECTS);
    assert_eq!((fixed.status, fixed.out.as_str()), (0, SAFE));
    assert!(fixed.err.contains("fixed[org-name]"), "{}", fixed.err);
    let quiet = run(folder.path(), &["--quiet", "-"], DEFECTS);
    assert_eq!((quiet.out.as_str(), quiet.err.as_str()), (SAFE, ""));
    assert_eq!(run(folder.path(), &["--diff", "-"], DEFECTS).status, 1);
    assert_eq!(run(folder.path(), &["-", "a.md"], DEFECTS).status, 2);
}

#[test]
fn select_and_ignore_hold() {
    let folder = folder(&[("a.md", DEFECTS)]);
    for args in [["--ignore", "org-name", "a.md"], ["--select", "ico-name", "a.md"]] {
        run(folder.path(), &args, "");
        assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), DEFECTS);
    }
    run(folder.path(), &["--select", "org-name", "a.md"], "");
    assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), SAFE);
}

#[test]
fn what_is_accepted_with_a_reason_is_not_fixed() {
    let comment = "<!-- notice-lint-ignore org-name: its name in the old deed -->\n";
    let accepted = DEFECTS.replace("We tell", &format!("{comment}We tell"));
    let folder = folder(&[("a.md", &accepted)]);
    let done = run(folder.path(), &["a.md"], "");
    assert_eq!(done.status, 0);
    assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), accepted, "{}", done.out);
    assert!(!done.out.contains("org-name"), "{}", done.out);
}

#[test]
fn documents_of_word_processors_are_said_to_be_left() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats/puffins.docx");
    let folder = folder(&[]);
    fs::copy(&fixture, folder.path().join("a.docx")).unwrap();
    let done = run(folder.path(), &["a.docx"], "");
    assert_eq!(done.status, 0);
    assert!(done.out.contains("a.docx: left: such a document cannot be edited"), "{}", done.out);
    assert_eq!(fs::read(&fixture).unwrap(), fs::read(folder.path().join("a.docx")).unwrap());
}

#[test]
fn nothing_to_fix_and_nothing_there() {
    let folder = folder(&[]);
    assert_eq!(run(folder.path(), &["none.md"], "").status, 2);
    assert_eq!(run(folder.path(), &["."], "").status, 3);
}

#[cfg(unix)]
#[test]
fn read_only_files_are_named_and_links_are_written_through() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder(&[("a.md", DEFECTS), ("locked.md", DEFECTS)]);
    let path = |name: &str| folder.path().join(name);
    fs::set_permissions(path("locked.md"), fs::Permissions::from_mode(0o444)).unwrap();
    fs::set_permissions(path("a.md"), fs::Permissions::from_mode(0o604)).unwrap();
    symlink("a.md", path("link.md")).unwrap();
    let done = run(folder.path(), &["link.md", "locked.md"], "");
    assert_eq!(done.status, 2);
    assert!(done.err.contains("locked.md: not written: it is read-only"), "{}", done.err);
    assert_eq!(fs::read_to_string(path("locked.md")).unwrap(), DEFECTS);
    assert_eq!(fs::read_to_string(path("a.md")).unwrap(), SAFE);
    assert!(fs::symlink_metadata(path("link.md")).unwrap().is_symlink());
    assert_eq!(fs::metadata(path("a.md")).unwrap().permissions().mode() & 0o777, 0o604);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "no file is left beside them");
}

#[test]
fn killed_at_any_moment_no_file_is_half_written() {
    // Large enough that writing takes a while, and nothing to check in most of it.
    let comment = format!("<!-- {} -->\n", "no more than that\n".repeat(20_000));
    let (old, new) = (format!("{comment}\n{DEFECTS}"), format!("{comment}\n{SAFE}"));
    let names: Vec<String> = (0..3).map(|n| format!("{n}.md")).collect();
    let mut outcomes = [0, 0];
    for step in 0..8u64 {
        let folder = folder(&[]);
        names.iter().for_each(|name| fs::write(folder.path().join(name), &old).unwrap());
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_notice-lint"))
            .current_dir(folder.path())
            .args(["fix", "--quiet", "--isolated", "--select", "org-name", "--as-of", "2026-11-21", "."])
            .spawn()
            .unwrap();
        // Until the first file is another one, then a little longer each time; the first time at once.
        let size = |name: &String| fs::metadata(folder.path().join(name)).unwrap().len() as usize;
        while child.try_wait().unwrap().is_none() && step > 0 && names.iter().all(|name| size(name) == old.len()) {
            std::thread::sleep(Duration::from_micros(50));
        }
        std::thread::sleep(Duration::from_micros(200 * (step / 2)));
        child.kill().unwrap();
        child.wait().unwrap();
        for name in &names {
            let now = fs::read_to_string(folder.path().join(name)).unwrap();
            assert!(now == old || now == new, "{name} is half written: {} bytes", now.len());
            outcomes[usize::from(now == new)] += 1;
        }
    }
    assert!(outcomes[0] > 0, "no run was killed before it was done: {outcomes:?}");
}

/// `docs/fix.md` shows what is printed: under each command in a `console` block, what the program prints for it.
/// `UPDATE_DOCS=1 cargo test --test fix` brings it up to date.
#[test]
fn the_page_shows_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/fix.md")).unwrap();
    let mut wanted = String::new();
    for (index, part) in page.split("```").enumerate() {
        let Some(block) = part.strip_prefix("console\n").filter(|_| index % 2 == 1) else {
            wanted.push_str(&if index > 0 { format!("```{part}") } else { part.to_owned() });
            continue;
        };
        let command = block.lines().next().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let args: Vec<&str> = command.trim_start_matches("$ notice-lint fix").split_whitespace().collect();
        let file = *args.last().unwrap();
        fs::create_dir_all(folder.path().join(file).parent().unwrap()).unwrap();
        fs::copy(root.join(file), folder.path().join(file)).unwrap();
        let done = run(folder.path(), &[&["--isolated"], &args[..]].concat(), "");
        let note = done.err.lines().last().map(|line| format!("{line}\n")).unwrap_or_default();
        wanted.push_str(&format!("```console\n{command}\n{}{note}", done.out));
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(root.join("docs/fix.md"), wanted).unwrap();
    } else {
        assert_eq!(page, wanted, "run UPDATE_DOCS=1 cargo test --test fix");
    }
}
