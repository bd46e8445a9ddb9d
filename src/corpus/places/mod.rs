//! Where: which place a name means ([`settle`]), and the tree of places ([`tree`]).
//!
//! A name is settled on a place of the gazetteer once for an event, by how likely the bare name means each place and
//! by context: a country the text puts it in, countries named in the same sentence, countries the event speaks of.
//! Where the text puts it in a country in which the gazetteer knows no such place, the gazetteer is followed and the
//! article gets a warning; where two places fit almost equally, it gets a warning too.

use super::entities::Node;
use crate::base::*;
use crate::text::gazetteer::{Candidate, GazetteerId};
use crate::text::{Analysis, Gazetteer, PlaceKind};
use std::collections::BTreeMap;

mod context;
mod tree;
mod words;

use context::Context;
pub use tree::{Seen, tree};
pub use words::guess_kind;

/// What one explicit statement, a country in the same sentence, and a country named by every article add to a
/// candidate, in tenths of the prior's hundred. Chosen on made cases (two Georgias, Cambridges and Victorias): a
/// statement beats any prior between a city and a region, a country of the event beats two classes of population.
const SAID: f64 = 6.0;
const IN_SENTENCE: f64 = 2.5;
const IN_EVENT: f64 = 3.0;

/// Two places closer than this are told as ambiguous: less than two classes of population.
const CLOSE: f64 = 1.2;

/// Below this prior a name needs its country's support in the text: a small town, or a large one's rarer name.
const WEAK: u8 = 45;

/// Settles nodes on places of the gazetteer; returns warnings with the article they belong to.
pub fn settle(nodes: &mut [Node], articles: &[&Analysis], gazetteer: &Gazetteer) -> Vec<(u32, Warning)> {
    let context = Context::of(articles, gazetteer);
    let mut warnings = Vec::new();
    for node in nodes.iter_mut().filter(|node| !node.is_person) {
        let candidates = candidates(node, gazetteer);
        if candidates.is_empty() {
            continue;
        }
        let said = context.said(node, gazetteer);
        let ranked = rank(node, &candidates, &said, &context, gazetteer);
        let best = town_of(ranked[0].1, &candidates, gazetteer);
        let is_inside = matches!(gazetteer.kind(best.place), PlaceKind::City | PlaceKind::Region | PlaceKind::Site);
        let code = gazetteer.country_code(best.place);
        let is_supported = code.is_some_and(|code| said.countries.contains_key(code) || context.share(code) > 0.0);
        let is_denied = !said.countries.is_empty() && code.is_none_or(|code| !said.countries.contains_key(code));
        let is_weak = matches!(gazetteer.kind(best.place), PlaceKind::City | PlaceKind::Region) && best.prior < WEAK;
        if is_weak && !is_supported && (!best.is_main_name || is_denied) {
            continue;
        }
        node.place = Some(best.place);
        if !node.is_place() {
            continue;
        }
        if is_denied && is_inside {
            warnings.extend(contradictions(&said, best.place, articles, gazetteer));
        }
        let rival = ranked
            .iter()
            .take_while(|rival| ranked[0].0 - rival.0 < CLOSE)
            .find(|rival| rival.1.place != best.place && is_elsewhere(best, rival.1, gazetteer));
        if let Some(&(_, rival)) = rival {
            warnings.extend(ambiguities(node, best.place, rival.place, articles, gazetteer));
        }
    }
    warnings.sort_by(|a, b| (a.0, a.1.span, &a.1.message).cmp(&(b.0, b.1.span, &b.1.message)));
    warnings
}

/// The places a node may mean. An organisation is none, unless its name is a country's or a seat of government's.
fn candidates(node: &Node, gazetteer: &Gazetteer) -> Vec<Candidate> {
    let mut found = Vec::new();
    for surface in node.surfaces.keys() {
        for candidate in words::lookup(surface, gazetteer) {
            if !found.contains(&candidate) {
                found.push(candidate);
            }
        }
    }
    if !node.is_place() {
        found.retain(|candidate| {
            gazetteer.kind(candidate.place) == PlaceKind::Country && candidate.is_main_name
                || gazetteer.is_seat(candidate.place)
        });
    }
    let mut best: BTreeMap<GazetteerId, Candidate> = BTreeMap::new();
    for candidate in found {
        let entry = best.entry(candidate.place).or_insert(candidate);
        if candidate.prior > entry.prior {
            *entry = candidate;
        }
    }
    best.into_values().collect()
}

