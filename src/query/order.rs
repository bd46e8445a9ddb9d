//! Sorting by packed numbers.
//!
//! Each type and comparison that is sorted costs the page code of its own. What this room sorts fits a `u64`, so all
//! share one.

/// Sorts ascending.
#[inline(never)]
pub fn sort(keys: &mut [u64]) {
    crate::base::sort::sort(keys);
}

/// A key that sorts by `high`, then by `low`.
pub fn pack(high: u32, low: u32) -> u64 {
    (u64::from(high) << 32) | u64::from(low)
}

/// What [`pack`] was given.
pub fn unpack(key: u64) -> (u32, u32) {
    ((key >> 32) as u32, key as u32)
}
