//! Writes notices of imaginary bodies, all different: `cargo run --release --example generate -- FOLDER COUNT [WORDS]`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

#[path = "../benches/generator/mod.rs"]
mod generator;

use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, count, rest @ ..] = arguments.as_slice() else { return Err("generate FOLDER COUNT [WORDS]".into()) };
    let words = rest.first().map_or(Ok(1000), |w| w.parse::<usize>())?;
    std::fs::create_dir_all(folder)?;
    for seed in 0..count.parse::<u64>()? {
        std::fs::write(PathBuf::from(folder).join(format!("notice-{seed:05}.md")), generator::notice(seed, words))?;
    }
    Ok(())
}
