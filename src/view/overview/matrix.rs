//! The coverage by source: statements, figures, people and places down, sources across.
//!
//! A cell says what a source has of it: that it says so, its amount, or how often it names somebody.

use super::passages::{Passage, Wording};
use crate::base::sort::sort_by;
use crate::base::*;
use crate::corpus::{FigureStatus, FigureTopic};
use crate::text::EntityKind;
use crate::view::ledger::figures::by_status;
use crate::view::{CompareShow, Data, View, address, figures, words};

/// Rows shown of each kind.
const ROWS: usize = 6;
/// Words shown of a statement.
const OPENING: usize = 8;
/// Sources shown; with more the columns are too narrow to be read.
const SOURCES: usize = 12;
/// Depths of tint, so that the eye finds the heavy cells.
const TINTS: u32 = 4;

#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// Label and address of each source.
    pub sources: Vec<(DocumentId, String, String)>,
    pub groups: Vec<Group>,
    /// How many sources are left out.
    pub left_out: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub name: &'static str,
    pub rows: Vec<Row>,
    /// `14 more`, and where they stand.
    pub more: Option<(String, String)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub name: String,
    pub address: String,
    /// `in 4 of 5 sources`.
    pub spread: String,
    /// In step with `Matrix::sources`.
    pub cells: Vec<Cell>,
}

/// What one source has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// Empty where it has nothing.
    pub text: String,
    /// 0 for none, then 1 to 4 by size or likeness.
    pub tint: u32,
    /// The first sentence that says it.
    pub address: Option<String>,
    /// For a screen reader: `Ann Reed in ALPHA: 3 mentions`.
    pub title: String,
}

pub fn model(data: &Data, passages: &[Passage]) -> Matrix {
    let shown: Vec<DocumentId> = data.corpus.documents.ids().take(SOURCES).collect();
    let left_out = data.corpus.documents.len() - shown.len();
    let source = |&id: &DocumentId| (id, data.corpus.documents[id].label.clone(), address::of_document(data, id));
    let mut groups = vec![statements(data, &shown, passages), amounts(data, &shown)];
    for kind in [EntityKind::Person, EntityKind::Organisation, EntityKind::Place] {
        groups.push(group(data, &shown, kind));
    }
    Matrix {
        sources: shown.iter().map(source).collect(),
        groups,
        left_out: (left_out > 0).then(|| words::counted(left_out, "more source", "more sources")),
    }
}

/// What most sources say, by how closely each says it.
fn statements(data: &Data, shown: &[DocumentId], passages: &[Passage]) -> Group {
    let row = |passage: &Passage| {
        let name = words::opening(&passage.wordings[0].text, OPENING);
        let cell = |&id: &DocumentId| match passage.wordings.iter().find(|wording| wording.document == id) {
            Some(wording) => said(&name, wording),
            None => Cell::default(),
        };
        Row {
            cells: shown.iter().map(cell).collect(),
            address: passage.compare.clone(),
            spread: passage.spread.clone(),
            name,
        }
    };
    let all = data.corpus.documents.ids().collect();
    Group {
        name: "Statements",
        rows: passages.iter().map(row).collect(),
        more: (!passages.is_empty())
            .then(|| ("all that is shared".to_string(), address::of_comparison(data, all, CompareShow::Shared))),
    }
}

fn said(name: &str, wording: &Wording) -> Cell {
    let grade = wording.grade.unwrap_or("in these words");
    Cell {
        text: "✓".to_string(),
        tint: if wording.grade.is_none() { TINTS } else { 2 },
        address: Some(wording.address.clone()),
        title: words::join(&[name, " in ", &wording.label, ": ", grade]),
    }
}

/// The figures that two or more sources give, conflicts first.
fn amounts(data: &Data, shown: &[DocumentId]) -> Group {
    let mut topics = by_status(data);
    topics.retain(|topic| topic.status != FigureStatus::Single);
    let left = topics.len().saturating_sub(ROWS);
    let row = |topic: &&FigureTopic| {
        let cell = |&id: &DocumentId| {
            let mut values = topic.members.iter().filter(|at| at.document == id);
            let value = values.find_map(|&at| figures::value(data, at));
            value.map_or_else(Cell::default, |value| Cell {
                title: words::join(&[
                    &topic.topic,
                    " in ",
                    &value.label,
                    ": ",
                    &value.reading,
                    ", “",
                    &value.quote,
                    "”",
                ]),
                text: value.reading,
                tint: 1,
                address: Some(value.address),
            })
        };
        Row {
            name: topic.topic.clone(),
            address: address::of_figure(data, topic.members[0]),
            spread: figures::status(topic.status).to_string(),
            cells: shown.iter().map(cell).collect(),
        }
    };
    Group {
        name: "Figures",
        rows: topics.iter().take(ROWS).map(row).collect(),
        more: more(left, || address::of_ledger(data, View::Figures, CompareShow::Shared)),
    }
}

