//! Who and where by source: entities down, sources across, in each cell how often a story names an entity.

use crate::base::sort::sort_by;
use crate::base::*;
use crate::corpus::SentenceRef;
use crate::text::EntityKind;
use crate::view::{Data, address, words};

/// Names shown of each kind.
const NAMES: usize = 6;
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
    pub kind: EntityKind,
    pub name: &'static str,
    pub rows: Vec<Row>,
    /// `14 more`, in the Entities or the Places view.
    pub more: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub entity: EntityId,
    pub name: String,
    pub address: String,
    /// `in 4 of 5 sources`.
    pub spread: String,
    /// In step with `Matrix::sources`.
    pub cells: Vec<Cell>,
}

/// How often one source names one entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub count: u32,
    /// 0 for none, then 1 to 4 by size.
    pub tint: u32,
    /// The first mention, where there is one.
    pub address: Option<String>,
    /// For a screen reader: `Ann Reed in ALPHA: 3 mentions`.
    pub title: String,
}

/// Mentions of one entity in one document.
#[derive(Clone, Copy, Default)]
struct Count {
    mentions: u32,
    first: Option<SentenceRef>,
}

pub fn model(data: &Data) -> Matrix {
    let shown: Vec<DocumentId> = data.corpus.documents.ids().take(SOURCES).collect();
    let left_out = data.corpus.documents.len() - shown.len();
    let counts = counts(data);
    let kinds = [EntityKind::Person, EntityKind::Organisation, EntityKind::Place];
    let source = |&id: &DocumentId| (id, data.corpus.documents[id].label.clone(), address::of_document(data, id));
    Matrix {
        sources: shown.iter().map(source).collect(),
        groups: kinds.into_iter().map(|kind| group(data, &counts, &shown, kind)).collect(),
        left_out: (left_out > 0).then(|| words::counted(left_out, "more source", "more sources")),
    }
}

/// For each entity, its mentions in each document's story.
fn counts(data: &Data) -> IdVec<EntityId, Vec<Count>> {
    let size = data.corpus.documents.len();
    let mut counts: IdVec<EntityId, Vec<Count>> = data.corpus.entities.iter().map(|_| vec![]).collect();
    for (id, document) in data.corpus.documents.enumerate() {
        for (mention, entity) in document.story_mentions() {
            counts[entity].resize(size, Count::default());
            let count = &mut counts[entity][id.index()];
            count.mentions += 1;
            if count.first.is_none() {
                let sentence = document.analysis.sentence_at(document.analysis.mentions[mention].span.start);
                count.first = sentence.map(|sentence| SentenceRef { document: id, sentence });
            }
        }
    }
    counts
}

fn group(data: &Data, counts: &IdVec<EntityId, Vec<Count>>, shown: &[DocumentId], kind: EntityKind) -> Group {
    let spread = |list: &[Count]| list.iter().filter(|count| count.mentions > 0).count();
    let total = |list: &[Count]| list.iter().map(|count| count.mentions).sum::<u32>();
    let named = counts.enumerate().filter(|(_, list)| !list.is_empty());
    let mut entities: Vec<(usize, u32, EntityId)> = named
        .filter(|&(entity, _)| data.corpus.entities[entity].kind == kind)
        .map(|(entity, list)| (spread(list), total(list), entity))
        .collect();
    // What most sources name comes first: it is what the story is about, however often one of them repeats a name.
    sort_by(&mut entities, |a, b| (b.0, b.1).cmp(&(a.0, a.1)).then(a.2.cmp(&b.2)));
    let left = entities.len().saturating_sub(NAMES);
    let row = |&(spread, _, entity): &(usize, u32, EntityId)| Row {
        entity,
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
        cells: shown.iter().map(|&id| cell(data, id, entity, counts[entity][id.index()])).collect(),
    };
    Group {
        kind,
        name: match kind {
            EntityKind::Person => "People",
            EntityKind::Organisation => "Organisations",
            EntityKind::Place => "Places",
        },
        rows: entities.iter().take(NAMES).map(row).collect(),
        more: (left > 0).then(|| words::join(&[&words::number(left), " more"])),
    }
}

fn cell(data: &Data, id: DocumentId, entity: EntityId, count: Count) -> Cell {
    let name = &data.corpus.entities[entity].name;
    let mentions = words::counted(count.mentions as usize, "mention", "mentions");
    Cell {
        count: count.mentions,
        // 1, 2 to 3, 4 to 7, 8 and more.
        tint: (u32::BITS - count.mentions.leading_zeros()).min(TINTS),
        address: count.first.map(|at| address::of_sentence(data, at.document, at.sentence)),
        title: words::join(&[name, " in ", &data.corpus.documents[id].label, ": ", &mentions]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixture::flood;

    #[test]
    fn names_by_source() {
        let data = flood().data();
        let matrix = model(&data);
        let people = &matrix.groups[0];
        assert_eq!((people.name, people.rows.len()), ("People", 1));
        let row = &people.rows[0];
        assert_eq!((row.name.as_str(), row.spread.as_str()), ("Ann Reed", "in 2 of 3 sources"));
        assert_eq!(row.cells.iter().map(|cell| cell.count).collect::<Vec<_>>(), [1, 1, 0]);
        assert_eq!(row.cells[0].title, "Ann Reed in ALPHA: 1 mention");
        assert!(row.cells[0].address.is_some() && row.cells[2].address.is_none());
        assert!(matrix.groups[1].rows.is_empty());
    }

    #[test]
    fn tints_grow_by_doubling() {
        let data = flood().data();
        let tint = |mentions| cell(&data, DocumentId(0), EntityId(0), Count { mentions, first: None }).tint;
        assert_eq!([0, 1, 2, 3, 4, 7, 8, 500].map(tint), [0, 1, 2, 2, 3, 3, 4, 4]);
    }
}
