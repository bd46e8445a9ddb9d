//! The analysis in the browser gives what the native program gave, byte for byte.

use crossread::base::RawArticle;
use crossread::corpus::{self, Options, format};
use crossread::text::{self, Models};
use wasm_bindgen_test::wasm_bindgen_test;

/// Made natively from the built-in articles just before this test was compiled (script/hooks/prepare).
static NATIVE: &[u8] = include_bytes!("../../static/generated/corpus.pack");

#[wasm_bindgen_test]
fn analyses_as_the_native_program_does() {
    let native = format::from_pack(NATIVE).expect("the native pack");
    let models = Models::builtin();
    let analyses: Vec<_> = native
        .documents
        .iter()
        .map(|document| {
            let given = &document.analysis;
            let raw = RawArticle {
                id: given.id.clone(),
                file: given.file.clone(),
                text: given.text.clone(),
                facts: given.facts.clone(),
                ..RawArticle::default()
            };
            text::analyze(&raw, &models)
        })
        .collect();
    assert!(analyses.len() > 1);
    let here = corpus::build(analyses, &Options { is_one_event: true }, &models);
    // Part by part first: a difference in bytes alone names nothing.
    for (here, there) in here.documents.iter().zip(native.documents.iter()) {
        assert_eq!(here, there, "{}", there.id);
    }
    assert_eq!(here.entities, native.entities);
    assert_eq!(here.places, native.places);
    assert_eq!(here.figure_topics, native.figure_topics);
    assert_eq!(here.quote_groups, native.quote_groups);
    assert_eq!(here.only_here, native.only_here);
    assert!(format::to_pack(&here) == NATIVE, "the packs differ in their alignments or origins");
}
