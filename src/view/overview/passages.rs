//! The passages most sources have.
//!
//! A passage is a star, not a chain: one sentence and, of each other source, the best sentence aligned with it. So
//! every wording shown is aligned with the one it stands under, with grade and reason. The sentence with the most
//! sources comes first; what stands in a passage is not used for another.

use crate::base::*;
use crate::corpus::{Alignment, SentenceRef};
use crate::view::{CompareShow, Data, address, words};

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

/// A sentence with its best match in each other source.
struct Star {
    middle: SentenceRef,
    rays: Vec<(SentenceRef, AlignmentId)>,
    /// Sum of scores.
    weight: f32,
}

/// The `limit` passages that most of `among` have, the widest first.
pub fn most_shared(data: &Data, among: &[DocumentId], limit: usize) -> Vec<Passage> {
    let mut is_among = vec![false; data.corpus.documents.len()];
    among.iter().for_each(|document| is_among[document.index()] = true);
    let mut used: Vec<SentenceRef> = vec![];
    let mut passages = vec![];
    while passages.len() < limit {
        let stars = sentences(data, among).filter(|at| !used.contains(at)).map(|at| star(data, &is_among, at, &used));
        // `max_by` keeps the last of equals; reversed, the first article leads.
        let best = stars
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .max_by(|a, b| a.rays.len().cmp(&b.rays.len()).then(a.weight.total_cmp(&b.weight)));
        let Some(best) = best.filter(|star| !star.rays.is_empty()) else { break };
        used.push(best.middle);
        used.extend(best.rays.iter().map(|ray| ray.0));
        passages.push(passage(data, &best));
    }
    passages
}

fn sentences<'a>(data: &'a Data, among: &'a [DocumentId]) -> impl Iterator<Item = SentenceRef> + 'a {
    among.iter().flat_map(move |&document| {
        let sentences = data.corpus.documents[document].analysis.sentences.ids();
        sentences
            .filter(move |&sentence| !data.links(document, sentence).is_empty())
            .map(move |sentence| SentenceRef { document, sentence })
    })
}

fn star(data: &Data, is_among: &[bool], middle: SentenceRef, used: &[SentenceRef]) -> Star {
    let mut star = Star { middle, rays: vec![], weight: 0.0 };
    for &id in data.links(middle.document, middle.sentence) {
        let alignment: &Alignment = &data.corpus.alignments[id];
        let there = if alignment.a == middle { alignment.b } else { alignment.a };
        let is_new = star.rays.iter().all(|(ray, _)| ray.document != there.document);
        if is_new && is_among[there.document.index()] && !used.contains(&there) {
            star.rays.push((there, id));
            star.weight += alignment.score;
        }
    }
    star
}

fn passage(data: &Data, star: &Star) -> Passage {
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
    let rays = star.rays.iter().map(|&(at, link)| wording(at, Some(link)));
    let wordings: Vec<Wording> = std::iter::once(wording(star.middle, None)).chain(rays).collect();
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
