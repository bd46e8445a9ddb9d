//! Figures.
pub mod unit;
