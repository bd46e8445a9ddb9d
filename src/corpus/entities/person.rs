//! Rules for people's single names: "Smith" goes to the one Smith whose full name stands in the same article, or else
//! in the event; handles ("@SmithUK") to the person whose surname they hold.

use super::cluster::{Clusters, Reason};
use super::node::{Node, badges_conflict};
use super::variant::{Likeness, likeness};
use std::collections::{BTreeMap, BTreeSet};

/// Links single names to full names, and to one another where no full name fits.
pub fn join_single_names(nodes: &[Node], clusters: &mut Clusters) {
    let full: Vec<usize> = (0..nodes.len()).filter(|&at| nodes[at].is_person && !nodes[at].is_single()).collect();
    let names = Names::of(nodes, &full);
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate().filter(|(_, node)| node.is_person && node.is_single()) {
        groups.entry(node.key.as_str()).or_default().push(at);
    }
    // Decided on the clusters as they are before any single name joins, so that the order does not matter.
    let mut decided: Vec<(usize, usize, Reason)> = Vec::new();
    let mut strangers: Vec<usize> = Vec::new();
    for group in groups.values() {
        let mut alone: Vec<usize> = Vec::new();
        for &at in group {
            match best_full(nodes, clusters, at, &names) {
                Some((target, reason)) => decided.push((at, target, reason)),
                None => alone.push(at),
            }
        }
        decided.extend(together(nodes, &alone));
        strangers.extend(alone.first().filter(|_| !has_conflict(nodes, &alone)));
    }
    decided.extend(romanisations(nodes, &strangers));
    for (a, b, reason) in decided {
        clusters.join(a, b, reason);
    }
}

/// Full names by each of their ends.
struct Names<'a> {
    by_last: BTreeMap<&'a str, Vec<usize>>,
    by_last_sound: BTreeMap<&'a str, Vec<usize>>,
    by_first: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Names<'a> {
    fn of(nodes: &'a [Node], full: &[usize]) -> Names<'a> {
        let mut names = Names { by_last: BTreeMap::new(), by_last_sound: BTreeMap::new(), by_first: BTreeMap::new() };
        for &at in full {
            let node = &nodes[at];
            names.by_last.entry(&node.last().text).or_default().push(at);
            names.by_last_sound.entry(&node.last().sound).or_default().push(at);
            names.by_first.entry(&node.words[0].text).or_default().push(at);
        }
        names
    }
}

/// The full name that a single name stands for: by surname, by the surname's sound, by first name.
fn best_full(nodes: &[Node], clusters: &Clusters, at: usize, names: &Names) -> Option<(usize, Reason)> {
    let node = &nodes[at];
    if node.key.chars().count() < 2 {
        return None;
    }
    let fits = |other: &&usize| {
        let other = &nodes[**other];
        !matches!((node.badge, other.badge), (Some(a), Some(b)) if badges_conflict(a, b))
    };
    let sound = node.words[0].sound.as_str();
    for (candidates, how) in [
        (names.by_last.get(node.key.as_str()), "is the surname of"),
        (names.by_last_sound.get(sound).filter(|_| node.key.len() > 3), "sounds like the surname of"),
        (names.by_first.get(node.key.as_str()), "is the first name of"),
    ] {
        let fitting: Vec<usize> = candidates.into_iter().flatten().filter(fits).copied().collect();
        if fitting.is_empty() {
            continue;
        }
        let (best, is_alone) = super::leading(nodes, clusters, at, &fitting, 1.5)?;
        let is_here = fitting.iter().any(|&other| clusters.is_one(other, best) && shares(nodes, at, other));
        let place = if is_here { ", in the same article" } else { ", in another article" };
        let rivals = if is_alone { "" } else { "; others of that name stand in the event" };
        let text = format!("“{}” {how} “{}”{place}{rivals}", node.surface(), nodes[best].surface());
        let is_doubtful = !is_alone || !is_here && how != "is the surname of";
        return Some((best, Reason { text, is_doubtful }));
    }
    None
}

fn shares(nodes: &[Node], a: usize, b: usize) -> bool {
    nodes[a].docs.intersection(&nodes[b].docs).next().is_some()
}

/// Whether titles tell two people apart among single names.
fn has_conflict(nodes: &[Node], group: &[usize]) -> bool {
    let badges: BTreeSet<&str> = group.iter().filter_map(|&at| nodes[at].badge).collect();
    badges.iter().any(|a| badges.iter().any(|b| badges_conflict(a, b)))
}

/// The bare single names of several articles are one person, unless their titles say otherwise: then those of one
/// title are.
fn together(nodes: &[Node], alone: &[usize]) -> Vec<(usize, usize, Reason)> {
    let is_split = has_conflict(nodes, alone);
    let mut joins = Vec::new();
    for &at in alone {
        let same = |&&other: &&usize| !is_split || nodes[other].badge == nodes[at].badge;
        if let Some(&other) = alone.iter().find(same).filter(|&&other| other != at) {
            let surface = nodes[at].surface();
            let text = format!("“{surface}” stands in several articles, and no full name tells two people apart");
            joins.push((at, other, Reason { text, is_doubtful: true }));
        }
    }
    joins
}

/// Single names without a full one, in two romanisations ("Zelensky", "Zelenskyy").
fn romanisations(nodes: &[Node], strangers: &[usize]) -> Vec<(usize, usize, Reason)> {
    let mut by_sound: BTreeMap<&str, usize> = BTreeMap::new();
    let mut joins = Vec::new();
    for &at in strangers {
        let other = *by_sound.entry(&nodes[at].words[0].sound).or_insert(at);
        if other != at && likeness(&nodes[at].words[0], &nodes[other].words[0]) == Some(Likeness::Sound) {
            let (a, b) = (nodes[at].surface(), nodes[other].surface());
            let text = format!("“{a}” and “{b}” are two romanisations of one name");
            joins.push((at, other, Reason { text, is_doubtful: true }));
        }
    }
    joins
}

/// "@SmithUK" holds the surname of one person of the event.
pub fn join_handles(nodes: &[Node], clusters: &mut Clusters) {
    let handles: Vec<usize> = (0..nodes.len()).filter(|&at| nodes[at].is_handle).collect();
    if handles.is_empty() {
        return;
    }
    let named: Vec<usize> = (0..nodes.len())
        .filter(|&at| nodes[at].is_person && !nodes[at].is_handle && nodes[at].last().text.chars().count() >= 4)
        .collect();
    for at in handles {
        let handle = nodes[at].key.replace(' ', "");
        let holding: Vec<usize> =
            named.iter().copied().filter(|&other| handle.contains(&nodes[other].last().text)).collect();
        if let Some((best, is_alone)) = super::leading(nodes, clusters, at, &holding, 1.5) {
            let text = format!("the handle “{}” holds the surname of “{}”", nodes[at].surface(), nodes[best].surface());
            clusters.join(at, best, Reason { text, is_doubtful: !is_alone });
        }
    }
}
