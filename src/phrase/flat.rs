//! Numbers in one piece: what a compiled rule set is made of, so that it is read back without a thousand small steps.

use serde::de::{self, Deserializer, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A list of numbers that is written as bytes, in a piece.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Numbers(pub(super) Vec<u32>);

impl Numbers {
    /// The number at a place; 0 beyond the end.
    #[inline]
    pub(super) fn at(&self, index: usize) -> u32 {
        self.0.get(index).copied().unwrap_or_default()
    }
}

impl Serialize for Numbers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = self.0.iter().flat_map(|n| n.to_le_bytes()).collect();
        serializer.serialize_bytes(&bytes)
    }
}

impl<'de> Deserialize<'de> for Numbers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Numbers;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("numbers of four bytes each")
            }
            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Numbers, E> {
                let (numbers, rest) = bytes.as_chunks::<4>();
                if !rest.is_empty() {
                    return Err(E::invalid_length(bytes.len(), &self));
                }
                Ok(Numbers(numbers.iter().map(|n| u32::from_le_bytes(*n)).collect()))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}

/// Lists of numbers, back to back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Rows {
    /// Where each row starts in `items`; one more at the end.
    starts: Numbers,
    items: Numbers,
}

impl Default for Rows {
    fn default() -> Self {
        Self { starts: Numbers(vec![0]), items: Numbers::default() }
    }
}

impl Rows {
    /// Adds a row.
    pub(super) fn push(&mut self, row: impl IntoIterator<Item = u32>) {
        self.items.0.extend(row);
        self.starts.0.push(self.items.0.len() as u32);
    }

    /// The rows, each changed.
    pub(super) fn map<'r, R: IntoIterator<Item = u32>>(&'r self, change: impl Fn(&'r [u32]) -> R) -> Self {
        let mut out = Self::default();
        (0..self.len()).for_each(|row| out.push(change(self.row(row))));
        out
    }

    /// The row with this number; empty beyond the end.
    #[inline]
    pub(super) fn row(&self, index: usize) -> &[u32] {
        let range = self.starts.at(index) as usize..self.starts.at(index + 1) as usize;
        self.items.0.get(range).unwrap_or_default()
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.starts.0.len().saturating_sub(1)
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
        let bytes = postcard::to_allocvec(&rows).unwrap();
        let back: Rows = postcard::from_bytes(&bytes).unwrap();
        assert_eq!(
            (back.row(0), back.row(1), back.row(2), back.row(3)),
            (&[1, 2, u32::MAX][..], &[][..], &[7][..], &[][..])
        );
        assert_eq!(back.len(), 3);
    }
}
