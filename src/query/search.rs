//! Search: which documents answer a query, in what order, and where in them.
//!
//! A word is found in the story or in the title; words side by side are all wanted. The order is that of Okapi BM25
//! (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009) with the constants below, one contribution
//! for each word or phrase of the query that is not excluded; a word in all its forms counts as one. Fields of names,
//! sources and dates narrow and do not rank. Equal scores keep the corpus's order.

use super::Index;
use super::order::{pack, sort, unpack};
use super::parse::{Field, Leaf, Node, Query};
use super::postings::Postings;
use super::term::nearest;
use crate::base::*;
use crate::corpus::Corpus;

/// How soon more of the same word stops to matter: 1.2, the usual value (0 counts a word once, 2 lets it grow).
const K1: f32 = 1.2;
/// How much long articles are held back: 0.75, the usual value (0 not at all, 1 in full proportion).
const B: f32 = 0.75;
/// What a word in the title counts on top, in words of the story. A headline stands in the story too, so it weighs 4.
const TITLE_WEIGHT: u32 = 3;
/// Offers for a word that nothing has.
const MAX_NEAR: usize = 3;

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    pub documents: DocSet,
    /// The same documents, best first.
    pub ranked: Vec<Ranked>,
    /// Each word, phrase or field that is wanted, in the order of the query: tells which one leaves nothing.
    pub parts: Vec<Part>,
    /// When nothing was found: words of the corpus near those of the query, the nearest first.
    pub near: Vec<Near>,
}

/// One found document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    pub document: DocumentId,
    /// BM25, 0 and up; comparable within one answer only.
    pub score: f32,
}

/// A part of a query on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its place in the query, field and quotation marks left out.
    pub span: Span,
    /// How many documents it has.
    pub documents: u32,
}

/// A word of the corpus near one of the query's that no document has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// The part of the query that it could stand for.
    pub span: Span,
    /// As the corpus writes it where it stands first.
    pub term: String,
    /// How many documents, or names for a field of names, have it.
    pub documents: u32,
}

/// Finds and ranks. An empty query finds every document, in the corpus's order.
pub fn search(index: &Index, corpus: &Corpus, query: &Query) -> Found {
    let count = corpus.documents.len();
    let mut run = Run { index, counts: vec![0; count], scores: vec![0.0; count], parts: vec![] };
    let documents = match &query.root {
        Some(root) => run.node(root, true),
        None => index.documents().clone(),
    };
    // The bits of floats that are not negative sort as the floats do.
    let key = |document: DocumentId| pack(u32::MAX - run.scores[document.index()].to_bits(), document.0);
    let mut order: Vec<u64> = documents.iter().map(key).collect();
    sort(&mut order);
    let ranked = |key| {
        let document = DocumentId(unpack(key).1);
        Ranked { document, score: run.scores[document.index()] }
    };
    let ranked = order.into_iter().map(ranked).collect();
    let mut near = vec![];
    if let Some(root) = query.root.as_ref().filter(|_| documents.is_empty()) {
        wanted(root, &mut |leaf| add_near(index, corpus, leaf, &mut near));
    }
    Found { documents, ranked, parts: run.parts, near }
}

/// Calls `visit` with each leaf that is not excluded.
pub(super) fn wanted<'q>(node: &'q Node, visit: &mut dyn FnMut(&'q Leaf)) {
    match node {
        Node::Leaf(leaf) => visit(leaf),
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().for_each(|node| wanted(node, visit)),
        Node::Not(_) => {}
    }
}

/// The values of a facet whose names a leaf finds.
pub(super) fn named_values(index: &Index, leaf: &Leaf) -> Vec<u32> {
    let mut values: Vec<u64> = vec![];
    if let Field::Facet(facet) = leaf.field {
        occurrences(index.names(facet), leaf, &mut |value, _| values.push(value.into()));
    }
    sort(&mut values);
    values.dedup();
    values.into_iter().map(|value| value as u32).collect()
}

struct Run<'a> {
    index: &'a Index,
    /// Occurrences of the leaf at hand, by document; a title's weigh more.
    counts: Vec<u32>,
    scores: Vec<f32>,
    parts: Vec<Part>,
}

