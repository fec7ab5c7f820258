//! Walking through XML, with bounds. Namespaces are not resolved: the producers of documents all use the
//! usual prefixes, and the local names suffice.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::Fault;

/// Elements deeper than this are no document. Readers recurse over nested tables, so it bounds the stack.
const MAX_DEPTH: usize = 256;

/// What a part is read with.
pub(super) trait Handler {
    /// An element starts. Its content is skipped, with its end, where this is false.
    fn start(&mut self, name: &str, tag: &Tag) -> Result<bool, Fault>;
    /// An element ends.
    fn end(&mut self, name: &str);
    /// Text between tags, references resolved.
    fn text(&mut self, text: &str);
}

/// A start tag.
pub(super) struct Tag<'a, 'b>(&'b BytesStart<'a>);

impl Tag<'_, '_> {
    /// The value of an attribute, by its local name.
    pub(super) fn get(&self, wanted: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        // The check for duplicates takes time for each pair of attributes.
        attributes.with_checks(false);
        let found = attributes.flatten().find(|a| local(a.key.0) == wanted)?;
        Some(found.normalized_value(Default::default()).map_or_else(|_| found.value.to_string(), |v| v.into_owned()))
    }

    /// Whether an on/off element such as `<w:b w:val="0"/>` is on.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.get("val").as_deref(), Some("0" | "false" | "off"))
    }

    /// A number in an attribute.
    pub(super) fn number<T: std::str::FromStr>(&self, wanted: &str) -> Option<T> {
        self.get(wanted)?.trim().parse().ok()
    }

    /// The namespace prefix of the element.
    pub(super) fn prefix(&self) -> &str {
        self.0.name().0.split_once(':').map_or("", |(prefix, _)| prefix)
    }
}

fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// Hands the elements and texts of a part to `handler`.
pub(super) fn walk(part: &str, xml: &str, handler: &mut impl Handler) -> Result<(), Fault> {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0usize;
    let mut skipped = usize::MAX; // the depth of the element that is being skipped
    loop {
        let event = reader.read_event().map_err(|_| broken(part))?;
        let seen = skipped == usize::MAX;
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(Fault::new(format!("its part {part} is nested too deeply")));
                }
                if seen && !handler.start(local(start.name().0), &Tag(&start))? {
                    skipped = depth;
                }
            }
            Event::Empty(start) if seen && handler.start(local(start.name().0), &Tag(&start))? => {
                handler.end(local(start.name().0));
            }
            Event::End(end) => {
                if seen {
                    handler.end(local(end.name().0));
                } else if skipped == depth {
                    skipped = usize::MAX;
                }
                depth = depth.saturating_sub(1);
            }
            Event::Text(text) if seen => handler.text(&text),
            Event::CData(text) if seen => handler.text(&text),
            Event::GeneralRef(reference) if seen => {
                if let Some(c) = resolved(&reference) {
                    handler.text(c.encode_utf8(&mut [0; 4]));
                }
            }
            Event::Eof if depth > 0 => return Err(broken(part)),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn broken(part: &str) -> Fault {
    Fault::new(format!("its part {part} is no well-formed XML"))
}

/// The character of a reference. Entities that a file declares itself are never expanded.
fn resolved(reference: &BytesRef) -> Option<char> {
    match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}
