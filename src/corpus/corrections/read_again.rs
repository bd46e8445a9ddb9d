//! The machine's result anew where a person changed what it reads: blocks put back or set aside, days.
//!
//! A block that is put back is read as any other: its names by the models, its dates, figures and quotations by the rules. A
//! name there is the entity that the resolution of all names of the event makes it, with the mentions that were there
//! before; only where none of them is, it is a new one. Entities that are there stay, with their ids. Then the sentences
//! are set against each other, and figures and quotations grouped, as when the corpus was built.
//!
//! It takes what the analysis takes, which a page has in its worker only.

use super::articles::Changed;
use super::blocks::{set_mentions, take_blocks};
use super::*;
use crate::base::sort::{sort_by, sort_by_key};
use crate::text::{Mention, demonyms, find_again, government, names};
use std::collections::BTreeSet;

/// The machine's result after some corrections of what it reads.
#[derive(Clone, Debug, PartialEq)]
pub struct Reread {
    /// The corrections.
    pub list: Vec<Correction>,
    pub corpus: Corpus,
    /// Those that find nothing to correct, by their places in `list`.
    pub orphans: Vec<Orphan>,
}

/// Those corrections that change what is read, in their order.
pub fn to_read(corrections: &[Correction]) -> Vec<Correction> {
    use Correction::*;
    let is_read = |it: &&Correction| matches!(it, PutBack { .. } | SetAside { .. } | Published { .. });
    corrections.iter().filter(is_read).cloned().collect()
}

/// Applies those corrections that change what is read, and reads again what they change.
pub fn read_again(machine: &Corpus, corrections: &[Correction], models: &Models) -> Reread {
    let list = to_read(corrections);
    let mut done = Applied { corpus: machine.clone(), orphans: vec![] };
    let changed = articles::apply(&mut done, &list, false);
    let Applied { mut corpus, orphans } = done;
    if changed.blocks.is_empty() && changed.days.is_empty() {
        return Reread { list, corpus, orphans };
    }
    let named = find_names(&mut corpus, &changed, models);
    resolve(&mut corpus, &named, models);
    for (&id, before) in &changed.blocks {
        find_facts(&mut corpus.documents[id], before, models);
    }
    changed.days.iter().for_each(|&id| read_days(&mut corpus.documents[id].analysis));
    corpus.quote_groups = quote_groups::find(&corpus.documents, &corpus.entities);
    corpus.take_alignment(align::find(&corpus.sentences(), models));
    Reread { list, corpus, orphans }
}

/// Applies corrections over what was read by some of them; `None` where it was read by one that is not among them.
pub fn apply_over(reread: &Reread, corrections: &[Correction]) -> Option<Applied> {
    let mut unused: Vec<Option<&Correction>> = reread.list.iter().map(Some).collect();
    let (mut number_of, mut rest, mut numbers) = (vec![0; unused.len()], vec![], vec![]);
    for (number, correction) in corrections.iter().enumerate() {
        match unused.iter().position(|it| *it == Some(correction)) {
            Some(at) => (unused[at], number_of[at]) = (None, number),
            None => {
                rest.push(correction.clone());
                numbers.push(number);
            }
        }
    }
    if unused.iter().any(Option::is_some) {
        return None;
    }
    let mut done = apply(&reread.corpus, &rest);
    done.orphans.iter_mut().for_each(|orphan| orphan.number = numbers[orphan.number]);
    let orphan = |it: &Orphan| Orphan { number: number_of[it.number], why: it.why.clone() };
    done.orphans.extend(reread.orphans.iter().map(orphan));
    sort_by_key(&mut done.orphans, |orphan| orphan.number);
    Some(done)
}

/// Applies corrections to the machine's result, and reads again what they change.
pub fn apply_and_read(machine: &Corpus, corrections: &[Correction], models: &Models) -> Applied {
    let reread = read_again(machine, corrections, models);
    apply_over(&reread, corrections).unwrap_or_default()
}

/// Spans of the blocks that are put back.
fn put_back(analysis: &Analysis, before: &Analysis) -> Vec<Span> {
    let is_back = |block: &&crate::text::Block| block.kind.is_story() && !before.is_story(block.span);
    analysis.blocks.iter().filter(is_back).map(|block| block.span).collect()
}

/// Finds the names in blocks that are put back. The documents that have some, with the spans of those blocks.
fn find_names(corpus: &mut Corpus, changed: &Changed, models: &Models) -> Vec<(DocumentId, Vec<Span>)> {
    let mut named = vec![];
    for (&id, before) in &changed.blocks {
        let document = &mut corpus.documents[id];
        let back = put_back(&document.analysis, before);
        if back.is_empty() {
            continue;
        }
        // What was found by its form alone gives way to what the models say.
        let stays: Vec<bool> = document.analysis.mentions.iter().map(|it| !lies_in(it.span, &back)).collect();
        articles::keep_mentions(document, &stays);
        let tokens = tokenize(document.text());
        add_mentions(document, &names::find(&document.analysis, &tokens, models), &back);
        named.push((id, back));
    }
    for (members, mut analyses) in of_events(corpus, &named) {
        make_names_consistent(&mut analyses, &vec![0; members.len()], models);
        for (id, analysis) in members.iter().zip(&analyses) {
            if let Some((_, back)) = named.iter().find(|(it, _)| it == id) {
                add_mentions(&mut corpus.documents[*id], &analysis.mentions, back);
            }
        }
    }
    named
}

