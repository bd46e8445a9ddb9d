use super::*;
use crate::base::sort::sort_by_key;
use crate::base::*;
use crate::corpus::FigureRef;
use crate::query::{Facet, Match, ValueId};
use crate::text::EntityKind;
use std::rc::Rc;

/// Everything a reader, or the browser for her, can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The address changed under us: back, forward, a pasted link.
    Arrive(String),
    Go(View),
    /// Open an article, at a sentence if one is named.
    Read(DocumentId, Option<SentenceId>),
    CloseReader,
    /// Open or close the passages of other sources at a sentence of the open article.
    ToggleFocus(SentenceId),
    SetQuery(String),
    /// Search from anywhere: sets the query and goes to the articles.
    Search(String),
    Sort(ArticleSort),
    ToggleValue(Facet, ValueId),
    ToggleExcluded(Facet, ValueId),
    SetMatch(Facet, Match),
    ClearFacet(Facet),
    ClearFilters,
    /// Show the articles that name this entity, and nothing else filtered.
    FilterByEntity(EntityId),
    SetFacetFilter(Facet, String),
    SetFacetSort(Facet, ValueSort),
    ToggleFacetWhole(Facet),
    /// Unfold or fold the facets on a narrow page.
    ToggleFilters,
    ToggleSetAside,
    /// Open an article with what was set aside put back.
    ShowSetAside(DocumentId),
    /// Put a document into a column of Compare, swapping where it is there already.
    SetColumn(usize, DocumentId),
    AddColumn(DocumentId),
    RemoveColumn(usize),
    MoveColumn(usize, usize),
    SetColumns(Vec<DocumentId>),
    /// Compare, with this article as the focus.
    CompareFrom(DocumentId),
    ShowRows(CompareShow),
    ToggleSync,
    GoToRow(Option<usize>),
    OpenPlace(Option<EntityId>),
    SortPlaces(ValueSort),
    FilterPlaces(String),
    ToggleFolded(EntityId),
    SetFolded(Vec<EntityId>),
    ToggleGovernments,
    /// List more places.
    ShowMorePlaces,
    OpenEntity(Option<EntityId>),
    SortEntities(ValueSort),
    FilterEntities(String),
    ShowKind(Option<EntityKind>),
    /// List more entities.
    ShowMoreEntities,
    Desk(DeskAct),
    Note(Box<NoteAct>),
    ShowLedger(CompareShow),
    FilterLedger(String),
    ShowMoreLedger,
    /// Open or close the topic of a figure in the ledger of figures.
    OpenFigure(Option<FigureRef>),
    SetTheme(Theme),
    ToggleMarks,
    ToggleKeys,
    SetPrefs(Prefs),
    OpenDialog(Option<Dialog>),
    /// The reading of the reader's own articles went on.
    SetPhase(Phase),
    /// These files could not be read.
    Refuse(Vec<Refused>),
    /// A table waits for its columns to be chosen; without one, none does any more.
    OfferTable(Option<TableShape>),
    /// What is kept in this browser.
    KnowStories(Vec<StoryRow>),
    KnowOffline(Offline),
    /// Everything that was kept is deleted, but for what is named.
    KnowLeft(Vec<String>),
    /// Something could not be kept or had; an empty text takes the note away.
    Trouble(String),
    /// Say something to a screen reader.
    Announce(String),
}

/// Whether an action makes a new entry in the browser's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Push,
    Replace,
}

impl Action {
    /// Typing and moving within a view replace the entry; everything else can be undone with Back.
    pub fn step(&self) -> Step {
        match *self {
            Action::Arrive(_)
            | Action::SetQuery(_)
            | Action::Note(_)
            | Action::ToggleFocus(_)
            | Action::GoToRow(_)
            | Action::FilterPlaces(_)
            | Action::FilterEntities(_)
            | Action::FilterLedger(_)
            | Action::SetFacetFilter(..)
            | Action::ToggleFilters
            | Action::SetPrefs(_)
            | Action::SetPhase(_)
            | Action::Refuse(_)
            | Action::OfferTable(_)
            | Action::KnowStories(_)
            | Action::KnowOffline(_)
            | Action::KnowLeft(_)
            | Action::Trouble(_)
            | Action::Announce(_) => Step::Replace,
            // A correction is undone, not gone back from.
            Action::Desk(ref act) => match act {
                DeskAct::Show(_) | DeskAct::Choose(_) => Step::Push,
                _ => Step::Replace,
            },
            _ => Step::Push,
        }
    }
}

