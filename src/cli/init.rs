//! `notice-lint init`: a `notice-lint.yaml` to fill in, with what the notices themselves say.

use super::Status;
use super::args::InitArgs;
use super::files::{Input, Selected, select};
use super::options::Color;
use super::setup::Setup;
use super::terminal::{look, output};
use super::trouble::Trouble;
use notice_lint::check::{Checked, FactValue, Related, lint};
use notice_lint::config::{FILE_NAME, Globs};
use notice_lint::guard::guarded;
use notice_lint::report::{clipped, shown};
use notice_lint::rules::Check;
use notice_lint::source::Source;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Notices that are read for it; the others will be much like them.
const MOST_NOTICES: usize = 200;

/// Writes a configuration.
pub fn run(args: &InitArgs, color: Color) -> Result<Status, Trouble> {
    let path = args.folder.join(FILE_NAME);
    if path.exists() && !args.force {
        return Err(exists(&path));
    }
    let Selected { inputs, .. } = select(std::slice::from_ref(&args.folder), &Globs::default(), &Globs::default())?;
    let setup = Setup::plain()?;
    let mut notices = Vec::new();
    for input in inputs.iter().take(MOST_NOTICES) {
        if let Input::File(file) = input
            && let Ok(Ok(source)) = guarded(|| Source::read(file))
            && let Ok(checked) = guarded(|| lint(&source, &setup.rules, &setup.options))
        {
            notices.push((file.clone(), checked));
        }
    }
    let text = configuration(&args.folder, &setup, &notices);
    let mut options = OpenOptions::new();
    options.write(true);
    if args.force {
        options.create(true).truncate(true)
    } else {
        options.create_new(true)
    };
    let mut file = options.open(&path).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => exists(&path),
        _ => Trouble::usage(format!("{} cannot be written: {error}", path.display()), "is the folder there and yours?"),
    })?;
    file.write_all(text.as_bytes())?;
    let mut out = output(look(color));
    writeln!(
        out,
        "{} written, from {} notices. Read it through, then run `notice-lint check {}`.",
        path.display(),
        notices.len(),
        args.folder.display()
    )?;
    out.flush()?;
    Ok(Status::Clean)
}

fn exists(path: &Path) -> Trouble {
    Trouble::usage(format!("{} is there already", path.display()), "look at it first; --force writes over it")
}

fn configuration(folder: &Path, setup: &Setup, notices: &[(PathBuf, Checked)]) -> String {
    let mut text = String::from(HEAD);
    let pack = &setup.rules.pack;
    let _ = write!(
        text,
        "\n# The day whose law counts. Without it: today. A fixed day makes runs repeatable.\n# as-of: {}\n",
        pack.law_as_at
    );
    organisation(&mut text, setup, notices);
    facts(&mut text, setup, notices);
    text.push_str("\n# Notices of one set must agree with each other. Without this, those that name the same controller are a set.\n");
    text.push_str("# collections:\n#   - name: all notices\n#     notices:\n");
    for (path, _) in notices.iter().take(20) {
        let path = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let _ = writeln!(text, "#       - {}", quoted(&path));
    }
    text.push_str(TAIL);
    text
}

/// The organisation's details, as most notices give them.
fn organisation(text: &mut String, setup: &Setup, notices: &[(PathBuf, Checked)]) {
    text.push_str("\n# Your own details. A notice that says otherwise is reported.\n# organisation:\n");
    for (place, key, blank) in DETAILS {
        if place == "    name" {
            text.push_str("#   dpo:\n");
        }
        if let Some((value, count, first)) = most_said(setup, notices, key) {
            let at = format!("{}, line {}", first.place.path, first.place.line);
            let others = if count > 1 { format!(" and {} more", count - 1) } else { String::new() };
            let _ = writeln!(text, "# {place}: {}   # found: {}{others}", quoted(&value), one_line(&at));
        } else {
            let _ = writeln!(text, "# {place}: {blank}");
        }
    }
}

