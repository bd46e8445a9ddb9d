//! Corrections of an article: its outlet, title and day, and which of its blocks tell the story.
//!
//! What stands in a block that is set aside goes: its sentences with their alignments, its figures, quotations, dates
//! and names. A block that is put back is read for sentences and for the names that the story knows.

use super::*;
use crate::text::{BlockKind, Mention, MentionBasis, PublishedFrom, split_sentences};
use std::collections::{BTreeMap, BTreeSet};

/// A form of fewer letters is found in too many words that mean something else.
const SHORTEST_NAME: usize = 4;

pub(super) fn apply(done: &mut Applied, corrections: &[Correction]) {
    let mut relabelled = BTreeSet::new();
    let mut reread: BTreeMap<DocumentId, Analysis> = BTreeMap::new();
    for (number, correction) in corrections.iter().enumerate() {
        if let Err(why) = take(done, correction, &mut relabelled, &mut reread) {
            done.miss(number, why);
        }
    }
    for (&document, before) in &reread {
        reread_blocks(&mut done.corpus, document, before);
    }
    let touched = |topic: &FigureTopic| topic.members.iter().any(|at| relabelled.contains(&at.document));
    let corpus = &mut done.corpus;
    for topic in corpus.figure_topics.iter_mut().filter(|topic| touched(topic)) {
        (topic.status, topic.reason) = figure_topics::judge(&corpus.documents, &topic.members);
    }
}

/// Takes one correction. Articles whose name changes, and those whose blocks do as they were before, are noted.
fn take(
    done: &mut Applied,
    correction: &Correction,
    relabelled: &mut BTreeSet<DocumentId>,
    reread: &mut BTreeMap<DocumentId, Analysis>,
) -> Result<(), String> {
    match correction {
        Correction::Outlet { article, outlet } => {
            let id = done.document(article)?;
            let machine = match &done.corpus.documents[id].analysis.facts.outlet {
                Some(before) => ["Outlet without the correction: ", before].concat(),
                None => "Without the correction the outlet is not known".to_string(),
            };
            if done.corpus.documents[id].analysis.facts.label.is_none() {
                done.corpus.documents[id].label = free_label(&done.corpus, id, outlet);
                relabelled.insert(id);
            }
            done.corpus.documents[id].analysis.facts.outlet = Some(outlet.clone());
            done.tell(Target::Article(id), machine);
        }
        Correction::Title { article, title } => {
            let id = done.document(article)?;
            let before = std::mem::replace(&mut done.corpus.documents[id].analysis.title, title.clone());
            done.tell(Target::Article(id), ["Title without the correction: ", &before].concat());
        }
        Correction::Published { article, published } => {
            let id = done.document(article)?;
            let analysis = &mut *done.corpus.documents[id].analysis;
            let before = std::mem::replace(&mut analysis.published, *published);
            analysis.published_from = if published.is_some() { PublishedFrom::Given } else { PublishedFrom::None };
            let before = before.map_or("not known".to_string(), |day| day.to_string());
            done.tell(Target::Article(id), ["Day without the correction: ", &before].concat());
        }
        Correction::PutBack { block } => mark_block(done, block, true, reread)?,
        Correction::SetAside { block } => mark_block(done, block, false, reread)?,
        _ => {}
    }
    Ok(())
}

/// The outlet, or the outlet with the first number that no other article bears.
fn free_label(corpus: &Corpus, id: DocumentId, outlet: &str) -> String {
    let is_free = |label: &String| corpus.documents.enumerate().all(|(other, it)| other == id || it.label != *label);
    let numbered = (2..).map(|number: usize| [outlet, "-", &number.to_string()].concat());
    std::iter::once(outlet.to_string()).chain(numbered).find(is_free).unwrap_or_default()
}

