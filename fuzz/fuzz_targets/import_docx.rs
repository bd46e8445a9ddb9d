//! Any bytes as a Word file: articles with words in them, and refusals.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let read = crossread::import::import("fuzz.docx", bytes);
    assert!(!read.is_empty() && read.iter().flatten().all(|article| !article.text.trim().is_empty()));
});
