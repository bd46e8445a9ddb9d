//! Measures queries: `bench PACK [DOCUMENTS…]`, called by script/bench.
//!
//! The corpus of the pack is repeated until it has the wanted number of documents (its own number and 2,000 when none
//! is given), indexed, and asked what a reader asks: words that many and that few documents have, a phrase, a prefix,
//! a misspelling, an exclusion, and the counts of all facets. The words come from the corpus itself, by their place
//! in its order of frequency, so the program knows nothing of what it reads.
//!
//! Then each view of the pack's own story is made as often as it takes a tenth of a second, at least three times: what the
//! page does between a click and drawing.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    native::main()
}

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use crossread::corpus::{Corpus, format};
    use crossread::query::{Index, Selection, facet_counts, parse, search};
    use crossread::view::{
        Data, State, about, articles, compare, desk, entities, ledger, notes, overview, places, reader,
    };
    use std::collections::BTreeMap;
    use std::hint::black_box;
    use std::process::ExitCode;
    use std::time::Instant;

    /// Runs of each question; the first few warm the caches and are not counted.
    const RUNS: usize = 220;
    const WARM_UP: usize = 20;

    pub fn main() -> ExitCode {
        let mut arguments = std::env::args().skip(1);
        let Some(pack) = arguments.next() else {
            eprintln!("usage: bench PACK [DOCUMENTS…]");
            return ExitCode::from(2);
        };
        let sizes: Result<Vec<usize>, _> = arguments.map(|it| it.parse()).collect();
        let corpus = std::fs::read(&pack).map_err(|it| it.to_string());
        let corpus = corpus.and_then(|bytes| format::from_pack(&bytes).map_err(|it| it.to_string()));
        match (corpus, sizes) {
            (Ok(corpus), Ok(mut sizes)) => {
                if sizes.is_empty() {
                    sizes = vec![corpus.documents.len(), 2_000];
                }
                for size in sizes {
                    measure(&repeated(&corpus, size));
                }
                views(corpus);
                ExitCode::SUCCESS
            }
            (Err(error), _) => {
                eprintln!("bench: {pack}: {error}");
                ExitCode::FAILURE
            }
            (_, Err(error)) => {
                eprintln!("bench: a number of documents is wanted: {error}");
                ExitCode::from(2)
            }
        }
    }

    /// The documents over and over; what sets them against each other is left out, no query reads it.
    fn repeated(corpus: &Corpus, size: usize) -> Corpus {
        let mut out = Corpus { entities: corpus.entities.clone(), places: corpus.places.clone(), ..Corpus::default() };
        for (number, document) in corpus.documents.iter().cycle().take(size).enumerate() {
            let mut document = document.clone();
            document.id = format!("{number}-{}", document.id);
            out.documents.push(document);
        }
        out
    }

    fn measure(corpus: &Corpus) {
        let bytes: usize = corpus.documents.iter().map(|it| it.text().len()).sum();
        let begun = Instant::now();
        let index = Index::build(corpus);
        println!(
            "{} documents, {:.2} MB of text: indexed in {:.1} ms, index {:.2} MB",
            corpus.documents.len(),
            bytes as f64 / 1e6,
            begun.elapsed().as_secs_f64() * 1e3,
            index.size_bytes() as f64 / 1e6
        );
        println!("{:<28} {:>9} {:>10} {:>10}", "question", "documents", "median µs", "p95 µs");
        for (name, text) in questions(corpus) {
            let found = search(&index, corpus, &parse(&text)).documents.len();
            let times = timed(|| drop(black_box(search(&index, corpus, &parse(black_box(&text))))));
            row(name, found, &times);
        }
        let selection = Selection::default();
        row(
            "counts of every facet",
            corpus.documents.len(),
            &timed(|| drop(black_box(facet_counts(&index, &selection, None)))),
        );
    }

    /// How long each view takes to be made.
    fn views(corpus: Corpus) {
        let sentences: usize = corpus.documents.iter().map(|it| it.analysis.sentences.len()).sum();
        println!("{} documents, {sentences} sentences: each view made", corpus.documents.len());
        println!("{:<28} {:>9} {:>10}", "view", "runs", "median ms");
        let documents = corpus.documents.len();
        let begun = Instant::now();
        let data = Data::new(corpus);
        view("opened", &[begun.elapsed().as_secs_f64() * 1e3]);
        let mut state = State::new(documents);
        view("Overview", &often(|| drop(black_box(overview::model(&data)))));
        view("Articles", &often(|| drop(black_box(articles::model(&data, &state)))));
        view("Places", &often(|| drop(black_box(places::model(&data, &state)))));
        view("Compare", &often(|| drop(black_box(compare::model(&data, &state.compare)))));
        view("Figures", &often(|| drop(black_box(ledger::figures::model(&data, &state)))));
        view("Quotes", &often(|| drop(black_box(ledger::quotes::model(&data, &state)))));
        view("Timeline", &often(|| drop(black_box(ledger::timeline::model(&data, &state)))));
        view("Entities", &often(|| drop(black_box(entities::model(&data, &state)))));
        view("Desk", &often(|| drop(black_box(desk::model(&data, &state)))));
        view("Notes", &often(|| drop(black_box(notes::model(&data, &state)))));
        view("About", &often(|| drop(black_box(about::model(&data)))));
        state.open = data.corpus.documents.ids().next();
        view("an article", &often(|| drop(black_box(reader::model(&data, &state)))));
        state.query = questions(&data.corpus).swap_remove(0).1;
        view("a search in it", &often(|| drop(black_box(reader::model(&data, &state)))));
        view("a search", &often(|| drop(black_box(articles::model(&data, &state)))));
    }

    /// Milliseconds of each run.
    fn often(mut run: impl FnMut()) -> Vec<f64> {
        let mut times = vec![];
        while times.len() < 3 || (times.iter().sum::<f64>() < 100.0 && times.len() < RUNS) {
            let begun = Instant::now();
            run();
            times.push(begun.elapsed().as_secs_f64() * 1e3);
        }
        times.sort_by(f64::total_cmp);
        times
    }

    fn view(name: &str, times: &[f64]) {
        println!("{name:<28} {:>9} {:>10.2}", times.len(), times[times.len() / 2]);
    }

    /// What is asked, by name, made from the words of the first documents.
    fn questions(corpus: &Corpus) -> Vec<(&'static str, String)> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let text: String = corpus.documents.iter().take(5).map(|it| it.text()).collect();
        for word in text.split(|it: char| !it.is_alphabetic()).filter(|it| it.len() > 4) {
            *counts.entry(word.to_lowercase()).or_default() += 1;
        }
        let mut words: Vec<(usize, String)> = counts.into_iter().map(|(word, count)| (count, word)).collect();
        words.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let word = |at: usize| words.get(at.min(words.len().saturating_sub(1))).map_or("", |it| it.1.as_str());
        let (common, second, rare) = (word(0), word(1), word(words.len()));
        let sentence = corpus.documents.iter().next().map_or("", |it| it.text());
        let phrase: Vec<&str> = sentence.split_whitespace().skip(20).take(3).collect();
        vec![
            ("a common word", common.to_string()),
            ("a rare word", rare.to_string()),
            ("two common words", format!("{common} {second}")),
            ("either of two", format!("{common} OR {rare}")),
            ("a phrase of three", format!("\"{}\"", phrase.join(" ").replace('"', ""))),
            ("a prefix", format!("{}*", common.chars().take(3).collect::<String>())),
            ("a misspelling", format!("{}~", rare.chars().skip(1).collect::<String>())),
            ("one word without another", format!("{common} -{second}")),
        ]
    }

    /// Microseconds of each counted run, ascending.
    fn timed(mut run: impl FnMut()) -> Vec<f64> {
        let mut once = || {
            let begun = Instant::now();
            run();
            begun.elapsed().as_secs_f64() * 1e6
        };
        let mut times: Vec<f64> = (0..RUNS).map(|_| once()).skip(WARM_UP).collect();
        times.sort_by(f64::total_cmp);
        times
    }

    fn row(name: &str, documents: usize, times: &[f64]) {
        let at = |share: f64| times[(times.len() as f64 * share) as usize];
        println!("{name:<28} {documents:>9} {:>10.1} {:>10.1}", at(0.5), at(0.95));
    }
}
