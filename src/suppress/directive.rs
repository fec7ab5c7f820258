//! What a comment to this tool says: `notice-lint-ignore RULE until DATE: reason`.

use crate::rules::Day;

/// What a directive is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The next block.
    Block,
    /// The whole notice.
    Notice,
}

/// A directive that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// What it is about.
    pub reach: Reach,
    /// The rules by the names that the author wrote; at least one.
    pub rules: Vec<String>,
    /// The last day on which it holds.
    pub until: Option<Day>,
    /// Why; never empty.
    pub reason: String,
}

/// Why a directive has no effect whatever the notice says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// It gives no reason; the rules that it names.
    NoReason(Vec<String>),
    /// It cannot be read: why, as the end of a sentence.
    Unreadable(String),
}

/// For one block.
pub const IGNORE: &str = "notice-lint-ignore";
/// For the whole notice.
pub const IGNORE_FILE: &str = "notice-lint-ignore-file";

/// Words that stand for a reason and are none.
const NO_REASONS: [&str; 6] = ["reason", "todo", "tbc", "tbd", "fixme", "none"];

/// Reads what stands between the signs of a comment.
pub fn parse(inner: &str, closed: bool) -> Result<Directive, Broken> {
    let unreadable = |why: String| Err(Broken::Unreadable(why));
    let words = inner.split_whitespace().collect::<Vec<_>>().join(" ");
    if !closed {
        return unreadable("the comment is never closed".into());
    }
    let end = words.find(|c: char| c.is_whitespace() || c == ':').unwrap_or(words.len());
    let (keyword, rest) = words.split_at(end);
    let reach = match keyword {
        IGNORE => Reach::Block,
        IGNORE_FILE => Reach::Notice,
        other => return unreadable(format!("there is no `{other}`; write `{IGNORE}` or `{IGNORE_FILE}`")),
    };
    let (head, reason) = match rest.split_once(':') {
        Some((head, reason)) => (head.trim(), reason.trim()),
        None => (rest.trim(), ""),
    };
    let mut parts = head.split([' ', ',']).filter(|part| !part.is_empty());
    let mut rules: Vec<String> = Vec::new();
    let mut until = None;
    while let Some(part) = parts.next() {
        let is_name = part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        if part == "until" {
            let date = parts.next().unwrap_or_default();
            match date.parse::<Day>() {
                Ok(day) => until = Some(day),
                Err(_) if date.is_empty() => return unreadable("no date stands after `until`".into()),
                Err(_) => return unreadable(format!("`{date}` is no date; write it as 2027-01-31")),
            }
            if let Some(more) = parts.next() {
                return unreadable(format!("a colon and the reason should follow the date, not `{more}`"));
            }
        } else if matches!(part, "*" | "all") {
            return unreadable("it names no rule; each finding is accepted by the name of its rule".into());
        } else if !is_name {
            return unreadable(format!("`{part}` cannot be the name of a rule"));
        } else if rest.contains(':') || rules.is_empty() {
            rules.push(part.to_owned());
        } else {
            // `RULE some words`: the colon was forgotten, and the words are no names.
            return Err(Broken::NoReason(rules));
        }
    }
    if rules.is_empty() {
        return unreadable("it names no rule; each finding is accepted by the name of its rule".into());
    }
    let said = reason.trim_matches(|c: char| !c.is_alphanumeric());
    if said.is_empty() || NO_REASONS.contains(&said.to_ascii_lowercase().as_str()) {
        return Err(Broken::NoReason(rules));
    }
    Ok(Directive { reach, rules, until, reason: reason.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(inner: &str) -> Result<Directive, Broken> {
        parse(inner, true)
    }

    #[test]
    fn a_directive_names_rules_and_gives_a_reason() {
        let one = read(" notice-lint-ignore some-rule: agreed with\n  the board: see 12/3 ").unwrap();
        assert_eq!((one.reach, one.until), (Reach::Block, None));
        assert_eq!(one.rules, ["some-rule"]);
        assert_eq!(one.reason, "agreed with the board: see 12/3");
        let two = read("notice-lint-ignore-file a-rule, b-rule until 2027-01-31: they move in spring").unwrap();
        assert_eq!(two.reach, Reach::Notice);
        assert_eq!(two.rules, ["a-rule", "b-rule"]);
        assert_eq!(two.until.map(|day| day.to_string()).as_deref(), Some("2027-01-31"));
    }

    #[test]
    fn no_reason_is_no_suppression() {
        for inner in [
            "notice-lint-ignore a-rule",
            "notice-lint-ignore a-rule:",
            "notice-lint-ignore a-rule: ...",
            "notice-lint-ignore a-rule: reason",
            "notice-lint-ignore a-rule: [TODO]",
            "notice-lint-ignore a-rule until 2027-01-31",
            "notice-lint-ignore a-rule because we want it",
        ] {
            assert_eq!(read(inner), Err(Broken::NoReason(vec!["a-rule".into()])), "{inner}");
        }
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        for (inner, why) in [
            ("notice-lint-ignore: because", "names no rule"),
            ("notice-lint-ignore", "names no rule"),
            ("notice-lint-ignore *: because", "names no rule"),
            ("notice-lint-ignore all: because", "names no rule"),
            ("notice-lint-ignore-line a-rule: because", "there is no `notice-lint-ignore-line`"),
            ("notice-lint-disable a-rule: because", "there is no `notice-lint-disable`"),
            ("notice-lint-ignore a-rule until spring: because", "`spring` is no date"),
            ("notice-lint-ignore a-rule until: because", "no date stands after"),
            ("notice-lint-ignore a-rule until 2027-01-31 or so: because", "a colon and the reason"),
            ("notice-lint-ignore a/rule: because", "`a/rule` cannot be the name"),
        ] {
            match read(inner) {
                Err(Broken::Unreadable(said)) => assert!(said.contains(why), "{inner}: {said}"),
                other => panic!("{inner}: {other:?}"),
            }
        }
        assert!(matches!(parse("notice-lint-ignore a-rule: because", false), Err(Broken::Unreadable(_))));
    }
}
