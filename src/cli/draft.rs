//! `notice-lint draft`.

use super::Status;
use super::args::DraftArgs;
use super::baseline::accepted;
use super::job::Job;
use super::options::Color;
use super::setup::Setup;
use super::stdin;
use super::terminal::{look, output};
use super::trouble::Trouble;
use notice_lint::draft::{Plan, plan};
use notice_lint::guard::guarded;
use notice_lint::report::{DraftList, shown};
use notice_lint::source::{Format, Source};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

/// Prints what to add to a notice, or writes the notice with it.
pub fn run(args: &DraftArgs, color: Color) -> Result<Status, Trouble> {
    let input = args.input();
    let setup = Setup::new(&input, &args.rules)?;
    let accepted = accepted(&setup, None, false)?;
    let mut job = Job::new(&setup, &input, color);
    job.accepted = Some(&accepted);
    let parents = job.parents()?;
    let next = "give the file of a notice, or `-` for standard input";
    let source = if args.notice == Path::new("-") {
        let format = setup.format_of(Path::new("<stdin>"));
        Source::from_bytes(job.stdin_name(), stdin::read()?, format)
            .map_err(|error| stdin::trouble(&error.to_string()))?
    } else if args.notice.is_dir() {
        return Err(Trouble::usage(format!("{} is a folder", args.notice.display()), next));
    } else {
        job.read(&args.notice).map_err(|error| Trouble::usage(error.to_string(), next))?
    };
    let work = || plan(&source, &setup.rules, &job.check_accepted(&source, &parents));
    let plan = guarded(work).map_err(|said| Trouble::usage(format!("internal error: {said}"), "please report it"))?;
    let look = look(color);
    let out = &mut *output(look);
    let list = DraftList { look };
    match &args.output {
        None => list.print(&source.path, &plan, out)?,
        Some(path) => {
            write(path, &plan, &source)?;
            list.written(&shown(&path.to_string_lossy()), &plan, out)?;
        }
    }
    out.flush()?;
    Ok(Status::Clean)
}

/// Documents that are no text.
const BINARY: [&str; 3] = ["docx", "odt", "pdf"];

/// What a file is that holds a notice but takes no additions.
fn article(format: Format) -> &'static str {
    match format {
        Format::Docx => "a Word document",
        Format::Odt => "an OpenDocument text",
        Format::YamlLocale | Format::JsonLocale | Format::PoLocale => "a file of translations",
        _ => "in a format that they cannot be put into",
    }
}

/// Writes the notice with its additions to a new file.
fn write(path: &Path, plan: &Plan, source: &Source) -> Result<(), Trouble> {
    let name = path.display();
    let shown_path = shown(&source.path);
    let print =
        format!("run `notice-lint draft {shown_path}` without --output, and put the parts into the document by hand");
    if !plan.is_insertable() {
        let message = format!("--output writes text files, and {shown_path} is {}", article(source.format));
        return Err(Trouble::usage(message, print));
    }
    if path.extension().is_some_and(|end| BINARY.iter().any(|other| end.eq_ignore_ascii_case(other))) {
        return Err(Trouble::usage(format!("--output writes text, and {name} would be a document"), print));
    }
    let Some(text) = plan.notice(source) else {
        let message =
            format!("the additions cannot be put into {shown_path} without changing how the rest of it reads");
        return Err(Trouble::usage(message, print));
    };
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Trouble::usage(format!("there is a file {name} already"), "name a new one: a draft replaces nothing")
        }
        _ => Trouble::usage(format!("{name}: {error}"), "name a file in a folder that can be written"),
    };
    let mut bytes = source.encoding.mark_bytes().to_vec();
    bytes.extend(source.encoding.encode(&text).map_err(|c| {
        let message = format!("{} has no character {c:?}", source.encoding.name());
        Trouble::usage(message, "save the notice as UTF-8 first")
    })?);
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(failed)?;
    file.write_all(&bytes).and_then(|()| file.sync_all()).map_err(failed)
}
