//! Hits in context: the snippet of a result, and the concordance (key word in context).
//!
//! Both give spans of the document's own text; widths are in characters. A cut falls between words where there is a
//! blank to cut at.

use super::fold::{Tokens, stem};
use super::postings::Interner;
use crate::base::*;
use crate::corpus::{Corpus, Document};
use crate::text::{Analysis, BlockKind};

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

/// The sentences in a row of one block that show most different words of `hits`, then most hits, then come first, in
/// at most `width` characters; a longer sentence is cut around its hits. Without hits, the head of the story.
///
/// `hits` must be sorted, as [`super::hits`] gives them.
pub fn snippet(document: &Document, hits: &[Span], width: usize) -> Snippet {
    let analysis = &document.analysis;
    let words = distinct_words(&analysis.text, hits);
    let mut best: Option<(Span, (u32, usize))> = None;
    for &first in analysis.sentences.iter() {
        let inside = hits_inside(hits, first);
        if !inside.is_empty() {
            let span = fill(analysis, first, width);
            let span =
                if chars(&analysis.text, span) > width { densest(analysis, hits, &words, first, width) } else { span };
            let worth = worth(hits, &words, span);
            if best.is_none_or(|(_, most)| worth > most) {
                best = Some((span, worth));
            }
        }
    }
    let span = match (best, hits.first()) {
        (Some((span, _)), _) => span,
        (None, Some(&hit)) => widen(&analysis.text, home(analysis, hit), hit, width),
        (None, None) => lead(analysis, width),
    };
    let is_inside = |at: u32| analysis.sentences.iter().any(|sentence| sentence.start < at && at < sentence.end);
    Snippet {
        span,
        hits: hits[hits_inside(hits, span)].to_vec(),
        is_cut_before: is_inside(span.start),
        is_cut_after: is_inside(span.end),
    }
}

/// A place to jump to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    pub document: DocumentId,
    pub span: Span,
    pub sentence: Option<SentenceId>,
}

/// One hit in context: `left`, `hit` and `right` lie end to end in the document's text, `left` and `right` may be
/// empty and keep their blank next to the hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kwic {
    pub left: Span,
    pub hit: Span,
    pub right: Span,
    pub location: Location,
}

/// Each span (a hit, a mention) with at most `width` characters of its block on either side.
pub fn concordance(corpus: &Corpus, document: DocumentId, spans: &[Span], width: usize) -> Vec<Kwic> {
    let Some(analysis) = corpus.documents.get(document).map(|document| &document.analysis) else { return vec![] };
    let valid = spans.iter().copied().filter(|span| span.is_valid_in(&analysis.text));
    let in_context = |hit: Span| {
        let home = home(analysis, hit);
        Kwic {
            left: Span { start: step_back(&analysis.text, home, hit.start, width), end: hit.start },
            hit,
            right: Span { start: hit.end, end: step_on(&analysis.text, home, hit.end, width) },
            location: Location { document, span: hit, sentence: analysis.sentence_at(hit.start) },
        }
    };
    valid.map(in_context).collect()
}

/// The block around a hit, stretched should the hit reach out of it.
fn home(analysis: &Analysis, hit: Span) -> Span {
    let block = analysis.block_at(hit.start).map_or(hit, |id| analysis.blocks[id].span);
    Span { start: block.start.min(hit.start), end: block.end.max(hit.end) }
}

/// The earliest start of at most `width` characters that end at `at`, not before `home`, between words.
fn step_back(text: &str, home: Span, at: u32, width: usize) -> u32 {
    let before = &text[home.start as usize..at as usize];
    let cut =
        if width == 0 { before.len() } else { before.char_indices().rev().nth(width - 1).map_or(0, |(at, _)| at) };
    let is_between = cut == 0 || before[..cut].ends_with(char::is_whitespace);
    let rest = &before[cut..];
    // A run without blanks is cut where it must.
    let word = if is_between { 0 } else { rest.find(char::is_whitespace).unwrap_or(0) };
    let kept = rest[word..].trim_start();
    if kept.is_empty() { at } else { at - kept.len() as u32 }
}

/// The last end of at most `width` characters that start at `at`, not beyond `home`, between words.
fn step_on(text: &str, home: Span, at: u32, width: usize) -> u32 {
    let after = &text[at as usize..home.end as usize];
    let cut = after.char_indices().nth(width).map_or(after.len(), |(at, _)| at);
    let is_between = after[cut..].chars().next().is_none_or(char::is_whitespace);
    let rest = &after[..cut];
    let word = if is_between { cut } else { rest.rfind(char::is_whitespace).unwrap_or(cut) };
    at + rest[..word].trim_end().len() as u32
}

