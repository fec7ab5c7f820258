//! `notice-lint fix`.

use super::Status;
use super::args::FixArgs;
use super::baseline::accepted;
use super::files::{Input, Selected, select};
use super::job::Job;
use super::options::Color;
use super::parent::Parent;
use super::problem::{internal, unchecked};
use super::setup::Setup;
use super::stdin;
use super::terminal::{colours, look, output};
use super::trouble::Trouble;
use notice_lint::check::Finding;
use notice_lint::fix::{Checker, Mended, Reach, mend, replace};
use notice_lint::guard::guarded;
use notice_lint::report::{FixCounts, FixList, Unchecked, unified};
use notice_lint::source::{Format, MAX_BYTES, Source, SourceError};
use rayon::prelude::*;
use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

/// Files that are in memory at once.
const CHUNK: usize = 64;

/// Applies fixes, or shows what they would change.
pub fn run(args: &FixArgs, color: Color) -> Result<Status, Trouble> {
    let setup = Setup::new(&args.input, &args.rules)?;
    let accepted = accepted(&setup, None, false)?;
    let mut job = Job::new(&setup, &args.input, color);
    job.accepted = Some(&accepted);
    let (include, exclude) = setup.project.chosen()?;
    let parents = job.parents()?;
    let Selected { inputs, unread, .. } = select(&args.input.paths, &include, &exclude)?;
    if inputs.contains(&Input::Stdin) && inputs.len() > 1 {
        return Err(Trouble::usage("`-` stands beside other paths", "fix standard input by itself"));
    }
    // What is printed for programs has standard output for itself.
    let aside = args.diff || inputs.contains(&Input::Stdin);
    let mut look = look(color);
    if aside {
        look.colour = colours(color, &std::io::stderr());
    }
    let mut run = Run {
        args,
        job: &job,
        parents: &parents,
        list: FixList { look, pretend: args.diff },
        counts: FixCounts::default(),
        failed: !unread.is_empty(),
        aside,
    };
    for message in unread {
        job.errors.line("error", &message, Some("the files in it are not fixed"));
    }
    let out = &mut *output(look);
    if inputs == [Input::Stdin] {
        run.stdin(out)?;
    } else {
        for chunk in inputs.chunks(CHUNK) {
            let done: Vec<_> = chunk.par_iter().map(|input| run.file(input)).collect();
            for one in done {
                match one {
                    Ok((mended, bytes)) => run.settle(&mended, &bytes, out)?,
                    Err(problem) => {
                        job.report(&problem);
                        run.failed = true;
                    }
                }
            }
        }
    }
    run.finish(out)
}

struct Run<'a> {
    args: &'a FixArgs,
    job: &'a Job<'a>,
    parents: &'a [Parent],
    list: FixList,
    counts: FixCounts,
    failed: bool,
    aside: bool,
}

/// How one file is read and checked again.
struct Again<'a> {
    run: &'a Run<'a>,
    name: &'a str,
    format: Option<Format>,
}

impl Checker for Again<'_> {
    fn read(&self, bytes: &[u8], before: Option<&Source>) -> Result<Source, SourceError> {
        Source::from_bytes(self.name, bytes.to_vec(), before.map(|source| source.format).or(self.format))
    }

    fn check(&self, source: &Source) -> Vec<Finding> {
        self.run.job.check_accepted(source, self.run.parents).report.findings
    }
}

impl Run<'_> {
    fn mend(&self, name: &str, bytes: Vec<u8>, format: Option<Format>) -> Result<Mended, Unchecked> {
        let reach = if self.args.also_unsafe { Reach::Unsafe } else { Reach::Safe };
        let again = Again { run: self, name, format };
        match guarded(|| mend(bytes, &again, reach)) {
            Ok(mended) => mended.map_err(|error| unchecked(Path::new(name), &error.to_string())),
            Err(said) => Err(internal(name, &said)),
        }
    }

    fn file(&self, input: &Input) -> Result<(Mended, Vec<u8>), Unchecked> {
        let Input::File(path) = input else { return Err(unchecked(Path::new("-"), "standard input was not read")) };
        let mut bytes = Vec::new();
        let read = File::open(path).and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes));
        read.map_err(|error| unchecked(path, &error.to_string()))?;
        let mended = self.mend(&path.to_string_lossy(), bytes.clone(), self.job.setup.format_of(path))?;
        Ok((mended, bytes))
    }

    /// Prints the fixed text, or its diff.
    fn stdin(&mut self, out: &mut dyn Write) -> Result<(), Trouble> {
        let name = self.job.stdin_name();
        let format = self.job.setup.format_of(Path::new(name));
        let mended = self.mend(name, stdin::read()?, format).map_err(|problem| stdin::trouble(&problem.message))?;
        self.counts.count(&mended);
        self.account(&mended, out)?;
        if self.args.diff {
            out.write_all(unified(name, &mended.before.text, &mended.after.text).as_bytes())?;
        } else {
            out.write_all(&mended.bytes)?;
        }
        Ok(())
    }

    /// Writes the file, or prints its diff.
    fn settle(&mut self, mended: &Mended, bytes: &[u8], out: &mut dyn Write) -> Result<(), Trouble> {
        let path = &mended.before.path;
        if self.args.diff {
            out.write_all(unified(path, &mended.before.text, &mended.after.text).as_bytes())?;
        } else if mended.is_changed()
            && let Err(error) = replace(Path::new(path), bytes, &mended.bytes)
        {
            self.failed = true;
            self.counts.notices += 1;
            let fixes = mended.applied.len();
            let next = format!("{fixes} fixes are not made; the file is as it was");
            self.job.errors.line("error", &format!("{path}: not written: {error}"), Some(&next));
            return Ok(());
        }
        self.counts.count(mended);
        self.account(mended, out)
    }

    fn account(&self, mended: &Mended, out: &mut dyn Write) -> Result<(), Trouble> {
        if !self.args.input.quiet {
            self.told(out, |list, to| list.file(mended, to))?;
        }
        Ok(())
    }

    /// Says something on standard output, or on standard error where the other has the text.
    fn told(
        &self,
        out: &mut dyn Write,
        say: impl FnOnce(&FixList, &mut dyn Write) -> std::io::Result<()>,
    ) -> Result<(), Trouble> {
        if self.aside {
            say(&self.list, &mut std::io::stderr())?
        } else {
            say(&self.list, out)?
        }
        Ok(())
    }

    fn finish(&self, out: &mut dyn Write) -> Result<Status, Trouble> {
        out.flush()?;
        if !self.args.input.quiet {
            self.told(out, |list, to| list.summary(&self.counts, to))?;
        }
        out.flush()?;
        Ok(if self.failed {
            Status::Failed
        } else if self.args.diff && self.counts.changed > 0 {
            Status::Found
        } else {
            Status::Clean
        })
    }
}
