//! One article: [`analyze`] takes a raw article apart into blocks, sentences, mentions, dates, figures and quotes.
//!
//! It cannot fail: whatever comes in, an [`Analysis`] and its warnings come out, and every span in it lies in the
//! article's own text. It knows nothing of other articles.

use crate::base::*;
use serde::{Deserialize, Serialize};

mod analysis;

pub use analysis::*;

/// What the analysis needs besides the article: gazetteer, lexicons and the name model.
#[derive(Default)]
pub struct Models {}

impl Models {
    /// The models shipped in `static/models`.
    pub fn builtin() -> Models {
        Models {}
    }
}

/// Takes one article apart. Pure: the same article and models give the same analysis, natively and in wasm.
pub fn analyze(article: &RawArticle, _models: &Models) -> Analysis {
    // First light: replaced room by room.
    let text = article.text.clone();
    let mut analysis = Analysis {
        id: article.id.clone(),
        file: article.file.clone(),
        facts: article.facts.clone(),
        language: article.facts.language.clone().unwrap_or_else(|| "en".into()),
        published: article.facts.published,
        published_from: if article.facts.published.is_some() { PublishedFrom::Given } else { PublishedFrom::None },
        warnings: article.warnings.clone(),
        ..Analysis::default()
    };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let at = start + (line.len() - line.trim_start().len());
            let span = Span::new(at, at + trimmed.len());
            let kind = if analysis.blocks.is_empty() { BlockKind::Headline } else { BlockKind::Paragraph };
            if kind == BlockKind::Headline {
                analysis.title = trimmed.to_string();
                analysis.title_span = Some(span);
            }
            analysis.blocks.push(Block { span, kind, reason: None });
            let mut from = at;
            for (dot, _) in trimmed.match_indices(". ") {
                analysis.sentences.push(Span::new(from, at + dot + 1));
                from = at + dot + 2;
            }
            if from < at + trimmed.len() {
                analysis.sentences.push(Span::new(from, at + trimmed.len()));
            }
            let mut word_start = at;
            for word in trimmed.split(' ') {
                let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
                let offset = word.find(bare).unwrap_or(0);
                if bare.len() > 3 && bare.chars().next().is_some_and(char::is_uppercase) {
                    let kind = match bare.len() % 3 {
                        0 => EntityKind::Person,
                        1 => EntityKind::Place,
                        _ => EntityKind::Organisation,
                    };
                    analysis.mentions.push(Mention {
                        span: Span::new(word_start + offset, word_start + offset + bare.len()),
                        kind,
                        as_government: false,
                        basis: MentionBasis::Pattern,
                    });
                }
                word_start += word.len() + 1;
            }
        }
        start += line.len();
    }
    analysis.text = text;
    analysis
}
