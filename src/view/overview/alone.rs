//! What only one source has: of each, the sentences that say most.

use crate::base::sort::sort_by_key;
use crate::base::*;
use crate::view::compare::MOST_COLUMNS;
use crate::view::{CompareShow, Data, address};

/// Sentences shown of a source; the others are in the Compare view.
const SENTENCES: usize = 2;

#[derive(Clone, Debug, PartialEq)]
pub struct Alone {
    pub document: DocumentId,
    pub label: String,
    pub language: String,
    /// How many sentences no other source has.
    pub count: usize,
    /// In the order of the article: text and address.
    pub sentences: Vec<(String, String)>,
    /// All of them, in the Compare view with this article as the focus, beside the others or the first of many.
    pub compare: String,
}

pub fn model(data: &Data, id: DocumentId) -> Alone {
    let document = &data.corpus.documents[id];
    let analysis = &document.analysis;
    let mut found: Vec<SentenceId> = analysis.sentences.ids().filter(|&at| data.is_only_here(id, at)).collect();
    let count = found.len();
    let (figures, mentions) = (analysis.figures.as_slice(), analysis.mentions.as_slice());
    // A figure, a quotation or a name is what one would miss; the words around them are many.
    let facts = |sentence: SentenceId| {
        let span = analysis.sentences[sentence];
        let figures = begun_in(span, figures.len(), &|at| figures[at].span.start);
        let quotes = analysis.quotes.iter().filter(|quote| span.overlaps(quote.span)).count();
        let names = begun_in(span, mentions.len(), &|at| mentions[at].span.start);
        2 * figures + 2 * quotes + names
    };
    sort_by_key(&mut found, |&at| std::cmp::Reverse(facts(at)));
    found.truncate(SENTENCES);
    sort_by_key(&mut found, |&at| at);
    let mut columns = vec![id];
    columns.extend(data.corpus.documents.ids().filter(|&other| other != id).take(MOST_COLUMNS));
    Alone {
        document: id,
        label: document.label.clone(),
        language: analysis.language.clone(),
        count,
        sentences: found
            .into_iter()
            .map(|at| (document.sentence(at).to_string(), address::of_sentence(data, id, at)))
            .collect(),
        compare: address::of_comparison(data, columns, CompareShow::OnlyHere),
    }
}

/// How many of so many spans, in the order of the text, begin in a sentence and so stand in it.
fn begun_in(sentence: Span, all: usize, start: &dyn Fn(usize) -> u32) -> usize {
    let before = |end: u32| {
        let (mut from, mut to) = (0, all);
        while from < to {
            let middle = (from + to) / 2;
            if start(middle) < end { from = middle + 1 } else { to = middle }
        }
        from
    };
    before(sentence.end) - before(sentence.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture::flood;

    #[test]
    fn sentences_with_the_most_facts() {
        let fixture = flood().only((0, 0)).only((0, 2)).only((0, 3));
        let data = fixture.data();
        let alone = model(&data, DocumentId(0));
        assert_eq!(alone.count, 4);
        let texts: Vec<&str> = alone.sentences.iter().map(|(text, _)| text.as_str()).collect();
        // A place, a figure, a person, nothing: the figure weighs double, the headline comes before the mayor.
        assert_eq!(texts, ["Flood in Oldham", "Police said 13 people died."]);
        assert_eq!(alone.compare, "#/compare?with=alpha,beta,gamma&show=only");
        assert_eq!(model(&data, DocumentId(1)).count, 0);
    }
}
