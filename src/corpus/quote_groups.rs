//! One statement in the wording of several sources.
//!
//! Quotes of different articles are compared by their words in order. A translated statement comes back in other
//! words, but most of them, and in the same order; two statements of one speaker that merely begin alike share a
//! beginning and nothing else, so what counts is the part of the *longer* quote that is shared.

use super::compare_words::alike;
use super::{Document, Entity, QuoteGrade, QuoteGroup, QuoteRef, model};
use crate::base::*;
use crate::text::QuoteForm;
use rustc_hash::FxHashMap;

/// Quotes with fewer words than this are phrases, grouped only when identical and of one speaker.
const FEWEST_WORDS: usize = 5;
/// The shared part of the longer quote, words in order, from which two quotes are one statement reworded. Translations
/// of one statement by two agencies lie at .6 to .9, different statements of one speaker below .4.
const REWORDED: f64 = 0.6;
/// The same of the shorter quote, when one source gives more of the statement than the other.
const CUT_SHORT: f64 = 0.85;
/// The least shared content words of a statement told in indirect speech, and the part of the longer they must be.
const PARAPHRASE_WORDS: usize = 4;
const PARAPHRASE: f64 = 0.5;

/// A quote under comparison.
struct Said {
    at: QuoteRef,
    event: u32,
    words: Vec<String>,
    /// The beginnings of the words, sorted: words that are [`alike`] begin alike.
    keys: Vec<[u8; 4]>,
    is_direct: bool,
    speaker: Option<EntityId>,
}

/// Groups of quotes of two or more articles of one event; members in order, groups by their first member.
pub fn find(documents: &IdVec<DocumentId, Document>, entities: &IdVec<EntityId, Entity>) -> Vec<QuoteGroup> {
    let said = read(documents, entities);
    let mut groups: Vec<(QuoteGrade, Vec<usize>)> = Vec::new();
    let mut group_of: Vec<Option<usize>> = vec![None; said.len()];
    for (one, other) in candidates(&said) {
        let (group, new) = match (group_of[one], group_of[other]) {
            (None, None) => {
                if let Some(grade) = compare(&said[one], &said[other]) {
                    (group_of[one], group_of[other]) = (Some(groups.len()), Some(groups.len()));
                    groups.push((grade, vec![one, other]));
                }
                continue;
            }
            (Some(group), None) => (group, other),
            (None, Some(group)) => (group, one),
            _ => continue,
        };
        if join(&mut groups[group], new, &said) {
            group_of[new] = Some(group);
        }
    }
    let mut out: Vec<QuoteGroup> = groups.into_iter().map(|(grade, members)| finished(grade, members, &said)).collect();
    out.sort_by(|a, b| a.members.cmp(&b.members));
    out
}

/// A quote joins a group only if it matches every member: chains of likeness lead astray. Whether it does.
fn join(group: &mut (QuoteGrade, Vec<usize>), new: usize, said: &[Said]) -> bool {
    let grades: Option<Vec<QuoteGrade>> = group
        .1
        .iter()
        .map(|&member| {
            let (one, other) = (&said[member.min(new)], &said[member.max(new)]);
            if one.at.document == other.at.document { None } else { compare(one, other) }
        })
        .collect();
    let Some(grades) = grades else { return false };
    group.0 = grades.into_iter().fold(group.0, QuoteGrade::max);
    group.1.push(new);
    true
}

fn finished(grade: QuoteGrade, members: Vec<usize>, said: &[Said]) -> QuoteGroup {
    let mut speakers = members.iter().filter_map(|&member| said[member].speaker);
    let first = speakers.next();
    let speakers_differ = speakers.any(|speaker| Some(speaker) != first);
    let mut members: Vec<QuoteRef> = members.into_iter().map(|member| said[member].at).collect();
    members.sort();
    QuoteGroup { grade, speakers_differ, members }
}

/// Whether the sources give a statement to different speakers.
pub fn speakers_differ(
    documents: &IdVec<DocumentId, Document>,
    entities: &IdVec<EntityId, Entity>,
    members: &[QuoteRef],
) -> bool {
    let mut speakers = members.iter().filter_map(|&at| model::speaker(documents, entities, at));
    let first = speakers.next();
    speakers.any(|speaker| Some(speaker) != first)
}