/// The candidates with their scores, the best first.
fn rank(
    node: &Node,
    candidates: &[Candidate],
    said: &context::Said,
    context: &Context,
    gazetteer: &Gazetteer,
) -> Vec<(f64, Candidate)> {
    let stated: u32 = said.countries.values().sum();
    let share = |count: Option<&u32>, of: u32| count.map_or(0.0, |&count| f64::from(count) / f64::from(of.max(1)));
    let score = |candidate: &Candidate| {
        let prior = f64::from(candidate.prior) / 10.0;
        // A country's own name in the event says nothing about which Georgia is meant.
        let Some(code) = gazetteer.country_code(candidate.place) else { return prior };
        let is_country = gazetteer.kind(candidate.place) == PlaceKind::Country;
        let event = if is_country { 0.0 } else { IN_EVENT * context.share(code) };
        let sentence = if is_country { 0.0 } else { IN_SENTENCE * share(said.in_sentence.get(code), node.count()) };
        prior + SAID * share(said.countries.get(code), stated) + sentence + event
    };
    let mut ranked: Vec<(f64, Candidate)> = candidates.iter().map(|candidate| (score(candidate), *candidate)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.place.cmp(&b.1.place)));
    ranked
}

/// A region and its town of one name are told apart by a word for the kind; bare, the name means the town, unless that
/// is small.
fn town_of(best: Candidate, candidates: &[Candidate], gazetteer: &Gazetteer) -> Candidate {
    let is_its_town = |other: &&Candidate| {
        gazetteer.kind(other.place) == PlaceKind::City
            && gazetteer.parent(other.place) == Some(best.place)
            && other.prior + 10 >= best.prior
    };
    candidates.iter().find(is_its_town).copied().unwrap_or(best)
}

/// Whether two places are far apart: in different countries, or cities of different regions.
fn is_elsewhere(a: Candidate, b: Candidate, gazetteer: &Gazetteer) -> bool {
    let (x, y) = (a.place, b.place);
    let is_inside = gazetteer.parent(x) == Some(y) || gazetteer.parent(y) == Some(x);
    !is_inside && (gazetteer.country_code(x) != gazetteer.country_code(y) || gazetteer.kind(x) == gazetteer.kind(y))
}

fn contradictions(
    said: &context::Said,
    place: GazetteerId,
    articles: &[&Analysis],
    gazetteer: &Gazetteer,
) -> Vec<(u32, Warning)> {
    let mine = gazetteer.country_code(place).and_then(|code| gazetteer.country(code));
    let tell = |&(doc, mention, ref code): &(u32, MentionId, String)| {
        let span = articles[doc as usize].mentions[mention].span;
        let theirs = gazetteer.name(gazetteer.country(code)?);
        let name = span.of(&articles[doc as usize].text);
        let message = format!(
            "The text puts {name} in {theirs}, the gazetteer knows it in {}; the gazetteer is followed",
            gazetteer.name(mine?)
        );
        Some((doc, Warning { kind: WarningKind::Place, span: Some(span), message }))
    };
    said.statements.iter().filter_map(tell).collect()
}

fn ambiguities(
    node: &Node,
    best: GazetteerId,
    rival: GazetteerId,
    articles: &[&Analysis],
    gazetteer: &Gazetteer,
) -> Vec<(u32, Warning)> {
    let mut first: BTreeMap<u32, MentionId> = BTreeMap::new();
    for &(doc, mention) in &node.mentions {
        first.entry(doc).and_modify(|known| *known = mention.min(*known)).or_insert(mention);
    }
    let whole = |place: GazetteerId| match gazetteer.parent(place) {
        Some(parent) => format!("{} in {}", gazetteer.name(place), gazetteer.name(parent)),
        None => format!("the country {}", gazetteer.name(place)),
    };
    let message = format!("{} may be {} or {}; the first is taken", node.surface(), whole(best), whole(rival));
    let warn = |(doc, mention): (u32, MentionId)| {
        let span = articles[doc as usize].mentions[mention].span;
        (doc, Warning { kind: WarningKind::Place, span: Some(span), message: message.clone() })
    };
    first.into_iter().map(warn).collect()
}
