//! Which name an entity bears: the fullest common form, in its usual capitals.

use super::node::Node;
use super::normal::title_end;
use crate::text::fold::fold;
use crate::text::{EntityKind, Gazetteer, PlaceKind};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The outward side of a cluster.
pub struct Named {
    pub name: String,
    pub kind: EntityKind,
    /// What decided the kind, where the mentions disagree.
    pub kind_reason: Option<String>,
    /// The node that bears the name.
    pub node: usize,
    /// Every surface form with its count, the commonest first, then by text.
    pub aliases: Vec<(String, u32)>,
}

/// Names a cluster of nodes.
pub fn name(nodes: &[Node], members: &[usize], gazetteer: &Gazetteer) -> Named {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    let mut by_key: BTreeMap<&str, u32> = BTreeMap::new();
    for &at in members {
        *by_key.entry(&nodes[at].key).or_default() += nodes[at].count();
        for (surface, count) in &nodes[at].surfaces {
            *counts.entry(surface).or_default() += count;
        }
    }
    let (kind, kind_reason) = kind(nodes, members, gazetteer);
    let known = members.iter().find_map(|&at| nodes[at].place).filter(|_| kind == EntityKind::Place);
    let country = known.filter(|&place| gazetteer.kind(place) == PlaceKind::Country).map(|place| gazetteer.name(place));
    let rank = |at: usize| {
        let node = &nodes[at];
        let mass = by_key[node.key.as_str()];
        let is_country = country.is_some_and(|name| fold(node.surface()) == fold(name));
        let is_known = known.is_some_and(|place| gazetteer.names(place).any(|name| fold(name) == fold(node.surface())));
        (is_country, is_full(node), is_known, mass, node.words.len(), Reverse(&node.key), node.count(), Reverse(at))
    };
    let best = members.iter().copied().max_by(|&a, &b| rank(a).cmp(&rank(b))).unwrap_or_default();
    let spelled: Vec<&str> = known.map(|place| gazetteer.names(place).collect()).unwrap_or_default();
    let mut surfaces: BTreeMap<&str, u32> = BTreeMap::new();
    for node in members.iter().map(|&at| &nodes[at]).filter(|node| node.key == nodes[best].key) {
        for (surface, count) in &node.surfaces {
            *surfaces.entry(surface).or_default() += count;
        }
    }
    let surface = surfaces
        .iter()
        .max_by_key(|&(&text, &count)| {
            (
                !is_shouted(text),
                !starts_small(text),
                spelled.contains(&text),
                !has_title(text, gazetteer),
                count,
                Reverse(text),
            )
        })
        .map_or("—", |(&text, _)| text);
    let name = match country {
        Some(country) if fold(surface) != fold(country) => country.to_string(),
        // "central Asia" stands as everybody writes it.
        _ if starts_small(surface)
            && let Some(spelled) = spelled.iter().find(|it| fold(it) == fold(surface)) =>
        {
            spelled.to_string()
        }
        _ if kind == EntityKind::Person => calm(&surface[title_end(surface, gazetteer)..], false),
        _ => calm(surface, nodes[best].is_acronym),
    };
    let mut aliases: Vec<(String, u32)> = counts.into_iter().map(|(text, count)| (text.to_string(), count)).collect();
    aliases.sort_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
    Named { name, kind, kind_reason, node: best, aliases }
}

/// The kind that most mentions have, and why where they disagree. A country or a seat of government that the gazetteer
/// knows is a place whatever the sentence takes it for.
fn kind(nodes: &[Node], members: &[usize], gazetteer: &Gazetteer) -> (EntityKind, Option<String>) {
    let is_known = |at: usize| {
        nodes[at].place.is_some_and(|place| gazetteer.kind(place) == PlaceKind::Country || gazetteer.is_seat(place))
    };
    let [persons, organisations, places] =
        [0, 1, 2].map(|kind| members.iter().map(|&at| nodes[at].read_as[kind]).sum::<u32>());
    let weight = |kind: usize| members.iter().map(|&at| nodes[at].kinds[kind]).sum::<u32>();
    let (kind, why) = if members.iter().any(|&at| nodes[at].is_person) {
        (EntityKind::Person, "most forms of the name are a person's")
    } else if members.iter().any(|&at| is_known(at)) {
        (EntityKind::Place, "the gazetteer knows it as a place")
    } else if weight(2) > weight(1) {
        (EntityKind::Place, "that is the majority")
    } else {
        (EntityKind::Organisation, "that is the majority")
    };
    let read = [(persons, "a person"), (organisations, "an organisation"), (places, "a place")];
    let told: Vec<String> = read
        .iter()
        .filter(|read| read.0 > 0)
        .map(|(count, kind)| if *count == 1 { format!("once as {kind}") } else { format!("{count} times as {kind}") })
        .collect();
    let own = [EntityKind::Person, EntityKind::Organisation, EntityKind::Place].iter().position(|it| *it == kind);
    let is_plain = told.len() == 1 && own.is_some_and(|own| read[own].0 > 0);
    let reason = format!("Read {}; {why}", told.join(", "));
    (kind, (!is_plain).then_some(reason))
}

/// More than a surname or initials.
fn is_full(node: &Node) -> bool {
    !node.is_handle
        && if node.is_person {
            !node.is_single()
        } else {
            !node.is_acronym || node.place.is_some() && !node.is_single()
        }
}

/// All capitals and too long for initials.
fn is_shouted(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() > 6 && !letters.clone().any(char::is_lowercase)
}

fn starts_small(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

fn has_title(text: &str, gazetteer: &Gazetteer) -> bool {
    title_end(text, gazetteer) > 0
}

/// A name that stands only in capitals, in the usual ones.
fn calm(text: &str, is_acronym: bool) -> String {
    if is_acronym || !is_shouted(text) {
        return text.to_string();
    }
    let mut out = String::with_capacity(text.len());
    let mut is_first = true;
    for c in text.chars() {
        if is_first {
            out.push(c)
        } else {
            out.extend(c.to_lowercase())
        }
        is_first = !c.is_alphanumeric();
    }
    out
}
