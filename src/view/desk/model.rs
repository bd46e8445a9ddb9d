use super::*;
use crate::base::sort::{sort_by, sort_by_key};
use crate::corpus::corrections::Suggestion;
use crate::corpus::{Document, Target};
use crate::query;
use crate::text::EntityKind;

/// Rows listed at once.
const ROWS: usize = 100;
/// Suggestions listed after the one that is asked.
const NEXT: usize = 8;
/// Characters on either side of the mention that stands for a name.
const CONTEXT_CHARS: usize = 60;

pub struct Desk {
    /// `412 names, 96 forms merged by the machine, 3 of them doubtful; 2 corrections`.
    pub line: String,
    pub tabs: Vec<(DeskTab, usize)>,
    pub body: Body,
    pub chosen: Option<Chosen>,
    pub can_undo: bool,
    pub can_redo: bool,
    /// There are corrections.
    pub is_corrected: bool,
    /// The machine's own result is shown.
    pub is_bare: bool,
    /// What the button for more rows says.
    pub more: Option<String>,
    /// Why nothing is listed.
    pub empty: Option<String>,
}

pub enum Body {
    Suggestions(Vec<SuggestionRow>),
    Merges(Vec<MergeRow>),
    Names(Vec<NameRow>),
    Corrections(Vec<CorrectionRow>),
}

/// Two names that may be one, and what each answer would correct.
pub struct SuggestionRow {
    pub entity: Party,
    pub into: Party,
    pub reason: String,
    pub yes: Correction,
    pub no: Correction,
}

/// A name with one of its mentions.
pub struct Party {
    pub entity: EntityId,
    pub name: String,
    pub kind: &'static str,
    pub address: String,
    /// `12 mentions in 4 articles`.
    pub line: String,
    pub document: Option<DocumentId>,
    pub left: Span,
    pub hit: Span,
    pub right: Span,
}

/// One form that the machine took for an entity.
pub struct MergeRow {
    pub entity: EntityId,
    pub name: String,
    pub address: String,
    pub alias: String,
    pub reason: String,
    pub is_doubtful: bool,
    /// What splitting it off would correct.
    pub split: Correction,
}

pub struct NameRow {
    pub entity: EntityId,
    pub name: String,
    pub kind: &'static str,
    pub address: String,
    pub mentions: usize,
    pub forms: usize,
    pub is_chosen: bool,
    pub is_corrected: bool,
}

pub struct CorrectionRow {
    /// Its place in the list.
    pub number: usize,
    pub line: String,
    /// Why it corrects nothing any more.
    pub orphan: Option<String>,
}

/// The names chosen, and what can be said of them.
pub struct Chosen {
    pub names: Vec<(EntityId, String)>,
    /// Merges all others into the one with the most mentions; for two or more.
    pub merges: Vec<Correction>,
    pub merge_line: String,
    /// The one that is chosen, where it is one.
    pub single: Option<Single>,
}

/// One chosen entity.
pub struct Single {
    pub entity: EntityRef,
    pub kind: EntityKind,
    /// Forms with their mentions.
    pub forms: Vec<(String, usize)>,
    /// The articles that name it most, with their ids and mentions; none where only one does.
    pub articles: Vec<SourceOf>,
    /// How many more there are.
    pub more_articles: usize,
    pub parent: Option<String>,
    pub machine: Vec<String>,
}

/// An article that names an entity.
pub struct SourceOf {
    pub id: String,
    pub label: String,
    pub mentions: usize,
}

/// So many articles are offered to be split off; a file of corrections can name any.
const ARTICLES: usize = 40;

