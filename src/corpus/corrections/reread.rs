//! An article in step again with blocks or a day that a person corrected.
//!
//! What stands in a block that is set aside goes: its sentences with their alignments, its figures, quotations, dates and
//! names. A block that is put back is read for sentences and for the names that the story knows; with a [`Reading`] also
//! for dates, figures and quotations, which join the topics and groups that are there. Only to set its sentences against
//! others would need the models.

use super::articles::keep_mentions;
use super::*;
use crate::base::sort::sort_by_key;
use crate::text::{DateMention, Figure, Findings, Mention, MentionBasis, Quote, find_again, split_sentences};
use std::collections::BTreeMap;

/// A form of fewer letters is found in too many words that mean something else.
const SHORTEST_NAME: usize = 4;

/// How texts are read again. A value and not a call, so that a program without it has none of what it calls.
pub(super) struct Reading {
    find: fn(&Analysis) -> Findings,
    topics: Topics,
    groups: Groups,
}

type Groups = fn(&IdVec<DocumentId, Document>, &IdVec<EntityId, Entity>) -> Vec<QuoteGroup>;

type Topics =
    fn(&IdVec<DocumentId, Document>, &dyn Fn(EntityId) -> Option<PlaceKind>, &[Alignment]) -> Vec<FigureTopic>;

pub(super) const READING: Reading =
    Reading { find: find_again, topics: figure_topics::find, groups: quote_groups::find };

/// Brings a document whose blocks changed, and all that refers to it, in step with them.
pub(super) fn reread_blocks(corpus: &mut Corpus, id: DocumentId, before: &Analysis, reading: Option<&Reading>) {
    let document = &mut corpus.documents[id];
    let is_aside =
        |span: Span, analysis: &Analysis| analysis.is_story(span) != before.is_story(span) && !analysis.is_story(span);
    let stays: Vec<bool> =
        document.analysis.mentions.iter().map(|mention| !is_aside(mention.span, &document.analysis)).collect();
    keep_mentions(document, &stays);
    let sentences = sentences(&document.analysis, before);
    let old_sentences = std::mem::replace(&mut document.analysis.sentences, sentences);
    name_known(corpus, id, before);
    let analysis = &mut *corpus.documents[id].analysis;
    analysis.dates = analysis.dates.iter().filter(|date| !is_aside(date.span, analysis)).cloned().collect();
    analysis.demonyms = analysis.demonyms.iter().filter(|it| !is_aside(it.span, analysis)).cloned().collect();
    let new_sentences: Vec<Option<SentenceId>> = old_sentences
        .iter()
        .map(|old| analysis.sentences.as_slice().binary_search(old).ok().map(SentenceId::from_index))
        .collect();
    let found = reading.map_or_else(Findings::default, |reading| (reading.find)(analysis));
    let (figures, quotes) = take_blocks(analysis, before, found);
    refer_anew(corpus, id, &new_sentences, &figures.of_old, &quotes.of_old);
    if let Some(reading) = reading {
        group_figures(corpus, id, &figures.found, reading.topics);
        group_quotes(corpus, id, &quotes.found, reading);
    }
}

/// The new numbers of an article's figures or quotations.
struct Renumbered<I> {
    /// Of each that was there before; none for one whose block is set aside.
    of_old: Vec<Option<I>>,
    /// Those of blocks that are put back.
    found: Vec<I>,
}

impl<I: Id> Renumbered<I> {
    fn new(old: &[Span], all: &[Span], is_back: impl Fn(Span) -> bool) -> Renumbered<I> {
        let at = |span: &Span| all.iter().position(|it| it == span).map(I::from_index);
        let found = all.iter().enumerate().filter(|(_, span)| is_back(**span)).map(|(at, _)| I::from_index(at));
        Renumbered { of_old: old.iter().map(at).collect(), found: found.collect() }
    }
}

