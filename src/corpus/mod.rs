//! Many articles: [`build`] sets analyses against each other and freezes the result into an immutable [`Corpus`].
//!
//! `format` is the versioned wire form: JSON for people and programs, a pack for the page.

use crate::base::*;
use crate::text::{Analysis, EntityKind, Models};
use serde::{Deserialize, Serialize};

pub mod align;
mod compare_words;
pub mod format;
mod identity;
mod model;

pub use crate::text::PlaceKind;
pub use compare_words::{Runs, WordRole, compare_words};
pub use model::*;

/// What the caller decides about a build.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// All articles tell one event; otherwise events are told apart.
    pub is_one_event: bool,
}

/// Sets the analyses against each other. The order of the analyses is the order of the documents.
pub fn build(analyses: Vec<Analysis>, _options: &Options, models: &Models) -> Corpus {
    // First light: replaced room by room.
    let mut corpus = Corpus::default();
    let mut ids = std::collections::BTreeMap::new();
    let called: Vec<_> = identity::ids(&analyses).into_iter().zip(identity::labels(&analyses)).collect();
    for (analysis, (id, label)) in analyses.into_iter().zip(called) {
        let entity_of = analysis
            .mentions
            .iter()
            .map(|mention| {
                let name = mention.span.of(&analysis.text).to_string();
                *ids.entry(name.clone()).or_insert_with(|| {
                    corpus.entities.push(Entity {
                        id: name.to_lowercase(),
                        kind: mention.kind,
                        name: name.clone(),
                        aliases: vec![name],
                        merges: vec![],
                        description: None,
                    })
                })
            })
            .collect();
        corpus.documents.push(Document { id, label, event: 0, entity_of, analysis });
    }
    let places: Vec<_> =
        corpus.entities.enumerate().filter(|(_, e)| e.kind == EntityKind::Place).map(|(id, _)| id).collect();
    corpus.places =
        places.into_iter().map(|entity| Place { entity, kind: PlaceKind::Area, parent: None, country: None }).collect();
    let aligned = align::align(&corpus.documents, models);
    corpus.alignments = aligned.alignments.into();
    corpus.only_here = aligned.only_here;
    corpus
}
