//! Which sentences of different articles of one event say the same.
//!
//! [`align`] sets every sentence of an event against every sentence of the other articles, in any order and many to
//! many, and lists the pairs that may say the same with a score, a grade and a reason.
//!
//! 1. [`words`] cuts sentences into stems and numbers; [`table`] into word pieces with vectors.
//! 2. [`event`] weighs them by how rare they are inside the event: in a story about a flood, "flood" says little;
//!    [`meaning`] tells names from the words that say what happens, and compares clauses.
//! 3. [`candidates`] proposes pairs: all of them in an event of ordinary size, else those that share most ([`join`]).
//! 4. [`rank`] turns the evidence for a pair into one score.
//! 5. [`grade`] names the score, with thresholds measured on data; [`reason`] says in words what speaks for it.
//! 6. [`alone`] finds the sentences that no other source has.

use super::{Alignment, Document, Grade, SentenceRef};
use crate::base::*;
use crate::text::Models;
use std::collections::BTreeMap;

mod alike;
mod alone;
mod candidates;
mod event;
mod grade;
mod join;
mod meaning;
mod rank;
mod reason;
mod sentences;
mod table;
mod words;

pub use sentences::{Found, Sentences};

use event::Event;
use reason::Reasons;
use sentences::Pair;
use table::Table;

/// What [`align`] finds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Aligned {
    /// Sorted by (a, b), `a.document < b.document`; each pair once.
    pub alignments: Vec<Alignment>,
    /// Sorted: sentences that no other article of their event has.
    pub only_here: Vec<SentenceRef>,
}

/// What speaks for two sentences saying the same; each number is 0 to 1, but `cosine` can be negative.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    /// The shared part of all content terms.
    pub jaccard: f64,
    /// Cosine of the terms weighted by rarity in the event.
    pub tfidf: f64,
    /// Cosine of the sentences' vectors with half the event's mean taken out.
    pub cosine: f64,
    /// How much of each finds something alike in the other.
    pub soft: f64,
    /// The same by whole words, names apart, and by clauses.
    pub words: meaning::Likeness,
}

/// Aligns the articles of each event.
pub fn align(documents: &IdVec<DocumentId, Document>, models: &Models) -> Aligned {
    let articles = documents.iter().map(|document| (document.event, &*document.analysis));
    explain(find(&Sentences::of(articles), models), documents)
}

/// Aligns the sentences of each event.
pub fn find(sentences: &Sentences, models: &Models) -> Found {
    let mut events: BTreeMap<u32, Vec<DocumentId>> = BTreeMap::new();
    for (at, article) in sentences.articles().iter().enumerate() {
        events.entry(article.event).or_default().push(DocumentId::from_index(at));
    }
    let mut out = Found::default();
    let mut table = None;
    for members in events.values().filter(|members| members.len() > 1) {
        let table = table.get_or_insert_with(|| Table::read(models.align_table, models.align_vocabulary)).as_ref();
        let found = align_event(sentences, members, table);
        out.pairs.extend(found.pairs);
        out.only_here.extend(found.only_here);
    }
    out.pairs.sort_by_key(|pair| (pair.a, pair.b));
    out.only_here.sort();
    out
}

/// Says of each pair what speaks for it. The documents are those whose sentences were aligned, their entities resolved.
pub fn explain(found: Found, documents: &IdVec<DocumentId, Document>) -> Aligned {
    let mut reasons = Reasons::new(documents);
    let alignment = |Pair { a, b, score, grade }| {
        let reason = if grade == Grade::Trace { String::new() } else { reasons.give(a, b) };
        Alignment { a, b, score, grade, reason }
    };
    Aligned { alignments: found.pairs.into_iter().map(alignment).collect(), only_here: found.only_here }
}

fn align_event(sentences: &Sentences, members: &[DocumentId], table: Option<&Table>) -> Found {
    let texts: Vec<(SentenceRef, &str)> = members
        .iter()
        .flat_map(|&document| {
            let article = &sentences.articles()[document.index()];
            let at = move |(number, span): (usize, &Span)| {
                (SentenceRef { document, sentence: SentenceId::from_index(number) }, span.of(article.text))
            };
            article.sentences.iter().enumerate().map(at)
        })
        .collect();
    let mut event = Event::new(&texts, table);
    let pairs = candidates::propose(&event);
    event.prepare(&texts, &pairs);
    let scored = rank::score(&event, &pairs);
    let only_here = alone::find(&event, &scored);
    let listed = scored.iter().filter(|pair| pair.score >= grade::TRACE);
    let at = |number: u32| event.sentences[number as usize].at;
    let pairs = listed
        .map(|pair| Pair { a: at(pair.a), b: at(pair.b), score: rounded(pair.score), grade: grade::name(&event, pair) })
        .collect();
    Found { pairs, only_here }
}

