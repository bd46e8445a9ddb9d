//! The tables: what each row of an export holds, before any format.
//!
//! Positions are UTF-8 bytes of the article's text, half open, as everywhere in the project. An entity, figure or
//! quote that only a byline, a credit or site furniture holds is no part of the story and of no table.

use super::{Filter, Subject, ledgers};
use crate::base::sort::sort_by_key;
use crate::base::*;
use crate::corpus::{Document, Target};
use crate::text::EntityKind;
use crate::view::compare::{self, has_same_words};
use crate::view::desk::machine_says;
use crate::view::{Data, State, words};

/// How much text stands left and right of a mention, in characters: a line of a concordance.
const CONTEXT_CHARS: usize = 60;

/// Rows under named columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub columns: Vec<&'static str>,
    /// Each as long as `columns`.
    pub rows: Vec<Vec<Value>>,
}

/// A row, and what the machine says where a person corrected it.
pub type Row = (Vec<Value>, Vec<String>);

impl Table {
    pub fn new(columns: &[&'static str], rows: Vec<Vec<Value>>) -> Table {
        Table { columns: columns.to_vec(), rows }
    }

    /// A table that has, where a person corrected any of its rows, a last column `corrected` with the machine's own
    /// results.
    pub fn of_results(columns: &[&'static str], rows: Vec<Row>) -> Table {
        let mut columns = columns.to_vec();
        let is_corrected = rows.iter().any(|(_, machine)| !machine.is_empty());
        columns.extend(is_corrected.then_some("corrected"));
        let row = |(mut row, machine): Row| {
            row.extend(is_corrected.then(|| Value::some(machine)));
            row
        };
        Table { columns, rows: rows.into_iter().map(row).collect() }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Empty,
    Text(String),
    Whole(u64),
    Number(f64),
    List(Vec<String>),
}

impl Value {
    #[inline(never)]
    pub fn text(text: &str) -> Value {
        Value::Text(text.to_string())
    }

    #[inline(never)]
    pub fn maybe(text: Option<&str>) -> Value {
        text.map_or(Value::Empty, Value::text)
    }

    /// A list, or nothing where it is empty.
    pub fn some(items: Vec<String>) -> Value {
        if items.is_empty() { Value::Empty } else { Value::List(items) }
    }

    pub fn number(number: Option<f64>) -> Value {
        number.map_or(Value::Empty, Value::Number)
    }

    pub fn whole(number: usize) -> Value {
        Value::Whole(number as u64)
    }
}

/// The table of a subject; the report and the references have none and give the documents, the dossier the notes.
pub fn table(data: &Data, state: &State, filter: &Filter, subject: Subject) -> Table {
    match subject {
        Subject::Documents | Subject::Report | Subject::References => documents(data, state, filter),
        Subject::Notes | Subject::Dossier => super::notes::table(data, state, filter),
        Subject::Mentions => mentions(data, filter),
        Subject::Entities => entities(data, filter),
        Subject::Figures => ledgers::figures(data, filter),
        Subject::Quotes => ledgers::quotes(data, filter),
        Subject::Timeline => ledgers::timeline(data, filter),
        Subject::Comparison => comparison(data, state),
    }
}

fn documents(data: &Data, state: &State, filter: &Filter) -> Table {
    const COLUMNS: &[&str] = &[
        "doc_id",
        "source",
        "title",
        "byline",
        "published",
        "language",
        "url",
        "words",
        "people",
        "organisations",
        "places",
        "tags",
        "notes",
    ];
    let row = |id: DocumentId| {
        let document = &data.corpus.documents[id];
        let analysis = &document.analysis;
        let named = |kind| Value::List(named(data, document, kind));
        let row = vec![
            Value::text(&document.id),
            Value::text(analysis.facts.outlet.as_deref().unwrap_or(&document.label)),
            Value::text(&analysis.title),
            Value::maybe(analysis.byline.as_deref()),
            analysis.published.map_or(Value::Empty, |day| Value::Text(day.to_string())),
            Value::text(&analysis.language),
            Value::maybe(analysis.facts.url.as_deref()),
            Value::whole(words::story_words(document)),
            named(EntityKind::Person),
            named(EntityKind::Organisation),
            named(EntityKind::Place),
            Value::some(state.notes.notes.tags_of(&document.id).to_vec()),
            Value::some(super::notes::texts_on(state, id)),
        ];
        (row, machine_says(data, Target::Article(id)))
    };
    Table::of_results(COLUMNS, filter.documents.iter().copied().map(row).collect())
}

/// The names of a kind in a story, the commonest first.
fn named(data: &Data, document: &Document, kind: EntityKind) -> Vec<String> {
    let mut counts: Vec<(EntityId, usize)> = vec![];
    let mut mentioned: Vec<EntityId> = document.story_mentions().map(|(_, entity)| entity).collect();
    sort_by_key(&mut mentioned, |entity| *entity);
    for same in mentioned.chunk_by(|a, b| a == b) {
        if data.corpus.entities[same[0]].kind == kind {
            counts.push((same[0], same.len()));
        }
    }
    sort_by_key(&mut counts, |&(entity, count)| (std::cmp::Reverse(count), entity));
    counts.into_iter().map(|(entity, _)| data.corpus.entities[entity].name.clone()).collect()
}

fn mentions(data: &Data, filter: &Filter) -> Table {
    const COLUMNS: &[&str] = &[
        "doc_id",
        "entity_id",
        "canonical",
        "type",
        "surface",
        "start",
        "end",
        "sentence_id",
        "left",
        "match",
        "right",
    ];
    let mut rows = vec![];
    for &id in &filter.documents {
        let document = &data.corpus.documents[id];
        for (mention, of) in document.story_mentions() {
            let mention = &document.analysis.mentions[mention];
            let entity = &data.corpus.entities[of];
            let surface = Value::text(mention.span.of(document.text()));
            let (left, right) = context(document, mention.span);
            let sentence = document.analysis.sentence_at(mention.span.start);
            let row = vec![
                Value::text(&document.id),
                Value::text(&entity.id),
                Value::text(&entity.name),
                Value::text(words::kind(mention.kind)),
                surface.clone(),
                Value::Whole(mention.span.start.into()),
                Value::Whole(mention.span.end.into()),
                sentence.map_or(Value::Empty, |sentence| Value::Whole(sentence.0.into())),
                Value::Text(left),
                surface,
                Value::Text(right),
            ];
            rows.push((row, machine_says(data, Target::Entity(of))));
        }
    }
    Table::of_results(COLUMNS, rows)
}

/// The text around a span, within its block.
fn context(document: &Document, span: Span) -> (String, String) {
    let text = document.text();
    let block = document.analysis.block_at(span.start).map_or(span, |block| document.analysis.blocks[block].span);
    let left = &text[block.start.min(span.start) as usize..span.start as usize];
    let right = &text[span.end as usize..block.end.max(span.end) as usize];
    let from = left.char_indices().rev().take(CONTEXT_CHARS).last().map_or(left.len(), |(at, _)| at);
    (left[from..].to_string(), right.chars().take(CONTEXT_CHARS).collect())
}

fn entities(data: &Data, filter: &Filter) -> Table {
    const COLUMNS: &[&str] = &["entity_id", "canonical", "type", "variants", "documents", "mentions", "country"];
    let mut counts: IdVec<EntityId, (usize, usize)> = data.corpus.entities.iter().map(|_| (0, 0)).collect();
    let mut last: IdVec<EntityId, Option<DocumentId>> = data.corpus.entities.iter().map(|_| None).collect();
    for &id in &filter.documents {
        for (_, entity) in data.corpus.documents[id].story_mentions() {
            counts[entity].1 += 1;
            if last[entity].replace(id) != Some(id) {
                counts[entity].0 += 1;
            }
        }
    }
    let row = |(id, &(documents, mentions)): (EntityId, &(usize, usize))| {
        let entity = &data.corpus.entities[id];
        let place = data.corpus.places.iter().find(|place| place.entity == id);
        let row = vec![
            Value::text(&entity.id),
            Value::text(&entity.name),
            Value::text(words::kind(entity.kind)),
            Value::List(entity.aliases.clone()),
            Value::whole(documents),
            Value::whole(mentions),
            Value::maybe(place.and_then(|place| place.country.as_deref())),
        ];
        (row, machine_says(data, Target::Entity(id)))
    };
    Table::of_results(COLUMNS, counts.enumerate().filter(|(_, count)| count.1 > 0).map(row).collect())
}

/// The comparison as it is shown: every aligned pair of its rows once, and every sentence that matches nothing.
fn comparison(data: &Data, state: &State) -> Table {
    const COLUMNS: &[&str] = &["row", "kind", "doc_a", "text_a", "doc_b", "text_b", "score"];
    let model = compare::model(data, &state.compare);
    let columns: Vec<DocumentId> = model.columns.iter().map(|column| column.document).collect();
    let mut rows = vec![];
    for row in &model.rows {
        for (column, cell) in row.cells.iter().enumerate() {
            let id = columns[column];
            let document = &data.corpus.documents[id];
            for sentence in &cell.sentences {
                let text = document.sentence(sentence.id);
                let start = |kind: &str| {
                    vec![Value::whole(row.number + 1), Value::text(kind), Value::text(&document.id), Value::text(text)]
                };
                let mut is_matched = false;
                for &link in data.links(id, sentence.id) {
                    let alignment = &data.corpus.alignments[link];
                    let there = if alignment.a.document == id { alignment.b } else { alignment.a };
                    let Some(other) = columns.iter().position(|&other| other == there.document) else { continue };
                    is_matched = true;
                    if other > column {
                        let other_text = data.corpus.documents[there.document].sentence(there.sentence);
                        let is_same = has_same_words(text, other_text);
                        let mut pair = start(if is_same { "same" } else { "different" });
                        pair.push(Value::text(&data.corpus.documents[there.document].id));
                        pair.push(Value::text(other_text));
                        pair.push(Value::Number((alignment.score * 100.0).round() as f64 / 100.0));
                        rows.push(pair);
                    }
                }
                if !is_matched {
                    let kind = if data.is_only_here(id, sentence.id) { "only_here" } else { "unmatched" };
                    let mut alone = start(kind);
                    alone.extend([Value::Empty, Value::Empty, Value::Empty]);
                    rows.push(alone);
                }
            }
        }
    }
    Table::new(COLUMNS, rows)
}
