//! Two versions of a file as a unified diff.

use super::shown;
use similar::{ChangeTag, TextDiff};
use std::fmt::Write;

/// Lines shown around a change.
const CONTEXT: usize = 3;

/// The unified diff of two texts; empty where they are the same. Line ends stand as they are; control characters are made
/// visible, because a diff is read on terminals.
pub fn unified(path: &str, before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let path = shown(path);
    let mut out = String::new();
    for group in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        if out.is_empty() {
            let _ = write!(out, "--- {path}\n+++ {path}\n");
        }
        let _ = writeln!(out, "{}", group.header());
        for change in group.iter_changes() {
            let sign = match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            };
            let line = change.value();
            let words = line.trim_end_matches(['\n', '\r']);
            let _ = write!(out, "{sign}{}{}", visible(words), &line[words.len()..]);
            if change.missing_newline() {
                out.push_str("\n\\ No newline at end of file\n");
            }
        }
    }
    out
}

/// The line with its tabs and spaces, and with what could drive a terminal made visible.
fn visible(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for (at, part) in line.split('\t').enumerate() {
        if at > 0 {
            out.push('\t');
        }
        let trimmed = part.trim_end();
        out.push_str(&shown(trimmed));
        out.push_str(&part[trimmed.len()..].replace(char::is_control, "\u{fffd}"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_has_headers_and_context_and_keeps_line_ends() {
        let diff = unified("a.md", "one\r\ntwo\r\nthree", "one\r\n2\r\nthree");
        assert_eq!(
            diff,
            "--- a.md\n+++ a.md\n@@ -1,3 +1,3 @@\n one\r\n-two\r\n+2\r\n three\n\\ No newline at end of file\n"
        );
        assert_eq!(unified("a.md", "same\n", "same\n"), "");
    }

    #[test]
    fn nothing_in_a_diff_drives_a_terminal() {
        let diff = unified("a\u{1b}[2J.md", "a\u{1b}[31m\tb \u{202e}\n", "c\n");
        assert!(!diff.contains(['\u{1b}', '\u{202e}']), "{diff:?}");
        assert!(diff.contains("\tb "));
    }
}
