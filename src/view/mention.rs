//! One mention of a name: what its card says, and what is doubtful about it.

use super::*;
use crate::base::*;
use crate::corpus::Document;

/// What the card at a name says.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub entity: EntityId,
    pub name: String,
    pub kind: &'static str,
    /// From the texts, in quotation, or nothing.
    pub description: Option<String>,
    /// Other forms, the commonest first.
    pub variants: Vec<String>,
    /// `12 mentions in 4 of 5 articles, 3 here`.
    pub count_line: String,
    pub previous: Option<MentionId>,
    pub next: Option<MentionId>,
    pub address: String,
    pub is_government: bool,
    /// What is doubtful about this mention: a contradiction between the text and the gazetteer, another place it may be.
    pub warnings: Vec<String>,
}

/// The card of one mention of a document.
pub fn card(data: &Data, id: DocumentId, mention: MentionId) -> Option<Card> {
    let document = data.corpus.documents.get(id)?;
    let entity = *document.entity_of.get(mention)?;
    let found = &data.corpus.entities[entity];
    let here: Vec<MentionId> =
        document.entity_of.enumerate().filter(|&(_, &other)| other == entity).map(|(id, _)| id).collect();
    let at = here.iter().position(|&other| other == mention)?;
    let (documents, mentions) = data.index.value_of(entity).map_or((0, 0), |(facet, value)| {
        let value = &data.index.values(facet)[value];
        (value.documents.len(), value.mentions as usize)
    });
    let total = words::counted(data.corpus.documents.len(), "article", "articles");
    let count_line = [
        &words::counted(mentions, "mention", "mentions"),
        " in ",
        &words::number(documents),
        " of ",
        &total,
        ", ",
        &words::number(here.len()),
        " here",
    ]
    .concat();
    Some(Card {
        entity,
        name: found.name.clone(),
        kind: words::kind(found.kind),
        description: found.description.as_ref().map(|description| description.text.clone()),
        variants: found.aliases.iter().filter(|alias| **alias != found.name).take(8).cloned().collect(),
        count_line,
        previous: at.checked_sub(1).map(|at| here[at]),
        next: here.get(at + 1).copied(),
        address: address::of_entity(data, entity),
        is_government: document.analysis.mentions[mention].as_government,
        warnings: warnings(document, mention),
    })
}

/// What the analysis warns of at one mention.
pub fn warnings(document: &Document, mention: MentionId) -> Vec<String> {
    let span = document.analysis.mentions[mention].span;
    let here = |warning: &&Warning| warning.kind == WarningKind::Place && warning.span == Some(span);
    document.analysis.warnings.iter().filter(here).map(|warning| warning.message.clone()).collect()
}
