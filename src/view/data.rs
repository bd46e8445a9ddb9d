use super::{Shelf, words};
use crate::base::sort::sort_by;
use crate::base::*;
use crate::corpus::corrections::{Correction, Orphan, Reread, Suggestion, apply, apply_over, suggest, to_read};
use crate::corpus::{Corpus, Document, Grade, Place, SentenceRef};
use crate::query::{Blocks, Index};
use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::OnceLock;

/// The corpus with what is derived from it once, for as long as the page lives.
pub struct Data {
    pub corpus: Corpus,
    /// What the reader calls this story; `None` for the one that the page comes with.
    pub story: Option<StoryName>,
    /// What the story is called that came in one file with the page.
    pub given: Option<String>,
    pub index: Index,
    /// For each document and sentence, the alignments of grade link or better, best first.
    links: Rc<Links>,
    /// For each document and sentence, whether no other source has it.
    only_here: Rc<OnlyHere>,
    /// Words of each story, captions included.
    words: IdVec<DocumentId, usize>,
    /// The mentions of each entity in the stories, in the order of documents and text.
    mentions: IdVec<EntityId, Vec<(DocumentId, MentionId)>>,
    /// Of each text, made when an address in it is first asked for; no correction changes a text.
    blocks: Rc<IdVec<DocumentId, OnceCell<Blocks>>>,
    /// What a person says against the machine.
    pub said: Said,
    /// The notes as they were kept when the story was opened.
    pub notes: Shelf,
}

type Links = IdVec<DocumentId, IdVec<SentenceId, Vec<AlignmentId>>>;
type OnlyHere = IdVec<DocumentId, IdVec<SentenceId, bool>>;

/// The corrections of a story, with the machine's own result.
#[derive(Clone, Default)]
pub struct Said {
    /// The corpus without them; `None` while nothing was ever corrected.
    machine: Option<Rc<Corpus>>,
    /// What was last read again of the machine's result.
    reread: Option<Rc<Reread>>,
    /// In the order they were made.
    pub list: Vec<Correction>,
    /// The lists of before, the latest last, and those that were undone.
    pub past: Vec<Vec<Correction>>,
    pub future: Vec<Vec<Correction>>,
    /// Those that find nothing to correct.
    pub orphans: Vec<Orphan>,
    /// The machine's own result is shown.
    pub is_bare: bool,
    /// Looked for when first asked.
    suggestions: OnceLock<Vec<Suggestion>>,
}

/// A story of the reader's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoryName {
    /// Under which it is kept in this browser, and found in the address.
    pub id: String,
    pub name: String,
}

impl Said {
    /// A person corrected something since the story was opened.
    pub fn is_changed(&self) -> bool {
        !self.past.is_empty() || !self.future.is_empty()
    }

    /// The corrections by which articles are still to be read again, if there are some.
    pub fn to_read(&self) -> Option<Vec<Correction>> {
        let list = to_read(&self.list);
        (!list.is_empty() && self.reread.as_ref().is_none_or(|there| there.list != list)).then_some(list)
    }
}

impl Data {
    /// The built-in story.
    pub fn new(corpus: Corpus) -> Data {
        Data::of_story(corpus, None)
    }

    /// The story that came in one file with the page.
    pub fn given(corpus: Corpus, name: String) -> Data {
        Data { given: Some(name), ..Data::new(corpus) }
    }

    pub fn of_story(corpus: Corpus, story: Option<StoryName>) -> Data {
        let index = Index::build(&corpus);
        let (links, only_here) = (Rc::new(links(&corpus)), Rc::new(only_here(&corpus)));
        let (words, mentions) = (corpus.documents.iter().map(words::story_words).collect(), mentions(&corpus));
        Data {
            blocks: no_blocks(&corpus),
            corpus,
            story,
            given: None,
            index,
            links,
            only_here,
            words,
            mentions,
            said: Said::default(),
            notes: Shelf::default(),
        }
    }

