//! Any bytes as a Markdown file: articles with words in them (the content outweighs the name), and refusals.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let read = crossread::import::import("fuzz.md", bytes);
    assert!(!read.is_empty() && read.iter().flatten().all(|article| !article.text.trim().is_empty()));
});
