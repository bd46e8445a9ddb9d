use crate::base::*;
use crate::corpus::FigureRef;
use crate::query::{Facet, Selection};
use crate::text::EntityKind;
use std::rc::Rc;

/// Everything the page shows is a function of this and the corpus.
///
/// What a pasted link must restore goes through `address`; the rest (open menus, text in a facet's search box,
/// theme) lives as long as the page, or in the reader's own storage.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    pub view: View,
    /// The query as typed.
    pub query: String,
    pub selection: Selection,
    pub sort: ArticleSort,
    /// The article in the reader of the Articles view.
    pub open: Option<DocumentId>,
    /// The sentence the reader was led to; its passages in other sources stand open.
    pub focus: Option<SentenceId>,
    /// The part of a long article that is shown where no sentence is chosen, from 0.
    pub part: usize,
    pub compare: CompareState,
    pub places: PlacesState,
    pub entities: EntitiesState,
    pub ledger: LedgerState,
    pub desk: super::DeskState,
    pub notes: super::Shelf,
    /// The text in each facet's own search box, by `Facet::index`.
    pub facet_filters: [String; 5],
    /// How each facet's values are sorted, by `Facet::index`.
    pub facet_sorts: [ValueSort; 5],
    /// Which facets show all their values instead of the first few.
    pub facets_whole: [bool; 5],
    /// Whether the facets are unfolded where the page is too narrow for their column.
    pub shows_filters: bool,
    /// Whether the blocks set aside are shown in the reader.
    pub shows_set_aside: bool,
    pub prefs: Prefs,
    /// How the reading of a reader's own articles stands.
    pub reading: Reading,
    /// What this browser keeps of the page and for the reader.
    pub kept: Kept,
    pub dialog: Option<Dialog>,
    /// What a screen reader is told after an action, a sentence.
    pub announcement: String,
}

impl State {
    /// The start page.
    pub fn new(documents: usize) -> State {
        State {
            view: View::Overview,
            query: String::new(),
            selection: Selection::default(),
            sort: ArticleSort::default(),
            open: None,
            focus: None,
            part: 0,
            compare: CompareState {
                columns: (0..documents.min(3)).map(DocumentId::from_index).collect(),
                ..CompareState::default()
            },
            places: PlacesState::default(),
            entities: EntitiesState::default(),
            ledger: LedgerState::default(),
            desk: Default::default(),
            notes: Default::default(),
            facet_filters: Default::default(),
            facet_sorts: Default::default(),
            facets_whole: Default::default(),
            shows_filters: false,
            shows_set_aside: false,
            prefs: Prefs::default(),
            reading: Reading::default(),
            kept: Kept::default(),
            dialog: None,
            announcement: String::new(),
        }
    }

    /// Whether a query or a facet narrows the articles.
    pub fn is_filtered(&self) -> bool {
        !self.query.trim().is_empty()
            || !self.notes.only.is_empty()
            || Facet::ALL.iter().any(|facet| {
                let chosen = &self.selection.facets[facet.index()];
                !chosen.include.is_empty() || !chosen.exclude.is_empty()
            })
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    #[default]
    Overview,
    Articles,
    Places,
    Compare,
    Figures,
    Quotes,
    Timeline,
    Entities,
    Desk,
    Notes,
    Stories,
    About,
}

impl View {
    pub const ALL: [View; 12] = [
        View::Overview,
        View::Articles,
        View::Places,
        View::Compare,
        View::Figures,
        View::Quotes,
        View::Timeline,
        View::Entities,
        View::Desk,
        View::Notes,
        View::Stories,
        View::About,
    ];

    /// The name in the navigation.
    pub fn name(self) -> &'static str {
        match self {
            View::Overview => "Overview",
            View::Articles => "Articles",
            View::Places => "Places",
            View::Compare => "Compare",
            View::Figures => "Figures",
            View::Quotes => "Quotes",
            View::Timeline => "Timeline",
            View::Entities => "Entities",
            View::Desk => "Desk",
            View::Notes => "Notes",
            View::Stories => "Your articles",
            View::About => "About",
        }
    }