fn lies_in(span: Span, blocks: &[Span]) -> bool {
    blocks.iter().any(|block| block.contains(span))
}

/// The articles of the events of some.
fn of_events(corpus: &Corpus, some: &[(DocumentId, Vec<Span>)]) -> Vec<(Vec<DocumentId>, Vec<Analysis>)> {
    let events: BTreeSet<u32> = some.iter().map(|(id, _)| corpus.documents[*id].event).collect();
    let members = |event| corpus.documents.ids().filter(move |&id| corpus.documents[id].event == event);
    let analysis = |id: DocumentId| (*corpus.documents[id].analysis).clone();
    events.into_iter().map(|event| (members(event).collect(), members(event).map(analysis).collect())).collect()
}

/// Takes the mentions in some blocks that touch none that is there; their entities are still to be found.
fn add_mentions(document: &mut Document, found: &IdVec<MentionId, Mention>, blocks: &[Span]) {
    let there = &document.analysis.mentions;
    let is_new = |it: &&Mention| lies_in(it.span, blocks) && there.iter().all(|old| !old.span.overlaps(it.span));
    let new: Vec<Mention> = found.iter().filter(is_new).cloned().collect();
    let old = there.iter().cloned().zip(document.entity_of.iter().copied());
    let all = old.chain(new.into_iter().map(|mention| (mention, UNKNOWN))).collect();
    set_mentions(document, all);
}

/// The entity of a mention that is not resolved yet.
const UNKNOWN: EntityId = EntityId(u32::MAX);

/// Finds the entities of new mentions, event by event.
fn resolve(corpus: &mut Corpus, named: &[(DocumentId, Vec<Span>)], models: &Models) {
    for (members, analyses) in of_events(corpus, named) {
        let gathered = gather::entities(&analyses, &vec![0; members.len()], &models.gazetteer);
        let mut anew = Anew { known: known(corpus, &members, &gathered), gathered, members, corpus };
        anew.name_mentions();
        named.iter().for_each(|(id, back)| anew.take_descriptions(*id, back));
    }
    sort_entities(corpus);
    for (id, _) in named {
        let document = &mut corpus.documents[*id];
        let tokens = tokenize(document.text());
        for (mention, &entity) in document.analysis.mentions.iter_mut().zip(document.entity_of.iter()) {
            mention.kind = corpus.entities[entity].kind;
        }
        government::mark(&mut document.analysis, &tokens, &models.gazetteer);
    }
}

/// The entity of the corpus that each of an event's entities, resolved anew, shares most mentions with.
fn known(corpus: &Corpus, members: &[DocumentId], gathered: &gather::Gathered) -> IdVec<EntityId, Option<EntityId>> {
    let mut shared: BTreeMap<(EntityId, EntityId), usize> = BTreeMap::new();
    for (&id, of) in members.iter().zip(&gathered.documents) {
        let both = corpus.documents[id].entity_of.iter().zip(of.entity_of.iter());
        both.filter(|(there, _)| **there != UNKNOWN)
            .for_each(|(&there, &new)| *shared.entry((new, there)).or_default() += 1);
    }
    let mut best: IdVec<EntityId, Option<(usize, EntityId)>> = gathered.entities.iter().map(|_| None).collect();
    for ((new, there), count) in shared {
        if best[new].is_none_or(|(most, _)| count > most) {
            best[new] = Some((count, there));
        }
    }
    best.iter().map(|best| best.map(|(_, there)| there)).collect()
}

/// The names of one event resolved anew, with the corpus that takes what is new of them.
struct Anew<'a> {
    corpus: &'a mut Corpus,
    members: Vec<DocumentId>,
    gathered: gather::Gathered,
    /// What each entity of `gathered` is in the corpus, as far as it is in it.
    known: IdVec<EntityId, Option<EntityId>>,
}

