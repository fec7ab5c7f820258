//! How long the language server's own path takes: the check after a keystroke in a long notice, and after a save in a folder
//! of notices. `cargo run --release --example keystrokes`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

#[path = "../benches/generator/mod.rs"]
mod generator;

use notice_lint::embedded;
use notice_lint::lsp::{Encoding, Snapshot, Workspace};
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
    println!("a keystroke in a notice of {} words:", long.split_whitespace().count());
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
        let start = Instant::now();
        workspace.check(Snapshot::new(uri.as_str().into(), "markdown", 1000 + round as i32, text));
        workspace.survey_now(false, false);
        saves.push(start.elapsed());
    }
    println!("a save among {NOTICES} notices:");
    tell(&saves);
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Types letters in the middle of the text.
fn typing(workspace: &mut Workspace, uri: &str, text: &str) -> Vec<Duration> {
    let middle = text.len() / 2 + text[text.len() / 2..].find(' ').unwrap_or(0);
    let one = |round: usize| {
        let typed = format!("{}{}{}", &text[..middle], " word".repeat(1 + round % 7), &text[middle..]);
        let start = Instant::now();
        // What the server does with a change: the text, its lines, the check, the diagnostics.
        let analysis = workspace.check(Snapshot::new(uri.into(), "markdown", round as i32, typed));
        let time = start.elapsed();
        assert!(!analysis.diagnostics.is_empty());
        time
    };
    (0..ROUNDS).map(one).collect()
}

fn tell(times: &[Duration]) {
    let mut times = times.to_vec();
    times.sort_unstable();
    let at = |share: f64| millis(times[((times.len() - 1) as f64 * share) as usize]);
    println!("  median {:.1} ms, 95 % within {:.1} ms, longest {:.1} ms", at(0.5), at(0.95), at(1.0));
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
