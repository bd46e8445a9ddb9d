//! What is merged: a [`Node`] holds the mentions of one event that share a normal form and a class.
//!
//! A person's single name ("Smith") can mean different people in different articles, so it has one node an article,
//! and one for each title that cannot belong to the same person ("Mr Smith", "Mrs Smith"). Every other name has one
//! node for the event.

use super::normal::{is_title, normal};
use super::variant::Word;
use crate::base::*;
use crate::text::gazetteer::GazetteerId;
use crate::text::{Analysis, EntityKind, Gazetteer, MentionBasis, PlaceKind};
use std::collections::{BTreeMap, BTreeSet};

/// A mention by its document's place in the event and its number there.
pub type MentionRef = (u32, MentionId);

/// The mentions that share a normal form, a class and, for a person's single name, an article.
#[derive(Clone, Debug)]
pub struct Node {
    /// The words joined with spaces.
    pub key: String,
    pub words: Vec<Word>,
    pub is_person: bool,
    /// The title that tells this node from others of its name and article.
    pub badge: Option<&'static str>,
    /// Looks like initials: two to six capitals.
    pub is_acronym: bool,
    /// Written as a handle ("@name").
    pub is_handle: bool,
    /// Surface forms with their counts.
    pub surfaces: BTreeMap<String, u32>,
    pub docs: BTreeSet<u32>,
    /// Weights of person, organisation, place among the mentions.
    pub kinds: [u32; 3],
    /// Mentions that the text alone was read as a person, an organisation, a place.
    pub read_as: [u32; 3],
    pub mentions: Vec<MentionRef>,
    /// The gazetteer's place it was settled on.
    pub place: Option<GazetteerId>,
}

impl Node {
    pub fn count(&self) -> u32 {
        self.mentions.len() as u32
    }

    pub fn is_single(&self) -> bool {
        self.words.len() == 1
    }

    pub fn last(&self) -> &Word {
        &self.words[self.words.len() - 1]
    }

    pub fn texts(&self) -> Vec<String> {
        self.words.iter().map(|word| word.text.clone()).collect()
    }

    /// Mostly a place.
    pub fn is_place(&self) -> bool {
        !self.is_person && self.kinds[2] >= self.kinds[1]
    }

    /// The commonest surface form.
    pub fn surface(&self) -> &str {
        let best = self.surfaces.iter().max_by_key(|&(text, &count)| (count, std::cmp::Reverse(text)));
        best.map_or("", |(text, _)| text)
    }
}

/// A name as it stands in one article, before its class is settled.
struct Seen {
    at: MentionRef,
    surface: String,
    kind: EntityKind,
    /// Normal form as a person and as a thing.
    keys: [String; 2],
    badge: Option<&'static str>,
    is_handle: bool,
    is_lead: bool,
}

