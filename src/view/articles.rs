//! The Articles view: facets, active filters, ranked results. The article itself is [`super::reader`].

use super::*;
use crate::base::sort::{sort_by, sort_by_key};
use crate::base::*;
use crate::query::{self, Facet, Found, Match, ValueId};

/// Values a facet shows before it is asked for all.
const FACET_VALUES: usize = 7;
/// Width of a snippet in characters: about two lines of a result card.
const SNIPPET_CHARS: usize = 180;

/// What a query found, worked out once for the whole view.
pub struct Search {
    pub query: query::Query,
    pub found: Option<Found>,
    /// Those of the found documents that the filters by notes leave, if there are such filters.
    among: Option<DocSet>,
    /// The documents that query and filters leave.
    pub documents: DocSet,
}

impl Search {
    pub fn new(data: &Data, state: &State) -> Search {
        let query = query::parse(&state.query);
        let found = (!query.is_empty()).then(|| query::search(&data.index, &data.corpus, &query));
        let among = notes::matching(data, state).map(|mut noted| {
            if let Some(found) = &found {
                noted.intersect_with(&found.documents);
            }
            noted
        });
        let hits = among.as_ref().or(found.as_ref().map(|found| &found.documents));
        let documents = query::matching(&data.index, &state.selection, hits);
        Search { query, found, among, documents }
    }

    /// Matches of the query in one document, sorted; none without a query.
    pub fn hits(&self, data: &Data, document: DocumentId) -> Vec<Span> {
        match self.found {
            Some(_) => query::hits(&data.index, &data.corpus, &self.query, document),
            None => vec![],
        }
    }
}

/// Everything the view shows beside the open article.
#[derive(Clone, Debug, PartialEq)]
pub struct Articles {
    /// `3 of 5 articles`.
    pub count_line: String,
    pub chips: Vec<Chip>,
    /// Filters by what the reader starred, noted and tagged, with how many articles each leaves and whether it is chosen.
    pub only: Vec<(Only, usize, bool)>,
    /// What the query held that could not be understood, a sentence each.
    pub notes: Vec<String>,
    pub facets: Vec<FacetList>,
    pub results: Vec<Card>,
    /// Instead of results, when there are none.
    pub empty: Option<Empty>,
    /// Spoken after a change.
    pub status: String,
}

/// An active filter; a press takes it away.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    pub text: String,
    pub is_excluded: bool,
    pub remove: Action,
}

#[derive(Clone, Debug, PartialEq)]
pub struct FacetList {
    pub facet: Facet,
    pub name: &'static str,
    pub values: Vec<Value>,
    /// Values that pass the facet's search box, shown or not.
    pub total: usize,
    /// More pass than are shown.
    pub is_cut: bool,
    pub is_whole: bool,
    pub filter: String,
    pub sort: ValueSort,
    /// Whether documents must have all chosen values; only for entities, and only when it can matter.
    pub matching: Option<Match>,
    /// Something in it is chosen or excluded.
    pub is_active: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    pub id: ValueId,
    pub label: String,
    /// The articles a click would leave.
    pub count: u32,
    pub is_included: bool,
    pub is_excluded: bool,
    /// `12 mentions in 3 articles`.
    pub title: String,
}

/// A found article.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub document: DocumentId,
    pub address: String,
    pub title: String,
    pub label: String,
    /// Day, words, matches.
    pub facts: Vec<String>,
    pub language: String,
    pub snippet: Vec<Run>,
    pub is_cut_before: bool,
    pub is_cut_after: bool,
    pub is_open: bool,
    pub is_starred: bool,
    pub tags: Vec<String>,
    /// The sentence of the snippet, where the card's second link leads.
    pub passage: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Empty {
    /// What was asked and why nothing came.
    pub why: String,
    /// The nearest ways out.
    pub ways: Vec<(String, Action)>,
}

pub fn model(data: &Data, state: &State) -> Articles {
    let search = Search::new(data, state);
    let total = data.corpus.documents.len();
    let count = search.documents.len();
    let all = words::counted(total, "article", "articles");
    let count_line = if state.is_filtered() { words::join(&[&words::number(count), " of ", &all]) } else { all };
    Articles {
        status: count_line.clone(),
        count_line,
        chips: chips(data, state),
        only: notes::only_choices(data, state),
        notes: search
            .query
            .ignored
            .iter()
            .map(|part| words::join(&["Ignored “", &part.text, "”: ", part.why]))
            .collect(),
        facets: facets(data, state, &search),
        results: order(data, state, &search).into_iter().map(|id| card(data, state, &search, id)).collect(),
        empty: (count == 0).then(|| empty(data, state, &search)),
    }
}

