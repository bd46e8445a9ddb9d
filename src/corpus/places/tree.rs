//! The tree of places: a site lies in a city, a city in a region where the articles name that region, else in its
//! country. A parent that no article names becomes an entity without mentions.

use super::context::Context;
use super::words;
use crate::base::*;
use crate::text::fold::fold;
use crate::text::gazetteer::GazetteerId;
use crate::text::{Analysis, Gazetteer, PlaceKind};
use std::collections::BTreeMap;

/// A place entity as the tree sees it.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    pub name: String,
    pub keys: Vec<String>,
    pub place: Option<GazetteerId>,
    /// Document of the corpus and mention.
    pub mentions: Vec<(DocumentId, MentionId)>,
}

/// Where a place lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub kind: PlaceKind,
    /// Index into the places given and added.
    pub parent: Option<usize>,
    pub country: Option<String>,
}

/// Rows for `seen`, in step, followed by those of places added as parents, whose gazetteer ids come second.
pub fn tree(seen: &[Seen], articles: &[&Analysis], gazetteer: &Gazetteer) -> (Vec<Row>, Vec<GazetteerId>) {
    let mut known: BTreeMap<GazetteerId, usize> = BTreeMap::new();
    let mut by_key: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, place) in seen.iter().enumerate() {
        if let Some(id) = place.place {
            known.entry(id).or_insert(at);
        }
        for key in &place.keys {
            by_key.entry(key).or_insert(at);
        }
    }
    let context = Context::of(articles, gazetteer);
    let mut tree = Tree { gazetteer, known, rows: Vec::new(), added: Vec::new(), given: seen.len() };
    for place in seen {
        let row = match place.place {
            Some(id) => tree.known_row(id),
            None => tree.unknown_row(place, seen, &by_key, &context, articles),
        };
        tree.rows.push(row);
    }
    // Added parents need rows and parents of their own; each step goes up, so this ends.
    let mut at = 0;
    while at < tree.added.len() {
        let row = tree.known_row(tree.added[at]);
        tree.rows.push(row);
        at += 1;
    }
    cut_circles(&mut tree.rows);
    (tree.rows, tree.added)
}

struct Tree<'a> {
    gazetteer: &'a Gazetteer,
    known: BTreeMap<GazetteerId, usize>,
    rows: Vec<Row>,
    added: Vec<GazetteerId>,
    given: usize,
}

impl Tree<'_> {
    /// The index of a place of the gazetteer, added if no article names it.
    fn index(&mut self, id: GazetteerId) -> usize {
        let next = self.given + self.added.len();
        *self.known.entry(id).or_insert_with(|| {
            self.added.push(id);
            next
        })
    }

    fn known_row(&mut self, id: GazetteerId) -> Row {
        let gazetteer = self.gazetteer;
        let kind = gazetteer.kind(id);
        let is_old = kind == PlaceKind::FormerState;
        let country = gazetteer.country_code(id).filter(|_| !is_old).map(str::to_string);
        let mut above = gazetteer.parent(id);
        // A region that no article names adds nothing for the reader between a city and its country.
        while let Some(region) =
            above.filter(|&p| gazetteer.kind(p) == PlaceKind::Region && !self.known.contains_key(&p))
        {
            above = gazetteer.parent(region);
        }
        Row { kind, parent: above.map(|above| self.index(above)), country }
    }

    fn unknown_row(
        &mut self,
        place: &Seen,
        seen: &[Seen],
        by_key: &BTreeMap<&str, usize>,
        context: &Context,
        articles: &[&Analysis],
    ) -> Row {
        let kind = words::guess_kind(&place.name);
        let holder = holder(place, seen, by_key, articles).filter(|_| kind == PlaceKind::Site);
        let code = match holder {
            Some(at) => seen[at].place.and_then(|id| self.gazetteer.country_code(id)).map(str::to_string),
            None => country(place, context, self.gazetteer),
        };
        let parent = holder.or_else(|| {
            let country = self.gazetteer.country(code.as_deref()?)?;
            (kind != PlaceKind::Area).then(|| self.index(country))
        });
        Row { kind, parent, country: code.filter(|_| kind != PlaceKind::Area) }
    }
}

/// The city that a site's name begins with ("Porto Airport"), or that the text puts it in ("the market in Porto").
fn holder(place: &Seen, seen: &[Seen], by_key: &BTreeMap<&str, usize>, articles: &[&Analysis]) -> Option<usize> {
    let key = fold(&place.name);
    let starts = key.match_indices(' ').map(|(end, _)| &key[..end]).rev();
    let named = starts.filter_map(|start| by_key.get(start).copied()).find(|&at| seen[at].place.is_some());
    named.or_else(|| {
        let mut votes: BTreeMap<usize, u32> = BTreeMap::new();
        for &(document, mention) in &place.mentions {
            let article = articles[document.index()];
            let Some(next) = article.mentions.get(MentionId(mention.0 + 1)) else { continue };
            let span = article.mentions[mention].span;
            let between = article.text.get(span.end as usize..next.span.start as usize).unwrap_or_default();
            let is_inside = between.len() <= 30
                && !between.contains(['.', ';', ':', '\n'])
                && between
                    .trim_end()
                    .rsplit(' ')
                    .next()
                    .is_some_and(|word| matches!(word, "in" | "at" | "of" | "near" | "outside" | ","));
            let holder = is_inside.then(|| by_key.get(fold(next.span.of(&article.text)).as_str()).copied()).flatten();
            if let Some(at) = holder.filter(|&at| seen[at].name != place.name) {
                *votes.entry(at).or_default() += 1;
            }
        }
        votes.into_iter().max_by_key(|&(at, count)| (count, std::cmp::Reverse(seen[at].name.clone()))).map(|(at, _)| at)
    })
}

/// The country that the text gives a place the gazetteer does not know: stated, or else alone in the sentence, if
/// most mentions agree.
fn country(place: &Seen, context: &Context, gazetteer: &Gazetteer) -> Option<String> {
    let mut votes: BTreeMap<String, u32> = BTreeMap::new();
    for &(document, mention) in &place.mentions {
        if let Some(code) = context.stated(document.0, mention, gazetteer) {
            *votes.entry(code).or_default() += 3;
        } else if let Some(code) = context.only_country(document.0, mention) {
            *votes.entry(code.to_string()).or_default() += 1;
        }
    }
    let all: u32 = votes.values().sum();
    votes.into_iter().find(|&(_, count)| count * 2 > all).map(|(code, _)| code)
}

/// Two unknown sites can name each other; the later link of a circle is dropped.
fn cut_circles(rows: &mut [Row]) {
    for start in 0..rows.len() {
        let mut at = start;
        for _ in 0..=rows.len() {
            match rows[at].parent {
                Some(next) if next == start => {
                    rows[at].parent = None;
                    break;
                }
                Some(next) => at = next,
                None => break,
            }
        }
    }
}
