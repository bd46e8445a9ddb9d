//! One entity or place in full: its forms and why they are one, its counts by source, every mention in context.

use super::*;
use crate::base::*;
use crate::query;
use crate::text::EntityKind;

/// Characters on either side of a mention in the list of mentions.
const CONTEXT_CHARS: usize = 70;
/// Mentions listed a source before the list asks to go on in the reader.
const CONTEXTS_SHOWN: usize = 12;

#[derive(Clone, Debug, PartialEq)]
pub struct Detail {
    pub entity: EntityId,
    pub name: String,
    pub kind: EntityKind,
    /// `city in Bavaria, Germany · 12 mentions in 4 of 5 articles`.
    pub line: String,
    pub description: Option<Described>,
    /// Why it is of this kind, where its names were read as different kinds.
    pub kind_reason: Option<String>,
    /// What the machine says where a person corrected it.
    pub machine: Vec<String>,
    /// The desk with it chosen.
    pub desk: String,
    pub variants: Vec<Variant>,
    pub sources: Vec<Source>,
    /// Where it is meant without being named; not counted.
    pub meant: Vec<Meant>,
    /// Why it stands here although nothing names it.
    pub remark: Option<&'static str>,
    /// `Filter the articles: 4`; none when no story names it.
    pub filter: Option<String>,
}

impl Detail {
    /// Leaves about what fits on a screen.
    pub fn cut(&mut self) {
        self.sources.truncate(1);
        self.meant.clear();
    }
}

/// What a text says the entity is.
#[derive(Clone, Debug, PartialEq)]
pub struct Described {
    pub text: String,
    pub label: String,
    pub address: String,
}

/// A form of the name.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    pub text: String,
    pub mentions: usize,
    /// Why it was taken for this entity; none for the name itself.
    pub reason: Option<String>,
    pub is_doubtful: bool,
}

/// Words that mean the entity without naming it.
#[derive(Clone, Debug, PartialEq)]
pub struct Meant {
    pub document: DocumentId,
    pub left: Span,
    pub hit: Span,
    pub right: Span,
    pub label: String,
    pub address: String,
    /// Why they mean it.
    pub reason: String,
}

/// The mentions in one article.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    pub document: DocumentId,
    pub label: String,
    pub language: String,
    pub mentions: usize,
    pub contexts: Vec<Context>,
    /// `8 more in the article`, when not all are listed.
    pub more: Option<String>,
    /// The article in the reader.
    pub address: String,
}

/// One mention in its sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Context {
    pub mention: MentionId,
    pub left: Span,
    pub hit: Span,
    pub right: Span,
    pub address: String,
    pub is_government: bool,
    /// What is doubtful about it.
    pub warnings: Vec<String>,
}

/// Everything about one entity. For a place, the mentions of what lies in it are left to their own pages.
pub fn detail(data: &Data, entity: EntityId) -> Detail {
    let found = &data.corpus.entities[entity];
    let mentions = data.mentions(entity);
    let mut sources: Vec<Source> = vec![];
    for group in mentions.chunk_by(|a, b| a.0 == b.0) {
        sources.push(source(data, group[0].0, group));
    }
    let total = words::counted(data.corpus.documents.len(), "article", "articles");
    let count = words::counted(mentions.len(), "mention", "mentions");
    Detail {
        entity,
        name: found.name.clone(),
        kind: found.kind,
        line: words::join(&[
            &kind_line(data, entity),
            " · ",
            &count,
            " in ",
            &words::number(sources.len()),
            " of ",
            &total,
        ]),
        description: found.description.as_ref().map(|description| Described {
            text: words::join(&["“", &description.text, "”"]),
            label: data.corpus.documents[description.sentence.document].label.clone(),
            address: address::of_sentence(data, description.sentence.document, description.sentence.sentence),
        }),
        remark: sources.is_empty().then_some("No article names it; it stands here because something in it is named."),
        kind_reason: found.kind_reason.clone(),
        machine: desk::machine_says(data, crate::corpus::Target::Entity(entity)),
        desk: desk::address_of(data, entity),
        meant: meant(data, entity),
        variants: variants(data, entity),
        sources,
        filter: data.index.value_of(entity).map(|(facet, value)| {
            let count = data.index.values(facet)[value].documents.len();
            words::join(&["Filter the articles: ", &words::number(count)])
        }),
    }
}

