//! Lines and columns.
/// A place for people: 1-based line, 1-based column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position { /** 1-based line. */ pub line: u32, /** 1-based column, in characters. */ pub column: u32 }
/// Where the lines of a text start.
#[derive(Debug, Clone)]
pub struct LineIndex;
