//! Any bytes under a text file's name: an article or a refusal, never a panic.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for article in crossread::import::import("fuzz.txt", bytes).into_iter().flatten() {
        assert!(!article.text.trim().is_empty());
    }
});
