//! What a mention's span may hold: a name, without what only stands beside it.
//!
//! The rules are those of the corpus form: article and possessive stay outside, titles stay outside ("President
//! Okafor" names Okafor; so do the annotated texts), an adjective or a people is no place, marks at the edges are no
//! part of a name.

use super::lexicon::class;
use super::{EntityKind, Models, Name};
use crate::base::Span;
use crate::text::token::{Token, TokenKind, tokens_in};

/// Trims every name, and drops those that are none.
pub fn tidy(text: &str, tokens: &[Token], names: &mut Vec<Name>, models: &Models) {
    names.retain_mut(|name| {
        let Some(span) = trimmed(text, tokens, *name, models) else { return false };
        name.span = span;
        !is_demonym(span.of(text), name.kind, models)
    });
}

/// The span without articles, titles and marks at its edges; `None` when nothing is left.
fn trimmed(text: &str, tokens: &[Token], name: Name, models: &Models) -> Option<Span> {
    let mut words = tokens_in(tokens, name.span);
    while let Some((first, rest)) = words.split_first() {
        let word = first.of(text);
        let is_article = !rest.is_empty() && matches!(word, "the" | "The" | "THE" | "a" | "A" | "an" | "An");
        let is_title = name.kind == EntityKind::Person && !rest.is_empty() && is_title(word, models);
        if !(is_article || is_title || first.kind == TokenKind::Mark) {
            break;
        }
        words = rest;
    }
    while let Some((last, rest)) = words.split_last() {
        let is_closed = matches!(last.of(text), ")" | ".") && words.iter().any(|token| token.of(text) == "(");
        if last.kind != TokenKind::Mark && !last.of(text).starts_with(['\'', '\u{2019}']) || is_closed {
            break;
        }
        words = rest;
    }
    Some(Span { start: words.first()?.span.start, end: words.last()?.span.end })
}

/// A word that goes before a person's name and is not one itself.
fn is_title(word: &str, models: &Models) -> bool {
    let Some(names) = &models.names else { return false };
    let lists = names.lexicon().lists_of(word.trim_end_matches('.'));
    lists & 1 << class::TITLE != 0 && lists & (1 << class::FIRST_NAME | 1 << class::SURNAME) == 0
}

/// A place that is only an adjective or a people. One that is also a place's own name stays ("Luxembourg").
fn is_demonym(surface: &str, kind: EntityKind, models: &Models) -> bool {
    kind == EntityKind::Place
        && models.gazetteer.demonym(surface).is_some()
        && models.gazetteer.lookup(surface).first().is_none_or(|likeliest| likeliest.prior < PLACE_PRIOR)
}

/// From this prior on a name is taken for a place even if it is an adjective as well.
const PLACE_PRIOR: u8 = 60;
