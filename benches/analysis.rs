//! How fast an article is read, natively and in a browser:
//!
//! ```sh
//! cargo bench --no-default-features --profile native --bench analysis
//! cargo test --no-default-features --profile worker --target wasm32-unknown-unknown --bench analysis -- --nocapture
//! ```
//!
//! The built-in articles are read over and over for a second a measure; prints one line. The search for names is to do
//! at least 3 MB/s in the browser on one core.

mod common;

use common::{ARTICLES, now};
use crossread::base::RawArticle;
use crossread::text::names::{self, Recogniser};
use crossread::text::{Analysis, Models, analyze, token};

/// How long each measure is repeated.
const MEASURED_MILLIS: f64 = 1000.0;

/// Milliseconds that one call of `work` takes, over many.
fn millis(mut work: impl FnMut()) -> f64 {
    work();
    let (start, mut calls) = (now(), 0.0);
    loop {
        work();
        calls += 1.0;
        let spent = now() - start;
        if spent >= MEASURED_MILLIS {
            return spent / calls;
        }
    }
}

/// Megabytes a second of names found, of articles analysed whole, and milliseconds until the models are ready.
fn measure() -> [f64; 3] {
    let start = now();
    let models = Models::builtin();
    let start_millis = now() - start;
    assert!(models.names.as_ref().is_some_and(|it: &Recogniser| it.lexicon().lists_of("Paris") != 0));
    let megabytes = ARTICLES.iter().map(|text| text.len()).sum::<usize>() as f64 / 1e6;
    let articles = ARTICLES.map(|text| RawArticle { text: text.into(), ..RawArticle::default() });
    let analyses: Vec<Analysis> = articles.iter().map(|article| analyze(article, &models)).collect();
    let tokens: Vec<_> = analyses.iter().map(|analysis| token::tokenize(&analysis.text)).collect();
    let names_millis = millis(|| {
        let found: usize =
            analyses.iter().zip(&tokens).map(|(it, tokens)| names::find(it, tokens, &models).len()).sum();
        assert!(found > 0);
    });
    let whole_millis = millis(|| {
        let found: usize = articles.iter().map(|article| analyze(article, &models).mentions.len()).sum();
        assert!(found > 0);
    });
    [megabytes / names_millis * 1e3, megabytes / whole_millis * 1e3, start_millis]
}

fn report([names, whole, start]: [f64; 3]) -> String {
    format!("names {names:.1} MB/s, whole analysis {whole:.1} MB/s, models ready in {start:.0} ms")
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    let measured = measure();
    println!("{}", report(measured));
}

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(target_arch = "wasm32")]
mod browser {
    use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn analysis() {
        console_log!("measured: {}", super::report(super::measure()));
    }
}
