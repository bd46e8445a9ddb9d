use super::*;
use crate::corpus::Target;

/// A result that a person corrected.
#[derive(Clone, Debug, PartialEq)]
pub struct CorrectedResult {
    /// What was corrected: an article by its label, a name, or words and their article.
    pub name: String,
    /// The article it stands in; a name stands in several.
    pub document: Option<DocumentId>,
    /// The machine's own results, a sentence each.
    pub machine: Vec<String>,
}

/// Everything that a person corrected in the story, in the order it was first corrected.
pub fn corrected_results(data: &Data) -> Vec<CorrectedResult> {
    let mut targets: Vec<Target> = vec![];
    for it in &data.corpus.corrected {
        if !targets.contains(&it.what) {
            targets.push(it.what);
        }
    }
    let result = |what: Target| {
        let (name, document) = called(data, what);
        CorrectedResult { name, document, machine: machine_says(data, what) }
    };
    targets.into_iter().map(result).collect()
}

fn called(data: &Data, what: Target) -> (String, Option<DocumentId>) {
    let (at, span) = match what {
        Target::Entity(id) => return (data.corpus.entities[id].name.clone(), None),
        Target::Article(id) => return (data.corpus.documents[id].label.clone(), Some(id)),
        Target::Figure(at) => (at.document, data.corpus.documents[at.document].analysis.figures[at.figure].span),
        Target::Quote(at) => (at.document, data.corpus.documents[at.document].analysis.quotes[at.quote].span),
        Target::Block(id, block) => (id, data.corpus.documents[id].analysis.blocks[block].span),
    };
    let document = &data.corpus.documents[at];
    let words = words::opening(span.of(document.text()), describe::PASSAGE_WORDS);
    (words::join(&["“", &words, "” in ", &document.label]), Some(at))
}
