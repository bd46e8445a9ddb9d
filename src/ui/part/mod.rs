//! Stateless fragments: plain functions from data to markup.

mod el;
mod entity;
mod field;
mod share;
mod table;
mod text;

pub use el::{El, act, button, choice, el, keyed, link, note, page_head, tag, text};
pub use entity::detail;
pub use field::search_field;
pub use share::{range, share, strip};
pub use table::{cell, column_heads, more};
pub use text::marked;
