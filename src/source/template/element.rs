//! The elements that components of design systems stand for, by their names and by what they are told to be.

use std::ops::Range;

/// Elements for which components of these names stand.
const KNOWN: [(&str, &str); 38] = [
    ("Link", "a"),
    ("NavLink", "a"),
    ("ExternalLink", "a"),
    ("InternalLink", "a"),
    ("Anchor", "a"),
    ("A", "a"),
    ("P", "p"),
    ("Para", "p"),
    ("Paragraph", "p"),
    ("BodyText", "p"),
    ("Typography", "p"),
    ("H1", "h1"),
    ("H2", "h2"),
    ("H3", "h3"),
    ("H4", "h4"),
    ("Heading", "h2"),
    ("Heading1", "h1"),
    ("Heading2", "h2"),
    ("Heading3", "h3"),
    ("SectionHeading", "h2"),
    ("SubHeading", "h3"),
    ("Subheading", "h3"),
    ("Li", "li"),
    ("LI", "li"),
    ("ListItem", "li"),
    ("Bullet", "li"),
    ("BulletItem", "li"),
    ("BulletPoint", "li"),
    ("Ul", "ul"),
    ("UL", "ul"),
    ("UnorderedList", "ul"),
    ("BulletList", "ul"),
    ("Bullets", "ul"),
    ("OrderedList", "ol"),
    ("Strong", "b"),
    ("Bold", "b"),
    ("B", "b"),
    ("Section", "div"),
];
/// Attributes that say what a component is; those that tell its markup come before those that tell its look.
const SAYS: [&str; 8] = ["as", "component", "tag", "element", "level", "order", "headinglevel", "variant"];
/// What they say.
const ELEMENTS: [(&str, &str); 18] = [
    ("h1", "h1"),
    ("h2", "h2"),
    ("h3", "h3"),
    ("h4", "h4"),
    ("h5", "h5"),
    ("h6", "h6"),
    ("p", "p"),
    ("body", "p"),
    ("body1", "p"),
    ("body2", "p"),
    ("paragraph", "p"),
    ("li", "li"),
    ("ul", "ul"),
    ("ol", "ol"),
    ("dl", "dl"),
    ("dt", "dt"),
    ("dd", "dd"),
    ("span", "i"),
];
const LEVELS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// The element that a component stands for; its name has room for that of the element.
pub(super) fn of(text: &str, name: &str, attributes: &[(Range<usize>, Range<usize>)]) -> Option<&'static str> {
    let heads = name.contains("Head") || name.contains("Title");
    let told = SAYS.iter().find_map(|says| {
        let (_, value) = attributes.iter().find(|(own, _)| text[own.clone()].eq_ignore_ascii_case(says))?;
        let value = text[value.clone()].trim_matches(['"', '\'', '`', '{', '}', ' ']);
        let level = value.parse::<usize>().ok().filter(|_| heads).and_then(|level| LEVELS.get(level.checked_sub(1)?));
        level.copied().or_else(|| ELEMENTS.iter().find(|(own, _)| *own == value).map(|(_, element)| *element))
    });
    let named = || KNOWN.iter().find(|(own, _)| *own == name).map(|(_, element)| *element);
    told.or_else(named).filter(|element| element.len() <= name.len())
}
