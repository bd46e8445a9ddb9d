//! What must hold in a corpus that came from outside: indices in range, spans inside their text.

use crate::corpus::*;
use crate::text::Analysis;

type Checked = Result<(), &'static str>;

/// Checks every reference of a corpus.
pub fn corpus(corpus: &Corpus) -> Checked {
    for document in corpus.documents.iter() {
        analysis(&document.analysis)?;
        ensure(document.entity_of.len() == document.analysis.mentions.len(), "a mention has no entity")?;
        ensure(document.entity_of.iter().all(|&id| corpus.entities.get(id).is_some()), "an entity is missing")?;
    }
    let sentence = |at: SentenceRef| {
        corpus.documents.get(at.document).is_some_and(|it| it.analysis.sentences.get(at.sentence).is_some())
    };
    let entity = |id: EntityId| corpus.entities.get(id).is_some();
    ensure(corpus.alignments.iter().all(|it| sentence(it.a) && sentence(it.b)), "an aligned sentence is missing")?;
    ensure(corpus.only_here.iter().all(|&it| sentence(it)), "a sentence of only_here is missing")?;
    ensure(
        corpus.places.iter().all(|it| entity(it.entity) && it.parent.is_none_or(entity)),
        "the entity of a place is missing",
    )?;
    ensure(
        corpus.entities.iter().filter_map(|it| it.description.as_ref()).all(|it| sentence(it.sentence)),
        "the sentence of a description is missing",
    )?;
    let is_there = |meant: &DescriptiveMention| {
        corpus.documents.get(meant.document).is_some_and(|document| meant.span.is_valid_in(document.text()))
    };
    ensure(corpus.entities.iter().flat_map(|it| &it.meant).all(is_there), "a description lies outside its text")?;
    ledgers(corpus)
}

fn ledgers(corpus: &Corpus) -> Checked {
    let document = |id: DocumentId| corpus.documents.get(id).map(|it| &*it.analysis);
    for topic in &corpus.figure_topics {
        let is_there = |it: &FigureRef| document(it.document).is_some_and(|of| of.figures.get(it.figure).is_some());
        ensure(topic.members.iter().all(is_there), "a figure of a topic is missing")?;
    }
    for group in &corpus.quote_groups {
        let is_there = |it: &QuoteRef| document(it.document).is_some_and(|of| of.quotes.get(it.quote).is_some());
        ensure(group.members.iter().all(is_there), "a quote of a group is missing")?;
    }
    let is_there = |it: &Corrected| match it.what {
        Target::Entity(id) => corpus.entities.get(id).is_some(),
        Target::Figure(at) => document(at.document).is_some_and(|of| of.figures.get(at.figure).is_some()),
        Target::Quote(at) => document(at.document).is_some_and(|of| of.quotes.get(at.quote).is_some()),
        Target::Block(id, block) => document(id).is_some_and(|of| of.blocks.get(block).is_some()),
        Target::Article(id) => document(id).is_some(),
    };
    ensure(corpus.corrected.iter().all(is_there), "what was corrected is missing")?;
    let members = corpus.origins.iter().flat_map(|origin| &origin.members);
    ensure(members.into_iter().all(|&id| document(id).is_some()), "a document of an origin is missing")
}

/// Checks every span and index of one analysis.
pub fn analysis(analysis: &Analysis) -> Checked {
    let text = analysis.text.as_str();
    let valid = |span: Span| span.is_valid_in(text);
    let valid_or_none = |span: Option<Span>| span.is_none_or(valid);
    ensure(text.len() <= u32::MAX as usize, "a text is too long")?;
    let spans_are_valid = valid_or_none(analysis.title_span)
        && analysis.warnings.iter().all(|it| valid_or_none(it.span))
        && analysis.blocks.iter().all(|it| valid(it.span))
        && analysis.sentences.iter().all(|&it| valid(it))
        && analysis.mentions.iter().all(|it| valid(it.span))
        && analysis.demonyms.iter().all(|it| valid(it.span))
        && analysis.dates.iter().all(|it| valid(it.span))
        && analysis.figures.iter().all(|it| valid(it.span))
        && analysis.quotes.iter().all(|it| valid(it.span) && valid_or_none(it.speaker_span) && valid_or_none(it.cue));
    ensure(spans_are_valid, "a span lies outside its text")?;
    let quote_is_whole = |(id, quote): (QuoteId, &crate::text::Quote)| {
        quote.speaker.is_none_or(|it| analysis.mentions.get(it).is_some()) && quote.continues.is_none_or(|it| it < id)
    };
    ensure(analysis.quotes.enumerate().all(quote_is_whole), "a quote points at nothing")
}

fn ensure(holds: bool, otherwise: &'static str) -> Checked {
    if holds { Ok(()) } else { Err(otherwise) }
}
