//! The sentences of one event, prepared for comparison: what is common in the event weighs little.
//!
//! Everything is numbered by sorted content, never by order of arrival, and sums run in that order, so that the same
//! articles in another order give the same scores to the last bit.

use super::alike::{Alikes, Rows, dot};
use super::meaning::{Against, Lexis, Likeness, Scratch};
use super::table::{Piece, Table};
use super::words::{Reader, Word};
use super::{Evidence, SentenceRef};
use std::rc::Rc;

/// All sentences of one event.
pub struct Event {
    pub sentences: Vec<Prepared>,
    /// How many sentences hold each term.
    pub holders: Vec<u32>,
    lexis: Option<Lexis>,
    meaning: Option<Meaning>,
}

/// One sentence of an event.
pub struct Prepared {
    pub at: SentenceRef,
    pub words: Vec<Word>,
    /// Content terms, ascending, with their weight; the weights' squares sum to 1 unless there are none.
    pub terms: Vec<(u32, f64)>,
    /// Pieces without stop words and punctuation: indices into the event's pieces.
    pieces: Vec<u32>,
    /// The sum of the weights of `pieces`.
    piece_weight: f32,
}

/// A sentence that others are set against.
struct One<'a> {
    at: usize,
    pieces: Option<Rows<'a>>,
    words: Option<Against<'a>>,
}

/// The vectors of an event's pieces and sentences.
struct Meaning {
    dimensions: usize,
    /// One unit vector a piece.
    pieces: Alikes,
    piece_weights: Vec<f32>,
    /// One unit vector a sentence, with half of the event's mean taken out.
    centred: Vec<f32>,
}

/// Pieces less alike than this add nothing to [`Event::soft`] (fitted with the table).
const SOFT_FLOOR: f32 = 0.3;

impl Event {
    pub fn new(texts: &[(SentenceRef, &str)], table: Option<&Table>) -> Event {
        let mut reader = Reader::new();
        let words: Vec<Vec<Word>> = texts.iter().map(|(_, text)| reader.words(text)).collect();
        let vocabulary = Vocabulary::new(&words, reader.terms());
        let mut sentences: Vec<Prepared> =
            texts.iter().zip(words).map(|((at, _), words)| vocabulary.prepare(*at, words)).collect();
        let meaning = table.map(|table| Meaning::new(texts, table, &mut sentences));
        let lexis = table.map(|table| {
            let words: Vec<&[Word]> = sentences.iter().map(|sentence| sentence.words.as_slice()).collect();
            Lexis::new(&words, reader.forms(), vocabulary.rarities(), table)
        });
        Event { sentences, holders: vocabulary.holders, lexis, meaning }
    }

    /// Makes ready for the evidence on these pairs; `texts` are those that the event was made of.
    pub fn prepare(&mut self, texts: &[(SentenceRef, &str)], pairs: &[(u32, u32)]) {
        let sum = |length: &dyn Fn(u32) -> usize| -> usize { pairs.iter().map(|&(a, b)| length(a) * length(b)).sum() };
        if let Some(meaning) = &mut self.meaning {
            meaning.pieces.prepare(sum(&|at| self.sentences[at as usize].pieces.len()));
        }
        if let Some(lexis) = &mut self.lexis {
            for at in pairs.iter().flat_map(|&(a, b)| [a as usize, b as usize]) {
                lexis.read(at, texts[at].1, &self.sentences[at].words);
            }
            let wanted = sum(&|at| lexis.length(at as usize));
            lexis.prepare(wanted);
        }
    }

    /// Everything that speaks for or against pairs of sentences saying the same, which [`Event::prepare`] was told of.
    /// Neighbouring pairs that begin with the
    /// same sentence are the least work.
    pub fn evidence(&self, pairs: &[(u32, u32)]) -> Vec<Evidence> {
        let mut scratch = Scratch::default();
        let mut out = Vec::with_capacity(pairs.len());
        for run in pairs.chunk_by(|one, other| one.0 == other.0) {
            let one = self.one(run[0].0 as usize);
            out.extend(run.iter().map(|&(_, b)| self.against(&one, b as usize, &mut scratch)));
        }
        out
    }

