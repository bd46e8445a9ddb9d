use crate::base::*;
use crate::corpus::{Corpus, Grade, SentenceRef};
use crate::query::Index;

/// The corpus with what is derived from it once, for as long as the page lives.
pub struct Data {
    pub corpus: Corpus,
    pub index: Index,
    /// For each document and sentence, the alignments of grade link or better, best first.
    links: IdVec<DocumentId, IdVec<SentenceId, Vec<AlignmentId>>>,
    /// For each document and sentence, whether no other source has it.
    only_here: IdVec<DocumentId, IdVec<SentenceId, bool>>,
}

impl Data {
    pub fn new(corpus: Corpus) -> Data {
        let index = Index::build(&corpus);
        let mut links: IdVec<DocumentId, IdVec<SentenceId, Vec<AlignmentId>>> =
            corpus.documents.iter().map(|document| vec![vec![]; document.analysis.sentences.len()].into()).collect();
        for (id, alignment) in corpus.alignments.enumerate() {
            if alignment.grade >= Grade::Link {
                for end in [alignment.a, alignment.b] {
                    links[end.document][end.sentence].push(id);
                }
            }
        }
        for per_sentence in links.iter_mut() {
            for list in per_sentence.iter_mut() {
                list.sort_by(|&x, &y| {
                    corpus.alignments[y].score.total_cmp(&corpus.alignments[x].score).then(x.cmp(&y))
                });
            }
        }
        let mut only_here: IdVec<DocumentId, IdVec<SentenceId, bool>> =
            corpus.documents.iter().map(|document| vec![false; document.analysis.sentences.len()].into()).collect();
        for place in &corpus.only_here {
            only_here[place.document][place.sentence] = true;
        }
        Data { corpus, index, links, only_here }
    }

    /// The alignments of one sentence, grade link or better, best first.
    pub fn links(&self, document: DocumentId, sentence: SentenceId) -> &[AlignmentId] {
        &self.links[document][sentence]
    }

    /// The end of an alignment that is not in `document`.
    pub fn other_end(&self, link: AlignmentId, document: DocumentId) -> SentenceRef {
        let alignment = &self.corpus.alignments[link];
        if alignment.a.document == document { alignment.b } else { alignment.a }
    }

    pub fn is_only_here(&self, document: DocumentId, sentence: SentenceId) -> bool {
        self.only_here[document][sentence]
    }

    /// Whether a place lies in another, at any depth.
    pub fn lies_in(&self, inner: EntityId, outer: EntityId) -> bool {
        let mut place = self.parent(inner);
        // No chain of places is longer; a ring made by mistake ends here.
        for _ in 0..8 {
            match place {
                Some(parent) if parent == outer => return true,
                Some(parent) => place = self.parent(parent),
                None => return false,
            }
        }
        false
    }

    /// The place that a place lies in.
    pub fn parent(&self, place: EntityId) -> Option<EntityId> {
        let at = self.corpus.places.binary_search_by_key(&place, |row| row.entity).ok()?;
        self.corpus.places[at].parent
    }

    /// The document with this stable id.
    pub fn find_document(&self, id: &str) -> Option<DocumentId> {
        self.corpus.documents.enumerate().find(|(_, document)| document.id == id).map(|(index, _)| index)
    }

    /// The entity with this stable id.
    pub fn find_entity(&self, id: &str) -> Option<EntityId> {
        self.corpus.entities.enumerate().find(|(_, entity)| entity.id == id).map(|(index, _)| index)
    }
}
