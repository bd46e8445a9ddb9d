//! The index of one corpus: facet values, the words of stories and titles, and the words of names.
//!
//! Only blocks that tell the story are read ([`read_story`]); the title is read on its own as well, as it may be given
//! from outside and stand nowhere in the text.

use super::fold::Tokens;
use super::order::{pack, sort, unpack};
use super::parse::Field;
use super::postings::{Interner, Postings, TermId, Writer};
use super::{Facet, FacetValue, ValueId};
use crate::base::*;
use crate::corpus::{Corpus, Document};
use crate::text::{Analysis, EntityKind};

/// Everything that finding needs, built once from a corpus and never changed.
pub struct Index {
    documents: DocSet,
    values: [IdVec<ValueId, FacetValue>; 5],
    value_of: IdVec<EntityId, Option<ValueId>>,
    kind_of: IdVec<EntityId, Facet>,
    parents: IdVec<EntityId, Option<EntityId>>,
    story: Shared<Postings>,
    titles: Shared<Postings>,
    /// By facet: the words of names and aliases, with the values they belong to.
    names: [Postings; 5],
    /// Words of each story.
    lengths: Shared<IdVec<DocumentId, u32>>,
    mean_length: f32,
}

/// Places lie in places at most this deep (site, city, district, region, country, area leave room for two).
const MAX_LINEAGE: usize = 8;

impl Index {
    pub fn build(corpus: &Corpus) -> Index {
        let mut index = Index::of_names(corpus);
        index.add_stories(corpus);
        index.add_titles(corpus);
        index
    }

    /// The same, with a pause wherever one may be made: a page stays awake over a large corpus.
    pub async fn build_slowly(corpus: &Corpus, pause: &impl AsyncFn()) -> Index {
        let mut index = Index::of_values(corpus);
        for facet in Facet::ALL {
            pause().await;
            index.names[facet.index()] = index_names(corpus, index.values(facet));
        }
        let (mut story, mut lengths, mut tokens) = (Writer::default(), IdVec::new(), Tokens::default());
        for (id, document) in corpus.documents.enumerate() {
            lengths.push(add_story(id, document, &mut story, &mut tokens));
            pause().await;
        }
        index.set_stories(story.freeze_slowly(pause).await, lengths);
        pause().await;
        index.add_titles(corpus);
        index
    }

    /// The index of a corpus that differs from `before`, whose index this is, in what a person corrected: the words of
    /// texts that are the same are shared, names and facets are counted anew.
    #[inline(never)]
    pub fn recount(&self, before: &Corpus, corpus: &Corpus) -> Index {
        let mut index = Index::of_names(corpus);
        let changed = |is_same: &dyn Fn(&Analysis, &Analysis) -> bool| {
            let pairs = before.documents.enumerate().zip(corpus.documents.iter());
            let differs =
                |one: &Shared<Analysis>, other: &Shared<Analysis>| !one.is_same(other) && !is_same(one, other);
            let mut changed = DocSet::new();
            pairs
                .filter(|((_, one), other)| differs(&one.analysis, &other.analysis))
                .for_each(|((id, _), _)| changed.insert(id));
            changed
        };
        let kinds = |it: &Analysis| it.blocks.iter().map(|block| block.kind.is_story()).collect::<Vec<_>>();
        let stories = changed(&|one, other| one.text == other.text && kinds(one) == kinds(other));
        (index.story, index.lengths, index.mean_length) = (self.story.clone(), self.lengths.clone(), self.mean_length);
        if !stories.is_empty() {
            let (mut story, mut lengths, mut tokens) = (Writer::default(), (*self.lengths).clone(), Tokens::default());
            for id in stories.iter() {
                lengths[id] = add_story(id, &corpus.documents[id], &mut story, &mut tokens);
            }
            index.set_stories(self.story.with(&stories, story), lengths);
        }
        let titles = changed(&|one, other| one.title == other.title);
        index.titles = match titles.is_empty() {
            true => self.titles.clone(),
            false => self.titles.with(&titles, titles_of(corpus, titles.iter())).into(),
        };
        index
    }

    /// The index without the words of texts.
    fn of_names(corpus: &Corpus) -> Index {
        let mut index = Index::of_values(corpus);
        index.names = Facet::ALL.map(|facet| index_names(corpus, index.values(facet)));
        index
    }

    /// The index without any words.
    fn of_values(corpus: &Corpus) -> Index {
        let mut index = Index {
            documents: DocSet::all(corpus.documents.len()),
            values: Default::default(),
            value_of: corpus.entities.iter().map(|_| None).collect(),
            kind_of: corpus.entities.iter().map(|entity| facet_of(entity.kind)).collect(),
            parents: parents(corpus),
            story: Postings::default().into(),
            titles: Postings::default().into(),
            names: Default::default(),
            lengths: IdVec::new().into(),
            mean_length: 1.0,
        };
        index.add_entities(corpus);
        index.add_sources(corpus);
        index.add_dates(corpus);
        index
    }

