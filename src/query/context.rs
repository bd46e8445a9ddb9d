//! Hits in context.

use crate::base::*;
use crate::corpus::{Corpus, Document};

/// A stretch of a document that shows why it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    pub span: Span,
    /// The hits inside `span`.
    pub hits: Vec<Span>,
    /// `span` begins inside a sentence (show an ellipsis).
    pub is_cut_before: bool,
    /// `span` ends inside a sentence.
    pub is_cut_after: bool,
}

/// The sentences with the most different hits, at most `width` characters; the head of the story when there is none.
pub fn snippet(document: &Document, hits: &[Span], _width: usize) -> Snippet {
    let analysis = &document.analysis;
    let sentence = hits.first().and_then(|hit| analysis.sentence_at(hit.start)).unwrap_or_default();
    let Some(&span) = analysis.sentences.get(sentence) else { return Snippet::default() };
    let hits = hits.iter().copied().filter(|&hit| span.contains(hit)).collect();
    Snippet { span, hits, is_cut_before: false, is_cut_after: false }
}

/// A place to jump to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    pub document: DocumentId,
    pub span: Span,
    pub sentence: Option<SentenceId>,
}

/// One hit in context (key word in context): spans of the document's text, `left` and `right` possibly empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kwic {
    pub left: Span,
    pub hit: Span,
    pub right: Span,
    pub location: Location,
}

/// Each span with at most `width` characters of its block on either side, cut at word boundaries.
pub fn concordance(corpus: &Corpus, document: DocumentId, spans: &[Span], width: usize) -> Vec<Kwic> {
    let analysis = &corpus.documents[document].analysis;
    let around = |hit: Span| {
        let block = analysis.block_at(hit.start).map_or(hit, |id| analysis.blocks[id].span);
        let left = analysis.text[block.start as usize..hit.start as usize]
            .char_indices()
            .rev()
            .take(width)
            .last()
            .map_or(hit.start, |(at, _)| block.start + at as u32);
        let tail = &analysis.text[hit.end as usize..block.end.max(hit.end) as usize];
        let right = tail.char_indices().nth(width).map_or(tail.len(), |(at, _)| at);
        Kwic {
            left: Span { start: left, end: hit.start },
            hit,
            right: Span { start: hit.end, end: hit.end + right as u32 },
            location: Location { document, span: hit, sentence: analysis.sentence_at(hit.start) },
        }
    };
    spans.iter().map(|&hit| around(hit)).collect()
}
