//! The names of scores, with the data each threshold was measured on.
//!
//! Precision and recall of what is listed at a grade or better (ECB+: topics 1 to 35, strict, where a fifth of all
//! pairs is true and a true pair shares half of its events; SuperPAL: Multi-News, crowd-made; the five: a hand-made
//! gold of five articles without their furniture, pairs that share a part left out):
//!
//! | grade | from | ECB+ | SuperPAL | the five |
//! | --- | --- | --- | --- | --- |
//! | strong | .34 | P .47 R .54 | P .94 R .44 | P .83 R .23 |
//! | link | .28 | P .38 R .71 | P .88 R .55 | P .60 R .51 |
//! | faint | .22 | P .31 R .86 | P .75 R .71 | P .33 R .83 |
//! | trace | .05 | R .995 | R .994 | R 1 |
//!
//! Verbatim is strong with nine words in ten shared in the same order: newsrooms do not write alike by chance.

use super::event::Event;
use super::rank::Scored;
use super::words::Word;
use crate::corpus::Grade;

/// Below this a pair is not listed.
pub const TRACE: f64 = 0.05;
/// A sentence whose best match in another article stays below this is alone; see [`super::alone`].
pub const ALONE: f64 = 0.24;
const FAINT: f64 = 0.22;
const LINK: f64 = 0.28;
const STRONG: f64 = 0.34;
/// Shared words in order, as a part of the longer sentence.
const VERBATIM: f64 = 0.9;

/// The grade of a scored pair.
pub fn name(event: &Event, pair: &Scored) -> Grade {
    let (a, b) = (&event.sentences[pair.a as usize].words, &event.sentences[pair.b as usize].words);
    match pair.score {
        score if score >= STRONG && in_order(a, b) >= VERBATIM => Grade::Verbatim,
        score if score >= STRONG => Grade::Strong,
        score if score >= LINK => Grade::Link,
        score if score >= FAINT => Grade::Faint,
        _ => Grade::Trace,
    }
}

/// The length of the longest common subsequence of words, as a part of the longer sentence.
fn in_order(a: &[Word], b: &[Word]) -> f64 {
    let longer = a.len().max(b.len());
    if longer == 0 {
        return 0.0;
    }
    let mut row = vec![0usize; b.len() + 1];
    for one in a {
        let mut diagonal = 0;
        for (at, other) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if one.term == other.term { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    row[b.len()] as f64 / longer as f64
}
