//! Rules for names of organisations and places that are part of a longer one: "Reserve Bank" for "Central Reserve
//! Bank", "Promises" for "Promises Clinic", "Republic of X" for "X".

use super::cluster::{Clusters, Reason};
use super::node::Node;
use crate::text::fold::in_list;
use crate::text::{Gazetteer, PlaceKind};
use std::collections::{BTreeMap, BTreeSet};

/// Words that name a kind of thing: alone they stand for no particular one.
const GENERIC: &str = "\
    bank ministry university center government party army police council commission court department airport \
    school hospital church office agency authority association union club college institute committee congress \
    parliament senate house force forces guard service services board team news times post press street avenue \
    road park island city county province mall hotel store shop theater arena stadium prison jail south north east \
    west new central national international united federal state general world american british republic assembly \
    cabinet organization";

/// Last words of names that are an organ of what they begin with ("NTU Security Council"), not another form of it.
const ORGANS: &str = "\
    council committee commission court assembly secretariat parliament fund office board delegation mission bank \
    foundation";

/// Words before a name that make it another thing.
const CONTRASTING: &str = "\
    north south east west new former northern southern eastern western upper lower inner outer old anti non \
    greater central";

/// Words around a place's name that say what it is.
const STATE_WORDS: &str = "republic kingdom state city town village of the strip islands island democratic federation";
const DIVISION_WORDS: &str = "province region oblast county district prefecture governorate of the";

/// "Promises" begins one name only: "Promises Clinic".
pub fn join_beginnings(nodes: &[Node], clusters: &mut Clusters) {
    let mut by_first: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate().filter(|(_, node)| is_thing(node) && (2..=5).contains(&node.words.len()))
    {
        by_first.entry(&node.words[0].text).or_default().push(at);
    }
    let mut decided = Vec::new();
    for (at, node) in nodes.iter().enumerate().filter(|(_, node)| is_thing(node) && node.is_single()) {
        if node.key.chars().count() < 3 || is_generic(&node.key) || node.place.is_some() {
            continue;
        }
        let Some(longer) = by_first.get(node.key.as_str()).filter(|longer| longer.len() <= 2) else { continue };
        if node.is_acronym && longer.iter().any(|&other| in_list(ORGANS, nodes[other].last().text.as_str())) {
            continue;
        }
        let roots: BTreeSet<usize> = longer.iter().map(|&other| clusters.root(other)).collect();
        if roots.len() == 1 {
            let text = format!("“{}” begins “{}” and no other name", node.surface(), nodes[longer[0]].surface());
            decided.push((at, longer[0], Reason { text, is_doubtful: true }));
        }
    }
    decided.into_iter().for_each(|(a, b, reason)| {
        clusters.join(a, b, reason);
    });
}

/// "Colts" ends "Indianapolis Colts", "Federal Reserve" ends "U.S. Federal Reserve".
pub fn join_endings(nodes: &[Node], clusters: &mut Clusters) {
    let mut by_ending: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate().filter(|(_, node)| !node.is_person) {
        let mut start = 0;
        for (dropped, word) in node.words.iter().enumerate().take(3) {
            if dropped > 0 && dropped < node.words.len() {
                by_ending.entry((node.words.len() - dropped, &node.key[start..])).or_default().push(at);
            }
            start += word.text.len() + 1;
        }
    }
    let mut decided = Vec::new();
    for (at, node) in nodes.iter().enumerate().filter(|(_, node)| !node.is_person) {
        let words = node.words.len();
        let is_bare = words == 1 && (node.key.chars().count() < 4 || is_generic(&node.key) || node.place.is_some());
        if is_bare || node.words.iter().all(|word| is_generic(&word.text)) {
            continue;
        }
        let fitting: Vec<usize> = by_ending
            .get(&(words, node.key.as_str()))
            .into_iter()
            .flatten()
            .copied()
            .filter(|&other| {
                let longer = &nodes[other];
                let before = &longer.words[..longer.words.len() - words];
                !(longer.is_place() && (words == 1 || longer.place.is_some()))
                    && !before.last().is_some_and(|word| in_list(CONTRASTING, word.text.as_str()))
                    && clusters.can_join(at, other)
            })
            .collect();
        if let Some((best, is_alone)) = super::leading(nodes, clusters, at, &fitting, 2.0) {
            let text = format!("“{}” ends “{}”", node.surface(), nodes[best].surface());
            decided.push((at, best, Reason { text, is_doubtful: !is_alone || words == 1 }));
        }
    }
    decided.into_iter().for_each(|(a, b, reason)| {
        clusters.join(a, b, reason);
    });
}

/// "Republic of X", "X City" are X; "X Province" is X where X is no town of its own.
pub fn join_place_words(nodes: &[Node], gazetteer: &Gazetteer, clusters: &mut Clusters) {
    let by_key: BTreeMap<&str, usize> = nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| node.is_place())
        .map(|(at, node)| (node.key.as_str(), at))
        .collect();
    for (at, node) in nodes.iter().enumerate().filter(|(_, node)| node.is_place() && !node.is_single()) {
        for (words, is_division) in [(STATE_WORDS, false), (DIVISION_WORDS, true)] {
            let bare: Vec<&str> =
                node.words.iter().map(|word| word.text.as_str()).filter(|word| !in_list(words, word)).collect();
            let Some(&other) = by_key.get(bare.join(" ").as_str()).filter(|&&other| other != at) else { continue };
            let is_town = nodes[other].place.is_some_and(|place| gazetteer.kind(place) == PlaceKind::City);
            if is_division && is_town || !clusters.can_join(at, other) {
                continue;
            }
            let text = format!("“{}” is “{}” with a word for its kind", node.surface(), nodes[other].surface());
            clusters.join(at, other, Reason { text, is_doubtful: false });
        }
    }
}

/// An organisation, or what was taken for a place but is none the gazetteer knows.
fn is_thing(node: &Node) -> bool {
    !node.is_person && (node.kinds[1] >= node.kinds[2] || node.place.is_none())
}

fn is_generic(word: &str) -> bool {
    in_list(GENERIC, word)
}
