//! Stateless fragments: plain functions from data to markup.

mod text;

pub use text::marked;
