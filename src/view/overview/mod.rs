//! The Overview: the story in one screen.
//!
//! Sources with their share of the story, who and where by source ([`matrix`]), the figures that differ, the passages
//! most sources have ([`passages`]), what only one has ([`alone`]), what was set aside from each article and why ([`super::about`]), and at the end the
//! articles themselves, because this page is rendered at build time and must tell the story without a program.

pub mod alone;
pub mod matrix;
pub mod passages;

use super::*;
use crate::base::sort::sort_by_key;
use crate::base::*;
use crate::corpus::FigureStatus;
use crate::text::BlockKind;
use matrix::Matrix;
use passages::Passage;

/// Figures listed; the rest is one click away in the exports.
const FIGURES: usize = 8;
/// Passages listed.
const PASSAGES: usize = 6;
/// With more articles or words than this the whole texts would be the page, so they are left to the Articles view.
const WHOLE_TEXTS: usize = 12;
const WHOLE_WORDS: usize = 20_000;
/// Sources listed, each with what only it has and what was set aside of it; of a thousand nobody reads the rest here.
pub const MOST_SOURCES: usize = 24;

#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    /// `One event, 5 articles`.
    pub heading: String,
    /// `3,420 words · 2 January 2022 to 7 January 2022`.
    pub lede: String,
    /// The first of them, where there are many.
    pub sources: Vec<Source>,
    /// `940 more articles`, where there are.
    pub left_out: Option<String>,
    pub matrix: Matrix,
    pub figures: Vec<figures::Topic>,
    /// What the figures come to, a sentence; said also where there are none.
    pub figures_line: String,
    pub passages: Vec<Passage>,
    pub passages_line: String,
    /// The passages that differ, in the Compare view.
    pub differences: String,
    pub alone: Vec<alone::Alone>,
    /// Of each article, though only the first are shown.
    pub noise: Vec<about::Noise>,
    pub noise_line: String,
    /// The articles in full; empty where there are too many.
    pub texts: Vec<FullText>,
    pub is_empty: bool,
}

/// One article as a source of the story.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    pub document: DocumentId,
    pub label: String,
    pub title: String,
    pub language: String,
    pub date: String,
    pub date_note: &'static str,
    /// `543 words`.
    pub words: String,
    /// Sentences another article has, sentences only it has, and all.
    pub shared: usize,
    pub only_here: usize,
    pub sentences: usize,
    /// The same as text: `9 of 31 sentences shared, 14 only here`.
    pub share: String,
    /// What to keep in mind, a sentence each.
    pub warnings: Vec<String>,
    pub address: String,
}

/// An article's story, to be read without a program.
#[derive(Clone, Debug, PartialEq)]
pub struct FullText {
    pub document: DocumentId,
    pub label: String,
    pub title: String,
    pub language: String,
    pub facts: String,
    pub address: String,
    /// Kind and span of each block of the story but the headline.
    pub blocks: Vec<(BlockKind, Span)>,
}

pub fn model(data: &Data) -> Overview {
    let ids = || data.corpus.documents.ids();
    let figures = figures_that_differ(data);
    let about = about::model(data);
    let left_out = ids().len().saturating_sub(MOST_SOURCES);
    let passages = passages::most_shared(data, &ids().collect::<Vec<_>>(), PASSAGES);
    Overview {
        heading: heading(data),
        lede: lede(data),
        sources: ids().take(MOST_SOURCES).map(|id| source(data, id)).collect(),
        left_out: (left_out > 0).then(|| words::counted(left_out, "more article", "more articles")),
        matrix: matrix::model(data, &passages),
        figures_line: figures_line(data),
        figures,
        passages_line: passages_line(&passages),
        passages,
        differences: address::of_comparison(data, ids().collect(), CompareShow::Different),
        alone: ids().take(MOST_SOURCES).map(|id| alone::model(data, id)).filter(|alone| alone.count > 0).collect(),
        noise: about.noise,
        noise_line: about.noise_line,
        texts: match ids().len() > WHOLE_TEXTS || data.words() > WHOLE_WORDS {
            true => vec![],
            false => ids().map(|id| full_text(data, id)).collect(),
        },
        is_empty: ids().len() == 0,
    }
}

fn heading(data: &Data) -> String {
    let documents = &data.corpus.documents;
    let events = documents.iter().map(|document| document.event).max().map_or(0, |event| event as usize + 1);
    let articles = words::counted(documents.len(), "article", "articles");
    match events {
        0 => "No articles yet".to_string(),
        1 => words::join(&["One event, ", &articles]),
        _ => words::join(&[&words::number(events), " events, ", &articles]),
    }
}

fn lede(data: &Data) -> String {
    let documents = &data.corpus.documents;
    let mut days: Vec<Date> = documents.iter().filter_map(|document| document.analysis.published).collect();
    sort_by_key(&mut days, |day| *day);
    let mut parts = vec![words::counted(data.words(), "word", "words")];
    match (days.first(), days.last()) {
        (Some(&first), Some(&last)) if first == last => parts.push(words::day(first)),
        (Some(&first), Some(&last)) => parts.push(words::join(&[&words::day(first), " to ", &words::day(last)])),
        _ => {}
    }
    parts.join(" · ")
}

/// One article as a source.
pub fn source(data: &Data, id: DocumentId) -> Source {
    let document = &data.corpus.documents[id];
    let analysis = &document.analysis;
    let (shared, only_here, sentences) = reader::shares(data, id);
    Source {
        document: id,
        label: document.label.clone(),
        title: analysis.title.clone(),
        language: analysis.language.clone(),
        date: words::published(analysis),
        date_note: words::published_from(analysis.published_from),
        words: words::counted(words::story_words(document), "word", "words"),
        shared,
        only_here,
        sentences,
        share: words::join(&[
            &words::number(shared),
            " of ",
            &words::counted(sentences, "sentence", "sentences"),
            " shared, ",
            &words::number(only_here),
            " only here",
        ]),
        warnings: words::warnings(&analysis.warnings),
        address: address::of_document(data, id),
    }
}

