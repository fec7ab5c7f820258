//! Razor (`.cshtml`, `.razor`) and Blade: code after an `@`.

use std::ops::Range;

use super::brackets::balanced_before;
use super::mask::Mask;
use super::strings;

/// Directives that take the rest of their line.
const LINES: [&str; 22] = [
    "using",
    "model",
    "inject",
    "page",
    "addTagHelper",
    "removeTagHelper",
    "tagHelperPrefix",
    "namespace",
    "layout",
    "attribute",
    "implements",
    "inherits",
    "rendermode",
    "preservewhitespace",
    "extends",
    "include",
    "csrf",
    "endsection",
    "endif",
    "endforeach",
    "yield",
    "typeparam",
];
/// Statements with a block in braces.
const BLOCKS: [&str; 11] =
    ["if", "foreach", "for", "while", "switch", "lock", "section", "try", "do", "await foreach", "using"];

/// Blanks the code of Razor.
pub(super) fn blank(mask: &mut Mask<'_>) {
    blank_part(mask, 0..mask.text.len(), 0);
}

/// Blanks the code in a part of a text, which may be markup inside of code.
fn blank_part(mask: &mut Mask<'_>, part: Range<usize>, nested: usize) {
    let text = mask.text;
    let bytes = text.as_bytes();
    // Blocks of statements that are open: their `}` is code.
    let mut open = 0usize;
    let mut at = part.start;
    let mut line_start = true;
    while at < part.end {
        match bytes[at] {
            b'\n' => line_start = true,
            b' ' | b'\t' | b'\r' => {}
            b'}' if open > 0 && line_start => {
                at = closing(mask, at, &mut open);
                continue;
            }
            b'@' => {
                line_start = false;
                at = code(mask, at, &mut open, nested);
                continue;
            }
            _ => line_start = false,
        }
        at += 1;
    }
}

/// A `}` that ends the block of a statement, with the `else` after it.
fn closing(mask: &mut Mask<'_>, at: usize, open: &mut usize) -> usize {
    let text = mask.text;
    *open -= 1;
    let rest = text[at + 1..].trim_start();
    let from = text.len() - rest.len();
    let word = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    if !matches!(&rest[..word], "else" | "catch" | "finally") {
        mask.hide(at..at + 1);
        return at + 1;
    }
    match brace_after(mask, from) {
        Some(brace) => {
            mask.hide(at..brace + 1);
            mask.branches += usize::from(&rest[..word] == "else");
            *open += 1;
            brace + 1
        }
        None => {
            mask.hide(at..at + 1);
            at + 1
        }
    }
}

/// The `{` after a statement's head, which may hold brackets and strings.
fn brace_after(mask: &Mask<'_>, from: usize) -> Option<usize> {
    let bytes = mask.text.as_bytes();
    let end = (from + 2000).min(bytes.len());
    let mut at = from;
    while at < end {
        match bytes[at] {
            b'{' => return Some(at),
            b'(' => at = balanced(mask, at)?,
            b'<' | b'@' => return None,
            _ => {}
        }
        at += 1;
    }
    None
}

/// The bracket that closes the one at `at`.
pub(super) fn balanced(mask: &Mask<'_>, at: usize) -> Option<usize> {
    let bytes = mask.text.as_bytes();
    let end = bytes.len().min(at + mask.left());
    let close = balanced_before(bytes, at, end);
    if close.is_none() {
        mask.spend(end - at);
    }
    close
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end)
}

/// Code that starts with `@`; gives back where it ends.
fn code(mask: &mut Mask<'_>, at: usize, open: &mut usize, nested: usize) -> usize {
    let text = mask.text;
    let bytes = text.as_bytes();
    let rest = &text[at + 1..];
    // An address, or an `@` that stands for itself.
    if at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || matches!(bytes[at - 1], b'.' | b'_' | b'-')) {
        return at + 1;
    }
    match rest.as_bytes().first() {
        Some(b'@') => {
            mask.hide(at..at + 1);
            return at + 2;
        }
        Some(b'*') => {
            let end = rest.find("*@").map_or(at + 2, |end| at + 1 + end + 2);
            mask.hide(at..end);
            return end;
        }
        Some(b'{') => return block(mask, at, at + 1),
        Some(b'(') => {
            return match balanced(mask, at + 1) {
                Some(close) => value(mask, at..close + 1, at + 2..close, nested),
                None => at + 1,
            };
        }
        Some(first) if first.is_ascii_alphabetic() || *first == b'_' => {}
        _ => return at + 1,
    }
    let word = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
    let (word, after) = (&rest[..word], at + 1 + word);
    if matches!(word, "code" | "functions") {
        return match brace_after(mask, after) {
            Some(brace) => block(mask, at, brace),
            None => after,
        };
    }
    if matches!(word, "else" | "elseif" | "elsif") && !rest[word.len()..].trim_start().starts_with('{') {
        mask.branches += 1;
    }
    if BLOCKS.contains(&word)
        && let Some(brace) = brace_after(mask, after)
    {
        mask.hide(at..brace + 1);
        mask.branches += usize::from(matches!(word, "if" | "switch"));
        *open += 1;
        return brace + 1;
    }
    if LINES.contains(&word) {
        let end = line_end(text, at);
        mask.hide(at..end);
        return end;
    }
    expression(mask, at, after, word, nested)
}