    fn one(&self, a: usize) -> One<'_> {
        One {
            at: a,
            pieces: self.meaning.as_ref().map(|it| it.pieces.rows(self.sentences[a].pieces.iter().copied())),
            words: self.lexis.as_ref().map(|lexis| lexis.against(a)),
        }
    }

    fn against(&self, sentence: &One, b: usize, scratch: &mut Scratch) -> Evidence {
        let a = sentence.at;
        let (shared, dot) = self.shared(a, b);
        let (one, other) = (&self.sentences[a], &self.sentences[b]);
        let either = one.terms.len() + other.terms.len() - shared;
        Evidence {
            jaccard: if either == 0 { 0.0 } else { shared as f64 / either as f64 },
            tfidf: dot,
            cosine: self.meaning.as_ref().map_or(0.0, |meaning| f64::from(meaning.cosine(a, b))),
            soft: self.soft(sentence, b, scratch),
            words: sentence.words.as_ref().map_or_else(Likeness::default, |words| words.likeness(b, scratch)),
        }
    }

    /// The number of shared terms, and the cosine of the weighted terms.
    pub fn shared(&self, a: usize, b: usize) -> (usize, f64) {
        let (mut rest, mut count, mut dot) = (self.sentences[b].terms.as_slice(), 0, 0.0);
        for (term, weight) in &self.sentences[a].terms {
            rest = &rest[rest.partition_point(|(other, _)| other < term)..];
            if let Some((_, other)) = rest.first().filter(|(other, _)| other == term) {
                count += 1;
                dot += weight * other;
            }
        }
        (count, dot)
    }

    /// How much of each sentence finds something alike in the other, pieces weighted by rarity; 0 to 1.
    fn soft(&self, sentence: &One, b: usize, scratch: &mut Scratch) -> f64 {
        let (Some(meaning), Some(rows)) = (&self.meaning, &sentence.pieces) else { return 0.0 };
        let (one, other) = (&self.sentences[sentence.at], &self.sentences[b]);
        if one.pieces.is_empty() || other.pieces.is_empty() {
            return 0.0;
        }
        let (best_one, best_other) = (&mut scratch.rows, &mut scratch.columns);
        best_one.clear();
        best_one.resize(one.pieces.len(), 0f32);
        best_other.clear();
        for &piece in &other.pieces {
            let mut best = 0f32;
            rows.for_each_alike(piece, |row, alike| {
                best = best.max(alike);
                best_one[row] = best_one[row].max(alike);
            });
            best_other.push(best);
        }
        let mut sum_one = 0.0;
        for (&piece, best) in one.pieces.iter().zip(best_one.iter()) {
            sum_one += meaning.piece_weights[piece as usize] * best;
        }
        let pairs = other.pieces.iter().zip(best_other.iter());
        let sum_other: f32 = pairs.map(|(&piece, best)| meaning.piece_weights[piece as usize] * best).sum();
        f64::from(0.5 * (sum_one / one.piece_weight + sum_other / other.piece_weight))
    }

    pub fn has_meaning(&self) -> bool {
        self.meaning.is_some()
    }
}

/// The event's terms, numbered in sorted order, with their rarity.
struct Vocabulary {
    /// By the reader's number; beyond all where no sentence has it as a content word.
    numbers: Vec<u32>,
    /// How many sentences hold each.
    holders: Vec<u32>,
    /// ln((n + 1) / (df + 0.5)) for n sentences of which df hold the term.
    rarity: Vec<f64>,
}

