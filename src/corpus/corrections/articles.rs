//! Corrections of an article: its outlet, title and day, and which of its blocks tell the story.

use super::*;
use crate::text::{BlockKind, PublishedFrom};
use std::collections::{BTreeMap, BTreeSet};

/// Applies them; `is_quick` where what only [`read_again`] finds does not follow.
pub(super) fn apply(done: &mut Applied, corrections: &[Correction], is_quick: bool) -> Changed {
    let mut changed = Changed { is_quick, ..Changed::default() };
    for (number, correction) in corrections.iter().enumerate() {
        if let Err(why) = take(done, correction, &mut changed) {
            done.miss(number, why);
        }
    }
    for (&document, before) in &changed.blocks {
        blocks::keep_in_step(&mut done.corpus, document, before);
    }
    let is_touched = |at: &FigureRef| changed.relabelled.contains(&at.document) || changed.days.contains(&at.document);
    let touched = |topic: &FigureTopic| topic.members.iter().any(is_touched);
    let corpus = &mut done.corpus;
    for topic in corpus.figure_topics.iter_mut().filter(|topic| touched(topic)) {
        (topic.status, topic.reason) = figure_topics::judge(&corpus.documents, &topic.members);
    }
    changed
}

/// The articles that corrections change.
#[derive(Default)]
pub(super) struct Changed {
    relabelled: BTreeSet<DocumentId>,
    /// Those whose day changes.
    pub(super) days: BTreeSet<DocumentId>,
    /// Those whose blocks change, as they were before.
    pub(super) blocks: BTreeMap<DocumentId, Analysis>,
    is_quick: bool,
}

/// Takes one correction, and notes which articles it changes.
fn take(done: &mut Applied, correction: &Correction, changed: &mut Changed) -> Result<(), String> {
    match correction {
        Correction::Outlet { article, outlet } => {
            let id = done.document(article)?;
            let machine = match &done.corpus.documents[id].analysis.facts.outlet {
                Some(before) => ["Outlet without the correction: ", before].concat(),
                None => "Without the correction the outlet is not known".to_string(),
            };
            if done.corpus.documents[id].analysis.facts.label.is_none() {
                done.corpus.documents[id].label = free_label(&done.corpus, id, outlet);
                changed.relabelled.insert(id);
            }
            done.corpus.documents[id].analysis.facts.outlet = Some(outlet.clone());
            done.tell(Target::Article(id), machine);
        }
        Correction::Title { article, title } => {
            let id = done.document(article)?;
            let before = std::mem::replace(&mut done.corpus.documents[id].analysis.title, title.clone());
            done.tell(Target::Article(id), ["Title without the correction: ", &before].concat());
        }
        Correction::Published { article, published } => {
            let id = done.document(article)?;
            let analysis = &mut *done.corpus.documents[id].analysis;
            let before = std::mem::replace(&mut analysis.published, *published);
            analysis.published_from = if published.is_some() { PublishedFrom::Given } else { PublishedFrom::None };
            changed.days.insert(id);
            let before = before.map_or("not known".to_string(), |day| day.to_string());
            done.tell(Target::Article(id), ["Day without the correction: ", &before].concat());
        }
        Correction::PutBack { block } => mark_block(done, block, true, changed)?,
        Correction::SetAside { block } => mark_block(done, block, false, changed)?,
        _ => {}
    }
    Ok(())
}

/// The outlet, or the outlet with the first number that no other article bears.
fn free_label(corpus: &Corpus, id: DocumentId, outlet: &str) -> String {
    let is_free = |label: &String| corpus.documents.enumerate().all(|(other, it)| other == id || it.label != *label);
    let numbered = (2..).map(|number: usize| [outlet, "-", &number.to_string()].concat());
    std::iter::once(outlet.to_string()).chain(numbered).find(is_free).unwrap_or_default()
}

fn mark_block(done: &mut Applied, passage: &Passage, is_story: bool, changed: &mut Changed) -> Result<(), String> {
    let id = done.document(&passage.article)?;
    let document = &mut done.corpus.documents[id];
    let spans = document.analysis.blocks.iter().map(|block| block.span);
    let at = passage.find(document, spans).ok_or("The article has no such block any more")?;
    let at = BlockId::from_index(at);
    if document.analysis.blocks[at].kind.is_story() == is_story {
        return Err(if is_story { "It is not set aside" } else { "It is set aside already" }.to_string());
    }
    changed.blocks.entry(id).or_insert_with(|| (*document.analysis).clone());
    let block = &mut document.analysis.blocks[at];
    let machine = match &block.reason {
        Some(reason) if is_story => ["The machine sets it aside: ", reason].concat(),
        _ if is_story => "The machine sets it aside".to_string(),
        _ => "The machine takes it for a part of the story".to_string(),
    };
    block.kind = if is_story { BlockKind::Paragraph } else { BlockKind::Boilerplate };
    block.reason = Some(if is_story { "a person put it back" } else { "a person set it aside" }.to_string());
    let left = match is_story && changed.is_quick {
        true => ". Its sentences and the names known here are in; the rest of it is read next",
        false => "",
    };
    done.tell(Target::Block(id, at), [&machine, left].concat());
    Ok(())
}

/// Keeps some mentions of a document, in step with all it has; a quotation whose speaker goes keeps the words for him.
pub(super) fn keep_mentions(document: &mut Document, keeps: &[bool]) {
    let new = numbers(keeps);
    document.entity_of = kept(&document.entity_of, keeps);
    let analysis = &mut *document.analysis;
    analysis.mentions = kept(&analysis.mentions, keeps);
    for quote in analysis.quotes.iter_mut() {
        quote.speaker = quote.speaker.and_then(|mention| new[mention.index()]);
    }
}

fn kept<I: Id, T: Clone>(items: &IdVec<I, T>, keeps: &[bool]) -> IdVec<I, T> {
    items.iter().zip(keeps).filter(|(_, keeps)| **keeps).map(|(item, _)| item.clone()).collect()
}

/// The new number of each item that is kept.
fn numbers<I: Id>(keeps: &[bool]) -> Vec<Option<I>> {
    let mut next = 0;
    let number = |&keeps: &bool| {
        next += usize::from(keeps);
        keeps.then(|| I::from_index(next - 1))
    };
    keeps.iter().map(number).collect()
}
