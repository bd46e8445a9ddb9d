//! Which pairs of sentences are worth a full look.
//!
//! In an event of ordinary size every pair across two articles is. In a large one, the pairs are ranked by the terms
//! they share ([`super::join`]), and the best are kept.

use super::event::Event;
use super::join::Join;

/// Up to so many pairs every one is scored: about 20 articles of 30 sentences.
const ALL_PAIRS: usize = 150_000;
/// In larger events so many get a full score. A full score takes about 50,000 multiplications, so this is the bound
/// on time there: 10⁹ multiplications.
const BEST_PAIRS: usize = 20_000;
/// One sentence in so many is set against all others first.
const SAMPLE: usize = 16;
/// Steps in which likeness is told.
const STEPS: usize = 1000;

/// Pairs of sentence numbers with `a < b` in different articles, sorted.
pub fn propose(event: &Event) -> Vec<(u32, u32)> {
    if cross_pairs(event) <= ALL_PAIRS {
        return all(event);
    }
    best_of(event, BEST_PAIRS)
}

/// The pairs that share most, about `most` of them.
fn best_of(event: &Event, most: usize) -> Vec<(u32, u32)> {
    let join = Join::new(event);
    // The sooner it is known what a pair needs, the fewer are looked at. A sample says it, with room for chance; should it
    // have said too much, all is done again.
    let mut sample = Best::new(2 * most / SAMPLE, 1);
    join.for_each_sharing(SAMPLE, &mut sample);
    let mut best = Best::new(most, sample.cut);
    join.for_each_sharing(1, &mut best);
    if best.has_room() {
        best = Best::new(most, 1);
        join.for_each_sharing(1, &mut best);
    }
    best.into_pairs()
}

/// The pairs of the highest steps that together are no more than `most`: a step has room as a whole or not at all.
pub struct Best {
    most: usize,
    /// The step that `cut` began at: no pair below it was taken.
    first: usize,
    /// The lowest step that may still have room; never falls.
    cut: usize,
    /// How many pairs each step has, below `cut` not counted any more.
    histogram: Vec<usize>,
    /// How many pairs stand at `cut` or above.
    count: usize,
    pairs: Vec<(u32, u32, u16)>,
}

impl Best {
    /// Nothing below the step `first` is taken.
    fn new(most: usize, first: usize) -> Best {
        Best { most, first, cut: first, histogram: vec![0; STEPS + 1], count: 0, pairs: Vec::new() }
    }

    /// A likeness below this has no room.
    pub fn least(&self) -> f64 {
        self.cut as f64 / STEPS as f64
    }

    /// Whether pairs that were not taken might have had room.
    fn has_room(&self) -> bool {
        self.first > 1 && self.cut == self.first && self.count <= self.most
    }

    /// Takes the pair `a < b` if it has room.
    pub fn add(&mut self, a: u32, b: u32, likeness: f64) {
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

#[cfg(test)]
mod tests {
    use super::super::join::likeness;
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
                let length = |at: u32| event.sentences[at as usize].terms.len();
                (step(likeness(length(a), length(b), shared, dot)), (a, b))
            })
            .collect();
        ranked.sort_by_key(|(step, pair)| (std::cmp::Reverse(*step), *pair));
        for most in [1, 50, 2_000, 100_000] {
            let cut = ranked.get(most).map_or(1, |(step, _)| step + 1).min(STEPS);
            let mut expected: Vec<_> = ranked.iter().filter(|(step, _)| *step >= cut).map(|(_, pair)| *pair).collect();
            expected.sort_unstable();
            assert!(!expected.is_empty());
            assert_eq!(best_of(&event, most), expected, "{most}");
        }
    }
}