impl Vocabulary {
    fn new(sentences: &[Vec<Word>], terms: &[Rc<str>]) -> Vocabulary {
        // By the reader's number, how many sentences hold it and the last that did.
        let mut holders = vec![(0u32, usize::MAX); terms.len()];
        for (at, words) in sentences.iter().enumerate() {
            for word in content(words) {
                let (count, last) = &mut holders[word.term_number as usize];
                *count += u32::from(*last != at);
                *last = at;
            }
        }
        let mut sorted: Vec<usize> = (0..terms.len()).filter(|&term| holders[term].0 > 0).collect();
        sorted.sort_unstable_by_key(|&term| &terms[term]);
        let mut numbers = vec![u32::MAX; terms.len()];
        sorted.iter().zip(0..).for_each(|(&term, number)| numbers[term] = number);
        let holders: Vec<u32> = sorted.iter().map(|&term| holders[term].0).collect();
        let rarity = holders.iter().map(|&holders| rarity(sentences.len(), holders)).collect();
        Vocabulary { numbers, holders, rarity }
    }

    /// By the reader's number; 0 where no sentence has it as a content word.
    fn rarities(&self) -> Vec<f64> {
        self.numbers.iter().map(|number| self.rarity.get(*number as usize).copied().unwrap_or(0.0)).collect()
    }

    fn prepare(&self, at: SentenceRef, words: Vec<Word>) -> Prepared {
        let mut numbers = Vec::with_capacity(words.len());
        numbers.extend(content(&words).map(|word| self.numbers[word.term_number as usize]));
        numbers.sort_unstable();
        let weight = |term: u32, count: u32| (1.0 + libm::log(f64::from(count))) * self.rarity[term as usize];
        let same = numbers.chunk_by(|one, other| one == other);
        let mut terms = Vec::with_capacity(numbers.len());
        terms.extend(same.map(|same| (same[0], weight(same[0], same.len() as u32))));
        let norm = terms.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        terms.iter_mut().filter(|_| norm > 0.0).for_each(|(_, weight)| *weight /= norm);
        Prepared { at, words, terms, pieces: Vec::new(), piece_weight: 0.0 }
    }
}

fn content(words: &[Word]) -> impl Iterator<Item = &Word> {
    words.iter().filter(|word| word.is_content())
}

fn rarity(sentences: usize, holders: u32) -> f64 {
    libm::log((sentences as f64 + 1.0) / (f64::from(holders) + 0.5))
}

impl Meaning {
    fn new(texts: &[(SentenceRef, &str)], table: &Table, sentences: &mut [Prepared]) -> Meaning {
        let mut cutter = table.cutter();
        let pieces: Vec<Vec<Piece>> = texts.iter().map(|(_, text)| cutter.pieces(text)).collect();
        let mut occurs = vec![false; table.count()];
        pieces.iter().flatten().for_each(|piece| occurs[*piece as usize] = true);
        let distinct: Vec<Piece> = (0..).zip(&occurs).filter(|(_, occurs)| **occurs).map(|(piece, _)| piece).collect();
        let mut number = vec![0u32; occurs.len()];
        distinct.iter().zip(0..).for_each(|(piece, at)| number[*piece as usize] = at);
        let dimensions = table.dimensions();
        let mut rows = vec![0f32; distinct.len() * dimensions];
        for (row, piece) in rows.chunks_exact_mut(dimensions).zip(&distinct) {
            table.unpack(*piece, row);
        }
        let centred = centred(plain(&pieces, &rows, &number, dimensions), dimensions);
        let bearing: Vec<Vec<u32>> = pieces
            .iter()
            .map(|pieces| {
                pieces.iter().filter(|piece| !table.is_empty(**piece)).map(|piece| number[*piece as usize]).collect()
            })
            .collect();
        let piece_weights = piece_weights(&bearing, &distinct, table);
        for (sentence, pieces) in sentences.iter_mut().zip(bearing) {
            sentence.piece_weight = pieces.iter().map(|piece| piece_weights[*piece as usize]).sum();
            sentence.pieces = pieces;
        }
        rows.chunks_exact_mut(dimensions).for_each(normalise);
        Meaning {
            dimensions,
            pieces: Alikes::new(rows, (0..distinct.len() as u32).collect(), dimensions, SOFT_FLOOR),
            piece_weights,
            centred,
        }
    }

