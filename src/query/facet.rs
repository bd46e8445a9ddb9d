//! Facets: which documents a selection of values leaves, and what a click on each value would leave.
//!
//! Inside a facet the included values are alternatives ([`Match::Any`]) or all required ([`Match::All`]); facets
//! restrict each other; an excluded value takes its documents away. [`facet_counts`] has one definition for every
//! value, included, excluded or neither:
//!
//! > count(v) = the size of [`matching`] after v is taken out of its facet's `exclude` and the facet's `include`
//! > becomes {v} under `Any`, or `include` ∪ {v} under `All`.
//!
//! So a count under `Any` ignores the other values ticked in its own facet, as multi-select facets usually do.

use super::Index;
use crate::base::*;

/// What documents can be filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Facet {
    Person,
    Organisation,
    Place,
    Source,
    Date,
}

impl Facet {
    pub const ALL: [Facet; 5] = [Facet::Person, Facet::Organisation, Facet::Place, Facet::Source, Facet::Date];

    /// The place of this facet in arrays of five.
    pub fn index(self) -> usize {
        self as usize
    }

    /// The name in the address and the query language.
    pub fn key(self) -> &'static str {
        ["person", "organisation", "place", "source", "date"][self.index()]
    }
}

/// A value of one facet, dense inside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ValueId(pub u32);

impl Id for ValueId {
    fn from_index(index: usize) -> ValueId {
        ValueId(index as u32)
    }

    fn index(self) -> usize {
        self.0 as usize
    }
}

/// One thing a facet can be narrowed to.
#[derive(Clone, Debug, PartialEq)]
pub struct FacetValue {
    /// Stable, for the address: the entity's id, a slug of the outlet or label, the ISO day or `unknown`.
    pub key: String,
    pub label: String,
    /// The entity behind the value; none for sources and dates.
    pub entity: Option<EntityId>,
    /// The documents that have the value; for a place also those that name a place inside it.
    pub documents: DocSet,
    /// How often the stories name it (places rolled up as above); the number of documents for sources and dates.
    pub mentions: u32,
}

/// How the included values of one facet combine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Match {
    #[default]
    Any,
    All,
}

/// What is chosen in one facet. Both lists are sorted and without repeats; ids that do not exist are passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetSelection {
    pub include: Vec<ValueId>,
    pub exclude: Vec<ValueId>,
    pub mode: Match,
}

impl FacetSelection {
    pub fn is_empty(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }
}

/// What is chosen in all facets, by [`Facet::index`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub facets: [FacetSelection; 5],
}

impl Selection {
    pub fn is_empty(&self) -> bool {
        self.facets.iter().all(FacetSelection::is_empty)
    }

    pub fn of(&self, facet: Facet) -> &FacetSelection {
        &self.facets[facet.index()]
    }

    pub fn of_mut(&mut self, facet: Facet) -> &mut FacetSelection {
        &mut self.facets[facet.index()]
    }
}

/// The documents that a selection leaves, of all documents or of `hits`.
pub fn matching(index: &Index, selection: &Selection, hits: Option<&DocSet>) -> DocSet {
    let mut left = start(index, hits);
    for facet in Facet::ALL {
        keep_included(index, facet, selection.of(facet), &mut left);
        take_excluded(index, facet, &selection.of(facet).exclude, None, &mut left);
    }
    left
}

/// For each value of each facet, how many documents a click on it would leave: see the module's definition.
pub fn facet_counts(index: &Index, selection: &Selection, hits: Option<&DocSet>) -> [IdVec<ValueId, u32>; 5] {
    Facet::ALL.map(|facet| {
        let chosen = selection.of(facet);
        let mut others = start(index, hits);
        for other in Facet::ALL.into_iter().filter(|&other| other != facet) {
            keep_included(index, other, selection.of(other), &mut others);
            take_excluded(index, other, &selection.of(other).exclude, None, &mut others);
        }
        if chosen.mode == Match::All {
            keep_included(index, facet, chosen, &mut others);
        }
        let mut left = others.clone();
        take_excluded(index, facet, &chosen.exclude, None, &mut left);
        let values = index.values(facet);
        let mut counts: IdVec<ValueId, u32> =
            values.iter().map(|value| value.documents.count_common(&left) as u32).collect();
        for &value in chosen.exclude.iter().filter(|value| value.index() < values.len()) {
            let mut without = others.clone();
            take_excluded(index, facet, &chosen.exclude, Some(value), &mut without);
            counts[value] = values[value].documents.count_common(&without) as u32;
        }
        counts
    })
}

