//! What stands under the help of a command.

/// Under `notice-lint --help`.
pub const PROGRAM: &str = "\
Examples:
  Check all notices of a folder, as one set:
    notice-lint check notices/
  Which required information does each notice give?
    notice-lint coverage notices/*.md
  What does a rule want, and why?
    notice-lint explain RULE
  Write a notice-lint.yaml to fill in:
    notice-lint init";

/// Under `notice-lint check --help`.
pub const CHECK: &str = "\
Examples:
  All notices of a folder, as one set:
    notice-lint check notices/
  A service notice that is read with a corporate statement:
    notice-lint check service.md --layer corporate.md
  In a pipeline:
    notice-lint check --fail-on warning --format concise notices/*.md
  From elsewhere:
    curl -s https://example.org/privacy.md | notice-lint check -

Exit status:
  0  nothing at or above --fail-on
  1  findings at or above it
  2  a mistake in usage, configuration or rules, or a file that could not be read
  3  nothing was checked";

/// Under `notice-lint coverage --help`.
pub const COVERAGE: &str = "\
Examples:
  A table of elements by notice:
    notice-lint coverage notices/*.md
  With the lines that speak for each verdict:
    notice-lint coverage --evidence notice.md
  One notice a line, as they are done:
    notice-lint coverage --format jsonl corpus/";

/// Under `notice-lint draft --help`.
pub const DRAFT: &str = "\
Examples:
  What is missing, as text to start from:
    notice-lint draft notice.md
  The notice with these parts in their places, as a new file:
    notice-lint draft notice.md --output notice-draft.md

What stands in [square brackets] is for the author to fill in; `check` reports each blank that is left.";

/// Under `notice-lint fix --help`.
pub const FIX: &str = "\
Examples:
  Look first, then apply the safe fixes:
    notice-lint fix --diff notices/
    notice-lint fix notices/
  One rule, with fixes that may change the meaning:
    notice-lint fix --unsafe --select RULE notice.md
  From an editor:
    notice-lint fix --quiet --stdin-filename notice.md - < notice.md

Exit status:
  0  done; with --diff: nothing would change
  1  with --diff only: something would change
  2  a mistake in usage, configuration or rules, or a file that could not be read or written
  3  there was nothing to check";

/// Under `notice-lint facts --help`.
pub const FACTS: &str = "\
A fact that the text does not show can be declared in notice-lint.yaml:
  facts:
    FACT: yes";

/// Under `notice-lint baseline --help`.
pub const BASELINE: &str = "\
Examples:
  Accept what is there today:
    notice-lint baseline create notices/
  From now on only new findings count:
    notice-lint check notices/
  Some were mended; forget them, so that they cannot come back unseen:
    notice-lint baseline prune notices/";

/// Under `notice-lint report --help`.
pub const REPORT: &str = "\
Examples:
  A page to mail to the authors of the notices:
    notice-lint report notices/ --html report.html
  What got better and worse since the last release?
    notice-lint report --diff v1.2 HEAD notices/
  A workbook, and the same in Markdown on standard output:
    notice-lint report notices/ --xlsx report.xlsx --markdown -

Exit status:
  0  whatever was found
  1  with --fail-if-worse, when anything got worse
  2  a mistake in usage, configuration or rules, or a file that could not be read
  3  nothing was checked";
