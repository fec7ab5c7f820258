//! `notice-lint draft`: the texts of all elements, and the command.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

use assert_cmd::Command;
use notice_lint::check::{Declared, FactValue, Options, Verdict, lint};
use notice_lint::draft::plan;
use notice_lint::embedded;
use notice_lint::rules::{Check, RuleSet};
use notice_lint::source::{Format, Source};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The rule that reports blanks.
const BLANK: &str = "placeholder";

fn rules() -> &'static RuleSet {
    static RULES: OnceLock<RuleSet> = OnceLock::new();
    RULES.get_or_init(|| embedded::rule_set().unwrap())
}

/// The options under which an element applies.
fn applying(element: &str) -> Options {
    let mut options = Options::at("2026-11-21".parse().unwrap());
    let mut yes = vec!["public-task-basis".to_owned()];
    for rule in &rules().rules {
        if let Check::Requires(requires) = &rule.check
            && requires.element.as_deref() == Some(element)
            && let Some(when) = &requires.when
        {
            let mut ids = Vec::new();
            when.facts(&mut ids);
            yes.extend(ids.iter().map(|id| rules().facts[*id as usize].id.to_string()));
        }
    }
    for id in yes {
        options.facts.insert(id, Declared { value: FactValue::Yes, origin: "the test".into() });
    }
    options
}

fn notice(heading: &str, text: &str) -> Source {
    let text = format!("# Privacy notice\n\n## {heading}\n\n{text}\n");
    Source::from_bytes("notice.md", text.into_bytes(), Some(Format::Markdown)).unwrap()
}

#[test]
fn each_element_that_can_be_missing_has_a_draft() {
    let drafted: Vec<&str> = rules().drafts.iter().flat_map(|s| &s.elements).map(|d| d.element.as_str()).collect();
    let wanted = rules().rules.iter().filter_map(|rule| match &rule.check {
        Check::Requires(requires) => requires.element.as_deref(),
        _ => None,
    });
    let lacking: Vec<&str> = wanted.filter(|id| !drafted.contains(id)).collect();
    assert!(lacking.is_empty(), "{lacking:?}");
    assert_eq!(drafted.len(), 29);
}

