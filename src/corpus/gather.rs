//! From the entities of each event to those of the corpus: joins across events, ids, the rows of places.

use super::entities::{Draft, resolve};
use super::identity;
use super::ids::{Identity, entity_ids};
use super::places::{self, Seen};
use super::{Entity, Place};
use crate::base::*;
use crate::text::{Analysis, EntityKind, Gazetteer};
use std::collections::{BTreeMap, BTreeSet};

/// Entities and places, and what each document gets from them.
#[derive(Default)]
pub struct Gathered {
    /// Sorted by id.
    pub entities: IdVec<EntityId, Entity>,
    /// Sorted by entity.
    pub places: Vec<Place>,
    /// In step with the analyses.
    pub documents: Vec<OfDocument>,
}

/// One document's share.
#[derive(Default)]
pub struct OfDocument {
    /// In step with the mentions.
    pub entity_of: IdVec<MentionId, EntityId>,
    pub warnings: Vec<Warning>,
}

/// A draft with its mentions counted in the corpus, not in its event.
struct Whole {
    draft: Draft,
    mentions: Vec<(DocumentId, MentionId)>,
}

/// Resolves the names of every event and joins them.
pub fn entities(analyses: &[Analysis], events: &[u32], gazetteer: &Gazetteer) -> Gathered {
    let mut by_event: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, &event) in events.iter().enumerate() {
        by_event.entry(event).or_default().push(at);
    }
    let mut documents: Vec<OfDocument> = analyses.iter().map(|_| OfDocument::default()).collect();
    let mut wholes: Vec<Whole> = Vec::new();
    for members in by_event.values() {
        let articles: Vec<&Analysis> = members.iter().map(|&at| &analyses[at]).collect();
        let numbers: Vec<DocumentId> = members.iter().map(|&at| DocumentId::from_index(at)).collect();
        let resolved = resolve(&articles, &numbers, gazetteer);
        for (doc, warning) in resolved.warnings {
            documents[members[doc as usize]].warnings.push(warning);
        }
        wholes.extend(resolved.drafts.into_iter().map(|draft| Whole {
            mentions: draft.mentions.iter().map(|&(doc, mention)| (numbers[doc as usize], mention)).collect(),
            draft,
        }));
    }
    let wholes = join_across_events(wholes);
    freeze(wholes, analyses, gazetteer, documents)
}

/// Entities of different events are one when they share a strong form: a place of the gazetteer, a person's full name,
/// an organisation's name of two words or initials of three letters.
fn join_across_events(wholes: Vec<Whole>) -> Vec<Whole> {
    let mut joined: Vec<Whole> = Vec::new();
    let mut by_form: BTreeMap<(EntityKind, String), usize> = BTreeMap::new();
    for whole in wholes {
        let forms = strong_forms(&whole.draft);
        let known = forms.iter().find_map(|form| by_form.get(form).copied());
        let at = match known {
            Some(at) => {
                absorb(&mut joined[at], whole);
                at
            }
            None => {
                joined.push(whole);
                joined.len() - 1
            }
        };
        for form in forms {
            by_form.entry(form).or_insert(at);
        }
    }
    joined
}

fn strong_forms(draft: &Draft) -> Vec<(EntityKind, String)> {
    if let (EntityKind::Place, Some(place)) = (draft.kind, draft.place) {
        return vec![(draft.kind, format!("#{}", place.index()))];
    }
    let is_strong = |key: &&String| {
        key.contains(' ') || draft.kind == EntityKind::Organisation && key.chars().count() >= 3 && **key == draft.key
    };
    draft.keys.iter().filter(is_strong).map(|key| (draft.kind, key.clone())).collect()
}

fn absorb(into: &mut Whole, other: Whole) {
    let mut counts: BTreeMap<String, u32> = into.draft.aliases.drain(..).collect();
    for (alias, count) in other.draft.aliases {
        *counts.entry(alias).or_default() += count;
    }
    into.draft.aliases = counts.into_iter().collect();
    into.draft.aliases.sort_by(|a, b| (std::cmp::Reverse(a.1), &a.0).cmp(&(std::cmp::Reverse(b.1), &b.0)));
    let known: BTreeSet<String> = into.draft.merges.iter().map(|merge| merge.alias.clone()).collect();
    let more = other.draft.merges.into_iter().filter(|merge| !known.contains(&merge.alias));
    into.draft.merges.extend(more);
    if other.draft.name != into.draft.name && !into.draft.merges.iter().any(|merge| merge.alias == other.draft.name) {
        let reason = format!("“{}” is its name in another event, with a name in common", other.draft.name);
        into.draft.merges.push(super::Merge { alias: other.draft.name, reason, is_doubtful: false });
    }
    into.draft.keys.extend(other.draft.keys);
    into.draft.description = into.draft.description.take().or(other.draft.description);
    into.draft.kind_reason = into.draft.kind_reason.take().or(other.draft.kind_reason);
    into.draft.meant.extend(other.draft.meant);
    into.draft.meant.sort();
    into.mentions.extend(other.mentions);
}

