//! What counts as better and as worse.

#![allow(clippy::expect_used)]

use super::*;

fn run(findings: &str, verdict: &str) -> Taken {
    let text = format!(
        "{{\"schema\": \"notice-lint/report/1\", \"as_of\": \"2026-11-21\", \"notices\": [{{\"path\": \"a.md\", \"title\": \"A\", \
         \"elements\": [{{\"id\": \"retention\", \"title\": \"Retention\", \"verdict\": \"{verdict}\"}}]}}], \"findings\": [{findings}]}}"
    );
    Taken::read("run", text.as_bytes()).expect("a run")
}

fn finding(print: &str, severity: &str, suppressed: &str) -> String {
    format!(
        "{{\"rule\": \"r\", \"element\": null, \"severity\": \"{severity}\", \"path\": \"a.md\", \"line\": 3, \"message\": \"m\", \
         \"fingerprint\": \"{print}\", \"suppressed\": {suppressed}}}"
    )
}

#[test]
fn verdicts_are_weighed_by_what_is_wrong() {
    for (from, to, way) in [
        ("missing", "weak", Way::Better),
        ("weak", "stated", Way::Better),
        ("stated", "contradicted", Way::Worse),
        ("silent", "missing", Way::Worse),
        ("stated", "not-applicable", Way::Neither),
        ("missing", "contradicted", Way::Neither),
        ("layered", "stated", Way::Neither),
    ] {
        let change = Change::new(&run("", from), &run("", to));
        assert_eq!(change.notices[0].shifts[0].way(), way, "{from} to {to}");
    }
    assert!(Change::new(&run("", "weak"), &run("", "weak")).notices.is_empty());
}

#[test]
fn a_finding_reported_twice_and_now_once_is_gone_once() {
    let old = run(&[finding("f", "error", "null"), finding("f", "error", "null")].join(","), "stated");
    let change = Change::new(&old, &run(&finding("f", "error", "null"), "stated"));
    assert_eq!((change.notices[0].gone.len(), change.notices[0].new.len()), (1, 0));
    assert_eq!(change.tally(), (1, 0));
}

#[test]
fn accepting_mends_nothing_and_taking_it_back_is_worse() {
    let accepted = "{\"by\": \"waiver\", \"reason\": \"agreed\", \"until\": null}";
    let (open, closed) =
        (run(&finding("f", "error", "null"), "stated"), run(&finding("f", "error", accepted), "stated"));
    let change = Change::new(&open, &closed);
    assert_eq!((change.notices[0].accepted.len(), change.tally()), (1, (0, 0)));
    assert_eq!(Change::new(&closed, &open).tally(), (0, 1));
    let gone = Change::new(&closed, &run("", "stated"));
    assert_eq!(gone.tally(), (0, 0), "what was accepted and is gone was no trouble");
}

#[test]
fn a_graver_finding_is_worse() {
    let (mild, grave) = (run(&finding("f", "info", "null"), "stated"), run(&finding("f", "error", "null"), "stated"));
    assert_eq!(Change::new(&mild, &grave).tally(), (0, 1));
    assert_eq!(Change::new(&grave, &mild).tally(), (1, 0));
}
