//! Which code between signs does something, and which shows a value.

/// The first word of some code.
pub(super) fn first_word(code: &str) -> &str {
    code.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '?' | '-'))).next().unwrap_or_default()
}

/// Whether a tag of Go's templates does something, rather than show a value: `{{define "title"}}`, `{{end}}`, `{{range .Items}}`.
pub(super) fn is_go(word: &str, code: &str) -> bool {
    match word {
        "end" | "break" | "continue" => code == word,
        "define" | "block" | "template" => code.contains('"'),
        "if" | "range" | "with" => code.contains([' ', '.', '$']),
        _ => code.contains(":="),
    }
}

/// Whether a Template Toolkit tag does something, rather than show a value.
pub(super) fn is_directive(code: &str) -> bool {
    let word = first_word(code);
    word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase())
        || code.contains('=') && !code.contains("==") && !code.contains('(')
}

/// Whether a tag that either trims or shows is code.
pub(super) fn is_statement(word: &str, code: &str) -> bool {
    const WORDS: [&str; 16] = [
        "if",
        "else",
        "elsif",
        "elseif",
        "end",
        "unless",
        "case",
        "when",
        "for",
        "foreach",
        "while",
        "set",
        "content_for",
        "const",
        "let",
        "var",
    ];
    WORDS.contains(&word) || code.ends_with([';', '{', '}']) || code.contains(" do") || code.contains(" = ")
}
