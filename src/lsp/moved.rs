//! Where a finding stands after an edit elsewhere in the text.

use crate::check::{Finding, Place};

/// The one stretch in which two texts differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// Bytes that are the same at the start.
    before: usize,
    /// The end of the stretch in the old text.
    old_end: usize,
    /// The end of the stretch in the new text.
    new_end: usize,
}

impl Moved {
    /// Compares two states of a text.
    pub fn between(old: &str, new: &str) -> Self {
        let (old, new) = (old.as_bytes(), new.as_bytes());
        let before = old.iter().zip(new).take_while(|(a, b)| a == b).count();
        let after = old[before..].iter().rev().zip(new[before..].iter().rev()).take_while(|(a, b)| a == b).count();
        Self { before, old_end: old.len() - after, new_end: new.len() - after }
    }

    /// The bytes in the new text; `None` where the edit touched them.
    fn bytes(self, [start, end]: [usize; 2]) -> Option<[usize; 2]> {
        if end <= self.before {
            Some([start, end])
        } else if start >= self.old_end {
            Some([start - self.old_end + self.new_end, end - self.old_end + self.new_end])
        } else {
            None
        }
    }

    /// A finding of the old text in the new one; `None` where its own words were edited. Only bytes are brought up to
    /// date, for they are what an open document is shown by.
    pub fn finding(self, finding: &Finding) -> Option<Finding> {
        let path = finding.place.path.clone();
        let mut moved = finding.clone();
        moved.place.bytes = self.bytes(finding.place.bytes)?;
        let here = |place: &mut Place| match (place.path == path, self.bytes(place.bytes)) {
            (false, _) => true,
            (true, Some(bytes)) => {
                place.bytes = bytes;
                true
            }
            (true, None) => false,
        };
        moved.because.retain_mut(|related| here(&mut related.place));
        moved.related.retain_mut(|related| here(&mut related.place));
        Some(moved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_stands_after_an_edit_moves_with_it() {
        let moved = Moved::between("abc def ghi", "abc longer ghi");
        assert_eq!(moved.bytes([0, 3]), Some([0, 3]));
        assert_eq!(moved.bytes([8, 11]), Some([11, 14]));
        assert_eq!(moved.bytes([4, 7]), None);
        assert_eq!(Moved::between("same", "same").bytes([1, 3]), Some([1, 3]));
    }

    proptest! {
        #[test]
        fn what_is_kept_says_the_same(a in "[ab]{0,12}", b in "[ab]{0,12}", start in 0usize..12, len in 0usize..6) {
            let moved = Moved::between(&a, &b);
            if let Some(words) = a.get(start..start + len)
                && let Some([from, to]) = moved.bytes([start, start + len])
            {
                prop_assert_eq!(b.get(from..to), Some(words));
            }
        }
    }
}
