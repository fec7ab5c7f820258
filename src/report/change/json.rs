//! The difference for programs: `notice-lint/change/1`.

use super::{Change, Known, NoticeChange, Shift, Way};
use crate::report::json::bytes;
use crate::report::severity_word;
use serde_json::{Value, json as object};

/// One object, with a line end.
pub fn json(change: &Change) -> Vec<u8> {
    let (better, worse) = change.tally();
    let counts: serde_json::Map<String, Value> = change
        .counts
        .iter()
        .map(|(severity, then, now)| (severity_word(*severity).to_string(), object!({"old": then, "new": now})))
        .collect();
    let whole = object!({
        "schema": "notice-lint/change/1",
        "old": change.old,
        "new": change.new,
        "notices": change.notices.iter().map(notice).collect::<Vec<_>>(),
        "added": change.added.iter().map(|(path, findings)| object!({"path": path, "findings": findings})).collect::<Vec<_>>(),
        "removed": change.removed,
        "unchanged": change.unchanged,
        "notes": change.notes,
        "summary": {"better": better, "worse": worse, "findings": counts},
    });
    let mut out = bytes(&whole);
    out.push(b'\n');
    out
}

fn notice(change: &NoticeChange) -> Value {
    let findings = |list: &[Known]| list.iter().map(finding).collect::<Vec<_>>();
    object!({
        "path": change.path,
        "title": change.title,
        "elements": change.shifts.iter().map(shift).collect::<Vec<_>>(),
        "gone": findings(&change.gone),
        "new": findings(&change.new),
        "accepted": findings(&change.accepted),
        "regraded": change.regraded.iter().map(|(was, now)| {
            let mut value = finding(now);
            value["was"] = severity_word(*was).into();
            value
        }).collect::<Vec<_>>(),
    })
}

fn shift(shift: &Shift) -> Value {
    let way = match shift.way() {
        Way::Better => "better",
        Way::Worse => "worse",
        Way::Neither => "neither",
    };
    object!({"id": shift.element, "title": shift.title, "old": shift.from, "new": shift.to, "way": way})
}

fn finding(known: &Known) -> Value {
    object!({
        "rule": known.rule,
        "severity": severity_word(known.severity),
        "line": known.line,
        "message": known.message,
        "next": known.next,
        "fingerprint": known.fingerprint,
        "reason": known.accepted,
    })
}
