//! Any bytes as JSON lines: each line an article or a refusal.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    assert!(!crossread::import::import("fuzz.jsonl", bytes).is_empty());
});
