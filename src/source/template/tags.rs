//! Templates whose code stands between signs: `{% %}`, `{{ }}`, `<% %>`, `<? ?>`, `[% %]`.

use std::ops::Range;

use super::delimiters::{Delimiter, Kind, PHP};
use super::mask::Mask;
use super::placeholders;
use super::statements::{first_word, is_directive, is_go, is_statement};
use super::strings::{self, Found};
use super::words;

/// Blocks whose content is no part of the page's body.
const ELSEWHERE: [&str; 14] = [
    "title",
    "head",
    "script",
    "scripts",
    "style",
    "styles",
    "meta",
    "css",
    "js",
    "javascript",
    "breadcrumb",
    "breadcrumbs",
    "footer",
    "nav",
];

/// What `{{ }}` holds when it puts another file or a form in its place.
const PARTS: [&str; 30] = [
    "render",
    "partial",
    "include",
    "yield",
    "super",
    "parent",
    "block",
    "content",
    "content_for",
    "caller",
    "slot",
    "children",
    "csrf",
    "csrf_token",
    "csrf_field",
    "stylesheet_link_tag",
    "javascript_include_tag",
    "javascript_tag",
    "form_for",
    "form_with",
    "form_tag",
    "form",
    "component",
    "get_header",
    "get_footer",
    "renderbody",
    "rendersection",
    "outlet",
    "body",
    "turbo_frame_tag",
];

/// Calls that draw what stands around the text of a page.
const AROUND: [&str; 9] = [
    "backlink",
    "back_link",
    "breadcrumb",
    "skiplink",
    "skip_link",
    "phasebanner",
    "phase_banner",
    "cookiebanner",
    "cookie_banner",
];

/// A part of the text in Markdown inside a template of HTML.
pub(super) type Parts = Vec<Range<usize>>;

/// The state of a walk over a template.
struct Walk<'m, 'a> {
    mask: &'m mut Mask<'a>,
    parts: Parts,
    /// Where a `filter markdown` began.
    markdown: Option<usize>,
    /// A block that is no body: where it began, and the blocks open in it.
    elsewhere: Option<(usize, usize)>,
    php: bool,
}

/// Blanks the code of a template; gives back the parts of it that are Markdown.
pub(super) fn blank(mask: &mut Mask<'_>, delimiters: &[Delimiter]) -> Parts {
    let text = mask.text;
    let mut walk =
        Walk { mask, parts: Vec::new(), markdown: None, elsewhere: None, php: delimiters.first() == PHP.first() };
    // Closing signs that do not come again need not be looked for again.
    let mut gone = vec![false; delimiters.len()];
    let mut at = 0;
    let mut raw: Option<&str> = None;
    let mut comments = true;
    while let Some(next) = next_open(text, at, delimiters) {
        let rest = &text[next..];
        let Some(index) = delimiters.iter().position(|(open, _, _)| rest.starts_with(open)) else {
            at = next + 1;
            continue;
        };
        let (open, close, kind) = delimiters[index];
        let from = next + open.len();
        let end = if gone[index] { None } else { find_close(walk.mask, from, close) };
        let (inner, end) = match end {
            Some(end) => (from..end, end + close.len()),
            None if walk.php && open.starts_with("<?") => (from..text.len(), text.len()),
            None => {
                gone[index] = true;
                at = next + open.len();
                continue;
            }
        };
        let code = text[inner.clone()].trim_matches(|c: char| c.is_whitespace() || c == '-' || c == '~' || c == '+');
        if let Some(closing) = raw {
            if code.starts_with(closing) {
                raw = None;
                walk.mask.hide(next..end);
            }
            at = end;
            continue;
        }
        raw = match first_word(code) {
            "raw" if open == "{%" => Some("endraw"),
            "verbatim" if open == "{%" => Some("endverbatim"),
            "comment" if open == "{%" => Some("endcomment"),
            _ => None,
        };
        walk.tag(next..end, inner, code, kind, open);
        if raw == Some("endcomment") {
            raw = None;
            let stop = if comments { text[end..].find("endcomment") } else { None };
            comments = stop.is_some();
            if let Some(stop) = stop {
                walk.mask.hide(end..end + stop);
                let tail = &text[end + stop..];
                at = end + stop + tail.find(close).map_or(0, |at| at + close.len());
                walk.mask.hide(end + stop..at);
                continue;
            }
        }
        at = end;
    }
    walk.parts
}

/// Where the next sign may open.
fn next_open(text: &str, at: usize, delimiters: &[Delimiter]) -> Option<usize> {
    let bytes = text.as_bytes();
    let firsts = delimiters.iter().fold([false; 256], |mut firsts, (open, _, _)| {
        firsts[open.as_bytes()[0] as usize] = true;
        firsts
    });
    let found = |at: &usize| {
        firsts[bytes[*at] as usize] && delimiters.iter().any(|(open, _, _)| bytes[*at..].starts_with(open.as_bytes()))
    };
    (at..bytes.len()).find(found)
}

