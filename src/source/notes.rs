//! What a reader has to say about a text beyond its blocks.

/// How many blocks of a page do not belong to its main text: menus, banners, footers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// Before the main text.
    pub before: usize,
    /// Between its blocks.
    pub between: usize,
    /// After it.
    pub after: usize,
}

impl LeftOut {
    /// Whether anything was left out.
    pub fn any(&self) -> bool {
        self.before + self.between + self.after > 0
    }
}

/// What reading a source brought to light, apart from its blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Notes {
    /// What stands around the main text of a page.
    pub left_out: LeftOut,
    /// Branches of a template (`if`, `elsif`, `else`, `case`): all of them are read as present.
    pub branches: usize,
    /// Values that only the program behind a template knows.
    pub unknown_values: usize,
    /// Texts that a template takes from a locale file by their keys.
    pub keys: usize,
    /// A template with keys and hardly any text of its own: the text is in the locale files.
    pub keys_only: bool,
}
