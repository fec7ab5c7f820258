//! Rows of bits: one bit a position.

/// Whether a position is in a row.
#[inline]
pub(super) fn is_set(row: &[u64], position: usize) -> bool {
    row[position / 64] >> (position % 64) & 1 == 1
}

/// The first position of a row, from one on.
#[inline]
pub(super) fn next_place(row: &[u64], from: usize) -> Option<usize> {
    let mut mask = u64::MAX << (from % 64);
    for (i, places) in row.iter().enumerate().skip(from / 64) {
        let places = places & std::mem::replace(&mut mask, u64::MAX);
        if places != 0 {
            return Some(i * 64 + places.trailing_zeros() as usize);
        }
    }
    None
}

/// The positions from 0 to one, both included.
#[inline]
pub(super) fn up_to<const W: usize>(last: usize) -> [u64; W] {
    let mut row = [0; W];
    row[..last / 64].fill(u64::MAX);
    row[last / 64] = u64::MAX >> (63 - last % 64);
    row
}

/// Each position of a row moved so many places (fewer than 64) towards the start.
#[inline]
pub(super) fn earlier<const W: usize>(row: &[u64; W], by: u32) -> [u64; W] {
    let mut out = [0; W];
    for i in 0..W {
        let carry = row.get(i + 1).map_or(0, |next| next << 1 << (63 - by));
        out[i] = row[i] >> by | carry;
    }
    out
}

/// Keeps some positions of a row in another one.
#[inline]
pub(super) fn keep<const W: usize, const N: usize>(from: &[u64; W], positions: [usize; N], row: &mut [u64; W]) {
    for position in positions {
        row[position / 64] |= from[position / 64] & 1 << (position % 64);
    }
}

/// Adds to each position of a row those of up to so many places before it.
#[inline]
pub(super) fn smear<const W: usize>(row: &mut [u64; W], most: u32) {
    let mut covered = 1;
    while covered <= most {
        let by = covered.min(most + 1 - covered);
        let moved = earlier(row, by);
        for i in 0..W {
            row[i] |= moved[i];
        }
        covered += by;
    }
}
