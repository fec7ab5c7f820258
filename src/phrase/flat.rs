//! Numbers in one piece: what a compiled rule set is made of, so that it is read back without a thousand small steps.

use serde::de::{self, Deserializer, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// A number as it stands in the bytes of a compiled rule set: `u32::from_le_bytes` reads it.
pub(super) type Flat = [u8; 4];

/// The numbers of a row.
#[inline]
pub(super) fn each(row: &[Flat]) -> impl DoubleEndedIterator<Item = u32> + '_ {
    row.iter().map(|number| u32::from_le_bytes(*number))
}

/// A list of numbers that is written as bytes, in a piece. What is embedded in the binary is used where it lies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbers(Cow<'static, [Flat]>);

impl Numbers {
    /// The number at a place; 0 beyond the end.
    #[inline]
    pub fn at(&self, index: usize) -> u32 {
        self.get(index).unwrap_or_default()
    }

    /// The number at a place.
    #[inline]
    pub fn get(&self, index: usize) -> Option<u32> {
        self.0.get(index).map(|number| u32::from_le_bytes(*number))
    }

    /// How many there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One after the other.
    #[inline]
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = u32> + '_ {
        each(&self.0)
    }

    /// Whether a number is among them.
    pub fn contains(&self, number: u32) -> bool {
        self.0.contains(&number.to_le_bytes())
    }

    /// Adds a number.
    pub fn push(&mut self, number: u32) {
        self.0.to_mut().push(number.to_le_bytes());
    }
}

impl FromIterator<u32> for Numbers {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        Self(numbers.into_iter().map(u32::to_le_bytes).collect())
    }
}

impl Extend<u32> for Numbers {
    fn extend<I: IntoIterator<Item = u32>>(&mut self, numbers: I) {
        self.0.to_mut().extend(numbers.into_iter().map(u32::to_le_bytes));
    }
}

impl Serialize for Numbers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0.as_flattened())
    }
}

impl<'de: 'static> Deserialize<'de> for Numbers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl<'de: 'static> Visitor<'de> for Bytes {
            type Value = Numbers;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("numbers of four bytes each")
            }
            fn visit_borrowed_bytes<E: de::Error>(self, bytes: &'de [u8]) -> Result<Numbers, E> {
                let (numbers, rest) = bytes.as_chunks::<4>();
                if !rest.is_empty() {
                    return Err(E::invalid_length(bytes.len(), &self));
                }
                Ok(Numbers(Cow::Borrowed(numbers)))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}

/// Lists of numbers, back to back.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Rows {
    /// Where each row starts in `items`; one more at the end.
    starts: Numbers,
    items: Numbers,
}

impl Default for Rows {
    fn default() -> Self {
        Self { starts: Numbers::from_iter([0]), items: Numbers::default() }
    }
}

impl Rows {
    /// Adds a row.
    pub(super) fn push(&mut self, row: impl IntoIterator<Item = u32>) {
        row.into_iter().for_each(|number| self.items.push(number));
        self.starts.push(self.items.len() as u32);
    }

    /// The rows, each changed.
    pub(super) fn map<'r, R: IntoIterator<Item = u32>>(&'r self, change: impl Fn(&'r [Flat]) -> R) -> Self {
        let mut out = Self::default();
        (0..self.len()).for_each(|row| out.push(change(self.row(row))));
        out
    }

    /// The row with this number; empty beyond the end.
    #[inline]
    pub(super) fn row(&self, index: usize) -> &[Flat] {
        let range = self.starts.at(index) as usize..self.starts.at(index + 1) as usize;
        self.items.0.get(range).unwrap_or_default()
    }

    /// The numbers of a row.
    #[inline]
    pub(super) fn each(&self, index: usize) -> impl DoubleEndedIterator<Item = u32> + '_ {
        each(self.row(index))
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_as_they_were() {
        let mut rows = Rows::default();
        for row in [vec![1, 2, u32::MAX], vec![], vec![7]] {
            rows.push(row);
        }
        let bytes = postcard::to_allocvec(&rows).unwrap().leak();
        let back: Rows = postcard::from_bytes(bytes).unwrap();
        let row = |index| back.each(index).collect::<Vec<u32>>();
        assert_eq!((row(0), row(1), row(2), row(3)), (vec![1, 2, u32::MAX], vec![], vec![7], vec![]));
        assert_eq!(back.len(), 3);
    }
}
