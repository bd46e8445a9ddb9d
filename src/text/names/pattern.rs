//! Names told by a sign beside them rather than by the recogniser: handles, and sites by the word for what they are.

use super::consistency::{Evidence, Reading};
use super::lexicon::class;
use super::{EntityKind, Models, Name};
use crate::text::fold::in_list;
use crate::text::token::Token;
use std::ops::Range;

/// Words for a site that follow its name in small letters, the last of each.
const SITES: &str = "airport airfield airbase base area ground refinery cosmodrome prison palace plant dam camp";
/// Words between a site's name and its last word.
const BETWEEN: &str = "training military naval air army nuclear power test firing missile oil international";

/// Longest name of a site, in tokens, without the words for what it is.
const MAX_TOKENS: usize = 3;

/// Handles of people that the evidence knows ("@OkaforNG") and sites that nothing else found ("the Falkenberg training
/// area"), in `sentences`. Both touch no span of `taken`; in order, without overlap.
pub fn find(
    text: &str,
    tokens: &[Token],
    sentences: &[Range<usize>],
    taken: &[crate::base::Span],
    evidence: &Evidence,
    models: &Models,
) -> Vec<Name> {
    let lexicon = models.names.as_ref().map(|recogniser| recogniser.lexicon());
    let mut found = vec![];
    for sentence in sentences {
        let reading = Reading { text, tokens, sentence: sentence.clone(), taken, evidence, lexicon };
        let mut at = sentence.start;
        while at < sentence.end {
            let length = if is_handle(&reading, at) {
                found.push(Name { span: reading.span(at, 1), kind: EntityKind::Person });
                1
            } else if let Some(length) = site(&reading, at, models) {
                found.push(Name { span: reading.span(at, length), kind: EntityKind::Place });
                length
            } else {
                1
            };
            at += length;
        }
    }
    found
}

/// A word right behind "@" that begins with the surname of somebody the article names in full.
fn is_handle(reading: &Reading, at: usize) -> bool {
    let is_marked = at > 0
        && reading.tokens[at - 1].of(reading.text).ends_with('@')
        && reading.tokens[at - 1].span.end == reading.tokens[at].span.start;
    is_marked && reading.may_name(at, 1) && reading.evidence.begins_with_surname(reading.tokens[at].of(reading.text))
}

/// The length in tokens of a site that begins at `at`: capitalised words and the small words that say what it is.
fn site(reading: &Reading, at: usize, models: &Models) -> Option<usize> {
    const OTHERS: u32 = 1 << class::DEMONYM | 1 << class::TITLE | 1 << class::MONTH_OR_DAY | 1 << class::COUNTRY;
    if at == reading.sentence.start || !reading.may_name(at, 1) {
        return None;
    }
    let rest = at..reading.sentence.end;
    let name = rest.clone().take_while(|&at| reading.may_name(at, 1)).count();
    let kind = rest.skip(name).take_while(|&at| in_list(BETWEEN, reading.tokens[at].of(reading.text))).count();
    let last = reading.tokens.get(at + name + kind).filter(|_| at + name + kind < reading.sentence.end)?;
    let is_free = (at..at + name).all(|at| {
        let word = reading.tokens[at].of(reading.text);
        let is_other = lists(reading, word) & OTHERS != 0 || models.gazetteer.demonym(word).is_some();
        !is_other && !reading.evidence.is_written_small(&word.to_lowercase())
    });
    let is_site =
        in_list(SITES, last.of(reading.text)) && (kind > 0 || !matches!(last.of(reading.text), "area" | "base"));
    (name <= MAX_TOKENS && is_free && is_site && reading.stands_alone(at, name)).then_some(name + kind + 1)
}

fn lists(reading: &Reading, word: &str) -> u32 {
    reading.lexicon.map_or(0, |lexicon| lexicon.lists_of(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;
    use crate::text::token::tokenize;

    #[test]
    fn finds_handles_and_sites() {
        let models = Models::builtin();
        for (text, expected) in [
            ("He wrote to @OkaforNG today", "Person OkaforNG"),
            ("He wrote to @LindSE today", ""),
            ("He wrote to OkaforNG today", ""),
            ("Drills at the Falkenberg training area ended", "Place Falkenberg training area"),
            ("Drills at the Danish training area ended", ""),
            ("Drills in the Falkenberg area ended", ""),
            ("Drills at the Sunday training ground ended", ""),
            ("Falkenberg training area", ""),
        ] {
            let tokens = tokenize(text);
            let mut evidence = Evidence::default();
            let full = "Mary Okafor";
            let name = Name { span: Span::new(0, full.len()), kind: EntityKind::Person };
            evidence.add_names(full, std::iter::once(name));
            let found = find(text, &tokens, std::slice::from_ref(&(0..tokens.len())), &[], &evidence, &models);
            let told: Vec<String> =
                found.iter().map(|name| format!("{:?} {}", name.kind, name.span.of(text))).collect();
            assert_eq!(told.join(", "), expected, "{text}");
        }
    }
}