    fn row<'a>(&self, rows: &'a [f32], index: usize) -> &'a [f32] {
        &rows[index * self.dimensions..][..self.dimensions]
    }

    fn cosine(&self, a: usize, b: usize) -> f32 {
        dot(self.row(&self.centred, a), self.row(&self.centred, b))
    }
}

/// Rarity in the event times rarity in news, under a root; the floor keeps what every sentence holds from vanishing.
fn piece_weights(sentences: &[Vec<u32>], distinct: &[Piece], table: &Table) -> Vec<f32> {
    // By piece, how many sentences hold it and the last that did.
    let mut holders = vec![(0u32, usize::MAX); distinct.len()];
    for (at, pieces) in sentences.iter().enumerate() {
        for piece in pieces {
            let (count, last) = &mut holders[*piece as usize];
            *count += u32::from(*last != at);
            *last = at;
        }
    }
    let weight = |(piece, (df, _)): (&Piece, &(u32, usize))| {
        let here = rarity(sentences.len(), *df).max(0.05);
        (here * f64::from(table.rarity(*piece))).sqrt() as f32
    };
    distinct.iter().zip(&holders).map(weight).collect()
}

/// One unit vector a sentence: the normalised mean of its pieces' rows.
fn plain(sentences: &[Vec<Piece>], rows: &[f32], number: &[u32], dimensions: usize) -> Vec<f32> {
    let mut out = vec![0f32; sentences.len() * dimensions];
    for (pieces, mean) in sentences.iter().zip(out.chunks_exact_mut(dimensions)) {
        mean_into(mean, pieces.iter().map(|piece| number[*piece as usize]), rows);
    }
    out
}

/// The normalised mean of some rows; `out` is zero before.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn mean_into(out: &mut [f32], pieces: impl Iterator<Item = u32>, rows: &[f32]) {
    let dimensions = out.len();
    for piece in pieces {
        for (sum, value) in out.iter_mut().zip(&rows[piece as usize * dimensions..][..dimensions]) {
            *sum += value;
        }
    }
    normalise(out);
}

/// Takes half of the mean out of every vector (less in small events, where the mean is chance).
fn centred(mut rows: Vec<f32>, dimensions: usize) -> Vec<f32> {
    let count = rows.len() / dimensions;
    // Whole numbers add up alike in any order.
    let mut sums = vec![0i64; dimensions];
    for row in rows.chunks_exact(dimensions) {
        for (sum, value) in sums.iter_mut().zip(row) {
            *sum += (f64::from(*value) * (1u64 << 32) as f64) as i64;
        }
    }
    let share = 0.5 / (count as f64 + 3.0) / (1u64 << 32) as f64;
    let middle: Vec<f32> = sums.iter().map(|sum| (*sum as f64 * share) as f32).collect();
    for row in rows.chunks_exact_mut(dimensions) {
        row.iter_mut().zip(&middle).for_each(|(value, middle)| *value -= middle);
        normalise(row);
    }
    rows
}

