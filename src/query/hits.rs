//! Where a document answers a query: the words are read again from its text, so that the index need not hold spans.

use super::fold::{Token, Tokens};
use super::order::{pack, sort, unpack};
use super::parse::{Field, Leaf, Query};
use super::search::{named_values, wanted};
use super::{Index, index};
use crate::base::*;
use crate::corpus::{Corpus, Document};

/// Where a document answers the query: sorted, without overlap, a phrase as one span.
///
/// Excluded parts have no hits. A field of persons, organisations or places hits the names in the story, a title's the
/// headline, a source or a date nothing.
pub fn hits(index: &Index, corpus: &Corpus, query: &Query, document: DocumentId) -> Vec<Span> {
    let (Some(root), Some(document)) = (&query.root, corpus.documents.get(document)) else { return vec![] };
    let mut tokens = Tokens::default();
    let mut spans = vec![];
    index::read_story(document, &mut tokens);
    wanted(root, &mut |leaf| match leaf.field {
        Field::Text => leaf_hits(leaf, &tokens, None, &mut spans),
        Field::Title => leaf_hits(leaf, &tokens, document.analysis.title_span, &mut spans),
        Field::Facet(_) => name_hits(index, document, leaf, &mut spans),
    });
    merge(spans)
}

fn leaf_hits(leaf: &Leaf, tokens: &Tokens, within: Option<Span>, spans: &mut Vec<Span>) {
    let list = tokens.list();
    let mut add = |span: Span| {
        if within.is_none_or(|title| title.contains(span)) && (within.is_some() || leaf.field == Field::Text) {
            spans.push(span);
        }
    };
    for (at, token) in list.iter().enumerate() {
        if leaf.compound.as_ref().is_some_and(|compound| compound.accepts(tokens.word(token))) {
            add(token.span);
        }
        if let Some(end) = phrase_end(leaf, tokens, &list[at..]) {
            add(Span { start: token.span.start, end });
        }
    }
}

/// The end of the leaf's words in a row when they start with the first of `list`.
fn phrase_end(leaf: &Leaf, tokens: &Tokens, list: &[Token]) -> Option<u32> {
    let first = list.first()?;
    let mut end = None;
    for (number, (word, _)) in leaf.words.iter().enumerate() {
        let position = first.position + number as u32;
        // The word itself or the compound that starts with it; for the first word only the token at hand.
        let candidates = if number == 0 { &list[..1] } else { list };
        let next = candidates
            .iter()
            .skip_while(|token| token.position < position)
            .take_while(|token| token.position == position)
            .find(|token| word.accepts(tokens.word(token)))?;
        end = end.max(Some(next.span.end));
    }
    end
}

fn name_hits(index: &Index, document: &Document, leaf: &Leaf, spans: &mut Vec<Span>) {
    let Field::Facet(facet) = leaf.field else { return };
    let values = named_values(index, leaf);
    for (mention, entity) in document.story_mentions() {
        let is_meant = index.lineage(entity).any(|entity| {
            index.value_of(entity).is_some_and(|(of, value)| of == facet && values.binary_search(&value.0).is_ok())
        });
        if is_meant {
            spans.push(document.analysis.mentions[mention].span);
        }
    }
}

/// Sorts spans and joins those that overlap.
fn merge(spans: Vec<Span>) -> Vec<Span> {
    let mut keys: Vec<u64> = spans.into_iter().map(|span| pack(span.start, span.end)).collect();
    sort(&mut keys);
    let mut merged: Vec<Span> = vec![];
    for (start, end) in keys.into_iter().map(unpack) {
        let span = Span { start, end };
        match merged.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}
