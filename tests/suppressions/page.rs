//! What `docs/suppressions.md` shows is what is printed. `UPDATE_DOCS=1 cargo test --test suppressions` brings it up to date.
//!
//! A block under a line that names a file is that file; the commands of a `console` block are run one after the other among these files.

use super::*;

const PAGE: &str = "docs/suppressions.md";
const FENCE: &str = "```";

#[test]
fn the_page_shows_what_is_printed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
    let text = fs::read_to_string(&path).unwrap();
    let folder = folder(&[]);
    let mut wanted = String::new();
    let (mut named, mut commands) = (None, 0);
    let mut lines = text.split_inclusive('\n');
    while let Some(line) = lines.next() {
        wanted.push_str(line);
        if !line.starts_with(FENCE) {
            let name = line.trim_end().strip_prefix('`').and_then(|line| line.strip_suffix("`:"));
            named = name.or(named.filter(|_| line.trim().is_empty()));
            continue;
        }
        let block: String = lines.by_ref().take_while(|line| !line.starts_with(FENCE)).collect();
        if let Some(name) = named.take() {
            write(folder.path(), name, &block);
            wanted.push_str(&block);
        } else if line.starts_with("```console") {
            for command in block.lines().filter(|line| line.starts_with("$ notice-lint ")) {
                let args: Vec<&str> = command.split(' ').skip(2).collect();
                let run = run_in(folder.path(), &args);
                assert!(run.err.is_empty(), "{command}: {}", run.err);
                let out: String = run.out.lines().map(|line| format!("{}\n", line.trim_end())).collect();
                wanted.push_str(&format!("{command}\n{out}"));
                commands += 1;
            }
        } else {
            wanted.push_str(&block);
        }
        wanted.push_str("```\n");
    }
    assert!(commands > 5, "{commands}");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &wanted).unwrap();
    } else {
        assert_eq!(text, wanted, "run UPDATE_DOCS=1 cargo test --test suppressions");
    }
}
