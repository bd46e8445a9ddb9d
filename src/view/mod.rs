//! What is shown, as plain data: the [`State`], one pure [`reduce`], the [`address`] codec and a view-model a view.
//!
//! A view-model is a pure function of [`Data`] and [`State`]; `ui` draws it and decides nothing. Every sentence a
//! person reads is written here.

pub mod about;
pub mod about_text;
pub mod address;
pub mod articles;
pub mod compare;
mod data;
pub mod desk;
pub mod entities;
pub mod entity;
pub mod export;
pub mod figures;
#[cfg(test)]
pub(crate) mod fixture;
pub mod ledger;
pub mod mention;
pub mod notes;
pub mod overview;
pub mod places;
pub mod reader;
mod reduce;
mod runs;
mod state;
pub mod stories;
#[cfg(test)]
mod tests;
pub mod words;

pub use data::{Data, Said, StoryName};
pub use desk::{DeskAct, DeskState, DeskTab};
pub use notes::{NoteAct, Noted, Only, Shelf};
pub use reduce::{Action, Step, open_story, reduce};
pub use runs::{Marks, Run, runs};
pub use state::*;