    /// All documents.
    pub fn documents(&self) -> &DocSet {
        &self.documents
    }

    /// The values of a facet: entities in the corpus's order, sources by first document, days ascending with
    /// `unknown` last. An entity that only bylines and credits name is not among them.
    pub fn values(&self, facet: Facet) -> &IdVec<ValueId, FacetValue> {
        &self.values[facet.index()]
    }

    pub fn find_value(&self, facet: Facet, key: &str) -> Option<ValueId> {
        self.values(facet).enumerate().find(|(_, value)| value.key == key).map(|(id, _)| id)
    }

    /// The facet value that stands for an entity, if the stories name it.
    pub fn value_of(&self, entity: EntityId) -> Option<(Facet, ValueId)> {
        let value = (*self.value_of.get(entity)?)?;
        Some((self.kind_of[entity], value))
    }

    /// An entity and the places it lies in, from the inside out.
    pub(super) fn lineage(&self, entity: EntityId) -> impl Iterator<Item = EntityId> + '_ {
        let known = Some(entity).filter(|entity| entity.index() < self.parents.len());
        std::iter::successors(known, |&one| self.parents[one]).take(MAX_LINEAGE)
    }

    /// Bytes that the words of stories, titles and names take.
    pub fn size_bytes(&self) -> usize {
        self.story.size_bytes() + self.titles.size_bytes() + self.names.iter().map(Postings::size_bytes).sum::<usize>()
    }

    pub(super) fn story(&self) -> &Postings {
        &self.story
    }

    pub(super) fn titles(&self) -> &Postings {
        &self.titles
    }

    pub(super) fn names(&self, facet: Facet) -> &Postings {
        &self.names[facet.index()]
    }

    /// Words of a story by the mean of all.
    pub(super) fn relative_length(&self, document: DocumentId) -> f32 {
        self.lengths[document] as f32 / self.mean_length
    }

    /// A word as the corpus writes it where it stands first.
    pub(super) fn spelling(&self, corpus: &Corpus, field: Field, term: TermId) -> String {
        let postings = match field {
            Field::Text => &*self.story,
            Field::Title => &*self.titles,
            Field::Facet(facet) => self.names(facet),
        };
        let mut first = None;
        postings.places(term, &mut |item, place| {
            first.get_or_insert((item as usize, place));
        });
        let Some((item, place)) = first else { return String::new() };
        let mut tokens = Tokens::default();
        let written = |tokens: &Tokens, text: &str| {
            let is_meant = |token: &&_| tokens.word(token) == postings.word(term);
            Some(tokens.list().iter().filter(|token| token.position == place).find(is_meant)?.span.of(text).to_string())
        };
        let written = match field {
            Field::Text => {
                let document = &corpus.documents[Id::from_index(item)];
                read_story(document, &mut tokens);
                written(&tokens, document.text())
            }
            Field::Title => {
                let title = &corpus.documents[Id::from_index(item)].analysis.title;
                tokens.read(title, Span::new(0, title.len()));
                written(&tokens, title)
            }
            Field::Facet(_) => None,
        };
        written.unwrap_or_else(|| postings.word(term).to_string())
    }

    fn add_stories(&mut self, corpus: &Corpus) {
        let (mut story, mut lengths) = (Writer::default(), IdVec::new());
        let mut tokens = Tokens::default();
        for (id, document) in corpus.documents.enumerate() {
            lengths.push(add_story(id, document, &mut story, &mut tokens));
        }
        self.set_stories(story.freeze(), lengths);
    }

    fn set_stories(&mut self, story: Postings, lengths: IdVec<DocumentId, u32>) {
        let total: u64 = lengths.iter().map(|&length| u64::from(length)).sum();
        self.mean_length = (total as f32 / lengths.len().max(1) as f32).max(1.0);
        (self.story, self.lengths) = (story.into(), lengths.into());
    }

    fn add_titles(&mut self, corpus: &Corpus) {
        self.titles = titles_of(corpus, corpus.documents.ids()).freeze().into();
    }

    fn add_entities(&mut self, corpus: &Corpus) {
        let mut documents: IdVec<EntityId, DocSet> = corpus.entities.iter().map(|_| DocSet::new()).collect();
        let mut mentions: IdVec<EntityId, u32> = corpus.entities.iter().map(|_| 0).collect();
        for (id, document) in corpus.documents.enumerate() {
            for (_, named) in document.story_mentions() {
                for entity in self.lineage(named) {
                    documents[entity].insert(id);
                    mentions[entity] += 1;
                }
            }
        }
        for (id, entity) in corpus.entities.enumerate() {
            if mentions[id] > 0 {
                let value = FacetValue {
                    key: entity.id.clone(),
                    label: entity.name.clone(),
                    entity: Some(id),
                    documents: std::mem::take(&mut documents[id]),
                    mentions: mentions[id],
                };
                self.value_of[id] = Some(self.values[self.kind_of[id].index()].push(value));
            }
        }
    }

    fn add_sources(&mut self, corpus: &Corpus) {
        let mut keys = Interner::default();
        for (id, document) in corpus.documents.enumerate() {
            let name = source_name(document);
            let key = slug(name);
            let value = keys.intern(&key);
            self.add_plain(Facet::Source, value, key, name, id);
        }
    }

    fn add_dates(&mut self, corpus: &Corpus) {
        // Days since the first day there is; unknown comes last.
        let day = |document: &Document| {
            let first = Date::new(1, 1, 1)?;
            document.analysis.published.map(|date| date.days_since(first) as u32)
        };
        let keyed = |(id, document): (DocumentId, &Document)| pack(day(document).unwrap_or(u32::MAX), id.0);
        let mut order: Vec<u64> = corpus.documents.enumerate().map(keyed).collect();
        sort(&mut order);
        let (mut value, mut before) = (0, None);
        for (day, id) in order.into_iter().map(unpack) {
            value += usize::from(before.is_some_and(|before| before != day));
            before = Some(day);
            let published = corpus.documents[DocumentId(id)].analysis.published;
            let key = published.map_or_else(|| "unknown".to_string(), |date| date.to_string());
            let label = if published.is_some() { key.clone() } else { "Unknown date".to_string() };
            self.add_plain(Facet::Date, value, key, &label, DocumentId(id));
        }
    }

    /// Adds a document to a value without an entity; `value` is at most one past the last.
    fn add_plain(&mut self, facet: Facet, value: usize, key: String, label: &str, document: DocumentId) {
        let values = &mut self.values[facet.index()];
        if value == values.len() {
            let label = label.to_string();
            values.push(FacetValue { key, label, entity: None, documents: DocSet::new(), mentions: 0 });
        }
        let value = &mut values[Id::from_index(value)];
        value.documents.insert(document);
        value.mentions += 1;
    }
}

