//! Any bytes as a Markdown file: an article with words in it, or a refusal.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let read = crossread::import::import("fuzz.md", bytes);
    assert!(read.len() == 1 && read.iter().flatten().all(|article| !article.text.trim().is_empty()));
});