/// Lets the figures, quotations and dates of blocks that are set aside go, and takes those found in blocks that are put back;
/// what stands elsewhere stays as it is.
fn take_blocks(
    analysis: &mut Analysis,
    before: &Analysis,
    found: Findings,
) -> (Renumbered<FigureId>, Renumbered<QuoteId>) {
    let stays = |span: Span| analysis.is_story(span) || !before.is_story(span);
    let is_back = |span: Span| analysis.is_story(span) && !before.is_story(span);
    let mut figures: Vec<Figure> = analysis.figures.iter().filter(|it| stays(it.span)).cloned().collect();
    figures.extend(found.figures.iter().filter(|it| is_back(it.span)).cloned());
    sort_by_key(&mut figures, |figure| figure.span);
    let mut dates: Vec<DateMention> = analysis.dates.iter().cloned().collect();
    dates.extend(found.dates.iter().filter(|it| is_back(it.span)).cloned());
    sort_by_key(&mut dates, |date| date.span);
    // Each with the span of the one that it goes on with.
    let linked = |all: &IdVec<QuoteId, Quote>, one: &Quote| (one.clone(), one.continues.map(|it| all[it].span));
    let kept = analysis.quotes.iter().filter(|it| stays(it.span)).map(|it| linked(&analysis.quotes, it));
    let mut quotes: Vec<(Quote, Option<Span>)> = kept.collect();
    quotes.extend(found.quotes.iter().filter(|it| is_back(it.span)).map(|it| linked(&found.quotes, it)));
    sort_by_key(&mut quotes, |(quote, _)| quote.span);
    let spans: Vec<Span> = quotes.iter().map(|(quote, _)| quote.span).collect();
    let number = |span: Span| spans.iter().position(|it| *it == span).map(QuoteId::from_index);
    let quotes: IdVec<QuoteId, Quote> =
        quotes.into_iter().map(|(quote, before)| Quote { continues: before.and_then(number), ..quote }).collect();
    let old: Vec<Span> = analysis.figures.iter().map(|it| it.span).collect();
    let all: Vec<Span> = figures.iter().map(|it| it.span).collect();
    let figures_now = Renumbered::new(&old, &all, is_back);
    let old: Vec<Span> = analysis.quotes.iter().map(|it| it.span).collect();
    let quotes_now = Renumbered::new(&old, &spans, is_back);
    (analysis.figures, analysis.quotes, analysis.dates) = (figures.into(), quotes, dates.into());
    (figures_now, quotes_now)
}

/// Reads the days that an article names, and what its figures are as of, against its corrected day.
pub(super) fn read_days(corpus: &mut Corpus, id: DocumentId, reading: &Reading) {
    let analysis = &mut *corpus.documents[id].analysis;
    let found = (reading.find)(analysis);
    let is_told = |span: Span| analysis.is_story(span);
    analysis.dates = found.dates.iter().filter(|date| is_told(date.span)).cloned().collect();
    for figure in analysis.figures.iter_mut() {
        if let Some(again) = found.figures.iter().find(|it| it.span == figure.span) {
            figure.as_of = again.as_of;
        }
    }
}

/// Puts figures into the topics of those that count the same, or into topics of their own.
fn group_figures(corpus: &mut Corpus, id: DocumentId, found: &[FigureId], topics: Topics) {
    if found.is_empty() {
        return;
    }
    let kind_of = |entity| {
        let at = corpus.places.binary_search_by_key(&entity, |place| place.entity).ok()?;
        Some(corpus.places[at].kind)
    };
    let anew = topics(&corpus.documents, &kind_of, corpus.alignments.as_slice());
    for &figure in found {
        let at = FigureRef { document: id, figure };
        if corpus.figure_topics.iter().any(|topic| topic.members.contains(&at)) {
            continue;
        }
        let Some(topic) = anew.iter().find(|topic| topic.members.contains(&at)) else { continue };
        let shared = |it: &FigureTopic| it.members.iter().filter(|at| topic.members.contains(at)).count();
        match corpus.figure_topics.iter_mut().filter(|it| shared(it) > 0).max_by_key(|it| shared(it)) {
            Some(there) => {
                there.members.push(at);
                there.members.sort();
                (there.status, there.reason) = figure_topics::judge(&corpus.documents, &there.members);
            }
            None => corpus.figure_topics.push(topic.clone()),
        }
    }
    corpus.figure_topics.sort_by(|a, b| a.members.cmp(&b.members));
}

/// Puts quotations into the groups of those that say the same.
fn group_quotes(corpus: &mut Corpus, id: DocumentId, found: &[QuoteId], reading: &Reading) {
    if found.is_empty() {
        return;
    }
    let anew = (reading.groups)(&corpus.documents, &corpus.entities);
    for &quote in found {
        let at = QuoteRef { document: id, quote };
        let Some(group) = anew.iter().find(|group| group.members.contains(&at)) else { continue };
        let shared = |it: &QuoteGroup| it.members.iter().filter(|at| group.members.contains(at)).count();
        match corpus.quote_groups.iter_mut().filter(|it| shared(it) > 0).max_by_key(|it| shared(it)) {
            Some(there) if there.members.contains(&at) => {}
            Some(there) => {
                there.members.push(at);
                there.members.sort();
                there.grade = there.grade.max(group.grade);
                there.speakers_differ =
                    quote_groups::speakers_differ(&corpus.documents, &corpus.entities, &there.members);
            }
            None => corpus.quote_groups.push(group.clone()),
        }
    }
    corpus.quote_groups.sort_by(|a, b| a.members.cmp(&b.members));
}

/// The sentences of blocks that stay as they were, and those of blocks that are put back.
fn sentences(analysis: &Analysis, before: &Analysis) -> IdVec<SentenceId, Span> {
    let mut sentences: Vec<Span> =
        before.sentences.iter().copied().filter(|&sentence| analysis.is_story(sentence)).collect();
    let back = analysis.blocks.iter().filter(|block| block.kind.is_story() && !before.is_story(block.span));
    sentences.extend(split_sentences(&analysis.text, &back.cloned().collect()).iter());
    crate::base::sort::sort_by_key(&mut sentences, |&sentence| sentence);
    sentences.into()
}