/// The found documents in the order asked for.
pub fn order(data: &Data, state: &State, search: &Search) -> Vec<DocumentId> {
    let documents = &data.corpus.documents;
    let mut order: Vec<DocumentId> = match &search.found {
        Some(found) => found.ranked.iter().map(|ranked| ranked.document).collect(),
        None => documents.ids().collect(),
    };
    order.retain(|&id| search.documents.contains(id));
    let day = |id: &DocumentId| documents[*id].analysis.published;
    match state.sort {
        ArticleSort::Relevance => {}
        ArticleSort::Newest => sort_by_key(&mut order, |id| std::cmp::Reverse(day(id))),
        ArticleSort::Oldest => sort_by_key(&mut order, |id| (day(id).is_none(), day(id))),
        ArticleSort::Title => {
            sort_by(&mut order, |a, b| documents[*a].analysis.title.cmp(&documents[*b].analysis.title))
        }
    }
    order
}

/// The entities that the filters are about.
pub fn chosen_entities(data: &Data, state: &State) -> Vec<EntityId> {
    let entities = |facet: Facet| {
        let values = data.index.values(facet);
        state.selection.facets[facet.index()].include.iter().filter_map(|&id| values[id].entity)
    };
    Facet::ALL.into_iter().flat_map(entities).collect()
}

fn chips(data: &Data, state: &State) -> Vec<Chip> {
    let mut chips = vec![];
    if !state.query.trim().is_empty() {
        let text = words::join(&["Text: ", state.query.trim()]);
        chips.push(Chip { text, is_excluded: false, remove: Action::SetQuery(String::new()) });
    }
    for only in &state.notes.only {
        let remove = Action::Note(Box::new(NoteAct::ToggleOnly(only.clone())));
        chips.push(Chip { text: notes::only_name(only), is_excluded: false, remove });
    }
    for facet in Facet::ALL {
        let chosen = &state.selection.facets[facet.index()];
        let values = data.index.values(facet);
        let label = |id: ValueId| values[id].label.clone();
        for &id in &chosen.include {
            chips.push(Chip { text: label(id), is_excluded: false, remove: Action::ToggleValue(facet, id) });
        }
        for &id in &chosen.exclude {
            chips.push(Chip { text: label(id), is_excluded: true, remove: Action::ToggleExcluded(facet, id) });
        }
    }
    chips
}

fn facets(data: &Data, state: &State, search: &Search) -> Vec<FacetList> {
    let hits = search.among.as_ref().or(search.found.as_ref().map(|found| &found.documents));
    let counts = query::facet_counts(&data.index, &state.selection, hits);
    Facet::ALL.into_iter().map(|facet| facet_list(data, state, facet, &counts[facet.index()])).collect()
}

fn facet_list(data: &Data, state: &State, facet: Facet, counts: &IdVec<ValueId, u32>) -> FacetList {
    let at = facet.index();
    let chosen = &state.selection.facets[at];
    let (filter, sort) = (state.facet_filters[at].clone(), state.facet_sorts[at]);
    let needle = filter.trim().to_lowercase();
    let values = data.index.values(facet);
    let is_chosen = |id: &ValueId| chosen.include.contains(id) || chosen.exclude.contains(id);
    let mut ids: Vec<ValueId> = values
        .enumerate()
        .filter(|(_, value)| needle.is_empty() || value.label.to_lowercase().contains(&needle))
        .map(|(id, _)| id)
        .collect();
    match (sort, facet) {
        (ValueSort::Name, _) => sort_by_key(&mut ids, |&id| values[id].label.to_lowercase()),
        // Days stay in order; what counts most comes first elsewhere.
        (ValueSort::Count, Facet::Date) => {}
        (ValueSort::Count, _) => sort_by_key(&mut ids, |&id| {
            let value = &values[id];
            let rank = (std::cmp::Reverse(counts[id]), std::cmp::Reverse(value.mentions));
            (!is_chosen(&id), rank, value.label.to_lowercase())
        }),
    }
    let total = ids.len();
    let is_whole = state.facets_whole[at] || !needle.is_empty();
    if !is_whole {
        ids.truncate(FACET_VALUES.max(ids.iter().filter(|id| is_chosen(id)).count()));
    }
    FacetList {
        facet,
        name: words::facet(facet),
        is_cut: ids.len() < total,
        values: ids.into_iter().map(|id| value(data, state, facet, id, counts[id])).collect(),
        total,
        is_whole: state.facets_whole[at],
        filter,
        sort,
        matching: (at < 3 && (chosen.include.len() > 1 || chosen.mode == Match::All)).then_some(chosen.mode),
        is_active: !chosen.include.is_empty() || !chosen.exclude.is_empty(),
    }
}

