//! Stateless fragments: plain functions from data to markup.

mod el;
mod entity;
mod share;
mod table;
mod text;

pub use el::{El, button, el, link, note, tag, text};
pub use entity::detail;
pub use share::share;
pub use table::{cell, column_heads};
pub use text::marked;
