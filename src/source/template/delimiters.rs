//! The signs between which the code of a template stands, by language.

/// What stands between two signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Comment,
    Statement,
    Output,
    /// One or the other, as its first words say.
    Either,
}

/// Opening sign, closing sign, what stands between. Longer signs come first.
pub(super) type Delimiter = (&'static str, &'static str, Kind);

pub(super) const JINJA: &[Delimiter] =
    &[("{%", "%}", Kind::Statement), ("{#", "#}", Kind::Comment), ("{{", "}}", Kind::Output)];
pub(super) const HANDLEBARS: &[Delimiter] = &[
    ("{{!--", "--}}", Kind::Comment),
    ("{{!", "}}", Kind::Comment),
    ("{{{", "}}}", Kind::Output),
    ("{{#", "}}", Kind::Statement),
    ("{{/", "}}", Kind::Statement),
    ("{{^", "}}", Kind::Statement),
    ("{{>", "}}", Kind::Comment),
    ("{{", "}}", Kind::Either),
];
pub(super) const ERB: &[Delimiter] = &[
    ("<%#", "%>", Kind::Comment),
    ("<%==", "%>", Kind::Output),
    ("<%=", "%>", Kind::Output),
    ("<%-", "%>", Kind::Either),
    ("<%", "%>", Kind::Statement),
];
pub(super) const JSP: &[Delimiter] = &[
    ("<%--", "--%>", Kind::Comment),
    ("<%=", "%>", Kind::Output),
    ("<%", "%>", Kind::Statement),
    ("${", "}", Kind::Output),
    ("#{", "}", Kind::Output),
];
pub(super) const PHP: &[Delimiter] = &[
    ("<?=", "?>", Kind::Output),
    ("<?", "?>", Kind::Either),
    ("{!!", "!!}", Kind::Output),
    ("{{--", "--}}", Kind::Comment),
    ("{{", "}}", Kind::Output),
];
pub(super) const TOOLKIT: &[Delimiter] = &[("[%#", "%]", Kind::Comment), ("[%", "%]", Kind::Either)];
pub(super) const VUE: &[Delimiter] = &[("{{", "}}", Kind::Output)];
/// Tags that generators of sites put into Markdown.
pub(super) const IN_MARKDOWN: &[Delimiter] = &[
    ("{%", "%}", Kind::Statement),
    ("{#", "#}", Kind::Comment),
    ("{{<", ">}}", Kind::Statement),
    ("{{%", "%}}", Kind::Statement),
    ("{{", "}}", Kind::Output),
    ("<%#", "%>", Kind::Comment),
    ("<%=", "%>", Kind::Output),
    ("<%", "%>", Kind::Statement),
    ("<?", "?>", Kind::Statement),
];
