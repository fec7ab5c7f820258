//! The words and typed values of a text, looked up once for all phrases.

use super::PhraseTable;
use super::lexicon;
use super::program::ValueName;
use super::vocabulary::Entry;

/// A typed value, in token numbers.
#[derive(Debug, Clone)]
pub struct ValueAt {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// Its type.
    pub name: ValueName,
    /// What a phrase's argument is compared with.
    pub canonical: String,
}

/// The words of a text as entries of the vocabulary.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// For each token where its entries start; one more at the end.
    offsets: Vec<u32>,
    entries: Vec<Entry>,
    /// Values by start.
    values: Vec<ValueAt>,
    /// For each token the first value that starts at or after it.
    first_value: Vec<u32>,
    /// A comma, semicolon, bracket or dash stands before this token.
    breaks: Vec<bool>,
}

impl Words {
    /// Looks up every token. `tokens` gives the folded and the plain form, and whether a clause break stands before it.
    /// `values` are sorted by start.
    pub fn new<'t>(
        table: &PhraseTable,
        tokens: impl Iterator<Item = (&'t str, &'t str, bool)>,
        values: Vec<ValueAt>,
    ) -> Self {
        let most = tokens.size_hint().0;
        let mut words = Self {
            offsets: Vec::with_capacity(most + 1),
            entries: Vec::with_capacity(3 * most),
            values: Vec::new(),
            first_value: Vec::with_capacity(most),
            breaks: Vec::with_capacity(most),
        };
        words.offsets.push(0);
        let mut next_value = 0usize;
        let value_entries = table.vocabulary.entries() as Entry;
        lexicon::look_up(table, tokens, |entries, breaks| {
            let index = words.breaks.len();
            while values.get(next_value).is_some_and(|v| (v.start as usize) < index) {
                next_value += 1;
            }
            words.first_value.push(next_value as u32);
            for value in values[next_value..].iter().take_while(|v| v.start as usize == index) {
                words.entries.push(value_entries + value.name as Entry);
            }
            words.entries.extend_from_slice(entries);
            words.offsets.push(words.entries.len() as u32);
            words.breaks.push(breaks);
        });
        words.values = values;
        words
    }

    /// The entries of a token. Types of values are entries too, beyond those of the vocabulary.
    pub(super) fn entries(&self, token: u32) -> &[Entry] {
        let (Some(start), Some(end)) = (self.offsets.get(token as usize), self.offsets.get(token as usize + 1)) else {
            return &[];
        };
        &self.entries[*start as usize..*end as usize]
    }

    /// Whether a clause ends before a token.
    pub(super) fn breaks_before(&self, token: u32) -> bool {
        self.breaks.get(token as usize).copied().unwrap_or_default()
    }

    /// Where the values of this type that begin at a token end.
    pub(super) fn value_ends<'w>(
        &'w self,
        token: u32,
        name: ValueName,
        argument: Option<&'w str>,
    ) -> impl Iterator<Item = u32> + 'w {
        let first = self.first_value.get(token as usize).map_or(self.values.len(), |f| *f as usize);
        let here = self.values[first..].iter().take_while(move |v| v.start == token);
        here.filter(move |v| v.name == name && fits(&v.canonical, argument)).map(|v| v.end)
    }
}

/// Whether a canonical value is the one asked for, or one under it: `uk-gdpr/6` takes `uk-gdpr/6.1.e`.
fn fits(canonical: &str, argument: Option<&str>) -> bool {
    argument.is_none_or(|wanted| {
        canonical.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '/']))
    })
}