    /// The name in the address; the overview has none.
    pub fn path(self) -> &'static str {
        match self {
            View::Overview => "",
            View::Articles => "articles",
            View::Places => "places",
            View::Compare => "compare",
            View::Figures => "figures",
            View::Quotes => "quotes",
            View::Timeline => "timeline",
            View::Entities => "entities",
            View::Desk => "desk",
            View::Notes => "notes",
            View::Stories => "stories",
            View::About => "about",
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ArticleSort {
    /// Best match first; without a query, the order of the corpus.
    #[default]
    Relevance,
    Newest,
    Oldest,
    Title,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ValueSort {
    #[default]
    Count,
    Name,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CompareState {
    /// The articles side by side, the focus article first; 2 to all.
    pub columns: Vec<DocumentId>,
    pub show: CompareShow,
    /// Each column scrolls on its own instead of staying level with the others.
    pub is_free: bool,
    /// The row that `n` and `p` went to.
    pub row: Option<usize>,
    /// The part of a long comparison that is shown where no row is at hand, from 0.
    pub part: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CompareShow {
    #[default]
    Everything,
    /// Rows that two or more of the chosen sources have.
    Shared,
    /// Shared rows whose wording or figures differ.
    Different,
    /// Rows that only one of the chosen sources has.
    OnlyHere,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlacesState {
    /// The place whose mentions are open.
    pub open: Option<EntityId>,
    pub sort: ValueSort,
    pub filter: String,
    /// Places whose children are folded away, sorted.
    pub folded: Vec<EntityId>,
    /// Mentions that stand for a government are left out of the counts.
    pub leaves_out_governments: bool,
    /// How often the reader asked for more rows.
    pub more: usize,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntitiesState {
    pub open: Option<EntityId>,
    /// Only this kind.
    pub kind: Option<EntityKind>,
    pub sort: ValueSort,
    pub filter: String,
    /// How often the reader asked for more rows.
    pub more: usize,
}

/// The ledger that is shown: figures, quotations or days.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LedgerState {
    pub show: CompareShow,
    pub filter: String,
    /// The figure whose topic stands open with its sentences.
    pub open: Option<FigureRef>,
    /// How often the reader asked for more entries.
    pub more: usize,
}

/// What a reader chose for herself; kept in her browser, never in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefs {
    pub theme: Theme,
    pub hides_marks: bool,
    /// Single-letter keys are off (WCAG 2.1.4).
    pub is_without_keys: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    Help,
    Export,
}

/// The reading of a reader's own articles: one at a time, in the worker.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    pub phase: Phase,
    /// What could not be read, in the order it was met; shared, as a folder can hold thousands of such files.
    pub refused: Rc<Vec<Refused>>,
    /// Tables that wait for the reader to say what their columns hold.
    pub tables: Vec<TableShape>,
}

/// What a reader needs to choose the columns of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableShape {
    pub name: String,
    pub columns: Vec<String>,
    /// The first row under them.
    pub row: Vec<String>,
    /// The column guessed for each of [`stories::FIELDS`](super::stories::FIELDS); empty where none is.
    pub guess: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub enum Phase {
    #[default]
    Idle,
    /// The program that reads is on its way: bytes there, of all (0 when not known).
    Fetching { bytes: usize, of: usize },
    /// Articles and bytes of text read, and since when, in milliseconds.
    Reading { articles: usize, of_articles: usize, bytes: usize, of_bytes: usize, millis: f64 },
    /// All are read and are set against each other.
    Building { articles: usize },
    /// The story is open; how long it took, in milliseconds.
    Done { articles: usize, millis: f64 },
    /// Nothing came of it: what happened and what to do.
    Failed(String),
}

impl Phase {
    /// Whether the worker is at it.
    pub fn is_running(&self) -> bool {
        matches!(self, Phase::Fetching { .. } | Phase::Reading { .. } | Phase::Building { .. })
    }
}

/// A file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    pub input: String,
    pub cause: String,
    pub remedy: String,
}

/// What this browser keeps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// The reader's stories, newest first; `None` until they are known.
    pub stories: Option<Vec<StoryRow>>,
    pub offline: Offline,
    /// What could not be kept or had, and what to do, a sentence or two; empty when nothing is wrong.
    pub trouble: String,
    /// What was left in this browser after everything was deleted.
    pub left: Option<Vec<String>>,
}

/// How much of the page opens without a connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Offline {
    #[default]
    Unknown,
    /// The browser keeps no copy at this address.
    Nothing,
    /// The copy is on its way.
    Coming,
    /// The page and its stories, but not the part that reads new articles.
    Page,
    Everything,
    /// The page is one file of the reader's own.
    File,
}

/// A story kept in this browser.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryRow {
    pub id: String,
    pub name: String,
    pub articles: usize,
    /// Milliseconds since 1970.
    pub saved: f64,
    /// What is wrong with it, half a sentence; empty when it can be opened.
    pub fault: String,
}