pub fn model(data: &Data, state: &State) -> Desk {
    let desk = &state.desk;
    let suggestions = suggestions(data, desk);
    let (merges, names) = (merges(data), names(data));
    let doubtful = merges.iter().filter(|(.., is_doubtful)| *is_doubtful).count();
    let list = &data.said.list;
    let line = words::join(&[
        &words::counted(names.len(), "name", "names"),
        ", ",
        &words::counted(merges.len(), "form", "forms"),
        " merged by the machine, ",
        &words::number(doubtful),
        " of them doubtful; ",
        &words::counted(list.len(), "correction", "corrections"),
        " by a person",
    ]);
    let counts = [suggestions.len(), merges.len(), names.len(), list.len()];
    let needle = desk.filter.trim().to_lowercase();
    let passes = |text: &str| needle.is_empty() || text.to_lowercase().contains(&needle);
    let listed = ROWS * (desk.more + 1);
    let (body, all) = match desk.tab {
        DeskTab::Suggestions => {
            let rows = suggestions.iter().take(NEXT + 1).map(|it| suggestion(data, it)).collect();
            (Body::Suggestions(rows), suggestions.len().min(NEXT + 1))
        }
        DeskTab::Merges => {
            let entities = &data.corpus.entities;
            let shown: Vec<_> = merges
                .into_iter()
                .filter(|&(id, at, _)| passes(&entities[id].name) || passes(&entities[id].merges[at].alias))
                .collect();
            let rows = shown.iter().take(listed).map(|&(id, at, _)| merge(data, id, at)).collect();
            (Body::Merges(rows), shown.len())
        }
        DeskTab::Names => {
            let has = |id: &&EntityId| {
                let entity = &data.corpus.entities[**id];
                passes(&entity.name) || entity.aliases.iter().any(|alias| passes(alias))
            };
            let shown: Vec<EntityId> = names.iter().filter(has).copied().collect();
            (Body::Names(shown.iter().take(listed).map(|&id| name(data, desk, id)).collect()), shown.len())
        }
        DeskTab::Corrections => {
            let row = |(number, correction): (usize, &Correction)| CorrectionRow {
                number,
                line: describe(data, correction),
                orphan: data.said.orphans.iter().find(|it| it.number == number).map(|it| it.why.clone()),
            };
            // The latest first.
            (Body::Corrections(list.iter().enumerate().rev().map(row).collect()), 0)
        }
    };
    let is_empty = match &body {
        Body::Suggestions(rows) => rows.is_empty(),
        Body::Merges(rows) => rows.is_empty(),
        Body::Names(rows) => rows.is_empty(),
        Body::Corrections(rows) => rows.is_empty(),
    };
    Desk {
        line,
        tabs: DeskTab::ALL.into_iter().zip(counts).collect(),
        body,
        chosen: chosen(data, desk),
        can_undo: !data.said.past.is_empty(),
        can_redo: !data.said.future.is_empty(),
        is_corrected: !list.is_empty(),
        is_bare: data.said.is_bare,
        more: entities::more(all, listed),
        empty: is_empty.then(|| empty(desk, &needle)),
    }
}

fn empty(desk: &DeskState, needle: &str) -> String {
    if !needle.is_empty() && matches!(desk.tab, DeskTab::Merges | DeskTab::Names) {
        return words::join(&["Nothing here has “", needle, "”"]);
    }
    let line = match desk.tab {
        DeskTab::Suggestions if !desk.later.is_empty() => {
            "No other suggestions; those left for later come back with the page"
        }
        DeskTab::Suggestions => "No two names here look like one",
        DeskTab::Merges => "The machine merged no two forms",
        DeskTab::Names => "The articles name nobody and nothing",
        DeskTab::Corrections => {
            "Nobody corrected anything yet. Corrections are kept in this browser, and can be saved as a small file"
        }
    };
    line.to_string()
}

/// The suggestions that were not left for later.
pub(super) fn suggestions(data: &Data, desk: &DeskState) -> Vec<Suggestion> {
    data.suggestions().iter().filter(|it| !desk.later.contains(&key(data, it))).cloned().collect()
}

/// What tells a suggestion from others when the corpus changes.
pub(super) fn key(data: &Data, it: &Suggestion) -> [String; 2] {
    [it.entity, it.into].map(|id| data.corpus.entities[id].id.clone())
}

fn suggestion(data: &Data, it: &Suggestion) -> SuggestionRow {
    let (entity, into) = (named(data, it.entity), named(data, it.into));
    SuggestionRow {
        entity: party(data, it.entity),
        into: party(data, it.into),
        reason: it.reason.clone(),
        yes: Correction::Merge { entity: entity.clone(), into: into.clone() },
        no: Correction::Distinct { entity, other: into },
    }
}

fn party(data: &Data, id: EntityId) -> Party {
    let entity = &data.corpus.entities[id];
    let mentions = data.mentions(id);
    let articles = mentions.chunk_by(|a, b| a.0 == b.0).count();
    let example = mentions.first().and_then(|&(document, mention)| {
        let span = data.corpus.documents[document].analysis.mentions[mention].span;
        Some((document, query::concordance(&data.corpus, document, &[span], CONTEXT_CHARS).pop()?))
    });
    let none = Span::new(0, 0);
    let (document, left, hit, right) = match example {
        Some((document, line)) => (Some(document), line.left, line.hit, line.right),
        None => (None, none, none, none),
    };
    Party {
        entity: id,
        name: entity.name.clone(),
        kind: words::kind(entity.kind),
        address: address::of_entity(data, id),
        line: words::join(&[
            &words::counted(mentions.len(), "mention", "mentions"),
            " in ",
            &words::counted(articles, "article", "articles"),
        ]),
        document,
        left,
        hit,
        right,
    }
}

