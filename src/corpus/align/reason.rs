//! What speaks for a pair, in one line: `shares "terrorist threat", Ada Smith, 13; but 5 against 6`.

use super::event::Prepared;
use super::words::{Word, WordKind};
use crate::base::*;
use crate::corpus::Document;

/// Shared runs of words named in a reason, at most.
const MOST_PHRASES: usize = 3;
/// Shared names named in a reason, at most.
const MOST_NAMES: usize = 3;
/// Shared numbers named in a reason, at most.
const MOST_NUMBERS: usize = 3;

/// The reason for a pair of sentences.
pub fn give(documents: &IdVec<DocumentId, Document>, a: &Prepared, b: &Prepared) -> String {
    let (one, other) = (&documents[a.at.document], &documents[b.at.document]);
    let names = shared_names(one, a, other, b);
    let in_name = |word: &Word| names.iter().any(|name| name.span.overlaps(word.span));
    let mut parts: Vec<String> = phrases(one.sentence(a.at.sentence), &a.words, &b.words, in_name);
    parts.extend(names.iter().take(MOST_NAMES).map(|name| one.sentence(a.at.sentence)[name.span.range()].to_string()));
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

fn listed(numbers: &[f64]) -> String {
    let shown: Vec<String> = numbers.iter().take(MOST_NUMBERS).map(f64::to_string).collect();
    shown.join(", ")
}

struct Name {
    /// In the first sentence.
    span: Span,
}

/// Entities that both sentences mention, once each, where the first sentence names them.
fn shared_names(one: &Document, a: &Prepared, other: &Document, b: &Prepared) -> Vec<Name> {
    let theirs: Vec<EntityId> = mentions(other, b).into_iter().map(|(_, entity)| entity).collect();
    let mut seen = Vec::new();
    let mut names = Vec::new();
    for (span, entity) in mentions(one, a) {
        if theirs.contains(&entity) && !seen.contains(&entity) {
            seen.push(entity);
            names.push(Name { span });
        }
    }
    names
}

/// The mentions inside a sentence, with spans counted from its start.
fn mentions(document: &Document, sentence: &Prepared) -> Vec<(Span, EntityId)> {
    let analysis = &document.analysis;
    let around = analysis.sentences[sentence.at.sentence];
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
