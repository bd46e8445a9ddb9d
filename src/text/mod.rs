//! One article: [`analyze`] takes a raw article apart into blocks, sentences, mentions, dates, figures and quotes.
//!
//! It cannot fail: whatever comes in, an [`Analysis`] and its warnings come out, and every span in it lies in the
//! article's own text. It knows nothing of other articles. Each stage is a function in a file of its own that reads
//! what the stages before it found; this file only puts them in order.

use crate::base::*;
use serde::{Deserialize, Serialize};

mod analysis;
mod blocks;
mod byline;
pub mod dates;
pub mod demonyms;
pub mod figures;
pub mod fold;
pub mod gazetteer;
pub mod government;
mod headline;
mod language;
mod models;
pub mod names;
pub mod quotes;
mod sentences;
mod speech;
pub mod token;
mod warnings;
pub mod words;

pub use analysis::*;
pub use gazetteer::{Gazetteer, PlaceKind};
pub use models::Models;

/// Takes one article apart. Pure: the same article and models give the same analysis, natively and in wasm.
pub fn analyze(article: &RawArticle, models: &Models) -> Analysis {
    let mut analysis = given(article);
    analysis.blocks = blocks::find(&analysis.text, article.is_plain);
    headline::name(&mut analysis);
    analysis.byline = byline::find(&analysis.text, &analysis.blocks);
    analysis.sentences = sentences::split(&analysis.text, &analysis.blocks, article.is_plain);
    analysis.language = analysis.facts.language.clone().unwrap_or_else(|| language::tell(&analysis.text));
    let found = warnings::find(&analysis, article.is_plain);
    analysis.warnings.extend(found);
    let tokens = token::tokenize(&analysis.text);
    analysis.mentions = names::find(&analysis, &tokens, models);
    government::mark(&mut analysis, &tokens, &models.gazetteer);
    analysis.demonyms = demonyms::find(&analysis, &tokens, &models.gazetteer);
    find_facts(&mut analysis, &tokens);
    analysis
}

/// The stages that read words rather than names: the day of publication, then dates, figures and quotes.
fn find_facts(analysis: &mut Analysis, tokens: &[token::Token]) {
    let words = words::Words::new(&analysis.text, tokens);
    let publication = dates::publication(analysis, &words);
    let dates = dates::mentions(&words, &analysis.sentences, publication.date);
    analysis.published = publication.date;
    analysis.published_from = publication.from;
    analysis.warnings.extend(publication.warning);
    analysis.dates = dates;
    let found = quotes::find(analysis, &words);
    analysis.quotes = found.quotes;
    analysis.warnings.extend(found.warning);
    let figures = figures::find(analysis, &words);
    analysis.figures = figures;
}

/// The sentences of blocks that tell the story; for blocks that a person put back.
pub fn split_sentences(text: &str, blocks: &IdVec<BlockId, Block>) -> IdVec<SentenceId, Span> {
    sentences::split(text, blocks, false)
}

/// What [`find_again`] finds.
#[derive(Default)]
pub struct Findings {
    pub dates: IdVec<DateId, DateMention>,
    pub quotes: IdVec<QuoteId, Quote>,
    pub figures: IdVec<FigureId, Figure>,
}

/// The dates, quotations and figures of an article whose blocks, sentences, mentions or day were corrected since it was
/// read; no model is needed for them.
pub fn find_again(analysis: &Analysis) -> Findings {
    let mut again = analysis.clone();
    let tokens = token::tokenize(&analysis.text);
    let words = words::Words::new(&analysis.text, &tokens);
    again.dates = dates::mentions(&words, &analysis.sentences, analysis.published);
    again.quotes = quotes::find(&again, &words).quotes;
    let figures = figures::find(&again, &words);
    Findings { dates: again.dates, quotes: again.quotes, figures }
}

/// The latest full day of the events that an article tells of, to date other articles on the same event by.
pub fn anchor_day(analysis: &Analysis) -> Option<Date> {
    let tokens = token::tokenize(&analysis.text);
    dates::anchor(analysis, &words::Words::new(&analysis.text, &tokens))
}

/// Dates an article of unknown day by what another one on the same event holds, and reads its dates and figures anew.
/// `title` is the other article's. Leaves the article as it is where that gives no day.
pub fn date_beside(analysis: &mut Analysis, hold: dates::Hold, title: &str) {
    let tokens = token::tokenize(&analysis.text);
    let words = words::Words::new(&analysis.text, &tokens);
    let Some((day, weekday)) = dates::beside(analysis, &words, hold) else { return };
    let known = match hold {
        dates::Hold::Published(other) => format!("was published on {other}"),
        dates::Hold::Tells(other) => format!("dates it to {other}"),
    };
    let message = format!(
        "The day of publication is inferred: “{title}”, on the same event, {known}, and the last day this article tells of is {weekday}"
    );
    let dates = dates::mentions(&words, &analysis.sentences, Some(day));
    analysis.published = Some(day);
    analysis.published_from = PublishedFrom::Inferred;
    analysis.warnings.retain(|warning| warning.kind != WarningKind::Date || warning.span.is_some());
    analysis.warnings.push(Warning { kind: WarningKind::Date, span: None, message });
    analysis.dates = dates;
    let figures = figures::find(analysis, &words);
    analysis.figures = figures;
}

/// What is known before the text is read.
fn given(article: &RawArticle) -> Analysis {
    let published = article.facts.published;
    Analysis {
        id: article.id.clone(),
        file: article.file.clone(),
        facts: article.facts.clone(),
        text: article.text.clone(),
        published,
        published_from: if published.is_some() { PublishedFrom::Given } else { PublishedFrom::None },
        warnings: article.warnings.clone(),
        ..Analysis::default()
    }
}
