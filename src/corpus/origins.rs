//! Text reuse: articles that carry the same text from one origin, so that five copies of one wire count once.
//!
//! Winnowing (Schleimer, Wilkerson, Aiken 2003): every run of eight words is hashed, and of each four neighbouring
//! hashes the smallest is kept, so any shared run of eleven words leaves a shared fingerprint. Words inside direct
//! quotations are left out: two newsrooms that quote one statement did not copy each other. A fingerprint that many
//! articles hold is a stock phrase or site furniture and counts for none.

use super::{Document, Origin};
use crate::base::*;
use crate::text::QuoteForm;
use std::collections::BTreeMap;

/// Words of a hashed run, and hashes of which one is kept.
const RUN: usize = 8;
const WINDOW: usize = 4;
/// A fingerprint in more articles than this is a stock phrase; also the bound on the work for one fingerprint.
const MOST_HOLDERS: usize = 60;
/// Fewer shared fingerprints than this, about three sentences, prove nothing.
const FEWEST_SHARED: usize = 8;
/// The part of the shorter article that must be shared: below, articles may both cite a third.
const LEAST_SHARE: f64 = 0.25;

/// The fingerprints of each article, and how many of them each pair of articles shares.
pub struct Prints {
    pub of: Vec<Vec<u64>>,
    pub shared: BTreeMap<(usize, usize), usize>,
}

/// The fingerprints of all articles.
pub fn prints(documents: &IdVec<DocumentId, Document>) -> Prints {
    let of: Vec<Vec<u64>> = documents.iter().map(fingerprints).collect();
    let shared = shared_counts(&of);
    Prints { of, shared }
}

/// Groups of articles with a common origin, by their first member.
pub fn find(documents: &IdVec<DocumentId, Document>) -> Vec<Origin> {
    group(&prints(documents))
}

