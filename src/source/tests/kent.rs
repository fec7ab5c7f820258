//! The headings of real free-text notices, where the measuring set is at hand. None of its text is kept here:
//! the list of headings is read from the audit that lies next to the notices.

use std::path::PathBuf;

use super::super::*;

fn notices() -> Option<PathBuf> {
    let named = std::env::var_os("NOTICE_LINT_SHARED").map(PathBuf::from);
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let places = [named, Some(root.join("../shared")), Some(root.join("../../shared"))];
    places.into_iter().flatten().map(|place| place.join("notices/kent")).find(|place| place.is_dir())
}

#[test]
fn headings_are_those_of_the_audit() {
    let Some(folder) = notices() else { return };
    let audit = std::fs::read_to_string(folder.join("audit.md")).unwrap();
    let section = audit.split("\n## A. Section outlines").nth(1).unwrap().split("\n## ").next().unwrap();
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    assert_eq!(files.len(), 5);
    for part in section.split("\n### ").skip(1) {
        let number = &part[..3];
        let rows = part.lines().filter_map(|line| {
            let cells: Vec<&str> = line.split(" | ").map(|cell| cell.trim_matches(['|', ' '])).collect();
            Some((cells.first()?.parse::<u32>().ok()?, cells.get(1)?.parse::<u8>().ok()?, cells.get(2)?.to_string()))
        });
        // Only their topics tell that these stand under the heading before.
        let by_topic = |line: u32| number == "003" && [122, 142, 163, 165].contains(&line);
        let expected: Vec<_> =
            rows.map(|(line, level, text)| (line, if by_topic(line) { 2 } else { level }, text)).collect();
        let path = files.iter().find(|path| path.file_name().unwrap().to_string_lossy().starts_with(number)).unwrap();
        let source = Source::read(path).unwrap();
        let found: Vec<_> = source
            .blocks()
            .iter()
            .filter_map(|block| match block.kind {
                BlockKind::Heading { level, .. } => {
                    Some((source.position(block.span.start as usize).line, level, block.text(&source.text)))
                }
                _ => None,
            })
            .collect();
        assert!(expected.len() > 5);
        assert_eq!(found, expected, "{number}");
    }
}
