//! Which pairs of sentences are worth a full look.
//!
//! In an event of ordinary size every pair across two articles is. In a large one, the pairs are ranked by the terms
//! they share, which an inverted index gives for all pairs at once, and the best are kept.

use super::event::Event;
use crate::base::DocumentId;

/// Up to so many pairs every one is scored: about 20 articles of 30 sentences.
const ALL_PAIRS: usize = 150_000;
/// In larger events so many get a full score. A full score takes about 50,000 multiplications, so this is the bound
/// on time there: 10⁹ multiplications.
const BEST_PAIRS: usize = 20_000;
/// Steps in which likeness is told.
const STEPS: usize = 1000;

/// Pairs of sentence numbers with `a < b` in different articles, sorted.
pub fn propose(event: &Event) -> Vec<(u32, u32)> {
    if cross_pairs(event) <= ALL_PAIRS {
        return all(event);
    }
    let mut best = Best::new(BEST_PAIRS);
    for_each_sharing(event, &mut best);
    best.into_pairs()
}

/// The pairs of the highest steps that together are no more than `most`: a step has room as a whole or not at all.
struct Best {
    most: usize,
    /// The lowest step that may still have room; never falls.
    cut: usize,
    /// How many pairs each step has, below `cut` not counted any more.
    histogram: Vec<usize>,
    /// How many pairs stand at `cut` or above.
    count: usize,
    pairs: Vec<(u32, u32, u16)>,
}

impl Best {
    fn new(most: usize) -> Best {
        Best { most, cut: 1, histogram: vec![0; STEPS + 1], count: 0, pairs: Vec::new() }
    }

    /// A likeness below this has no room.
    fn least(&self) -> f64 {
        self.cut as f64 / STEPS as f64
    }

    fn add(&mut self, a: u32, b: u32, likeness: f64) {
        let step = step(likeness);
        if step < self.cut {
            return;
        }
        self.pairs.push((a, b, step as u16));
        self.histogram[step] += 1;
        self.count += 1;
        while self.count > self.most && self.cut < STEPS {
            self.count -= self.histogram[self.cut];
            self.cut += 1;
        }
        if self.pairs.len() > 4 * self.most {
            self.drop_lost();
        }
    }

    fn drop_lost(&mut self) {
        let cut = self.cut;
        self.pairs.retain(|pair| usize::from(pair.2) >= cut);
    }

