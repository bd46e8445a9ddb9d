//! Sorting by packed numbers.
//!
//! Each type and comparison that `sort_unstable` is called with costs the page 1 to 3 kB of code of its own (ten of
//! them were 43 of 130 kB before compression). What this room sorts fits a `u64`, so all share one.

/// Sorts ascending.
#[inline(never)]
pub fn sort(keys: &mut [u64]) {
    keys.sort_unstable();
}

/// A key that sorts by `high`, then by `low`.
pub fn pack(high: u32, low: u32) -> u64 {
    (u64::from(high) << 32) | u64::from(low)
}

/// What [`pack`] was given.
pub fn unpack(key: u64) -> (u32, u32) {
    ((key >> 32) as u32, key as u32)
}
