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