    /// Sorted.
    fn into_pairs(mut self) -> Vec<(u32, u32)> {
        self.drop_lost();
        let mut pairs: Vec<(u32, u32)> = self.pairs.into_iter().map(|(a, b, _)| (a, b)).collect();
        pairs.sort_unstable();
        pairs
    }
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

/// Tells `best` every pair that shares a term and has room there, with the mean of the evidence from terms alone.
///
/// The terms that most sentences hold cost the most and say the least. What all of a sentence's commonest terms could add
/// has a bound; as many of them as stay below what a pair needs propose nobody, and are looked at only for the pairs
/// that the others leave in question.
fn for_each_sharing(event: &Event, best: &mut Best) {
    let sentences = &event.sentences;
    // What is asked of each partner stands close together: partners come in any order, and memory is what takes time.
    let documents: Vec<DocumentId> = sentences.iter().map(|sentence| sentence.at.document).collect();
    let lengths: Vec<u32> = sentences.iter().map(|sentence| sentence.terms.len() as u32).collect();
    let terms: Vec<(u32, f64)> = sentences.iter().flat_map(|sentence| sentence.terms.iter().copied()).collect();
    let mut from = Vec::with_capacity(sentences.len());
    lengths.iter().fold(0, |end, length| {
        from.push(end);
        end + *length as usize
    });
    // By sentence, how many of the telling terms it shares, and what they add; by term, its weight in the one at hand.
    let mut sums = vec![(0u32, 0f32); sentences.len()];
    let mut weights = vec![0f64; event.postings.len()];
    let mut touched = Vec::new();
    for (b, sentence) in sentences.iter().enumerate() {
        let mut rarest = sentence.terms.clone();
        rarest.sort_by_key(|(term, _)| event.postings[*term as usize].len());
        let (telling, silent) = rarest.split_at(telling(&rarest, best.least()));
        for &(term, weight) in telling {
            for &(a, other) in event.postings[term as usize].iter().take_while(|(a, _)| (*a as usize) < b) {
                let sum = &mut sums[a as usize];
                if sum.0 == 0 {
                    touched.push(a);
                }
                *sum = (sum.0 + 1, sum.1 + weight as f32 * other);
            }
        }
        terms_into(&mut weights, &sentence.terms, |weight| weight);
        let rest = norm(silent);
        for a in touched.drain(..) {
            let (shared, dot) = std::mem::take(&mut sums[a as usize]);
            let most_shared = (shared + silent.len() as u32).min(lengths[a as usize]);
            let bound = likeness(lengths[b], lengths[a as usize], most_shared, f64::from(dot) + rest);
            if bound < best.least() || documents[a as usize] == sentence.at.document {
                continue;
            }
            let (mut shared, mut dot) = (0, 0.0);
            for (term, other) in &terms[from[a as usize]..][..lengths[a as usize] as usize] {
                let weight = weights[*term as usize];
                shared += u32::from(weight > 0.0);
                dot += weight * other;
            }
            best.add(a, b as u32, likeness(lengths[b], lengths[a as usize], shared, dot));
        }
        terms_into(&mut weights, &sentence.terms, |_| 0.0);
    }
}

fn terms_into(weights: &mut [f64], terms: &[(u32, f64)], value: impl Fn(f64) -> f64) {
    terms.iter().for_each(|&(term, weight)| weights[term as usize] = value(weight));
}

/// How many of the terms must propose partners, so that who shares only the others has a likeness below `least`.
fn telling(terms: &[(u32, f64)], least: f64) -> usize {
    let mut squares = 0.0;
    for (silent, (_, weight)) in terms.iter().rev().enumerate() {
        squares += weight * weight;
        let could_add = (silent + 1) as f64 / terms.len() as f64 + squares.sqrt() + SLACK;
        if could_add / 2.0 >= least {
            return terms.len() - silent;
        }
    }
    0
}

/// The most that the weights of some terms of a sentence can add to its cosine with another.
fn norm(terms: &[(u32, f64)]) -> f64 {
    terms.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt() + SLACK
}

/// A bound is this much higher than it need be, for sums are rounded.
const SLACK: f64 = 1e-4;

/// Of two sentences of so many terms, of which so many are shared.
fn likeness(one: u32, other: u32, shared: u32, dot: f64) -> f64 {
    (f64::from(shared) / f64::from((one + other).saturating_sub(shared).max(1)) + dot) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::*;
    use crate::corpus::SentenceRef;

    #[test]
    fn the_best_are_those_of_all_pairs_ranked() {
        // Words as frequent as in a text: the square of the number decides.
        let mut state = 1u32;
        let mut below = |limit: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % limit
        };
        let texts: Vec<String> =
            (0..300).map(|_| (0..12).map(|_| format!("w{}x ", below(14) * below(14))).collect::<String>()).collect();
        let at =
            |at: usize| SentenceRef { document: DocumentId::from_index(at / 4), sentence: SentenceId(at as u32 % 4) };
        let texts: Vec<_> = texts.iter().enumerate().map(|(number, text)| (at(number), text.as_str())).collect();
        let event = Event::new(&texts, None);
        let mut ranked: Vec<(usize, (u32, u32))> = all(&event)
            .into_iter()
            .map(|(a, b)| {
                let (shared, dot) = event.shared(a as usize, b as usize);
                let length = |at: u32| event.sentences[at as usize].terms.len() as u32;
                (step(likeness(length(a), length(b), shared as u32, dot)), (a, b))
            })
            .collect();
        ranked.sort_by_key(|(step, pair)| (std::cmp::Reverse(*step), *pair));
        for most in [1, 50, 2_000, 100_000] {
            let mut best = Best::new(most);
            for_each_sharing(&event, &mut best);
            let cut = ranked.get(most).map_or(1, |(step, _)| step + 1).min(STEPS);
            let mut expected: Vec<_> = ranked.iter().filter(|(step, _)| *step >= cut).map(|(_, pair)| *pair).collect();
            expected.sort_unstable();
            assert!(!expected.is_empty());
            assert_eq!(best.into_pairs(), expected, "{most}");
        }
    }
}
