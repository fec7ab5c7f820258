//! How long the language server's own path takes: the check after a keystroke in a long notice, and after a save in a folder
//! of notices. `cargo run --release --example keystrokes`. On Linux the processor's time is told beside the clock's, for a
//! machine that is busy with other things.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

#[path = "../benches/generator/mod.rs"]
mod generator;

use notice_lint::check::{Options, lint};
use notice_lint::embedded;
use notice_lint::lsp::{Encoding, Snapshot, Workspace};
use notice_lint::source::Source;
use std::sync::Arc;
use std::time::{Duration, Instant};

const NOTICES: u64 = 200;
const ROUNDS: usize = 40;

fn main() {
    let folder = std::env::temp_dir().join(format!("notice-lint-keystrokes-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for seed in 0..NOTICES {
        std::fs::write(folder.join(format!("privacy-{seed:03}.md")), generator::notice(seed, 1000)).unwrap();
    }
    let rules = Arc::new(embedded::rule_set().unwrap());

    // A long notice by itself.
    let mut alone = Workspace::new(Arc::clone(&rules), Encoding::Utf16);
    let long = generator::notice(7, 5000);
    println!("a notice of {} words, checked without the server:", long.split_whitespace().count());
    let options = Options::at("2026-11-21".parse().unwrap());
    let lints: Vec<Times> = (0..ROUNDS)
        .map(|_| {
            let clock = Clock::start();
            let source = Source::from_text("long.md", long.as_str());
            assert!(!lint(&source, &rules, &options).report.findings.is_empty());
            clock.read()
        })
        .collect();
    tell(&lints);
    println!("a keystroke in it:");
    tell(&typing(&mut alone, "untitled:long", &long));

    // The same notice among the others of its folder.
    let mut workspace = Workspace::new(rules, Encoding::Utf16);
    workspace.set_folders(vec![folder.clone()]);
    let start = Instant::now();
    workspace.survey_now(true, true);
    println!("the first look at {NOTICES} notices of 1,000 words: {:.0} ms", millis(start.elapsed()));
    let path = folder.join("privacy-007.md");
    let uri = format!("file://{}", path.display());
    std::fs::write(&path, &long).unwrap();
    println!("a keystroke in it, among {NOTICES} notices:");
    tell(&typing(&mut workspace, &uri, &long));

    // A save: the one that changed is checked, and all are compared.
    let mut saves = Vec::new();
    for round in 0..ROUNDS {
        let text = format!("{long}\nSaved for the {round}th time.\n");
        std::fs::write(&path, &text).unwrap();
        let clock = Clock::start();
        workspace.check(Snapshot::new(uri.as_str().into(), "markdown", 1000 + round as i32, text));
        workspace.survey_now(false, false);
        saves.push(clock.read());
    }
    println!("a save among {NOTICES} notices:");
    tell(&saves);
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Types letters in the middle of the text.
fn typing(workspace: &mut Workspace, uri: &str, text: &str) -> Vec<Times> {
    let middle = text.len() / 2 + text[text.len() / 2..].find(' ').unwrap_or(0);
    let one = |round: usize| {
        let typed = format!("{}{}{}", &text[..middle], " word".repeat(1 + round % 7), &text[middle..]);
        let clock = Clock::start();
        // What the server does with a change: the text, its lines, the check, the diagnostics.
        let analysis = workspace.check(Snapshot::new(uri.into(), "markdown", round as i32, typed));
        let time = clock.read();
        assert!(!analysis.diagnostics.is_empty());
        time
    };
    (0..ROUNDS).map(one).collect()
}

/// A clock, and what the processor has spent on this thread; zero where the system does not tell.
struct Clock(Instant, Duration);

/// What a clock read: its own time, the processor's.
type Times = (Duration, Duration);

impl Clock {
    fn start() -> Self {
        Self(Instant::now(), spent())
    }

    fn read(&self) -> Times {
        (self.0.elapsed(), spent().saturating_sub(self.1))
    }
}

fn spent() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(told.split(' ').next().and_then(|first| first.parse().ok()).unwrap_or(0))
}

fn tell(times: &[Times]) {
    let at = |of: fn(&Times) -> Duration, share: f64| {
        let mut times: Vec<Duration> = times.iter().map(of).collect();
        times.sort_unstable();
        millis(times[((times.len() - 1) as f64 * share) as usize])
    };
    let clock = |share| at(|(clock, _)| *clock, share);
    println!("  median {:.1} ms, 95 % within {:.1} ms, longest {:.1} ms", clock(0.5), clock(0.95), clock(1.0));
    println!("  processor: median {:.1} ms", at(|(_, processor)| *processor, 0.5));
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
