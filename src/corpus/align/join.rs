//! Which sentences of a large event share much: the similarity join of their terms.
//!
//! All-pairs similarity search over an inverted index with prefix filtering (Bayardo, Ma and Srikant, "Scaling up all pairs
//! similarity search", 2007). The terms that most sentences hold cost the most and say the least, and what they could add
//! to a pair has a bound; so many of them as cannot make a pair by themselves propose nobody, and are looked at only for
//! the pairs that the others leave in question. Nothing is lost by it: a pair is passed over only where even the bound is
//! too low.
//!
//! The longest sentences come first, a [`Block`] of them at a time: those of a block are about as long, which makes the
//! bounds narrow, and what is counted for them stays in the processor's cache.

use super::candidates::Best;
use super::event::{Event, Prepared};
use crate::base::DocumentId;

/// Sentences of a block: what is counted for them, eight bytes each, fits into 32 kB.
const BLOCK: usize = if cfg!(test) { 64 } else { 4096 };
/// Ranks for which it is kept what each sentence of a block has from there on.
const MARKS: usize = 16;
/// A bound is this much higher than it need be, for sums are rounded.
const SLACK: f32 = 1e-4;

/// The sentences of an event, ready to be set against each other.
pub struct Join<'a> {
    event: &'a Event,
    /// The longest first.
    rows: Vec<Row>,
    /// How many sentences hold the term of each rank, ascending.
    holders: Vec<u32>,
}

/// A sentence by its terms, those that the fewest sentences hold first.
struct Row {
    sentence: u32,
    document: DocumentId,
    /// Rank and weight of each term, ascending by rank.
    terms: Vec<(u32, f32)>,
    /// For each term, the norm of it and all after it.
    norms: Vec<f32>,
}

/// Rows of about one length, with the index of their terms.
struct Block<'a> {
    rows: &'a [Row],
    lengths: Vec<u32>,
    /// Where the rows that hold a term begin in `holders`, and one more.
    starts: Vec<u32>,
    /// Rows by their place in the block, ascending, with the weight of the term.
    holders: Vec<(u32, f32)>,
    /// The greatest weight of each term.
    greatest: Vec<f32>,
    /// For each rank, the greatest norm that a row has from there on.
    greatest_norms: Vec<f32>,
    shortest: usize,
    /// Ranks, ascending, and for each of them and each row, how many terms that has from there on, and their norm.
    marks: Vec<u32>,
    tails: Vec<(u32, f32)>,
}

/// What is worked with, for the room it takes.
struct Scratch {
    /// By place in the block, how many of the terms asked for a row shares, and what they add.
    sums: Vec<(u32, f32)>,
    /// The places whose sums are not zero.
    touched: Vec<u32>,
    /// By rank, the weights of the terms that are not asked for.
    silent: Vec<f32>,
    /// By how many shared terms, what they must add.
    needed: Vec<f32>,
}

