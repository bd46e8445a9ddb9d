//! The Places view: country > region > city > site as a tree with counts rolled up, no map.
//!
//! A row counts the mentions of a place and of everything in it. What lies above countries and what no longer is a
//! state stand in groups of their own; so does what the gazetteer does not know.

use super::*;
use crate::base::sort::sort_by_key;
use crate::base::*;
use crate::corpus::PlaceKind;

#[derive(Clone, Debug, PartialEq)]
pub struct Places {
    pub columns: Vec<entities::Column>,
    pub groups: Vec<Group>,
    /// `31 places, in 9 countries …`.
    pub count_line: String,
    pub open: Option<entity::Detail>,
    /// What was asked and why nothing came.
    pub empty: Option<String>,
    /// Every place that has others in it, to fold them all.
    pub foldable: Vec<EntityId>,
    /// The whole list as plain text, indented, for copying.
    pub as_text: String,
    /// `Show more: 4,800 of 5,000 are not listed yet`.
    pub more: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub name: &'static str,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub entity: EntityId,
    pub name: String,
    pub kind: &'static str,
    pub address: String,
    /// 1 at the top.
    pub level: usize,
    /// Its place among its siblings, from 1, and how many they are.
    pub position: usize,
    pub siblings: usize,
    /// Rolled-up mentions by article, in step with the columns.
    pub cells: Vec<u32>,
    pub mentions: u32,
    /// Of these, mentions of the place itself.
    pub own: u32,
    pub documents: u32,
    pub has_children: bool,
    pub is_folded: bool,
    pub is_open: bool,
}

struct Node {
    children: Vec<EntityId>,
    cells: Vec<u32>,
    own: u32,
    passes: bool,
}

/// Deeper than any chain of places; a ring made by mistake ends here.
const DEPTH: usize = 8;

pub fn model(data: &Data, state: &State) -> Places {
    let tree = Tree::new(data, state);
    let group = |name, kinds: &[PlaceKind], has_country: Option<bool>| {
        let mut roots: Vec<EntityId> = data
            .corpus
            .places
            .iter()
            .filter(|place| place.parent.is_none() && kinds.contains(&place.kind))
            .filter(|place| has_country.is_none_or(|wanted| place.country.is_some() == wanted))
            .map(|place| place.entity)
            .collect();
        tree.sort(&mut roots);
        let mut rows = vec![];
        tree.list(&roots, 1, &mut rows);
        Group { name, rows }
    };
    const INSIDE: [PlaceKind; 3] = [PlaceKind::Region, PlaceKind::City, PlaceKind::Site];
    let mut groups = vec![
        group("Countries and what lies in them", &[PlaceKind::Country], None),
        group("In a country, region unknown", &INSIDE, Some(true)),
        group("Areas above countries", &[PlaceKind::Area], None),
        group("Former states", &[PlaceKind::FormerState], None),
        group("Not in the gazetteer", &INSIDE, Some(false)),
    ];
    groups.retain(|group| !group.rows.is_empty());
    let shown: usize = groups.iter().map(|group| group.rows.len()).sum();
    let needle = state.places.filter.trim();
    let empty = (shown == 0).then(|| match needle {
        "" => "The articles name no place.".to_string(),
        _ => words::join(&["No place is called “", needle, "” in these articles."]),
    });
    let countries = data.corpus.places.iter().filter(|place| place.kind == PlaceKind::Country);
    let countries = countries.filter(|place| tree.total(place.entity) > 0).count();
    let named = data.corpus.places.iter().filter(|place| !data.mentions(place.entity).is_empty()).count();
    let count_line = words::join(&[
        &words::counted(named, "place", "places"),
        ", in ",
        &words::counted(countries, "country", "countries"),
        ". A number counts the place and all that lies in it, by article.",
    ]);
    let as_text = as_text(&groups);
    let listed = entities::listed(data, state.places.more);
    let mut left = listed;
    for group in &mut groups {
        group.rows.truncate(left);
        left -= group.rows.len();
    }
    groups.retain(|group| !group.rows.is_empty());
    Places {
        columns: entities::columns(data),
        as_text,
        more: entities::more(shown, listed),
        groups,
        count_line,
        open: state.places.open.map(|id| entity::detail(data, id)),
        empty,
        foldable: tree.foldable(),
    }
}

/// All places with their rolled-up counts.
struct Tree<'a> {
    data: &'a Data,
    state: &'a State,
    nodes: IdVec<EntityId, Option<Node>>,
}