/// `core` with what fits of `home` around it, as much on either side as there is.
fn widen(text: &str, home: Span, core: Span, width: usize) -> Span {
    let spare = width.saturating_sub(chars(text, core));
    let start = step_back(text, home, core.start, spare / 2);
    let end = step_on(text, home, core.end, width.saturating_sub(chars(text, Span { start, end: core.end })));
    let start = step_back(text, home, core.start, width.saturating_sub(chars(text, Span { start: core.start, end })));
    Span { start, end }
}

/// A sentence and those after it in its block while they fit; the sentence alone when it is too long.
fn fill(analysis: &Analysis, first: Span, width: usize) -> Span {
    let home = home(analysis, first);
    let from = analysis.sentences.as_slice().partition_point(|sentence| sentence.start < first.start);
    let mut span = first;
    for next in &analysis.sentences.as_slice()[from..] {
        let longer = Span { start: first.start, end: next.end };
        if next.end > home.end || chars(&analysis.text, longer) > width {
            break;
        }
        span = longer;
    }
    span
}

/// The part of a long sentence that shows most.
fn densest(analysis: &Analysis, hits: &[Span], words: &[u8], sentence: Span, width: usize) -> Span {
    let mut best: Option<(Span, (u32, usize))> = None;
    let inside = &hits[hits_inside(hits, sentence)];
    for (number, hit) in inside.iter().enumerate() {
        let fits = |last: &&Span| chars(&analysis.text, Span { start: hit.start, end: last.end }) <= width;
        let last = inside[number..].iter().take_while(fits).last().unwrap_or(hit);
        let core = Span { start: hit.start, end: last.end };
        let worth = worth(hits, words, core);
        if best.is_none_or(|(_, most)| worth > most) {
            best = Some((core, worth));
        }
    }
    widen(&analysis.text, sentence, best.map_or(sentence, |(core, _)| core), width)
}

/// The first sentences of the first paragraph that has any, else of whatever tells the story.
fn lead(analysis: &Analysis, width: usize) -> Span {
    let is_paragraph = |sentence: &&Span| {
        analysis.block_at(sentence.start).is_some_and(|id| analysis.blocks[id].kind == BlockKind::Paragraph)
    };
    let Some(&first) = analysis.sentences.iter().find(is_paragraph).or(analysis.sentences.iter().next()) else {
        return Span::default();
    };
    let span = fill(analysis, first, width);
    Span { start: span.start, end: step_on(&analysis.text, span, span.start, width) }
}

/// A small number for each hit, the same for hits of the same words; 63 words are told apart.
fn distinct_words(text: &str, hits: &[Span]) -> Vec<u8> {
    let mut known = Interner::default();
    let number = |hit: &Span| {
        let tokens = Tokens::of(hit.of(text));
        let stems = tokens.list().iter().flat_map(|token| <[&str; 2]>::from(stem(tokens.word(token))));
        known.intern(&stems.collect::<String>()).min(63) as u8
    };
    hits.iter().map(number).collect()
}

/// Which of the sorted `hits` lie in `span`.
fn hits_inside(hits: &[Span], span: Span) -> std::ops::Range<usize> {
    let from = hits.partition_point(|hit| hit.start < span.start);
    from..from + hits[from..].iter().take_while(|hit| hit.end <= span.end).count()
}

/// How many different words, and how many hits, a span shows.
fn worth(hits: &[Span], words: &[u8], span: Span) -> (u32, usize) {
    let inside = hits_inside(hits, span);
    let different = words[inside.clone()].iter().fold(0u64, |seen, &word| seen | 1 << word);
    (different.count_ones(), inside.len())
}

