//! Stateless fragments: plain functions from data to markup.

mod entity;
mod share;
mod table;
mod text;

pub use entity::detail;
pub use share::share;
pub use table::{cell, column_heads};
pub use text::marked;