/// The next state. Pure; ids that do not exist leave the state as it was.
pub fn reduce(data: &Data, state: &State, action: Action) -> State {
    let mut next = state.clone();
    next.announcement.clear();
    match action {
        Action::Arrive(address) => return arrive(data, state, &address),
        Action::Go(view) => {
            next.view = view;
            next.dialog = None;
        }
        Action::Read(document, sentence) => read(data, &mut next, document, sentence),
        Action::CloseReader => (next.open, next.focus) = (None, None),
        Action::ToggleFocus(sentence) => {
            let exists = |id| data.corpus.documents[id].analysis.sentences.get(sentence).is_some();
            let is_closing = next.focus == Some(sentence);
            next.part = reader::shown_part(data, &next);
            next.focus = (!is_closing && next.open.is_some_and(exists)).then_some(sentence);
        }
        Action::SetQuery(query) => next.query = query,
        Action::Search(query) => {
            next.query = query;
            next.view = View::Articles;
            (next.open, next.focus) = (None, None);
        }
        Action::Sort(sort) => next.sort = sort,
        Action::SetTheme(theme) => next.prefs.theme = theme,
        Action::ToggleMarks => next.prefs.hides_marks = !next.prefs.hides_marks,
        Action::ToggleKeys => next.prefs.is_without_keys = !next.prefs.is_without_keys,
        Action::SetPrefs(prefs) => next.prefs = prefs,
        Action::OpenDialog(dialog) => next.dialog = dialog,
        Action::Announce(text) => next.announcement = text,
        Action::SetPhase(phase) => set_phase(&mut next, phase),
        Action::Refuse(refused) => Rc::make_mut(&mut next.reading.refused).extend(refused),
        Action::OfferTable(Some(table)) => {
            next.reading.tables.push(table);
            next.announcement = "A table waits: choose what its columns hold.".into();
        }
        Action::OfferTable(None) => next.reading.tables.clear(),
        Action::KnowStories(stories) => next.kept.stories = Some(stories),
        Action::KnowLeft(left) => {
            next.kept = Kept { stories: Some(vec![]), left: Some(left), ..Kept::default() };
            next.notes = Shelf::default();
            next.announcement = stories::left_line(&next.kept);
        }
        Action::KnowOffline(offline) => next.kept.offline = offline,
        Action::Trouble(text) => next.kept.trouble = text,
        Action::ShowSetAside(document) => {
            read(data, &mut next, document, None);
            next.shows_set_aside = true;
        }
        Action::Desk(act) => desk::reduce(data, &mut next, act),
        Action::Note(act) => notes::reduce(data, &mut next, *act),
        Action::ToggleFilters => next.shows_filters = !next.shows_filters,
        Action::ToggleSetAside => next.shows_set_aside = !next.shows_set_aside,
        action => {
            reduce_filters(data, &mut next, &action);
            reduce_compare(data, &mut next, &action);
            reduce_lists(data, &mut next, action);
        }
    }
    next
}

/// A new reading forgets what the one before could not read; a screen reader hears where it begins and ends.
fn set_phase(next: &mut State, phase: Phase) {
    if phase.is_running() && !next.reading.phase.is_running() {
        next.reading.refused = Rc::default();
    }
    let is_other = std::mem::discriminant(&phase) != std::mem::discriminant(&next.reading.phase);
    next.reading.phase = phase;
    if is_other {
        next.announcement = stories::phase_line(&next.reading);
    }
}

/// The state in which another story opens: its Overview, with what belongs to the reader rather than to a story.
pub fn open_story(data: &Data, state: &State) -> State {
    let mut next = State::new(data.corpus.documents.len());
    next.prefs = state.prefs.clone();
    next.reading = state.reading.clone();
    next.kept = state.kept.clone();
    next.notes = data.notes.clone();
    next
}

pub(super) fn arrive(data: &Data, state: &State, address: &str) -> State {
    let mut next = address::decode(data, address);
    next.prefs = state.prefs.clone();
    next.reading = state.reading.clone();
    next.kept = state.kept.clone();
    next.desk.word = state.desk.word.clone();
    let only = next.notes.only.clone();
    next.notes = state.notes.clone();
    notes::set_only(&mut next, only);
    next.facet_sorts = state.facet_sorts;
    next.facets_whole = state.facets_whole;
    next.shows_filters = state.shows_filters;
    next.shows_set_aside = state.shows_set_aside;
    next.places.folded = state.places.folded.clone();
    next
}

fn read(data: &Data, next: &mut State, document: DocumentId, sentence: Option<SentenceId>) {
    let Some(found) = data.corpus.documents.get(document) else { return };
    next.view = View::Articles;
    (next.open, next.part) = (Some(document), 0);
    next.focus = sentence.filter(|&id| found.analysis.sentences.get(id).is_some());
    next.dialog = None;
}

fn reduce_filters(data: &Data, next: &mut State, action: &Action) {
    let has = |facet, value| data.index.values(facet).get(value).is_some();
    match *action {
        Action::ToggleValue(facet, value) if has(facet, value) => {
            let chosen = &mut next.selection.facets[facet.index()];
            remove(&mut chosen.exclude, value);
            toggle(&mut chosen.include, value);
        }
        Action::ToggleExcluded(facet, value) if has(facet, value) => {
            let chosen = &mut next.selection.facets[facet.index()];
            remove(&mut chosen.include, value);
            toggle(&mut chosen.exclude, value);
        }
        Action::SetMatch(facet, mode) => next.selection.facets[facet.index()].mode = mode,
        Action::ClearFacet(facet) => next.selection.facets[facet.index()] = Default::default(),
        Action::ClearFilters => {
            next.selection = Default::default();
            next.query.clear();
            notes::set_only(next, vec![]);
        }
        Action::FilterByEntity(entity) => {
            if let Some((facet, value)) = data.index.value_of(entity) {
                next.selection = Default::default();
                next.query.clear();
                notes::set_only(next, vec![]);
                next.selection.facets[facet.index()].include = vec![value];
                next.view = View::Articles;
                (next.open, next.focus) = (None, None);
            }
        }
        Action::SetFacetFilter(facet, ref text) => next.facet_filters[facet.index()] = text.clone(),
        Action::SetFacetSort(facet, sort) => next.facet_sorts[facet.index()] = sort,
        Action::ToggleFacetWhole(facet) => {
            let whole = &mut next.facets_whole[facet.index()];
            *whole = !*whole;
        }
        _ => {}
    }
}