/// Four decimals: enough to order by, and the same natively and in wasm.
fn rounded(score: f64) -> f32 {
    ((score * 1e4).round() / 1e4) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Analysis;

    /// One document of an event: a sentence a line.
    fn document(text: &str) -> Document {
        let mut start = 0;
        let mut sentences = Vec::new();
        for line in text.split('\n') {
            if !line.is_empty() {
                sentences.push(Span::new(start, start + line.len()));
            }
            start += line.len() + 1;
        }
        let analysis = Analysis { text: text.to_string(), sentences: sentences.into(), ..Analysis::default() };
        Document { analysis: analysis.into(), ..Document::default() }
    }

    fn aligned(texts: &[&str]) -> Aligned {
        let documents: IdVec<DocumentId, Document> = texts.iter().map(|text| document(text)).collect();
        align(&documents, &Models::builtin())
    }

    fn graded(found: &Aligned, at_least: Grade) -> Vec<(u32, u32, u32, u32)> {
        let kept = found.alignments.iter().filter(|alignment| alignment.grade >= at_least);
        kept.map(|al| (al.a.document.0, al.a.sentence.0, al.b.document.0, al.b.sentence.0)).collect()
    }

    const FLOOD: [&str; 3] = [
        "The river Maas burst its banks near Venlo on Monday.\nFour people were taken to hospital.\nThe mayor opened the \
         sports hall to families who had lost their homes.",
        "Families left homeless can sleep in the sports hall, the mayor said.\nOn Monday the Maas broke through its banks \
         at Venlo.\nDamage to greenhouses may reach 20 million euros, growers estimate.",
        "Farmers fear for the potato harvest after a dry spring.\nThe Maas burst its banks near Venlo on Monday.",
    ];

    #[test]
    fn finds_what_is_told_twice_in_any_order() {
        let found = aligned(&FLOOD);
        assert_eq!(graded(&found, Grade::Link), [(0, 0, 1, 1), (0, 0, 2, 1), (0, 2, 1, 0), (1, 1, 2, 1)]);
        let alone: Vec<_> = found.only_here.iter().map(|at| (at.document.0, at.sentence.0)).collect();
        assert!(alone.contains(&(1, 2)) && !alone.contains(&(0, 2)), "{alone:?}");
    }

    #[test]
    fn says_why() {
        let found = aligned(&FLOOD);
        let reason = |a, b| {
            let pair = found
                .alignments
                .iter()
                .find(|al| (al.a.document.0, al.b.document.0) == (a, b) && al.grade >= Grade::Link);
            pair.unwrap().reason.as_str()
        };
        assert_eq!(reason(0, 1), "shares \"Maas\", \"banks\", \"Venlo\"");
        assert_eq!(reason(0, 2), "shares \"Maas burst its banks near Venlo on Monday\"");
        let bread = aligned(&["Bread costs 3 euros in Ghent.", "Bread costs 4 euros in Ghent."]);
        assert_eq!(bread.alignments[0].reason, "shares \"Bread costs\", \"euros in Ghent\"; but 3 against 4");
    }

    #[test]
    fn degenerate_input_is_no_trouble() {
        for texts in
            [&[][..], &[""], &["", ""], &["One sentence stands here alone."], &["", "Rain fell."], &["!!!", "..."]]
        {
            assert_eq!(aligned(texts).alignments, [], "{texts:?}");
        }
        let same = aligned(&[FLOOD[0], FLOOD[0]]);
        assert_eq!(graded(&same, Grade::Verbatim), [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2)]);
        assert_eq!(same.only_here, []);
    }

    #[test]
    fn other_events_are_left_alone() {
        let mut documents: IdVec<DocumentId, Document> = FLOOD.iter().map(|text| document(text)).collect();
        documents[DocumentId(2)].event = 1;
        let found = align(&documents, &Models::builtin());
        assert!(found.alignments.iter().all(|alignment| alignment.b.document.0 < 2));
        assert!(found.only_here.iter().all(|at| at.document.0 < 2));
    }

    #[test]
    fn goes_to_another_thread_and_back() {
        let documents: IdVec<DocumentId, Document> = FLOOD.iter().map(|text| document(text)).collect();
        let models = Models::builtin();
        let sentences = Sentences::of(documents.iter().map(|document| (0, &*document.analysis)));
        let bytes = postcard::to_allocvec(&sentences).unwrap();
        let found = postcard::to_allocvec(&find(&Sentences::from_bytes(&bytes).unwrap(), &models)).unwrap();
        assert_eq!(explain(postcard::from_bytes(&found).unwrap(), &documents), align(&documents, &models));
        assert_eq!(Sentences::from_bytes(&bytes[..40]), None);
        // A span beyond the text.
        assert_eq!(Sentences::from_bytes(&[1, 0, 2, b'o', b'k', 1, 0, 3]), None);
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(8))]
        #[test]
        fn pairs_are_sorted_in_range_and_independent_of_order(texts in proptest::collection::vec("([A-Ea-e1-9é,'] ?){0,30}(\n[a-d ]{0,30})?", 0..5)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let found = aligned(&texts);
            let keys: Vec<_> = found.alignments.iter().map(|al| (al.a, al.b)).collect();
            proptest::prop_assert!(keys.is_sorted_by(|a, b| a < b));
            for alignment in &found.alignments {
                proptest::prop_assert!(alignment.a.document < alignment.b.document);
                proptest::prop_assert!((0.0..=1.0).contains(&alignment.score));
            }
            let turned: Vec<&str> = texts.iter().rev().copied().collect();
            let last = texts.len() as u32;
            let turn = |at: SentenceRef| SentenceRef { document: DocumentId(last - 1 - at.document.0), ..at };
            let mut back: Vec<_> =
                aligned(&turned).alignments.iter().map(|al| (turn(al.b), turn(al.a), al.score, al.grade)).collect();
            back.sort_by_key(|pair| (pair.0, pair.1));
            let there: Vec<_> = found.alignments.iter().map(|al| (al.a, al.b, al.score, al.grade)).collect();
            proptest::prop_assert_eq!(there, back);
        }
    }
}