/// A block of code in braces.
fn block(mask: &mut Mask<'_>, at: usize, brace: usize) -> usize {
    let text = mask.text;
    match balanced(mask, brace) {
        Some(close) => {
            for line in text[brace + 1..close].split([';', '\n']) {
                if let Some((name, value)) = line.split_once('=') {
                    let name = name.trim().rsplit(' ').next().unwrap_or_default();
                    let value = value.trim();
                    if value.len() > 2 && value.starts_with('"') && value.ends_with('"') && !name.is_empty() {
                        mask.know(name, &value[1..value.len() - 1]);
                    } else if !name.is_empty() {
                        mask.know_date(name, value);
                    }
                }
            }
            mask.hide(at..close + 1);
            close + 1
        }
        None => at + 1,
    }
}

/// `@Model.Name`, `@Html.Raw("text")`, `@await Html.PartialAsync("x")`.
fn expression(mask: &mut Mask<'_>, at: usize, after: usize, word: &str, nested: usize) -> usize {
    let text = mask.text;
    let bytes = text.as_bytes();
    let mut end = after;
    if word == "await" {
        end += text[end..].bytes().take_while(|b| *b == b' ').count();
        end += text[end..].bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
    }
    loop {
        match bytes.get(end) {
            Some(b'(' | b'[') => match balanced(mask, end) {
                Some(close) => end = close + 1,
                None => break,
            },
            Some(b'.' | b'?') => {
                let dot = end + usize::from(text[end..].starts_with("?."));
                let name = text[(dot + 1).min(text.len())..].bytes();
                let name = name.take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
                if bytes[dot] != b'.' || name == 0 {
                    break;
                }
                end = dot + 1 + name;
            }
            _ => break,
        }
    }
    // A directive of Blade stands for nothing that is shown.
    let directive = bytes.get(after) == Some(&b'(') && word.starts_with(|c: char| c.is_ascii_lowercase());
    if directive && !matches!(word, "lang" | "choice") {
        mask.hide(at..end);
        mask.branches += usize::from(matches!(word, "if" | "elseif" | "unless" | "isset"));
        return end;
    }
    value(mask, at..end, at + 1..end, nested)
}

/// A value that is shown: its texts, or a placeholder.
fn value(mask: &mut Mask<'_>, whole: Range<usize>, inner: Range<usize>, nested: usize) -> usize {
    const PARTS: [&str; 8] =
        ["Partial", "RenderBody", "RenderSection", "Component", "Url.", "AntiForgery", "BeginForm", "ChildContent"];
    let code = &mask.text[inner.clone()];
    if mask.value_of(code).is_some() {
        mask.hole(whole.clone());
        return whole.end;
    }
    let part = PARTS.iter().any(|part| code.contains(part));
    mask.hide(whole.clone());
    let (code, markup) = inline_markup(mask.text, inner);
    let mut shown = !markup.is_empty();
    for code in code {
        let found = strings::expose(mask, code);
        shown |= found.texts > 0 || found.keys > 0;
    }
    for markup in markup {
        mask.reveal(markup.clone());
        if nested < 8 {
            blank_part(mask, markup, nested + 1);
        }
    }
    if part {
        mask.hide(whole.clone());
    } else if !shown {
        mask.hole(whole.clone());
    }
    whole.end
}

/// Takes `@<text>markup</text>` out of an expression: the code around, and the markup.
fn inline_markup(text: &str, inner: Range<usize>) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (mut code, mut markup) = (Vec::new(), Vec::new());
    let mut from = inner.start;
    while let Some(at) = text[from..inner.end].find("@<").map(|at| from + at) {
        let name = text[at + 2..inner.end].bytes().take_while(u8::is_ascii_alphanumeric).count();
        let close = format!("</{}>", &text[at + 2..at + 2 + name]);
        let Some(end) = text[at..inner.end].find(&close).map(|end| at + end + close.len()) else { break };
        code.push(from..at);
        markup.push(at + 1..end);
        from = end;
    }
    code.push(from..inner.end);
    (code, markup)
}
