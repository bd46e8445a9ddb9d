//! What an alignment is made from and what it gives, as bytes too: it is the longest part of a large story that needs no
//! names, so another thread can make it while this one resolves them.

use crate::base::*;
use crate::corpus::{Grade, SentenceRef};
use crate::text::Analysis;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The sentences of articles, in the order of the documents.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sentences<'a> {
    #[serde(borrow)]
    articles: Vec<Article<'a>>,
}

/// The sentences of one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Article<'a> {
    pub event: u32,
    pub text: &'a str,
    pub sentences: Cow<'a, [Span]>,
}

/// Pairs that may say the same, without their reasons, which speak of names: [`super::explain`] adds those.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// Sorted by (a, b), `a.document < b.document`; each pair once.
    pub(super) pairs: Vec<Pair>,
    /// Sorted.
    pub(super) only_here: Vec<SentenceRef>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Pair {
    pub a: SentenceRef,
    pub b: SentenceRef,
    pub score: f32,
    pub grade: Grade,
}

impl<'a> Sentences<'a> {
    /// The sentences of articles with the event that each tells.
    pub fn of(articles: impl Iterator<Item = (u32, &'a Analysis)>) -> Sentences<'a> {
        let article = |(event, analysis): (u32, &'a Analysis)| Article {
            event,
            text: &analysis.text,
            sentences: Cow::Borrowed(analysis.sentences.as_slice()),
        };
        Sentences { articles: articles.map(article).collect() }
    }

    pub(super) fn articles(&self) -> &[Article<'a>] {
        &self.articles
    }

    /// Reads sentences as postcard writes them; nothing if the bytes are no such thing.
    pub fn from_bytes(bytes: &'a [u8]) -> Option<Sentences<'a>> {
        let sentences: Sentences = postcard::from_bytes(bytes).ok()?;
        let fits = |article: &Article| article.sentences.iter().all(|span| article.text.get(span.range()).is_some());
        sentences.articles.iter().all(fits).then_some(sentences)
    }
}
