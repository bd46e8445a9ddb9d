//! Many articles: [`build`] sets analyses against each other and freezes the result into an immutable [`Corpus`].
//!
//! `format` is the versioned wire form: JSON for people and programs, a pack for the page.

use crate::base::*;
use crate::text::names::consistency;
use crate::text::token::tokenize;
use crate::text::{Analysis, EntityKind, Models, government};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub mod align;
mod compare_words;
pub mod corrections;
mod dating;
mod duplicates;
mod entities;
mod events;
mod figure_topics;
pub mod format;
mod gather;
mod identity;
mod ids;
mod intake;
mod json;
mod lines;
mod model;
pub mod notes;
pub mod origins;
mod places;
mod quote_groups;

pub use crate::text::PlaceKind;
pub use compare_words::{Runs, WordRole, compare_words};
pub use intake::{Intake, Lent, Progress, Returned, Story};
pub use model::*;

/// What the caller decides about a build.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// All articles tell one event; otherwise events are told apart.
    pub is_one_event: bool,
}

/// Sets the analyses against each other. The order of the analyses is the order of the documents.
pub fn build(analyses: Vec<Analysis>, options: &Options, models: &Models) -> Corpus {
    Begun::new(analyses, options).build(models)
}

/// Articles told apart by event. What is left are two long parts that need nothing of each other, for two threads:
/// [`Begun::resolve`] and the alignment of the [`Begun::sentences`].
pub struct Begun {
    analyses: Vec<Analysis>,
    events: Vec<u32>,
}

impl Begun {
    pub fn new(analyses: Vec<Analysis>, options: &Options) -> Begun {
        let events = match options.is_one_event {
            true => vec![0; analyses.len()],
            false => events::tell_apart(&analyses.iter().collect::<Vec<_>>()),
        };
        Begun { analyses, events }
    }

    pub fn sentences(&self) -> align::Sentences<'_> {
        align::Sentences::of(self.events.iter().copied().zip(&self.analyses))
    }

    pub fn build(self, models: &Models) -> Corpus {
        let found = align::find(&self.sentences(), models);
        self.resolve(models).finish(found)
    }

    /// Says who and what is named, which quotations are one, and who copied from whom.
    pub fn resolve(self, models: &Models) -> Resolved {
        let Begun { mut analyses, events } = self;
        dating::infer(&mut analyses, &events);
        make_names_consistent(&mut analyses, &events, models);
        let found = gather::entities(&analyses, &events, &models.gazetteer);
        let mut corpus = Corpus { entities: found.entities, places: found.places, ..Corpus::default() };
        let called: Vec<_> = identity::ids(&analyses).into_iter().zip(identity::labels(&analyses)).collect();
        for (((mut analysis, (id, label)), event), extra) in
            analyses.into_iter().zip(called).zip(events).zip(found.documents)
        {
            take_kinds(&mut analysis, &extra.entity_of, &corpus.entities, models);
            analysis.warnings.extend(extra.warnings);
            corpus.documents.push(Document { id, label, event, entity_of: extra.entity_of, analysis: analysis.into() });
        }
        corpus.quote_groups = quote_groups::find(&corpus.documents, &corpus.entities);
        let prints = origins::prints(&corpus.documents);
        corpus.origins = origins::group(&prints);
        for (document, warning) in duplicates::find(&corpus.documents, &prints) {
            corpus.documents[document].analysis.warnings.push(warning);
        }
        Resolved { corpus }
    }
}

/// A corpus that lacks its alignment and what rests on it.
pub struct Resolved {
    corpus: Corpus,
}

impl Resolved {
    /// The same as [`Begun::sentences`].
    pub fn sentences(&self) -> align::Sentences<'_> {
        self.corpus.sentences()
    }

    /// Takes the alignment of the sentences.
    pub fn finish(self, found: align::Found) -> Corpus {
        let mut corpus = self.corpus;
        corpus.take_alignment(found);
        corpus
    }
}

impl Corpus {
    /// Takes the alignment of the sentences, and says which figures count the same.
    fn take_alignment(&mut self, found: align::Found) {
        let aligned = align::explain(found, &self.documents);
        self.alignments = aligned.alignments.into();
        self.only_here = aligned.only_here;
        let kind_of = |entity| {
            let at = self.places.binary_search_by_key(&entity, |place| place.entity).ok()?;
            Some(self.places[at].kind)
        };
        self.figure_topics = figure_topics::find(&self.documents, &kind_of, self.alignments.as_slice());
    }

    fn sentences(&self) -> align::Sentences<'_> {
        align::Sentences::of(self.documents.iter().map(|document| (document.event, &*document.analysis)))
    }
}

/// Lets the articles of each event help each other find names.
fn make_names_consistent(analyses: &mut [Analysis], events: &[u32], models: &Models) {
    let mut by_event: BTreeMap<u32, Vec<&mut Analysis>> = BTreeMap::new();
    for (analysis, &event) in analyses.iter_mut().zip(events) {
        by_event.entry(event).or_default().push(analysis);
    }
    for articles in by_event.values_mut() {
        consistency::across(articles, models.names.as_ref().map(|recogniser| recogniser.lexicon()));
    }
}

/// A mention has the kind of its entity; where that made or unmade a place, governments are looked for anew.
fn take_kinds(
    analysis: &mut Analysis,
    entity_of: &IdVec<MentionId, EntityId>,
    entities: &IdVec<EntityId, Entity>,
    models: &Models,
) {
    for (mention, &entity) in analysis.mentions.iter_mut().zip(entity_of.iter()) {
        mention.kind = entities[entity].kind;
    }
    let tokens = tokenize(&analysis.text);
    government::mark(analysis, &tokens, &models.gazetteer);
}