impl Run<'_> {
    fn node(&mut self, node: &Node, is_wanted: bool) -> DocSet {
        match node {
            Node::Leaf(leaf) => {
                let documents = self.leaf(leaf, is_wanted);
                if is_wanted {
                    self.parts.push(Part { span: leaf.span, documents: documents.len() as u32 });
                }
                documents
            }
            Node::All(nodes) => {
                let mut all = self.index.documents().clone();
                nodes.iter().for_each(|node| all.intersect_with(&self.node(node, is_wanted)));
                all
            }
            Node::Any(nodes) => {
                let mut any = DocSet::new();
                nodes.iter().for_each(|node| any.union_with(&self.node(node, is_wanted)));
                any
            }
            Node::Not(node) => {
                let mut rest = self.index.documents().clone();
                rest.subtract(&self.node(node, false));
                rest
            }
        }
    }

    fn leaf(&mut self, leaf: &Leaf, is_wanted: bool) -> DocSet {
        if let Field::Facet(facet) = leaf.field {
            let mut documents = DocSet::new();
            for value in named_values(self.index, leaf) {
                documents.union_with(&self.index.values(facet)[Id::from_index(value as usize)].documents);
            }
            return documents;
        }
        let Run { index, counts, .. } = self;
        counts.fill(0);
        if leaf.field == Field::Text {
            occurrences(index.story(), leaf, &mut |document, _| counts[document as usize] += 1);
        }
        occurrences(index.titles(), leaf, &mut |document, _| counts[document as usize] += TITLE_WEIGHT);
        let documents: DocSet = index.documents().iter().filter(|document| counts[document.index()] > 0).collect();
        if is_wanted {
            self.add_scores(&documents);
        }
        documents
    }

    fn add_scores(&mut self, documents: &DocSet) {
        let (all, having) = (self.counts.len() as f64, documents.len() as f64);
        let rarity = (1.0 + (all - having + 0.5) / (having + 0.5)).ln() as f32;
        for document in documents.iter() {
            let often = self.counts[document.index()] as f32;
            let length = 1.0 - B + B * self.index.relative_length(document);
            self.scores[document.index()] += rarity * often * (K1 + 1.0) / (often + K1 * length);
        }
    }
}

/// Calls `visit(item, place)` for each place where the words of a leaf stand in a row, or its compound stands.
fn occurrences(postings: &Postings, leaf: &Leaf, visit: &mut dyn FnMut(u32, u32)) {
    if let Some(compound) = &leaf.compound {
        compound.expand(postings).into_iter().for_each(|term| postings.places(term, visit));
    }
    let expanded: Vec<_> = leaf.words.iter().map(|(word, _)| word.expand(postings)).collect();
    if let [terms] = &expanded[..] {
        terms.iter().for_each(|&term| postings.places(term, visit));
        return;
    }
    // The rarest word gives the candidates, each other word thins them out.
    let item_count = |terms: &Vec<usize>| terms.iter().map(|&term| u64::from(postings.item_count(term))).sum::<u64>();
    let Some(rarest) = (0..expanded.len()).min_by_key(|&at| item_count(&expanded[at])) else { return };
    let mut starts = vec![];
    for &term in &expanded[rarest] {
        postings.places(term, &mut |item, place| starts.extend(start_of(item, place, rarest)));
    }
    sort(&mut starts);
    for (at, terms) in expanded.iter().enumerate().filter(|&(at, _)| at != rarest) {
        let mut is_kept = vec![false; starts.len()];
        for &term in terms {
            let mut cursor = 0;
            postings.places(term, &mut |item, place| {
                let Some(start) = start_of(item, place, at) else { return };
                while cursor < starts.len() && starts[cursor] < start {
                    cursor += 1;
                }
                if starts.get(cursor) == Some(&start) {
                    is_kept[cursor] = true;
                }
            });
        }
        let mut kept = is_kept.iter();
        starts.retain(|_| kept.next() == Some(&true));
    }
    starts.into_iter().map(unpack).for_each(|(item, place)| visit(item, place));
}

/// Where a phrase starts whose word number `at` stands at `place`.
fn start_of(item: u32, place: u32, at: usize) -> Option<u64> {
    Some(pack(item, place.checked_sub(at as u32).filter(|&start| start > 0)?))
}