#[test]
fn each_blank_is_reported_and_each_filled_draft_states_its_element() {
    let mut faults = Vec::new();
    for section in &rules().drafts {
        for draft in &section.elements {
            let options = applying(&draft.element);
            let blank = lint(&notice(&section.heading, &draft.text), rules(), &options);
            let reported: Vec<&str> =
                blank.report.findings.iter().filter(|f| &*f.rule == BLANK).map(|f| f.excerpt.as_str()).collect();
            for example in draft.examples.keys() {
                if !reported.contains(&format!("[{example}]").as_str()) {
                    faults.push(format!("{}: [{example}] is not reported as a blank: {reported:?}", draft.element));
                }
            }
            let filled = draft.filled();
            assert!(!filled.contains('['), "{filled}");
            let checked = lint(&notice(&section.heading, &filled), rules(), &options);
            let report = checked.report.elements.iter().find(|e| *e.id == *draft.element).unwrap();
            if report.verdict != Verdict::Stated {
                faults.push(format!("{}: {:?} {} in \"{filled}\"", draft.element, report.verdict, report.because));
            }
            let wrong = checked.report.findings.iter().filter(|f| f.element.is_none() || &*f.rule == BLANK);
            let wrong = wrong.filter(|f| f.severity > notice_lint::check::Severity::Info && !f.excerpt.is_empty());
            faults.extend(wrong.map(|f| format!("{}: {} on \"{}\"", draft.element, f.rule, f.excerpt)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A poor notice in a format, and where its additions go.
fn drafted(name: &str, text: &str) -> (String, notice_lint::draft::Plan) {
    let source = Source::from_bytes(name, text.as_bytes().to_vec(), None).unwrap();
    let options = Options::at("2026-11-21".parse().unwrap());
    let plan = plan(&source, rules(), &lint(&source, rules(), &options));
    (plan.notice(&source).expect("it can be put in"), plan)
}

#[test]
fn additions_look_like_the_notice() {
    let markdown = "---\ntitle: Privacy\n---\n\n# Privacy notice\n\n### How long we keep it\n\nWe keep your data for as long as necessary.\n\n### Contact\n\nWrite to us at hello@tessel.example.\n";
    let (text, _) = drafted("a.md", markdown);
    assert!(text.starts_with("---\ntitle: Privacy\n---\n\n# Privacy notice\n"), "{text}");
    assert!(
        text.contains("\n\n### Who we share your information with\n\n<!-- Fill in: who receives the data."),
        "{text}"
    );
    assert!(!text.contains("\n## "), "{text}");

    let html = "<main>\n  <h1>Privacy notice</h1>\n  <h2 class=\"big\" id=\"x\">How long we keep it</h2>\n  <p>We keep your data for as long as necessary.</p>\n</main>\n";
    let (text, _) = drafted("a.html", html);
    assert!(text.contains("\n  <h2 class=\"big\">Who we share your information with</h2>\n"), "{text}");
    assert!(text.contains("  <ul>\n    <li>[state the name or kind of the first recipient]</li>\n"), "{text}");
    assert!(text.trim_end().ends_with("</main>"), "{text}");

    let plain = "PRIVACY NOTICE\r\nHOW LONG WE KEEP IT\r\nWe keep your data for as long as necessary.\r\nWHAT WE COLLECT\r\n\u{2022} your name\r\n\u{2022} your age\r\nCONTACT\r\nWrite to us.\r\n";
    let (text, _) = drafted("a.txt", plain);
    assert!(text.contains("\r\nWHO WE SHARE YOUR INFORMATION WITH\r\n[Add: who receives the data]\r\n"), "{text}");
    assert!(text.contains("\r\n\u{2022} [state the first purpose]\r\n"), "{text}");
    assert!(!text.replace("\r\n", "").contains('\n'), "{text:?}");
}

#[test]
fn what_was_missing_is_not_missing_afterwards_but_blank() {
    for name in ["sectors/school-poor.txt", "sectors/firm-poor.md", "county/play-and-thrive.txt"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
        let source = Source::read(&path).unwrap();
        let options = Options::at("2026-11-21".parse().unwrap());
        let plan = plan(&source, rules(), &lint(&source, rules(), &options));
        assert!(!plan.additions.is_empty());
        let text = plan.notice(&source).unwrap();
        let bytes = text.clone().into_bytes();
        let after = Source::from_bytes(&source.path, bytes, Some(source.format)).unwrap();
        let report = lint(&after, rules(), &options).report;
        assert!(report.findings.iter().any(|f| &*f.rule == BLANK), "{name}");
        // Line by line the notice is there as it was, with more between.
        let mut lines = text.lines();
        assert!(source.text.lines().all(|line| lines.any(|other| other == line)), "{name}");
    }
}

fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notice-lint"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "TERM", "COLUMNS"] {
        command.env_remove(name);
    }
    let args = [&["draft", "--isolated", "--as-of", "2026-11-21"], args].concat();
    let output = command.current_dir(folder).args(args).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_output_is_a_new_file_and_the_notice_stays() {
    let folder = tempfile::tempdir().unwrap();
    let (notice, new) = (folder.path().join("a.md"), folder.path().join("b.md"));
    fs::write(&notice, "\u{feff}# Privacy notice\r\n\r\nWe keep your data for as long as necessary.\r\n").unwrap();
    let before = fs::read(&notice).unwrap();
    let (status, out, err) = run(folder.path(), &["a.md", "--output", "b.md"]);
    assert_eq!(status, 0, "{err}");
    assert!(out.starts_with("b.md: "), "{out}");
    assert_eq!(fs::read(&notice).unwrap(), before);
    let text = fs::read_to_string(&new).unwrap();
    assert!(text.starts_with("\u{feff}# Privacy notice\r\n") && !text.replace("\r\n", "").contains('\n'), "{text:?}");
    let (status, _, err) = run(folder.path(), &["a.md", "--output", "a.md"]);
    assert_eq!(status, 2);
    assert!(err.contains("there is a file a.md already"), "{err}");
    assert_eq!(fs::read(&notice).unwrap(), before);
}

#[test]
fn what_is_accepted_with_a_reason_is_not_drafted() {
    let folder = tempfile::tempdir().unwrap();
    let notice = "# Privacy notice\n\nWe keep your data for six years after your last visit.\n";
    fs::write(folder.path().join("a.md"), notice).unwrap();
    assert!(run(folder.path(), &["a.md"]).1.contains("New section \"Why we use your information\""));
    let comment = "<!-- notice-lint-ignore-file purposes: they stand in the letter -->\n\n";
    fs::write(folder.path().join("a.md"), format!("{comment}{notice}")).unwrap();
    let (_, out, _) = run(folder.path(), &["a.md"]);
    assert!(!out.contains("Why we use your information"), "{out}");
}

#[test]
fn good_notices_lack_nothing_and_documents_are_printed() {
    let (status, out, _) = run(&root(), &["fixtures/exemplary/notice.md"]);
    assert_eq!(status, 0);
    assert!(out.contains("fixtures/exemplary/notice.md: nothing is missing."), "{out}");
    assert_eq!(run(&root(), &["fixtures/formats/puffins.docx"]).0, 0);
    assert_eq!(run(&root(), &["fixtures/none.md"]).0, 2);
    assert_eq!(run(&root(), &["fixtures"]).0, 2);
}

#[test]
fn what_takes_no_text_is_refused_with_the_way_that_works() {
    let folder = tempfile::tempdir().unwrap();
    let formats = root().join("fixtures/formats");
    for (name, what) in [
        ("puffins.docx", "is a Word document"),
        ("puffins.odt", "is an OpenDocument text"),
        ("allotments.en.yml", "is a file of translations"),
    ] {
        let notice = formats.join(name);
        let (status, _, err) = run(folder.path(), &[notice.to_str().unwrap(), "--output", "new.md"]);
        assert_eq!(status, 2, "{name}");
        assert!(err.contains(what) && err.contains("without --output"), "{err}");
    }
    fs::write(folder.path().join("a.md"), "# Privacy notice\n\nWe keep your data for six years.\n").unwrap();
    let (status, _, err) = run(folder.path(), &["a.md", "--output", "new.docx"]);
    assert_eq!(status, 2);
    assert!(err.contains("would be a document"), "{err}");
    assert!(!folder.path().join("new.docx").exists() && !folder.path().join("new.md").exists());
}

/// `UPDATE_DOCS=1 cargo test --test draft` brings the page up to date.
#[test]
fn the_page_shows_what_is_printed() {
    let page = fs::read_to_string(root().join("docs/draft.md")).unwrap();
    let open = page.find("```console\n").unwrap() + "```console\n".len();
    let close = open + page[open..].find("```").unwrap();
    let command = page[open..].lines().next().unwrap();
    let args: Vec<&str> = command.trim_start_matches("$ notice-lint draft ").split(' ').collect();
    let wanted = format!("{}{command}\n{}{}", &page[..open], run(&root(), &args).1, &page[close..]);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(root().join("docs/draft.md"), wanted).unwrap();
    } else {
        assert_eq!(page, wanted, "run UPDATE_DOCS=1 cargo test --test draft");
    }
}