/// The form of a detail that the most notices give, how many do, and the first place.
fn most_said<'a>(setup: &Setup, notices: &'a [(PathBuf, Checked)], key: &str) -> Option<(String, usize, &'a Related)> {
    let wanted = |check: &Check| matches!(check, Check::Agrees(agrees) if agrees.truth.as_deref() == Some(key));
    let rule = setup.rules.rules.iter().position(|rule| wanted(&rule.check))?;
    let mut said: BTreeMap<&str, (usize, &Related)> = BTreeMap::new();
    for (_, checked) in notices {
        let mut here = BTreeSet::new();
        for instance in checked.kept.instances.get(&rule).into_iter().flatten() {
            if here.insert(instance.form.as_str()) {
                said.entry(&instance.form).or_insert((0, &instance.at)).0 += 1;
            }
        }
    }
    let (_, (count, first)) = said.into_iter().max_by_key(|(form, (count, _))| (*count, Reverse(*form)))?;
    Some((one_line(&first.text), count, first))
}

/// Every fact, with what the notices show of it. Only what the author must say is left to fill in.
fn facts(text: &mut String, setup: &Setup, notices: &[(PathBuf, Checked)]) {
    text.push_str(FACTS);
    for fact in &setup.rules.facts {
        let (id, title) = (fact.id.as_str(), fact.title.as_str());
        let _ = writeln!(text, "  # {}", one_line(title));
        let mut shown_at = None;
        for (path, checked) in notices {
            let fact = checked.report.facts.iter().find(|fact| &*fact.id == id);
            if let Some(fact) = fact.filter(|fact| fact.value != FactValue::Unknown) {
                shown_at = Some((path, fact));
                break;
            }
        }
        if let Some((path, fact)) = shown_at {
            let place = fact
                .because
                .first()
                .map_or(String::new(), |why| format!(", line {}: {}", why.place.line, clipped(&why.text, 80)));
            let _ = writeln!(text, "  #   found: {}{}", one_line(&path.display().to_string()), one_line(&place));
            let value = if fact.value == FactValue::Yes { "yes" } else { "no" };
            let _ = writeln!(text, "  # {id}: {value}");
        } else {
            let _ = writeln!(text, "  # {id}: unknown");
        }
    }
}

fn one_line(text: &str) -> String {
    shown(text).into_owned()
}

/// A YAML text in double quotes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", shown(text).replace('\\', "\\\\").replace('"', "\\\""))
}

const HEAD: &str = "\
# The configuration of notice-lint for the notices in this folder and below. All of it is optional: take the
# mark # away in front of a line to use it. `notice-lint schema config` describes every setting for editors.
";

/// What the configuration asks of the organisation: the place in the file, the key that rules know it by, and what stands
/// there where the notices show nothing.
const DETAILS: [(&str, &str, &str); 6] = [
    ("  controller", "controller", "the full legal name"),
    ("  short-name", "short-name", "the name you go by"),
    ("    name", "dpo-name", "Data Protection Officer"),
    ("    email", "dpo-email", "dpo@example.org"),
    ("    address", "dpo-address", "one line, with postcode"),
    ("  register-number", "register-number", "ZA000000"),
];

const FACTS: &str = "
# What is so, whatever the notices show: yes, no or unknown. Facts decide which duties apply. A fact that is not
# set here is looked for in each notice.
facts:
";

const TAIL: &str = "
# Service notices that are read together with another notice, such as a corporate privacy statement.
# layers:
#   - notices: [\"services/*.md\"]
#     with: corporate.md

# Levels of rules: off, info, warning or error. `notice-lint rules list` prints their names.
# rules:
#   RULE: warning

# Rules that are not checked, and folders with rules of your own.
# ignore: []
# packs: [privacy-rules]

# Files that count where a folder is checked.
# include: [\"notices/**\"]
# exclude: [\"**/README.md\"]

# The run fails at: error, warning, info or never.
# fail-on: error
# Nothing below this is reported: info, warning or error.
# min-severity: info
";
