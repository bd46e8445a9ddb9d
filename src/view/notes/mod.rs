//! Notes: what a reader highlights, notes, stars and tags, and what of it she chose for a dossier.
//!
//! They belong to a story, stand in the [`State`] beside it, and leave the corpus alone. [`reduce`] is what a reader does
//! with them, [`model`] the view of all of them, [`in_reader`] what the open article shows.

mod act;
mod in_reader;
mod model;
#[cfg(test)]
mod tests;

use super::*;
use crate::base::*;
use crate::corpus::corrections::LineError;
use crate::corpus::notes::{NoteKind, Notes};
use crate::query::{NotePlace, note_places};
use std::ops::Deref;
use std::rc::Rc;

pub use act::{file, reduce};
pub use in_reader::{Form, InReader, Selected, byte_at, in_reader, selected_span};
pub use model::{Group, NotesView, Row, TagChoice, model, row};

/// The notes of the open story. Costs nothing until there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf(Option<Rc<Noted>>);

/// The notes with where they stand, and what the reader does with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noted {
    pub notes: Notes,
    /// In step with the list of notes.
    pub places: Vec<NotePlace>,
    /// The notes of before each change, the latest last.
    pub past: Vec<Notes>,
    /// How often the reader changed something since the story was opened.
    pub changes: usize,
    /// The note in the making.
    pub draft: Option<Draft>,
    /// What the articles are filtered by; all must hold.
    pub only: Vec<Only>,
    /// Of the view of notes: only those with this tag, and with these words.
    pub tag: Option<String>,
    pub filter: String,
    /// What the last change did; shown until it is closed.
    pub word: Option<String>,
    /// Lines of an opened file that cannot be used.
    pub refused: Vec<LineError>,
}

static NOTHING: Noted = Noted {
    notes: Notes { list: vec![], stars: vec![], tags: vec![], unknown: vec![] },
    places: vec![],
    past: vec![],
    changes: 0,
    draft: None,
    only: vec![],
    tag: None,
    filter: String::new(),
    word: None,
    refused: vec![],
};

impl Deref for Shelf {
    type Target = Noted;
    fn deref(&self) -> &Noted {
        self.0.as_deref().unwrap_or(&NOTHING)
    }
}

impl Shelf {
    /// The notes as they were kept.
    #[inline(never)]
    pub fn of(notes: Notes, corpus: &crate::corpus::Corpus) -> Shelf {
        let places = note_places(corpus, &notes);
        Shelf(Some(Rc::new(Noted { notes, places, ..Noted::default() })))
    }

    /// Whether there is anything of the reader's.
    pub fn is_used(&self) -> bool {
        self.0.is_some()
    }

    #[inline(never)]
    fn edit(&mut self) -> &mut Noted {
        Rc::make_mut(self.0.get_or_insert_default())
    }
}

/// What an article must have of the reader's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Only {
    Starred,
    Noted,
    /// The article, or a note on it, has the tag.
    Tagged(String),
}

/// A note in the making, or one that is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The note that is changed.
    pub id: Option<String>,
    pub document: DocumentId,
    /// The block whose words can be chosen; none for a note on the whole article, or one that is changed.
    pub block: Option<BlockId>,
    /// The words chosen so far.
    pub span: Option<Span>,
}

/// What a reader types into the form of a note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The words chosen in the form itself, within the block.
    pub span: Option<Span>,
    pub text: String,
    /// Parted by commas.
    pub tags: String,
    pub is_chosen: bool,
    /// When, as ISO 8601.
    pub now: String,
}

/// What a reader does with notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteAct {
    /// What is kept in this browser changed from the first to the second: as the story opens, or by another tab.
    Learn(Box<(Notes, Notes)>),
    /// Adds the notes of a file, and tells of its lines that cannot be used.
    Open(Box<Notes>, Vec<LineError>),
    Star(DocumentId),
    /// The tags of an article, parted by commas.
    Tag(DocumentId, String),
    /// Opens the form.
    Write(Draft),
    /// Opens the form on a note that is there.
    Change(String),
    Save(Written),
    Close,
    /// Marks words, at this time.
    Highlight(DocumentId, Span, String),
    /// Puts words into the dossier as what they are, at this time.
    Collect(DocumentId, Span, NoteKind, String),
    /// Puts a note into the dossier or takes it out.
    Choose(String),
    Delete(String),
    Undo,
    CloseWord,
    /// Filters the articles, or no longer.
    ToggleOnly(Only),
    ShowTag(Option<String>),
    Filter(String),
}

/// Whether an article has what the filters ask for.
fn has(data: &Data, noted: &Noted, document: DocumentId, only: &Only) -> bool {
    let id = &data.corpus.documents[document].id;
    let mut here = noted.notes.list.iter().zip(&noted.places).filter(|(_, place)| document_of(place) == Some(document));
    match only {
        Only::Starred => noted.notes.is_starred(id),
        Only::Noted => here.next().is_some(),
        Only::Tagged(tag) => noted.notes.tags_of(id).contains(tag) || here.any(|(note, _)| note.tags.contains(tag)),
    }
}

/// The articles that the filters by notes leave; `None` without such a filter.
#[inline(never)]
pub fn matching(data: &Data, state: &State) -> Option<DocSet> {
    let noted: &Noted = &state.notes;
    if noted.only.is_empty() {
        return None;
    }
    let passes = |document: &DocumentId| noted.only.iter().all(|only| has(data, noted, *document, only));
    Some(data.corpus.documents.ids().filter(passes).collect())
}

/// A filter in words.
pub fn only_name(only: &Only) -> String {
    match only {
        Only::Starred => "Starred".to_string(),
        Only::Noted => "With notes".to_string(),
        Only::Tagged(tag) => words::join(&["Tag: ", tag]),
    }
}

/// The filters that are worth a choice: those in use, and those that leave something.
#[inline(never)]
pub fn only_choices(data: &Data, state: &State) -> Vec<(Only, usize, bool)> {
    let noted: &Noted = &state.notes;
    let tags = noted.notes.all_tags().into_iter().map(|tag| Only::Tagged(tag.to_string()));
    let mut choices = vec![];
    for only in [Only::Starred, Only::Noted].into_iter().chain(tags) {
        let count = data.corpus.documents.ids().filter(|&document| has(data, noted, document, &only)).count();
        let is_chosen = noted.only.contains(&only);
        if count > 0 || is_chosen {
            choices.push((only, count, is_chosen));
        }
    }
    choices
}

/// The article that a note stands in.
pub fn document_of(place: &NotePlace) -> Option<DocumentId> {
    match *place {
        NotePlace::Article(document) | NotePlace::Passage(document, _) => Some(document),
        NotePlace::Orphan(_) => None,
    }
}

/// What an address says of the filters by notes.
pub fn set_only(state: &mut State, only: Vec<Only>) {
    if !only.is_empty() || state.notes.is_used() {
        state.notes.edit().only = only;
    }
}

/// The spans of an article that are noted, sorted.
pub fn spans(state: &State, document: DocumentId) -> Vec<Span> {
    let span = |place: &NotePlace| match *place {
        NotePlace::Passage(id, span) if id == document => Some(span),
        _ => None,
    };
    let mut spans: Vec<Span> = state.notes.places.iter().filter_map(span).collect();
    crate::base::sort::sort_by_key(&mut spans, |span| *span);
    spans
}