impl Join<'_> {
    pub fn new(event: &Event) -> Join<'_> {
        let mut order: Vec<u32> = (0..event.holders.len() as u32).collect();
        order.sort_by_key(|&term| event.holders[term as usize]);
        let mut rank = vec![0u32; order.len()];
        order.iter().zip(0..).for_each(|(&term, at)| rank[term as usize] = at);
        let rows = event.sentences.iter().zip(0..).map(|(sentence, number)| Row::new(sentence, number, &rank));
        let mut rows: Vec<Row> = rows.filter(|row| !row.terms.is_empty()).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.terms.len()));
        Join { event, rows, holders: order.iter().map(|&term| event.holders[term as usize]).collect() }
    }

    /// Tells `best` every pair that shares a term and has room there, with its likeness: the mean of the shared part of
    /// all terms and the cosine. With `every` above 1, only one sentence in so many is set against all before it.
    pub fn for_each_sharing(&self, every: usize, best: &mut Best) {
        let marks = self.marks();
        let mut scratch = Scratch {
            sums: vec![(0, 0.0); BLOCK],
            touched: Vec::with_capacity(BLOCK),
            silent: vec![0.0; self.holders.len()],
            needed: Vec::new(),
        };
        for (at, rows) in self.rows.chunks(BLOCK).enumerate() {
            let block = Block::new(rows, self.holders.len(), &marks);
            for number in (at * BLOCK..self.rows.len()).step_by(every) {
                let before = (number - at * BLOCK).min(BLOCK);
                self.set_against(&block, &self.rows[number], before, best, &mut scratch);
            }
        }
    }

    /// Tells `best` the pairs of a row with the first rows of a block.
    fn set_against(&self, block: &Block, row: &Row, before: usize, best: &mut Best, scratch: &mut Scratch) {
        let Scratch { sums, touched, silent, needed } = scratch;
        let least = 2.0 * best.least() as f32;
        let (asked, rest) = block.asked(row, least);
        for &(term, weight) in &row.terms[..asked] {
            for &(a, other) in block.holders(term, before) {
                let sum = &mut sums[a as usize];
                if sum.0 == 0 {
                    touched.push(a);
                }
                *sum = (sum.0 + 1, sum.1 + weight * other);
            }
        }
        if touched.is_empty() {
            return;
        }
        let (length, left) = (row.terms.len(), row.terms.len() - asked);
        needed.clear();
        needed.extend((0..=asked).map(|shared| least - block.most_shared(length, shared + left) - rest));
        let first = row.terms.get(asked).map_or(u32::MAX, |(rank, _)| *rank);
        let norm = row.norms.get(asked).copied().unwrap_or(0.0);
        let tails = block.tails(first);
        row.terms[asked..].iter().for_each(|&(term, weight)| silent[term as usize] = weight);
        for a in touched.drain(..) {
            let (shared, dot) = std::mem::take(&mut sums[a as usize]);
            if dot < needed[shared as usize] {
                continue;
            }
            let ((tail, tail_norm), their_length) = (tails[a as usize], block.lengths[a as usize] as usize);
            let most = (shared as usize + left.min(tail as usize)).min(length);
            if evidence(length, their_length, most, dot + norm * tail_norm) + SLACK < least {
                continue;
            }
            let other = &block.rows[a as usize];
            if other.document == row.document {
                continue;
            }
            let (mut shared, mut dot) = (shared as usize, dot);
            for &(term, weight) in other.terms.iter().rev().take_while(|(term, _)| *term >= first) {
                let mine = silent[term as usize];
                shared += usize::from(mine > 0.0);
                dot += weight * mine;
            }
            if evidence(length, their_length, shared, dot) + SLACK < least {
                continue;
            }
            // Once more, in the order of the terms and to the last bit.
            let (a, b) = (row.sentence.min(other.sentence), row.sentence.max(other.sentence));
            let (shared, dot) = self.event.shared(a as usize, b as usize);
            best.add(a, b, likeness(length, their_length, shared, dot));
        }
        row.terms[asked..].iter().for_each(|&(term, _)| silent[term as usize] = 0.0);
    }

    /// Ranks between which terms occur about as often.
    fn marks(&self) -> Vec<u32> {
        let all: usize = self.holders.iter().map(|&holders| holders as usize).sum();
        let (mut marks, mut sum) = (Vec::with_capacity(MARKS), 0);
        for (rank, &holders) in self.holders.iter().enumerate() {
            while marks.len() < MARKS && sum >= all * marks.len() / MARKS {
                marks.push(rank as u32);
            }
            sum += holders as usize;
        }
        marks
    }
}

impl Row {
    fn new(sentence: &Prepared, number: u32, rank: &[u32]) -> Row {
        let ranked = |&(term, weight): &(u32, f64)| (rank[term as usize], weight as f32);
        let mut terms: Vec<(u32, f32)> = sentence.terms.iter().map(ranked).collect();
        terms.sort_unstable_by_key(|(rank, _)| *rank);
        let mut squares = 0.0;
        let mut norms: Vec<f32> = terms.iter().map(|(_, weight)| *weight).collect();
        for norm in norms.iter_mut().rev() {
            squares += *norm * *norm;
            *norm = f32::sqrt(squares);
        }
        Row { sentence: number, document: sentence.at.document, terms, norms }
    }

