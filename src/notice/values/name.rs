//! Names: organisations first, then people in what is left.

use super::{Value, Words, organisation, person};

pub(super) fn scan(words: &Words, links: &[bool], out: &mut Vec<Value>) {
    let from = out.len();
    organisation::scan(words, links, out);
    let taken = words.mask(out.get(from..).unwrap_or_default());
    person::scan(words, links, &taken, out);
}
