//! An article in step again with blocks that a person corrected.
//!
//! What stands in a block that is set aside goes: its sentences with their alignments, its figures, quotations, dates and
//! names. A block that is put back is read for sentences and for the names that the story knows; what takes the rules and
//! models of the analysis is left to [`read_again`].

use super::articles::keep_mentions;
use super::*;
use crate::base::sort::sort_by_key;
use crate::text::{DateMention, Figure, Findings, Mention, MentionBasis, Quote, split_sentences};
use std::collections::BTreeMap;

/// A form of fewer letters is found in too many words that mean something else.
const SHORTEST_NAME: usize = 4;

/// Brings a document whose blocks changed, and all that refers to it, in step with them.
pub(super) fn keep_in_step(corpus: &mut Corpus, id: DocumentId, before: &Analysis) {
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
    let (figures, quotes) = take_blocks(analysis, before, Findings::default());
    refer_anew(corpus, id, &new_sentences, &figures, &quotes);
}

/// Lets the figures, quotations and dates of blocks that are set aside go, and takes those found in blocks that are put back;
/// what stands elsewhere stays as it is. The new number of each figure and quotation that was there before; none for one
/// whose block is set aside.
pub(super) fn take_blocks(
    analysis: &mut Analysis,
    before: &Analysis,
    found: Findings,
) -> (Vec<Option<FigureId>>, Vec<Option<QuoteId>>) {
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
    // One told elsewhere may have its speaker in a block that is put back.
    let speaker = |quote: &Quote| {
        let again = || found.quotes.iter().find(|it| it.span == quote.span)?.speaker;
        quote.speaker.or_else(|| again().filter(|&mention| is_back(analysis.mentions[mention].span)))
    };
    let quotes: IdVec<QuoteId, Quote> = quotes
        .into_iter()
        .map(|(quote, before)| Quote { continues: before.and_then(number), speaker: speaker(&quote), ..quote })
        .collect();
    let figure_at = |span: Span| figures.iter().position(|it| it.span == span).map(FigureId::from_index);
    let new_figures = analysis.figures.iter().map(|it| figure_at(it.span)).collect();
    let new_quotes = analysis.quotes.iter().map(|it| number(it.span)).collect();
    (analysis.figures, analysis.quotes, analysis.dates) = (figures.into(), quotes, dates.into());
    (new_figures, new_quotes)
}

/// The sentences of blocks that stay as they were, and those of blocks that are put back.
fn sentences(analysis: &Analysis, before: &Analysis) -> IdVec<SentenceId, Span> {
    let mut sentences: Vec<Span> =
        before.sentences.iter().copied().filter(|&sentence| analysis.is_story(sentence)).collect();
    let back = analysis.blocks.iter().filter(|block| block.kind.is_story() && !before.is_story(block.span));
    sentences.extend(split_sentences(&analysis.text, &back.cloned().collect()).iter());
    sort_by_key(&mut sentences, |&sentence| sentence);
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
    sort_by_key(&mut found, |(span, _)| (std::cmp::Reverse(span.len()), *span));
    let mut all: Vec<(Mention, EntityId)> =
        document.analysis.mentions.iter().cloned().zip(document.entity_of.iter().copied()).collect();
    for (span, entity) in found {
        if all.iter().all(|(mention, _)| !mention.span.overlaps(span)) {
            let kind = corpus.entities[entity].kind;
            all.push((Mention { span, kind, as_government: false, basis: MentionBasis::Consistency }, entity));
        }
    }
    set_mentions(&mut corpus.documents[id], all);
}

/// Gives a document these mentions with their entities, and its quotations the new numbers of their speakers. The first
/// are those that it has, in their order.
pub(super) fn set_mentions(document: &mut Document, all: Vec<(Mention, EntityId)>) {
    let mut order: Vec<usize> = (0..all.len()).collect();
    sort_by_key(&mut order, |&at| all[at].0.span);
    let mut new = vec![MentionId(0); all.len()];
    for (now, &was) in order.iter().enumerate() {
        new[was] = MentionId::from_index(now);
    }
    document.entity_of = order.iter().map(|&at| all[at].1).collect();
    let analysis = &mut *document.analysis;
    analysis.mentions = order.iter().map(|&at| all[at].0.clone()).collect();
    for quote in analysis.quotes.iter_mut() {
        quote.speaker = quote.speaker.map(|mention| new[mention.index()]);
    }
}
