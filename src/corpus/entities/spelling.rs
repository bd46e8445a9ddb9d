//! Rules for names that differ in spelling alone: glued words, romanisation and slips, fuller names of one person.

use super::cluster::{Clusters, Reason};
use super::node::Node;
use super::variant::{Likeness, Word, likeness, same_length, same_person};
use std::collections::BTreeMap;

/// How many names before it in its block a name is compared with.
const NEIGHBOURS: usize = 60;

/// "Port Louis" and "Portlouis": the same letters once spaces are dropped.
pub fn join_glued(nodes: &[Node], clusters: &mut Clusters) {
    let mut first: BTreeMap<(bool, String), usize> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate().filter(|(_, node)| !node.key.is_empty()) {
        if node.is_person && node.is_single() {
            continue;
        }
        let glued = (node.is_person, node.key.replace(' ', ""));
        let other = *first.entry(glued).or_insert(at);
        if other != at {
            let text = format!("“{}” and “{}” are the same letters", node.surface(), nodes[other].surface());
            clusters.join(at, other, Reason { text, is_doubtful: false });
        }
    }
}

/// Two names in one romanisation or another, a slip of the pen, or a fuller form of a person's name. Pairs are tried
/// from the surest to the least sure, so that a sure merge can speak against a doubtful one.
pub fn join_variants(nodes: &[Node], clusters: &mut Clusters) {
    let mut found: Vec<(Likeness, usize, usize, &'static str)> = Vec::new();
    let glued: Vec<Word> = nodes.iter().map(glue).collect();
    for block in blocks(nodes).values_mut() {
        // In a large block only neighbours by the sound of the last word are compared, so that the cost stays linear.
        block.sort_by_cached_key(|&at| (nodes[at].last().sound.clone(), at));
        for (nth, &a) in block.iter().enumerate() {
            for &b in &block[nth.saturating_sub(NEIGHBOURS)..nth] {
                let pair = compare((&nodes[a], &glued[a]), (&nodes[b], &glued[b])).filter(|_| !clusters.is_one(a, b));
                found.extend(pair.map(|(how, rule)| (how, a.min(b), a.max(b), rule)));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    let rivals = rivals(nodes, &found);
    for (how, a, b, rule) in found {
        if how == Likeness::Near && contrasts(&nodes[a], &nodes[b]) || rivals.contains(&a) || rivals.contains(&b) {
            continue;
        }
        let text = format!("“{}” and “{}” {rule}", nodes[a].surface(), nodes[b].surface());
        clusters.join(a, b, Reason { text, is_doubtful: how == Likeness::Near });
    }
}

/// Nodes that fit two full names which exclude each other, as "J. Smith" fits John and Jane: they stay alone.
fn rivals(nodes: &[Node], found: &[(Likeness, usize, usize, &str)]) -> Vec<usize> {
    let mut around: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &(_, a, b, _) in found.iter().filter(|(_, a, b, _)| nodes[*a].is_person && nodes[*b].is_person) {
        around.entry(a).or_default().push(b);
        around.entry(b).or_default().push(a);
    }
    let excludes = |x: usize, y: usize| {
        let (x, y) = (&nodes[x].words, &nodes[y].words);
        same_person(x, y).is_none() && same_length(x, y).is_none()
    };
    let is_rival = |near: &Vec<usize>| near.iter().any(|&x| near.iter().any(|&y| x < y && excludes(x, y)));
    around.iter().filter(|(_, near)| near.len() <= 50 && is_rival(near)).map(|(&at, _)| at).collect()
}

/// Two names of one length that one article uses side by side are two names: its writer can spell.
fn contrasts(a: &Node, b: &Node) -> bool {
    a.words.len() == b.words.len() && a.docs.intersection(&b.docs).next().is_some()
}

/// Nodes that may be variants of each other share a block: by the sounds that begin all words, by a person's surname,
/// and by the letters without spaces.
fn blocks(nodes: &[Node]) -> BTreeMap<String, Vec<usize>> {
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate() {
        let longest = node.words.iter().map(|word| word.text.len()).max().unwrap_or_default();
        if node.is_person && node.is_single() || longest < 3 || node.is_acronym && node.is_single() {
            continue;
        }
        let starts: String = node.words.iter().map(start).collect();
        blocks.entry(format!("{}{starts}", u8::from(node.is_person))).or_default().push(at);
        if node.is_person {
            let last = node.last();
            blocks.entry(format!("p{}{}", start(last), tail(last))).or_default().push(at);
            blocks.entry(format!("f{}{}", start(&node.words[0]), start(last))).or_default().push(at);
        } else {
            let glued: usize = node.words.iter().map(|word| word.text.len()).sum();
            if glued >= 8 {
                // Names of another number of words, alike when glued: lengths differ by two at most.
                for step in [glued / 3, glued / 3 + 1] {
                    blocks.entry(format!("g{}{step}", start(&node.words[0]))).or_default().push(at);
                }
            }
        }
    }
    blocks
}

/// The class of sounds that a word begins with: letters that romanisations exchange are one.
fn start(word: &Word) -> char {
    match word.text.chars().next().unwrap_or_default() {
        'c' | 'q' | 'h' | 'x' => 'k',
        'z' | 'd' => 'j',
        'w' => 'v',
        'p' => 'f',
        'y' | 'e' => 'i',
        'o' => 'u',
        other => other,
    }
}

/// The last sound of a word, which variants seldom change.
fn tail(word: &Word) -> char {
    word.sound.chars().nth(1).unwrap_or_default()
}

/// The letters of a name without spaces, as one word.
fn glue(node: &Node) -> Word {
    Word::new(&node.key.replace(' ', ""))
}

/// Whether two names, each with its letters as one word, may be variants, and by which rule.
fn compare((a, x): (&Node, &Word), (b, y): (&Node, &Word)) -> Option<(Likeness, &'static str)> {
    if a.is_person != b.is_person || a.place.is_some() && b.place.is_some() && a.place != b.place {
        return None;
    }
    if let Some(how) = same_length(&a.words, &b.words) {
        return Some((
            how,
            if how == Likeness::Near { "are spelled almost alike" } else { "are two romanisations of one name" },
        ));
    }
    if a.is_person {
        return same_person(&a.words, &b.words).map(|how| (how, "have one surname and given names that agree"));
    }
    if a.words.len() == b.words.len() {
        return None;
    }
    if x.text.len().min(y.text.len()) < 8 {
        return None;
    }
    likeness(x, y).map(|how| (how.max(Likeness::Sound), "are almost the same letters"))
}
