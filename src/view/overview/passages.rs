//! The passages most sources have.
//!
//! A passage is a star, not a chain: one sentence and, of each other source, the best sentence aligned with it. So
//! every wording shown is aligned with the one it stands under, with grade and reason. The sentence with the most
//! sources comes first; what stands in a passage is not used for another.

use crate::base::sort::sort_by;
use crate::base::*;
use crate::corpus::SentenceRef;
use crate::view::{CompareShow, Data, address, words};
use std::cmp::Ordering;

#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// The sentence in the middle, then one of each other source, best first.
    pub wordings: Vec<Wording>,
    /// `in 4 sources`.
    pub spread: String,
    /// Its sources side by side, in the Compare view.
    pub compare: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Wording {
    pub document: DocumentId,
    pub label: String,
    pub language: String,
    pub text: String,
    pub address: String,
    /// How it matches the first wording; none for that itself.
    pub grade: Option<&'static str>,
    pub reason: String,
}

/// How wide a sentence's passage is: its sources, and the sum of the scores.
type Width = (usize, f32);

/// The `limit` passages that most of `among` have, the widest first.
pub fn most_shared(data: &Data, among: &[DocumentId], limit: usize) -> Vec<Passage> {
    let mut stars = Stars { data, is_free: vec![vec![]; data.corpus.documents.len()], met: vec![], rays: vec![] };
    for &document in among {
        stars.is_free[document.index()] = vec![true; data.corpus.documents[document].analysis.sentences.len()];
    }
    let mut widths: Vec<(Width, SentenceRef)> = sentences(data, among).map(|at| (stars.cast(at), at)).collect();
    sort_by(&mut widths, |(a, _), (b, _)| compare(*b, *a));
    let mut passages = vec![];
    while passages.len() < limit {
        // What is used only narrows the others, so the search ends where none was ever wider.
        let mut best = ((0, 0.0), None);
        for &(width, middle) in &widths {
            if compare(width, best.0) == Ordering::Less {
                break;
            }
            let width = stars.cast(middle);
            // Of equals the first in the first article leads.
            let leads = compare(width, best.0).then_with(|| best.1.cmp(&Some(middle)));
            if width.0 > 0 && leads == Ordering::Greater {
                best = (width, Some(middle));
            }
        }
        let Some(middle) = best.1 else { break };
        stars.cast(middle);
        passages.push(passage(data, middle, &stars.rays));
        stars.is_free[middle.document.index()][middle.sentence.index()] = false;
        for (there, _) in &stars.rays {
            stars.is_free[there.document.index()][there.sentence.index()] = false;
        }
    }
    passages
}

fn compare(a: Width, b: Width) -> Ordering {
    a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
}

fn sentences<'a>(data: &'a Data, among: &'a [DocumentId]) -> impl Iterator<Item = SentenceRef> + 'a {
    among.iter().flat_map(move |&document| {
        let sentences = data.corpus.documents[document].analysis.sentences.ids();
        sentences
            .filter(move |&sentence| !data.links(document, sentence).is_empty())
            .map(move |sentence| SentenceRef { document, sentence })
    })
}

/// A sentence with its best match in each other source, one sentence after the other.
struct Stars<'a> {
    data: &'a Data,
    /// By document and sentence: whether no passage has it yet. Empty for a document that is not asked for.
    is_free: Vec<Vec<bool>>,
    /// The documents met.
    met: Vec<bool>,
    rays: Vec<(SentenceRef, AlignmentId)>,
}

impl Stars<'_> {
    fn is_free(&self, at: SentenceRef) -> bool {
        self.is_free[at.document.index()].get(at.sentence.index()) == Some(&true)
    }

    /// Finds the matches of a sentence, none if it is used.
    fn cast(&mut self, middle: SentenceRef) -> Width {
        self.rays.clear();
        let mut weight = 0.0;
        if self.is_free(middle) {
            self.met.clear();
            self.met.resize(self.is_free.len(), false);
            for &id in self.data.links(middle.document, middle.sentence) {
                let there = self.data.other_end(id, middle.document);
                if self.is_free(there) && !std::mem::replace(&mut self.met[there.document.index()], true) {
                    self.rays.push((there, id));
                    weight += self.data.corpus.alignments[id].score;
                }
            }
        }
        (self.rays.len(), weight)
    }
}

fn passage(data: &Data, middle: SentenceRef, rays: &[(SentenceRef, AlignmentId)]) -> Passage {
    let wording = |at: SentenceRef, link: Option<AlignmentId>| {
        let document = &data.corpus.documents[at.document];
        let alignment = link.map(|id| &data.corpus.alignments[id]);
        Wording {
            document: at.document,
            label: document.label.clone(),
            language: document.analysis.language.clone(),
            text: document.sentence(at.sentence).to_string(),
            address: address::of_sentence(data, at.document, at.sentence),
            grade: alignment.map(|alignment| words::grade(alignment.grade)),
            reason: alignment.map(|alignment| alignment.reason.clone()).unwrap_or_default(),
        }
    };
    let rays = rays.iter().map(|&(at, link)| wording(at, Some(link)));
    let wordings: Vec<Wording> = std::iter::once(wording(middle, None)).chain(rays).collect();
    Passage {
        spread: words::join(&["in ", &words::counted(wordings.len(), "source", "sources")]),
        compare: {
            let columns = wordings.iter().map(|wording| wording.document).collect();
            address::of_comparison(data, columns, CompareShow::Everything)
        },
        wordings,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Grade;
    use crate::view::fixture::{Fixture, flood};

    #[test]
    fn the_widest_passage_first_and_no_sentence_twice() {
        let data = flood().data();
        let all: Vec<DocumentId> = data.corpus.documents.ids().collect();
        let passages = most_shared(&data, &all, 9);
        let texts: Vec<Vec<&str>> =
            passages.iter().map(|p| p.wordings.iter().map(|wording| wording.text.as_str()).collect()).collect();
        assert_eq!(
            texts[0],
            ["Police said 13 people died.", "Police now say 20 people died.", "Thirteen is the toll."]
        );
        assert_eq!(texts[1], ["Mayor Ann Reed asked for help.", "Mayor Ann Reed asked for help."]);
        assert_eq!(texts.len(), 4);
        assert_eq!(passages[0].spread, "in 3 sources");
        assert_eq!(passages[0].wordings[1].grade, Some("says the same"));
        let mut seen: Vec<&str> = passages.iter().flat_map(|p| &p.wordings).map(|w| w.address.as_str()).collect();
        let count = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), count);
    }

    #[test]
    fn one_source_gives_one_wording() {
        // Two sentences of b match one of a: only the better one is its wording.
        let fixture = Fixture::new().article("a", "T", &["x"]).article("b", "U", &["x|x again"]);
        let fixture = fixture.align((0, 1), (1, 1), 0.4, Grade::Link).align((0, 1), (1, 2), 0.8, Grade::Strong);
        let data = fixture.data();
        let all: Vec<DocumentId> = data.corpus.documents.ids().collect();
        let passages = most_shared(&data, &all, 5);
        assert_eq!(passages[0].wordings.len(), 2);
        assert_eq!(passages[0].wordings[1].text, "x again");
        assert!(most_shared(&data, &all[..1], 5).is_empty());
    }
}