fn chars(text: &str, span: Span) -> usize {
    span.of(text).chars().count()
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use proptest::prelude::*;

    fn find(text: &str, words: &[&str]) -> Vec<Span> {
        let mut spans: Vec<Span> = words
            .iter()
            .flat_map(|word| text.match_indices(word).map(|(at, word)| Span::new(at, at + word.len())))
            .collect();
        spans.sort_unstable();
        spans
    }

    const STORY: &str = "A | - | T
        H Storm hits the coast
        P The storm came. Boats sank in the storm, the port closed and 40 people fled the harbour. Later rain fell.
        P Nothing more.
        B Storm desk";

    fn check_snippet(words: &[&str], width: usize, expected: &str) {
        let corpus = fixture::corpus(&[STORY]);
        let document = &corpus.documents[DocumentId(0)];
        let snippet = snippet(document, &find(document.text(), words), width);
        let dots = |is_cut: bool| if is_cut { "…" } else { "" };
        let hits: Vec<_> = snippet.hits.iter().map(|hit| hit.of(document.text())).collect();
        let shown = [
            dots(snippet.is_cut_before),
            snippet.span.of(document.text()),
            dots(snippet.is_cut_after),
            " [",
            &hits.join("|"),
            "]",
        ];
        assert_eq!(shown.concat(), expected);
    }

    #[test]
    fn snippets_show_most_words() {
        check_snippet(
            &["port", "storm"],
            120,
            "The storm came. Boats sank in the storm, the port closed and 40 people fled the harbour. Later rain fell. [storm|storm|port]",
        );
        check_snippet(
            &["port", "storm"],
            75,
            "Boats sank in the storm, the port closed and 40 people fled the harbour. [storm|port]",
        );
        check_snippet(&["port", "storm"], 30, "…in the storm, the port closed… [storm|port]");
        check_snippet(&["fled"], 24, "…and 40 people fled the… [fled]");
        check_snippet(&["rain"], 10, "…rain fell. [rain]");
        check_snippet(&["more"], 200, "Nothing more. [more]");
        check_snippet(&["desk"], 50, "Storm desk [desk]");
    }

    #[test]
    fn without_hits_the_story_begins() {
        check_snippet(&[], 20, "The storm came. []");
        check_snippet(&[], 9, "The storm… []");
        check_snippet(&[], 0, " []");
        assert_eq!(snippet(&Document::default(), &[], 50), Snippet::default());
    }

    fn check_kwic(word: &str, width: usize, expected: &[&str]) {
        let corpus = fixture::corpus(&[STORY]);
        let text = corpus.documents[DocumentId(0)].text();
        let rows: Vec<_> = concordance(&corpus, DocumentId(0), &find(text, &[word]), width)
            .iter()
            .map(|row| format!("{}<{}>{}", row.left.of(text), row.hit.of(text), row.right.of(text)))
            .collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn concordance_cuts_between_words() {
        check_kwic("storm", 14, &["The <storm> came. Boats", "sank in the <storm>, the port"]);
        check_kwic("Storm", 9, &["<Storm> hits the", "<Storm> desk"]);
        check_kwic("storm", 0, &["<storm>", "<storm>"]);
        check_kwic("coast", 4, &["the <coast>"]);
        check_kwic("absent", 9, &[]);
    }

    #[test]
    fn long_runs_are_cut_where_they_must() {
        let corpus = fixture::corpus(&["A | - | T\nP 中国中国中国中国中国中国"]);
        let row = concordance(&corpus, DocumentId(0), &[Span::new(12, 15)], 2)[0];
        assert_eq!((row.left.len(), row.right.len()), (6, 6));
        assert!(concordance(&corpus, DocumentId(0), &[Span::new(1, 2), Span::new(90, 95)], 2).is_empty());
        assert!(concordance(&corpus, DocumentId(7), &[Span::new(0, 3)], 2).is_empty());
    }

    proptest! {
        #[test]
        fn contexts_are_valid(lines in prop::collection::vec("[PHX] ([a-cé中]{1,9}(\\. | )){1,20}", 1..4), width in 0usize..60, word in "[a-c]{1,2}") {
            let corpus = fixture::corpus(&[&format!("A | - | T\n{}", lines.join("\n"))]);
            let document = &corpus.documents[DocumentId(0)];
            let text = document.text();
            let hits: Vec<Span> = find(text, &[&word]).into_iter().filter(|&hit| document.analysis.is_story(hit)).collect();
            let shown = snippet(document, &hits, width);
            prop_assert!(shown.span.is_valid_in(text));
            prop_assert!(hits.is_empty() || !shown.hits.is_empty());
            let longest_hit = hits.iter().map(|hit| hit.len()).max().unwrap_or(0);
            prop_assert!(chars(text, shown.span) <= width.max(longest_hit));
            for (row, &hit) in concordance(&corpus, DocumentId(0), &hits, width).iter().zip(&hits) {
                prop_assert!(row.left.is_valid_in(text) && row.right.is_valid_in(text) && row.hit == hit);
                prop_assert!(row.left.end == hit.start && row.right.start == hit.end);
                prop_assert!(chars(text, row.left) <= width && chars(text, row.right) <= width);
                prop_assert_eq!(document.analysis.block_at(row.left.start), document.analysis.block_at(hit.start));
            }
        }
    }
}
