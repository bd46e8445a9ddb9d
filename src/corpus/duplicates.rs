//! The same article given twice, and nearly the same: told at the later one, never dropped, since which of two to leave
//! out is the reader's to say.
//!
//! Exact: the same words in the same order, whatever marks, case and blanks stand between them. Near: nearly all
//! fingerprints (see `origins`) of each stand in the other, so that an article that quotes another whole is no
//! duplicate of it.

use super::{Document, origins::Prints};
use crate::base::*;
use std::collections::BTreeMap;

/// The part of the longer article's fingerprints that must be shared. Broder and others (1997) call pages with half of
/// them in common roughly the same; a reader is to think of leaving one out here, so nearly all must be.
const LEAST_SHARE: f64 = 0.8;
/// Fewer shared fingerprints than this, about three sentences, prove nothing.
const FEWEST_SHARED: usize = 8;

/// A warning for each article that came, or nearly came, before.
pub fn find(documents: &IdVec<DocumentId, Document>, prints: &Prints) -> Vec<(DocumentId, Warning)> {
    let mut earlier: BTreeMap<usize, (usize, f64)> = BTreeMap::new();
    for (&(first, later), &shared) in &prints.shared {
        let share = shared as f64 / prints.of[first].len().max(prints.of[later].len()).max(1) as f64;
        if shared >= FEWEST_SHARED && share >= LEAST_SHARE {
            let best = earlier.entry(later).or_insert((first, share));
            *best = if share > best.1 { (first, share) } else { *best };
        }
    }
    let mut same: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let mut found = vec![];
    for at in 0..documents.len() {
        let text = |at: usize| documents[DocumentId::from_index(at)].analysis.text.as_str();
        let known = same.entry(words(text(at)).fold(SEED, add)).or_default();
        let exact = known.iter().copied().find(|first| words(text(*first)).eq(words(text(at))));
        known.push(at);
        let message = match (exact, earlier.get(&at)) {
            (Some(first), _) => format!("The same words as {}", called(documents, first)),
            (None, Some(&(first, share))) => {
                let percent = (share * 100.0).floor();
                format!(
                    "Nearly the same as {}: {percent} % word for word, quotations left out",
                    called(documents, first)
                )
            }
            (None, None) => continue,
        };
        found.push((DocumentId::from_index(at), Warning { kind: WarningKind::Duplicate, span: None, message }));
    }
    found
}

fn called(documents: &IdVec<DocumentId, Document>, at: usize) -> String {
    let document = &documents[DocumentId::from_index(at)];
    format!("\"{}\" ({})", document.analysis.title, document.id)
}

/// FNV-1a over the letters, with a gap between words.
const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn add(sum: u64, word: &str) -> u64 {
    let letters = word.chars().flat_map(char::to_lowercase).chain([' ']);
    letters.fold(sum, |sum, c| (sum ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::origins;
    use crate::text::Analysis;

    fn messages(texts: &[&str]) -> Vec<(usize, String)> {
        let document = |(at, text): (usize, &&str)| {
            let sentences = vec![Span::new(0, text.len())].into();
            let analysis =
                Analysis { text: text.to_string(), title: format!("t{at}"), sentences, ..Analysis::default() };
            Document { id: format!("d{at}"), analysis: analysis.into(), ..Document::default() }
        };
        let documents: IdVec<DocumentId, Document> = texts.iter().enumerate().map(document).collect();
        let found = find(&documents, &origins::prints(&documents));
        found.into_iter().map(|(at, warning)| (at.index(), warning.message)).collect()
    }

    fn story(seed: usize, words: usize) -> String {
        (0..words).map(|at| format!("w{} ", (at * 7919 + seed * 104_729) % 99_991)).collect()
    }

    #[test]
    fn tells_the_later_of_two() {
        let wire = story(1, 200);
        let (spaced, changed) = (wire.replace(' ', " \n"), format!("{wire} And a note."));
        let whole = format!("{wire}{}", story(2, 400));
        let found = messages(&[&wire, &story(3, 200), &spaced, &changed, &whole, "Rain fell.", "Rain – fell!", ""]);
        let told: Vec<_> = found.iter().map(|it| it.0).collect();
        assert_eq!(told, [2, 3, 6], "{found:?}");
        assert_eq!(found[0].1, "The same words as \"t0\" (d0)");
        assert!(found[1].1.starts_with("Nearly the same as \"t0\" (d0): 9"), "{}", found[1].1);
    }
}