impl Anew<'_> {
    fn name_mentions(&mut self) {
        for at in 0..self.members.len() {
            let id = self.members[at];
            for mention in self.corpus.documents[id].entity_of.ids() {
                if self.corpus.documents[id].entity_of[mention] != UNKNOWN {
                    continue;
                }
                let new = self.gathered.documents[at].entity_of[mention];
                let entity = self.entity(new);
                let document = &mut self.corpus.documents[id];
                document.entity_of[mention] = entity;
                let words = document.analysis.mentions[mention].span.of(document.text());
                let form = words.split_whitespace().collect::<Vec<_>>().join(" ");
                let there = &mut self.corpus.entities[entity];
                if !there.aliases.contains(&form) {
                    let why = self.gathered.entities[new].merges.iter().find(|merge| merge.alias == form);
                    there.merges.extend(why.cloned());
                    sort_by(&mut there.merges, |a, b| a.alias.cmp(&b.alias));
                    there.aliases.push(form);
                }
            }
        }
    }

    /// The entity in the corpus, new there if need be.
    fn entity(&mut self, new: EntityId) -> EntityId {
        let found = &self.gathered.entities[new];
        let named = |(_, there): &(EntityId, &Entity)| there.kind == found.kind && there.name == found.name;
        let there = self.known[new].or_else(|| self.corpus.entities.enumerate().find(named).map(|(id, _)| id));
        if let Some(there) = there {
            self.known[new] = Some(there);
            return there;
        }
        let id = EntityId::from_index(self.corpus.entities.len());
        self.known[new] = Some(id);
        let is_taken = |wish: &str| self.corpus.entities.iter().any(|it| it.id == wish);
        let numbered = (2..).map(|number: usize| format!("{}-{number}", found.id));
        let free = std::iter::once(found.id.clone()).chain(numbered).find(|wish| !is_taken(wish));
        let described = |it: &Description| Description {
            sentence: SentenceRef { document: self.members[it.sentence.document.index()], ..it.sentence },
            ..it.clone()
        };
        let description = found.description.as_ref().map(described);
        self.corpus.entities.push(Entity { id: free.unwrap_or_default(), description, meant: vec![], ..found.clone() });
        let row = self.gathered.places.iter().find(|place| place.entity == new).cloned();
        if let Some(row) = row {
            let parent = row.parent.map(|parent| self.entity(parent));
            self.corpus.places.push(Place { entity: id, parent, ..row });
        }
        id
    }

    /// Takes what blocks put back say of entities: the best descriptions of them, and where the text means one
    /// without its name.
    fn take_descriptions(&mut self, id: DocumentId, back: &[Span]) {
        let Some(at) = self.members.iter().position(|it| *it == id) else { return };
        for new in self.gathered.entities.ids() {
            let Some(there) = self.known[new] else { continue };
            let is_new = |it: &&DescriptiveMention| it.document.index() == at && lies_in(it.span, back);
            let found = &self.gathered.entities[new];
            let entity = &mut self.corpus.entities[there];
            let new = found.meant.iter().filter(is_new);
            entity.meant.extend(new.map(|it| DescriptiveMention { document: id, ..it.clone() }));
            sort_by(&mut entity.meant, DescriptiveMention::cmp);
            let sentences = &self.corpus.documents[id].analysis.sentences;
            let is_back = |it: &&Description| {
                it.sentence.document.index() == at && lies_in(sentences[it.sentence.sentence], back)
            };
            if let Some(it) = found.description.as_ref().filter(is_back) {
                let sentence = SentenceRef { document: id, ..it.sentence };
                entity.description = Some(Description { sentence, ..it.clone() });
            }
        }
    }
}

/// Sorts the entities by their ids again.
fn sort_entities(corpus: &mut Corpus) {
    let mut order: Vec<EntityId> = corpus.entities.ids().collect();
    sort_by(&mut order, |&a, &b| corpus.entities[a].id.cmp(&corpus.entities[b].id));
    let mut number = vec![EntityId(0); order.len()];
    for (now, was) in order.iter().enumerate() {
        number[was.index()] = EntityId::from_index(now);
    }
    corpus.entities = order.iter().map(|&was| corpus.entities[was].clone()).collect();
    for entity in corpus.documents.iter_mut().flat_map(|document| document.entity_of.iter_mut()) {
        *entity = number[entity.index()];
    }
    for place in &mut corpus.places {
        place.entity = number[place.entity.index()];
        place.parent = place.parent.map(|parent| number[parent.index()]);
    }
    sort_by_key(&mut corpus.places, |place| place.entity);
}

/// Finds what is told in blocks that are put back: peoples, dates, figures and quotations.
fn find_facts(document: &mut Document, before: &Analysis, models: &Models) {
    let back = put_back(&document.analysis, before);
    if back.is_empty() {
        return;
    }
    let analysis = &mut *document.analysis;
    let tokens = tokenize(&analysis.text);
    let found = demonyms::find(analysis, &tokens, &models.gazetteer);
    let mut all: Vec<_> = analysis.demonyms.iter().cloned().collect();
    all.extend(found.iter().filter(|it| lies_in(it.span, &back)).cloned());
    sort_by_key(&mut all, |demonym| demonym.span);
    analysis.demonyms = all.into();
    let found = find_again(analysis);
    take_blocks(analysis, before, found);
}

/// Reads the days that an article names, and what its figures are as of, against its corrected day.
fn read_days(analysis: &mut Analysis) {
    let found = find_again(analysis);
    let is_told = |span: Span| analysis.is_story(span);
    analysis.dates = found.dates.iter().filter(|date| is_told(date.span)).cloned().collect();
    for figure in analysis.figures.iter_mut() {
        if let Some(again) = found.figures.iter().find(|it| it.span == figure.span) {
            figure.as_of = again.as_of;
        }
    }
}