fn meant(data: &Data, entity: EntityId) -> Vec<Meant> {
    let tell = |meant: &crate::corpus::DescriptiveMention| {
        let document = &data.corpus.documents[meant.document];
        let line = query::concordance(&data.corpus, meant.document, &[meant.span], CONTEXT_CHARS).pop()?;
        Some(Meant {
            document: meant.document,
            left: line.left,
            hit: line.hit,
            right: line.right,
            label: document.label.clone(),
            address: line.location.sentence.map_or_else(
                || address::of_document(data, meant.document),
                |sentence| address::of_sentence(data, meant.document, sentence),
            ),
            reason: meant.reason.clone(),
        })
    };
    data.corpus.entities[entity].meant.iter().filter_map(tell).collect()
}

/// `city in Bavaria, Germany`, `person`.
pub fn kind_line(data: &Data, entity: EntityId) -> String {
    let Some(place) = data.place(entity) else { return words::kind(data.corpus.entities[entity].kind).to_string() };
    let mut line = words::place_kind(place.kind).to_string();
    let mut parent = place.parent;
    for depth in 0..4 {
        let Some(id) = parent else { break };
        line.push_str(if depth == 0 { " in " } else { ", " });
        line.push_str(&data.corpus.entities[id].name);
        parent = data.parent(id);
    }
    line
}

pub(super) fn variants(data: &Data, entity: EntityId) -> Vec<Variant> {
    let found = &data.corpus.entities[entity];
    let mentions = data.mentions(entity);
    let variant = |alias: &String| {
        let is_it = |&&(document, mention): &&(DocumentId, MentionId)| {
            let document = &data.corpus.documents[document];
            document.analysis.mentions[mention].span.of(document.text()) == alias
        };
        let merge = found.merges.iter().find(|merge| merge.alias == *alias);
        Variant {
            text: alias.clone(),
            mentions: mentions.iter().filter(is_it).count(),
            reason: merge.map(|merge| merge.reason.clone()),
            is_doubtful: merge.is_some_and(|merge| merge.is_doubtful),
        }
    };
    found.aliases.iter().map(variant).collect()
}

fn source(data: &Data, id: DocumentId, mentions: &[(DocumentId, MentionId)]) -> Source {
    let document = &data.corpus.documents[id];
    let shown = &mentions[..mentions.len().min(CONTEXTS_SHOWN)];
    let spans: Vec<Span> = shown.iter().map(|&(_, mention)| document.analysis.mentions[mention].span).collect();
    let lines = query::concordance(&data.corpus, id, &spans, CONTEXT_CHARS);
    let context = |(line, &(_, mention)): (query::Kwic, &(DocumentId, MentionId))| Context {
        mention,
        left: line.left,
        hit: line.hit,
        right: line.right,
        address: match line.location.sentence {
            Some(sentence) => address::of_sentence(data, id, sentence),
            None => address::of_document(data, id),
        },
        is_government: document.analysis.mentions[mention].as_government,
        warnings: mention::warnings(document, mention),
    };
    Source {
        document: id,
        label: document.label.clone(),
        language: document.analysis.language.clone(),
        mentions: mentions.len(),
        contexts: lines.into_iter().zip(shown).map(context).collect(),
        more: (mentions.len() > shown.len())
            .then(|| words::join(&[&words::number(mentions.len() - shown.len()), " more in the article"])),
        address: address::of_document(data, id),
    }
}