fn value(data: &Data, state: &State, facet: Facet, id: ValueId, count: u32) -> Value {
    let chosen = &state.selection.facets[facet.index()];
    let value = &data.index.values(facet)[id];
    let articles = words::counted(value.documents.len(), "article", "articles");
    let title = match value.entity {
        Some(_) => words::join(&[&words::counted(value.mentions as usize, "mention", "mentions"), " in ", &articles]),
        None => articles,
    };
    let label = match (facet, Date::parse_iso(&value.key)) {
        (Facet::Date, Some(date)) => words::day(date),
        _ => value.label.clone(),
    };
    Value {
        id,
        label,
        count,
        is_included: chosen.include.contains(&id),
        is_excluded: chosen.exclude.contains(&id),
        title,
    }
}

fn card(data: &Data, state: &State, search: &Search, id: DocumentId) -> Card {
    let document = &data.corpus.documents[id];
    let chosen = chosen_entities(data, state);
    let hits = search.hits(data, id);
    let mut facts =
        vec![words::published(&document.analysis), words::counted(words::story_words(document), "word", "words")];
    if !hits.is_empty() {
        facts.push(words::counted(hits.len(), "match", "matches"));
    }
    // Without a query the sentence that names the chosen entities says why the article is here.
    let reasons = if hits.is_empty() { chosen_spans(data, id, &chosen) } else { hits.clone() };
    let snippet = query::snippet(document, &reasons, SNIPPET_CHARS);
    let passage = (!reasons.is_empty())
        .then(|| document.analysis.sentence_at(snippet.span.start))
        .flatten()
        .map(|sentence| address::of_sentence(data, id, sentence));
    let marks = Marks { hits, chosen, ..Marks::default() };
    Card {
        document: id,
        address: open_address(data, state, id),
        title: document.analysis.title.clone(),
        label: document.label.clone(),
        facts,
        language: document.analysis.language.clone(),
        snippet: runs(document, snippet.span, &marks),
        is_cut_before: snippet.is_cut_before,
        is_cut_after: snippet.is_cut_after,
        is_open: state.open == Some(id),
        is_starred: state.notes.notes.is_starred(&document.id),
        tags: state.notes.notes.tags_of(&document.id).to_vec(),
        passage,
    }
}

/// The address of an article with the filters kept.
fn open_address(data: &Data, state: &State, id: DocumentId) -> String {
    let mut next = state.clone();
    (next.open, next.focus, next.part) = (Some(id), None, 0);
    address::encode(data, &next)
}

fn chosen_spans(data: &Data, id: DocumentId, chosen: &[EntityId]) -> Vec<Span> {
    let document = &data.corpus.documents[id];
    let is_chosen =
        |entity: EntityId| chosen.contains(&entity) || chosen.iter().any(|&place| data.lies_in(entity, place));
    document
        .story_mentions()
        .filter(|&(_, entity)| is_chosen(entity))
        .map(|(mention, _)| document.analysis.mentions[mention].span)
        .collect()
}

fn empty(data: &Data, state: &State, search: &Search) -> Empty {
    let mut ways = vec![];
    if let Some(near) = search.found.as_ref().map(|found| &found.near) {
        for near in near.iter().take(3) {
            let mut query = state.query.clone();
            if query.get(near.span.range()).is_some() {
                query.replace_range(near.span.range(), &near.term);
                ways.push((words::join(&["Search for ", &query]), Action::SetQuery(query)));
            }
        }
    }
    let has_query = !state.query.trim().is_empty();
    let alone = State { selection: Default::default(), notes: Default::default(), ..state.clone() };
    let found_alone = Search::new(data, &alone).documents.len();
    let has_filters = state.selection != Default::default() || !state.notes.only.is_empty();
    let why = match (has_query, !has_filters) {
        (true, true) => words::join(&["No article has “", state.query.trim(), "”."]),
        (true, false) if found_alone > 0 => {
            let articles = words::counted(found_alone, "article has", "articles have");
            let query = state.query.trim();
            words::join(&[&articles, " “", query, "”, but none of them passes the filters as well."])
        }
        (true, false) => words::join(&["No article has “", state.query.trim(), "”, with the filters or without."]),
        (false, _) => "No article passes all of these filters together.".to_string(),
    };
    if has_query && found_alone > 0 {
        let selection_only =
            chips(data, state).into_iter().filter(|chip| chip.remove != Action::SetQuery(String::new()));
        ways.extend(selection_only.map(|chip| (words::join(&["Drop the filter ", &chip.text]), chip.remove)));
    }
    ways.push(("Clear all filters".to_string(), Action::ClearFilters));
    Empty { why, ways }
}
