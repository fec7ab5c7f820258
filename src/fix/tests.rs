//! Mending, with a checker that finds given words.

use super::*;
use crate::check::{Confidence, Edit, Fix, Related, Severity, Suppressed};
use crate::source::{Format, Span};

/// Finds words and says what to write instead.
struct Words {
    format: Format,
    table: Vec<(&'static str, &'static str, &'static str, FixClass)>,
    suppressed: bool,
}

impl Words {
    fn safe(format: Format, table: &[(&'static str, &'static str)]) -> Self {
        let table = table.iter().map(|(from, to)| ("rule", *from, *to, FixClass::Safe)).collect();
        Self { format, table, suppressed: false }
    }
}

impl Checker for Words {
    fn read(&self, bytes: &[u8], before: Option<&Source>) -> Result<Source, SourceError> {
        Source::from_bytes("a", bytes.to_vec(), Some(before.map_or(self.format, |source| source.format)))
    }

    fn check(&self, source: &Source) -> Vec<Finding> {
        let mut out = Vec::new();
        for (rule, from, to, class) in &self.table {
            for (at, words) in source.text.match_indices(from) {
                let span = Span::new(at, at + words.len());
                let place = place(source, span);
                let edits = vec![Edit { bytes: place.bytes, text: (*to).into() }];
                let suppressed = Suppressed { by: "comment", reason: "so it is".into(), until: None };
                out.push(Finding {
                    rule: Arc::from(*rule),
                    element: None,
                    severity: Severity::Info,
                    confidence: Confidence::High,
                    place,
                    excerpt: words.into(),
                    message: String::new(),
                    next: String::new(),
                    because: Vec::<Related>::new(),
                    law: Vec::new(),
                    related: Vec::new(),
                    fixes: vec![Fix { class: *class, title: String::new(), edits }],
                    fingerprint: String::new(),
                    suppressed: self.suppressed.then_some(suppressed),
                });
            }
        }
        out
    }
}

fn place(source: &Source, span: Span) -> Place {
    let (start, end) = (source.position(span.start as usize), source.position(span.end as usize));
    Place {
        path: Arc::from("a"),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        bytes: source.file_bytes(span),
    }
}

fn mended(bytes: &[u8], words: &Words) -> Mended {
    mend(bytes.to_vec(), words, Reach::Safe).unwrap_or_else(|_| unreachable!())
}

fn text(before: &str, format: Format, table: &[(&'static str, &'static str)]) -> (String, Vec<Why>) {
    let mended = mended(before.as_bytes(), &Words::safe(format, table));
    let why = mended.left.into_iter().map(|left| left.why).collect();
    (String::from_utf8_lossy(&mended.bytes).into_owned(), why)
}

#[test]
fn each_encoding_keeps_every_other_byte() {
    let table = [("bad", "b\u{e9}tter\u{2019}s")];
    let expected: [(&[u8], &[u8]); 5] = [
        (b"a bad one\r\n", "a b\u{e9}tter\u{2019}s one\r\n".as_bytes()),
        (b"\xEF\xBB\xBFa bad one", "\u{feff}a b\u{e9}tter\u{2019}s one".as_bytes()),
        (b"\x91a\x92 bad \x80\r", b"\x91a\x92 b\xE9tter\x92s \x80\r"),
        // A lone surrogate and an odd byte at the end are not touched.
        (b"\xFF\xFEb\0a\0d\0\0\xD8!\0?", b"\xFF\xFEb\0\xE9\0t\0t\0e\0r\0\x19\x20s\0\0\xD8!\0?"),
        (b"\xFE\xFF\0b\0a\0d", b"\xFE\xFF\0b\0\xE9\0t\0t\0e\0r\x20\x19\0s"),
    ];
    for (before, after) in expected {
        assert_eq!(mended(before, &Words::safe(Format::Text, &table)).bytes, after);
    }
}

#[test]
fn what_an_encoding_cannot_say_is_left() {
    let words = Words::safe(Format::Text, &[("bad", "\u{2192}")]);
    let mended = mended(b"a bad \xA3", &words);
    assert_eq!(mended.bytes, b"a bad \xA3");
    assert_eq!(mended.left[0].why, Why::Encoding('\u{2192}', Encoding::Windows1252));
    // Two bytes that would read as UTF-8 if the only other sign were mended away.
    let words = Words::safe(Format::Text, &[("\u{a3}", "GBP")]);
    let kept = b"caf\xC3\xA9 \xA3";
    assert_eq!(super::tests::mended(kept, &words).bytes, kept);
}

#[test]
fn markup_is_not_broken() {
    let table =
        [("old name", "new name"), ("old</b> name", "new name"), ("old **name", "new name"), ("old\nname", "new name")];
    let md = |before: &str| text(before, Format::Markdown, &table);
    assert_eq!(md("The **old name** and [old name](a.md).\n").0, "The **new name** and [new name](a.md).\n");
    assert_eq!(md("The old **name** is.\n"), ("The old **name** is.\n".into(), vec![Why::Markup]));
    assert_eq!(md("An old\nname is.\n").0, "An new name is.\n");
    let html = |before: &str| text(before, Format::Html, &table);
    assert_eq!(html("<p>The <b>old</b> name</p>"), ("<p>The <b>old</b> name</p>".into(), vec![Why::Markup]));
    assert_eq!(html("<p title='old name'>The old name</p>").0, "<p title='old name'>The new name</p>");
}

#[test]
fn entities_and_signs_of_markup_are_minded() {
    let (after, _) = text("<p>Work and pensions</p>", Format::Html, &[("Work and pensions", "Work & <b>pensions</b>")]);
    assert_eq!(after, "<p>Work &amp; &lt;b>pensions&lt;/b></p>");
    let (after, why) = text("<p>Work &amp; pensions</p>", Format::Html, &[("amp", "plus")]);
    assert_eq!((after.as_str(), &why[..]), ("<p>Work &amp; pensions</p>", &[Why::Markup][..]));
    assert_eq!(text("Work\n", Format::Markdown, &[("Work", "# Work")]).1, [Why::Markup]);
}

#[test]
fn strings_of_code_and_locale_files_stay_whole() {
    let table = [("Commissioners Office", "Commissioner's Office")];
    let yaml = "en:\n  privacy: 'Tell the Commissioners Office about it.'\n";
    let curly = yaml.replace("Commissioners", "Commissioner\u{2019}s");
    assert_eq!(text(yaml, Format::YamlLocale, &table).0, curly);
    let double = "en:\n  privacy: \"Tell the Commissioners Office about it.\"\n";
    assert_eq!(text(double, Format::YamlLocale, &table).0, double.replace("Commissioners", "Commissioner's"));
    let json = "{\"privacy\": \"Tell the Commissioners Office about it.\"}\n";
    assert_eq!(text(json, Format::JsonLocale, &[("Office", "\"Office\"")]), (json.into(), vec![Why::Markup]));
}

#[test]
fn one_word_is_changed_once_and_what_overlaps_is_looked_at_again() {
    let mut words = Words::safe(Format::Text, &[("a b", "A B")]);
    words.table.push(("other", "b c", "B C", FixClass::Safe));
    words.table.push(("same", "a b", "A B", FixClass::Safe));
    let mended = mended(b"a b c", &words);
    assert_eq!(mended.bytes, b"A B c");
    assert_eq!((mended.applied.len(), mended.left.len()), (1, 0));
}

#[test]
fn no_rule_is_applied_to_its_own_words_for_ever() {
    let (after, why) = text("the GDPR", Format::Text, &[("GDPR", "UK GDPR")]);
    assert_eq!((after.as_str(), &why[..]), ("the UK GDPR", &[Why::Again][..]));
    // Two rules that undo each other.
    let mut words = Words::safe(Format::Text, &[("one", "two")]);
    words.table.push(("other", "two", "one", FixClass::Safe));
    let mended = mended(b"one", &words);
    assert_eq!(mended.left[0].why, Why::Again);
    assert!(mended.applied.len() <= 2, "{:?}", mended.applied);
}

#[test]
fn only_what_was_asked_for_is_applied() {
    let mut words = Words::safe(Format::Text, &[]);
    words.table.push(("rule", "one", "two", FixClass::Unsafe));
    words.table.push(("rule", "three", "[number]", FixClass::Suggest));
    let safe = mended(b"one three", &words);
    assert_eq!(safe.bytes, b"one three");
    assert_eq!(safe.left.iter().map(|left| left.why.clone()).collect::<Vec<_>>(), [Why::Unsafe, Why::Suggestion]);
    let all = mend(b"one three".to_vec(), &words, Reach::Unsafe).unwrap_or_else(|_| unreachable!());
    assert_eq!(all.bytes, b"two three");
    words.suppressed = true;
    let none = mend(b"one three".to_vec(), &words, Reach::Unsafe).unwrap_or_else(|_| unreachable!());
    assert_eq!((none.bytes.as_slice(), none.left.len()), (&b"one three"[..], 0));
}
