//! Countries, regions above them and seats of government that the recogniser passed over.
//!
//! Their names are so rarely anything else that a capital and the gazetteer are enough; where the word is a name of
//! persons as well ("Chad", "Jordan"), a common word that opens a sentence ("Turkey"), or part of a longer name, it is
//! left alone.

use super::consistency::{Evidence, Reading};
use super::lexicon::class;
use super::{EntityKind, Models, Name};
use crate::base::Span;
use crate::text::token::Token;
use std::ops::Range;

/// Longest name looked up, in tokens ("Democratic Republic of the Congo").
const MAX_TOKENS: usize = 5;

/// Known places in `sentences` that touch no span of `taken`, which is sorted. In order; they do not overlap.
pub fn find(
    text: &str,
    tokens: &[Token],
    sentences: &[Range<usize>],
    taken: &[Span],
    evidence: &Evidence,
    models: &Models,
) -> Vec<Name> {
    let lexicon = models.names.as_ref().map(|recogniser| recogniser.lexicon());
    let mut found = vec![];
    for sentence in sentences {
        let reading = Reading { text, tokens, sentence: sentence.clone(), taken, evidence, lexicon };
        let mut at = sentence.start;
        while at < sentence.end {
            if !reading.is_capitalised(at) {
                at += 1;
                continue;
            }
            let longest = (1..=MAX_TOKENS.min(sentence.end - at))
                .rev()
                .filter(|&length| reading.may_name(at, length))
                .find(|&length| is_known_place(&text[reading.span(at, length).range()], models));
            match longest {
                Some(length) if reading.stands_alone(at, length) => {
                    found.push(Name { span: reading.span(at, length), kind: EntityKind::Place });
                    at += length;
                }
                _ => at += 1,
            }
        }
    }
    found
}

/// A country, an area or a seat of government that is no name of persons and no adjective.
fn is_known_place(surface: &str, models: &Models) -> bool {
    let lists = models.names.as_ref().map_or(0, |recogniser| recogniser.lexicon().lists_of(surface));
    let is_personal = lists & (1 << class::FIRST_NAME | 1 << class::SURNAME) != 0;
    let candidates = models.gazetteer.lookup(surface);
    !is_personal
        && surface.chars().count() > 2
        && models.gazetteer.demonym(surface).is_none()
        && candidates.first().is_some_and(|likeliest| likeliest.prior >= CERTAIN)
}

/// Countries and areas have a prior of 90 and more, seats 80, capitals of big countries about as much.
const CERTAIN: u8 = 80;