    /// How many terms the row has from a rank on, and their norm.
    fn tail(&self, rank: u32) -> (u32, f32) {
        let from = self.terms.partition_point(|(term, _)| *term < rank);
        ((self.terms.len() - from) as u32, self.norms.get(from).copied().unwrap_or(0.0))
    }
}

impl Block<'_> {
    fn new<'a>(rows: &'a [Row], count: usize, marks: &[u32]) -> Block<'a> {
        let mut starts = vec![0u32; count + 1];
        let (mut greatest, mut greatest_norms) = (vec![0f32; count], vec![0f32; count]);
        for row in rows {
            for (&(term, weight), &norm) in row.terms.iter().zip(&row.norms) {
                let term = term as usize;
                starts[term + 1] += 1;
                greatest[term] = greatest[term].max(weight);
                greatest_norms[term] = greatest_norms[term].max(norm);
            }
        }
        (0..count).for_each(|term| starts[term + 1] += starts[term]);
        (1..count).rev().for_each(|rank| greatest_norms[rank - 1] = greatest_norms[rank - 1].max(greatest_norms[rank]));
        let mut ends = starts.clone();
        let mut holders = vec![(0, 0.0); starts[count] as usize];
        for (row, place) in rows.iter().zip(0..) {
            for &(term, weight) in &row.terms {
                let end = &mut ends[term as usize];
                holders[*end as usize] = (place, weight);
                *end += 1;
            }
        }
        Block {
            rows,
            lengths: rows.iter().map(|row| row.terms.len() as u32).collect(),
            starts,
            holders,
            greatest,
            greatest_norms,
            shortest: rows.last().map_or(0, |row| row.terms.len()),
            marks: marks.to_vec(),
            tails: marks.iter().flat_map(|&mark| rows.iter().map(move |row| row.tail(mark))).collect(),
        }
    }

    /// The holders of a term among the first rows.
    fn holders(&self, term: u32, before: usize) -> &[(u32, f32)] {
        let (from, to) = (self.starts[term as usize] as usize, self.starts[term as usize + 1] as usize);
        let holders = &self.holders[from..to];
        match before < self.rows.len() {
            true => &holders[..holders.partition_point(|(row, _)| (*row as usize) < before)],
            false => holders,
        }
    }

    /// What each row has at least from this rank on.
    fn tails(&self, rank: u32) -> &[(u32, f32)] {
        let mark = self.marks.partition_point(|mark| *mark <= rank).saturating_sub(1);
        &self.tails[mark * self.rows.len()..][..self.rows.len()]
    }

    /// The shared part of all terms is at most this for a row of so many terms that shares so many.
    fn most_shared(&self, length: usize, shared: usize) -> f32 {
        let shared = shared.min(length);
        evidence(length, self.shortest.max(shared), shared, 0.0)
    }

    /// How many terms of `row` must propose partners, so that who shares only the others has less than `least` evidence,
    /// and the most that those others could add to a cosine.
    fn asked(&self, row: &Row, least: f32) -> (usize, f32) {
        let length = row.terms.len();
        let (mut sum, mut rest) = (0.0, SLACK);
        for at in (0..length).rev() {
            let (term, weight) = row.terms[at];
            sum += weight * self.greatest[term as usize];
            let more = sum.min(row.norms[at] * self.greatest_norms[term as usize]) + SLACK;
            if self.most_shared(length, length - at) + more >= least {
                return (at + 1, rest);
            }
            rest = more;
        }
        (0, rest)
    }
}

/// The shared part of all terms of two sentences of so many, and their cosine; 0 to 2.
fn evidence(one: usize, other: usize, shared: usize, dot: f32) -> f32 {
    shared as f32 / (one + other).saturating_sub(shared).max(1) as f32 + dot
}

/// The mean of the same, 0 to 1, exactly.
pub fn likeness(one: usize, other: usize, shared: usize, dot: f64) -> f64 {
    (shared as f64 / (one + other).saturating_sub(shared).max(1) as f64 + dot) / 2.0
}
