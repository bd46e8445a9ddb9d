//! Rules for short forms made of initials: "Long Name (LN)" in a text, and capitals that are the initials of one name.

use super::cluster::{Clusters, Reason};
use super::node::Node;
use super::normal::{initials, normal};
use crate::text::{Analysis, Gazetteer};
use std::collections::BTreeMap;

/// "Long Name (LN)": the text itself introduces the short form, or the long one: "LN (Long Name)".
pub fn join_introduced(nodes: &[Node], articles: &[&Analysis], gazetteer: &Gazetteer, clusters: &mut Clusters) {
    let by_key: BTreeMap<&str, usize> = nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| !node.is_person)
        .map(|(at, node)| (node.key.as_str(), at))
        .collect();
    let mut found: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate().filter(|(_, node)| !node.is_person) {
        for &(doc, mention) in &node.mentions {
            let article = articles[doc as usize];
            let after = &article.text[article.mentions[mention].span.end as usize..];
            let Some(inside) = in_brackets(after) else { continue };
            let key = normal(inside, false, gazetteer).join(" ");
            if let Some(&other) =
                by_key.get(key.as_str()).filter(|&&other| other != at && abbreviates(nodes, at, other))
            {
                *found.entry((at, other)).or_default() += 1;
            }
        }
    }
    for ((long, short), count) in found {
        let (long_text, short_text) = (nodes[long].surface(), nodes[short].surface());
        let times = if count == 1 { "once".to_string() } else { format!("{count} times") };
        let text = format!("“{long_text} ({short_text})” stands in the text {times}");
        clusters.join(long, short, Reason { text, is_doubtful: false });
    }
}

/// What stands in brackets right after a name, if it is short.
fn in_brackets(after: &str) -> Option<&str> {
    let inside = after.trim_start_matches(' ').strip_prefix('(')?;
    let end = inside.find(')').filter(|&end| end <= 80)?;
    let inside = inside[..end].trim().trim_matches(|c| matches!(c, '"' | '“' | '”' | '\'' | '‘' | '’'));
    inside.strip_prefix("the ").or(Some(inside))
}

/// Whether one is short for the other: its letters are initials of the other's last words, or all of them stand in
/// the other in order, from the same first letter.
fn abbreviates(nodes: &[Node], a: usize, b: usize) -> bool {
    let (long, short) = if nodes[a].key.len() >= nodes[b].key.len() { (a, b) } else { (b, a) };
    let letters = nodes[short].key.replace(' ', "");
    if !nodes[short].is_acronym || nodes[long].is_single() {
        return false;
    }
    let words = nodes[long].texts();
    (0..words.len()).any(|from| {
        let is_initials = initials(&words[from..]).contains(&letters);
        let mut rest = letters.chars().peekable();
        words[from..].iter().flat_map(|word| word.chars()).for_each(|c| {
            rest.next_if_eq(&c);
        });
        is_initials || rest.peek().is_none() && words[from].chars().next() == letters.chars().next()
    })
}

/// Capitals that are the initials of a longer name of the event. Where several names fit, the one that shares most
/// articles, if it leads clearly.
pub fn join_initials(nodes: &[Node], clusters: &mut Clusters) {
    let mut long: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate().filter(|(_, node)| !node.is_person && node.words.len() >= 2) {
        let [bare, all] = initials(&node.texts());
        if all != bare {
            long.entry(all).or_default().push(at);
        }
        long.entry(bare).or_default().push(at);
    }
    for (at, node) in nodes.iter().enumerate() {
        let letters = node.key.replace(' ', "");
        if !node.is_acronym || node.words.len() > 2 || !(2..=6).contains(&letters.len()) {
            continue;
        }
        let Some(candidates) = long.get(&letters) else { continue };
        let fitting: Vec<usize> =
            candidates.iter().copied().filter(|&other| other != at && clusters.can_join(at, other)).collect();
        let Some((best, is_alone)) = super::leading(nodes, clusters, at, &fitting, 1.5) else { continue };
        let text = format!("“{}” are the initials of “{}”", node.surface(), nodes[best].surface());
        clusters.join(at, best, Reason { text, is_doubtful: !is_alone || letters.len() == 2 });
    }
}