/// The topics in which sources do not simply agree: conflicts, then updates, then compatible values.
fn figures_that_differ(data: &Data) -> Vec<figures::Topic> {
    let mut topics = ledger::figures::by_status(data);
    topics.retain(|topic| topic.status != FigureStatus::Agree && topic.status != FigureStatus::Single);
    topics.into_iter().take(FIGURES).map(|topic| figures::topic(data, topic)).collect()
}

fn figures_line(data: &Data) -> String {
    let topics = &data.corpus.figure_topics;
    let count = |status: FigureStatus| topics.iter().filter(|topic| topic.status == status).count();
    if topics.iter().all(|topic| topic.status == FigureStatus::Single) {
        return "No figure is given by two sources, so none can be compared".to_string();
    }
    let names = [
        (FigureStatus::Conflict, "in conflict"),
        (FigureStatus::Updated, "updated"),
        (FigureStatus::Compatible, "compatible"),
        (FigureStatus::Agree, "in agreement"),
    ];
    let found = names.into_iter().map(|(status, name)| (count(status), name)).filter(|&(count, _)| count > 0);
    let parts: Vec<String> = found.map(|(count, name)| words::join(&[&words::number(count), " ", name])).collect();
    words::join(&["Figures that two or more sources give: ", &parts.join(", ")])
}

fn passages_line(passages: &[Passage]) -> String {
    match passages.first() {
        Some(first) => {
            let most = words::counted(first.wordings.len(), "source", "sources");
            words::join(&["The widest one stands in ", &most])
        }
        None => "No passage stands in two sources".to_string(),
    }
}

fn full_text(data: &Data, id: DocumentId) -> FullText {
    let document = &data.corpus.documents[id];
    let analysis = &document.analysis;
    let is_title = |span: Span| analysis.title_span.is_some_and(|title| title.overlaps(span));
    let story = analysis
        .blocks
        .iter()
        .filter(|block| block.kind.is_story() && !(block.kind == BlockKind::Headline && is_title(block.span)));
    FullText {
        document: id,
        label: document.label.clone(),
        title: analysis.title.clone(),
        language: analysis.language.clone(),
        facts: words::join(&[
            &words::published(analysis),
            " · ",
            &words::counted(words::story_words(document), "word", "words"),
        ]),
        address: address::of_document(data, id),
        blocks: story.map(|block| (block.kind, block.span)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture::{Fixture, flood};

    #[test]
    fn the_story_in_one_screen() {
        let data = flood().data();
        let model = model(&data);
        assert_eq!(model.heading, "One event, 3 articles");
        assert_eq!(model.lede, "49 words · 2 March 2021 to 3 March 2021");
        assert_eq!(model.sources[0].share, "3 of 4 sentences shared, 1 only here");
        assert_eq!(model.sources[0].date_note, "stated in the text");
        assert_eq!(model.figures.len(), 1);
        assert_eq!(model.figures[0].values[1].reading, "13 or more");
        assert_eq!(model.figures[0].values[0].said_by, "according to police");
        assert_eq!(model.figures_line, "Figures that two or more sources give: 1 in conflict");
        let texts: Vec<usize> = model.texts.iter().map(|text| text.blocks.len()).collect();
        assert_eq!(texts, [2, 2, 1]);
    }

    #[test]
    fn figures_in_conflict_come_first_and_single_ones_never() {
        let fixture = flood()
            .topic("bridges", FigureStatus::Single, &[(2, 0)])
            .topic("homes", FigureStatus::Agree, &[(0, 0), (1, 0)])
            .topic("boats", FigureStatus::Compatible, &[(0, 0), (1, 0)])
            .topic("streets", FigureStatus::Conflict, &[(0, 0), (1, 0)]);
        let model = model(&fixture.data());
        let titles: Vec<&str> = model.figures.iter().map(|topic| topic.title.as_str()).collect();
        assert_eq!(titles, ["deaths", "streets", "boats"]);
    }

    #[test]
    fn of_many_articles_the_first_are_listed() {
        let ids: Vec<String> = (0..MOST_SOURCES + 2).map(|number| format!("a{number}")).collect();
        let fixture = ids.iter().fold(Fixture::new(), |it, id| it.article(id, id, &["Rain fell."]).only((0, 0)));
        let model = model(&fixture.data());
        assert_eq!(model.left_out.as_deref(), Some("2 more articles"));
        assert_eq!((model.sources.len(), model.alone.len()), (MOST_SOURCES, 1));
        assert_eq!(model.heading, format!("One event, {} articles", ids.len()));
        assert_eq!(flood().data().corpus.documents.len(), super::model(&flood().data()).sources.len());
    }

    #[test]
    fn long_texts_are_left_to_the_reader() {
        let paragraphs = vec!["It rained all day in the old town by night."; WHOLE_WORDS / 10];
        let texts = |paragraphs| model(&Fixture::new().article("a", "One", paragraphs).data()).texts.len();
        assert_eq!((texts(&paragraphs), texts(&paragraphs[1..])), (0, 1));
    }

    #[test]
    fn an_empty_corpus_is_no_accident() {
        let none = model(&Fixture::new().data());
        assert!(none.is_empty && none.heading == "No articles yet");
        let one = model(&Fixture::new().article("a", "One", &["Alone."]).data());
        assert_eq!(one.passages_line, "No passage stands in two sources");
        assert_eq!(one.figures_line, "No figure is given by two sources, so none can be compared");
    }
}
