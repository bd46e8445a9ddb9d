//! The Entities view: every person, organisation and place by source, and one of them in full.

use super::*;
use crate::base::sort::{sort_by, sort_by_key};
use crate::base::*;
use crate::text::EntityKind;

#[derive(Clone, Debug, PartialEq)]
pub struct Entities {
    /// The articles across, in the corpus's order.
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// `38 of 91 people, organisations and places …`.
    pub count_line: String,
    pub open: Option<entity::Detail>,
    /// What was asked and why nothing came, when no row passes.
    pub empty: Option<String>,
    /// `Show 200 more of 4,800`, when not all rows are listed.
    pub more: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub document: DocumentId,
    pub label: String,
    pub title: String,
    pub address: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub entity: EntityId,
    pub name: String,
    pub kind: &'static str,
    pub address: String,
    /// Mentions by article, in step with the columns.
    pub cells: Vec<u32>,
    pub documents: u32,
    pub mentions: u32,
    /// Other forms merged into it.
    pub variants: usize,
    pub is_doubtful: bool,
    pub is_open: bool,
}

/// Cells of a table drawn at once. A row costs a name and a cell for each article, and the page stays quick to answer
/// up to some thousands of them.
const CELLS_DRAWN: usize = 4_000;

/// How many rows of a table by article are listed after the reader asked `more` times for more.
pub fn listed(data: &Data, more: usize) -> usize {
    let page = (CELLS_DRAWN / (data.corpus.documents.len() + 4)).clamp(20, 200);
    page * (more + 1)
}

/// What the button for more rows says, where `all` are more than are `listed`.
pub fn more(all: usize, listed: usize) -> Option<String> {
    let rest = all.checked_sub(listed).filter(|&rest| rest > 0)?;
    Some(words::join(&["Show more: ", &words::number(rest), " of ", &words::number(all), " are not listed yet"]))
}

/// The articles as columns.
pub fn columns(data: &Data) -> Vec<Column> {
    let column = |(id, document): (DocumentId, &crate::corpus::Document)| Column {
        document: id,
        label: document.label.clone(),
        title: document.analysis.title.clone(),
        address: address::of_document(data, id),
    };
    data.corpus.documents.enumerate().map(column).collect()
}

pub fn model(data: &Data, state: &State) -> Entities {
    let wanted = &state.entities;
    let needle = wanted.filter.trim().to_lowercase();
    let passes = |name: &str| name.to_lowercase().contains(&needle);
    let named: Vec<EntityId> = data.corpus.entities.ids().filter(|&id| !data.mentions(id).is_empty()).collect();
    let mut rows: Vec<Row> = named
        .iter()
        .filter(|&&id| {
            let entity = &data.corpus.entities[id];
            wanted.kind.is_none_or(|kind| entity.kind == kind)
                && (needle.is_empty() || passes(&entity.name) || entity.aliases.iter().any(|alias| passes(alias)))
        })
        .map(|&id| row(data, id, wanted.open))
        .collect();
    match wanted.sort {
        ValueSort::Count => sort_by(&mut rows, |a, b| {
            (b.documents, b.mentions).cmp(&(a.documents, a.mentions)).then_with(|| a.name.cmp(&b.name))
        }),
        ValueSort::Name => sort_by_key(&mut rows, |row| row.name.to_lowercase()),
    }
    let kind = wanted.kind.map_or("names", plural);
    let all = words::join(&[&words::number(named.len()), " people, organisations and places"]);
    let shown = if rows.len() == named.len() { all } else { words::join(&[&words::number(rows.len()), " of ", &all]) };
    let count_line = words::join(&[&shown, ", each under one name. Numbers are mentions, by article."]);
    let empty = rows
        .is_empty()
        .then(|| words::join(&["No ", kind, " contain “", wanted.filter.trim(), "” in any of their forms."]));
    let listed = listed(data, wanted.more);
    let more = more(rows.len(), listed);
    rows.truncate(listed);
    let open = wanted.open.map(|id| entity::detail(data, id));
    Entities { columns: columns(data), rows, count_line, open, empty, more }
}

fn row(data: &Data, id: EntityId, open: Option<EntityId>) -> Row {
    let entity = &data.corpus.entities[id];
    let cells = data.mentions_by_document(id);
    Row {
        entity: id,
        name: entity.name.clone(),
        kind: words::kind(entity.kind),
        address: address::of_entity(data, id),
        documents: cells.iter().filter(|&&count| count > 0).count() as u32,
        mentions: cells.iter().sum(),
        cells,
        variants: entity.aliases.iter().filter(|alias| **alias != entity.name).count(),
        is_doubtful: entity.merges.iter().any(|merge| merge.is_doubtful),
        is_open: open == Some(id),
    }
}

fn plural(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "people",
        EntityKind::Organisation => "organisations",
        EntityKind::Place => "places",
    }
}
