//! Sentences that no other source has.

use super::event::Event;
use super::grade;
use super::rank::Scored;
use crate::corpus::SentenceRef;

/// Fewer content terms than this make no statement of their own ("Photo: Reuters", "Read more").
const FEWEST_TERMS: usize = 5;

/// The sentences of an event whose best match in any other article stays below the measured threshold.
pub fn find(event: &Event, scored: &[Scored]) -> Vec<SentenceRef> {
    let mut best = vec![0f64; event.sentences.len()];
    for pair in scored {
        for at in [pair.a, pair.b] {
            let best = &mut best[at as usize];
            *best = best.max(pair.score);
        }
    }
    let alone = event
        .sentences
        .iter()
        .zip(best)
        .filter(|(sentence, best)| sentence.terms.len() >= FEWEST_TERMS && *best < grade::ALONE);
    alone.map(|(sentence, _)| sentence.at).collect()
}
