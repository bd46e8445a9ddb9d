//! What speaks for a pair, in one line: `shares "terrorist threat", Ada Smith, 13; but 5 against 6`.

use super::words::{Reader, Word, WordKind, numbers};
use crate::base::*;
use crate::corpus::{Document, SentenceRef};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// Shared runs of words named in a reason, at most.
const MOST_PHRASES: usize = 3;
/// Shared names named in a reason, at most.
const MOST_NAMES: usize = 3;
/// Shared numbers named in a reason, at most.
const MOST_NUMBERS: usize = 3;

/// Gives reasons for pairs of sentences, reading each sentence once.
pub struct Reasons<'a> {
    documents: &'a IdVec<DocumentId, Document>,
    reader: Reader<'a>,
    read: FxHashMap<SentenceRef, Rc<Read>>,
}

/// A sentence that was read.
struct Read {
    words: Vec<Word>,
    /// The numbers it names, ascending.
    numbers: Vec<f64>,
}

impl<'a> Reasons<'a> {
    pub fn new(documents: &'a IdVec<DocumentId, Document>) -> Reasons<'a> {
        Reasons { documents, reader: Reader::new(), read: FxHashMap::default() }
    }

    fn read(&mut self, at: SentenceRef) -> Rc<Read> {
        let text = self.documents[at.document].sentence(at.sentence);
        let read = self.read.entry(at).or_insert_with(|| {
            let words = self.reader.words(text);
            Rc::new(Read { numbers: numbers(&words), words })
        });
        Rc::clone(read)
    }

    /// The reason for a pair of sentences.
    pub fn give(&mut self, a: SentenceRef, b: SentenceRef) -> String {
        let names = shared_names(self.documents, a, b);
        let text = self.documents[a.document].sentence(a.sentence);
        let (a, b) = (self.read(a), self.read(b));
        let in_name = |word: &Word| names.iter().any(|name| name.overlaps(word.span));
        let mut parts: Vec<String> = phrases(text, &a.words, &b.words, in_name);
        parts.extend(names.iter().take(MOST_NAMES).map(|name| name.of(text).to_string()));
        let both: Vec<f64> = a.numbers.iter().copied().filter(|number| b.numbers.contains(number)).collect();
        parts.extend(both.iter().take(MOST_NUMBERS).map(|number| number.to_string()));
        let mut reason = match parts.is_empty() {
            true => "similar words".to_string(),
            false => format!("shares {}", parts.join(", ")),
        };
        if both.is_empty() && !a.numbers.is_empty() && !b.numbers.is_empty() {
            reason.push_str(&format!("; but {} against {}", listed(&a.numbers), listed(&b.numbers)));
        }
        reason
    }
}

fn listed(numbers: &[f64]) -> String {
    let shown: Vec<String> = numbers.iter().take(MOST_NUMBERS).map(f64::to_string).collect();
    shown.join(", ")
}

/// Entities that both sentences mention, once each: where the first sentence names them, counted from its start.
fn shared_names(documents: &IdVec<DocumentId, Document>, a: SentenceRef, b: SentenceRef) -> Vec<Span> {
    let theirs: Vec<EntityId> = mentions(documents, b).into_iter().map(|(_, entity)| entity).collect();
    let mut seen = Vec::new();
    let mut names = Vec::new();
    for (span, entity) in mentions(documents, a) {
        if theirs.contains(&entity) && !seen.contains(&entity) {
            seen.push(entity);
            names.push(span);
        }
    }
    names
}

/// The mentions inside a sentence, with spans counted from its start.
fn mentions(documents: &IdVec<DocumentId, Document>, at: SentenceRef) -> Vec<(Span, EntityId)> {
    let document = &documents[at.document];
    let analysis = &document.analysis;
    let around = analysis.sentences[at.sentence];
    let start = around.start as usize;
    let first = analysis.mentions.as_slice().partition_point(|mention| mention.span.start < around.start);
    analysis
        .mentions
        .enumerate()
        .skip(first)
        .take_while(|(_, mention)| mention.span.start < around.end)
        .filter(|(_, mention)| around.contains(mention.span))
        .filter_map(|(id, mention)| {
            let span = Span::new(mention.span.start as usize - start, mention.span.end as usize - start);
            document.entity_of.get(id).map(|entity| (span, *entity))
        })
        .collect()
}

/// The longest runs of words that both sentences hold, as the first has them, without names; longest first.
fn phrases(text: &str, a: &[Word], b: &[Word], is_named: impl Fn(&Word) -> bool) -> Vec<String> {
    let mut runs = common_runs(a, b, is_named);
    runs.sort_by_key(|run| (std::cmp::Reverse(content(&a[run.clone()])), run.start));
    let mut taken: Vec<std::ops::Range<usize>> = Vec::new();
    for run in runs {
        let repeated = |other: &std::ops::Range<usize>| {
            (other.start < run.end && run.start < other.end) || same_terms(&a[other.clone()], &a[run.clone()])
        };
        if taken.len() < MOST_PHRASES && !taken.iter().any(repeated) {
            taken.push(run);
        }
    }
    let quoted = |run: std::ops::Range<usize>| {
        let words = &text[a[run.start].span.start as usize..a[run.end - 1].span.end as usize];
        format!("\"{}\"", words.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    taken.into_iter().map(quoted).collect()
}

fn same_terms(a: &[Word], b: &[Word]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.term == b.term)
}

fn content(words: &[Word]) -> usize {
    words.iter().filter(|word| word.is_content()).count()
}

/// Maximal runs of `a` that also stand in `b`, trimmed to begin and end with a content word that is no name or number.
fn common_runs(a: &[Word], b: &[Word], is_named: impl Fn(&Word) -> bool) -> Vec<std::ops::Range<usize>> {
    let usable = |word: &Word| !is_named(word) && !matches!(word.kind, WordKind::Number(_) | WordKind::Multiplier);
    let mut before = vec![0usize; b.len() + 1];
    let mut longest = vec![0usize; a.len() + 1];
    for (at, one) in a.iter().enumerate() {
        let mut row = vec![0usize; b.len() + 1];
        for (to, other) in b.iter().enumerate() {
            if usable(one) && one.term == other.term {
                row[to + 1] = before[to] + 1;
                longest[at + 1] = longest[at + 1].max(row[to + 1]);
            }
        }
        before = row;
    }
    let ends = (1..=a.len()).filter(|&end| longest[end] > 0 && longest.get(end + 1) != Some(&(longest[end] + 1)));
    ends.filter_map(|end| trimmed(a, end - longest[end]..end)).collect()
}

fn trimmed(words: &[Word], run: std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
    let first = run.clone().find(|&at| words[at].is_content())?;
    let last = run.rev().find(|&at| words[at].is_content())?;
    Some(first..last + 1)
}