/// What makes a node: whether it is a person, its normal form, and for a single name its article and title.
type NodeKey = (bool, String, Option<u32>, Option<&'static str>);

/// The nodes of an event, sorted by class, key, article and title, whatever the order of `articles`.
pub fn gather(articles: &[&Analysis], gazetteer: &Gazetteer) -> Vec<Node> {
    let mut seen = Vec::new();
    for (doc, article) in articles.iter().enumerate() {
        for (id, mention) in article.mentions.enumerate() {
            let surface = mention.span.of(&article.text);
            let keys = [true, false].map(|is_person| normal(surface, is_person, gazetteer).join(" "));
            let before = &article.text[..mention.span.start as usize];
            seen.push(Seen {
                at: (doc as u32, id),
                surface: tidy(surface),
                kind: mention.kind,
                keys,
                badge: badge(before, surface),
                is_handle: before.ends_with('@') || surface.starts_with('@'),
                is_lead: mention.basis != MentionBasis::Consistency,
            });
        }
    }
    let classes = settle_classes(&seen, gazetteer);
    let mut nodes: BTreeMap<NodeKey, Node> = BTreeMap::new();
    for (seen, is_person) in seen.into_iter().zip(classes) {
        let [as_person, as_thing] = seen.keys;
        let key = if is_person { as_person } else { as_thing };
        // A name without a letter is only itself.
        let key = if key.is_empty() { seen.surface.clone() } else { key };
        let is_split = is_person && !key.contains(' ');
        let part = (is_split.then_some(seen.at.0), if is_split { seen.badge } else { None });
        let node = nodes.entry((is_person, key.clone(), part.0, part.1)).or_insert_with(|| Node {
            words: key.split(' ').map(Word::new).collect(),
            key,
            is_person,
            badge: part.1,
            is_acronym: false,
            is_handle: false,
            surfaces: BTreeMap::new(),
            docs: BTreeSet::new(),
            kinds: [0; 3],
            read_as: [0; 3],
            mentions: Vec::new(),
            place: None,
        });
        node.is_acronym |= !is_person && looks_like_initials(&seen.surface);
        node.is_handle |= seen.is_handle;
        node.read_as[seen.kind as usize] += 1;
        node.kinds[seen.kind as usize] += 1 + u32::from(seen.is_lead);
        node.docs.insert(seen.at.0);
        node.mentions.push(seen.at);
        *node.surfaces.entry(seen.surface).or_default() += 1;
    }
    nodes.into_values().collect()
}

/// A surface form without a possessive, on one line.
pub fn tidy(surface: &str) -> String {
    let words: Vec<&str> = super::normal::without_possessive(surface).split_whitespace().collect();
    if words.is_empty() { "—".to_string() } else { words.join(" ") }
}

/// Whether each name is a person's. One name is both only where each reading has its own support: two mentions and a
/// third of all, or a full name with that word in the same article ("Paris Brown … Paris").
fn settle_classes(seen: &[Seen], gazetteer: &Gazetteer) -> Vec<bool> {
    let mut full_names: BTreeSet<(u32, &str)> = BTreeSet::new();
    let mut surnames: BTreeMap<&str, u32> = BTreeMap::new();
    for name in seen.iter().filter(|name| name.kind == EntityKind::Person && name.keys[0].contains(' ')) {
        full_names.extend(name.keys[0].split(' ').map(|word| (name.at.0, word)));
        *surnames.entry(name.keys[0].rsplit(' ').next().unwrap_or_default()).or_default() += 1;
    }
    let mut tally: BTreeMap<&str, [u32; 2]> = BTreeMap::new();
    for name in seen {
        let is_person = name.kind == EntityKind::Person;
        tally.entry(&name.keys[usize::from(!is_person)]).or_default()[usize::from(!is_person)] += 1;
    }
    let is_never_person = |key: &str| {
        let best = gazetteer.lookup_folded(key).into_iter().next().map(|best| best.place);
        best.is_some_and(|place| gazetteer.kind(place) == PlaceKind::Country || gazetteer.is_seat(place))
    };
    seen.iter()
        .map(|name| {
            let is_person = name.kind == EntityKind::Person;
            let key = name.keys[usize::from(!is_person)].as_str();
            let has_full = full_names.contains(&(name.at.0, key));
            if is_person && (has_full || name.keys[0].contains(' ') && tally[key][0] >= tally[key][1]) {
                return true;
            }
            let [mut persons, things] = tally[key];
            let support = surnames.get(key).copied().unwrap_or_default();
            persons += support;
            let (own, other) = if is_person { (persons, things) } else { (things, persons) };
            let is_folded = other > own && (own < 2 || own * 3 < other + own);
            let is_person = is_person != is_folded;
            is_person && (!is_never_person(key) || support > 0 && persons > things)
        })
        .collect()
}

/// Titles of which one person bears only one in one article.
const BADGES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "judge",
    "sheriff",
    "senator",
    "governor",
    "congressman",
    "congresswoman",
    "colonel",
    "captain",
    "lieutenant",
    "sergeant",
    "general",
    "king",
    "queen",
    "prince",
    "princess",
    "pope",
    "bishop",
    "cardinal",
    "mayor",
    "chancellor",
    "ambassador",
    "officer",
    "detective",
];

/// The title right before a bare name, or at its head.
fn badge(before: &str, surface: &str) -> Option<&'static str> {
    let tail = before.trim_end_matches(' ').rsplit(char::is_whitespace).next().unwrap_or_default();
    let head = surface.split_whitespace().next().filter(|_| surface.contains(' ')).unwrap_or_default();
    [tail, head].into_iter().find_map(|word| {
        let word = crate::text::fold::fold(word);
        is_title(&word).then(|| BADGES.iter().find(|&&badge| badge == word).copied()).flatten()
    })
}

/// Whether two titles cannot belong to one person: man and woman, or two offices.
pub fn badges_conflict(a: &str, b: &str) -> bool {
    let rank = |badge: &str| match badge {
        "mr" => 0,
        "mrs" | "ms" | "miss" => 1,
        "king" | "prince" => 2,
        "queen" | "princess" => 3,
        _ => 4,
    };
    match (rank(a), rank(b)) {
        (0 | 2, 1 | 3) | (1 | 3, 0 | 2) => true,
        (2..=4, 2..=4) => a != b,
        _ => false,
    }
}

/// Two to six letters, all of them but one capitals ("NATO", "U.S.", "GoM").
fn looks_like_initials(surface: &str) -> bool {
    let letters: Vec<char> = surface.chars().filter(|c| !matches!(c, '.' | '-')).collect();
    let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
    (2..=6).contains(&letters.len())
        && letters.iter().all(|c| c.is_alphanumeric())
        && capitals >= 2.max(letters.len() - 1)
}
