//! What one article says in one row of a comparison: its sentences with the words others have too, how they match,
//! and where else they are matched.

use super::rows::{Echo, RowPlan};
use super::{Cell, EchoLink, Note, Pair, Sentence};
use crate::base::sort::sort_by_key;
use crate::base::*;
use crate::corpus::{Alignment, SentenceRef, WordRole, compare_words};
use crate::text::BlockKind;
use crate::view::{Data, Run, address, words};

/// Words that say which passage an echo leads to.
const OPENING: usize = 8;

/// The passage of one column in a row. `texts` are the sentences of all its cells.
pub(super) fn cell(data: &Data, columns: &[DocumentId], plan: &RowPlan, column: usize, texts: &[Vec<&str>]) -> Cell {
    let id = columns[column];
    let here = &plan.cells[column];
    let mut others = vec![];
    for (other, text) in texts.iter().enumerate() {
        if plan.is_matched && other != column {
            others.push(text.join(" "));
        }
    }
    let mut cell = Cell::default();
    for &sentence in here {
        add_pairs(data, columns, plan, SentenceRef { document: id, sentence }, column, &mut cell.pairs);
        cell.sentences.push(self::sentence(data, id, sentence, &others));
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

fn sentence(data: &Data, id: DocumentId, sentence: SentenceId, others: &[String]) -> Sentence {
    let analysis = &data.corpus.documents[id].analysis;
    let span = analysis.sentences[sentence];
    let text = span.of(&analysis.text);
    let marks = shared_words(text, others);
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
    let kind = analysis.block_at(span.start).map_or(BlockKind::Paragraph, |block| analysis.blocks[block].kind);
    Sentence { id: sentence, kind, runs }
}

/// The stretches of `text` that one of the others has too, sorted, without overlap.
pub(in crate::view) fn shared_words(text: &str, others: &[String]) -> Vec<Span> {
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

/// The words of a text in lower case, to tell whether two passages have the same words in the same order.
pub fn word_forms(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
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
