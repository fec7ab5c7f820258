//! Deletes and plants in notices, and prints the rates: `cargo run --release --example mutate -- FILES`. Defects are planted in
//! those in Markdown.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

#[path = "../tests/mutation/deletion.rs"]
mod deletion;
#[path = "../tests/mutation/planting.rs"]
mod planting;

use notice_lint::check::Options;
use notice_lint::embedded;
use notice_lint::source::{Format, Source};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rules = embedded::rule_set()?;
    let options = Options::at(rules.pack.law_as_at);
    let defects = planting::defects(&rules);
    let (mut deleted, mut planted) = (deletion::Deleted::default(), planting::Planted::default());
    for path in std::env::args().skip(1) {
        let source = Source::from_bytes(&path, std::fs::read(&path)?, None)?;
        deleted.try_all(&source, &rules, &options);
        if source.format == Format::Markdown {
            planted.try_all(&source.text, &defects, &rules, &options);
        }
    }
    println!("deletion: {} of {} elements turned ({:.3})", deleted.turned, deleted.tried, deleted.rate());
    println!(
        "verdicts on other elements that changed with it: {} for each",
        f64::from(deleted.others) / f64::from(deleted.tried)
    );
    deleted.failures.iter().for_each(|failure| println!("  {failure}"));
    println!(
        "planting: {} of {} defects found ({:.3}), {} told twice",
        planted.found,
        planted.tried,
        planted.rate(),
        planted.twice
    );
    planted.missed.iter().for_each(|missed| println!("  {missed}"));
    Ok(())
}
