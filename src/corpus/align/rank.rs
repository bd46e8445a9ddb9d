//! From evidence to one score.

use super::Evidence;
use super::event::Event;

/// Two sentences with what speaks for them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// Sentence numbers in the event, `a < b`.
    pub a: u32,
    pub b: u32,
    pub evidence: Evidence,
    /// 0 to 1.
    pub score: f64,
}

/// Scores each pair.
pub fn score(event: &Event, pairs: &[(u32, u32)]) -> Vec<Scored> {
    pairs
        .iter()
        .map(|&(a, b)| {
            let evidence = event.evidence(a as usize, b as usize);
            Scored { a, b, evidence, score: combined(&evidence, event.has_meaning()) }
        })
        .collect()
}

/// The weighted sum of the evidence; without the table, the half that needs none.
pub fn combined(evidence: &Evidence, has_meaning: bool) -> f64 {
    let Evidence { jaccard, tfidf, cosine, soft } = *evidence;
    let score =
        if has_meaning { 0.4 * soft + 0.2 * jaccard + 0.2 * tfidf + 0.2 * cosine } else { 0.5 * jaccard + 0.5 * tfidf };
    score.clamp(0.0, 1.0)
}