fn freeze(
    wholes: Vec<Whole>,
    analyses: &[Analysis],
    gazetteer: &Gazetteer,
    mut documents: Vec<OfDocument>,
) -> Gathered {
    let places: Vec<usize> = (0..wholes.len()).filter(|&at| wholes[at].draft.kind == EntityKind::Place).collect();
    let seen: Vec<Seen> = places
        .iter()
        .map(|&at| {
            let Whole { draft, mentions } = &wholes[at];
            let keys = draft.aliases.iter().map(|(alias, _)| crate::text::fold::fold(alias)).collect();
            Seen { name: draft.name.clone(), keys, place: draft.place, mentions: mentions.clone() }
        })
        .collect();
    let articles: Vec<&Analysis> = analyses.iter().collect();
    let (rows, added) = places::tree(&seen, &articles, gazetteer);

    // Entities as they come: the drafts, then the places added as parents.
    let given = wholes.len();
    let number_of_row = |row: usize| if row < places.len() { places[row] } else { given + row - places.len() };
    let mut row_of: BTreeMap<usize, usize> = BTreeMap::new();
    (0..rows.len()).for_each(|row| {
        row_of.insert(number_of_row(row), row);
    });
    let document_names = identity::ids(analyses);
    let mut identities: Vec<Identity> = wholes
        .iter()
        .enumerate()
        .map(|(at, whole)| Identity {
            name: whole.draft.name.clone(),
            kind: whole.draft.kind,
            country: row_of.get(&at).and_then(|&row| rows[row].country.clone()),
            first: whole
                .mentions
                .iter()
                .map(|&(doc, mention)| {
                    let start = analyses[doc.index()].mentions[mention].span.start;
                    (document_names[doc.index()].clone(), start)
                })
                .min()
                .unwrap_or_default(),
        })
        .collect();
    identities.extend(added.iter().map(|&place| Identity {
        name: gazetteer.name(place).to_string(),
        kind: EntityKind::Place,
        country: gazetteer.country_code(place).map(str::to_string),
        first: Default::default(),
    }));
    let ids = entity_ids(&identities);
    let mut order: Vec<usize> = (0..ids.len()).collect();
    order.sort_by(|&a, &b| ids[a].cmp(&ids[b]));
    let mut entity_of_number = vec![EntityId(0); ids.len()];
    for (at, &number) in order.iter().enumerate() {
        entity_of_number[number] = EntityId::from_index(at);
    }

    for (document, analysis) in documents.iter_mut().zip(analyses) {
        document.entity_of = analysis.mentions.iter().map(|_| EntityId(0)).collect();
    }
    for (at, whole) in wholes.iter().enumerate() {
        for &(doc, mention) in &whole.mentions {
            documents[doc.index()].entity_of[mention] = entity_of_number[at];
        }
    }
    let mut drafts: Vec<Option<Draft>> = wholes.into_iter().map(|whole| Some(whole.draft)).collect();
    let entities = order
        .iter()
        .map(|&number| match drafts.get_mut(number).and_then(Option::take) {
            Some(draft) => entity(draft, ids[number].clone()),
            None => Entity::named(ids[number].clone(), EntityKind::Place, identities[number].name.clone()),
        })
        .collect();
    let mut places: Vec<Place> = rows
        .iter()
        .enumerate()
        .map(|(row, found)| Place {
            entity: entity_of_number[number_of_row(row)],
            kind: found.kind,
            parent: found.parent.map(|parent| entity_of_number[number_of_row(parent)]),
            country: found.country.clone(),
        })
        .collect();
    places.sort_by_key(|place| place.entity);
    Gathered { entities, places, documents }
}

fn entity(draft: Draft, id: String) -> Entity {
    Entity {
        id,
        kind: draft.kind,
        name: draft.name,
        aliases: draft.aliases.into_iter().map(|(alias, _)| alias).collect(),
        merges: draft.merges,
        description: draft.description,
        kind_reason: draft.kind_reason,
        meant: draft.meant,
    }
}