fn read(documents: &IdVec<DocumentId, Document>, entities: &IdVec<EntityId, Entity>) -> Vec<Said> {
    let mut said = Vec::new();
    for (document, it) in documents.enumerate() {
        for (quote, found) in it.analysis.quotes.enumerate() {
            let words: Vec<String> = found
                .span
                .of(&it.analysis.text)
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .map(str::to_lowercase)
                .collect();
            let at = QuoteRef { document, quote };
            let speaker = model::speaker(documents, entities, at);
            // A title or a word in marks is nobody's statement, in however many articles it stands.
            if found.form == QuoteForm::Scare && found.speaker_span.is_none() {
                continue;
            }
            let is_direct = found.form != QuoteForm::Indirect;
            let mut keys: Vec<[u8; 4]> = words.iter().map(|word| key(word)).collect();
            keys.sort_unstable();
            said.push(Said { at, event: it.event, words, keys, is_direct, speaker });
        }
    }
    said
}

/// Pairs of different articles that share two longer words, or are one phrase; best matches first.
fn candidates(said: &[Said]) -> Vec<(usize, usize)> {
    let mut numbers: FxHashMap<(u32, &str), usize> = FxHashMap::default();
    let mut holders: Vec<Vec<usize>> = Vec::new();
    let mut roots: Vec<Vec<usize>> = Vec::with_capacity(said.len());
    for (at, quote) in said.iter().enumerate() {
        let long = quote.words.iter().filter(|word| word.chars().count() > 3);
        let mut own: Vec<usize> = long
            .map(|word| {
                let next = numbers.len();
                *numbers.entry((quote.event, root(word))).or_insert(next)
            })
            .collect();
        own.sort_unstable();
        own.dedup();
        holders.resize(numbers.len(), vec![]);
        own.iter().for_each(|&root| holders[root].push(at));
        roots.push(own);
    }
    let mut shared = vec![0u32; said.len()];
    let mut pairs: Vec<(std::cmp::Reverse<u32>, usize, usize)> = Vec::new();
    for (b, own) in roots.iter().enumerate() {
        let mut touched: Vec<usize> = Vec::new();
        for held in own.iter().map(|&root| &holders[root]).filter(|held| held.len() <= 200) {
            for &a in held.iter().take_while(|&&a| a < b) {
                shared[a] += 1;
                touched.extend((shared[a] == 2).then_some(a));
            }
        }
        let apart = touched.into_iter().filter(|&a| said[a].at.document != said[b].at.document);
        pairs.extend(apart.map(|a| (std::cmp::Reverse(shared[a]), a, b)));
        own.iter().flat_map(|&root| &holders[root]).for_each(|&a| shared[a] = 0);
    }
    pairs.sort_unstable();
    pairs.into_iter().map(|(_, a, b)| (a, b)).collect()
}

/// The first four letters: enough to propose, [`alike`] decides.
fn root(word: &str) -> &str {
    word.char_indices().nth(4).map_or(word, |(end, _)| &word[..end])
}

/// How two quotes are one statement, if they are.
fn compare(a: &Said, b: &Said) -> Option<QuoteGrade> {
    if a.words == b.words {
        // Two people may well choose the same two or three words.
        let fewest = if a.speaker == b.speaker { 2 } else { FEWEST_WORDS };
        return (a.words.len() >= fewest).then_some(QuoteGrade::Identical);
    }
    let (shorter, longer) = (a.words.len().min(b.words.len()), a.words.len().max(b.words.len()));
    if shorter < FEWEST_WORDS {
        return None;
    }
    let is_reworded = |same: usize| {
        let is_cut = same as f64 / shorter as f64 >= CUT_SHORT && shorter * 3 >= longer;
        same as f64 / longer as f64 >= REWORDED || is_cut
    };
    let are_direct = a.is_direct && b.is_direct;
    let same_speaker = a.speaker.is_some() && a.speaker == b.speaker;
    // A long answer and a short quotation cannot be one, whatever they share.
    if !(if are_direct { is_reworded(shorter) } else { same_speaker }) {
        return None;
    }
    // Most pairs share too few words in any order.
    let most = most_shared(&a.keys, &b.keys);
    if are_direct {
        let is_one = is_reworded(most) && is_reworded(in_order(&a.words, &b.words));
        return is_one.then_some(QuoteGrade::Reworded);
    }
    if most < PARAPHRASE_WORDS {
        return None;
    }
    let (shared, all) = content_shared(&a.words, &b.words);
    let is_told = shared >= PARAPHRASE_WORDS && shared as f64 >= PARAPHRASE * all as f64;
    is_told.then_some(QuoteGrade::Paraphrase)
}

/// The first four bytes of a word.
fn key(word: &str) -> [u8; 4] {
    let mut key = [0; 4];
    key.iter_mut().zip(word.bytes()).for_each(|(to, from)| *to = from);
    key
}

