//! What is shown, as plain data: the [`State`], one pure [`reduce`], the [`address`] codec and a view-model a view.
//!
//! A view-model is a pure function of [`Data`] and [`State`]; `ui` draws it and decides nothing. Every sentence a
//! person reads is written here.

pub mod address;
mod data;
mod reduce;
mod state;

pub use data::Data;
pub use reduce::{Action, Step, reduce};
pub use state::*;
