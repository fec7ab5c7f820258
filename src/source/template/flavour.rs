//! Markdown as sites write it: GOV.UK's and GitHub's own signs, kramdown, MDX, tags of generators in it.

use std::ops::Range;

use super::component;
use super::delimiters;
use super::mask::Mask;
use super::razor::balanced;
use super::tags;

/// Signs of GOV.UK Markdown that stand alone in a line.
const GOVUK: [&str; 8] = ["$CTA", "$A", "$C", "$D", "$P", "$E", "$I", "$LegislativeList"];

/// Where front matter ends that has no fence before it: `title: Records`, then `---`.
pub(super) fn unfenced(text: &str) -> Option<usize> {
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').take(30).enumerate() {
        at += line.len();
        let bare = line.trim_end();
        if bare == "---" {
            return (number > 0).then_some(at);
        }
        let key = bare.split(':').next().unwrap_or_default();
        let is_key = bare.contains(':') && !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        if !is_key {
            return None;
        }
    }
    None
}

/// Whether a Markdown text needs a mask at all.
pub(super) fn has_signs(text: &str) -> bool {
    ["{%", "{{", "<%", "<?", "{::", "{:", "{#", "{button", "[!", "$CTA", "$A", "$C", "$E", "$P"]
        .iter()
        .any(|sign| text.contains(sign))
        || unfenced(text).is_some()
        || text.lines().any(|line| line.starts_with('^') || line.starts_with("s1."))
}

/// Blanks what is no text of the notice.
pub(super) fn blank(mask: &mut Mask<'_>, mdx: bool) {
    let unfenced = unfenced(mask.text);
    let body = unfenced.unwrap_or_else(|| front_matter(mask.text));
    if mdx {
        modules(mask, body);
    } else {
        tags::blank(mask, delimiters::IN_MARKDOWN);
        // Front matter is data: what looks like a tag in it is a value.
        mask.reveal(0..body);
    }
    if let Some(end) = unfenced {
        mask.hide(0..end);
    }
    let text = mask.text;
    let mut at = body;
    for line in text[body..].split_inclusive('\n') {
        signs(mask, at, line);
        at += line.len();
    }
}

/// Where the text after the front matter starts.
pub(super) fn front_matter(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else { return 0 };
    let from = text.len() - rest.len();
    rest.find("\n---").map_or(0, |at| from + at + 1)
}

fn signs(mask: &mut Mask<'_>, at: usize, line: &str) {
    let bare = line.trim();
    let start = at + line.len() - line.trim_start().len();
    let all = start..start + bare.len();
    if GOVUK.contains(&bare) || bare == "$EndLegislativeList" {
        mask.hide(all);
        return;
    }
    // Attributes of kramdown, in a line of their own or at its end.
    if bare.starts_with("{:") && bare.ends_with('}') {
        mask.hide(all);
        return;
    }
    if let Some(from) = bare.rfind("{:").or_else(|| bare.rfind("{#"))
        && bare.ends_with('}')
    {
        mask.hide(start + from..all.end);
    }
    for (sign, close) in [("^", "^"), ("%", "%")] {
        if let Some(inner) = bare.strip_prefix(sign)
            && inner.trim_end().ends_with(close)
            && inner.len() > 2
        {
            mask.hide(start..start + 1);
            mask.hide(all.end - 1..all.end);
        }
    }
    for sign in ["$A", "$CTA", "$C", "$D", "$E"] {
        if bare.starts_with(sign) && bare[sign.len()..].starts_with(' ') {
            mask.hide(start..start + sign.len());
        }
    }
    // `s1. Do this` is a step.
    let step = bare.as_bytes();
    if step.first() == Some(&b's') && step.get(1).is_some_and(u8::is_ascii_digit) {
        let digits = bare[1..].bytes().take_while(u8::is_ascii_digit).count();
        if bare[1 + digits..].starts_with(". ") {
            mask.set(start, b' ');
        }
    }
    if let Some(note) = bare.find("[!").filter(|_| bare.starts_with('>'))
        && let Some(close) = bare[note..].find(']')
        && bare[note + 2..note + close].bytes().all(|b| b.is_ascii_uppercase())
    {
        mask.hide(start + note..start + note + close + 1);
    }
    for sign in ["{button start}", "{button}", "{/button}"] {
        for (found, _) in bare.match_indices(sign) {
            mask.hide(start + found..start + found + sign.len());
        }
    }
}