/// Gives all that refers to sentences, figures and quotations of a document their new numbers, or lets it go.
fn refer_anew(
    corpus: &mut Corpus,
    id: DocumentId,
    sentences: &[Option<SentenceId>],
    figures: &[Option<FigureId>],
    quotes: &[Option<QuoteId>],
) {
    let sentence = |at: SentenceRef| {
        if at.document != id {
            Some(at)
        } else {
            sentences[at.sentence.index()].map(|sentence| SentenceRef { sentence, ..at })
        }
    };
    let pair = |it: &Alignment| Some(Alignment { a: sentence(it.a)?, b: sentence(it.b)?, ..it.clone() });
    corpus.alignments = corpus.alignments.iter().filter_map(pair).collect();
    corpus.only_here = corpus.only_here.iter().filter_map(|&at| sentence(at)).collect();
    for entity in corpus.entities.iter_mut() {
        entity.description = entity.description.take().and_then(|it| {
            let sentence = sentence(it.sentence)?;
            Some(Description { sentence, ..it })
        });
        let documents = &corpus.documents;
        entity.meant.retain(|meant| meant.document != id || documents[id].analysis.is_story(meant.span));
    }
    let figure = |at: &FigureRef| {
        if at.document != id { Some(*at) } else { figures[at.figure.index()].map(|figure| FigureRef { figure, ..*at }) }
    };
    for topic in corpus.figure_topics.iter_mut().filter(|it| it.members.iter().any(|at| at.document == id)) {
        let all = topic.members.len();
        topic.members = topic.members.iter().filter_map(figure).collect();
        if topic.members.len() < all && !topic.members.is_empty() {
            (topic.status, topic.reason) = figure_topics::judge(&corpus.documents, &topic.members);
        }
    }
    corpus.figure_topics.retain(|topic| !topic.members.is_empty());
    let quote = |at: &QuoteRef| {
        if at.document != id { Some(*at) } else { quotes[at.quote.index()].map(|quote| QuoteRef { quote, ..*at }) }
    };
    for group in &mut corpus.quote_groups {
        group.members = group.members.iter().filter_map(quote).collect();
    }
    corpus.quote_groups.retain(|group| group.members.len() > 1);
    let part = |it: Corrected| {
        let what = match it.what {
            Target::Figure(at) => Target::Figure(figure(&at)?),
            Target::Quote(at) => Target::Quote(quote(&at)?),
            other => other,
        };
        Some(Corrected { what, ..it })
    };
    corpus.corrected = std::mem::take(&mut corpus.corrected).into_iter().filter_map(part).collect();
}

/// Finds the names that the story knows in the blocks of a document that are put back.
fn name_known(corpus: &mut Corpus, id: DocumentId, before: &Analysis) {
    let document = &corpus.documents[id];
    let back: Vec<Span> = document
        .analysis
        .blocks
        .iter()
        .filter(|block| block.kind.is_story() && !before.is_story(block.span))
        .map(|block| block.span)
        .collect();
    if back.is_empty() {
        return;
    }
    let mut forms: BTreeMap<&str, EntityId> = BTreeMap::new();
    for (entity, found) in corpus.entities.enumerate() {
        for alias in found.aliases.iter().filter(|alias| alias.chars().count() >= SHORTEST_NAME) {
            forms.entry(alias).or_insert(entity);
        }
    }
    let text = document.text();
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut found: Vec<(Span, EntityId)> = vec![];
    for (form, &entity) in &forms {
        for span in &back {
            for (at, _) in span.of(text).match_indices(form) {
                let start = span.start as usize + at;
                let end = start + form.len();
                if !is_letter(text[..start].chars().next_back()) && !is_letter(text[end..].chars().next()) {
                    found.push((Span::new(start, end), entity));
                }
            }
        }
    }
    // Of names that overlap the longest is meant.
    crate::base::sort::sort_by_key(&mut found, |(span, _)| (std::cmp::Reverse(span.len()), *span));
    let mut all: Vec<(Mention, EntityId)> =
        document.analysis.mentions.iter().cloned().zip(document.entity_of.iter().copied()).collect();
    for (span, entity) in found {
        if all.iter().all(|(mention, _)| !mention.span.overlaps(span)) {
            let kind = corpus.entities[entity].kind;
            all.push((Mention { span, kind, as_government: false, basis: MentionBasis::Consistency }, entity));
        }
    }
    let mut order: Vec<usize> = (0..all.len()).collect();
    crate::base::sort::sort_by_key(&mut order, |&at| all[at].0.span);
    let mut new = vec![MentionId(0); all.len()];
    for (now, &was) in order.iter().enumerate() {
        new[was] = MentionId::from_index(now);
    }
    let document = &mut corpus.documents[id];
    document.entity_of = order.iter().map(|&at| all[at].1).collect();
    let analysis = &mut *document.analysis;
    analysis.mentions = order.iter().map(|&at| all[at].0.clone()).collect();
    for quote in analysis.quotes.iter_mut() {
        quote.speaker = quote.speaker.map(|mention| new[mention.index()]);
    }
}
