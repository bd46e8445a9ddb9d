//! Hashes of words and features: FNV-1a for bytes, the finaliser of SplitMix64 to spread them.
//!
//! The model file stores hashes in place of words, so these functions are part of its format: a change here makes
//! every shipped model useless. They use 64-bit arithmetic only and give the same values natively and in wasm.

/// Where every hash of bytes begins (the FNV-1a offset basis).
pub const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// Continues a hash of bytes; `fnv(fnv(SEED, a), b)` is the hash of `a` followed by `b`.
#[inline]
pub fn fnv(mut hash: u64, bytes: &[u8]) -> u64 {
    for &byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}

/// Spreads a hash over all 64 bits.
#[inline]
pub fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The hash of a word or phrase.
pub fn word(text: &str) -> u64 {
    mix(fnv(SEED, text.as_bytes()))
}

/// The hash of a feature: a template and up to two values.
#[inline]
pub fn feature(template: u32, a: u64, b: u64) -> u32 {
    (mix(a ^ u64::from(template).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ b.rotate_left(23)) >> 32) as u32
}