/// MDX: imports, exports, components and expressions.
fn modules(mask: &mut Mask<'_>, body: usize) {
    let text = mask.text;
    let bytes = text.as_bytes();
    let mut at = body;
    let mut fence = false;
    while at < text.len() {
        let line = text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
        let bare = text[at..line].trim_start();
        if bare.starts_with("```") || bare.starts_with("~~~") {
            fence = !fence;
        } else if !fence && (text[at..].starts_with("import ") || text[at..].starts_with("export ")) {
            at = module_end(mask, at, line);
            continue;
        } else if !fence {
            at = inline(mask, at..line, bytes);
            continue;
        }
        at = line;
    }
}

/// An import or export ends at the first empty line outside of its braces.
fn module_end(mask: &mut Mask<'_>, start: usize, line: usize) -> usize {
    let text = mask.text;
    let mut end = line;
    if let Some(brace) = text[start..line].find(['{', '(', '[']).map(|at| start + at)
        && let Some(close) = balanced(mask, brace)
    {
        end = text[close..].find('\n').map_or(text.len(), |at| close + at + 1);
    }
    mask.hide(start..end);
    end
}

/// Components and expressions in a line; gives back where it ends, which may be in a later line.
fn inline(mask: &mut Mask<'_>, line: Range<usize>, bytes: &[u8]) -> usize {
    let mut at = line.start;
    while at < line.end {
        match bytes[at] {
            b'<' if bytes.get(at + 1).is_some_and(|b| b.is_ascii_uppercase() || *b == b'>')
                || bytes.get(at + 1) == Some(&b'/')
                    && bytes.get(at + 2).is_some_and(|b| b.is_ascii_uppercase() || *b == b'>') =>
            {
                let alone = mask.text[line.start..at].trim().is_empty();
                let before = mask.text[at..].len();
                if let Some(tag) = component::read(mask, at, bytes.len()) {
                    debug_assert!(before >= tag.end - at);
                    let kept = heading(mask, at..tag.end).filter(|_| alone);
                    mask.hide(at..tag.end);
                    if let Some(content) = kept {
                        // The title of a component heads what is in it.
                        for place in at..at + 2 {
                            mask.put(place, b'#');
                        }
                        mask.put(at + 2, b' ');
                        mask.reveal(content);
                    }
                    at = tag.end;
                    if at >= line.end {
                        return at;
                    }
                    continue;
                }
            }
            b'{' => {
                if let Some(close) = balanced(mask, at) {
                    let code = mask.text[at + 1..close].trim();
                    let quiet = code.starts_with("/*")
                        || code.is_empty()
                        || code.starts_with(['"', '\'', '`'])
                        || code.len() > 200;
                    if quiet {
                        super::strings::expose(mask, at..close + 1);
                    } else {
                        mask.hole(at..close + 1);
                    }
                    at = close + 1;
                    if at >= line.end {
                        return at;
                    }
                    continue;
                }
            }
            b'\\' => at += 1,
            _ => {}
        }
        at += 1;
    }
    line.end
}

/// The text of a tag's `title` or `heading`.
fn heading(mask: &Mask<'_>, tag: Range<usize>) -> Option<Range<usize>> {
    let text = &mask.text[tag.clone()];
    let (at, sign) = ["title=\"", "heading=\"", "summary=\"", "question=\""]
        .iter()
        .find_map(|sign| text.find(sign).map(|at| (at, sign)))?;
    let from = tag.start + at + sign.len();
    let length = mask.text[from..tag.end].find('"')?;
    let content = from..from + length;
    (length > 2 && !mask.text[content.clone()].contains('\n')).then_some(content)
}
