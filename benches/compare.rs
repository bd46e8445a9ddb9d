//! How long articles are set against each other, natively and in a browser:
//!
//! ```sh
//! cargo bench --no-default-features --profile native --bench compare
//! cargo test --no-default-features --profile worker --target wasm32-unknown-unknown --bench compare -- --nocapture
//! ```
//!
//! One event of 200 articles of 30 sentences is aligned, within 2 s in the browser on one core; natively the origins of
//! 10,000 articles of 500 words are told too, within 30 s. The sentences of the event are those of the built-in articles
//! with half of their words exchanged, so that a sentence has many that are somewhat like it, as in a real event.

mod common;

use common::{ARTICLES, now};
use crossread::base::*;
use crossread::corpus::{Document, align};
use crossread::text::{Analysis, Models, analyze};

const EVENT: usize = 200;
const SENTENCES: usize = 30;

/// SplitMix64 of S. Vigna: the same articles every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }
}

/// An article of these sentences.
fn document(sentences: impl Iterator<Item = String>) -> Document {
    let mut analysis = Analysis::default();
    for sentence in sentences {
        let start = analysis.text.len();
        analysis.text += &sentence;
        analysis.sentences.push(Span::new(start, analysis.text.len()));
        analysis.text.push(' ');
    }
    Document { analysis: analysis.into(), ..Document::default() }
}

fn event(models: &Models) -> IdVec<DocumentId, Document> {
    let texts = ARTICLES.map(|text| analyze(&RawArticle { text: text.into(), ..RawArticle::default() }, models));
    let pool: Vec<&str> = texts.iter().flat_map(|it| it.sentences.iter().map(|span| span.of(&it.text))).collect();
    let words: Vec<&str> = pool.iter().flat_map(|sentence| sentence.split_whitespace()).collect();
    let mut numbers = Numbers(1);
    (0..EVENT)
        .map(|_| {
            let sentence = |_| {
                let sentence = pool[numbers.below(pool.len())];
                let words = sentence.split_whitespace().map(|word| match numbers.below(2) {
                    0 => word,
                    _ => words[numbers.below(words.len())],
                });
                words.collect::<Vec<_>>().join(" ")
            };
            document((0..SENTENCES).map(sentence))
        })
        .collect()
}

fn measure() -> String {
    let models = Models::builtin();
    let documents = event(&models);
    let start = now();
    let aligned = align::align(&documents, &models);
    let spent = now() - start;
    assert!(!aligned.alignments.is_empty());
    format!("{EVENT} articles of {SENTENCES} sentences aligned in {spent:.0} ms, {} pairs", aligned.alignments.len())
}

/// Articles of 500 words, of which every tenth carries half of the one before it.
#[cfg(not(target_arch = "wasm32"))]
fn origins() {
    use crossread::corpus::origins;
    const COUNT: usize = 10_000;
    let mut numbers = Numbers(2);
    let mut before: Vec<String> = vec![];
    let mut documents: IdVec<DocumentId, Document> = IdVec::new();
    for number in 0..COUNT {
        let mut words: Vec<String> = (0..500).map(|_| format!("word{}", numbers.below(20_000))).collect();
        if number % 10 == 9 {
            words[..250].clone_from_slice(&before[..250]);
        }
        documents.push(document(std::iter::once(words.join(" "))));
        before = words;
    }
    let start = now();
    let found = origins::find(&documents);
    let spent = now() - start;
    println!("origins of {COUNT} articles told in {spent:.0} ms, {} with copies", found.len());
    assert_eq!(found.len(), COUNT / 10);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("{}", measure());
    origins();
}

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(target_arch = "wasm32")]
mod browser {
    use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn alignment() {
        console_log!("measured: {}", super::measure());
    }
}