impl<'a> Tree<'a> {
    fn new(data: &'a Data, state: &'a State) -> Tree<'a> {
        let mut nodes: IdVec<EntityId, Option<Node>> = data.corpus.entities.iter().map(|_| None).collect();
        for place in &data.corpus.places {
            let cells = vec![0; data.corpus.documents.len()];
            nodes[place.entity] = Some(Node { children: vec![], cells, own: 0, passes: false });
        }
        let needle = state.places.filter.trim().to_lowercase();
        for place in &data.corpus.places {
            let entity = &data.corpus.entities[place.entity];
            let passes = needle.is_empty()
                || std::iter::once(&entity.name)
                    .chain(&entity.aliases)
                    .any(|name| name.to_lowercase().contains(&needle));
            let counted: Vec<DocumentId> = data
                .mentions(place.entity)
                .iter()
                .filter(|&&(document, mention)| {
                    let mention = &data.corpus.documents[document].analysis.mentions[mention];
                    !(state.places.leaves_out_governments && mention.as_government)
                })
                .map(|&(document, _)| document)
                .collect();
            if let Some(node) = &mut nodes[place.entity] {
                node.own = counted.len() as u32;
            }
            let mut at = Some(place.entity);
            for _ in 0..DEPTH {
                let Some(id) = at else { break };
                let Some(node) = &mut nodes[id] else { break };
                for document in &counted {
                    node.cells[document.index()] += 1;
                }
                node.passes |= passes;
                at = data.parent(id);
            }
            if let Some(parent) = place.parent
                && let Some(node) = &mut nodes[parent]
            {
                node.children.push(place.entity);
            }
        }
        Tree { data, state, nodes }
    }

    fn node(&self, id: EntityId) -> Option<&Node> {
        self.nodes.get(id)?.as_ref()
    }

    fn total(&self, id: EntityId) -> u32 {
        self.node(id).map_or(0, |node| node.cells.iter().sum())
    }

    /// Keeps what is named and passes the search box, in the order asked for.
    fn sort(&self, places: &mut Vec<EntityId>) {
        places.retain(|&id| self.node(id).is_some_and(|node| node.passes && (self.total(id) > 0 || !self.is_bare(id))));
        let name = |id: EntityId| self.data.corpus.entities[id].name.to_lowercase();
        match self.state.places.sort {
            ValueSort::Name => sort_by_key(places, |&id| name(id)),
            ValueSort::Count => sort_by_key(places, |&id| (std::cmp::Reverse(self.total(id)), name(id))),
        }
    }

    /// Nothing below it and never named: it has nothing to show.
    fn is_bare(&self, id: EntityId) -> bool {
        self.data.mentions(id).is_empty() && self.node(id).is_none_or(|node| node.children.is_empty())
    }

    fn list(&self, places: &[EntityId], level: usize, rows: &mut Vec<Row>) {
        if level > DEPTH {
            return;
        }
        // A search opens what holds a match.
        let is_searching = !self.state.places.filter.trim().is_empty();
        for (at, &id) in places.iter().enumerate() {
            let Some(node) = self.node(id) else { continue };
            let mut children = node.children.clone();
            self.sort(&mut children);
            let is_folded = !is_searching && self.state.places.folded.binary_search(&id).is_ok();
            rows.push(Row {
                entity: id,
                name: self.data.corpus.entities[id].name.clone(),
                kind: self.data.place(id).map_or("", |place| words::place_kind(place.kind)),
                address: address::of_place(self.data, id),
                level,
                position: at + 1,
                siblings: places.len(),
                cells: node.cells.clone(),
                mentions: node.cells.iter().sum(),
                own: node.own,
                documents: node.cells.iter().filter(|&&count| count > 0).count() as u32,
                has_children: !children.is_empty(),
                is_folded,
                is_open: self.state.places.open == Some(id),
            });
            if !is_folded {
                self.list(&children, level + 1, rows);
            }
        }
    }

    fn foldable(&self) -> Vec<EntityId> {
        let has_children = |id: &EntityId| self.node(*id).is_some_and(|node| !node.children.is_empty());
        self.data.corpus.places.iter().map(|place| place.entity).filter(has_children).collect()
    }
}

fn as_text(groups: &[Group]) -> String {
    let mut out = String::new();
    for group in groups {
        out.push_str(group.name);
        out.push('\n');
        for row in &group.rows {
            for _ in 0..row.level {
                out.push_str("  ");
            }
            out.push_str(&words::join(&[
                &row.name,
                " (",
                row.kind,
                "): ",
                &words::number(row.mentions as usize),
                "\n",
            ]));
        }
    }
    out
}