    /// A story of the reader's own, made with a pause wherever one may be: the page stays awake over a large one.
    pub async fn open_slowly(corpus: Corpus, story: StoryName, pause: &impl AsyncFn()) -> Data {
        let index = Index::build_slowly(&corpus, pause).await;
        pause().await;
        let links = Rc::new(links(&corpus));
        pause().await;
        let only_here = Rc::new(only_here(&corpus));
        pause().await;
        let mut words = IdVec::new();
        for document in corpus.documents.iter() {
            words.push(words::story_words(document));
            pause().await;
        }
        let mentions = mentions(&corpus);
        pause().await;
        let (said, notes) = (Said::default(), Shelf::default());
        let blocks = no_blocks(&corpus);
        Data { corpus, story: Some(story), given: None, index, links, only_here, words, mentions, blocks, said, notes }
    }

    /// The same story with these corrections, or in the machine's own words though there are some.
    #[inline(never)]
    pub fn corrected(&self, list: Vec<Correction>, is_bare: bool) -> Data {
        self.applied(self.said.reread.clone(), list, is_bare)
    }

    /// The same story with what was read again of it.
    #[inline(never)]
    pub fn reread(&self, reread: Rc<Reread>) -> Data {
        self.applied(Some(reread), self.said.list.clone(), self.said.is_bare)
    }

    /// The corpus without corrections; `None` while nothing was ever corrected.
    pub fn machine(&self) -> Option<&Rc<Corpus>> {
        self.said.machine.as_ref()
    }

    fn applied(&self, reread: Option<Rc<Reread>>, list: Vec<Correction>, is_bare: bool) -> Data {
        let machine = self.said.machine.clone().unwrap_or_else(|| Rc::new(self.corpus.clone()));
        let applied = match is_bare {
            true => apply(&machine, &[]),
            false => reread.as_ref().and_then(|it| apply_over(it, &list)).unwrap_or_else(|| apply(&machine, &list)),
        };
        let corpus = applied.corpus;
        let index = self.index.recount(&self.corpus, &corpus);
        let has_same_sentences = |(one, other): (&Document, &Document)| {
            one.analysis.is_same(&other.analysis) || one.analysis.sentences == other.analysis.sentences
        };
        let is_same = self.corpus.documents.iter().zip(corpus.documents.iter()).all(has_same_sentences);
        let (links, only_here) = match is_same {
            true => (self.links.clone(), self.only_here.clone()),
            false => (Rc::new(links(&corpus)), Rc::new(only_here(&corpus))),
        };
        let recounted = |id| match self.corpus.documents[id].analysis.is_same(&corpus.documents[id].analysis) {
            true => self.words[id],
            false => words::story_words(&corpus.documents[id]),
        };
        let (words, mentions) = (corpus.documents.ids().map(recounted).collect(), mentions(&corpus));
        let (past, future) = (self.said.past.clone(), self.said.future.clone());
        let orphans = applied.orphans;
        let suggestions = OnceLock::new();
        let said = Said { machine: Some(machine), reread, list, past, future, orphans, is_bare, suggestions };
        let (story, given) = (self.story.clone(), self.given.clone());
        let (blocks, notes) = (self.blocks.clone(), self.notes.clone());
        Data { corpus, story, given, index, links, only_here, words, mentions, blocks, said, notes }
    }

    /// Likely merges that nobody answered yet.
    #[inline(never)]
    pub fn suggestions(&self) -> &[Suggestion] {
        self.said.suggestions.get_or_init(|| suggest(&self.corpus, &self.said.list))
    }

    /// Words of all stories, captions included.
    pub fn words(&self) -> usize {
        self.words.iter().sum()
    }

    /// The mentions of an entity in the stories; bylines, credits and what is set aside do not count.
    pub fn mentions(&self, entity: EntityId) -> &[(DocumentId, MentionId)] {
        &self.mentions[entity]
    }