fn start(index: &Index, hits: Option<&DocSet>) -> DocSet {
    let mut all = index.documents().clone();
    if let Some(hits) = hits {
        all.intersect_with(hits);
    }
    all
}

fn keep_included(index: &Index, facet: Facet, chosen: &FacetSelection, left: &mut DocSet) {
    let mut included = chosen.include.iter().filter_map(|&value| index.values(facet).get(value)).peekable();
    if included.peek().is_none() {
        return;
    }
    match chosen.mode {
        Match::All => included.for_each(|value| left.intersect_with(&value.documents)),
        Match::Any => {
            let mut any = DocSet::new();
            included.for_each(|value| any.union_with(&value.documents));
            left.intersect_with(&any);
        }
    }
}

fn take_excluded(index: &Index, facet: Facet, excluded: &[ValueId], except: Option<ValueId>, left: &mut DocSet) {
    for &id in excluded.iter().filter(|&&id| Some(id) != except) {
        if let Some(value) = index.values(facet).get(id) {
            left.subtract(&value.documents);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use crate::corpus::Corpus;
    use proptest::prelude::*;

    fn small() -> Corpus {
        let mut corpus = fixture::corpus(&[
            "The Daily | 2020-05-01 | One
             P {person:Ada Bell} met {person:Cy Dow} in {place:Redport}. {person:Ada Bell} left.",
            "The Daily | 2020-05-02 | Two
             B {person:Eve Fox}
             P {organisation:Grain Board} wrote to {person:Ada Bell}.",
            " | - | Three
             P Nobody came to {place:Bluehaven} or {place:Redport}.
             X {person:Cy Dow}",
        ]);
        fixture::lies_in(&mut corpus, "Redport", "Norland");
        fixture::lies_in(&mut corpus, "Bluehaven", "Norland");
        corpus
    }

    fn show(index: &Index, facet: Facet, counts: &IdVec<ValueId, u32>) -> String {
        let values = index.values(facet).enumerate();
        values.map(|(id, value)| format!("{} {}", value.key, counts[id])).collect::<Vec<_>>().join(", ")
    }

    fn id(index: &Index, facet: Facet, key: &str) -> ValueId {
        index.find_value(facet, key).unwrap_or_else(|| panic!("no {key}"))
    }

    #[test]
    fn values_are_what_stories_name() {
        let index = Index::build(&small());
        let all = |facet| {
            let values: Vec<_> = index.values(facet).iter().collect();
            let show = |value: &&FacetValue| format!("{} {} {}", value.key, value.documents.len(), value.mentions);
            values.iter().map(show).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(all(Facet::Person), "ada-bell 2 3, cy-dow 1 1");
        assert_eq!(all(Facet::Organisation), "grain-board 1 1");
        assert_eq!(all(Facet::Place), "redport 2 2, bluehaven 1 1, norland 2 3");
        assert_eq!(all(Facet::Source), "the-daily 2 2, article-2 1 1");
        assert_eq!(all(Facet::Date), "2020-05-01 1 1, 2020-05-02 1 1, unknown 1 1");
        let ada = index.values(Facet::Person)[ValueId(0)].entity.unwrap();
        assert_eq!(index.value_of(ada), Some((Facet::Person, ValueId(0))));
        assert_eq!(index.value_of(EntityId(99)), None);
    }

    #[test]
    fn a_ring_of_places_ends() {
        let mut corpus = small();
        fixture::lies_in(&mut corpus, "Norland", "Redport");
        let index = Index::build(&corpus);
        let places: Vec<_> = index.values(Facet::Place).iter().map(|place| (&*place.key, place.mentions)).collect();
        assert_eq!(places, [("redport", 3), ("bluehaven", 1), ("norland", 1)]);
    }

    #[test]
    fn counts_say_what_a_click_gives() {
        let index = Index::build(&small());
        let mut selection = Selection::default();
        let [people, ..] = facet_counts(&index, &selection, None);
        assert_eq!(show(&index, Facet::Person, &people), "ada-bell 2, cy-dow 1");
        selection.of_mut(Facet::Person).include = vec![id(&index, Facet::Person, "cy-dow")];
        let [people, _, _, sources, _] = facet_counts(&index, &selection, None);
        assert_eq!(show(&index, Facet::Person, &people), "ada-bell 2, cy-dow 1");
        assert_eq!(show(&index, Facet::Source, &sources), "the-daily 1, article-2 0");
        selection.of_mut(Facet::Person).mode = Match::All;
        let [people, ..] = facet_counts(&index, &selection, None);
        assert_eq!(show(&index, Facet::Person, &people), "ada-bell 1, cy-dow 1");
        selection = Selection::default();
        selection.of_mut(Facet::Person).exclude = vec![id(&index, Facet::Person, "cy-dow")];
        let [people, ..] = facet_counts(&index, &selection, None);
        assert_eq!(show(&index, Facet::Person, &people), "ada-bell 1, cy-dow 1");
        assert_eq!(matching(&index, &selection, None).len(), 2);
    }

    /// What `matching` should give, document by document and without sets.
    fn brute_force(index: &Index, selection: &Selection, hits: Option<&DocSet>) -> Vec<DocumentId> {
        let passes = |document: DocumentId, facet: Facet| {
            let chosen = selection.of(facet);
            let has =
                |id: &ValueId| index.values(facet).get(*id).is_some_and(|value| value.documents.contains(document));
            let known: Vec<_> = chosen.include.iter().filter(|id| index.values(facet).get(**id).is_some()).collect();
            let is_included = match chosen.mode {
                Match::Any => known.is_empty() || known.into_iter().any(has),
                Match::All => known.into_iter().all(has),
            };
            is_included && !chosen.exclude.iter().any(has)
        };
        let is_hit = |document: &DocumentId| hits.is_none_or(|hits| hits.contains(*document));
        let all = |document: &DocumentId| Facet::ALL.into_iter().all(|facet| passes(*document, facet));
        index.documents().iter().filter(is_hit).filter(all).collect()
    }

    fn any_corpus() -> impl Strategy<Value = Corpus> {
        let block = ("[PPPBXC]", prop::collection::vec(0usize..9, 0..5));
        let article = (0usize..4, 0usize..4, prop::collection::vec(block, 0..4));
        let names = [
            "person:A",
            "person:B",
            "organisation:C",
            "organisation:D",
            "place:E",
            "place:F",
            "place:G",
            "place:H",
            "person:E",
        ];
        prop::collection::vec(article, 0..12).prop_map(move |articles| {
            let texts: Vec<String> = articles
                .into_iter()
                .map(|(outlet, day, blocks)| {
                    let outlet = ["", "Daily", "daily", "Post"][outlet];
                    let mut text = format!("{outlet} | {} | T", ["-", "2020-01-01", "2020-01-02", "2021-01-01"][day]);
                    for (kind, mentions) in blocks {
                        let names: String = mentions.into_iter().map(|name| format!(" {{{}}}", names[name])).collect();
                        text += &format!("\n{kind} x{names}");
                    }
                    text
                })
                .collect();
            let mut corpus = fixture::corpus(&texts.iter().map(String::as_str).collect::<Vec<_>>());
            fixture::lies_in(&mut corpus, "E", "F");
            fixture::lies_in(&mut corpus, "F", "H");
            fixture::lies_in(&mut corpus, "G", "H");
            corpus
        })
    }

    fn any_selection() -> impl Strategy<Value = Selection> {
        let ids = || prop::collection::btree_set(0u32..6, 0..3).prop_map(|ids| ids.into_iter().map(ValueId).collect());
        let one = (ids(), ids(), any::<bool>()).prop_map(|(include, exclude, is_all)| FacetSelection {
            include,
            exclude,
            mode: if is_all { Match::All } else { Match::Any },
        });
        prop::array::uniform5(one).prop_map(|facets| Selection { facets })
    }

    proptest! {
        #[test]
        fn counts_equal_brute_force(
            corpus in any_corpus(),
            selection in any_selection(),
            hits in prop::option::of(prop::collection::vec(0u32..12, 0..12)),
            keep in prop::array::uniform5(prop::bool::weighted(0.4)),
        ) {
            let index = Index::build(&corpus);
            let mut selection = selection;
            for facet in Facet::ALL {
                if !keep[facet.index()] {
                    *selection.of_mut(facet) = FacetSelection::default();
                }
            }
            let hits: Option<DocSet> = hits.map(|hits| hits.into_iter().map(DocumentId).collect());
            let found: Vec<_> = matching(&index, &selection, hits.as_ref()).iter().collect();
            prop_assert_eq!(found, brute_force(&index, &selection, hits.as_ref()));
            let counts = facet_counts(&index, &selection, hits.as_ref());
            for facet in Facet::ALL {
                for value in index.values(facet).ids() {
                    let mut clicked = selection.clone();
                    let chosen = clicked.of_mut(facet);
                    chosen.exclude.retain(|&id| id != value);
                    if chosen.mode == Match::Any {
                        chosen.include.clear();
                    }
                    chosen.include.push(value);
                    let expected = brute_force(&index, &clicked, hits.as_ref()).len() as u32;
                    prop_assert_eq!(counts[facet.index()][value], expected, "{:?} {:?}", facet, value);
                }
            }
        }

        #[test]
        fn a_recount_equals_an_index_made_anew(
            corpus in any_corpus(),
            name in "[A-H]",
            into in "[A-H]",
            document in 0u32..12,
            part in 0u32..4,
        ) {
            use crate::corpus::corrections::{Correction, EntityRef, Passage, apply};
            let named = |name: String| EntityRef { name, ..EntityRef::default() };
            let mut corrections = vec![Correction::Merge { entity: named(name), into: named(into) }];
            if let Some(document) = corpus.documents.get(DocumentId(document)) {
                corrections.push(Correction::Title { article: document.id.clone(), title: "Flood".into() });
                if let Some(block) = document.analysis.blocks.get(BlockId(part)) {
                    corrections.push(Correction::SetAside { block: Passage::of(document, block.span) });
                }
            }
            let corrected = apply(&corpus, &corrections).corpus;
            let recounted = Index::build(&corpus).recount(&corpus, &corrected);
            let anew = Index::build(&corrected);
            for facet in Facet::ALL {
                prop_assert_eq!(recounted.values(facet).as_slice(), anew.values(facet).as_slice());
            }
            for query in ["flood", "x", "A", "person:A"] {
                let query = crate::query::parse(query);
                let found = |index: &Index| {
                    let found = crate::query::search(index, &corrected, &query);
                    format!("{found:?}")
                };
                prop_assert_eq!(found(&recounted), found(&anew));
            }
        }

        #[test]
        fn values_equal_a_scan(corpus in any_corpus()) {
            let index = Index::build(&corpus);
            for (entity, _) in corpus.entities.enumerate() {
                let mut documents = vec![];
                let mut mentions = 0;
                for (id, document) in corpus.documents.enumerate() {
                    let count = document.story_mentions().filter(|&(_, named)| lies_below(&corpus, named, entity)).count();
                    mentions += count as u32;
                    if count > 0 {
                        documents.push(id);
                    }
                }
                match index.value_of(entity) {
                    None => prop_assert_eq!(mentions, 0),
                    Some((facet, value)) => {
                        let value = &index.values(facet)[value];
                        prop_assert_eq!(value.documents.iter().collect::<Vec<_>>(), documents);
                        prop_assert_eq!(value.mentions, mentions);
                    }
                }
            }
        }
    }

    fn lies_below(corpus: &Corpus, inner: EntityId, outer: EntityId) -> bool {
        inner == outer
            || corpus
                .places
                .iter()
                .find(|place| place.entity == inner)
                .and_then(|place| place.parent)
                .is_some_and(|parent| lies_below(corpus, parent, outer))
    }
}