fn mark_block(
    done: &mut Applied,
    passage: &Passage,
    is_story: bool,
    reread: &mut BTreeMap<DocumentId, Analysis>,
) -> Result<(), String> {
    let id = done.document(&passage.article)?;
    let document = &mut done.corpus.documents[id];
    let spans = document.analysis.blocks.iter().map(|block| block.span);
    let at = passage.find(document, spans).ok_or("The article has no such block any more")?;
    let at = BlockId::from_index(at);
    if document.analysis.blocks[at].kind.is_story() == is_story {
        return Err(if is_story { "It is not set aside" } else { "It is set aside already" }.to_string());
    }
    reread.entry(id).or_insert_with(|| (*document.analysis).clone());
    let block = &mut document.analysis.blocks[at];
    let machine = match &block.reason {
        Some(reason) if is_story => ["The machine sets it aside: ", reason].concat(),
        _ if is_story => "The machine sets it aside".to_string(),
        _ => "The machine takes it for a part of the story".to_string(),
    };
    block.kind = if is_story { BlockKind::Paragraph } else { BlockKind::Boilerplate };
    block.reason = Some(if is_story { "a person put it back" } else { "a person set it aside" }.to_string());
    done.tell(Target::Block(id, at), machine);
    Ok(())
}

/// Keeps some mentions of a document, in step with all it has; a quotation whose speaker goes keeps the words for him.
pub(super) fn keep_mentions(document: &mut Document, keeps: &[bool]) {
    let new = numbers(keeps);
    document.entity_of = kept(&document.entity_of, keeps);
    let analysis = &mut *document.analysis;
    analysis.mentions = kept(&analysis.mentions, keeps);
    for quote in analysis.quotes.iter_mut() {
        quote.speaker = quote.speaker.and_then(|mention| new[mention.index()]);
    }
}

fn kept<I: Id, T: Clone>(items: &IdVec<I, T>, keeps: &[bool]) -> IdVec<I, T> {
    items.iter().zip(keeps).filter(|(_, keeps)| **keeps).map(|(item, _)| item.clone()).collect()
}

/// The new number of each item that is kept.
fn numbers<I: Id>(keeps: &[bool]) -> Vec<Option<I>> {
    let mut next = 0;
    let number = |&keeps: &bool| {
        next += usize::from(keeps);
        keeps.then(|| I::from_index(next - 1))
    };
    keeps.iter().map(number).collect()
}

/// Brings a document whose blocks changed, and all that refers to it, in step with them.
fn reread_blocks(corpus: &mut Corpus, id: DocumentId, before: &Analysis) {
    let document = &mut corpus.documents[id];
    let is_aside =
        |span: Span, analysis: &Analysis| analysis.is_story(span) != before.is_story(span) && !analysis.is_story(span);
    let stays: Vec<bool> =
        document.analysis.mentions.iter().map(|mention| !is_aside(mention.span, &document.analysis)).collect();
    keep_mentions(document, &stays);
    let analysis = &*document.analysis;
    let figures: Vec<bool> = analysis.figures.iter().map(|figure| !is_aside(figure.span, analysis)).collect();
    let quotes: Vec<bool> = analysis.quotes.iter().map(|quote| !is_aside(quote.span, analysis)).collect();
    let dates: Vec<bool> = analysis.dates.iter().map(|date| !is_aside(date.span, analysis)).collect();
    let demonyms: Vec<bool> = analysis.demonyms.iter().map(|it| !is_aside(it.span, analysis)).collect();
    let (new_figures, new_quotes) = (numbers(&figures), numbers(&quotes));
    let sentences = sentences(analysis, before);
    let old_sentences = std::mem::replace(&mut document.analysis.sentences, sentences);
    let analysis = &mut *document.analysis;
    analysis.figures = kept(&analysis.figures, &figures);
    analysis.quotes = kept(&analysis.quotes, &quotes);
    analysis.dates = kept(&analysis.dates, &dates);
    analysis.demonyms = kept(&analysis.demonyms, &demonyms);
    for quote in analysis.quotes.iter_mut() {
        quote.continues = quote.continues.and_then(|before: QuoteId| new_quotes[before.index()]);
    }
    let new_sentences: Vec<Option<SentenceId>> = old_sentences
        .iter()
        .map(|old| analysis.sentences.as_slice().binary_search(old).ok().map(SentenceId::from_index))
        .collect();
    refer_anew(corpus, id, &new_sentences, &new_figures, &new_quotes);
    name_known(corpus, id, before);
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