fn more(left: usize, address: impl Fn() -> String) -> Option<(String, String)> {
    (left > 0).then(|| (words::join(&[&words::number(left), " more"]), address()))
}

fn group(data: &Data, shown: &[DocumentId], kind: EntityKind) -> Group {
    let of_kind = data.corpus.entities.enumerate().filter(|(_, entity)| entity.kind == kind);
    let mut entities: Vec<(usize, usize, EntityId)> = of_kind
        .map(|(entity, _)| (data.mentions(entity), entity))
        .filter(|(mentions, _)| !mentions.is_empty())
        .map(|(mentions, entity)| (mentions.chunk_by(|one, next| one.0 == next.0).count(), mentions.len(), entity))
        .collect();
    // What most sources name comes first: it is what the story is about, however often one of them repeats a name.
    sort_by(&mut entities, |a, b| (b.0, b.1).cmp(&(a.0, a.1)).then(a.2.cmp(&b.2)));
    let left = entities.len().saturating_sub(ROWS);
    let row = |&(spread, _, entity): &(usize, usize, EntityId)| Row {
        name: data.corpus.entities[entity].name.clone(),
        address: match kind {
            EntityKind::Place => address::of_place(data, entity),
            _ => address::of_entity(data, entity),
        },
        spread: words::join(&[
            "in ",
            &words::number(spread),
            " of ",
            &words::counted(data.corpus.documents.len(), "source", "sources"),
        ]),
        cells: shown.iter().map(|&id| cell(data, id, entity)).collect(),
    };
    let all = if kind == EntityKind::Place { View::Places } else { View::Entities };
    Group {
        name: match kind {
            EntityKind::Person => "People",
            EntityKind::Organisation => "Organisations",
            EntityKind::Place => "Places",
        },
        rows: entities.iter().take(ROWS).map(row).collect(),
        more: more(left, || address::of_view(data, all)),
    }
}

fn cell(data: &Data, id: DocumentId, entity: EntityId) -> Cell {
    let document = &data.corpus.documents[id];
    let mentions = || data.mentions(entity).iter().filter(|&&(at, _)| at == id).map(|&(_, mention)| mention);
    let count = mentions().count();
    let first =
        mentions().find_map(|mention| document.analysis.sentence_at(document.analysis.mentions[mention].span.start));
    let said = words::counted(count, "mention", "mentions");
    Cell {
        text: if count > 0 { count.to_string() } else { String::new() },
        tint: tint(count),
        address: first.map(|sentence| address::of_sentence(data, id, sentence)),
        title: words::join(&[&data.corpus.entities[entity].name, " in ", &document.label, ": ", &said]),
    }
}

/// One for 1 mention, then 2 to 3, 4 to 7, 8 and more.
fn tint(mentions: usize) -> u32 {
    (usize::BITS - mentions.leading_zeros()).min(TINTS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture::flood;
    use crate::view::overview::passages;

    #[test]
    fn names_by_source() {
        let data = flood().data();
        let all: Vec<DocumentId> = data.corpus.documents.ids().collect();
        let matrix = model(&data, &passages::most_shared(&data, &all, 2));
        let texts = |row: &Row| row.cells.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>();
        let [statements, amounts, people, organisations, _] = &matrix.groups[..] else { panic!("five groups") };
        assert_eq!(statements.rows[1].name, "Mayor Ann Reed asked for help.");
        assert_eq!(texts(&statements.rows[1]), ["✓", "✓", ""]);
        assert_eq!((amounts.rows[0].name.as_str(), amounts.rows[0].spread.as_str()), ("deaths", "conflict"));
        assert_eq!(texts(&amounts.rows[0]), ["13", "13 or more", "20"]);
        assert_eq!(amounts.rows[0].address, "#/figures/alpha-f1");
        assert_eq!(amounts.rows[0].cells[1].title, "deaths in BETA: 13 or more, “Thirteen”");
        assert_eq!((people.name, people.rows.len()), ("People", 1));
        let row = &people.rows[0];
        assert_eq!((row.name.as_str(), row.spread.as_str()), ("Ann Reed", "in 2 of 3 sources"));
        assert_eq!(texts(row), ["1", "1", ""]);
        assert_eq!(row.cells[0].title, "Ann Reed in ALPHA: 1 mention");
        assert!(row.cells[0].address.is_some() && row.cells[2].address.is_none());
        assert!(organisations.rows.is_empty());
    }

    #[test]
    fn tints_grow_by_doubling() {
        assert_eq!([0, 1, 2, 3, 4, 7, 8, 500].map(tint), [0, 1, 2, 2, 3, 3, 4, 4]);
    }
}
