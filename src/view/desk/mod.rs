//! The entity desk: what the machine merged and why, what it did not dare, and what a person says against it.
//!
//! A correction changes the corpus, not only the state, so it goes through [`correct`], which gives both anew; all else
//! that happens on the desk is a [`DeskAct`] that leaves the corpus alone.

mod act;
mod describe;
mod model;
mod results;
#[cfg(test)]
mod tests;

use super::*;
use crate::base::*;
use crate::corpus::Corpus;
use crate::corpus::corrections::{Correction, EntityRef, LineError, Passage, Reread};
use std::rc::Rc;

pub use act::{correct, file, reduce};
pub use describe::describe;
pub use model::{Body, Chosen, CorrectionRow, Desk, MergeRow, NameRow, Party, Single, SourceOf, SuggestionRow, model};
pub use results::{CorrectedResult, corrected_results};

/// What a person does on the desk, or in place.
#[derive(Clone, Debug, PartialEq)]
pub enum DeskAct {
    /// All of them or none.
    Correct(Vec<Correction>),
    Undo,
    Redo,
    /// Takes one correction out of the list.
    Drop(usize),
    /// Adds the corrections of a file to the list, and tells of its lines that cannot be used.
    Open(Vec<Correction>, Vec<LineError>),
    /// The corrections kept in this browser, as the story opens.
    Restore(Vec<Correction>),
    /// What was read again by the corrections, of this machine's result.
    Reread(Rc<Corpus>, Rc<Reread>),
    /// Shows the machine's own result, or the corrected one again.
    ToggleBare,
    Show(DeskTab),
    /// Chooses an entity to correct, or lets it go.
    Choose(EntityId),
    ChooseNone,
    Filter(String),
    ShowMore,
    /// Leaves a suggestion for later.
    Later,
    /// Takes the word on the last correction away.
    CloseWord,
}

/// What is listed on the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DeskTab {
    /// Likely merges, one after the other.
    #[default]
    Suggestions,
    /// What the machine merged.
    Merges,
    Names,
    /// What a person corrected.
    Corrections,
}

impl DeskTab {
    pub const ALL: [DeskTab; 4] = [DeskTab::Suggestions, DeskTab::Merges, DeskTab::Names, DeskTab::Corrections];

    pub fn name(self) -> &'static str {
        ["Suggestions", "Merges", "All names", "Corrections"][self as usize]
    }

    /// The name in the address; the suggestions have none.
    pub fn path(self) -> &'static str {
        ["", "merges", "names", "corrections"][self as usize]
    }
}

/// The desk as a person left it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeskState {
    pub tab: DeskTab,
    /// In the order they were chosen.
    pub chosen: Vec<EntityId>,
    pub filter: String,
    /// How often more rows were asked for.
    pub more: usize,
    /// Suggestions passed over from the front, as the ids of their entities.
    pub later: Vec<[String; 2]>,
    /// Lines of an opened file that cannot be used.
    pub refused: Vec<LineError>,
    /// What the last correction did, or why nothing came of it; shown on every view until it is closed.
    pub word: Option<Word>,
}

/// A word on the last correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub line: String,
    /// It changed something.
    pub is_done: bool,
}

/// What the machine says where a person corrected it.
pub fn machine_says(data: &Data, what: crate::corpus::Target) -> Vec<String> {
    let told = data.corpus.corrected.iter().filter(|it| it.what == what);
    told.map(|it| it.machine.clone()).collect()
}

/// The desk with one entity chosen.
pub fn address_of(data: &Data, entity: EntityId) -> String {
    let mut state = State::new(data.corpus.documents.len());
    state.view = View::Desk;
    state.desk = DeskState { tab: DeskTab::Names, chosen: vec![entity], ..DeskState::default() };
    address::encode(data, &state)
}

/// What was corrected, a line each.
pub fn corrections_address(data: &Data) -> String {
    let mut state = State::new(data.corpus.documents.len());
    state.view = View::Desk;
    state.desk.tab = DeskTab::Corrections;
    address::encode(data, &state)
}

/// What a click on a block corrects: put back what is set aside, set aside what is not.
pub fn of_block(data: &Data, document: DocumentId, block: BlockId) -> Correction {
    let document = &data.corpus.documents[document];
    let found = &document.analysis.blocks[block];
    let block = Passage::of(document, found.span);
    if found.kind.is_story() { Correction::SetAside { block } } else { Correction::PutBack { block } }
}

/// An entity of this story as a correction names it.
pub fn named(data: &Data, entity: EntityId) -> EntityRef {
    EntityRef::of(&data.corpus.entities[entity])
}