pub fn normalise(row: &mut [f32]) {
    let norm = dot(row, row).sqrt().max(1e-9);
    row.iter_mut().for_each(|value| *value /= norm);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::*;
    use crate::text::Models;
    use serde_json::Value;

    /// Twenty sentences with the pieces, vectors and pair scores of the reference implementation of the table.
    const GOLDEN: &str = include_str!("../../../tests/it/fixtures/align/golden.json");
    /// As the reference's own test allows.
    const TOLERANCE: f64 = 2e-5;

    fn at(document: usize) -> SentenceRef {
        SentenceRef { document: DocumentId::from_index(document), sentence: SentenceId(0) }
    }

    fn list(value: &Value) -> &Vec<Value> {
        value.as_array().unwrap()
    }

    fn vector_of(table: &Table, text: &str) -> Vec<f32> {
        let pieces = table.pieces(text);
        let mut rows = vec![0.0; pieces.len() * table.dimensions()];
        rows.chunks_exact_mut(table.dimensions()).zip(&pieces).for_each(|(row, piece)| table.unpack(*piece, row));
        let mut mean = vec![0.0; table.dimensions()];
        mean_into(&mut mean, 0..pieces.len() as u32, &rows);
        mean
    }

    #[test]
    fn agrees_with_the_reference() {
        let golden: Value = serde_json::from_str(GOLDEN).unwrap();
        let models = Models::builtin();
        let table = Table::read(models.align_table, models.align_vocabulary).unwrap();
        let sentences = list(&golden["sentences"]);
        let texts: Vec<_> = sentences.iter().zip(0..).map(|(s, i)| (at(i), s["text"].as_str().unwrap())).collect();
        let mut event = Event::new(&texts, Some(&table));
        for (index, expected) in sentences.iter().enumerate() {
            let pieces: Vec<u64> = table.pieces(texts[index].1).into_iter().map(u64::from).collect();
            let ids: Vec<u64> = list(&expected["ids"]).iter().map(|id| id.as_u64().unwrap()).collect();
            assert_eq!(pieces, ids, "{}", texts[index].1);
            for (ours, theirs) in vector_of(&table, texts[index].1).iter().zip(list(&expected["vec"])) {
                assert!(
                    (f64::from(*ours) - theirs.as_f64().unwrap()).abs() <= TOLERANCE,
                    "vector of {}",
                    texts[index].1
                );
            }
            let figures: Vec<f64> = list(&expected["figures"]).iter().map(|v| v.as_f64().unwrap()).collect();
            assert_eq!(super::super::words::numbers(&event.sentences[index].words), figures);
        }
        let every: Vec<(u32, u32)> = (1..texts.len() as u32).map(|at| (0, at)).collect();
        event.prepare(&texts, &every);
        for pair in list(&golden["pairs"]) {
            let (i, j) = (pair["i"].as_u64().unwrap() as usize, pair["j"].as_u64().unwrap() as usize);
            let ours = event.evidence(&[(i as u32, j as u32)])[0];
            let compared =
                [("jaccard", ours.jaccard), ("tfidf", ours.tfidf), ("static", ours.cosine), ("soft", ours.soft)];
            for (name, ours) in compared {
                let theirs = pair[name].as_f64().unwrap();
                assert!((ours - theirs).abs() <= TOLERANCE, "{name} of {i}, {j}: {ours} against {theirs}");
            }
        }
    }

    #[test]
    fn order_of_arrival_changes_nothing() {
        let models = Models::builtin();
        let table = Table::read(models.align_table, models.align_vocabulary).unwrap();
        let texts = ["The dam broke at night.", "At night the old dam gave way.", "Nobody was hurt in Leuven.", ""];
        let forward: Vec<_> = texts.iter().zip(0..).map(|(text, i)| (at(i), *text)).collect();
        let backward: Vec<_> = forward.iter().copied().rev().collect();
        let event = |texts: &[_]| {
            let mut event = Event::new(texts, Some(&table));
            event.prepare(texts, &[(0, 1), (2, 3)]);
            event
        };
        let (one, other) = (event(&forward), event(&backward));
        for (a, b) in [(0, 1), (0, 2), (1, 2), (0, 3)] {
            assert_eq!(one.evidence(&[(a, b)]), other.evidence(&[(3 - a, 3 - b)]));
            assert_eq!(one.evidence(&[(a, b)]), one.evidence(&[(b, a)]));
        }
        assert!(one.evidence(&[(0, 1)])[0].soft > one.evidence(&[(0, 2)])[0].soft);
    }
}