/// Adds the words of a story; how many they are.
fn add_story(id: DocumentId, document: &Document, story: &mut Writer, tokens: &mut Tokens) -> u32 {
    tokens.clear();
    read_story(document, tokens);
    story.add_all(tokens, id.0);
    tokens.list().iter().filter(|token| !token.is_compound).count() as u32
}

/// The words of titles.
fn titles_of(corpus: &Corpus, documents: impl Iterator<Item = DocumentId>) -> Writer {
    let (mut titles, mut tokens) = (Writer::default(), Tokens::default());
    for id in documents {
        let title = &corpus.documents[id].analysis.title;
        tokens.clear();
        tokens.read(title, Span::new(0, title.len()));
        titles.add_all(&tokens, id.0);
    }
    titles
}

/// Reads the blocks that tell the story; phrases do not reach from one into the next.
pub(super) fn read_story(document: &Document, tokens: &mut Tokens) {
    for block in document.analysis.blocks.iter().filter(|block| block.kind.is_story()) {
        tokens.read(document.text(), block.span);
    }
}

fn index_names(corpus: &Corpus, values: &IdVec<ValueId, FacetValue>) -> Postings {
    let mut names = Writer::default();
    let mut tokens = Tokens::default();
    for (id, value) in values.enumerate() {
        tokens.clear();
        let mut read = |name: &str| tokens.read(name, Span::new(0, name.len()));
        read(&value.label);
        if let Some(entity) = value.entity {
            corpus.entities[entity].aliases.iter().for_each(|alias| read(alias));
        } else {
            read(&value.key);
        }
        names.add_all(&tokens, id.0);
    }
    names.freeze()
}

fn facet_of(kind: EntityKind) -> Facet {
    match kind {
        EntityKind::Person => Facet::Person,
        EntityKind::Organisation => Facet::Organisation,
        EntityKind::Place => Facet::Place,
    }
}

/// What the Source facet calls a document: its outlet, else its label.
pub(super) fn source_name(document: &Document) -> &str {
    document.analysis.facts.outlet.as_deref().unwrap_or(&document.label)
}

/// What each place lies in; a ring, made by mistake, is cut open.
fn parents(corpus: &Corpus) -> IdVec<EntityId, Option<EntityId>> {
    let mut parents: IdVec<EntityId, Option<EntityId>> = corpus.entities.iter().map(|_| None).collect();
    let is_known = |entity: &EntityId| entity.index() < corpus.entities.len();
    for place in corpus.places.iter().filter(|place| is_known(&place.entity)) {
        parents[place.entity] = place.parent.filter(is_known);
    }
    for entity in corpus.entities.ids() {
        let mut lineage = std::iter::successors(parents[entity], |&one| parents[one]).take(MAX_LINEAGE);
        if lineage.any(|one| one == entity) {
            parents[entity] = None;
        }
    }
    parents
}

/// Folded words with hyphens between them.
fn slug(name: &str) -> String {
    let tokens = Tokens::of(name);
    let words: Vec<&str> =
        tokens.list().iter().filter(|token| !token.is_compound).map(|token| tokens.word(token)).collect();
    if words.is_empty() { "unnamed".into() } else { words.join("-") }
}
