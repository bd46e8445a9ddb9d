//! Merges that the machine did not dare: names that look alike, for a person to answer.
//!
//! Candidates share a word, its sound, their letters or their initials, so that 10,000 names are never compared with
//! each other. A word that more than [`COMMON`] names share proposes nothing.

use super::apply::find_entity;
use super::*;
use crate::base::sort::sort_by;
use crate::corpus::entities::{Likeness, Word, same_length, same_person};
use crate::text::fold::fold;
use std::collections::{BTreeMap, BTreeSet};

/// A word of more names than this is too common to make two of them one: on the stories at hand the words above it
/// are "university", "police" and their like.
const COMMON: usize = 12;
/// More than anybody answers in one sitting.
const MOST: usize = 100;

/// Two entities that may be one.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The one with fewer mentions.
    pub entity: EntityId,
    pub into: EntityId,
    /// What speaks for it, a sentence without a full stop.
    pub reason: String,
}

/// A name under comparison.
struct Name<'a> {
    id: EntityId,
    entity: &'a Entity,
    words: Vec<Word>,
    mentions: u32,
    documents: BTreeSet<DocumentId>,
}

/// Likely merges, the likeliest first; those that a person answered are left out.
pub fn suggest(corpus: &Corpus, corrections: &[Correction]) -> Vec<Suggestion> {
    let names = named(corpus);
    let answered = answered(corpus, corrections);
    let mut seen = BTreeSet::new();
    let mut found: Vec<(u32, u32, Suggestion)> = vec![];
    for holders in candidates(&names).values().filter(|holders| (2..=COMMON).contains(&holders.len())) {
        for (at, &a) in holders.iter().enumerate() {
            for &b in &holders[at + 1..] {
                let (a, b) = (&names[a.min(b)], &names[a.max(b)]);
                if !seen.insert((a.id, b.id)) || answered.contains(&(a.id, b.id)) {
                    continue;
                }
                let Some((strength, likeness)) = compare(a, b) else { continue };
                let (few, many) = if a.mentions > b.mentions { (b, a) } else { (a, b) };
                let reason = [&likeness, "; ", &together(few, many)].concat();
                let suggestion = Suggestion { entity: few.id, into: many.id, reason };
                found.push((strength, few.mentions + many.mentions, suggestion));
            }
        }
    }
    sort_by(&mut found, |a, b| {
        (b.0, b.1).cmp(&(a.0, a.1)).then_with(|| (a.2.entity, a.2.into).cmp(&(b.2.entity, b.2.into)))
    });
    found.truncate(MOST);
    found.into_iter().map(|(.., suggestion)| suggestion).collect()
}

/// The entities that the stories name.
fn named(corpus: &Corpus) -> Vec<Name<'_>> {
    let new = |(id, entity)| Name { id, entity, words: vec![], mentions: 0, documents: BTreeSet::new() };
    let mut names: Vec<Name> = corpus.entities.enumerate().map(new).collect();
    for (id, document) in corpus.documents.enumerate() {
        for (_, entity) in document.story_mentions() {
            names[entity.index()].mentions += 1;
            names[entity.index()].documents.insert(id);
        }
    }
    names.retain(|name| name.mentions > 0);
    for name in &mut names {
        name.words = fold(&name.entity.name).split(' ').filter(|word| !word.is_empty()).map(Word::new).collect();
    }
    names
}

/// Pairs that a person called distinct, the lower id first.
fn answered(corpus: &Corpus, corrections: &[Correction]) -> BTreeSet<(EntityId, EntityId)> {
    let id = |wanted: &EntityRef| find_entity(corpus.entities.as_slice(), wanted).ok().map(EntityId::from_index);
    let pair = |correction: &Correction| match correction {
        Correction::Distinct { entity, other } => {
            let (a, b) = (id(entity)?, id(other)?);
            Some((a.min(b), a.max(b)))
        }
        _ => None,
    };
    corrections.iter().filter_map(pair).collect()
}

/// Names by what may make two of them one.
fn candidates(names: &[Name]) -> BTreeMap<String, Vec<usize>> {
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        let mut keys: BTreeSet<String> = name.words.iter().map(|word| ["w", &word.sound].concat()).collect();
        keys.insert(["n", &glued(name)].concat());
        // Slips of the pen are at either end of a word, seldom at both.
        for word in name.words.iter().filter(|word| word.text.chars().count() >= 6) {
            let letters: Vec<char> = word.sound.chars().collect();
            keys.insert(std::iter::once('b').chain(letters.iter().copied().take(4)).collect());
            keys.insert(std::iter::once('e').chain(letters.iter().copied().rev().take(4)).collect());
        }
        if name.entity.kind != EntityKind::Person {
            let initials = if name.words.len() > 1 { initials(name) } else { glued(name) };
            keys.insert(["i", &initials].concat());
        }
        for key in keys {
            by_key.entry(key).or_default().push(at);
        }
    }
    by_key
}

fn glued(name: &Name) -> String {
    name.words.iter().map(|word| word.text.as_str()).collect()
}

/// The first letters of the words that have capitals in names.
fn initials(name: &Name) -> String {
    let small = |word: &&Word| !matches!(word.text.as_str(), "of" | "the" | "and" | "for" | "in" | "de");
    name.words.iter().filter(small).filter_map(|word| word.text.chars().next()).collect()
}

/// How much two names are alike, and in what.
fn compare(a: &Name, b: &Name) -> Option<(u32, String)> {
    let (x, y) = (quoted(a), quoted(b));
    if glued(a) == glued(b) {
        return Some((4, [&x, " and ", &y, " are one spelling, taken for different kinds"].concat()));
    }
    let is_person = |name: &Name| name.entity.kind == EntityKind::Person;
    if is_person(a) != is_person(b) {
        return None;
    }
    let alike = if is_person(a) { same_person(&a.words, &b.words) } else { None };
    if let Some(how) = alike.or_else(|| same_length(&a.words, &b.words)) {
        let what = if how == Likeness::Near { " are spelled almost alike" } else { " are spellings of one name" };
        return Some((3, [&x, " and ", &y, what].concat()));
    }
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    let last = short.words.last()?;
    if is_person(a) {
        let is_surname = short.words.len() == 1 && long.words.last()?.sound == last.sound;
        let line = [&quoted(short), " is the last name of ", &quoted(long)].concat();
        return (is_surname && last.text.len() > 2).then_some((2, line));
    }
    if short.words.len() == 1 && long.words.len() > 1 && last.text == initials(long) {
        return Some((3, [&quoted(short), " are the first letters of ", &quoted(long)].concat()));
    }
    let has = |word: &Word| long.words.iter().any(|other| other.text == word.text);
    let is_part = short.words.len() > 1 && short.words.len() < long.words.len() && short.words.iter().all(has);
    is_part.then(|| (1, ["All words of ", &quoted(short), " stand in ", &quoted(long)].concat()))
}

fn quoted(name: &Name) -> String {
    ["“", &name.entity.name, "”"].concat()
}

/// Whether articles name both: one article seldom calls one thing by two unlike names without saying so.
fn together(a: &Name, b: &Name) -> String {
    match a.documents.intersection(&b.documents).count() {
        0 => "no article names both".to_string(),
        1 => "1 article names both".to_string(),
        more => [&more.to_string(), " articles name both"].concat(),
    }
}
