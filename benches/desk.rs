//! How long a correction takes until everything is recounted, natively and in a browser:
//!
//! ```sh
//! cargo bench --no-default-features --profile native --bench desk
//! cargo bench --no-default-features --target wasm32-unknown-unknown --bench desk -- --nocapture
//! ```
//!
//! 1,000 articles: the five built-in ones 200 times, each time with entities, alignments and ledgers of their own, and
//! one person whom all of them name. Each kind of correction is applied over ten others; at most 100 ms in the browser.

mod common;

use common::{ARTICLES, now};
use crossread::base::*;
use crossread::corpus::corrections::{Correction, EntityRef, Passage};
use crossread::corpus::*;
use crossread::text::{EntityKind, Models, analyze};
use crossread::view::Data;

const COPIES: u32 = 200;
const RUNS: usize = 15;

/// The five articles over and over.
fn corpus() -> Corpus {
    let models = Models::builtin();
    let article = |text: &&str| analyze(&RawArticle { text: text.to_string(), ..RawArticle::default() }, &models);
    let five = build(ARTICLES.iter().map(article).collect(), &Options { is_one_event: true }, &models);
    let (documents, entities) = (five.documents.len() as u32, five.entities.len() as u32);
    let mut all = Corpus::default();
    for copy in 0..COPIES {
        let document = |id: DocumentId| DocumentId(id.0 + copy * documents);
        let entity = |id: EntityId| EntityId(id.0 + copy * entities);
        let sentence = |at: SentenceRef| SentenceRef { document: document(at.document), ..at };
        for it in five.documents.iter() {
            let mut it = it.clone();
            it.id = format!("{}-{copy}", it.id);
            it.event = copy;
            // A text of its own, as in a real corpus.
            it.analysis.id = Some(it.id.clone());
            it.entity_of = it.entity_of.iter().map(|&id| if id.0 == 0 { id } else { entity(id) }).collect();
            all.documents.push(it);
        }
        for it in five.entities.iter() {
            let mut it = it.clone();
            (it.id, it.name) = (format!("{}-{copy}", it.id), format!("{} {copy}", it.name));
            it.description.iter_mut().for_each(|it| it.sentence = sentence(it.sentence));
            it.meant.iter_mut().for_each(|it| it.document = document(it.document));
            all.entities.push(it);
        }
        all.places.extend(five.places.iter().map(|it| Place {
            entity: entity(it.entity),
            parent: it.parent.map(entity),
            ..it.clone()
        }));
        for it in five.alignments.iter().filter(|it| it.grade >= Grade::Link) {
            all.alignments.push(Alignment { a: sentence(it.a), b: sentence(it.b), ..it.clone() });
        }
        all.only_here.extend(five.only_here.iter().map(|&at| sentence(at)));
        for it in &five.figure_topics {
            let mut it = it.clone();
            it.members.iter_mut().for_each(|at| at.document = document(at.document));
            all.figure_topics.push(it);
        }
        for it in &five.quote_groups {
            let mut it = it.clone();
            it.members.iter_mut().for_each(|at| at.document = document(at.document));
            all.quote_groups.push(it);
        }
    }
    all
}

/// A line a kind of correction: the middle of the times of its runs.
fn measure() -> String {
    let corpus = corpus();
    let named = |at: usize| EntityRef::of(corpus.entities.iter().nth(at).expect("there are thousands"));
    let document = corpus.documents.iter().nth(7).expect("there are a thousand");
    let block = document.analysis.blocks.iter().rfind(|block| block.kind.is_story()).expect("a story");
    let article = document.id.clone();
    let kinds = [
        ("merge", Correction::Merge { entity: named(200), into: named(201) }),
        ("rename", Correction::Rename { entity: named(0), name: "Another".into() }),
        (
            "retype one whom all name",
            Correction::Retype { entity: named(0), kind: EntityKind::Organisation, place: None },
        ),
        ("hide one whom all name", Correction::Hide { entity: named(0) }),
        ("title", Correction::Title { article, title: "Another".into() }),
        ("set a block aside", Correction::SetAside { block: Passage::of(document, block.span) }),
    ];
    let some: Vec<Correction> =
        (0..10).map(|at| Correction::Merge { entity: named(300 + at), into: named(400 + at) }).collect();
    let (articles, names) = (corpus.documents.len(), corpus.entities.len());
    let data = Data::new(corpus).corrected(some.clone(), false);
    assert!(data.said.orphans.is_empty());
    let mut lines = format!("{articles} articles, {names} names, {} alignments:", data.corpus.alignments.len());
    for (name, correction) in kinds {
        let list: Vec<Correction> = some.iter().cloned().chain([correction]).collect();
        let mut times: Vec<f64> = (0..RUNS)
            .map(|_| {
                let start = now();
                let after = data.corrected(list.clone(), false);
                let spent = now() - start;
                assert!(after.said.orphans.is_empty());
                spent
            })
            .collect();
        times.sort_by(f64::total_cmp);
        lines += &format!("\n{:>8.1} ms  {name}", times[RUNS / 2]);
    }
    let start = now();
    let likely = data.suggestions().len();
    lines += &format!("\n{:>8.1} ms  likely merges looked for ({likely} found)", now() - start);
    lines
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("{}", measure());
}

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(target_arch = "wasm32")]
mod browser {
    use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn corrections() {
        console_log!("measured: {}", super::measure());
    }
}