fn reduce_compare(data: &Data, next: &mut State, action: &Action) {
    let exists = |document: DocumentId| data.corpus.documents.get(document).is_some();
    let compare = &mut next.compare;
    match *action {
        Action::SetColumn(at, document) if at < compare.columns.len() && exists(document) => {
            match compare.columns.iter().position(|&column| column == document) {
                Some(other) => compare.columns.swap(at, other),
                None => compare.columns[at] = document,
            }
            (compare.row, compare.part) = (None, 0);
        }
        Action::AddColumn(document) if exists(document) && !compare.columns.contains(&document) => {
            compare.columns.push(document);
            (compare.row, compare.part) = (None, 0);
        }
        Action::RemoveColumn(at) if at < compare.columns.len() && compare.columns.len() > 2 => {
            compare.columns.remove(at);
            (compare.row, compare.part) = (None, 0);
        }
        Action::MoveColumn(from, to) if from.max(to) < compare.columns.len() => {
            let column = compare.columns.remove(from);
            compare.columns.insert(to, column);
            (compare.row, compare.part) = (None, 0);
        }
        Action::SetColumns(ref documents) => {
            let mut columns: Vec<DocumentId> = vec![];
            for &document in documents {
                if exists(document) && !columns.contains(&document) {
                    columns.push(document);
                }
            }
            if columns.len() >= 2 {
                compare.columns = columns;
                (compare.row, compare.part) = (None, 0);
                next.view = View::Compare;
            }
        }
        Action::CompareFrom(document) if exists(document) => {
            compare.columns.retain(|&column| column != document);
            compare.columns.insert(0, document);
            if compare.columns.len() == 1 {
                compare.columns.extend(data.corpus.documents.ids().find(|&other| other != document));
            }
            (compare.row, compare.part) = (None, 0);
            next.view = View::Compare;
        }
        Action::ShowRows(show) => {
            compare.show = show;
            (compare.row, compare.part) = (None, 0);
        }
        Action::ToggleSync => compare.is_free = !compare.is_free,
        Action::GoToRow(row) => compare.row = row,
        _ => {}
    }
}

fn reduce_lists(data: &Data, next: &mut State, action: Action) {
    let exists = |entity: &EntityId| data.corpus.entities.get(*entity).is_some();
    match action {
        Action::OpenPlace(place) => {
            next.places.open = place.filter(exists);
            next.view = View::Places;
        }
        Action::SortPlaces(sort) => (next.places.sort, next.places.more) = (sort, 0),
        Action::FilterPlaces(text) => (next.places.filter, next.places.more) = (text, 0),
        Action::ShowMorePlaces => next.places.more += 1,
        Action::ToggleFolded(place) => toggle(&mut next.places.folded, place),
        Action::SetFolded(mut places) => {
            sort_by_key(&mut places, |&place| place);
            next.places.folded = places;
        }
        Action::ToggleGovernments => next.places.leaves_out_governments = !next.places.leaves_out_governments,
        Action::OpenEntity(entity) => {
            next.entities.open = entity.filter(exists);
            next.view = View::Entities;
        }
        Action::SortEntities(sort) => (next.entities.sort, next.entities.more) = (sort, 0),
        Action::FilterEntities(text) => (next.entities.filter, next.entities.more) = (text, 0),
        Action::ShowKind(kind) => (next.entities.kind, next.entities.more) = (kind, 0),
        Action::ShowMoreEntities => next.entities.more += 1,
        Action::ShowLedger(show) => (next.ledger.show, next.ledger.more) = (show, 0),
        Action::FilterLedger(text) => (next.ledger.filter, next.ledger.more) = (text, 0),
        Action::ShowMoreLedger => next.ledger.more += 1,
        Action::OpenFigure(figure) => {
            next.ledger.open = figure.filter(|&at| figures::value(data, at).is_some());
            next.view = View::Figures;
        }
        _ => {}
    }
}

fn toggle<T: Ord + Copy>(sorted: &mut Vec<T>, value: T) {
    match sorted.binary_search(&value) {
        Ok(at) => {
            sorted.remove(at);
        }
        Err(at) => sorted.insert(at, value),
    }
}

fn remove<T: Ord>(sorted: &mut Vec<T>, value: T) {
    if let Ok(at) = sorted.binary_search(&value) {
        sorted.remove(at);
    }
}