/// [`find`], the fingerprints being known.
pub fn group(Prints { of: prints, shared }: &Prints) -> Vec<Origin> {
    let mut leader: Vec<usize> = (0..prints.len()).collect();
    let mut best: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
    for (&(a, b), &count) in shared {
        let share = count as f64 / prints[a].len().min(prints[b].len()).max(1) as f64;
        if count < FEWEST_SHARED || share < LEAST_SHARE {
            continue;
        }
        let (one, other) = (root(&leader, a), root(&leader, b));
        leader[one.max(other)] = one.min(other);
        for at in [a, b] {
            let known = best.entry(at).or_insert((share, count));
            *known = if share > known.0 { (share, count) } else { *known };
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &at in best.keys() {
        groups.entry(root(&leader, at)).or_default().push(at);
    }
    groups.into_values().map(|members| origin(&members, prints, &best)).collect()
}

fn origin(members: &[usize], prints: &[Vec<u64>], best: &BTreeMap<usize, (f64, usize)>) -> Origin {
    let shortest = members.iter().copied().min_by_key(|at| (prints[*at].len(), *at)).unwrap_or(0);
    let share = best.get(&shortest).map_or(0.0, |best| best.0).min(1.0);
    let percent = (share * 100.0).round();
    Origin {
        members: members.iter().map(|at| DocumentId::from_index(*at)).collect(),
        share: ((share * 1e4).round() / 1e4) as f32,
        reason: format!("{percent} % of the shortest stands word for word in another, quotations left out"),
    }
}

fn root(leader: &[usize], mut at: usize) -> usize {
    while leader[at] != at {
        at = leader[at];
    }
    at
}

/// How many fingerprints each pair of articles shares.
fn shared_counts(prints: &[Vec<u64>]) -> BTreeMap<(usize, usize), usize> {
    let mut holders: Vec<(u64, usize)> =
        prints.iter().enumerate().flat_map(|(at, prints)| prints.iter().map(move |print| (*print, at))).collect();
    holders.sort_unstable();
    let mut shared = BTreeMap::new();
    for held in holders.chunk_by(|a, b| a.0 == b.0).filter(|held| held.len() > 1 && held.len() <= MOST_HOLDERS) {
        for (index, one) in held.iter().enumerate() {
            for other in &held[index + 1..] {
                *shared.entry((one.1, other.1)).or_insert(0) += 1;
            }
        }
    }
    shared
}

/// The distinct fingerprints of an article's story, sorted.
fn fingerprints(document: &Document) -> Vec<u64> {
    let analysis = &document.analysis;
    let quoted: Vec<Span> =
        analysis.quotes.iter().filter(|quote| quote.form == QuoteForm::Direct).map(|quote| quote.span).collect();
    let mut hashes = Vec::new();
    let mut run: Vec<u64> = Vec::new();
    for &sentence in &analysis.sentences {
        for (at, word) in sentence.of(&analysis.text).split_word_starts() {
            let start = sentence.start + at as u32;
            let before = quoted.partition_point(|span| span.start <= start);
            if before > 0 && quoted[before - 1].end > start {
                run.clear();
                continue;
            }
            run.push(hash(word));
            if run.len() >= RUN {
                let words = &run[run.len() - RUN..];
                hashes.push(words.iter().fold(SEED, |sum, word| (sum ^ word).wrapping_mul(PRIME)));
            }
        }
    }
    let mut kept: Vec<u64> = hashes.windows(WINDOW).filter_map(|window| window.iter().min().copied()).collect();
    kept.sort_unstable();
    kept.dedup();
    kept
}

/// FNV-1a, 64 bits: simple, and the same on every machine.
const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

fn hash(word: &str) -> u64 {
    let lower = word.chars().flat_map(char::to_lowercase);
    lower.fold(SEED, |sum, c| (sum ^ u64::from(u32::from(c))).wrapping_mul(PRIME))
}

trait WordStarts {
    /// Each run of letters and digits with the byte it starts at.
    fn split_word_starts(&self) -> impl Iterator<Item = (usize, &str)>;
}

impl WordStarts for str {
    fn split_word_starts(&self) -> impl Iterator<Item = (usize, &str)> {
        let base = self.as_ptr() as usize;
        self.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(move |word| (word.as_ptr() as usize - base, word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Analysis, Quote};

    fn document(text: &str) -> Document {
        let sentences = vec![Span::new(0, text.len())].into();
        Document {
            analysis: Analysis { text: text.into(), sentences, ..Analysis::default() }.into(),
            ..Document::default()
        }
    }

    fn story(seed: usize, words: usize) -> String {
        (0..words).map(|at| format!("w{} ", (at * 7919 + seed * 104_729) % 99_991)).collect()
    }

    #[test]
    fn copies_have_one_origin() {
        let wire = story(1, 120);
        let copy = format!("Local lead words come first here. {wire} Then a note.");
        let documents: IdVec<DocumentId, _> = [&wire, &story(2, 150), &copy].into_iter().map(|t| document(t)).collect();
        let found = find(&documents);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].members, [DocumentId(0), DocumentId(2)]);
        assert!(found[0].share > 0.9, "{}", found[0].reason);
    }

    #[test]
    fn one_shared_paragraph_is_no_origin_and_nor_is_a_quotation() {
        let shared = story(1, 40);
        let (a, b) = (format!("{} {shared}", story(2, 300)), format!("{} {shared}", story(3, 300)));
        let apart: IdVec<DocumentId, _> = [&a, &b].into_iter().map(|t| document(t)).collect();
        assert_eq!(find(&apart), []);
        let speech = story(4, 120);
        let mut both: IdVec<DocumentId, _> = [&speech, &speech].into_iter().map(|t| document(t)).collect();
        assert_eq!(find(&both).len(), 1);
        for at in both.ids() {
            let span = Span::new(0, speech.len());
            let quote =
                Quote { span, form: QuoteForm::Direct, continues: None, speaker: None, speaker_span: None, cue: None };
            both[at].analysis.quotes = vec![quote].into();
        }
        assert_eq!(find(&both), []);
    }

    #[test]
    fn empty_articles_have_none() {
        let documents: IdVec<DocumentId, _> = ["", "", "One word"].into_iter().map(document).collect();
        assert_eq!(find(&documents), []);
    }
}
