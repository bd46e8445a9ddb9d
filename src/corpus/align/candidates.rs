//! Which pairs of sentences are worth a full look.
//!
//! In an event of ordinary size every pair across two articles is. In a large one, the pairs are ranked by the terms
//! they share, which an inverted index gives for all pairs at once, and the best are kept.

use super::event::Event;

/// Up to so many pairs every one is scored: about 20 articles of 30 sentences.
const ALL_PAIRS: usize = 150_000;
/// In larger events so many get a full score. A full score takes about 50,000 multiplications, so this is the bound
/// on time there: 10⁹ multiplications.
const BEST_PAIRS: usize = 20_000;
/// Steps of the histogram that finds the cut.
const STEPS: usize = 1000;

/// Pairs of sentence numbers with `a < b` in different articles, sorted.
pub fn propose(event: &Event) -> Vec<(u32, u32)> {
    if cross_pairs(event) <= ALL_PAIRS {
        return all(event);
    }
    let mut histogram = [0usize; STEPS + 1];
    for_each_sharing(event, |_, _, likeness| histogram[step(likeness)] += 1);
    let mut kept = 0;
    let cut = (1..=STEPS).rev().take_while(|&at| {
        kept += histogram[at];
        kept <= BEST_PAIRS
    });
    let cut = cut.last().unwrap_or(STEPS);
    let mut pairs = Vec::with_capacity(BEST_PAIRS);
    for_each_sharing(event, |a, b, likeness| {
        if step(likeness) >= cut {
            pairs.push((a, b));
        }
    });
    pairs.sort_unstable();
    pairs
}

fn step(likeness: f64) -> usize {
    (likeness * STEPS as f64) as usize
}

fn cross_pairs(event: &Event) -> usize {
    let count = event.sentences.len();
    let inside: usize =
        event.sentences.chunk_by(|a, b| a.at.document == b.at.document).map(|own| own.len() * own.len()).sum();
    (count * count - inside) / 2
}

fn all(event: &Event) -> Vec<(u32, u32)> {
    let sentences = &event.sentences;
    let bearing: Vec<usize> = (0..sentences.len()).filter(|&at| !sentences[at].terms.is_empty()).collect();
    let mut pairs = Vec::new();
    for (index, &a) in bearing.iter().enumerate() {
        let others = bearing[index + 1..].iter().filter(|&&b| sentences[a].at.document != sentences[b].at.document);
        pairs.extend(others.map(|&b| (a as u32, b as u32)));
    }
    pairs
}

/// Calls `found(a, b, likeness)` for every pair that shares a term: the mean of the evidence from terms alone.
fn for_each_sharing(event: &Event, mut found: impl FnMut(u32, u32, f64)) {
    let sentences = &event.sentences;
    let mut sums = vec![(0u32, 0f64); sentences.len()];
    let mut touched = Vec::new();
    for (a, sentence) in sentences.iter().enumerate() {
        for (term, weight) in &sentence.terms {
            let holders = &event.postings[*term as usize];
            for &(b, other) in &holders[holders.partition_point(|(b, _)| *b as usize <= a)..] {
                let sum = &mut sums[b as usize];
                if sum.0 == 0 {
                    touched.push(b);
                }
                *sum = (sum.0 + 1, sum.1 + weight * other);
            }
        }
        for b in touched.drain(..) {
            let (shared, dot) = std::mem::take(&mut sums[b as usize]);
            let other = &sentences[b as usize];
            if other.at.document != sentence.at.document {
                let either = sentence.terms.len() + other.terms.len() - shared as usize;
                let jaccard = f64::from(shared) / either as f64;
                found(a as u32, b, (jaccard + dot) / 2.0);
            }
        }
    }
}