    /// How often each article names an entity, in the order of the documents.
    pub fn mentions_by_document(&self, entity: EntityId) -> Vec<u32> {
        let mut counts = vec![0; self.corpus.documents.len()];
        for (document, _) in self.mentions(entity) {
            counts[document.index()] += 1;
        }
        counts
    }

    /// The row of an entity that is a place.
    pub fn place(&self, entity: EntityId) -> Option<&Place> {
        let at = self.corpus.places.binary_search_by_key(&entity, |row| row.entity).ok()?;
        Some(&self.corpus.places[at])
    }

    /// Where the parts of a text stand.
    pub fn blocks(&self, document: DocumentId) -> &Blocks {
        self.blocks[document].get_or_init(|| Blocks::of(self.corpus.documents[document].text()))
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
        self.place(place)?.parent
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

/// The alignments of each sentence, grade link or better, best first.
fn links(corpus: &Corpus) -> Links {
    let mut links: Links =
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
            sort_by(list, |&x, &y| corpus.alignments[y].score.total_cmp(&corpus.alignments[x].score).then(x.cmp(&y)));
        }
    }
    links
}

fn only_here(corpus: &Corpus) -> OnlyHere {
    let mut only_here: OnlyHere =
        corpus.documents.iter().map(|document| vec![false; document.analysis.sentences.len()].into()).collect();
    for place in &corpus.only_here {
        only_here[place.document][place.sentence] = true;
    }
    only_here
}

fn no_blocks(corpus: &Corpus) -> Rc<IdVec<DocumentId, OnceCell<Blocks>>> {
    Rc::new(corpus.documents.iter().map(|_| OnceCell::new()).collect())
}

fn mentions(corpus: &Corpus) -> IdVec<EntityId, Vec<(DocumentId, MentionId)>> {
    let mut mentions: IdVec<EntityId, Vec<(DocumentId, MentionId)>> = corpus.entities.iter().map(|_| vec![]).collect();
    for (id, document) in corpus.documents.enumerate() {
        for (mention, entity) in document.story_mentions() {
            mentions[entity].push((id, mention));
        }
    }
    mentions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::format::{from_pack, from_pack_slowly, to_pack};
    use crate::query::{Facet, parse, search};
    use crate::view::fixture::flood;
    use std::cell::Cell;
    use std::task::{Context, Poll, Waker};

    /// What a future gives that never waits.
    fn at_once<T>(future: impl Future<Output = T>) -> T {
        match std::pin::pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(it) => it,
            Poll::Pending => panic!("nothing was to wait for"),
        }
    }

    #[test]
    fn a_story_opened_slowly_is_the_same() {
        let pack = to_pack(&flood().data().corpus);
        let quick = Data::of_story(from_pack(&pack).unwrap(), None);
        let pauses = Cell::new(0);
        let pause = async || pauses.set(pauses.get() + 1);
        let corpus = at_once(from_pack_slowly(&pack, &pause)).unwrap();
        assert_eq!(corpus, quick.corpus);
        assert!(pauses.get() > corpus.documents.len(), "one a document at least");
        let slow = at_once(Data::open_slowly(corpus, StoryName::default(), &pause));
        assert!(
            slow.links == quick.links
                && slow.only_here == quick.only_here
                && slow.words == quick.words
                && slow.mentions == quick.mentions
        );
        assert!(Facet::ALL.iter().all(|&facet| slow.index.values(facet) == quick.index.values(facet)));
        for asked in ["mayor", "title:flood", "person:reed", "oldham 13", "polic*"] {
            let found = |data: &Data| search(&data.index, &data.corpus, &parse(asked));
            assert_eq!(format!("{:?}", found(&slow)), format!("{:?}", found(&quick)), "{asked}");
        }
        for end in 0..pack.len() {
            assert!(at_once(from_pack_slowly(&pack[..end], &pause)).is_err(), "cut after {end} bytes");
        }
    }
}
