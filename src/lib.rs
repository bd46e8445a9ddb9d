//! Crossread reads one event across many sources.
//!
//! Data flows one way, and a room imports only from rooms to its left:
//!
//! ```text
//! base ◀─ text ◀─ corpus ◀─ query ◀─ view ◀─ ui ◀─ main
//!   ▲── import ◀──────────────────────── ui
//!         import, text, corpus ◀─ bin/prepare
//! ```
//!
//! `text` analyses one article, `corpus` sets many against each other, `query` finds, `view` decides what is
//! shown as plain data, `ui` draws it. Everything left of `ui` is pure and runs natively and in wasm alike.

pub mod base;
pub mod corpus;
pub mod import;
pub mod query;
pub mod text;
#[cfg(feature = "ui")]
pub mod ui;
pub mod view;
