//! What one article says in one row of a comparison: its sentences with the words others have too, how they match,
//! and where else they are matched.

use super::rows::{Echo, RowPlan};
use super::{Cell, EchoLink, Note, Pair, Row, Sentence, joined};
use crate::base::sort::sort_by_key;
use crate::base::*;
use crate::corpus::{Alignment, SentenceRef, WordRole, compare_words};
use crate::text::BlockKind;
use crate::view::{Data, Run, address, words};

/// Words that say which passage an echo leads to.
const OPENING: usize = 8;

/// The passage of one column in a row, no word marked yet.
pub(super) fn cell(data: &Data, columns: &[DocumentId], plan: &RowPlan, column: usize) -> Cell {
    let id = columns[column];
    let here = &plan.cells[column];
    let mut cell = Cell::default();
    for &sentence in here {
        add_pairs(data, columns, plan, SentenceRef { document: id, sentence }, column, &mut cell.pairs);
        cell.sentences.push(plain(data, id, sentence));
    }
    let mut has_echo = false;
    for echo in plan.echoes.iter().filter(|echo| echo.from == column) {
        has_echo = true;
        cell.echoes.extend(echo_link(data, columns, id, here, echo));
    }
    if let Some(&first) = here.first() {
        cell.address = address::of_sentence(data, id, first);
        if !plan.is_matched && !has_echo {
            cell.note = Some(note(data, id, here, first));
        }
    }
    cell
}

fn echo_link(
    data: &Data,
    columns: &[DocumentId],
    id: DocumentId,
    here: &[SentenceId],
    echo: &Echo,
) -> Option<EchoLink> {
    let document = &data.corpus.documents[columns[echo.column]];
    let there = SentenceRef { document: columns[echo.column], sentence: echo.sentence };
    let pair = here.iter().find_map(|&sentence| match_of(data, SentenceRef { document: id, sentence }, there))?;
    let name = words::join(&["passage ", &words::number(echo.row + 1), " of ", &document.label]);
    Some(EchoLink { row: echo.row, name, opening: words::opening(document.sentence(echo.sentence), OPENING), pair })
}

/// Adds the alignments of a sentence with those of the row in columns before `until`, best first.
fn add_pairs(
    data: &Data,
    columns: &[DocumentId],
    plan: &RowPlan,
    here: SentenceRef,
    until: usize,
    pairs: &mut Vec<Pair>,
) {
    for &id in data.links(here.document, here.sentence) {
        let alignment = &data.corpus.alignments[id];
        let there = if alignment.a == here { alignment.b } else { alignment.a };
        if plan.holds(&columns[..until], there) {
            pairs.push(described(data, alignment, there));
        }
    }
}

/// How two sentences match, if they do.
fn match_of(data: &Data, here: SentenceRef, there: SentenceRef) -> Option<Pair> {
    let links = data.links(here.document, here.sentence);
    let mut alignments = links.iter().map(|&id| &data.corpus.alignments[id]);
    let found = alignments.find(|alignment| alignment.a == there || alignment.b == there)?;
    Some(described(data, found, there))
}

fn described(data: &Data, alignment: &Alignment, there: SentenceRef) -> Pair {
    Pair {
        label: data.corpus.documents[there.document].label.clone(),
        grade: words::grade(alignment.grade),
        score: words::join(&["score ", &((alignment.score * 100.0).round() as u32).to_string(), " of 100"]),
        reason: alignment.reason.clone(),
    }
}

fn plain(data: &Data, id: DocumentId, sentence: SentenceId) -> Sentence {
    let analysis = &data.corpus.documents[id].analysis;
    let span = analysis.sentences[sentence];
    let kind = analysis.block_at(span.start).map_or(BlockKind::Paragraph, |block| analysis.blocks[block].kind);
    Sentence { id: sentence, kind, runs: runs(span, &[]) }
}

/// Marks in each cell of a row the words that another cell has too.
pub(super) fn mark_shared(data: &Data, columns: &[DocumentId], row: &mut Row) {
    let text = |(&id, cell): (&DocumentId, &Cell)| joined(data, id, cell.sentences.iter().map(|sentence| sentence.id));
    let texts: Vec<String> = columns.iter().zip(&row.cells).map(text).collect();
    for (at, cell) in row.cells.iter_mut().enumerate() {
        let document = &data.corpus.documents[columns[at]];
        let others = || texts.iter().enumerate().filter(|&(other, _)| other != at).map(|(_, text)| text.as_str());
        for sentence in &mut cell.sentences {
            let span = document.analysis.sentences[sentence.id];
            sentence.runs = runs(span, &shared_words(span.of(document.text()), others()));
        }
    }
}

/// A stretch of text in runs; `marks` count from its start.
fn runs(span: Span, marks: &[Span]) -> Vec<Run> {
    let mut runs: Vec<Run> = vec![];
    let mut at = span.start;
    let mut push = |from: u32, to: u32, kinds: &str| {
        if from < to {
            runs.push(Run { span: Span { start: from, end: to }, kinds: kinds.into(), mention: None, meant: None });
        }
    };
    for mark in marks {
        let (from, to) = (span.start + mark.start, span.start + mark.end);
        push(at, from, "");
        push(from, to, "shared");
        at = to;
    }
    push(at, span.end, "");
    runs
}

/// The stretches of `text` that one of the others has too, sorted, without overlap.
pub(in crate::view) fn shared_words<'a>(text: &str, others: impl Iterator<Item = &'a str>) -> Vec<Span> {
    let mut spans: Vec<Span> = vec![];
    for other in others {
        for (span, role) in compare_words(text, other).0 {
            if role == WordRole::Shared {
                spans.push(span);
            }
        }
    }
    sort_by_key(&mut spans, |span| *span);
    let mut out: Vec<Span> = vec![];
    for span in spans {
        match out.last_mut().filter(|last| span.start <= last.end) {
            Some(last) => last.end = last.end.max(span.end),
            None => out.push(span),
        }
    }
    out
}

/// Whether two passages have the same words in the same order, whatever their letters' case and their marks.
pub fn has_same_words(a: &str, b: &str) -> bool {
    words_of(a).eq(words_of(b))
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// What to say of sentences that match no chosen column; they agree on being only here or not (see `rows`).
fn note(data: &Data, id: DocumentId, sentences: &[SentenceId], first: SentenceId) -> Note {
    if data.is_only_here(id, first) {
        return Note { text: "only here".to_string(), is_only_here: true };
    }
    let mut is_elsewhere = vec![false; data.corpus.documents.len()];
    for &sentence in sentences {
        for &link in data.links(id, sentence) {
            let alignment = &data.corpus.alignments[link];
            let there = if alignment.a.document == id { alignment.b } else { alignment.a };
            is_elsewhere[there.document.index()] = true;
        }
    }
    let mut labels: Vec<&str> = vec![];
    for (other, document) in data.corpus.documents.enumerate() {
        if is_elsewhere[other.index()] {
            labels.push(&document.label);
        }
    }
    let text = match labels.is_empty() {
        true => "no clear match".to_string(),
        false => words::join(&["also in ", &labels.join(", ")]),
    };
    Note { text, is_only_here: false }
}