/// Every form that the machine merged, as entity, place in its merges, and whether it is doubtful: those first.
fn merges(data: &Data) -> Vec<(EntityId, usize, bool)> {
    let mut all: Vec<(EntityId, usize, bool)> = vec![];
    for (id, entity) in data.corpus.entities.enumerate() {
        if !data.mentions(id).is_empty() {
            all.extend(entity.merges.iter().enumerate().map(|(at, merge)| (id, at, merge.is_doubtful)));
        }
    }
    sort_by_key(&mut all, |&(.., is_doubtful)| !is_doubtful);
    all
}

fn merge(data: &Data, id: EntityId, at: usize) -> MergeRow {
    let entity = &data.corpus.entities[id];
    let merge = &entity.merges[at];
    MergeRow {
        entity: id,
        name: entity.name.clone(),
        address: address::of_entity(data, id),
        alias: merge.alias.clone(),
        reason: merge.reason.clone(),
        is_doubtful: merge.is_doubtful,
        split: Correction::Split {
            entity: EntityRef::of(entity),
            forms: vec![merge.alias.clone()],
            articles: vec![],
            name: String::new(),
        },
    }
}

/// The names of the stories, those with the most mentions first.
fn names(data: &Data) -> Vec<EntityId> {
    let mut names: Vec<EntityId> = data.corpus.entities.ids().filter(|&id| !data.mentions(id).is_empty()).collect();
    sort_by(&mut names, |&a, &b| {
        let count = |id: EntityId| data.mentions(id).len();
        count(b).cmp(&count(a)).then(a.cmp(&b))
    });
    names
}

fn name(data: &Data, desk: &DeskState, id: EntityId) -> NameRow {
    let entity = &data.corpus.entities[id];
    NameRow {
        entity: id,
        name: entity.name.clone(),
        kind: words::kind(entity.kind),
        address: address::of_entity(data, id),
        mentions: data.mentions(id).len(),
        forms: entity.aliases.len(),
        is_chosen: desk.chosen.contains(&id),
        is_corrected: !machine_says(data, Target::Entity(id)).is_empty(),
    }
}

fn chosen(data: &Data, desk: &DeskState) -> Option<Chosen> {
    let first = *desk.chosen.first()?;
    let name = |id: EntityId| data.corpus.entities[id].name.clone();
    let mut most = first;
    for &id in &desk.chosen {
        most = if data.mentions(id).len() > data.mentions(most).len() { id } else { most };
    }
    let others = desk.chosen.iter().filter(|&&id| id != most);
    let merges = others.map(|&id| Correction::Merge { entity: named(data, id), into: named(data, most) }).collect();
    Some(Chosen {
        names: desk.chosen.iter().map(|&id| (id, name(id))).collect(),
        merges,
        merge_line: words::join(&["Merge into “", &name(most), "”"]),
        single: (desk.chosen.len() == 1).then(|| single(data, first)),
    })
}

fn single(data: &Data, id: EntityId) -> Single {
    let entity = &data.corpus.entities[id];
    let documents = data.corpus.documents.iter().zip(data.mentions_by_document(id));
    let of = |(document, mentions): (&Document, u32)| SourceOf {
        id: document.id.clone(),
        label: document.label.clone(),
        mentions: mentions as usize,
    };
    let mut articles: Vec<SourceOf> = documents.filter(|(_, mentions)| *mentions > 0).map(of).collect();
    if articles.len() < 2 {
        articles.clear();
    }
    sort_by_key(&mut articles, |it| std::cmp::Reverse(it.mentions));
    let more_articles = articles.len().saturating_sub(ARTICLES);
    articles.truncate(ARTICLES);
    Single {
        entity: EntityRef::of(entity),
        kind: entity.kind,
        articles,
        more_articles,
        forms: entity::variants(data, id).into_iter().map(|it| (it.text, it.mentions)).collect(),
        parent: data.parent(id).map(|parent| data.corpus.entities[parent].name.clone()),
        machine: machine_says(data, Target::Entity(id)),
    }
}
