//! Any text through the whole analysis: every span valid, blocks cover the text, and the wire form reads it again.
#![no_main]

use crossread::base::RawArticle;
use crossread::corpus::format;
use crossread::text::{self, Models};
use std::sync::LazyLock;

static MODELS: LazyLock<Models> = LazyLock::new(Models::builtin);

libfuzzer_sys::fuzz_target!(|input: (bool, &str)| {
    let (is_plain, text) = input;
    let article = RawArticle { text: text.into(), is_plain, ..RawArticle::default() };
    let analysis = text::analyze(&article, &MODELS);
    let mut last = 0;
    for block in analysis.blocks.iter() {
        assert!(block.span.is_valid_in(text) && text[last..block.span.start as usize].trim().is_empty());
        last = block.span.end as usize;
    }
    assert!(text[last..].trim().is_empty());
    assert!(format::from_json_line(&format::to_json_line(&analysis)).expect("its own form") == analysis);
});
