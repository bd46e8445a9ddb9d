//! Corrections of the ledgers: which figures count one thing, which contradict each other, who says a quotation.

use super::apply::find_entity;
use super::*;

pub(super) fn apply(done: &mut Applied, corrections: &[Correction]) {
    for (number, correction) in corrections.iter().enumerate() {
        let taken = match correction {
            Correction::Apart { figure } => apart(done, figure),
            Correction::NoConflict { figure } => no_conflict(done, figure),
            Correction::Speaker { quote, speaker } => speak(done, quote, speaker.as_ref()),
            _ => Ok(()),
        };
        if let Err(why) = taken {
            done.miss(number, why);
        }
    }
}

/// A figure with its topic.
fn figure(done: &Applied, passage: &Passage) -> Result<(FigureRef, usize), String> {
    let id = done.document(&passage.article)?;
    let document = &done.corpus.documents[id];
    let at = passage.find(document, document.analysis.figures.iter().map(|figure| figure.span));
    let at = at.ok_or_else(|| ["The article gives no figure “", &passage.words, "” any more"].concat())?;
    let figure = FigureRef { document: id, figure: FigureId::from_index(at) };
    let topic = done.corpus.figure_topics.iter().position(|topic| topic.members.contains(&figure));
    topic.map(|topic| (figure, topic)).ok_or_else(|| "The figure is in no topic".to_string())
}

fn apart(done: &mut Applied, passage: &Passage) -> Result<(), String> {
    let (figure, at) = figure(done, passage)?;
    let Corpus { documents, figure_topics, .. } = &mut done.corpus;
    let topic = &mut figure_topics[at];
    let others: Vec<FigureRef> = topic.members.iter().copied().filter(|&member| member != figure).collect();
    if others.is_empty() {
        return Err("No other figure is in its topic any more".to_string());
    }
    let machine = ["The machine takes it for one topic with others, “", &topic.topic, "”: ", &topic.reason].concat();
    (topic.status, topic.reason) = figure_topics::judge(documents, &others);
    topic.members = others;
    let counts = documents[figure.document].analysis.figures[figure.figure].counts.clone();
    let name = if counts.is_empty() { topic.topic.clone() } else { counts };
    let (status, reason) = figure_topics::judge(documents, &[figure]);
    figure_topics.insert(at + 1, FigureTopic { topic: name, status, members: vec![figure], reason });
    done.tell(Target::Figure(figure), machine);
    Ok(())
}

fn no_conflict(done: &mut Applied, passage: &Passage) -> Result<(), String> {
    let (figure, at) = figure(done, passage)?;
    let topic = &mut done.corpus.figure_topics[at];
    if topic.status != FigureStatus::Conflict {
        return Err("The machine sees no conflict there any more".to_string());
    }
    topic.status = FigureStatus::Compatible;
    let reason = std::mem::replace(&mut topic.reason, "A person says that they do not contradict each other".into());
    done.tell(Target::Figure(figure), ["The machine sees a conflict: ", &reason].concat());
    Ok(())
}

fn speak(done: &mut Applied, passage: &Passage, speaker: Option<&EntityRef>) -> Result<(), String> {
    let id = done.document(&passage.article)?;
    let document = &done.corpus.documents[id];
    let at = passage.find(document, document.analysis.quotes.iter().map(|quote| quote.span));
    let at = QuoteId::from_index(at.ok_or("The article has no such quotation any more")?);
    let quote = &document.analysis.quotes[at];
    let mention = match speaker {
        Some(wanted) => Some(nearest(&done.corpus, id, quote.span, wanted)?),
        None => None,
    };
    let said_by = done.corpus.speaker(QuoteRef { document: id, quote: at });
    let machine = match (said_by, quote.speaker_span) {
        (Some(entity), _) => ["The machine gives it to “", &done.corpus.entities[entity].name, "”"].concat(),
        (None, Some(span)) => ["The machine gives it to “", span.of(document.text()), "”"].concat(),
        (None, None) => "The machine finds nobody named for it".to_string(),
    };
    let document = &mut done.corpus.documents[id];
    let span = mention.map(|mention| document.analysis.mentions[mention].span);
    let quote = &mut document.analysis.quotes[at];
    (quote.speaker, quote.speaker_span) = (mention, span);
    let Corpus { documents, entities, quote_groups, .. } = &mut done.corpus;
    let at = QuoteRef { document: id, quote: at };
    for group in quote_groups.iter_mut().filter(|group| group.members.contains(&at)) {
        group.speakers_differ = super::quote_groups::speakers_differ(documents, entities, &group.members);
    }
    done.tell(Target::Quote(at), machine);
    Ok(())
}

/// The mention of a speaker that stands nearest to the quotation.
fn nearest(corpus: &Corpus, id: DocumentId, quote: Span, wanted: &EntityRef) -> Result<MentionId, String> {
    let entity = EntityId::from_index(find_entity(corpus.entities.as_slice(), wanted)?);
    let document = &corpus.documents[id];
    let mentions = document.entity_of.enumerate().filter(|&(_, &it)| it == entity).map(|(mention, _)| mention);
    let far = |mention: &MentionId| document.analysis.mentions[*mention].span.start.abs_diff(quote.start);
    mentions.min_by_key(far).ok_or_else(|| ["The article does not name “", &wanted.name, "”"].concat())
}