/// How many words two quotes can share at most, each word once, by their sorted keys.
fn most_shared(a: &[[u8; 4]], b: &[[u8; 4]]) -> usize {
    let (mut x, mut y, mut shared) = (0, 0, 0);
    while x < a.len() && y < b.len() {
        match a[x].cmp(&b[y]) {
            std::cmp::Ordering::Less => x += 1,
            std::cmp::Ordering::Greater => y += 1,
            std::cmp::Ordering::Equal => (x, y, shared) = (x + 1, y + 1, shared + 1),
        }
    }
    shared
}

/// The length of the longest common subsequence of words.
fn in_order(a: &[String], b: &[String]) -> usize {
    let mut row = vec![0usize; b.len() + 1];
    for one in a {
        let mut diagonal = 0;
        for (at, other) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if alike(one, other) { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    row[b.len()]
}

/// Words of four letters and more that both hold, and how many the wordier quote holds.
fn content_shared(a: &[String], b: &[String]) -> (usize, usize) {
    let long = |words| <[String]>::iter(words).filter(|word| word.chars().count() > 3).collect::<Vec<&String>>();
    let (a, mut b) = (long(a), long(b));
    let all = a.len().max(b.len());
    let mut shared = 0;
    for word in &a {
        if let Some(at) = b.iter().position(|other| alike(word, other)) {
            b.swap_remove(at);
            shared += 1;
        }
    }
    (shared, all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Analysis, EntityKind, Mention, MentionBasis, Quote};

    /// Documents of one quote each: form, speaker's entity, words.
    fn groups(quotes: &[(QuoteForm, u32, &str)]) -> Vec<(QuoteGrade, bool, Vec<u32>)> {
        let documents: IdVec<DocumentId, Document> = quotes
            .iter()
            .map(|(form, speaker, text)| {
                let span = Span::new(0, text.len());
                let speaker_mention = Some(MentionId(0));
                let quote = Quote {
                    span,
                    form: *form,
                    continues: None,
                    speaker: speaker_mention,
                    speaker_span: None,
                    cue: None,
                };
                let mention = Mention {
                    span: Span::new(0, 0),
                    kind: EntityKind::Person,
                    as_government: false,
                    basis: MentionBasis::Model,
                };
                let analysis = Analysis {
                    text: text.to_string(),
                    quotes: vec![quote].into(),
                    mentions: vec![mention].into(),
                    ..Analysis::default()
                };
                Document {
                    analysis: analysis.into(),
                    entity_of: vec![EntityId(*speaker)].into(),
                    ..Document::default()
                }
            })
            .collect();
        let found = find(&documents, &IdVec::default());
        found
            .into_iter()
            .map(|g| (g.grade, g.speakers_differ, g.members.iter().map(|m| m.document.0).collect()))
            .collect()
    }

    const D: QuoteForm = QuoteForm::Direct;
    const I: QuoteForm = QuoteForm::Indirect;

    #[test]
    fn one_statement_in_several_wordings() {
        use QuoteGrade::*;
        let bridge = "“The bridge will stay closed until the last bolt has been checked.”";
        let retold = "\"The bridge stays closed until every last bolt is checked,\"";
        assert_eq!(groups(&[(D, 1, bridge), (D, 1, bridge)]), [(Identical, false, vec![0, 1])]);
        assert_eq!(groups(&[(D, 1, bridge), (D, 2, retold)]), [(Reworded, true, vec![0, 1])]);
        assert_eq!(groups(&[(D, 1, bridge), (D, 1, retold), (D, 1, bridge)]), [(Reworded, false, vec![0, 1, 2])]);
        let told = "that the bridge would stay closed until each bolt was checked";
        assert_eq!(groups(&[(D, 1, bridge), (I, 1, told)]), [(Paraphrase, false, vec![0, 1])]);
    }

    #[test]
    fn near_misses_stay_apart() {
        let none: [(QuoteGrade, bool, Vec<u32>); 0] = [];
        let hope = "“We hope that the talks in Geneva will bring peace to the region.”";
        let fear = "“We hope that the talks in Geneva were not the last, for winter is near and fuel is scarce.”";
        assert_eq!(groups(&[(D, 1, hope), (D, 1, fear)]), none);
        assert_eq!(groups(&[(D, 1, "“very sad”"), (D, 1, "“very glad”")]), none);
        let void = "“null and void”";
        assert_eq!(groups(&[(D, 1, void), (D, 1, void)]), [(QuoteGrade::Identical, false, vec![0, 1])]);
        assert_eq!(groups(&[(D, 1, void), (D, 2, void)]), none);
        assert_eq!(groups(&[(D, 1, ""), (D, 1, ""), (D, 1, "“No”"), (D, 1, "“No”")]), none);
    }
}