fn add_near(index: &Index, corpus: &Corpus, leaf: &Leaf, near: &mut Vec<Near>) {
    let postings = match leaf.field {
        Field::Text => index.story(),
        Field::Title => index.titles(),
        Field::Facet(facet) => index.names(facet),
    };
    for (word, span) in &leaf.words {
        if !word.expand(postings).is_empty() || !word.expand(index.titles()).is_empty() && leaf.field == Field::Text {
            continue;
        }
        for term in nearest(postings, &word.word, MAX_NEAR) {
            near.push(Near {
                span: *span,
                term: index.spelling(corpus, leaf.field, term),
                documents: postings.item_count(term),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fold::{Token, Tokens, stem};
    use super::super::term::{Form, Term, max_distance, tests::naive_distance};
    use super::super::{Facet, fixture, hits, parse};
    use super::*;
    use proptest::prelude::*;

    fn small() -> Corpus {
        let mut corpus = fixture::corpus(&[
            "The Daily | 2020-05-01 | Harvest
             H Harvest delayed in {place:Redport}
             P Farmers waited for rain. {person:Ada Bell} said the peace-keeping force left on Monday.
             X Subscribe to our harvest newsletter",
            "The Post | 2020-05-02 | Rain
             P The rain came late, farmers’ leaders said. A farmer waits. “The force of the storm was great.”
             B Harvest desk",
            "The Post | 2020-05-03 | Given title about locusts
             P Nothing else happened in {place:Bluehaven}.
             P Else it rained.",
        ]);
        fixture::lies_in(&mut corpus, "Redport", "Norland");
        corpus
    }

    /// Documents in ranked order, each with its hits.
    fn check(query: &str, expected: &str) {
        let corpus = small();
        let index = Index::build(&corpus);
        let query = parse(query);
        let found = search(&index, &corpus, &query);
        let show = |ranked: &Ranked| {
            let text = corpus.documents[ranked.document].text();
            let hits = hits(&index, &corpus, &query, ranked.document);
            let hits: Vec<_> = hits.iter().map(|hit| hit.of(text)).collect();
            format!("{}[{}]", ranked.document.0, hits.join("|"))
        };
        assert_eq!(found.ranked.iter().map(show).collect::<Vec<_>>().join(" "), expected, "{query:?}");
        assert_eq!(found.documents.len(), found.ranked.len());
    }

    #[test]
    fn finds_and_marks() {
        for (query, expected) in [
            ("", "0[] 1[] 2[]"),
            ("farmer", "1[farmers|farmer] 0[Farmers]"),
            ("\"farmer\"", "1[farmer]"),
            ("FARMERS rain", "1[rain|farmers|farmer] 0[Farmers|rain]"),
            ("harvest", "0[Harvest]"),
            ("newsletter", ""),
            ("locusts", "2[]"),
            ("rain*", "1[rain] 2[rained] 0[rain]"),
            ("rian~", "1[rain] 0[rain]"),
            ("raind~", "1[rain] 2[rained] 0[rain]"),
            ("\"the force\"", "1[The force]"),
            ("“of the storm”", "1[of the storm]"),
            ("\"rain. Ada\"", "0[rain. Ada]"),
            ("\"bluehaven else\"", ""),
            ("peacekeeping", "0[peace-keeping]"),
            ("peace-keeping", "0[peace-keeping]"),
            ("\"peace keeping force\"", "0[peace-keeping force]"),
            ("the", "1[The|The|the] 0[the]"),
            ("rain -storm", "0[rain]"),
            ("-rain", "2[]"),
            ("NOT (rain OR bluehaven)", ""),
            ("storm OR bluehaven", "2[Bluehaven] 1[storm]"),
            ("person:bell", "0[Ada Bell]"),
            ("person:\"ada bell\" force", "0[Ada Bell|force]"),
            ("place:norland", "0[Redport]"),
            ("source:post", "1[] 2[]"),
            ("source:\"the post\" rain", "1[rain]"),
            ("date:2020-05-02", "1[]"),
            ("date:2020-05", "0[] 1[] 2[]"),
            ("title:harvest", "0[Harvest]"),
            ("title:rain", "1[]"),
            ("title:farmers", ""),
            ("organisation:bell", ""),
            ("\"force force\"", ""),
        ] {
            check(query, expected);
        }
    }

    #[test]
    fn says_what_leaves_nothing_and_what_is_near() {
        let corpus = small();
        let index = Index::build(&corpus);
        let found = search(&index, &corpus, &parse("farmers strom person:bull"));
        let parts: Vec<_> = found.parts.iter().map(|part| part.documents).collect();
        assert_eq!(parts, [2, 0, 0]);
        let near: Vec<_> =
            found.near.iter().map(|near| (near.term.as_str(), near.span.start, near.documents)).collect();
        assert_eq!(near, [("storm", 8, 1), ("bell", 21, 1)]);
        let near = search(&index, &corpus, &parse("bluehavn")).near;
        assert_eq!(near[0].term, "Bluehaven");
        assert!(search(&index, &corpus, &parse("farmers")).near.is_empty());
    }

    #[test]
    fn ranks_like_bm25() {
        let corpus = fixture::corpus(&[
            "A | - | x\nP alpha beta beta beta beta",
            "B | - | x\nP alpha alpha beta beta beta",
            "C | - | alpha\nP beta",
            "D | - | x\nP gamma gamma gamma gamma gamma",
        ]);
        let index = Index::build(&corpus);
        let found = search(&index, &corpus, &parse("alpha"));
        assert_eq!(found.ranked.iter().map(|ranked| ranked.document.0).collect::<Vec<_>>(), [2, 1, 0]);
        // Worked by hand: 4 documents, 3 have it, 16 words in all, document 0 has 5 of them and the word once.
        let idf = (1.0f32 + 1.5 / 3.5).ln();
        let expected = idf * 2.2 / (1.0 + 1.2 * (0.25 + 0.75 * 5.0 / 4.0));
        assert!((found.ranked[2].score - expected).abs() < 1e-6, "{} {expected}", found.ranked[2].score);
    }

    fn accepts(term: &Term, word: &str) -> bool {
        let whole = |word: &str| [stem(word).0, stem(word).1].concat();
        match term.form {
            Form::Exact => term.word == word,
            Form::Plural => whole(&term.word) == whole(word),
            Form::Prefix => word.starts_with(&term.word),
            Form::Fuzzy => naive_distance(&term.word, word) <= usize::from(max_distance(term.word.chars().count())),
        }
    }

    /// Looks at every word of every stretch.
    fn naive_leaf(leaf: &Leaf, stretches: &[String]) -> bool {
        stretches.iter().any(|stretch| {
            let tokens = Tokens::of(stretch);
            let at = |position: u32, term: &Term| {
                tokens.list().iter().any(|token| token.position == position && accepts(term, tokens.word(token)))
            };
            let starts = |token: &Token| {
                leaf.words.iter().enumerate().all(|(number, (term, _))| at(token.position + number as u32, term))
                    || leaf.compound.as_ref().is_some_and(|term| accepts(term, tokens.word(token)))
            };
            tokens.list().iter().any(starts)
        })
    }

    fn naive(node: &Node, corpus: &Corpus, document: DocumentId) -> bool {
        match node {
            Node::All(nodes) => nodes.iter().all(|node| naive(node, corpus, document)),
            Node::Any(nodes) => nodes.iter().any(|node| naive(node, corpus, document)),
            Node::Not(node) => !naive(node, corpus, document),
            Node::Leaf(leaf) => {
                let document = &corpus.documents[document];
                let blocks = document.analysis.blocks.iter().filter(|block| block.kind.is_story());
                let mut stretches: Vec<String> =
                    blocks.map(|block| block.span.of(document.text()).to_string()).collect();
                match leaf.field {
                    Field::Text => stretches.push(document.analysis.title.clone()),
                    Field::Title => stretches = vec![document.analysis.title.clone()],
                    Field::Facet(Facet::Source) => stretches = vec![document.analysis.facts.outlet.clone().unwrap()],
                    Field::Facet(Facet::Person) => {
                        let named = document.story_mentions().map(|(_, entity)| corpus.entities[entity].name.clone());
                        stretches = named.collect();
                    }
                    Field::Facet(_) => stretches.clear(),
                }
                naive_leaf(leaf, &stretches)
            }
        }
    }

    const WORD: &str = "[ab]{1,3}|abas?|cabbag(e|es|s)|ab-ba|aa-b-a|the|Á|ba's";

    fn any_corpus() -> impl Strategy<Value = Corpus> {
        let block =
            ("[HPPCNX]", prop::collection::vec(prop_oneof![4 => WORD, 1 => "\\{person:[ab]{1,3} [ab]{1,3}\\}"], 1..12));
        let article = (WORD, WORD, prop::collection::vec(block, 0..4));
        prop::collection::vec(article, 0..8).prop_map(|articles| {
            let texts: Vec<String> = articles
                .into_iter()
                .map(|(outlet, title, blocks)| {
                    let blocks: Vec<_> =
                        blocks.iter().map(|(kind, words)| format!("\n{kind} {}", words.join(" "))).collect();
                    format!("{outlet} | - | {title}{}", blocks.concat())
                })
                .collect();
            fixture::corpus(&texts.iter().map(String::as_str).collect::<Vec<_>>())
        })
    }

    fn any_query() -> impl Strategy<Value = String> {
        let item = (
            prop_oneof![5 => Just(""), 1 => Just("-"), 1 => Just("title:"), 1 => Just("person:"), 1 => Just("source:")],
            prop::collection::vec(WORD, 1..4),
            prop_oneof![3 => Just(0), 2 => Just(1), 1 => Just(2), 1 => Just(3)],
        );
        let item = item.prop_map(|(before, words, form)| match form {
            0 => format!("{before}{}", words[0]),
            1 => format!("{before}\"{}\"", words.join(" ")),
            2 => format!("{before}{}*", words[0]),
            _ => format!("{before}{}~", words[0]),
        });
        let joint =
            prop_oneof![3 => Just(" "), 2 => Just(" OR "), 1 => Just(" AND "), 1 => Just(") OR ("), 1 => Just(" (")];
        prop::collection::vec((joint, item), 0..5)
            .prop_map(|items| items.iter().map(|(joint, item)| [*joint, item].concat()).collect::<String>())
    }

    proptest! {
        #[test]
        fn index_equals_naive_scan(corpus in any_corpus(), text in any_query()) {
            let index = Index::build(&corpus);
            let query = parse(&text);
            let found = search(&index, &corpus, &query);
            for document in corpus.documents.ids() {
                let expected = query.root.as_ref().is_none_or(|root| naive(root, &corpus, document));
                prop_assert_eq!(found.documents.contains(document), expected, "{} in {:?}", &text, document);
            }
            prop_assert_eq!(found.ranked.iter().map(|ranked| ranked.document).collect::<DocSet>(), found.documents.clone());
            prop_assert!(found.ranked.iter().all(|ranked| ranked.score.is_finite() && ranked.score >= 0.0));
        }

        #[test]
        fn hits_are_where_the_words_stand(corpus in any_corpus(), text in any_query()) {
            let index = Index::build(&corpus);
            let query = parse(&text);
            for (id, document) in corpus.documents.enumerate() {
                let spans = hits(&index, &corpus, &query, id);
                prop_assert!(spans.iter().all(|span| span.is_valid_in(document.text()) && !span.is_empty()));
                prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
                prop_assert!(spans.iter().all(|&span| document.analysis.is_story(span)));
                let mut expects_hit = false;
                if let Some(root) = &query.root {
                    let blocks = document.analysis.blocks.iter().filter(|block| block.kind.is_story());
                    let story: Vec<String> = blocks.map(|block| block.span.of(document.text()).to_string()).collect();
                    wanted(root, &mut |leaf| expects_hit |= leaf.field == Field::Text && naive_leaf(leaf, &story));
                    let mut has_fields = false;
                    wanted(root, &mut |leaf| has_fields |= leaf.field != Field::Text);
                    expects_hit |= has_fields && !spans.is_empty();
                }
                prop_assert_eq!(!spans.is_empty(), expects_hit, "{}", &text);
            }
        }

        #[test]
        fn no_query_fails(text in "\\PC{0,40}") {
            let corpus = small();
            let index = Index::build(&corpus);
            let query = parse(&text);
            let found = search(&index, &corpus, &query);
            for document in corpus.documents.ids() {
                hits(&index, &corpus, &query, document);
            }
            prop_assert!(found.documents.len() <= 3);
        }
    }
}
