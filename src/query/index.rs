//! The index of one corpus: facet values, and the words of the stories.

use super::{Facet, FacetValue, ValueId};
use crate::base::*;
use crate::corpus::{Corpus, Document};
use crate::text::EntityKind;

/// Everything that finding needs, built once from a corpus and never changed.
pub struct Index {
    documents: DocSet,
    values: [IdVec<ValueId, FacetValue>; 5],
    value_of: IdVec<EntityId, Option<ValueId>>,
    kind_of: IdVec<EntityId, Facet>,
}

impl Index {
    pub fn build(corpus: &Corpus) -> Index {
        let kind_of = corpus.entities.iter().map(|entity| facet_of(entity.kind)).collect();
        let mut index = Index {
            documents: DocSet::all(corpus.documents.len()),
            values: Default::default(),
            value_of: corpus.entities.iter().map(|_| None).collect(),
            kind_of,
        };
        index.add_entities(corpus);
        index.add_sources(corpus);
        index.add_dates(corpus);
        index
    }

    /// All documents.
    pub fn documents(&self) -> &DocSet {
        &self.documents
    }

    /// The values of a facet: entities in the corpus's order, sources by first document, days ascending with
    /// `unknown` last. An entity that only bylines and credits name is not among them.
    pub fn values(&self, facet: Facet) -> &IdVec<ValueId, FacetValue> {
        &self.values[facet.index()]
    }

    pub fn find_value(&self, facet: Facet, key: &str) -> Option<ValueId> {
        self.values(facet).enumerate().find(|(_, value)| value.key == key).map(|(id, _)| id)
    }

    /// The facet value that stands for an entity, if the stories name it.
    pub fn value_of(&self, entity: EntityId) -> Option<(Facet, ValueId)> {
        let value = (*self.value_of.get(entity)?)?;
        Some((self.kind_of[entity], value))
    }

    fn add_entities(&mut self, corpus: &Corpus) {
        let mut documents: IdVec<EntityId, DocSet> = corpus.entities.iter().map(|_| DocSet::new()).collect();
        let mut mentions: IdVec<EntityId, u32> = corpus.entities.iter().map(|_| 0).collect();
        let parents = parents(corpus);
        for (id, document) in corpus.documents.enumerate() {
            for (_, named) in document.story_mentions() {
                let mut entity = Some(named);
                // A chain longer than this is a ring made by mistake.
                for _ in 0..8 {
                    let Some(one) = entity.filter(|&one| one.index() < documents.len()) else { break };
                    documents[one].insert(id);
                    mentions[one] += 1;
                    entity = parents[one].filter(|&parent| parent != one);
                }
            }
        }
        for (id, entity) in corpus.entities.enumerate() {
            if mentions[id] > 0 {
                let value = FacetValue {
                    key: entity.id.clone(),
                    label: entity.name.clone(),
                    entity: Some(id),
                    documents: std::mem::take(&mut documents[id]),
                    mentions: mentions[id],
                };
                self.value_of[id] = Some(self.values[self.kind_of[id].index()].push(value));
            }
        }
    }

    fn add_sources(&mut self, corpus: &Corpus) {
        for (id, document) in corpus.documents.enumerate() {
            self.add_plain(Facet::Source, slug(source_name(document)), source_name(document), id);
        }
    }

    fn add_dates(&mut self, corpus: &Corpus) {
        let mut order: Vec<_> =
            corpus.documents.enumerate().map(|(id, document)| (document.analysis.published, id)).collect();
        order.sort_by_key(|&(date, id)| (date.is_none(), date, id));
        for (date, id) in order {
            match date.map(|date| date.to_string()) {
                Some(day) => self.add_plain(Facet::Date, day.clone(), &day, id),
                None => self.add_plain(Facet::Date, "unknown".into(), "Unknown date", id),
            }
        }
    }

    fn add_plain(&mut self, facet: Facet, key: String, label: &str, document: DocumentId) {
        let id = self.find_value(facet, &key).unwrap_or_else(|| {
            self.values[facet.index()].push(FacetValue {
                key,
                label: label.to_string(),
                entity: None,
                documents: DocSet::new(),
                mentions: 0,
            })
        });
        let value = &mut self.values[facet.index()][id];
        value.documents.insert(document);
        value.mentions += 1;
    }
}

fn facet_of(kind: EntityKind) -> Facet {
    match kind {
        EntityKind::Person => Facet::Person,
        EntityKind::Organisation => Facet::Organisation,
        EntityKind::Place => Facet::Place,
    }
}

/// What the Source facet calls a document: its outlet, else its label.
pub(super) fn source_name(document: &Document) -> &str {
    document.analysis.facts.outlet.as_deref().unwrap_or(&document.label)
}

fn parents(corpus: &Corpus) -> IdVec<EntityId, Option<EntityId>> {
    let mut parents: IdVec<EntityId, Option<EntityId>> = corpus.entities.iter().map(|_| None).collect();
    for place in corpus.places.iter().filter(|place| place.entity.index() < corpus.entities.len()) {
        parents[place.entity] = place.parent;
    }
    parents
}

fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}
