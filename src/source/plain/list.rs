//! Markers of list items and the nesting of lists.

use super::super::draft::Ids;

/// The marker at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Marker {
    /// What kind of marker: items of one list have the same.
    pub(in super::super) kind: Kind,
    /// Bytes of the marker and the white space after it.
    pub(in super::super) length: usize,
    /// The number of a numbered item.
    pub(in super::super) number: Option<u32>,
}

/// Kinds of markers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Kind {
    /// A sign.
    Bullet(char),
    /// `1.`, `1)`, `(1)`; which of them.
    Number(Style),
    /// `a.`, `a)`, `(a)` and roman numbers.
    Letter(Style),
}

/// What stands around a number or letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Style {
    /// `1.`
    Stop,
    /// `1)`
    Bracket,
    /// `(1)`
    Brackets,
}

impl Kind {
    pub(in super::super) fn is_ordered(self) -> bool {
        !matches!(self, Self::Bullet(_))
    }
}

/// Signs that nobody starts a sentence with.
const SIGNS: &str = "•·‣◦▪▫●○■□►▶➢➤✓✔∙⁃";

/// The marker that a line, without its indentation, starts with. The letter `o` is taken for a bullet only
/// where `lists` tells that a list is expected: it is also a word (of Welsh).
pub(in super::super) fn marker(line: &str, lists: bool) -> Option<Marker> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let white = rest.len() - rest.trim_start().len();
    let bullet =
        |length: usize| Some(Marker { kind: Kind::Bullet(first), length: first.len_utf8() + length, number: None });
    let filled = !rest.trim_start().is_empty();
    match first {
        _ if SIGNS.contains(first) => bullet(white).filter(|_| filled),
        '-' => {
            // `-your name` is an item; `--` and `-5` are not.
            bullet(white).filter(|_| filled && (white > 0 || rest.starts_with(char::is_alphabetic)))
        }
        '*' | '–' | '—' | '+' => bullet(white).filter(|_| filled && white > 0),
        'o' => bullet(white).filter(|_| filled && (rest.starts_with('\t') || (lists && white > 0))),
        _ => ordered(line),
    }
}

fn ordered(line: &str) -> Option<Marker> {
    let open = line.starts_with('(');
    let body = &line[usize::from(open)..];
    let label: &str = &body[..body.bytes().take(5).take_while(u8::is_ascii_alphanumeric).count()];
    let after = &body[label.len()..];
    let style = match (open, after.chars().next()?) {
        (true, ')') => Style::Brackets,
        (false, ')') => Style::Bracket,
        (false, '.') => Style::Stop,
        _ => return None,
    };
    let rest = &after[1..];
    let text = rest.trim_start();
    if label.is_empty() || text.is_empty() || text.len() == rest.len() {
        return None;
    }
    let number = label.parse().ok().filter(|_| label.len() <= 3);
    let roman = label.len() <= 4 && label.bytes().all(|b| b"ivxIVX".contains(&b));
    // A capital with a stop is an initial (`J. Smith`).
    let initial = style == Style::Stop && label.bytes().all(|b| b.is_ascii_uppercase());
    let kind = match number {
        Some(_) => Kind::Number(style),
        None if (label.len() == 1 || roman) && !initial && !label.as_bytes()[0].is_ascii_digit() => Kind::Letter(style),
        None => return None,
    };
    Some(Marker { kind, length: line.len() - text.len(), number })
}

/// A list that is open.
#[derive(Debug)]
struct Level {
    indent: usize,
    kind: Kind,
    id: u32,
}

/// The lists that are open at a line.
#[derive(Debug, Default)]
pub(super) struct Lists {
    levels: Vec<Level>,
}

impl Lists {
    /// Takes an item in: the id of its list and its depth.
    pub(super) fn item(&mut self, indent: usize, kind: Kind, ids: &mut Ids) -> (u32, u8) {
        // An item further out closes the lists inside; so does one as far out as a list of its own kind.
        while self.levels.last().is_some_and(|level| level.indent > indent + 1) {
            self.levels.pop();
        }
        let same = |level: &Level| level.kind == kind && level.indent.abs_diff(indent) <= 1;
        match self.levels.iter().rposition(same) {
            Some(at) => self.levels.truncate(at + 1),
            // Deep enough for anyone; a hostile file must not make the search above long.
            None if self.levels.len() < 32 => self.levels.push(Level { indent, kind, id: ids.list() }),
            None => {}
        }
        let id = self.levels.last().map_or(0, |level| level.id);
        (id, self.levels.len().saturating_sub(1) as u8)
    }

    /// The open list that a line indented by `indent` belongs to, if it stands under an item.
    pub(super) fn under(&mut self, indent: usize) -> Option<(u32, u8, bool)> {
        while self.levels.last().is_some_and(|level| level.indent >= indent) {
            self.levels.pop();
        }
        let level = self.levels.last()?;
        Some((level.id, self.levels.len() as u8 - 1, level.kind.is_ordered()))
    }

    /// The innermost open list.
    pub(super) fn last(&self) -> Option<(u32, u8, bool)> {
        let level = self.levels.last()?;
        Some((level.id, self.levels.len() as u8 - 1, level.kind.is_ordered()))
    }

    pub(super) fn clear(&mut self) {
        self.levels.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(line: &str) -> Option<usize> {
        marker(line, false).map(|m| m.length)
    }

    #[test]
    fn markers() {
        assert_eq!(length("- name"), Some(2));
        assert_eq!(length("-name"), Some(1));
        assert_eq!(length("•\u{a0}name"), Some(5));
        assert_eq!(length("12) name"), Some(4));
        assert_eq!(length("(iv) name"), Some(5));
        assert_eq!(length("a. name"), Some(3));
        assert_eq!(length("o name"), None);
        assert!(marker("o name", true).is_some());
    }

    #[test]
    fn no_markers() {
        for line in ["J. Smith", "2018. It was", "-5 degrees", "---", "1.5 million", "e.g. this", "(the) x", "-"] {
            assert_eq!(length(line), None, "{line}");
        }
    }

    #[test]
    fn nesting() {
        let (mut lists, mut ids) = (Lists::default(), Ids::default());
        let (dash, letter) = (Kind::Bullet('-'), Kind::Letter(Style::Bracket));
        assert_eq!(lists.item(0, dash, &mut ids), (0, 0));
        assert_eq!(lists.item(2, dash, &mut ids), (1, 1));
        assert_eq!(lists.item(2, letter, &mut ids), (2, 2));
        assert_eq!(lists.item(0, dash, &mut ids), (0, 0));
        assert_eq!(lists.under(3), Some((0, 0, false)));
        assert_eq!(lists.under(0), None);
    }
}