/// The closing sign; where the code before it holds open brackets or strings, a later one that closes them
/// too, if it comes soon.
fn find_close(mask: &Mask<'_>, from: usize, close: &str) -> Option<usize> {
    let text = mask.text;
    let first = from + text.get(from..)?.find(close)?;
    if !close.starts_with('}') {
        return Some(first);
    }
    let bytes = text.as_bytes();
    let last = (first + mask.left()).min(bytes.len());
    let (mut depth, mut at) = (0usize, from);
    while at < last {
        match bytes[at] {
            b'"' | b'\'' | b'`' => match strings::string_end(bytes, at, last.min(at + 4096)) {
                Some(end) => at = end,
                None => {
                    mask.spend(4096);
                    return Some(first);
                }
            },
            b'{' => depth += 1,
            b'}' if depth == 0 => return bytes[at..].starts_with(close.as_bytes()).then_some(at).or(Some(first)),
            b'}' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    mask.spend(last - first);
    Some(first)
}

impl Walk<'_, '_> {
    fn tag(&mut self, whole: Range<usize>, inner: Range<usize>, code: &str, kind: Kind, open: &str) {
        self.blocks(&whole, code);
        self.mask.hide(whole.clone());
        let word = first_word(code.trim_start_matches(['#', '/', '^', '=', '$', '@'])).to_ascii_lowercase();
        match kind {
            Kind::Comment => {}
            Kind::Statement => self.statement(&word, code, inner, open),
            Kind::Output => self.output(&word, code, whole, inner),
            Kind::Either if open == "<?" => self.php(code, whole, inner),
            Kind::Either if open == "<%-" && !code.starts_with(['"', '\'']) && is_statement(&word, code) => {
                self.statement(&word, code, inner, open);
            }
            Kind::Either if open == "[%" && is_directive(code) => self.statement(&word, code, inner, open),
            Kind::Either if open == "{{" && matches!(word.as_str(), "else" | "elseif") => self.mask.branches += 1,
            Kind::Either if open == "{{" && is_go(&word, code) => self.mask.branches += usize::from(word == "if"),
            Kind::Either => self.output(&word, code, whole, inner),
        }
    }

    /// Keeps account of blocks whose content is not read, or read as Markdown.
    fn blocks(&mut self, whole: &Range<usize>, code: &str) {
        let mut words = code.split(|c: char| c.is_whitespace() || "'\"(),:;".contains(c)).filter(|w| !w.is_empty());
        let first = words.next().unwrap_or_default();
        let second = words.next().unwrap_or_default().to_ascii_lowercase();
        match &mut self.elsewhere {
            Some((start, depth)) => {
                let closes = first.starts_with("endblock") || (first == "end" && whole.len() < 16);
                let opens = first == "block" || code.ends_with(" do") || code.contains(" do |") || first == "if";
                if closes && *depth == 0 {
                    let start = *start;
                    self.mask.hide(start..whole.start);
                    self.elsewhere = None;
                } else if closes {
                    *depth -= 1;
                } else if opens {
                    *depth += usize::from(first != "if" || self.mask.text[whole.clone()].starts_with("<%"));
                }
            }
            None => {
                let ruby =
                    matches!(first, "content_for" | "provide") && (code.ends_with(" do") || code.contains(" do |"));
                let jinja = first == "block" && !code.contains(" do");
                let part = second.rsplit(['_', '-', '.']).next().unwrap_or_default();
                let camel = ["title", "head", "scripts", "styles"].iter().any(|end| second.ends_with(end));
                if (ruby || jinja) && (ELSEWHERE.contains(&part) || camel) && words.next().is_none_or(|w| w != "%}") {
                    self.elsewhere = Some((whole.end, 0));
                }
            }
        }
        if matches!(first, "filter" | "apply") && second.starts_with("markdown") || first == "markdown" {
            self.markdown = Some(whole.end);
        } else if matches!(first, "endfilter" | "endapply" | "endmarkdown")
            && let Some(start) = self.markdown.take()
        {
            self.parts.push(start..whole.start);
        }
    }

    fn statement(&mut self, word: &str, code: &str, inner: Range<usize>, open: &str) {
        if code.contains("'%") || code.contains("\"%") {
            placeholders::learn(self.mask, inner.clone());
        }
        match word {
            "with" => {
                for literal in strings::literals(self.mask.text, inner) {
                    if let Some(name) = literal.key {
                        self.mask.know(name, &self.mask.text[literal.content.clone()]);
                    }
                }
            }
            "if" | "elif" | "elsif" | "elseif" | "else" | "unless" | "case" | "when" | "switch" | "with_branch" => {
                self.mask.branches += 1;
            }
            "trans" | "translate" | "blocktrans" | "blocktranslate" | "call" | "component" | "govuk" => {
                // `count years=6`: the number stands where its name does.
                for (name, number) in code.split_whitespace().filter_map(|part| part.split_once('=')) {
                    if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) {
                        self.mask.know(name, number);
                    }
                }
                strings::expose(self.mask, inner.clone());
                placeholders::hide(self.mask, inner);
            }
            _ if code.starts_with('}') && code.contains("else") => self.mask.branches += 1,
            _ if open == "{{#" => self.mask.branches += usize::from(word == "if"),
            _ => self.assignments(code),
        }
    }

    /// `title = "Your records"`: the variable has that value wherever it is shown.
    fn assignments(&mut self, code: &str) {
        for line in code.split(['\n', ';']).take(1000) {
            let line = line.trim().trim_start_matches("set ").trim_start_matches("SET ").trim_start_matches("assign ");
            let line = line.trim_start_matches("var ").trim_start_matches("let ").trim_start_matches("const ");
            let Some((name, value)) = line.split_once('=') else { continue };
            let (name, value) = (name.trim(), value.trim());
            let is_name = !name.is_empty()
                && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'$' | b'@'));
            let quote = value.as_bytes().first().copied().unwrap_or_default();
            if is_name && matches!(quote, b'"' | b'\'') && value.len() > 2 {
                let inner = &value[1..];
                if let Some(inner) = inner.strip_suffix(quote as char)
                    && !inner.contains(quote as char)
                {
                    self.mask.know(name, inner);
                }
            } else if is_name {
                self.mask.know_date(name, value);
            }
        }
    }

    fn php(&mut self, code: &str, whole: Range<usize>, inner: Range<usize>) {
        let text = self.mask.text;
        let code = code.strip_prefix("php").unwrap_or(code).trim_start();
        let word = first_word(code).to_ascii_lowercase();
        let one = code.matches(';').count() <= 1;
        match word.as_str() {
            "xml" => {}
            "if" | "elseif" | "else" | "switch" | "case" => self.mask.branches += 1,
            "echo" | "print" | "_e" | "esc_html_e" | "the_content" if one => {
                let skip = if text[inner.clone()].starts_with("php") { 3 } else { 0 };
                let value = code.trim_start_matches("echo").trim_start_matches("print");
                let word = first_word(value.trim_start().trim_start_matches('$')).to_ascii_lowercase();
                self.output(&word, value, whole, inner.start + skip..inner.end);
            }
            // Functions of WordPress that print: the date of the page says when it was changed.
            word if one && word.starts_with("the_") && (word.contains("date") || word.contains("modified")) => {
                self.mask.hole(whole);
            }
            _ => {
                if code.starts_with('}') && code.contains("else") {
                    self.mask.branches += 1;
                }
                self.assignments(code);
                // A program that writes its page in strings.
                let from = inner.start;
                for literal in strings::literals(text, inner.clone()) {
                    let content = literal.content.clone();
                    let function = literal.function.unwrap_or_default();
                    let shown = &text[content.clone()];
                    if shown.contains("</") && words::is_prose(shown) && !function.contains("query") {
                        self.mask.break_at(content.start.max(from + 1) - 1, false);
                        strings::show(self.mask, content);
                    }
                }
            }
        }
    }

    fn output(&mut self, word: &str, code: &str, whole: Range<usize>, inner: Range<usize>) {
        if AROUND.iter().any(|around| word.contains(around)) {
            return;
        }
        if code.contains("'%") || code.contains("\"%") {
            placeholders::learn(self.mask, inner.clone());
        }
        if placeholders::value(self.mask, code, &whole) {
            return;
        }
        let Found { texts, keys } = strings::expose(self.mask, inner.clone());
        let call = code.contains('(') || code.contains(' ');
        if texts > 0 || keys > 0 || code.is_empty() || code.ends_with(" do") || code.contains(" do |") {
            return;
        }
        let name = word.rsplit('.').next().unwrap_or(word);
        let part = PARTS.contains(&name) || (call && (name.starts_with("govuk") || name.contains("render")));
        let markup = code.trim_start().starts_with(['"', '\'']);
        // A path or an address is no content, and a helper of forms neither.
        let quiet = ["_path", "_url", "_tag", "asset", "static"].iter().any(|sign| name.contains(sign));
        if !part && !quiet && !markup && !placeholders::web_link(self.mask, inner) {
            self.mask.hole(whole);
        }
    }
}
