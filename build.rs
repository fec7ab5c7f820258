//! Compiles the default pack when the binary is built, so that no run has to.

#[path = "src/calendar.rs"]
mod calendar;
#[path = "src/phrase/mod.rs"]
#[allow(dead_code, unused_imports)]
mod phrase;
#[path = "src/rules/mod.rs"]
#[allow(dead_code, unused_imports)]
mod rules;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let folder = root.join("rules");
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=src/phrase");
    println!("cargo::rerun-if-changed=src/rules");
    link_in_place();
    let files = rules::Pack::read(&folder).map_err(|(path, e)| format!("{}: {e}", path.display()))?;
    let (pack, mut problems) = rules::Pack::parse(files);
    let (set, more) = rules::compile::compile(&pack);
    problems.extend(more);
    for problem in &problems {
        let line = problem.text.get(..problem.at.start).unwrap_or_default().matches('\n').count() + 1;
        println!("cargo::warning=rules/{}:{line}: {}", problem.path, problem.message);
    }
    if !problems.is_empty() && env::var_os("NOTICE_LINT_DRAFT_PACK").is_none() {
        return Err(format!("the default pack has {} problems", problems.len()).into());
    }
    fs::write(out.join("pack.bin"), set.to_bytes()?)?;
    fs::write(out.join("pack_files.rs"), listing(&pack, &folder)?)?;
    Ok(())
}

/// Rust source of a list of all files of the pack, for `explain` and `rules test`.
fn listing(pack: &rules::Pack, folder: &Path) -> Result<String, std::fmt::Error> {
    let mut text = String::from("&[\n");
    for file in &pack.files {
        writeln!(text, "    ({:?}, include_str!({:?})),", file.path, folder.join(&file.path))?;
    }
    text.push_str("]\n");
    Ok(text)
}

/// Links the program to a fixed address where the linker of the system can: a program that may lie anywhere has some twenty
/// thousand addresses in it, and writing them down anew takes a tenth of a short run. What is lost is that its own code lies
/// elsewhere in each run; the libraries and the memory that it asks for still do, and nothing in this crate is `unsafe`.
fn link_in_place() {
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|v| v == value);
    let fixed = std::env::var("CARGO_CFG_TARGET_FEATURE").is_ok_and(|v| v.split(',').any(|f| f == "crt-static"));
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") && !fixed {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
